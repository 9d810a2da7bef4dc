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
    words = "That is the density of z at the right place. But areas around it have grown: where is log |det J|?"
    yield "no determinant", of_z, words
    words = "The wrong way round: what is spread over a larger area is thinner, so log |det J| is subtracted."
    yield "plus", of_z + jnp.log(6), words
    yield "no logarithm", of_z - 6, "Densities are divided by 6; so from their logarithms, log 6 is subtracted."
    words = "There are two Gaussians, each with a ½ log 2π of its own to subtract."
    yield "half constant", of_z - jnp.log(6) + jnp.log(2 * jnp.pi) / 2, words
    yield "no constant", of_z - jnp.log(6) + jnp.log(2 * jnp.pi), "The constant is missing: − log 2π makes the total 1."
    words = "− log 2π is there twice. There are two Gaussians, and each brings half of it."
    yield "double constant", of_z - jnp.log(6) - jnp.log(2 * jnp.pi), words
    words = "The sign of the constant is wrong: log 2π is subtracted."
    yield "plus constant", of_z - jnp.log(6) + 2 * jnp.log(2 * jnp.pi), words
    yield "density", jnp.exp(of_z - jnp.log(6)), "That is the density. The question is about its logarithm."
    yield "sign", -(of_z - jnp.log(6)), "That is − log p, which training makes small. Here we want log p itself."

    words = "f is applied once more. To find z, undo it: x₁ = 2 z₁ and x₂ = 3 z₂."
    yield "scaled on", _log_normal(2 * x1, 3 * x2) - jnp.log(6), words
    words = "The density of z is evaluated at x. Evaluate it at the z that f takes to x."
    yield "not undone", _log_normal(x1, x2) - jnp.log(6), words
    words = "That is the density for the way back, (x₁/2, x₂/3). f itself stretches."
    yield "way back", _log_normal(2 * x1, 3 * x2) + jnp.log(6), words
    yield "other base", of_z - jnp.log10(6), "That log has base 10. Here log is the natural one."
    yield "sum of factors", of_z - jnp.log(5), "The determinant multiplies the diagonal; it doesn't add it."
    yield "one factor", of_z - jnp.log(2), "Both directions are stretched: the determinant has both factors."
    yield "one factor", of_z - jnp.log(3), "Both directions are stretched: the determinant has both factors."
    words = "Densities are divided by 6; so from their logarithms, log 6 is subtracted."
    yield "determinant as factor", of_z / 6, words
    yield "determinant squared", of_z - 2 * jnp.log(6), "log 6 is subtracted twice. Once is enough."
    z1, z2 = x1 / 2, x2 / 3
    constants = jnp.log(2 * jnp.pi) + jnp.log(6)
    yield "no half", -(z1**2 + z2**2) - constants, "The ½ before the squares is missing."
    words = "A sign is wrong: farther out the density is lower, so the squares are subtracted."
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
    yield "no logarithm", scale, "That is the determinant. The question is about its logarithm."
    words = (
        "z₁² is added to the second output. That moves points and changes no area: in the Jacobian, where does its "
        "slope stand?"
    )
    yield "shift", log_scale + z1**2, words
    words = "That is the entry below the diagonal, which has no part in the determinant of a triangular matrix."
    yield "below", z2 * scale * jnp.cos(z1) + 2 * z1, words
    words = "On the diagonal, the second output is differentiated with respect to z₂. There z₁ is held still."
    yield "slope of the scale", jnp.cos(z1), words
    words = "Differentiate the second output with respect to z₂. Is z₂ still there?"
    yield "value", jnp.log(jnp.abs(z2 * scale)), words
    words = "That is the logarithm of the second output itself. Differentiate it with respect to z₂."
    yield "value", jnp.log(jnp.abs(z2 * scale + z1**2)), words
    yield "sum", jnp.log(1 + scale), "The entries of the diagonal are multiplied, not added."
    yield "sign", "The sign is wrong: the minus belongs to the way back, or to the density."
    words = "The absolute value is taken of the determinant. Its logarithm may well be negative."
    yield "absolute", jnp.abs(log_scale), words
    yield "z2 as factor", z2 * log_scale, "Differentiate the second output with respect to z₂. Is z₂ still there?"
    words = "Two things are left to do: differentiate with respect to z₂, then take the logarithm."
    yield "z2 as factor", z2 * scale, words
    yield "twice", 2 * log_scale, "That is twice too much. What is the logarithm of the other entry of the diagonal?"
    yield "one more", 1 + log_scale, "The logarithm of the first entry counts as well. What is log 1?"
    yield "one more", 1 + scale, "The entries of the diagonal are multiplied, and then the logarithm is taken."
    yield "other part", jnp.sin(z2), "Which part is kept, and says how the other is scaled?"
    words = "That is the logarithm of the entry below the diagonal, which has no part in the determinant."
    yield "below", jnp.log(jnp.abs(z2 * scale * jnp.cos(z1) + 2 * z1)), words
    yield "z1 alone", z1, "Where is the sine? Take the logarithm of the whole exponential."
    yield "log of the log", jnp.log(jnp.abs(log_scale)), "The logarithm is taken twice."
    words = "What is added to z₂ changes no area: its slope stands below the diagonal, and not in the product."
    yield "shift's slope", log_scale + 2 * z1, words
    yield "shift's slope", jnp.log(jnp.abs(scale + 2 * z1)), words
    yield "shift's slope", jnp.log(jnp.abs(scale + z1**2)), words


@exercise(PLACES)
def log_density_of_bent(value, x1, x2):
    of_z = _log_normal(x1, jnp.exp(-x1) * x2)
    yield diagnose.number(value, of_z - x1)
    words = "The sign of the logarithm is wrong: where f stretches, at x₁ > 0, the density must become lower."
    yield "plus", of_z + x1, words
    yield "no determinant", of_z, "The density of z is evaluated at the right place. Now subtract log |det J|."
    words = "The density of z is evaluated at x. Evaluate it at the z that f takes to x: undo f first."
    yield "not undone", _log_normal(x1, x2) - x1, words
    words = "There are two Gaussians, each with a ½ log 2π of its own to subtract."
    yield "half constant", of_z - x1 + jnp.log(2 * jnp.pi) / 2, words
    yield "no constant", of_z - x1 + jnp.log(2 * jnp.pi), "The constant is missing: − log 2π makes the total 1."
    words = "− log 2π is there twice. There are two Gaussians, and each brings half of it."
    yield "double constant", of_z - x1 - jnp.log(2 * jnp.pi), words
    words = "The sign of the constant is wrong: log 2π is subtracted."
    yield "plus constant", of_z - x1 + 2 * jnp.log(2 * jnp.pi), words
    yield "density", jnp.exp(of_z - x1), "That is the density. The question is about its logarithm."
    yield "sign", -(of_z - x1), "That is − log p, which training makes small. Here we want log p itself."

    words = "f is applied once more instead of undone. Solve x₂ = z₂ e^(x₁) for z₂."
    yield "wrong way", _log_normal(x1, jnp.exp(x1) * x2) - x1, words
    words = "From a logarithm, a logarithm is subtracted. That is the determinant itself."
    yield "no logarithm", of_z - jnp.exp(x1), words
    words = "Densities are divided by the determinant; so from their logarithms, its logarithm is subtracted."
    yield "product", of_z * jnp.exp(-x1), words
    words = "z₁ has its part as well: z₁² + z₂²."
    yield "second alone", -((jnp.exp(-x1) * x2) ** 2) / 2 - jnp.log(2 * jnp.pi) - x1, words
    words = "That is one logarithm too many. What is the logarithm of an exponential?"
    yield "log of the factor", of_z - jnp.log(jnp.abs(x1)), words
    words = (
        "Differentiate the second output with respect to z₂: the determinant doesn't depend on z₂, so x₂ isn't in it."
    )
    yield "x2 in it", of_z - x1 * x2, words
    yield "twice", of_z - 2 * x1, "log |det J| is subtracted twice. Once is enough."
    yield "bare", _log_normal(x1, x2), "That is the density of z at x. Undo f first, and subtract log |det J|."
    words = "To find z₂, divide by the whole factor that f has multiplied it by."
    yield "divided", _log_normal(x1, x2 / x1) - x1, words
    words = "The ½ before the squares is missing."
    yield "no half", -(x1**2 + (jnp.exp(-x1) * x2) ** 2) - jnp.log(2 * jnp.pi) - x1, words
    yield "not undone plus", _log_normal(x1, x2) + x1, "Two things at once: undo f first, and subtract log |det J|."
    words = "What is subtracted there is z₂. It should be log |det J|."
    yield "z for the logarithm", of_z - jnp.exp(-x1) * x2, words
    z2 = jnp.exp(-x1) * x2
    yield "sum squared", -((x1 + z2) ** 2) / 2 - jnp.log(2 * jnp.pi) - x1, "z₁² + z₂² is not (z₁ + z₂)²."
    yield "subtracted", _log_normal(x1, x2 - jnp.exp(x1)) - x1, "f multiplies z₂, and a product is undone by dividing."
    words = "Square z₂ as a whole, its exponential as well."
    yield "half squared", -(x1**2 + x2**2 * jnp.exp(-x1)) / 2 - jnp.log(2 * jnp.pi) - x1, words


@exercise(PLACES)
def det_of_planar(value, z1, z2):
    bend = jnp.tanh(z1 + z2)
    slope = 1 - bend**2
    yield diagnose.number(value, 1 + 0.75 * slope)
    words = "Nearly: that is what the tanh adds. What does the first term of f, z itself, add to the Jacobian?"
    yield "identity", 0.75 * slope, words
    words = "That is the product of the diagonal. This Jacobian is not triangular: the other product counts as well."
    yield "diagonal", (1 + 0.5 * slope) * (1 + 0.25 * slope), words
    z = z1 + z2
    for name, s, words in mistaken(z):
        yield name, 1 + 0.75 * s, words
    words = "That is one entry of the diagonal. Write down all four entries first."
    yield "one entry", 1 + 0.5 * slope, words
    yield "one entry", 1 + 0.25 * slope, words
    yield "trace", 2 + 0.75 * slope, "That is the trace, the sum of the diagonal."
    words = "The two products are subtracted, not added."
    yield "plus", (1 + 0.5 * slope) * (1 + 0.25 * slope) + 0.125 * slope**2, words
    words = "The two entries of u are multiplied there. Multiply out the determinant once more."
    apart = 0.5 * (1 - jnp.tanh(z1) ** 2) + 0.25 * (1 - jnp.tanh(z2) ** 2)
    yield "apart", 1 + apart, "tanh is taken of the sum z₁ + z₂, and so is its slope."
    yield "product of u", 1 + 0.125 * slope, words
    yield "minus", 1 - 0.75 * slope, "A sign is wrong: f adds u tanh(…) to z, so its slope is added as well."
    yield "logarithm", jnp.log(1 + 0.75 * slope), "That is its logarithm. The question is about the determinant itself."
    yield "no u", 1 + slope, "u is missing: tanh moves z along u, in each coordinate by its own amount."
    yield "both w", 1 + 1.5 * slope, "That counts u twice. Multiply out the determinant once more."
    words = "The entries of the diagonal are multiplied, and the other product is subtracted."
    yield "two ones", 2 + slope * 0.75 + 0.125 * slope**2, words
    words = "That is the product off the diagonal. It is subtracted from the other one."
    yield "off the diagonal", 0.125 * slope**2, words
    words = "What counts is not the length of u, but how far it goes along w: their dot product."
    yield "length of u", 1 + slope * (5**0.5 / 4), words
    yield "constant", 1.75, "The slope of tanh is 1 only at 0: elsewhere it is 1 − tanh²."
