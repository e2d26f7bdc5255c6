"""The coding tree: themes and their codes, with how often each was used (COREQ, item 25).

Tong, Sainsbury & Craig (2007), Consolidated criteria for reporting qualitative research, Int J Qual Health Care 19(6),
item 25: «Did authors provide a description of the coding tree?»
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from fou_toolkit._i18n import t, tn
from fou_toolkit.analysis.counted import Selection, select
from fou_toolkit.analysis.trajectory.grid import family_of, present
from fou_toolkit.errors import DataError
from fou_toolkit.figures.hover import tell
from fou_toolkit.figures.plain import caption, check_top, room, width_of
from fou_toolkit.figures.style import A4_WIDTH, QUIET, SMALL, TEXT, described, listed, new_axes, quiet_axes
from fou_toolkit.figures.trajectory import empty, whose
from fou_toolkit.model import Code, Codebook, Project

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["plot_coding_tree"]

_LINE: Final = 0.155
"""Height of a line of letters, in inches."""
_INDENT: Final = 0.22
_BOLD: Final = 1.12
"""How much wider bold letters are."""
_BETWEEN: Final = 0.25
"""Inches between columns."""
_LONG: Final = 44
"""With more lines than this, the tree stands in two columns."""
_SPACE: Final = 0.6
"""Lines between two themes."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A code or theme, ready to be written.

    Args:
        code: The code.
        depth: 0 for a theme.
        beside: Width of its id, in inches; the name stands beside it.
        lines: Its name, broken into lines that fit.
        count: Sentences with it; nothing where nobody has coded.
    """

    code: Code
    depth: int
    beside: float
    lines: tuple[str, ...]
    count: int | None


def plot_coding_tree(
    material: Codebook | Project | Selection,
    *,
    theme: str | None = None,
    columns: int | None = None,
    ax: "Axes | None" = None,
) -> "Axes":
    """Draw themes and codes as a tree, with the number of sentences that have each.

    In `interactive`, each name has the key `(code,)`.

    Args:
        material: A codebook, which has no numbers; a project, in which all coders but rules count; or what was chosen
            from it with `select`.
        theme: Id of one theme; by default all.
        columns: How many columns; by default as many as an A4 page needs.
        ax: Where to draw; by default a new figure.

    Returns:
        The axes; nothing is shown or saved.

    Raises:
        DataError: `columns` is no whole number from 1, or the material is something else.
        UnknownIdError: There is no such theme.
    """
    codebook, selection = _parts(material)
    themes = codebook.themes if theme is None else (codebook.theme_of(theme),)
    counts = _counts(selection, codebook) if selection is not None else {}
    codes = sum(1 + len(_below(codebook, one)) for one in themes)
    number = check_top(columns) if columns is not None else 1 + (codes > _LONG)
    width = (A4_WIDTH - _BETWEEN * (number - 1)) / number
    trees = [tuple(_nodes(codebook, one, 0, counts, width)) for one in themes]
    stacks = _stacked(trees, number)
    height = max((sum(map(_height, stack)) for stack in stacks), default=1.0) * _LINE
    own = ax is None
    ax = new_axes(ax, height=height + 1)
    quiet_axes(ax)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_xlim(0, A4_WIDTH)
    ax.set_ylim(height, 0)
    if not themes:
        empty(ax, t("The codebook has no codes."))
    for place, stack in enumerate(stacks):
        _draw(ax, stack, place * (width + _BETWEEN), width)
    said = _notes(codebook, trees, selection)
    below = caption(ax, ". ".join(note.rstrip(".") for note in said) + ".", room(ax))
    if own:
        ax.figure.set_figheight(height + below + 0.25)  # type: ignore[union-attr]
    parts = [_told(tree) for tree in trees]
    return described(ax, t("Coding tree. {data}.", data=listed(parts, 20)))


def _told(tree: tuple[_Node, ...]) -> str:
    """Name a theme with its codes."""
    theme = f"{tree[0].code.id} {tree[0].code.name}"
    return f"{theme}: {', '.join(node.code.id for node in tree[1:])}" if len(tree) > 1 else theme


def _parts(material: object) -> tuple[Codebook, Selection | None]:
    """Give the codebook, and whose codings are counted; those of nobody where nobody has coded."""
    if isinstance(material, Selection):
        return material.project.codebook, material
    if isinstance(material, Project):
        coded = bool(material.codings.read.any())
        return material.codebook, select(material) if coded else None
    if isinstance(material, Codebook):
        return material, None
    hint = t("Give a codebook, a project, or what was chosen with `select(...)`.")
    raise DataError(t("This is no codebook."), hint=hint)


def _counts(selection: Selection, codebook: Codebook) -> dict[str, int]:
    """Count the sentences with each code, and with each theme or any code below it."""
    units = selection.units("sentence")
    own = present(selection, units, {code.id: (code.id,) for code in codebook}).sum(axis=0)
    counts = dict(zip((code.id for code in codebook), own.tolist(), strict=True))
    for code in codebook:
        if codebook.children(code.id):
            family = {code.id: family_of(codebook, code.id)}
            counts[code.id] = int(present(selection, units, family).sum())
    return counts


def _below(codebook: Codebook, code: Code) -> tuple[str, ...]:
    return family_of(codebook, code.id)[1:]


def _nodes(codebook: Codebook, code: Code, depth: int, counts: dict[str, int], width: float) -> Iterator[_Node]:
    """Give a code and all below it, from top to bottom."""
    wider = _BOLD if depth == 0 else 1.0
    beside = width_of([code.id + "n"]) * wider
    number = width_of(["000000"]) if counts else 0.0
    left = (width - _INDENT * depth - beside - number) / wider
    yield _Node(code, depth, beside, _fitted(" ".join(str(code.name).split()), left), counts.get(code.id))
    for child in codebook.children(code.id):
        yield from _nodes(codebook, child, depth + 1, counts, width)


def _fitted(text: str, width: float) -> tuple[str, ...]:
    """Break a name into lines that fit."""
    # A first guess from the mean letter; some lines have narrower ones.
    guess = int(1.2 * len(text) * width / (width_of([text]) or 1.0))
    letters = max(min(len(text), guess), 9)
    lines = wrap(text, letters, break_on_hyphens=False)
    while width_of(lines) > width and letters > 8:  # noqa: PLR2004 - narrower columns are of no use
        letters -= 1
        lines = wrap(text, letters, break_on_hyphens=False)
    return tuple(lines) or ("",)


def _height(tree: tuple[_Node, ...]) -> float:
    """Give the height of a theme, in lines."""
    return sum(len(node.lines) for node in tree) + _SPACE


def _stacked(trees: list[tuple[_Node, ...]], columns: int) -> list[list[tuple[_Node, ...]]]:
    """Part the themes into columns of nearly one height, in order; the highest is as low as can be."""
    heights = [_height(tree) for tree in trees]
    low, high = max(heights, default=0.0), sum(heights)
    while high - low > _SPACE / 2:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(heights, middle)) <= columns else (middle, high)
    parts = _filled(heights, high + 1e-6)
    return [[trees[place] for place in part] for part in parts]


def _filled(heights: list[float], limit: float) -> list[list[int]]:
    """Fill columns up to a height, one after the other."""
    parts: list[list[int]] = []
    room_left = 0.0
    for place, height in enumerate(heights):
        if not parts or height > room_left + 1e-9:
            parts.append([])
            room_left = limit
        parts[-1].append(place)
        room_left -= height
    return parts


def _draw(ax: "Axes", stack: list[tuple[_Node, ...]], left: float, width: float) -> None:
    """Draw one column."""
    at = 0.0
    for tree in stack:
        tops: dict[int, float] = {}
        for node in tree:
            middle = (at + 0.5) * _LINE
            x = left + _INDENT * node.depth
            # Branches to the codes below begin under the last line of a name.
            tops[node.depth] = middle + (len(node.lines) - 0.5) * _LINE
            if node.depth:
                # A branch from the parent down to the code, and to the right.
                trunk = x - _INDENT + 0.08
                ax.plot([trunk, trunk, x - 0.04], [tops[node.depth - 1], middle, middle], **_BRANCH)
            weight = "normal" if node.depth else "bold"
            look: dict[str, Any] = {"va": "center", "fontsize": SMALL, "color": TEXT, "fontweight": weight}
            ax.text(x, middle, node.code.id, **look)
            for number, line in enumerate(node.lines):
                words = ax.text(x + node.beside, middle + number * _LINE, line, **look)
                if not number:
                    tell(words, _named(node), keys=[(node.code.id,)])
            if node.count is not None:
                ax.text(left + width, middle, str(node.count), ha="right", **look)
            at += len(node.lines)
        at += _SPACE


def _named(node: _Node) -> str:
    """Say what a line of the tree stands for."""
    name = f"{node.code.id} {node.code.name}".strip()
    return name if node.count is None else f"{name}: {tn('{n} sentence', '{n} sentences', node.count)}"


_BRANCH: Final[dict[str, Any]] = {"color": QUIET, "linewidth": 0.6, "solid_capstyle": "butt", "zorder": 0}


def _notes(codebook: Codebook, trees: list[tuple[_Node, ...]], selection: Selection | None) -> list[str]:
    """Say what the tree is, and what the numbers are."""
    codes = sum(len(tree) for tree in trees)
    themes = tn("{n} theme", "{n} themes", len(trees))
    below = tn("{n} code", "{n} codes", codes - len(trees))
    size = t("Coding tree: {themes}, {codes}", themes=themes, codes=below)
    book = t("Codebook {name}, version {version}", name=codebook.name, version=codebook.version)
    if selection is None:
        return [size, book]
    numbers = t("Numbers: sentences with the code; for a theme, with any of its codes")
    return [size, book, numbers, whose(selection.counted)]
