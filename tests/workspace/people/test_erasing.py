"""The steps outside of the database: rows of tables, the register of outputs, what is out of reach."""

import shutil

import pytest

from fou_toolkit.errors import DataError, WriteError
from fou_toolkit.store.placement import Placement
from fou_toolkit.workspace.people import erasing
from fou_toolkit.workspace.people.erasing import Step, outputs_of, run_steps
from fou_toolkit.workspace.people.leaving_words import words_of
from fou_toolkit.workspace.people.line_edits import apply_edits, edits_of
from projects import make_project, open_project

pytestmark = pytest.mark.usefixtures("english")

WORDS = words_of(["Åse"], ["dette sa hun en gang til meg"], staying=())


@pytest.fixture
def folder(tmp_path):
    return make_project(tmp_path / "p")


@pytest.fixture
def ws(folder):
    with open_project(folder) as opened:
        yield opened


def edited(path, text, *, encoding="utf-8", texts=()):
    path.write_bytes(text.encode(encoding))
    edits = edits_of(path, WORDS, texts)
    changed = apply_edits(path, edits)
    assert not apply_edits(path, edits)
    assert "åse" not in str(edits).casefold()
    return path.read_bytes().decode(encoding) if changed else None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_go_and_every_other_line_stays_as_it_is(tmp_path, encoding, end):
    lines = ["label;pseudonym;merknad", 'Bø; Bo ;"to', 'linjer; ""ja"""', " åse ;x;", "y;Åse;", ";Siri;", ""]
    left = edited(tmp_path / "participants.csv", end.join(lines), encoding=encoding)
    assert left == end.join([*lines[:3], *lines[5:]])


def test_cells_are_cleaned_where_a_row_is_about_something_else(tmp_path):
    text = "file,id,author,title\na.txt,a,Åse,x\nb.txt,b,Bo,Om Åse\nc.txt,c,,y\nd.txt,d,,z\n"
    left = edited(tmp_path / "metadata.csv", text, texts=["d.txt", "d", "c"])
    assert left == "file,id,author,title\na.txt,a,,x\nb.txt,b,Bo,Om slettet\n"


def test_codings_and_queries_go_line_by_line(tmp_path):
    assert (
        edited(tmp_path / "kari.csv", "source,quote\na,dette sa hun en gang\na,ja\nb,x\n", texts=["b"])
        == "source,quote\na,ja\n"
    )
    assert edited(tmp_path / "kari.jsonl", '{"source": "a"}\n{"source": "b"}\n', texts=["b"]) == '{"source": "a"}\n'
    assert edited(tmp_path / "queries.toml", '# mitt\n"om Åse" = "x"\n"y" = "z"\n') == '# mitt\n"y" = "z"\n'


def test_a_table_without_them_is_not_touched(tmp_path):
    assert edited(tmp_path / "consent.csv", "who,scope\nBo,alle\n") is None
    assert edits_of(tmp_path / "none.csv", WORDS, ()) == {}
    assert not apply_edits(tmp_path / "none.csv", {"x": ""})


def test_outputs_are_registered_and_go_when_somebody_leaves(folder, ws):
    (folder / "out").mkdir()
    for name in ("a.csv", "b.csv"):
        (folder / "out" / name).write_text("1\n", encoding="utf-8")
        ws.register_output(folder / "out" / name)
    ws.register_output(folder / "out" / "a.csv")
    assert [one.path for one in outputs_of(ws).records] == ["out/a.csv", "out/b.csv"]
    # Somebody has worked on this one, and there is nothing of the person in it.
    (folder / "out" / "b.csv").write_text("2\n", encoding="utf-8")
    ws.withdraw("Anne").apply()
    assert not (folder / "out" / "a.csv").exists()
    assert (folder / "out" / "b.csv").exists()
    assert [one.path for one in outputs_of(ws).records] == ["out/b.csv"]
    with pytest.raises(DataError):
        ws.register_output(folder.parent / "x.csv")


def test_a_changed_output_goes_if_there_is_a_trace_in_it(folder, ws):
    (folder / "out").mkdir()
    (folder / "out" / "b.csv").write_text("1\n", encoding="utf-8")
    ws.register_output(folder / "out" / "b.csv")
    (folder / "out" / "b.csv").write_text("Anne\n", encoding="utf-8")
    assert ws.withdraw("Anne").apply().clean
    assert not (folder / "out" / "b.csv").exists()


def test_what_cannot_be_done_now_is_said_and_done_later(folder, ws, monkeypatch):
    (folder / "a.txt").write_text("x", encoding="utf-8")
    delete = erasing.delete_inside

    def refusing(*_):
        raise WriteError("It is open elsewhere.", hint="Close it.")

    monkeypatch.setattr(erasing, "delete_inside", refusing)
    erasing.add_steps(ws, [Step(erasing.DELETE, "a.txt"), *erasing.last_steps()])
    [problem] = run_steps(ws)
    assert "It is open elsewhere. Close it." in str(problem)
    assert [what for _, what, _ in ws.database.todo()] == [erasing.DELETE, erasing.FRESH]
    monkeypatch.setattr(erasing, "delete_inside", delete)
    assert run_steps(ws) == ()
    assert not (folder / "a.txt").exists()
    assert ws.database.todo() == ()


def test_what_is_out_of_reach_is_said(folder, ws):
    (folder / ".git").mkdir()
    said = " ".join(map(str, ws.withdraw("Anne").beyond))
    assert "published" in said
    assert "Backups" in said
    assert ".git" in said
    assert "Another copy" not in said


def test_other_copies_are_known_from_the_log(folder):
    other = folder.with_name("other")
    shutil.copytree(folder, other)
    with open_project(other) as ws:
        ws.memo("x")
    with open_project(folder) as ws:
        ws.merge(other).apply()
        assert "Another copy of the project, last heard of 20" in " ".join(map(str, ws.withdraw("Anne").beyond))


def test_where_the_database_lies_elsewhere_both_places_are_searched(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = make_project(tmp_path / "OneDrive - Universitetet" / "p")
    with open_project(folder) as ws:
        assert isinstance(ws.placement, Placement)
        assert ws.placement.is_moved
        shutil.copyfile(ws.database.path, folder / "project.fou")
        plan = ws.withdraw("Anne")
        assert "OneDrive" in str(plan)
        result = plan.apply()
        assert len(result.traces) == 2
        assert result.clean, str(result)
    assert not (folder / "project.fou").exists()
    with open_project(folder) as ws:
        assert "Anne" not in ws.present.person_uids
