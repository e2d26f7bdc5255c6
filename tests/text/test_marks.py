"""What is not speech in a transcript, and what only looks like it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fou_toolkit.errors import SettingsError
from fou_toolkit.text.marks import DEFAULT_MARKS, MARK_KINDS, MarkTable, find_marks

PIECES = [
    "(",
    ")",
    "[",
    "]",
    "*",
    "//",
    "#",
    "@",
    " ",
    "\n",
    "ler",
    "latter",
    "navn",
    "xxx",
    "00:00:12",
    "...",
    "Kari",
    ",",
]


def found(text, table=DEFAULT_MARKS):
    return [(mark.kind, mark.span.of(text)) for mark in find_marks(text, table)]


def kinds(text, table=DEFAULT_MARKS):
    return [kind for kind, _ in found(text, table)]


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        *(
            ("laughter", mark)
            for mark in ["[latter]", "(latter)", "(ler)", "*ler*", "(LER)", "((ler))", "[latter i salen]"]
        ),
        *(
            ("laughter", mark)
            for mark in ["(begge ler)", "(Kari ler)", "(IP2 ler)", "[alle ler: ca. fem sekunder]", "@", "@@"]
        ),
        *(
            ("laughter", mark)
            for mark in ["(ler og nikker)", "[felles latter]", "(flirer litt)", "[fnising]", "(laughs)", "( ler )"]
        ),
        *(
            ("unclear", mark)
            for mark in ["[uhørbart]", "[uhørlig]", "(uhørbart)", "[uklart]", "[utydelig]", "[?]", "xxx"]
        ),
        *(
            ("unclear", mark)
            for mark in ["(unv.)", "[uhøyrleg]", "[utydeleg]", "(uforståeleg)", "[uhørbart 00:12:33]", "(?)"]
        ),
        *(
            ("unclear", mark)
            for mark in ["[uhørbart: 2 sekunder]", "[Utydelig, to ord]", "[inaudible]", "(ikkje høyrbart)"]
        ),
        *(
            ("pause", mark)
            for mark in ["(pause)", "(.)", "(..)", "(…)", "(...)", "(. . .)", "(2,0)", "(0.5)", "(3s)", "(3 sek)"]
        ),
        *(
            ("pause", mark)
            for mark in ["[pause]", "(PAUSE)", "(lang pause)", "(12 seconds pause)", "(ca. 5 sekunder)", "(stille)"]
        ),
        *(
            ("pause", mark)
            for mark in ["(pause, om lag ti sekunder)", "[kort pause]", "(det blir stille)", "(stillheit)"]
        ),
        *(
            ("comment", mark)
            for mark in ["(nikker)", "(HOST)", "(nikkar)", "(sukker)", "(kviskrar)", "(rister på hodet)"]
        ),
        *(
            ("comment", mark)
            for mark in ["(gråter)", "(peker)", "(peikar på plakaten)", "[telefonen ringer]", "((tar på seg jakka))"]
        ),
        *(
            ("comment", mark)
            for mark in ["(telefonen ringer: to minutter pause)", "(viser)", "(vises på lerretet)", "(smiler.)"]
        ),
        *(
            ("comment", mark)
            for mark in ["[snakker i munnen på hverandre]", "(avbrytes av telefonen)", "(rister på\nhodet)"]
        ),
        *(
            ("removed", mark)
            for mark in ["[navn]", "[namn]", "[barnehage]", "[sted]", "[stad]", "[annen barnehage]", "[NAVN 2]"]
        ),
        *(("removed", mark) for mark in ["[navn på barn]", "[Barn 1]", "[anonymisert]", "[...]", "[…]", "XXX"]),
        *(
            ("time", mark)
            for mark in ["[00:00:12]", "00:00:12", "#00:03:22-0#", "(01:12)", "[01:12]", "{00:00:12}", "[12.34]"]
        ),
        *(("time", mark) for mark in ["[00:00:12.345]", "00:00:12,345", "[00:01 - 00:05]", "[0:03]"]),
        ("overlap", "//"),
    ],
)
def test_a_mark_is_found_with_its_kind(kind, mark):
    assert found(f"Ja, {mark} det var det.") == [(kind, mark)]


@pytest.mark.parametrize(
    "text",
    [
        "Vi ryddet (som vanlig).",
        "Vi ryddet (og det gjør vi jo).",
        "Det er ingen som vet det (tror jeg).",
        "Vi (en assistent og jeg) gikk ut.",
        "Rundstykke (40) og saft (2.1): ja",
        "Pedagogisk leder (2.1) kom.",
        "Vi tok det (pause og lunsj) etterpå.",
        "Vi holdt på (uten pause) til to.",
        "Bolledeig (sukker og mel).",
        "Det var (stille stund) der inne.",
        "Fagene (musikk og drama).",
        "Noe ble (latterlig) dyrt.",
        "Planen (viser til rammeplanen) er klar.",
        "Rapporten (peker på at vi må mer) kom.",
        "Avtalen (går ut fra at alt er likt).",
        "Det var (tenker på alle barna) fint.",
        "Barna (vi synger) kom.",
        "Han lo, og de ler ennå.",
        "De sa [ja] samtidig.",
        "Hun svarte [med barnehagen i tankene] fort.",
        "Se https://example.no og file:///tmp/x.",
        "Møtet er kl. 12:30 hver torsdag.",
        "Skriv til kari@example.no eller @kari.",
        "# Overskrift\n\n## Del 1\n#lek",
        "**I:** Hvorfor ble du det? * ønske",
        "**Latter** er viktig, og *latter og gråt* også.",
        "og/eller, 1/2, 10.30, 3,5",
        "www.xxx.no, maxxx, xxl",
        "Vel ... nei … men (men bare litt).",
        "(ler",
        "ler)",
        "()",
        "[]",
        "",
    ],
)
def test_ordinary_text_is_no_mark(text):
    assert found(text) == []


def test_what_is_said_at_once_is_speech_and_only_its_delimiters_are_marked():
    text = "I: Det lukter litt //av ...//\nHanne: //Grønnsåpe, ja.// Nå har vi lampe."
    assert found(text) == [("overlap", "//")] * 4


def test_a_label_inside_of_an_overlap_is_no_speech():
    text = "Ark med tre felt. //S00: Ja. // Hva jeg så. //I: Mm.//"
    assert found(text) == [("overlap", "//S00:"), ("overlap", "//"), ("overlap", "//I:"), ("overlap", "//")]


def test_a_number_sign_is_a_pause_inside_of_a_line_only():
    assert found("nedantil # køyrte han #") == [("pause", "#"), ("pause", "#")]
    assert found("# køyrte") == []


def test_a_hesitation_in_front_of_its_length_keeps_its_dots():
    assert found("Ja …(2,0) nei ...(1,5)") == [("pause", "(2,0)"), ("pause", "(1,5)")]


def test_names_are_marked_as_removed_and_the_words_around_stay():
    text = "Ho frå [annen barnehage] og [navn] (navn) snakka."
    assert found(text) == [("removed", "[annen barnehage]"), ("removed", "[navn]")]


def test_capitals_tell_names_from_what_could_not_be_heard():
    assert kinds("xxx sa XX og NN") == ["unclear", "removed"]


def test_marks_stand_side_by_side():
    assert kinds("(ler)(pause)[navn]@ (ler) @") == ["laughter", "pause", "removed", "laughter", "laughter"]


def test_a_turn_of_each_tool_is_marked():
    assert kinds("S01: [00:00:12] Ja, altså, (..) vi") == ["time", "pause"]
    assert kinds("B1: Det begynte. (unv.) Vi så. #00:00:27-1#") == ["unclear", "time"]
    assert kinds("00:00:03 Speaker 1\nHei (ler)") == ["time", "laughter"]


def test_positions_are_code_points():
    text = "👩‍👧 å (ler) 😀 [navn]"
    assert [text[mark.span.start : mark.span.end] for mark in find_marks(text)] == ["(ler)", "[navn]"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text())
def test_marks_are_in_order_and_do_not_overlap(text):
    marks = find_marks(text)
    at = 0
    for mark in marks:
        assert at <= mark.span.start < mark.span.end <= len(text)
        assert mark.kind in MARK_KINDS
        at = mark.span.end


@given(st.text())
def test_text_without_signs_has_no_marks(text):
    assert find_marks(re.sub(r"[(\[{*@#/<\dxX]", "", text)) == ()


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "[",
        "((",
        "*",
        "/",
        "@",
        "#",
        " #",
        "1",
        "1:",
        "(l",
        "(ler ",
        "(Kari ",
        "(alle alle ",
        "[en en ",
        "[navn ",
        "(.",
        "((a",
    ],
)
def test_hostile_text_comes_to_an_end(piece):
    """A search that grows with the square of the text would take minutes here."""
    marks = find_marks(piece * (100_000 // len(piece)))
    assert all(mark.kind in MARK_KINDS for mark in marks)


def test_fillers_are_small_words_that_mean_nothing():
    assert {"eh", "ehm", "øh", "øhm", "hm", "hmm", "mhm", "mm", "eeh", "æh"} <= DEFAULT_MARKS.fillers
    assert not DEFAULT_MARKS.fillers & {"æ", "e", "em", "um", "øm", "ja", "jo", "nei", "liksom", "altså", "å", "ø", "i"}
    assert all(filler == filler.lower() for filler in DEFAULT_MARKS.fillers)


def test_the_table_is_a_value():
    assert MarkTable.from_settings({}) == DEFAULT_MARKS
    assert hash(MarkTable.from_settings({})) == hash(DEFAULT_MARKS)
    assert [kind for kind, _ in DEFAULT_MARKS.patterns] == list(MARK_KINDS)


def test_a_table_of_ones_own_is_used_as_it_is():
    table = MarkTable((("stage", r"<<[^<>]{1,40}>>"), ("laughter", r"(h)(i)hi")), frozenset())
    assert found("Ja <<går>> hihi (ler)", table) == [("stage", "<<går>>"), ("laughter", "hihi")]
    assert found("Ja (ler)", MarkTable((), frozenset())) == []
    assert found("ab", MarkTable((("nothing", "x?"),), frozenset())) == []


def test_settings_add_words_of_a_kind():
    table = MarkTable.from_settings(
        {"laughter": {"add": ["Knegg", "trekker på smilebåndet"]}, "removed": {"add": ["båt"]}}
    )
    assert found("(knegg) (KNEGG nå) (trekker på smilebåndet) [båt] (ler)", table) == [
        ("laughter", "(knegg)"),
        ("laughter", "(KNEGG nå)"),
        ("laughter", "(trekker på smilebåndet)"),
        ("removed", "[båt]"),
        ("laughter", "(ler)"),
    ]
    assert found("(knegg)") == []


def test_settings_remove_words_and_signs():
    table = MarkTable.from_settings(
        {"laughter": {"remove": ["ler", "@"]}, "pause": {"remove": ["#", "(...)"]}, "overlap": {"remove": ["//"]}}
    )
    assert found("(ler) @ a # b (...) //ja// (latter) (pause)", table) == [
        ("laughter", "(latter)"),
        ("pause", "(pause)"),
    ]


def test_a_kind_of_which_everything_is_removed_is_found_no_more():
    names = ["[00:00:12]", "(01:12)", "00:00:12", "#00:03:22-0#"]
    assert found(
        "00:00:12 (01:12) [00:12] #00:03:22-0# (ler)", MarkTable.from_settings({"time": {"remove": names}})
    ) == [("laughter", "(ler)")]


def test_a_word_that_counted_alone_takes_others_along_when_it_is_added():
    table = MarkTable.from_settings({"comment": {"add": ["synger"]}})
    assert found("(synger en vise)") == []
    assert found("(synger en vise)", table) == [("comment", "(synger en vise)")]


def test_settings_change_the_fillers():
    table = MarkTable.from_settings({"fillers": {"add": ["Liksom", "d'ja"], "remove": ["mm"]}})
    assert table.fillers == DEFAULT_MARKS.fillers - {"mm"} | {"liksom", "d'ja"}
    assert table.patterns == DEFAULT_MARKS.patterns


@pytest.mark.parametrize(
    ("settings", "part"),
    [
        ("latter", "[marks]"),
        ({"latter": {"add": ["knis"]}}, "laughter"),
        ({"laughter": ["knis"]}, "laughter"),
        ({"laughter": {"add": "knis"}}, "laughter"),
        ({"laughter": {"added": ["knis"]}}, "laughter"),
        ({"laughter": {"add": [1]}}, "laughter"),
        ({"laughter": {"add": ["(knis)"]}}, "(knis)"),
        ({"laughter": {"add": [""]}}, "laughter"),
        ({"laughter": {"add": ["12"]}}, "12"),
        ({"laughter": {"add": ["en to tre fire fem seks"]}}, "fem seks"),
        ({"laughter": {"add": ["x" * 61]}}, "xxx"),
        ({"laughter": {"add": ["knis"], "remove": ["knis"]}}, "knis"),
        ({"laughter": {"remove": ["lattr"]}}, "latter"),
        ({"overlap": {"add": ["=="]}}, "overlap"),
        ({"time": {"add": ["klokka"]}}, "time"),
        ({"fillers": {"add": ["på en måte"]}}, "på en måte"),
        ({"fillers": {"remove": ["liksom"]}}, "liksom"),
        ({"fillers": ["liksom"]}, "fillers"),
    ],
)
def test_settings_that_make_no_sense_are_refused_with_advice(settings, part):
    with pytest.raises(SettingsError, match=re.escape(part)) as caught:
        MarkTable.from_settings(settings)
    assert caught.value.hint


def test_words_of_settings_are_words_and_no_expressions():
    table = MarkTable.from_settings({"comment": {"add": ["a.b"]}})
    assert found("(a.b) (acb)", table) == [("comment", "(a.b)")]
