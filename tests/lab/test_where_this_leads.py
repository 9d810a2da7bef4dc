"""The small pictures of notebook 10 under a student's hand; their read-outs are compared with formulas by hand."""

import numpy as np

from . import steps


def dragged(notebook, name, moves):
    """Drag a handle by each of the moves in turn, in pixels, and give the state and the read-outs after each."""
    for right, down in moves:
        steps.drag_by(notebook, name, right, down)
        yield notebook.page.evaluate(steps.STATE), steps.readouts(notebook)


def play(notebook, button, condition):
    steps.click(notebook, button)
    steps.pass_by(notebook, condition)
    steps.click(notebook, "Pause")
    steps.rest(notebook)


def hessian_by_hand(state):
    """Of x³/3 − x + y², whose descent is x ← x − η (x² − 1), y ← (1 − 2 η) y."""
    (x, y), eta = state["a"], state["rate"]
    expected = {"F(a)": x**3 / 3 - x + y**2, "H": [[2 * x, 0], [0, 2]], "det H": 4 * x}
    for _ in range(state["step"]):
        x, y = x - eta * (x**2 - 1), y - eta * 2 * y
    return expected | {"x after k steps": [x, y], "F there": x**3 / 3 - x + y**2}


def test_hessian_agrees_wherever_the_point_is_dragged_and_descends_by_play_and_keys(lab):
    notebook = steps.open_explorer(lab, "explore.hessian(a=(0.2, 0.9), challenges=['saddle'])")
    for state, read in dragged(notebook, "point a", [(30, 40), (60, -50), (-60, 0)]):
        steps.close_to(read, hessian_by_hand(state))
    play(notebook, "Descend", "s.step >= 4")
    steps.close_to(steps.readouts(notebook), hessian_by_hand(notebook.page.evaluate(steps.STATE)))
    steps.press(notebook, "rate", *["ArrowRight"] * 3)
    notebook.until("live.state['rate'] > 0.1")
    steps.rest(notebook)
    steps.close_to(steps.readouts(notebook), hessian_by_hand(notebook.page.evaluate(steps.STATE)))
    verdict = notebook.page.locator(".jaclib-verdict")
    for x, words in ((-0.8, "the ground still slopes"), (-1, "det H = -4 < 0")):
        steps.type_number(notebook, "x", x), steps.type_number(notebook, "y", 0)
        verdict.filter(has_text=words).wait_for()
    field = notebook.page.get_by_role("combobox", name="F(x, y)")
    field.fill("x*y + "), field.press("Enter")
    notebook.page.get_by_role("alert").filter(has_text="character").wait_for()
    field.fill("x*y"), field.press("Enter")
    notebook.until("live.state['F'] == 'x*y'")
    steps.rest(notebook)
    steps.close_to(steps.readouts(notebook), {"H": [[0, 1], [1, 0]]})
    steps.no_barrier_in_either_theme(notebook)


def test_implicit_agrees_wherever_the_point_is_dragged_and_magnifies_by_play_and_keys(lab):
    notebook = steps.open_explorer(lab, "explore.implicit(a=(0.6, 0.8), size=0.3, challenges=['slope one'])")
    for state, read in dragged(notebook, "point a", [(40, 30), (-90, 20), (10, -30)]):
        p = np.array(state["a"]) / np.hypot(*state["a"])
        steps.close_to(read, {"p": p, "F_x": 2 * p[0], "F_y": 2 * p[1], "dy/dx": -p[0] / p[1]})
    play(notebook, "Magnify", "s.size < 0.2")
    state, read = notebook.page.evaluate(steps.STATE), steps.readouts(notebook)
    (x, y), s = np.array(state["a"]) / np.hypot(*state["a"]), state["size"]
    gap = abs(np.sqrt(1 - (x + s) ** 2) - y + s * x / y)
    steps.close_to(read, {"off at p + s": gap, "off / s²": gap / s**2})
    steps.press(notebook, "point a", "ArrowRight")
    verdict = notebook.page.locator(".jaclib-verdict")
    for x, words in ((-0.65, "The slope is 0."), (-0.72, "are opposite")):
        steps.type_number(notebook, "x", x), steps.type_number(notebook, "y", 0.72)
        verdict.filter(has_text=words).wait_for()
    steps.no_barrier_in_either_theme(notebook)


def test_fisher_agrees_wherever_the_point_is_dragged_and_draws_samples_by_play_and_keys(lab):
    notebook = steps.open_explorer(lab, "explore.fisher(a=(0, 1.5), n=500, challenges=['both agree'])")
    for state, read in dragged(notebook, "point a", [(30, 20), (-60, -40)]):
        sigma = state["a"][1]
        steps.close_to(read, {"J⁻ᵀ I J⁻¹": np.diag([sigma**-2, 2 * sigma**-4]), "μ, λ": [state["a"][0], np.log(sigma)]})
    play(notebook, "Draw samples", "s.n >= 800")
    sigma, read = notebook.page.evaluate(steps.STATE)["a"][1], steps.readouts(notebook)
    assert (abs(read["sampled"] - np.diag([sigma**-2, 2])) < 4 * read["standard error"] + 1e-3).all()
    steps.press(notebook, "point a", "ArrowDown")
    verdict = notebook.page.locator(".jaclib-verdict")
    for deviation, words in ((1.15, "They still differ"), (1, "the identity matrix")):
        steps.type_number(notebook, "σ", deviation)
        verdict.filter(has_text=words).wait_for()
    steps.type_number(notebook, "σ", -1)
    notebook.page.locator(".jaclib-live").filter(has_text="must be positive").wait_for()
    steps.no_barrier_in_either_theme(notebook)
