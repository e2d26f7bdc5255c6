"""How to rebuild the appendix, and how to follow one number back to what was said."""

from collections.abc import Iterator

from fou_toolkit._i18n import t
from fou_toolkit.appendix.config import PARTS
from fou_toolkit.appendix.document import Bullets, Inline, Link, Paragraph, Section, Words
from fou_toolkit.appendix.edition import Edition

__all__ = ["rebuild"]


def rebuild(edition: Edition) -> Section | None:
    """Say how a reviewer rebuilds every number.

    Args:
        edition: The material and the settings.
    """
    below = (
        Section("rebuild-how", t("With one command"), (Bullets(tuple(_steps()), ordered=True),)),
        Section("rebuild-same", t("What is the same, and where"), (Bullets.of(_same()),)),
        Section("rebuild-differs", t("If something differs"), (Bullets(tuple(_differs(edition))),)),
        Section(
            "rebuild-number", t("From a number back to the words"), (Bullets(tuple(_back(edition)), ordered=True),)
        ),
    )
    intro = t(
        "You need the project folder, the settings (appendix.toml) and the files of this appendix. You need no access"
        " to the internet once the programs are installed, and nothing leaves your machine."
    )
    return Section("rebuild", t(PARTS["rebuild"]), (Paragraph.of(intro),), below)


def _code(text: str) -> Words:
    return Words(text, "code")


def _to(edition: Edition, part: str) -> Inline:
    """Lead to a part, if it is in this appendix."""
    name = t(PARTS[part])
    return Words(name) if part in edition.config.leave_out else Link(name, f"#{part}")


def _steps() -> Iterator[tuple[Inline, ...]]:
    yield (
        Words(t("Install the same versions; «constraints.txt» lies in the appendix package: ")),
        _code('pip install -c constraints.txt "fou-toolkit[appendix]"'),
    )
    yield (
        Words(t("Rebuild and compare; OUT is the folder with this appendix: ")),
        _code("fou appendix -p PROJECT --check OUT"),
    )
    yield (Words(t("The command says of every file whether it is the same, and of every difference what and why.")),)


def _same() -> Iterator[str]:
    yield t("With the same versions, fonts and kind of system: every file is the same, byte for byte.")
    yield t(
        "With other versions, fonts or systems: the numbers, words and order are the same. Pictures and PDF can differ"
        " in their bytes, since fonts are drawn differently."
    )
    yield t("Draws are repeatable: the bootstrap and the choice of quotations have a seed, and it is in the settings.")
    yield t("No time of day, user name or machine is in any file.")


def _differs(edition: Edition) -> Iterator[tuple[Inline, ...]]:
    yield (
        Words(t("Compare the hashes first. If those of texts, codebook or codings differ, the project is another: ")),
        _to(edition, "software"),
        Words("."),
    )
    yield (Words(t("If the versions differ, install those of this appendix, and build again.")),)
    yield (
        Words(t("If only pictures or PDF differ, look at the fonts; the tables in the package hold the same numbers.")),
    )
    yield (
        Words(t("If a number differs with the same hashes and versions, it is a fault. Check the project: ")),
        _code("fou verify"),
        Words(t("; and tell the authors which table, row and column it is.")),
    )


def _back(edition: Edition) -> Iterator[tuple[Inline, ...]]:
    yield (
        Words(
            t(
                "Open the appendix as a page (HTML) and choose a number: the codings behind it are listed, as far as"
                " consent and small groups allow."
            )
        ),
    )
    yield (Words(t("Each one names code, coder, text and line. Quotations have an id besides that stays the same.")),)
    yield (Words(t("In the project, list the codings with their ids and places: ")), _code("fou codings -p PROJECT"))
    yield (Words(t("What the code means, you find here: ")), _to(edition, "codebook"), Words("."))
    yield (
        Words(t("Who decided on it, and how often it was changed, you find here: ")),
        _to(edition, "audit"),
        Words("."),
    )
