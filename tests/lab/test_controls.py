"""The controls that not every picture has: a view of space that turns, whole numbers that play, a choice of words."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.looks import contrast

from .steps import click, open_cells, press, rest

SCENE = """
import numpy as np
import jaclib
from jaclib.draw import curve, frame, project
from jaclib.stage import choice, point, scene, turn, whole

def compute(view, p, k, word):
    axis = project(np.array([[0, 0, 0], [1, 0, 0], [1, 1, 1]]), *view) * k / 3
    return {"view": view, "p": p, "k": k, "word": word, "axis": axis}

def paint(palette, left, right):
    frame(left, ((-2, 2), (-2, 2))), frame(right, ((-2, 2), (-2, 2)))
    return {"axis": curve(left, palette.ink)}

@scene(
    titles=("Space", "Plane"), label="Space", compute=compute, paint=paint,
    say=lambda now: f"Seen from {now['view'][0]:g}° and {now['view'][1]:g}°, step {now['k']}, {now['word']}.",
    view=turn("view"), p=point("dot p"), k=whole("step", "k", 1, 4, play="Go", pace=100),
    word=choice("way", ("forward", "backward")),
)
def space(view=(30, 20), p=(0, 0), k=2, word="forward"):
    "Space."

live = space()
live"""
STATE = "() => [...jaclibStages][0].shown.state"


@pytest.fixture
def space(lab):
    return open_cells(lab, SCENE)


def test_dragging_on_the_panel_turns_space_and_its_edges_hold(space):
    box = space.page.locator(".jaclib-turn").bounding_box()
    x, y = box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.25
    space.mouse_drag([(x, y), (x + 40, y + 20)], 0.5)
    rest(space)
    assert space.page.evaluate(STATE)["view"] == [10, 30]
    space.until("live.state['view'] == [10, 30]")
    space.mouse_drag([(x, y), (x + 420, y + 600)], 0.5)
    rest(space)
    azimuth, elevation = space.page.evaluate(STATE)["view"]
    assert (azimuth, elevation) == (160, 90)  # once round, and no further than straight above


def test_keys_turn_space_and_home_brings_it_back(space):
    view = space.page.get_by_role("slider", name="view")
    view.focus()
    for key in ("ArrowRight", "Shift+ArrowUp"):
        space.page.keyboard.press(key)
    rest(space)
    assert space.page.evaluate(STATE)["view"] == [35, 45]
    assert view.get_attribute("aria-valuetext") == "turned by 35°, seen from 45° above"
    space.page.keyboard.press("Home")
    rest(space)
    assert space.page.evaluate(STATE)["view"] == [30, 20]


def test_a_point_on_the_panel_that_turns_is_still_taken(space):
    box = space.page.locator(".jaclib-handle").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    space.mouse_drag([(x, y), (x + 50, y - 30)], 0.4)
    rest(space)
    state = space.page.evaluate(STATE)
    assert state["view"] == [30, 20]
    assert state["p"][0] > 0.2


TRAINED = """
import time
from jaclib.draw import curve, frame
from jaclib.explore.learn.training import Training
from jaclib.stage import point, scene, whole

asked = []

def slowly(k):
    time.sleep(0.1)
    asked.append(k)
    return k + 10

run = Training(0, slowly, every=10)

def paint(palette, ax):
    frame(ax, ((-2, 2), (-2, 2)))
    return {"line": curve(ax, palette.ink)}

@scene(
    titles=("Training",), label="Training", paint=paint,
    compute=lambda p, k, j: {"p": p, "k": run.at(k), "j": j, "line": [(0, 0), (run.at(k) / 300, 1)]},
    say=lambda now: f"step {now['k']}, turn {now['j']}",
    p=point("dot p"), k=whole("step", "k", 0, 300, every=10, play="Train", pace=0, again="Reset"),
    j=whole("turn", "j", 0, 9, play="Turn", pace=0),
)
def training(p=(0, 0), k=0, j=0):
    "Training."

live = training()
live"""


@pytest.fixture
def trained(lab):
    return open_cells(lab, TRAINED)


def test_training_goes_on_while_something_else_is_moved_pauses_and_starts_again(trained):
    page = trained.page
    click(trained, "Train")
    page.wait_for_function(f"() => ({STATE})().k >= 20")
    press(trained, "dot p", "ArrowRight")
    page.wait_for_function(f"() => ({STATE})().p[0] > 0 && ({STATE})().k >= 50")
    click(trained, "Turn")  # one plays at a time
    page.get_by_role("button", name="Train").wait_for()
    page.wait_for_function(f"() => ({STATE})().j === 9")
    rest(trained)
    k = page.evaluate(STATE)["k"]
    assert 50 <= k < 300
    click(trained, "Train")
    page.wait_for_function(f"() => ({STATE})().k > {k}")
    click(trained, "Pause")
    click(trained, "Reset")
    page.wait_for_function(f"() => ({STATE})().k === 0")
    rest(trained)


def test_a_step_far_away_shows_how_far_training_is_and_is_left_as_soon_as_the_hand_moves_on(trained):
    page = trained.page
    step = page.get_by_role("spinbutton", name="step k")
    step.fill("300")
    page.keyboard.press("Enter")
    page.get_by_text("Training: step").wait_for()
    assert page.evaluate(STATE)["k"] == 0  # the last picture stays
    step.fill("20")
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => ({STATE})().k === 20")
    rest(trained)
    assert page.locator(".jaclib-progress").inner_text() == ""
    step.fill("300")
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => ({STATE})().k === 300")
    rest(trained)
    assert trained.python("sorted(set(asked)) == asked")  # nothing was trained twice
    assert page.locator(".jaclib-say").inner_text() == "step 300, turn 0"


def test_whole_numbers_play_up_to_the_last_and_a_word_is_chosen_by_key(space):
    click(space, "Go")
    space.page.wait_for_function("() => [...jaclibStages][0].shown.state.k === 4")
    space.page.get_by_role("button", name="Go").wait_for()
    space.until("live.state['k'] == 4")
    space.page.get_by_role("combobox", name="way").select_option("backward")
    space.page.wait_for_function("() => [...jaclibStages][0].shown.state.word === 'backward'")
    assert space.page.locator(".jaclib-say").inner_text() == "Seen from 30° and 20°, step 4, backward."
    assert space.axe() == []


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_the_arrow_of_a_menu_stands_out_from_its_ground_in_both_themes(space, theme):
    """The WCAG asks of what isn't text a contrast of 3."""
    space.theme(theme)
    menu = Image.open(io.BytesIO(space.page.get_by_label("way").screenshot())).convert("RGB")
    end = np.asarray(menu)[5:-5, -20:-5].reshape(-1, 3) / 255
    ground = np.median(end, axis=0)
    assert max(contrast(pixel, ground) for pixel in end) >= 3
