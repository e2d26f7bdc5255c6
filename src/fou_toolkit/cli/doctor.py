"""`fou doctor`: what is here, what is missing, how to get it."""

import locale
import platform
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import typer

from fou_toolkit._files import reason_of
from fou_toolkit._i18n import current_language, t
from fou_toolkit.cli.answers import answer, show, talking
from fou_toolkit.cli.console import print_table
from fou_toolkit.cli.opened import JSON
from fou_toolkit.errors import FouError
from fou_toolkit.workspace import example_material
from fou_toolkit.workspace.keeping.checks import look_at

__all__ = ["doctor"]

_PACKAGES: Final = (
    *("babel", "jsonschema", "jupyterlab", "matplotlib", "networkx", "nltk", "numpy", "openpyxl", "pandas"),
    *("platformdirs", "pyarrow", "python-docx", "rich", "ruamel.yaml", "scipy", "simplemma", "spacy", "tqdm", "typer"),
)


def doctor(
    folder: Path | None = typer.Argument(None, metavar=t("[FOLDER]"), help=t("A project to look at, too.")),
    as_json: bool = JSON(),
) -> None:
    """Look at versions, encodings and rights, and at a project, and say what is missing."""
    if folder is not None:
        found = look_at(folder)
        show(found, talking(as_json=as_json), ok=found.ok)
        if not found.ok:
            raise typer.Exit(1)
        return
    rows = [_python(), _encoding(), _language(), _writable(Path.cwd()), _material(), _lexicon()]
    rows += [_package(name) for name in _PACKAGES]
    _show(rows, as_json=as_json)
    if not all(good for good, *_ in rows):
        raise typer.Exit(1)


_Check = tuple[bool, str, str, str]


def _show(rows: list[_Check], *, as_json: bool) -> None:
    if as_json:
        found = [dict(zip(("ok", "what", "found", "advice"), row, strict=True)) for row in rows]
        answer({"caption": "", "rows": found, "notes": (), "ok": all(good for good, *_ in rows)})
        return
    shown = [(t("ok") if good else t("MISSING"), what, found, advice) for good, what, found, advice in rows]
    print_table((t("state"), t("what"), t("found"), t("what to do")), shown)


def _python() -> _Check:
    return True, "Python", f"{platform.python_version()} · {platform.system()}", ""


def _encoding() -> _Check:
    found = f"{sys.stdout.encoding} · {locale.getpreferredencoding(do_setlocale=False)}"
    good = "utf" in (sys.stdout.encoding or "").lower()
    return (
        good,
        t("encoding of the terminal"),
        found,
        "" if good else t("Set PYTHONUTF8=1, so that æ, ø and å come out right."),
    )


def _language() -> _Check:
    return True, t("Language"), current_language(), ""


def _writable(folder: Path) -> _Check:
    try:
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
    except OSError as error:
        return (
            False,
            t("this folder can be written to"),
            str(reason_of(error)),
            t("Go to a folder of your own."),
        )
    return True, t("this folder can be written to"), t("yes"), ""


def _material() -> _Check:
    try:
        example_material()
    except FouError as error:
        return False, t("example material"), t("no"), error.hint
    return True, t("example material"), t("yes"), ""


def _lexicon() -> _Check:
    from fou_toolkit.text import lemma_of  # noqa: PLC0415 - loads the dictionaries

    try:
        lemma = lemma_of("barnehagane", "nn")
    except ImportError:
        lemma = t("no")
    good = lemma == "barnehage"
    return good, t("dictionaries nb, nn"), f"barnehagane → {lemma}", "" if good else "pip install simplemma"


def _package(name: str) -> _Check:
    try:
        return True, name, version(name), ""
    except PackageNotFoundError:
        return False, name, t("no"), f"pip install {name}"
