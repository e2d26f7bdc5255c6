"""`fou agreement` from the command line."""

import csv
import re
from dataclasses import replace

import pytest

from fou_toolkit._i18n import LANGUAGES, set_language, t
from fou_toolkit.analysis.agreement import Bootstrap, agreement, shown_codes
from fou_toolkit.codings import write_codings
from fou_toolkit.errors import DataError, UnknownIdError
from fou_toolkit.model import Coder, Coding, CodingSet, Span
from fou_toolkit.workspace import ProjectFolder, example_material

LOG = "Vi har ansvar og tillit. De har ansvar. Det regnet. Hvem bestemte det? Vi gjorde det sammen.\n"
FOUND = {
    "leser_a": [
        ("eksempel", "tatt mer ansvar", "T1", 1),
        ("eksempel", "bestemt", "T2", 1),
        ("logg", "Vi har ansvar", "T1", 1),
        ("logg", "De har", "T2", 1),
        ("logg", "Vi har ansvar", "T1", 2),
        ("logg", "Det regnet", "T2", 2),
        ("logg", "sammen", "T2", 2),
    ],
    "leser_b": [
        ("eksempel", "tilliten har vokst", "T1", 1),
        ("logg", "Vi har ansvar", "T1", 1),
        ("logg", "sammen", "T2", 1),
    ],
}


def readings(project, found=FOUND):
    """Put the codings of two readers beside the texts."""
    corpus = ProjectFolder(project).corpus()
    folder = project / "corpus" / "codings"
    folder.mkdir()
    for name, passages in found.items():
        codings = []
        for source, words, code, number in passages:
            start = corpus[source].text.index(words)
            codings.append(Coding(source, Span(start, start + len(words)), code, name, number))
        read = [(name, source.id) for source in corpus]
        write_codings(
            CodingSet.of(codings, [Coder(name, "language model")], read=read), folder / f"{name}.jsonl", corpus=corpus
        )


@pytest.fixture
def read(project):
    """A project of two texts that two readers have read."""
    (project / "corpus" / "logg.txt").write_text(LOG, encoding="utf-8")
    readings(project)
    return project


@pytest.fixture
def reflexive(read):
    """The same, taken for reflexive."""
    path = read / "fou.toml"
    text = re.sub(r"(?m)^orientation *=.*\n", "", path.read_text(encoding="utf-8"))
    path.write_text('orientation = "reflexive"\n' + text, encoding="utf-8")
    return read


def held(project, **options):
    return agreement(ProjectFolder(project).project(), **{"by": "theme", **options})


def has_row(out, *cells):
    """Look for a row of a printed table."""
    shown = ["·" if cell == 0 and not isinstance(cell, str) else cell for cell in cells]
    return re.search(r"^ *" + " +".join(re.escape(str(cell)) for cell in shown) + " *$", out, re.MULTILINE)


class TestProject:
    def test_texts_codes_and_codings_are_read_together(self, read):
        project = ProjectFolder(read).project()
        assert {source.id for source in project.corpus} == {"eksempel", "logg"}
        assert "T1" in project.codebook
        assert len(project.codings) == sum(map(len, FOUND.values()))
        assert project.codings.coder_ids == ("leser_a", "leser_b")
        assert project.orientation == ProjectFolder(read).settings.orientation

    def test_the_orientation_is_that_of_the_settings(self, reflexive):
        assert ProjectFolder(reflexive).project().orientation == "reflexive"

    def test_other_codes_and_codings_can_be_chosen(self, read, tmp_path):
        book = (read / "codebooks" / "partnerskap.yaml").rename(tmp_path / "bok.yaml")
        only = (read / "corpus" / "codings" / "leser_b.jsonl").rename(tmp_path / "bare meg.jsonl")
        project = ProjectFolder(read).project(book, only)
        assert project.codings.coder_ids == ("leser_b",)

    def test_progress_sees_the_texts(self, read):
        seen = []

        def watched(items):
            for item in items:
                seen.append(item)
                yield item

        ProjectFolder(read).project(progress=watched)
        assert seen

    def test_a_code_of_another_codebook_is_said(self, read):
        path = read / "corpus" / "codings" / "leser_b.jsonl"
        path.write_text(path.read_text(encoding="utf-8").replace('"T2"', '"X7"'), encoding="utf-8")
        with pytest.raises(UnknownIdError, match="X7"):
            ProjectFolder(read).project()


class TestPrinted:
    @pytest.mark.parametrize("unit", ["sentence", "turn", "character"])
    @pytest.mark.parametrize("by", ["code", "theme", "pooled"])
    def test_all_figures_are_those_of_the_result(self, fou, read, unit, by):
        run = fou("agreement", read, "--unit", unit, "--by", by)
        assert (run.code, run.err) == (0, "")
        expected = held(read, unit=unit, by=by)
        assert expected.caption in run.said
        rows = list(expected.to_text_rows())
        assert len(rows) == len(expected.scores) > 1
        for row in rows:
            assert has_row(run.out, *row), row
        for note in expected.notes:
            assert " ".join(note.split()) in run.said

    def test_a_codebook_without_themes_is_compared_by_code(self, fou, read):
        path = read / "codebooks" / "partnerskap.yaml"
        book = ProjectFolder(read).project().codebook
        flat = re.sub(r"(?m)^ *(- )?parent:.*\n", "", path.read_text(encoding="utf-8"))
        assert any(code.parent for code in book)
        path.write_text(flat, encoding="utf-8")
        run = fou("agreement", read)
        assert run.out == fou("agreement", read, "--by", "code").out
        assert held(read, by="code").caption in run.said
        assert fou("agreement", read, "--by", "theme").code == 1

    def test_sentences_and_themes_are_what_is_compared_if_nothing_is_said(self, fou, read):
        assert fou("agreement", read).out == fou("agreement", read, "--unit", "sentence", "--by", "theme").out

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_speaks_the_language_of_the_person(self, fou, read, language):
        run = fou("agreement", read, "--lang", language)
        set_language(language)
        expected = held(read)
        assert expected.caption in run.said
        assert all(heading in run.out for heading in expected.headings)

    def test_it_speaks_english(self, fou, read):
        run = fou("agreement", read, "--lang", "en")
        assert "Agreement of leser_a (language model), leser_b (language model); 2 texts," in run.said
        assert "95% intervals: bootstrap over texts (percentile), 2000 replicates, seed 1" in run.said
        assert "all themes, pooled" in run.out

    def test_a_round_can_be_chosen(self, fou, read):
        run = fou("agreement", read, "--round", "1", "--by", "code", "--lang", "en")
        assert run.code == 0
        set_language("en")
        expected = held(read, round=1, by="code")
        assert "Round 1" in run.said
        assert expected.caption in run.said
        rows = list(expected.to_text_rows())
        assert rows != list(held(read, by="code").to_text_rows())
        for row in rows:
            assert has_row(run.out, *row), row

    def test_bca(self, fou, read):
        run = fou("agreement", read, "--bca", "--lang", "en")
        set_language("en")
        assert "BCa" in run.said
        for row in held(read, bootstrap=Bootstrap(method="bca")).to_text_rows():
            assert has_row(run.out, *row), row

    def test_the_codebook_and_the_codings_can_be_chosen(self, fou, read, tmp_path):
        before = fou("agreement", read).out
        book = (read / "codebooks" / "partnerskap.yaml").rename(tmp_path / "bok.yaml")
        codings = (read / "corpus" / "codings").rename(tmp_path / "lesninger")
        assert fou("agreement", read).code == 1
        run = fou("agreement", read, "--codebook", book, "--codings", codings)
        assert (run.code, run.out) == (0, before)

    def test_nothing_that_people_wrote_is_read_as_markup(self, fou, read):
        for file in (read / "corpus" / "codings").iterdir():
            text = file.read_text(encoding="utf-8").replace("leser_a", "[red]a[/red] :book:")
            file.write_text(text, encoding="utf-8")
        run = fou("agreement", read, "--passages", "3")
        assert "[red]a[/red] :book: has" in run.said or t("{coder} has", coder="[red]a[/red] :book:") in run.said
        assert run.said.count("[red]a[/red] :book:") >= 5

    @pytest.mark.parametrize("columns", ["80", "100", "129", "130", "170"])
    def test_no_figure_is_cut_in_any_window(self, fou, read, monkeypatch, columns):
        """In a narrow one there are fewer columns: what it is, prevalence, α with its interval, and AC1."""
        monkeypatch.setenv("COLUMNS", columns)
        run = fou("agreement", read, "--by", "theme")
        assert run.code == 0
        wide = int(columns) >= 130
        assert "…" not in run.out
        expected = held(read)
        chosen = range(len(expected.headings)) if wide else (0, 4, 5, 6)
        heads = [expected.headings[at] for at in chosen]
        assert has_row(run.out, *filter(None, heads))
        for row in expected.to_text_rows():
            assert has_row(run.out, *(row[at] for at in chosen)), row

    def test_the_shipped_readings_agree_as_the_library_says(self, fou):
        material = example_material()
        run = fou("agreement", material.corpus, "--codebook", material.codebook, "--lang", "en")
        assert (run.code, run.err) == (0, "")
        assert "reader_a" in run.said
        assert "all themes, pooled" in run.out


class TestPassages:
    @pytest.mark.parametrize("by", ["code", "theme", "pooled"])
    @pytest.mark.parametrize("count", [1, 2, 99])
    def test_they_are_shown_with_what_each_has(self, fou, read, count, by):
        run = fou("agreement", read, "--passages", count, "--by", by)
        found = held(read, by=by).disagreements()
        assert found.total > 2 or by == "theme"
        assert found.head(count).caption in run.said
        for number, one in enumerate(found.passages):
            place = f"{one.source} {one.span.start}–{one.span.end}"
            assert (place in run.out) == (number < count)
            if number < count:
                for part in one.parts:
                    assert part.text in run.out
                    for name, codes in zip(found.coders, part.codes, strict=True):
                        assert f"  {name}: {shown_codes(codes)}" in run.out

    def test_none_are_shown_unless_asked_for(self, fou, read):
        run = fou("agreement", read)
        assert "Det regnet" not in run.out
        assert run.out == fou("agreement", read, "--passages", "0").out


class TestWritten:
    def test_all_rows_are_written(self, fou, read, tmp_path):
        target = tmp_path / "enighet æøå.csv"
        run = fou("agreement", read, "--by", "code", "-o", target)
        assert run.code == 0
        assert t("Written: {path}", path=target) in run.said
        with target.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        expected = held(read, by="code").to_frame()
        assert list(rows[0]) == list(expected.columns)
        assert [(row["scope"], row["id"], int(row["n"]), int(row["found: leser_a"])) for row in rows] == [
            tuple(row) for row in expected[["scope", "id", "n", "found: leser_a"]].itertuples(index=False)
        ]
        for name in ("alpha", "alpha_low", "ac1_high", "prevalence"):
            assert [float(row[name] or "nan") for row in rows] == pytest.approx(expected[name].tolist(), nan_ok=True)
        assert [row["reason"] for row in rows] == expected["reason"].tolist()

    def test_to_a_workbook(self, fou, read, tmp_path):
        pd = pytest.importorskip("pandas")
        pytest.importorskip("openpyxl")
        target = tmp_path / "enighet.xlsx"
        assert fou("agreement", read, "-o", target).code == 0
        frame = pd.read_excel(target)
        expected = held(read).to_frame()
        assert list(frame.columns) == list(expected.columns)
        assert frame["alpha"].tolist() == pytest.approx(expected["alpha"].tolist(), nan_ok=True)

    def test_an_unknown_kind_of_table_is_refused_before_any_work(self, fou, read):
        run = fou("agreement", read, "-o", read / "a.docx")
        assert (run.code, run.out) == (1, "")
        assert ".csv, .json, .parquet, .xlsx" in run.err


class TestRefused:
    @pytest.mark.parametrize(
        ("option", "value", "possible"),
        [("--unit", "ord", "sentence, turn, character"), ("--by", "koder", "code, theme, pooled")],
    )
    def test_other_words_are_answered_with_the_right_ones(self, fou, read, option, value, possible):
        run = fou("agreement", read, option, value)
        assert (run.code, run.out) == (1, "")
        assert t("«{value}» is not possible for {key}.", value=value, key=option[2:]) in run.said
        assert possible in run.err

    def test_a_round_that_is_not_there(self, fou, read):
        run = fou("agreement", read, "--round", "7")
        assert (run.code, run.out) == (1, "")
        assert t("Nobody has coded in round {n}.", n=7) in run.said
        assert "1, 2" in run.err

    def test_a_round_in_which_one_reader_was_alone(self, fou, read):
        run = fou("agreement", read, "--round", "2")
        assert run.code == 1
        assert t("There is no text that two coders have read.") in run.said

    def test_a_round_that_is_no_number(self, fou, read):
        run = fou("agreement", read, "--round", "to")
        assert (run.code, run.out) == (2, "")

    def test_one_reader_alone(self, fou, read):
        (read / "corpus" / "codings" / "leser_a.jsonl").unlink()
        run = fou("agreement", read)
        assert run.code == 1
        assert t("Agreement is between coders; there is one only.") in run.said

    def test_a_project_without_codings(self, fou, project):
        run = fou("agreement", project)
        assert (run.code, run.out) == (1, "")
        assert "`codings`" in run.err

    def test_codings_that_are_not_there(self, fou, read, tmp_path):
        run = fou("agreement", read, "--codings", tmp_path / "borte.jsonl")
        assert run.code == 1
        assert str(tmp_path / "borte.jsonl") in run.err

    def test_a_folder_that_is_not_there(self, fou, tmp_path):
        run = fou("agreement", tmp_path / "borte")
        assert run.code == 1
        assert str(tmp_path / "borte") in run.err


class TestReflexive:
    def test_there_are_no_figures_unless_they_are_for_talk(self, fou, reflexive):
        run = fou("agreement", reflexive, "--lang", "en")
        assert (run.code, run.out) == (1, "")
        assert "The project is reflexive" in run.said
        assert "--for-talk --passages 10" in run.said
        assert "agreement(project" not in run.said
        with pytest.raises(DataError):
            held(reflexive)

    def test_for_talk_they_are_headed_so(self, fou, reflexive):
        run = fou("agreement", reflexive, "--for-talk", "--lang", "en")
        assert run.code == 0
        assert run.out.startswith("FOR TALK\nFor talk, not for proof. Agreement of ")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_in_every_language(self, fou, reflexive, language):
        run = fou("agreement", reflexive, "--for-talk", "--lang", language)
        set_language(language)
        assert run.out.startswith(t("For talk").upper() + "\n" + t("For talk, not for proof") + ". ")
        expected = held(reflexive, for_talk=True)
        for row in expected.to_text_rows():
            assert has_row(run.out, *row), row

    def test_others_are_not_headed(self, fou, read):
        assert "FOR TALK" not in fou("agreement", read, "--lang", "en").out
        assert replace(ProjectFolder(read).project(), orientation="reliability").orientation == "reliability"
