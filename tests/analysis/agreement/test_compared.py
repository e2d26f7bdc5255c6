"""What is compared: units, who looked, who has what, and the same on a continuum."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_corpus, make_source
from coders import (
    BOOK,
    CODES,
    coded,
    columns_of,
    in_speech,
    make_project,
    projects,
    read_by_two,
    slow_table,
    slow_units,
    small,
    speech_of,
)
from fou_toolkit.analysis.agreement import agreement, continuum_of
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Coding, Span

UNITS = st.sampled_from(["sentence", "turn", "character"])


def compared_of(project, unit="sentence", **options):
    return agreement(project, unit=unit, bootstrap=None, **options).compared


def places_of(compared):
    """Give source, start and end of each unit."""
    units = compared.units
    bases = units.bases[units.source]
    names = [units.source_ids[number] for number in units.source.tolist()]
    return list(zip(names, (units.start - bases).tolist(), (units.end - bases).tolist(), strict=True))


class TestUnits:
    @given(projects(), UNITS, st.booleans())
    @settings(max_examples=40)
    def test_they_are_those_found_one_by_one(self, project, unit, interviewer):
        compared = compared_of(project, unit, interviewer=interviewer)
        expected = [(one.source, one.start, one.end) for one in slow_units(project, unit, interviewer=interviewer)]
        found = places_of(compared)
        if unit == "character":
            found = [(name, place, place + 1) for name, start, end in found for place in range(start, end)]
        assert found == expected
        assert list(compared.documents) == read_by_two(project)
        assert [compared.documents[number] for number in compared.group.tolist()] == [
            name for name, _, _ in places_of(compared)
        ]

    @given(projects(), UNITS, st.sampled_from(["code", "theme"]))
    @settings(max_examples=40)
    def test_who_has_what_is_found_one_by_one(self, project, unit, level):
        compared = compared_of(project, unit)
        sizes = (
            np.diff(np.array(places_of(compared), object)[:, 1:].astype(int), axis=1).ravel()
            if len(compared.units)
            else []
        )
        often = sizes if unit == "character" else np.ones(len(compared.units), int)
        units = slow_units(project, unit)
        for place, codes in enumerate(columns_of(level).values()):
            table = slow_table(project, units, codes)
            found = compared.at(level)[..., place]
            assert np.repeat(found, often, axis=1).astype(int).tolist() == [
                [cell or 0 for cell in row] for row in table
            ]
        table = slow_table(project, units, ())
        assert np.repeat(compared.size, often).tolist() == [
            sum(cell is not None for cell in cells) for cells in zip(*table, strict=True)
        ]

    @given(projects(), UNITS, st.sampled_from(["code", "theme"]))
    @settings(max_examples=40)
    def test_counts_are_those_of_each_text(self, project, unit, level):
        compared = compared_of(project, unit)
        counts = compared.counts(level)
        units = slow_units(project, unit)
        read = set(project.codings.pairs_read())
        for number, text in enumerate(compared.documents):
            own = [one for one in units if one.source == text]
            assert counts.units[number] == len(own)
            assert counts.looked[:, number].tolist() == [(who, text) in read for who in compared.coders]
            for place, codes in enumerate(columns_of(level).values()):
                rows = slow_table(project, own, codes)
                assert counts.has[:, number, place].tolist() == [sum(cell or 0 for cell in row) for row in rows]
                both = [sum(bool(x and y) for x, y in zip(rows[a], rows[b], strict=True)) for a, b in counts.pairs]
                assert counts.both[:, number, place].tolist() == both

    @given(projects(), st.sampled_from(["sentence", "turn"]), st.sampled_from(["code", "theme"]))
    def test_units_that_are_alike_are_counted_together(self, project, unit, level):
        compared = compared_of(project, unit)
        alike, often = compared.patterns(level)
        units = slow_units(project, unit)
        columns = [slow_table(project, units, codes) for codes in columns_of(level).values()]
        expected = Counter(
            tuple(tuple(table[coder][place] for table in columns) for coder in range(len(compared.coders)))
            for place in range(len(units))
        )
        found = Counter()
        for number, times in enumerate(often.tolist()):
            kind = tuple(
                tuple(int(cell) if alike.looked[coder, number] else None for cell in alike.has[coder, number])
                for coder in range(len(compared.coders))
            )
            found[kind] += times
        assert found == expected
        assert len(often) == len(expected)

    def test_units_are_not_alike_if_others_have_looked(self):
        project = small(
            ("", "aM"), ("", "", "aM"), coders="abc", read=[*((w, "s1") for w in "abc"), ("a", "s2"), ("b", "s2")]
        )
        alike, often = compared_of(project).patterns("code")
        found = zip(alike.looked.T.tolist(), alike.has[0, :, 0].tolist(), often.tolist(), strict=True)
        assert sorted(found) == [
            ([True, True, False], 0.0, 2),
            ([True, True, False], 1.0, 1),
            ([True, True, True], 0.0, 1),
            ([True, True, True], 1.0, 1),
        ]

    def test_only_characters_have_a_weight(self):
        project = small(("aM", ""))
        assert compared_of(project).weight is None
        assert compared_of(project, "turn").weight is None
        weight = compared_of(project, "character").weight
        assert weight is not None
        assert weight.sum() == 2 * len("Setning nummer 0.")


def slow_left_out(project, unit, by, *, interviewer):
    """Go through the codings one by one, and say why each is in no figure."""
    units, texts = slow_units(project, unit, interviewer=interviewer), read_by_two(project)
    read = set(project.codings.pairs_read())
    found = Counter()
    for one in project.codings:
        if one.source not in texts or (one.coder, one.source) not in read:
            found["unread"] += 1
        elif not any(
            unit.source == one.source and unit.start < one.span.end and one.span.start < unit.end for unit in units
        ):
            found["outside"] += 1
        elif by == "code" and one.code in {"T", "U"}:
            found["theme"] += 1
        elif by == "theme" and one.code == "E":
            found["alone"] += 1
    return {name: found[name] for name in ("outside", "unread", "theme", "alone")}


@given(projects(), UNITS, st.sampled_from(["code", "theme", "pooled"]), st.booleans())
def test_what_is_left_out_is_found_one_by_one(project, unit, by, interviewer):
    compared = compared_of(project, unit, interviewer=interviewer)
    assert compared.left_out(by) == slow_left_out(project, unit, by, interviewer=interviewer)


class TestLeftOut:
    """Of a: one coding of what the interviewer says, one theme as such, and one of a code in no theme; of b: one in s2."""

    def project(self):
        texts = (("aM bM", "I: aM", "aT", "aE bE"), ("bM", ""))
        return small(*texts, read=[("a", "s1"), ("b", "s1"), ("b", "s2")])

    @pytest.mark.parametrize(
        ("by", "theme", "alone"),
        [("code", 1, 0), ("theme", 0, 2), ("pooled", 0, 0)],
    )
    def test_by_hand(self, by, theme, alone):
        """What stands in codes or in themes stands somewhere, if both are asked for."""
        found = compared_of(self.project()).left_out(by)
        assert found == {"outside": 1, "unread": 1, "theme": theme, "alone": alone}

    def test_interviewers_that_count_leave_nothing_outside(self):
        assert compared_of(self.project(), interviewer=True).left_out("code")["outside"] == 0

    def test_texts_that_were_not_asked_for_are_not_missing(self):
        texts = (("aM bM", ""), ("aM bM", "aM"), ("bM", ""))
        project = small(*texts, read=[*((who, name) for who in "ab" for name in ("s1", "s2")), ("b", "s3")])
        assert compared_of(project).left_out("code")["unread"] == 1
        assert compared_of(project, sources="s1").left_out("code")["unread"] == 0
        assert compared_of(project, sources=["s1", "s3"]).left_out("code")["unread"] == 1

    def test_coders_that_were_not_asked_for_are_not_missing(self):
        project = small(("aM bM", "I: cM cT"), coders="abc")
        assert sum(compared_of(project, coders=["a", "b"]).left_out("code").values()) == 0
        assert compared_of(project).left_out("code")["outside"] == 2

    def test_what_is_coded_in_a_text_that_was_not_read_is_left_out(self):
        """Two others have read it."""
        project = small(("aM bM cM", "cT"), coders="abc", read=[("a", "s1"), ("b", "s1")])
        assert compared_of(project).left_out("code") == {"outside": 0, "unread": 2, "theme": 0, "alone": 0}

    def test_only_the_round_that_is_compared_is_looked_at(self):
        corpus = make_corpus("Ja. Nei.")
        rounds = [("T", "a", 1), ("M", "a", 2), ("M", "b", 1)]
        project = make_project(corpus, [coded(corpus, "s1", "Ja", *one) for one in rounds])
        assert compared_of(project).left_out("code")["theme"] == 0
        assert compared_of(project, round=1).left_out("code")["theme"] == 1


class TestLatestRounds:
    def project(self):
        corpus = make_corpus("Ja. Nei.", "Jo.", "Hm.")
        found = [
            *(coded(corpus, "s1", "Ja", "M", "a", number) for number in (1, 2)),
            coded(corpus, "s2", "Jo", "M", "b", 1),
            coded(corpus, "s3", "Hm", "M", "b", 4),
        ]
        read = [(who, name) for who in "abc" for name in ("s1", "s2")]
        return make_project(corpus, found, "abc", read=read)

    def test_by_coder(self):
        """What b coded in the fourth round stands in no text that is compared; c found nothing."""
        assert compared_of(self.project()).latest_rounds() == {"a": 2, "b": 1, "c": 0}

    def test_in_the_texts_that_are_compared(self):
        assert compared_of(self.project(), sources=["s2"], coders=["b", "a"]).latest_rounds() == {"b": 1, "a": 0}


class TestOfCoders:
    def test_only_texts_that_two_of_them_have_read_stay(self):
        texts = (("aM bM", ""), ("aM cM", "", ""), ("bM cM", ""))
        read = [("a", "s1"), ("b", "s1"), ("a", "s2"), ("c", "s2"), ("b", "s3"), ("c", "s3"), ("a", "s3")]
        whole = compared_of(small(*texts, coders="abc", read=read))
        one = whole.of_coders(0, 1)
        assert (one.coders, one.documents, len(one.units)) == (("a", "b"), ("s1", "s3"), 4)
        assert one.looked.all()
        assert one.present.shape[:2] == (2, 4)
        alone = compared_of(small(*texts, coders="abc", read=read), coders=["a", "b"])
        assert np.array_equal(one.present, alone.present)
        assert places_of(one) == places_of(alone)

    def test_who_share_no_text_have_no_units(self):
        read = [("a", "s1"), ("b", "s1"), ("b", "s2"), ("c", "s2")]
        found = compared_of(small(("aM bM",), ("bM cM",), coders="abc", read=read)).of_coders(0, 2)
        assert (found.documents, len(found.units)) == ((), 0)


@given(projects(), st.booleans())
@settings(max_examples=40)
def test_a_continuum_has_every_coding_where_it_stands_in_what_is_said(project, interviewer):
    found = continuum_of(project, interviewer=interviewer)
    read = set(project.codings.pairs_read())
    texts = read_by_two(project)
    assert (found.coders, found.documents) == (project.codings.coder_ids, tuple(texts))
    assert found.begin.tolist() == [0] * len(texts)
    assert found.end.tolist() == [len(speech_of(project.corpus, text, interviewer=interviewer)) for text in texts]
    assert found.looked.tolist() == [[(who, text) in read for text in texts] for who in found.coders]
    expected = Counter()
    for one in project.codings:
        start, stop = in_speech(project, one, interviewer=interviewer)
        if stop > start and one.source in texts and (one.coder, one.source) in read:
            expected[one.coder, one.source, start, stop, one.code] += 1
    units = zip(found.coder, found.document, found.start, found.stop, found.category, strict=True)
    assert expected == Counter(
        (found.coders[coder], found.documents[text], start, stop, found.categories[code])
        for coder, text, start, stop, code in units
    )


class TestContinuum:
    def corpus(self):
        return make_corpus(
            make_source("Anne: Vi 😀 har.", "I: Hva?", "[latter]", "Bo: Makt."), make_source("Anne: Ja.", id="s2")
        )

    def test_by_hand(self):
        """«Vi 😀 har.» has nine places, «Makt.» five; what the interviewer says, labels and comments have none."""
        corpus = self.corpus()
        text = corpus["s1"].text
        spans = [
            Span(0, 8),
            Span(text.index("har"), text.index("akt") + 1),
            Span(text.index("Hva"), text.index("Hva") + 3),
        ]
        found = continuum_of(make_project(corpus, [Coding("s1", span, "M", "a") for span in spans]))
        assert found.end.tolist() == [9 + 5, 3]
        assert list(zip(found.start.tolist(), found.stop.tolist(), strict=True)) == [(0, 2), (5, 11)]
        whole = continuum_of(make_project(corpus, [Coding("s1", span, "M", "a") for span in spans]), interviewer=True)
        assert whole.end.tolist() == [9 + 4 + 5, 3]
        assert list(zip(whole.start.tolist(), whole.stop.tolist(), strict=True)) == [(0, 2), (5, 15), (9, 12)]

    def test_coders_and_texts_can_be_chosen(self):
        corpus = self.corpus()
        project = make_project(corpus, [coded(corpus, "s2", "Ja", "M", who) for who in "abc"], "abc")
        found = continuum_of(project, coders=["c", "a"], sources=["s2"])
        assert (found.coders, found.documents, len(found)) == (("c", "a"), ("s2",), 2)

    def test_other_codings_can_be_taken(self):
        corpus = self.corpus()
        found = [coded(corpus, "s2", "Ja", "M", "a", 1), coded(corpus, "s2", "Ja.", "M", "a", 2)]
        read = [(who, name) for who in "ab" for name in ("s1", "s2")]
        project = make_project(corpus, [*found, coded(corpus, "s2", "Ja.", "F", "b", 1)], read=read)
        assert sorted(continuum_of(project).stop.tolist()) == [3, 3]
        first = continuum_of(project, codings=project.codings.in_round(1))
        assert sorted(first.stop.tolist()) == [2, 3]

    def test_nothing_coded_and_nothing_said(self):
        silent = make_corpus("[latter]")
        for codings in ([], [Coding("s1", Span(0, 4), "M", "a")]):
            found = continuum_of(make_project(silent, codings))
            assert (len(found), found.end.tolist()) == (0, [0])

    def test_what_cannot_be_compared_is_refused(self):
        project = small(("aM",), ("bM",), read=[("a", "s1"), ("b", "s2")])
        with pytest.raises(DataError, match="no text that two coders have read"):
            continuum_of(project)
        with pytest.raises(DataError, match="one only"):
            continuum_of(project, coders=["a"])
        with pytest.raises(UnknownIdError, match="«x»"):
            continuum_of(project, coders=["a", "x"])
        with pytest.raises(UnknownIdError, match="s9"):
            continuum_of(project, sources=["s9"])

    def test_the_codebook_is_all_there(self):
        """Also codes on themes are units."""
        found = continuum_of(small(("aT bU", "aE")))
        assert set(found.categories) == {"T", "U", "E"} <= {code.id for code in BOOK}
        assert set(CODES) & set(found.categories) == {"E"}
