"""Entries of a matrix and the lines that show them: touch one, and the other is lit."""

import pytest

from jaclib import explore
from tests.lab import steps

from .conftest import axe

LIT = """() => [...document.querySelectorAll('.jaclib-lit')].map(cell => {
    const line = cell.parentElement, matrix = line.parentElement;
    return [matrix.dataset.name, [...matrix.children].indexOf(line), [...line.children].indexOf(cell)];
})"""
COLOUR = "node => getComputedStyle(node).color"
BOTH = "J(r, θ)", "J"  # the formulas, and their numbers
# where the spots are, in CSS pixels of the page: [{words, cells, path}]
SPOTS = """() => {
    const { spots, places } = engine.shown, figure = document.querySelector('.jaclib-figure').getBoundingClientRect();
    return spots.map(({ words, cells, panel, path }) => {
        const { box: [left, top, right, bottom], xlim, ylim } = places[panel];
        const on = ([x, y]) => [
            figure.left + figure.width * (left + (x - xlim[0]) / (xlim[1] - xlim[0]) * (right - left)),
            figure.top + figure.height * (bottom - (y - ylim[0]) / (ylim[1] - ylim[0]) * (bottom - top)),
        ];
        return { words, cells, path: path.map(place => place && on(place)) };
    });
}"""
STROKED = """([x, y]) => {
    const overlay = document.querySelector('.jaclib-figure > canvas:last-of-type');
    const frame = overlay.getBoundingClientRect(), scale = overlay.width / frame.width;
    return overlay.getContext('2d').getImageData((x - frame.left) * scale, (y - frame.top) * scale, 1, 1).data[3];
}"""
CENTRE = "() => document.querySelector('.jaclib-canvas').scrollIntoView({ block: 'center' })"

# of a place on panel 1, in CSS pixels of the page
ON_PAGE = """([x, y]) => {
    const { box: [left, top, right, bottom], xlim, ylim } = engine.shown.places[1];
    const figure = document.querySelector('.jaclib-figure').getBoundingClientRect();
    return [
        figure.left + figure.width * (left + (x - xlim[0]) / (xlim[1] - xlim[0]) * (right - left)),
        figure.top + figure.height * (bottom - (y - ylim[0]) / (ylim[1] - ylim[0]) * (bottom - top)),
    ];
}"""


@pytest.fixture
def matrix(show):
    figure = show(explore.jacobian_matrix("polar", a=(2, 0.8), rows=True))
    figure.page.evaluate(CENTRE)
    return figure


def middle(start, end):
    return [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2]


def test_a_line_that_is_touched_lights_its_entries_and_says_what_they_are(matrix):
    page = matrix.page
    lines = [spot for spot in page.evaluate(SPOTS) if len(spot["path"]) == 2]  # not the level lines: they cross others
    assert lines
    for spot in lines:
        page.mouse.move(*middle(*spot["path"]))
        assert page.locator(".jaclib-touched").inner_text() == spot["words"]
        assert sorted(page.evaluate(LIT)) == sorted([name, *cell] for name in BOTH for cell in spot["cells"]["J"])
    lit = page.locator(".jaclib-lit").first  # more than a colour
    assert lit.evaluate("cell => getComputedStyle(cell).fontWeight") == "700"
    assert lit.evaluate("cell => getComputedStyle(cell).outlineColor") != "rgba(0, 0, 0, 0)"
    page.mouse.move(2, 2)
    assert page.evaluate(LIT) == []
    assert page.locator(".jaclib-touched").inner_text() == ""
    steps.press(matrix, "point a", "ArrowUp")  # the handle is on the lines, too
    page.wait_for_function(f"() => ({LIT})().length === 8")


def test_a_finger_that_is_lifted_has_touched_all_the_same(matrix):
    column = next(spot for spot in matrix.page.evaluate(SPOTS) if spot["words"].startswith("column 2"))
    x, y = middle(*column["path"])
    devtools = matrix.page.context.new_cdp_session(matrix.page)
    for kind, fingers in (("touchStart", [{"x": x, "y": y}]), ("touchEnd", [])):
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
    assert matrix.page.evaluate(LIT) == [[name, row, 1] for name in BOTH for row in (0, 1)]


def test_an_entry_that_is_pointed_at_or_walked_to_strokes_its_lines(show):
    matrix = show(explore.jacobian_matrix("polar", a=(2, 0.8)))
    page = matrix.page
    page.evaluate(CENTRE)
    own = {tuple(spot["cells"]["J"][0]): spot for spot in page.evaluate(SPOTS) if len(spot["cells"]["J"]) == 1}
    places = {cell: middle(*spot["path"]) for cell, spot in own.items()}
    page.locator("[data-name=J] [role=gridcell]").first.focus()
    for key, cell in (("ArrowRight", (0, 1)), ("ArrowDown", (1, 1)), ("ArrowLeft", (1, 0)), ("ArrowUp", (0, 0))):
        page.keyboard.press(key)
        assert page.evaluate(LIT) == [[name, *cell] for name in BOTH]
        assert page.evaluate(STROKED, places[cell]) > 0
        assert page.evaluate(STROKED, places[1 - cell[0], 1 - cell[1]]) == 0
        assert own[cell]["words"] in page.locator(":focus").get_attribute("aria-label")
    page.keyboard.press("ArrowUp")  # no further
    assert page.evaluate(LIT) == [[name, 0, 0] for name in BOTH]
    page.locator(":focus").evaluate("cell => cell.blur()")
    assert page.evaluate(LIT) == []


def test_a_formula_is_set_beside_its_number_in_its_colour_and_lights_it(show):
    figure = show(explore.jacobian_matrix("polar", a=(2, 0.8)))
    page = figure.page
    formulas, numbers = (page.locator(f'[data-name="{name}"] [role=gridcell]') for name in BOTH)
    whole = page.locator('[data-name="J(r, θ)"]').get_attribute("aria-label")
    assert whole == "J(r, θ) = cos θ, −r sin θ; sin θ, r cos θ"
    for k in range(4):
        formula, number = formulas.nth(k), numbers.nth(k)
        letter = formula.locator("mi").first
        assert letter.evaluate(COLOUR) == number.evaluate(COLOUR)
        boxes = [each.bounding_box() for each in (formula.locator("math"), number)]
        middles = [box["y"] + box["height"] / 2 for box in boxes]
        assert abs(middles[0] - middles[1]) < 4  # on one line
        formula.hover()
        assert page.evaluate(LIT) == [[name, k // 2, k % 2] for name in BOTH]
        assert page.locator(".jaclib-touched").inner_text().startswith(f"entry ({k // 2 + 1}, {k % 2 + 1}): ∂")
    page.mouse.move(2, 2)
    formulas.first.focus()
    page.keyboard.press("ArrowRight")
    said = "−r sin θ, entry (1, 2): ∂x/∂θ = −r sin θ = −1.43, at a: nudge θ, and x changes −1.43 times as much"
    assert page.locator(":focus").get_attribute("aria-label") == said
    assert page.evaluate(LIT) == [[name, 0, 1] for name in BOTH]
    assert axe(page) == []


def test_formulas_follow_the_map_and_a_note_stands_beside_them(show):
    figure = show(explore.jacobian_matrix("|x|/y, y"))
    page = figure.page
    assert page.locator(".jaclib-where").inner_text() == "where x ≠ 0"
    assert page.locator(".jaclib-formulas mfrac").count() == 2
    steps.type_formula(figure, "z^7")
    assert page.locator(".jaclib-formulas").count() == 0
    assert page.locator(".jaclib-where").inner_text().startswith("no formula is shown: ")
    steps.type_formula(figure, "x^2, y")
    assert page.locator("[data-name='J(x, y)'] math").first.get_attribute("aria-label") == "2x"
    assert page.locator(".jaclib-where").count() == 0


def test_an_entry_of_a_product_lights_those_that_it_is_made_of(show):
    layer = show(explore.layer())
    layer.page.locator("[data-name=J] [role=gridcell]").nth(1).hover()
    assert layer.page.evaluate(LIT) == [["diag σ′(z)", 0, 0], ["W", 0, 1], ["J", 0, 1]]


def test_at_the_pointer_it_is_said_how_many_layers_lie_there(show):
    figure = show(explore.determinant("cusp", b=(1, 0.5)))
    page, said = figure.page, figure.page.locator(".jaclib-touched")
    page.evaluate(CENTRE)
    for place, words in (((-1.2, 0.1), "3 layers lie here"), ((1.2, 0.1), "1 layer lies here"), ((-1.9, 9), "")):
        page.mouse.move(*page.evaluate(ON_PAGE, place))
        assert said.inner_text() == words
    page.mouse.move(2, 2)
    assert said.inner_text() == ""
    steps.press(figure, "point b", "ArrowUp")  # by the keyboard, b is what points
    assert said.inner_text() == "1 layer lies here"
