"""The exercises of notebook 08."""

import jax.numpy as jnp

from jaclib import diagnose
from jaclib.course.check import Exercise

PLACES = [(0.4, -0.8), (-1.1, 0.3), (1.5, 1.2), (0.2, 2.0)]
LOG_ROOT = jnp.log(2 * jnp.pi) / 2


def _log_normal(*z):
    """The log-density of independent standard Gaussians."""
    return sum(-(each**2) / 2 - LOG_ROOT for each in z)


def _bent(x1, x2):
    return jnp.exp(-x1) * x2


def _slope(z1, z2):
    return 1 - jnp.tanh(z1 + z2) ** 2


log_density_of_scaled = Exercise(
    judge=lambda value, x1, x2: diagnose.number(value, _log_normal(x1 / 2, x2 / 3) - jnp.log(6)),
    at=PLACES,
    slips={
        "no determinant": lambda x1, x2: _log_normal(x1 / 2, x2 / 3),
        "plus": lambda x1, x2: _log_normal(x1 / 2, x2 / 3) + jnp.log(6),
        "no logarithm": lambda x1, x2: _log_normal(x1 / 2, x2 / 3) - 6,
    },
    hints={
        "no determinant": "That is the density of z at the right place. But around it areas have grown: where is log "
        "|det J|?",
        "plus": "The wrong way round: what is spread over a larger area is thinner. log |det J| is subtracted.",
        "no logarithm": "Densities are divided by 6. Of their logarithms log 6 is subtracted.",
    },
)
log_det_of_coupling = Exercise(
    judge=lambda value, z1, z2: diagnose.number(value, jnp.sin(z1)),
    at=PLACES,
    slips={
        "no logarithm": lambda z1, z2: jnp.exp(jnp.sin(z1)),
        "shift": lambda z1, z2: jnp.sin(z1) + z1**2,
        "below": lambda z1, z2: z2 * jnp.exp(jnp.sin(z1)) * jnp.cos(z1) + 2 * z1,
    },
    hints={
        "no logarithm": "That is the determinant. Its logarithm is asked for, and it is simpler.",
        "shift": "What is added to z₂ moves points and changes no area: of the shift, only the slope off the diagonal "
        "is left, and that is not in the product.",
        "below": "That is the entry below the diagonal. The determinant of a triangular matrix doesn't ask for it.",
    },
)
log_density_of_bent = Exercise(
    judge=lambda value, x1, x2: diagnose.number(value, _log_normal(x1, _bent(x1, x2)) - x1),
    at=PLACES,
    slips={
        "plus": lambda x1, x2: _log_normal(x1, _bent(x1, x2)) + x1,
        "no determinant": lambda x1, x2: _log_normal(x1, _bent(x1, x2)),
        "not undone": lambda x1, x2: _log_normal(x1, x2) - x1,
    },
    hints={
        "plus": "The sign of the logarithm: where f stretches, x₁ > 0, the density must become lower.",
        "no determinant": "The density of z is taken at the right place. Now subtract log |det J|.",
        "not undone": "The density of z is taken at x. Take it at the z that f brings to x: undo f first.",
    },
)
det_of_planar = Exercise(
    judge=lambda value, z1, z2: diagnose.number(value, 1 + 0.75 * _slope(z1, z2)),
    at=PLACES,
    slips={
        "identity": lambda z1, z2: 0.75 * _slope(z1, z2),
        "no slope": lambda z1, z2: 1 + 0.75 * jnp.tanh(z1 + z2),
        "diagonal": lambda z1, z2: (1 + 0.5 * _slope(z1, z2)) * (1 + 0.25 * _slope(z1, z2)),
    },
    hints={
        "identity": "Nearly: f adds something to z, and z itself has the Jacobian I. A 1 is missing.",
        "no slope": "tanh itself stands where its slope, 1 − tanh², is needed.",
        "diagonal": "That is the product of the diagonal. This Jacobian is not triangular: subtract the other product.",
    },
)
