"""What every result can do: give its columns and rows, become a DataFrame, show itself in a notebook."""

from abc import ABC, abstractmethod
from itertools import islice
from typing import TYPE_CHECKING

from fou_toolkit import _html
from fou_toolkit._i18n import t

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

    @property
    def notes(self) -> tuple[str, ...]:
        """What stands under the table: n, unit, parameters, version, warnings; in the current language."""
        return ()

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings of `text_rows`, in the current language."""
        return self.columns

    def text_rows(self) -> "Iterator[Sequence[object]]":
        """Give the rows as people read them; fewer columns than `rows` where that is enough."""
        return self.rows()

    def __repr__(self) -> str:
        """Say what it is; the rows may hold confidential text, so they are shown only when asked for."""
        return f"<{type(self).__name__}: {self.caption}>"

    def to_frame(self) -> "pd.DataFrame":
        """Give the rows as a new pandas DataFrame."""
        import pandas as pd  # noqa: PLC0415 - heavy, imported where used

        return pd.DataFrame.from_records([tuple(row) for row in self.rows()], columns=list(self.columns))

    def _repr_html_(self) -> str:
        """Show the first rows in a notebook, escaped."""
        rows = iter(self.text_rows())
        table = _html.table(self.headings, islice(rows, _SHOWN), caption=self.caption)
        # There may be a million more: they are not counted.
        more = () if next(rows, None) is None else (t("The first {n} rows; all of them: .to_frame()", n=_SHOWN),)
        return _html.page(table, _html.notes((*more, *self.notes)))
