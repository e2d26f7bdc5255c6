"""`00_ReadMe.txt` in the form that DataverseNO asks for: plain UTF-8 text, for people who know nothing of the study.

It is written in English, since archives ask for it; the title is in the language of the study.
"""

import math
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from fou_toolkit._sheets import printable
from fou_toolkit.analysis.counted import toolkit_version
from fou_toolkit.appendix.package.about import About
from fou_toolkit.appendix.package.entry import Entry
from fou_toolkit.appendix.package.environment import python_version
from fou_toolkit.tables.cells import Cell

__all__ = ["README", "readme_entry"]

README: Final = "00_ReadMe.txt"
_WIDTH: Final = 100
_LANGUAGES: Final = {"nb": "Norwegian Bokmål", "nn": "Norwegian Nynorsk", "en": "English"}


def readme_entry(about: About, entries: Sequence[Entry]) -> Entry:
    """Give the ReadMe.

    Args:
        about: What is known of the study.
        entries: The other files, in the order in which they are listed; the ReadMe lists itself, too.
    """
    parts = [
        _heading("GENERAL INFORMATION", _general(about)),
        _heading("SHARING AND ACCESS", _access(about)),
        _heading("DATA AND FILE OVERVIEW", _overview(entries)),
        _heading("METHODOLOGICAL INFORMATION", _methods(about)),
        *(_heading(f"DATA-SPECIFIC INFORMATION: {one.name}", _specific(one)) for one in entries if one.table),
    ]
    text = "\n\n".join("\n".join(part) for part in parts) + "\n"
    return Entry(README, printable(text).encode(), "ReadMe", "What is in this package and how to read it. Begin here.")


def _blank(what: str) -> str:
    return f"[to be filled in: {what}]"


def _heading(title: str, lines: Iterable[str]) -> list[str]:
    return [title, "-" * min(len(title), _WIDTH), *lines]


def _wrapped(text: str, indent: str = "") -> list[str]:
    clean = " ".join(printable(text).split())
    return textwrap.wrap(
        clean, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _field(name: str, value: str) -> list[str]:
    return textwrap.wrap(
        f"{name}: {value}", _WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )


def _general(about: About) -> Iterator[str]:
    yield from _field("Title", about.title)
    yield from _field("Language of titles and tables", _LANGUAGES.get(about.language, about.language))
    yield from _field("DOI", "left out for blind review" if about.blind else about.doi or _blank("DOI"))
    yield from _people(about)
    yield from _field("Date of the material", about.day or _blank("date"))
    yield from _field("Period in which the texts were made", _period(about))
    yield from _field(
        "Place where the material was collected", _blank("region or country; no site that tells who spoke")
    )
    yield from _field("Keywords", ", ".join(about.keywords) or _blank("keywords"))
    yield ""
    yield from _wrapped(about.description)


def _period(about: About) -> str:
    facts = about.facts
    if not facts.first:
        return _blank("from and to")
    return facts.first if facts.first == facts.last else f"{facts.first} to {facts.last}"


def _people(about: About) -> Iterator[str]:
    if about.blind:
        yield "Authors and contact: left out for blind review"
        return
    for number, author in enumerate(about.authors, 1):
        said = [author.name, author.affiliation or _blank("institution")]
        said += [f"ORCID {author.orcid}"] if author.orcid else []
        yield from _field(f"Author {number}", " ".join(printable("; ".join(said)).split()))
    if not about.authors:
        yield from _field("Authors", _blank("names, institutions, ORCID"))
    yield from _field("Contact", about.contact or _blank("name and e-mail address"))
    yield from _field("Funding", about.funder or _blank("who paid, and the number of the grant; or «none»"))
    yield from _field("Publisher", about.publisher or _blank("the archive"))


def _access(about: About) -> Iterator[str]:
    yield from _field("Licence", about.licence or _blank("licence"))
    yield from _wrapped(
        "Consent: passages, and the words of participants, are in this package only where everybody who speaks in them"
        " agreed to reuse, and words only where they agreed to quotation besides. Numbers from fewer than"
        f" {about.facts.smallest} people are not shown."
    )
    yield from _wrapped(
        "The material is pseudonymised, not anonymous: those who know the people could recognise them. Do not try to"
        " find out who somebody is, and do not join these data with others for that."
    )
    if about.metadata_only:
        yield from _wrapped(
            "This is the variant without texts: it holds no passages, no extracts, no quotations and no formats of the"
            " appendix, since they hold quotations."
        )
    yield from _field("Full texts", "not in this package. " + _blank("whether and how others can get access"))
    yield from _field("Related publications", f"https://doi.org/{about.doi}" if about.doi else _blank("the article"))
    yield from _field("How to cite", "see CITATION.cff")


def _overview(entries: Sequence[Entry]) -> Iterator[str]:
    yield from _wrapped(
        "Names of files have at most 25 signs and only ASCII letters. Tables are CSV: UTF-8 with a byte order mark, a"
        " comma between cells, a point as decimal sign, headings in the first row, one table a file."
    )
    yield from _wrapped(
        "A text in a CSV file that begins with =, +, -, @, a tab or a return and is no number has an apostrophe (') in"
        " front, so that no program runs it as a formula. Such a text that has apostrophes in front already gets one"
        " more: take one away to get the text as it was. Workbook (.xlsx) and YAML have no such apostrophe."
    )
    yield ""
    folder = None
    for entry in sorted(entries, key=lambda one: (one.folder, one.name)):
        if entry.folder != folder:
            folder = entry.folder
            yield f"{folder or 'Main folder'}{'/' if folder else ''}"
        yield f"  {entry.name}"
        title = "" if entry.title.rstrip(".") in entry.description else f"{entry.title}. "
        yield from _wrapped(f"{title}{entry.description}", " " * 6)
    yield ""
    yield from _wrapped(
        "Check that nothing was changed: «sha256sum -c checksums.sha256» in this folder. The two files that begin with"
        " «ro-crate» describe the package for programs (RO-Crate 1.2); they hold the same digests, and are themselves"
        " not in the list."
    )


def _methods(about: About) -> Iterator[str]:
    facts = about.facts
    yield from _field("How the material was collected", _blank("interviews, logs, minutes; by whom, how, when"))
    yield from _field(
        "Material", f"{facts.texts} texts with {facts.words} words; languages: {_spoken(facts.languages)}"
    )
    kinds = ((facts.persons, "person", "people"), (facts.models, "language model", "language models"))
    coders = " and ".join(f"{n} {one if n == 1 else many}" for n, one, many in kinds if n) or "rules alone"
    yield from _field(
        "How it was coded",
        f"{facts.codings} codings with {facts.codes} codes are counted, made by {coders}. A reading by a language"
        " model is no human coding. What rules propose is not counted unless the table says so."
        if facts.codings
        else "nothing has been coded yet",
    )
    if about.cleaned:
        yield from _field(
            "Names", "words that name people or places were cut from texts; the log of the project says so"
        )
    yield from _field("What codes mean", "see the folder codebook")
    yield from _field(
        "Small numbers", f"a number from fewer than {facts.smallest} people is hidden, and what would give it away, too"
    )
    yield from _field(
        "Software", f"fou_toolkit {toolkit_version()} on Python {python_version()}; all versions: constraints.txt"
    )
    yield from _field("How the quality was checked", _blank("agreement, talk about disagreements, participants"))


def _spoken(languages: Iterable[str]) -> str:
    return ", ".join(_LANGUAGES.get(one, one) for one in languages) or "not known"


def _specific(entry: Entry) -> Iterator[str]:
    table = entry.table
    if table is None:
        return
    yield from _field("Content", " ".join(printable(entry.title).split()))
    yield f"Number of variables: {len(table.headings)}"
    yield f"Number of rows: {len(table)}"
    yield "Missing values: an empty cell"
    yield "Variables:"
    known = dict(entry.variables)
    for place, heading in enumerate(table.headings):
        cells = [row[place] for row in table.cells]
        said = "; ".join(filter(None, [known.get(heading, ""), _kind(cells), _missing(cells)]))
        yield from _wrapped(f"{heading or f'column {place + 1}'}: {said}", "  ")
    if not entry.variables:
        yield from _wrapped("What the table counts and how stands in tables/tables.txt.")


def _kind(cells: Sequence[Cell]) -> str:
    if all(not isinstance(cell, str) or not cell for cell in cells):
        return "number"
    return "text" if all(isinstance(cell, str) for cell in cells) else "text or number"


def _missing(cells: Sequence[Cell]) -> str:
    empty = sum(cell == "" or (isinstance(cell, float) and math.isnan(cell)) for cell in cells)
    return f"{empty} empty" if empty else ""
