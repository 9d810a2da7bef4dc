"""The pictures of notebook 05 under a student's hand; their read-outs are compared with mathematics done apart."""

import numpy as np
import pytest

from . import steps

PI = np.pi


def agrees_with_polar(notebook):
    state = notebook.page.evaluate(steps.STATE)
    (r, theta), (dr, dtheta) = state["a"], state["size"]
    c, s = np.cos(theta), np.sin(theta)
    # ∫ |r| over the box; at r = 0 the determinant changes its sign
    area = abs((r + dr) * abs(r + dr) - r * abs(r)) / 2 * dtheta
    by_hand = {"J": [[c, -r * s], [s, r * c]], "det J": r, "ΔrΔθ": dr * dtheta}
    by_hand |= {"|det J| ΔrΔθ": abs(r) * dr * dtheta, "∫ |det J|": area}
    steps.close_to(steps.readouts(notebook), by_hand)


def test_the_box_is_dragged_by_both_corners_as_far_as_the_panel_goes(lab):
    notebook = steps.open_explorer(lab, "explore.coordinates('polar', a=(1.6, 0.4), size=(0.9, 0.7))")
    panel = notebook.page.locator(".jaclib-canvas").bounding_box()
    corner, opposite = steps.handle(notebook, "point a"), steps.handle(notebook, "opposite corner")
    before = notebook.page.evaluate(steps.STATE)["size"]
    x, y = steps.centre(corner)
    for to in ((x - 60, y + 90), (panel["x"] - 50, panel["y"] + panel["height"] + 50)):
        steps.drag(notebook, "point a", to)
        agrees_with_polar(notebook)
        assert notebook.page.evaluate(steps.STATE)["size"] == before  # the box moves as a whole
    x, y = steps.centre(opposite)
    for to in ((x + 70, y - 80), (panel["x"] + 2000, panel["y"] - 100), steps.centre(corner), (panel["x"], y + 500)):
        a = notebook.page.evaluate(steps.STATE)["a"]
        steps.drag(notebook, "opposite corner", to)
        agrees_with_polar(notebook)
        assert notebook.page.evaluate(steps.STATE)["a"] == a
    size = notebook.page.evaluate(steps.STATE)["size"]
    assert size == pytest.approx([6 / 200, 4 * PI / 200])  # never a box of no size
    notebook.until(f"live.state['size'] == {size}")


def test_a_challenge_is_solved_by_keys_alone_and_the_order_turns_the_sign(lab):
    call = "explore.coordinates('polar', a=(1.2, 0.4), size=(0.5, 0.5), challenges=['same size', 'reversed'])"
    notebook = steps.open_explorer(lab, call)
    page = notebook.page
    verdict = page.locator(".jaclib-verdict")
    steps.press(notebook, "point a", *["ArrowLeft"] * 9)
    steps.rest(notebook)
    assert "✓ Right. Its image is 1.000 times as large" in verdict.inner_text()
    page.get_by_role("button", name="Next challenge").press("Enter")
    page.get_by_role("combobox", name="order").focus()
    page.keyboard.press("ArrowDown")
    steps.until_shown(notebook, "s.order === 'θ, r'")
    assert "✓ Right. det J = -0.75" in verdict.inner_text()
    np.testing.assert_allclose(steps.readouts(notebook)["det J"], [[-0.75]])
    notebook.until("live.state['order'] == 'θ, r'")
    steps.press(notebook, "side Δθ", "ArrowRight")
    notebook.until("live.state['size'][1] > 0.5")
    page.get_by_role("combobox", name="map").select_option("elliptic")
    notebook.until("live.state['f'] == 'elliptic' and live.state['order'] == 'μ, ν'")
    steps.until_shown(notebook, "s.f === 'elliptic'")
    mu, nu = page.evaluate(steps.STATE)["a"]
    np.testing.assert_allclose(steps.readouts(notebook)["det J"], [[np.sinh(mu) ** 2 + np.sin(nu) ** 2]], atol=6e-4)
    assert notebook.axe() == []


def test_space_is_turned_by_hand_and_by_keys_and_stretched_by_its_sliders(lab):
    notebook = steps.open_explorer(lab, "explore.coordinates('spherical', a=(1, 0.9, 0.2), size=(0.5, 0.4, 0.6))")
    page = notebook.page
    x, y = steps.centre(page.locator(".jaclib-turn"))
    notebook.mouse_drag([(x, y), (x + 80, y + 30)], 0.5)
    steps.rest(notebook)
    assert page.evaluate(steps.STATE)["view"] == [-5, 40]
    steps.press(notebook, "view", "Shift+ArrowUp", "Home")
    steps.rest(notebook)
    assert page.evaluate(steps.STATE)["view"] == [35, 25]
    for name, key in (("ρ from", "End"), ("φ from", "ArrowRight"), ("side Δθ", "End"), ("side Δρ", "ArrowLeft")):
        steps.press(notebook, name, key)
        steps.rest(notebook)
        state = page.evaluate(steps.STATE)
        (rho, phi, _), (drho, dphi, dtheta) = state["a"], state["size"]
        shell = ((rho + drho) ** 3 - rho**3) / 3 * (np.cos(phi) - np.cos(phi + dphi)) * dtheta
        steps.close_to(steps.readouts(notebook), {"∫ |det J|": shell, "det J": rho**2 * np.sin(phi)}, rtol=1e-3)
    assert state["a"][0] == 2
    assert state["size"][2] == pytest.approx(4 * PI)
    page.get_by_role("combobox", name="order").select_option("ρ, θ, φ")
    steps.until_shown(notebook, "s.order === 'ρ, θ, φ'")
    np.testing.assert_allclose(steps.readouts(notebook)["det J"], [[-(rho**2) * np.sin(phi)]], rtol=1e-3)
    notebook.theme("JupyterLab Dark")
    steps.rest(notebook)
    assert notebook.axe() == []


def agrees_with_the_sum_over_boxes(notebook):
    """The sum over n × n boxes of exp(−r²) |r| at their middles, in polar coordinates, with pencil and paper."""
    state = notebook.page.evaluate(steps.STATE)
    (r, _), (dr, dtheta), n = state["a"], state["size"], state["n"]
    middles = r + (np.arange(n) + 0.5) * dr / n
    total = dtheta * dr / n * np.sum(np.exp(-(middles**2)) * np.abs(middles))
    steps.close_to(steps.readouts(notebook), {"n × n sum": total})


def test_the_sum_is_cut_finer_by_keys_weighed_or_not_and_a_formula_is_typed(lab):
    notebook = steps.open_explorer(lab, f"explore.change_of_variables('polar', a=(0, 0), size=(2, {2 * PI}), n=4)")
    page = notebook.page
    disc = PI * (1 - np.exp(-4))
    panel = page.locator(".jaclib-canvas").bounding_box()
    for name, (right, up) in (("opposite corner", (-12, -20)), ("point a", (8, 30)), ("opposite corner", (-900, 900))):
        steps.drag_by(notebook, name, right, -up)
        agrees_with_the_sum_over_boxes(notebook)
    steps.drag(notebook, "point a", (panel["x"] - 50, panel["y"] - 50))
    agrees_with_the_sum_over_boxes(notebook)
    for name, value in (("r", "0"), ("θ", "0"), ("Δr", "2"), ("Δθ", str(2 * PI))):
        steps.type_number(notebook, name, value)
    steps.until_shown(notebook, "s.a[0] === 0 && s.size[0] === 2 && s.size[1] > 6")
    steps.press(notebook, "cut into n × n", *["ArrowRight"] * 4)
    steps.rest(notebook)
    r = (np.arange(8) + 0.5) / 4
    of_boxes = 2 * PI * np.sum(np.exp(-(r**2)) * r) / 4
    steps.close_to(steps.readouts(notebook), {"n × n sum": of_boxes, "integral over the image": disc}, rtol=1e-7)
    page.get_by_role("checkbox", name="multiply by |det J|").press("Space")
    steps.until_shown(notebook, "s.weigh === false")
    np.testing.assert_allclose(
        steps.readouts(notebook)["n × n sum"], [[2 * PI * np.sum(np.exp(-(r**2))) / 4]], atol=6e-4
    )
    page.get_by_role("checkbox", name="multiply by |det J|").press("Space")
    steps.handle(notebook, "side Δθ").press("End")
    steps.until_shown(notebook, "s.size[1] > 12")
    np.testing.assert_allclose(steps.readouts(notebook)["the sum tends to"], [[2 * disc]], atol=6e-4)
    page.get_by_role("combobox", name="integrand h").select_option("1")
    steps.type_formula(notebook, "x + y, x - y")
    size = page.evaluate(steps.STATE)["size"]
    np.testing.assert_allclose(steps.readouts(notebook)["integral over the image"], [[2 * np.prod(size)]], atol=6e-4)
    assert notebook.axe() == []
