"""A name in places where nobody looks: in patterns and ids of codes, with a blank, with marks apart, in short turns."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from builders import make_source
from fou_toolkit.codebooks import check_codebook, read_codebook
from fou_toolkit.errors import DataError
from fou_toolkit.model import Code, Codebook, Corpus, Cue, Example, Localised, Participant, Utterance
from fou_toolkit.workspace.people import withdrawal
from fou_toolkit.workspace.people.codes_left import CodesLeft
from fou_toolkit.workspace.people.leaving_words import words_of
from fou_toolkit.workspace.people.redacting import Voice
from fou_toolkit.workspace.people.traces import find_traces, needles_of
from projects import SMALL_BOOK, SMALL_CORPUS, make_project, open_project


def same(text: str) -> Localised:
    return Localised(text, text, text)


FULL = {"brief": same("b"), "use_when": same("b"), "do_not_use_when": same("b")}


def full(code: Code) -> Code:
    return replace(code, **FULL)


def book_with(*codes: Code) -> Codebook:
    return replace(SMALL_BOOK, codes=tuple(map(full, (*SMALL_BOOK.codes, *codes))))


def withdraw(folder: Path, who: str):
    with open_project(folder) as ws:
        return ws.withdraw(who).apply()


def test_a_name_in_a_cue_leaves_a_codebook_that_works(tmp_path):
    cues = (Cue("hos Bo", "nb"), Cue("samling", "nb"), Cue('[{"LOWER": "x"}, {"TEXT": "Bo"}]', spacy=True, anchor="x"))
    more = {"utterances": (Utterance("Bo sa det"), Utterance("noe annet")), "exceptions": (Cue("til Bo"),)}
    examples = (Example("samtale", "Og så måtte vi ha tillit til dem."), Example("logg", "Eg kjende tillit likevel."))
    book = book_with(
        Code("Bo", same("Om Bo"), parent="M", cues=cues, examples=examples, **more),
        Code("M-Bo", same("Hos Bo")),
        Code("slettet-1", same("Om [slettet]")),
    )
    folder = make_project(tmp_path / "p", book=book)
    with open_project(folder) as ws:
        file = ws.write_codebook()
        assert "hos Bo" in file.read_text("utf-8")
    result = withdraw(folder, "Bo")
    assert result.clean, str(result)
    with open_project(folder) as ws:
        assert ws.database.todo() == ()
        now = ws.present.codebook
        assert check_codebook(now).ok, str(check_codebook(now))
        by_id = {code.id: code for code in now}
        assert set(by_id) == {*(code.id for code in SMALL_BOOK), "slettet-1", "slettet-2", "slettet-3"}
        [cut] = [code for code in now if code.cues and code.id.startswith("slettet")]
        assert cut.cues == (Cue("samling", "nb"),)
        assert cut.utterances == (Utterance("noe annet"),)
        assert cut.exceptions == ()
        assert cut.examples == examples[1:]
        ws.suggestions()
        assert ws.write_codebook() == file
        assert read_codebook(file)
    assert "Bo" not in file.read_text("utf-8")


def test_names_of_codes_stay_different():
    words = words_of(["Bo", "Siri"], (), staying=())
    codes = [{"id": name, "name": {"nb": f"Hos {name}"}} for name in ("Bo", "Siri")]
    cutter = CodesLeft(words, "[slettet]", codes)
    left = [cutter.left(code) for code in codes]
    assert left == [
        {"id": "slettet-1", "name": {"nb": "Hos [slettet]"}},
        {"id": "slettet-2", "name": {"nb": "Hos [slettet] (2)"}},
    ]


@pytest.mark.parametrize(
    "way", ["P07", "p07", "P-07", "P 07", "p 07", "P\N{NO-BREAK SPACE}07", "P_07", "P\N{NON-BREAKING HYPHEN}07"]
)
def test_a_name_with_a_number_is_found_however_it_is_written(tmp_path, way):
    text = f"Det sa {way} i går, og {way}s venn."
    words = words_of(["P07"], (), staying=())
    assert [text[one.start : one.end] for one in words.named_in(text)] == [way, way]
    (tmp_path / "memo.txt").write_text(text, encoding="utf-8")
    assert find_traces(tmp_path, needles_of((), ["P07"])).found


@pytest.mark.parametrize("way", ["P070", "XP07", "P0 7", "p7", "P 070", "AP-07", "P07x"])
def test_other_names_with_numbers_stay(tmp_path, way):
    assert not words_of(["P07"], (), staying=()).named_in(f"Det sa {way} i går.")
    (tmp_path / "memo.txt").write_text(f"Det sa {way} i går.", encoding="utf-8")
    assert not find_traces(tmp_path, needles_of((), ["P07"])).found


def test_two_years_are_not_somebody(tmp_path):
    text = "I 2 år gjorde jeg det, i 2 år."
    assert not words_of(["I2"], (), staying=()).named_in(text)
    (tmp_path / "memo.txt").write_text(text, encoding="utf-8")
    assert not find_traces(tmp_path, needles_of((), ["I2"], staying=[text])).found


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("other", ["NFC", "NFD"])
def test_marks_that_stand_apart_make_no_difference(form, other):
    said = unicodedata.normalize(form, "Åse får ikke gå på tråden på båten.")
    words = words_of([unicodedata.normalize(form, "Åse")], [said], staying=())
    memo = unicodedata.normalize(other, "Åse sa: får ikke gå på tråden på båten. ÅSE, Åses, Åsen")
    cut = words.cleaned(memo, "*")
    assert (
        unicodedata.normalize("NFC", cut) == "*. *, *s, Åsen"
        or unicodedata.normalize("NFC", cut) == "* sa: *. *, *s, Åsen"
    )


def test_a_letter_with_a_mark_is_another_letter():
    assert not words_of(["Bo"], (), staying=()).named_in(unicodedata.normalize("NFD", "Bö"))


def test_anne_is_not_looked_for_in_anne_marie(tmp_path):
    (tmp_path / "a.txt").write_text("Anne-Marie sa ja. ANNE-MARIE! Anne-Maries bok.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Anne-Marie".encode("utf-16").decode("utf-16"), encoding="utf-16")
    needles = needles_of((), ["Anne"], others=["Anne-Marie", "Bo"], staying=["Anne-Marie sa ja."])
    assert not find_traces(tmp_path, needles).found
    (tmp_path / "c.txt").write_text("Anne-Marie og anne sa ja.", encoding="utf-8")
    assert {one.file for one in find_traces(tmp_path, needles).found} == {"c.txt"}
    assert {one.file for one in find_traces(tmp_path, needles_of((), ["Anne"])).found} == {"a.txt", "b.txt", "c.txt"}


def test_a_short_turn_in_a_memo_is_a_quotation(tmp_path):
    text = make_source("I: Hva skjedde?", "Anne: Sjefen slo meg.", "Bo: Det var ille.", "Anne: Ja.", id="samtale")
    people = (Participant("Anne", "a"), Participant("Bo", "b"))
    folder = make_project(tmp_path / "p", corpus=Corpus((text,), people))
    with open_project(folder) as ws:
        ws.memo("Tenk på dette: sjefen slo meg!", on="samtale")
        ws.memo("Ja. Det var ille.", on="samtale")
    result = withdraw(folder, "Anne")
    assert result.clean, str(result)
    with open_project(folder) as ws:
        assert list(ws.memos().to_frame()["text"]) == ["Ja. Det var ille."]


def test_what_others_said_too_is_no_quotation():
    words = words_of((), ["Det stemmer helt.", "Selvfølgelig!"], staying=["Ja, det stemmer helt, ja."])
    assert not words.quotes("Som hun sa: det stemmer helt.")
    assert words.quotes("selvfølgelig")


def test_a_codebook_that_cannot_be_written_is_deleted_and_said(tmp_path, monkeypatch):
    folder = make_project(tmp_path / "p", book=book_with(Code("N", same("Om Bo"), parent="M", cues=(Cue("hos Bo"),))))
    with open_project(folder) as ws:
        file = ws.write_codebook()
    monkeypatch.setattr(CodesLeft, "left", lambda self, code, _: self.words.cleaned(code, self.placeholder))
    result = withdraw(folder, "Bo")
    assert not file.exists()
    assert any("kodeboka" in str(one) or "codebook" in str(one) for one in result.problems)
    with open_project(folder) as ws:
        assert ws.database.todo() == ()
    assert not find_traces(folder, ["hos Bo"]).found


def test_what_is_left_of_somebody_can_be_cut_out_later(tmp_path):
    folder = make_project(tmp_path / "p")
    with open_project(folder) as ws:
        ws.memo("Om Bosse, altså Bo.", on="samtale")
        ws.memo("Sjefen slo, sa han", on="samtale")
    withdraw(folder, "Bo")
    with open_project(folder) as ws:
        result = ws.cut("Bosse", "Sjefen slo").apply()
        assert result.clean, str(result)
        assert ws.verify().ok
        assert set(ws.memos().to_frame()["text"]) == {"Om [slettet], altså [slettet].", "[slettet], sa han"}
    assert not find_traces(folder, ["Bosse", "Sjefen slo"]).found


def test_other_names_go_with_the_person(tmp_path):
    folder = make_project(tmp_path / "p")
    with open_project(folder) as ws:
        ws.memo("Om Bosse, altså Bo.", on="samtale")
        assert ws.withdraw("Bo", names=["Bosse"]).apply().clean
        assert list(ws.memos().to_frame()["text"]) == ["Om [slettet], altså [slettet]."]


@pytest.mark.parametrize("words", [(), ("",), ("x", "Bosse")])
def test_nothing_cannot_be_cut(tmp_path, words):
    with open_project(make_project(tmp_path / "p")) as ws, pytest.raises(DataError):
        ws.cut(*words)


@pytest.mark.usefixtures("english")
def test_traces_in_the_project_are_told_apart_from_other_files(tmp_path, monkeypatch):
    folder = make_project(tmp_path / "p")
    with open_project(folder) as ws:
        ws.memo("Om Bo.", on="samtale")
        (folder / "annet.txt").write_text("Bo", encoding="utf-8")
        monkeypatch.setattr(withdrawal, "erase_found", lambda *_: None)
        result = ws.withdraw("Bo").apply()
    assert "project.fou" in result.own
    assert "annet.txt" not in result.own
    assert "in the project itself" in result.caption


@pytest.mark.usefixtures("english")
def test_a_coder_of_that_name_is_said(tmp_path):
    folder = make_project(tmp_path / "p")
    with open_project(folder, "Bo") as ws:
        ws.memo("Noe.", on="samtale")
        assert any("The coder «Bo»" in one for one in ws.withdraw("Bo").warnings)
        assert not any("The coder" in one for one in ws.withdraw("Siri").warnings)


def test_outputs_that_are_gone_are_forgotten(tmp_path):
    folder = make_project(tmp_path / "p")
    with open_project(folder) as ws:
        file = folder / "Bo.csv"
        file.write_text("x", encoding="utf-8")
        ws.register_output(file)
        file.unlink()
        assert ws.withdraw("Bo").apply().clean
        assert "Bo.csv" not in (ws.store.get("outputs") or "")


@pytest.mark.parametrize(("name", "goes"), [("Bo.txt", True), ("BO.txt", True), ("Borte.txt", False)])
def test_a_text_without_speakers_that_is_called_like_the_person_goes(tmp_path, name, goes):
    text = replace(make_source("Her står noe ganske alminnelig som ingen andre sa.", id="x"), name=name)
    folder = make_project(tmp_path / "p", corpus=Corpus((*SMALL_CORPUS, text), SMALL_CORPUS.participants))
    assert withdraw(folder, "Bo").clean
    with open_project(folder) as ws:
        assert ("x" in ws.present.source_uids) is not goes
    assert bool(find_traces(folder, ["ganske alminnelig som ingen"]).found) is not goes


def test_a_text_called_like_somebody_in_which_others_speak_stays(tmp_path):
    text = replace(make_source("Siri: Her står noe ganske alminnelig.", id="y"), name="Bo.txt")
    folder = make_project(tmp_path / "p", corpus=Corpus((*SMALL_CORPUS, text), SMALL_CORPUS.participants))
    withdraw(folder, "Bo")
    assert find_traces(folder, ["Her står noe ganske alminnelig"]).found


def test_turns_of_a_participant_that_is_not_known_any_more_go_by_their_label():
    record = {"people": ["", "u" * 20, "b" * 20], "speakers": ["Bo", "Siri"], "text": "", "turns": []}
    voice = Voice("a" * 20, frozenset({"Bo"}), frozenset({"b" * 20}))
    has = [voice.has(record, [0, 1, label, person, 0, 0, 0, 0]) for label in (0, 1) for person in (0, 1, 2)]
    assert has == [True, True, False, False, False, False]


@pytest.mark.parametrize(("path", "goes"), [("out/t.csv", True), ("outputs/deep/t.html", True), ("notes/t.csv", False)])
def test_results_that_nobody_registered_go_if_a_trace_is_in_them(tmp_path, path, goes):
    folder = make_project(tmp_path / "p")
    file, clean = folder / path, (folder / path).with_name("clean.csv")
    file.parent.mkdir(parents=True)
    file.write_text("who\nBo\n", encoding="utf-8")
    clean.write_text("who\nAnne\n", encoding="utf-8")
    with open_project(folder) as ws:
        plan = ws.withdraw("Bo")
        assert (("file" if goes else "left"), path, 1) in list(plan.rows())
        plan.apply()
    assert file.exists() is not goes
    assert clean.exists()
