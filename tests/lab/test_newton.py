"""explore.newton under a student's hand; its read-outs are compared with Newton's method for complex numbers."""

import numpy as np

from . import steps

CUBE = "'x^3 - 3x*y^2, 3x^2*y - y^3'"
CALL = f"explore.newton({CUBE}, a=(-1.5, 1.2), y=(4, -3)"


def agrees(notebook):
    """Undamped, for z³ = w: x, what is left, and det J = |3 z²|² after the steps that are taken."""
    state, read = notebook.page.evaluate(steps.STATE), steps.readouts(notebook)
    z, w = complex(*state["a"]), complex(*state["y"])
    for _ in range(int(read["steps taken"].item())):
        z -= (z**3 - w) / (3 * z**2)
    expected = {"det J": abs(3 * z**2) ** 2, "‖f(x) − y‖": abs(z**3 - w), "roots in view": roots_in_view(w)}
    steps.close_to(read, expected | {"x": [z.real, z.imag]})


def roots_in_view(w):
    roots = w ** (1 / 3) * np.exp(2j * np.pi * np.arange(3) / 3)
    return sum(abs(z.real) <= 2 and abs(z.imag) <= 2 for z in roots)


def test_the_readouts_agree_with_the_mathematics_wherever_start_and_target_are_dragged(lab):
    notebook = steps.open_explorer(lab, CALL + ", step=1)")
    agrees(notebook)
    panel = notebook.page.locator(".jaclib-canvas").bounding_box()
    x, y = steps.centre(steps.handle(notebook, "point a"))
    for to in ((x + 60, y + 90), (panel["x"] - 20, y), (x + 30, y + 20)):  # the second out of the panel
        steps.drag(notebook, "point a", to)
        agrees(notebook)
    x, y = steps.centre(steps.handle(notebook, "target y"))
    for to in ((x - 40, y - 60), (x + 30, y + 25)):
        steps.drag(notebook, "target y", to)
        agrees(notebook)
    x, y = steps.centre(steps.handle(notebook, "target y"))
    notebook.page.mouse.click(x - 50, y - 30)  # on its panel, beside it
    steps.rest(notebook)
    assert np.allclose(steps.centre(steps.handle(notebook, "target y")), (x - 50, y - 30), atol=4)
    agrees(notebook)
    before = notebook.page.evaluate(steps.STATE)
    notebook.page.mouse.click(panel["x"] + panel["width"] - 60, panel["y"] + 100)  # on another panel
    steps.rest(notebook)
    assert notebook.page.evaluate(steps.STATE) == before
    target = notebook.page.evaluate(steps.STATE)["y"]
    notebook.until(f"live.state['y'] == {target}")


def test_the_whole_explorer_works_by_keyboard_alone_and_axe_finds_nothing(lab):
    notebook = steps.open_explorer(lab, CALL + ")")
    page = notebook.page
    steps.press(notebook, "point a", "ArrowRight", "Shift+ArrowDown")
    notebook.until("[round(x, 9) for x in live.state['a']] == [-1.45, 0.95]")
    steps.press(notebook, "target y", "ArrowUp")
    notebook.until("round(live.state['y'][1], 9) == -2.95")
    steps.press(notebook, "Newton steps", *["ArrowRight"] * 3)
    notebook.until("live.state['step'] == 3")
    steps.rest(notebook)
    agrees(notebook)
    page.get_by_role("checkbox", name="halve steps that lead away").press("Space")
    notebook.until("live.state['damped']")
    steps.rest(notebook)
    steps.no_barrier_in_either_theme(notebook)


def test_step_takes_one_step_and_start_again_none_and_a_typed_map_takes_the_place(lab):
    notebook = steps.open_explorer(lab, CALL + ")")
    page = notebook.page
    at = lambda step: page.wait_for_function(f"() => [...jaclibStages][0].shown.state.step === {step}")  # noqa: E731
    for step in (1, 2):
        steps.click(notebook, "Step")
        at(step)
    page.wait_for_timeout(1200)  # as long as a step of a playing one would take, and longer
    at(2)
    steps.click(notebook, "Start again")
    at(0)
    page.get_by_role("textbox", name="or type one").fill("2x + y, x - 3y")
    page.keyboard.press("Enter")
    steps.pass_by(notebook, "s.f === '2x + y, x - 3y'")
    steps.type_number(notebook, "k", 5)
    notebook.until("live.state['step'] == 5")
    steps.rest(notebook)
    read = steps.readouts(notebook)
    assert read["steps taken"].item() == 1  # a linear equation takes one
    np.testing.assert_allclose(read["det J"].item(), -7)


def test_a_challenge_is_solved_by_keys_alone_with_a_hint_on_the_way(lab):
    notebook = steps.open_explorer(lab, f"explore.newton({CUBE}, a=(0.7, 0.75), y=(4, -3), challenges=['third root'])")
    verdict = notebook.page.locator(".jaclib-verdict")
    for x, y, words in (("0.9", "0.75", "the start lies in another basin"), ("1.5", "-0.3", "It ends at root 3")):
        for name, value in (("x", x), ("y", y)):
            steps.type_number(notebook, name, value)
        steps.rest(notebook)
        verdict.filter(has_text=words).wait_for()
