"""The numbers, the words and the arguments of explore.newton, and the basins below it, without a browser."""

import math
import re

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore, maps, newton, parse_map
from jaclib.explore.choose.map import as_map
from jaclib.explore.newton import CUBE, target_of, unreached
from jaclib.explore.newton import basins as basins_module
from jaclib.explore.newton.basins import ELSEWHERE, NONE, NUMBERED, Basins, basins
from jaclib.explore.newton.numbers import compute
from jaclib.explore.newton.way import MOST_STEPS
from jaclib.explore.newton.words import CHALLENGES, say, unnumbered_key, values
from jaclib.preimages import HIGHEST, Fibre
from tests.explore.answers import verdict, words_of

cube = parse_map(CUBE)
MISSED = "which Newton's method reaches from no start within"
UNDEFINED = "f is undefined at a = {}: it has no value there, and so no derivative."
coordinate = st.floats(-1.9, 1.9)
points = st.tuples(coordinate, coordinate).map(np.array)


def at(f, a, y, step=0, damped=False):
    return compute(f, np.array(a, dtype=float), np.array(y, dtype=float), step, damped)


def roots_in_view(now) -> list:
    return next(each["rows"] for each in values(now) if each["label"] == "roots in view")


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
    y, near = np.array([-1.0, 0.3]), a[:, None] + 0.004 * np.array([[0, 1, -1, 0, 0], [0, 0, 0, 1, -1]])
    found = found_in_square(f, y, np.concatenate([near, starts()], axis=1), damped)
    if len(set(found.numbers[:5])) > 1 or found.numbers[0] in (NONE, ELSEWHERE):
        return  # on a border rounding decides
    way = solved(f, y, a, damped)
    assert way.converged
    np.testing.assert_allclose(way.x, found.roots[found.numbers[0] - 1], atol=2e-3)


solved = jax.jit(lambda f, y, a, damped: newton(f, y, a, damped=damped), static_argnames="f")


def starts():
    return np.stack(np.meshgrid(np.linspace(-2, 2, 41), np.linspace(-2, 2, 41))).reshape(2, -1)


def found_in_square(f, y, places=None, damped=True):
    return basins(as_map(f), y, starts() if places is None else places, ((-2.0, 2.0), (-2.0, 2.0)), damped)


@pytest.mark.parametrize("damped", [False, True])
def test_the_basins_of_the_square_are_two_half_planes(damped):
    """Newton's method for z² = w goes to the root on the same side of the line through 0 across it (Cayley 1879).

    A halved step ends between two points of that side, and so on that side, too.
    """
    w = complex(0.6, 1.1)
    root, places = w**0.5, starts()
    side = places[0] * root.real + places[1] * root.imag
    found = found_in_square(maps.complex_square, [w.real, w.imag], places, damped)
    np.testing.assert_allclose(found.roots, [(-root.real, -root.imag), (root.real, root.imag)], atol=1e-12)
    assert not found.singular.any()
    clear = np.abs(side) > 0.02
    assert (found.numbers[clear] == np.where(side[clear] > 0, 2, 1)).all()


def test_where_there_is_no_root_no_start_reaches_one_and_a_root_elsewhere_is_told_apart():
    for below in (-0.5, -1e-5):  # within single precision's reach of a root that isn't there
        found = found_in_square(maps.fold, [0.3, below])
        assert (found.numbers == NONE).all() and found.roots.shape == (0, 2)
    assert (found_in_square(maps.shear, [9.0, 0.0], damped=False).numbers == ELSEWHERE).all()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "y", "roots", "singular"),
    [
        *((f, (0, 0), [(0, 0)], [True]) for f in (cube, maps.cusp)),
        (maps.fold, (0.5, 0), [(0.5, 0)], [True]),
        *((f"x^{k}, y", (0, 0.25), [(0, 0.25)], [True]) for k in (3, 5, 20, 12)),
        ("(x - 1e-3)(x + 1e-3), y", (0, 0.25), [(-1e-3, 0.25), (1e-3, 0.25)], [False, False]),
        ("x^2 (x - 0.01), y", (0, 0.25), [(0, 0.25), (0.01, 0.25)], [True, False]),
        ("2x + |x|, y", (0, 0.25), [(0, 0.25)], [False]),
        ("1e6 (x^2 - 1), 1e6 y", (0, 0), [(-1, 0), (1, 0)], [False, False]),
        ("(x + 1e-3) x (x - 2e-3), y", (0, 0.25), [(-1e-3, 0.25), (0, 0.25), (2e-3, 0.25)], [False] * 3),
    ],
)
def test_roots_that_differ_by_less_than_their_own_errors_are_one_and_no_others(f, y, roots, singular):
    found = found_in_square(f, y)
    assert found.singular.tolist() == singular
    np.testing.assert_allclose(found.roots, roots, atol=1e-8 if not any(singular) else 2e-3 + 2 * found.errors.max())
    left = found.numbers[(starts()[0] < 0)]
    assert set(left) <= {NONE, 1}  # Newton's method for a polynomial in x with real roots does not cross the lowest


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "a", "y", "said"),
    [
        *((f"cbrt({x}), y", (0.1, 0), (0, 0), f"1 root in view, {MISSED} 26 steps.") for x in ("x", "x - 0.3")),
        ("cbrt(x^2 - 1), y", (0.1, 0), (0, 0), "2 roots in view, which"),
        ("x^20, y", (1.5, 0), (0, 0), "1 root in view."),
        ("exp(-x^2), y", (1.5, 0), (0, 0), "no root in view."),
        ("exp(20x), y", (0.1, 0), (0, 0), "no root in view."),
        ("relu(x), y", (0.5, 0.3), (0, 0.5), "ends at (0, 0.5), one of a whole curve of roots in view, after 1 step."),
        ("relu(x), relu(y)", (0.5, 0.3), (0, 0), "ends at (0, 0), one of a whole region of roots in view, after 1"),
    ],
)
def test_a_root_is_one_though_newtons_method_cannot_reach_it_and_what_is_none_is_none(text, a, y, said):
    assert said in say(at(as_map(text), a, y))


@pytest.mark.slow
@pytest.mark.parametrize("t", [1e-2, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12])
def test_roots_that_lie_near_each_other_all_round_are_all_found(t):
    """x² = y² = t has (±√t, ±√t); z³ = t three roots on a circle; and the product of the two cubics nine."""
    pairs = [(p, q) for p in (-1, 1) for q in (-1, 1)]
    thirds = [(z.real, z.imag) for z in np.exp(2j * np.pi * np.arange(3) / 3)]
    nine = [(p, q) for p in (-1, 0, 2) for q in (-1, 0, 2)]
    three = "(x + {0}) x (x - 2*{0}), (y + {0}) y (y - 2*{0})".format
    cases = [("x^2, y^2", (t, t), t**0.5, pairs), (cube, (t, 0), t ** (1 / 3), thirds)]
    cases.append((three(f"{np.cbrt(t):.3f}"), (0, 0), round(np.cbrt(t), 3), nine))
    for f, y, size, units in cases:
        if size < 1e-7 or (len(units) == 9 and t < 1e-6):
            continue
        found = found_in_square(f, y)
        for root in size * np.array(units):
            assert (np.linalg.norm(found.roots - root, axis=1) < 1e-3 * size + found.errors).any(), (t, root)
        assert len(found.roots) == len(units) and not found.singular.any()


@pytest.mark.slow
@pytest.mark.parametrize("t", [0, 1e-18, 1e-24])
def test_roots_nearer_than_they_can_be_told_are_one_at_which_det_j_is_0(t):
    found = found_in_square("x^2, y^2", (t, t))
    assert found.singular.tolist() == [True]
    assert np.linalg.norm(found.roots[0]) <= found.errors[0] + 2 * t**0.5


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "a", "damped", "length"),
    [
        ("exp(-x^2), y", 3, False, lambda x: 1 / (2 * x)),
        ("exp(-x), y", 15, False, lambda x: 1),
        ("exp(x), y", -14, False, lambda x: 1),
        ("exp(-1/x^2), y", 0.3, False, lambda x: x**3 / 2),
        ("x^4 + 1e-10, y", 0.1, False, lambda x: (x**4 + 1e-10) / (4 * x**3)),
        ("x^2 + 1e-12, y", 0.01, False, lambda x: (x**2 + 1e-12) / (2 * x)),
        ("x^2 + 1e-12, y", 0.01, True, lambda x: (x**2 + 1e-12) / (2 * x)),
    ],
)
def test_where_f_only_comes_near_y_there_is_no_root_and_the_step_that_is_left_is_told(text, a, damped, length):
    """The step f/f' by hand: that f is small says nothing of where it is 0, and none of these ever is."""
    said = say(now := at(as_map(text), (a, 0), (0, 0), MOST_STEPS, damped))
    near = f"f(x) comes near y, and x to no root: after {now['last']} steps the next one still has length"
    assert f"{near} {abs(length(now['end'][0])):.2g}; no root in view." in said
    assert now["gap"] < 1e-8 and not now["solved"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "a", "y", "root"),
    [
        ("exp(x) - 1e-7, y", -12, 0, np.log(1e-7)),  # steep or flat, far or near: here f is y
        ("1e-9*(x - 6), y", 1, 0, 6),
        ("1e9*(x - 6)(x + 5), y", 3, 0, 6),
        ("(x - 9)^2, y", 9, 0, 9),
        ("relu(x + 5), y", -6, 0, -6),
    ],
)
def test_a_root_out_of_view_is_one_where_the_steps_have_come_to_an_end(text, a, y, root):
    said = say(now := at(as_map(text), (a, 0), (y, 0), MOST_STEPS))
    np.testing.assert_allclose(now["end"], (root, 0), atol=1e-9)
    assert "a root out of view" in said


@pytest.mark.slow
@pytest.mark.parametrize("x", [-0.9, 0.1, 0.2, 0.3, 0.47, 0.7])
def test_of_a_sum_that_is_1_everywhere_the_slope_is_0_and_no_step_is_made_of_rounding(x):
    """sin² + cos² = 1: the roots of (1, 0) are the first axis, and J is singular."""
    f = as_map("sin(x)^2 + cos(x)^2, y")
    off, on = (at(f, (x, y), (1, 0), 5) for y in (0.7, 0))
    for now in (off, on):
        assert (now["last"], now["det"], now["jacobian"][0, 0]) == (0, 0, 0)
        assert roots_in_view(now) == [["∞"]]
    assert "and not at a root: det J = 0 there" in say(off)
    assert f"it ends at ({x:.3g}, 0), one of a whole curve of roots in view, after no step." in say(on)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["x^(1/3), y", "cbrt(x), y"])
def test_damped_it_halves_the_way_to_the_root_of_a_cube_root_which_is_not_said_to_be_out_of_reach(text):
    """x − 3x = −2x: a half of the step leads to −x/2, which is nearer, as a quarter of it does to x/4 …"""
    now = at(as_map(text), (0.1, 0), (0, 0), MOST_STEPS, True)
    assert (np.abs(now["x"][1:, 0]) <= np.abs(now["x"][:-1, 0]) / 2 * (1 + 1e-9)).all()
    assert f"1 root in view, {MISSED} 26 trials, halvings counted." in say(now)


def patched(x):
    """The identity, which JAX takes for constant where x is 0."""
    return jnp.array([jnp.where(x[0] == 0, 0.0, x[0]), x[1]])


@pytest.mark.slow
def test_of_a_map_that_is_patched_at_a_point_j_is_what_it_is_on_both_sides():
    now = at(as_map(patched), (0, 0.5), (1, 1), MOST_STEPS)
    np.testing.assert_allclose(now["jacobians"], np.broadcast_to(np.eye(2), (MOST_STEPS + 1, 2, 2)), atol=1e-7)
    np.testing.assert_allclose(now["end"], (1, 1), atol=1e-9)
    assert "it ends at root 1 of 1 in view" in say(now)


DEPENDENT = "det J = 0 everywhere: the outputs depend on each other, and there is no step"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "a", "y", "said", "number"),
    [
        ("x + y, 2x + 2y", (0.3, 1), (1, 2), f"{DEPENDENT}; a whole curve of roots in view.", "∞"),
        ("x + y, 2x + 2y", (0.25, 0.75), (1, 2), f"This start is a root, one of a whole curve. {DEPENDENT}.", "∞"),
        ("x + y, 2x + 2y", (0.3, 1), (1, 1), f"{DEPENDENT}; no root in view.", "0"),
        ("x + y, 2x + 2y", (0.3, 1), (90, 180), f"{DEPENDENT}; no root in view.", "0"),
        ("x² + y², 2x² + 2y²", (0.3, 1), (1, 2), f"{DEPENDENT}; a whole curve of roots in view.", "∞"),
        ("x² + y², 2x² + 2y²", (0.3, 1), (-1, -2), f"{DEPENDENT}; no root in view.", "0"),
        ("ln(x/y), y/x", (0.3, 1), (0, 1), f"{DEPENDENT}; a whole curve of roots in view.", "∞"),
        ("1, 2", (0.3, 1), (1, 2), f"This start is a root, and so is every point. {DEPENDENT}.", "∞"),
        ("1, 2", (0.3, 1), (1, 1), f"{DEPENDENT}; no root in view.", "0"),
        ("exp(-9x²), 2exp(-9x²)", (0.3, 1), (0, 0), f"{DEPENDENT}; no root in view.", "0"),
        ("(x + y)², 2(x + y)²", (0.3, 1), (0, 0), f"{DEPENDENT}; a whole curve of roots in view.", "∞"),
    ],
)
def test_of_outputs_that_depend_on_each_other_a_whole_curve_of_roots_is_told_from_none(f, a, y, said, number):
    now = at(as_map(f), a, y)
    assert said in say(now)
    assert roots_in_view(now) == [[number]]
    assert not unnumbered_key(now["reached"], now["roots"], now["rank"]).startswith("blank: not there")


@pytest.mark.slow
def test_of_more_than_six_roots_six_have_numbers_and_the_others_share_one():
    found = found_in_square("sin(5x), sin(5y)", (0, 0))
    assert len(found.roots) > NUMBERED
    np.testing.assert_allclose(np.sin(5 * found.roots), 0, atol=1e-12)
    assert (np.diff(found.roots[:NUMBERED, 0]) > -1e-9).all()
    assert set(found.numbers) <= {NONE, *range(1, NUMBERED + 1), ELSEWHERE}


def test_what_is_said_has_the_numbers_of_the_picture():
    now = at(cube, (-1.5, 1.2), (4, -3), 2)
    assert "after 2 steps" in say(now)
    assert f"({now['x'][2][0]:.3g}, {now['x'][2][1]:.3g})" in say(now)
    assert f"root {now['root']} of 3 in view, after {now['last']} steps" in say(now)
    assert "not at a root: no part of the next step leads nearer" in say(at(maps.fold, (0.5, 0.7), (0, -1), 0, True))
    assert "before the first step" in say(at(cube, (1, 1), (4, -3)))


def test_a_start_without_a_step_takes_none():
    now = at(cube, (0, 0), (1, 0), 5)
    assert now["taken"] == 0 and not np.isfinite(now["aim"]).any()
    assert "comes to a halt after no step, and not at a root: det J = 0 there" in say(now)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "a", "share"), [(cube, (-1.5, 1.2), 2 / 3), (maps.cusp, (0.3, 1.2), 2 / 3), (maps.fold, (0.3, 1.2), 1 / 2)]
)
def test_at_a_root_of_order_m_each_step_leaves_1_minus_1_over_m_of_the_way_and_that_is_said(f, a, share):
    """Source: Nocedal & Wright, section 11.1: with a singular J at the root convergence is only linear."""
    now = at(f, a, (0, 0))
    assert len(now["roots"]) == 1
    ways = np.linalg.norm(now["x"], axis=1)
    np.testing.assert_allclose(ways[-1] / ways[-2], share, rtol=1e-3)
    said = say(now)
    assert f"At this root det J = 0: near it each step leaves {share:.0%} of the way, and convergence is only" in said
    assert "it is on its way to (0, 0) and not there after 12 steps; 1 root in view." in said or "root 1 of 1" in said
    assert "linear" not in say(at(cube, (-1.5, 1.2), (4, -3)))


@pytest.mark.slow
def test_a_root_in_view_that_has_no_number_is_not_called_out_of_view():
    f = as_map("sin(5x), sin(5y)")
    seen = {tuple(np.round(root / (np.pi / 5)).astype(int)) for root in at(f, (0.1, 0.1), (0, 0))["roots"][:NUMBERED]}
    place = next(p for p in [(2, 2), (-3, -3), (3, 3), (1, 3), (3, 1)] if p not in seen)
    a = np.array(place) * np.pi / 5
    said, shown = say(now := at(f, a + 0.05, (0, 0))), values(now)
    assert f"ends at ({a[0]:.3g}, {a[1]:.3g}), a root without a number" in said
    assert "more than 6 roots in view" in said
    assert {"label": "roots in view", "rows": [["more than 6"]], "columns": False} in shown
    assert "(9, 0), a root out of view" in say(at(maps.shear, (0, 0), np.asarray(maps.shear(np.array([9.0, 0.0])))))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "a", "y", "said"),
    [
        ("ln x, y", (-1, 0.5), (0.5, 0.5), UNDEFINED.format("(-1, 0.5)")),
        ("1/x, y", (0, 0), (0.5, 0.5), UNDEFINED.format("(0, 0)")),
        ("exp(1000x), y", (1, 0), (0.5, 0.5), "f is too large at a = (1, 0) for double precision"),
        ("|x|, y", (0, 0.5), (0.5, 0.5), "f has no derivative at a = (0, 0.5): not all of its partial"),
        ("|x|, y", (-1, 0.5), (0.5, 0.5), "ends at root 1 of 2 in view, after 1 step."),
        ("sqrt(x), y", (0, 0), (0.5, 0.5), "f has no derivative at a = (0, 0): not all of its partial derivatives"),
        ("ln x, y", (3, 0), (-1, 0.5), "the next step leads to (-3.3, 0.5), where f is undefined"),
        ("sin x, y", (np.pi / 2, 0), (0.5, 0.5), "after no step, and not at a root: det J = 0 there"),
        ("exp x, exp y", (500, 500), (1, 1), "too large for the machine's numbers"),
        ("exp(x) + y, y", (1, 0), (0, 0), "it is not there after 12 steps; no root in view."),
    ],
)
def test_what_stops_the_way_is_said_and_nothing_that_is_not_so(text, a, y, said):
    words = say(at(as_map(text), a, y))
    assert said in words
    assert "nan" not in words and "inf" not in words
    if said.endswith("derivative."):
        assert words == said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "a", "y", "step"),
    [
        ("atan(x), y", 1.5, 0, lambda x: (1 + x**2) * np.arctan(x)),
        ("1/x, y", 3, 1, lambda x: x**2 - x),
        ("1/x, y", 3, 0, lambda x: -x),
        ("cbrt(x), y", 0.1, 0, lambda x: 3 * x),
        ("sign(x) sqrt(|x|) + x/9, y", 0.1, 0, None),
    ],
)
def test_a_way_whose_steps_grow_runs_away_and_det_j_is_not_said_to_be_0_where_it_is_only_small(text, a, y, step):
    """The steps by hand: from x to x − step(x); the last is a map with steps that don't grow beyond all bounds."""
    said = say(now := at(as_map(text), (a, 0), (y, 0)))
    for k in (0, MOST_STEPS):  # at the end it may be too small for a number
        assert not re.search(r"det J = 0(?!\.\d)", say(at(as_map(text), (a, 0), (y, 0), k)))
    if step is None:
        assert "runs away" not in said
        return
    way, last = [float(a)], int(now["last"])
    for _ in range(last):
        way.append(way[-1] - step(way[-1]))
    np.testing.assert_allclose(now["x"][: last + 1, 0], way, rtol=1e-9)
    length = f"{abs(way[-1] - way[-2]):.2g}"
    assert f"it runs away: from step to step it goes farther, by {length} in the last of {last} steps" in said


@pytest.mark.slow
def test_what_is_only_rounding_is_0_in_what_is_read_at_a_root():
    """z³ = 1: at the root (1, 0) the machine has y = 1e-17, and J = [[3, 0], [0, 3]]; sin has J = 0 at π/2."""
    now = at(cube, (1.4, 0.3), (1, 0), MOST_STEPS)
    assert now["here"][1] == now["value"][1] == 0
    np.testing.assert_array_equal(now["jacobian"] == 0, [[False, True], [True, False]])
    flat = at(as_map("sin x, y"), (np.pi / 2, 0), (0.5, 0.5))
    assert flat["det"] == flat["jacobian"][0, 0] == 0


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("text", "a"), [("sqrt(x), y", (-1, 0.5)), ("ln x, x/y", (0, 0)), ("1/x, y", (1, 1))])
def test_where_the_map_is_undefined_there_are_gaps_and_no_error_and_no_warning(text, a):
    assert "nan" not in words_of(explore.newton(text, a=a, y=(0.5, 0.5), step=3))["say"]


def test_with_a_state_it_moves_with_the_other_pictures_and_takes_a_target_of_the_new_map():
    state = explore.State("cusp", at=(1, 0.5))
    live, other = explore.newton(state=state), explore.linear_approximation(state=state)
    state.f = "shear"
    for each in (live, other):
        assert (each.state["f"], each.state["a"]) == ("shear", list(maps.shear.point))
    assert live.state["y"] == list(target_of(maps.shear))
    state.close(), live.close(), other.close()


def test_where_nothing_is_said_it_shows_the_cube_from_a_start_of_its_own():
    live = explore.newton()
    assert (live.state["f"], live.state["a"], live.state["y"]) == (CUBE, [-1.5, 1.2], [4.0, -3.0])
    live.close()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"f": "x^2+y=1, 2x-y^2=0"}, r'write the left sides, "x\^2\+y, 2x-y\^2", .* as y, as in y=\(1, 0\)'),
        ({"f": "1e7*x, y", "y": (1e7, 0)}, "`y` must be 2 numbers from -1e\\+06 to 1e\\+06; got"),
    ],
)
def test_an_equation_is_told_where_its_right_side_belongs_and_a_target_too_far_away_is_refused(arguments, words):
    with pytest.raises((ValueError, TypeError), match=words):
        explore.newton(**arguments)


@pytest.mark.parametrize(
    ("name", "right", "near", "far"),
    [
        ("third root", (1.5, -0.3), (0.9, 0.75), (-1.2, -1.2)),
        ("thrown", (0.2, 0.1), (0.45, 0.1), (1.5, 1.0)),
        ("three steps", (1.5, -0.4), (1.4, -0.5), (0.4, 0.4)),
    ],
)
def test_a_challenge_knows_its_state_and_one_that_is_near_it(name, right, near, far):
    found = [verdict(CHALLENGES[name], at(cube, a, (4, -3))) for a in (right, near, far)]
    assert found[:2] == [True, False] and not found[2]


# The parts that the roots and the basins are made of, told by numbers and formulas: nothing is compiled


ROOTS = np.array([[-1.0, 0], [0.2, 0], [1, 0]])
FOUND = Basins(np.array([NONE, 1, 2, 3, ELSEWHERE, 2]), np.arange(6), ROOTS, np.zeros(3), np.zeros(3, bool))


@pytest.fixture
def told(monkeypatch):
    def with_points(points, dimension=0, sure=True):
        there = Fibre(np.reshape(np.array(points, dtype=float), (-1, 2)), dimension, sure)
        monkeypatch.setattr(unreached, "fibre", lambda *_: there)
        around = {"corners": None, "bounds": (None, None), "turns": None, "square": ((-2, 2), (-2, 2))}
        around |= {"at_corners": np.ones((2, 2, 2))}  # nowhere what underflow leaves
        return unreached.with_unreached(None, (0.0, 0.0), FOUND, around)

    return with_points


def test_a_root_that_is_none_is_taken_away_and_the_starts_of_the_others_keep_theirs(told):
    found, missed, dimension = told([(-1, 0), (1, 0)])
    assert found.roots.tolist() == [[-1, 0], [1, 0]]
    assert found.numbers.tolist() == [NONE, 1, NONE, 2, ELSEWHERE, NONE]
    assert len(found.errors) == len(found.singular) == 2
    assert (missed, dimension) == (0, 0)


def test_a_root_that_no_start_reaches_comes_last_and_is_counted(told):
    found, missed, _ = told([(-1, 0), (0, 1.5), (0.2, 0), (1, 0)])
    assert (found.roots.tolist(), missed) == ([*FOUND.roots.tolist(), [0, 1.5]], 1)
    assert found.numbers.tolist() == FOUND.numbers.tolist()


@pytest.mark.parametrize("doubt", [{"sure": False}, {"dimension": 1}])
def test_no_root_is_taken_away_where_not_all_that_goes_to_y_is_known(doubt, told):
    found, _, dimension = told([(-1, 0), (1, 0)], **doubt)
    assert (found.roots.tolist(), dimension) == (FOUND.roots.tolist(), doubt.get("dimension", 0))


@pytest.mark.parametrize("start", [0.5, 1.3, 3.0, -8.0])
def test_the_steps_to_a_root_are_those_taken_and_not_those_tried(start, monkeypatch):
    """Of arctan, by hand: a step that leads farther away is halved until it doesn't."""
    monkeypatch.setattr(basins_module, "field", of_arctan)
    x, steps = start, 0
    while abs(math.atan(x)) > 1e-4:
        step = -(1 + x**2) * math.atan(x)
        while abs(math.atan(x + step)) >= abs(math.atan(x)):
            step /= 2
        x, steps = x + step, steps + 1
    end, found, count, _ = basins_module.destinations(None, (0.0, 0.0), np.array([[start], [0.0]]), True)
    assert found.all() and count.tolist() == [steps]
    assert end[0] == pytest.approx(x, abs=1e-12)


def of_arctan(_, points):
    x, y = np.moveaxis(points, -1, 0)
    J = np.zeros((*x.shape, 2, 2))
    J[..., 0, 0], J[..., 1, 1] = 1 / (1 + x**2), 1
    return np.stack([np.arctan(x), y], axis=-1), J


@given(st.integers(1, 45), st.floats(1e-8, 1))
def test_near_a_root_of_multiplicity_m_the_error_is_at_least_what_is_left_of_the_way(m, away):
    """Each step leaves 1 − 1/m of the way: the places by hand."""
    left = away * (1 - 1 / m) ** np.arange(6)
    x = np.stack([left, 0 * left], axis=-1)[:, None]
    following = x[-1] / m
    farther = basins_module.slower(x, following)
    assert farther >= 1 and HIGHEST * farther * np.linalg.norm(following) >= left[-1] * (1 - 1e-9)


def test_the_roots_that_most_starts_reach_are_numbered_from_left_to_right():
    places = np.stack([np.linspace(0.9, 0.1, 8), np.full(8, 0.5)], axis=1)
    order = basins_module.in_order(places, np.array([9, 1, 9, 8, 7, 2, 6, 5]))
    assert order.tolist() == [7, 6, 4, 3, 2, 0, 5, 1]


def test_around_two_roots_of_a_crowd_more_are_looked_for_on_all_sides_and_around_one_nowhere():
    crowds = np.full((2, 3, 4), np.nan)
    crowds[0, :2] = [(-1e-3, 0.5, 1e-9, 0), (1e-3, 0.5, 1e-9, 0)]
    crowds[1, 0] = (1, 1, 1e-9, 0)
    looked = basins_module.among(crowds)
    sides = {tuple(side) for side in np.sign(np.round((looked[0] - [0, 0.5]) / 1e-3)).astype(int).tolist()}
    assert sides == {(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)}
    assert np.isnan(looked[1]).all()
