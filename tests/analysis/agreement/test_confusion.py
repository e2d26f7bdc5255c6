"""Which codes are taken for each other."""

import math
import re
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coders import CODES, columns_of, projects, slow_table, slow_units, small
from fou_toolkit.analysis.agreement import Confusion, agreement
from fou_toolkit.analysis.agreement.confusion import NOTHING, SHARED
from fou_toolkit.errors import UnknownIdError


def confusion(*texts, coders="ab", **options):
    return agreement(small(*texts, coders=coders), bootstrap=None, **options).confusion()


def cells(found):
    """Give all cells that are not zero; `+` for only what both have, nothing for no code."""
    names = [*found.ids, "+", ""]
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
        """b has F besides; a has M with it: M is met, and where b has F, a has only what both have."""
        assert cells(confusion(("aM bMF",))) == {("M", "M"): 2, ("F", "+"): 1}

    def test_a_code_too_many_is_not_a_passage_that_was_passed_over(self):
        """b adds F twice: once where a coded, too, once where a coded nothing."""
        found = confusion(("aM bMF", "bF"))
        row = found.counts[found.ids.index("F")]
        assert (row[SHARED], row[NOTHING]) == (1, 1)
        assert found.of("F") == [("+", 1.0), ("", 1.0)]
        assert found.caption.endswith("only codes that both have in 25%, no code in 25%")

    def test_where_others_have_codes_of_their_own_what_both_have_is_not_shared(self):
        assert cells(confusion(("aML bMF",))) == {("M", "M"): 2, ("L", "F"): 1, ("F", "L"): 1}

    def test_two_codes_beside_a_shared_one_are_both_extra(self):
        assert cells(confusion(("aM bMFL",))) == {("M", "M"): 2, ("F", "+"): 1, ("L", "+"): 1}

    def test_several_codes_share_a_place(self):
        assert cells(confusion(("aM bFL",))) == {("M", "F"): 0.5, ("M", "L"): 0.5, ("F", "M"): 1, ("L", "M"): 1}

    def test_each_unit_and_coder_counts_once_whatever_the_number_of_others(self):
        """a is met by b, and has nothing of c; c has nothing: a and b once each, half and half."""
        assert cells(confusion(("aM bM",), coders="abc")) == {("M", "M"): 2 * 0.5, ("M", ""): 2 * 0.5}

    def test_it_is_told_who_has_which(self):
        """a has M where b has F, twice; the other way round once: a habit of a, mostly."""
        found = confusion(("aM bF", "aM bF", "aF bM", "aL bE"))
        m, f, lek, e = (found.ids.index(name) for name in "MFLE")
        assert found.coders == ("a", "b")
        assert found.by_coder.shape == (2, 5, 7)
        assert found.by_coder[:, m, f].tolist() == [2, 1]
        assert found.by_coder[:, f, m].tolist() == [1, 2]
        assert found.by_coder[:, lek, e].tolist() == [1, 0]
        assert np.array_equal(found.counts, found.by_coder.sum(axis=0))

    def test_themes_are_taken_for_each_other(self):
        assert cells(confusion(("aM bF", "aT bL"), by="theme")) == {("T", "T"): 2, ("T", "U"): 1, ("U", "T"): 1}

    def test_pooled_is_about_codes(self):
        assert confusion(("aM bF",), by="pooled").ids == tuple(CODES)

    def test_characters_count_by_their_number(self):
        size = len("Setning nummer 0.")
        assert cells(confusion(("aM bF",), unit="character")) == {("M", "F"): size, ("F", "M"): size}


def slow(project, units, level):
    """Count unit by unit, coder by coder: who has the first, the first, and what another has."""
    columns = columns_of(level)
    tables = {name: slow_table(project, units, codes) for name, codes in columns.items()}
    people = project.codings.coder_ids
    found = dict.fromkeys(product(people, columns, [*columns, "+", ""]), 0.0)
    for place in range(len(units)):
        has = {
            who: {name for name in columns if tables[name][number][place]}
            for number, who in enumerate(people)
            if next(iter(tables.values()))[number][place] is not None
        }
        for one, two in permutations(has, 2):
            share = 1 / (len(has) - 1)
            instead, both = has[two] - has[one], has[one] & has[two]
            for name in has[one]:
                if name in both:
                    found[one, name, name] += share
                elif instead:
                    for other in instead:
                        found[one, name, other] += share / len(instead)
                else:
                    found[one, name, "+" if both else ""] += share
    return found


@given(projects(), st.sampled_from(["sentence", "turn", "character"]), st.sampled_from(["code", "theme"]))
@settings(max_examples=40)
def test_counts_are_those_of_slow_loops(project, unit, level):
    result = agreement(project, unit=unit, by=level, bootstrap=None)
    found = result.confusion()
    expected = slow(project, slow_units(project, unit), level)
    assert (found.coders, list(found.ids)) == (project.codings.coder_ids, list(columns_of(level)))
    for (number, who), (row, name) in product(enumerate(found.coders), enumerate(found.ids)):
        for column, other in enumerate([*found.ids, "+", ""]):
            assert found.by_coder[number, row, column] == pytest.approx(expected[who, name, other], abs=1e-9)
        # Each unit in which a coder has the code counts once.
        assert found.by_coder[number, row].sum() == pytest.approx(result[name].found[number])
    total = found.counts.sum()
    if not total:
        assert found.caption == "Nobody coded anything."
        return
    shown = [int(number) for number in re.findall(r"(\d+)%", found.caption)]
    shares = [np.trace(found.counts[:, :-2]), found.counts[:, SHARED].sum(), found.counts[:, NOTHING].sum()]
    same, shared, nothing = (share / total for share in shares)
    assert "-" not in found.caption
    assert [100 * share for share in (same, 1 - same - shared - nothing, shared, nothing)] == pytest.approx(
        shown, abs=0.5 + 1e-9
    )


class TestShown:
    TEXTS = (("aM bF", "aM bF", "aF bM", "aM bM", "aL bE", "aM"),)

    def test_pairs_come_with_the_most_frequent_first(self):
        """M for F: a twice one way, once the other way; L for E once."""
        frame = confusion(*self.TEXTS).to_frame()
        names = ["code", "name", "other_code", "other_name", "count", "code: a", "code: b", "share", "share_of_other"]
        assert list(frame.columns) == names
        assert frame[["code", "other_code", "count"]].values.tolist() == [["M", "F", 3.0], ["L", "E", 1.0]]
        assert frame[["code: a", "code: b"]].values.tolist() == [[2, 1], [1, 0]]
        # M: a in 1, 2, 4 and 6, b in 3 and 4; F: a in 3, b in 1 and 2.
        assert frame.loc[0, ["share", "share_of_other"]].tolist() == pytest.approx([3 / 6, 3 / 3])
        assert frame.loc[0, ["name", "other_name"]].tolist() == ["Power", "Ansvar"]

    def test_who_has_the_first_makes_up_the_count(self):
        """Of two coders; of three, too, where each of the others has a half."""
        for texts, coders in ((self.TEXTS, "ab"), ((("aM bF cF", "aF bM", "cM aF bF"),), "abc")):
            frame = confusion(*texts, coders=coders).to_frame()
            sides = frame[[f"code: {name}" for name in coders]].sum(axis=1)
            assert sides.tolist() == pytest.approx(frame["count"].tolist())

    def test_shares_are_of_the_row_and_unknown_for_what_nobody_used(self):
        found = confusion(*self.TEXTS)
        shares = dict(zip(found.ids, found.shares.tolist(), strict=True))
        assert shares["M"] == pytest.approx([2 / 6, 0, 3 / 6, 0, 0, 0, 1 / 6])
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

    def test_the_caption(self):
        """Eleven times one has a code: twice the same, eight times another (three for three, and one for one), once nothing."""
        assert confusion(*self.TEXTS).caption == (
            "Where one coder has a code, another has the same in 18%, another code in its place in 73%, "
            "only codes that both have in 0%, no code in 9%"
        )

    def test_there_is_no_minus_nothing(self):
        """1 − 4/5 − 1/5 is a little less than 0."""
        assert "another code in its place in 0%," in confusion(("aM bM", "aM bM", "aM")).caption

    def test_under_a_reflexive_orientation_it_is_for_talk(self):
        project = small(*self.TEXTS, orientation="reflexive")
        found = agreement(project, bootstrap=None, for_talk=True).confusion()
        assert found.for_talk
        assert found.caption.startswith("For talk, not for proof. Where one coder")
        assert "<h3>For talk</h3>" in found._repr_html_()
        assert "For talk" not in confusion(*self.TEXTS)._repr_html_()
        nothing = agreement(small(("",), orientation="reflexive"), bootstrap=None, for_talk=True).confusion()
        assert nothing.caption == "For talk, not for proof. Nobody coded anything."

    def test_nothing_coded(self):
        found = confusion(("", ""))
        assert found.caption == "Nobody coded anything."
        assert found.to_frame().empty
        assert "Nobody coded anything." in found._repr_html_()

    def test_a_notebook_shows_shares_and_who_has_which(self):
        shown = confusion(*self.TEXTS)._repr_html_()
        cells = ("M", "Power", "F", "Ansvar", "3.0", "2.0", "1.0", "50%", "100%")
        assert "".join(f"<td>{cell}</td>" for cell in cells) in shown
        assert "<th>a has the first</th><th>b has the first</th>" in re.sub(r"<th [^>]*>", "<th>", shown)
        assert "Theme" not in shown

    def test_a_notebook_shows_twenty_pairs(self):
        ids = tuple(f"K{number}" for number in range(8))
        shown = Confusion(ids, ids, ("a", "b"), np.ones((2, 8, 10)))._repr_html_()
        assert shown.count("<tr>") == 21

    def test_names_cannot_leave_their_cells(self):
        evil = "<script>alert(1)</script>"
        counts = np.array([[[0.0, 1, 0, 0], [1, 0, 0, 0]]] * 2)
        shown = Confusion((evil, "b"), (evil, "b"), (evil, "x"), counts)._repr_html_()
        assert "<script" not in shown
        assert shown.count("&lt;script&gt;") == 3
