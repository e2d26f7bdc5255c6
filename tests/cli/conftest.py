"""Run the command line in this process, in a folder and an environment of its own."""

import gettext
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import fou_toolkit
from fou_toolkit._i18n import set_language
from fou_toolkit.cli import main
from fou_toolkit.workspace import new_project, open_workspace

SOURCE = Path(fou_toolkit.__file__).parents[1]
VARIABLES = ("FOU_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "NO_COLOR", "FORCE_COLOR", "TERM", "FOU_CODER")


@dataclass(frozen=True)
class Run:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything, on one line: tables and messages are wrapped."""
        return " ".join((self.out + " " + self.err).split())


@pytest.fixture(autouse=True)
def of_its_own(monkeypatch, tmp_path_factory):
    """An empty folder, no language, and everything set back afterwards."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    # `choose_language` sets it; monkeypatch takes it away again.
    monkeypatch.setenv("LANGUAGE", "nb")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path_factory.mktemp("her"))
    set_language(None)
    domain = gettext.textdomain()
    yield
    gettext.textdomain(domain)
    set_language(None)


@pytest.fixture
def fou(capsys):
    """Run `fou` with some arguments."""

    def run(*arguments) -> Run:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return Run(left.value.code, printed.out, printed.err)

    return run


@pytest.fixture
def process():
    """Run `python` with some arguments, in a pipe, as a person's machine would."""

    def run(*arguments, **environment) -> Run:
        known = {name: value for name, value in os.environ.items() if name not in VARIABLES}
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            env={**known, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8", **environment},
            capture_output=True,
            check=False,
        )
        coding = environment.get("PYTHONIOENCODING", "utf-8")
        return Run(done.returncode, done.stdout.decode(coding), done.stderr.decode(coding))

    return run


SMALL = """\
codebook: "liten"
version: "1"
title: {nb: "Liten", nn: "Liten", en: "Small"}
unit: "sentence"
codes:
  - id: "T"
    name: {nb: "Tema på øya", nn: "Tema på øya", en: "Theme"}
    brief: {nb: "Om tema.", nn: "Om tema."}
  - id: "T1"
    parent: "T"
    name: {nb: "Tillit [og] tid", nn: "Tillit", en: "Trust"}
    brief: {nb: "Tillit.", nn: "Tillit."}
    use_when: {nb: "Noen stoler på.", nn: "Nokon stoler på."}
    do_not_use_when: {nb: "Ellers (T).", nn: "Elles (T)."}
    cues:
      nb: ["tillit~", "ansvar"]
  - id: "T2"
    parent: "T"
    name: {nb: "Hvem", nn: "Kven", en: "Who"}
    brief: {nb: "Hvem.", nn: "Kven."}
    use_when: {nb: "Noen.", nn: "Nokon."}
    do_not_use_when: {nb: "Ellers (T1).", nn: "Elles (T1)."}
    cues:
      nb: ["{bestemt} .. {før vi}", "det|vi", "hvordan"]
"""


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A new project with a small codebook; tests work on copies."""
    home = new_project(tmp_path_factory.mktemp("mal") / "prosjekt", title="Øya")
    (home / "codebooks" / "partnerskap.yaml").write_text(SMALL, encoding="utf-8")
    settings = (home / "fou.toml").read_text(encoding="utf-8").splitlines(keepends=True)
    # Each test says itself which language it is about.
    (home / "fou.toml").write_text("".join(line for line in settings if "language" not in line), encoding="utf-8")
    return home


@pytest.fixture
def project(template, tmp_path):
    """A project in a folder with blanks and Norwegian letters."""
    home = Path(shutil.copytree(template, tmp_path / "mitt prosjekt på Øya"))
    with open_workspace(home):
        # It is a copy; that has been said now.
        return home


@pytest.fixture(scope="session")
def stored_template(template, tmp_path_factory):
    """A project with a database: codebook and example text are taken in, and its interviewee has agreed."""
    home = Path(shutil.copytree(template, tmp_path_factory.mktemp("lagret") / "prosjekt"))
    with open_workspace(home, coder="kari") as opened:
        opened.take_in_codebook().apply()
        opened.take_in().apply()
    return home


@pytest.fixture
def stored(stored_template, tmp_path, monkeypatch):
    """The folder one is in: a project with a database, its name with a blank, letters and an emoji; kari works."""
    home = Path(shutil.copytree(stored_template, tmp_path / "mitt prøsjekt 🙂"))
    with open_workspace(home, coder="kari"):
        # It is a copy; that has been said now.
        monkeypatch.setenv("FOU_CODER", "kari")
    monkeypatch.setenv("FOU_LANG", "en")
    monkeypatch.chdir(home)
    return home


@pytest.fixture
def as_json(fou):
    """Run `fou` with --json; nothing but JSON may stand in its standard output."""

    def run(*arguments):
        done = fou(*arguments, "--json")
        assert done.code == 0, done.said
        return json.loads(done.out)

    return run


@pytest.fixture
def coding(stored):
    """Id of the one coding of kari."""
    with open_workspace(stored, coder="kari") as opened:
        return opened.code("eksempel", "tilliten har vokst", "T1")


@pytest.fixture
def says(monkeypatch):
    """Somebody sits at the terminal and answers."""

    def answer(word):
        def read(*_):
            if isinstance(word, type):
                raise word
            return word

        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", read)

    return answer
