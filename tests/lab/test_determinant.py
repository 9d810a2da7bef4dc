"""The pictures of notebook 04 under a student's hand; their read-outs are compared with mathematics done apart."""

import numpy as np
import pytest

from . import steps


def integral_of(det):
    """Of |det| from 0, twice."""
    return det * abs(det)


def fold_by_hand(x, y, side, t, u, v) -> dict[str, float]:
    """For (1 − t) x + t f(x) with the fold f(x, y) = (x, y²): det J = 1 − t + 2 t y, and y solves a quadratic."""
    low, high = (1 - t + 2 * t * (y + end) for end in (-side / 2, side / 2))
    mean = (integral_of(high) - integral_of(low)) / (4 * t * side) if t else 1.0
    roots = np.roots([t, 1 - t, -v]) if t else np.array([v])
    layers = [root.real for root in roots if abs(root.imag) < 1e-12 and abs(root.real) <= 2 and abs(u) <= 2]
    det = 1 - t + 2 * t * y
    by_hand = {"det J": det, "∫ |det J| / area": mean, "∫ det J / area": det}
    return by_hand | {"area of the box": side**2, "preimages of b": len(layers)}


def agrees(notebook):
    state = notebook.page.evaluate(steps.STATE)
    steps.close_to(steps.readouts(notebook), fold_by_hand(*state["a"], state["side"], state["t"], *state["b"]))


def test_the_readouts_agree_with_the_mathematics_wherever_the_points_are_dragged(lab):
    notebook = steps.open_explorer(lab, "explore.determinant('fold', a=(0.5, 0.6), side=0.8, b=(0.5, 1.3))")
    agrees(notebook)
    panel = notebook.page.locator(".jaclib-canvas").bounding_box()
    x, y = steps.centre(steps.handle(notebook, "point a"))
    for to in ((x + 30, y + 110), (panel["x"] - 20, y), (x, panel["y"] - 50)):  # the last two out of the panel
        steps.drag(notebook, "point a", to)
        agrees(notebook)
    x, y = steps.centre(steps.handle(notebook, "point b"))
    for to in ((x - 60, y + 100), (x, panel["y"] + 2000), (x + 40, y)):  # below the fold line there is no layer
        steps.drag(notebook, "point b", to)
        agrees(notebook)
    b_now = notebook.page.evaluate(steps.STATE)["b"]
    notebook.until(f"live.state['b'] == {b_now}")


def test_the_whole_explorer_works_by_keyboard_alone_and_axe_finds_nothing(lab):
    notebook = steps.open_explorer(lab, "explore.determinant('fold', a=(0.5, 0.6), side=0.8, b=(0.5, 1.3))")
    page = notebook.page
    steps.press(notebook, "point a", "ArrowRight", "Shift+ArrowDown")
    notebook.until("[round(x, 9) for x in live.state['a']] == [0.55, 0.35]")
    steps.press(notebook, "point b", "ArrowUp")
    notebook.until("round(live.state['b'][1], 9) == 1.35")
    for name, moved in (("box", "live.state['side'] < 0.8"), ("deform", "live.state['t'] < 1")):
        steps.press(notebook, name, *["ArrowLeft"] * 4)
        notebook.until(moved)
    steps.rest(notebook)
    agrees(notebook)
    page.get_by_role("combobox", name="sheet").focus()
    page.keyboard.press("ArrowDown")
    notebook.until("live.state['sheet'] == 'checkerboard'")
    steps.type_number(notebook, "t", 0)
    notebook.until("live.state['t'] == 0")
    steps.rest(notebook)
    agrees(notebook)
    steps.no_barrier_in_either_theme(notebook)


def test_play_bends_the_sheet_from_flat_and_a_typed_map_takes_its_place(lab):
    notebook = steps.open_explorer(lab, "explore.determinant('fold', t=0, side=0.5)")
    page = notebook.page
    steps.click(notebook, "Bend the sheet")
    steps.pass_by(notebook, "s.t > 0.1")
    steps.play_on_from(notebook, "Bend the sheet", "t", "0.9")
    page.get_by_role("button", name="Bend the sheet").wait_for()  # at its end it says Play again
    assert page.evaluate(steps.STATE)["t"] == 1
    steps.type_formula(notebook, "2x + y, x - 3y")
    steps.close_to(
        steps.readouts(notebook), {"det J": -7, "∫ |det J| / area": 7, "preimages of b": 1}, atol=0, rtol=1e-6
    )


def test_challenges_are_solved_by_keys_alone_with_a_hint_on_the_way(lab):
    call = "explore.determinant('fold', a=(0.5, 0.4), side=0.5, challenges=['reversed', 'cancelled'])"
    notebook = steps.open_explorer(lab, call)
    page, verdict = notebook.page, notebook.page.locator(".jaclib-verdict")
    steps.press(notebook, "point a", *["ArrowDown"] * 4)
    steps.rest(notebook)
    verdict.filter(has_text="at the double line it changes its sign").wait_for()
    steps.press(notebook, "point a", *["Shift+ArrowDown"] * 2)
    steps.rest(notebook)
    verdict.filter(has_text="< 0").wait_for()
    page.get_by_role("button", name="Next challenge").press("Enter")
    steps.type_number(notebook, "y", 0)
    verdict.filter(has_text="With sign the area is 0").wait_for()


def test_a_picture_of_ones_own_is_printed_on_the_sheet(lab, tmp_path):
    from PIL import Image

    path = tmp_path / "green.png"
    Image.new("RGB", (40, 40), (0, 160, 60)).save(path)
    notebook = steps.open_explorer(lab, "explore.determinant('cusp', side=0.5)")
    before = notebook.page.evaluate("() => document.querySelector('.jaclib-canvas').toDataURL()")
    with notebook.page.expect_file_chooser() as chooser:
        steps.click(notebook, "your own picture")
    chooser.value.set_files(path)
    notebook.until("live.state['sheet'] == 'green.png'")
    steps.until_shown(notebook, "s.sheet === 'green.png'")
    assert notebook.page.evaluate("() => document.querySelector('.jaclib-canvas').toDataURL()") != before
    assert notebook.axe() == []


def test_two_maps_are_dragged_and_typed_and_their_determinants_multiply(lab):
    call = "explore.determinant_product('complex square', 'scaling', a=(0.5, 0.25), side=0.5)"
    notebook = steps.open_explorer(lab, call)
    page = notebook.page
    x, y = steps.centre(steps.handle(notebook, "point a"))
    for to in ((x + 60, y - 30), (x - 300, y)):  # the last one out of the panel
        steps.drag(notebook, "point a", to)
        (x_now, y_now), read = page.evaluate(steps.STATE)["a"], steps.readouts(notebook)
        by_hand = {"det J of g at a": 6, "of f at g(a)": 4 * (4 * x_now**2 + 9 * y_now**2)}
        steps.close_to(read, by_hand | {"of f∘g at a": 6 * by_hand["of f at g(a)"]}, atol=0)
    steps.press(notebook, "point a", "Home")
    field = page.get_by_role("combobox", name="f(x, y)")
    field.fill("x - y, 2y")
    page.keyboard.press("Enter")
    notebook.until("'x - y, 2y' in live.state['maps']")
    steps.rest(notebook)
    assert steps.readouts(notebook)["of f∘g at a"] == pytest.approx(12)
    assert notebook.axe() == []
