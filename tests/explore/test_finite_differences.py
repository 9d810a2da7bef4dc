"""The errors that explore.finite_differences shows, against closed forms, the library's own and NumPy's arithmetic."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore, maps, numerical_jacobian, parse_map
from jaclib.draw import LIGHT, panels
from jaclib.explore.choose.map import as_map
from jaclib.explore.finite_differences.differences import (
    METHODS,
    STEPS,
    CountedMap,
    best_step,
    keeps_single,
    not_for_complex,
    quotients,
)
from jaclib.explore.finite_differences.numbers import PRECISIONS, compute, valley
from jaclib.explore.finite_differences.picture import colors, paint
from jaclib.explore.finite_differences.words import CHALLENGES, missing, say, values
from jaclib.programs.field import compiled
from jaclib.stage.live import move
from tests.explore.answers import rows_of, verdicts, words_of

coordinate = st.floats(0.3, 1.5)
points = st.tuples(coordinate, coordinate).map(np.array)
CUBIC = parse_map("x^3, x + 2y")
POLAR = maps.polar


def seen(f=POLAR, a=(2.0, 0.785), h=0.1, entry="f₁ along e₂", precision="float64"):
    return compute(f, np.array(a, dtype=float), h, entry, precision)


@pytest.mark.few
@pytest.mark.parametrize("kind", PRECISIONS)
@pytest.mark.parametrize("f", [POLAR, maps.sigmoid_layer, parse_map("exp(x y), x / y")], ids=str)
def test_many_steps_at_once_find_what_numerical_jacobian_finds_with_one(f, kind):
    a, steps = np.array([0.7, 1.2], dtype=kind), STEPS[72::19].astype(kind)
    for method in METHODS:
        found = quotients(CountedMap(f), a, steps, method)
        assert found.dtype == kind
        for h, J in zip(steps, found, strict=True):
            oracle = numerical_jacobian(f, step=float(h), method=method)(a)
            # compiled and not, a value of f may differ in its last digit
            np.testing.assert_allclose(J, oracle, rtol=0, atol=8 * np.finfo(kind).eps * (1 + 1 / h))


def test_single_precision_is_single_precision_as_numpy_does_it():
    """x y and x² are one multiplication each: their last digits, and those of the quotients, must be the same."""
    f, a, steps = parse_map("x*y, x^2"), np.array([0.7, 1.2], dtype=np.float32), STEPS[60::7].astype(np.float32)
    product = lambda x: np.stack([x[..., 0] * x[..., 1], x[..., 0] * x[..., 0]], axis=-1)  # noqa: E731
    for method in METHODS[:2]:
        np.testing.assert_array_equal(quotients(CountedMap(f), a, steps, method), quotients(product, a, steps, method))


@given(points, st.floats(-3, 0).map(lambda power: 10**power))
def test_for_a_cube_the_errors_are_those_of_the_closed_form(a, h):
    """((x + h)³ − x³) / h = 3x² + 3xh + h², central 3x² + h², complex 3x² − h²; the other component is linear."""
    now = seen(CUBIC, a, h)
    exact = {"forward": 3 * a[0] * h + h**2, "central": h**2, "complex": h**2}
    for method, error in exact.items():
        assert now[f"{method}_error_float64"] == pytest.approx(error, rel=1e-6, abs=1e-11 / h**0.5)


def test_f_is_asked_as_often_as_a_wrapped_function_counts_in_numerical_jacobian():
    now = seen()
    for method in METHODS:
        calls = []
        counted = lambda x, calls=calls: (calls.append(x), POLAR(x))[1]  # noqa: E731
        numerical_jacobian(counted, step=1e-5, method=method)(jnp.array([2.0, 0.7]))
        assert now[f"{method}_calls_float64"] == now[f"{method}_calls_float32"] == len(calls)


@pytest.mark.parametrize("kind", PRECISIONS)
def test_both_branches_have_the_slopes_and_about_the_height_of_the_theory(kind):
    """For polar coordinates: 1 and 2 where f bends, −1 where it is rounded; the valley is where theory has it."""
    now, size = seen(), np.linalg.norm(seen()["jacobian_float64"])
    for method, power in (("forward", 1), ("central", 2)):
        law, (c, p, r), best = (now[f"{method}_{what}_{kind}"] for what in ("law", "theory", "best"))
        bent, rounded = (30 * best < STEPS) & (STEPS < 0.3), (best / 30 > STEPS) & (law < size / 10)
        assert p == power
        assert np.polyfit(np.log(STEPS[bent]), np.log(law[bent]), 1)[0] == pytest.approx(power, abs=0.05)
        assert np.polyfit(np.log(STEPS[rounded]), np.log(law[rounded]), 1)[0] == pytest.approx(-1, abs=0.2)
        np.testing.assert_allclose(law[bent], c * STEPS[bent] ** p, rtol=0.1)
        assert 0.1 < np.median(law[rounded] * STEPS[rounded] / r) < 1.5
        assert best / 30 < STEPS[np.nanargmin(law)] < 30 * best


@pytest.mark.parametrize("f", [POLAR, maps.complex_square], ids=str)
def test_no_error_is_above_its_curve_and_where_f_bends_each_is_on_it(f):
    now, a = seen(f, (1, 0.5)), np.array([1, 0.5])
    for method in METHODS[:2]:
        errors = np.linalg.norm(quotients(CountedMap(f), a, STEPS, method) - now["jacobian_float64"], axis=(1, 2))
        law, bends = now[f"{method}_law_float64"], 10 * now[f"{method}_best_float64"] < STEPS
        assert (errors <= law * (1 + 1e-14))[np.isfinite(errors)].all()
        np.testing.assert_allclose(law[bends], errors[bends], rtol=1e-12, atol=1e-15)


@pytest.mark.few
@pytest.mark.parametrize("f", maps.CATALOGUE.values(), ids=maps.CATALOGUE)
def test_the_complex_step_has_no_branch_of_rounding_all_over_the_catalogue(f):
    now = seen(f, f.point)
    for kind in PRECISIONS:
        last_digit = np.finfo(kind).eps * np.linalg.norm(now[f"jacobian_{kind}"])
        assert (now[f"complex_law_{kind}"][STEPS < 1e-9] <= 20 * last_digit).all()


def test_the_best_step_is_where_the_sum_of_both_branches_is_least():
    """Against a fine search."""
    h = np.geomspace(1e-12, 1, 200_001)
    for c, p, r in ((0.5, 1, 2e-16), (0.1, 2, 1e-7)):
        assert best_step(c, p, r) == pytest.approx(h[np.argmin(c * h**p + r / h)], rel=1e-3)
    assert np.isnan(best_step(0.0, 2, 1e-16))


@pytest.mark.parametrize(
    ("f", "so"),
    [
        *((each, True) for each in maps.CATALOGUE.values()),
        ("exp(-x^2) sin(3y), x / y", True),
        ("|x|, y", False),
        (lambda x: jnp.maximum(x, 0.0), False),
        (lambda x: jnp.where(x > 0, x, -x), False),
        (lambda x: jnp.conj(x) * x, False),
        (lambda x: jnp.floor(x) * x, False),
        (lambda x: jax.lax.fori_loop(0, 2, lambda _, y: jnp.conj(y) * x, x), False),
        (lambda x: jax.lax.fori_loop(0, 2, lambda _, y: y * x, x), True),
    ],
)
def test_a_map_is_analytic_where_it_does_nothing_to_complex_numbers_that_has_no_derivative(f, so):
    assert (not_for_complex(as_map(f)) == "") == so


def test_of_a_map_that_is_not_analytic_the_complex_step_is_not_shown_and_the_words_say_why():
    now = seen(parse_map("|x| + y^2, y"), (1, 0.5))
    assert np.isnan(now["complex_law_float64"]).all()
    assert np.isfinite(now["central_law_float64"][-40:]).all()
    assert "The complex step is not for this map: f is not analytic." in say(now)


@pytest.mark.parametrize("text", ["cbrt(x), y", "cbrt(x + 1) + |y|, y"])
def test_of_a_map_that_takes_no_complex_numbers_that_is_said_and_not_that_it_is_not_analytic(text):
    """∛x is analytic at ½; JAX has it of real numbers only."""
    with pytest.raises(TypeError, match="complex"):
        jnp.cbrt(0.5 + 0j)
    now = seen(parse_map(text), (0.5, 0.5))
    assert "The complex step is not for this map: f takes no complex numbers." in say(now)
    assert missing(now, "float64") == "no complex step: f takes no complex numbers"


def test_a_map_that_computes_in_double_precision_anyway_has_no_curves_in_single_as_a_typed_one_has():
    assert all(keeps_single(parse_map(text)) for text in ("|x| + y^2, x*y", "ln x, sin y", "max(x, y), gelu(x)"))
    widened = as_map(lambda x: jnp.array([[1.0, 2.0], [3.0, 4.0]], dtype=float) @ x)
    assert not keeps_single(widened)
    now = seen(widened, (1, 0.5), precision="float32")
    assert np.isnan(now["forward_law_float32"]).all()
    assert np.isfinite(now["forward_law_float64"][-40:]).all()
    assert "computes in float64, whatever it is given" in say(now)


def test_through_the_lens_a_small_step_in_single_precision_shows_stairs():
    stairs, smooth = (seen(h=1e-6, precision=precision)["lens"][:, 1] for precision in ("float32", "float64"))
    assert len(np.unique(stairs)) < 30 < len(np.unique(smooth))
    t = seen(h=0.5)["lens"]
    np.testing.assert_allclose(t[:, 1], 2 * (np.cos(0.785 + 0.5 * t[:, 0]) - np.cos(0.785)) / 0.5, atol=1e-12)


def test_the_words_and_readouts_say_what_the_numbers_are():
    now = seen(CUBIC, (1, 0.5), 0.1)
    words = say(now)
    assert "h = 0.1 in float64: forward differences are off by 0.31" in words
    assert "central ones are off by 0.01" in words and "(4 values" in words
    shown = rows_of(values(now))
    assert float(shown["error, forward"][0][0]) == pytest.approx(0.31)
    assert [shown[f"values of f, {method}"] for method in METHODS] == [[["3"]], [["4"]], [["2"]]]
    assert "lost: a + h is rounded to a" in say(seen(h=1e-16))
    assert "lost: a + h is rounded to a" in say(seen(a=(1e6, 0.5), h=1e-12))  # one coordinate swallows the step
    assert "all error is rounding" in say(seen(maps.shear, (1, 0.5)))
    assert "central ones have no error but rounding" in say(seen(maps.fold, (1, 0.5)))


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("f", "a", "h"),
    [
        ("sqrt(x), y", (0.1, 0.5), 0.5),
        ("1/x, y", (0, 0), 1e-3),
        ("log(x), y", (-1, 0), 0.1),
        ("x y, x", (1, 2), 0.1),
        ("0, x", (0, 0), 1e-16),
        ("polar", (1e5, 3), 1e-16),
    ],
)
def test_where_the_map_is_undefined_or_the_step_is_lost_there_are_gaps_and_no_error(f, a, h):
    for precision in PRECISIONS:
        shown = words_of(explore.finite_differences(f, a, h, precision=precision, entry="f₂ along e₁"))
        assert "nan" not in shown["say"]


NASTY = {
    "ln x, y": "f is undefined at {}: it has no value there, and so no derivative.",
    "1/x, y": "f has no finite value at {}: it is undefined there, or too large for double precision.",
    "|x|, y": "f₁ has the slope -1 before {} and 1 after it, along x: f has no derivative there.",
    "sqrt x, y": "f has no derivative at {}: not all of its partial derivatives are finite there.",
}


@pytest.mark.slow
@pytest.mark.parametrize(("f", "x"), list(zip(NASTY, (-1, 0, 0, 0), strict=True)))
def test_where_there_is_no_derivative_that_is_said_and_nothing_of_errors(f, x):
    said, f, a = NASTY[f].format(f"a = ({x}, 0.5)"), as_map(f), (x, 0.5)
    for h, precision in ((0.5, "float64"), (1e-9, "float32")):
        words = say(seen(f, a, h, precision=precision))
        assert words.startswith(said)
        assert not {"nan", "inf", "best", "off", "bends"} & set(words.replace(",", " ").split())
        assert CHALLENGES["straight"].judge(seen(f, a, h)) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("f", "a", "h", "said"),
    [
        ("1/x, y", (0.5, 0), 0.5, "central ones are undefined, as f is a step away"),
        ("ln x, y", (0.1, 0), 0.5, "central ones are undefined, as f is a step away"),
        ("x^2, y^2", (0, 0), 1e-3, "the smaller h, the better"),
        ("x^4 + 1, y", (0, 1), 1e-3, "those of higher ones, or of a crease"),
        ("x^2 + x^5, y", (0, 1), 1e-3, "those of higher ones, or of a crease"),
        ("x |x|^0.5, y", (0, 1), 1e-3, "not all of them are available here"),
    ],
)
def test_a_map_is_not_said_to_be_straighter_or_smoother_than_it_is(f, a, h, said):
    words = say(seen(as_map(f), a, h))
    assert said in words
    assert "Nothing bends" not in words
    assert "no error but rounding" not in words
    assert not {"nan", "inf"} & set(words.split())


def quotient_errors(f, J, a, h):
    """Frobenius norms of what forward and central differences of f, in plain NumPy, are off by."""
    a, steps = np.array(a, dtype=float), h * np.eye(2)
    forward = np.stack([(np.array(f(*(a + s))) - f(*a)) / h for s in steps], axis=1)
    central = np.stack([(np.array(f(*(a + s))) - f(*(a - s))) / (2 * h) for s in steps], axis=1)
    return [np.linalg.norm(found - J) for found in (forward, central)]


SHOWN = [
    ("x^3, y", lambda x, y: (x**3, y), [[0, 0], [0, 1]], (0, 0), 0.01),
    ("x^3, y", lambda x, y: (x**3, y), [[0, 0], [0, 1]], (0, 0), 1e-9),
    ("x^4 - x^6, y", lambda x, y: (x**4 - x**6, y), [[0, 0], [0, 1]], (0, 0), 1.0),
    ("x^3 - x^5, y", lambda x, y: (x**3 - x**5, y), [[0, 0], [0, 1]], (0, 0), 1.0),  # theory says 1, and the error is 0
    ("max(x,y), x", lambda x, y: (max(x, y), x), [[0, 1], [1, 0]], (0, 0.1), 0.5),
    ("max(x,y), x", lambda x, y: (max(x, y), x), [[0, 1], [1, 0]], (0, 0.1), 0.05),
    ("|x|, y", lambda x, y: (abs(x), y), [[1, 0], [0, 1]], (0.1, 0), 0.5),
    ("|x|, y", lambda x, y: (abs(x), y), [[-1, 0], [0, 1]], (-0.1, 0), 0.5),
    ("x |x|^0.5, y", lambda x, y: (x * abs(x) ** 0.5, y), [[0, 0], [0, 1]], (0, 1), 1e-3),
    ("x + sign(y), y", lambda x, y: (x + np.sign(y), y), [[1, 0], [0, 1]], (0, 0.1), 0.5),
]


@pytest.mark.parametrize(
    ("text", "forward", "central"),
    [  # c and p of the error c hᵖ at x = 0, from the series of f₁
        ("sin(x), y", (1 / 6, 2), (1 / 6, 2)),
        ("x^3, y", (1, 2), (1, 2)),
        ("x + x^3, y", (1, 2), (1, 2)),
        ("tanh(2x), y", (8 / 3, 2), (8 / 3, 2)),
        ("x^2, y + x^3", (1, 1), (1, 2)),
        ("x + x^2 + x^5, y", (1, 1), None),
        ("x + x^4, y", None, None),
    ],
)
def test_only_derivatives_that_are_0_are_said_to_be_and_theory_has_the_first_that_is_not(text, forward, central):
    """Against the errors in the last row of the series, with steps at which higher terms are small."""
    now = seen(parse_map(text), (0, 0.5), 0.1, entry="f₁ along e₁")
    words, small = say(now), (STEPS > 1e-3) & (STEPS < 1e-2)
    for method, known in (("forward", forward), ("central", central)):
        if known:
            c, p = known
            assert now[f"{method}_theory_float64"][:2] == pytest.approx(known)
            np.testing.assert_allclose(now[f"{method}_law_float64"][small], c * STEPS[small] ** p, rtol=0.05)
            assert f"for {method} ones" in words.split("Theory says")[1]
    assert ("second or third derivatives would cause are 0" in words) == (forward is None)
    assert ("central ones that the third derivatives would cause are 0" in words) == bool(forward and not central)


def patched(v):
    """The identity; where x is 0, JAX takes the branch without a slope."""
    return jnp.array([jnp.where(v[0] == 0, 0.0, v[0]), v[1]])


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("x", [0, 1])
def test_of_a_map_that_is_patched_at_a_the_derivative_is_that_of_the_map(x, precision):
    now = seen(as_map(patched), (x, 0), 0.125, entry="f₁ along e₁", precision=precision)
    np.testing.assert_allclose(now[f"jacobian_{precision}"], np.eye(2), rtol=0, atol=1e-12)
    assert max(now[f"{method}_error_{precision}"] for method in METHODS[:2]) < 1e-6
    assert "forward differences are right to the last digit or two" in say(now) or "by rounding" in say(now)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("text", "f", "J", "a", "h"), SHOWN)
def test_how_far_off_each_method_is_said_to_be_is_what_it_is_with_the_step_that_is_shown(text, f, J, a, h):
    words = say(seen(parse_map(text), a, h))
    errors = quotient_errors(f, np.array(J), a, h)
    if max(errors) > 1e-12:
        assert "all error is rounding" not in words
    for start, error in zip(("forward differences are ", "central ones are "), errors, strict=True):
        said = words.split(start)[1].split(" (")[0]
        if error > 1e-12:
            assert said.startswith(f"off by {error:.2g}")
        elif said != "right to the last digit or two":
            power = int(said.split("about 10")[1].split(",")[0].translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))
            assert said.endswith(", by rounding")
            assert error <= 10.0 ** (power + 1) <= 1e-13


@pytest.mark.parametrize("factor", ["1e-20", "1", "1e20"])
def test_a_factor_of_the_map_is_one_of_the_errors_in_words_and_numbers(factor):
    now, k = seen(parse_map(f"{factor}*x^3, {factor}*y"), (1, 0), 0.1), float(factor)
    shown = [float(now[f"{method}_error_float64"]) for method in METHODS[:2]]
    assert shown == pytest.approx([0.31 * k, 0.01 * k], rel=1e-3, abs=0)
    assert f"forward differences are off by {0.31 * k:.2g}," in say(now)


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("text", "a", "bent"),
    [
        ("1e300x, y", (1, 0), ""),
        ("y, 1e300x", (0, 0), ""),
        ("1e200y, 1e160x^2", (1, 1), ""),
        ("1e200x^2, y", (1, 1), "10¹⁹⁸"),
    ],
)
@pytest.mark.parametrize("precision", PRECISIONS)
def test_of_a_map_too_large_for_single_precision_that_is_said_and_in_double_its_errors(text, a, bent, precision):
    """((x + h)² − x²) / h is off by h."""
    words = words_of(explore.finite_differences(text, a=a, h=0.01, precision=precision))["say"]
    assert not {"nan", "inf"} & set(words.replace(":", " ").split())
    if precision == "float32":
        assert words.endswith("h = 0.01 in float32: there is nothing to see: f is too large for float32.")
    elif bent:
        assert f"forward differences are off by {bent}, since the curve bends" in words
    else:
        assert "off by up to about 10²" in words or "right to the last digit or two" in words


def test_what_is_only_rounding_is_0_in_j_in_the_quotient_and_in_theory():
    """cos(π/2) is 6e-17 in the machine, and so is sin(π) / 2, by which sin bends at π."""
    now = seen(a=(2, np.pi / 2), h=0.1)
    assert now["jacobian_float64"][0, 0] == now["central_float64"][0, 0] == 0
    np.testing.assert_allclose(now["jacobian_float64"], [[0, -2], [1, 0]], atol=0)
    assert seen(parse_map("sin x, y"), (np.pi, 1))["forward_theory_float64"][:2] == (1 / 6, 2)


def test_a_map_is_read_once_in_each_precision_and_neither_compiled_nor_read_again_while_one_drags():
    """What is written as a loop takes seconds, each time that it is in compiled code."""
    calls, before = [], compiled._cache_size()
    own = as_map(lambda x: (calls.append(x.dtype), POLAR(x))[1])
    for x in np.linspace(0.5, 1, 4):
        seen(own, a=(x, 1 - x), h=10 ** (-9 * x), precision="float32", entry="f₂ along e₁")
        # what it returns, whether it has derivatives, how long it is; where it starts; its values, and its derivatives
        assert len(calls) <= 9
    assert sorted(map(str, set(calls))) == ["complex128", "complex64", "float32", "float64"]
    assert compiled._cache_size() == before


@pytest.mark.parametrize(
    ("name", "there", "nearly", "elsewhere"),
    [
        ("valley", {"h": 1e-5}, {"h": 3e-4}, {"h": 0.1}),
        ("nothing", {"h": 1e-8}, {"h": 2e-6}, {"h": 0.1}),
        ("straight", {"f": maps.fold, "a": (1, 0.5)}, {"f": maps.shear, "a": (1, 0.5)}, {}),
    ],
)
def test_a_challenge_knows_where_it_is_solved_and_where_only_nearly(name, there, nearly, elsewhere):
    assert verdicts(CHALLENGES[name], seen(**there), seen(**nearly), seen(**elsewhere)) == [True, False, None]


def test_through_the_lens_each_secant_meets_f_at_both_of_its_ends():
    """f₁ = 2 cos θ, over h."""
    _, axes = panels(explore.finite_differences.scene.titles)
    move(paint(LIGHT, *axes), seen(h=0.5))
    behind, ahead = (2 * (np.cos(0.785 + t) - np.cos(0.785)) / 0.5 for t in (-0.5, 0.5))
    drawn = [line.get_xydata() for line in axes[1].lines if len(line.get_xydata()) == 2]
    for ends in ([(0, 0), (1, ahead)], [(-1, behind), (1, ahead)]):
        assert any(np.allclose(line, ends) for line in drawn)
    dots = {tuple(np.round(line.get_xydata()[0], 9)) for line in axes[0].lines if len(line.get_xydata()) == 1}
    assert dots == {(2.0, 0.785), (1.5, 0.785), (2.0, 0.285)}


def test_the_branch_of_each_method_is_drawn_in_its_own_colour():
    """Where f bends, forward differences are off by a multiple of h, and central ones of h²."""
    _, axes = panels(explore.finite_differences.scene.titles)
    move(paint(LIGHT, *axes), seen(h=0.5))
    bent = (STEPS > 1e-3) & (STEPS < 0.3)
    for method, power in (("forward", 1), ("central", 2)):
        lines = [line for line in axes[3].lines if line.get_color() == colors(LIGHT)[method]]
        (branch,) = [line.get_xydata()[bent] for line in lines if len(line.get_xydata()) == len(STEPS)]
        assert np.polyfit(*np.log(branch).T, 1)[0] == pytest.approx(power, abs=0.05)


@given(st.floats(-16, 0), st.sampled_from([1, 2]))
def test_theory_draws_the_larger_of_the_two_branches(power, p):
    h, now = 10.0**power, {"forward_theory_float64": (3.0, p, 1e-16)}
    assert valley(now, "forward", "float64", h) == pytest.approx(max(3 * h**p, 1e-16 / h))
