"""Codings as tables: what is accepted, what is refused and where, and that nothing is lost on the way."""

import dataclasses
import datetime as dt
import io
import unicodedata
import zipfile

import numpy as np
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_corpus
from coded import coded, everything, facts
from fou_toolkit.codings import tables
from fou_toolkit.codings._part import joined
from fou_toolkit.errors import ReadError, WriteError
from fou_toolkit.model import KINDS, Coder, Coding, CodingSet, Corpus, Source, Span
from strategies import any_text

FORMATS = ((tables.parse_csv, tables.render_csv), (tables.parse_xlsx, tables.render_xlsx))
HEAD = ("source", "start", "end", "code", "coder", "round")
ROW = ("s1", 0, 4, "M1", "a", 1)
FOUND = Coding("s1", Span(0, 4), "M1", "a")
TEXT = "Makt og ansvar. 😀 Åse tok makta."


def table(*rows, sign=","):
    return "".join(sign.join(map(str, row)) + "\n" for row in rows)


def parse(content, *, name="kari.csv", corpus=None):
    return joined(
        [tables.parse_csv(content.encode() if isinstance(content, str) else content, name=name, corpus=corpus)]
    )


def book(*rows, **sheets):
    """Make a workbook: rows of the first sheet, further sheets by name."""
    made = openpyxl.Workbook()
    for title, content in {"codings": rows, **sheets}.items():
        sheet = made.create_sheet(title)
        for row in content:
            sheet.append(row)
    del made["Sheet"]
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def parse_book(*rows, corpus=None, **sheets):
    return joined([tables.parse_xlsx(book(*rows, **sheets), name="kari.xlsx", corpus=corpus)])


def refused(content, *, corpus=None):
    with pytest.raises(ReadError) as raised:
        parse(content, corpus=corpus)
    return raised.value


def refused_book(*rows, corpus=None, **sheets):
    with pytest.raises(ReadError) as raised:
        parse_book(*rows, corpus=corpus, **sheets)
    return raised.value


@pytest.fixture(scope="module")
def corpus():
    return make_corpus(TEXT, "Nei.")


class TestCsv:
    @pytest.mark.parametrize(
        "content",
        [
            table(HEAD, ROW),
            table(HEAD, ROW, sign=";"),
            table(HEAD, ROW, sign="\t"),
            "sep=;\r\n" + table(HEAD, ROW, sign=";"),
            "\n \n" + table(HEAD, ROW) + "\n,,,,,\n",
            table(HEAD, ROW).replace("\n", "\r\n"),
            table(HEAD, ROW).replace("\n", "\r"),
            table(HEAD, ROW).encode("utf-8-sig"),
            table(HEAD, ROW).encode("utf-16"),
            table(HEAD, (" s1 ", " 0", "4 ", " M1 ", "a ", " 1 ")),
            table((*HEAD, ""), (*ROW, "")),
            table(HEAD, (*ROW, "", "")),
            table(HEAD, ('"s1"', '"0"', '"4"', '"M1"', '"a"', '"1"')),
            table(("SOURCE", "Start", "END", "Code", "Coder", "Round"), ROW),
            table(HEAD[::-1], ROW[::-1]),
            table(("memo", *HEAD, "dato"), ("«x», y".replace(",", ""), *ROW, "2024-01-01")),
            table(HEAD, ("s1", "0.0", "4.00", "M1", "a", "1.0")),
            table(HEAD, ROW, ROW),
            table(HEAD[:5], ROW[:5]),
            table(HEAD, (*ROW[:5], "")),
        ],
    )
    def test_the_same_codings_however_they_were_saved(self, content):
        assert list(parse(content)) == [FOUND]

    @pytest.mark.parametrize(
        "names",
        [
            "document begin stop code annotator round",
            "File from to label rater Round",
            "text from to tag coder round",
            "Kilde fra til Kode koder runde",
            "kjelde frå til kategori kodar runde",
            "dokument fra slutt kode koder runde",
            "Fil start end category coder round",
            "tekst start slutt kode koder runde",
        ],
    )
    def test_columns_have_english_and_norwegian_names(self, names):
        assert list(parse(table(names.split(), ROW, sign=";"))) == [FOUND]

    def test_every_other_name_leads_to_a_column(self):
        for alias, name in tables.ALIASES.items():
            row = dict(zip(HEAD, ROW, strict=True)) | {
                "quote": "",
                "read": "",
                "kind": "",
                "codebook_version": "",
                "note": "",
                "polarity": "",
                "coding_id": "",
            }
            value = row.pop(name)
            assert list(parse(table((*row, alias.upper()), (*row.values(), value)))) == [FOUND], alias

    def test_columns_of_a_sheet_that_nobody_reads_may_be_alike(self):
        assert len(parse_book(HEAD, ROW, notater=[("fil", "tekst"), ("a", "b")])) == 1

    def test_our_own_name_goes_before_another_one(self):
        content = table(("file", "label", *HEAD), ("a.docx", "blue", *ROW))
        assert list(parse(content)) == [FOUND]

    @pytest.mark.parametrize("names", [("document", "File"), ("Fil", "Kilde"), ("source", "Source")])
    def test_two_columns_that_can_be_the_same_are_refused(self, names):
        error = refused(table((*names, *HEAD[1:]), ("x", *ROW)))
        assert error.message == f"Several columns can be «source»: {', '.join(names)}"
        assert error.where == "kari.csv, line 1"

    def test_norwegian_letters_from_old_excel(self):
        content = table(("Kilde", "Frå", "Til", "Kode", "Kodar"), ("blåbær på øya", 0, 4, "M1", "åse"), sign=";")
        assert list(parse(content.encode("cp1252"))) == [Coding("blåbær på øya", Span(0, 4), "M1", "åse")]

    def test_ids_are_composed_since_those_of_texts_are(self):
        assert next(iter(parse(table(HEAD, ("A\u030ase", *ROW[1:]))))).source == "Åse"

    def test_a_code_may_look_like_a_number_and_stays_as_it_is(self):
        assert parse(table(HEAD, ("007", 0, 4, "01.0", "1", 1))).codes == ("01.0",)

    def test_without_a_column_for_it_the_file_says_who_coded(self):
        made = parse(table(HEAD[:4], ROW[:4]), name="åse.csv")
        assert [one.coder for one in made] == ["åse"]
        assert made.coders == (Coder("åse"),)

    def test_who_found_nothing_is_a_coder_all_the_same(self):
        assert parse(table(HEAD[:4]), name="åse.csv").coder_ids == ("åse",)

    def test_sources_with_a_coding_count_as_read(self):
        made = parse(table(HEAD, ROW, ("s2", 0, 2, "M1", "b", 1)))
        assert set(made.pairs_read()) == {("a", "s1"), ("b", "s2")}


class TestBrokenCsv:
    @pytest.mark.parametrize(
        ("row", "message"),
        [
            (("", 0, 4, "M1", "a", 1), "«source» is missing, or is no text."),
            (("s1", "", 4, "M1", "a", 1), "«start» is missing, or is no whole number."),
            (("s1", 0, "", "M1", "a", 1), "«end» is missing, or is no whole number."),
            (("s1", 0, 4, " ", "a", 1), "«code» is missing, or is no text."),
            (("s1", 0, 4, "M1", "", 1), "«coder» is missing, or is no text."),
            (("s1", -1, 4, "M1", "a", 1), "«start» must be a whole number from 0, and is «-1»."),
            (("s1", 0, 4.5, "M1", "a", 1), "«end» must be a whole number from 0, and is «4.5»."),
            (("s1", 0, '"4,0"', "M1", "a", 1), "«end» must be a whole number from 0, and is «4,0»."),
            (("s1", 0, "4e0", "M1", "a", 1), "«end» must be a whole number from 0, and is «4e0»."),
            (("s1", 0, "٤", "M1", "a", 1), "«end» must be a whole number from 0, and is «٤»."),
            (("s1", 0, "1 000", "M1", "a", 1), "«end» must be a whole number from 0, and is «1 000»."),
            (
                ("s1", 0, "9" * 5000, "M1", "a", 1),
                "«end» must be a whole number from 0, and is «999999999999999999999999999999999999999…».",
            ),
            (("s1", 0, 2**31, "M1", "a", 1), "«end» must be a whole number from 0, and is «2147483648»."),
            (("s1", 0, 4, "M1", "a", 0), "«round» must be a whole number from 1, and is «0»."),
            (("s1", 0, 4, "M1", "a", "andre"), "«round» must be a whole number from 1, and is «andre»."),
            (("s1", 4, 4, "M1", "a", 1), "The passage ends where it begins, or before."),
            (("s\ufffd", 0, 4, "M1", "a", 1), "Letters are lost in «source»: s\ufffd"),
            (("s1", 0, 4, "M1", "a"), "The row has another number of cells than the first one."),
            (("s1", 0, 4, "M1", "a", 1, "mer"), "The row has another number of cells than the first one."),
        ],
    )
    def test_a_broken_row_is_refused_with_its_line(self, row, message):
        error = refused("\n" + table(HEAD, ROW, row, ROW))
        assert (error.message, error.where) == (message, "kari.csv, line 4")

    def test_a_column_is_called_as_the_table_calls_it(self):
        assert refused(table(("Kilde", "Fra", "Til", "Kode"), ("s1", "x", 4, "M1"))).message.startswith("«Fra»")

    def test_missing_columns_are_listed_with_what_is_there_and_what_they_may_be_called(self):
        error = refused("Kilde;fra;til;Tema;\ns1;0;4;M1;\n")
        assert (error.message, error.where) == ("Columns of codings are missing: code", "kari.csv")
        assert "There are: Kilde, fra, til, Tema." in error.hint
        assert (
            "code = kode = label = tag = codename = code name = kodenavn = kodenamn = category = kategori" in error.hint
        )

    @pytest.mark.parametrize("content", ["navn;alder\nKari;4\n", "hei\n", "\n\n"])
    def test_a_table_of_something_else_is_refused(self, content):
        assert refused(content).message == "Columns of codings are missing: source, start, end, code"

    def test_a_title_above_the_names_of_the_columns_is_noticed(self):
        error = refused("Kodinger våren 2024;;;;;\n\n" + table(HEAD, ROW, sign=";"))
        assert error.message == "The names of the columns do not stand in the first row."
        assert error.where == "kari.csv, line 3"

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04\0\0", b"\x89PNG\r\n\x1a\n\0\0"])
    def test_what_is_no_text_is_refused_with_its_name(self, content):
        assert refused(content).where == "kari.csv"

    def test_a_quote_without_end_swallows_no_codings(self):
        """The rest of the file would be one quotation, and nobody would notice."""
        head = (*HEAD, "quote")
        error = refused(table(head, (*ROW, "Makt"), (*ROW, '"Makt'), (*ROW, "Makt"), (*ROW, "Makt")))
        assert (error.message, error.where) == ("The table cannot be read from here on.", "kari.csv, line 3")

    def test_an_endless_cell_is_refused(self):
        assert refused(table((*HEAD, "quote"), (*ROW, '"' + "x" * 200_000 + '"'))).where == "kari.csv, line 2"

    def test_lines_are_counted_where_quotations_have_several(self):
        error = refused(table((*HEAD, "quote"), (*ROW, '"en\nto\ntre"'), ("s1", "x", *ROW[2:], "")))
        assert error.where == "kari.csv, line 5"


class TestTexts:
    @pytest.mark.parametrize("quote", ["Makt", " Makt ", "", "  ", '"Makt\n"', "\u200bMakt"])
    def test_a_quotation_is_compared_without_the_blanks_around_it(self, corpus, quote):
        assert list(parse(table((*HEAD, "Sitat"), (*ROW, quote)), corpus=corpus)) == [FOUND]

    def test_blanks_and_line_ends_are_written_in_one_way(self):
        content = table((*HEAD, "quote"), ("s1", 0, 8, "M1", "a", 1, '"Makt\u00a0og\r\nnei"')).replace("8", "11")
        assert len(parse(content, corpus=make_corpus("Makt og\nnei"))) == 1

    @pytest.mark.parametrize("quote", ["makt", "Mak", "Makt og"])
    def test_words_that_do_not_stand_there_are_refused(self, corpus, quote):
        error = refused(table((*HEAD, "quote"), (*ROW, "Makt"), (*ROW, quote)), corpus=corpus)
        assert (error.message, error.where) == ("The coded words do not stand at this place of s1.", "kari.csv, line 3")

    def test_places_beyond_the_text_are_refused(self, corpus):
        error = refused(table(HEAD, ("s2", 0, 5, "M1", "a", 1)), corpus=corpus)
        assert (error.message, error.where) == ("The text has 4 signs; the coding ends at 5.", "kari.csv, line 2")
        quoted = refused(table((*HEAD, "quote"), ("s2", 0, 5, "M1", "a", 1, "Nei.!")), corpus=corpus)
        assert quoted.message == "The coded words do not stand at this place of s2."

    def test_a_text_that_is_not_there_is_named_with_the_known_ones(self, corpus):
        for row in (("s3", *ROW[1:], ""), ("s3", "", "", "", "a", "", "ja")):
            error = refused(table((*HEAD, "lest"), (*ROW, ""), row), corpus=corpus)
            assert (error.message, error.where) == ("There is no source «s3».", "kari.csv, line 3")
            assert "s1, s2" in error.hint


class TestCoders:
    def test_what_is_known_about_a_coder_stands_on_as_many_rows_as_one_likes(self):
        head = (*HEAD, "kind", "Codebook version", "merknad")
        made = parse(table(head, (*ROW, "", "", "slowly"), (*ROW, "Language Model", "1.0", ""), (*ROW, "", "1.0", "")))
        assert made.coders == (Coder("a", "language model", "1.0"),)
        assert made.coders[0].note == "slowly"

    @pytest.mark.parametrize(
        ("word", "kind"), [("språkmodell", "language model"), ("reglar", "rules"), ("person", "person")]
    )
    def test_kinds_have_norwegian_names(self, word, kind):
        assert parse(table((*HEAD, "slag"), (*ROW, word))).coders == (Coder("a", kind),)

    def test_a_coder_is_of_one_kind(self):
        error = refused(table((*HEAD, "kind"), (*ROW, "person"), (*ROW, "rules")))
        assert (error.message, error.where) == ("kind of «a» is «person» and «rules».", "kari.csv, line 3")

    def test_a_coder_has_one_version_of_the_codebook(self):
        assert refused(table((*HEAD, "codebook_version"), (*ROW, "1.0"), (*ROW, "1.1"))).where == "kari.csv, line 3"

    def test_an_unknown_kind_is_refused(self):
        error = refused(table((*HEAD, "kind"), (*ROW, "robot")))
        assert error.where == "kari.csv, line 2"
        assert all(kind in error.hint for kind in KINDS)

    def test_blanks_in_the_name_of_a_coder_count_as_one(self):
        made = parse(table(HEAD, ("s1", 0, 4, "M1", "Kari  \u00a0 Nes", 1), ("s1", 5, 7, "M1", "Kari Nes", 1)))
        assert made.coder_ids == ("Kari Nes",)
        assert parse(table(HEAD[:4], ROW[:4]), name="Kari   Nes.csv").coder_ids == ("Kari Nes",)

    def test_coders_that_differ_in_case_only_are_asked_about(self):
        error = refused(table(HEAD, ROW, ("s1", 0, 4, "M1", "A", 1)))
        assert error.message == "«a» and «A»: is this one coder, written in two ways?"
        assert (error.where, error.hint) == ("kari.csv", "Write the name of a coder in one way.")


class TestOtherPrograms:
    """Tables as other programs make them; Taguette's and QualCoder's columns are those of their source code."""

    @pytest.mark.parametrize(
        ("head", "row"),
        [
            ("pos0,pos1,codename,filename,owner,seltext", "0,4,M1,s1,a,Makt"),
            ("File,Coder,Codename,Category,Start,End", "s1,a,M1,Styring,0,4"),
            ("File/case,Coder,Codename,pos0,pos1", "s1,a,M1,0,4"),
            ("Document name,Code,Start,End,Created by,Segment", "s1,M1,0,4,a,Makt"),
            ("Document,Start Point,End Point,Tag,Author", "s1,0,4,M1,a"),
            ("Dokumentnavn,Startposisjon,Sluttposisjon,Kodenavn,Kodet av", "s1,0,4,M1,a"),
            ("Filnamn,Frå posisjon,Til posisjon,Kodenamn,Koda av", "s1,0,4,M1,a"),
            ("Document,Text,Start,End,Code,Coder", "s1,Makt,0,4,M1,a"),
            ("Tekst,Kilde,Fra,Til,Kode,Koder", "Makt,s1,0,4,M1,a"),
        ],
    )
    def test_their_columns_are_known(self, corpus, head, row):
        assert list(parse(f"{head}\n{row}\n", corpus=corpus)) == [FOUND]
        assert list(parse(f"{head}\n{row}\n".replace(",", ";"), corpus=corpus)) == [FOUND]

    def test_a_text_beside_a_document_is_compared(self, corpus):
        error = refused("document,text,start,end,code\ns1,Nei,0,4,M1\n", corpus=corpus)
        assert error.message == "The coded words do not stand at this place of s1."

    @pytest.mark.parametrize("name", ["Codename", "Kode", "Tag"])
    @pytest.mark.parametrize("category", ["Category", "kategori"])
    def test_a_category_beside_a_code_is_something_else(self, name, category):
        assert parse(f"source,start,end,{category},{name}\ns1,0,4,Styring,M1\n").codes == ("M1",)

    @pytest.mark.parametrize("name", ["Code path", "Kodesti", "QCode"])
    def test_a_category_beside_what_may_be_the_code_is_refused(self, name):
        error = refused(f"source,start,end,Category,{name}\ns1,0,4,Styring,M1\n")
        assert error.message == f"Several columns can be «code»: Category, {name}"
        assert (error.where, error.hint) == ("kari.csv, line 1", "Call the right one «code».")

    def test_a_category_alone_is_the_code(self):
        assert parse("source,start,end,category,codebook,coder\ns1,0,4,M1,bok,a\n").codes == ("M1",)

    def test_webanno_is_refused_with_what_to_do(self):
        error = refused("#FORMAT=WebAnno TSV 3.3\n#T_SP=x|y\n\n1-1\t0-4\tMakt\tM1\n")
        assert (error.message, error.where) == ("WebAnno TSV cannot be read.", "kari.csv")
        assert "source, start, end, code" in error.hint


class TestQuotations:
    """Tables that hold the words of a passage, and not its place."""

    @pytest.mark.parametrize(
        ("head", "row", "span"),
        [
            ("id,document,tag,content", "7,s1,M1,ansvar", (8, 14)),
            ("document,tag,content", "s1.docx,M1, og ansvar. ", (5, 15)),
            ("document,tag,content", 's1,M1,"og\r\n ansvar"', (5, 14)),
            ("document,tag,content", "s1,M1,😀\u00a0A\u030ase", (16, 21)),
            ("Document name,Code,Beginning,End,Segment", "s1,M1,3,3,Makt", (0, 4)),
        ],
    )
    def test_the_only_place_of_the_words_is_taken(self, corpus, head, row, span):
        assert list(parse(f"{head}\n{row}\n", corpus=corpus)) == [Coding("s1", Span(*span), "M1", "kari")]

    @pytest.mark.parametrize(
        ("words", "count", "hint"),
        [("mak", 1, ""), ("ak", 2, "Add the columns: start, end"), ("Ansvar", 0, "Has the text been changed")],
    )
    def test_no_place_and_several_places_are_counted(self, corpus, words, count, hint):
        content = f"document,tag,content\ns1,M1,ansvar\ns1,M1,{words}\n"
        if count == 1:
            assert len(parse(content, corpus=corpus)) == 2
            return
        error = refused(content, corpus=corpus)
        assert error.message == f"The quotation stands at {count} places in s1, and not at one."
        assert error.where == "kari.csv, line 3"
        assert error.hint.startswith(hint)

    def test_places_may_overlap(self):
        error = refused("document,tag,content\ns1,M1,ja ja\n", corpus=make_corpus("ja ja ja"))
        assert "at 2 places" in error.message

    def test_signs_of_patterns_are_signs(self):
        made = parse('document,tag,content\ns1,M1,"(a+b)*?"\n', corpus=make_corpus("ab (a+b)*? aab"))
        assert [one.span for one in made] == [Span(3, 10)]

    def test_places_are_those_of_a_text_that_was_not_normalised(self):
        made = parse("document,tag,content\ns1,M1,åse tok\n", corpus=make_corpus("\u200bA\u030a! a\u030ase\r\ntok"))
        assert [one.span for one in made] == [Span(5, 14)]

    def test_without_the_texts_nothing_can_be_found(self):
        error = refused("document,tag,content\ns1,M1,ansvar\n")
        assert error.message == "Without places, quotations can only be found in the texts."
        assert (error.where, "corpus" in error.hint) == ("kari.csv, line 2", True)

    @pytest.mark.parametrize("words", ["", " ", "\u200b"])
    def test_a_quotation_that_is_not_there_is_refused(self, corpus, words):
        assert refused(f"document,tag,content,x\ns1,M1,{words},y\n", corpus=corpus).where == "kari.csv, line 2"

    def test_what_was_read_whole_can_be_said_there_too(self, corpus):
        made = parse("document,tag,content,read\ns1,M1,ansvar,yes\ns2,,,yes\n", corpus=corpus)
        assert set(made.pairs_read()) == {("kari", "s1"), ("kari", "s2")}
        assert len(made) == 1


class TestNamesOfFiles:
    """Other programs name the file where we have an id."""

    @pytest.fixture
    def files(self):
        return Corpus(
            (
                Source("anna", TEXT, name="anna.txt"),
                Source("int_2", "Nei.", name="dag 1/per.docx"),
                Source("a", "Jo.", name="x/logg.txt"),
                Source("b", "Jo.", name="y/logg.txt"),
                Source("v1.2", "Jo.", name="v1.2.txt"),
            )
        )

    @pytest.mark.parametrize(
        ("name", "source"),
        [
            ("anna", "anna"),
            ("anna.txt", "anna"),
            ("anna.docx", "anna"),
            ("per.docx", "int_2"),
            ("dag 1/per.docx", "int_2"),
            ("per", "int_2"),
            ("x/logg.txt", "a"),
            ("v1.2", "v1.2"),
        ],
    )
    def test_the_name_of_a_file_leads_to_its_text(self, files, name, source):
        content = table((*HEAD, "read"), (name, 0, 2, "M1", "a", 1, "yes"))
        made = parse(content, corpus=files)
        assert (made.sources, made.pairs_read()) == ((source,), [("a", source)])
        assert parse(f"koder,kilde\na,{name}\n", corpus=files).pairs_read() == [("a", source)]

    @pytest.mark.parametrize(
        ("name", "other"),
        [("Anna", "anna"), ("ANNA.TXT", "anna"), ("int-2.txt", "int_2"), ("logg.txt", ""), ("v1.3", "v1.2")],
    )
    def test_another_name_is_answered_with_the_one_that_is_like_it(self, files, name, other):
        error = refused(table(HEAD, (name, *ROW[1:])), corpus=files)
        assert error.message == f"There is no source «{name}»."
        assert error.hint == (f"Is it «{other}»? " if other else "") + "The corpus has: anna, int_2, a, b, v1.2"


class TestReadWhole:
    def test_a_column_says_what_was_read_whole(self):
        rows = (
            (*ROW, "nei"),
            ("s2", 0, 2, "M1", "a", 1, "JA"),
            ("s3", "", "", "", "a", "", "yes"),
            ("s4", 0, 2, "M1", "a", 1, ""),
        )
        made = parse(table((*HEAD, "Lest"), *rows))
        assert set(made.pairs_read()) == {("a", "s2"), ("a", "s3")}
        assert [one.source for one in made] == ["s1", "s2", "s4"]

    def test_rows_of_a_text_give_the_same_answer(self):
        error = refused(table((*HEAD, "read"), (*ROW, "yes"), (*ROW, ""), (*ROW, "no")))
        assert (error.message, error.where) == ("a has read «s1» whole, and has not.", "kari.csv, line 4")

    def test_an_answer_is_yes_or_no(self):
        assert refused(table((*HEAD, "read"), (*ROW, "half"))).message == "«half» is not possible for read."

    def test_without_an_answer_a_row_without_a_place_is_broken(self):
        error = refused(table((*HEAD, "read"), ("s2", "", "", "", "a", "", "")))
        assert error.message == "«start» is missing, or is no whole number."

    def test_with_an_answer_half_a_place_is_broken(self):
        assert refused(table((*HEAD, "read"), ("s2", "0", "", "", "a", "", "yes"))).where == "kari.csv, line 2"

    def test_a_list_has_the_columns_coder_and_source_alone(self):
        assert parse("kilde;koder\ns1;a\ns2;a\n").pairs_read() == [("a", "s1"), ("a", "s2")]
        assert refused("kilde;koder;dato\ns1;a;2024\n").message.startswith("Columns of codings are missing")
        assert parse("kilde;koder;dato\ns1;a;2024\n", name="Lest.csv").pairs_read() == [("a", "s1")]

    def test_a_list_without_its_columns_is_refused(self):
        with pytest.raises(ReadError) as raised:
            parse("text;who\ns1;a\n", name="read.csv")
        assert raised.value.message == "Columns of codings are missing: coder"


class TestWorkbooks:
    def test_numbers_are_whole_numbers_whatever_excel_calls_them(self):
        assert list(parse_book(HEAD, ("s1", 0.0, 4.0, "M1", "a", "1"))) == [FOUND]

    def test_ids_may_be_numbers(self):
        assert list(parse_book(HEAD, (12, 0, 4, 1.5, 7, 1))) == [Coding("12", Span(0, 4), "1.5", "7")]

    def test_without_a_column_for_it_the_file_says_who_coded(self):
        assert parse_book(HEAD[:4], ROW[:4]).coder_ids == ("kari",)

    def test_columns_without_a_name_and_further_ones_are_left_alone(self):
        made = parse_book(("dato", *HEAD, None), (dt.date(2024, 1, 1), *ROW, "notis", "=1+1"))
        assert list(made) == [FOUND]

    def test_empty_rows_are_no_rows(self):
        assert list(parse_book((), HEAD, (), (None, None, " "), ROW)) == [FOUND]

    @pytest.mark.parametrize(
        ("value", "what"),
        [
            ("=1+3", "a formula"),
            (dt.datetime(2024, 4, 17, tzinfo=dt.UTC).replace(tzinfo=None), "a date or a time"),
            (dt.time(4, 17), "a date or a time"),
            (True, "TRUE or FALSE"),
            ("#REF!", "an error of Excel"),
        ],
        ids=["formula", "date", "time", "boolean", "error"],
    )
    @pytest.mark.parametrize("at", range(len(HEAD)), ids=HEAD)
    def test_what_is_neither_text_nor_number_is_refused_with_its_place(self, value, what, at):
        names = ("Kilde", "Fra", "Til", "Kode", "Koder", "Runde")
        error = refused_book(names, ROW, (*ROW[:at], value, *ROW[at + 1 :]))
        assert error.message == f"«{names[at]}» is {what}, and should be text or a number."
        assert error.where == "kari.xlsx, sheet «codings», row 3"

    @pytest.mark.parametrize("value", [4.5, -1, "4,0", "fire"])
    def test_what_is_no_whole_number_is_refused_and_shown(self, value):
        error = refused_book(HEAD, ("s1", 0, value, "M1", "a", 1))
        assert error.message == f"«end» must be a whole number from 0, and is «{value}»."
        assert (error.where, error.hint) == ("kari.xlsx, sheet «codings», row 2", "Write 120, not 120,0.")

    def test_a_number_that_is_not_there_is_refused(self):
        assert refused_book(HEAD, ("s1", 0, None, "M1", "a", 1)).message == "«end» is missing, or is no whole number."

    def test_true_is_an_answer(self):
        made = parse_book((*HEAD, "read"), (*ROW, True), ("s2", 0, 4, "M1", "a", 1, False))
        assert made.pairs_read() == [("a", "s1")]

    def test_a_text_that_looks_like_a_formula_is_a_text(self):
        codings = CodingSet.of([Coding("=s1", Span(0, 4), "=M1", "@a")])
        corpus = Corpus((Source("=s1", "=1+1"),))
        content = tables.render_xlsx(codings, corpus)
        assert list(joined([tables.parse_xlsx(content, name="x.xlsx", corpus=corpus)])) == list(codings)

    @pytest.mark.parametrize("title", ["read", "Lest"])
    def test_a_sheet_lists_what_was_read_whole(self, title):
        made = parse_book(
            HEAD, ROW, ("s2", 0, 2, "M1", "b", 1), **{title: [("Koder", "Kilde", "når"), ("a", "s1"), ("a", "s3")]}
        )
        assert set(made.pairs_read()) == {("a", "s1"), ("a", "s3")}

    def test_a_sheet_of_that_name_without_the_columns_is_refused(self):
        error = refused_book(HEAD, ROW, read=[("who", "what"), ("a", "s1")])
        assert error.where == "kari.xlsx, sheet «read», row 1"

    def test_a_sheet_says_who_the_coders_are(self):
        made = parse_book(HEAD, ROW, kodere=[("Koder", "Slag", "Merknad"), ("b", "rules", "x"), ("a", "språkmodell")])
        assert made.coders == (Coder("b", "rules"), Coder("a", "language model"))

    def test_every_sheet_with_codings_is_read(self):
        assert parse_book(HEAD, ROW, flere=[HEAD, ("s2", 0, 2, "M1", "b", 1)]).coder_ids == ("a", "b")

    def test_where_no_sheet_has_a_column_for_it_the_sheets_are_called_after_the_coders(self):
        made = parse_book(HEAD[:4], ROW[:4], **{" Åse  N ": [HEAD[:4], ("s2", 0, 2, "M1")]}, notater=[("Husk", "når")])
        assert made.coder_ids == ("codings", "Åse N")
        assert {(one.coder, one.source) for one in made} == {("codings", "s1"), ("Åse N", "s2")}

    def test_several_sheets_have_to_say_who_coded_if_one_does(self):
        error = refused_book(HEAD, ROW, flere=[HEAD[:4], ROW[:4]])
        assert error.where == "kari.xlsx, sheet «flere», row 1"

    def test_sheets_of_something_else_are_left_alone(self):
        assert len(parse_book(HEAD, ROW, notater=[("Husk", "fra"), ("=1+1", True)], tomt=[])) == 1

    @pytest.mark.parametrize(
        "rows",
        [
            [("source", "start", "end", "theme"), ("s1", 0, 4, "M1")],
            [("Våren 2024",), (), HEAD, ROW],
            [("a", "x"), ("b", "y"), HEAD],
        ],
        ids=["misnamed", "title", "others"],
    )
    def test_a_sheet_that_is_meant_to_have_codings_is_not_left_out(self, rows):
        assert "sheet «flere»" in refused_book(HEAD, ROW, flere=rows).where

    @pytest.mark.parametrize("rows", [[], [("navn", "alder"), ("Kari", 4)]])
    def test_a_workbook_without_codings_is_refused(self, rows):
        assert refused_book(*rows).message == "Columns of codings are missing: source, start, end, code"

    @pytest.mark.parametrize("content", [b"", b"hei", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
    def test_what_is_no_workbook_is_refused_with_its_name(self, content):
        with pytest.raises(ReadError) as raised:
            tables.parse_xlsx(content, name="kari.xlsx")
        assert raised.value.where == "kari.xlsx"
        assert raised.value.hint


@st.composite
def ids(draw):
    """Ids that a table can keep."""
    text = draw(any_text.map(lambda text: "".join(text.split())))
    text = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cs", "Cn") and sign != "\ufffd")
    return unicodedata.normalize("NFC", text).strip() or "=Åse"


class TestWriting:
    @given(coded(ids()), any_text)
    def test_a_workbook_loses_nothing(self, drawn, codebook):
        corpus, codings = drawn
        content = tables.render_xlsx(codings, corpus, codebook=codebook)
        for texts in (corpus, None):
            again = joined([tables.parse_xlsx(content, name="x.xlsx", corpus=texts)])
            assert facts(again) == facts(codings)
            assert again.coders == codings.coders
            assert set(again.pairs_read()) == set(codings.pairs_read())

    @given(coded(ids()), st.sampled_from(",\t"))
    def test_a_table_in_text_loses_only_coders_who_did_nothing(self, drawn, sign):
        corpus, codings = drawn
        content = tables.render_csv(codings, corpus, delimiter=sign, codebook="bok")
        busy = {one.coder for one in codings} | {coder for coder, _ in codings.pairs_read()}
        for texts in (corpus, None):
            again = joined([tables.parse_csv(content, name="x.csv", corpus=texts)])
            assert (set(facts(again)), len(again)) == (set(facts(codings)), len(codings))
            assert {coder for coder in again.coders if coder.id in busy} == {
                coder for coder in codings.coders if coder.id in busy
            }
            assert set(again.pairs_read()) == set(codings.pairs_read())

    def test_a_table_reads_as_it_should(self):
        codings = CodingSet.of(
            [Coding("s1", Span(0, 4), "M1", "åse", 2), Coding("s1", Span(8, 14), "F4", "åse")],
            [Coder("åse", "language model", "1.0", "sakte")],
            read=[("åse", "s2")],
        )
        content = tables.render_csv(codings, make_corpus(TEXT, "Nei."), codebook="bok")
        assert content.decode("utf-8-sig").splitlines() == [
            "source,start,end,code,coder,round,quote,read,kind,codebook_version,note,codebook",
            "s1,0,4,M1,åse,2,Makt,no,language model,1.0,sakte,bok",
            "s1,8,14,F4,åse,1,ansvar,no,language model,1.0,,bok",
            "s2,,,,åse,,,yes,language model,1.0,,bok",
        ]

    def test_notes_stay(self):
        codings = CodingSet.of([FOUND], [Coder("a", note='en "linje",\nto ')])
        corpus = make_corpus(TEXT)
        for again in (
            tables.parse_csv(tables.render_csv(codings, corpus), name="x"),
            tables.parse_xlsx(tables.render_xlsx(codings, corpus), name="x"),
        ):
            assert joined([again]).coders[0].note == 'en "linje",\nto '

    @pytest.mark.parametrize("length", [32_766, 32_767, 32_768, 40_000, 65_534, 65_535, 100_000])
    @pytest.mark.parametrize("sign", ["å", "😀", "\r\n", " a", "=", "\n"])
    def test_a_quotation_longer_than_a_cell_goes_on_in_further_ones(self, sign, length):
        text = "ja" + sign * (length // len(sign)) + "nei"
        corpus, other = make_corpus(text), make_corpus("ja" + sign * (length // len(sign) - 1) + "§§nei"[-len(text) :])
        codings = CodingSet.of([Coding("s1", Span(0, len(text)), "M1", "a"), Coding("s1", Span(0, 2), "M1", "a")])
        for parse, render in FORMATS:
            content = render(codings, corpus)
            assert list(joined([parse(content, name="x", corpus=corpus)])) == list(codings)
            with pytest.raises(ReadError, match="do not stand at this place"):
                parse(content, name="x", corpus=other)

    def test_no_cell_holds_more_than_excel_takes_and_none_is_cut(self):
        """Excel counts units of UTF-16."""
        text = "å" * 40_000 + "😀" * 40_000
        spans = [Span(0, 40_000), Span(0, 80_000), Span(3, 9)]
        content = tables.render_xlsx(CodingSet.of([Coding("s1", span, "M1", "a") for span in spans]), make_corpus(text))
        head, *rows = openpyxl.load_workbook(io.BytesIO(content))["codings"].values
        assert head == (*HEAD, "quote", "quote_2", "quote_3", "quote_4", "quote_5")
        assert len(rows) == len(spans)
        for row in rows:
            pieces = [cell or "" for cell in row[6:]]
            assert "".join(pieces) == text[row[1] : row[2]]
            assert all(len(piece.encode("utf-16-le")) // 2 <= 32_767 for piece in pieces)

    def test_a_long_quotation_is_found_without_a_place(self):
        corpus = make_corpus("Nei. " + "ja " * 20_000 + "så.")
        row = ("s1", "M1", "Nei. " + "ja " * 10_000, "ja " * 10_000 + "så.")
        content = table(("source", "code", "quote", "Quote_2"), row)
        assert [one.span for one in parse(content, corpus=corpus)] == [Span(0, 60_008)]

    @pytest.mark.parametrize("text", ["a\x7fb\x00c" * 30, "\ufffd\uffff"])
    def test_a_quotation_that_no_cell_keeps_is_left_out_and_the_coding_stays(self, text):
        corpus = make_corpus(text)
        codings = CodingSet.of([Coding("s1", Span(0, len(text)), "M1", "a")])
        for again in (
            tables.parse_csv(tables.render_csv(codings, corpus), name="x", corpus=corpus),
            tables.parse_xlsx(tables.render_xlsx(codings, corpus), name="x", corpus=corpus),
        ):
            assert list(joined([again])) == list(codings)

    @pytest.mark.parametrize(
        "name", [" s", "s ", "", "a\nb", "a\tb", "A\u030ase", "a\x00", "a\ufffd", "\ud800", "x" * 40_000]
    )
    @pytest.mark.parametrize("render", [tables.render_csv, tables.render_xlsx])
    def test_an_id_that_would_not_come_back_is_refused(self, name, render):
        for one in (
            Coding(name, Span(0, 1), "M1", "a"),
            Coding("s1", Span(0, 1), name, "a"),
            Coding("s1", Span(0, 1), "M1", name),
        ):
            with pytest.raises(WriteError, match="cannot keep the id"):
                render(CodingSet.of([one]), make_corpus("Nei."))

    @pytest.mark.parametrize("render", [tables.render_csv, tables.render_xlsx])
    def test_coders_that_would_become_one_are_refused(self, render):
        both = CodingSet.of([FOUND, Coding("s1", Span(0, 4), "M1", "A")])
        with pytest.raises(WriteError, match="«a» and «A»"):
            render(both, make_corpus(TEXT))
        with pytest.raises(WriteError, match="cannot keep the id «a  b»"):
            render(CodingSet.of([Coding("s1", Span(0, 4), "M1", "a  b")]), make_corpus(TEXT))

    def test_the_sheets_are_plain(self):
        content = tables.render_xlsx(CodingSet.of([FOUND]), make_corpus(TEXT))
        made = openpyxl.load_workbook(io.BytesIO(content))
        assert made.sheetnames == ["codings", "read", "coders"]
        assert [cell.value for cell in made["codings"][2]] == ["s1", 0, 4, "M1", "a", 1, "Makt"]
        assert not any(
            b"<f>" in zipfile.ZipFile(io.BytesIO(content)).read(f"xl/worksheets/sheet{n}.xml") for n in (1, 2, 3)
        )

    def test_nothing_that_looks_like_a_formula_is_one(self):
        """Codes, coders, notes and quotations; every cell but numbers is of the type text."""
        corpus = Corpus((Source("=s1", "=1+1 og mer"), Source("@s2", "+47 -1 =HYPERLINK('x')\r\n@SUM(A1)")))
        codings = CodingSet.of(
            [
                Coding("=s1", Span(0, 4), "=M1", "@a", 1, "hinders", id="-1"),
                Coding("@s2", Span(0, 3), "+M2", "-b"),
                Coding("@s2", Span(7, 32), "-M2", "-b"),
            ],
            [Coder("@a", "person", "=2", "=cmd|' /C calc'!A0"), Coder("-b", note="@x")],
        )
        content = tables.render_xlsx(codings, corpus, codebook="=bok")
        again = joined([tables.parse_xlsx(content, name="x.xlsx", corpus=corpus)])
        assert everything(again) == everything(codings)
        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = [cell for sheet in book for row in sheet.rows for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s", "n"}
        assert all(isinstance(cell.value, int) for cell in cells if cell.data_type == "n")
        assert {"=M1", "=1+1", "@a", "=2", "=bok", "-1"} <= {cell.value for cell in cells if cell.data_type == "s"}

    def test_more_rows_than_a_sheet_has_are_refused_before_anything_is_written(self):
        count = 1_048_576
        columns = {name: np.zeros(count, np.int64) for name in ("source", "code", "coder")}
        codings = CodingSet.from_columns(
            ["s1"],
            ["M1"],
            [Coder("a")],
            start=np.arange(count),
            end=np.arange(count) + 1,
            round=np.ones(count),
            **columns,
        )
        with pytest.raises(WriteError, match="A sheet has room for 1048576 rows") as raised:
            tables.render_xlsx(codings, make_corpus("Nei."))
        assert ".parquet" in raised.value.hint


class TestPolarityAndId:
    @pytest.mark.parametrize(
        ("written", "polarity"),
        [
            ("supports", "supports"),
            ("Støtter", "supports"),
            ("støttar", "supports"),
            ("HINDERS", "hinders"),
            ("hindrer", "hinders"),
            (" hindrar ", "hinders"),
            ("ambivalent", "ambivalent"),
            ("både og", "ambivalent"),
            ("tvetydig", "ambivalent"),
            ("tvitydig", "ambivalent"),
            ("", ""),
        ],
    )
    @pytest.mark.parametrize("column", ["polarity", "Polaritet"])
    def test_it_is_written_in_three_languages(self, column, written, polarity):
        [found] = parse(table((*HEAD, column), (*ROW, written)))
        assert found.polarity == polarity

    def test_another_word_is_refused_with_its_line_and_the_possible_ones(self):
        error = refused(table((*HEAD, "Polaritet"), (*ROW, "supports"), (*ROW, "positiv")))
        assert error.message == "«positiv» is not possible for Polaritet."
        assert (error.where, error.hint) == ("kari.csv, line 3", "Possible are: supports, hinders, ambivalent")

    def test_an_id_that_is_none_is_refused(self):
        error = refused(table((*HEAD, "coding_id"), (*ROW, "k3 x9")))
        assert (error.message, error.where) == ("«k3 x9» is no id of a coding.", "kari.csv, line 2")

    def test_ids_of_other_programs_are_left_alone(self):
        """Taguette's `id` counts highlights: one with two tags stands twice."""
        [found] = parse(table(("id", *HEAD), ("17", *ROW)))
        assert found.id == ""

    def test_the_columns_are_there_only_if_needed(self):
        corpus = make_corpus(TEXT)
        for one, more in (
            (FOUND, []),
            (dataclasses.replace(FOUND, polarity="hinders"), ["polarity"]),
            (dataclasses.replace(FOUND, id="x"), ["coding_id"]),
            (dataclasses.replace(FOUND, polarity="hinders", id="x"), ["polarity", "coding_id"]),
        ):
            made = CodingSet.of([one], read=[("a", "s2")])
            head, *rows = tables.render_csv(made, corpus).decode("utf-8-sig").splitlines()
            assert head.split(",")[7:-5] == more
            assert {row.count(",") for row in rows} == {head.count(",")}
            head = next(openpyxl.load_workbook(io.BytesIO(tables.render_xlsx(made, corpus)))["codings"].values)
            assert list(head[7:]) == more
