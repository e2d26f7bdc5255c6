"""Names and values that never change."""

from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Attributes"]


class Attributes(Mapping[str, str]):
    """An immutable mapping of text to text, in the order given; it can be hashed, copied and pickled.

    >>> Attributes({"phase": "1"})["phase"]
    '1'
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> None:
        self._values = dict(values)

    def __getitem__(self, name: str) -> str:
        """Give the value of a name."""
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names in order."""
        return iter(self._values)

    def __len__(self) -> int:
        """Give the number of names."""
        return len(self._values)

    def __hash__(self) -> int:
        """Equal attributes have one hash, whatever their order."""
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        """Show names and values."""
        return repr(self._values)

    def __reduce__(self) -> tuple[type["Attributes"], tuple[dict[str, str]]]:
        """Pickle as the values."""
        return Attributes, (self._values,)
