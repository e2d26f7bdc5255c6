"""The proof of a blind edition: every byte that is published is searched for names, paths, days and marks of makers.

The search is that for traces of people who left (`find_traces`), with its spellings and layers.
"""

import getpass
import platform
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from fou_toolkit._i18n import mark, t, tn
from fou_toolkit._tabular import Tabular
from fou_toolkit.appendix.blind import Names
from fou_toolkit.workspace.people.inside_pages import LETTERS
from fou_toolkit.workspace.people.layers import inside
from fou_toolkit.workspace.people.needles import Needle
from fou_toolkit.workspace.people.spellings import BASE64
from fou_toolkit.workspace.people.traces import Trace, Unsearched, find_traces_in
from fou_toolkit.workspace.people.unpacking import Budget
from fou_toolkit.workspace.publishing.pages import pages_of

__all__ = ["BlindFind", "BlindProof", "machine_names", "scan"]

_KINDS: Final = {
    "people": mark("people who took part"),
    "coders": mark("people who coded"),
    "places": mark("places and institutions"),
    "authors": mark("authors and addresses"),
    "private": mark("users, machines and paths"),
    "ids": mark("ids and files of texts"),
    "day": mark("days"),
    "maker": mark("marks of who made a file"),
}
_MONTHS: Final = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_MONTHS_EN: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR: Final = r"(?:19|20)\d\d"
_DAY: Final = re.compile(
    rf"(?<![\w.-])(?:{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)"
    rf"|[0-3]?\d\.\s?(?:{_MONTHS})\s{_YEAR}|[0-3]?\d\s(?:{_MONTHS_EN})\s{_YEAR}"
    rf"|[0-3]?\d\.[01]?\d\.{_YEAR}(?![\d.])|D:{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))",
    re.IGNORECASE,
)
_NO_DAY: Final = re.compile(r"(?:D:)?\d{4}-?01-?01")
"""What programs write where they must write a day and know the year alone, or nothing."""
_MAKERS: Final = {
    "docx creator": r"<dc:creator>\s*[^<\s]",
    "docx lastModifiedBy": r"<cp:lastModifiedBy>\s*[^<\s]",
    "docx company": r"<(?:Company|Manager)>\s*[^<\s]",
    "docx rsid": r"w:rsid\w*=\"",
    "docx comment author": r"w:author=\"[^\"]",
    "PDF Author": r"/Author\s*(?:\((?!\))|<(?!>))",
    "PDF Creator with a path": r"/(?:Creator|Title)\s*\([^)]*(?:/home/|/Users/|:\\\\)",
    "XMP creator": r"<dc:creator>\s*<rdf:Seq>\s*<rdf:li[^>]*>\s*[^<\s]",
    "HTML author": r"<meta[^>]+name=[\"']?author[\"']?[^>]+content=[\"'][^\"']",
    "LaTeX author": r"(?:\\author\{|pdfauthor=\{)\s*[^}\s]",
    "notebook papermill": r"\"(?:input_path|output_path)\":\s*\"[^\"]",
    "notebook user": r"\"display_name\":\s*\"(?!Python 3)[^\"]",
    "path of a machine": r"(?<![\w/.:])/(?:home|Users)/\w|[A-Z]:\\{1,2}Users\\",
}
_MARKS: Final = {name: re.compile(pattern) for name, pattern in _MAKERS.items()}
_PNG_MARK: Final = re.compile(r"\A(?:Author|Software|Creation Time|Source)\0")
_DEPTH: Final = 4
_SHORTEST_CODER: Final = 3
_WORDS_OF_FORMATS: Final = frozenset({"root", "user", "main", "data", "page", "type", "title", "name", "code", "text"})
_SHORTEST_IN_BASE64: Final = 5
"""Four letters of base64 say three of a name by chance in every large picture; what is unpacked is searched anyway."""


@dataclass(frozen=True, slots=True)
class BlindFind:
    """Something that must not be in a blind edition, and is. Shown without it.

    Args:
        file: Name of the file.
        where: `name`, `bytes`, or the members that lead to it.
        kind: One of the kinds that are looked for.
        what: What was found: a name, or which mark.
        spelling: How it is spelled.
        offset: The first place.
    """

    file: str = field(repr=False)
    where: str = field(repr=False)
    kind: str
    what: str = field(repr=False)
    spelling: str = ""
    offset: int = 0


@dataclass(frozen=True, repr=False, eq=False)
class BlindProof(Tabular):
    """What a search of a blind edition found.

    Args:
        found: What is left.
        looked_for: Kind and name of everything that was looked for, for the authors only: it lists the names.
        not_searched: What could not be searched.
        files: Names of the files.
        size: Bytes of the files.
    """

    found: tuple[BlindFind, ...]
    looked_for: tuple[tuple[str, str], ...]
    not_searched: tuple[Unsearched, ...]
    files: tuple[str, ...]
    size: int

    @property
    def clean(self) -> bool:
        """Whether nothing was found; see also `not_searched`."""
        return not self.found

    @property
    def counts(self) -> dict[str, int]:
        """How many names, days and marks of each kind were looked for; this tells no name."""
        count = Counter(kind for kind, _ in self.looked_for)
        return {kind: count[kind] for kind in _KINDS}

    @property
    def columns(self) -> tuple[str, ...]:
        """File, member, kind, what, spelling, place."""
        return ("file", "where", "kind", "what", "spelling", "offset")

    def rows(self) -> Iterator[Sequence[object]]:
        """Give what was found."""
        return ((one.file, one.where, one.kind, one.what, one.spelling, one.offset) for one in self.found)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings, in the current language."""
        return (t("File"), t("Inside"), t("Looked for"), t("Found"), t("Spelling"), t("Place"))

    def text_rows(self) -> Iterator[Sequence[object]]:
        """Give the rows in the current language."""
        for one in self.found:
            yield (one.file, one.where, t(_KINDS[one.kind]), one.what, one.spelling, one.offset)

    @property
    def caption(self) -> str:
        """How much was found."""
        if self.clean:
            return t("Nothing was found that tells who made it or who took part.")
        return tn(
            "{n} place tells who made it or who took part.", "{n} places tell who made it or who took part.",
            len(self.found),
        )  # fmt: skip

    @property
    def notes(self) -> tuple[str, ...]:
        """What was looked for, by kind, and what was not searched; without a name."""
        return (
            tn("{n} file was searched.", "{n} files were searched.", len(self.files)),
            *(t("Looked for: {what}: {n}.", what=t(_KINDS[kind]), n=n) for kind, n in self.counts.items()),
            t("What is drawn in pictures cannot be searched."),
            t("Places in small letters, such as «the municipality», are taken for descriptions and not looked for."),
            t("Names of coders that stand in every file, such as «A» and «root», are not looked for."),
            *(
                t(
                    "Not searched: {place}: {reason}.",
                    place=" > ".join(filter(None, (gap.file, gap.where))),
                    reason=gap.reason,
                )
                for gap in self.not_searched
            ),
        )


def machine_names() -> frozenset[str]:
    """Give what this machine would tell of its user: name of user and machine, home folder; short ones are left out."""
    found = {str(Path.home()), platform.node()}
    try:
        found.add(getpass.getuser())
    except (OSError, KeyError):
        found.discard("")
    # «root» and «user» are words of half of all file formats.
    return frozenset(one for one in found if len(one) > len("root") and one.casefold() not in _EVERYWHERE)


_EVERYWHERE: Final = frozenset({"localhost", "runner", "ubuntu", "admin", "administrator", "/root"})


def scan(files: Mapping[str, bytes], names: Names) -> BlindProof:
    """Search a blind edition for what it must not hold.

    Args:
        files: Everything that is published: bytes by name.
        names: From `names_of`, of the material before it was relabelled.
    """
    wanted = tuple(dict.fromkeys(_wanted(names)))
    needles = [_needle(number, kind, name, names) for number, (kind, name) in enumerate(wanted)]
    found: dict[tuple[str, str, str, str], BlindFind] = {}
    gaps: tuple[Unsearched, ...] = ()
    if needles:
        read = {name: said for name, data in files.items() if name.endswith(".pdf") and (said := pages_of(data))}
        pages = {
            _page_name(name, number): page.encode("utf-8", "replace")
            for name, said in read.items()
            for number, page in enumerate(said)
        }
        traces = find_traces_in({**files, **pages}, needles)
        gaps = traces.not_searched
        for trace in traces.found:
            one = _find(trace, wanted)
            if _by_chance(trace, one, read):
                continue
            found.setdefault((one.file, one.where, one.kind, one.what), one)
    for file, data in files.items():
        for where, layer in _layers("", data, Budget(), _DEPTH):
            for one in (*_days(file, where, layer), *_marks(file, where, layer)):
                found.setdefault((one.file, one.where, one.kind, one.what), one)
    size = sum(len(data) for data in files.values())
    looked = (*wanted, ("day", _DAY.pattern), *(("maker", name) for name in (*_MARKS, "PNG text")))
    return BlindProof(tuple(found.values()), looked, gaps, tuple(files), size)


def _wanted(names: Names) -> Iterator[tuple[str, str]]:
    for kind in ("people", "coders", "places", "authors"):
        for name in names.parts(kind):
            if kind == "coders" and _is_word_of_formats(name):
                continue
            yield kind, name
            # Whole words are looked for: the genitive is another one.
            if name[-1].isalpha() and kind != "coders":
                yield kind, f"{name}s"
    yield from (("private", name) for name in sorted(names.private))
    yield from (("ids", name) for name in sorted(names.ids))


def _is_word_of_formats(name: str) -> bool:
    """Tell a name of a coder that stands in every file: «root», «A». Such coders have labels all the same."""
    return len(name) < _SHORTEST_CODER or name.casefold() in _WORDS_OF_FORMATS


def _needle(number: int, kind: str, name: str, names: Names) -> Needle:
    ordinary = kind not in {"private", "ids"} and bool({name.lower(), name.lower().removesuffix("s")} & names.ordinary)
    return Needle(str(number), name, whole=True, exactly=ordinary)


def _find(trace: Trace, wanted: Sequence[tuple[str, str]]) -> BlindFind:
    kind, name = wanted[int(trace.needle)]
    return BlindFind(trace.file, trace.where, kind, name, trace.spelling, trace.offset)


def _by_chance(trace: Trace, found: BlindFind, read: Collection[str]) -> bool:
    """Tell a find that says nothing: three letters in a picture's base64, or on a page read in a wrong typeface."""
    wrong_typeface = trace.where.endswith(LETTERS) and trace.file in read
    return wrong_typeface or (trace.spelling == BASE64 and len(found.what) < _SHORTEST_IN_BASE64)


def _page_name(file: str, number: int) -> str:
    """Give the name of a page of a PDF; the first is what the file says of itself."""
    return f"{file}, {t('page {n}', n=number)}"


def _layers(where: str, data: bytes, budget: Budget, depth: int) -> Iterator[tuple[str, bytes]]:
    yield where or "bytes", data
    if depth:
        for name, inner in inside(data, budget):
            yield from _layers(" > ".join(filter(None, (where, name))), inner, budget, depth - 1)


def _days(file: str, where: str, data: bytes) -> Iterator[BlindFind]:
    text = data.decode("utf-8", "replace")
    for found in _DAY.finditer(text):
        if not _NO_DAY.match(found[0]):
            yield BlindFind(file, where, "day", found[0], "", found.start())


def _marks(file: str, where: str, data: bytes) -> Iterator[BlindFind]:
    text = data.decode("utf-8", "replace")
    for name, pattern in _MARKS.items():
        place = pattern.search(text)
        if place:
            yield BlindFind(file, where, "maker", name, "", place.start())
    if "picture's text" in where and _PNG_MARK.match(text):
        yield BlindFind(file, where, "maker", "PNG text", "", 0)
