"""The small pictures of notebook 10 under a student's hand; their read-outs are compared with formulas by hand."""

import numpy as np

from .test_linear_approximation import STATE, open_explorer, readouts
from .test_newton import handle
from .test_stage import centre, no_barrier_in_either_theme, rest


def drag(notebook, name, steps):
    """Drag a handle by each of the steps in turn, in pixels, and give the state and the read-outs after each."""
    for dx, dy in steps:
        x, y = centre(handle(notebook, name))
        notebook.mouse_drag([(x, y), (x + dx, y + dy)], 0.5)
        rest(notebook)
        yield notebook.page.evaluate(STATE), readouts(notebook)


def close_to(read, expected):
    for name, value in expected.items():
        np.testing.assert_allclose(read[name].squeeze(), value, atol=6e-4, rtol=6e-3, err_msg=name)


def no_faults(notebook):
    no_barrier_in_either_theme(notebook)
    assert notebook.errors == []


def play(notebook, button, condition):
    notebook.page.get_by_role("button", name=button).click()
    notebook.page.wait_for_function(f"() => {{ const now = [...jaclibStages][0].shown.state; return {condition}; }}")
    notebook.page.get_by_role("button", name="Pause").click()
    rest(notebook)


def type_number(notebook, name, value):
    notebook.page.get_by_role("spinbutton", name=name, exact=True).fill(str(value))
    notebook.page.keyboard.press("Enter")
    rest(notebook)


def hessian_by_hand(state):
    """Of x³/3 − x + y², whose descent is x ← x − η (x² − 1), y ← (1 − 2 η) y."""
    (x, y), eta = state["a"], state["rate"]
    expected = {"F(a)": x**3 / 3 - x + y**2, "H": [[2 * x, 0], [0, 2]], "det H": 4 * x}
    for _ in range(state["step"]):
        x, y = x - eta * (x**2 - 1), y - eta * 2 * y
    return expected | {"x after k steps": [x, y], "F there": x**3 / 3 - x + y**2}


def test_hessian_agrees_wherever_the_point_is_dragged_and_descends_by_play_and_keys(lab):
    notebook = open_explorer(lab, "explore.hessian(a=(0.2, 0.9), challenges=['saddle'])")
    for state, read in drag(notebook, "point a", [(30, 40), (60, -50), (-60, 0)]):
        close_to(read, hessian_by_hand(state))
    play(notebook, "Descend", "now.step >= 4")
    close_to(readouts(notebook), hessian_by_hand(notebook.page.evaluate(STATE)))
    handle(notebook, "rate").focus()
    for _ in range(3):
        notebook.page.keyboard.press("ArrowRight")
    notebook.until("live.state['rate'] > 0.1")
    rest(notebook)
    close_to(readouts(notebook), hessian_by_hand(notebook.page.evaluate(STATE)))
    verdict = notebook.page.locator(".jaclib-verdict")
    for x, words in ((-0.8, "the ground still slopes"), (-1, "det H = -4 < 0")):
        type_number(notebook, "x", x), type_number(notebook, "y", 0)
        verdict.filter(has_text=words).wait_for()
    field = notebook.page.get_by_role("combobox", name="F(x, y)")
    field.fill("x*y + "), field.press("Enter")
    notebook.page.get_by_role("alert").filter(has_text="character").wait_for()
    field.fill("x*y"), field.press("Enter")
    notebook.until("live.state['F'] == 'x*y'")
    rest(notebook)
    close_to(readouts(notebook), {"H": [[0, 1], [1, 0]]})
    no_faults(notebook)


def test_implicit_agrees_wherever_the_point_is_dragged_and_magnifies_by_play_and_keys(lab):
    notebook = open_explorer(lab, "explore.implicit(a=(0.6, 0.8), size=0.3, challenges=['slope one'])")
    for state, read in drag(notebook, "point a", [(40, 30), (-90, 20), (10, -30)]):
        p = np.array(state["a"]) / np.hypot(*state["a"])
        close_to(read, {"p": p, "F_x": 2 * p[0], "F_y": 2 * p[1], "dy/dx": -p[0] / p[1]})
    play(notebook, "Magnify", "now.size < 0.2")
    state, read = notebook.page.evaluate(STATE), readouts(notebook)
    (x, y), s = np.array(state["a"]) / np.hypot(*state["a"]), state["size"]
    gap = abs(np.sqrt(1 - (x + s) ** 2) - y + s * x / y)
    close_to(read, {"off at p + s": gap, "off / s²": gap / s**2})
    handle(notebook, "point a").focus()
    notebook.page.keyboard.press("ArrowRight")
    verdict = notebook.page.locator(".jaclib-verdict")
    for x, words in ((-0.65, "The slope is 0."), (-0.72, "are opposite")):
        type_number(notebook, "x", x), type_number(notebook, "y", 0.72)
        verdict.filter(has_text=words).wait_for()
    no_faults(notebook)


def test_fisher_agrees_wherever_the_point_is_dragged_and_draws_samples_by_play_and_keys(lab):
    notebook = open_explorer(lab, "explore.fisher(a=(0, 1.5), n=500, challenges=['both agree'])")
    for state, read in drag(notebook, "point a", [(30, 20), (-60, -40)]):
        sigma = state["a"][1]
        close_to(read, {"J⁻ᵀ I J⁻¹": np.diag([sigma**-2, 2 * sigma**-4]), "μ, λ": [state["a"][0], np.log(sigma)]})
    play(notebook, "Draw samples", "now.n >= 800")
    sigma, read = notebook.page.evaluate(STATE)["a"][1], readouts(notebook)
    assert (abs(read["sampled"] - np.diag([sigma**-2, 2])) < 4 * read["standard error"] + 1e-3).all()
    handle(notebook, "point a").focus()
    notebook.page.keyboard.press("ArrowDown")
    verdict = notebook.page.locator(".jaclib-verdict")
    for deviation, words in ((1.15, "They still differ"), (1, "the identity matrix")):
        type_number(notebook, "σ", deviation)
        verdict.filter(has_text=words).wait_for()
    type_number(notebook, "σ", -1)
    notebook.page.locator(".jaclib-live").filter(has_text="must be positive").wait_for()
    no_faults(notebook)
