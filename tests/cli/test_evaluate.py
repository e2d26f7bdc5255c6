"""`fou evaluate` and `fou codebook cues`: suggestions and cues against readers, on the command line."""

import csv
import json
import re

import pytest

from fou_toolkit._i18n import LANGUAGES, set_language, t, tn
from fou_toolkit.analysis import cue_report, evaluate
from fou_toolkit.autocode import autocode
from fou_toolkit.codings import write_codings
from fou_toolkit.model import Coder, Coding, CodingSet, Span
from fou_toolkit.workspace import ProjectFolder, example_material

LOG = "Vi har ansvar og tillit. De har ansvar. Det regnet. Hvem bestemte det? Vi gjorde det sammen.\n"
FOUND = {
    "leser_a": [("eksempel", "tatt mer ansvar", "T1"), ("eksempel", "bestemt", "T2"), ("logg", "Vi har ansvar", "T1")],
    "leser_b": [("eksempel", "tilliten har vokst", "T1"), ("logg", "De har ansvar", "T1"), ("logg", "sammen", "T2")],
}


def readings(project):
    """Put the codings of two readers beside the texts."""
    corpus = ProjectFolder(project).corpus()
    folder = project / "corpus" / "codings"
    folder.mkdir()
    for name, passages in FOUND.items():
        found = []
        for source, words, code in passages:
            start = corpus[source].text.index(words)
            found.append(Coding(source, Span(start, start + len(words)), code, name))
        read = [(name, source.id) for source in corpus]
        codings = CodingSet.of(found, [Coder(name, "language model")], read=read)
        write_codings(codings, folder / f"{name}.jsonl", corpus=corpus)


@pytest.fixture
def read(project):
    """A project of two texts that two readers have read; one of the texts is kept aside."""
    (project / "corpus" / "logg.txt").write_text(LOG, encoding="utf-8")
    readings(project)
    (project / "corpus" / "unseen.txt").write_text("logg  # not before autumn\n", encoding="utf-8")
    return project


def suggested(project):
    folder = ProjectFolder(project)
    corpus = folder.corpus()
    return autocode(corpus, folder.codebook(), unit="sentence"), folder.codings(corpus=corpus)


def has_row(out, *cells):
    """Look for a row of a printed table."""
    return re.search(r"^ *" + " +".join(re.escape(str(cell)) for cell in cells) + " *$", out, re.MULTILINE)


class TestEvaluate:
    def test_the_figures_are_those_of_the_result(self, fou, read):
        run = fou("evaluate", read)
        assert (run.code, run.err) == (0, "")
        expected = evaluate(*suggested(read))
        assert expected.caption in run.said
        for scope in ("pooled codes", "macro codes", "pooled themes", "macro themes", "theme"):
            rows = list(expected.to_text_rows(scope))
            assert rows
            for row in rows:
                assert has_row(run.out, *("·" if cell == 0 else cell for cell in row)), row

    def test_codes_are_shown_on_request(self, fou, read):
        assert "T1 Tillit [og] tid" not in fou("evaluate", read).out
        run = fou("evaluate", read, "--codes")
        assert run.code == 0
        for row in evaluate(*suggested(read)).to_text_rows("code"):
            assert has_row(run.out, *("·" if cell == 0 else cell for cell in row)), row

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_speaks_the_language_of_the_person(self, fou, read, language):
        run = fou("evaluate", read, "--lang", language)
        set_language(language)
        expected = evaluate(*suggested(read))
        assert expected.caption in run.said
        assert all(heading in run.out for heading in expected.headings)

    def test_all_rows_are_written(self, fou, read, tmp_path):
        target = tmp_path / "tall æøå.csv"
        run = fou("evaluate", read, "-o", target)
        assert run.code == 0
        assert t("Written: {path}", path=target) in run.said
        with target.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        expected = evaluate(*suggested(read)).to_frame()
        assert list(rows[0]) == list(expected.columns)
        assert [(row["scope"], row["id"], row["reader"], int(row["both"])) for row in rows] == [
            tuple(row) for row in expected[["scope", "id", "reader", "both"]].itertuples(index=False)
        ]
        assert [float(row["alpha"] or "nan") for row in rows] == pytest.approx(expected["alpha"].tolist(), nan_ok=True)

    @pytest.mark.parametrize(("texts", "chosen"), [("seen", ["eksempel"]), ("unseen", ["logg"]), ("all", None)])
    def test_texts_that_are_kept_aside_can_be_judged_apart(self, fou, read, texts, chosen):
        run = fou("evaluate", read, "--texts", texts)
        assert run.code == 0
        expected = evaluate(*suggested(read), sources=chosen)
        assert expected.caption in run.said
        for row in expected.to_text_rows("pooled codes"):
            assert has_row(run.out, *("·" if cell == 0 else cell for cell in row)), row

    def test_the_readers_codings_can_be_chosen(self, fou, read, tmp_path):
        moved = (read / "corpus" / "codings" / "leser_a.jsonl").rename(tmp_path / "bare meg.jsonl")
        run = fou("evaluate", read, "--reference", moved)
        assert run.code == 0
        assert "leser_a" in run.out
        assert "leser_b" not in run.out
        assert "leser_b" in fou("evaluate", read).out

    def test_the_codebook_can_be_chosen(self, fou, read, tmp_path):
        other = (read / "codebooks" / "partnerskap.yaml").rename(tmp_path / "annen bok.yaml")
        assert fou("evaluate", read).code == 1
        assert fou("evaluate", read, "--codebook", other).code == 0

    def test_a_codebook_by_turns_is_judged_by_sentences(self, fou, read):
        """A suggestion for a whole turn would stand in all of its sentences."""
        path = read / "codebooks" / "partnerskap.yaml"
        before = fou("evaluate", read).out
        path.write_text(path.read_text(encoding="utf-8").replace('unit: "sentence"', 'unit: "turn"'), encoding="utf-8")
        assert fou("evaluate", read).out == before

    def test_on_a_narrow_screen_nothing_is_lost(self, fou, read, monkeypatch):
        monkeypatch.setenv("COLUMNS", "60")
        run = fou("evaluate", read)
        assert run.code == 0
        assert "leser_a" in run.said
        assert "Traceback" not in run.said

    def test_the_shipped_readings_can_be_held_against_the_shipped_rules(self, fou):
        material = example_material()
        run = fou("evaluate", material.corpus, "--codebook", material.codebook, "--lang", "nb")
        assert (run.code, run.err) == (0, "")
        assert "reader_a" in run.out
        assert "reader_b" in run.out


COMMANDS = [("evaluate",), ("codebook", "cues")]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
class TestRefused:
    def test_other_words_for_the_texts_are_refused(self, fou, read, command):
        run = fou(*command, read, "--texts", "nye")
        assert (run.code, run.out) == (1, "")
        assert t("«{value}» is not possible for {key}.", value="nye", key="--texts") in run.said
        assert "all, seen, unseen" in run.err

    @pytest.mark.parametrize("texts", ["seen", "unseen"])
    def test_without_a_list_nothing_is_kept_aside(self, fou, read, command, texts):
        (read / "corpus" / "unseen.txt").unlink()
        run = fou(*command, read, "--texts", texts)
        assert (run.code, run.out) == (1, "")
        assert str(read / "corpus" / "unseen.txt") in run.err
        assert fou(*command, read).code == 0

    def test_if_all_is_kept_aside_there_is_nothing_seen(self, fou, read, command):
        (read / "corpus" / "unseen.txt").write_text("logg\neksempel\n")
        run = fou(*command, read, "--texts", "seen")
        assert run.code == 1
        assert t("There is no text that all readers have read.") in run.said

    def test_a_project_without_codings_is_said(self, fou, project, command):
        run = fou(*command, project)
        assert (run.code, run.out) == (1, "")
        assert str(project / "corpus") in run.err
        assert "`codings`" in run.err

    def test_a_file_that_is_not_there_is_said(self, fou, read, command, tmp_path):
        run = fou(*command, read, "--reference", tmp_path / "borte.jsonl")
        assert run.code == 1
        assert str(tmp_path / "borte.jsonl") in run.err

    def test_a_text_that_has_changed_is_said_with_the_line(self, fou, read, command):
        (read / "corpus" / "logg.txt").write_text("Nei. " + LOG, encoding="utf-8")
        run = fou(*command, read)
        assert (run.code, run.out) == (1, "")
        assert t("{file}, line {line}", file="leser_a.jsonl", line=4) in run.err

    def test_a_code_of_another_codebook_is_said(self, fou, read, command):
        path = read / "corpus" / "codings" / "leser_b.jsonl"
        path.write_text(path.read_text(encoding="utf-8").replace('"T2"', '"X7"'), encoding="utf-8")
        run = fou(*command, read)
        assert (run.code, run.out) == (1, "")
        assert t("The codebook has no code «{ids}».", ids="X7") in run.said

    def test_an_unknown_kind_of_table_is_refused(self, fou, read, command):
        run = fou(*command, read, "-o", read / "a.docx")
        assert run.code == 1
        assert ".csv, .json, .parquet, .xlsx" in run.err
        assert not (read / "a.docx").exists()

    def test_a_name_in_the_list_that_no_text_has_is_said(self, fou, read, command):
        """A slip of the pen must not show what is kept aside."""
        (read / "corpus" / "unseen.txt").write_text("logg.txt\n")
        run = fou(*command, read, "--texts", "seen")
        assert "logg.txt" in run.said


class TestCues:
    def test_every_cue_that_fired_is_shown_with_its_readers(self, fou, read):
        run = fou("codebook", "cues", read, "--texts", "all")
        assert (run.code, run.err) == (0, "")
        expected = cue_report(*suggested(read))
        assert expected.caption in run.said
        assert {one.sentences > 0 for one in expected.scores} == {True, False}
        for one in expected.scores:
            numbers = (number or "·" for number in (one.sentences, *one.agreed, one.theme))
            assert bool(has_row(run.out, one.code, one.cue, *numbers)) == (one.sentences > 0), one

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_it_speaks_the_language_of_the_person(self, fou, read, language):
        run = fou("codebook", "cues", read, "--texts", "all", "--lang", language)
        set_language(language)
        assert cue_report(*suggested(read)).caption in run.said
        assert re.search(
            rf"^{t('code')} +{t('cue')} +{t('sentences')} +leser_a +leser_b +{t('same theme')}", run.out, re.MULTILINE
        )

    def test_texts_can_be_chosen(self, fou, read):
        run = fou("codebook", "cues", read, "--texts", "unseen")
        expected = cue_report(*suggested(read), sources=["logg"])
        assert expected.caption in run.said
        assert expected.caption != cue_report(*suggested(read)).caption

    def test_texts_kept_aside_are_left_out_unless_asked_for(self, fou, read):
        """Whoever mends cues should not look at them."""
        run = fou("codebook", "cues", read)
        corpus, _ = suggested(read)
        names = [source.id for source in corpus.corpus if source.id != "logg"]
        assert cue_report(*suggested(read), sources=names).caption in run.said
        (read / "corpus" / "unseen.txt").unlink()
        assert cue_report(*suggested(read)).caption in fou("codebook", "cues", read).said

    def test_the_most_frequent_come_first(self, fou, read):
        run = fou("codebook", "cues", read, "--texts", "all")
        counts = sorted((one.sentences for one in cue_report(*suggested(read)).scores if one.sentences), reverse=True)
        shown = [int(number) for number in re.findall(r"^T\d .*?  +(\d+) ", run.out, re.MULTILINE)]
        assert shown == counts

    def test_only_doubtful_ones_are_shown_on_request(self, fou, read, tmp_path):
        target = tmp_path / "tvil.json"
        run = fou("codebook", "cues", read, "--doubtful", "--texts", "all", "-o", target)
        assert run.code == 0
        doubtful = cue_report(*suggested(read)).doubtful().scores
        shown = [one["cue"] for one in json.loads(target.read_text(encoding="utf-8"))]
        assert shown == [one.cue for one in doubtful]
        assert shown
        for one in cue_report(*suggested(read)).scores:
            assert bool(
                has_row(run.out, one.code, one.cue, one.sentences, *(n or "·" for n in one.agreed), one.theme or "·")
            ) == (one.cue in shown)

    def test_all_rows_are_written_those_too_that_never_fired(self, fou, read, tmp_path):
        target = tmp_path / "markører.csv"
        run = fou("codebook", "cues", read, "-o", target)
        assert t("Written: {path}", path=target) in run.said
        with target.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert list(rows[0]) == [
            "code",
            "cue",
            "language",
            "sentences",
            "agreed: leser_a",
            "agreed: leser_b",
            "theme",
            "share",
        ]
        assert len(rows) == len(cue_report(*suggested(read)).scores)
        assert "0" in {row["sentences"] for row in rows}

    def test_the_screen_shows_sixty_and_says_how_many_more_there_are(self, fou, read):
        words = [f"ord{number}" for number in range(63)]
        path = read / "codebooks" / "partnerskap.yaml"
        listed = ", ".join(f'"{word}"' for word in words)
        path.write_text(
            path.read_text(encoding="utf-8").replace('["tillit~", "ansvar"]', f"[{listed}]"), encoding="utf-8"
        )
        (read / "corpus" / "ord.txt").write_text(" ".join(words) + ".\n")
        for file in (read / "corpus" / "codings").iterdir():
            file.write_text(file.read_text(encoding="utf-8").replace('"read": [', '"read": ["ord", '), encoding="utf-8")
        run = fou("codebook", "cues", read, "--texts", "all")
        assert run.code == 0
        fired = sum(one.sentences > 0 for one in cue_report(*suggested(read)).scores)
        assert fired >= 63
        assert len(re.findall(r"^T\d ", run.out, re.MULTILINE)) == 60
        assert (
            tn("… and {n} more; write them with -o FILE", "… and {n} more; write them with -o FILE", fired - 60)
            in run.said
        )

    def test_names_that_look_like_markup_are_names(self, fou, read):
        for file in (read / "corpus" / "codings").iterdir():
            file.write_text(
                file.read_text(encoding="utf-8").replace("leser_a", "[red]a[/red] :book:"), encoding="utf-8"
            )
        for command in COMMANDS:
            assert "[red]a[/red] :book:" in fou(*command, read).said


@pytest.mark.parametrize("columns", ["80", "100", "170"])
def test_no_reader_and_no_figure_is_cut_in_any_window(fou, read, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    run = fou("evaluate", read)
    assert run.code == 0
    assert "leser_a" in run.out
    assert "leser_b" in run.out
    assert "…" not in run.out
    assert ("[" in run.out.partition("\n\n")[2]) == (columns == "170")
