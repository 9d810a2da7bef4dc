"""What stands in words on the page: the caption, read-outs and products, errors, challenges; and who hears it when."""

import numpy as np
import pytest

from jaclib import explore
from jaclib.draw import frame
from jaclib.draw import point as dot
from jaclib.stage import scene, slider
from tests.lab import steps

from .conftest import axe

EXAMPLE = dict(maps=("u^2 + v^2", "x^2 + y, x*y"), a=(1, 1), h=(0.4, 0.2))


def example(**more):
    given = EXAMPLE | more
    return explore.chain_rule(*given.pop("maps"), **given)


def test_the_caption_and_each_read_out_are_what_python_says(show):
    figure = show(explore.linear_approximation("polar", a=(2, 0.8)))
    steps.press(figure, "point a", "Shift+ArrowRight")
    steps.rest(figure)
    _, words = figure.live.stage.frame(figure.live.state)
    assert figure.page.locator(".jaclib-say").inner_text() == words["say"]
    r, theta = figure.live.a
    c, s = np.cos(theta), np.sin(theta)
    steps.close_to(steps.readouts(figure), {"a": [r, theta], "J": [[c, -r * s], [s, r * c]], "det J": r})


def test_what_is_not_known_yet_is_blank_and_the_row_and_the_column_that_meet_are_marked(show):
    figure = show(example(done=3))
    assert np.isnan(steps.readouts(figure)["J_{f∘g}(a)"]).tolist() == [[False, True]]
    assert figure.page.locator(".jaclib-met").count() == 2 + 2 + 1  # a row meets a column, and one entry is to come
    assert figure.page.locator(".jaclib-name sub").first.inner_text() == "f"


def test_where_shapes_do_not_fit_the_product_says_why(show):
    figure = show(example(mistake="the factors reversed"))
    assert figure.page.locator(".jaclib-note").inner_text() == "no product: 2 columns meet 1 row."
    assert figure.page.locator(".jaclib-unequal").count() == 2


@pytest.fixture
def fragile(show):
    def compute(t):
        if t > 0.9:
            raise ValueError("t: at most <b>0.9</b> is drawn here.")
        return {"at": (t, t), "t": t}

    def paint(palette, ax):
        frame(ax, ((0, 1), (0, 1)))
        return {"at": dot(ax, palette.ink)}

    say = lambda now: f"t = {now['t']:.2f}"  # noqa: E731

    @scene(titles=("Dot",), label="A dot", compute=compute, paint=paint, say=say, t=slider("time", "t", 0.0, 1.0))
    def dots(t=0.2):
        """A dot."""

    return show(dots())


def test_an_error_is_one_sentence_the_last_good_picture_stays_and_the_next_move_works(fragile):
    page, error = fragile.page, fragile.page.locator(".jaclib-error")
    before = page.locator("canvas").first.evaluate("canvas => canvas.toDataURL()")
    steps.type_number(fragile, "t", 0.95)
    error.filter(has_text="at most <b>0.9</b> is drawn here.").wait_for()
    assert error.locator("b").count() == 0
    assert page.locator("canvas").first.evaluate("canvas => canvas.toDataURL()") == before
    page.wait_for_function("() => model.sent.some(({ kind }) => kind === 'rested')")
    fragile.move(t=0.3)
    steps.until_shown(fragile, "s.t === 0.3")
    assert error.inner_text() == ""


def test_a_picture_that_is_decoded_late_does_not_wipe_away_an_error_after_it(fragile):
    page = fragile.page
    page.evaluate("""() => {
        const atOnce = createImageBitmap;
        globalThis.createImageBitmap = (blob) => new Promise((done) => setTimeout(() => done(atOnce(blob)), 300));
        engine.put('t', 0.4);
        setTimeout(() => engine.put('t', 0.95), 100);
    }""")
    page.wait_for_timeout(900)
    assert "at most" in page.locator(".jaclib-error").inner_text()


def test_a_challenge_is_solved_by_keys_alone_with_a_hint_on_the_way_and_the_next_is_offered(show):
    figure = show(explore.linear_approximation("polar", a=(2, 0.8), challenges=["circle", "three"]))
    page = figure.page
    task, verdict = page.locator(".jaclib-task"), page.locator(".jaclib-verdict")
    assert task.inner_text().startswith("Challenge 1 of 2: Drag a to where small circles land on circles.")
    steps.press(figure, "point a", *["ArrowLeft"] * 16)
    page.get_by_text("Nearly. It is 1.20 times as long as wide.").wait_for()
    steps.press(figure, "point a", *["ArrowLeft"] * 4)
    page.get_by_text("✓ Right. σ₁ = 1 and σ₂ = 1").wait_for()
    assert axe(page) == []
    steps.press(figure, "point a", "ArrowRight", "Shift+ArrowRight")
    steps.rest(figure)
    assert verdict.inner_text().startswith("✓ Right.")  # what is solved stays solved
    page.get_by_role("button", name="Next challenge").press("Enter")
    assert task.inner_text().startswith("Challenge 2 of 2: Drag a to where the ellipse is three times")
    assert page.evaluate("() => document.activeElement.className") == "jaclib-task"
    assert verdict.inner_text().strip() == ""
    steps.type_number(figure, "r", 3)
    page.get_by_text("That was the last one.").wait_for()
    assert not page.get_by_role("button", name="Next challenge").is_visible()


def test_each_radius_tried_leaves_a_ring_on_the_error_plot_until_the_point_moves(show):
    figure = show(explore.linear_approximation("polar", a=(2, 0.8)))
    marks = """() => {
        const canvas = document.querySelector('.jaclib-marks');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, i) => i % 4 === 3 && value).length;
    }"""
    figure.page.wait_for_function(f"() => ({marks})() > 0")
    once = figure.page.evaluate(marks)
    for eps in ("0.3", "0.1", "0.03"):
        steps.type_number(figure, "ε", eps)
        steps.rest(figure)
    assert figure.page.evaluate(marks) == pytest.approx(4 * once, rel=0.2)  # a ring has more pixels here than there
    steps.press(figure, "point a", "ArrowRight")
    steps.rest(figure)
    assert figure.page.evaluate(marks) == pytest.approx(once, rel=0.2)


def test_the_view_that_is_copied_recreates_the_state(show):
    figure = show(explore.linear_approximation("polar", a=(2, 0.8)), permissions=["clipboard-read", "clipboard-write"])
    steps.press(figure, "point a", "ArrowRight")
    steps.rest(figure)
    steps.click(figure, "Copy this view")
    told = figure.page.locator(".jaclib-seen")
    told.wait_for()
    again = eval(told.inner_text().removeprefix("Copied: "), {"explore": explore})
    assert again.state == figure.live.state
    again.close()


# What a listener hears ------------------------------------------------------------------------------------------------

# of a figure of each kind of control: role, name, and its value or what is said of it
HEARD = {
    "linear_approximation('polar', a=(2, 0.8))": [
        ("combobox", "map", "polar"),
        ("textbox", "or type one", ""),
        ("spinbutton", "point a: r", "2"),
        ("spinbutton", "point a: θ", "0.8"),
        ("slider", "point a", "point a at (2, 0.8)"),
        ("slider", "radius ε", "0.6"),
        ("spinbutton", "radius ε", "0.6"),
        ("checkbox", "magnify", "on"),
        ("math", "det J = 2.000", ""),
        ("button", "Copy this view", ""),
    ],
    "coordinates('spherical', view=(35, 25))": [
        ("slider", "side Δρ", "0.5"),
        ("spinbutton", "side Δρ", "0.5"),
        ("checkbox", "physicists' names", "off"),
        ("combobox", "order", "ρ, φ, θ"),
        ("slider", "view", "turned by 35°, seen from 25° above"),
        ("spinbutton", "view: azimuth", "35"),
    ],
    "accumulation('two waists')": [("button", "B · C", "off"), ("textbox", "or type sizes", "")],
    "train_flow(points=[(0, 0), (1, 1), (0, 1)])": [
        ("textbox", "points", "0, 0; 1, 1; 0, 1"),
        ("slider", "layers passed k", "8"),
        ("button", "clear points", ""),
    ],
}
VALUE = """node => node.getAttribute('aria-valuetext') ?? node.getAttribute('aria-valuenow')
    ?? { checkbox: node.checked ? 'on' : 'off' }[node.type]
    ?? { true: 'on', false: 'off' }[node.getAttribute('aria-pressed')] ?? node.value ?? ''"""


@pytest.mark.parametrize("call", HEARD)
def test_of_each_control_role_name_and_value_are_heard_and_the_caption_describes_the_picture(show, call):
    figure = show(eval(f"explore.{call}"))
    page = figure.page
    steps.unfold(figure)
    for role, name, value in HEARD[call]:
        found = page.get_by_role(role, name=name, exact=True)
        assert (name, found.count()) == (name, 1)
        assert (name, found.evaluate(VALUE)) == (name, value)
    picture = page.get_by_role("img", name=figure.live._settings["label"], exact=True)
    described = page.locator(f"#{picture.get_attribute('aria-describedby')}")
    assert described.inner_text() == figure.live.stage.frame(figure.live.state)[1]["say"]
    nameless = "[role=slider], [role=spinbutton], input, select, button"
    for control in page.locator(f":is({nameless}):visible").all():
        assert control.evaluate("node => (node.ariaLabel ?? node.labels?.[0]?.textContent ?? node.textContent).trim()")
    assert axe(page) == []


TOLD = """() => {
    globalThis.told = [];
    const status = document.querySelector('.jaclib-stage > [role=status]');
    new MutationObserver(() => told.push(status.textContent)).observe(status, {childList: true});
}"""


def test_the_caption_is_announced_once_a_rest_however_many_pictures_were_seen(show):
    figure = show(explore.linear_approximation("polar", a=(2, 0.8)))
    page = figure.page
    steps.rest(figure)
    page.evaluate(TOLD)
    page.evaluate("() => { globalThis.seen = new Set(); engine.probe = ({ key }) => seen.add(key); }")
    for time, to in enumerate((-0.3, 0.4), start=1):
        page.evaluate(
            """to => new Promise((done) => {
            let k = 0;
            const move = () => { engine.put('a', [2 + to * k / 10, 0.8]); ++k > 10 ? done() : setTimeout(move, 30); };
            move();
        })""",
            to,
        )
        page.wait_for_function(f"() => told.length === {time}")
        steps.rest(figure)
        assert page.evaluate("() => told.length") == time
        assert page.evaluate("() => told.at(-1)") == page.locator(".jaclib-say").inner_text()
    assert page.evaluate("() => seen.size") > 4
