"""explore.flow: its numbers against layers written apart, closed forms and the whole Jacobian; words and challenges."""

import math
import re
import warnings

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore
from jaclib.explore.flow import words as flow_words
from jaclib.explore.flow.numbers import compute, pictured
from jaclib.explore.flow.words import CHALLENGES, say
from jaclib.explore.learn import flow_sheet
from jaclib.explore.learn import flows as layers
from jaclib.programs import field
from tests.examples import costly
from tests.explore.answers import rows_of, verdicts, words_of
from tests.hand import enter
from tests.maths.test_jacobian import SEEDS


def now(f="affine coupling", count=6, passed=None, t=1.0, seed=1, z=(0.8, 0.6), determinants=True):
    known = layers.LAYER_KINDS.get(f) or explore.State(f).now()["f"]
    return compute(known, count, count if passed is None else passed, t, seed, z, determinants)


def level_at_x(found) -> str:
    """What the read-out says of log p at x."""
    return rows_of(flow_words.values(found))["log p at x"][0][0].strip()


def test_the_density_is_known_up_to_the_first_layer_that_loses_it_whichever_way():
    fine, flat, none = np.eye(2), np.diag([1.0, 0.0]), np.full((2, 2), np.nan)

    def known(*layers, no_way_back=False) -> int:
        J = np.stack([*layers, *[fine] * (12 - len(layers))])
        levels = pictured(np.zeros((13, 2)), np.zeros(12), J, 0, no_way_back)["levels"]
        assert (np.diff(np.isfinite(levels).astype(int)) <= 0).all()
        return int(np.isfinite(levels).sum())

    assert known(fine, flat, none) == known(fine, none, flat) == 2
    assert known(fine, fine) == 13
    assert known(fine, fine, no_way_back=True) == 1


def coupling_by_hand(weights, k, x, t=1.0):
    """Layer k in plain NumPy: the new point, and the scale."""
    kept, moved = (x[0], x[1]) if k % 2 == 0 else (x[1], x[0])
    out = t * (weights.V[k] @ np.tanh(weights.W[k] * kept + weights.b[k]) + weights.c[k])
    scale = 2 * np.tanh(out[0] / 2)
    new = moved * np.exp(scale) + out[1]
    return np.array([kept, new] if k % 2 == 0 else [new, kept]), scale


def planar_by_hand(weights, k, x, t=1.0):
    u, w, b = t * weights.u[k], weights.w[k], weights.b[k]
    u = u + np.log(np.e - 1) * w / (w @ w)
    u = u + (np.log1p(np.exp(u @ w)) - 1 - u @ w) * w / (w @ w)
    slope = 1 - np.tanh(w @ x + b) ** 2
    return x + u * np.tanh(w @ x + b), np.log(np.linalg.det(np.eye(2) + slope * np.outer(u, w)))


BY_HAND = {"affine coupling": (layers.couplings, coupling_by_hand), "planar": (layers.planars, planar_by_hand)}


@pytest.mark.slow
@costly
@given(st.integers(1, 12), st.integers(0, 9), st.sampled_from([*BY_HAND]), st.tuples(*[st.floats(-3, 3)] * 2))
def test_the_way_of_the_point_and_its_levels_are_those_of_layers_written_apart(count, seed, kind, z):
    found = now(kind, count, seed=seed, z=z)
    make, by_hand = BY_HAND[kind]
    x, level = np.array(z), -(z[0] ** 2 + z[1] ** 2) / 2 - np.log(2 * np.pi)
    np.testing.assert_allclose(found["levels"][0], level)
    for k in range(count):
        x, logabsdet = by_hand(make(seed), k, x)
        level -= logabsdet
        np.testing.assert_allclose(found["logabsdets"][k], logabsdet, atol=1e-10)
        np.testing.assert_allclose(found["levels"][k + 1], level, atol=1e-9)
    np.testing.assert_allclose(found["x"], x, atol=1e-9)


@costly
@given(st.integers(1, 12), st.integers(0, 9), SEEDS)
def test_each_coupling_has_a_triangular_jacobian_whose_diagonal_gives_its_log_determinant(count, seed, place):
    found = now(count=count, seed=seed, z=np.random.default_rng(place).normal(size=2))
    for k, J in enumerate(found["factors"]):
        assert J[k % 2, 1 - k % 2] == 0  # above the diagonal, and below it where the layer is flipped
        np.testing.assert_allclose(np.log(np.prod(np.diag(J))), found["logabsdets"][k], atol=1e-12)


@pytest.mark.few
@pytest.mark.parametrize("kind", ["affine coupling", "planar", "wave", "twist"])
@pytest.mark.parametrize("passed", [4, 0, 1, 3])
def test_the_jacobian_of_all_layers_passed_is_that_of_central_differences(kind, passed):
    h, z = 1e-5, np.array([0.4, -0.7])
    found = now(kind, 4, passed, z=z)
    ahead, behind = ([now(kind, 4, passed, z=z + e)["x"] for e in step * np.eye(2)] for step in (h, -h))
    np.testing.assert_allclose(found["jacobian"], np.subtract(ahead, behind).T / (2 * h), atol=1e-7)
    logabsdet = found["levels"][0] - found["levels"][passed]
    np.testing.assert_allclose(logabsdet, np.log(abs(np.linalg.det(found["jacobian"]))), atol=1e-9)


@pytest.mark.parametrize("kind", BY_HAND)
def test_the_log_density_by_the_inverses_is_that_of_the_way_there(kind):
    for seed in range(3):
        found = now(kind, 12, seed=seed)
        pair, weights = layers.made_of(layers.LAYER_KINDS[kind], seed)
        backwards = layers.log_density(pair, weights, layers.switched_on(12), found["x"])
        np.testing.assert_allclose(backwards, found["levels"][-1], atol=1e-9)


@pytest.mark.few
@pytest.mark.parametrize("kind", ["affine coupling", "planar"])  # the first to vary: both are among the few
@pytest.mark.parametrize("seed", range(10))
def test_the_total_mass_is_one_within_a_thousandth_after_every_layer(kind, seed):
    for count in (1, 6, 12):
        found = [now(kind, count, passed, seed=seed)["mass"] for passed in range(0, count + 1, 3)]
        np.testing.assert_allclose(found, 1, atol=1e-3)


@pytest.mark.slow
def test_typed_maps_and_folds_keep_the_mass_and_without_determinants_it_is_the_mean_of_abs_det():
    for kind, count, bare in (("stretch", 1, 1.5), ("wave", 5, 1), ("twist", 2, 1), ("fold", 1, np.sqrt(8 / np.pi))):
        found = now(kind, count)
        np.testing.assert_allclose([found["mass"], found["bare_mass"]], [1, bare], atol=1e-3, err_msg=kind)
    np.testing.assert_allclose(now("2*x, 3*y", 1)["bare_mass"], 6, rtol=1e-3)  # E |det J| of a constant


@pytest.mark.slow
def test_where_the_cells_are_too_large_for_what_the_map_does_no_mass_is_claimed():
    assert np.isnan(now("x + 3*sin(40*y), y + 3*sin(40*x)", 3)["mass"])


def test_a_kind_of_layer_is_by_itself_the_first_of_its_layers():
    x = np.array([0.7, -1.2])
    for kind, (make, by_hand) in BY_HAND.items():
        np.testing.assert_allclose(layers.LAYER_KINDS[kind](x), by_hand(make(0), 0, x)[0], rtol=1e-12)


@pytest.mark.few
@pytest.mark.parametrize("kind", layers.LAYER_KINDS)
def test_with_strength_nothing_every_layer_is_the_identity(kind):
    found = now(kind, 12, t=0.0)
    np.testing.assert_allclose(found["x"], (0.8, 0.6), atol=1e-12)
    np.testing.assert_allclose(found["logabsdets"], 0, atol=1e-12)


def test_the_picture_shows_density_and_samples_where_the_layers_have_them():
    found = now(passed=3)
    scape = flow_sheet.landscape(layers.AFFINE, 1, 6, 1.0)
    np.testing.assert_array_equal(found["corners"], scape.nodes[3][::2, ::2])
    np.testing.assert_array_equal(found["dots"], scape.dots[3])
    np.testing.assert_array_equal(found["logs"], scape.logs[3][1::2, 1::2])
    np.testing.assert_array_equal(now(passed=3, determinants=False)["logs"], flow_sheet.FLAT)


@pytest.mark.slow
def test_where_a_map_is_undefined_there_are_gaps_and_no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = now("sqrt(x), y", 2)
        words = say(now("log(x), y", 2, z=(-1.0, 0.0)))
    assert np.isnan(found["logs"]).any()
    assert np.isfinite(found["logs"]).any()
    assert "undefined" in words
    words_of(explore.flow("log(x), y", 2, z=(-1, 0)))


def test_it_says_what_is_seen():
    words = say(now("stretch", 1, z=(1.0, 0.5), determinants=False))
    assert "z = (1, 0.5) goes to x = (1.17, 0.5)" in words
    assert "add up to 0.405: log p goes from -2.46 to -2.87" in words  # log 1.5
    assert "The total mass is 1.000, and without the determinants 1.500" in words
    assert "leave the determinants out" in words
    assert "folds" in say(now("fold", 1))


@pytest.mark.few
@pytest.mark.parametrize(
    ("f", "why"),
    [
        *[(f, "fold") for f in ("fold", "x, y^2 + x")],
        *[(f, "flatten") for f in ("x + y, 2x + 2y", "x*y, x*y")],
        # the determinant of the first is −2 (x² + y²), and (x, y) goes where (−x, −y) goes
        *[(f, "cover") for f in ("x*y, x^2 - y^2", "x^2 - y^2, 2x*y", "e^x cos y, e^x sin y")],
        *[(f, "") for f in ("affine coupling", "planar", "wave", "stretch", "twist")],
        *[(f, "") for f in ("x + y^2/4, y", "y, x", "x^3, y")],  # the first as its field suggests; the last has ∛
    ],
)
def test_a_map_that_can_not_be_undone_is_known_and_said(f, why):
    found = now(f, 1)
    words = say(found)
    assert found["no_way_back"] == why
    assert ("can't be undone" in words) == bool(why)
    assert ("log p goes" in words) == (not why)
    assert (level_at_x(found) == "undefined") == bool(why)


@pytest.mark.parametrize("f", ["x, y/x", "1/x^2, y", "ln|x|, y", "sqrt(x^2 - 1), y"])  # one to one is the first alone
def test_where_the_determinant_changes_its_sign_across_a_gap_only_no_fold_is_claimed_and_no_density(f):
    found = now(f, 1, z=(1.5, 0.5))
    assert found["no_way_back"] == "tear"
    assert not re.search("fold|can't be undone|log p goes", say(found))
    assert "changes sign across a pole or another gap" in say(found)
    assert np.isnan(found["levels"][1])


@pytest.mark.parametrize("f", ["|x|, y", "cbrt(x^2), y", "x + 1/(1 + 9x^2), y", "x^2 + |y|, 1/x + 2y"])
def test_a_crease_a_cusp_and_a_fold_beside_a_pole_are_folds(f):
    assert now(f, 1, z=(1.5, 0.5))["no_way_back"] == "fold"


@pytest.mark.parametrize(
    ("f", "z", "layers", "known"),
    [
        *[(f, (0.8, 0.6), count, 0) for f, count in (("fold", 2), ("x*y, x^2 - y^2", 3), ("x, y/x", 1))],
        *[("x^3, y", (0.0, 0.5), 3, 0), ("x + abs(x - 1)/4, y", (1.0, 0.5), 2, 0)],
        *[("x + 1, y + cbrt(x)", (-1.0, 0.5), 3, 1), ("stretch", (0.8, 0.6), 3, 3)],
    ],
)
def test_the_staircase_and_its_dot_end_where_the_words_and_the_read_out_know_no_density(f, z, layers, known):
    for passed in range(layers + 1):
        found = now(f, layers, passed, z=z)
        assert np.isfinite(found["levels"]).tolist() == [k <= known for k in range(layers + 1)]
        assert (level_at_x(found) == "undefined") == (passed > known)
        if passed > known:
            assert "log p goes" not in say(found)
            assert not any(verdicts(CHALLENGES[name], found)[0] for name in ("dense", "cancelled"))


def test_on_a_crease_there_is_no_density_though_jax_has_a_slope_there_and_beside_it_there_is():
    words = "Layer {} has no derivative where it acts: no density is known there."
    assert say(now("x + abs(x)/2, y", 1, z=(0.0, 0.0))).endswith(words.format(1))
    assert say(now("3x/2 + abs(x - 1)/2 - 1, y", 3, z=(1.375, 0.0))).endswith(words.format(3))  # by 1.25 and 1
    for x, slope in ((-1e-3, 0.5), (1e-3, 1.5)):
        found = now("x + abs(x)/2, y", 1, z=(x, 0.0))
        np.testing.assert_allclose(found["logabsdets"], np.log(slope), rtol=1e-12)
    whole = now("x + max(x, -x) - |x|, y", 1, z=(0.0, 0.5))  # which is x, though each of its terms has a crease
    np.testing.assert_allclose(whole["logabsdets"], 0, atol=1e-9)


@pytest.mark.parametrize(("f", "count"), [("x^3, y", 1), ("exp(x), y", 2), ("x + sin(50*x)/60, y", 1)])
def test_where_no_mass_is_measured_the_cells_are_said_to_be_too_coarse_and_not_the_sheet_to_be_torn(f, count):
    found = now(f, count)
    assert np.isnan(found["mass"])
    assert "The cells of the sheet are too coarse for what the map does with them" in say(found)
    assert "torn" not in say(found)
    assert "On a part of the sheet the map has no finite value" in say(now("ln x, y", 1))


def test_a_map_that_folds_nothing_on_the_square_may_do_so_where_its_first_layer_leads():
    """2x + x²/9 − 1 grows for x > −9 alone. It takes −4.2 to −7.44, and that to −9.73."""
    turning = "x^2/9 + 2x - 1, y"
    assert [now(turning, count)["no_way_back"] for count in (1, 2, 3)] == ["", "", "fold"]


def test_where_one_layer_has_determinant_zero_the_density_is_not_finite_and_no_number_is_given():
    words = say(now("x^3, y", 1, z=(0.0, 0.5)))
    assert "At layer 1 its determinant is 0, or too small to tell from 0: no finite density is known there." in words
    assert "log p goes" not in words
    assert "log p goes" in say(now("x^3, y", 1, z=(0.1, 0.5)))


def test_a_tiny_determinant_counts_in_full():
    """Seven cubes: x is 0.8^(3⁷), and log |det| the sum of log 3 + 2 · 3ᵏ log 0.8."""
    found = now("x^3, y", 7, z=(0.8, 0.6))
    expected = sum(math.log(3) + 2 * 3**k * math.log(0.8) for k in range(7))
    assert found["logabsdets"].sum() == pytest.approx(expected, rel=1e-12)


@pytest.mark.few
@pytest.mark.parametrize(
    ("f", "count", "z", "power"),  # x ↦ x^power
    [("x^3, y", 12, (0.1, 0.6), 3), ("x^9, y", 6, (0.5, -1.0), 9)],
)
def test_a_determinant_that_is_only_too_small_for_a_number_is_not_said_to_be_0(f, count, z, power):
    """After k layers x is x₀^(power^k), and the determinant of the next one is power · x^(power − 1)."""
    logarithm = [math.log10(power) + (power - 1) * power**k * math.log10(z[0]) for k in range(count)]
    assert -np.inf < min(logarithm) < -324  # not 0, and below the smallest number that there is
    found = now(f, count, z=z)
    words = say(found)
    assert "too small to tell from 0" in words
    assert not re.search("determinant is 0 everywhere|determinant is 0:|flattens", words)
    assert level_at_x(found) == "undefined"


@pytest.mark.parametrize(
    ("f", "layer", "z"),  # whose slope is infinite at x = 0, where the second layer is reached by x − 1
    [("cbrt(x), y", 1, (0.0, 0.5)), ("cbrt(x - 1), y", 2, (2.0, 0.5))],
)
def test_where_a_layer_has_no_derivative_that_is_said_and_no_density(f, layer, z):
    words = say(now(f, 3, z=z))
    assert words.endswith(f"Layer {layer} has no derivative where it acts: no density is known there.")


def test_where_the_point_is_led_out_of_the_domain_that_is_said_and_nothing_else():
    words = say(now("ln x, y", 2, z=(0.5, 0.0)))  # ln 0.5 is negative
    assert words == "Through 2 of 2 layers (ln x, y) z = (0.5, 0) reaches a place where the map is undefined."


def test_the_empty_field_suggests_a_map_that_can_be_undone_and_one_number_is_refused():
    live = explore.flow()
    suggested = live._looks["f"]["fields"][0]["hint"]
    assert enter(live, "f", [suggested]) == ""
    assert live.f == suggested
    assert now(suggested)["no_way_back"] == ""
    assert "2 components are needed, and 1 was given" in enter(live, "f", ["x*y"])
    assert live.f == suggested
    live.close()
    with pytest.raises(ValueError, match="2 components are needed, and 1 was given"):
        explore.flow("x*y")


@pytest.mark.slow
def test_challenges_know_right_from_near_from_neither():
    for name, right, near, neither in (
        ("wrong mass", {"seed": 2, "count": 12, "determinants": False}, {"passed": 1, "determinants": False}, {}),
        ("cancelled", cancelling(0.0), cancelling(0.1), {"passed": 3}),
        ("dense", squeezed(7.0), squeezed(3.0), {"passed": 0}),
    ):
        found = verdicts(CHALLENGES[name], *(now(**state) for state in (right, near, neither)))
        assert found == [True, False, None], name


def along_a_line(value, wanted):
    """A place on the line z₂ = 0.3 at which the value is what is wanted."""
    places = np.linspace(-3, 3, 61)
    gaps = np.array([value(place) - wanted for place in places])
    i = int(np.flatnonzero(gaps[:-1] * gaps[1:] <= 0)[0])
    return {"z": (scipy.optimize.brentq(lambda x: value(x) - wanted, places[i], places[i + 1]), 0.3)}


def cancelling(total):
    return along_a_line(lambda x: now(z=(x, 0.3))["logabsdets"].sum(), total)


def squeezed(ratio):
    """One linear layer that makes the density so many times as high."""
    return {"f": f"x/{ratio}, y", "count": 1}


def test_another_number_of_layers_another_strength_or_seed_compiles_nothing_anew():
    sizes = lambda: (flow_sheet.all_carried._cache_size(), field.compiled._cache_size())  # noqa: E731
    for kind in ("affine coupling", "wave"):
        now(kind, count=3)
        before = sizes()
        for state in ({"count": 9}, {"t": 0.3}, {"seed": 5}, {"passed": 2}):
            now(kind, **state)
        assert sizes() == before
