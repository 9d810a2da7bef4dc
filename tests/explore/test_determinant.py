"""The numbers, the words and the arguments of explore.determinant, without a browser."""

import re

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from jaclib import explore, maps, parse_map
from jaclib.explore.choose.map import as_map
from jaclib.explore.determinant.numbers import compute, over_the_sheet
from jaclib.explore.determinant.words import CHALLENGES, say, values
from jaclib.explore.plane.areas import SIDES
from jaclib.explore.plane.sheet import SHEET_CELLS, bent, limit, printed
from jaclib.programs.field import compiled
from tests.examples import costly
from tests.explore.answers import rows_of, verdict, words_of
from tests.hand import enter

square, polar, fold, cusp = maps.complex_square, maps.polar, maps.fold, maps.cusp
coordinate = st.floats(-1.5, 1.5)
points = st.tuples(coordinate, coordinate).map(np.array)
sides = st.floats(1e-3, 4)
times = st.floats(0, 1)


def at(f, a, side=1.0, t=1.0, b=(0.3, 0.4), sheet="grid"):
    return compute(f, np.array(a, dtype=float), side, t, np.array(b, dtype=float), sheet)


@pytest.mark.slow
@given(points, sides)
def test_for_the_complex_square_the_ratio_is_the_mean_of_4_r_squared_in_closed_form(a, side):
    now = at(square, a, side)
    assert now["ratio"] == pytest.approx(4 * a @ a + 2 * side**2 / 3, rel=1e-9)
    assert now["signed"] == pytest.approx(now["ratio"], rel=1e-9)
    assert now["limit"] == pytest.approx(4 * a @ a, abs=1e-12)
    np.testing.assert_allclose(now["law"], 4 * a @ a + 2 * SIDES**2 / 3, rtol=1e-9)


@given(points, sides)
def test_four_corners_of_the_complex_square_say_4_r_squared_whatever_the_side(a, side):
    now = at(square, a, side)
    assert now["four"] == pytest.approx(4 * a @ a, abs=1e-9)
    np.testing.assert_allclose(now["four_law"], 4 * a @ a, atol=1e-6)


def test_the_promised_parallelogram_of_the_complex_square_is_the_box_turned_and_stretched_by_twice_a():
    """(a + h)² is nearly a² + 2 a h, with complex numbers."""
    corners = np.array([-1 - 1j, 1 - 1j, 1 + 1j, -1 + 1j, -1 - 1j]) / 4
    found = at(square, (1.0, 0.5), side=0.5)["promised"]
    np.testing.assert_allclose(found @ [1, 1j], (1 + 0.5j) ** 2 + 2 * (1 + 0.5j) * corners, atol=1e-12)


@pytest.mark.slow
@given(coordinate, coordinate, sides)
def test_for_the_fold_the_true_and_the_signed_area_are_integrals_of_2y_by_hand(x, y, side):
    now = at(fold, (x, y), side)
    low, high = y - side / 2, y + side / 2
    true = (high * abs(high) - low * abs(low)) / side if low * high > 0 else (high**2 + low**2) / side
    assert now["ratio"] == pytest.approx(abs(true), rel=1e-5, abs=1e-9)
    assert now["signed"] == pytest.approx(2 * y, abs=1e-9)


@given(points, times)
def test_on_its_way_the_map_is_the_mean_of_the_identity_and_itself(a, t):
    """det J of (1 − t) x + t f(x) for f(x, y) = (x, y²) is 1 − t + 2 t y."""
    now = at(fold, a, t=t)
    np.testing.assert_allclose(now["value"], (1 - t) * a + t * np.array([a[0], a[1] ** 2]), atol=1e-12)
    assert now["det"] == pytest.approx(1 - t + 2 * t * a[1], abs=1e-12)


@costly
@given(times)
def test_the_sheet_is_coloured_by_the_determinant_of_the_map_on_its_way(t):
    cloth = bent(fold, t)
    low, high = fold.domain[1]
    middle = low + (np.arange(SHEET_CELLS) + 0.5) / SHEET_CELLS * (high - low)
    expected = np.broadcast_to((1 - t + 2 * t * middle) / limit(fold), (SHEET_CELLS, SHEET_CELLS))
    np.testing.assert_allclose(cloth["values"], expected, atol=1e-12)
    assert cloth["reversed"] == (1 - t + 2 * t * low < 0)


@costly
@given(st.floats(0.3, 0.99))
def test_the_fold_appears_where_the_determinant_is_0_before_and_after(t):
    cloth = bent(fold, t)
    folds, images = (folds[np.isfinite(folds).all(axis=1)] for folds in (cloth["folds_before"], cloth["folds_after"]))
    y = -(1 - t) / (2 * t)
    np.testing.assert_allclose(folds[:, 1], y, atol=1e-9)
    np.testing.assert_allclose(images[:, 1], (1 - t) * y + t * y**2, atol=2e-3)  # interpolated within a cell


def test_for_the_cusp_itself_folds_and_their_image_are_exact():
    cloth = bent(cusp, 1.0)
    folds, images = (folds[np.isfinite(folds).all(axis=1)] for folds in (cloth["folds_before"], cloth["folds_after"]))
    np.testing.assert_allclose(folds[:, 0], -3 * folds[:, 1] ** 2, atol=1e-9)
    np.testing.assert_allclose(4 * images[:, 0] ** 3, -27 * images[:, 1] ** 2, atol=1e-8)


def test_hatching_lies_where_the_determinant_is_negative_and_nowhere_else():
    strokes = bent(cusp, 1.0)["hatch_before"]
    strokes = strokes[np.isfinite(strokes).all(axis=1)]
    assert len(strokes) > 200
    assert (3 * strokes[:, 1] ** 2 + strokes[:, 0] < 0).all()
    assert not np.isfinite(bent(square, 1.0)["hatch_before"]).any()


@pytest.mark.slow
def test_the_sheet_has_a_gap_where_the_map_is_torn_and_where_it_is_undefined():
    torn = np.isnan(bent(parse_map("1/x, y"), 1.0)["values"])
    assert torn[SHEET_CELLS // 2 - 1 : SHEET_CELLS // 2 + 1].all()
    assert torn.mean() < 0.1
    undefined = np.isnan(bent(parse_map("sqrt(x), y"), 1.0)["values"])
    assert undefined[: SHEET_CELLS // 2].all()
    assert not undefined[SHEET_CELLS // 2 + 1 :].any()
    assert not np.isnan(bent(cusp, 1.0)["values"]).any()


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("text", "a"), [("sqrt(x), y", (0.1, 0.0)), ("1/x, y", (0.0, 0.0)), ("ln(x y), x", (0.5, 0.5))]
)
def test_where_the_map_is_undefined_there_is_a_gap_and_no_error_and_no_warning(text, a):
    words = words_of(explore.determinant(text, a=a, side=1))["say"]
    assert "undefined" in words and "nan" not in words


@pytest.mark.few
@pytest.mark.parametrize(
    ("f", "b", "count"),
    [(square, (1, 1), 2), (cusp, (-1, 0.1), 3), (cusp, (1, 0.1), 1), (fold, (0.5, 1), 2), (fold, (0.5, -0.2), 0)],
)
def test_the_layers_over_a_point_are_counted(f, b, count):
    now = at(f, f.point, b=b)
    assert len(now["preimages"]) == count
    for x in now["preimages"]:
        np.testing.assert_allclose(f(x), b, atol=1e-9)


def sign_changes(g, b) -> int:
    """How often g, a function of one number, is b in [−2, 2]: the sign of g − b is taken at a million places."""
    s = np.linspace(-2, 2, 1_000_003)
    above = g(s) > b
    return int((above[1:] != above[:-1]).sum())


@pytest.mark.slow
@pytest.mark.parametrize("b", [0.5, -0.4, 0.9, 0.123])
@pytest.mark.parametrize("rate", [1, 5, 10, 20, 32 * np.pi, 100, 36 * np.pi, 200, 300])
def test_of_preimages_there_are_as_many_as_are_said_or_more_where_it_is_said_that_there_are(rate, b):
    """A sheet of 72 cells has no idea of sin(36π x), which is 0 at each of its corners."""
    words = say(now := at(as_map(f"sin({rate} x), y"), (0, 0.3), b=(b, 0.1)))
    count = sign_changes(lambda s: np.sin(rate * s), b)
    found = re.search(r"has (at least )?(very many|\d+) preimages? in the domain", words)
    if found[2] == "very many":
        assert count >= 24
    else:
        assert (int(found[2]) <= count) if found[1] else (int(found[2]) == count)
    if rate < 150:
        assert now["sure"]


PREIMAGES = [  # of (x, ½), unless b is written out
    ("a whole curve of preimages", {0: ("relu(x), y", "max(x,0), y"), -1: ("x/|x|, y",)}),
    ("a whole curve of preimages", {(0, 0): ("polar", "x(x^2 + y^2 - 1), y(x^2 + y^2 - 1)")}),
    ("a whole region of preimages", {(0, 0): ("relu(x), relu(y)", "relu(x - 1), relu(y)")}),
    ("no preimages ", {0: ("exp(20x), y", "exp(5x), y", "1e-9 exp(x), y", "1/x, y"), -0.1: ("relu(x), y",)}),
    ("no preimages ", {0.5: ("x/|x|, y",), -1e-12: ("x^2, y",), (0, 0): ("exp(20x), exp(9y)",)}),
    ("1 preimage ", {0: ("x^20, y", "cbrt(x - 0.3), y"), (0, 0): ("x^9, y^9",), (0, 0.123): ("cbrt(x), y",)}),
    ("1 preimage ", {0.3: ("relu(x), y",), (0.25, 1): ("relu(x), relu(y)",), 3: ("1/(x - 0.013), y",)}),
    ("1 preimage ", {1e-12: ("exp(20x), y",), 1e-30: ("1e-30 x, y",)}),
    ("7 preimages ", {(0, 0.1): ("sin(5x)^2, y",)}),
    ("2 preimages ", {0: ("|x|, |y|",)}),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "b", "said"),
    [(text, b, said) for said, cases in PREIMAGES for b, texts in cases.items() for text in texts],
)
def test_what_goes_to_b_is_points_a_curve_or_a_region_and_not_what_comes_near_it_in_numbers_alone(text, b, said):
    now = at(as_map(text), (0.7, 0.6), 0.1, b=b if isinstance(b, tuple) else (b, 0.5))
    assert f"has {said}" in say(now)
    number = said.split()[0].replace("no", "0")
    assert rows_of(values(now))["preimages of b"] == [["∞" if number == "a" else number]]


def test_before_it_is_bent_the_sheet_has_one_layer():
    assert at(cusp, (0, 0), t=0, b=(-1, 0.1))["preimages"] == pytest.approx(np.array([[-1, 0.1]]))


def test_nothing_compiles_while_one_drags():
    at(square, (0.1, 0.2))
    before = compiled._cache_size()
    for x in np.linspace(-1, 1, 5):
        at(square, (x, 0.2), 0.1 + abs(x), abs(x), (x, 1))
    at(square, (1, 0), 1, 1, (0, 1))  # a page sends 1 for 1.0
    assert compiled._cache_size() == before


@pytest.mark.slow
def test_the_words_say_what_the_numbers_are():
    words = say(at(square, (1, 0.5), b=(3, 4)))
    for said in ("a = (1, 0.5)", "area of 5.667", "det J = 5, orientation kept"):
        assert said in words
    assert "b = (3, 4) has 2 preimages in the domain shown" in words
    assert "(with sign: 0 times)" in say(at(fold, (0, 0)))
    assert "At a det J = 0: J flattens the plane there, which f itself need not do." in say(at(fold, (0, 0)))
    assert "At a J = 0: J takes the plane to a point there" in say(at(square, (0, 0)))
    assert "has no preimages" in say(at(fold, (0, 1), b=(0, -0.25)))
    assert "has 1 preimage in" in say(at(cusp, (0, 1), b=(1, 0)))
    assert "a whole curve of preimages" in say(at(polar, (1, 0), b=(0, 0)))
    assert "orientation reversed" in say(at(maps.reflection, (1, 0)))
    assert "Bent by t = 0.25 only" in say(at(cusp, (1, 0), t=0.25))


@pytest.mark.slow
def test_the_area_of_the_image_and_the_integral_of_the_determinant_are_two_numbers_where_layers_overlap():
    words = say(at(fold, (0.3, 0), 1.5))  # a flap of 1.5 × 0.75², and as large a one below it
    assert "lands on an area of about 0.844, 0.375 times its own. Its layers overlap:" in words
    assert "counted each, ∫ |det J| = 1.688, 0.75 times its own (with sign: 0 times)." in words
    words = say(at(square, (0, 0), 2))
    assert "area of about 5.33, 1.33 times its own" in words
    assert "∫ |det J| = 10.67, 2.667 times its own. At a" in words
    assert "overlap" not in say(at(square, (1, 0.5)))
    assert "overlap" not in say(at(parse_map("x^3, y"), (0, 0.5)))


def test_where_layers_of_the_image_lie_on_one_another_they_are_named_and_where_there_is_one_it_is_not():
    assert at(square, (0, 0), 2)["box_part_names"] == ["box: 2 layers"]
    assert at(square, (0, 1.001), 2)["box_part_names"] == []
    assert at(square, (0, 1.001), 2)["part_names"] == ["2 layers"]
    assert at(parse_map("2x, y"), (0, 0))["part_names"] == []


@given(coordinate, coordinate, sides)
def test_of_the_fold_the_area_that_is_seen_is_that_of_the_longer_flap(x, y, side):
    now = at(fold, (x, y), side)
    low, high = y - side / 2, y + side / 2
    seen = max(low**2, high**2) if low < 0 < high else abs(high**2 - low**2)
    assert now["seen"] * side**2 == pytest.approx(side * seen, rel=1e-3, abs=1e-9)
    assert now["seen"] <= now["ratio"]
    assert now["layered"] == bool(now["seen"] < now["ratio"])


def to_the_circle(x):
    return x / jnp.sqrt(x @ x)


DEPENDENT = [
    ("x + y, 2x + 2y", (1, 0.5), (1, 2), "a whole curve of"),
    ("x + y, 2x + 2y", (1, 0.5), (1, 2.1), "no"),
    ("ln(x/y), y/x", (1, 0.5), (np.log(2), 0.5), "a whole curve of"),
    (to_the_circle, (1, 0.5), (0.6, 0.8), "a whole curve of"),
    (to_the_circle, (1, 0), (0.6, 0.7), "no"),
    ("atan(x)+atan(y), (x+y)/(1-x y)", (0.2, 0.3), (np.arctan(0.5), 0.5), "a whole curve of"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("f", "a", "b", "count"), DEPENDENT)
def test_of_dependent_outputs_it_is_said_that_the_determinant_is_0_everywhere_and_preimages_are_curves(f, a, b, count):
    now = at(as_map(f), a, 0.2, b=b)
    words = say(now)
    assert "lands on a mere curve, with area 0. det J = 0 everywhere: the outputs depend on each other." in words
    assert f"has {count}" in words
    assert now["det"] == now["ratio"] == now["signed"] == now["seen"] == 0
    assert not np.isfinite([*now["hatch_before"], *now["folds_before"]]).any()
    assert rows_of(values(now))["preimages of b"] == [["0" if count == "no" else "∞"]]
    for x in now["preimages"][:3]:
        np.testing.assert_allclose(as_map(f)(x), b, atol=1e-8)


TO_THE_CIRCLE = lambda p: p / jnp.linalg.norm(p), to_the_circle, "x/sqrt(x²+y²), y/sqrt(x²+y²)"
TO_A_LINE = "1/x, 2/x", "1/(x²+y²), 2/(x²+y²)", "atan2(y, x), 2atan2(y, x)"


@pytest.mark.slow
@pytest.mark.parametrize("f", [*TO_THE_CIRCLE, *TO_A_LINE])
def test_a_tear_elsewhere_does_not_keep_a_box_from_landing_on_a_curve_and_one_in_the_box_does(f):
    f = as_map(f)
    boxes = ((1, 0.5), 1), ((1, 0.5), 1.8), ((1, 0.25), 1), ((0.6, 1), 1), ((1.2, 1), 1.9), ((0.2, 0.2), 0.1)
    for a, side in [*boxes, ((0.3, 0.2), 1), ((0.03, 0.02), 0.1)]:
        torn = np.max(np.abs(a)) < side / 2  # all are torn at 0
        words = say(at(f, a, side, b=over_the_sheet(f)))
        assert ("torn or undefined" in words) == torn, (a, side)
        assert ("lands on a mere curve, with area 0. det J = 0 everywhere" in words) != torn
        assert "has a whole curve of preimages" in words


def test_along_a_ray_on_which_only_rounding_changes_nothing_is_torn():
    """x/|x| is the same all along a ray, but for the last digit; only the four cells around 0 are torn."""
    middle = SHEET_CELLS // 2 - 1, SHEET_CELLS // 2
    for f in TO_THE_CIRCLE[:2]:
        torn = np.argwhere(np.isnan(bent(as_map(f), 1.0)["values"]))
        assert torn.tolist() == [[i, j] for i in middle for j in middle]


UNDEFINED = "f is undefined at a = {}: it has no value there, and so no derivative."
TOO_LARGE = "f is too large at a = {} for double precision: nothing can be said of its derivative there."
INFINITE = "f has no derivative at a = {}: not all of its partial derivatives are finite there."
SAID = {UNDEFINED: [("1/x, y", (0, 0)), ("ln x, y", (-1, 0)), ("sin(x)/x, y", (0, 0.5))]}
SAID |= {TOO_LARGE: [("exp(1000x), y", (1, 0))], INFINITE: [("sqrt(x), y", (0, 0))]}


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("f", "a", "words"), [(*each, words) for words, cases in SAID.items() for each in cases])
def test_where_f_or_its_derivative_is_undefined_that_is_said_and_nothing_else(f, a, words):
    now = at(as_map(f), a)
    assert say(now) == words.format(a)
    assert "nan" not in str(values(now))


THRICE = parse_map("x + 2 max(x, 0), y")
KINKS = [("|x|, y", (0, 0.5)), ("relu(x), y", (0, 0.5)), ("max(x, y), min(x, y)", (0.5, 0.5))]
KINKS += [(lambda x: jnp.where(x > 0.3, 2 * x - 0.3, x), (0.3, 0.4))]


@pytest.mark.slow
@pytest.mark.parametrize(("f", "a"), KINKS)
def test_at_a_kink_there_is_no_determinant_no_sign_and_no_parallelogram_and_the_area_is_said_all_the_same(f, a):
    """By the slopes of both sides, which differ; the areas of the images of a unit box are counted by a fine net."""
    f, box = as_map(f), np.array(a, dtype=float)
    slopes = [[(f(box + s * h) - f(box)) / (s * 1e-6) for s in (-1, 1)] for h in 1e-6 * np.eye(2)]
    assert np.abs(np.diff(slopes, axis=1)).max() > 0.5
    now = at(f, a)
    words, shown = say(now), rows_of(values(now))
    place = f"a = ({a[0]:g}, {a[1]:g})"
    assert words.startswith(f"f has no derivative at {place}: not all of its partial derivatives exist there. A box of")
    assert not re.search("det J =|orientation|flattens", words)
    assert np.isnan([*now["promised"].ravel(), now["det"], now["limit"]]).all()
    assert shown["det J"] == [[" undefined"]]
    grid = np.stack(np.meshgrid(*[np.linspace(-0.5, 0.5, 401)] * 2, indexing="ij"), axis=-1).reshape(-1, 2)
    reached = np.unique(np.floor(np.asarray(jax.vmap(f)(box + grid)) * 100), axis=0)
    area = float(re.search(r"lands on an area of (?:about )?([\d.]*\d)", words)[1])
    assert area == pytest.approx(len(reached) / 1e4, rel=0.05)


@pytest.mark.slow
def test_where_partial_derivatives_exist_and_there_is_no_derivative_there_is_no_determinant():
    words = say(now := at(as_map("sqrt(|x y|), y"), (0, 0), 0.5))
    assert words.startswith("f has no derivative at a = (0, 0), though all of its partial derivatives exist there.")
    assert now["jacobian"].tolist() == [[0, 0], [0, 1]]
    assert np.isnan(now["det"])
    assert "det J =" not in words


def patched(x):
    """The identity, with a value of its own for the point at which its formula has none."""
    return jnp.array([jnp.where(x[0] == 0, 0.0, x[0]), x[1]])


def test_a_map_patched_at_the_very_point_has_the_derivative_that_it_has_beside_it():
    now = at(as_map(patched), (0, 0))
    np.testing.assert_allclose(now["jacobian"], np.eye(2), atol=1e-15)
    assert "At a det J = 1, orientation kept" in say(now)


@pytest.mark.slow
@pytest.mark.parametrize(("c", "away"), [(0.5, 0.0), (0.31, 0.11), (0.2, -0.23)])
def test_a_crease_across_which_the_determinant_changes_its_sign_costs_no_accuracy(c, away):
    """max, min of (x, y) exchange the half above the diagonal, in which |det J| is 1, for the half below."""
    now = at(as_map("max(x, y), min(x, y)"), (c, c + away))
    overlap = (1 - abs(away)) ** 2  # of the box and of its mirror image, and it is there that two layers lie
    assert now["ratio"] == pytest.approx(1, abs=1e-12)
    assert now["seen"] == pytest.approx(1 - overlap / 2, abs=2e-3)
    assert f"lands on an area of about {now['seen']:.3g}, {now['seen']:.3g} times" in say(now)
    assert rows_of(values(now))["of its image"] == [[f"≈ {now['seen']:.3g}"]]


def test_halves_of_a_box_with_opposite_signs_cancel_also_along_its_diagonal_and_for_every_side():
    now = at(as_map("max(x, y), min(x, y)"), (0.3, 0.3), 1.0)
    np.testing.assert_allclose(now["law"], 1, rtol=1e-9)
    np.testing.assert_allclose(now["signed_law"], 0, atol=1e-9)


@pytest.mark.slow
@given(st.floats(-0.45, 0.45))
def test_where_the_determinant_jumps_in_the_box_the_area_is_only_said_to_be_about_that(x):
    """Across x = 0 det J jumps from 1 to 3. Beside a panel's edge the jump isn't seen, and costs 0.2 % at most."""
    now = at(THRICE, (x, 0.4))
    area = (0.5 - x) + 3 * (0.5 + x)
    words = say(now)
    said, shown = re.search(r"lands on an area of (about )?([\d.]*\d)", words), values(now)[5]["rows"]
    assert now["ratio"] == pytest.approx(area, rel=0.02 if said[1] else 2e-3)
    assert float(said[2]) == pytest.approx(area, rel=0.05 if said[1] else 2e-3)
    assert ("≈" in shown[0][0]) == bool(said[1])
    if said[1]:
        assert shown == [[f"≈ {said[2]}"]]


@pytest.mark.parametrize(
    ("f", "four"), [("1e6 x, 1e-6 y", 1), ("1e-9 y, 1e9 x", -1), ("3e8 x, y/3e8", 1), ("x + y, 2x + 2y", 0)]
)
def test_what_is_0_but_for_rounding_is_told_by_the_terms_and_not_beside_another_entry(f, four):
    now = at(as_map(f), (0.3, 0.7), 0.5)
    assert [now["det"], now["four"]] == pytest.approx([four, four], rel=1e-6, abs=0)
    assert now["ratio"] == pytest.approx(abs(four), rel=1e-9, abs=0)
    assert ("orientation kept" in say(now)) == (four > 0)
    assert ("orientation reversed" in say(now)) == (four < 0)


@pytest.mark.parametrize(("f", "a"), [("sin x, y", (np.pi / 2, 1)), ("cos x, y", (np.pi, 1)), ("x sin(3x), y", (0, 1))])
def test_a_determinant_that_is_0_but_for_rounding_is_0(f, a):
    now = at(parse_map(f), a)
    assert now["det"] == 0
    assert "At a det J = 0: J flattens the plane there" in say(now)


CONSTANT_BUT_FOR_ROUNDING = [parse_map(f) for f in ("x/|x|, y", "cos(x)^2 + sin(x)^2, y", "x, y^3/(y sqrt(y^4))")]


@given(st.sampled_from(CONSTANT_BUT_FOR_ROUNDING), st.floats(0.1, 2), st.floats(0.1, 2))
def test_a_slope_that_is_only_what_rounding_leaves_is_0(f, x, y):
    """JAX gives 1e-16 and −1e-16 in turn for what cancels in the formula of the derivative."""
    now = at(f, (x, y))
    assert now["det"] == 0
    assert "orientation" not in say(now)


SLOPES = [("x + 1e16, y", 1), ("1 + 1e-17 x, y", 1e-17), ("1 + 1e-9 x^2, y", 2e-9)]
SLOPES += [("1 + 1e-9 (x - 0.999999)^2, y", 2e-15), ("sin(3e6 x), y", 3e6 * np.cos(3e6))]


@pytest.mark.parametrize(("f", "det"), SLOPES)
def test_a_slope_that_is_known_is_no_rounding_though_the_value_stands_still_or_swings(f, det):
    assert at(parse_map(f), (1, 0.5))["det"] == pytest.approx(det, rel=1e-9, abs=0)


@pytest.mark.slow
def test_a_pole_between_the_nodes_of_the_sheet_tears_it_and_what_only_swings_fast_does_not():
    """(1/(x − c), y) has the mean |det| 1/((x₀ − c)(x₁ − c)) over (x₀, x₁), as long as c isn't inside."""
    f = parse_map("1/(x - 0.213), y")
    assert np.isnan(bent(f, 1.0)["values"]).all(axis=1).any()
    now = at(f, (1.3, 0.0), 1.0)
    assert now["ratio"] == pytest.approx(1 / (0.587 * 1.587), rel=1e-6)
    assert not np.isfinite(now["law"][SIDES > 2.2]).any()
    assert "torn or undefined" in say(at(f, (1.3, 0.0), 2.3))
    assert not np.isnan(bent(parse_map("sin(100x), y"), 1.0)["values"]).any()


@pytest.mark.slow
@pytest.mark.parametrize("name", maps.CATALOGUE)
def test_every_map_of_the_catalogue_is_drawn_from_its_default_point_and_its_ratio_is_near_the_determinant(name):
    assert words_of(explore.determinant(name, side=0.01))["say"]
    now = at(maps.CATALOGUE[name], maps.CATALOGUE[name].point, 0.01)
    assert now["ratio"] == pytest.approx(abs(now["det"]), rel=1e-3)


def test_a_checkerboard_alternates_and_a_picture_is_upright():
    board = printed("checkerboard", ((0, 1), (0, 1)))[..., 3]
    assert board[0, 0] == 0 < board[SHEET_CELLS // 12, 0] == board[0, SHEET_CELLS // 12]
    pixels = np.zeros((50, 50, 4), dtype=np.uint8)
    pixels[:25] = 255, 0, 0, 255  # its upper half is red, the rest see-through
    laid = printed(((50, 50), pixels.tobytes()), ((0, 1), (0, 1)))
    assert laid[:, SHEET_CELLS // 2 + 1 :, 3].min() > 0.99
    assert laid[:, : SHEET_CELLS // 2 - 1, 3].max() < 0.01
    assert np.isnan(laid[..., :3]).all()  # a stencil: printed in ink


def test_a_photograph_keeps_its_colours_and_its_proportions():
    photograph = Image.new("RGB", (80, 40), (10, 120, 250))
    live = explore.determinant("cusp", sheet=photograph)
    laid = printed(live.now()["sheet"], cusp.domain)
    live.close()
    assert laid[SHEET_CELLS // 2, SHEET_CELLS // 2] == pytest.approx(np.array([10, 120, 250, 255]) / 255, abs=0.01)
    assert (laid[SHEET_CELLS // 2, :, 3] > 0.5).mean() == pytest.approx(0.5, abs=0.03)  # twice as wide as high


def test_a_file_of_ones_own_can_be_given_and_uploaded_and_what_is_no_picture_is_answered(tmp_path):
    path = tmp_path / "mine.png"
    Image.new("RGB", (20, 20), (0, 200, 0)).save(path)
    live = explore.determinant("fold", sheet=str(path))
    assert live.sheet == str(path)
    assert "a picture file (PNG, JPEG, …); got '<b>.png'." in enter(live, "sheet", "<b>.png", b"no!")
    assert live.sheet == str(path)
    for kept in ("mine.png", "mine.png (2)"):  # kept frames of the first stay its own
        assert enter(live, "sheet", "mine.png", path.read_bytes()) == ""
        assert live.sheet == kept
    assert words_of(live)


@pytest.mark.slow
def test_a_box_has_a_ratio_until_it_reaches_to_the_tear():
    """(1/x, y) has det = −1/x², whose mean over (x₀, x₁) is −1/(x₀ x₁)."""
    now = at(parse_map("1/x, y"), (1.0, 0.0), 1.0)
    assert now["ratio"] == pytest.approx(1 / (0.5 * 1.5), rel=1e-6)
    assert np.isfinite(now["law"][SIDES < 1.8]).all()
    assert not np.isfinite(now["law"][SIDES >= 2]).any()
    assert not np.isfinite(at(parse_map("1/x, y"), (1.0, 0.0), 2.5)["ratio"])


ONE_BY_ONE = [  # u(x), which rises, beside y: the ratio is u(right) − u(left) over the side
    ("atan(1000*x)", lambda x: np.arctan(1000 * x), [(0.1, 1.0)]),
    ("tanh(100*x)", lambda x: np.tanh(100 * x), [(0.1, 1.0)]),
    ("sqrt(x)", np.sqrt, [(0.52, 1.0), (0.5, 1.0), (0.5, 0.999)]),
    ("x*sqrt(x)", lambda x: x**1.5, [(0.5, 1.0)]),
    ("log(x)", np.log, [(0.501, 1.0)]),
    ("x+tanh(1000*(x-0.3))", lambda x: x + np.tanh(1000 * (x - 0.3)), [(0.5, 1.0)]),
    ("tanh(10000*(x-0.213))", lambda x: np.tanh(1e4 * (x - 0.213)), [(0.3, 0.7)]),  # det J = 0 at the sheet's nodes
    ("tanh(1000*x)", lambda x: np.tanh(1000 * x), [(0.113, 0.5)]),
    ("x+tanh(1000*x)", lambda x: x + np.tanh(1000 * x), [(0.1, 1.0)]),
]


@pytest.mark.slow
@pytest.mark.parametrize(("u", "rises", "x", "side"), [(*each, *box) for *each, boxes in ONE_BY_ONE for box in boxes])
def test_however_steep_a_map_of_one_variable_is_its_ratio_is_told_by_the_ends(u, rises, x, side):
    now = at(parse_map(f"{u}, y"), (x, 0.2), side)
    ratio = float(rises(x + side / 2) - rises(x - side / 2)) / side
    assert [now["ratio"], now["signed"]] == pytest.approx([ratio, ratio], rel=5e-5)
    assert f"lands on an area of {ratio * side**2:.4g}, {ratio:.4g} times its own." in say(now)
    assert "everywhere" not in say(now)


TO_AND_FRO = [("x+sin(1000*x)/500", 0.3), ("x+sin(10000*x)/1000", 0.3), ("x+sin(10000*x)/1000", 0.1)]
TO_AND_FRO += [("sin(1000*x)", 0.2), ("x-tanh(1000*(x-0.3))", 0.5), ("1/(1+10000*x^2)+x", 0.1)]


@pytest.mark.slow
@pytest.mark.parametrize(("u", "x"), TO_AND_FRO)
def test_where_a_map_goes_to_and_fro_too_finely_no_area_is_said(u, x):
    """Its image is an interval times y, and ∫ |det J| the length of the way: what the nodes tell is neither."""
    now = at(parse_map(f"{u}, y"), (x, 0.2))
    words, shown = say(now), rows_of(values(now))
    assert "f bends too finely in it for the area of its image to be found." in words
    assert not re.search("lands on|torn|nan", words)
    assert shown["of its image"] == shown["∫ |det J| / area"] == [[" undefined"]]
    ends = np.asarray(jax.vmap(parse_map(f"{u}, y"))(np.array([[x - 0.5, 0], [x + 0.5, 0]])))[:, 0]
    assert now["signed"] == pytest.approx(ends[1] - ends[0], rel=1e-6)


def stepping(height):
    return as_map(lambda p: jnp.stack([p[0] + height * jnp.tanh(500 * (p[0] - 0.2)), p[1]]))


UP_AND_DOWN = {height: stepping(height) for height in (0.3, -0.3, -0.01)}


@pytest.mark.slow
@pytest.mark.parametrize("height", UP_AND_DOWN)
@given(coordinate, st.floats(0.01, 2))
def test_a_step_is_told_or_not_told_and_never_told_wrongly(height, x, side):
    """∫ |det J| is the way there and back, added up here from 200,000 steps."""
    now = at(UP_AND_DOWN[height], (x, 0.0), side)
    line = np.linspace(x - side / 2, x + side / 2, 200_001)
    way = np.abs(np.diff(line + height * np.tanh(500 * (line - 0.2)))).sum() / side
    if np.isfinite(now["ratio"]):
        assert now["ratio"] == pytest.approx(way, rel=0.05 if now["rough"][0] else 1e-3)
    else:
        assert height < 0
        assert "f bends too finely" in say(now)


@pytest.mark.parametrize(
    "f", ["1e-9 x, 1e-9 y", "1e-4 x, y", "x - 1.2, y", "1e9 x, y", "polar", "cusp", "x + y, 2x + 2y"]
)
def test_b_begins_where_the_sheet_goes_is_0_only_where_that_is_and_has_no_minus_zero(f):
    f = as_map(f)
    (x0, x1), (y0, y1) = f.domain
    some = np.random.default_rng(0).uniform([x0, y0], [x1, y1], (400, 2))
    b, images = over_the_sheet(f), np.asarray([f(x) for x in some])
    low, high = images.min(axis=0), images.max(axis=0)
    assert ((low <= b) & (b <= high)).all()
    assert not np.signbit(np.array(b)[np.array(b) == 0]).any()
    caption = say(at(f, f.point, b=b))
    assert not re.search(r"-0(?![.\d])", caption)
    u, v = re.search(r"b = \((\S+), (\S+)\) has", caption).groups()
    np.testing.assert_allclose([float(u), float(v)], b, rtol=5e-3)


def test_choosing_a_map_moves_b_onto_its_sheet_and_renames_its_fields():
    live = explore.determinant("polar")
    live.f = "cusp"
    assert live.state["f"] == "cusp"
    assert len(at(cusp, (0, 0), b=live.state["b"])["preimages"]) > 0
    assert live._looks["b"]["names"] == ("u", "v")
    live.close()


def test_with_a_state_it_moves_together_with_other_pictures():
    state = explore.State("cusp", at=(0.5, 0.5))
    live, other = explore.determinant(state=state), explore.linear_approximation(state=state)
    state.a = [1.0, -0.5]
    assert live.state["a"] == other.state["a"] == [1.0, -0.5]
    live.close(), other.close(), state.close()


@pytest.mark.parametrize("sheet", ["no such file.png", 3])
def test_what_is_no_picture_is_answered_by_what_is_needed(sheet):
    with pytest.raises(ValueError, match=rf"`sheet` must be 'grid', .* or a picture file .*; got {sheet!r}\."):
        explore.determinant(sheet=sheet)


TASKS = [  # solved, nearly, and neither
    # for polar coordinates the ratio is r; for the fold det J = 2y, and for the box around y signed 2y
    ("three times", (polar, (3.0, 1.0)), (polar, (2.8, 1.0)), (polar, (1.0, 1.0))),
    ("reversed", (fold, (0.0, -0.5)), (fold, (0.0, 0.05)), (fold, (0.0, 1.5))),
    ("cancelled", (fold, (0.3, 0.0)), (fold, (0.3, 0.05)), (fold, (0.3, 1.0))),
    ("three layers", *((cusp, (1, 1), 1, 1, b) for b in ((-1.5, 0.1), (-1, 0.5), (1.5, 0)))),  # inside, edge, outside
]


@pytest.mark.few
@pytest.mark.parametrize(("name", "solved", "nearly", "far"), TASKS)
def test_a_challenge_knows_what_is_right_what_is_near_and_what_is_neither(name, solved, nearly, far):
    judged = [verdict(CHALLENGES[name], at(*state)) for state in (solved, nearly, far)]
    assert judged == [True, False, None]


@pytest.mark.parametrize(("name", "f", "a"), [("three times", polar, (3.0, 1.0)), ("reversed", fold, (0.0, -0.5))])
def test_a_challenge_is_not_solved_by_a_map_that_is_only_on_its_way(name, f, a):
    assert verdict(CHALLENGES[name], at(f, a, t=0.99)) is False


def test_j_and_its_determinant_stand_as_formulas_once_the_sheet_lies_where_the_map_takes_it():
    def told(t):
        J, det, *_ = words_of(explore.determinant("complex square", t=t))["values"]
        return [each.get("formulas", {}).get("rows") for each in (J, det)]

    assert told(1.0) == [[["2x", "−2y"], ["2y", "2x"]], [["4x² + 4y²"]]]
    assert told(0.5) == [None, None]
