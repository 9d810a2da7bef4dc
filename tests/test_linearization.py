"""Where a linearization looks for its error: along the axes both ways, and between them. See test_jacobian.py, too."""

import jax
import jax.numpy as jnp
import pytest

from jaclib import linearize


def bent_in_a_wedge(degrees, steepness):
    """The identity but for a wedge from 0 in this direction, in which the map has another slope: no derivative at 0."""
    turn = jnp.radians(degrees)
    along, across = jnp.array([jnp.cos(turn), jnp.sin(turn)]), jnp.array([-jnp.sin(turn), jnp.cos(turn)])
    return lambda x: x + jax.nn.relu(x @ along - steepness * jnp.abs(x @ across))  # of which JAX makes J = I at 0


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_wedge_of_a_tenth_of_a_degree_along_an_axis_is_seen(degrees):
    assert linearize(bent_in_a_wedge(degrees, 1000), [0.0, 0.0]).order() == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("degrees", [45, 135, 225, 315])
def test_a_wedge_between_the_axes_is_seen(degrees):
    assert linearize(bent_in_a_wedge(degrees, 2), [0.0, 0.0]).order() == pytest.approx(1, abs=0.01)
