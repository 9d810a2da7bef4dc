"""Answers to the exercises of notebook 08."""

from tests.course.answers import Answers

HEAD = "import jax.numpy as jnp\n"
SCALED = (
    HEAD
    + """
def log_density_of_scaled(x1, x2):
    z1, z2 = x1 / 2, x2 / 3
    log_p_z = -(z1**2 + z2**2) / 2 - jnp.log(2 * jnp.pi)
    return {}
"""
)
COUPLING = (
    HEAD
    + """
def log_det_of_coupling(z1, z2):
    return {}
"""
)
BENT = (
    HEAD
    + """
def log_density_of_bent(x1, x2):
    z1, z2 = x1, x2 * jnp.exp(-x1)
    log_normal = lambda z1, z2: -(z1**2 + z2**2) / 2 - jnp.log(2 * jnp.pi)
    return {}
"""
)
PLANAR = (
    HEAD
    + """
def det_of_planar(z1, z2):
    t = jnp.tanh(z1 + z2)
    return {}
"""
)

ANSWERS = {
    "log_density_of_scaled": Answers(
        right=SCALED.format("log_p_z - jnp.log(6)"),
        wrong={
            "no determinant": SCALED.format("log_p_z"),
            "plus": SCALED.format("log_p_z + jnp.log(6)"),
            "no logarithm": SCALED.format("log_p_z - 6"),
        },
    ),
    "log_det_of_coupling": Answers(
        right=COUPLING.format("jnp.sin(z1)"),
        wrong={
            "no logarithm": COUPLING.format("jnp.exp(jnp.sin(z1))"),
            "shift": COUPLING.format("jnp.sin(z1) + z1**2"),
            "off the diagonal": COUPLING.format("z2 * jnp.exp(jnp.sin(z1)) * jnp.cos(z1) + 2 * z1"),
        },
    ),
    "log_density_of_bent": Answers(
        right=BENT.format("log_normal(z1, z2) - x1"),
        wrong={
            "plus": BENT.format("log_normal(z1, z2) + x1"),
            "no determinant": BENT.format("log_normal(z1, z2)"),
            "not undone": BENT.format("log_normal(x1, x2) - x1"),
        },
    ),
    "det_of_planar": Answers(
        right=PLANAR.format("1 + 0.75 * (1 - t**2)"),
        wrong={
            "identity": PLANAR.format("0.75 * (1 - t**2)"),
            "no slope": PLANAR.format("1 + 0.75 * t"),
            "diagonal": PLANAR.format("(1 + 0.5 * (1 - t**2)) * (1 + 0.25 * (1 - t**2))"),
        },
    ),
}
