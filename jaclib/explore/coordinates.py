"""A box of parameters and its image: what a coordinate system makes of lengths, areas and orientation."""

from functools import lru_cache, partial

import jax
import jax.numpy as jnp
import numpy as np

from jaclib import coordinates as systems
from jaclib import jacobian, maps
from jaclib.draw import arrows, curve, frame, grid, hint, key, label, note, note_at, point
from jaclib.draw.tiles import turning, wires
from jaclib.explore import box
from jaclib.explore.challenge import Challenge, chosen, near, right
from jaclib.explore.choose_map import image_box
from jaclib.explore.linear_approximation import name_axes, reaching, sheet
from jaclib.explore.state import State, of
from jaclib.stage import Live, readout, show, slider, switch

TITLES = "A box in the parameters …", "… and the piece of the plane that it stands for"
EDGES = box.path(2)
INSIDE, WEIGHTS = box.filled(2)


@partial(jax.jit, static_argnames="f")  # compiled once a map, never while dragging
def numbers(f: maps.Map, a, size, matrix, order):
    """All that is asked of the map x ↦ matrix · f(x): its values, its Jacobian, and the area of the box's image."""

    def g(x):
        return matrix @ f(x)

    J = jacobian(g)(a)[:, order]
    inside = jax.vmap(lambda x: jnp.linalg.det(jacobian(g)(x)))(a + size * INSIDE)
    return {
        "value": g(a), "jacobian": J, "det": jnp.linalg.det(J), "outline": jax.vmap(jax.vmap(g))(a + size * EDGES),
        "area": jnp.prod(size) * (WEIGHTS @ jnp.abs(inside)),
    }  # fmt: skip


def compute(f: maps.Map, a, size, order, angle, shear, dilation, mirrored) -> dict:
    """The numbers, the two grids, and how both planes are framed."""
    a, size = np.asarray(a, dtype=float), np.asarray(size, dtype=float)
    matrix = np.eye(2)
    if f is systems.PLANE["affine"]:
        matrix = systems.affine_matrix(np.deg2rad(angle), shear, dilation, mirrored)
    which = permutation(order, f.variables)
    now = jax.device_get(numbers(f, a, size, matrix, which))
    before, after = sheet(f)
    corners = a + size * EDGES[:, 0]
    opposite = reaching(reaching(f.domain, corners.min(axis=0)), corners.max(axis=0))
    return now | {
        "a": a, "size": size, "order": which, "box": (a + size * EDGES).reshape(-1, 2),
        "outline": now["outline"].reshape(-1, 2), "steps": np.diag(size)[which],
        "edges": (now["jacobian"] * size[which]).T, "predicted": abs(now["det"]) * np.prod(size),
        "before": before, "after": after @ matrix.T, "domain": opposite,
        "view": reaching(image_box(f), now["value"]), "variables": f.variables, "outputs": f.outputs,
    }  # fmt: skip


def permutation(order: str, variables) -> np.ndarray:
    """Which variable comes first, second, …; as they are named, if the order is of other variables."""
    names = [name.strip() for name in str(order).split(",")]
    return np.array([variables.index(name) for name in names] if sorted(names) == sorted(variables) else
                    range(len(variables)))  # fmt: skip
