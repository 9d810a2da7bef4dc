"""Derivatives as formulas: worth what SymPy and JAX find, short, and never wrong."""

import jax
import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st

from jaclib import FormulaError, maps, parse_map
from jaclib.coordinates import PLANE, SPACE
from jaclib.explore.choose.listed import FORMULAS
from jaclib.explore.choose.partials import partials
from jaclib.formula.abbreviate import abbreviated
from jaclib.formula.derivative import PARTIALS, derivative, smooth
from jaclib.formula.filled import NoFormula, filled, made
from jaclib.formula.functions import FUNCTIONS
from jaclib.formula.parts import real
from jaclib.formula.simplify import simplified
from jaclib.formula.tree import Node, evaluate
from jaclib.formula.typeset import letters, mathml, text
from tests.many_maps import MAPS

X, Y = sympy.symbols("x y", real=True)
DIGITS = 40


def trees(typed, variables=("x", "y")):
    return [real(each, variables) for each in parse_map(typed, variables).components]


def entries(typed, variables=("x", "y")):
    """The Jacobian as trees, row by row."""
    return [[simplified(derivative(each, k)) for k in range(len(variables))] for each in trees(typed, variables)]


def written(typed, variables=("x", "y")):
    return [[text(each) for each in row] for row in entries(typed, variables)]


# SymPy's tree of what a tree of ours means, for its value with many digits
MEANT = {
    "+": sympy.Add, "-": lambda s, t: s - t, "*": sympy.Mul, "/": lambda s, t: s / t, "negative": lambda s: -s,
    "^": sympy.Pow, "sqrt": sympy.sqrt, "cbrt": sympy.real_root, "abs": sympy.Abs, "sign": sympy.sign, "log": sympy.log,
    "max": sympy.Max, "min": sympy.Min, "hypot": lambda *all_of: sympy.sqrt(sum(each**2 for each in all_of)),
    "arcsin": sympy.asin, "arccos": sympy.acos, "arctan": sympy.atan, "arcsinh": sympy.asinh, "arctan2": sympy.atan2,
    "arccosh": sympy.acosh, "arctanh": sympy.atanh, "relu": lambda s: (s + sympy.Abs(s)) / 2, "erf": sympy.erf,
    "sigmoid": lambda s: 1 / (1 + sympy.exp(-s)), "softplus": lambda s: sympy.log(1 + sympy.exp(s)),
    "silu": lambda s: s / (1 + sympy.exp(-s)), "gelu": lambda s: s * (1 + sympy.erf(s / sympy.sqrt(2))) / 2,
    "log2": lambda s: sympy.log(s, 2), "log10": lambda s: sympy.log(s, 10), "logarithm": sympy.log,
}  # fmt: skip


def meant(node: Node):
    if node.op == "variable":
        return (X, Y)[node.parts[0]]
    if node.op == "number":
        return sympy.Rational(node.parts[0])
    if node.op == "constant":
        return {"π": sympy.pi, "e": sympy.E}[node.parts[0]]
    parts = [meant(part) for part in node.parts]
    if node.op == "cbrt":
        return sympy.sign(parts[0]) * sympy.Abs(parts[0]) ** sympy.Rational(1, 3)
    return (MEANT.get(node.op) or getattr(sympy, node.op))(*parts)


def worth(expression, at):
    """The value, reckoned with many digits, or None where there is no finite real one."""
    plain = expression.replace(sympy.Heaviside, lambda t, *_: (1 + sympy.sign(t)) / 2)
    with mpmath.workdps(DIGITS):
        try:
            value = mpmath.mpc(sympy.lambdify([X, Y], plain, "mpmath")(*map(mpmath.mpf, at)))
        except (ArithmeticError, TypeError, ValueError, NameError):  # at a pole, or SymPy knows no more than its name
            return None
        fine = mpmath.isfinite(value.real) and abs(value.imag) < 1e-30 * (1 + abs(value)) and abs(value) < 1e200
        return float(value.real) if fine else None


def same(one, other):
    return one is None or other is None or one == pytest.approx(other, rel=1e-9, abs=1e-25)


SMOOTH = ["sin", "cos", "tan", "exp", "tanh", "cosh", "sinh", "atan", "asinh", "erf", "sigmoid", "softplus", "silu"]
SMOOTH += ["gelu", "sec", "csc", "cot", "sech", "csch", "coth"]
ELSEWHERE = ["ln", "sqrt", "cbrt", "abs", "sign", "relu", "asin", "acos", "atanh", "acosh", "log2", "log10"]
LEAVES = st.sampled_from(["x", "y", "2", "3", "0.5", "π", "e", "0", "1", "x", "y"])


def grown(inner):
    two = st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda p: f"({p[0]}) {p[1]} ({p[2]})")
    power = st.tuples(inner, st.sampled_from(["2", "3", "-1", "0.5", "-2", "1.5", "x"])).map(
        lambda p: f"({p[0]})^({p[1]})"
    )
    function = st.tuples(st.sampled_from(SMOOTH + ELSEWHERE), inner).map(lambda p: f"{p[0]}({p[1]})")
    pair = st.tuples(st.sampled_from(["max", "min", "atan2", "hypot"]), inner, inner)
    return two | two | power | function | pair.map(lambda p: f"{p[0]}({p[1]}, {p[2]})")


TYPED = st.recursive(LEAVES, grown, max_leaves=6)
places = st.tuples(st.floats(-2, 2), st.floats(-2, 2)).map(lambda p: tuple(round(c, 3) + 0.0007 for c in p))


def parsed(typed):
    try:
        return trees(typed)[0]
    except (FormulaError, ValueError):
        assume(False)


def or_none(make, *arguments):
    try:
        return make(*arguments)
    except NoFormula:
        return None


@given(TYPED, places)
def test_a_simplified_formula_is_worth_the_same_and_not_much_longer(typed, at):
    node = parsed(typed)
    short = or_none(simplified, node)
    if short is not None:
        assert same(worth(meant(node), at), worth(meant(short), at))
        assert len(text(short)) <= max(1.5 * len(text(node)), 12)  # 3/2 is longer than 1.5
        assert simplified(short) == simplified(simplified(short))


@given(TYPED, places, st.sampled_from([0, 1]))
def test_the_derivative_is_worth_what_sympy_finds_where_both_have_a_value(typed, at, k):
    node = parsed(typed)
    found = or_none(lambda: simplified(derivative(node, k)))
    if found is not None:
        oracle = sympy.diff(meant(node), (X, Y)[k]).replace(sympy.DiracDelta, lambda *_: sympy.S(0)).doit()
        assert same(worth(oracle, at), worth(meant(found), at))


@given(TYPED, places)
def test_what_is_written_in_a_line_is_read_back_as_the_same_or_refused(typed, at):
    """By the parser, which refuses what can be read in two ways: so no line is read as something else."""
    short = or_none(simplified, parsed(typed))
    if short is None:
        return
    try:
        back = parse_map(text(short), ("x", "y")).components[0]
    except FormulaError:
        return
    assert same(worth(meant(short), at), worth(meant(back), at))


COMPLEX = [
    "z^3",
    "1/z",
    "sin z",
    "cos z",
    "sinh z",
    "cosh z",
    "ln z",
    "e^(iz)",
    "z conj(z) + z^2/(z - 3)",
    "|z|, arg z",
]
EACH = sorted({name for name in FUNCTIONS.values() if len(PARTIALS.get(name, ())) == 1})


@pytest.mark.parametrize("typed", [*MAPS, *COMPLEX, *(f"{name}(x/4 + 1/2), {name}(x^2 + y^2 + 3/2)" for name in EACH)])
def test_every_entry_is_what_jax_finds(typed):
    f, rows, rng = parse_map(typed), entries(typed), np.random.default_rng(0)
    for x in rng.uniform(-2, 2, (6, 2)):
        with np.errstate(all="ignore"):
            found = np.array([[float(evaluate(each, x, np)) for each in row] for row in rows])
        wanted = np.array(jax.jacobian(f.function)(x))
        both = np.isfinite(found) & np.isfinite(wanted)
        assert both.any() or not np.isfinite(wanted).all()
        np.testing.assert_allclose(
            found[both], wanted[both], rtol=1e-9, atol=1e-9 * np.abs(wanted[both]).max(initial=0)
        )


GOLDEN = {
    "polar": [["cos θ", "−r sin θ"], ["sin θ", "r cos θ"]],
    "elliptic": [["sinh μ cos ν", "−cosh μ sin ν"], ["cosh μ sin ν", "sinh μ cos ν"]],
    "spherical": [
        ["sin φ cos θ", "ρ cos φ cos θ", "−ρ sin φ sin θ"],
        ["sin φ sin θ", "ρ cos φ sin θ", "ρ sin φ cos θ"],
        ["cos φ", "−ρ sin φ", "0"],
    ],
    "cylindrical": [["cos θ", "−r sin θ", "0"], ["sin θ", "r cos θ", "0"], ["0", "0", "1"]],
    "complex square": [["2x", "−2y"], ["2y", "2x"]],
    "complex exponential": [["e^x cos y", "−e^x sin y"], ["e^x sin y", "e^x cos y"]],
    "shear": [["1", "1"], ["0", "1"]],
    "rotation": [["cos(π/6)", "−sin(π/6)"], ["sin(π/6)", "cos(π/6)"]],
    "scaling": [["2", "0"], ["0", "3"]],
    "reflection": [["0", "1"], ["1", "0"]],
    "fold": [["1", "0"], ["0", "2y"]],
    "cusp": [["1", "0"], ["y", "3y² + x"]],
    "linear map": [["2", "1"], ["1", "1"]],
    "wave": [["1", "cos(2y)"], ["0", "1"]],
    "stretch": [["x²/2 + 1", "0"], ["0", "1"]],
}


@pytest.mark.parametrize("name", GOLDEN)
def test_the_formulas_of_the_known_maps_are_those_of_a_book(name):
    known = (PLANE | SPACE).get(name)
    assert written(FORMULAS[name], known.variables if known else ("x", "y")) == GOLDEN[name]


@pytest.mark.parametrize("name", sorted(FORMULAS.keys() & (PLANE | SPACE).keys()))  # each worker, in one order
def test_the_formulas_of_the_known_maps_are_their_jacobian_worked_out_by_hand(name):
    f = (PLANE | SPACE)[name]
    rows = entries(FORMULAS[name], f.variables)
    for x in np.random.default_rng(1).uniform(0.1, 1.5, (5, len(f.variables))):
        found = [[float(evaluate(each, x, np)) for each in row] for row in rows]
        np.testing.assert_allclose(found, f.jacobian(x), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("x/(1 + x^2 + y^2)", ["(y² − x² + 1)/(x² + y² + 1)²", "−2x y/(x² + y² + 1)²"]),
        ("√(x^2 + y^2)", ["x/√(x² + y²)", "y/√(x² + y²)"]),
        ("hypot(x, y)", ["x/√(x² + y²)", "y/√(x² + y²)"]),
        ("|z|, arg z", ["x/√(x² + y²)", "y/√(x² + y²)"]),
        ("atan(y/x)", ["−y/(x² + y²)", "x/(x² + y²)"]),
        ("x e^x", ["x e^x + e^x", "0"]),
        ("x^3 e^(-y^2)", ["3x² e^(−y²)", "−2x³ y e^(−y²)"]),
        ("(x + y)(x - y)", ["2x", "−2y"]),
        ("(x + y)^5", ["5(x + y)⁴", "5(x + y)⁴"]),
        ("√x", ["1/(2√x)", "0"]),
        ("x^1.5", ["3√x/2", "0"]),
        ("0.3x^2 + y/3", ["0.6x", "1/3"]),
        ("sin(x)^2", ["2 sin x cos x", "0"]),
        ("cos(-x)", ["−sin x", "0"]),
        ("x|x|", ["2|x|", "0"]),
        ("max(x, 2y)", ["(sign(x − 2y) + 1)/2", "1 − sign(x − 2y)"]),
        ("x^y", ["y x^(y − 1)", "x^y ln x"]),
        ("2^x", ["2^x ln(2)", "0"]),
        ("ln|x|", ["1/x", "0"]),
        ("√(4x)", ["1/√x", "0"]),
        ("sigmoid(x)", ["sigmoid x (1 − sigmoid x)", "0"]),
        ("1e-9 x", ["10⁻⁹", "0"]),
        ("tan x", ["1/(cos² x)", "0"]),
        ("3y(2x sin(y)^2 + 2x cos(y)^2)", ["6y", "6x"]),
        ("cosh(x)^2 x - sinh(x)^2 x + sin(y)^2 - cos(y)^2", ["1", "4 sin y cos y"]),
    ],
)
def test_a_derivative_is_written_as_in_a_book(typed, row):
    assert written(typed)[0] == row


@pytest.mark.parametrize(
    ("name", "determinant"),
    [
        *[("polar", "r"), ("spherical", "ρ² sin φ"), ("cylindrical", "r"), ("complex exponential", "e^(2x)")],
        *[("complex square", "4x² + 4y²"), ("swirl", "1"), ("rotation", "1"), ("fold", "2y"), ("linear map", "1")],
    ],
)
def test_a_determinant_is_written_as_in_a_book(name, determinant):
    """Swirl turns every circle about the origin in itself: it keeps areas."""
    f = (PLANE | SPACE)[name]
    assert partials(f).det == (determinant, mathml(read_line(determinant, f.variables)))


def read_line(line, variables):
    return simplified(parse_map(line, variables, 1).components[0])


@pytest.mark.parametrize("typed", ["z^0.5", "tan z", "z^7", "(x + i y)^x"])
def test_where_no_formula_is_known_there_is_none(typed):
    with pytest.raises(NoFormula):
        entries(typed)


def test_a_division_by_0_has_no_formula():
    zero = filled("s - s", Node("variable", (0, "x")))
    with pytest.raises(NoFormula, match="a division by 0"):
        simplified(made("/", Node("variable", (1, "y")), zero))
    with pytest.raises(NoFormula, match="log has no finite value"):
        filled("ln s", Node("number", ("0",), 0.0))


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("x^2 y", []),
        ("|x - 1|", [["x − 1"]]),
        ("sign(x y)", [["x y"]]),
        ("max(x, y, 1)", [["max(x, y) − 1"], ["x − y"]]),
        ("relu(|x|)", [["|x|"], ["x"]]),
        ("atan2(y, x)", [["y", "x"]]),
        ("arg z, 1", [["y", "x"]]),
    ],
)
def test_where_a_formula_may_have_a_kink_or_a_jump_is_known(typed, where):
    assert [[text(simplified(each)) for each in kink] for kink in smooth(trees(typed)[0])] == where


@pytest.mark.parametrize("name", ["swirl", "sigmoid layer"])
def test_a_letter_stands_for_what_repeats_and_put_back_gives_the_formulas(name):
    long = [each for row in entries(FORMULAS[name]) for each in row]
    short, meaning = abbreviated(long, ("x", "y", "u", "q"))
    assert meaning and "q" not in meaning  # which is taken
    assert max(len(text(each)) for each in short) < max(len(text(each)) for each in long) / 2
    at = np.array([0.7, -0.4])
    values = {letter: evaluate(tree, at, np) for letter, tree in meaning.items()}
    for one, other in zip(short, long, strict=True):
        filled_in = [*at, *[0.0] * 4]
        for node in leaves(one):
            if node.parts[1] in values:
                filled_in[node.parts[0]] = values[node.parts[1]]
        assert evaluate(one, filled_in, np) == pytest.approx(evaluate(other, at, np), rel=1e-12)


def leaves(node):
    if node.op == "variable":
        return [node]
    return [leaf for part in node.parts if isinstance(part, Node) for leaf in leaves(part)]


def test_short_formulas_have_no_letters():
    polar = [each for row in entries(FORMULAS["polar"], maps.polar.variables) for each in row]
    assert abbreviated(polar, ("r", "θ")) == (polar, {})


def test_a_formula_in_mathml_is_made_of_tags_and_text():
    (node,) = [simplified(each) for each in trees("-2x/√(1 + y^2)")]
    fraction = ["mfrac", ["mrow", ["mn", "2"], ["mo", "\u2062"], ["mi", "x"]], ["msqrt", mathml(trees("y^2 + 1")[0])]]
    assert mathml(node) == ["mrow", ["mo", "−"], fraction]
    assert (letters("x1"), letters("alpha2")) == ("x₁", "α₂")


@pytest.mark.parametrize(("typed", "note"), [
    ("x^2/x, y", "where x ≠ 0"),
    ("y x^3 x^(-1), y", "where x ≠ 0"),
    ("(x^2 - 2x + 1)/(x - 1), y", "where x ≠ 1"),
    ("x^2/x, (y - 2)^3/(y - 2)", "where x ≠ 0; y ≠ 2"),
    ("|x|/x, y", "where x ≠ 0"),
    ("1/x, y", ""),  # seen in the entry -1/x²
    ("x/y^2, y", ""),
    ("x/e^y, y", ""),
    ("1/z^2", "with q = (x² + y²)⁴"),
    ("x/2, y", ""),
])  # fmt: skip
def test_where_a_division_is_not_seen_any_more_it_is_said_where_it_cannot_be_made(typed, note):
    assert partials(parse_map(typed)).note == note


@given(st.sampled_from(["x", "y", "x - 1", "x y", "x + y"]), st.integers(1, 3), st.integers(1, 3))
def test_each_place_where_a_quotient_has_no_value_is_seen_in_its_partials_or_named_beside_them(below, above, times):
    f = parse_map(f"({below})^{above}/({below})^{times} + x, y")
    found = partials(f)
    assert "≠" in found.note or "/" in found.rows[0][0] + found.rows[0][1]


@pytest.mark.parametrize(("typed", "row", "det"), [
    ("1/z", ["(y² − x²)/(x² + y²)²", "−2x y/(x² + y²)²"], "1/(x² + y²)²"),
    ("x^x, y", ["x^x + x^x ln x", "0"], "x^x + x^x ln x"),
    ("x^y, y", ["y x^(y − 1)", "x^y ln x"], "y x^(y − 1)"),
    ("1/(x^2 + 2x + 1), y", ["−2/(x + 1)³", "0"], "−2/(x + 1)³"),
    ("x/(x^2 - 2x y + y^2), y", ["−(x + y)/(x − y)³", "2x/(x − y)³"], "−(x + y)/(x − y)³"),
])  # fmt: skip
def test_squares_of_sums_and_like_powers_are_joined(typed, row, det):
    found = partials(parse_map(typed))
    assert list(found.rows[0]) == row and found.det[0] == det
