from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fou_toolkit._i18n import set_language
from fou_toolkit.codebooks import check_codebook, read_codebook
from fou_toolkit.codebooks.check import check_text
from fou_toolkit.errors import MaterialError
from fou_toolkit.model import Code, Codebook, Corpus, Cue, Localised, Source, Span, Turn

SAID = "Sånn har det\nalltid vært, sånn har det alltid vært. Det er maktstrukturen."
CORPUS = Corpus((Source("intervju-1", SAID, (Turn(Span(0, len(SAID)), language="nb"),)),))

SECOND = """\
  - id: "M2"
    parent: "M"
    name: {nb: "Definisjonsmakt", nn: "Definisjonsmakt", en: "Power of definition"}
    brief: {nb: "Språket.", nn: "Språket."}
    use_when: {nb: "Fagspråk.", nn: "Fagspråk."}
    do_not_use_when: {nb: "Ros.", nn: "Ros."}
"""


def told(result):
    return [(finding.line, finding.column, finding.code, str(finding.message)) for finding in result.errors]


def test_a_codebook_without_faults_passes_silently(save, text):
    result = check_codebook(save(text))
    assert (result.ok, result.findings, result.codes, result.cues) == (True, (), 2, 4)


def test_an_unknown_parent_is_named_with_the_themes_there_are(save, text):
    result = check_codebook(save(text.replace('parent: "M"', 'parent: "N"')))
    assert told(result) == [(12, 13, "M1", "There is no code «N».")]
    assert str(result.errors[0].hint) == "The themes are: M"


def test_a_theme_that_comes_after_its_codes_is_an_error(save, text):
    head, theme, code = text.partition('  - id: "M"\n')[0], *text.partition('  - id: "M"\n')[1:]
    theme_lines, separator, code_lines = code.partition('  - id: "M1"\n')
    result = check_codebook(save(head + separator + code_lines + theme + theme_lines))
    assert [message for *_, message in told(result)] == ["«M» comes further down."]


@pytest.mark.parametrize("parents", [{"M": "M1", "M1": "M"}, {"M": "", "M1": "M1"}])
def test_codes_that_go_round_in_a_circle_are_told_once(parents):
    text = Localised("a", "a", "a")
    codes = [
        Code(one, Localised(one, one, one), parent=above, brief=text, use_when=text, do_not_use_when=text)
        for one, above in parents.items()
    ]
    messages = [str(finding.message) for finding in check_codebook(Codebook("x", tuple(codes), version="1")).errors]
    assert len([message for message in messages if "circle" in message]) == 1
    assert len(messages) == 1


@pytest.mark.parametrize("other", ["M1", "m1"])
def test_an_id_that_stands_twice_is_an_error_whatever_its_case(save, text, other):
    result = check_codebook(save(text + SECOND.replace('"M2"', f'"{other}"')))
    assert told(result) == [(26, 9, other, f"The id «{other}» stands here for the second time.")]


@pytest.mark.parametrize(
    ("language", "name"), [("nb", "MAKT  og rom"), ("nn", "Maktstruktur"), ("en", "Power structure")]
)
def test_a_name_that_stands_twice_is_an_error_in_each_language(save, text, language, name):
    wrong = SECOND.replace(
        f'{language}: "{"Power of definition" if language == "en" else "Definisjonsmakt"}"', f'{language}: "{name}"'
    )
    (finding,) = check_codebook(save(text + wrong)).errors
    assert f"has the name «{name}» already" in str(finding.message)
    assert (finding.line, finding.code) == (28, "M2")


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        (', en: "Power structure"}', "}", (13, 11), "«name.en» is missing."),
        ('nb: "Faste ordninger.", ', "", (14, 12), "«brief.nb» is missing."),
        ('nb: "Faste ordninger."', 'nb: " "', (14, 17), "«brief.nb» is empty."),
        ('nb: "Faste ordninger."', "nb: ~", (14, 17), "«brief.nb» is missing."),
        (', nn: "Nokon viser til rang."', "", (15, 15), "«use_when.nn» is missing."),
        (
            '    do_not_use_when: {nb: "Ordet i et møte (M5).", nn: "Ordet i eit møte (M5)."}\n',
            "",
            (11, 5),
            "«do_not_use_when» is missing.",
        ),
        ('quote: "sånn har det alltid vært"', 'sitat: "x"', (19, 9), "«examples[1].quote» is missing."),
        ('"21-22"', "[21, 22]", (17, 17), "«seed_lines» has to be a text, not a list."),
        ('"M1"', '"M 1"', (11, 9), "«M 1» cannot be an id."),
        ('nn: ["ovanfrå og ned"]', 'nn: "ovanfrå og ned"', (23, 11), "«cues.nn» has to be a list, not a text."),
        ('nn: ["ovanfrå og ned"]', "no: []", (23, 7), "There is no field «cues.no» here."),
        ('["ovanfrå og ned"]', "[{ovanfrå}]", (23, 12), "«cues.nn[1].spacy» is missing."),
        ('["ovanfrå og ned"]', "[[ovanfrå]]", (23, 12), "«cues.nn[1]» has to be a text, not a list."),
    ],
)
def test_a_part_that_is_missing_or_wrong_is_shown_where_it_should_be(save, text, old, new, place, message):
    assert old in text
    found = told(check_codebook(save(text.replace(old, new))))
    assert (place, message) in [((line, column), said) for line, column, _, said in found]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('unit: "sentence"', 'unit: "word"', "«word» is not possible for «unit»."),
        ('codebook: "liten"\n', "", "«codebook» is missing."),
        ('version: "1.10"\n', "", "«version» is missing."),
        ('licence: "CC BY 4.0"', "licence: [a]", "«licence» has to be a text, not a list."),
        ('licence: "CC BY 4.0"', '"a:b": "x"', "«a:b» cannot be the name of a field."),
    ],
)
def test_faults_in_the_head_are_found(save, text, old, new, message):
    assert message in [said for *_, said in told(check_codebook(save(text.replace(old, new))))]


def test_a_codebook_without_codes_is_an_error(save, text):
    head = text.partition("codes:\n")[0]
    assert [said for *_, said in told(check_codebook(save(head + "codes: []\n")))] == ["The list «codes» is empty."]
    assert [said for *_, said in told(check_codebook(save(head)))] == ["«codes» is missing."]


def test_entries_that_are_no_codes_do_not_move_the_places_of_the_others(save, text):
    changed = text.replace('  - id: "M"\n', '  - tull\n  - id: "M"\n').replace('"M"\n    name', '"N"\n    name', 1)
    found = told(check_codebook(save(changed)))
    assert (8, 5, "", "«codes[1]» has to be a group of fields, not a text.") in found
    assert (13, 13, "M1", "There is no code «M».") in found


def test_examples_are_looked_up_in_the_corpus_across_line_breaks(save, text):
    path = save(text.replace('quote: "sånn har', 'quote: "Sånn har'))
    assert check_codebook(path, CORPUS).ok


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "sånn har det alltid vært",
            "slik har det alltid vært",
            "«slik har det alltid vært» does not stand in intervju-1.",
        ),
        ('source: "intervju-1"', 'source: "intervju-2"', "The corpus has no source «intervju-2»."),
    ],
)
def test_an_example_that_is_not_in_the_corpus_is_an_error(save, text, old, new, message):
    path = save(text.replace(old, new, 1))
    assert [said for *_, said in told(check_codebook(path, CORPUS))] == [message]
    assert check_codebook(path).ok


def test_an_example_without_words_is_told_as_missing_and_not_looked_up(save, text):
    path = save(text.replace(', quote: "sånn har det alltid vært"', ""))
    assert [said for *_, said in told(check_codebook(path, CORPUS))] == ["«examples[1].quote» is missing."]


def test_the_summary_says_whether_examples_were_checked(save, text):
    path = save(text)
    assert str(check_codebook(path)).endswith("No corpus was given: examples and hits of the cues were not checked.")
    assert str(check_codebook(path, CORPUS)).endswith("1 example was checked.")


def test_findings_print_the_way_a_compiler_prints(save, text):
    printed = str(check_codebook(save(text.replace('parent: "M"', 'parent: "N"'))))
    assert printed.split("\n")[:2] == ["liten.yaml:12:13 error M1: There is no code «N».", "  → The themes are: M"]
    assert printed.split("\n")[2].startswith("1 error, 0 warnings. 2 codes and themes, 4 cues.")


def test_a_result_has_columns_rows_a_frame_and_escaped_html(save, text):
    result = check_codebook(save(text.replace('parent: "M"', 'parent: "<b>"')))
    frame = result.to_frame()
    assert tuple(frame.columns) == ("severity", "line", "column", "code", "message")
    assert frame["severity"].tolist() == ["error", "error"]
    assert "<b>" not in result._repr_html_()


def test_findings_follow_the_language_of_the_person(save, text):
    result = check_codebook(save(text.replace('parent: "M"', 'parent: "N"')))
    set_language("nb")
    assert result.errors[0].message.text == "There is no code «{id}»."
    assert result.errors[0].message.values == (("id", "N"),)


def test_a_codebook_made_in_python_is_checked_too(save, text):
    book = read_codebook(save(text))
    wrong = book.with_code(replace(book["M1"], parent="N", cues=(Cue("ta _"),), brief=Localised()))
    result = check_codebook(wrong)
    assert [str(finding.message).split(":")[0] for finding in result.errors] == [
        "«brief» is missing.",
        "There is no code «N».",
        "In the cue «ta _»",
    ]
    assert str(result).startswith("liten error M1: ")


def test_an_attribute_cannot_take_the_name_of_a_field(save, text):
    book = replace(read_codebook(save(text)), attributes={"codes": "x"})
    assert "cannot be called «codes»" in str(check_codebook(book))


def test_a_missing_file_is_told_as_such(tmp_path):
    with pytest.raises(MaterialError):
        check_codebook(tmp_path / "borte.yaml")


def test_a_file_that_is_no_yaml_is_a_finding_and_no_exception(save):
    assert told(check_codebook(save("codebook: 'x\n"))) == [
        (1, 11, "", "The quotation mark that stands here is not closed.")
    ]


SIGNS = st.sampled_from(
    [*"{}[]:,-#&*!|>'\"%@`~_\n\t ", "\n- ", "\n  ", "spacy: ", "{spacy: [{LOWER: 1}]}", "!!int ", "null", "? "]
)


@given(changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 20), SIGNS), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_whatever_a_file_holds_there_is_a_result_and_no_other_error(text, changes):
    content = text
    for place, length, sign in changes:
        at = int(place * len(content))
        content = content[:at] + sign + content[at + length :]
    book, result = check_text(content, "x.yaml")
    assert all(finding.line >= 0 for finding in result.findings)
    assert str(result).startswith(("x.yaml", "0 errors"))
    assert isinstance(book, Codebook)
