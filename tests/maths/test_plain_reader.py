"""Two readers that were written apart agree: on formulas as they are typed, and on what slips make of them."""

import random
import re
from itertools import product

import numpy as np
import pytest

from jaclib import FormulaError, parse_map
from jaclib.formula.grammar import Parser
from jaclib.formula.tree import evaluate
from tests.examples import NIGHTLY, TEXTS
from tests.plain_reader import value

AT = np.float64(0.7), np.float64(0.3)
SLIPS = [*"xyeπ23.()|√+-*/^ ", "\n", "²", "³", "sin ", "exp", "cos("]


def written(rng, depth=3):
    """A formula as one may type it."""
    if depth == 0 or rng.random() < 0.25:
        return rng.choice(["x", "y", "xy", "2", "3x", "e", "π", "0.5", "2xy", "x²", "y^2"])
    kind, one, other = rng.randrange(9), written(rng, depth - 1), written(rng, depth - 1)
    space = rng.choice(["", " "])
    if kind < 3:
        return f"{one}{space}{rng.choice('+-*/')}{space}{other}"
    if kind == 3:
        return f"{one}{space}{other}"
    if kind == 4:
        name, power = rng.choice(["sin", "cos", "exp", "atan"]), rng.choice(["", "²", "^2"])
        return f"{name}{power}{rng.choice([' ', f'({one})'])}{other}"
    if kind == 5:
        return f"{one}^{rng.choice(['', '-'])}{rng.choice([other, f'({other})', '2'])}"
    if kind == 6:
        return f"√{rng.choice([one, f'({one})'])}"
    return f"|{one}|" if kind == 7 else f"({one})"


def slipped(rng, text):
    """The text with a character or two lost, doubled, exchanged or put in."""
    for _ in range(rng.randrange(1, 3)):
        place = rng.randrange(len(text) + 1)
        end = place + rng.randrange(2)
        text = text[:place] + rng.choice(["", rng.choice(SLIPS), text[place:end] * 2]) + text[end:]
    return text


def ours(text):
    try:
        trees = Parser(text, ("x", "y")).components()
    except FormulaError:
        return None
    with np.errstate(all="ignore"):
        return float(evaluate(trees[0], AT, np)) if len(trees) == 1 and not trees[0].complex else None


@pytest.mark.parametrize("slips", [False, True])
def test_both_readers_find_the_same_value_or_refuse(slips):
    rng, both = random.Random(None if NIGHTLY else 0), 0
    for _ in range(TEXTS):
        text = slipped(rng, written(rng)) if slips else written(rng)
        found, plain = ours(text), value(text, *AT)
        if found is None or not np.isfinite(found):
            found = None
        if plain is not None and np.isnan(plain):
            continue
        both += found is not None
        assert (found is None) == (plain is None), (text, found, plain)
        assert found is None or abs(found - plain) <= 1e-9 * max(1, abs(plain)), (text, found, plain)
    assert both > 0.15 * TEXTS


def bones(text):
    """What advice may not change: numbers, letters and the signs between them, without brackets, times and breaks."""
    return "".join(char for char in text.replace("**", "^") if char not in "()|*, \n").replace("³√", "∛")


def renamed(problem, *texts):
    """The texts with x and y in place of those letters for which the problem says to write them."""
    for variable, letter in re.findall(r"([xy]) for (\w)", problem):
        texts = [text.replace(letter, variable) for text in texts]
    return texts


def without_doubles(text):
    """The text with sin for ssin, siin and sinn, and other functions so; eexp stays, as it may be e·exp."""
    for name in ("sin", "cos", "exp", "atan"):
        doubled = {name[:i] + name[i] + name[i:] for i in range(len(name))} - {"eexp"}
        text = re.sub("|".join(doubled), name, text)
    return text


def test_advice_can_be_read_and_changes_only_brackets_signs_for_times_doubled_letters_and_those_that_it_names():
    rng, offered = random.Random(None if NIGHTLY else 1), 0
    for _ in range(TEXTS):
        text = slipped(rng, written(rng))
        try:
            parse_map(text)
        except FormulaError as error:
            offered += len(error.suggestions)
            for suggestion in error.suggestions:
                parse_map(suggestion)
                kept, typed = (bones(each) for each in renamed(error.problem, suggestion, without_doubles(text)))
                assert kept == typed or kept.replace("^", "") == typed.replace("^", ""), (text, suggestion)
    assert offered > 0.05 * TEXTS


TAILS = ["", "^2", "²", "/2", " y", "(y)", "^2/y", "²y", "^y", "^2 cos(y)", "*exp(y)", " + y", "^2 - y/2", "|y|"]


@pytest.mark.parametrize("begin", ["", "2", "x*", "x", "y + ", "(y)"])
def test_of_a_function_written_together_with_its_argument_each_reading_is_offered_and_nothing_else(begin):
    """The argument ends with the name, or further on in what follows it; as without brackets is one of these ways."""
    for name, letters, tail in product(["sin", "cos", "exp", "atan"], ["x", "xy", "2x"], TAILS):
        text = f"{begin}{name}{letters}{tail}"
        ends = range(len(tail) + 1)
        before = "x*" if begin == "x" else begin  # for the plain reader xsin is a name
        readings = {value(f"{before}{name}({letters}{tail[:end]}){tail[end:]}", *AT) for end in ends}
        with pytest.raises(FormulaError) as caught:
            parse_map(text)
        offered = [float(parse_map(spelling)(np.array(AT))[0]) for spelling in caught.value.suggestions]
        known = np.array([each for each in readings if each is not None])
        assert all(np.isclose(known, each, rtol=1e-9).any() for each in offered), (text, caught.value.suggestions)
        for spelled in (f"{before}{name}({letters}){tail}", f"{before}{name} {letters}{tail}"):
            wanted = value(spelled, *AT)
            assert wanted is None or np.isclose(wanted, offered, rtol=1e-9).any(), (text, spelled)
