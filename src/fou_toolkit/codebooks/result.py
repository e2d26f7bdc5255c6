"""What a check found, printed the way a compiler prints."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fou_toolkit import _html
from fou_toolkit._i18n import Message, t, tn
from fou_toolkit._tabular import Tabular

__all__ = ["ERROR", "WARNING", "CheckResult", "Finding"]

ERROR: Final = "error"
WARNING: Final = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or that a person should look at.

    Args:
        severity: `error` or `warning`.
        message: What is wrong.
        code: Id of the code it concerns; empty for the codebook as a whole.
        line: Line in the file, from 1; 0 where there is no file.
        column: Column in that line, from 1.
        hint: What to do now.
    """

    severity: str
    message: Message
    code: str = ""
    line: int = 0
    column: int = 0
    hint: Message | None = None


@dataclass(frozen=True, repr=False)
class CheckResult(Tabular):
    """All findings in the order of the file.

    Args:
        name: Name of the file, or of the codebook where there is no file.
        findings: Errors and warnings.
        codes: Number of codes and themes.
        cues: Number of cues.
        examples: Number of examples.
        corpus: Whether examples and cues were compared with a corpus.
    """

    name: str
    findings: tuple[Finding, ...] = ()
    codes: int = 0
    cues: int = 0
    examples: int = 0
    corpus: bool = False

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that keep the codebook from being read."""
        return tuple(finding for finding in self.findings if finding.severity == ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Findings that a person should look at."""
        return tuple(finding for finding in self.findings if finding.severity == WARNING)

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not self.errors

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns."""
        return ("severity", "line", "column", "code", "message")

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give one row per finding."""
        for finding in self.findings:
            yield (finding.severity, finding.line, finding.column, finding.code, str(finding.message))

    @property
    def caption(self) -> str:
        """Say in one line what was found and what was checked."""
        counts = Counter(finding.severity for finding in self.findings)
        found = ", ".join(
            [tn("{n} error", "{n} errors", counts[ERROR]), tn("{n} warning", "{n} warnings", counts[WARNING])]
        )
        seen = ", ".join(
            [tn("{n} code or theme", "{n} codes and themes", self.codes), tn("{n} cue", "{n} cues", self.cues)]
        )
        parts = [f"{found}. {seen}."]
        if not self.corpus:
            parts.append(t("No corpus was given: examples and hits of the cues were not checked."))
        elif self.examples:
            parts.append(tn("{n} example was checked.", "{n} examples were checked.", self.examples))
        return " ".join(parts)

    def lines(self) -> Iterator[str]:
        """Give one line per finding, and one for what to do about it."""
        label = {ERROR: t("error"), WARNING: t("warning")}
        for finding in self.findings:
            place = f"{self.name}:{finding.line}:{finding.column}" if finding.line else self.name
            subject = f"{finding.code}: " if finding.code else ""
            yield f"{place} {label[finding.severity]} {subject}{finding.message}"
            if finding.hint is not None:
                yield f"  → {finding.hint}"

    def __str__(self) -> str:
        """Print findings and counts."""
        return "\n".join([*self.lines(), self.caption])

    def _repr_html_(self) -> str:
        """Show every finding, escaped."""
        return _html.page(_html.table(self.columns, self.rows(), caption=self.caption))
