"""Deep products of Jacobians, against JAX's own derivatives, closed forms and arithmetic with more digits."""

import jax
import jax.numpy as jnp
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore
from jaclib.explore.vanishing_products import ACTIVATIONS, CHALLENGES, LOST, WIDTH, compute, drawn, say
from tests.examples import costly
from tests.explore.answers import verdict, words_of

IN_JAX = {"tanh": jnp.tanh, "ReLU": jax.nn.relu, "identity": lambda z: z}


@pytest.mark.few
@pytest.mark.parametrize("residual", [False, True])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_product_and_the_row_that_comes_back_are_those_of_jax_for_the_whole_network(activation, residual):
    depth, scale = 12, 1.1  # deep enough for some to get lost
    weights, x, row = drawn(3)

    def network(x):
        for W in scale * weights[:depth]:
            x = IN_JAX[activation](W @ x) + residual * x
        return x

    now = compute(activation, residual, scale, depth, 3)
    sigma = np.linalg.svd(jax.jacfwd(network)(x), compute_uv=False)
    np.testing.assert_allclose(np.nan_to_num(now["values"][-1]), sigma, rtol=1e-6, atol=1e-9 * sigma[0])
    clear = np.abs(np.log(np.maximum(sigma / sigma[0], 1e-99) / LOST)) > 1  # beside the limit rounding decides
    assert (np.isnan(now["values"][-1]) == (sigma <= LOST * sigma[0]))[clear].all()
    assert now["through"] == (sigma >= 1e-6 * sigma[0]).sum()
    _, back = jax.vjp(network, x)
    np.testing.assert_allclose(now["gradient"][0], np.linalg.norm(back(row)[0]), rtol=1e-10)


@costly
@given(st.floats(0.2, 3), st.integers(1, 30), st.integers(0, 20))
def test_in_a_linear_network_the_scale_comes_out_of_the_product_to_the_power_of_the_depth(scale, depth, seed):
    one, scaled = (compute("identity", False, each, depth, seed) for each in (1.0, scale))
    np.testing.assert_allclose(scaled["gradient"][0], scale**depth * one["gradient"][0], rtol=1e-9)
    np.testing.assert_allclose(scaled["values"][-1, :8], scale**depth * one["values"][-1, :8], rtol=1e-7)


def test_the_volume_that_the_product_multiplies_by_is_the_product_of_the_layers_determinants():
    """In arithmetic of 60 digits; 3 layers, so that no singular value is lost to rounding."""
    mpmath.mp.dps = 60
    weights, *_ = drawn(0)
    layers = [mpmath.matrix((0.9 * W).tolist()) for W in weights[:3]]
    expected = abs(mpmath.fprod(mpmath.det(W) for W in layers))
    found = mpmath.fprod(map(mpmath.mpf, compute("identity", False, 0.9, 3, 0)["values"][-1]))
    assert float(found / expected) == pytest.approx(1, rel=1e-6)


def test_tanh_vanishes_relu_loses_directions_and_a_residual_connection_carries_the_gradient():
    vanished, carried = (compute("tanh", residual, 0.5, 50, 0)["gradient"][0] for residual in (False, True))
    assert vanished < 1e-10 < 0.1 < carried
    ranks = [int(compute("ReLU", False, 1.4, depth, 0)["through"]) for depth in (1, 10, 40)]
    assert ranks == sorted(ranks, reverse=True)
    assert ranks[0] < WIDTH
    assert compute("identity", False, 3.0, 60, 0)["gradient"][0] > 1e12


def test_the_gradient_is_a_row_of_length_one_where_it_starts():
    now = compute("tanh", False, 0.8, 12, 5)
    assert len(now["gradient"]) == len(now["values"]) == 13
    assert now["gradient"][-1] == pytest.approx(1)
    np.testing.assert_allclose(now["values"][0], 1)


def test_the_words_say_what_has_become_of_the_gradient():
    words = [say(compute("tanh", False, scale, 40, 0)) for scale in (0.5, 1.2)]
    assert words[0].startswith("40 layers of 32 neurons, tanh, weights of scale 0.5: the largest singular value")
    assert words[0].endswith("the gradient has vanished.")
    assert words[1].endswith("the gradient has kept its size, more or less.")
    # The length of an identity network's row is the scale to the power of the depth, times that with scale 1.
    rows = [compute("identity", False, 1.0, 60, 1)["gradient"][0] * scale**60 for scale in (0.9, 1.1)]
    shrunk, grown = (say(compute("identity", False, scale, 60, 1)) for scale in (0.9, 1.1))
    assert shrunk.endswith(f"the gradient has shrunk, by a factor of {1 / rows[0]:.3g}.")
    assert grown.endswith(f"the gradient has grown, by a factor of {rows[1]:.3g}.")
    loud = say(compute("ReLU", True, 3.0, 60, 0))
    assert "with residual connections" in loud
    assert loud.endswith("the gradient has exploded.")


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "arguments",
    [("ReLU", False, 0.2, 60), ("ReLU", True, 3, 60), ("identity", False, 3.0, 60, 20), ("tanh", False, 0.8, 1)],
)
def test_at_its_ends_the_picture_is_drawn_without_a_warning(arguments):
    assert "nan" not in words_of(explore.vanishing_products(*arguments))["say"]


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("steady", ("tanh", False, 1.2, 40), True),
        ("steady", ("tanh", False, 1.0, 40), False),
        ("steady", ("tanh", False, 0.5, 40), None),
        ("steady", ("tanh", True, 0.5, 40), None),
        ("rescued", ("tanh", True, 0.4, 40), True),
        ("rescued", ("tanh", False, 0.4, 40), False),
        ("rescued", ("tanh", False, 0.8, 40), None),
        ("explodes", ("ReLU", True, 3.0, 60), True),
        ("explodes", ("ReLU", True, 1.0, 20), False),
        ("explodes", ("tanh", False, 3.0, 60), None),
    ],
)
def test_a_challenge_knows_when_it_is_solved_when_nearly_and_when_not(name, state, expected):
    assert verdict(CHALLENGES[name], compute(*state, 0)) is expected
