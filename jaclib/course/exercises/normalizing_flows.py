"""The exercises of notebook 08."""

import jax.numpy as jnp

from jaclib import diagnose
from jaclib.course.check import exercise

PLACES = [(0.4, -0.8), (-1.1, 0.3), (1.5, 1.2), (0.2, 2.0)]


def _log_normal(z1, z2):
    """The log-density of two independent standard Gaussians."""
    return -(z1**2 + z2**2) / 2 - jnp.log(2 * jnp.pi)


@exercise(PLACES)
def log_density_of_scaled(value, x1, x2):
    of_z = _log_normal(x1 / 2, x2 / 3)
    yield diagnose.number(value, of_z - jnp.log(6))
    words = "That is the density of z at the right place. But around it areas have grown: where is log |det J|?"
    yield "no determinant", of_z, words
    words = "The wrong way round: what is spread over a larger area is thinner. log |det J| is subtracted."
    yield "plus", of_z + jnp.log(6), words
    yield "no logarithm", of_z - 6, "Densities are divided by 6. Of their logarithms log 6 is subtracted."


@exercise(PLACES)
def log_det_of_coupling(value, z1, z2):
    log_scale = jnp.sin(z1)
    yield diagnose.number(value, log_scale)
    scale = jnp.exp(log_scale)
    yield "no logarithm", scale, "That is the determinant. Its logarithm is asked for, and it is simpler."
    words = (
        "What is added to z₂ moves points and changes no area: of the shift, only the slope off the diagonal is left, "
        "and that is not in the product."
    )
    yield "shift", log_scale + z1**2, words
    words = "That is the entry below the diagonal. The determinant of a triangular matrix doesn't ask for it."
    yield "below", z2 * scale * jnp.cos(z1) + 2 * z1, words


@exercise(PLACES)
def log_density_of_bent(value, x1, x2):
    of_z = _log_normal(x1, jnp.exp(-x1) * x2)
    yield diagnose.number(value, of_z - x1)
    yield "plus", of_z + x1, "The sign of the logarithm: where f stretches, x₁ > 0, the density must become lower."
    yield "no determinant", of_z, "The density of z is taken at the right place. Now subtract log |det J|."
    words = "The density of z is taken at x. Take it at the z that f brings to x: undo f first."
    yield "not undone", _log_normal(x1, x2) - x1, words


@exercise(PLACES)
def det_of_planar(value, z1, z2):
    bend = jnp.tanh(z1 + z2)
    slope = 1 - bend**2
    yield diagnose.number(value, 1 + 0.75 * slope)
    yield "identity", 0.75 * slope, "Nearly: f adds something to z, and z itself has the Jacobian I. A 1 is missing."
    yield "no slope", 1 + 0.75 * bend, "tanh itself stands where its slope, 1 − tanh², is needed."
    words = "That is the product of the diagonal. This Jacobian is not triangular: subtract the other product."
    yield "diagonal", (1 + 0.5 * slope) * (1 + 0.25 * slope), words
