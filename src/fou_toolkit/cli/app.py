"""The commands, put together; usage errors and help in the person's language."""

from difflib import get_close_matches
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from fou_toolkit._i18n import mark, t
from fou_toolkit.cli import agreement, code, codebook, demo, doctor, evaluate, new, read
from fou_toolkit.cli.console import err, print_error
from fou_toolkit.errors import FouError

__all__ = ["build_app", "run"]

# Typer carries its own copy of click and exports only some of its errors; this is their common base.
_CommandError: Final[type[Exception]] = next(
    base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException"
)
_INTERRUPTED: Final = 130
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
    for name, command, text in (
        ("demo", demo.demo, t("Code the shipped, constructed corpus and show what comes out.")),
        ("new", new.new, t("Make a project folder that runs at once.")),
        ("read", read.read, t("Read the texts of a folder and show the receipt.")),
        ("code", code.code, t("Let the cues of a codebook propose codings.")),
        ("evaluate", evaluate.evaluate, t("Hold suggestions against what readers found.")),
        ("agreement", agreement.agreement, t("Tell how far coders agree, and where they do not.")),
        ("doctor", doctor.doctor, t("Look at versions, encodings and rights, and say what is missing.")),
    ):
        app.command(name, help=text, cls=TranslatedCommand, options_metavar=options)(command)
    books = typer.Typer(
        cls=TranslatedGroup,
        options_metavar=options,
        subcommand_metavar=commands,
        help=t("Look at a codebook and its cues."),
        no_args_is_help=True,
    )
    for name, command, text in (
        ("check", codebook.check, t("Find errors in a codebook, with line and column.")),
        ("show", codebook.show, t("Print a codebook or one code.")),
        ("preview", codebook.preview, t("Show every word form that the cues catch.")),
        ("cues", evaluate.cues, t("Show for each cue how often it fires, and how often a reader agrees.")),
    ):
        books.command(name, help=text, cls=TranslatedCommand, options_metavar=options)(command)
    app.add_typer(books, name="codebook")
    return app


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
        result = command.main(args=arguments, prog_name="fou", standalone_mode=False)
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
    if message.startswith(_TOO_MUCH):
        return t("This is too much: {names}", names=message.removeprefix(_TOO_MUCH).strip(" ()"))
    return message
