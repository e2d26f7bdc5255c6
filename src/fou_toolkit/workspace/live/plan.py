"""What would happen: shown first, done when somebody says yes."""

from abc import abstractmethod
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from fou_toolkit._i18n import t
from fou_toolkit._tabular import Tabular
from fou_toolkit.workspace.live.opened import Opened

__all__ = ["Plan", "Shown"]

Done = TypeVar("Done")


@dataclass(frozen=True, repr=False, eq=False, kw_only=True)
class Shown(Tabular, Generic[Done]):
    """Something that is shown before it is done; subclasses say what the rows are, and do it."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return False

    @property
    def notes(self) -> tuple[str, ...]:
        """Say that nothing has been done yet."""
        return (t("Nothing has been done yet."), *self.warnings)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should look at before saying yes; in the current language."""
        return ()

    def __str__(self) -> str:
        """Print as lines of text."""
        lines = [self.caption, *(" · ".join(str(cell) for cell in row if cell != "") for row in self.text_rows())]
        return "\n".join([*lines, *(f"! {warning}" for warning in self.warnings)])

    @abstractmethod
    def apply(self) -> Done:
        """Do what was shown."""


@dataclass(frozen=True, repr=False, eq=False, kw_only=True)
class Plan(Shown[Done]):
    """Something that would be done in an open project.

    Args:
        opened: The project.
        mark: State of the log when this was made; if something was done since, `apply` refuses.
    """

    opened: Opened = field(repr=False)
    mark: tuple[tuple[str, ...], int] = field(repr=False)

    def apply(self) -> Done:
        """Do what was shown.

        Raises:
            StaleError: Something was done since; look again.
        """
        self.opened.check_fresh(self.mark)
        return self._apply()

    @abstractmethod
    def _apply(self) -> Done:
        """Do it."""
