"""A block in space, straight or bent: its faces from the furthest to the nearest, its hidden edges paler."""

import numpy as np
from jaxtyping import Bool, Float
from matplotlib.axes import Axes

from jaclib.draw.marks import Move
from jaclib.draw.palette import Palette
from jaclib.draw.space import depth, project
from jaclib.draw.tiles import tiles, wires

# The two faces at each edge of the unit cube, in the order in which its edges come: along axis 1, then 2, then 3.
BESIDE = np.array([[axis for axis in range(3) if axis != along] for along in range(3) for _ in range(4)])
ENDS = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)] * 3)


def solid(ax: Axes, palette: Palette) -> Move:
    """A block, moved to (faces, edges, normals, view): what `painted` and `in_sight` take, seen from two angles."""
    skin = tiles(ax, palette.faint, palette.fill, alpha=0.8, order=-1)
    hidden = wires(ax, palette.quiet, width=0.8, alpha=0.6)
    sight = wires(ax, palette.ink, width=1.8, order=1)

    def move(faces, edges, normals, view) -> None:
        skin(*painted(faces, view))
        seen, flat = in_sight(normals, view)[..., None], project(edges, *view)
        hidden(np.where(seen, np.nan, flat)), sight(np.where(seen, flat, np.nan))

    return move


def painted(faces: Float[np.ndarray, "k 4 3"], view) -> tuple[Float[np.ndarray, "k 4 2"], Float[np.ndarray, " k"]]:
    """Small faces on the page, the furthest first, and how fully each is turned towards the eye, from 0 to 1."""
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
    beside = np.take_along_axis(out, BESIDE[:, None, :], axis=2) * ENDS[:, None, :]
    return (beside > -1e-9).any(axis=2)
