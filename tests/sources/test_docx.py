"""Word documents, made here."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from fou_toolkit.errors import ReadError
from fou_toolkit.sources.docx import parse

Word = Callable[..., bytes]


def spoken(data: bytes) -> list[tuple[str, str]]:
    parsed = parse(data)
    return [(turn.speaker, turn.span.of(parsed.text)) for turn in parsed.turns]


def with_xml(paragraph: str) -> bytes:
    """Make a document whose only paragraph is this XML."""
    document = docx.Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w', 'r')}>{paragraph}</w:p>"))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Change one part of a document."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == name else content)
    return stream.getvalue()


def test_paragraphs_are_lines_and_labels_turns(word: Word):
    assert spoken(word("Intervju", "Intervjuer: Hva?", "Styrer: Ja.", "Mye.", "Intervjuer: Nei.")) == [
        ("Intervjuer", "Hva?"),
        ("Styrer", "Ja.\nMye."),
        ("Intervjuer", "Nei."),
    ]


def test_soft_line_breaks_are_line_breaks(word: Word):
    """Teams writes time, name and text of a cue into one paragraph."""
    data = word(
        "0:0:0.0 --> 0:0:1.510\nKari Li\nJa.",
        "0:0:2.90 --> 0:0:4.480\nOla Mo\nNei.",
        "0:0:5.0 --> 0:0:6.0\nKari Li\nJo.",
    )

    assert spoken(data) == [("Kari Li", "Ja."), ("Ola Mo", "Nei."), ("Kari Li", "Jo.")]


def test_tables_are_lines_in_the_order_of_the_document(word: Word):
    data = word("Før", [["Hvem", "Hva"], ["Kari", "Lek og\nmat"]], "Etter")

    assert parse(data).text == "Før\nHvem | Hva\nKari | Lek og mat\nEtter"


def test_a_table_of_speakers_and_speech_gives_turns(word: Word):
    assert spoken(word([["Hvem", "Hva"], ["I", "Hva?"], ["R", "Ja."], ["I", "Mm."], ["R", "Nei."]]))[1] == ("R", "Ja.")


def test_positions_are_code_points(word: Word):
    assert spoken(word("I: 😀 på?", "Åse: Bla\u030abær 👩‍👧.", "I: Å."))[1] == ("Åse", "Blåbær 👩‍👧.")


def test_insertions_are_read_and_deletions_counted():
    parsed = parse(
        with_xml(
            '<w:r><w:t xml:space="preserve">Vi </w:t></w:r><w:ins w:id="1" w:author="x"><w:r><w:t>vil</w:t></w:r></w:ins>'
            '<w:del w:id="2" w:author="x"><w:r><w:delText>skal</w:delText></w:r></w:del><w:r><w:tab/><w:t>ut</w:t></w:r>'
            "<w:hyperlink><w:r><w:t>!</w:t></w:r></w:hyperlink>"
        )
    )

    assert parsed.text.strip() == "Vi vil\tut!"
    assert [dict(warning.values)["n"] for warning in parsed.warnings] == [1]


def test_content_controls_are_read():
    document = docx.Document()
    document.element.body.insert(
        0,
        parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Svar</w:t></w:r></w:p></w:sdtContent></w:sdt>"),
    )
    stream = io.BytesIO()
    document.save(stream)

    assert parse(stream.getvalue()).text.strip() == "Svar"


def test_comments_and_notes_are_counted():
    parsed = parse(with_xml('<w:r><w:t>Ja</w:t><w:footnoteReference w:id="1"/><w:commentReference w:id="1"/></w:r>'))

    assert len(parsed.warnings) == 2


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"I: Hei.", id="text"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, id="old word"),
        pytest.param(b"PK\x03\x04" + b"\0" * 100, id="no zip"),
    ],
)
def test_what_is_no_document_is_refused_with_advice(data: bytes):
    with pytest.raises(ReadError) as caught:
        parse(data)

    assert caught.value.hint


def test_truncated_documents_are_refused(word: Word):
    data = word("I: Hei.")
    for length in range(0, len(data) - 1, len(data) // 40):
        with pytest.raises(ReadError):
            parse(data[:length])


def test_damaged_documents_are_refused(word: Word):
    data = word("I: Hei.")

    with pytest.raises(ReadError):
        parse(with_part(data, "word/document.xml", lambda content: content[:-40]))
    with pytest.raises(ReadError):
        parse(with_part(data, "[Content_Types].xml", lambda _: b"<a/>"))


def test_other_zip_files_are_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("innhold.txt", "hei")

    with pytest.raises(ReadError, match="no Word document"):
        parse(stream.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_are_refused(word: Word, encoding: str):
    bomb = '<!DOCTYPE a [<!ENTITY b "hei"><!ENTITY c "&b;&b;">]>'

    def change(content: bytes) -> bytes:
        head, _, rest = content.decode().partition("?>")
        return f"{head.replace('UTF-8', encoding)}?>{bomb}{rest}".encode(encoding)

    with pytest.raises(ReadError, match="document type"):
        parse(with_part(word("I: Hei."), "word/document.xml", change))
