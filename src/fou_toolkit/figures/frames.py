"""Where the marks of a figure are, in dots of the canvas."""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from fou_toolkit._i18n import t
from fou_toolkit.errors import DataError

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.container import Container

__all__ = ["Frame", "frames_of"]

Frame = tuple[float, float, float, float]
"""Left, lower, right and upper border."""
Floats = npt.NDArray[np.float64]


def frames_of(artist: "Artist | Container", count: int) -> list[Frame | None]:
    """Give the frames of an artist's marks.

    Args:
        artist: A patch, a line, a text, a collection, a picture of cells, or a container of artists.
        count: How many there should be; with one, a line or a collection has one frame around all of it.

    Returns:
        One frame per mark; `None` where nothing is drawn.

    Raises:
        DataError: There are another number of marks.
    """
    found = _frames(artist, count)
    if len(found) != count:
        hint = t("Give one text, or one for each mark.")
        raise DataError(t("There are {n} texts for {m} marks.", n=count, m=len(found)), hint=hint)
    return [frame if frame is not None and np.isfinite(frame).all() else None for frame in found]


def _around(frames: list[Frame | None]) -> list[Frame | None]:
    """Give one frame around all of some."""
    known = np.array([frame for frame in frames if frame is not None and np.isfinite(frame).all()])
    if not known.size:
        return [None]
    (left, low), (right, high) = known[:, :2].min(axis=0).tolist(), known[:, 2:].max(axis=0).tolist()
    return [(left, low, right, high)]


def _frames(artist: Any, count: int) -> list[Frame | None]:  # noqa: ANN401 - artists and containers share no type
    from matplotlib.collections import Collection, QuadMesh  # noqa: PLC0415 - heavy, imported where used
    from matplotlib.image import AxesImage  # noqa: PLC0415 - same
    from matplotlib.lines import Line2D  # noqa: PLC0415 - same

    if isinstance(artist, tuple):
        return [frame for one in artist for frame in _frames(one, 1)]
    if count != 1 and isinstance(artist, AxesImage):
        return _cells(artist)
    if count != 1 and isinstance(artist, QuadMesh):
        corners = artist.get_transform().transform(np.asarray(artist.get_coordinates()).reshape(-1, 2))
        return _between(corners.reshape(*np.asarray(artist.get_coordinates()).shape))
    if count != 1 and isinstance(artist, Line2D):
        return [(x, y, x, y) for x, y in artist.get_transform().transform(artist.get_xydata()).tolist()]
    if isinstance(artist, Collection):
        members = _members(artist)
        return _around(members) if count == 1 else members
    box = artist.get_window_extent()
    return [(float(box.x0), float(box.y0), float(box.x1), float(box.y1))]


def _cells(image: Any) -> list[Frame | None]:  # noqa: ANN401 - matplotlib's image
    """Give the cells of `imshow`, row by row as in the data."""
    rows, columns = image.get_size()
    left, right, bottom, top = image.get_extent()
    upper = image.origin == "upper"
    ys = np.linspace(top, bottom, rows + 1) if upper else np.linspace(bottom, top, rows + 1)
    corners = np.stack(np.meshgrid(np.linspace(left, right, columns + 1), ys), axis=-1)
    moved: Floats = image.axes.transData.transform(corners.reshape(-1, 2)).reshape(corners.shape)
    return _between(moved)


def _between(corners: Floats) -> list[Frame | None]:
    """Give the cells between corners of shape `(rows + 1, columns + 1, 2)`."""
    low = np.minimum(corners[:-1, :-1], corners[1:, 1:]).reshape(-1, 2)
    high = np.maximum(corners[:-1, :-1], corners[1:, 1:]).reshape(-1, 2)
    return [(a, b, c, d) for (a, b), (c, d) in zip(low.tolist(), high.tolist(), strict=True)]


def _members(collection: Any) -> list[Frame | None]:  # noqa: ANN401 - matplotlib's collections
    """Give the frame of each point, line or area of a collection; a slanting line has one at its middle."""
    transform, offset_transform, offsets, paths = collection._prepare_points()  # noqa: SLF001 - as it is drawn
    sizes = collection.get_transforms()
    lines = not len(collection.get_facecolor())
    found: list[Frame | None] = []
    for place in range(max(len(paths), len(offsets))):
        path = paths[place % len(paths)]
        if len(sizes):
            path = path.transformed(_affine(sizes[place % len(sizes)]))
        path = path.transformed(transform.frozen())
        move = offset_transform.transform(offsets[place % len(offsets)]) if len(offsets) else np.zeros(2)
        if lines and len(path.vertices) == 2:  # noqa: PLR2004 - a straight line has two ends
            middle = path.vertices.mean(axis=0) + move
            found.append((*middle.tolist(), *middle.tolist()))
            continue
        box = path.get_extents()
        low, high = ((corner + move).tolist() for corner in (box.min, box.max))
        found.append((*low, *high))
    return found


def _affine(matrix: Floats) -> Any:  # noqa: ANN401 - matplotlib's transforms
    from matplotlib.transforms import Affine2D  # noqa: PLC0415 - heavy, imported where used

    return Affine2D(matrix)
