"""Numbers that are dragged in the picture, and weights that are pointed at, in a real figure of explore.backprop."""

import pytest

from jaclib import explore
from jaclib.explore.backprop.numbers import compute
from tests.lab import steps

# where a place of the panel is, in CSS pixels of the page
PLACE = """([x, y]) => {
    const { box: [left, top, right, bottom], xlim, ylim } = engine.shown.places[0];
    const figure = document.querySelector('.jaclib-figure').getBoundingClientRect();
    return [figure.left + figure.width * (left + (x - xlim[0]) / (xlim[1] - xlim[0]) * (right - left)),
            figure.top + figure.height * (bottom - (y - ylim[0]) / (ylim[1] - ylim[0]) * (bottom - top))];
}"""
GRIPS = "() => engine.shown.grips"


@pytest.fixture
def figure(show):
    return show(explore.backprop((2, 4, 3, 1), step=14), viewport={"width": 1200, "height": 800})


def now(figure):
    live = figure.live
    return compute(**{name: live.stage.controls[name].read(value) for name, value in live.state.items()})


def test_each_weight_is_pointed_at_in_w_in_its_gradient_and_in_the_network(figure):
    page = figure.page
    grips = page.evaluate(GRIPS)["weight"]
    # W₁, ∂L/∂W₁, W₂, ∂L/∂W₂, …: the middle of each cell, and the number that it has
    for first, x, y, rows, columns, wide, high in grips["grids"]:
        for i in range(rows):
            for j in range(columns):
                at = page.evaluate(PLACE, [x + (j + 0.5) * wide, y - (i + 0.5) * high])
                page.mouse.move(*at)
                page.wait_for_function(f"() => engine.state().weight === {first + i * columns + j}")
    page.mouse.move(2, 2)
    for first, starts, ends in grips["wires"]:
        for i, end in enumerate(ends):
            for j, start in enumerate(starts):
                near = [0.9 * b + 0.1 * a for a, b in zip(start, end, strict=True)]  # wires cross farther from it
                page.mouse.move(*page.evaluate(PLACE, near))
                page.wait_for_function(f"() => engine.state().weight === {first + i * len(starts) + j}")


def test_what_was_pointed_at_is_said_stays_and_goes_by_a_click_beside_it_and_comes_by_keys(figure):
    page = figure.page
    first, x, y, *_, wide, high = page.evaluate(GRIPS)["weight"]["grids"][2]  # W₂
    page.mouse.move(*page.evaluate(PLACE, [x + 0.5 * wide, y - 0.5 * high]))
    steps.until_shown(figure, f"s.weight === {first}")
    assert "∂L/∂W₂[1, 1] = δ₂[1] a₁[1] = " in page.locator(".jaclib-say").inner_text()
    bare = page.evaluate(PLACE, [5, 5])
    page.mouse.move(*bare)
    assert page.evaluate("() => engine.state().weight") == first
    page.mouse.down()
    page.mouse.up()
    steps.until_shown(figure, "s.weight === 0")
    steps.unfold(figure)
    steps.press(figure, "weight", "ArrowRight")
    steps.until_shown(figure, "s.weight === 1")


@pytest.mark.parametrize(("name", "label"), [("x", "x₁"), ("y", "y₁")])
def test_a_number_of_the_input_or_the_target_is_dragged_on_its_neuron_or_moved_by_keys(figure, name, label):
    page, knob = figure.page, figure.page.locator(f".jaclib-knob[aria-label='{label}']")
    before, loss = figure.live.state[name], now(figure)["loss"]
    x, y = steps.centre(knob)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y - 40, steps=5)
    page.mouse.up()
    steps.until_shown(figure, f"s.{name}[0] > {before[0] + 0.5}")
    assert page.evaluate("() => engine.state().weight") == 0
    knob.press("Home")
    steps.until_shown(figure, f"s.{name}[0] === {before[0]}")
    knob.press("ArrowUp")
    steps.until_shown(figure, f"s.{name}[0] === {round(before[0] + 0.05, 2)}")
    assert knob.get_attribute("aria-valuenow") == str(round(before[0] + 0.05, 2))
    steps.rest(figure)
    assert now(figure)["loss"] != loss


def test_the_knobs_are_as_many_as_the_network_has_inputs(figure):
    count = "() => [...document.querySelectorAll('.jaclib-knob')].filter(knob => !knob.hidden).length"
    assert figure.page.evaluate(count) == 3
    steps.unfold(figure)
    steps.press(figure, "inputs n₀", "ArrowRight")
    figure.page.wait_for_function(f"() => ({count})() === 4")
    steps.press(figure, "inputs n₀", "ArrowLeft")
    steps.press(figure, "inputs n₀", "ArrowLeft")
    figure.page.wait_for_function(f"() => ({count})() === 2")
