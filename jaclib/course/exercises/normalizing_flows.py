"""The exercises of notebook 08."""

import jax.numpy as jnp

from jaclib import diagnose
from jaclib.course.check import exercise
from jaclib.course.slopes import mistaken

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
    words = "Two Gaussians, and each brings ½ log 2π: together log 2π is subtracted."
    yield "half constant", of_z - jnp.log(6) + jnp.log(2 * jnp.pi) / 2, words
    yield "no constant", of_z - jnp.log(6) + jnp.log(2 * jnp.pi), "The constant is missing: − log 2π makes the total 1."
    words = "− log 2π stands there twice: of two Gaussians, each brings half of it."
    yield "double constant", of_z - jnp.log(6) - jnp.log(2 * jnp.pi), words
    words = "The sign of the constant: log 2π is subtracted."
    yield "plus constant", of_z - jnp.log(6) + 2 * jnp.log(2 * jnp.pi), words
    yield "density", jnp.exp(of_z - jnp.log(6)), "That is the density. Its logarithm is asked for."
    yield "sign", -(of_z - jnp.log(6)), "That is − log p, which training makes small. Here log p itself is asked for."

    words = "z is multiplied where it should be divided: f makes x = (2 z₁, 3 z₂), so z₁ = x₁ / 2."
    yield "scaled on", _log_normal(2 * x1, 3 * x2) - jnp.log(6), words
    words = "The density of z is taken at x. Take it at the z that f brings to x."
    yield "not undone", _log_normal(x1, x2) - jnp.log(6), words
    yield "sum of factors", of_z - jnp.log(5), "The determinant is 2 · 3, and not 2 + 3."
    yield "one factor", of_z - jnp.log(2), "The determinant is 2 · 3: both directions are stretched."
    yield "one factor", of_z - jnp.log(3), "The determinant is 2 · 3: both directions are stretched."
    yield "determinant as factor", of_z / 6, "Densities are divided by 6. Of their logarithms log 6 is subtracted."
    yield "determinant squared", of_z - 2 * jnp.log(6), "log 6 is subtracted once: the determinant is 2 · 3."
    z1, z2 = x1 / 2, x2 / 3
    constants = jnp.log(2 * jnp.pi) + jnp.log(6)
    yield "no half", -(z1**2 + z2**2) - constants, "The ½ before the squares is missing."
    words = "A sign: further out the density is lower, so the squares are subtracted."
    yield "plus squares", (z1**2 + z2**2) / 2 - constants, words
    words = "The two scales are exchanged: z₁ = x₁ / 2 and z₂ = x₂ / 3."
    yield "scales exchanged", _log_normal(x1 / 3, x2 / 2) - jnp.log(6), words
    yield "sum for squares", -((z1 + z2) ** 2) / 2 - constants, "z₁² + z₂² is not (z₁ + z₂)²."
    yield "no squares", -(z1 + z2) / 2 - constants, "z₁ and z₂ must be squared."
    yield "at x too", _log_normal(x1, x2), "That is the density of z at x. Undo f first, and subtract log |det J|."


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
    words = "The second output moves with z₂ by e^(sin z₁) as it is: on the diagonal, sin z₁ isn't differentiated."
    yield "slope of the scale", jnp.cos(z1), words
    yield "value", jnp.log(jnp.abs(z2 * scale)), "z₂ e^(sin z₁) is differentiated with respect to z₂: then z₂ is gone."
    words = "That is the logarithm of the second output itself. Differentiate it with respect to z₂."
    yield "value", jnp.log(jnp.abs(z2 * scale + z1**2)), words
    yield "sum", jnp.log(1 + scale), "The entries of the diagonal are multiplied, not added."
    yield "sign", "The sign: f itself stretches by e^(sin z₁). The minus belongs to the way back, or to the density."
    words = "The absolute value is that of the determinant. Its logarithm may well be negative."
    yield "absolute", jnp.abs(log_scale), words
    yield "z2 as factor", z2 * log_scale, "The derivative in z₂ has no z₂ left, and its logarithm neither."
    yield "z2 as factor", z2 * scale, "z₂ e^(sin z₁) is differentiated with respect to z₂, then its logarithm is taken."
    yield "twice", 2 * log_scale, "Twice too many: the other entry of the diagonal is 1, and its logarithm 0."
    yield "one more", 1 + log_scale, "Of the first entry, 1, the logarithm is taken, too: log 1 = 0."
    yield "one more", 1 + scale, "The entries of the diagonal are multiplied, and then the logarithm is taken."
    yield "z1 alone", z1, "The scale is e^(sin z₁), so its logarithm is sin z₁."
    yield "log of the log", jnp.log(jnp.abs(log_scale)), "The logarithm is taken twice: that of e^(sin z₁) is sin z₁."
    words = "What is added to z₂ changes no area: its slope stands below the diagonal, and not in the product."
    yield "shift's slope", log_scale + 2 * z1, words
    words = "What is added to z₂ changes no area: its slope stands below the diagonal, and not in the product."
    yield "shift's slope", jnp.log(jnp.abs(scale + 2 * z1)), words
    words = "What is added to z₂ changes no area: its slope stands below the diagonal, and not in the product."
    yield "shift's slope", jnp.log(jnp.abs(scale + z1**2)), words


@exercise(PLACES)
def log_density_of_bent(value, x1, x2):
    of_z = _log_normal(x1, jnp.exp(-x1) * x2)
    yield diagnose.number(value, of_z - x1)
    yield "plus", of_z + x1, "The sign of the logarithm: where f stretches, x₁ > 0, the density must become lower."
    yield "no determinant", of_z, "The density of z is taken at the right place. Now subtract log |det J|."
    words = "The density of z is taken at x. Take it at the z that f brings to x: undo f first."
    yield "not undone", _log_normal(x1, x2) - x1, words
    words = "Two Gaussians, and each brings ½ log 2π: together log 2π is subtracted."
    yield "half constant", of_z - x1 + jnp.log(2 * jnp.pi) / 2, words
    yield "no constant", of_z - x1 + jnp.log(2 * jnp.pi), "The constant is missing: − log 2π makes the total 1."
    words = "− log 2π stands there twice: of two Gaussians, each brings half of it."
    yield "double constant", of_z - x1 - jnp.log(2 * jnp.pi), words
    yield "plus constant", of_z - x1 + 2 * jnp.log(2 * jnp.pi), "The sign of the constant: log 2π is subtracted."
    yield "density", jnp.exp(of_z - x1), "That is the density. Its logarithm is asked for."
    yield "sign", -(of_z - x1), "That is − log p, which training makes small. Here log p itself is asked for."

    words = "f is done once more instead of undone: x₂ = z₂ e^(x₁), so z₂ = x₂ e^(−x₁)."
    yield "wrong way", _log_normal(x1, jnp.exp(x1) * x2) - x1, words
    yield "no logarithm", of_z - jnp.exp(x1), "Of logarithms the logarithm is subtracted: log e^(x₁) = x₁."
    yield "product", of_z * jnp.exp(-x1), "Densities are divided by e^(x₁). Of their logarithms x₁ is subtracted."
    yield "second alone", -((jnp.exp(-x1) * x2) ** 2) / 2 - jnp.log(2 * jnp.pi) - x1, "z₁ has its part, too: z₁² + z₂²."
    yield "log of the factor", of_z - jnp.log(jnp.abs(x1)), "det J = e^(x₁), so its logarithm is x₁ itself."
    yield "x2 in it", of_z - x1 * x2, "The determinant is e^(x₁): x₂ isn't in it."
    yield "twice", of_z - 2 * x1, "log |det J| is subtracted once: only z₂ is stretched, by e^(x₁)."
    yield "bare", _log_normal(x1, x2), "That is the density of z at x. Undo f first, and subtract log |det J|."
    yield "divided", _log_normal(x1, x2 / x1) - x1, "z₂ = x₂ e^(−x₁): divide by e^(x₁), not by x₁."
    words = "The ½ before the squares is missing."
    yield "no half", -(x1**2 + (jnp.exp(-x1) * x2) ** 2) - jnp.log(2 * jnp.pi) - x1, words
    yield "not undone plus", _log_normal(x1, x2) + x1, "Two things at once: undo f first, and subtract log |det J|."
    words = "That is z₂. What is subtracted is log |det J|, and det J = e^(x₁)."
    yield "z for the logarithm", of_z - jnp.exp(-x1) * x2, words
    z2 = jnp.exp(-x1) * x2
    yield "sum squared", -((x1 + z2) ** 2) / 2 - jnp.log(2 * jnp.pi) - x1, "z₁² + z₂² is not (z₁ + z₂)²."
    yield "subtracted", _log_normal(x1, x2 - jnp.exp(x1)) - x1, "A product is undone by dividing: z₂ = x₂ e^(−x₁)."
    words = "z₂ is squared as a whole: e^(−x₁) as well."
    yield "half squared", -(x1**2 + x2**2 * jnp.exp(-x1)) / 2 - jnp.log(2 * jnp.pi) - x1, words


@exercise(PLACES)
def det_of_planar(value, z1, z2):
    bend = jnp.tanh(z1 + z2)
    slope = 1 - bend**2
    yield diagnose.number(value, 1 + 0.75 * slope)
    yield "identity", 0.75 * slope, "Nearly: f adds something to z, and z itself has the Jacobian I. A 1 is missing."
    words = "That is the product of the diagonal. This Jacobian is not triangular: subtract the other product."
    yield "diagonal", (1 + 0.5 * slope) * (1 + 0.25 * slope), words
    z = z1 + z2
    for name, s, words in mistaken(z):
        yield name, 1 + 0.75 * s, words
    words = "That is one entry of the diagonal. The determinant is 1 + (u₁ w₁ + u₂ w₂) times the slope."
    yield "one entry", 1 + 0.5 * slope, words
    words = "That is one entry of the diagonal. The determinant is 1 + (u₁ w₁ + u₂ w₂) times the slope."
    yield "one entry", 1 + 0.25 * slope, words
    yield "trace", 2 + 0.75 * slope, "That is the trace, the sum of the diagonal."
    words = "The two products are subtracted, not added."
    yield "plus", (1 + 0.5 * slope) * (1 + 0.25 * slope) + 0.125 * slope**2, words
    yield "product of u", 1 + 0.125 * slope, "uᵀw is a sum: ½ · 1 + ¼ · 1."
    yield "minus", 1 - 0.75 * slope, "A sign: f adds u tanh(…) to z, so the slope is added, too."
    yield "logarithm", jnp.log(1 + 0.75 * slope), "That is its logarithm. The determinant itself is asked for."
    yield "no u", 1 + slope, "u is missing: tanh moves z by u, of which uᵀw = ¾ counts."
    yield "both w", 1 + 1.5 * slope, "uᵀw counts once: ½ · 1 + ¼ · 1."
    words = "The two entries are multiplied, and the other product is subtracted."
    yield "two ones", 2 + slope * 0.75 + 0.125 * slope**2, words
    words = "That is the product off the diagonal. It is subtracted from the other one."
    yield "off the diagonal", 0.125 * slope**2, words
    yield "length of u", 1 + slope * (5**0.5 / 4), "Not the length of u counts, but how far it goes along w: uᵀw."
    yield "constant", 1.75, "The slope of tanh is 1 at 0 only: elsewhere it is 1 − tanh²."
