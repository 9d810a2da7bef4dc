"""The numbers, words and challenges of explore.mean_value: closed forms, dense sampling, and the inequality itself."""

import math
from functools import partial
from importlib import import_module

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jaclib import explore, maps
from jaclib.draw import LIGHT, panels
from jaclib.explore.choose.map import as_map
from jaclib.explore.mean_value import STAIRCASE, opposite, start
from jaclib.explore.mean_value.numbers import compute
from jaclib.explore.mean_value.picture import paint
from jaclib.explore.mean_value.words import CHALLENGES, say, values
from jaclib.programs.field import field
from jaclib.stage.live import move
from tests.explore.answers import rows_of, verdict, words_of

steepness = import_module("jaclib.explore.mean_value.steepness")  # the package has the function under this name
STAIRS = as_map(STAIRCASE)
points = st.tuples(st.floats(-2, 2), st.floats(-2, 2))


@pytest.mark.slow
@given(points, points)
@example((1.375, 0.0), (-0.49609375, 0.0))  # at b ‖J‖₂ is above what it is at the two points beside its top
def test_on_the_staircase_all_is_that_of_the_closed_form(a, b):
    """J = diag(1 − cos 2πx, ¼), so that ‖J‖₂ is the larger of the two; its largest value by dense sampling."""
    now = compute(STAIRS, a, b)
    x = np.linspace(a[0], b[0], 100_001)
    norms = np.maximum(1 - np.cos(2 * np.pi * x), 0.25)
    assert now["largest"] == pytest.approx(norms.max(), abs=1e-7)
    assert (now["here"], now["there"]) == pytest.approx((norms[0], norms[-1]), abs=1e-12)
    moved = [np.diff(x[[0, -1]] - np.sin(2 * np.pi * x[[0, -1]]) / (2 * np.pi))[0], (b[1] - a[1]) / 4]
    assert now["moved"] == pytest.approx(np.hypot(*moved), abs=1e-12)
    assert now["distance"] == pytest.approx(np.hypot(b[0] - a[0], b[1] - a[1]), abs=1e-12)


@partial(jax.jit, static_argnames="f")
def jacfwd(f, a):
    return jax.jacfwd(f)(a)


@pytest.mark.slow
@given(st.sampled_from([maps.polar, maps.complex_exponential, maps.cusp, maps.swirl]), points, points)
def test_the_mean_value_inequality_holds_with_the_largest_value_on_the_way(f, a, b):
    now = compute(f, a, b)
    assert now["moved"] <= now["largest"] * now["distance"] * (1 + 1e-9) + 1e-12
    # the place marked is where ‖J‖₂ has that value
    assert np.linalg.norm(jacfwd(f, now["top"]), 2) == pytest.approx(now["largest"], rel=1e-9, abs=1e-9)


def test_with_the_value_at_an_end_alone_it_is_broken_on_the_staircase():
    now = compute(STAIRS, (-1, 0.5), (0, 0.5))
    assert (now["here"], now["there"], now["moved"]) == (0.25, 0.25, pytest.approx(1))
    words = say(now)
    assert "their images 1. ‖J‖₂ is 0.25 at a, 0.25 at b, and at most 2 on the way." in words
    assert "with ‖J(a)‖₂ alone one would say 0.25, and that is too little" in words


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("f", "a", "b", "words"),
    [
        ("1/x, y", (-1, 0), (1, 0), "undefined"),
        ("sqrt(x), y", (-1, 0), (-0.5, 1), "undefined"),
        ("polar", (1, 1), (1, 1), "no way between them"),
        ("1/x, y", (-1, 0), (1.1, 0), "Between them there is a pole of the map: no ‖J‖₂ bounds how far"),
        ("sign(x), y", (-1, 0), (1.1, 0), "their images 2. Between them the map jumps"),
        ("|x|, y", (0, 0), (1, 0), "their images 1. At a the map has no Jacobian."),
        ("sqrt(x), y", (0, 0), (1, 0), "their images 1. At a the map has no Jacobian."),
        ("|x|, y", (-1, 0), (0, 0), "At b the map has no Jacobian."),
        ("sin x, 0*y", (0, 0), (np.pi, 0), "their images 0. ‖J‖₂ is 1 at a, 1 at b"),
    ],
)
def test_where_there_is_no_way_or_no_map_the_picture_says_so(f, a, b, words):
    told = words_of(explore.mean_value(f, a=a, b=b))["say"]
    assert words in told and "nan" not in told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "a", "b", "known"),
    [
        ("ln x, y", (-0.5, 0), (1, 0), 1),
        ("ln x, y", (1, 0), (-0.5, 0), 1),
        ("ln x, y", (0.5, 0), (1, 0), 7),
        ("sqrt(x), y", (-1, 0), (-0.5, 1), 1),
        ("1/x, y", (-1, 0), (1.1, 0), 5),  # all but the two that would be a bound
        ("sign(x), y", (-1, 0), (1.1, 0), 5),
        ("polar", (1, 1), (2, 0.5), 7),
    ],
)
def test_no_number_stands_below_the_picture_of_which_the_sentence_says_that_it_is_undefined(f, a, b, known):
    now = compute(as_map(f), a, b)
    shown = {label: rows[0][0].strip() for label, rows in rows_of(values(now)).items()}
    assert sum(cell != "undefined" for cell in shown.values()) == known
    assert float(shown["‖b − a‖"]) == pytest.approx(np.hypot(b[0] - a[0], b[1] - a[1]), abs=5e-4)
    assert ("undefined" in say(now)) == (known == 1)
    assert (shown["bound"] != "undefined") == (known == 7)


def needle(p):
    """Of slope 10⁴ on a stretch of 10⁻⁴, between two of the places where ‖J‖₂ is looked at."""
    return jnp.stack([jnp.clip(1e4 * (p[0] - 0.50234), 0, 1), p[1] / 2])


E = np.sqrt(2 / np.e)  # the largest slope of exp(−x²)
STEEP = [  # with the largest slope on the way
    ("erf(1000*(x-0.1234567)), y", (-1, 0), (1, 0), 2000 / np.sqrt(np.pi)),
    ("erf(1e7*(x-0.1234567)), y", (-1, 0), (1, 0), 2e7 / np.sqrt(np.pi)),
    ("y, erf(1000*(x-0.1234567))", (1, 1), (-1, 1), 2000 / np.sqrt(np.pi)),
    ("exp(-(100x)^2), y", (-1, 0), (0.97, 0), 100 * E),
    ("exp(-(500*(x-0.1234567))^2), y", (-1, 0), (0.97, 0), 500 * E),
    ("tanh(500*(x-0.1234567)), y", (-1, 0), (1, 0), 500),
    ("tanh(1e10*(x-0.1234567)), y", (-1, 0), (1, 0), 1e10),
    ("x^2 + tanh(1e5*(x-0.1234567))/1000, y", (-1, 0), (1, 0), 100 + 2 * 0.1234567),
    ("x^2 - tanh(1e5*(x-0.7234567))/1000, y", (-1, 0), (1, 0), 100 - 2 * 0.7234567),
    ("tanh(300*(x+y-0.1234567)), x-y", (-1, -1), (1, 1), 300 * np.sqrt(2)),
    (needle, (0, 0), (1, 0), 1e4),
]


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("f", "a", "b", "largest"), STEEP)
def test_what_is_steep_only_between_the_places_looked_at_is_found_by_what_the_values_do_there(f, a, b, largest):
    now = compute(as_map(f), a, b)
    assert now["largest"] == pytest.approx(largest, rel=1e-3)
    assert f"and at most {now['largest']:.3g} on the way." in say(now)
    assert now["moved"] <= now["largest"] * now["distance"]
    t, heights = now["heights"].T  # the curve reaches the line of the largest value, where the dot lies
    assert (t[np.nanargmax(heights)], np.nanmax(heights)) == (now["at"], now["largest"])
    assert (np.diff(t) > 0).all()


PLACE = "(x-0.1234567)"
STEPS = "sign{0}", "x + sign{0}/10^6", "tanh(500x) + sign{0}", "atan(1/{0})"
POLES = "1/{0}", "1/{0}^2", "x + 1/(10^6*{0})", "ln|{0}|"
UPRIGHT = "cbrt{0}", "√|{0}|", "√|x-0.12|", "sign{0}*|{0}|^0.1"
ROUGH = [(f, "the map jumps") for f in STEPS] + [(f, "there is a pole of the map") for f in POLES]
ROUGH += [(f, "‖J‖₂ grows without bound") for f in UPRIGHT]


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("f", "met"), ROUGH)
def test_a_pole_a_jump_and_a_vertical_tangent_are_told_apart_and_leave_no_bound(f, met):
    now = compute(as_map(f"{f.format(PLACE)}, y"), (-1, 0), (1, 0))
    assert f"Between them {met}: no ‖J‖₂ bounds how far apart they are." in say(now)
    assert rows_of(values(now))["bound"][0][0].strip() == "undefined"


STILL = [
    ("sin(x)^2+cos(x)^2, 2", (-1, 0), (1, 0)),
    ("cos(x)^2+sin(x)^2, 0*y", (-1, 0), (1, 0)),
    ("sin(50x)^2+cos(50x)^2, 2", (-1, 0.3), (1, 0.2)),
    ("exp(log(x))-x, 0", (0.5, 0), (1.5, 0)),
    ("0*x, exp(log(y))-y", (0, 2), (0, 0.7)),
    ("tanh(x)-(exp(x)-exp(-x))/(exp(x)+exp(-x)), 0", (-1, 0), (1, 0)),
    ("max(x, -x) - |x|, 0*y", (-1, 0), (1, 0)),  # JAX follows a convention where x is 0
    ("3, 0", (-1, 0), (1, 0)),
]


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("f", "a", "b"), STILL)
def test_where_f_stands_still_j_is_0_and_what_rounding_leaves_does_not_grow(f, a, b):
    """By an identity, f is constant."""
    way = np.array(a) + np.linspace(0, 1, 50)[:, None] * (np.array(b) - a)
    assert np.ptp(jax.vmap(as_map(f))(way), axis=0).max() < 1e-15
    now = compute(as_map(f), a, b)
    assert (now["moved"], now["here"], now["there"], now["largest"]) == (0, 0, 0, 0)
    assert say(now).endswith(
        "their images 0. ‖J‖₂ is 0 at a, 0 at b, and at most 0 on the way. With that the images are at most 0 apart; "
        "with ‖J(a)‖₂ alone one would say 0, and it holds."
    )
    assert np.nanmax(now["along"]) == 0


@pytest.mark.parametrize(
    ("f", "largest"), [("1e-16*x^2, 0", 2e-16), ("1e-20*sin(9x), 2", 9e-20), ("1 + 1e-9*x, 0", 1e-9)]
)
def test_a_slope_that_is_small_and_no_rounding_is_what_it_is(f, largest):
    now = compute(as_map(f), (-1, 0), (1, 0))
    assert now["largest"] == pytest.approx(largest, rel=1e-6)
    assert f"at most {largest:.3g} on the way" in say(now)


def patched(v):
    """The identity and a tenth of it; where x is 0, JAX takes the branch without a slope."""
    return jnp.array([jnp.where(v[0] == 0, 0.0, v[0]), v[1] / 10])


def patched_steeply(v):
    return jnp.array([jnp.where(v[0] == 0, 100 * v[0], v[0]), v[1] / 10])


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("f", [patched, patched_steeply])
@pytest.mark.parametrize(("a", "b"), [((0, 0), (1, 0)), ((1, 0), (0, 0)), ((-1, 0), (1, 0)), ((-1, 0), (1.5, 0.5))])
def test_of_a_map_that_is_patched_at_a_point_j_is_that_of_the_map_there(f, a, b):
    now, moved = compute(as_map(f), a, b), np.hypot(b[0] - a[0], (b[1] - a[1]) / 10)
    assert (now["here"], now["there"], now["largest"]) == pytest.approx((1, 1, 1))
    assert now["moved"] == pytest.approx(moved)
    assert "grows" not in say(now)
    assert say(now).endswith("and it holds.")


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
def test_what_is_too_large_for_a_number_is_not_called_undefined_alone_and_its_square_may_be():
    words = words_of(explore.mean_value("exp(900x), y", a=(-1, 0), b=(1, 0)))["say"]
    assert words.endswith("has no finite value: it is undefined there, or too large for double precision.")
    now = compute(as_map("exp(400x), y"), (-1, 0), (1, 0))
    assert now["largest"] == pytest.approx(400 * np.exp(400), rel=1e-9)
    assert now["moved"] == pytest.approx(np.exp(400), rel=1e-9)
    assert "is undefined" in say(compute(as_map("ln x, y"), (-0.5, 0), (1, 0)))


@pytest.mark.parametrize(
    "f", ["polar", STAIRCASE, "x^3, y", "|x - 0.1234567|, y", "sin(20x), cos(20y)", "tanh(20*(x-0.1)), y", "x, y"]
)
def test_where_the_values_are_explained_nothing_is_looked_at_again(f, monkeypatch):
    asked = []
    count = lambda f, points: (asked.append(np.size(points)), field(f, points))[1]  # noqa: E731
    monkeypatch.setattr(steepness, "field", count)
    compute(as_map(f), (-0.9, 0.2), (0.8, 0.4))
    assert len(asked) == 2  # rounds of looking for the highest peak


def test_where_the_images_are_farther_apart_than_the_bound_found_that_is_said():
    words = say(compute(STAIRS, (-1.0, 0.0), (0.0, 0.0)) | {"largest": 0.5})
    assert "at most 0.5 at the points tried, too little for that: in between it is larger, or there is no" in words


@pytest.mark.few
@pytest.mark.parametrize(
    ("name", "f", "a", "b", "expected"),
    [
        ("steep between", STAIRS, (0.05, 0.5), (0.95, 0.5), True),
        ("steep between", STAIRS, (0.2, 0.5), (0.8, 0.5), False),
        ("steep between", STAIRS, (-0.5, 0.5), (0.5, 0.5), None),
        ("equal", maps.complex_exponential, (1, 0), (1, 0.1), None),  # too short
        ("equal", maps.rotation, (0, 0), (1, 1), True),
        ("equal", maps.complex_exponential, (1, 0), (1, 1), False),
        ("equal", maps.complex_exponential, (0, 0), (1, 0), None),
    ],
)
def test_a_challenge_knows_when_it_is_solved_when_nearly_and_when_not(name, f, a, b, expected):
    assert verdict(CHALLENGES[name], compute(f, a, b)) is expected


@pytest.mark.slow
def test_with_a_state_map_and_point_are_the_states_and_b_comes_along():
    state = explore.State("polar", at=(2, 0.8))
    live = explore.mean_value(state=state)
    assert live.state["a"] == [2, 0.8]
    state.f = "complex square"
    assert live.state["f"] == "complex square"
    with pytest.raises(ValueError, match="`f` must be left out"):
        explore.mean_value("polar", state=state)
    assert "undefined" not in words_of(live)["say"]
    state.close()


C = 0.1234567


def on_the_way(monkeypatch, first, slope):
    """What is found between (−1, 0) and (1, 0) of (first(x), y), with its derivative: nothing is compiled."""

    def known(_, points):
        x, y = np.moveaxis(points, -1, 0)
        J = np.zeros((*x.shape, 2, 2))
        J[..., 0, 0], J[..., 1, 1] = slope(x), 1
        return np.stack([first(x), y], axis=-1), J

    monkeypatch.setattr(steepness, "field", known)
    a, b, way = np.array([-1.0, 0.0]), np.array([1.0, 0.0]), np.linspace(0, 1, 201)
    return steepness.steepness(None, a, b, way, *known(None, a + way[:, None] * (b - a)))


def peak(x, at, height, width=0.014):
    return height * np.exp(-(((x - at) / width) ** 2))


def up_a_peak(x, at, height, width=0.014):
    return height * width * np.sqrt(np.pi) / 2 * np.vectorize(math.erf)((x - at) / width)


def step(x):
    return x**2 + np.tanh(1e5 * (x - C)) / 1000


def of_step(x):
    return 2 * x + 100 * (1 - np.tanh(1e5 * (x - C)) ** 2)


TWO_PEAKS = (  # at the places looked at first the second is the lower one
    lambda x: 5 * x + up_a_peak(x, -0.5, 5) + up_a_peak(x, 0.505, 5.2),
    lambda x: 5 + peak(x, -0.5, 5) + peak(x, 0.505, 5.2),
    (0.505,),
    10.2,
)


@pytest.mark.parametrize(
    ("first", "slope", "at", "largest"),
    [(lambda x: x**3 / 3 + x, lambda x: x**2 + 1, (-1, 1), 2), (step, of_step, (C,), 100 + 2 * C), TWO_PEAKS],
)
def test_the_steepest_place_is_that_of_the_closed_form(first, slope, at, largest, monkeypatch):
    found = on_the_way(monkeypatch, first, slope)
    assert found.largest == pytest.approx(largest, rel=1e-4)
    assert np.abs(2 * found.at - 1 - np.array(at)).min() < 1e-3
    assert not found.why


@pytest.mark.parametrize(
    ("first", "slope", "kind"),
    [
        (lambda x: np.sign(x - C), np.zeros_like, "jump"),
        (lambda x: np.log(abs(x - C)), lambda x: 1 / (x - C), "pole"),
        (lambda x: 1 / (x - C), lambda x: -1 / (x - C) ** 2, "pole"),
        (lambda x: np.cbrt(x - C), lambda x: 1 / (3 * np.cbrt(x - C) ** 2), "vertical"),
        (lambda x: np.sign(x - C) * abs(x - C) ** 0.1, lambda x: 0.1 * abs(x - C) ** -0.9, "vertical"),
    ],
)
def test_what_has_no_steepest_place_is_of_one_of_three_kinds(first, slope, kind, monkeypatch):
    found = on_the_way(monkeypatch, first, slope)
    assert found.why == kind


@pytest.mark.parametrize("power", [0.1, 0.06])
def test_a_vertical_tangent_is_told_from_a_jump_also_where_the_derivative_is_hidden_from_jax(power, monkeypatch):
    """As by `stop_gradient`: only the values tell."""
    found = on_the_way(monkeypatch, lambda x: np.sign(x - C) * abs(x - C) ** power, np.zeros_like)
    assert found.why == "vertical"


def test_the_norm_is_told_at_either_end_and_the_steepest_place_is_marked():
    """For polar coordinates ‖J‖₂ is the larger of 1 and r."""
    inner, outer = (1.5, 1.0), (2.5, 0.5)
    for a, b in ((inner, outer), (outer, inner)):
        now = compute(maps.polar, a, b)
        assert (now["here"], now["there"], now["largest"]) == pytest.approx((a[0], b[0], 2.5))
        assert now["top"] == pytest.approx(outer)


def test_what_is_steep_and_does_not_jump_is_not_called_torn():
    now = compute(as_map("tanh(1e10*(x-0.1234567)), y"), (-1, 0), (1, 0))
    assert (now["torn"], now["largest"]) == (False, pytest.approx(1e10, rel=1e-3))
    now = compute(as_map("sign(x-0.1234567)*|x-0.1234567|^0.06, y"), (-1, 0), (1, 0))
    assert (now["torn"], now["vertical"]) == (False, True)


def test_in_the_picture_the_bound_has_the_largest_norm_and_what_is_dashed_the_norm_at_a():
    """On the staircase from (0, ½) to (0.6, ½): ¼ at a, and 2 at (½, ½)."""
    _, axes = panels(explore.mean_value.scene.titles)
    move(paint(LIGHT, *axes), compute(STAIRS, (0, 0.5), (0.6, 0.5)))
    lines = [[line.get_xydata() for line in ax.lines] for ax in axes]
    away = [np.linalg.norm(points - (0, 0.125), axis=1) for points in lines[1] if len(points) > 50]  # from f(a)
    assert {round(sizes.max(), 9) for sizes in away if np.ptp(sizes) < 1e-9} == {2 * 0.6, 0.15}
    levels = [points[:, 1] for points in lines[2] if len(points) == 2 and points[:, 0].tolist() == [0, 1]]
    moved = 0.6 - np.sin(1.2 * np.pi) / (2 * np.pi)
    np.testing.assert_allclose(sorted(map(list, levels)), [[0.25] * 2, [moved / 0.6] * 2, [2] * 2], rtol=1e-9)
    for points, top in ((lines[0], (0.5, 0.5)), (lines[2], (5 / 6, 2))):
        assert any(np.allclose(dot, [top], atol=1e-3) for dot in points)


def test_the_steep_way_has_to_be_between_two_flat_ends():
    steep, flat = (0.6, 0.5), (0, 0.5)
    for a, b in ((steep, flat), (flat, steep)):
        now = compute(STAIRS, a, b)
        assert now["ratio"] > 1
        assert CHALLENGES["steep between"].judge(now) is None


@pytest.mark.parametrize("name", maps.CATALOGUE)
def test_b_is_first_set_a_quarter_of_the_domain_away_towards_its_middle(name):
    f = maps.CATALOGUE[name]
    low, high = np.array(f.domain).T
    b, quarter = np.array(opposite(f)), (high - low) / 4
    np.testing.assert_allclose(np.abs(b - f.point), quarter, atol=0.006)
    assert (np.abs(b - (low + high) / 2) <= quarter + 0.006).all()


@pytest.mark.parametrize("f", ["ln x, y", "x, sqrt(y + x)", "ln(x - 1.5), ln(y)", "x, ln(1 - x^2 - y^2)"])
def test_b_is_first_set_where_the_map_has_a_value(f):
    f = as_map(f)
    a, b = np.array([start(f), opposite(f)])
    assert np.isfinite(f(b)).all()
    assert np.hypot(*(b - a)) > 0.05


def test_on_the_staircase_both_points_are_first_set_where_it_is_flat_in_x():
    now = compute(STAIRS, start(STAIRS), opposite(STAIRS))
    assert (now["here"], now["there"], now["distance"]) == (0.25, 0.25, 1)
    assert start(maps.polar) == maps.polar.point
