"""From a folder of texts to a corpus, with a receipt."""

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from fou_toolkit._files import reason_of
from fou_toolkit._i18n import Message, t
from fou_toolkit.errors import MaterialError, ReadError
from fou_toolkit.model import Corpus, FileReceipt, Receipt, Source
from fou_toolkit.sources import metadata, participants
from fou_toolkit.sources._csv import Table
from fou_toolkit.sources.build import Draft, make_draft, make_source
from fou_toolkit.sources.formats import READERS
from fou_toolkit.sources.metadata import EXPECTED, Metadata
from fou_toolkit.sources.participants import People
from fou_toolkit.text.marks import DEFAULT_MARKS, MarkTable

__all__ = ["read_corpus", "texts_listed"]

_LEFT_OUT_FOLDERS = frozenset(["codings"])
_LEFT_OUT_STEMS = ("readme", "license", "licence")
_LEFT_OUT_NAMES = frozenset(["unseen.txt"])
_HIDDEN = (".", "~$")
_SHOWN = 10


@dataclass(slots=True)
class _File:
    """What is known about a file while the folder is read."""

    name: str
    path: Path
    draft: Draft | None = None
    source: Source | None = None
    skipped: Message | None = None
    warnings: list[Message] = field(default_factory=list)


def read_corpus(
    folder: str | Path,
    *,
    marks: MarkTable = DEFAULT_MARKS,
    progress: Callable[[list[Path]], Iterable[Path]] | None = None,
    only: str = "",
    below: bool = True,
) -> Corpus:
    """Read all texts of a folder, with `metadata.csv` and `participants.csv` beside them.

    Sub-folders are read, too, in the order of their paths. Left out are hidden files, `README` and `LICENSE`, other
    tables, `unseen.txt` (names of texts kept aside), and the folder `codings`. A file that cannot be read is skipped;
    `corpus.receipt` says why.

    Args:
        folder: The folder.
        marks: What is not speech, and how it is written.
        progress: Wraps the list of files, for instance `tqdm.auto.tqdm`.
        only: Path in the folder, with `/`, of the one file or sub-folder to read; rows about other texts are left
            alone then.
        below: Whether sub-folders are read, too.

    Raises:
        MaterialError: There is no such folder, or no text in it can be read.
    """
    from fou_toolkit.text import detect_languages  # noqa: PLC0415 - the language lists are read when they are needed

    top = Path(folder)
    files, tables = _listing(top, below=below)
    wanted = unicodedata.normalize("NFC", only)
    beside = {file.name for file in files if only and not f"{file.name}/".startswith(f"{wanted}/")}
    files = [file for file in files if file.name not in beside]
    _read(files, progress)
    known = _known(files, tables, beside)
    _make_sources(files, known, marks)
    if not any(file.source for file in files):
        raise _nothing(top / only, files, named=bool(only))
    people = _people(files, tables, beside)
    found = detect_languages(people.sources)
    receipt = _receipt(files, {source.id: source for source in found}, people, known)
    fillers = marks.fillers if marks.fillers != DEFAULT_MARKS.fillers else None
    return Corpus(tuple(found), people.participants, fillers, receipt)


def texts_listed(folder: str | Path) -> dict[str, Path]:
    """Give the files that `read_corpus` would read as texts, by their path in the folder; none where it is not there.

    Args:
        folder: The folder.
    """
    top = Path(folder)
    files = _listing(top, below=True)[0] if top.is_dir() else []
    return {file.name: file.path for file in files if file.path.suffix.casefold() in READERS and file.path.is_file()}


def _listing(top: Path, *, below: bool) -> tuple[list[_File], dict[str, Path]]:
    """Give the files that may be texts, and the tables by their path."""
    if not top.is_dir():
        if top.exists():
            hint = t("Give the folder it lies in; in Python, read_source reads one file.")
            raise MaterialError(t("This is a file, not a folder."), where=str(top), hint=hint)
        hint = t("Check the name; you are in {folder}.", folder=Path.cwd())
        raise MaterialError(t("There is no such folder."), where=str(top), hint=hint)
    files: list[_File] = []
    tables: dict[str, Path] = {}
    for place, folders, names in os.walk(top):
        folders[:] = [
            name for name in folders if below and not name.startswith(_HIDDEN) and name not in _LEFT_OUT_FOLDERS
        ]
        for path in (Path(place, name) for name in names if not name.startswith(_HIDDEN)):
            name = unicodedata.normalize("NFC", path.relative_to(top).as_posix())
            if path.suffix.casefold() == ".csv":
                tables[name] = path
            elif not (path.name.casefold().startswith(_LEFT_OUT_STEMS) or path.name in _LEFT_OUT_NAMES):
                files.append(_File(name, path))
    return sorted(files, key=lambda file: file.name), dict(sorted(tables.items()))


def _read(files: Sequence[_File], progress: Callable[[list[Path]], Iterable[Path]] | None) -> None:
    """Read and parse every file; what cannot be read is skipped."""
    paths = [file.path for file in files]
    for file, path in zip(files, progress(paths) if progress else paths, strict=True):
        if path.suffix.casefold() not in READERS:
            file.skipped = Message.of("«{ending}» files cannot be read.", ending=path.suffix or path.name)
            continue
        if not path.is_file():
            file.skipped = Message.of("It is no ordinary file, or a link to a file that is gone.")
            continue
        try:
            file.draft = make_draft(file.name, path.read_bytes())
        except ReadError as error:
            file.skipped = Message.of("{problem} {hint}", problem=error.message, hint=error.hint)
        except OSError as error:
            file.skipped = Message.of("The file cannot be opened: {reason}.", reason=reason_of(error))


def _known(files: Sequence[_File], tables: Mapping[str, Path], beside: Collection[str]) -> Metadata:
    """Bring the files together with the rows of `metadata.csv`."""
    return metadata.match_metadata(
        _tables(tables, "metadata.csv", metadata.parse),
        {file.name: file.draft.parsed.attributes.get("id", "") for file in files if file.draft},
        others=[*(file.name for file in files if file.draft is None), *sorted(beside)],
    )


def _people(files: Sequence[_File], tables: Mapping[str, Path], beside: Collection[str]) -> People:
    """Bring the speakers together with the rows of `participants.csv`."""
    read = [(file.source, file.draft) for file in files if file.source and file.draft]
    return participants.identify(
        _tables(tables, "participants.csv", participants.parse),
        [source for source, _ in read],
        unlabelled=frozenset(source.id for source, draft in read if not draft.labelled),
        others=[*(file.name for file in files if file.source is None), *sorted(beside)],
        some=bool(beside),
    )


def _tables(paths: Mapping[str, Path], wanted: str, parse: Callable[..., Table]) -> dict[str, Table]:
    """Read the tables of one kind, in whatever sub-folder they lie."""
    tables: dict[str, Table] = {}
    for name, path in paths.items():
        if path.name.casefold() == wanted:
            try:
                tables[name] = parse(path.read_bytes(), name=name)
            except OSError as error:
                unread = Message.of(
                    "{file}: cannot be opened ({reason}) and was left out.", file=name, reason=reason_of(error)
                )
                tables[name] = Table(warnings=(unread,))
    return tables


def _make_sources(files: Sequence[_File], known: Metadata, marks: MarkTable) -> None:
    """Give every text its id and attributes; of two texts with one id the second is skipped."""
    names: dict[str, str] = {}
    for file in files:
        if file.draft is None:
            continue
        facts = known.facts(file.name, file.draft.parsed.attributes)
        source_id = facts.id or PurePosixPath(file.name).stem
        if source_id in names:
            file.skipped = Message.of(
                "It has the id «{id}», as {other} has. Rename it, or give it another id in metadata.csv.",
                id=source_id,
                other=names[source_id],
            )
            continue
        names[source_id] = file.name
        file.source = make_source(file.draft, source_id, facts.attributes, marks=marks)
        file.warnings += facts.warnings


def _nothing(top: Path, files: Sequence[_File], *, named: bool) -> MaterialError:
    """Say what was found instead of texts."""
    endings = ", ".join(READERS)
    found = "; ".join(f"{file.name}: {file.skipped}" for file in files[:_SHOWN])
    if not found and named:
        hint = t(
            "Texts have the endings {endings}; hidden files, tables, README and LICENSE are none.", endings=endings
        )
    elif not found:
        hint = t("The folder is empty. Put texts into it: {endings}.", endings=endings)
    else:
        hint = t("Texts have the endings {endings}. Found: {found}", endings=endings, found=found)
    message = t("This is no text that can be read.") if named else t("There is no text in the folder that can be read.")
    return MaterialError(message, where=str(top), hint=hint)


def _receipt(files: Sequence[_File], sources: Mapping[str, Source], people: People, known: Metadata) -> Receipt:
    entries = [
        FileReceipt(file.name, skipped=file.skipped)
        if file.source is None or file.draft is None
        else _entry(file, file.draft, sources[file.source.id], people)
        for file in files
    ]
    bare = [source for source in sources.values() if not known.tables and not source.attributes]
    warnings = [*known.warnings, *people.warnings]
    if bare:
        warnings.append(
            Message.of(
                "There is no metadata.csv: {columns} are unknown. Texts: {n}.", columns=", ".join(EXPECTED), n=len(bare)
            )
        )
    return Receipt(tuple(entries), tuple(warnings))


def _entry(file: _File, draft: Draft, source: Source, people: People) -> FileReceipt:
    speakers = Counter(turn.speaker for turn in source.turns if turn.speaker)
    asking = dict.fromkeys(turn.speaker for turn in source.turns if turn.interviewer)
    languages: Counter[str] = Counter()
    for turn in source.turns:
        languages[turn.language] += len(turn.span)
    warnings = [*draft.parsed.warnings, *file.warnings]
    if unknown := people.unknown.get(source.id):
        warnings.append(Message.of("No row in participants.csv for: {labels}.", labels=", ".join(unknown)))
    if draft.labelled and len(speakers) > 1 and not asking and source.id not in people.answered:
        warnings.append(
            Message.of(
                "No interviewer was recognised. If there is one, say so in participants.csv (column interviewer)."
            )
        )
    return FileReceipt(
        file.name,
        source.id,
        encoding=draft.parsed.encoding,
        languages=tuple(language for language, _ in languages.most_common() if language),
        turns=len(source.turns),
        speakers=tuple(speakers.items()),
        interviewers=tuple(asking),
        changes=draft.parsed.changes,
        warnings=tuple(warnings),
    )
