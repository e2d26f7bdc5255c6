"""Notebooks of a project: run, run again, stripped, and never changed."""

import base64
import json
import struct
import zlib

import pytest

from builders import make_corpus, make_source
from fou_toolkit.errors import DataError, MaterialError, MissingPackageError, ReadError, UnknownIdError, WriteError
from fou_toolkit.workspace.notebooks import NotebookOutcome, NotebookRun, execution, run_notebooks
from fou_toolkit.workspace.notebooks.execution import Kernels
from fou_toolkit.workspace.notebooks.forbidden import Forbidden
from fou_toolkit.workspace.notebooks.parameters import parameters_for, taken_by
from fou_toolkit.workspace.notebooks.stripping import as_bytes, places_of, strip

pytestmark = pytest.mark.usefixtures("english")

# Constructed.
SECRET = "Vi krangla om nøklene til båthuset hele sommeren."
OPEN = "Barna bygde en hytte av gamle paller ved bekken."
CORPUS = make_corpus(make_source(f"Anne: {SECRET}", f"Berit: {OPEN}", id="t1"))


def may(source, span):
    assert source == "t1"
    return span.start >= CORPUS["t1"].turns[1].span.start


FORBIDDEN = Forbidden(CORPUS, may)


def code(source, *outputs, tags=(), **changed):
    made = {"cell_type": "code", "source": source, "outputs": list(outputs), "execution_count": 1, "id": "abc"}
    return made | {"metadata": {"tags": list(tags)} if tags else {}} | changed


def shown(**data):
    named = {
        "text": "text/plain",
        "html": "text/html",
        "png": "image/png",
        "svg": "image/svg+xml",
        "json": "application/json",
    }
    return {"output_type": "display_data", "data": {named[key]: value for key, value in data.items()}, "metadata": {}}


def said(text):
    return {"output_type": "stream", "name": "stdout", "text": text}


def notebook(*cells, **metadata):
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def stripped(*outputs, places=None):
    made = strip(notebook(code("x", *outputs)), FORBIDDEN, places or {})
    return made.notebook["cells"][0]["outputs"], made.removed


def png(text, *, packed=False):
    content = b"Description\0" + (b"\1\0\0\0" + zlib.compress(text.encode()) if packed else text.encode("latin-1"))
    kind = b"iTXt" if packed else b"tEXt"
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", len(content), kind) + content + b"\0\0\0\0"
    return base64.b64encode(data).decode()


class TestForbidden:
    """Five words in a row, however they are written."""

    @pytest.mark.parametrize(
        "text",
        [
            SECRET,
            "krangla om nøklene til båthuset",
            "... KRANGLA OM NØKLENE TIL BÅTHUSET ...",
            "krangla\n  om\tnøklene – til båthuset",
            "krangla om <mark>nøklene</mark> til <b>båt</b>huset",
            "krangla om n&oslash;klene til b&aring;thuset",
            r"'krangla om n\u00f8klene til b\u00e5thuset'",
            "krangla om nøklene til ba\u030athuset",
            "krangla%20om%20n%C3%B8klene%20til%20b%C3%A5thuset",
            "krangla om nøkl\u00adene til båthuset",
            "krangla om \x1b[31mnøklene\x1b[0m til båthuset",
        ],
    )
    def test_it_is_found(self, text):
        assert text in FORBIDDEN

    @pytest.mark.parametrize(
        "text", ["krangla om nøklene til", OPEN, "", "nøklene om krangla til båthuset", "a b c d e f"]
    )
    def test_what_may_be_quoted_or_is_shorter_is_not(self, text):
        assert text not in FORBIDDEN

    def test_nothing_may_be_quoted_by_default(self):
        assert OPEN in Forbidden(CORPUS)

    def test_what_somebody_else_said_openly_is_not_held_against_it(self):
        both = make_corpus(make_source(f"Anne: {OPEN} {SECRET}", f"Berit: {OPEN}", id="t1"))
        begin = both["t1"].turns[1].span.start
        found = Forbidden(both, lambda _, span: span.start >= begin)
        assert OPEN not in found
        assert SECRET in found

    def test_no_texts_forbid_nothing(self):
        assert SECRET not in Forbidden(make_corpus(), may)


class TestStripping:
    """What stays, and what goes."""

    @pytest.mark.parametrize(
        "output",
        [
            shown(text=SECRET),
            shown(text=["Vi krangla om nøkl", "ene til båthuset"]),
            shown(text="table", html=f"<td>{SECRET}</td>"),
            shown(json={"a": [{"b": SECRET}]}),
            shown(svg=f"<svg><!-- {SECRET} --></svg>"),
            shown(png=png(SECRET)),
            shown(png=png(SECRET, packed=True)),
            said(SECRET),
            {"output_type": "error", "ename": "E", "evalue": SECRET, "traceback": []},
            {"output_type": "error", "ename": "E", "evalue": "", "traceback": [SECRET]},
        ],
    )
    def test_words_that_may_not_be_quoted_go_and_a_remark_stays(self, output):
        outputs, removed = stripped(output, said("kept"))
        assert removed == 1
        assert "taken out here" in outputs[0]["data"]["text/plain"][0]
        assert "nøkl" not in json.dumps(outputs, ensure_ascii=False)
        assert outputs[1]["text"] == "kept"

    def test_what_is_cut_into_two_outputs_goes_altogether(self):
        outputs, removed = stripped(
            said("Vi krangla om nøklene"), said(" til båthuset hele sommeren"), shown(text="kept")
        )
        assert removed == 2
        assert outputs[2]["data"] == {"text/plain": "kept"}

    def test_what_may_be_quoted_stays(self):
        outputs, removed = stripped(said(OPEN), shown(png=png(OPEN)))
        assert (removed, outputs[0]["text"]) == (0, OPEN)

    def test_words_that_the_author_copied_go_too(self):
        cells = [
            code(f"x = '{SECRET}'"),
            {"cell_type": "markdown", "source": ["> ", SECRET], "metadata": {}, "id": "b"},
        ]
        made = strip(notebook(*cells), FORBIDDEN, {})
        first, second = ("".join(cell["source"]) for cell in made.notebook["cells"])
        assert made.removed == 2
        assert first.startswith("# Taken out here")
        assert second.startswith("*Taken out here")

    def test_widgets_go(self):
        view = {
            "output_type": "display_data",
            "metadata": {},
            "data": {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "HBox()"},
        }
        made = strip(notebook(code("x", view), widgets={"state": 1}), FORBIDDEN, {}).notebook
        assert made["cells"][0]["outputs"] == []
        assert "widget" not in json.dumps(made)

    def test_traces_of_the_run_and_the_machine_go(self, tmp_path):
        noted = {
            "papermill": {"duration": 1.5, "output_path": str(tmp_path)},
            "execution": {"iopub.execute_input": "2024"},
        }
        kernel = {
            "kernelspec": {"name": "kari-env", "display_name": "Kari"},
            "language_info": {"name": "python", "version": "3.12.1"},
        }
        text = f"File {tmp_path}/notebooks/a.ipynb, /tmp/ipykernel_12/34.py:3, <object at 0x7f00aa11bb22>, {tmp_path.as_uri()}"
        cell = code(f"p = '{tmp_path}'", said(text), metadata=noted, id="by-lot", tags=[])
        cell["metadata"]["tags"] = ["injected-parameters"]
        made = strip(notebook(cell, papermill=noted, **kernel), FORBIDDEN, places_of(tmp_path)).notebook
        whole = as_bytes(made).decode()
        assert not any(
            trace in whole
            for trace in (str(tmp_path), "papermill", "Kari", "kari", "3.12", "2024", "by-lot", "0x7f", "_12")
        )
        assert made["cells"][0]["outputs"][0]["text"].startswith("File PROJECT/notebooks/a.ipynb, KERNEL:3")
        assert made["metadata"]["language_info"] == {"name": "python"}

    def test_a_path_is_not_taken_out_of_a_longer_word(self):
        outputs, _ = stripped(said("/usr/lib /users /usr"), places={"/usr": "PYTHON"})
        assert outputs[0]["text"] == "PYTHON/lib /users PYTHON"

    def test_a_picture_of_megabytes_stays_as_it_is(self):
        picture = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8000).decode()
        assert stripped(shown(png=picture))[0][0]["data"] == {"image/png": picture}

    def test_what_cannot_be_searched_goes(self):
        output = {"output_type": "display_data", "metadata": {}, "data": {"application/pdf": "JVBE", "text/plain": "a"}}
        assert stripped(output)[0][0]["data"] == {"text/plain": "a"}

    def test_the_notebook_that_was_given_stays_as_it_is(self):
        given = notebook(code("x", said(SECRET)))
        before = json.dumps(given)
        strip(given, FORBIDDEN, {})
        assert json.dumps(given) == before


class TestParameters:
    """Each notebook gets what it takes."""

    def test_names_are_those_set_in_the_tagged_cell(self):
        tagged = code("%matplotlib inline\na = 1\nb: int = 2\nc.d = 3\nfor e in (): f = 1", tags=["parameters"])
        assert taken_by(notebook(code("z = 1"), tagged)) == ("a", "b")
        assert taken_by(notebook(code("a = (", tags=["parameters"]))) == ()

    def test_they_are_shared_out(self):
        assert parameters_for({"a": 1}, {"x": ("a", "b"), "y": ()}) == {"x": {"a": 1}, "y": {}}

    def test_an_unknown_name_is_refused_with_those_that_are_possible(self):
        with pytest.raises(UnknownIdError, match="«c»") as caught:
            parameters_for({"c": 1}, {"x": ("a", "b")})
        assert "a, b" in caught.value.hint
        with pytest.raises(UnknownIdError) as caught:
            parameters_for({"c": 1}, {"x": ()})
        assert "Tag a cell" in caught.value.hint

    @pytest.mark.parametrize("value", [object(), float("nan"), {1, 2}])
    def test_a_value_that_cannot_be_written_is_refused(self, value):
        with pytest.raises(DataError, match="«a»"):
            parameters_for({"a": value}, {"x": ("a",)})


@pytest.fixture
def project(tmp_path):
    """A project with two constructed texts and three notebooks."""
    folder = tmp_path / "project"
    (folder / "notebooks" / ".ipynb_checkpoints").mkdir(parents=True)
    (folder / "corpus").mkdir()
    (folder / "corpus" / "t1.txt").write_text(f"Anne: {SECRET}\nBerit: {OPEN}\n", encoding="utf-8")
    cells = [
        {"cell_type": "markdown", "source": "# Title", "metadata": {}, "id": "m1"},
        code("who = 'nobody'", tags=["parameters"], id="c1", execution_count=None),
        code("import os; print(who, os.environ['FOU_LANG'], os.getcwd())", id="c2", execution_count=None),
        code("print(open('../corpus/t1.txt', encoding='utf-8').read())", id="c3", execution_count=None),
        code("import time; time.time_ns()", id="c4", execution_count=None),
        code("# NBVAL_IGNORE_OUTPUT\nimport time; time.time_ns()", id="c5", execution_count=None),
    ]
    for name, some in (
        ("10_all", cells),
        ("20_stops", [cells[0], code(f"raise ValueError('{SECRET}')")]),
        ("30_short", cells[:2]),
    ):
        (folder / "notebooks" / f"{name}.ipynb").write_text(json.dumps(notebook(*some)), encoding="utf-8")
    return folder


def everything_in(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture
def faked(monkeypatch):
    """Kernels that only remember what they were asked."""
    asked = []

    def run(_self, path, parameters):
        asked.append((path.name, dict(parameters)))
        return execution.read_notebook(path)

    monkeypatch.setattr(Kernels, "run", run)
    monkeypatch.setattr(Kernels, "again", lambda _self, name: (3,) if name.startswith("10") else ())
    return asked


class TestRunning:
    """With kernels that run nothing."""

    def test_all_are_run_and_written_and_the_project_stays_as_it_is(self, project, tmp_path, faked):
        before = everything_in(project)
        seen = []
        made = run_notebooks(
            project, tmp_path / "a" / "out", parameters={"who": "Kari"}, progress=lambda x: seen.extend(x) or x
        )
        assert faked == [("10_all.ipynb", {"who": "Kari"}), ("20_stops.ipynb", {}), ("30_short.ipynb", {"who": "Kari"})]
        assert [path.name for path in sorted((tmp_path / "a" / "out").iterdir())] == [name for name, _ in faked]
        assert everything_in(project) == before
        assert len(seen) == 3
        assert [(one.name, one.differs, one.ok) for one in made.outcomes][:2] == [
            ("10_all.ipynb", (3,), False),
            ("20_stops.ipynb", (), True),
        ]
        # The second one has the words in its code.
        assert made.outcomes[1].removed == 1

    def test_some_are_chosen_by_name(self, project, tmp_path, faked):
        run_notebooks(project, tmp_path / "out", names=["30_short", "10_all.ipynb"])
        assert [name for name, _ in faked] == ["10_all.ipynb", "30_short.ipynb"]

    def test_a_name_that_is_not_there_is_refused(self, project, tmp_path):
        with pytest.raises(UnknownIdError, match="«99»") as caught:
            run_notebooks(project, tmp_path / "out", names=["99"])
        assert "10_all.ipynb" in caught.value.hint

    def test_a_folder_without_notebooks_is_refused(self, tmp_path):
        with pytest.raises(MaterialError, match="no notebooks"):
            run_notebooks(tmp_path, tmp_path / "out")

    def test_an_empty_folder_gives_an_empty_result(self, tmp_path):
        (tmp_path / "notebooks").mkdir()
        made = run_notebooks(tmp_path, tmp_path / "out", corpus=CORPUS)
        assert (made.outcomes, made.ok) == ((), True)

    def test_the_notebooks_themselves_are_not_written_over(self, project):
        with pytest.raises(WriteError, match="themselves"):
            run_notebooks(project, project / "corpus" / ".." / "notebooks")

    @pytest.mark.parametrize(
        "content", ["", "{}", "[]", '{"nbformat": 3, "worksheets": []}', '{"nbformat": 4, "cells": [1]}']
    )
    def test_what_is_no_notebook_is_refused(self, project, tmp_path, content):
        (project / "notebooks" / "30_short.ipynb").write_text(content, encoding="utf-8")
        with pytest.raises(ReadError, match=r"30_short\.ipynb"):
            run_notebooks(project, tmp_path / "out")

    def test_a_package_that_is_missing_is_named(self, project, tmp_path, monkeypatch):
        def missing(name):
            raise MissingPackageError(name)

        monkeypatch.setattr(execution, "require", missing)
        with pytest.raises(MissingPackageError, match="papermill"):
            run_notebooks(project, tmp_path / "out")
        assert not (tmp_path / "out").exists()


def test_the_result_is_a_table():
    made = NotebookRun((NotebookOutcome("a.ipynb", 3, 1.25, (2, 4), 1), NotebookOutcome("b.ipynb", 1, 0.5)))
    assert list(made.rows()) == [("a.ipynb", 3, 1.25, False, "2 4", 1), ("b.ipynb", 1, 0.5, True, "", 0)]
    assert [row[3] for row in made.text_rows()] == ["not cell 2, 4", "yes"]
    assert made.caption == "2 notebooks were run. 1 gives something else the second time."
    assert len(made.headings) == len(next(made.text_rows()))


@pytest.mark.full
class TestKernels:
    """With true kernels."""

    def test_a_notebook_is_run_checked_and_stripped(self, project, tmp_path):
        before = everything_in(project)
        runs = []
        for name in ("one", "two"):
            made = run_notebooks(project, tmp_path / name, names=["10_all"], parameters={"who": "Kari"})
            runs.append(json.loads((tmp_path / name / "10_all.ipynb").read_text(encoding="utf-8")))
        assert everything_in(project) == before
        cells = runs[0]["cells"]
        assert [cell["metadata"].get("tags") for cell in cells][1:3] == [["parameters"], ["injected-parameters"]]
        assert "".join(cells[3]["outputs"][0]["text"]) == "Kari en PROJECT/notebooks\n"
        assert "taken out here" in cells[4]["outputs"][0]["data"]["text/plain"][0]
        # The time of day differs; where it is said that it may, that is no matter.
        assert made.outcomes[0].differs == (5,)
        assert made.outcomes[0].removed == 1
        for run in runs:
            for cell in run["cells"][5:]:
                cell["outputs"] = []
        assert runs[0] == runs[1]

    def test_a_notebook_that_stops_is_named_without_its_words(self, project, tmp_path):
        with pytest.raises(DataError, match=r"20_stops\.ipynb: The notebook stops in cell 2 \(ValueError\)") as caught:
            run_notebooks(project, tmp_path / "out", names=["20_stops", "30_short"])
        assert "nøkl" not in str(caught.value)
        assert not (tmp_path / "out").exists()
