"""What was read, what was skipped and why, what was guessed."""

from collections.abc import Iterator
from dataclasses import dataclass

from fou_toolkit import _html
from fou_toolkit._i18n import Message, t, tn
from fou_toolkit._tabular import Tabular

__all__ = ["FileReceipt", "Receipt"]


@dataclass(frozen=True, slots=True)
class FileReceipt:
    """What happened to one file.

    Args:
        name: File name, relative to the folder that was read.
        source_id: Id of the source; empty where the file was skipped.
        skipped: Why it was skipped; `None` where it was read.
        encoding: Encoding that was used.
        languages: Languages found, most text first.
        turns: Number of turns.
        speakers: Label and number of turns, in order of appearance.
        interviewers: Labels taken for the interviewer.
        changes: What normalisation did to the text.
        warnings: What a person should look at.
    """

    name: str
    source_id: str = ""
    skipped: Message | None = None
    encoding: str = ""
    languages: tuple[str, ...] = ()
    turns: int = 0
    speakers: tuple[tuple[str, int], ...] = ()
    interviewers: tuple[str, ...] = ()
    changes: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()

    @property
    def read(self) -> bool:
        """Whether the file became a source."""
        return self.skipped is None


@dataclass(frozen=True, repr=False)
class Receipt(Tabular):
    """What happened to all files of a folder; prints as a report.

    Args:
        files: One entry per file, in the order they were read.
        warnings: What concerns the folder as a whole.
    """

    files: tuple[FileReceipt, ...] = ()
    warnings: tuple[Message, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("file", "source", "encoding", "languages", "turns", "speakers", "interviewers", "skipped", "warnings")

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per file."""
        for file in self.files:
            speakers = ", ".join(f"{label} ({count})" for label, count in file.speakers)
            yield (
                file.name,
                file.source_id,
                file.encoding,
                ", ".join(file.languages),
                file.turns,
                speakers,
                ", ".join(file.interviewers),
                "" if file.skipped is None else str(file.skipped),
                " ".join(str(message) for message in (*file.changes, *file.warnings)),
            )

    @property
    def caption(self) -> str:
        """Say in one line how many files were read and skipped."""
        read = sum(file.read for file in self.files)
        line = tn("{n} text read", "{n} texts read", read)
        skipped = len(self.files) - read
        if not skipped:
            return line
        left_out = tn("{n} file skipped", "{n} files skipped", skipped)
        return f"{line}, {left_out}"

    def __str__(self) -> str:
        """Print the receipt as lines of text."""
        lines = [self.caption]
        for file in self.files:
            lines.extend(self._lines(file))
        lines.extend(f"! {message}" for message in self.warnings)
        return "\n".join(lines)

    @staticmethod
    def _lines(file: FileReceipt) -> Iterator[str]:
        if file.skipped is not None:
            yield "✗ " + t("{file}: skipped: {reason}", file=file.name, reason=file.skipped)
            return
        parts = [file.encoding, "/".join(file.languages), tn("{n} turn", "{n} turns", file.turns)]
        yield f"✓ {file.name} → {file.source_id} · " + " · ".join(part for part in parts if part)
        if file.speakers:
            asking = t("{label} ({count}, interviewer)")
            shapes = [asking if label in file.interviewers else "{label} ({count})" for label, _ in file.speakers]
            pairs = zip(shapes, file.speakers, strict=True)
            names = [shape.format(label=label, count=count) for shape, (label, count) in pairs]
            yield "    " + t("Speakers: {names}", names=", ".join(names))
        for message in file.changes:
            yield f"    · {message}"
        for message in file.warnings:
            yield f"    ! {message}"

    def _repr_html_(self) -> str:
        """Show every file, then the warnings for the folder."""
        notes = "\n".join(str(message) for message in self.warnings)
        return _html.page(_html.table(self.columns, self.rows(), caption=self.caption, note=notes))
