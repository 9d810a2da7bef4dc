"""The page has the pictures' colours, and none of its own."""

import re
from pathlib import Path

import pytest

from jaclib.course.predict import Prediction
from jaclib.draw import DARK, LIGHT
from jaclib.stage import colours
from jaclib.stage.steering import Steering

PACKAGE = Path(__file__).resolve().parents[2] / "jaclib"
FILES = sorted(file for ending in ("css", "js") for file in PACKAGE.rglob(f"*.{ending}"))
COLOUR = re.compile(r"(?<!&)#[0-9a-f]{3,8}\b|\b(rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(", re.IGNORECASE)
SHEETS = {"stage": Steering._css, "predict": Prediction._css}


def colours_of(rule: str) -> set[str]:
    return set(re.findall(r"#\w{6}", rule))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_colour_is_typed_in_a_file_of_the_page(file):
    assert COLOUR.search(file.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize("text", ["color: #abc;", "pen.fillStyle = '#1B2230'", "color: rgba(0, 0, 0, 0.5);"])
def test_a_typed_colour_is_seen(text):
    assert COLOUR.search(text)


@pytest.mark.parametrize("name", SHEETS)
def test_every_variable_that_a_stylesheet_uses_is_a_colour_of_both_palettes_or_of_jupyter(name):
    light, dark, *rest = SHEETS[name].splitlines()
    used = {each for each in re.findall(r"var\((--[\w-]+)", "\n".join(rest)) if not each.startswith("--jp-")}
    assert used
    for rule in (light, dark):
        assert used <= set(re.findall(r"(--[\w-]+):", rule))


def test_the_variables_have_the_colours_of_the_palettes_the_second_where_the_page_is_dark():
    light, dark, *_ = SHEETS["stage"].splitlines()
    assert f"--ink: {LIGHT.ink};" in light
    assert f"--columns-2: {LIGHT.columns[1]};" in light
    assert f"--columns-2: {DARK.columns[1]};" in dark
    assert "dark" in dark.partition("{")[0] and "dark" not in light.partition("{")[0]


def test_a_formula_in_a_light_colour_has_the_dark_one_of_the_same_meaning():
    rules = colours.formulas_in_the_dark().splitlines()
    assert len(rules) == 6
    (first,) = (rule for rule in rules if "rgb(0, 114, 178)" in rule)
    assert colours_of(first) == {DARK.columns[0]}
    assert SHEETS["predict"].endswith("\n".join(rules))
