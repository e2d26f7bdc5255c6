import pytest

from fou_toolkit.codebooks import read_codebook
from fou_toolkit.errors import CodebookError, MaterialError, ReadError
from fou_toolkit.model import Cue, Example, Localised, Utterance


def test_every_part_of_a_file_is_read(save, text):
    book = read_codebook(save(text))
    theme, code = book

    assert (book.name, book.version, book.unit) == ("liten", "1.10", "sentence")
    assert book.title.en == "Small codebook"
    assert dict(book.attributes) == {"licence": "CC BY 4.0"}
    assert (theme.id, theme.parent) == ("M", "")
    assert code.parent == "M"
    assert code.name == Localised("Maktstruktur", "Maktstruktur", "Power structure")
    assert code.use_when.nn == "Nokon viser til rang."
    assert code.do_not_use_when.nb == "Ordet i et møte (M5)."
    assert code.seed_lines == "21-22"
    assert code.examples == (Example("intervju-1", "sånn har det alltid vært"),)
    assert code.utterances == (Utterance("Vi er jo bare assistenter."),)
    assert [cue.language for cue in code.cues] == ["nb", "nb", "nn", "en"]
    assert code.exceptions == (Cue("for all makt"),)


def test_cues_know_where_they_stand(save, text):
    path = save(text)
    lines = path.read_text().split("\n")
    code = read_codebook(path)["M1"]
    for cue in (*code.cues, *code.exceptions):
        assert lines[cue.line - 1][cue.column :].startswith(cue.text)


def test_a_spacy_pattern_keeps_its_types_and_gets_an_anchor(save, text):
    pattern = '{spacy: [{LOWER: "ta"}, {IS_ALPHA: true, OP: "?"}, {LOWER: "ansvar"}]}'
    (*_, cue) = read_codebook(save(text.replace('"power"', pattern)))["M1"].cues
    assert cue == Cue(
        '[{"LOWER": "ta"}, {"IS_ALPHA": true, "OP": "?"}, {"LOWER": "ansvar"}]', "en", spacy=True, anchor="=ansvar"
    )


def test_an_anchor_that_is_given_stays(save, text):
    pattern = '{spacy: [{SHAPE: "ddd"}], anchor: "prosent"}'
    (*_, cue) = read_codebook(save(text.replace('"power"', pattern)))["M1"].cues
    assert cue.anchor == "prosent"


def test_unquoted_values_are_text_whatever_they_look_like(save, text):
    changed = text.replace('"1.10"', "1.10").replace('"21-22"', "21").replace('"M1"', "no").replace('"CC BY 4.0"', "on")
    book = read_codebook(save(changed))
    assert (book.version, book["no"].seed_lines, book.attributes["licence"]) == ("1.10", "21", "on")


def test_exceptions_can_be_given_by_language(save, text):
    changed = text.replace('exceptions: ["for all makt"]', 'exceptions: {nb: ["for all makt"], en: ["power plant"]}')
    assert [cue.language for cue in read_codebook(save(changed))["M1"].exceptions] == ["nb", "en"]


def test_a_field_without_a_value_is_as_good_as_none(save, text):
    code = read_codebook(save(text.replace('utterances: ["Vi er jo bare assistenter."]', "utterances:")))["M1"]
    assert code.utterances == ()


def test_folded_and_block_texts_lose_their_last_line_break(save, text):
    changed = text.replace(
        'brief: {nb: "Faste ordninger.",', "brief:\n      nb: >\n        Faste\n        ordninger.\n      "
    )
    changed = changed.replace('ordninger.\n       nn: "Faste ordningar."}', 'ordninger.\n      nn: "Faste ordningar."')
    assert read_codebook(save(changed))["M1"].brief.nb == "Faste ordninger."


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(save, text):
    assert read_codebook(save(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())) == read_codebook(save(text))


def test_decomposed_letters_are_composed(save, text):
    book = read_codebook(save(text.replace("sånn", "sa\u030ann")))
    assert book["M1"].cues[1].text.startswith("s\u00e5nn")


def test_all_errors_are_told_at_once_with_their_places(save, text):
    changed = (
        text.replace('parent: "M"', 'parent: "X"').replace('"makt~"', '"ta _"').replace("brief: {nb: ", "brif: {nb: ")
    )
    with pytest.raises(CodebookError) as caught:
        read_codebook(save(changed))
    told = str(caught.value)
    assert "liten.yaml:12:13 error M1: There is no code «X»." in told
    assert "liten.yaml:10:5 error M: There is no field «brif» here." in told
    assert "Do you mean «brief»?" in told
    assert "liten.yaml:22:17 error M1: In the cue «ta _»" in told
    assert "errors in the codebook" in told


def test_warnings_do_not_keep_a_codebook_from_being_read(save, text):
    assert len(read_codebook(save(text.replace('"power"', '"power", "POWER"')))["M1"].cues) == 5


def test_a_missing_file_is_material_that_is_not_there(tmp_path):
    with pytest.raises(MaterialError, match="no such codebook") as caught:
        read_codebook(tmp_path / "borte.yaml")
    assert str(tmp_path) in caught.value.where


def test_a_folder_cannot_be_opened_as_a_codebook(tmp_path):
    with pytest.raises(ReadError, match="cannot be opened"):
        read_codebook(tmp_path)


BAD = {
    "empty file": (b"", "1:1 error The file is empty"),
    "only comments": (b"# nothing\n", "1:1 error The file is empty"),
    "no YAML": (b"codebook: 'x\n", "1:11 error The quotation mark that stands here is not closed"),
    "one sentence": (
        b"Dette er ingen kodebok.",
        "1:1 error The codebook has to be a group of fields, not a text",
    ),
    "a list on top": (b"- id: M1\n", "1:1 error The codebook has to be a group of fields, not a list"),
    "a tab": (b"codebook: x\ncodes:\n\t- id: M1\n", "3:1 error There is a tab"),
    "binary": (b"\x89PNG\r\n\x1a\n\x00\x00", "1:1 error The file is not text in UTF-8"),
    "null bytes": (b"codebook: \x00\x01", "1:11 error There is a character that is no text (U+0000)"),
    "Windows-1252": ("codebook: x\nversion: æ\n".encode("cp1252"), "2:1 error The file is not text in UTF-8"),
    "two documents": (b"codebook: x\n---\ncodebook: y\n", "2:1 error A second document"),
    "a tag": (b"codebook: !!python/name:os.system x\n", "1:11 error Tags"),
    "a key twice": (b"codebook: x\ncodebook: y\n", "2:1 error The field «codebook» stands here for the second time"),
    "too deep": (b"codebook: " + b"[" * 5000, "error Too many levels"),
    "a bracket open": (b"codebook: x\ncodes: [{id: M1}\n", "2:8 error The list that begins here is not closed"),
    "a colon": (b"codebook: x: y\n", "1:12 error A colon with a space"),
    "a sign": (b"codebook: @x\n", "1:11 error A text cannot begin with this sign"),
    "a list as name of a field": (b"? [a, b]\n: x\n", "1:3 error This cannot be the name of a field"),
    "indentation": (b"title:\n  nb: x\n nn: y\n", "3:2 error Something does not fit in here"),
    "a cue without quotation marks": (
        b"codebook: x\ncues:\n  - {a} .. {b}\n",
        "3:9 error Something does not fit in here",
    ),
}


@pytest.mark.parametrize(("content", "told"), BAD.values(), ids=BAD.keys())
def test_what_is_no_codebook_is_refused_with_place_and_reason(save, content, told):
    with pytest.raises(CodebookError) as caught:
        read_codebook(save(content))
    assert told in str(caught.value)


def test_names_for_repeated_parts_are_refused_before_they_unfold(save):
    """A billion laughs: ten lines that would unfold to gigabytes."""
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    with pytest.raises(CodebookError, match="Names for repeated parts"):
        read_codebook(save("\n".join(lines)))


def test_a_file_that_is_too_large_is_not_even_parsed(save):
    with pytest.raises(CodebookError, match="too large"):
        read_codebook(save(b"x" * 2_000_001))
