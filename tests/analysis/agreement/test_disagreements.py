"""Passages that coders see differently: which, in what order, and what α would gain."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_corpus, make_source
from coders import CODES, coded, columns_of, make_project, projects, slow_table, slow_units, small
from fou_toolkit.analysis.agreement import ReliabilityData, agreement, alpha, shown_codes
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.model import Code, Codebook, Coding, Localised
from ratings import quiet

FIGURES = {"bootstrap": None}


def disagreements(*texts, coders="ab", code=None, **options):
    return agreement(small(*texts, coders=coders), **{**FIGURES, **options}).disagreements(code)


def places(found):
    return [(one.source, one.span.start, one.span.end) for one in found.passages]


def pooled(tables):
    """Give α of tables, one after the other."""
    rows = [[cell for table in tables for cell in table[coder]] for coder in range(len(tables[0]))]
    return quiet(alpha, ReliabilityData.of(rows, values=(0, 1)))


def settled(table, chosen, value):
    """Give the table with every unit that coders see differently settled, where it is among the chosen ones."""
    changed = [list(row) for row in table]
    for place in chosen:
        told = {row[place] for row in table if row[place] is not None}
        if len(told) > 1:
            for row in changed:
                row[place] = value if row[place] is not None else None
    return changed


def slow(project, unit, level, code=None):
    """Give the passages with their gain, in the order of the texts."""
    units = slow_units(project, unit)
    columns = {name: codes for name, codes in columns_of(level).items() if code in (None, name)}
    tables = [slow_table(project, units, codes) for codes in columns.values()]

    def apart(place):
        return any(len({row[place] for row in table} - {None}) > 1 for table in tables)

    stretches = []
    for place, one in enumerate(units):
        if apart(place):
            before = units[place - 1]
            if (
                place
                and stretches
                and stretches[-1][-1] == place - 1
                and (before.source, before.turn) == (one.source, one.turn)
            ):
                stretches[-1].append(place)
            else:
                stretches.append([place])
    now = pooled(tables) if units else math.nan
    found = []
    for chosen in stretches:
        first, last = units[chosen[0]], units[chosen[-1]]
        other = [pooled([settled(table, chosen, value) for table in tables]) for value in (0, 1)]
        known = [figure for figure in other if not math.isnan(figure)]
        found.append(((first.source, first.start, last.end), max(known) - now if known else math.nan))
    return found


@given(
    projects(),
    st.sampled_from(["sentence", "turn", "character"]),
    st.sampled_from(["code", "theme"]),
    st.booleans(),
    st.booleans(),
)
@settings(max_examples=80)
def test_passages_and_gains_are_those_of_slow_loops(project, unit, level, one_code, interviewer):
    """α is worked out anew from the tables in which everybody has, or nobody has, what coders differ on."""
    if interviewer:
        project = replace(project, corpus=everybody_asked(project.corpus))
    code = {"code": "M", "theme": "T"}[level] if one_code else None
    found = agreement(project, unit=unit, by=level, **FIGURES).disagreements(code)
    expected = slow(project, unit, level, code)
    gains = dict(expected)
    assert sorted(places(found)) == sorted(gains)
    assert [one.gain for one in found.passages] == [
        pytest.approx(gains[place], abs=1e-9, nan_ok=True) for place in places(found)
    ]
    # The most important first; where they are alike, as in the texts; where nothing would be left to tell, last.
    order = [
        place
        for place, _ in sorted(
            expected, key=lambda pair: (math.isnan(pair[1]), -round(pair[1], 9) if pair[1] == pair[1] else 0)
        )
    ]
    assert [round(gains[place], 9) for place in places(found) if gains[place] == gains[place]] == [
        round(gains[place], 9) for place in order if gains[place] == gains[place]
    ]
    assert (len(found), found.total, found.about) == (len(expected), len(expected), code or "")
    for one in found.passages:
        check_passage(project, one, unit, level)


def everybody_asked(corpus):
    """Give the corpus without interviewers."""
    return make_corpus(
        *(replace(source, turns=tuple(replace(turn, interviewer=False) for turn in source.turns)) for source in corpus)
    )


def check_passage(project, passage, unit, level):
    """Look at the words and the codes of a passage and of its parts."""
    text = project.corpus[passage.source].text
    [turn] = [turn for turn in project.corpus[passage.source].turns if turn.span.overlaps(passage.span)]
    assert turn.span.start <= passage.span.start < passage.span.end <= turn.span.end
    assert passage.text == text[passage.span.start : passage.span.end]
    assert (passage.parts[0].span.start, passage.parts[-1].span.end) == (passage.span.start, passage.span.end)
    read = set(project.codings.pairs_read())
    for part in (passage, *passage.parts):
        assert part.text == text[part.span.start : part.span.end]
        for coder, codes in zip(project.codings.coder_ids, part.codes, strict=True):
            if (coder, passage.source) not in read:
                assert codes is None
                continue
            if part is not passage:
                own = {
                    one.code
                    for one in project.codings
                    if (one.coder, one.source) == (coder, passage.source) and one.span.overlaps(part.span)
                }
                assert codes == tuple(name for name, ids in columns_of(level).items() if own & set(ids))
    for number in range(len(passage.codes)):
        if passage.codes[number] is not None:
            assert set(passage.codes[number]) == {name for part in passage.parts for name in part.codes[number]}
    if unit == "turn":
        assert len(passage.parts) == 1


class TestByHand:
    def project(self):
        corpus = make_corpus(
            make_source("Anne: Vi har makt. Ja. Åse lo. Nei.", "I: Hva?", "Anne: Det er lek. Jo."),
            make_source("Bo: Vi har ansvar. 😀 Ja.", id="s2"),
        )
        found = [
            *(coded(corpus, "s1", words, "M", "a") for words in ("Vi har", "Ja", "Nei")),
            *(coded(corpus, "s1", words, "M", "b") for words in ("Vi har", "Jo")),
            coded(corpus, "s1", "Ja", "F", "b"),
            coded(corpus, "s2", "Ja", "L", "b"),
        ]
        return make_project(corpus, found)

    def test_neighbours_are_one_passage_and_turns_part_them(self):
        found = agreement(self.project(), **FIGURES).disagreements()
        assert sorted(one.text for one in found.passages) == ["Ja.", "Jo.", "Nei.", "😀 Ja."]
        more = self.project()
        more = replace(
            more,
            codings=more.codings + make_project(more.corpus, [coded(more.corpus, "s1", "Åse lo", "E", "a")]).codings,
        )
        found = agreement(more, **FIGURES).disagreements()
        assert sorted(one.text for one in found.passages) == ["Ja. Åse lo. Nei.", "Jo.", "😀 Ja."]
        [long] = [one for one in found.passages if len(one.parts) > 1]
        assert [part.text for part in long.parts] == ["Ja.", "Åse lo.", "Nei."]
        assert long.codes == (("M", "E"), ("F",))
        assert [part.codes for part in long.parts] == [(("M",), ("F",)), (("E",), ()), (("M",), ())]

    @pytest.mark.parametrize("unit", ["sentence", "turn"])
    def test_the_gain_is_what_agreement_says_after_the_codings_were_changed(self, unit):
        """Each passage settled by taking codings away or by adding them, and everything worked out anew."""
        project = self.project()
        before = agreement(project, unit=unit, **FIGURES)
        now = before["pooled codes"]["alpha"].value
        for one in before.disagreements().passages:
            differ = [name for name in CODES if len({name in codes for codes in one.codes}) > 1]
            kept = [
                coding
                for coding in project.codings
                if coding.source != one.source or not coding.span.overlaps(one.span) or coding.code not in differ
            ]
            added = [Coding(one.source, one.span, name, who) for name in differ for who in "ab"]
            after = [
                agreement(make_project(project.corpus, codings), unit=unit, **FIGURES)["pooled codes"]["alpha"].value
                for codings in (kept, [*project.codings, *added])
            ]
            assert one.gain == pytest.approx(max(after) - now)

    def test_what_would_change_most_comes_first(self):
        """Two codes in one sentence are more to settle than one."""
        found = agreement(self.project(), **FIGURES).disagreements()
        assert found[0].codes == (("M",), ("F",))
        assert [one.gain for one in found.passages] == sorted((one.gain for one in found.passages), reverse=True)
        assert all(one.gain > 0 for one in found.passages)

    def test_alike_ones_stand_as_in_the_texts(self):
        found = disagreements(("aM", "", "aM"), ("", "aM bM", "bM"))
        assert places(found) == sorted(places(found))
        assert len(found) == 3

    def test_a_passage_about_one_code_shows_all_codes(self):
        found = agreement(self.project(), **FIGURES).disagreements("F")
        assert (found.about, found.total) == ("F", 1)
        assert found[0].codes == (("M",), ("F",))
        assert found.caption == "1 passage that coders see differently (F)"

    def test_a_passage_about_one_code_is_judged_by_the_alpha_of_that_code(self):
        result = agreement(self.project(), **FIGURES)
        now = result["M"]["alpha"].value
        texts = [([1, 1, 0, 1, 0, 0, 0, 0], [1, 0, 0, 0, 0, 1, 0, 0])]
        for gain in (one.gain for one in result.disagreements("M").passages):
            a, b = (list(row) for row in texts[0])
            assert now == pytest.approx(alpha([a, b]))
            b[1] = 1
            a_off = [0 if place == 1 else cell for place, cell in enumerate(a)]
            b_off = [0 if place == 1 else cell for place, cell in enumerate(texts[0][1])]
            assert gain == pytest.approx(max(alpha([a, b]), alpha([a_off, b_off])) - now)

    def test_if_all_who_read_a_text_agree_it_does_not_matter_who_did_not(self):
        project = small(("aM bM", "aM", ""), coders="abc", read=[("a", "s1"), ("b", "s1")])
        assert [one.text for one in agreement(project, **FIGURES).disagreements().passages] == ["Setning nummer 1."]

    def test_who_has_not_read_a_text_has_no_codes(self):
        project = small(("aM cM", "aM"), coders="abc", read=[("a", "s1"), ("b", "s1")])
        found = agreement(project, **FIGURES).disagreements()
        assert found[0].codes == (("M",), (), None)
        assert [shown_codes(codes) for codes in found[0].codes] == ["M", "no code", "–"]
        frame = found.to_frame()
        assert list(frame.columns) == ["source", "start", "end", "codes: a", "codes: b", "codes: c", "gain", "text"]
        assert frame.loc[0, ["codes: a", "codes: b"]].tolist() == ["M", ""]
        assert frame["codes: c"].isna().all()

    def test_if_nothing_would_be_left_to_differ_on_there_is_no_gain(self):
        book = Codebook("one", (Code("M", Localised("Makt")),))
        found = agreement(small(("aM",), codebook=book), **FIGURES).disagreements()
        assert math.isnan(found[0].gain)
        shown = found._repr_html_()
        assert "nan" not in shown
        assert "<caption>s1, 6–23</caption>" in shown


class TestShown:
    def test_all_agree(self):
        found = disagreements(("aM bM", ""))
        assert (len(found), found.total, found.passages) == (0, 0, ())
        assert found.caption == "0 passages that coders see differently"
        assert "0 passages" in found._repr_html_()
        assert found.to_frame().empty

    def test_the_head_says_how_many_there_are(self):
        found = disagreements(*[("aM", "", "bM")] * 6)
        assert (len(found), found.total) == (12, 12)
        head = found.head(3)
        assert (len(head), head.total) == (3, 12)
        assert head.passages == found.passages[:3]
        assert head.caption == "12 passages that coders see differently; the first 3"
        assert len(found.head()) == 10
        assert found[11] is found.passages[11]

    def test_a_notebook_shows_ten_and_says_how_many_more_there_are(self):
        found = disagreements(*[("aM", "", "bM")] * 6)
        shown = found._repr_html_()
        assert shown.count("<table>") == 10
        assert "… and 2 more: to_frame()" in shown
        assert "more" not in found.head(10)._repr_html_()
        one = found[0]
        assert f"s1, {one.span.start}–{one.span.end} · α would rise by {one.gain:.4f}" in shown
        assert "<td>Setning nummer 0.</td><td>M</td><td>no code</td>" in shown

    @pytest.mark.parametrize("code", ["X", "m", ""])
    def test_another_code_is_said(self, code):
        with pytest.raises(UnknownIdError, match=f"«{code}»") as raised:
            disagreements(("aM", ""), code=code)
        assert "T, M, D, F, U, L, E" in raised.value.hint

    @pytest.mark.parametrize("by", ["code", "theme", "pooled"])
    def test_codes_and_themes_can_be_asked_for_whatever_the_result_is_about(self, by):
        """M is not F, and both are T."""
        texts = ("aM bF", "aM", "aL")
        found = disagreements(texts, by=by, code="T")
        assert [one.codes for one in found.passages] == [(("T",), ())]
        assert (found.about, found[0].text) == ("T", "Setning nummer 1.")
        found = disagreements(texts, by=by, code="M")
        # Two turns are two passages.
        assert sorted(one.codes for one in found.passages) == [(("M",), ()), (("M",), ("F",))]
        expected = disagreements(texts, by="theme", code="T")[0].gain, disagreements(texts, by="code", code="M")[0].gain
        assert (disagreements(texts, by=by, code="T")[0].gain, found[0].gain) == pytest.approx(expected)

    def test_a_theme_without_codes_is_a_code(self):
        assert disagreements(("aE", ""), by="theme", code="E")[0].codes == (("E",), ())

    def test_under_a_reflexive_orientation_they_are_for_talk(self):
        result = agreement(small(("aM", ""), orientation="reflexive"), for_talk=True, **FIGURES)
        for found in (result.disagreements(), result.disagreements("M"), result.disagreements("F")):
            assert found.for_talk
            assert found.head(1).caption.startswith("For talk, not for proof. ")
            assert "<h3>For talk</h3>" in found._repr_html_()
        assert "For talk" not in disagreements(("aM", ""))._repr_html_()

    def test_pooled_is_about_codes(self):
        assert disagreements(("aM", ""), by="pooled")[0].codes == (("M",), ())
