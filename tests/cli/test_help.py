"""Help in three languages, and what is said when a command is not understood."""

import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import typer

from fou_toolkit._i18n import LANGUAGES, set_language, t
from fou_toolkit.cli.app import TYPER_WORDS, build_app

COMMANDS = {
    (): "From raw transcripts to coded text, with evidence for every coding. Nothing leaves this machine.",
    ("demo",): "Code the shipped, constructed corpus and show what comes out.",
    ("new",): "Make a project folder that runs at once.",
    ("read",): "Read the texts of a folder and show the receipt.",
    ("code",): "Let the cues of a codebook propose codings.",
    ("doctor",): "Look at versions, encodings and rights, and say what is missing.",
    ("codebook",): "Look at a codebook and its cues; change that of a project.",
    ("codebook", "check"): "Find errors in a codebook, with line and column.",
    ("codebook", "show"): "Print a codebook or one code.",
    ("codebook", "preview"): "Show every word form that the cues catch.",
    ("codebook", "cues"): "Show for each cue how often it fires, and how often a reader agrees.",
    ("evaluate",): "Hold suggestions against what readers found.",
    ("agreement",): "Tell how far coders agree, and where they do not.",
    ("take-in",): "Take texts, codebooks and codings into the project.",
    ("decide",): "Store what you decided about suggestions.",
    ("codings",): "List codings with their ids.",
    ("remove",): "Take codings away.",
    ("memo",): "Write, change or remove a memo.",
    ("memos",): "List memos with their ids.",
    ("orphans",): "List codings whose passage no longer stands in their text.",
    ("place",): "Put a coding without a place where it belongs.",
    ("recode",): "List codings whose code is gone, or give them another.",
    ("undo",): "Take back your own last acts.",
    ("redo",): "Do again what you took back.",
    ("history",): "Show what was done, by whom and when.",
    ("merge",): "Bring in what was done in another copy.",
    ("conflicts",): "List what two copies did differently.",
    ("settle",): "Settle a conflict.",
    ("consent",): "Record a consent, or list them.",
    ("mention",): "Note that a child or somebody else is spoken of, or list the notes.",
    ("withdraw",): "Erase everything that somebody who leaves has said.",
    ("appendix",): "Write the publication appendix, and a page of results to give back.",
    ("notebooks",): "Run the notebooks of a project for publication.",
    ("notebooks", "run"): "Run them in clean kernels, run them again, and strip them of words of the material.",
    ("export",): "Write the codings for another program.",
    ("verify",): "Prove that nothing was changed behind the project's back.",
    ("backup",): "Write the whole project into one file.",
    ("snapshots",): "List the snapshots that were kept.",
    ("restore",): "Go back to a snapshot; the damaged database is kept aside.",
    ("codebook", "retire"): "Take a code of a project out of use.",
    ("codebook", "merge"): "Put a code of a project into another one.",
    ("codebook", "move"): "Put a code of a project under another theme.",
    ("codebook", "rename"): "Give a code of a project another name or id.",
    ("codebook", "history"): "Show what was done to the codebook of a project.",
}
GROUPS = frozenset({(), ("codebook",), ("notebooks",)})
WITHOUT_ARGUMENTS = frozenset("demo codings memos orphans undo redo conflicts verify snapshots".split())
ALL_HELP = """
import sys
from fou_toolkit.cli import main
for command in sys.argv[2:]:
    try:
        main(["--lang", sys.argv[1], *command.split(), "--help"])
    except SystemExit as left:
        print("LEFT", left.code)
"""


def walk(command, path=()):
    yield path, command
    for name, sub in getattr(command, "commands", {}).items():
        yield from walk(sub, (*path, name))


def test_these_are_the_commands():
    assert {path for path, _ in walk(typer.main.get_command(build_app()))} == set(COMMANDS)


def test_the_command_of_the_package_is_main():
    project = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    module, _, name = project["project"]["scripts"]["fou"].partition(":")
    assert callable(getattr(import_module(module), name))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_explains_itself_on_the_first_run_of_a_process(process, language):
    """Typer and the options read the language when they are imported, so each language needs a process."""
    run = process("-c", ALL_HELP, language, *map(" ".join, COMMANDS), TERMINAL_WIDTH="300", COLUMNS="300")
    pages = run.out.split("LEFT")
    assert [page.split()[0] for page in pages[1:]] == ["0"] * len(COMMANDS), run.err
    set_language(language)
    for path, page in zip(COMMANDS, pages, strict=False):
        assert f"{t('Usage: ')}{' '.join(('fou', *path))} " in page
        assert t(COMMANDS[path]) in page
        assert t("Options") in page
        assert t("Show this help and leave.") in page
        assert (t("Commands") in page) == (path in GROUPS)
        has_none = path in {*GROUPS, ("codebook", "history")} or path[0] in WITHOUT_ARGUMENTS
        assert (t("Arguments") in page) != has_none, path
    assert t("Language of all messages: nb, nn or en.") in pages[0]
    assert t("Write all suggestions: .csv, .xlsx, .parquet or .json.") in pages[list(COMMANDS).index(("code",))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_is_no_error_and_says_what_the_command_does(fou, path, language):
    run = fou("--lang", language, *path, "--help")
    assert (run.code, run.err) == (0, "")
    assert t(COMMANDS[path])[:30] in " ".join(run.out.replace("│", " ").split())


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_option_has_a_help_text(path):
    command = dict(walk(typer.main.get_command(build_app())))[path]
    assert [one.name for one in command.params if not getattr(one, "help", None)] == []


def test_there_are_no_options_that_install_something():
    """Completion writes into a person's shell settings."""
    names = {
        name for _, command in walk(typer.main.get_command(build_app())) for one in command.params for name in one.opts
    }
    assert "--install-completion" not in names


@pytest.mark.parametrize("arguments", [(), ("codebook",)], ids=["fou", "fou codebook"])
def test_without_a_command_the_help_is_shown(fou, arguments):
    run = fou(*arguments)
    assert run.code == 2
    assert t(COMMANDS[arguments])[:30] in " ".join(run.said.replace("│", " ").split())


def placeholder(name, *path):
    """Give the name of an argument in the help; it has the language in which the command was imported."""
    command = dict(walk(typer.main.get_command(build_app())))[path]
    return next(one.metavar for one in command.params if one.name == name)


WRONG = {
    ("raad",): lambda: t("No such command {name!r}.", name="raad") + " " + t("Is it «{name}»?", name="read"),
    ("zzz",): lambda: t("No such command {name!r}.", name="zzz"),
    ("codebook", "shwo"): lambda: t("No such command {name!r}.", name="shwo") + " " + t("Is it «{name}»?", name="show"),
    ("read", "--nope", "a"): lambda: t("There is no option {name}.", name="--nope"),
    ("--nope",): lambda: t("There is no option {name}.", name="--nope"),
    ("demo", "-x"): lambda: t("There is no option {name}.", name="-x"),
    ("read",): lambda: t("{name} is missing.", name=placeholder("folder", "read")),
    ("new",): lambda: t("{name} is missing.", name=placeholder("folder", "new")),
    ("codebook", "check"): lambda: t("{name} is missing.", name=placeholder("file", "codebook", "check")),
    ("codebook", "preview", "bok.yaml"): lambda: t(
        "{name} is missing.", name=f"--corpus {placeholder('corpus', 'codebook', 'preview')}"
    ),
    ("code", "a", "-o"): lambda: t("A value is missing behind {name}.", name="-o"),
    ("code", "a", "--codebook"): lambda: t("A value is missing behind {name}.", name="--codebook"),
    ("read", "a", "b", "c"): lambda: t("This is too much: {names}", names="b c"),
    ("doctor", "a", "b"): lambda: t("This is too much: {names}", names="b"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_what_was_not_understood_is_said_in_the_language_of_the_person(fou, arguments, language):
    run = fou(*arguments, "--lang", language)
    assert run.code == 2
    assert run.out == ""
    assert run.err.startswith(f"{t('Error')}: {WRONG[arguments]()}\n")
    group = "fou codebook" if arguments[0] == "codebook" and arguments[1] == "shwo" else "fou"
    assert t("See {command} --help", command=group)[:8] in run.err


def test_the_advice_names_the_command_that_was_meant(fou):
    assert t("See {command} --help", command="fou codebook preview") in fou("codebook", "preview", "x").err


def test_brackets_and_colons_in_what_was_typed_are_shown_as_they_are(fou):
    assert "[red]" in fou("[red]").err
    assert ":smile:" in fou("doctor", "a", ":smile:").err


def test_typers_words_are_ours():
    """If typer changes a text, it is shown in English; this tells which one to add."""
    source = "".join(
        Path(typer.__file__).with_name(name).read_text(encoding="utf-8") for name in ("core.py", "rich_utils.py")
    )
    assert [text for text in TYPER_WORDS if text not in source] == []


def test_an_interrupted_command_says_that_nothing_is_half_written(fou, monkeypatch, tmp_path):
    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr("fou_toolkit.cli.read.ProjectFolder", interrupted)
    run = fou("read", tmp_path)
    assert run.code == 130
    assert t("Interrupted; nothing half-written is left behind.") in run.err
