"""What every result can do: give its columns and rows, become a DataFrame, show itself in a notebook."""

from abc import ABC, abstractmethod
from itertools import islice
from typing import TYPE_CHECKING

from fou_toolkit import _html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

__all__ = ["Tabular"]

_SHOWN = 20


class Tabular(ABC):
    """A result with rows. Subclasses say what the columns and rows are; the rest follows."""

    __slots__ = ()

    @property
    @abstractmethod
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; stable identifiers in English."""

    @abstractmethod
    def rows(self) -> "Iterator[Sequence[object]]":
        """Give the rows, one value per column."""

    @property
    def caption(self) -> str:
        """One line over the table, in the current language."""
        return ""

    def __repr__(self) -> str:
        """Say what it is; the rows may hold confidential text, so they are shown only when asked for."""
        return f"<{type(self).__name__}: {self.caption}>"

    def to_frame(self) -> "pd.DataFrame":
        """Give the rows as a new pandas DataFrame."""
        import pandas as pd  # noqa: PLC0415 - heavy, imported where used

        return pd.DataFrame.from_records([tuple(row) for row in self.rows()], columns=list(self.columns))

    def _repr_html_(self) -> str:
        """Show the first rows in a notebook, escaped."""
        return _html.page(_html.table(self.columns, islice(self.rows(), _SHOWN), caption=self.caption))
