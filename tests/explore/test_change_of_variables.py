"""The numbers, the words and the arguments of explore.change_of_variables, without a browser."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import dblquad

from jaclib import coordinates, explore, jacobian, maps, parse_map
from jaclib.explore.change_of_variables import INTEGRANDS, SYSTEMS
from jaclib.explore.change_of_variables.integrals import integrands, spokes, winding_numbers
from jaclib.explore.change_of_variables.numbers import CUTS, compute, lattice, outlines, pictured
from jaclib.explore.change_of_variables.words import CHALLENGES, falling, say, values
from tests.examples import costly
from tests.explore.answers import rows_of, verdict, words_of

PI = np.pi
FULL = (2.0, 2 * PI)


def state(f="polar", a=(0.0, 0.0), size=FULL, h="exp(-x^2 - y^2)", n=8, weigh=True):
    return compute(SYSTEMS.get(f, f), np.array(a), np.array(size), parse_map(h), n, weigh)


@pytest.mark.slow
@given(st.floats(0, 1), st.floats(-3, 3), st.floats(0.1, 2), st.floats(0.1, 2 * PI))
def test_the_integral_over_a_sector_is_the_closed_form_in_polar_coordinates(r, theta, dr, dtheta):
    low, high = r, r + dr
    turn = dtheta / 2 + (np.sin(2 * (theta + dtheta)) - np.sin(2 * theta)) / 4
    area, squares = (high**2 - low**2) / 2 * dtheta, (high**4 - low**4) / 4
    closed = {"1": area, "x^2 + y^2": squares * dtheta, "x^2": squares * turn}
    closed |= {"exp(-x^2 - y^2)": (np.exp(-(low**2)) - np.exp(-(high**2))) / 2 * dtheta}
    for h in INTEGRANDS:
        now = state(a=(r, theta), size=(dr, dtheta), h=h)
        assert now["integral"] == pytest.approx(closed[h], abs=1e-10)
        assert now["limit"] == pytest.approx(closed[h], abs=1e-10)


@costly
@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(0.2, 2))
def test_over_the_image_of_a_linear_map_the_boundary_gives_what_scipy_gives_without_any_map(x, y, side):
    """The image of a rectangle under (2x, 3y) is a rectangle again."""
    now = state("scaling", (x, y), (side, side), "cos(x) + x y^3 - 0.5")
    h, box = lambda v, u: np.cos(u) + u * v**3 - 0.5, (2 * x, 2 * (x + side), 3 * y, 3 * (y + side))
    assert now["integral"] == pytest.approx(dblquad(h, *box, epsabs=1e-11)[0], abs=1e-9)


@pytest.mark.few
@pytest.mark.parametrize("f", ["reflection", "polar", "elliptic", "complex exponential", "swirl", "sigmoid layer"])
def test_where_the_map_is_one_to_one_the_two_sides_of_the_theorem_agree_to_ten_digits(f):
    now = state(f, SYSTEMS[f].point, (0.7, 0.9), "x^2 + y^2 + 1")
    assert now["times"] == 1
    assert now["limit"] == pytest.approx(now["integral"], rel=1e-10)


@pytest.mark.parametrize("name", ["polar", "cusp", "swirl"])
@pytest.mark.parametrize("weigh", [True, False])
@pytest.mark.parametrize("n", [1, 3, 7])
def test_the_sum_is_the_one_over_all_small_boxes_by_a_plain_loop(n, weigh, name):
    f, a, size = maps.CATALOGUE[name], np.array([0.3, -0.4]), np.array([1.1, 0.8])
    total = 0.0
    for i in range(n):
        for j in range(n):
            u = a + size * (np.array([i, j]) + 0.5) / n
            total += np.asarray(f(u))[0] ** 2 * (abs(np.linalg.det(f.jacobian(u))) if weigh else 1)
    now = state(name, a, size, "x^2", n, weigh)
    assert now["sum"] == pytest.approx(total * np.prod(size) / n**2)
    assert (now["sums"] if weigh else now["plain"])[n - 1] == now["sum"]


def test_the_error_falls_with_the_square_of_the_cut_and_without_the_determinant_it_stays():
    now = state()
    assert now["slope"] == pytest.approx(-2, abs=0.02)
    assert now["errors"][0][-1] < 2e-3
    assert now["errors"][1][-1] > 2
    assert now["errors"].shape == (2, len(CUTS))


def test_the_area_of_a_disc_is_exact_for_every_cut_since_r_is_linear_in_r():
    now = state(h="1")
    np.testing.assert_allclose(now["sums"], 4 * PI, rtol=1e-12)
    assert np.isnan(now["slope"])
    assert "only rounding" in say(now)


def test_without_the_determinant_the_sum_tends_to_the_area_of_the_box():
    now = state(h="1", weigh=False)
    assert now["sum"] == pytest.approx(4 * PI)
    now = state("elliptic", (0, 0), (1.0, 2 * PI), "1", weigh=False)
    assert now["limit"] == pytest.approx(2 * PI)
    assert now["integral"] == pytest.approx(PI * np.cosh(1) * np.sinh(1))  # the ellipse with these half-axes


@pytest.mark.parametrize("rounds", [2, 1.5, 1.25])
def test_x9_beyond_one_round_the_sum_counts_points_twice_and_the_integral_does_not(rounds):
    now = state(size=(2.0, 2 * PI * rounds))
    disc = PI * (1 - np.exp(-4))
    assert now["integral"] == pytest.approx(disc)
    assert now["limit"] == pytest.approx(rounds * disc)
    assert now["times"] == 2
    assert "covered up to 2 times" in say(now)


def test_the_square_of_a_complex_number_covers_each_point_twice():
    now = state("complex square", (-1, -1), (2.0, 2.0), "1")
    assert now["times"] == 2
    assert now["limit"] == pytest.approx(32 / 3)  # ∫ 4 (x² + y²)
    assert now["integral"] == pytest.approx(16 / 3)


def test_a_folded_image_has_no_integral_that_the_boundary_could_tell():
    now = state("cusp", (-1, -1), (2.0, 2.0), "1")
    assert np.isnan(now["integral"])
    assert "folded" in say(now)
    assert state("cusp", (0.5, 0.5), (1.0, 1.0), "1")["integral"] > 0


RING = {"1/(x^2 + y^2)": 2 * np.log(2), "1": 3, "x^2": 15 / 4, "ln(x^2 + y^2)": 8 * np.log(2) - 3}  # times π


@pytest.mark.parametrize(("h", "closed"), RING.items())
def test_over_a_ring_h_may_have_a_pole_in_the_hole_and_need_not_be_defined_there(h, closed):
    now = state(a=(1.0, 0.0), size=(1.0, 2 * PI), h=h)
    assert now["integral"] == pytest.approx(closed * PI, rel=1e-9)
    assert now["times"] == 1
    assert state(a=(1.0, 0.3), size=(1.0, 3 * PI), h=h)["integral"] == pytest.approx(closed * PI, rel=1e-9)


def test_h_need_only_be_defined_in_the_image_and_may_be_steep_at_its_edge():
    now = state(size=(1.0, 2 * PI), h="sqrt(1 - x^2 - y^2)")
    assert now["integral"] == pytest.approx(2 * PI / 3, rel=1e-9)  # half a ball
    assert now["slope"] == pytest.approx(-1.5, abs=0.1)
    assert "only rounding" not in say(now)
    now = state(a=(1.0, 0.0), size=(1.0, 2 * PI), h="sqrt(x^2 + y^2 - 1)")
    assert now["integral"] == pytest.approx(2 * PI / 3 * 3**1.5, rel=1e-9)


@given(st.floats(0, 1), st.floats(0.2, 1), st.floats(0.2, 1.5))
def test_the_pieces_add_up_to_a_sector_for_powers_of_the_distance_with_any_exponent(r, dr, dtheta):
    now = state(a=(r + 0.5, 0.2), size=(dr, dtheta), h="(x^2 + y^2)^-2")
    low, high = r + 0.5, r + 0.5 + dr
    assert now["integral"] == pytest.approx((low**-2 - high**-2) / 2 * dtheta, rel=1e-9)


# ∫ 1/r is in polar coordinates that of how far the image reaches: in directions of slope 0 to ½, and ½ to 1
SHEARED = (np.arcsinh(3) - np.arcsinh(1)) / 2**0.5 + np.arcsinh(2) - np.arcsinh(1)
STEEP = [
    ("polar", (0, 0), (1, 2 * PI), "1/sqrt(x^2 + y^2)", 2 * PI),
    ("polar", (0, 0), (1, 1.5), "1/sqrt(x^2 + y^2)", 1.5),
    ("polar", (0, 0), (2, 2 * PI), "1/hypot(x, y)", 4 * PI),
    ("polar", (0, 0.3), (2, 4), "ln(x^2 + y^2)", 8 * (2 * np.log(2) - 1)),
    ("polar", (0, 0), (1, 2 * PI), "(x^2 + y^2)^-0.25", 4 * PI / 3),
    ("polar", (0, 0), (1, 2 * PI), "(x^2 + y^2)^-0.75", 4 * PI),
    ("polar", (0, 0), (1, 2 * PI), "sqrt(1 - x^2 - y^2)", 2 * PI / 3),
    ("polar", (0, 0), (1, 2 * PI), "1/sqrt(1 - x^2 - y^2)", 2 * PI),
    ("polar", (1, 0), (1, 2 * PI), "sqrt(x^2 + y^2 - 1)", 2 * PI * 3**0.5),
    ("scaling", (0, 0), (0.5, 1 / 3), "1/sqrt(x^2 + y^2)", 2 * np.log(1 + 2**0.5)),
    ("scaling", (0, 0), (0.5, 1 / 3), "1/sqrt(x)", 2),
    ("scaling", (0, 0), (0.5, 1 / 3), "1/sqrt(x y)", 4),
    ("scaling", (-0.5, 0), (0.5, 1 / 3), "1/sqrt(-x)", 2),
    ("scaling", (0, 0), (0.5, 1 / 3), "sqrt(1 - x) y^0.1", 2 / 3 / 1.1),
    ("shear", (0, 0), (1, 1), "1/hypot(x, y)", SHEARED),
    ("complex square", (0, 0), (1, 1), "1/hypot(x, y)", 4),
]


@pytest.mark.slow
@pytest.mark.parametrize(("f", "a", "size", "h", "exact"), STEEP)
def test_a_pole_at_a_corner_and_a_root_along_an_edge_are_integrated_and_only_right_digits_are_shown(
    f, a, size, h, exact
):
    now = state(f, a, size, h)
    assert abs(now["integral"] - exact) <= now["unsure"] + 1e-12 * abs(exact)
    strong = "-0.75" in h
    assert now["integral"] == pytest.approx(exact, rel=2e-3 if strong else 1e-7)
    digits = re.search(r"over the image (about )?(-?[0-9.]+)", say(now))
    shown = digits[2].rstrip(".")
    unit = 10.0 ** -len(shown.partition(".")[2]) if digits[1] else 1e-5 * abs(exact)
    assert abs(float(shown) - exact) <= unit
    assert strong <= bool(digits[1])
    read = rows_of(values(now))["integral over the image"]
    assert (read == [[f"≈ {shown}"]]) == bool(digits[1])


def test_of_a_thin_ring_whose_integral_is_not_computed_it_is_not_said_that_h_is_undefined():
    now = state(a=(1, 0), size=(0.2, 2 * PI), h="sqrt(x^2 + y^2 - 1)")
    assert now["limit"] == pytest.approx(2 * PI / 3 * 0.44**1.5, rel=1e-9)
    assert np.isnan(now["integral"])
    assert "so thin and bent" in say(now)
    assert "undefined" not in say(now)


@pytest.mark.slow
def test_without_the_determinant_a_sum_that_does_not_settle_is_given_no_limit():
    """∫∫ 1/r dr dθ is infinite, and ∫∫ dx dy/r is not."""
    now = state(size=(1, 2 * PI), h="1/hypot(x, y)", weigh=False)
    assert np.isnan(now["limit"])
    assert "don't settle" in say(now)
    assert "nan" not in say(now)
    now = state("scaling", (0, 0), (0.5, 1 / 3), "1/hypot(x, y)", weigh=False)
    assert now["limit"] == pytest.approx(np.log(1 + 2**0.5) / 3, rel=1e-3)


def test_a_sum_that_is_nearer_than_the_integral_is_known_is_not_called_more_exact_than_that():
    now = state(size=(1, 2 * PI), h="(x^2 + y^2)^-0.5")
    np.testing.assert_allclose(now["sums"], 2 * PI, rtol=1e-12)  # h |det J| is 1
    assert "rounding" not in say(now)
    assert "and so is the sum, as far as that is known." in say(now)


def test_an_integral_that_does_not_exist_is_not_given():
    now = state(size=(1.0, 2 * PI), h="1/(x^2 + y^2)^2")
    assert np.isnan(now["integral"])
    assert "has no integral over the image" in say(now)
    assert "nan" not in say(now)
    assert "rounding" not in falling(now)


ODD = [  # each h has as much above 0 as below, and ∫ |h| is infinite: like 1/r² at a point of the plane, or 1/x at 0
    ("x, y", (0, 0), (1, 1), "(x^2-y^2)/(x^2+y^2)^2"),
    ("x, y", (0, 0), (1, 1), "(x-y)/(x+y)^3"),
    ("x, y", (-1, 0), (2, 1), "1/x"),
    ("x, y", (-1, -1), (2, 2), "x*y/(x^2+y^2)^2"),
    ("polar", (0, 0), (1, 2 * PI), "x/(x^2+y^2)^(3/2)"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("f", "a", "size", "h"), ODD)
def test_of_what_cancels_by_chance_and_has_no_integral_none_is_given(f, a, size, h):
    now = state(parse_map(f) if "," in f else f, a, size, h)
    assert np.isnan(now["integral"])
    assert np.isnan(now["limit"])
    assert "h is too steep here, or has no integral over the image." in say(now)
    assert "nan" not in say(now) + str(values(now))


EVEN = [("polar", (0, 0), (1, 2 * PI), "x/(x^2+y^2)"), ("x, y", (-1, -1), (2, 2), "x/(x^2+y^2)")]


@pytest.mark.slow
@pytest.mark.parametrize(("f", "a", "size", "h"), [*EVEN, ("x, y", (-1, 0), (2, 1), "x^3")])
def test_of_what_cancels_and_has_an_integral_it_is_0(f, a, size, h):
    now = state(parse_map(f) if "," in f else f, a, size, h)
    assert now["integral"] == pytest.approx(0, abs=1e-8)


ROOTS = [("sqrt(x) + y, sqrt(x) - y", "1", 2)]  # along the edge x = 0 it moves, and has no derivative there
ROOTS += [("sqrt(x), y", "1", 1), ("sqrt(x), y", "x^2", 1 / 3), ("sqrt(x), sqrt(y)", "x y", 1 / 4)]
ROOTS += [("x*sqrt(x), y", "x", 1 / 2), ("y, sqrt(x)", "y", 1 / 2)]


@pytest.mark.few
@pytest.mark.parametrize(("f", "h", "exact"), ROOTS)
def test_over_the_unit_square_the_integral_is_told_though_the_map_has_the_slope_of_a_root_at_its_edge(f, h, exact):
    now = state(parse_map(f), (0.0, 0.0), (1.0, 1.0), h)
    assert now["integral"] == pytest.approx(exact, rel=1e-6)
    assert now["limit"] == pytest.approx(exact, rel=1e-6)
    assert "thin and bent" not in say(now)


@pytest.mark.slow
def test_of_dependent_outputs_every_integral_is_0():
    now = state(parse_map("x + y, 2x + 2y"), (0.0, 0.0), (1.0, 1.0), "1")
    assert now["integral"] == now["sum"] == now["limit"] == 0
    assert "det J = 0 everywhere: the image is only a curve, and every integral over it is 0." in say(now)
    assert "nan" not in say(now) + str(values(now))


@pytest.mark.slow
def test_a_thin_strip_that_is_covered_twice_is_not_overlooked():
    now = state(parse_map("x cos y, x sin y"), (1.0, 0.0), (1.0, 6.5), "1")
    assert now["times"] == 2
    assert np.isnan(now["integral"])
    assert "covered up to 2 times" in say(now)
    assert state(parse_map("x cos y, x sin y"), (1.0, 0.0), (1.0, 6.2), "1")["integral"] == pytest.approx(1.5 * 6.2)


NOTHING = [
    ("1/x, y", (-0.5, 0), (1, 1), "1", "torn or undefined"),
    ("1/x, y", (-0.51, 0), (1, 1), "1", "torn or undefined"),
    ("polar", (-0.5, 0), (1, 1), "1", "yet no point of the image is covered twice"),
    ("polar", (0, 0), (1, 2 * PI), "ln x", "undefined"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("f", "a", "size", "h", "words"), NOTHING)
def test_what_there_is_no_integral_of_is_said_without_a_nan(f, a, size, h, words):
    now = state(parse_map(f) if "," in f else f, a, size, h)
    assert words in say(now)
    assert "nan" not in say(now) + falling(now) + str(values(now))
    assert "rounding" not in say(now) + falling(now)


@given(st.integers(-3, 3).filter(bool), st.floats(0.5, 2))
def test_a_loop_turns_round_what_is_inside_of_it_and_not_round_what_is_outside(rounds, radius):
    t = np.linspace(0, 2 * PI * rounds, 400)
    loop = radius * np.stack([np.cos(t), np.sin(t)], axis=1)
    inside, outside = radius * np.array([0.3, -0.2]), radius * np.array([1.5, 0.1])
    assert winding_numbers(loop, np.stack([inside, outside])).tolist() == [rounds, 0]


@pytest.mark.parametrize("n", [1, 2, 5, 16, 31, 32])
def test_the_tiles_are_the_images_of_the_small_boxes(n):
    small = outlines(n)
    assert small.shape[0] == n**2
    np.testing.assert_allclose((small.max(axis=1) - small.min(axis=1)), 1 / n)
    assert lattice(n).shape == (2 * n - 2, 2, 2)
    now = state(n=n, size=(1.0, 2.0))
    assert now["tiles"].shape == small.shape
    assert now["shades"].shape == (n**2,)
    np.testing.assert_allclose(now["cells"], [1.0, 2.0] * lattice(n))
    f = maps.polar
    np.testing.assert_allclose(now["tiles"][-1], [f(x) for x in [1.0, 2.0] * small[-1]], atol=1e-12)


def test_the_deeper_a_tile_is_shaded_the_larger_is_h_in_its_middle():
    now = state("scaling", (0.0, 0.0), (1.0, 1.0), "x^2 + y^2", n=5)
    u, v = np.meshgrid(*[(np.arange(5) + 0.5) / 5] * 2, indexing="ij")
    assert np.corrcoef(now["shades"], (4 * u**2 + 9 * v**2).ravel())[0, 1] == pytest.approx(1)


def test_another_cut_box_or_map_or_no_determinant_compiles_nothing_anew():
    sizes = lambda: [program._cache_size() for program in (spokes, integrands, pictured)]  # noqa: E731
    state()
    before = sizes()
    for changed in ({"n": 3}, {"weigh": False}, {"size": (1.0, 1.0)}, {"size": (2.0, 4 * PI)}, {"f": "cusp"}):
        state(**changed)
    assert sizes() == before


def test_the_tiles_stretched_areas_add_up_to_the_sum_for_h_equal_to_one():
    """The shoelace formula, with outlines of many points."""
    now = state("swirl", (0.2, 0.1), (1.0, 1.0), "1", n=4)
    x, y = np.moveaxis(now["tiles"], -1, 0)
    areas = np.abs((x * np.roll(y, -1, axis=1) - y * np.roll(x, -1, axis=1)).sum(axis=1)) / 2
    assert areas.sum() == pytest.approx(now["integral"], rel=2e-3)


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
def test_where_the_map_is_undefined_there_are_gaps_and_no_error():
    words = words_of(explore.change_of_variables("sqrt(x), y", a=(-0.5, 0), size=(1, 1)))["say"]
    assert "undefined" in words and "nan" not in words


def test_the_words_say_what_the_numbers_are():
    words = say(state(size=(2.0, 2 * PI)))
    assert "cut into 8 × 8" in words
    assert "is 3.10267, the integral of h over the image 3.08405: 0.019 off" in words
    assert words.endswith("the error falls like n^−2.00.")
    words = say(state("elliptic", (0, 0), (1.0, 2 * PI), "1", 12, False))
    assert words.endswith("Without |det J| it tends to 6.28319, however fine the cut.")


@pytest.mark.slow
@pytest.mark.parametrize("name", SYSTEMS)
def test_every_map_is_drawn_from_where_it_starts(name):
    assert "cut into 3 × 3" in words_of(explore.change_of_variables(name, n=3))["say"]


def test_a_wrong_integrand_is_answered_by_what_is_needed():
    with pytest.raises(ValueError, match="h: 1 component is needed"):
        explore.change_of_variables(h="x, y")
    with pytest.raises(ValueError, match="xq"):
        explore.change_of_variables(h="xq")


@pytest.mark.parametrize(
    ("name", "found", "states"),
    [
        ("thousandth", (True, False, None), [{"n": 32}, {"n": 10}, {"n": 1}]),
        ("twice", (True, False, None), [{"size": (2.0, 4 * PI)}, {"size": (2.0, 3 * PI)}, {}]),
        ("no weight", (True, False, None), [{"size": (r, 2 * PI), "h": "1", "weigh": False} for r in (1.99, 1.8, 1.0)]),
        ("no weight", (None,), [{"size": (2.0, 2 * PI), "h": "1"}]),
    ],
)
def test_a_challenge_knows_what_is_right_what_is_near_and_what_is_neither(name, found, states):
    assert [verdict(CHALLENGES[name], state(**each)) for each in states] == [*found]


def test_a_challenge_is_not_solved_by_a_state_that_has_no_integral():
    now = state("cusp", (-1, -1), (2.0, 2.0), "1")
    assert [challenge.judge(now) for challenge in CHALLENGES.values()] == [None] * len(CHALLENGES)


@pytest.mark.parametrize("f", ["polar", "elliptic", "complex exponential"])
def test_once_round_as_the_page_writes_it_is_a_single_layer(f):
    """The page sends twelve digits, which are 4e-13 more than 2π."""
    now = state(f, (0.0, 0.4), (1.0, float(f"{2 * PI:.12g}")))
    assert now["times"] == 1
    assert now["limit"] == pytest.approx(now["integral"], rel=1e-10)
    assert "covered" not in say(now)


def test_the_periods_that_are_known_are_those_of_the_systems_offered():
    assert {name for name in coordinates.PERIODS if name in SYSTEMS} == {"polar", "elliptic", "complex exponential"}
    assert np.isfinite(np.asarray(jacobian(SYSTEMS["elliptic"])(coordinates.elliptic.point))).all()
