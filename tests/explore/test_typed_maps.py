"""A map that is typed: its entry in the list, the letters that it is written in, and what is wrong with it."""

import re
from functools import lru_cache
from itertools import product

import jax.numpy as jnp
import numpy as np
import pytest

from jaclib import coordinates, explore, maps, parse_map
from jaclib.explore.choose.chain import as_chain
from jaclib.explore.choose.listed import FORMULAS, WITHOUT, entry
from jaclib.explore.choose.map import as_map
from jaclib.explore.flow.words import A_FLOW
from jaclib.explore.learn.flows import LAYER_KINDS
from jaclib.formula import read_map
from tests.examples import NIGHTLY
from tests.hand import enter

KNOWN = coordinates.PLANE | coordinates.SPACE | LAYER_KINDS | {"spherical (ISO)": coordinates.spherical_iso}

# The list -------------------------------------------------------------------------------------------------------------


def test_each_map_of_a_list_stands_there_with_its_formula_or_with_words():
    assert set(KNOWN) == set(FORMULAS) | set(WITHOUT)
    for live in (
        explore.linear_approximation(),
        explore.flow(),
        explore.coordinates(),
        explore.coordinates("spherical"),
    ):
        menu = live._looks["f"]["menu"]
        assert menu["entries"] == [(name, entry(name)) for name, _ in menu["entries"]]
        assert menu["entry"] == live.state["f"]
        assert all(": " in words for _, words in menu["entries"])
        live.close()


@pytest.mark.parametrize("name", FORMULAS)
def test_the_formula_of_an_entry_means_the_map(name):
    f, text = KNOWN[name], FORMULAS[name]
    assert len(text) <= 45
    low, high = np.array(f.domain).T
    found = parse_map(text, f.variables)
    for x in np.random.default_rng(0).uniform(low, high, (25, len(low))):
        np.testing.assert_allclose(found(x), f(x), rtol=1e-12, atol=1e-12)


def test_a_function_of_ones_own_stands_there_by_its_name_alone():
    def polar(x, y):
        return x * y, x

    live = explore.linear_approximation(polar)
    assert ("polar", "polar") in [tuple(each) for each in live._looks["f"]["menu"]["entries"]]
    live.close()


# The letters ----------------------------------------------------------------------------------------------------------

TO_THE_PLANE = "linear_approximation", "jacobian_matrix", "determinant", "newton", "mean_value", "finite_differences"
TO_THE_PLANE += "coordinates", "change_of_variables", "flow"
OF_TWO = {"chain_rule": ("u + v^2, u*v", "x*y, x + y"), "chain_rule_proof": ("u + v^2, u*v", "x*y, x + y")}
OF_TWO["determinant_product"] = "fold", "x*y, x + y"
TO_THE_NUMBERS = "hessian", "implicit"
WRITTEN = {
    "x y, x + y": ("x", "y"),
    "u v, (u^2 - v^2)/2": ("u", "v"),
    "r cos t, r sin t": ("r", "t"),
    "r cos theta, r sin θ": ("r", "θ"),
    "z1 + z2^2, z2": ("z₁", "z₂"),
    "x1 x2, x1": ("x₁", "x₂"),
}


@lru_cache(maxsize=1)
def explorer(name: str):
    return getattr(explore, name)(*OF_TWO.get(name, ()))


def ways(name: str, text: str) -> list[list[str]]:
    """How the text is typed into the fields of an explorer: once into each."""
    if name not in OF_TWO:
        return [[text]]
    outer, inner = OF_TWO[name]
    return [[outer, text], [text, inner]]


def control(name: str) -> str:
    return "maps" if name in OF_TWO else "F" if name in TO_THE_NUMBERS else "f"


def first_panel(live):
    """The axes on which the variables are drawn."""
    ((_, axes),) = [*live.stage.pictures.values()]
    return axes[0]


@pytest.mark.few
@pytest.mark.parametrize("name", [*TO_THE_PLANE[:-1], "hessian", *OF_TWO])
def test_the_picture_takes_the_letters_for_its_axes_its_point_and_its_field(name):
    live = explorer(name)
    for text, letters in WRITTEN.items():
        text = text.partition(",")[0] if name == "hessian" else text
        assert enter(live, control(name), ways(name, text)[0]) == ""
        said = live.stage.draw(live.state)[1]["say"]
        assert re.sub(r"[\d.,·]", "", said)
        if text.count("x") < 2 or name != "hessian":
            assert live._looks["a"]["names"] == letters
            assert (first_panel(live).get_xlabel(), first_panel(live).get_ylabel()) == letters
            labels = [field["label"] for field in live._looks[control(name)]["fields"]]
            assert name in TO_THE_PLANE or f"({', '.join(letters)})" in labels[-1]


def test_of_a_hill_the_axes_of_the_gradient_have_the_letters_too_and_so_have_missing_slopes():
    live = explore.hessian("|u| + v^2", a=(0, 1))
    said = live.stage.draw(live.state)[1]["say"]
    ((_, axes),) = live.stage.pictures.values()
    assert (axes[1].get_xlabel(), axes[1].get_ylabel()) == ("∂F/∂u", "∂F/∂v")
    assert "∂F/∂u does not exist, since the slope of F is -1 for smaller u and 1 for larger" in said
    live.close()


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("r cos θ, r sin θ, z", ("r", "θ", "z")),
        ("u v, v w, w u", ("u", "v", "w")),
        ("x1, x2, x1 x2 x3", ("x₁", "x₂", "x₃")),
        ("ρ sin φ cos θ, ρ sin φ sin θ, ρ cos φ", ("ρ", "φ", "θ")),
    ],
)
def test_in_space_too(text, letters, recwarn):
    live = explore.coordinates(text)
    assert [scale["symbol"] for scale in live._looks["a"]["scales"]] == [*letters]
    assert live._looks["order"]["options"][0] == ", ".join(letters)
    assert f"In ({', '.join(letters)})" in live.stage.draw(live.state)[1]["say"]
    live.close()


def test_a_formula_of_three_variables_is_one_of_space_and_a_head_decides_otherwise():
    for text, n in (
        (" Spherical", 3),
        ("x*y, y*z, z*x", 3),
        ("f(x, y) = max(x, y), y", 2),
        ("max(x, y), y", 2),
        ("r θ, z, r", 3),
    ):
        live = explore.coordinates(text)
        assert len(live.a) == n
        live.close()


@pytest.mark.parametrize("text", WRITTEN)
def test_the_copied_call_recreates_it(text):
    live = explore.linear_approximation(text)
    again = eval(live.stage.draw(live.state)[1]["call"], {"explore": explore})
    assert again.state == live.state
    assert again._looks["a"]["names"] == live._looks["a"]["names"] == WRITTEN[text]
    live.close(), again.close()


def test_a_map_of_ones_own_has_the_letters_of_its_formula():
    mine = explore.own_map("r cos θ, r sin θ", domain=((0, 3), (-3, 3)))
    assert mine.variables == ("r", "θ")
    assert explore.own_map("z1 + z2, z2").variables == ("z₁", "z₂")
    live = explore.linear_approximation(explore.own_map("z1 + z2, z2"))
    assert "explore.linear_approximation" in live.stage.draw(live.state)[1]["call"]
    live.close()


def test_in_a_chain_the_letters_of_each_place_are_tried_first():
    for texts, letters in (
        (("1, 2", "x, y"), [("u", "v"), ("x", "y")]),
        (("r cos t", "s + t, s"), [("r", "t"), ("s", "t")]),
        (("p^2", "t^2"), [("p",), ("t",)]),
    ):
        assert [each.variables for each in as_chain(texts)] == letters


# What is wrong with it ------------------------------------------------------------------------------------------------

WRONG = {  # of two variables and two outputs, and what is said of it
    "x^2+y^2": "1 was given: write another after a comma",
    "2x+1 y": r"try 2x\+1, y",
    "x, y, x+y": "3 were given: leave one out",
    "a b, a+b": "write . for a and . for b, or begin with f",
    "x k, x": "write y for k, or begin with f",
    "x k, y": "write x, y or a number for k",
    "r k, θ": "write r, θ or a number for k",
    "ln(-x^2-1), y": "must have a value with x, y from -32 to 32, and none was found",
    "√(x-100), y": "must have a value",
    "1/0, y": "no finite real value",
    "": "the formula is empty",
    "x,,y": "must follow the comma",
    "foo, y": "foo is not known",
    "z, 1": "complex|z is not known",
    "x + z, y": "z is x",
    "x, y^200": "an exponent may be at most 100",
    "x, y =": "equation|number",
    "polr": "did you mean polar",
    "x; y": "a comma separates",
    "sin(x, y": "missing|one argument",
    "x^2=1, y=2": "an equation is not a map",
    "floor(x), y": "jumps",
    "f(x) = x, x": "a map of 2 variables is needed",
    "x" * 500: "at most 400",
}
OF_ONE = {
    "x, y": "2 were given: leave one out",
    "a b": "write x for a and y for b",
    "x k": "write y for k",
    "x k + y": "write x, y or a number for k",
    "ln(-x^2-1)": "must have a value",
    "1,5x": "decimal comma",
    "z^2": "2 were given",
    "": "empty",
    "polr": "polr is not known",
}
INSIDE = (
    r"\bshape|IndexError|\bNaN\b|\bnan\b|broadcast|reshape|Traceback|\bNone\b|Error\b|Tracer|__|\n|array|jnp|object"
)
CHAINS = {  # where another number of outputs, or of variables, is a chain of its own
    "chain_rule": {"x^2+y^2", "2x+1 y", "x, y, x+y", "f(x) = x, x"},
    "chain_rule_proof": {"x^2+y^2", "2x+1 y", "x, y, x+y", "f(x) = x, x"},
}


def is_one_sentence(said: str) -> bool:
    return not re.search(r"[.!] +[A-Z]", said) and 10 < len(said) < 320


@pytest.mark.parametrize("text", WRONG)
@pytest.mark.parametrize("name", [*TO_THE_PLANE, *OF_TWO])
def test_what_is_wrong_is_one_sentence_beside_the_field_and_the_picture_stays(name, text):
    live = explorer(name)
    before = dict(live.state)
    for fields in ways(name, text):
        said = enter(live, control(name), fields)
        assert is_one_sentence(said), said
        assert not re.search(INSIDE, said), said
        assert text in CHAINS.get(name, ()) or re.search(WRONG[text], said), said
        assert live.state == before
        with pytest.raises((ValueError, TypeError)) as told:
            live.controls[control(name)].take(fields)
        assert str(told.value) == said


@pytest.mark.parametrize("text", OF_ONE)
@pytest.mark.parametrize("name", TO_THE_NUMBERS)
def test_of_a_function_too(name, text):
    live = explorer(name)
    said = enter(live, "F", [text])
    assert re.search(OF_ONE[text], said), said
    assert is_one_sentence(said) and not re.search(INSIDE, said), said


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (("u+v^2, u*v", "x^2+y^2"), r"f: one number comes in here, and u\+v\^2, u\*v takes 2, u, v; write one of one"),
        (("u+v^2, u*v", "x, y, x+y"), r"ℝ² → ℝ³ → ℝ².*; for a picture of it run explore\.chain_rule\("),
        (("u+w^2, v", "x, y"), "f: 2 numbers come in here, and .* takes 3, u, v, w; write one of 2 variables"),
        (("x*y", "polar"), "ℝ² → ℝ² → ℝ"),
    ],
)
def test_maps_that_do_not_fit_each_other_say_which_and_how(texts, words):
    said = enter(explorer("chain_rule"), "maps", list(texts))
    assert re.search(words, said), said
    assert is_one_sentence(said)


def test_where_the_words_are_made_for_x_and_y_it_says_what_to_write_for_other_letters():
    live = explore.implicit()
    assert "write x for u and y for v, or begin with" in enter(live, "F", ["u^2 + v^2 = 1"])
    assert "; try x^2 + y^2" in enter(live, "F", ["u^2 + v^2"])
    assert enter(live, "F", ["F(u, v) = u^2 + v^2 - 1"]) == ""
    live.close()


def test_the_integrand_may_be_in_any_of_the_letters():
    for h in ("exp(-u^2 - v^2)", "r^2 + t", "x1 x2"):
        live = explore.change_of_variables(h=h)
        assert np.isfinite(live.stage.compute(**live.now())["sum"])
        live.close()
    with pytest.raises(ValueError, match="h must have a value"):
        explore.change_of_variables(h="ln(-x^2 - 1)")


def test_a_function_that_has_no_value_is_refused_but_for_where_its_box_is_given():
    nowhere = lambda x, y: (jnp.sqrt(x - 100), y)  # noqa: E731
    with pytest.raises(
        ValueError, match=r"^f must have a value with x, y from -32 to 32, and none was found: change it"
    ):
        explore.linear_approximation(nowhere)
    with pytest.raises(ValueError, match="f must have a value"):
        explore.own_map(nowhere)
    for f in (nowhere, "√(x - 100), y"):
        mine = explore.own_map(f, domain=((100, 104), (-2, 2)))
        live = explore.linear_approximation(mine)
        assert "undefined" not in live.stage.draw(live.state)[1]["say"]
        live.close()


def test_whether_a_formula_has_a_value_is_looked_at_once(monkeypatch):
    """When it is read: then it is known, and the map isn't asked again."""
    monkeypatch.setattr(maps.Map, "__call__", lambda f, x: pytest.fail(f"{f} is asked again"))
    assert as_map("x*y, ln(x - 1.5)").defined
    with pytest.raises(ValueError, match="f must have a value"):
        as_map("ln(-1 - x^2), y")
    monkeypatch.undo()
    assert not parse_map("ln(-1 - x^2), y").defined
    assert explore.own_map("√(x - 100), y", domain=((100, 104), (-2, 2))).defined


@pytest.mark.parametrize("f", ["ln(x - 5), y", lambda x, y: (jnp.log(x - 5), y)])
def test_one_that_has_values_farther_away_is_shown_there(f):
    live = explore.linear_approximation(f)
    assert "undefined" not in live.stage.draw(live.state)[1]["say"]
    low, high = first_panel(live).get_xlim()
    assert low <= -8 and high >= 8
    live.close()


def test_for_a_map_that_is_no_flow_one_that_is_is_offered():
    live = explore.flow("x*y, x")
    assert live.stage.draw(live.state)[1]["say"].endswith(f"; {A_FLOW}.")
    offered = A_FLOW.partition(")")[0] + ")"
    assert read_map(offered, components=2).variables == ("x", "y")
    assert enter(live, "f", [offered]) == ""
    assert live.stage.compute(**live.now())["no_way_back"] == ""
    live.close()


# What is all but too large --------------------------------------------------------------------------------------------

HUGE = "1e308 x, 10 y", "1e200 x, 1e200 y", "x, 1e300 y^2"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("text", HUGE)
@pytest.mark.parametrize("name", [*TO_THE_PLANE, *TO_THE_NUMBERS, *OF_TWO])
def test_of_numbers_that_are_all_but_too_large_there_is_a_picture(name, text):
    live = explorer(name)
    for fields in ways(name, text.partition(",")[0] if name in TO_THE_NUMBERS else text):
        assert enter(live, control(name), fields) == ""
        words = live.stage.draw(live.state)[1]
        assert not re.search(r"\b(nan|inf)\b", words["say"]), words["say"]


# Where it has no value ------------------------------------------------------------------------------------------------

PLACES = [[-1.0, 0.5], [0.0, 0.0]]
TORN = ["ln x, y", "1/x, y", "x + sign(y), y", "x, x", "1, 2"]


@pytest.mark.slow
@pytest.mark.parametrize("text", TORN if NIGHTLY else TORN[:2])
@pytest.mark.parametrize("name", [*TO_THE_PLANE, *OF_TWO])
def test_with_whatever_is_switched_on_a_map_without_a_value_at_a_has_a_picture(name, text):
    live = explorer(name)
    assert enter(live, control(name), ways(name, text)[0]) == ""
    options = {
        each: [False, True] if made.declared.kind == "switch" else [*made.declared.look["options"]]
        for each, made in live.controls.items()
        if made.declared.kind in ("switch", "choice") and made.declared.shown
    }
    point = "z" if name == "flow" else "a"
    for place, chosen in product(PLACES, product(*options.values())):
        state = live.state | dict(zip(options, chosen, strict=True)) | {point: place}
        assert live.stage.draw(state)[1]["say"]
