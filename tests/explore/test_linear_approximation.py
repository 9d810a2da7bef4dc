"""The numbers, the words and the arguments of explore.linear_approximation, without a browser."""

import re

import jax
import jax.numpy as jnp
import matplotlib
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore, maps, parse_map
from jaclib.explore.choose.map import as_map
from jaclib.explore.linear_approximation.errors import law_in_words
from jaclib.explore.linear_approximation.numbers import compute, stretches
from jaclib.explore.linear_approximation.words import say, values
from jaclib.explore.plane.framing import image_box, reaching
from jaclib.explore.plane.law import LAW, RADII, law
from jaclib.explore.plane.lines import CIRCLE
from tests.explore.answers import words_of
from tests.hand import enter

coordinate = st.floats(-1.5, 1.5)
points = st.tuples(coordinate, coordinate).map(np.array)
radii = st.floats(1e-4, 2)
square = maps.CATALOGUE["complex square"]
cubic = parse_map("x + x^3, y")


def creased(x):
    """Both partial derivatives exist at 0, and beside the axes f isn't what they say."""
    square = x @ x
    return jnp.array([x[0], jnp.where(square > 0, x[0] ** 2 * x[1] / jnp.where(square > 0, square, 1.0), 0.0)])


def jump(x):
    """Both partial derivatives exist at 0, and the first component is not even continuous there."""
    square = x @ x
    return jnp.array([jnp.where(square > 0, x[0] * x[1] / jnp.where(square > 0, square, 1.0), 0.0), x[1]])


@given(points, radii)
def test_for_the_complex_square_the_error_is_eps_squared_in_closed_form(a, eps):
    """(a + h)² − a² − 2ah = h²."""
    now = compute(square, a, eps, False)
    assert now["largest"] == pytest.approx(eps**2, rel=1e-6)
    assert now["mean"] == pytest.approx(eps**2, rel=1e-6)
    np.testing.assert_allclose(now["law_largest"], RADII**2, rtol=1e-5)


@given(st.floats(0.3, 3), st.floats(-3, 3), radii)
def test_for_polar_coordinates_the_singular_values_are_1_and_r_and_the_determinant_is_r(r, theta, eps):
    now = compute(maps.CATALOGUE["polar"], np.array([r, theta]), eps, False)
    np.testing.assert_allclose(now["sigma"], sorted([1, r], reverse=True), rtol=1e-12)
    assert now["det"] == pytest.approx(r)
    assert now["columns"][0] == pytest.approx(eps * np.array([np.cos(theta), np.sin(theta)]))


@given(points, radii)
def test_the_linear_image_is_the_ellipse_with_the_semi_axes_of_the_singular_values(a, eps):
    now = compute(maps.CATALOGUE["cusp"], a, eps, False)
    distance = np.linalg.norm(now["linear"] - now["value"], axis=1)
    lengths = np.linalg.norm(now["semi_axes"], axis=1)
    np.testing.assert_allclose(lengths, eps * now["sigma"], rtol=1e-9, atol=1e-15)
    assert distance.max() == pytest.approx(lengths[0], rel=1e-3)
    assert distance.max() <= lengths[0] * (1 + 1e-9)
    assert distance.min() >= lengths[1] * (1 - 1e-9) - 1e-15


@given(points, radii)
def test_the_lens_shows_the_difference_quotient(a, eps):
    near = compute(square, a, eps, True)
    exact = 2 * (a[0] + 1j * a[1]) * (h := CIRCLE @ [1, 1j]) + eps * h**2
    quotient = (near["true_seen"] - near["value"]) / (near["image_zoom"] * eps)
    np.testing.assert_allclose(quotient, np.stack([exact.real, exact.imag], axis=1), atol=1e-10)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "a", "slope"),
    [(square, (1, 0.5), 2), (cubic, (0, 0.5), 3), (as_map(creased), (0, 0), 1), (maps.shear, (1, 0.5), np.nan)],
    ids=["smooth", "vanishing second derivative", "creased", "linear"],
)
def test_the_slope_of_the_error_tells_what_kind_of_map_it_is(f, a, slope):
    assert compute(f, np.array(a, dtype=float), 0.1, False)["slope"] == pytest.approx(slope, abs=0.01, nan_ok=True)


@pytest.mark.slow
def test_where_the_map_is_undefined_there_is_a_gap_and_no_error():
    now = compute(parse_map("sqrt(x), y"), np.array([0.1, 0.0]), 0.5, False)
    assert np.isnan(now["true"]).any()
    assert np.isfinite(now["true"]).any()
    assert np.isfinite(now["largest"])
    assert "nan" not in words_of(explore.linear_approximation("sqrt(x), y", a=(0.1, 0.0)))["say"]


@given(points, st.floats(0.1, 10), points)
def test_a_view_reaches_a_place_outside_of_it_in_steps_and_stays_where_it_need_not(centre, half, place):
    box = tuple((c - half, c + half) for c in centre)
    (x0, x1), (y0, y1) = reached = reaching(box, 20 * place)
    assert x0 - 1e-9 <= 20 * place[0] <= x1 + 1e-9
    assert y0 - 1e-9 <= 20 * place[1] <= y1 + 1e-9
    steps = np.log((x1 - x0) / (2 * half)) / np.log(1.5)
    assert steps == pytest.approx(round(steps), abs=1e-6)
    assert np.asarray(reaching(box, centre)) == pytest.approx(np.asarray(box))
    assert np.asarray(reaching(reached, 20 * place)) == pytest.approx(np.asarray(reached))


def words(text, a, eps=0.5):
    return say(compute(as_map(text), np.array(a, dtype=float), eps, False))


@pytest.mark.slow
def test_the_words_say_what_the_numbers_are():
    said = words("polar", (2, np.pi / 4), 0.05)
    assert "a = (2, 0.785)" in said
    assert "radius 0.05 lands on nearly an ellipse with half-axes 0.1 and 0.05" in said
    assert "orientation kept" in said
    assert "ε^2.00" in said
    assert "falls only like ε^1.00" in words(creased, (0, 0), 0.1)
    assert "does not fall" in words(jump, (0, 0))
    assert "reversed" in words("reflection", (1, 2))


@given(st.sampled_from(["polar", "complex square", "cusp", "x + x^3, y", "1e-3 x^2, 1e3 y"]), points, radii)
def test_nearly_an_ellipse_is_said_of_a_circle_whose_image_is_off_by_a_tenth_of_the_longer_half_axis_at_most(f, a, eps):
    f = as_map(f)
    h = eps * CIRCLE
    off = np.linalg.norm(jax.vmap(f)(a + h) - f(a) - h @ jax.jacobian(f)(jnp.array(a)).T, axis=1).max()
    limit = eps * (np.linalg.norm(jax.jacobian(f)(jnp.array(a)), 2) or 1.0) / 10  # beside a point, of the radius
    said = say(compute(f, a, eps, False))
    if not 0.999 < off / max(limit, 1e-300) < 1.001 and off > 1e-9 * eps:
        assert ("lands on nearly" in said) == (off < limit)
        assert ("does not land close" in said) == (off > limit)


@pytest.mark.parametrize(
    ("text", "a", "eps", "said"),
    [
        ("|x|, y", (1, 0.5), 1.5, "does not land close"),  # it reaches over the crease
        ("|x|, y", (1, 0.5), 1.5, "near a f is linear"),
        ("|x|, y", (1, 0.5), 0.5, "up to rounding, and so does each smaller one"),
        ("rotation", (1, 2), 2.0, "up to rounding, and so does each smaller one"),
        ("sin(x)/x, y", (0, 0.5), 0.5, "f is undefined at a = (0, 0.5): it has no value there, and so no derivative."),
        ("ln x, y", (-1, 0), 0.5, "f is undefined at a = (-1, 0): it has no value there, and so no derivative."),
        ("ln(x²+y²), atan(y/x)", (0, 0), 0.5, "f is undefined at a"),
        ("1/x, y", (0, 0.5), 0.5, "f is undefined at a"),
        ("√|x|, y", (0, 0), 0.5, "f has no derivative at a = (0, 0)"),
        ("1e6 x, 1e-6 y", (1, 0.5), 0.5, "half-axes 5e+05 and 5e-07, the longer along 0°, so thin that it looks like"),
        ("1e-9 y, 1e9 x", (1, 0.5), 0.5, "half-axes 5e+08 and 5e-10, the longer along 90°, so thin that it looks"),
        ("x^0.5, y^0.5", (0, 0), 0.5, "f has no derivative at a"),
        ("asin x, acos y", (1, 0.2), 0.5, "f has no derivative at a"),
        ("1/x, y", (1, 0.5), 1.5, "meets a pole of f: its true image is unbounded"),
        ("1/x², y", (1, 0.5), 1.5, "meets a pole of f"),
        ("atan(1/x), y", (0.1, 0.3), 0.5, "is torn, since f jumps there"),
        ("sqrt(x), y", (0.1, 0), 0.5, "reaches places where f is undefined"),
        ("x, x", (1, 0.2), 0.5, "a segment of half-length 0.707 along 45°: flattened, area × 0"),
        ("sin x, y", (np.pi / 2, 1), 0.1, "flattened, area × 0"),  # cos(π/2) is 6e-17 in the machine
        ("x^2 - y^2, 2x y", (0, 0), 0.5, "the point f(a), since J = 0"),
        ("atan(x/1e-9), y", (0.1, 0.5), 0.5, "The true image is at most 3.1 away, 6.28 times the radius"),
        ("max(x, -x) - |x|, y", (0, 0), 0.5, "a segment of half-length 0.5 along 90°"),
        ("x^3, y^3", (0, 0), 1e-4, "lands on nearly the point f(a), since J = 0. The true image is at most 1e-12"),
        ("x^2, y^2", (0, 0), 0.5, "does not land close to what J predicts, the point f(a)"),  # 0.25 away
        ("1e9*x^2, 1e9*y^2", (0, 0), 1e-4, "does not land close to what J predicts, the point f(a)"),
        ("1/x, y", (0.5, 0), 0.5, "meets a pole of f, or a place where f is undefined. J predicts an ellipse"),
        ("1/(x*y), y", (0.5, 0.5), 0.5, "meets a pole of f, or a place where f is undefined"),
        ("log(x), y", (0.5, 0.5), 0.5, "meets a pole of f, or a place where f is undefined"),
        ("exp(1000*x), y", (0.5, 0), 0.5, "reaches places where f is undefined, or too large for double"),
        ("x, exp(-1000*y)", (0, -0.5), 0.5, "reaches places where f is undefined, or too large for double"),
        ("sqrt(x - 10), y", (10.5, 0), 0.5, "does not land close"),  # it touches the end of the domain, and √0 is 0
    ],
)
def test_what_is_said_is_so(text, a, eps, said):
    assert said in words(text, a, eps)


@given(st.floats(-8, 8), st.floats(-8, 8), st.floats(0, np.pi), st.floats(0, np.pi))
def test_the_half_axes_are_those_that_a_matrix_is_made_of_however_thin_the_ellipse(p, q, turn, tilt):
    """In closed form: rotation · diag · rotation. It is off by the rounding of the entries, the longer one's."""
    turned = [np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]]) for t in (turn, tilt)]
    made = turned[0] @ np.diag([10**p, 10**q]) @ turned[1]
    long, short = sorted([10**p, 10**q], reverse=True)
    found = stretches(made)[1]
    assert found[0] == pytest.approx(long, rel=1e-12)
    assert found[1] == pytest.approx(short, rel=1e-9, abs=2e-15 * long)
    straight = stretches(np.diag([10**p, 10**q]))[1]
    assert straight == pytest.approx([long, short], rel=1e-12, abs=0)


NO_PARTIALS = "f has no derivative at a = ({}, {}): not all of its partial derivatives exist there."


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "a"),
    [
        *[(f, (0, 0.5)) for f in ("|x|, y", "relu(x), y")],
        *[("max(x, y), y", (0.7, 0.7)), ("x, |y - x^2|", (0.5, 0.25)), ("sqrt(x^2 + y^2), y", (0, 0))],
        (lambda x: jnp.where(x > 0.3, 2 * x - 0.3, x), (0.3, 0.4)),
    ],
)
def test_at_a_kink_there_is_no_derivative_and_nothing_that_follows_from_one(text, a):
    """By the slopes of both sides, which differ."""
    f, sides = as_map(text), []
    for step in 1e-6 * np.eye(2):
        sides.append([np.asarray(f(np.array(a) + sign * step) - f(np.array(a))) / (sign * 1e-6) for sign in (-1, 1)])
    assert any(np.abs(left - right).max() > 0.5 for left, right in sides)
    now = compute(f, np.array(a, dtype=float), 0.3, False)
    assert say(now) == NO_PARTIALS.format(*a)
    assert np.isnan([*now["sigma"], now["det"], now["largest"], now["mean"]]).all()
    for drawn in ("linear", "columns", "semi_axes", "law_largest", "law_mean"):
        assert np.isnan(now[drawn]).all()
    assert law_in_words(now) == "no derivative at a, no error"
    assert np.isfinite(now["true"]).all()
    assert [each["rows"] for each in values(now)[1:-2]] == [[[" undefined"]]] * 6


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "J", "off"),
    [
        ("sqrt(|x y|), y", [[0, 0], [0, 1]], np.sqrt(0.5)),
        (creased, [[1, 0], [0, 0]], 2 / np.sqrt(27)),
        (jump, [[0, 0], [0, 1]], None),
    ],
)
def test_where_partial_derivatives_exist_and_there_is_no_derivative_it_is_said_which_of_the_two_it_is(f, J, off):
    """On the circle of radius ε: √|x y| is at most ε √½, and x²y/(x² + y²) at most ε 2/√27; J by hand."""
    now = compute(as_map(f), np.zeros(2), 0.5, False)
    np.testing.assert_array_equal(now["jacobian"], J)
    words = say(now)
    assert words.startswith("f has no derivative at a = (0, 0), though all of its partial derivatives exist there.")
    assert not re.search("ellipse|segment|flattened|orientation|area|linear", words)
    assert np.isnan([*now["sigma"], now["det"]]).all()
    if off:
        assert now["largest"] == pytest.approx(0.5 * off, rel=1e-3)
        assert f"{now['largest'] / 0.5:.1%} of the radius; as ε shrinks, the error falls only like ε^1.00" in words


def test_the_outline_has_a_gap_at_a_pole_and_the_largest_error_is_infinite():
    now = compute(as_map("1/x, y"), np.array([1, 0.5]), 1.5, False)
    x = 1 + 1.5 * CIRCLE[:, 0]
    gaps = np.flatnonzero(np.isnan(now["true"][:, 0]))
    assert (x[gaps - 1] * x[gaps + 1] < 0).all()
    assert len(gaps) == 2
    assert now["largest"] == np.inf


@pytest.mark.parametrize(("text", "a"), [("log(x), y", (0.5, 0.5)), ("1/x, y", (0.5, 0))])
def test_where_the_circle_touches_a_place_at_which_f_is_infinite_the_largest_error_is_and_no_mean_is_shown(text, a):
    """x = ½ + ½ cos t is 0 at t = π: there ln x has the mean −ln 4 all the same, and 1/x has none."""
    now = compute(parse_map(text), np.array(a), 0.5, False)
    shown = {each["label"]: each["rows"][0][0].strip() for each in values(now)}
    assert now["largest"] == np.inf
    assert shown["mean error"] == "undefined"
    assert "lies where f is undefined" not in say(now)


@pytest.mark.slow
@pytest.mark.parametrize("name", maps.CATALOGUE)
def test_every_map_of_the_catalogue_is_drawn_from_its_default_point(name):
    assert "a circle of radius 0.6" in words_of(explore.linear_approximation(name))["say"]


def my_map(x):
    return jnp.array([x[0] * x[1], x[0] + x[1]])


@pytest.mark.slow
@pytest.mark.parametrize("f", ["cusp", "x*y, x + y^2", my_map])
def test_the_call_that_copy_this_view_gives_recreates_the_state(f):
    live = explore.linear_approximation(f, a=(0.25, -1.5), eps=0.125, magnify=False)
    _, words = live.stage.draw(live.state)
    again = eval(words["call"], {"explore": explore, "my_map": my_map})
    assert again.state == live.state
    live.close(), again.close()


def test_the_lens_holds_the_axes_still_while_the_circle_shrinks():
    live = explore.linear_approximation("polar", a=(2, 0.8))
    _, seen = zip(*(live.stage.draw(live.state | {"eps": eps}) for eps in (1.0, 0.5, 0.05)), strict=True)
    assert seen[0]["places"] == seen[1]["places"] == seen[2]["places"]
    live.close()


def test_choosing_a_map_in_python_moves_the_point_to_its_default_and_renames_the_fields():
    live = explore.linear_approximation("polar")
    live.f = "cusp"
    assert live.state["f"] == "cusp"
    assert tuple(live.a) == maps.CATALOGUE["cusp"].point
    assert live._looks["a"]["names"] == maps.cusp.variables
    live.close()


def test_a_wrong_formula_is_told_where_it_was_typed_and_changes_nothing():
    live = explore.linear_approximation("polar")
    before = live.state
    assert enter(live, "f", ["x*y, <img src=x onerror=alert(1)>"]).startswith("At character ")
    assert live.state == before
    assert enter(live, "f", ["x*y, x^2"]) == ""
    assert live.f == "x*y, x^2"
    live.close()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"f": "polr"}, "polr"),
        ({"f": 3}, "a catalogue name, a formula or a function"),
        ({"f": lambda x: x[0]}, r"\(2,\)"),
        ({"f": lambda x: (x[0], x[1], x[0])}, r"\(2,\)"),
    ],
)
def test_what_is_no_map_of_the_plane_is_answered_by_what_is_needed(arguments, words):
    with pytest.raises((TypeError, ValueError), match=words):
        explore.linear_approximation(**arguments)


def test_a_function_of_ones_own_is_framed_by_the_bulk_of_its_image():
    (x0, x1), (y0, y1) = image_box(as_map(lambda x: jnp.array([jnp.exp(4 * x[0]), jnp.log(x[1])])))
    assert 0 < x1 - x0 < np.exp(8)
    assert y1 - y0 < 10


def test_what_a_user_has_set_for_matplotlib_changes_no_picture():
    with matplotlib.rc_context({"figure.constrained_layout.use": True, "axes.grid": True, "lines.linewidth": 9}):
        live = explore.linear_approximation("polar")
        theirs, _ = live.stage.draw(live.state)
        live.close()
    live = explore.linear_approximation("polar")
    assert live.stage.draw(live.state)[0] == theirs
    live.close()


def test_float64_reaches_the_picture():
    assert compute(square, np.array([1.0, 0.5]), 0.5, False)["true"].dtype == np.float64
    assert jax.config.jax_enable_x64


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("magnify", [False, True])
@pytest.mark.parametrize(("f", "a"), [("ln x, y", (-1, 0)), ("sin(x)/x, y", (0, 0)), ("√|x|, y", (0, 0))])
def test_where_there_is_no_derivative_the_picture_is_drawn_without_a_warning_also_through_the_lens(f, a, magnify):
    said = words_of(explore.linear_approximation(f, a, magnify=magnify))["say"]
    assert "f is undefined" in said or "f has no derivative" in said


def test_only_rounding_is_said_of_all_radii_or_of_small_ones():
    law = {"slope": np.nan, "settled": True, "law_largest": np.full(len(RADII), 1e-16)}
    assert law_in_words(law) == "only rounding"
    assert law_in_words(law | {"law_largest": np.where(RADII < 1, 1e-16, 0.5)}) == "only rounding for small ε"
    assert law_in_words(law | {"slope": 2.001}) == "slope 2.00 as ε → 0"
    assert law_in_words(law | {"slope": 2.001}, (0.1, 0.1)) == ""  # a triangle says it
    assert law_in_words(law | {"slope": 2.001, "settled": False}) == "slope not settled"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "a", "power"),
    [
        ("sin(1e4x), y", (1, 0), 2),
        *[(f, (0, 0), 2) for f in ("exp(100x), y", "1e200 x^2, y", "1e6 + x^2, y")],
        (lambda v: v.astype(jnp.float32) ** 2, (1, 0.5), 2),
        *[(f, (0, 0), 3) for f in ("sin(1000x), y", "tanh(1e6x), y")],
        *[(f"{f}^{power}, y", (0, 0), power) for f, power in (("hypot(x, y)", 1.01), ("|x|", 1.05), ("|x|", 1.25))],
    ],
)
@pytest.mark.parametrize("eps", [1e-4, 0.1])
def test_as_eps_shrinks_the_error_falls_like_the_first_power_of_the_series(text, a, power, eps):
    """The first term that Taylor's series has after the linear one, by hand; or the power that is written."""
    said = words(text, a, eps)
    assert f"the error falls like ε^{power:.2f}" in said
    assert "derivative" not in said and "no faster" not in said


@pytest.mark.slow
def test_where_the_error_follows_no_power_at_any_radius_that_can_be_told_no_power_is_said():
    """tanh(1e12 x) has the derivative 1e12, and is 1 at all of the radii: 1e12 ε − 1 is off, and 3 is the power."""
    said = words("tanh(1e12x), y", (0, 0))
    assert "the error follows no power of ε yet" in said
    assert "derivative" not in said


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("text", "a", "eps", "said"),
    [
        ("1e155x, 1e155y", (1, 0), 0.01, "half-axes 10¹⁵³ and 10¹⁵³, orientation kept, area × too large for double"),
        (
            "1e300y, 1e300x",
            (0, 0),
            0.5,
            "half-axes 5·10²⁹⁹ and 5·10²⁹⁹, orientation reversed, area × too large for dou",
        ),
        ("1e-200x, 1e-200y", (0, 0), 0.01, "half-axes 10⁻²⁰² and 10⁻²⁰², orientation kept, area × too small for dou"),
        ("1e-300x, y", (0, 0), 0.5, "half-axes 0.5 and 5·10⁻³⁰¹"),
        ("1e200 x^2, y", (0, 0), 0.5, "at most 2.5·10¹⁹⁹ away"),
        ("exp(1000x), y", (1, 0), 0.5, "f is too large at a = (1, 0) for double"),
        ("log z", (0, 0), 0.5, "f is undefined at a = (0, 0)"),
    ],
)
def test_numbers_of_any_size_are_what_they_are_or_said_to_be_too_large_or_too_small(text, a, eps, said):
    assert said in words_of(explore.linear_approximation(text, a=a, eps=eps))["say"]


UNIT = 2.0**-52


def missed(errors):
    """What f misses at the steps of the law: so much along one direction, and nothing along the others."""
    off = np.zeros((len(LAW), 5, 2))
    off[:, 2, 1] = errors
    return off


@given(st.floats(1.1, 3), st.integers(0, 99))
def test_the_power_is_that_of_the_largest_error_at_radii_at_which_it_is_more_than_rounding(power, seed):
    noise = 10 * UNIT * np.random.default_rng(seed).uniform(-1, 1, len(LAW))
    assert law(missed(LAW**power + noise), 1.0, UNIT, True) == pytest.approx((power, True), abs=0.05)


@given(st.floats(1.1, 3))
def test_an_error_of_thousands_of_rounding_units_has_its_power(power):
    """So much larger than rounding it is only at the largest radii."""
    assert law(missed(2e5 * UNIT * (LAW / LAW[-1]) ** power), 1.0, UNIT, True) == pytest.approx((power, True), abs=1e-6)


@given(st.sampled_from([1.2, 1.5, 2.0, 3.0]), st.sampled_from([1.2, 1.5, 2.0, 3.0]))
def test_a_law_has_settled_where_the_next_radii_have_the_same_power(power, beyond):
    errors = np.where(LAW[5] >= LAW, LAW**power, LAW[5] ** (power - beyond) * LAW**beyond)
    assert law(missed(errors), 0.0, UNIT, True) == pytest.approx((power, power == beyond), abs=1e-6)


def test_an_error_as_large_as_the_radius_is_no_law_where_j_fits():
    for fits in (True, False):
        assert law(missed(3 * LAW), 0.0, UNIT, fits) == pytest.approx((1, not fits))


@pytest.mark.parametrize("crease", [1e-8, 1e-4, 0.02])
def test_where_f_is_linear_up_to_a_crease_there_is_only_rounding(crease):
    slope, _ = law(missed(2 * np.maximum(LAW - crease, 0)), 1.0, UNIT, True)
    assert np.isnan(slope)
