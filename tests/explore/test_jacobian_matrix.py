"""The numbers, the words and the arguments of explore.jacobian_matrix, without a browser."""

import json

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore, maps, numerical_jacobian, parse_map
from jaclib.explore.choose.map import as_map
from jaclib.explore.jacobian_matrix.numbers import compute
from jaclib.explore.jacobian_matrix.words import CHALLENGES, say, spots, thinned, values
from tests.explore.answers import verdicts, words_of

coordinate = st.floats(-1.5, 1.5)
points = st.tuples(coordinate, coordinate).map(np.array)
sizes = st.floats(0.01, 2)
square = maps.complex_square
polar = maps.polar
ROOT = parse_map("sqrt(x), y")


def seen(f="polar", a=None, size=0.5, lines=13, rows=False, built=2.0):
    f = as_map(f)
    return compute(f, np.array(f.point if a is None else a, dtype=float), size, lines, rows, built)


@given(st.floats(0.1, 3), st.floats(-3, 3), sizes)
def test_for_polar_coordinates_the_columns_are_radial_of_length_1_and_tangential_of_length_r(r, theta, size):
    now = seen(polar, (r, theta), size)
    radial, tangential = np.array([np.cos(theta), np.sin(theta)]), np.array([-np.sin(theta), np.cos(theta)])
    np.testing.assert_allclose(now["tips"], [size * radial, size * r * tangential], atol=1e-12)
    np.testing.assert_allclose(now["known"], np.stack([radial, r * tangential], axis=1), atol=1e-12)


@given(points, sizes)
def test_for_the_complex_square_the_gap_is_the_square_of_the_diagonal_in_closed_form(a, size):
    """(a + h)² − a² − 2ah = h², largest at the far corner of the square, where |h|² = 2 s²."""
    now = seen(square, a, size)
    assert now["gap"] == pytest.approx(2 * size**2, rel=1e-9)
    h = (now["square"] - a) @ [1, 1j]
    true = (a @ np.array([1, 1j]) + h) ** 2
    np.testing.assert_allclose(now["true"], np.stack([true.real, true.imag], axis=1), atol=1e-12)


@given(points, sizes, st.floats(0, 1.999))
def test_while_it_is_built_a_column_is_the_difference_quotient_in_closed_form(a, size, built):
    """With e = 1 or i for the direction, ((a + he)² − a²)/h = 2ae + he²."""
    now = seen(square, a, size, built=built)
    j, h = int(built), now["h"]
    e = [1, 1j][j]
    exact = 2 * (a @ np.array([1, 1j])) * e + h * e**2
    if h > 1e-5 * size:
        np.testing.assert_allclose(now["quotient"], [exact.real, exact.imag], atol=1e-6)
    if now["out"]:
        assert np.isnan(now["known"][:, j]).all()
        np.testing.assert_allclose(now["tips"][j], now["moved"])
    else:
        np.testing.assert_allclose(now["known"][:, j], now["quotient"])
        np.testing.assert_allclose(now["tips"][j], size * now["quotient"])
    assert np.isnan(now["known"][:, 1]).all() == (built < 1.5)
    assert np.isfinite(now["known"][:, 0]).all() == (built >= 0.5)


@pytest.mark.parametrize("name", maps.CATALOGUE)
def test_what_is_built_in_the_end_is_the_matrix_that_central_differences_give(name):
    f = maps.CATALOGUE[name]
    expected = numerical_jacobian(f)(jnp.array(f.point))
    np.testing.assert_allclose(seen(f)["known"], expected, rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(seen(f, built=1.0)["known"][:, 0], expected[:, 0], rtol=1e-7, atol=1e-8)


@pytest.mark.slow
@pytest.mark.parametrize("name", maps.CATALOGUE)
def test_along_its_level_line_a_component_keeps_the_value_it_has_at_a(name):
    f = maps.CATALOGUE[name]
    now = seen(f, rows=True)
    for i, line in enumerate((now["level_1"], now["level_2"])):
        there = line[np.isfinite(line[:, 0])]
        reached = np.array([f(x)[i] for x in there[:: len(there) // 20 + 1]])
        scale = np.abs(now["after"][..., i][np.isfinite(now["after"][..., i])]).max()
        np.testing.assert_allclose(reached, now["value"][i], atol=0.004 * scale)
        assert np.linalg.norm(there - now["a"], axis=1).min() < 0.1


@pytest.mark.parametrize("name", ["polar", "complex square", "swirl", "sigmoid layer"])
def test_the_rows_stand_upright_on_the_level_lines(name):
    now = seen(name, rows=True)
    for row, line in zip(now["jacobian"], (now["level_1"], now["level_2"]), strict=True):
        k = np.nanargmin(np.linalg.norm(line[2:-2] - now["a"], axis=1)) + 2
        along = line[k + 2] - line[k - 2]
        cosine = row @ along / np.linalg.norm(row) / np.linalg.norm(along)
        assert abs(cosine) < 0.06


@pytest.mark.parametrize("lines", [5, 13, 40])
def test_the_grid_has_as_many_lines_as_are_wanted_and_its_image_is_that_of_the_map(lines):
    now = seen("cusp", lines=lines)
    there = now["before"][:, :lines]
    assert np.isfinite(there).all() and np.isnan(now["before"][:, lines:, 0]).any(axis=-1).all()
    assert (there[0, [0, -1], :, 1].T == [-2, 2]).all() and (there[1, [0, -1], :, 0].T == [-2, 2]).all()
    x, y = there[..., 0], there[..., 1]
    np.testing.assert_allclose(now["after"][:, :lines], np.stack([x, y**3 + x * y], axis=-1), atol=1e-12)


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
def test_where_the_map_is_undefined_there_are_gaps_and_no_error():
    now = seen(ROOT, (0.2, 0.0), rows=True)
    assert np.isnan(now["after"][:, :13]).any() and np.isfinite(now["gap"])
    for start in ({"a": (0.2, 0.0)}, {"a": (-0.2, 0.0)}, {"a": (-1.0, 0.0), "built": 0.75}, {"a": (0.0, 0.0)}):
        json.dumps(words_of(explore.jacobian_matrix("sqrt(x), y", rows=True, **start))["spots"], allow_nan=False)
    undefined = "f is undefined at a = (-1, 0): it has no value there, and so no derivative."
    assert say(seen(ROOT, (-1.0, 0.0))) == undefined
    assert "∂f/∂x does not exist" in say(seen(ROOT, (0.0, 0.0)))


def test_every_entry_has_a_line_of_its_own_as_long_as_the_entry_times_the_side():
    now = seen("complex square", (1, 0.5), size=0.25)
    for i in range(2):
        for j in range(2):
            (own,) = [each for each in spots(now) if each["cells"]["J"] == [[i, j]]]
            start, end = np.array(own["path"])
            np.testing.assert_allclose(abs(end - start)[i], 0.25 * abs(now["jacobian"][i, j]), atol=1e-6)
            np.testing.assert_allclose((end - start)[1 - i], 0, atol=1e-6)


def test_arrows_light_their_column_and_gradients_their_row():
    now = seen("polar", (2, 0.5), size=0.5, rows=True)
    cells = {}
    for each in spots(now):
        cells.setdefault(each["words"].split(":")[0], []).append(each["cells"]["J"])
    assert cells["column 1"] == [[[0, 0], [1, 0]]] * 2
    assert cells["column 2"] == [[[0, 1], [1, 1]]] * 2
    assert cells["row 1"] == [[[0, 0], [0, 1]]] * 3
    assert cells["row 2"] == [[[1, 0], [1, 1]]] * 3


@given(st.floats(0.1, 3), st.floats(-3, 3))
def test_the_formula_of_an_entry_stands_beside_its_number_and_both_are_said(r, theta):
    now = seen("polar", (r, theta))
    (J,) = [each for each in values(now) if each["label"] == "J"]
    assert J["formulas"]["rows"] == [["cos θ", "−r sin θ"], ["sin θ", "r cos θ"]]
    assert J["formulas"]["label"] == "J(r, θ)" and J["formulas"]["columns"] and not J["formulas"]["note"]
    own = {tuple(each["cells"]["J"][0]): each for each in spots(now) if len(each["cells"]["J"]) == 1}
    assert [each["cells"]["J(r, θ)"] for each in own.values()] == [each["cells"]["J"] for each in own.values()]
    number = f"{0.0 - r * np.sin(theta):.3g}".replace("-", "−")
    assert own[0, 1]["words"].startswith(f"entry (1, 2): ∂x/∂θ = −r sin θ = {number}, at a: nudge θ, and x changes ")


def test_before_an_entry_is_built_or_where_there_is_none_its_formula_is_said_without_a_number():
    for now in (seen("polar", built=0.2), seen("1/x, y", (0, 0))):
        own = [each for each in spots(now) if each["cells"]["J"] == [[0, 0]]]
        formula = "∂x/∂r = cos θ" if now["built"] < 2 else "∂u/∂x = −1/x²"
        assert [(each["words"], each["path"]) for each in own] == [(f"entry (1, 1): {formula}", [])]


@pytest.mark.parametrize(
    ("f", "note"),
    [
        ("|x|, y", "where x ≠ 0"),
        ("max(x, 2y), relu(y)", "where x ≠ 2y; y ≠ 0"),
        ("atan2(y, x), |2|x", "where y ≠ 0 or x > 0"),
        ("swirl", "with q = (x² + y²)/2"),
        ("sigmoid layer", "with q = sigmoid(2x − y) and p = sigmoid(x + 3y/2 − 1/2)"),
        ("z^7", "no formula is shown: none is known here for such a power of a complex number"),
        ("(x+1)(x+2)(x+3)(x+4)(x+5)(y+1)(y+2)(y+3), y", "its formulas are too long to be shown"),
        ("x + y, y", ""),
    ],
)
def test_where_formulas_hold_and_why_none_are_shown_is_noted(f, note):
    (J,) = [each for each in values(seen(f, (0.5, 0.25))) if each["label"] == "J"]
    assert J["formulas"]["note"] == note
    assert bool(J["formulas"]["rows"]) == ("shown" not in note)


def test_a_python_function_has_no_formulas_and_its_entries_are_said_as_before():
    now = seen(own_cube, (1, 1))
    assert all("formulas" not in each for each in values(now))
    own = [each for each in spots(now) if len(each["cells"]["J"]) == 1]
    assert own and all(list(each["cells"]) == ["J"] for each in own)
    assert own[-1]["words"] == "entry (2, 2): ∂v/∂y = 1, at a: nudge y, and v changes 1 times as much"


def test_what_is_not_yet_built_can_not_be_touched_and_waits_as_a_dot():
    now = seen("polar", built=1.2)
    named = " ".join(each["words"] for each in spots(now))
    assert "column 1" in named and "column 2" not in named
    (J,) = [each for each in values(now) if each["label"] == "J"]
    assert [[entry.strip() == "·" for entry in row] for row in J["rows"]] == [[False, True]] * 2


def test_a_thinned_line_keeps_its_ends_and_its_gaps():
    line = np.stack([np.arange(500.0), np.arange(500.0)], axis=1)
    line[200] = np.nan
    kept = thinned(line)
    assert len(kept) < 60
    assert kept[0, 0] == 0 and kept[-1, 0] == 499
    gap = int(np.flatnonzero(np.isnan(kept[:, 0]))[0])
    assert kept[gap - 1, 0] == 199 and kept[gap + 1, 0] == 201


def test_the_words_say_what_the_numbers_are():
    words = say(seen("polar", (2, np.pi / 4), size=0.5, rows=True))
    columns = "r moves f(a) in direction 45° at speed 1", "θ moves f(a) in direction 135° at speed 2"
    for part in ("a = (2, 0.785)", *(f"increasing {column}" for column in columns), "side 0.5"):
        assert part in words
    assert "x rises fastest in direction -63°, at rate 1.58" in words
    assert "up to rounding" in say(seen("shear"))
    assert "increasing y does not move f(a)" in say(seen("fold", (1, 0)))
    assert "x is nudged by h = 0.25" in say(seen("complex square", (1, 0.5), built=0.25))
    assert "Δf/h = (2.5, 1)" in say(seen("complex square", (1, 0.5), built=0.5))


@as_map
def own_cube(p):
    return jnp.stack([jnp.linalg.norm(p) ** 3, p[1]])


@pytest.mark.few
@pytest.mark.parametrize(
    ("f", "a", "said"),
    [
        (
            "|x|, y",
            (0, 0.5),
            "∂f/∂x does not exist, since the slope of u is -1 for smaller x and 1 for larger; increasing y moves",
        ),
        ("|x|, y", (0, 0.5), "u has no gradient (row 1, its gradient), v rises fastest in direction 90°, at rate 1"),
        ("|x|, y", (0, 0.5), "There is no Jacobian matrix here."),
        ("max(x, y), y", (0.3, 0.3), "the slope of u is 0 for smaller x and 1 for larger"),
        ("hypot(x, y), |x|", (0, 0), "u is -1 for smaller x and 1 for larger and the slope of v is -1 for smaller x"),
        ("sign(x), y", (0, 0), "∂f/∂x does not exist, since u jumps"),
        ("sqrt|x|, y", (0, 0), "∂f/∂x does not exist; increasing y moves"),
        ("cbrt(x), y", (0, 0), "∂f/∂x does not exist; increasing y moves"),
        ("|x|^2, y", (0, 0), "increasing x does not move f(a) (column 1)"),
        ("(x^2+y^2)^1.5, y", (0, 0), "increasing x does not move f(a) (column 1)"),
        ("sqrt|x y|, y", (0, 0), "increasing x does not move f(a) (column 1)"),
        (own_cube, (0, 0), "increasing x does not move f(a) (column 1)"),
        ("sin x, y", (np.pi, 0), "f(a) in direction 180° at speed 1 (column 1)"),
        ("cos x, y", (np.pi, 0), "increasing x does not move f(a) (column 1)"),  # sin π is 1e-16 in the machine
        ("|x|, y", (0.1, 0.5), "is the parallelogram of the columns, up to rounding"),
        ("1e-12 x^2, 0*y", (1, 1), "at most 2.5e-13 away"),
        ("1/x, y", (-0.1, 0), "is unbounded: the square meets a pole of f"),
        ("1/x, y", (-0.5, 0), "side 0.5 reaches places where f is undefined, or too large"),  # 1/0 at its side
        ("ln(x), y", (0.5, -0.25), "is at most"),
        ("exp(1000x), y", (0.5, 0), "side 0.5 reaches places where f is undefined, or too large for double"),
        ("1e200 x^2, y", (1, 0), "is at most 2.5e+199 away"),
        ("sign(x - 0.7), y", (0.5, 0), "is torn, since f jumps there"),
        ("sqrt(x), y", (-0.1, 0), "f is undefined at a = (-0.1, 0): it has no value there, and so no derivative."),
        ("sqrt(1 - x), y", (0.8, 0), "where it is defined, is at most"),
    ],
)
def test_what_is_said_is_so(f, a, said):
    assert said in say(seen(f, a, rows=True))


def jump(x):
    square = x @ x
    return jnp.array([jnp.where(square > 0, x[0] * x[1] / jnp.where(square > 0, square, 1.0), 0.0), x[1]])


@pytest.mark.parametrize("f", [jump, "sqrt|x y|, y", "cbrt(x^2 y), y"])
def test_where_all_partial_derivatives_exist_and_f_has_none_that_is_said_and_nothing_of_a_parallelogram(f):
    """Along the axes f₁ is 0, and along the diagonal f₁ over the step isn't, however small that is."""
    g = as_map(f)
    for h in (1e-3, 1e-6, 1e-9):
        assert float(g(jnp.array([h, 0.0]))[0]) == float(g(jnp.array([0.0, h]))[0]) == 0
        assert float(g(jnp.array([h, h]))[0]) / h > 0.4
    words = say(seen(f, (0, 0)))
    assert words.startswith(
        "At a = (0, 0) increasing x does not move f(a) (column 1); increasing y moves f(a) in direction 90° at speed 1"
    )
    assert words.endswith(" f has no derivative at a = (0, 0), though all of its partial derivatives exist there.")
    assert "parallelogram" not in words


def test_while_a_column_is_built_that_there_is_not_the_words_say_why():
    said = say(seen("|x|, y", (0, 0.5), built=0.75))
    assert "Δf/h = (1, 0); ∂f/∂x does not exist" in said
    assert "1 for larger: there is no column." in said
    assert "∂f/∂x does not exist" in say(seen("sqrt|x|, y", (0, 0.5), built=0.999999))
    assert say(seen("sqrt(x), y", (0, 0), built=0.25)).startswith("Column 1: x is nudged by h = 0.25, and")
    said = say(seen("sqrt(0 - x), y", (0, 0), built=0.25))
    assert said == "Column 1: x is nudged by h = 0.25, to where f is undefined."
    (J,) = [each for each in values(seen("|x|, y", (0, 0.5), built=1.5)) if each["label"] == "J"]
    assert [[entry.strip() for entry in row] for row in J["rows"]] == [["undefined", "0.000"], ["0.000", "1.000"]]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("f", ["|x|, y", "ln x, 1/y", "sqrt(x), y", "sign(x), 1/x", own_cube])
@given(st.sampled_from([-1, -0.25, 0, 0.25]), st.sampled_from([0, 1]), st.sampled_from([0, 0.3, 0.5, 1.0, 1.2, 1.9, 2]))
def test_no_word_holds_a_number_that_is_none(f, x, y, built):
    now = seen(f, (x, y), rows=True, built=built)
    words = [say(now), *(each["words"] for each in spots(now)), *(str(each["rows"]) for each in values(now))]
    assert not [each for each in words if "nan" in each or "inf" in each]


@pytest.mark.parametrize(
    ("name", "there", "nearly", "elsewhere"),
    [("half", (0.5, 1), (0.6, 1), (2, 1)), ("zero", (2, 0), (2, 0.1), (2, 1)), ("identity", (1, 0), (1.2, 0), (2, 2))],
)
def test_a_challenge_knows_where_it_is_solved_and_where_only_nearly(name, there, nearly, elsewhere):
    found = verdicts(CHALLENGES[name], *(seen("polar", a) for a in (there, nearly, elsewhere)))
    assert found == [True, False, None]


def test_of_a_column_it_is_said_how_f_a_moves_and_never_that_it_is_where_a_step_of_length_1_is_taken():
    """For polar coordinates at (2, 1) f(a + e₂) − f(a) is 2 (cos 2 − cos 1, sin 2 − sin 1), and column 2 isn't."""
    now = seen("polar", (2, 1))
    step = 2 * np.array([np.cos(2) - np.cos(1), np.sin(2) - np.sin(1)])
    assert np.linalg.norm(now["jacobian"][:, 1] - step) > 0.5
    of_columns = {each["words"] for each in spots(now) if each["words"].startswith("column")}
    assert len(of_columns) == 2
    assert not [words for words in of_columns if "goes" in words or "f(a) moves" not in words]


def test_no_challenge_is_solved_where_the_map_is_undefined():
    undefined = [seen(ROOT, (x, 0.0)) for x in (-1.0, 0.0)]
    assert all(verdicts(challenge, *undefined) == [None, None] for challenge in CHALLENGES.values())


@pytest.mark.slow
@pytest.mark.parametrize("name", maps.CATALOGUE)
def test_every_map_of_the_catalogue_is_drawn_from_its_default_point(name):
    assert "row 2" in words_of(explore.jacobian_matrix(name, rows=True))["say"]


def test_level_lines_of_a_component_that_is_nowhere_defined_are_a_gap():
    now = seen(ROOT, (-1.0, 0.0), rows=True)
    assert np.isnan(now["level_1"]).all() and np.isnan(now["level_2"]).all()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "a", "said"),
    [
        ("|x| + 1e6, y", (0, 0), "∂f/∂x does not exist, since the slope of u is -1 for smaller x and 1 for larger"),
        ("|x| + 1e9, y", (0, 0), "∂f/∂x does not exist, since the slope of u is -1 for smaller x and 1 for larger"),
        ("hypot(x, y)^1.01, y", (0, 0), "increasing x does not move f(a) (column 1)"),
        ("sin(1e6x), y", (1, 0), f"increasing x moves f(a) in direction 0° at speed {10 * np.cos(1e6):.3g}·10⁵"),
        ("atan(x/1e-9), y", (0, 0), "increasing x moves f(a) in direction 0° at speed 10⁹"),
        ("max(x, -x) - |x|, y", (0, 0), "increasing x does not move f(a) (column 1)"),
        ("exp(1000x), y", (1, 0), "f is too large at a = (1, 0) for double precision"),
    ],
)
def test_a_derivative_is_there_where_there_is_one_however_steep_slow_or_large(text, a, said):
    """By hand: (10⁻⁹)⁻¹, 10⁶ cos 10⁶, and |h|^1.01 / |h|, which goes to 0."""
    assert said in words_of(explore.jacobian_matrix(text, a=a))["say"]
