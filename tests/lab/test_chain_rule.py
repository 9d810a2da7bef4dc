"""explore.chain_rule and its proof under a student's hand; read-outs are compared with mathematics done apart."""

import numpy as np
import pytest

from . import steps

EXAMPLE = "explore.chain_rule('u^2 + v^2', 'x^2 + y, x*y', a=(1, 1), h=(0.4, 0.2))"


def test_the_whole_explorer_works_by_keyboard_alone_and_axe_finds_nothing(lab):
    notebook = steps.open_explorer(lab, EXAMPLE)
    page = notebook.page
    steps.press(notebook, "tip of h", "Shift+ArrowUp")
    steps.press(notebook, "point a", "ArrowLeft")
    notebook.until("[round(x, 9) for x in live.state['a'] + live.state['h']] == [0.95, 1, 0.4, 0.45]")
    steps.press(notebook, "multiplications", "ArrowLeft")
    notebook.until("live.state['done'] == 3")
    steps.rest(notebook)
    assert np.isnan(steps.readouts(notebook)["J_{f∘g}(a)"]).tolist() == [[False, True]]
    assert page.locator(".jaclib-met").count() == 2 + 2 + 1  # a row meets a column, and one entry is to come
    assert notebook.axe() == []
    notebook.page.get_by_role("button", name="Multiply").press("Enter")
    notebook.until("live.state['done'] == 4")
    page.get_by_role("combobox", name="mistake").select_option("J_f taken at a")
    steps.until_shown(notebook, "s.mistake === 'J_f taken at a'")
    (x, y), h = (0.95, 1), (0.4, 0.45)
    wrong = np.dot([4 * x * x + 2 * y * y, 2 * x + 2 * x * y], h)  # (2x, 2y) times J_g
    np.testing.assert_allclose(steps.readouts(notebook)["wrong"], [[wrong]], atol=6e-4)
    page.get_by_role("combobox", name="mistake").select_option("the factors reversed")
    page.locator(".jaclib-note", has_text="2 columns meet 1 row").wait_for()
    assert notebook.axe() == []


def test_in_space_the_tip_is_dragged_across_the_line_of_sight_and_the_view_is_turned(lab):
    notebook = steps.open_explorer(lab, "explore.chain_rule('u - v, u*v', 'x*y, y*z', view=(0, 0))")
    before = notebook.page.evaluate(steps.STATE)
    steps.drag_by(notebook, "tip of h", 40, -30)
    h = notebook.page.evaluate(steps.STATE)["h"]
    assert h[0] == before["h"][0]  # seen along the first axis: to the right is the second, up the third
    assert h[1] - before["h"][1] == pytest.approx(4 / 3 * (h[2] - before["h"][2]), abs=0.02)
    read = steps.readouts(notebook)
    a, b, c = before["a"]
    steps.close_to(read, {"J_g(a)": [[b, a, 0], [0, c, b]], "J_f(g(a))": [[1, -1], [b * c, a * b]]}, rtol=1e-7)
    panel = steps.handle(notebook, "view of space").bounding_box()
    corner = panel["x"] + 20, panel["y"] + panel["height"] - 20
    notebook.mouse_drag([corner, (corner[0] - 60, corner[1] - 20)], 0.4)
    steps.rest(notebook)
    assert notebook.page.evaluate(steps.STATE)["view"] == pytest.approx([30, -10], abs=2)
    steps.press(notebook, "view of space", "Shift+ArrowUp")
    steps.rest(notebook)
    turned = steps.readouts(notebook)
    assert all(np.array_equal(turned[name], read[name]) for name in read)
    tip = steps.centre(steps.handle(notebook, "tip of h"))
    notebook.mouse_drag([tip, (tip[0] + 5, tip[1])], 0.2)  # it is still where the picture has it
    steps.rest(notebook)
    assert notebook.page.evaluate(steps.STATE)["h"] != h
    assert notebook.axe() == []


def test_on_the_line_a_point_has_one_coordinate_and_is_dragged_along_it(lab):
    notebook = steps.open_explorer(lab, "explore.chain_rule('u*v', 'cos t, sin t', a=(0.5,), h=(0.6,))")
    x, y = steps.centre(steps.handle(notebook, "point a"))
    steps.drag(notebook, "point a", (x + 50, y + 80))
    [t], [h] = (notebook.page.evaluate(steps.STATE)[name] for name in ("a", "h"))
    assert t > 0.7
    true = (np.sin(2 * (t + h)) - np.sin(2 * t)) / 2  # of sin t cos t
    steps.close_to(steps.readouts(notebook), {"J_{f∘g}(a)": np.cos(2 * t), "true step": true}, rtol=1e-7)
    assert steps.centre(steps.handle(notebook, "point a"))[1] == pytest.approx(y, abs=1)


def test_a_formula_is_typed_and_challenges_are_solved_by_keys_alone(lab):
    notebook = steps.open_explorer(lab, EXAMPLE[:-1] + ", challenges=['level', 'fixed point'])")
    page = notebook.page
    steps.press(notebook, "tip of h", "ArrowLeft", "ArrowLeft", *["Shift+ArrowDown"] * 3)
    page.get_by_text("Nearly.").wait_for()
    page.keyboard.press("ArrowUp")  # h = (0.3, −0.5): (10, 6) · h = 0
    page.get_by_text("✓ Right.").wait_for()
    page.get_by_role("button", name="Next challenge").press("Enter")
    page.get_by_role("combobox", name="mistake").select_option("J_f taken at a")
    steps.press(notebook, "point a", *["Shift+ArrowDown"] * 4)
    page.get_by_text("g(a) = a").wait_for()
    field = page.get_by_role("combobox", name="g(x, y)")
    field.fill("x*y, x + y")
    page.keyboard.press("Enter")
    steps.until_shown(notebook, "s.maps === 'u^2 + v^2 ∘ x*y, x + y'")
    x, y = page.evaluate(steps.STATE)["a"]
    np.testing.assert_allclose(steps.readouts(notebook)["J_g(a)"], [[y, x], [1, 1]], atol=6e-4)
    field.fill("x*y")
    page.keyboard.press("Enter")
    page.locator(".jaclib-wrong", has_text="f: one number comes in here").wait_for()
    assert notebook.axe() == []


def test_play_shrinks_h_and_both_errors_of_the_proof_go_down_with_it(lab):
    notebook = steps.open_explorer(lab, "explore.chain_rule_proof('u^2 + v^2', 'x^2 + y, x*y', a=(1, 1), h=(0.4, 0.2))")
    page = notebook.page

    def errors():
        """g's gap at h is (h₁², h₁ h₂), and f's at ℓ is ‖ℓ‖²: with pencil and paper, and as it is shown."""
        state, read = page.evaluate(steps.STATE), steps.readouts(notebook)
        x, y = state["a"]
        p, q = state["size"] * np.array(state["h"]) / np.linalg.norm(state["h"])
        ell = np.array([2 * x * p + q + p * p, y * p + x * q + p * q])
        carried = 2 * (x * x + y) * p * p + 2 * x * y * p * q
        by_hand = {"‖J_f ε_g‖": abs(carried) / state["size"], "‖ε_f(ℓ)‖ ‖ℓ‖ / ‖h‖": ell @ ell / state["size"]}
        steps.close_to(read, by_hand)
        return [read[name].item() for name in by_hand]

    before = errors()
    steps.click(notebook, "Shrink h")
    steps.pass_by(notebook, "s.size < 0.05")
    steps.click(notebook, "Pause")
    steps.rest(notebook)
    assert all(now < 0.2 * then for now, then in zip(errors(), before, strict=True))
    panel = page.locator(".jaclib-canvas").bounding_box()
    x, y = steps.centre(steps.handle(notebook, "point a"))
    drags = (
        ("direction of h", (x - 40, y + 70)),
        ("direction of h", (panel["x"] - 20, y)),
        ("point a", (x + 60, y - 500)),
    )
    for name, to in drags:  # two of them out of the panel
        steps.drag(notebook, name, to)
        errors()
    assert notebook.axe() == []
