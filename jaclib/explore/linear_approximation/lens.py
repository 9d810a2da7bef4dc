"""The lens of explore.linear_approximation: what lies around a and f(a), magnified as the circle shrinks.

It holds a and f(a) where they are, and stretches the planes away from there: the panels' axes never move, and a circle
that shrinks keeps its size on the screen. So a is dragged as it is without the lens.
"""

import numpy as np
from jaxtyping import Float

from jaclib import maps
from jaclib.explore.plane.lines import grid_and_image
from jaclib.programs.field import field

SIZE = 0.15  # of the domain's longest side, the radius at which a circle is seen that is smaller
LEAST, MOST = 0.1, 0.3  # of the longest side of the image's box, the longer half-axis of the ellipse that is then seen
HARDLY = 1.005  # times: so little is not magnified
CELLS = 12  # of the domain's grid, along each side
APART = 2.0  # times as far apart as in the domain's grid, lines get finer ones between them
WIDE = np.array([2, 1])  # on a phone, panels are up to so many times wider than high
NEAREST, FARTHEST = 1.5, 3.0  # sides of the domain, magnified: so far around a lines are drawn at least, and at most
POINTS, FEWEST = 61, 31  # on a line, at first and where it is nearly straight
TORN = 0.25  # of the box: f jumps between two points of a line if it misses what J says by half, and by so much
NO_LINES = np.full((1, 2, 2), np.nan)


def magnification(f: maps.Map, eps: float, value) -> float:
    """How many times the planes are magnified at the radius eps; 1 where there is no f(a) to look at.

    >>> magnification(maps.swirl, 0.6, np.zeros(2)), magnification(maps.swirl, 0.06, np.zeros(2))
    (1.0, 10.0)
    """
    zoom = SIZE * max(hi - lo for lo, hi in f.domain) / eps
    return zoom if zoom > HARDLY and np.isfinite(value).all() else 1.0


def of_the_image(zoom: float, eps: float, longest: float, box: maps.Box) -> float:
    """How many times the image is magnified: as the plane, unless that shows the ellipse too small or too large.

    Too small a one grows as it is magnified; too large a one shrinks first. `longest` is the ellipse's for a circle of
    radius 1, its longer half-axis.

    >>> box = ((-1, 1), (-1, 1))
    >>> [round(of_the_image(4.0, 0.1, longest, box), 9) for longest in (1.0, 0.25, 1e-3, 3.0)]
    [4.0, 8.0, 16.0, 2.0]
    """
    share = eps * zoom * longest / max(hi - lo for lo, hi in box)
    if not 0 < share < np.inf:
        return zoom
    return max(1.0, zoom * min(zoom, max(LEAST / share, min(1.0, MOST / share))))


def through(points, centre, zoom: float):
    """Where points are seen through the lens. Traces."""
    return centre + zoom * (points - centre)


def grids(f: maps.Map, now: dict) -> dict:
    """The grid of the domain and its image, as they are or through the lens; there finer lines come into sight."""
    zoom, of_image, a, value, box = (now[name] for name in ("zoom", "image_zoom", "a", "value", "box"))
    before, after = grid_and_image(f)
    if zoom == 1:
        still = {"before": before, "after": after, "finer_seen": 0.0}
        return still | dict.fromkeys(("lines", "finer", "lines_after", "finer_after"), NO_LINES)
    level, finer_seen = divmod(max(0.0, float(np.log2(zoom / APART))), 1)
    around = reach(f.domain, now["whole"], value, box, zoom / of_image) / zoom
    points = int(np.clip(2 * POINTS / zoom, FEWEST, POINTS))
    groups = [grid_near(f.domain, a, around, 2**level, start, points) for start in (0, 0.5)]
    both = np.concatenate(groups)
    images = untorn(both, *field(f, both), TORN / of_image * np.ptp(box))
    moving = {"before": NO_LINES, "after": NO_LINES, "finer_seen": finer_seen}
    ends = both[:, [0, -1]]
    for name, seen, shown in (
        ("", through(ends, a, zoom), f.domain),
        ("_after", through(images, value, of_image), box),
    ):
        for kind, some in zip(("lines", "finer"), np.split(seen, [len(groups[0])]), strict=True):
            moving[kind + name] = some[in_view(some, shown)]
    return moving


def reach(domain: maps.Box, J, value, box: maps.Box, wider: float) -> Float[np.ndarray, "2"]:
    """How far from a the lines go along each axis, unmagnified: as far as they are seen, by J.

    The image shows so many times more of its plane than it does under the magnification of the domain.
    """
    side = np.ptp(domain, axis=1)
    inverse = np.linalg.inv(J) if np.isfinite(J).all() and abs(np.linalg.det(J)) > 0 else np.full((2, 2), np.inf)
    centre, half = view(box)
    most = np.hypot(*(np.abs(centre - value) + half))
    return np.clip(wider * most * np.hypot(*inverse.T), NEAREST * side, FARTHEST * side)


def grid_near(
    domain: maps.Box, a, around, halved: float, start: float, points: int
) -> Float[np.ndarray, "lines points 2"]:
    """The lines of the domain's grid, so many times finer, around a; with `start` ½ those between them.

    >>> grid_near(((0, 12), (0, 12)), np.array([3.0, 3.0]), np.array([1.5, 1.5]), 1, 0, 2)[:3, 0].tolist()
    [[2.0, 1.5], [3.0, 1.5], [4.0, 1.5]]
    """
    low, high = np.array(domain, dtype=float).T
    first, last, found = np.maximum(low, a - around), np.minimum(high, a + around), []
    for axis, other in ((0, 1), (1, 0)):
        space = (high - low)[axis] / CELLS / halved
        begin, end = (np.array([first[axis], last[axis]]) - low[axis]) / space - start
        places = low[axis] + space * (start + np.arange(np.ceil(begin - 1e-9), np.floor(end + 1e-9) + 1))
        lines = np.empty((len(places), points, 2))
        lines[..., axis] = places[:, None]
        lines[..., other] = np.linspace(first[other], max(first[other], last[other]), points)
        found.append(lines)
    return np.concatenate(found)


@np.errstate(invalid="ignore", over="ignore")
def untorn(lines, images, J, least: float) -> np.ndarray:
    """The images of lines, with a gap where f jumps between two of their points, as at a pole.

    There the way is longer than `least`, and misses what J says at both ends by half of it.
    """
    step, way = np.diff(lines, axis=1), np.diff(images, axis=1)
    said = np.einsum("...ij,...j->...i", J[:, 1:] + J[:, :-1], step) / 2
    length, missed = (np.hypot(*np.moveaxis(each, -1, 0)) for each in (way, way - said))
    images[:, 1:][(length > least) & ~(missed < 0.5 * length)] = np.nan
    return images


def view(box: maps.Box) -> tuple[np.ndarray, np.ndarray]:
    """The centre of what a panel shows that shows the box, and how far it reaches from there at most."""
    return np.mean(box, axis=1), np.ptp(box, axis=1).max() / 2 * WIDE


def in_view(lines, box: maps.Box) -> np.ndarray:
    """Whether each line may be seen in a panel that shows the box."""
    centre, half = view(box)
    low, high = np.fmin.reduce(lines, axis=1, initial=np.inf), np.fmax.reduce(lines, axis=1, initial=-np.inf)
    return ((low <= centre + half) & (high >= centre - half)).all(axis=1)
