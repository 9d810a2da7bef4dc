"""The volume of a box's image as a set, of ∫ |det J| in space, as `covered` has it in the plane."""

from functools import lru_cache

import numpy as np
from jaxtyping import Float

from jaclib.image.covered import Covered, both_signs
from jaclib.image.enclosed import by_halves
from jaclib.programs.field import fields

CELLS = 24  # along each side of a face
RAYS = 47  # by as many
SLANTED = np.linalg.qr([[0.62, 0.31, 0.72], [-0.55, 0.83, 0.11], [0.23, 0.41, -0.67]])[0]  # no ray runs along a face
ONE_LAYER = 0.01  # what overlaps by less lies side by side, for the facets of two layers needn't match
NET = np.stack(np.meshgrid(*[np.linspace(0, 1, CELLS + 1)] * 2, indexing="ij"), axis=-1)
FACES = np.stack([np.insert(NET, axis, end, axis=2) for axis in range(3) for end in (0, 1)])  # of the unit cube
OUTWARDS = np.array([-1, 1, 1, -1, -1, 1])  # which way a face looks, from which its first two directions turn left
INSIDE = np.stack(np.meshgrid(*[np.linspace(0, 1, 9)] * 3, indexing="ij"), axis=-1)


@lru_cache(maxsize=64)  # while one only looks from elsewhere, the box stays
def covered_in_space(f, a: tuple, size: tuple) -> Covered:
    """The volume of the image of the box with the corner a and these sides, over ∫ |det J|, to two figures.

    Where det J keeps its sign a point is covered as often as the image of the box's surface, 6912 triangles, has it
    inside; counted along 2209 rays. Where the box is folded the share is NaN. Tears are not looked for.

    >>> from jax import numpy as jnp
    >>> turns = lambda x: jnp.stack([x[0] * jnp.cos(x[1]), x[0] * jnp.sin(x[1]), x[2]])
    >>> round(covered_in_space(turns, (1.0, 0.0, 0.0), (1.0, 4 * np.pi, 1.0)).share, 2)
    0.5
    """
    places = {"faces": np.array(a) + np.array(size) * FACES, "inside": np.array(a) + np.array(size) * INSIDE}
    (faces, _), (inside, J) = fields(f, places).values()
    if not (np.isfinite(faces).all() and np.isfinite(inside).all()):
        return Covered(np.nan, folded=False, whole=False)
    det, content = np.linalg.det(np.where(np.isfinite(J), J, 0.0)), np.prod(size)
    within = by_halves([_inside(_facets(faces[:, ::k, ::k])) / content for k in (1, 2, 4)])
    if both_signs(det):
        return Covered(np.nan, True, True, within)
    one = not both_signs(_steps(inside))
    return Covered(_share_within(_facets(faces)), False, True, within, one)


def _inside(facets):
    """Add up what a closed surface encloses, with sign: the tetrahedra from a point to its triangles."""
    p, q, r = np.moveaxis(facets - facets[0, 0], 1, 0)
    return (np.cross(p, q) * r).sum() / 6


def _steps(net):
    """Orient the images of small cells: the volumes that their first three edges span."""
    i, j, k = (np.diff(net, axis=axis)[:8, :8, :8] for axis in range(3))
    return (np.cross(i, j) * k).sum(axis=-1)


def _facets(faces):
    """Two triangles for each cell, all with their corners the same way round as seen from outside; `(k, 3, 3)`."""
    p, q, r, s = faces[:, :-1, :-1], faces[:, 1:, :-1], faces[:, 1:, 1:], faces[:, :-1, 1:]
    cells = np.stack([np.stack([p, q, r], axis=3), np.stack([p, r, s], axis=3)], axis=1)
    turned = np.where((OUTWARDS > 0)[:, None, None, None, None, None], cells, cells[..., ::-1, :])
    return turned.reshape(-1, 3, 3)


def _share_within(facets: Float[np.ndarray, "k 3 3"]) -> float:
    """Divide what a closed surface has inside by the same with each part as often as it is inside."""
    facets = facets @ SLANTED
    low, high = facets.min(axis=(0, 1)), facets.max(axis=(0, 1))
    facets = (facets - low) / np.maximum(high - low, 1e-300) * [RAYS, RAYS, 1.0]
    which, ray, place = _candidates(facets[..., :2])
    weights = _barycentric(facets[which][..., :2], place)
    hit = (weights >= 0).all(axis=1)
    which, ray, weights = which[hit], ray[hit], weights[hit]
    depth = (weights * facets[which][..., 2]).sum(axis=1)
    order = np.argsort(2 * ray + depth)
    (p, q, r), ray = np.moveaxis(facets[which, :, :2], 1, 0), ray[order]
    signs = np.sign(np.linalg.det(np.stack([q - p, r - p], axis=-1)))[order]
    times, lengths = np.cumsum(signs)[:-1], np.diff(depth[order])
    within = np.abs(times) * (ray[1:] == ray[:-1])
    counted = (lengths * within).sum()
    found = float((lengths * (within > 0)).sum() / counted) if counted > 0 else 0.0
    return 1.0 if found > 1 - ONE_LAYER else found


def _candidates(flat):
    """List the grid points in a box around each triangle in the plane: which triangle, which ray, and its place."""
    first = np.ceil(flat.min(axis=1)).astype(int)
    count = np.maximum(np.ceil(flat.max(axis=1)).astype(int) - first, 0)
    total = count.prod(axis=1)
    which = np.repeat(np.arange(len(flat)), total)
    number = np.arange(len(which)) - np.repeat(np.cumsum(total) - total, total)
    i, j = first[which, 0] + number // count[which, 1], first[which, 1] + number % count[which, 1]
    return which, i * (RAYS + 1) + j, np.stack([i, j], axis=1)


def _barycentric(triangles, places):
    p, q, r = np.moveaxis(triangles, 1, 0)
    cross = lambda a, b: a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]  # noqa: E731
    with np.errstate(invalid="ignore", divide="ignore"):  # a triangle seen edge-on is met nowhere
        all_of_it = cross(q - p, r - p)
        parts = [cross(q - places, r - places), cross(r - places, p - places), cross(p - places, q - places)]
        return np.stack(parts, axis=1) / all_of_it[:, None]
