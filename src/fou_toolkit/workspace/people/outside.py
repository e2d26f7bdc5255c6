"""What lies in the folder beside the database and has to go when somebody leaves; and what is out of reach."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from fou_toolkit._i18n import Message, t
from fou_toolkit.errors import DataError, FouError
from fou_toolkit.workspace.books.file import codebook_file, file_is
from fou_toolkit.workspace.live.opened import Opened, time_of
from fou_toolkit.workspace.people import erasing
from fou_toolkit.workspace.people.erasing import Step
from fou_toolkit.workspace.people.leaver import Survey
from fou_toolkit.workspace.people.line_edits import edits_of
from fou_toolkit.workspace.people.outputs import inside_folder, notebooks_in
from fou_toolkit.workspace.people.traces import Traces
from fou_toolkit.workspace.places import texts_in
from fou_toolkit.workspace.queries import QUERIES_FILE

__all__ = ["beyond_reach", "is_ours", "left_over", "steps_outside"]

_TABLES = ("participants.csv", "consent.csv", "metadata.csv")
_LINES = (".csv", ".tsv", ".jsonl")
_RESULTS = frozenset({"out", "outputs"})
_OF_RESULTS = frozenset(
    {".csv", ".xlsx", ".parquet", ".json", ".jsonld", ".docx", ".html", ".tex", ".pdf", ".png", ".svg"}
)
_CHECKPOINTS = ".ipynb_checkpoints"


def steps_outside(opened: Opened, survey: Survey, found: Traces, also: Sequence[str | Path]) -> tuple[Step, ...]:
    """Give all steps outside of the database, in order, each file once.

    Args:
        opened: The project.
        survey: What is stored about the one who leaves.
        found: Where traces were found in the folder.
        also: Files that a person wants to be deleted with the rest.

    Raises:
        DataError: One of these lies outside of the folder, or is not there.
    """
    if opened.placement is None:
        return ()
    traced = {trace.file for trace in found.found}
    steps: dict[str, Step] = {}
    every = (
        *(_asked_for(opened, path) for path in also),
        *_origins(opened, survey),
        *_outputs(opened, traced),
        *_results(traced),
        *_doubles(opened),
        *_notebooks(opened),
        *_lines(opened, survey),
        *_book(opened, survey),
    )
    for step in every:
        steps.setdefault(step.path, step)
    return (*steps.values(), *erasing.last_steps())


def _relative(opened: Opened, path: Path) -> str:
    return path.resolve().parent.joinpath(path.name).relative_to(opened.folder.resolve()).as_posix()


def _asked_for(opened: Opened, path: str | Path) -> Step:
    target = inside_folder(opened.folder, path)
    if not target.is_file():
        raise DataError(t("There is no such file."), where=str(path), hint=t("Check the path."))
    return Step(erasing.DELETE, _relative(opened, target))


def _origins(opened: Opened, survey: Survey) -> Iterator[Step]:
    """The files that the texts came from; group texts, too: what is left of them stands in the database."""
    home = texts_in(opened.folder)
    for names, _ in survey.origins.values():
        for name in names:
            try:
                path = inside_folder(opened.folder, home / name)
            except FouError:
                continue
            if path.is_file():
                yield Step(erasing.DELETE, _relative(opened, path))


def _outputs(opened: Opened, traced: set[str]) -> Iterator[Step]:
    """What this program wrote: it can be made anew. What a person has worked on since goes only if a trace is in it."""
    known = erasing.outputs_of(opened)
    changed = {one.path for one in known.changed(opened.folder)}
    for one in known.present(opened.folder):
        if one.path not in changed or one.path in traced:
            yield Step(erasing.DELETE, one.path)


def _results(traced: set[str]) -> Iterator[Step]:
    """Tables and figures in the folders for results, also those that nobody registered, if a trace is in them."""
    for file in sorted(traced):
        path = PurePosixPath(file)
        if path.parts[0] in _RESULTS and len(path.parts) > 1 and path.suffix.lower() in _OF_RESULTS:
            yield Step(erasing.DELETE, file)


def _doubles(opened: Opened) -> Iterator[Step]:
    for path in erasing.doubles_of_database(opened):
        inside = path.parent.resolve().is_relative_to(opened.folder.resolve())
        yield Step(erasing.DELETE, _relative(opened, path) if inside else str(path))


def _notebooks(opened: Opened) -> Iterator[Step]:
    for path in notebooks_in(opened.folder):
        what = erasing.DELETE if path.parent.name == _CHECKPOINTS else erasing.NOTEBOOK
        yield Step(what, _relative(opened, path))


def _lines(opened: Opened, survey: Survey) -> Iterator[Step]:
    """Rows of tables beside the texts, of files of codings, of saved queries."""
    texts = {name for names, ids in survey.origins.values() if ids for name in (*names, *ids)}
    for path in sorted(_with_lines(opened)):
        edits = edits_of(path, survey.words, texts)
        if edits:
            yield Step(erasing.LINES, _relative(opened, path), tuple(edits.items()))


def _with_lines(opened: Opened) -> Iterator[Path]:
    home = texts_in(opened.folder)
    for name in _TABLES:
        yield from (path for path in opened.folder.rglob("*.csv") if path.name.casefold() == name and path.is_file())
    yield from (path for path in (home / "codings").rglob("*") if path.suffix.lower() in _LINES and path.is_file())
    if (opened.folder / QUERIES_FILE).is_file():
        yield opened.folder / QUERIES_FILE


def _book(opened: Opened, survey: Survey) -> Iterator[Step]:
    """The codebook's file, if it says what is stored and codes have to change."""
    codes = opened.present.codes
    file, book = codebook_file(opened), opened.present.codebook
    changed = any(entity in codes or entity == "codebook" for entity in survey.records)
    if changed and file is not None and book is not None and file.is_file() and file_is(file, book):
        yield Step(erasing.BOOK, _relative(opened, file))


def left_over(opened: Opened, found: Traces, steps: Iterable[Step]) -> tuple[str, ...]:
    """Give the files with traces that no step is about: they were not made by this program."""
    if opened.placement is None:
        return ()
    handled = {step.path for step in steps}
    found_in = dict.fromkeys(trace.file for trace in found.found)
    return tuple(file for file in found_in if file not in handled and not is_ours(opened, opened.folder / file))


def is_ours(opened: Opened, file: Path) -> bool:
    """Tell whether a file is the database, a snapshot or a cache."""
    if opened.placement is None:
        return False
    live, snapshots = opened.placement.live.resolve(), opened.placement.snapshots.resolve()
    path = file.resolve()
    if path.parent == live.parent and path.name.startswith(live.name):
        return True
    return path.is_relative_to(snapshots) or path.is_relative_to(live.with_name("cache"))


def beyond_reach(opened: Opened) -> tuple[Message, ...]:
    """Say what cannot be erased from here."""
    found = [
        Message.of("What was published, sent or printed."),
        Message.of("Files that texts were taken in from, where they lie outside of this folder; recordings; keys."),
    ]
    found += [
        Message.of("Another copy of the project, last heard of {time}: merge there, too.", time=when)
        for when in _replicas(opened)
    ]
    found.append(
        Message.of("Backups of this machine, and the blocks of its disk, which can be read until they are used again.")
    )
    if opened.placement is not None and opened.placement.shared:
        found.append(
            Message.of("Older versions of files, and their bin, at {service}.", service=opened.placement.shared)
        )
    if any((one / ".git").exists() for one in (opened.folder, *opened.folder.resolve().parents)):
        found.append(Message.of("The history of .git: what was committed stays in it until it is rewritten."))
    return tuple(found)


def _replicas(opened: Opened) -> Iterator[str]:
    """Give when other copies were heard of last, from the log."""
    own, last = opened.store.get("replica"), dict[str, int]()
    for event in opened.store.events():
        if event.replica != own:
            last[event.replica] = max(last.get(event.replica, 0), event.ms)
    yield from (time_of(ms) for ms in sorted(last.values()))
