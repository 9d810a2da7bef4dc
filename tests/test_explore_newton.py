"""The numbers, the words and the arguments of explore.newton, and the basins below it, without a browser."""

import inspect

import jax
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore, maps, newton, parse_map
from jaclib.basins import ELSEWHERE, NONE, basins
from jaclib.explore.newton_words import CHALLENGES

module = inspect.getmodule(explore.newton)
compute, numbers, say, CUBE, MOST = module.compute, module.numbers, module.say, module.CUBE, module.MOST
cube = parse_map(CUBE)
coordinate = st.floats(-1.9, 1.9)
points = st.tuples(coordinate, coordinate).map(np.array)


def at(f, a, y, step=0, damped=False):
    return compute(f, np.array(a, dtype=float), np.array(y, dtype=float), step, damped)


def textbook(z, w, steps):
    """Newton's iterates for z³ = w with complex numbers."""
    way = [z]
    for _ in range(steps):
        way.append(way[-1] - (way[-1] ** 3 - w) / (3 * way[-1] ** 2))
    return way


@pytest.mark.slow
@given(points.filter(lambda p: p @ p > 0.3), points.filter(lambda p: p @ p > 0.3))
def test_for_the_cube_the_iterates_are_those_with_complex_numbers(a, y):
    now, way = at(cube, a, y), textbook(complex(*a), complex(*y), 4)
    expected = np.array([(z.real, z.imag) for z in way])
    k = min(4, int(now["last"]))
    np.testing.assert_allclose(now["x"][: k + 1], expected[: k + 1], rtol=1e-7, atol=1e-9)
    np.testing.assert_allclose(now["gaps"][:k], [abs(z**3 - complex(*y)) for z in way[:k]], rtol=1e-6, atol=1e-9)


@pytest.mark.slow
@given(st.sampled_from([maps.cusp, cube]), points, points)
def test_the_next_step_is_aimed_at_where_the_linear_approximation_reaches_y(f, a, y):
    now = at(f, a, y)
    if abs(now["det"]) > 1e-3 and now["gap"] > 1e-9:
        promise = now["value"] + now["jacobian"] @ (now["aim"] - now["here"])
        np.testing.assert_allclose(promise, y, atol=1e-9 / abs(now["det"]))
        if now["last"] > 0:
            np.testing.assert_allclose(now["x"][1], now["aim"], rtol=1e-9, atol=1e-9)


def test_the_curves_are_images_of_the_steps_from_point_to_point():
    now = at(cube, (-1.5, 1.2), (4, -3))
    np.testing.assert_allclose(now["curves"][:, 0], now["values"][:-1], atol=1e-9)
    np.testing.assert_allclose(now["curves"][:, -1], now["values"][1:], atol=1e-9)
    middle = np.asarray(cube((now["x"][0] + now["x"][1]) / 2))
    np.testing.assert_allclose(now["curves"][0, 16], middle, atol=1e-12)


@pytest.mark.parametrize("y", [(4.0, -3.0), (0.5, 0.5), (-2.0, 0.1)])
def test_the_roots_of_the_cube_are_the_three_of_a_complex_number_from_left_to_right(y):
    roots = complex(*y) ** (1 / 3) * np.exp(2j * np.pi * np.arange(3) / 3)
    expected = sorted(((z.real, z.imag) for z in roots), key=lambda z: (round(z[0], 3), round(z[1], 3)))
    np.testing.assert_allclose(at(cube, (1, 1), y)["roots"], expected, atol=2e-4)


@pytest.mark.slow
@given(points, st.sampled_from([maps.complex_square, maps.cusp, cube]), st.booleans())
def test_a_start_has_the_colour_of_the_root_that_newton_itself_reaches(a, f, damped):
    y, square = np.array([-1.0, 0.3]), ((-2, 2), (-2, 2))
    near = a[:, None] + 0.004 * np.array([[0, 1, -1, 0, 0], [0, 0, 0, 1, -1]])
    reached, _, roots = basins(f, y, np.concatenate([near, starts()], axis=1), square, damped)
    if len(set(reached[:5])) > 1 or reached[0] in (NONE, ELSEWHERE):
        return  # on a border rounding decides
    way = solved(f, y, a, damped)
    assert way.converged
    np.testing.assert_allclose(way.x, roots[reached[0] - 1], atol=2e-3)


solved = jax.jit(lambda f, y, a, damped: newton(f, y, a, damped=damped), static_argnames="f")


def starts():
    return np.stack(np.meshgrid(np.linspace(-2, 2, 41), np.linspace(-2, 2, 41))).reshape(2, -1)


@pytest.mark.parametrize("damped", [False, True])
def test_the_basins_of_the_square_are_two_half_planes(damped):
    """Newton's method for z² = w goes to the root on the same side of the line through 0 across it (Cayley 1879).

    A halved step ends between two points of that side, and so on that side, too.
    """
    w = complex(0.6, 1.1)
    root, places = w**0.5, starts()
    side = places[0] * root.real + places[1] * root.imag
    reached, _, roots = basins(maps.complex_square, [w.real, w.imag], places, ((-2, 2), (-2, 2)), damped)
    np.testing.assert_allclose(roots, [(-root.real, -root.imag), (root.real, root.imag)], atol=1e-4)
    clear = np.abs(side) > 0.02
    assert (reached[clear] == np.where(side[clear] > 0, 2, 1)).all()


def test_where_there_is_no_root_no_start_reaches_one_and_a_root_elsewhere_is_told_apart():
    reached, _, roots = basins(maps.fold, [0.3, -0.5], starts(), ((-2, 2), (-2, 2)), True)
    assert (reached == NONE).all()
    assert roots.shape == (0, 2)
    reached, _, roots = basins(maps.shear, [9.0, 0.0], starts(), ((-2, 2), (-2, 2)), False)
    assert (reached == ELSEWHERE).all()


def test_nothing_compiles_while_one_drags():
    at(cube, (1, 0.2), (1, 1))
    before = numbers._cache_size()
    for x in np.linspace(0.5, 1.5, 4):
        at(cube, (x, 0.2), (x, 1), 3, True)
    at(cube, (1, 1), (0, 1), 2, 0)  # a page sends whole numbers, too
    assert numbers._cache_size() == before


def test_what_is_said_has_the_numbers_of_the_picture():
    now = at(cube, (-1.5, 1.2), (4, -3), 2)
    assert "after 2 steps" in say(now)
    assert f"({now['x'][2][0]:.3g}, {now['x'][2][1]:.3g})" in say(now)
    assert f"root {now['root']} of 3 in view, after {now['last']} steps" in say(now)
    assert "not at a root" in say(at(maps.fold, (0.5, 0.7), (0, -1), 0, True))
    assert "before the first step" in say(at(cube, (1, 1), (4, -3)))


def test_a_start_without_a_step_takes_none():
    now = at(cube, (0, 0), (1, 0), 5)
    assert now["taken"] == 0
    assert not np.isfinite(now["aim"]).any()
    assert "comes to a halt after no step" in say(now)


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("text", "a"), [("sqrt(x), y", (-1, 0.5)), ("ln x, x/y", (0, 0)), ("1/x, y", (1, 1))])
def test_where_the_map_is_undefined_there_are_gaps_and_no_error_and_no_warning(text, a):
    live = explore.newton(text, a=a, y=(0.5, 0.5), step=3)
    png, words = live.stage.draw(live.state)
    live.close()
    assert png.startswith(b"\x89PNG")
    assert "nan" not in words["say"]


def test_the_call_recreates_the_view():
    live = explore.newton("cusp", a=(1, 0.5), y=(-1, 0.1), step=3, damped=True)
    again = eval(live.stage.draw(live.state)[1]["call"], {"explore": explore})
    assert again.state == live.state
    live.close(), again.close()


def test_with_a_state_it_moves_with_the_other_pictures_and_takes_a_target_of_the_new_map():
    state = explore.State("cusp", at=(1, 0.5))
    live, other = explore.newton(state=state), explore.linear_approximation(state=state)
    state.f.value = "shear"
    assert live.state["f"] == other.state["f"] == "shear"
    assert live.state["a"] == other.state["a"] == list(maps.shear.point)
    assert live.state["y"] == module.aim_of(maps.shear)
    state.close(), live.close(), other.close()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"step": 13}, "step: a whole number from 0 to 12"),
        ({"step": 1.5}, "step: a whole number"),
        ({"y": (1, 2, 3)}, "y: two finite numbers"),
        ({"challenges": ["fly"]}, "challenges: known here are"),
    ],
)
def test_an_argument_that_will_not_do_is_told_what_is_needed(arguments, words):
    with pytest.raises((ValueError, TypeError), match=words):
        explore.newton(**arguments)


@pytest.mark.parametrize(
    ("name", "right", "near", "far"),
    [
        ("third root", ((1.5, -0.3), False), ((0.9, 0.75), False), ((-1.2, -1.2), False)),
        ("thrown", ((0.2, 0.1), False), ((0.45, 0.1), False), ((1.5, 1.0), False)),
        ("three steps", ((1.5, -0.4), False), ((1.4, -0.5), False), ((0.4, 0.4), False)),
    ],
)
def test_a_challenge_knows_its_state_and_one_that_is_near_it(name, right, near, far):
    judge = CHALLENGES[name].judge
    found = [judge(at(cube, a, (4, -3), 0, damped)) for a, damped in (right, near, far)]
    assert found[0].right, found[0].words
    assert found[1] and not found[1].right, found[1]
    assert found[2] is None or not found[2].right
