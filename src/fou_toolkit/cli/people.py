"""`fou consent`, `withdraw`, `mention`: what people have agreed to, how they leave, and who is spoken of."""

from pathlib import Path

import typer

from fou_toolkit._i18n import t
from fou_toolkit.cli.answers import carry_out, say, show, talking
from fou_toolkit.cli.opened import CODER, JSON, PROJECT, YES, project_at

__all__ = ["consent", "mention", "withdraw"]


def consent(
    who: str | None = typer.Argument(
        None,
        metavar=t("[WHO]"),
        help=t("A pseudonym, the id of a text in which nobody is known to speak, or the id of a mention."),
    ),
    basis: str = typer.Option("", "--basis", metavar=t("TEXT"), help=t("What it rests on, such as: signed form.")),
    date: str = typer.Option("", "--date", metavar=t("DATE"), help=t("When it was given: 2024-04-17 or 17.4.2024.")),
    scope: list[str] = typer.Option(
        ["analysis"],
        "--scope",
        metavar=t("WHAT"),
        help=t("analysis, quotation, reuse or co-researchers; several times."),
    ),
    note: str = typer.Option("", "--note", metavar=t("TEXT"), help=t("What else there is to say.")),
    project: Path = PROJECT(),
    coder: str = CODER(),
    as_json: bool = JSON(),
) -> None:
    """Record a consent, or list them."""
    if who is not None and not basis:
        raise typer.BadParameter(t("Say what the consent rests on: --basis"))
    if who is None and (basis or date or note):
        raise typer.BadParameter(t("Say whose consent it is."))
    with project_at(project, coder) as opened:
        if who is not None:
            opened.consent(who, basis=basis, date=date, scope=tuple(scope), note=note)
        show(opened.consents(), talking(as_json=as_json))


def withdraw(
    who: str = typer.Argument(
        metavar=t("WHO"), help=t("The pseudonym; or the id of a text in which nobody is known to speak.")
    ),
    quotation: bool = typer.Option(False, "--quotation", help=t("Only: is not to be quoted any more.")),
    keep_mentions: bool = typer.Option(
        False, "--keep-mentions", help=t("Leave the pseudonym where others speak of the person.")
    ),
    also: list[Path] = typer.Option(
        [], "--also", metavar=t("FILE"), help=t("A file of yours in the folder that is to go, too; several times.")
    ),
    project: Path = PROJECT(),
    coder: str = CODER(),
    yes: bool = YES(),
    as_json: bool = JSON(),
) -> None:
    """Erase everything that somebody who leaves has said."""
    talk = talking(as_json=as_json, yes=yes)
    with project_at(project, coder) as opened:
        scope = "quotation" if quotation else "all"
        plan = opened.withdraw(who, scope=scope, keep_mentions=keep_mentions, also=also)
        question = t("Not to be quoted any more?") if quotation else t("This cannot be undone. Erase it?")
        done = carry_out(plan, talk, question=question, grouped=True)
        if done is not None and not as_json:
            show(done, talk)


def mention(
    source: str | None = typer.Argument(None, metavar=t("[TEXT]"), help=t("Id of the text.")),
    words: str = typer.Argument("", metavar=t("[WORDS]"), help=t("Words that stand once in the text.")),
    who: str = typer.Option("third person", "--who", metavar=t("WHAT"), help=t("child, third person or colleague.")),
    label: str = typer.Option("", "--label", metavar=t("TEXT"), help=t("What it is called; no name: child A.")),
    remove: str = typer.Option("", "--remove", metavar="ID", help=t("Take the note away; the text stays.")),
    erase: str = typer.Option("", "--erase", metavar="ID", help=t("Erase the passage from the text.")),
    project: Path = PROJECT(),
    coder: str = CODER(),
    yes: bool = YES(),
    as_json: bool = JSON(),
) -> None:
    """Note that a child or somebody else is spoken of, or list the notes."""
    talk = talking(as_json=as_json, yes=yes)
    if source is not None and not words:
        raise typer.BadParameter(t("Say which words of the text it is about."))
    if (source is not None) + bool(remove) + bool(erase) > 1:
        raise typer.BadParameter(t("One thing at a time."))
    with project_at(project, coder) as opened:
        if erase:
            done = carry_out(
                opened.erase_mention(erase), talk, question=t("This cannot be undone. Erase it?"), grouped=True
            )
            if done is not None and not as_json:
                show(done, talk)
            return
        if remove:
            opened.remove_mention(remove)
            say(talk, t("The note is taken away; fou undo brings it back."), done=True)
            return
        if source is not None:
            opened.mention(source, words, who=who, label=label)
        show(opened.mentions(), talk)
