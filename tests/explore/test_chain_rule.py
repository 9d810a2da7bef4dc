"""The numbers, the words and the arguments of explore.chain_rule, without a browser."""

from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import compose, explore, maps, parse_map
from jaclib.explore.chain_rule import DEFAULT
from jaclib.explore.chain_rule.numbers import compute, multiplications, partial_products
from jaclib.explore.chain_rule.words import CHALLENGES, products, say, values
from jaclib.explore.choose.chain import as_chain, in_words, shape
from tests.examples import costly
from tests.explore.answers import verdict, words_of
from tests.hand import enter

E5 = as_chain(DEFAULT)
THREE = as_chain(["p*q", "u + v, u*v", "polar"])
SPACE = as_chain(["u^2 + v^2 - w, u*v", "x, y, x*y"])
CURVE = as_chain(["u*v", "cos t, sin t"])
STRAIGHT = as_chain(["u*(v + w)", "x, y, z"])
BENT = as_chain(["u*(v^2 + w)", "x, y, z"])
SQUARE = as_chain(["u*v, u + v", "polar"])
PLENTY = 99
NO_VALUE = "has no finite value at"
TOO_LARGE = "it is undefined there, or too large for double precision."
coordinate = st.floats(-1.5, 1.5)
pairs = st.tuples(coordinate, coordinate).map(np.array)
sizes = st.lists(st.integers(1, 3), min_size=3, max_size=4)


def at(chain, a, h, order="forward", done=PLENTY, mistake=None, **more):
    return compute(chain, np.array(a, dtype=float), np.array(h, dtype=float), order, done, mistake, **more)


def central_differences(chain, a, step=1e-6):
    F = compose(*chain)
    columns = [(F(a + step * e) - F(a - step * e)) / (2 * step) for e in np.eye(len(a))]
    return np.stack([np.atleast_1d(column) for column in columns], axis=1)


def patched(v):
    """The identity; where x is 0, JAX takes the branch without a slope."""
    return jnp.array([jnp.where(v[0] == 0, 0.0, v[0]), v[1]])


# What is computed ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [("x, y", patched), (patched, "x, y"), (patched, patched)])
def test_of_a_map_that_is_patched_at_a_the_derivative_is_that_of_the_map(order):
    now = at(as_chain(order[::-1], 2), (0, 0), (0.4, 0.3))
    np.testing.assert_allclose(now["prediction"], [0.4, 0.3], atol=1e-12)
    assert "predicts (0.4, 0.3) and is right" in say(now)


@given(pairs, pairs)
def test_for_the_examples_maps_all_numbers_are_those_of_the_closed_form(a, h):
    """g(x, y) = (x² + y, xy), f(u, v) = u² + v²."""
    now = at(E5, a, h)
    (x, y), (u, v) = a, (a[0] ** 2 + a[1], a[0] * a[1])
    np.testing.assert_allclose(now["links"][0]["value"], [u, v], atol=1e-14)
    np.testing.assert_allclose(now["factor0"], [[2 * u, 2 * v]], atol=1e-14)
    np.testing.assert_allclose(now["factor1"], [[2 * x, 1], [y, x]], atol=1e-14)
    gradient = np.array([4 * x * u + 2 * y * v, 2 * u + 2 * x * v])
    np.testing.assert_allclose(now["prediction"], [gradient @ h], atol=1e-12)
    p, q = a + h
    np.testing.assert_allclose(now["step"], [(p**2 + q) ** 2 + (p * q) ** 2 - u**2 - v**2], atol=1e-12)


@pytest.mark.few
@pytest.mark.parametrize("chain", [E5, THREE, SPACE, CURVE, SQUARE], ids=lambda chain: in_words(shape(chain)))
def test_the_product_is_what_central_differences_of_the_whole_chain_measure(chain):
    rng = np.random.default_rng(0)
    for _ in range(5):
        a = np.array(chain[-1].point) + 0.3 * rng.normal(size=shape(chain)[0])
        now = at(chain, a, np.ones(len(a)))
        np.testing.assert_allclose(now["jacobian"], central_differences(chain, a), rtol=1e-7, atol=1e-7)


@costly
@given(pairs, st.floats(0, 2 * np.pi))
def test_the_gap_shrinks_with_the_square_of_the_step(a, turn):
    """f∘g is a polynomial: the rest after the linear part begins with products of two entries of h."""
    h = np.array([np.cos(turn), np.sin(turn)])
    gap = [np.linalg.norm((now := at(E5, a, s * h))["step"] - now["prediction"]) / s**2 for s in (1e-3, 1e-4)]
    assert gap[0] == pytest.approx(gap[1], abs=0.05)


def test_arrows_end_where_the_matrices_send_the_step_in_line_plane_and_space():
    now = at(SPACE, (1, 0.5), (0.4, 0.2), view=(0.0, 0.0))  # looking along the first axis: the others are the page
    np.testing.assert_allclose(now["linear0"], [0.4, 0.2])
    np.testing.assert_allclose(now["linear1"], [0.2, 0.5 * 0.4 + 1 * 0.2])  # of J_g h = (h₁, h₂, y h₁ + x h₂)
    np.testing.assert_allclose(now["columns1"], [[0.0, 0.2], [0.2, 0.2]])
    line = at(E5, (1, 1), (0.4, 0.2))
    np.testing.assert_allclose(line["linear2"], [10 * 0.4 + 6 * 0.2, 0])
    np.testing.assert_allclose(line["columns2"], [[4.0, 0], [1.2, 0]])
    np.testing.assert_allclose(line["true2"][[0, -1], 0], [5, 5 + line["step"][0]])


# Multiplying ---------------------------------------------------------------------------------------------------------


@given(sizes, st.integers(0, 2**16), st.sampled_from(["forward", "reverse"]))
def test_at_the_end_all_entries_are_known_and_they_are_those_of_the_whole_product(dimensions, seed, order):
    rng = np.random.default_rng(seed)
    factors = [rng.normal(size=each) for each in pairwise(dimensions)]
    made = partial_products(factors, order, multiplications(factors, order))
    assert all(each.known.all() and each.entry is None for each in made)
    np.testing.assert_allclose(made[-1].step.result, np.linalg.multi_dot(factors), atol=1e-12)


@given(sizes, st.sampled_from(["forward", "reverse"]))
def test_each_multiplication_counts_and_the_last_one_is_needed(dimensions, order):
    """Counted apart: an m × k by a k × n matrix takes m · k · n."""
    factors = [np.ones(each) for each in pairwise(dimensions)]
    total = multiplications(factors, order)
    shapes = [each.shape for each in factors]
    counted = 0
    while len(shapes) > 1:
        (m, k), (_, n) = shapes[-2:] if order == "forward" else shapes[:2]
        shapes = [*shapes[:-2], (m, n)] if order == "forward" else [(m, n), *shapes[2:]]
        counted += m * k * n
    assert total == counted
    assert not all(each.known.all() for each in partial_products(factors, order, total - 1))
    known = [sum(each.known.sum() for each in partial_products(factors, order, done)) for done in range(total + 1)]
    assert known == sorted(known)


def test_forward_fills_columns_and_reverse_fills_rows():
    A, B = np.ones((2, 3)), np.ones((3, 2))
    [forward], [reverse] = partial_products([A, B], "forward", 6), partial_products([A, B], "reverse", 6)
    assert forward.known.tolist() == [[True, False], [True, False]]
    assert reverse.known.tolist() == [[True, True], [False, False]]
    assert (forward.entry, reverse.entry) == ((0, 1), (1, 0))


def test_a_column_is_drawn_once_it_is_known():
    half = at(E5, (1, 1), (0.4, 0.2), done=2)
    assert np.isfinite(half["columns2"]).all(axis=1).tolist() == [True, False]
    assert np.isfinite(at(E5, (1, 1), (0.4, 0.2))["columns2"]).all()
    forward, reverse = (at(THREE, (2, 0.8), (0.4, 0.2), order=order) for order in ("forward", "reverse"))
    assert np.isfinite(forward["columns2"]).all()
    assert np.isnan(reverse["columns2"]).all()  # reverse accumulation never makes that matrix
    np.testing.assert_allclose(forward["columns3"], reverse["columns3"])


# Mistakes ------------------------------------------------------------------------------------------------------------


def test_with_the_outer_jacobian_at_a_the_prediction_is_that_of_the_wrong_matrix():
    """By hand: J_f(1, 1) = (2, 2), times J_g(1, 1) = ((2, 1), (1, 1)) is (6, 4)."""
    now = at(E5, (1, 1), (0.4, 0.2), mistake="wrong_point")
    np.testing.assert_allclose(now["misled"], [6 * 0.4 + 4 * 0.2])
    np.testing.assert_allclose(now["wrong"], [3.2, 0])
    words = say(now)
    missed, gap = now["step"][0] - 3.2, now["step"][0] - 5.2
    assert f"off by {missed:.3g}, {missed / gap:.3g} times as far" in words


def test_reversed_factors_are_multiplied_where_shapes_allow_and_else_the_picture_says_why_not():
    right, turned = (at(SQUARE, (2, 0.5), (0.1, 0.1), mistake=mistake) for mistake in (None, "reversed_product"))
    np.testing.assert_allclose(turned["misled"], right["factor1"] @ right["factor0"] @ [0.1, 0.1])
    unfit = at(E5, (1, 1), (0.4, 0.2), mistake="reversed_product")
    assert np.isnan(unfit["misled"]).all()
    assert "2 columns meet 1 row" in say(unfit)
    assert "2 columns meet 1 row" in products(unfit)[0]["note"]
    assert "the product is 2 × 2, and 1 × 1 is needed" in say(at(CURVE, (0.5,), (0.6,), mistake="reversed_product"))


LABELS = {None: ["J_f(g(a))", "J_g(a)", "J_{f∘g}(a)"], "wrong_point": ["J_f(a)", "J_g(a)", "not J_{f∘g}(a)"]}
LABELS["reversed_product"] = ["J_g(a)", "J_f(g(a))", "not J_{f∘g}(a)"]


@pytest.mark.parametrize(("mistake", "labels"), LABELS.items())
def test_the_matrices_are_called_what_they_are_and_only_a_mistake_is_drawn_as_one(mistake, labels):
    now = at(SQUARE, (2, 0.5), (0.1, 0.1), mistake=mistake)
    (written,) = products(now)
    assert [each["label"] for each in written["product"]] == labels
    assert written["product"][2]["columns"] is (mistake is None)
    assert np.isfinite(now["wrong"]).all() == (mistake is not None)


def test_where_a_does_not_fit_into_the_outer_map_the_picture_says_so():
    now = at(SPACE, (1, 0.5), (0.4, 0.2), mistake="wrong_point")
    assert "a has 2 entries, and not every map takes 2" in say(now)
    assert products(now) == []


# Words ---------------------------------------------------------------------------------------------------------------


def test_the_words_say_what_the_numbers_are():
    words = say(at(E5, (1, 1), (0.4, 0.2), done=3))
    assert "h = (0.4, 0.2) at a = (1, 1) moves f(g(x)) by 7.81" in words
    # f(g(1.4, 1.2)) = 3.16² + 1.68² and f(g(1, 1)) = 5
    true = 3.16**2 + 1.68**2 - 5
    assert f"predicts 5.2 and is off by 2.61, {(true - 5.2) / true:.1%} of the true step" in words
    assert "3 of 4 multiplications are done: row 1 meets column 2, 4 · 1." in words
    assert "All 4 multiplications are done" in say(at(E5, (1, 1), (0.4, 0.2)))
    straight = as_chain(["2u + v", "x + y, x - y"])
    assert "is right: nothing bends along h" in say(at(straight, (1, 1), (0.4, 0.2)))
    assert "f(g(k(x)))" in say(at(THREE, (2, 0.8), (0.4, 0.2)))


@costly
@given(st.floats(-14, 6), pairs, pairs)
def test_whether_along_h_nothing_is_bent_does_not_depend_on_a_factor(power, a, h):
    """f = k (u + v) is straight, and k (u² + v) is off by k h₁²."""
    k = 10**power
    for straight, chain in ((True, STRAIGHT), (False, BENT)):
        now = at(chain, [k, *a], [0, *h])
        off = 0 if straight else k * h[0] ** 2
        assert np.linalg.norm(now["step"] - now["prediction"]) == pytest.approx(off, rel=1e-6, abs=1e-11 * k)
        if off > 1e-9 * k or straight:
            assert ("nothing bends along h" in say(now)) == straight


def test_what_is_0_but_for_rounding_is_called_0():
    words = say(at(as_chain(["sin u, v", "3x, y"]), (np.pi / 3, 0.0), (2 * np.pi / 3, 0.0)))
    assert "moves f(g(x)) by (0, 0)" in words


def test_matrices_stand_as_written_and_what_is_not_known_is_blank():
    (written,) = products(at(E5, (1, 1), (0.4, 0.2), done=3))
    outer, inner, result = written["product"]
    assert [each["label"] for each in written["product"]] == ["J_f(g(a))", "J_g(a)", "J_{f∘g}(a)"]
    assert [text.strip("\N{FIGURE SPACE}") for text in result["rows"][0]] == ["10.000", ""]
    assert (outer["met"], inner["met"], result["met"]) == ([[0, 0], [0, 1]], [[0, 1], [1, 1]], [[0, 1]])


@pytest.mark.parametrize(
    ("order", "labels"),
    [("forward", ["J_g(k(a))", "J_k(a)", "J_{g∘k}(a)"]), ("reverse", ["J_f(g(k(a)))", "J_g(k(a))", "J_{f∘g}(k(a))"])],
)
def test_for_three_maps_the_product_on_the_way_is_shown_too(order, labels):
    written, first, last = products(at(THREE, (2, 0.8), (0.4, 0.2), order=order))
    assert len(written["product"]) == 4
    assert [each["label"] for each in first["product"]] == labels
    assert last["product"][-1]["label"] == "J_{f∘g∘k}(a)"


WRONG = "wrong_point"
SAID = [
    (("u + v", "sqrt(x), y"), (0.1, 0.5), (-0.4, 0.2), None, "leaves the place where f(g(x)) is defined"),
    (("u * v", "sqrt(x), y"), (0, 0), (0.4, 0.2), WRONG, "g has no Jacobian at a = (0, 0), and the chain rule says"),
    (("u + v", "1/x, log(y)"), (0, 0), (0, 0), None, f"g {NO_VALUE} a = (0, 0): {TOO_LARGE}"),
    (("u + v", "x/y, y"), (0, 0), (0, 0), None, "g is undefined at a = (0, 0): there is no derivative"),
    (("log(u), v", "exp(x), y"), (710, 1), (0, 0), None, f"g {NO_VALUE} a = (710, 1): {TOO_LARGE}"),
    (("u, v", "exp(x), y"), (700, 1), (20, 0), None, "leads to where f(g(x)) is undefined, or too large for double"),
    (
        ("u, v", "exp(x), y"),
        (709, 1),
        (-20, 0),
        None,
        "What the product of the Jacobians predicts is too large for double",
    ),
    (("ln u", "x - 2, y"), (1, 0), (3, 0), None, "f is undefined at g(a) = (-1, 0): there is no derivative"),
    (("exp(exp(exp(u))), v", "9x, y"), (2, 0), (1, 1), None, f"f {NO_VALUE} g(a) = (18, 0): {TOO_LARGE}"),
    (("|u|", "x - 2, y"), (2, 0), (1, 1), None, "f has no Jacobian at g(a) = (0, 0)"),
    (("u*v", "|x|, y"), (2, 0), (1, 1), WRONG, "moves f(g(x)) by 3"),
    (("|u| + v", "x + 2, y"), (0, 1), (1, 1), WRONG, "there is no prediction: there one of them has no Jacobian"),
]


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("maps", "a", "h", "mistake", "said"), SAID)
def test_where_a_map_is_undefined_there_is_a_gap_and_no_error(maps, a, h, mistake, said):
    words = words_of(explore.chain_rule(*maps, a=a, h=h, mistake=mistake))["say"]
    assert said in words and "nan" not in words


# Choosing maps -------------------------------------------------------------------------------------------------------


def my_map(p):
    return jnp.array([p[0] * p[1], p[0] + p[1]])


def volume(p):
    x, y, z = p
    return x * y * z


def far(q):
    return q @ q


def test_formulas_names_and_functions_make_chains_and_variables_are_those_that_are_used():
    assert [each.variables for each in E5] == [("u", "v"), ("x", "y")]
    assert as_chain(["u*v", "cos t, sin t"])[1].variables == ("t",)
    assert as_chain(["u + v", "r cos θ, r sin θ"])[1].variables == ("r", "θ")
    assert as_chain(["x + y", "x*y*z, x"])[0].variables == ("x", "y")
    assert shape(as_chain([far, my_map])) == (2, 2, 1)
    assert shape(as_chain([far, "x, y, x*y"])) == (2, 3, 1)
    assert shape(as_chain(["u", volume])) == (3, 1, 1)  # it unpacks three numbers
    assert shape(as_chain(["u", lambda p: p[0] * p[1]])) == (2, 1, 1)
    assert shape(as_chain(["u", lambda p: p[0] * p[1]], 3)) == (3, 1, 1)  # as many as a has, where a function takes all
    assert in_words(shape(SPACE)) == "ℝ² → ℝ³ → ℝ²"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"maps": ("u^2",)}, "`maps` must be two or three maps, outermost first; got 1"),
        ({"maps": ("u", "v", "x", "y")}, "two or three maps, outermost first; got 4"),
        ({"maps": ("sinn(u)", "x*y")}, "f: sinn is not known: the variables are u; try"),
        ({"maps": ("u + v + w", "x*y, x")}, r"f: 2 numbers come in here, and u \+ v \+ w takes 3, u, v, w; write one"),
        ({"maps": ("u + v^2", "x^2 + y^2")}, r"f: one number comes in here, and u \+ v\^2 takes 2, u, v; write"),
        ({"maps": ("u + foo", "x*y, x")}, "f: foo is not known: the variables are u, v"),
        ({"maps": ("polar", "x*y")}, "f: one number comes in here, and polar takes 2"),
        ({"maps": ("u", "x, y, x, y")}, "at most 3 numbers can be shown"),
        ({"maps": (3, "x, y")}, "a catalogue name, a formula or a function"),
        ({"h": (1,)}, "`h` must be 2 finite numbers"),
        ({"done": 5}, "`done` must be a whole number from 0 to 4; got 5"),
    ],
)
def test_a_wrong_argument_is_answered_by_what_is_needed(arguments, words):
    with pytest.raises((TypeError, ValueError), match=words):
        explore.chain_rule(*arguments.pop("maps", ()), **arguments)


def fields(live):
    return [each for each in below(live) if getattr(each, "description", "").startswith(("f(", "g(", "k("))]


def told(live):
    return [each.value for each in below(live) if "jaclib-error" in str(getattr(each, "value", ""))]


def test_a_formula_typed_into_a_field_goes_into_the_picture_if_it_fits():
    live, inner = explore.chain_rule(), "x^2 + y, x*y"
    assert enter(live, "maps", ["u*v", inner]) == ""
    assert live.maps == "u*v ∘ x^2 + y, x*y"
    assert "moves f(g(x)) by" in live.stage.draw(live.state)[1]["say"]
    assert enter(live, "maps", ["u + <b>", inner])
    assert live.maps == "u*v ∘ x^2 + y, x*y"
    told = enter(live, "maps", ["u, v", inner])  # another shape: the words give the call that makes a picture of it
    assert "ℝ² → ℝ² → ℝ²" in told
    assert "explore.chain_rule('u, v', 'x^2 + y, x*y')" in told
    assert enter(live, "maps", ["u + v", inner]) == ""
    assert enter(live, "maps", ["u + v", "r cos θ, r sin θ"]) == ""
    assert live._looks["a"]["names"] == ("r", "θ")
    assert live.a == [1, 1]
    live.close()


def test_with_a_state_the_innermost_map_and_its_point_are_the_states():
    state = explore.State("polar", at=(2, 0.8))
    live = explore.chain_rule("u*v", state=state)
    assert live.state["a"] == [2, 0.8]
    state.a = (1.0, 0.5)
    words = live.stage.draw(live.state)[1]
    assert "at a = (1, 0.5)" in words["say"]
    assert words["call"].startswith("explore.chain_rule('u*v', 'polar', a=(1, 0.5), h=")
    with pytest.raises(ValueError, match="`a` must be left out where there is a state"):
        explore.chain_rule("u*v", a=(1, 1), state=state)
    live.close(), state.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("given", "arguments"),
    [
        ((far, my_map), {"a": (1, 0.25), "mistake": "wrong_point"}),
        (("u*v", "cos t, sin t"), {"a": (0.5,), "h": (0.6,)}),
        (("u - v, u*v", "x*y, y*z"), {"view": (10, 20), "h": (1, 0, 0.125)}),
    ],
)
def test_the_copied_call_names_functions_and_knows_the_line_and_space(given, arguments):
    live = explore.chain_rule(*given, **arguments)
    call = live.stage.draw(live.state)[1]["call"]
    again = eval(call, {"explore": explore, "my_map": my_map, "far": far})
    assert again.state == live.state
    live.close(), again.close()


# Challenges ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected", "states"),
    [
        ("level", (True, False, None, None), [((1, 1), h) for h in ((0.3, -0.5), (0.3, -0.45), (0.4, 0.2), (0, 0))]),
        ("zero", (True, False, None), [(a, (0.4, 0.2)) for a in ((0, 0), (0.1, 0.05), (1, 1))]),
        # g(1, 0) = (1, 0)
        ("fixed point", (True, False, None), [(a, (0.4, 0.2), WRONG) for a in ((1, 0), (1.05, 0.05), (0, 0))]),
        ("fixed point", (None,), [((1, 0), (0.4, 0.2))]),
    ],
)
def test_a_challenge_knows_when_it_is_solved_when_nearly_and_when_not(name, expected, states):
    judged = [verdict(CHALLENGES[name], at(E5, a, h, mistake=next(iter(more), None))) for a, h, *more in states]
    assert judged == [*expected]


def test_float64_reaches_the_picture():
    assert at(E5, (1, 1), (0.4, 0.2))["true1"].dtype == np.float64
    assert jax.config.jax_enable_x64


def test_readouts_name_what_they_show():
    shown = [each.get("label") for each in values(at(E5, (1, 1), (0.4, 0.2), mistake="wrong_point"))]
    assert shown[1:] == ["true step", "J h", "wrong", "error", "error / ‖h‖", "a", "h"]


@pytest.mark.slow
@pytest.mark.parametrize("inner", maps.CATALOGUE)
def test_every_map_of_the_catalogue_can_come_first(inner):
    assert "predicts" in words_of(explore.chain_rule("shear", inner), sharp=False)["say"]


def test_a_typed_map_and_the_same_function_give_the_same_numbers():
    typed, own = (at(as_chain(["u*v", inner]), (1, 0.5), (0.2, 0.3)) for inner in ("x*y, x + y", my_map))
    np.testing.assert_allclose(typed["jacobian"], own["jacobian"])
    assert parse_map("x*y, x + y").variables == own["names0"]


@pytest.mark.parametrize("chain", [E5, SPACE, THREE])
def test_the_columns_lie_head_to_tail_and_end_where_the_whole_arrow_ends(chain):
    now = at(chain, (2, 0.5), (0.4, 0.3))
    for place in range(1, len(now["spaces"])):
        first, second = now[f"tails{place}"] + now[f"columns{place}"]
        across = 0 if now["spaces"][place] == 1 else slice(None)  # on the line they lie in lanes
        np.testing.assert_allclose(first[across], now[f"tails{place}"][1][across])
        np.testing.assert_allclose(second[across], (now[f"at{place}"] + now[f"linear{place}"])[across])
        low, high = np.transpose(now[f"frame{place}"])
        assert ((low <= first) & (first <= high)).all()  # nothing of it is cut
