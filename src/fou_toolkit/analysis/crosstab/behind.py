"""Who and what stands behind the numbers of a table: needed to compare tables, and never given out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from fou_toolkit.analysis.crosstab.counting import Atoms
from fou_toolkit.analysis.crosstab.hiding import Hidden

__all__ = ["Behind", "Record"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False, repr=False)
class Record:
    """What a table was made of.

    Args:
        corpus: Fingerprint of the corpus.
        atoms: What was counted.
        column: Column of each atom, shape `(a,)`.
        person: Who said it.
        hidden: What is not shown; of small numbers of passages, that is the exact number.
        theme_of: Theme of each code in the rows; empty for groups.
        said: Places of all sentences that count, coded or not.
        said_column: Column of each.
        said_person: Who says it.
        hidden_groups: Groups whose size is not shown, shape `(columns,)`.
        size_shown: Whether the size of all groups together is shown.
    """

    corpus: str
    atoms: Atoms
    column: Ints
    person: Ints
    hidden: Hidden
    theme_of: Mapping[str, str]
    said: Ints
    said_column: Ints
    said_person: Ints
    hidden_groups: Bools
    size_shown: bool

    def __repr__(self) -> str:
        """Say nothing."""
        return "<Record>"


class Behind:
    """A closed box: it is not shown, copied or stored; a copy of it is empty.

    Args:
        record: What is in it.
    """

    __slots__ = ("_record",)

    def __init__(self, record: Record | None = None) -> None:
        self._record = record

    def opened(self) -> Record | None:
        """Give what is in it; nothing in a copy."""
        return self._record

    def __repr__(self) -> str:
        """Say nothing."""
        return "<Behind>"

    def __reduce__(self) -> tuple[type["Behind"], tuple[()]]:
        """Store, and copy, an empty box."""
        return Behind, ()

    def __copy__(self) -> "Behind":
        """Give an empty box."""
        return Behind()

    def __deepcopy__(self, _: dict[int, Any]) -> "Behind":
        """Give an empty box."""
        return Behind()
