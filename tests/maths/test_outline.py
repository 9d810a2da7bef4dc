"""The image of a line has a gap where the map jumps, and nowhere else."""

from functools import cache, partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib.image.outline import outlined

TURN = np.linspace(0, 2 * np.pi, 181)
CIRCLE = np.stack([np.cos(TURN), np.sin(TURN)], axis=1)


images = partial(jax.jit, static_argnums=0)(lambda f, x: jax.vmap(f)(x))


def around(f, a, radius):
    x = jnp.asarray(a) + radius * CIRCLE
    return outlined(f, x, images(f, x))


@cache
def pair(first):
    return lambda x: jnp.stack([first(x[0]), x[1]])


STEEP = lambda x: jnp.tanh(1e3 * x)  # noqa: E731
SMOOTH = [jnp.sin, lambda x: jnp.exp(10 * x), STEEP, jnp.abs, jnp.cbrt, lambda x: jnp.sqrt(jnp.abs(x)), lambda x: 0 * x]
TORN = [jnp.floor, jnp.sign, lambda x: jnp.arctan(1 / x), lambda x: 1 / x, lambda x: jnp.tan(2 * x)]
AT_0 = (jnp.sign, *TORN[2:4])
POLES = [lambda x: 1 / x, lambda x: x**-2, lambda x: jnp.log(jnp.abs(x)), TORN[-1]]


@pytest.mark.parametrize("first", SMOOTH)
@given(st.floats(-0.9, 0.9), st.floats(1, 2))
def test_what_is_continuous_is_whole_and_bounded_however_steep(first, a, radius):
    found = around(pair(first), [a, 0.3], radius)
    assert not found.torn
    assert not found.unbounded
    assert not found.undefined
    np.testing.assert_array_equal(found.points, images(pair(first), jnp.array([a, 0.3]) + radius * CIRCLE))


@pytest.mark.parametrize(
    "first",
    [
        lambda x: jnp.tanh(500 * (x - 0.1234567)),  # far away it is ±1, but for the last digit
        lambda x: jnp.exp(-((100 * x) ** 2)),  # nearly everywhere 0
        lambda x: jax.lax.erf(1000 * (x - 0.1234567)),
    ],
)
@pytest.mark.parametrize("end", [0.97, 1.0])
def test_a_straight_way_across_what_is_steep_only_for_a_short_while_is_whole_and_bounded(first, end):
    line = np.stack([np.linspace(-1, end, 201), np.zeros(201)], axis=1)
    found = outlined(pair(first), line, images(pair(first), line))
    assert not found.torn
    assert not found.unbounded


@pytest.mark.parametrize("first", TORN)
@given(st.floats(-0.9, 0.9), st.floats(1, 1.5))
def test_a_jump_or_a_pole_leaves_a_gap_between_its_neighbours(first, a, radius):
    found = around(pair(first), [a, 0.3], radius)
    x = a + radius * CIRCLE[:, 0]
    places = np.flatnonzero(np.isnan(found.points[:, 0]))
    assert found.torn
    assert len(places) >= 2
    if first in AT_0:
        assert (x[places - 1] * x[places + 1] <= 1e-9).all()


@pytest.mark.parametrize("first", POLES)
@given(st.floats(-0.9, 0.9), st.floats(1, 1.5))
def test_a_pole_is_unbounded_also_where_it_has_no_jump(first, a, radius):
    assert around(pair(first), [a, 0.3], radius).unbounded


def test_a_part_that_is_undefined_is_said_and_tears_nothing():
    found = around(pair(jnp.sqrt), [0.5, 0.0], 1.0)
    assert (bool(found.undefined), bool(found.torn), bool(found.unbounded)) == (True, False, False)


@given(st.floats(1e-4, 2))
def test_small_circles_are_looked_at_as_well(radius):
    assert around(pair(jnp.sign), [0.3 * radius, 1.0], radius).torn
    assert not around(pair(jnp.sign), [1.5 * radius, 1.0], radius).torn
    assert around(pair(lambda x: 1 / (x - 1)), [1 + 0.3 * radius, 1.0], radius).unbounded


def test_more_jumps_than_pieces_that_are_looked_into_are_still_told():
    assert around(pair(lambda x: jnp.floor(20 * x)), [0.01, 0.0], 1.0).torn
