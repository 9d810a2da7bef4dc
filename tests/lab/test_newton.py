"""explore.newton under a student's hand; its read-outs are compared with Newton's method for complex numbers."""

import numpy as np

from .test_linear_approximation import STATE, open_explorer, readouts
from .test_stage import centre, handle, no_barrier_in_either_theme, rest

CUBE = "'x^3 - 3x*y^2, 3x^2*y - y^3'"
CALL = f"explore.newton({CUBE}, a=(-1.5, 1.2), y=(4, -3)"


def agrees(notebook):
    """Undamped, for z³ = w: x, what is left, and det J = |3 z²|² after the steps that are taken."""
    state, read = notebook.page.evaluate(STATE), readouts(notebook)
    z, w = complex(*state["a"]), complex(*state["y"])
    for _ in range(int(read["steps taken"].item())):
        z -= (z**3 - w) / (3 * z**2)
    expected = {"det J": abs(3 * z**2) ** 2, "‖f(x) − y‖": abs(z**3 - w), "roots in view": roots_in_view(w)}
    np.testing.assert_allclose(read["x"].ravel(), [z.real, z.imag], atol=6e-4, rtol=6e-3)
    for name, value in expected.items():
        np.testing.assert_allclose(read[name].item(), value, atol=6e-4, rtol=6e-3, err_msg=f"{name} at {state}")


def roots_in_view(w):
    roots = w ** (1 / 3) * np.exp(2j * np.pi * np.arange(3) / 3)
    return sum(abs(z.real) <= 2 and abs(z.imag) <= 2 for z in roots)


def test_the_readouts_agree_with_the_mathematics_wherever_start_and_target_are_dragged(lab):
    notebook = open_explorer(lab, CALL + ", step=1)")
    agrees(notebook)
    panel = notebook.page.locator(".jaclib-canvas").bounding_box()
    x, y = centre(handle(notebook, "point a"))
    for to in ((x + 60, y + 90), (panel["x"] - 20, y), (x + 30, y + 20)):  # the second out of the panel
        notebook.mouse_drag([centre(handle(notebook, "point a")), to], 0.5)
        rest(notebook)
        agrees(notebook)
    x, y = centre(handle(notebook, "target y"))
    for to in ((x - 40, y - 60), (x + 30, y + 25)):
        notebook.mouse_drag([centre(handle(notebook, "target y")), to], 0.5)
        rest(notebook)
        agrees(notebook)
    x, y = centre(handle(notebook, "target y"))
    notebook.page.mouse.click(x - 50, y - 30)  # on its panel, beside it
    rest(notebook)
    assert np.allclose(centre(handle(notebook, "target y")), (x - 50, y - 30), atol=4)
    agrees(notebook)
    before = notebook.page.evaluate(STATE)
    notebook.page.mouse.click(panel["x"] + panel["width"] - 60, panel["y"] + 100)  # on another panel
    rest(notebook)
    assert notebook.page.evaluate(STATE) == before
    target = notebook.page.evaluate(STATE)["y"]
    notebook.until(f"live.state['y'] == {target}")
    assert notebook.errors == []


def test_the_whole_explorer_works_by_keyboard_alone_and_axe_finds_nothing(lab):
    notebook = open_explorer(lab, CALL + ")")
    page = notebook.page
    handle(notebook, "point a").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    notebook.until("[round(x, 9) for x in live.state['a']] == [-1.45, 0.95]")
    handle(notebook, "target y").focus()
    page.keyboard.press("ArrowUp")
    notebook.until("round(live.state['y'][1], 9) == -2.95")
    handle(notebook, "Newton steps").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    notebook.until("live.state['step'] == 3")
    rest(notebook)
    agrees(notebook)
    page.get_by_role("checkbox", name="halve steps that lead away").press("Space")
    notebook.until("live.state['damped']")
    rest(notebook)
    no_barrier_in_either_theme(notebook)


def test_step_takes_one_step_and_start_again_none_and_a_typed_map_takes_the_place(lab):
    notebook = open_explorer(lab, CALL + ")")
    page = notebook.page
    at = lambda step: page.wait_for_function(f"() => [...jaclibStages][0].shown.state.step === {step}")  # noqa: E731
    for step in (1, 2):
        page.get_by_role("button", name="Step").click()
        at(step)
    page.wait_for_timeout(1200)  # as long as a step of a playing one would take, and longer
    at(2)
    page.get_by_role("button", name="Start again").click()
    at(0)
    page.get_by_role("textbox", name="or type one").fill("2x + y, x - 3y")
    page.keyboard.press("Enter")
    page.wait_for_function("() => [...jaclibStages][0].shown.state.f === '2x + y, x - 3y'")
    page.get_by_role("spinbutton", name="k", exact=True).fill("5")
    page.keyboard.press("Enter")
    notebook.until("live.state['step'] == 5")
    rest(notebook)
    read = readouts(notebook)
    assert read["steps taken"].item() == 1  # a linear equation takes one
    np.testing.assert_allclose(read["det J"].item(), -7)
    assert notebook.errors == []


def test_a_challenge_is_solved_by_keys_alone_with_a_hint_on_the_way(lab):
    notebook = open_explorer(lab, f"explore.newton({CUBE}, a=(0.7, 0.75), y=(4, -3), challenges=['third root'])")
    page, verdict = notebook.page, notebook.page.locator(".jaclib-verdict")
    for x, y, words in (("0.9", "0.75", "the start lies in another basin"), ("1.5", "-0.3", "It ends at root 3")):
        for name, value in (("x", x), ("y", y)):
            page.get_by_role("spinbutton", name=name, exact=True).fill(value)
            page.keyboard.press("Enter")
        rest(notebook)
        verdict.filter(has_text=words).wait_for()
    assert notebook.errors == []
