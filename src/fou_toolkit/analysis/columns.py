"""Which codes are judged, and which of them make up a theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.errors import UnknownIdError
from fou_toolkit.model import Code, Codebook

__all__ = ["LEVELS", "CodeColumns"]

Bools = npt.NDArray[np.bool_]

LEVELS: Final = ("code", "theme")


@dataclass(frozen=True)
class CodeColumns:
    """The codes and themes of a codebook as columns.

    Args:
        ids: Ids of everything in the codebook.
        codes: Codes; of themes those that have no codes under them.
        themes: Themes that have codes under them.
        code_places: Where each code stands in `ids`.
        members: Where each theme's codes, and what is coded with the theme itself, stand in `ids`.
    """

    ids: tuple[str, ...]
    codes: tuple[Code, ...]
    themes: tuple[Code, ...]
    code_places: tuple[int, ...]
    members: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, codebook: Codebook) -> "CodeColumns":
        """Read a codebook."""
        ids = tuple(code.id for code in codebook)
        codes = tuple(code for code in codebook if code.parent or not codebook.children(code.id))
        themes = tuple(theme for theme in codebook.themes if codebook.children(theme.id))
        top = [codebook.theme_of(name).id for name in ids]
        members = tuple(tuple(at for at, name in enumerate(top) if name == theme.id) for theme in themes)
        return cls(ids, codes, themes, tuple(ids.index(code.id) for code in codes), members)

    def of_level(self, level: str) -> tuple[Code, ...]:
        """Give the codes, or the themes."""
        return self.codes if level == "code" else self.themes

    def level_of(self, code_id: str) -> str:
        """Tell whether an id is a code or a theme.

        Raises:
            UnknownIdError: It is neither.
        """
        for level in LEVELS:
            if code_id in {code.id for code in self.of_level(level)}:
                return level
        hint = t("There are: {ids}", ids=", ".join(self.ids))
        raise UnknownIdError(t("There is no code «{id}».", id=code_id), hint=hint)

    def ids_of(self, level: str, column: int) -> Sequence[str]:
        """Give the ids that count for a column."""
        places = (self.code_places[column],) if level == "code" else self.members[column]
        return [self.ids[place] for place in places]

    def levels(self, present: Bools) -> dict[str, Bools]:
        """Give where codes stand, and where themes: any of their codes.

        Args:
            present: Shape `(..., ids)`.

        Returns:
            By level, shape `(..., codes)` and `(..., themes)`.
        """
        themes = [present[..., list(places)].any(axis=-1) for places in self.members]
        shape = *present.shape[:-1], len(themes)
        stacked = np.stack(themes, axis=-1) if themes else np.zeros(shape, np.bool_)
        return {"code": present[..., list(self.code_places)], "theme": stacked}
