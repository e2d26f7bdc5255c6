"""Which codes are taken for each other."""

import math
import re
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coders import CODES, columns_of, projects, slow_table, slow_units, small
from fou_toolkit.analysis.agreement import Confusion, agreement
from fou_toolkit.errors import UnknownIdError


def confusion(*texts, coders="ab", **options):
    return agreement(small(*texts, coders=coders), bootstrap=None, **options).confusion()


def cells(found):
    """Give all cells that are not zero."""
    names = [*found.ids, ""]
    return {
        (names[row], names[column]): found.counts[row, column] for row, column in np.argwhere(found.counts).tolist()
    }


class TestByHand:
    def test_both_have_it(self):
        assert cells(confusion(("aM bM", "aM bM"))) == {("M", "M"): 4}

    def test_one_code_in_the_place_of_another(self):
        assert cells(confusion(("aM bF", ""))) == {("M", "F"): 1, ("F", "M"): 1}

    def test_nothing_in_its_place(self):
        assert cells(confusion(("aM", "bF"))) == {("M", ""): 1, ("F", ""): 1}

    def test_what_both_have_is_not_in_the_place_of_anything(self):
        """b has F besides; a has M with it: F stands alone, M is met."""
        assert cells(confusion(("aM bMF",))) == {("M", "M"): 2, ("F", ""): 1}

    def test_several_codes_share_a_place(self):
        assert cells(confusion(("aM bFL",))) == {("M", "F"): 0.5, ("M", "L"): 0.5, ("F", "M"): 1, ("L", "M"): 1}

    def test_each_unit_and_coder_counts_once_whatever_the_number_of_others(self):
        """a is met by b, and has nothing of c; c has nothing: a and b once each, half and half."""
        assert cells(confusion(("aM bM",), coders="abc")) == {("M", "M"): 2 * 0.5, ("M", ""): 2 * 0.5}

    def test_themes_are_taken_for_each_other(self):
        assert cells(confusion(("aM bF", "aT bL"), by="theme")) == {("T", "T"): 2, ("T", "U"): 1, ("U", "T"): 1}

    def test_pooled_is_about_codes(self):
        assert confusion(("aM bF",), by="pooled").ids == tuple(CODES)

    def test_characters_count_by_their_number(self):
        size = len("Setning nummer 0.")
        assert cells(confusion(("aM bF",), unit="character")) == {("M", "F"): size, ("F", "M"): size}


def slow(project, units, level):
    """Count unit by unit, coder by coder."""
    columns = columns_of(level)
    tables = {name: slow_table(project, units, codes) for name, codes in columns.items()}
    found = dict.fromkeys([(row, column) for row in columns for column in [*columns, ""]], 0.0)
    for place in range(len(units)):
        has = [
            None if row[place] is None else {name for name in columns if tables[name][coder][place]}
            for coder, row in enumerate(next(iter(tables.values())))
        ]
        who = [one for one in has if one is not None]
        for one, two in permutations(range(len(who)), 2):
            share = 1 / (len(who) - 1)
            instead = who[two] - who[one]
            for name in who[one]:
                if name in who[two]:
                    found[name, name] += share
                elif instead:
                    for other in instead:
                        found[name, other] += share / len(instead)
                else:
                    found[name, ""] += share
    return found


@given(projects(), st.sampled_from(["sentence", "turn", "character"]), st.sampled_from(["code", "theme"]))
def test_counts_are_those_of_slow_loops(project, unit, level):
    result = agreement(project, unit=unit, by=level, bootstrap=None)
    found = result.confusion()
    units = slow_units(project, unit)
    expected = slow(project, units, level)
    names = [*found.ids, ""]
    assert list(found.ids) == list(columns_of(level))
    for row, name in enumerate(found.ids):
        for column, other in enumerate(names):
            assert found.counts[row, column] == pytest.approx(expected[name, other], abs=1e-9)
        # Each unit in which a coder has the code counts once.
        assert found.counts[row].sum() == pytest.approx(sum(result[name].found))
    total = found.counts.sum()
    if not total:
        assert found.caption == "Nobody coded anything."
        return
    shown = [int(number) for number in re.findall(r"(\d+)%", found.caption)]
    same, nothing = np.trace(found.counts[:, :-1]) / total, found.counts[:, -1].sum() / total
    assert "-" not in found.caption
    assert [100 * same, 100 * (1 - same - nothing), 100 * nothing] == pytest.approx(shown, abs=0.5 + 1e-9)
    assert abs(sum(shown) - 100) <= 1


class TestShown:
    TEXTS = (("aM bF", "aM bF", "aF bM", "aM bM", "aL bE", "aM"),)

    def test_pairs_come_with_the_most_frequent_first(self):
        """M for F: a twice one way, once the other way; L for E once."""
        frame = confusion(*self.TEXTS).to_frame()
        assert list(frame.columns) == ["code", "name", "other_code", "other_name", "count", "share", "share_other_way"]
        assert frame[["code", "other_code", "count"]].values.tolist() == [["M", "F", 3.0], ["L", "E", 1.0]]
        # M: a in 1, 2, 4 and 6, b in 3 and 4; F: a in 3, b in 1 and 2.
        assert frame.loc[0, ["share", "share_other_way"]].tolist() == pytest.approx([3 / 6, 3 / 3])
        assert frame.loc[0, ["name", "other_name"]].tolist() == ["Power", "Ansvar"]

    def test_shares_are_of_the_row_and_unknown_for_what_nobody_used(self):
        found = confusion(*self.TEXTS)
        shares = dict(zip(found.ids, found.shares.tolist(), strict=True))
        assert shares["M"] == pytest.approx([2 / 6, 0, 3 / 6, 0, 0, 1 / 6])
        assert all(math.isnan(share) for share in shares["D"])
        assert [sum(shares[name]) for name in "MFLE"] == pytest.approx([1] * 4)

    def test_what_others_have_in_the_place_of_one_code(self):
        found = confusion(*self.TEXTS)
        assert found.of("M") == [("F", 3.0), ("M", 2.0), ("", 1.0)]
        assert found.of("D") == []

    @pytest.mark.parametrize("name", ["X", "", "T"])
    def test_another_code_is_said(self, name):
        with pytest.raises(UnknownIdError, match=f"«{name}»") as raised:
            confusion(*self.TEXTS).of(name)
        assert "M, D, F, L, E" in raised.value.hint

    @pytest.mark.parametrize(("count", "names"), [(0, ""), (1, "M"), (2, "MF"), (3, "MFL"), (9, "MFLE")])
    def test_the_most_mixed_stand_in_the_order_of_the_codebook(self, count, names):
        found = confusion(*self.TEXTS)
        assert "".join(found.ids[place] for place in found.most_mixed(count)) == names

    def test_the_diagonal_is_no_mixing(self):
        found = confusion(("aM bM", "aM bM", "aM bM", "aF bL"))
        assert [found.ids[place] for place in found.most_mixed(2)] == ["F", "L"]

    def test_the_caption(self):
        """Eleven times one has a code: twice the same, eight times another (three for three, and one for one), once nothing."""
        assert confusion(*self.TEXTS).caption == (
            "Where one coder has a code, another has the same in 18%, another code in 73%, nothing else in 9%"
        )

    def test_there_is_no_minus_nothing(self):
        """1 − 4/5 − 1/5 is a little less than 0."""
        assert "another code in 0%," in confusion(("aM bM", "aM bM", "aM")).caption

    def test_nothing_coded(self):
        found = confusion(("", ""))
        assert found.caption == "Nobody coded anything."
        assert found.to_frame().empty
        assert found.most_mixed(5) == []
        assert "Nobody coded anything." in found._repr_html_()

    def test_a_notebook_shows_shares(self):
        shown = confusion(*self.TEXTS)._repr_html_()
        assert "<td>M</td><td>Power</td><td>F</td><td>Ansvar</td><td>3.0</td><td>50%</td><td>100%</td>" in shown
        assert "Theme" not in shown

    def test_a_notebook_shows_twenty_pairs(self):
        ids = tuple(f"K{number}" for number in range(8))
        counts = np.ones((8, 9))
        shown = Confusion(ids, ids, counts)._repr_html_()
        assert shown.count("<tr>") == 21

    def test_names_cannot_leave_their_cells(self):
        evil = "<script>alert(1)</script>"
        shown = Confusion((evil, "b"), (evil, "b"), np.array([[0.0, 1, 0], [1, 0, 0]]))._repr_html_()
        assert "<script" not in shown
        assert shown.count("&lt;script&gt;") == 2
