"""Each exercise has its hints: what they claim is true, what they solve is right, and they don't give it away."""

import inspect
import re
from pathlib import Path

import jax
import jax.numpy as jnp
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from scipy.integrate import dblquad, quad, tplquad
from scipy.stats import multivariate_normal, norm

import jaclib
from jaclib import parse_map
from jaclib.course.check import exercises, verdict
from jaclib.course.hints import hints

HINTS = hints()
KNOWN = {"jax": jax, "jnp": jnp, "quad": quad, "dblquad": dblquad, "tplquad": tplquad}
KNOWN |= {"norm": norm, "multivariate_normal": multivariate_normal}
KNOWN |= {name: getattr(jaclib, name) for name in jaclib.__all__}
CLAIMS = [(name, shown) for name, hint in HINTS.items() for shown in hint.true]
PLACES = [0.7, -1.3, 0.4], [1.9, 0.6, -0.8], [-0.5, 2.2, 1.1]
FOLDER = Path(__file__).resolve().parents[2] / "notebooks"


def worked(name):
    return "\n".join(HINTS[name].worked)


def oracle(name, shown):
    """What the code says that belongs to a claim: a value, or a function of letters."""
    return eval(HINTS[name].true[shown], dict(KNOWN))


def read(shown, at):
    """The numbers that a claim shows, where its letters have these values."""
    inside = re.sub(r"\\(begin|end)\{pmatrix\}", "", shown)
    if inside != shown:
        return [[number(entry, at) for entry in row.split("&")] for row in inside.split(r"\\")]
    if shown.startswith("("):
        return [number(entry, at) for entry in shown[1:-1].split(",")]
    return number(shown, at)


def number(tex, at):
    return float(parse_map(tex, tuple(at) or ("x",))(list(at.values()) or [0.0])[0])


def precision(shown):
    """Half a unit of the last digit that is shown; what is shown exactly must be so, but for an integration's error."""
    digits = [len(digits) for digits in re.findall(r"\.(\d+)", shown)]
    return 0.5001 * 10.0 ** -max(digits) if digits else 1e-6


def test_each_exercise_has_its_hints_and_there_are_no_others():
    assert set(HINTS) == set(exercises())


@pytest.mark.parametrize("name", HINTS)
def test_a_hint_is_a_question_a_few_lines_and_a_short_solution(name):
    hint = HINTS[name]
    assert hint.smaller.count("?") in (1, 2) and hint.smaller.count(".") <= 3
    assert 2 <= len(hint.worked) <= 6 and hint.true
    assert len(hint.solution.splitlines()) <= 7 and max(map(len, hint.solution.splitlines())) <= 76
    for text in (hint.smaller, *hint.worked):
        assert text.count("$") % 2 == text.count("`") % 2 == 0, text


@pytest.mark.parametrize(("name", "shown"), CLAIMS)
def test_what_a_worked_example_claims_is_true(name, shown):
    assert re.search(rf"(?<![\d.]){re.escape(shown)}(?![\d.]*\d)", worked(name))
    value = oracle(name, shown)
    letters = [*inspect.signature(value).parameters] if callable(value) else []
    for place in PLACES if letters else [()]:
        at = dict(zip(letters, place, strict=False))
        expected = np.asarray(value(*at.values()) if letters else value, float)
        np.testing.assert_allclose(read(shown, at), expected, rtol=0, atol=precision(shown))


IMPORTS = re.compile("import |from ")


def setting(name):
    """What a notebook has defined where the exercise is answered: its imports, and what stands below Your turn."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        code = [cell.source for cell in cells if cell.cell_type == "code"]
        if any(f"explore.check({name}" in source for source in code):
            (turn,) = [i for i, cell in enumerate(cells) if cell.source.startswith("## Your turn")]
            below = [cell.source for cell in cells[turn:] if cell.cell_type == "code" and "explore." not in cell.source]
            known = {}
            with plt.rc_context():
                for source in (*filter(IMPORTS.match, code[:3]), *below):
                    exec(source, known)
            return known
    raise ValueError(f"A notebook must check {name}.")


@pytest.mark.slow
@pytest.mark.parametrize("name", HINTS)
def test_the_solution_is_right_where_the_notebook_asks_for_it(name):
    known = setting(name)
    exec(HINTS[name].solution, known)
    assert verdict(name, known[name]).correct


def bare(text):
    """A formula without what TeX and Python have each for itself."""
    text = re.sub(r"\\[dt]?frac\{(.+?)\}\{(.+?)\}", r"\1/\2", text).replace("**", "^")
    return re.sub(r"jnp\.|\\(?:cdot|left|right)|[\s\\{}$*,`]", "", text)


@pytest.mark.parametrize("name", HINTS)
def test_no_hint_on_the_way_gives_the_answer_away(name):
    hint = HINTS[name]
    answer = bare(re.split(r"return |(?<!\w)= ", hint.solution)[-1])
    for text in (hint.smaller, worked(name)):
        assert answer not in bare(text)
    if exercises()[name].at == ((),):
        right = np.asarray(eval(re.split("= ", hint.solution)[-1], dict(KNOWN)), float)
        said = [float(each) for each in re.findall(r"\d+(?:\.\d+)?", hint.smaller + worked(name))]
        assert right.size > 1 or right.item() not in said


@pytest.mark.parametrize("name", HINTS)
def test_no_sentence_about_a_wrong_answer_gives_the_right_one_away(name):
    answer, (told, at, _) = HINTS[name].solution.split("return ")[-1], exercises()[name]
    said = [row[-1] for row in [*told(0, *at[0])][1:]]
    assert [words for words in said if bare_words(answer) in bare_words(words)] == []


def bare_words(text):
    """A formula as it may stand in a sentence: sin z₁ for sin(z1)."""
    return re.sub(r"\((\w+)\)", r"\1", bare(text.translate(str.maketrans("₁₂₃", "123", "·"))))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "shown"), CLAIMS)
def test_no_value_of_a_worked_example_is_an_answer_to_the_exercise(name, shown):
    value = oracle(name, shown)
    single = exercises()[name].at == ((),)
    assert not verdict(name, value if single or callable(value) else lambda *given: value).correct
