"""The controls on the page of a figure, each under a hand: what is pressed, typed and chosen."""

import io
import time

import numpy as np
import pytest
from PIL import Image

from jaclib import explore
from jaclib.draw import curve, frame
from jaclib.explore.learn.training import Training
from jaclib.stage import point, scene, whole
from tests.lab import steps
from tests.looks import contrast

from .conftest import axe

POLAR = dict(f="polar", a=(2, 0.8))


@pytest.fixture
def figure(show):
    return show(explore.linear_approximation(**POLAR))


def state(shown):
    return shown.page.evaluate(steps.STATE)


def beside(shown):
    """What stands beside a control whose value was refused."""
    return shown.page.locator(".jaclib-control .jaclib-wrong:not(:empty)")


# numbers -------------------------------------------------------------------------------------------------------------


def test_a_number_keeps_the_digits_that_were_typed_and_the_slider_follows(figure):
    steps.type_number(figure, "ε", "0,0123456")
    steps.until_shown(figure, "s.eps === 0.0123456")
    assert figure.live.eps == 0.0123456
    place = figure.page.locator("[type=range]").evaluate("bar => bar.value / bar.max")
    assert place == pytest.approx((np.log10(0.0123456) + 4) / (np.log10(2) + 4), abs=0.02)


def test_a_number_that_can_not_be_had_is_refused_beside_its_field_and_the_picture_stays(figure):
    before = state(figure)
    for typed, words in (("3", "from 0.0001 to 2; got 3"), ("three", "'three'")):
        steps.type_number(figure, "ε", typed)
        beside(figure).filter(has_text=words).wait_for()
        assert state(figure) == before
    steps.press(figure, "radius", "ArrowLeft")  # and what is moved is not refused any more
    steps.rest(figure)
    assert beside(figure).count() == 0


def test_a_fields_arrows_step_and_shift_steps_further(figure):
    field = figure.page.get_by_role("spinbutton", name="point a: r")
    for key, r in (("ArrowUp", 2.05), ("Shift+ArrowDown", 1.8)):
        field.press(key)
        steps.until_shown(figure, f"s.a[0] === {r}")


def test_a_slider_is_dragged_from_end_to_end_and_no_further(figure):
    bar = figure.page.locator("[type=range]")
    (x, y), (left, _) = (steps.thumb(bar, share) for share in (0.86, 0))
    figure.mouse_drag([(x, y), (left, y), (left - 60, y)])
    steps.until_shown(figure, "s.eps === 0.0001")
    figure.mouse_drag([(left, y), (left + 900, y)])
    steps.until_shown(figure, "s.eps === 2")


# words, menus and formulas -------------------------------------------------------------------------------------------


def test_a_formula_is_taken_and_a_wrong_one_is_answered_where_it_was_typed(figure):
    steps.type_formula(figure, "x*y, x^2 - y^2")
    page, field = figure.page, figure.page.get_by_role("textbox", name="or type one")
    good = page.locator("canvas").first.evaluate("canvas => canvas.toDataURL()")
    field.fill("x*y, sinn(x)")
    field.press("Enter")
    beside(figure).filter(has_text="sin").wait_for()
    box, typed = beside(figure).bounding_box(), field.bounding_box()
    assert 0 <= box["y"] - typed["y"] < 120
    assert page.locator("canvas").first.evaluate("canvas => canvas.toDataURL()") == good
    steps.type_formula(figure, "x + y, 2*x")
    assert beside(figure).count() == 0


def test_markup_in_a_formula_stays_text(figure):
    field = figure.page.get_by_role("textbox", name="or type one")
    field.fill("<img src=x onerror='globalThis.hacked=1'>, y")
    field.press("Enter")
    beside(figure).filter(has_text="character").wait_for()
    assert figure.page.evaluate("() => globalThis.hacked") is None
    assert figure.page.locator(".jaclib-stage img").count() == 0


def test_what_one_control_changes_of_the_others_is_drawn_anew_and_keeps_the_focus(show):
    game = show(explore.accumulation())
    page = game.page
    page.get_by_role("button", name="A · B").press("Enter")
    steps.until_shown(game, "s.order === '1'")
    assert page.evaluate("() => document.activeElement.textContent") == "✓ 1: A B"
    page.keyboard.press("Tab"), page.keyboard.press("Enter")
    steps.until_shown(game, "s.order === '1, 2'")
    page.get_by_role("button", name="Undo").click()
    steps.until_shown(game, "s.order === '1'")
    page.get_by_role("combobox", name="chain").select_option("one output")
    steps.until_shown(game, "s.sizes === '1, 40, 30, 40, 20' && s.order === ''")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_arrow_of_a_menu_stands_out_from_its_ground_in_both_themes(show, theme):
    """The WCAG asks of what isn't text a contrast of 3."""
    figure = show(explore.newton(), color_scheme=theme)
    menu = Image.open(io.BytesIO(figure.page.get_by_label("map").first.screenshot())).convert("RGB")
    end = np.asarray(menu)[5:-5, -20:-5].reshape(-1, 3) / 255
    ground = np.median(end, axis=0)
    assert max(contrast(pixel, ground) for pixel in end) >= 3


# play ----------------------------------------------------------------------------------------------------------------


def test_play_goes_on_from_where_it_is_and_stops_where_it_is_told_and_at_its_end(figure):
    page = figure.page
    steps.click(figure, "Shrink the circle")
    steps.pass_by(figure, "s.eps < 0.3")
    steps.click(figure, "Pause")
    steps.rest(figure)
    eps = state(figure)["eps"]
    page.wait_for_timeout(400)
    assert state(figure)["eps"] == eps
    steps.type_number(figure, "ε", 0.02)
    steps.rest(figure)
    page.evaluate("() => { globalThis.met = []; engine.probe = frame => met.push(frame.state.eps); }")
    steps.click(figure, "Shrink the circle")
    page.get_by_role("button", name="Shrink the circle").wait_for()  # at its end it says Play again
    played = page.evaluate("() => engine.settings.plays.eps.values")
    assert state(figure)["eps"] == played[-1]
    assert set(page.evaluate("() => met")) <= {0.02, *(eps for eps in played if eps < 0.02)}


def test_with_reduced_motion_play_goes_in_few_steps(show):
    figure = show(explore.linear_approximation(**POLAR), reduced_motion="reduce")
    figure.page.evaluate("() => { globalThis.n = 0; engine.probe = frame => { n += !frame.sharp; }; }")
    steps.click(figure, "Shrink the circle")
    figure.page.wait_for_timeout(1500)
    assert figure.page.evaluate("() => n") <= 3
    steps.pass_by(figure, "s.eps < 0.3")


def test_play_ends_where_a_control_that_follows_another_ends_now(show):
    figure = show(explore.backprop((1, 2, 1), step=0))
    steps.press(figure, "layers", "ArrowRight")
    steps.until_shown(figure, "s.layers === 3")
    steps.type_number(figure, "step", 5)
    steps.click(figure, "Forwards, then sweep")
    steps.until_shown(figure, "s.step === 16")  # 4 forwards, J_L, then 3, 3 + 2 and 2 + 1
    figure.page.get_by_role("button", name="Forwards, then sweep").wait_for()


def test_play_says_pause_as_long_as_it_plays_also_where_its_slider_is_made_anew(show):
    figure = show(explore.backprop((1, 2, 1), step=0))
    steps.click(figure, "Forwards, then sweep")
    figure.page.get_by_role("button", name="Pause").wait_for()
    steps.press(figure, "layers", "ArrowRight")
    steps.until_shown(figure, "s.layers === 3")
    step = figure.page.evaluate("() => engine.state().step")
    figure.page.wait_for_function(f"() => engine.state().step > {step}")  # it plays on
    assert "Pause" in figure.page.locator(".jaclib-play").inner_text()


def test_step_takes_one_step_and_start_again_none(show):
    figure = show(explore.newton())
    for step in (1, 2):
        steps.click(figure, "Step")
        steps.until_shown(figure, f"s.step === {step}")
    figure.page.wait_for_timeout(700)  # as long as a step of a playing one would take, and longer
    assert state(figure)["step"] == 2
    steps.click(figure, "Start again")
    steps.until_shown(figure, "s.step === 0")


def paint(palette, ax):
    frame(ax, ((-2, 2), (-2, 2)))
    return {"line": curve(ax, palette.ink)}


@pytest.fixture
def trained(show):
    """A figure of a long training, and the steps that it has taken."""
    asked = []

    def slowly(k):
        time.sleep(0.05)
        asked.append(k)
        return k + 10

    run = Training(0, slowly, every=10)

    @scene(
        titles=("Training",), label="Training", paint=paint,
        compute=lambda p, k, j: {"p": p, "k": run.at(k), "j": j, "line": [(0, 0), (run.at(k) / 300, 1)]},
        say=lambda now: f"step {now['k']}, turn {now['j']}",
        p=point("dot p"), k=whole("step", "k", 0, 300, every=10, play="Train", pace=0, again="Reset"),
        j=whole("turn", "j", 0, 9, play="Turn", pace=0),
    )  # fmt: skip
    def training(p=(0, 0), k=0, j=0):
        """Training."""

    return show(training()), asked


def test_training_goes_on_while_something_else_is_moved_pauses_and_starts_again(trained):
    figure, _ = trained
    page = figure.page
    steps.click(figure, "Train")
    steps.pass_by(figure, "s.k >= 20")
    steps.press(figure, "dot p", "ArrowRight")
    steps.pass_by(figure, "s.p[0] > 0 && s.k >= 50")
    steps.click(figure, "Turn")  # one plays at a time
    page.get_by_role("button", name="Train").wait_for()
    steps.until_shown(figure, "s.j === 9")
    k = state(figure)["k"]
    assert 50 <= k < 300
    steps.click(figure, "Train")
    steps.pass_by(figure, f"s.k > {k}")
    steps.click(figure, "Pause")
    steps.click(figure, "Reset")
    steps.until_shown(figure, "s.k === 0")


def test_a_step_far_away_shows_how_far_training_is_and_is_left_as_soon_as_the_hand_moves_on(trained):
    figure, asked = trained
    page = figure.page
    page.evaluate("""() => {
        globalThis.told = new Set();
        const progress = document.querySelector('.jaclib-progress');
        new MutationObserver(() => told.add(progress.textContent)).observe(progress, {childList: true});
    }""")
    steps.type_number(figure, "k", 300)
    page.wait_for_function("() => [...told].some((words) => words.startsWith('Training: step'))")
    steps.type_number(figure, "k", 20)
    steps.until_shown(figure, "s.k === 20")
    assert page.locator(".jaclib-progress").inner_text() == ""
    steps.type_number(figure, "k", 300)
    steps.until_shown(figure, "s.k === 300")
    assert sorted(set(asked)) == asked  # nothing was trained twice
    assert page.locator(".jaclib-say").inner_text() == "step 300, turn 0"


def test_what_is_said_of_a_value_goes_by_its_label_and_goes_when_the_control_is_moved_from_anywhere(show):
    figure = show(explore.linear_approximation("polar", a=(2, 0.8)))
    wrong = figure.page.locator(".jaclib-wrong:not(:empty)")
    before = figure.page.locator(".jaclib-figure").bounding_box()
    steps.type_number(figure, "ε", 99)
    wrong.wait_for()
    assert wrong.inner_text() == "radius must be a number from 0.0001 to 2; got 99."
    assert figure.page.locator(".jaclib-figure").bounding_box() == before  # nothing moves while it is said
    figure.move(eps=0.1)
    wrong.wait_for(state="detached")


def test_play_keeps_its_width_and_its_colour_under_the_mouse(show):
    figure = show(explore.linear_approximation("polar", a=(2, 0.8)))
    play = figure.page.locator(".jaclib-play")
    before = play.bounding_box()
    play.click()
    assert play.inner_text().endswith("Pause")
    assert play.bounding_box() == before
    text, paper = play.evaluate("node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]")
    assert axe(figure.page) == [] and text != paper
    play.click()


def test_where_the_kernel_is_gone_without_a_word_the_first_message_that_cannot_be_sent_tells(show):
    figure = show(explore.linear_approximation("polar", a=(2, 0.8)))
    figure.page.evaluate("() => { model.send = () => { throw new Error('Cannot send'); }; }")
    figure.page.evaluate("() => engine.put('eps', 0.3)")
    figure.page.get_by_text("No kernel draws this picture now.").wait_for()
    figure.page.locator(".jaclib-play").click()  # and nothing plays
    assert "Pause" not in figure.page.locator(".jaclib-play").inner_text()


def test_carrying_through_a_flow_begins_again_and_ends_at_its_last_layer(show):
    figure = show(explore.flow(layers=3))
    assert figure.page.evaluate("() => engine.looks().passed.hi") == 3
    steps.click(figure, "Carry it through")
    steps.until_shown(figure, "s.passed === 0")
    figure.live.stage.draw(figure.live.state)
