"""The codebook of an appendix: MacQueen's parts, the tree, what changed; no words that nobody agreed to."""

from dataclasses import replace

import pytest

from coded_editions import edition_of, project_of, tables_of
from fou_toolkit.appendix.document import Definitions, Document, Drawing, Paragraph, Section, plain, sections_of, walk
from fou_toolkit.appendix.edition import Edition
from fou_toolkit.appendix.material import BookChange, Material
from fou_toolkit.appendix.sections.codebook import code_anchors, codebook
from fou_toolkit.model import Code, Coder, Coding, CodingSet, Cue, Example, Localised, Span, Utterance

pytestmark = pytest.mark.usefixtures("english")

EACH = [(number, 0.03, 8, "A", "k") for number in range(6)]
HOSTILE = "<b>50 % $x_1$ \\textbf{a} #set =1+1 😀 שלום a\u030a"
CODE = Code(
    "A",
    Localised(en="First"),
    brief=Localised(en="In one sentence."),
    definition=Localised(en=HOSTILE),
    use_when=Localised(en="When."),
    do_not_use_when=Localised(en="Not when (B)."),
    examples=(Example("t0", "Det ble bestemt."), Example("t0", "Words that are nowhere.")),
    utterances=tuple(Utterance(f"Utterance {number}.", "en") for number in range(6)),
    cues=tuple(Cue(f"cue{number}") for number in range(8)),
)


def items_of(section: Section, anchor: str) -> dict[str, str]:
    """Give the parts of a code."""
    document = Document("x", "en", (section,))
    here = next(one.section for one in sections_of(document) if one.section.id == anchor)
    block = next(one for one in here.blocks if isinstance(one, Definitions))
    return {term: plain(parts) for term, parts in block.items}


def said_in(section: Section) -> str:
    """Give all running text."""
    places = walk(Document("x", "en", (section,)))
    return " ".join(plain(one.block.parts) for one in places if isinstance(one.block, Paragraph))


def test_a_code_has_all_of_its_parts_in_order_and_as_they_were_written():
    items = items_of(codebook(edition_of(project_of(EACH, codes=(CODE,)))), "code-a")
    assert list(items) == [
        "Brief definition",
        "Full definition",
        "Use when",
        "Do not use when",
        "Examples",
        "Typical utterances (constructed)",
        "Cues",
    ]
    assert items["Full definition"] == HOSTILE
    assert items["Examples"] == "«Det ble bestemt.» (t0, line 1)"
    assert items["Typical utterances (constructed)"].endswith("«Utterance 1.» … and 4 more")
    assert items["Cues"] == "«cue0», «cue1», «cue2», «cue3», «cue4», «cue5» … and 2 more"


@pytest.mark.parametrize(
    ("cues", "said"),
    [
        (("makt~", "a|b _{0,2} c"), "2 cues"),
        (("vi|begge _{0,3} enig", "mål|målet"), "«mål» … and 1 more"),
        (("mål", "makt"), "«mål», «makt»"),
    ],
)
def test_of_cues_only_plain_words_are_shown(cues, said):
    code = replace(CODE, cues=tuple(map(Cue, cues)))
    items = items_of(codebook(edition_of(project_of(EACH, codes=(code,)))), "code-a")
    assert items["Cues"] == said


def test_examples_that_may_not_be_quoted_or_name_somebody_are_left_out():
    project = project_of(EACH, codes=(CODE,))
    silent = Edition.of(Material(project, lambda one: one.source != "t0", lambda _: True))
    assert "Examples" not in items_of(codebook(silent), "code-a")
    assert "2 examples are left out" in said_in(codebook(silent))
    named = replace(CODE, examples=(Example("t0", "P0: Vi var der."),))
    edition = edition_of(project_of(EACH, codes=(named,)))
    assert "Examples" not in items_of(codebook(edition), "code-a")


def test_examples_are_found_where_texts_are_published_under_other_names():
    edition = edition_of(project_of(EACH, codes=(CODE,)), blind=True)
    assert items_of(codebook(edition), "code-a")["Examples"] == "«Det ble bestemt.» (T01, line 1)"


def test_codes_stand_below_their_themes_and_those_without_stand_alone():
    section = codebook(edition_of(project_of(EACH)))
    ids = [(one.id, [below.id for below in one.sections]) for one in section.sections]
    assert ids == [
        ("code-t", ["code-a", "code-b"]),
        ("code-c", []),
        ("codebook-history", []),
        ("codebook-rounds", []),
    ]


def test_codes_have_places_of_their_own_whatever_they_are_called():
    codes = tuple(Code(name, Localised(name)) for name in ("A 1", "a-1", "å", "ø", "T.1", "<x>"))
    anchors = code_anchors(edition_of(project_of([], codes=codes)))
    assert len(set(anchors.values())) == 6
    assert all(set(one) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for one in anchors.values())


def test_marks_of_the_tree_open_codings_where_the_number_is_shown():
    spans = [*EACH, (0, 0.03, 8, "B", "k"), (1, 0.03, 8, "C", "k")]
    section = codebook(edition_of(project_of(spans)))
    tree = next(one for one in section.blocks if isinstance(one, Drawing))
    opened = {mark.text: mark.behind for mark in tree.marks}
    assert len(opened["A Første"].rows) == 6
    # One person says B, one says C: nothing opens these, nor the theme, which less A would be B.
    assert opened["B Andre"] is None
    assert opened["T Tema"] is None
    assert opened["C Alene"] is None


def test_a_code_that_would_give_away_another_by_its_number_does_not_open():
    section = codebook(edition_of(project_of([*EACH, (0, 0.03, 8, "B", "k")])))
    tree = next(one for one in section.blocks if isinstance(one, Drawing))
    assert not [mark for mark in tree.marks if mark.behind]


def test_a_theme_opens_where_all_of_its_codes_do():
    section = codebook(edition_of(project_of(EACH)))
    tree = next(one for one in section.blocks if isinstance(one, Drawing))
    assert {mark.text for mark in tree.marks if mark.behind} == {"A Første", "T Tema"}


def test_a_large_codebook_has_a_tree_on_every_page():
    codes = [Code(f"T{number}", Localised("Tema")) for number in range(30)]
    codes += [Code(f"K{number}", Localised("Kode"), parent=f"T{number % 30}") for number in range(300)]
    section = codebook(edition_of(project_of([], codes=codes)))
    names = [one.name for one in section.blocks if isinstance(one, Drawing)]
    assert names == ["tree", "tree_2", "tree_3", "tree_4"]


def test_without_a_record_a_sentence_says_which_version_it_is():
    assert "There is no record of earlier versions; this is version 0." in said_in(
        codebook(edition_of(project_of(EACH)))
    )


def test_changes_are_told_in_order_and_a_blind_edition_names_nobody():
    changes = (
        BookChange("2024-03-01", "reader_kari", "Made", "1.0", "All codes are new."),
        BookChange("2025-04-02", "", "Changed", "1.1", "A has another definition."),
    )
    material = {"book_changes": changes}
    project = project_of(EACH)
    open_ = tables_of(codebook(edition_of(project, material=material)))["book_history"]
    assert [row[:2] for row in open_.table.cells] == [("2024-03-01", "reader_kari"), ("2025-04-02", "")]
    blind = tables_of(codebook(edition_of(project, material=material, blind=True)))["book_history"]
    assert [row[:2] for row in blind.table.cells] == [("2024", "coder 2"), ("2025", "")]
    assert "kari" not in str(blind.data.cells)


def test_rounds_say_who_coded_how_much_with_which_version():
    project = project_of([])
    codings = [Coding(f"t{number}", Span(4, 12), "A", "k", 1 + number % 2) for number in range(5)]
    made = project.with_codings(CodingSet.of(codings, [Coder("k", codebook_version="0.9")]))
    section = codebook(edition_of(made))
    assert tables_of(section)["coding_rounds"].table.cells == (
        (1, "k", "person", "0.9", 3),
        (2, "k", "person", "0.9", 2),
    )
    assert "several rounds" in said_in(section)
    assert "Coding used version 0.9; printed here is version 0" in said_in(section)


def test_only_codes_that_are_reported_are_printed_with_their_theme():
    section = codebook(edition_of(project_of(EACH), codes=("A",)))
    document = Document("x", "en", (section,))
    ids = [one.section.id for one in sections_of(document) if one.section.id.startswith("code-")]
    assert ids == ["code-t", "code-a"]


def test_an_empty_codebook_says_so():
    project = project_of([])
    empty = replace(project, codebook=replace(project.codebook, codes=()))
    assert "The codebook has no codes." in said_in(codebook(edition_of(empty)))


def test_names_with_signs_of_other_formats_stay_as_they_are():
    name = "50 % $x_1$ \\textbf{å} #=1+1 <b>& 😀"
    section = codebook(edition_of(project_of(EACH, codes=(Code("A", Localised(name)),))))
    assert section.sections[0].title == f"A {name}"
