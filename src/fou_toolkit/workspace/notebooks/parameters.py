"""Which parameters a notebook takes: what is set in its cell tagged `parameters`."""

import ast
import json
from collections.abc import Mapping
from typing import Any

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError, UnknownIdError

__all__ = ["parameters_for", "taken_by"]


def taken_by(notebook: dict[str, Any]) -> tuple[str, ...]:
    """Give the names that a notebook takes, in the order in which they are set."""
    names: dict[str, None] = {}
    for cell in notebook.get("cells", ()):
        if cell.get("cell_type") == "code" and "parameters" in cell.get("metadata", {}).get("tags", ()):
            names |= dict.fromkeys(_set_in("".join(cell.get("source", ""))))
    return tuple(names)


def _set_in(source: str) -> list[str]:
    lines = ("" if line.lstrip().startswith(("%", "!")) else line for line in source.splitlines())
    try:
        tree = ast.parse("\n".join(lines))
    except (SyntaxError, ValueError):
        return []
    targets: list[ast.expr] = []
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            targets += statement.targets
        elif isinstance(statement, ast.AnnAssign):
            targets.append(statement.target)
    return [target.id for target in targets if isinstance(target, ast.Name)]


def parameters_for(given: Mapping[str, object], taken: Mapping[str, tuple[str, ...]]) -> dict[str, dict[str, object]]:
    """Share parameters out: each notebook gets those that it takes.

    Args:
        given: Values by name.
        taken: Names that each notebook takes, by its own.

    Raises:
        UnknownIdError: No notebook takes a parameter.
        DataError: A value is none that can be written into a notebook.
    """
    possible = dict.fromkeys(name for names in taken.values() for name in names)
    unknown = next((name for name in given if name not in possible), None)
    if unknown is not None:
        hint = (
            t("Possible are: {names}", names=", ".join(possible))
            if possible
            else t("Tag a cell with «parameters», and set the parameter there.")
        )
        raise UnknownIdError(t("No notebook takes a parameter «{name}».", name=unknown), hint=hint)
    for name, value in given.items():
        try:
            json.dumps(value, allow_nan=False)
        except (TypeError, ValueError) as error:
            hint = t("Give a text, a number, true or false, or a list of these.")
            message = t("The parameter «{name}» cannot be written into a notebook.", name=name)
            raise DataError(message, hint=hint) from error
    return {name: {one: given[one] for one in names if one in given} for name, names in taken.items()}
