"""Coordinate systems: elliptic ones in the plane, spherical and cylindrical ones in space, affine ones in both.

Polar coordinates are in `jaclib.maps`, with the other plane maps. Angles are in radians. Of spherical ones θ is the
azimuth and φ the angle from the axis, as mathematicians have it, but in `spherical_iso`.
"""

from dataclasses import replace

import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from jaclib.maps import CATALOGUE, PI, Map, Shown, polar


def _elliptic(x):
    mu, nu = x
    return jnp.stack([jnp.cosh(mu) * jnp.cos(nu), jnp.sinh(mu) * jnp.sin(nu)])


def _elliptic_jacobian(x):
    mu, nu = x
    u, v = jnp.sinh(mu) * jnp.cos(nu), jnp.cosh(mu) * jnp.sin(nu)
    return jnp.array([[u, -v], [v, u]])


elliptic = Map(
    "elliptic",
    _elliptic,
    r"(\cosh\mu\cos\nu,\; \sinh\mu\sin\nu)",
    variables=("μ", "ν"),
    outputs=("x", "y"),
    **Shown(domain=((0.0, 1.5), (-PI, PI)), point=(0.5, 0.5), image=((-2.6, 2.6), (-2.6, 2.6))),
    jacobian=_elliptic_jacobian,
)


def _spherical(x):
    rho, phi, theta = x
    across = rho * jnp.sin(phi)
    return jnp.stack([across * jnp.cos(theta), across * jnp.sin(theta), rho * jnp.cos(phi)])


def _spherical_jacobian(x):
    rho, phi, theta = x
    (sp, cp), (st, ct) = ((jnp.sin(angle), jnp.cos(angle)) for angle in (phi, theta))
    x_row, y_row = [sp * ct, rho * cp * ct, -rho * sp * st], [sp * st, rho * cp * st, rho * sp * ct]
    return jnp.array([x_row, y_row, [cp, -rho * sp, 0.0]])


spherical = Map(
    "spherical",
    _spherical,
    r"(\rho\sin\varphi\cos\theta,\; \rho\sin\varphi\sin\theta,\; \rho\cos\varphi)",
    variables=("ρ", "φ", "θ"),
    outputs=("x", "y", "z"),
    **Shown(domain=((0.0, 2.0), (0.0, PI), (-PI, PI)), point=(1.0, 0.9, 0.2), image=((-2.0, 2.0),) * 3),
    jacobian=_spherical_jacobian,
)

# the same map in the names of physicists, ISO 80000-2: θ is the angle from the axis, φ the azimuth
spherical_iso = replace(
    spherical,
    name="spherical (ISO)",
    latex=r"(r\sin\theta\cos\varphi,\; r\sin\theta\sin\varphi,\; r\cos\theta)",
    variables=("r", "θ", "φ"),
)


def _cylindrical(x):
    r, theta, z = x
    return jnp.stack([r * jnp.cos(theta), r * jnp.sin(theta), z])


def _cylindrical_jacobian(x):
    r, theta, _ = x
    c, s = jnp.cos(theta), jnp.sin(theta)
    return jnp.array([[c, -r * s, 0.0], [s, r * c, 0.0], [0.0, 0.0, 1.0]])


cylindrical = Map(
    "cylindrical",
    _cylindrical,
    r"(r\cos\theta,\; r\sin\theta,\; z)",
    variables=("r", "θ", "z"),
    outputs=("x", "y", "z"),
    domain=((0.0, 2.0), (-PI, PI), (-1.5, 1.5)),
    point=(1.0, 0.2, 0.2),
    image=((-2.0, 2.0), (-2.0, 2.0), (-1.5, 1.5)),
    jacobian=_cylindrical_jacobian,
)


def affine_matrix(
    rotation: float = 0.0, shear: float = 0.0, dilation: float = 1.0, mirrored: bool = False, n: int = 2
) -> Float[np.ndarray, "n n"]:
    """The matrix that mirrors (if it should), then shears, then dilates, then rotates; shape (n, n), n = 2 or 3.

    `rotation` is in radians, from the first axis towards the second; the shear adds `shear` times the second coordinate
    to the first; `mirrored` turns the last coordinate's sign. Its determinant is ± dilationⁿ. ValueError for another n.

    >>> affine_matrix(shear=1.0, dilation=2.0)
    array([[2., 2.],
           [0., 2.]])
    """
    if n not in (2, 3):
        raise ValueError(f"n must be 2, for the plane, or 3, for space; got {n!r}.")
    c, s = np.cos(rotation), np.sin(rotation)
    turn, lean, mirror = np.eye(n), np.eye(n), np.eye(n)
    turn[:2, :2] = [[c, -s], [s, c]]
    lean[0, 1] = shear
    mirror[-1, -1] = -1.0 if mirrored else 1.0
    return dilation * turn @ lean @ mirror


def _affine(n):
    """The identity, which a matrix is put behind."""
    names = ("x", "y", "z")[:n]
    return Map(
        "affine" if n == 2 else "affine in space",
        lambda x: x,
        r"A\," + r"\begin{pmatrix}" + r"\\".join(names) + r"\end{pmatrix}",
        variables=names,
        outputs=("u", "v", "w")[:n],
        domain=((-2.0, 2.0),) * n,
        point=(0.3, 0.4, 0.3)[:n],
        image=((-3.0, 3.0),) * n if n == 2 else ((-2.0, 2.0),) * n,
        jacobian=lambda x: jnp.eye(n),
    )


PLANE: dict[str, Map] = {each.name: each for each in (polar, elliptic, _affine(2))} | CATALOGUE
SPACE: dict[str, Map] = {each.name: each for each in (spherical, cylindrical, _affine(3))}
PHYSICISTS = {spherical: spherical_iso}  # the same map with their names for the variables

# After how much of a variable the map says the same again: further than that, points are covered twice.
PERIODS: dict[str, tuple[float, ...]] = dict.fromkeys(("polar", "elliptic", "complex exponential"), (np.inf, 2 * PI))
PERIODS |= {"spherical": (np.inf, np.inf, 2 * PI), "cylindrical": (np.inf, 2 * PI, np.inf)}
