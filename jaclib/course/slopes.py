"""What stands where the slope of tanh should: the mistakes that several exercises have in common."""

from collections.abc import Iterator

import jax.numpy as jnp


def mistaken(z) -> Iterator[tuple]:
    """The name of each mistake, what is taken for the slope 1 − tanh² at z, and what is said of it."""
    t = jnp.tanh(z)
    yield "tanh for its slope", t, "That is tanh itself in place of its slope, 1 − tanh²."
    yield "tanh not squared", 1 - t, "Nearly: the slope of tanh is 1 − tanh², and the square is missing."
    yield "slope of z", 1 - z**2, "Nearly: in 1 − tanh² the tanh of z is squared, not z itself."
    yield "plus tanh squared", 1 + t**2, "Nearly: the slope of tanh is 1 − tanh². Yours has a plus."
    yield "tanh squared", t**2, "Nearly: the slope of tanh is 1 − tanh². Subtract that from 1."
    yield "logistic slope", t * (1 - t), "t (1 − t) is the slope of the logistic function. That of tanh is 1 − tanh²."
