"""Each explorer on one screen: what one presses, what it moves, and the sentence of it, seen at once."""

import numpy as np
import pytest

from jaclib.explore import SCENES
from jaclib.stage import Challenge, near, readout, scene, slider
from tests.explore.elsewhere import first
from tests.lab import steps

# Of a notebook's output, in JupyterLab at 1366×768 without and with the file browser.
LAPTOP = 1186, 934
TALL = 600
# the top and the bottom of an element on the page, its right, and the width that all have
SIDES = """selector => {
    const { top, bottom, right } = document.querySelector(selector).getBoundingClientRect();
    return [top, bottom, right];
}"""
# what stands in fields that are too short for it
CUT = """() => [...document.querySelectorAll('.jaclib-control input[type=text]')]
    .filter(field => field.scrollWidth > field.clientWidth).map(field => field.value)"""
WIDE = "() => document.documentElement.scrollWidth"


@pytest.fixture
def open_scene(show):
    def opened(name, width, height, dark=False):
        figure = show(first(name), viewport={"width": width, "height": height})
        figure.page.evaluate("dark => { document.body.dataset.jpThemeLight = String(!dark); }", dark)
        figure.page.add_style_tag(content="body { margin: 0; width: auto; font-family: system-ui, sans-serif; }")
        steps.rest(figure)
        return figure

    return opened


def sides(figure, selector):
    return figure.page.evaluate(SIDES, selector)


@pytest.mark.parametrize("name", SCENES)
def test_on_a_laptop_what_one_presses_the_picture_and_its_caption_are_seen_at_once(name, open_scene):
    figure = open_scene(name, LAPTOP[0], TALL + 100)
    for width in LAPTOP:
        figure.page.set_viewport_size({"width": width, "height": TALL + 100})
        figure.page.wait_for_function(f"() => Math.abs(engine.layout.width - {width}) < 20")
        steps.rest(figure)
        picture, caption = sides(figure, ".jaclib-figure"), sides(figure, ".jaclib-say")
        top = picture[0]
        if figure.page.locator(".jaclib-play").count():
            top, bottom, _ = sides(figure, ".jaclib-play")
            assert 0 <= picture[0] - bottom < 10  # directly above
        assert caption[1] - top <= TALL
        assert figure.page.evaluate(WIDE) <= width
        assert figure.page.evaluate(CUT) == []


@pytest.mark.nightly
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [(588, 900), (244, 620)])
@pytest.mark.parametrize("name", SCENES)
def test_on_a_tablet_and_on_a_phone_where_one_drags_and_what_that_moves_are_seen_at_once(name, size, dark, open_scene):
    figure = open_scene(name, *size, dark=dark)
    height = figure.page.locator(".jaclib-figure").evaluate("node => node.clientHeight")
    first, *_, second = 2 * figure.page.evaluate("() => engine.shown.places.slice(0, 2).map(({ box }) => box)")
    assert (second[3] - first[1]) * height <= 0.8 * size[1]
    assert figure.page.evaluate(WIDE) <= size[0]


@pytest.mark.nightly
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", SCENES)
def test_on_a_projector_the_picture_fills_the_width_in_type_that_is_read_from_the_last_row(name, dark, open_scene):
    figure = open_scene(name, 1740, 950, dark=dark)
    assert sides(figure, ".jaclib-figure")[2] >= 1740 - 20
    stage = figure.live.stage.pictures[next(reversed(figure.live.stage.pictures))][0].figure
    named = [ax.xaxis.label for ax in stage.axes if ax.get_xlabel()]
    zoom = 1740 / 1280
    assert all(label.get_fontsize() * 96 / 72 * zoom >= 18 for label in named)
    assert (
        float(figure.page.locator(".jaclib-say").evaluate("node => parseFloat(getComputedStyle(node).fontSize)")) >= 18
    )


def test_nothing_that_is_pressed_moves_while_it_plays_nor_when_the_folds_open(open_scene):
    figure = open_scene("backprop", 1240, 800)
    buttons = figure.page.locator(".jaclib-button:visible")
    before = [each.bounding_box() for each in buttons.all()]
    steps.unfold(figure)
    assert [each.bounding_box() for each in buttons.all()][: len(before)] == before
    figure.page.locator(".jaclib-play").click()
    figure.page.wait_for_timeout(1500)
    steps.click(figure, "Pause")
    assert [each.bounding_box() for each in buttons.all()][: len(before)] == before


def test_nothing_moves_when_a_digit_is_added(open_scene):
    figure = open_scene("vanishing_products", 1186, 800)
    sides = """() => [...document.querySelectorAll('.jaclib-control, .jaclib-value')].map(node => {
        const { left, width } = node.getBoundingClientRect();
        return [Math.round(left), Math.round(width)];
    })"""
    figure.page.evaluate("() => engine.put('depth', 60)")
    steps.rest(figure)
    before = figure.page.evaluate(sides)
    for depth in (9, 10, 31, 1):
        figure.page.evaluate(f"() => engine.put('depth', {depth})")
        steps.rest(figure)
        assert figure.page.evaluate(sides) == before


@scene(
    titles=("Dot",),
    label="A dot of which there is more and more to say",
    compute=lambda t: {"t": t},
    paint=lambda palette, ax: {},
    say=lambda now: "There is more and more to say. " * (1 + int(20 * now["t"])),
    values=lambda now: [readout("J", np.eye(1 + int(4 * now["t"])))],
    challenges={"much": Challenge("Say much.", lambda now: near("More, " * int(60 * now["t"])))},
    t=slider("time", "t", 0, 1),
)
def talkative(t=0.0, *, challenges=()):
    """A dot."""


BUTTONS = "() => Math.round(document.querySelector('.jaclib-buttons').getBoundingClientRect().top + scrollY)"


def test_what_is_below_the_words_is_moved_by_longer_words_only_and_once_a_width(show):
    figure = show(talkative(challenges=["much"]), viewport={"width": 900, "height": 900})

    def tops(times, width):
        figure.page.evaluate("width => { document.body.style.width = `${width}px`; }", width)
        figure.page.wait_for_function(f"() => Math.abs(engine.layout.width - {width}) < 20")
        for t in times:
            figure.page.evaluate(f"() => engine.put('t', {t})")
            steps.until_shown(figure, f"s.t === {t}")
            yield figure.page.evaluate(BUTTONS)

    up = list(tops((0, 0.3, 0.6, 1), 800))
    assert up == sorted(up) and up[0] < up[-1]
    assert set(tops((0.6, 0, 0.3), 800)) == {up[-1]}
    narrow = list(tops((0, 1, 0.5), 400))
    assert narrow[0] < narrow[1] == narrow[2]
    assert list(tops((0,), 800)) == up[-1:]  # as high as it has been at this width


def test_step_goes_one_step_and_from_the_end_it_starts_again(open_scene):
    figure = open_scene("newton", 1240, 800)
    for step in (1, 2):
        steps.click(figure, "Step")
        steps.until_shown(figure, f"s.step === {step}")
    figure.page.evaluate("() => engine.put('step', engine.looks().step.hi)")
    steps.click(figure, "Step")
    steps.until_shown(figure, "s.step === 0")


def test_five_read_outs_are_in_sight_and_the_table_has_all_of_them(open_scene):
    figure = open_scene("linear_approximation", 1240, 800)
    _, words = figure.live.stage.frame(figure.live.state)
    assert figure.page.locator(".jaclib-values [data-name]").count() == 5 < len(words["values"])
    assert [*steps.readouts(figure)] == [value["label"] for value in words["values"]]
    assert figure.page.get_by_role("table", name="numbers of the picture").is_visible()
