"""The letters that a formula is written in, how many components it has, and where its map has a value."""

import math
import os
import re
import subprocess
import sys
from itertools import permutations

import numpy as np
import pytest

from jaclib import FormulaError, parse_map
from jaclib.formula import read_map
from jaclib.formula.names import other_letters

# Other letters than the variables -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "variables", "mend"),
    [
        ("x u, x", ("x", "y"), "x y, x"),
        ("v^2 + x", ("u", "v"), "v^2 + u"),
        ("x + t y", ("x", "y", "z"), "x + z y"),
        ("r cos t", ("r", "θ"), "r cos θ"),
        ("a + 2c + b", ("x", "y", "z"), "x + 2z + y"),
    ],
)
def test_a_letter_that_is_none_of_the_variables_stands_for_the_one_that_is_missing(text, variables, mend):
    with pytest.raises(FormulaError, match=r"is not known: the variables are .*; write . for .") as caught:
        parse_map(text, variables)
    assert caught.value.suggestions == (mend,)


@pytest.mark.parametrize("text", ["x u, y", "k x + y", "x + a + b, y"])
def test_a_letter_too_many_may_be_a_variable_or_a_number(text):
    with pytest.raises(FormulaError, match=r"the variables are x, y; write x, y or a number for [uka]$") as caught:
        parse_map(text)
    assert caught.value.suggestions == ()


@pytest.mark.parametrize("text", ["x p(y)", "p(x) + y", "sinc(x)", "foo, y", "x + sinu", "sinx + cosu", "sin2x"])
def test_what_may_be_a_function_is_no_letter(text):
    with pytest.raises(FormulaError) as caught:
        parse_map(text)
    assert "; write " not in caught.value.problem


def test_a_greek_letter_and_its_name_are_the_same_one_whatever_the_hash_seed_is():
    for names in permutations(["theta", "r", "θ"]):
        assert [*other_letters(names, ("x", "y"), {}).items()] == [("r", "x"), ("theta", "y"), ("θ", "y")]
    code = "from jaclib.formula.names import other_letters; print(other_letters(['θ', 'r', 'theta'], ('x', 'y'), {}))"
    said = set()
    for seed in ("1", "2", "3"):
        run = [sys.executable, "-X", "utf8", "-c", code]
        said.add(subprocess.run(run, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout)
    assert len(said) == 1
    with pytest.raises(FormulaError, match=r"write x for r, y for theta and y for θ, or begin with f\(r, θ\) = …;"):
        parse_map("r cos θ, r sin theta")


# The letters that it is written in ------------------------------------------------------------------------------------

LETTERS = {
    "x y, x": ("x", "y"),
    "1, 2": ("x", "y"),
    "u v, (u^2 - v^2)/2": ("u", "v"),
    "u^2, v": ("u", "v"),
    "v, 1": ("u", "v"),
    "r cos θ, r sin theta": ("r", "θ"),
    "r, r": ("r", "θ"),
    "r cos(t), r sin t": ("r", "t"),
    "r cos φ, r sin φ": ("r", "φ"),
    "s t, s": ("s", "t"),
    "cosh μ cos ν, sinh μ sin ν": ("μ", "ν"),
    "z1 + z2, z2": ("z₁", "z₂"),
    "x_1 x_2, x_2": ("x₁", "x₂"),
    "f(b, a) = a, b": ("b", "a"),
    "z^2": ("x", "y"),
}
IN_SPACE = {
    "x, y": ("x", "y", "z"),
    "u v, w": ("u", "v", "w"),
    "r cos θ, r sin θ, z": ("r", "θ", "z"),
    "ρ sin φ cos θ, ρ sin φ sin θ, ρ cos φ": ("ρ", "φ", "θ"),
    "x1, x2 x3": ("x₁", "x₂", "x₃"),
    "rho + phi": ("ρ", "φ", "θ"),
}


@pytest.mark.parametrize(("text", "letters"), [*LETTERS.items(), *IN_SPACE.items()])
def test_the_variables_are_the_first_usual_letters_that_the_formula_can_be_read_in(text, letters):
    f = read_map(text, len(letters))
    assert f.variables == letters
    assert not {*f.variables} & {*f.outputs}
    assert read_map(text, len(letters)) is f
    if all(letter.isidentifier() for letter in letters):
        at = np.arange(1.0, len(letters) + 1) / 3
        np.testing.assert_array_equal(f(at), parse_map(text, letters)(at))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a b, a + b", "a is not known: the variables are x, y; write x for a and y for b"),
        ("u w, v", "w is not known: the variables are u, v; write u, v or a number for w"),
        ("r sin θ + s", "s is not known: the variables are r, θ"),
        ("sin(r", "a ) is missing"),
        ("r θ +", "must follow"),
    ],
)
def test_what_is_wrong_is_said_in_the_letters_that_most_of_it_is_written_in(text, words):
    with pytest.raises(FormulaError, match=re.escape(words)):
        read_map(text)


def test_with_an_open_number_of_variables_it_has_as_few_as_will_do():
    texts = "t^2, t", "u v", "x + z", "r θ z"
    assert [read_map(text, None).variables for text in texts] == [("t",), ("u", "v"), ("x", "y", "z"), ("r", "θ", "z")]
    assert read_map("1", None, own=("u", "v", "w")).variables == ("u",)


# Too few components, or too many --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted", "mend"),
    [
        ("2x+1 y", 2, "2x+1, y"),
        ("x^2  y", 2, "x^2, y"),
        ("sin x cos y", 2, "sin x, cos y"),
        ("x y x, 1", 3, None),
        ("x^2 + y^2", 2, None),
        ("x y", 3, None),
        ("x y, x", 3, "x, y, x"),
    ],
)
def test_for_a_component_too_few_a_space_is_made_a_comma_where_there_is_one_way_to_do_so(text, wanted, mend):
    with pytest.raises(FormulaError, match=r"(was|were) given: write (another|2 more) after a comma") as caught:
        parse_map(text, components=wanted)
    assert caught.value.suggestion == mend


@pytest.mark.parametrize(("count", "words"), [(1, "leave 2 out"), (2, "leave one out")])
def test_for_a_component_too_many_it_says_how_many_to_leave_out(count, words):
    with pytest.raises(FormulaError, match=words):
        parse_map("x, y, x + y", components=count)


# Where it begins ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("ln x, y", 2),
        ("x, ln(y - 1.99)", 2),
        ("√(-x²), y", 2),
        ("acosh(x/1.95), √(1.9 - |y|)", 2),
        ("ln(x - 5), y", 8),
        ("√(x - 20), √(y - 20)", 32),
    ],
)
def test_a_map_begins_where_it_has_a_value_in_the_smallest_box_in_which_it_has_one(text, half):
    f = parse_map(text)
    assert f.domain == ((-half, half),) * 2
    assert np.isfinite(f(f.point)).all()
    assert np.abs(f.point).max() <= half


def test_where_few_places_have_a_value_it_begins_in_the_midst_of_them():
    assert parse_map("x, ln(y - 1.99)").point == (0, 2)
    assert np.linalg.norm(np.subtract(parse_map("√(0.02 - (x - 1)^2 - (y + 1)^2), x").point, (1, -1))) < 0.06


def test_an_angle_goes_once_round_however_wide_the_box_is():
    assert read_map("ln(r - 5) cos θ, θ").domain == ((-8, 8), (-math.pi, math.pi))


@pytest.mark.parametrize("text", ["1e308 x, y", "1e308 x^2 - 1e308, 1e308 y + 1e307", "1e308, -1e308"])
def test_the_frame_of_values_that_are_all_but_too_large_is_of_numbers(text):
    (left, right), (low, high) = parse_map(text).image
    assert -math.inf < left < right < math.inf and -math.inf < low < high < math.inf
