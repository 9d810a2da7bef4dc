"""The line, the plane and space as panels: what stands around the marks in each of them."""

import numpy as np
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.patches import Polygon
from matplotlib.patheffects import withStroke

from jaclib.draw.labels import label
from jaclib.draw.marks import ABOVE, Move, pixels_per_unit
from jaclib.draw.space import project
from jaclib.draw.tiles import wires

CORNERS = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], dtype=float)
EDGES = [(i, j) for i in range(8) for j in range(i) if np.abs(CORNERS[i] - CORNERS[j]).sum() == 1]

MIDDLES = [np.array([(x + y) / 2 for i, x in enumerate(CORNERS) for y in CORNERS[:i] if np.abs(x - y)[axis] == 1
                     and np.abs(x - y).sum() == 1]) for axis in range(3)]  # fmt: skip


def flatten(points: Float[np.ndarray, "*shape d"], box, view) -> Float[np.ndarray, "*shape 2"]:
    """Where points of the line, the plane or space are put on their panel.

    The line lies level at height 0; space is seen from `view`, two angles in degrees, its `box` around the middle.

    >>> flatten(np.array([[3.0]]), box=[(0, 4)], view=(0, 0))
    array([[3., 0.]])
    """
    points = np.asarray(points)
    if points.shape[-1] == 3:
        return project(points - np.mean(box, axis=1), *view)
    return points if points.shape[-1] == 2 else np.concatenate([points, np.zeros_like(points)], axis=-1)


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


def surroundings(ax: Axes, dimension: int, line: str, words: str) -> Move:
    """What stands around the marks: the number line, the axes' names, or the edges of a box in space.

    Moved to (names, box, view). Names are part of the background: set only where they change.
    """
    if dimension == 3:
        ax.axis("off")
        edges, ends = wires(ax, line, width=0.9, order=-1), [label(ax, "", words, away=13) for _ in range(3)]
    elif dimension == 1:
        ax.axhline(0, color=words, linewidth=1)
        ax.yaxis.set_visible(False), ax.spines["left"].set_visible(False)

    def move(names, box, view) -> None:
        if dimension == 3:
            low, high = np.asarray(box).T
            edges(flatten(low + CORNERS * (high - low), box, view)[EDGES])
            for axis, (end, name) in enumerate(zip(ends, names, strict=True)):
                end((0.0, 0.0), _outermost(flatten(low + MIDDLES[axis] * (high - low), box, view), axis), str(name))
        elif (names := [*map(str, names), ""][:2]) != [ax.get_xlabel(), ax.get_ylabel()]:
            ax.set(xlabel=names[0], ylabel=names[1])

    return move


def roman(words: str) -> str:
    """Words with subscripts, such as "J_g h", as they are set in a legend: upright, and as large as its other words."""
    return rf"$\mathdefault{{{words.replace(' ', chr(92) + ',')}}}$"


def _outermost(middles, axis: int):
    """Of the middles of four parallel edges the one where there is room for a name: below, or to the left."""
    return middles[np.argmin(middles[:, 0 if axis == 2 else 1])]


def above(ax: Axes, text: str, color: str, *, gap: float = 10) -> Move:
    """A label `gap` points above the middle of a level arrow, moved to (tail, vector); gone where it has no length."""
    mark = ax.annotate(
        text, (0, 0), (0, gap), textcoords="offset points", color=color, fontsize=12, ha="center", va="center",
        animated=True, zorder=ABOVE + 8, path_effects=[withStroke(linewidth=3, foreground=ax.get_facecolor())],
    )  # fmt: skip

    def move(tail, vector) -> None:
        low, high = ax.get_xlim()
        middle, margin = tail[0] + vector[0] / 2, 0.12 * (high - low)
        mark.xy = (np.clip(middle, low + margin, high - margin), tail[1])
        mark.set_visible(bool(abs(vector[0]) > 0.02 * (high - low)))

    return move


def dashed_arrow(ax: Axes, color: str, *, dots: bool = False, width: float = 2.2) -> Move:
    """A dashed arrow, or a dotted one, from a tail `(2,)` along a vector `(2,)`; gone where it is not finite."""
    (shaft,) = ax.plot([], [], color=color, linewidth=width, animated=True, zorder=ABOVE + 4)
    shaft.set_dashes([1, 1.3] if dots else [4, 1.8])
    head = Polygon(np.zeros((3, 2)), color=color, linewidth=0, animated=True, zorder=ABOVE + 4)
    ax.add_patch(head)

    def move(tail, vector) -> None:
        shown = np.asarray(vector) * pixels_per_unit(ax)
        length = np.hypot(*shown)
        there = bool(np.isfinite(length) and length > 0)
        shaft.set_visible(there), head.set_visible(there)
        if there:
            size = min(5.0 * width * ax.figure.dpi / 96, length)  # in pixels
            tip, along = np.add(tail, vector), np.asarray(vector) / length
            across = np.array([-shown[1], shown[0]]) / length / pixels_per_unit(ax)
            shaft.set_data(*np.transpose([tail, tip - 0.8 * size * along]))
            head.set_xy([tip, tip - size * along + 0.42 * size * across, tip - size * along - 0.42 * size * across])

    return move
