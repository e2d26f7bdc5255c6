"""The commands, put together; usage errors and help in the person's language."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from fou_toolkit._i18n import mark, t
from fou_toolkit.cli import (
    acts,
    agreement,
    appendix,
    books,
    code,
    codebook,
    demo,
    doctor,
    evaluate,
    keeping,
    merging,
    new,
    notebooks,
    people,
    read,
    taking_in,
    waiting,
    writing,
)
from fou_toolkit.cli.console import err, print_error
from fou_toolkit.errors import FouError

__all__ = ["build_app", "run"]

# Typer carries its own copy of click and exports only some of its errors; this is their common base.
_CommandError: Final[type[Exception]] = next(
    base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException"
)
_Command = tuple[str, Callable[..., None], str]
"""Name, what it does, and what help says."""
_INTERRUPTED: Final = 130
_PROJECT: Final = ("-p", "--project")
_TOO_MUCH: Final = "Got unexpected extra argument(s)"
# Typer's own words. They are looked up in our catalogues by gettext, so they have to stand in them.
TYPER_WORDS: Final = (
    mark("Arguments"),
    mark("Options"),
    mark("Commands"),
    mark("Error"),
    mark("Aborted."),
    mark("[default: {}]"),
    mark("[required]"),
    mark("[env var: {}]"),
    mark("(deprecated) "),
    mark("Missing command."),
    mark("No such command {name!r}."),
    mark("Try [blue]'{command_path} {help_option}'[/] for help."),
)


class _Translated:
    """Help that says «Bruk» and not «Usage»."""

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's context has no public type
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = t("Show this help and leave.")
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - same
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=t("Usage: "))


class TranslatedGroup(_Translated, TyperGroup):
    """A group of commands."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - same
        """Find a command; for one that is not there, name the most similar one."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            message = t("No such command {name!r}.", name=args[0])
            similar = get_close_matches(args[0], self.list_commands(ctx), 1)
            ctx.fail(" ".join([message, *(t("Is it «{name}»?", name=name) for name in similar)]))
        return super().resolve_command(ctx, args)


class TranslatedCommand(_Translated, TyperCommand):
    """One command."""


def build_app() -> typer.Typer:
    """Put the commands together in the current language."""
    options, commands = t("[OPTIONS]"), t("COMMAND [ARGS]...")
    app = typer.Typer(
        name="fou",
        cls=TranslatedGroup,
        options_metavar=options,
        subcommand_metavar=commands,
        help=t("From raw transcripts to coded text, with evidence for every coding. Nothing leaves this machine."),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(_common)
    commands_of: tuple[_Command, ...] = (
        ("demo", demo.demo, t("Code the shipped, constructed corpus and show what comes out.")),
        ("new", new.new, t("Make a project folder that runs at once.")),
        ("read", read.read, t("Read the texts of a folder and show the receipt.")),
        ("take-in", taking_in.take_in, t("Take texts, codebooks and codings into the project.")),
        ("code", code.code, t("Let the cues of a codebook propose codings.")),
        ("decide", writing.decide, t("Store what you decided about suggestions.")),
        ("evaluate", evaluate.evaluate, t("Hold suggestions against what readers found.")),
        ("agreement", agreement.agreement, t("Tell how far coders agree, and where they do not.")),
        ("codings", waiting.codings, t("List codings with their ids.")),
        ("remove", writing.remove, t("Take codings away.")),
        ("memo", writing.memo, t("Write, change or remove a memo.")),
        ("memos", waiting.memos, t("List memos with their ids.")),
        ("orphans", waiting.orphans, t("List codings whose passage no longer stands in their text.")),
        ("place", waiting.place, t("Put a coding without a place where it belongs.")),
        ("recode", waiting.recode, t("List codings whose code is gone, or give them another.")),
        ("undo", acts.undo, t("Take back your own last acts.")),
        ("redo", acts.redo, t("Do again what you took back.")),
        ("history", acts.history, t("Show what was done, by whom and when.")),
        ("merge", merging.merge, t("Bring in what was done in another copy.")),
        ("conflicts", merging.conflicts, t("List what two copies did differently.")),
        ("settle", merging.settle, t("Settle a conflict.")),
        ("consent", people.consent, t("Record a consent, or list them.")),
        ("mention", people.mention, t("Note that a child or somebody else is spoken of, or list the notes.")),
        ("withdraw", people.withdraw, t("Erase everything that somebody who leaves has said.")),
        ("appendix", appendix.appendix, t("Write the publication appendix, and a page of results to give back.")),
        ("export", keeping.export, t("Write the codings for another program.")),
        ("verify", acts.verify, t("Prove that nothing was changed behind the project's back.")),
        ("backup", keeping.backup, t("Write the whole project into one file.")),
        ("snapshots", keeping.snapshots, t("List the snapshots that were kept.")),
        ("restore", keeping.restore, t("Go back to a snapshot; the damaged database is kept aside.")),
        ("doctor", doctor.doctor, t("Look at versions, encodings and rights, and say what is missing.")),
    )
    for name, command, text in commands_of:
        app.command(name, help=text, cls=TranslatedCommand, options_metavar=options)(command)
    on_books = typer.Typer(
        cls=TranslatedGroup,
        options_metavar=options,
        subcommand_metavar=commands,
        help=t("Look at a codebook and its cues; change that of a project."),
        no_args_is_help=True,
    )
    commands_on_books: tuple[_Command, ...] = (
        ("check", codebook.check, t("Find errors in a codebook, with line and column.")),
        ("show", codebook.show, t("Print a codebook or one code.")),
        ("preview", codebook.preview, t("Show every word form that the cues catch.")),
        ("cues", evaluate.cues, t("Show for each cue how often it fires, and how often a reader agrees.")),
        ("retire", books.retire, t("Take a code of a project out of use.")),
        ("merge", books.merge, t("Put a code of a project into another one.")),
        ("move", books.move, t("Put a code of a project under another theme.")),
        ("rename", books.rename, t("Give a code of a project another name or id.")),
        ("history", books.history, t("Show what was done to the codebook of a project.")),
    )
    for name, command, text in commands_on_books:
        on_books.command(name, help=text, cls=TranslatedCommand, options_metavar=options)(command)
    app.add_typer(on_books, name="codebook")
    on_notebooks = typer.Typer(
        cls=TranslatedGroup,
        options_metavar=options,
        subcommand_metavar=commands,
        help=t("Run the notebooks of a project for publication."),
        no_args_is_help=True,
    )
    said = t("Run them in clean kernels, run them again, and strip them of words of the material.")
    on_notebooks.command("run", help=said, cls=TranslatedCommand, options_metavar=options)(notebooks.run)
    # With one command alone typer would take its name away.
    on_notebooks.callback()(_nothing)
    app.add_typer(on_notebooks, name="notebooks")
    return app


def _nothing() -> None:
    """Do nothing before a command of a group."""


def _common(
    lang: str | None = typer.Option(
        None, "--lang", metavar="nb|nn|en", help=t("Language of all messages: nb, nn or en.")
    ),
) -> None:
    # A possible language was taken out of the arguments before; what is left is none.
    if lang is not None:
        message = t("There is no catalogue for «{language}». Choose nb, nn or en.", language=lang)
        raise typer.BadParameter(message)


def run(arguments: list[str]) -> int:
    """Run one command and give the exit code."""
    command = typer.main.get_command(build_app())
    try:
        result = command.main(args=_project_behind(arguments), prog_name="fou", standalone_mode=False)
    except FouError as error:
        print_error(error)
        return 1
    except _CommandError as error:
        return _usage_error(error)
    except (KeyboardInterrupt, typer.Abort):
        result = _INTERRUPTED
    if result == _INTERRUPTED:
        # Newer versions of typer catch the interruption themselves and give this number.
        err.print(t("Interrupted; nothing half-written is left behind."))
    return result if isinstance(result, int) else 0


def _project_behind(arguments: list[str]) -> list[str]:
    """Let -p FOLDER stand in front of the command, too.

    >>> _project_behind(["-p", "øya", "history"])
    ['history', '-p', 'øya']
    """
    first = arguments[0] if arguments else ""
    width = 2 if first in _PROJECT else int(first.startswith("--project="))
    if not width or len(arguments) <= width:
        return arguments
    rest = arguments[width:]
    end = rest.index("--") if "--" in rest else len(rest)
    return [*rest[:end], *arguments[:width], *rest[end:]]


def _usage_error(error: Exception) -> int:
    """Explain a command that was not understood."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return 2
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "fou"
    print_error(FouError(_explained(error), hint=t("See {command} --help", command=path)))
    return 2


def _explained(error: Any) -> str:  # noqa: ANN401 - see `_CommandError`
    """Say in the person's language what typer says in English."""
    kind, message = type(error).__name__, str(getattr(error, "message", "") or error)
    if kind == "MissingParameter" and error.param is not None:
        shown = error.param.metavar or error.param.name.upper()
        names = [name for name in error.param.opts if name.startswith("--")]
        return t("{name} is missing.", name=" ".join((*names, shown)))
    if kind == "NoSuchOption":
        return t("There is no option {name}.", name=error.option_name)
    if kind == "BadOptionUsage" and message.endswith("requires an argument."):
        return t("A value is missing behind {name}.", name=error.option_name)
    if "valid integer" in message:
        return t("A number has to be a whole one, such as 3.")
    if message.startswith(_TOO_MUCH):
        return t("This is too much: {names}", names=message.removeprefix(_TOO_MUCH).strip(" ()"))
    return message
