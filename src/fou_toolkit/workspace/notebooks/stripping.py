"""Take out of a notebook what must not be published: words of the material, state of widgets, traces of the machine."""

import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from fou_toolkit._i18n import t
from fou_toolkit.workspace.notebooks.forbidden import Forbidden, words_in_picture

__all__ = ["Stripped", "as_bytes", "places_of", "strip"]

Notebook = dict[str, Any]

_WIDGETS: Final = ("application/vnd.jupyter.widget-view+json", "application/vnd.jupyter.widget-state+json")
_UNREADABLE: Final = ("application/pdf", "application/octet-stream", "image/jpeg", "image/gif")
"""What can hold words that nobody finds."""
_ADDRESS: Final = re.compile(r"\b0x[0-9A-Fa-f]{6,}\b")
_KERNEL_FILE: Final = re.compile(r"(?:[A-Za-z]:)?[^\s\"'<>:]{0,200}ipykernel_\d+[/\\]+\d+\.py")
_SHORTEST: Final = 4
"""Signs of a path that is replaced; `/` would be found everywhere."""
_INJECTED: Final = "injected-parameters"


@dataclass(frozen=True, slots=True)
class Stripped:
    """A notebook as it may be published.

    Args:
        notebook: The notebook.
        removed: Outputs and texts that were taken out.
    """

    notebook: Notebook = field(repr=False)
    removed: int


def as_bytes(notebook: Notebook) -> bytes:
    """Give a notebook as the bytes of its file."""
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "replace")


def places_of(folder: Path, *others: Path) -> dict[str, str]:
    """Give what stands for paths of this machine, the longest first.

    Args:
        folder: The project.
        *others: Folders that were used on the way.
    """
    python = [(Path(one), "PYTHON") for one in (sys.prefix, sys.base_prefix, sys.exec_prefix)]
    named = [(folder, "PROJECT"), *((one, "TEMPORARY") for one in others), *python, (Path.home(), "HOME")]
    made: dict[str, str] = {}
    for path, name in named:
        for form in (path, path.absolute(), path.resolve()):
            if not form.is_absolute():
                continue
            for text in (str(form), form.as_posix(), json.dumps(str(form))[1:-1], form.as_uri()):
                if len(text) >= _SHORTEST:
                    made.setdefault(text, name)
    return dict(sorted(made.items(), key=lambda item: (-len(item[0]), item[0])))


def strip(notebook: Notebook, forbidden: Forbidden, places: Mapping[str, str]) -> Stripped:
    """Take out of a notebook what must not be published.

    Args:
        notebook: As it came out of its run; is left as it is.
        forbidden: Words that may not be quoted.
        places: What stands for paths of this machine.
    """
    removed = 0
    cells = []
    for number, cell in enumerate(notebook.get("cells", ()), 1):
        made, gone = _cell(cell, number, forbidden, places)
        cells.append(made)
        removed += gone
    clean = {
        "cells": cells,
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return Stripped(clean, removed)


def _cell(cell: Notebook, number: int, forbidden: Forbidden, places: Mapping[str, str]) -> tuple[Notebook, int]:
    tags = [str(tag) for tag in cell.get("metadata", {}).get("tags", ())]
    kind = cell.get("cell_type", "raw")
    source, removed = _joined(cell.get("source", "")), 0
    if source in forbidden:
        said = t("Taken out here: words of participants that may not be quoted.")
        source, removed = (f"# {said}" if kind == "code" else f"*{said}*"), 1
    made: Notebook = {
        # What was put in has an id by lot.
        "id": _INJECTED if _INJECTED in tags else str(cell.get("id") or f"cell-{number}"),
        "cell_type": kind,
        "metadata": {"tags": tags} if tags else {},
        "source": _scrubbed(source, places).splitlines(keepends=True),
    }
    if kind == "code":
        outputs, gone = _outputs(cell.get("outputs", ()), forbidden, places)
        made |= {"execution_count": cell.get("execution_count"), "outputs": outputs}
        removed += gone
    return made, removed


def _outputs(outputs: Iterable[Notebook], forbidden: Forbidden, places: Mapping[str, str]) -> tuple[list[Any], int]:
    """Strip what a cell shows; what one sentence was cut into goes altogether."""
    kept = [one for one in map(_without_widgets, outputs) if one is not None]
    bad = [any(text in forbidden for text in _texts(one)) for one in kept]
    streams = [place for place, one in enumerate(kept) if one["output_type"] == "stream" and not bad[place]]
    if "".join(_joined(kept[place].get("text", "")) for place in streams) in forbidden:
        bad = [gone or place in streams for place, gone in enumerate(bad)]
    said = t("An output was taken out here: it repeats words of participants that may not be quoted.")
    remark = {"output_type": "display_data", "data": {"text/plain": [said]}, "metadata": {}}
    return [remark if gone else _mapped(one, places) for one, gone in zip(kept, bad, strict=True)], sum(bad)


def _without_widgets(output: Notebook) -> Notebook | None:
    """Give an output without what only a running kernel shows and what cannot be searched; nothing if that is all."""
    made = {key: value for key, value in output.items() if key not in ("metadata", "transient")}
    if "data" not in made:
        return made
    widget = any(kind in made["data"] for kind in _WIDGETS)
    data = {kind: value for kind, value in made["data"].items() if kind not in (*_WIDGETS, *_UNREADABLE)}
    # The other form of a widget is its name, with an address or its state.
    if not data or (widget and set(data) <= {"text/plain"}):
        return None
    return made | {"data": data, "metadata": {}}


def _texts(value: object, kind: str = "") -> Iterable[str]:
    """Give all texts in an output; a picture gives what it says of itself."""
    if isinstance(value, str):
        yield words_in_picture(value) if kind.startswith("image/") and not kind.endswith("xml") else value
    elif isinstance(value, list):
        if all(isinstance(one, str) for one in value):
            # The lines of one text.
            yield from _texts("".join(value), kind)
        else:
            for one in value:
                yield from _texts(one, kind)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from _texts(one, str(key))


def _mapped(value: Any, places: Mapping[str, str]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        return _scrubbed(value, places)
    if isinstance(value, list):
        if value and all(isinstance(one, str) for one in value):
            # A path may run over two pieces.
            return _scrubbed("".join(value), places).splitlines(keepends=True)
        return [_mapped(one, places) for one in value]
    if isinstance(value, dict):
        return {key: _mapped(one, places) for key, one in value.items()}
    return value


def _scrubbed(text: str, places: Mapping[str, str]) -> str:
    # A picture is one long word: what is looked for from every sign on would take minutes.
    if "ipykernel_" in text:
        text = _KERNEL_FILE.sub("KERNEL", text)
    for path, name in places.items():
        if path in text:
            # `/usr` is not meant in `/users`.
            text = re.sub(rf"{re.escape(path)}(?![\w-])", name, text)
    return _ADDRESS.sub("0x…", text)


def _joined(text: object) -> str:
    return "".join(map(str, text)) if isinstance(text, list) else str(text)
