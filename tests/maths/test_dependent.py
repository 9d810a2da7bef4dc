"""Maps whose outputs depend on each other: that det J is 0 everywhere is told from a determinant that is small."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import jacobian, maps, parse_map
from jaclib.evidence.dependent import everywhere, on_a_curve, vanishes
from jaclib.preimages import net
from jaclib.programs.field import field

NODES = net(((-1.9, 2.0), (-1.95, 2.0)), 12).reshape(-1, 2)


def to_the_circle(x):
    return x / jnp.sqrt(x @ x)


DEPENDENT = ["x + y, 2x + 2y", "ln(x/y), y/x", "atan(x) + atan(y), (x + y)/(1 - x y)", "sin x, cos x"]
DEPENDENT += ["x² + y², 1", "1, 2"]


@pytest.mark.slow
@pytest.mark.parametrize("f", [*map(parse_map, DEPENDENT), to_the_circle], ids=[*DEPENDENT, "x/|x|"])
def test_of_dependent_outputs_the_determinant_is_0_everywhere_but_for_rounding(f):
    assert vanishes(np.asarray(jax.vmap(jacobian(f))(NODES)))


@pytest.mark.slow
@pytest.mark.parametrize("name", [*maps.CATALOGUE, "x³, y", "1e-7 x, 1e-7 y", "x + y, x + y + 1e-9 x", "|x|, y"])
def test_a_determinant_that_is_small_or_0_somewhere_is_not_0_everywhere(name):
    f = maps.CATALOGUE.get(name) or parse_map(name)
    assert not vanishes(np.asarray(jax.vmap(jacobian(f))(NODES)))


@given(st.lists(st.floats(-1, 1), min_size=9, max_size=9))
def test_a_matrix_with_a_row_that_is_the_sum_of_the_others_has_no_determinant_and_with_another_it_has(entries):
    J = np.array(entries).reshape(3, 3)
    J[2] = J[0] + J[1]
    assert vanishes(J[None])
    assert not vanishes(np.eye(3)[None] * 3 + J - J)


def test_where_nothing_is_defined_nothing_is_said():
    assert not vanishes(np.full((3, 2, 2), np.nan))


@given(st.floats(0.5, 1.5), st.floats(-1, 1))
def test_points_on_a_curve_of_preimages_go_to_b_and_lie_on_it(radius, other):
    f, box = parse_map("x² + y², 2x² + 2y²"), ((-2.0, 2.0), (-2.0, 2.0))
    b = np.array([radius**2, 2 * radius**2])
    starts = radius * np.array([[1.1, 0.0], [0.0, 0.9], [0.7, 0.7], [-0.75, 0.7]])
    found = on_a_curve(f, b, starts, box)
    np.testing.assert_allclose(np.hypot(*found.T), radius, atol=1e-8)
    assert len(found) == 4
    beside = b + np.array([0, 0.1 + abs(other)])  # the image lies on a line
    assert len(on_a_curve(f, beside, starts, box)) == 0


@pytest.mark.slow
@pytest.mark.parametrize("f", [*map(parse_map, DEPENDENT), to_the_circle], ids=[*DEPENDENT, "x/|x|"])
def test_also_between_the_places_the_determinant_of_dependent_outputs_is_0_beside_poles_and_tears_too(f):
    assert everywhere(f, NODES, *field(f, NODES))


@pytest.mark.parametrize("u", ["tanh(1000 (x - 0.213))", "tanh(10000 x)"])
def test_a_step_between_the_places_is_found_though_the_determinant_is_0_at_all_of_them(u):
    f = parse_map(f"{u}, y")
    places = np.stack(np.meshgrid(np.linspace(-1.93, 1.7, 9), np.linspace(-2, 2, 5), indexing="ij"), axis=-1)
    values, J = field(f, places)
    assert vanishes(J)
    assert np.ptp(values[..., 0]) > 0.9
    assert not everywhere(f, places, values, J)


CONSTANT = ["cos(x)² + sin(x)², y", "y, cosh(x)² - sinh(x)²"]
MOVING = ["x + 1e12, y", "1 + 1e-10 x², y", "x + 1e16, y", "1e-20 sin x, y", "1/(x - 2), y"]  # 2 is one of the nodes


@pytest.mark.parametrize("text", CONSTANT + MOVING)
def test_an_output_that_is_constant_but_for_rounding_depends_on_every_other(text):
    f = parse_map(text)
    assert everywhere(f, NODES, *field(f, NODES)) is (text in CONSTANT)
