"""The line, the plane and space as panels: where points are put, what stands around them, and a block in space."""

import numpy as np
from jaxtyping import Bool, Float
from matplotlib.axes import Axes

from jaclib.draw.axes import name_axes
from jaclib.draw.fields import tiles
from jaclib.draw.lines import curves
from jaclib.draw.marks import Move, obstacle
from jaclib.draw.palette import Palette
from jaclib.draw.text import label


def project(points: Float[np.ndarray, "*shape 3"], azimuth: float, elevation: float) -> Float[np.ndarray, "*shape 2"]:
    """Where points (…, 3) are seen on the page, from a place given by two angles in degrees.

    The third axis points up; from azimuth 0 and elevation 0 the eye looks along the first axis, against its direction,
    and the second points to the right. Lengths across the line of sight are kept. Traces.

    >>> project(np.array([0.0, 1.0, 2.0]), azimuth=0, elevation=0)
    array([1., 2.])
    """
    return points @ _view(azimuth, elevation, points.__array_namespace__())[:, :2]


def depth(points: Float[np.ndarray, "*shape 3"], azimuth: float, elevation: float) -> Float[np.ndarray, "*shape"]:
    """How near to the eye points (…, 3) are: what has the larger depth lies in front.

    >>> float(depth(np.array([3.0, 1.0, 2.0]), azimuth=0, elevation=0))
    3.0
    """
    return np.asarray(points) @ _view(azimuth, elevation)[:, 2]


def _view(azimuth: float, elevation: float, xp=np) -> Float[np.ndarray, "3 3"]:
    """Columns: to the right, upwards, and towards the eye; an array of NumPy or, while JAX traces, of its own."""
    angles = xp.deg2rad(xp.asarray([azimuth, elevation]))
    (cos_a, cos_e), (sin_a, sin_e) = xp.cos(angles), xp.sin(angles)
    up, towards = [-sin_e * cos_a, -sin_e * sin_a, cos_e], [cos_e * cos_a, cos_e * sin_a, sin_e]
    return xp.asarray([[-sin_a, cos_a, 0], up, towards]).T


CORNERS = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], dtype=float)

EDGES = [(i, j) for i in range(8) for j in range(i) if np.abs(CORNERS[i] - CORNERS[j]).sum() == 1]

ALONG = [[(i, j) for i, j in EDGES if CORNERS[i, axis] != CORNERS[j, axis]] for axis in range(3)]

MIDDLES = [CORNERS[edges].mean(axis=1) for edges in ALONG]


def flatten(points, box, view):
    """Where points `(…, d)` of the line, the plane or space are put on their panel, `(…, 2)`. Traces.

    The line lies level at height 0; space is seen from `view`, two angles in degrees, its `box` around the middle.

    >>> flatten(np.array([[3.0]]), box=[(0, 4)], view=(0, 0))
    array([[3., 0.]])
    """
    xp = points.__array_namespace__()
    if points.shape[-1] == 3:
        return project(points - xp.asarray(box).mean(axis=1), *view)
    return points if points.shape[-1] == 2 else xp.concatenate([points, xp.zeros_like(points)], axis=-1)


def panel_box(box) -> tuple[tuple[float, float], ...]:
    """The part of the panel that holds a box of the line, the plane or space, whichever way it is turned.

    >>> panel_box([(0.0, 4.0)])
    ((0.0, 4.0), (-2.0, 2.0))
    """
    box = np.asarray(box, dtype=float)
    half = float(np.linalg.norm(box[:, 1] - box[:, 0])) / 2
    if len(box) == 2:
        return tuple(map(tuple, box.tolist()))
    return (tuple(box[0].tolist()) if len(box) == 1 else (-half, half)), (-half, half)


def lift(box):
    """From the middle of a panel to its upper side on the line, where arrows lie above one another; else 0. Traces.

    >>> lift(np.array([(0.0, 4.0)])).tolist(), lift(np.array([(0.0, 4.0), (0.0, 1.0)])).tolist()
    ([0.0, 2.0], [0.0, 0.0])
    """
    return np.array([0, 0.5]) * (box[0, 1] - box[0, 0] if len(box) == 1 else 0)


def surroundings(ax: Axes, dimension: int, line: str, words: str) -> Move:
    """Put up what stands around the marks: the number line, the axes' names, or the edges of a box in space.

    Moved to (names, box, view).
    """
    if dimension == 1:
        ax.axhline(0, color=words, linewidth=1)
        ax.yaxis.set_visible(False)
        ax.spines["left"].set_visible(False)
    if dimension < 3:
        return lambda names, box, view: name_axes(ax, names)
    ax.axis("off")
    edges, ends = curves(ax, line, width=0.9, order=-1), [label(ax, "{}", words, away=13) for _ in range(3)]

    def move(names, box, view) -> None:
        low, high = np.asarray(box).T
        edges(flatten(low + CORNERS * (high - low), box, view)[EDGES])
        for axis, (end, name) in enumerate(zip(ends, names, strict=True)):
            end((0.0, 0.0), _outermost(flatten(low + MIDDLES[axis] * (high - low), box, view), axis), str(name))

    return move


def _outermost(middles, axis: int):
    """Choose of the middles of four parallel edges where there is room for a name: below, or to the left."""
    return middles[np.argmin(middles[:, 0 if axis == 2 else 1])]


# The two faces at each edge of the unit cube, in the order in which its edges come: along axis 1, then 2, then 3.
EDGE_AXES = np.array([[axis for axis in range(3) if axis != along] for along in range(3) for _ in range(4)])

EDGE_SIDES = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)] * 3)


def solid(ax: Axes, palette: Palette, *, clear: bool = False) -> Move:
    """A block, moved to (faces, edges, normals, view): what `painted` and `in_sight` take, seen from two angles.

    Labels that are put up later keep clear of the edges of a `clear` one.
    """
    outline, skin = obstacle(ax, clear), tiles(ax, palette.faint, palette.fill, alpha=0.8, order=-1)
    hidden = curves(ax, palette.quiet, width=0.8, alpha=0.6)
    front = curves(ax, palette.ink, width=1.8, order=1)

    def move(faces, edges, normals, view) -> None:
        skin(*painted(faces, view))
        visible, flat = in_sight(normals, view)[..., None], project(edges, *view)
        outline(flat)
        hidden(np.where(visible, np.nan, flat)), front(np.where(visible, flat, np.nan))

    return move


def painted(faces: Float[np.ndarray, "k 4 3"], view) -> tuple[Float[np.ndarray, "k 4 2"], Float[np.ndarray, " k"]]:
    """Put small faces on the page, the furthest first; and how fully each is turned towards the eye, from 0 to 1."""
    order = np.argsort(depth(faces.mean(axis=1), *view))
    flat, across = project(faces, *view)[order], np.cross(faces[:, 2] - faces[:, 0], faces[:, 3] - faces[:, 1])[order]
    (x0, y0), (x1, y1) = (flat[:, 2] - flat[:, 0]).T, (flat[:, 3] - flat[:, 1]).T
    area = np.linalg.norm(across, axis=1)
    return flat, np.abs(x0 * y1 - y0 * x1) / np.where(area > 0, area, 1)


def in_sight(normals: Float[np.ndarray, "12 p 3 3"], view) -> Bool[np.ndarray, "12 p"]:
    """Where the twelve edges are not behind the block: where one of the two faces that meet there looks at the eye.

    `normals` has for each point the way out of the block on the far sides of the variables 1, 2 and 3, a row for each;
    on the near sides the way out is the opposite one.
    """
    out = depth(normals, *view)
    beside = np.take_along_axis(out, EDGE_AXES[:, None, :], axis=2) * EDGE_SIDES[:, None, :]
    return (beside > -1e-9).any(axis=2)
