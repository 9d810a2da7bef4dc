"""The pictures of notebook 04 under a student's hand; their read-outs are compared with mathematics done apart."""

import numpy as np
import pytest

from .test_linear_approximation import STATE, open_explorer, play_on_from, readouts
from .test_stage import centre, handle, no_barrier_in_either_theme, rest


def integral_of(det):
    """Of |det| from 0, twice."""
    return det * abs(det)


def fold_by_hand(x, y, side, t, u, v) -> dict[str, float]:
    """For (1 − t) x + t f(x) with the fold f(x, y) = (x, y²): det J = 1 − t + 2 t y, and y solves a quadratic."""
    low, high = (1 - t + 2 * t * (y + end) for end in (-side / 2, side / 2))
    mean = (integral_of(high) - integral_of(low)) / (4 * t * side) if t else 1.0
    roots = np.roots([t, 1 - t, -v]) if t else np.array([v])
    layers = [root.real for root in roots if abs(root.imag) < 1e-12 and abs(root.real) <= 2 and abs(u) <= 2]
    return {
        "det J": 1 - t + 2 * t * y, "∫ |det J| / area": mean,
        "∫ det J / area": 1 - t + 2 * t * y,
        "area of the box": side**2, "preimages of b": len(layers),
    }  # fmt: skip


def agrees(notebook):
    state, read = notebook.page.evaluate(STATE), readouts(notebook)
    for name, value in fold_by_hand(*state["a"], state["side"], state["t"], *state["b"]).items():
        np.testing.assert_allclose(read[name], value, atol=6e-4, rtol=6e-3, err_msg=f"{name} at {state}")


def test_the_readouts_agree_with_the_mathematics_wherever_the_points_are_dragged(lab):
    notebook = open_explorer(lab, "explore.determinant('fold', a=(0.5, 0.6), side=0.8, b=(0.5, 1.3))")
    agrees(notebook)
    panel = notebook.page.locator(".jaclib-canvas").bounding_box()
    a, b = handle(notebook, "point a"), handle(notebook, "point b")
    x, y = centre(a)
    for to in ((x + 30, y + 110), (panel["x"] - 20, y), (x, panel["y"] - 50)):  # the last two out of the panel
        notebook.mouse_drag([centre(a), to], 0.5)
        rest(notebook)
        agrees(notebook)
    x, y = centre(b)
    for to in ((x - 60, y + 100), (x, panel["y"] + 2000), (x + 40, y)):  # below the fold line there is no layer
        notebook.mouse_drag([centre(b), to], 0.5)
        rest(notebook)
        agrees(notebook)
    b_now = notebook.page.evaluate(STATE)["b"]
    notebook.until(f"live.state['b'] == {b_now}")
    assert notebook.errors == []


def test_the_whole_explorer_works_by_keyboard_alone_and_axe_finds_nothing(lab):
    notebook = open_explorer(lab, "explore.determinant('fold', a=(0.5, 0.6), side=0.8, b=(0.5, 1.3))")
    page = notebook.page
    handle(notebook, "point a").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    notebook.until("[round(x, 9) for x in live.state['a']] == [0.55, 0.35]")
    handle(notebook, "point b").focus()
    page.keyboard.press("ArrowUp")
    notebook.until("round(live.state['b'][1], 9) == 1.35")
    for name, key, moved in (
        ("box", "ArrowLeft", "live.state['side'] < 0.8"),
        ("deform", "ArrowLeft", "live.state['t'] < 1"),
    ):
        handle(notebook, name).focus()
        for _ in range(4):
            page.keyboard.press(key)
        notebook.until(moved)
    rest(notebook)
    agrees(notebook)
    page.get_by_role("combobox", name="sheet").focus()
    page.keyboard.press("ArrowDown")
    notebook.until("live.state['sheet'] == 'checkerboard'")
    page.get_by_role("spinbutton", name="t", exact=True).fill("0")
    page.keyboard.press("Enter")
    notebook.until("live.state['t'] == 0")
    rest(notebook)
    agrees(notebook)
    no_barrier_in_either_theme(notebook)


def test_play_bends_the_sheet_from_flat_and_a_typed_map_takes_its_place(lab):
    notebook = open_explorer(lab, "explore.determinant('fold', t=0, side=0.5)")
    page = notebook.page
    page.get_by_role("button", name="Bend the sheet").click()
    page.wait_for_function("() => [...jaclibStages][0].shown.state.t > 0.1")
    play_on_from(notebook, "Bend the sheet", "t", "0.9")
    page.get_by_role("button", name="Bend the sheet").wait_for()  # at its end it says Play again
    assert page.evaluate(STATE)["t"] == 1
    page.get_by_role("textbox", name="or type one").fill("2x + y, x - 3y")
    page.keyboard.press("Enter")
    page.wait_for_function("() => [...jaclibStages][0].shown.state.f === '2x + y, x - 3y'")
    rest(notebook)
    read = readouts(notebook)
    assert read["det J"] == pytest.approx(-7)
    assert read["∫ |det J| / area"] == pytest.approx(7)
    assert read["preimages of b"] == 1
    assert notebook.errors == []


def test_challenges_are_solved_by_keys_alone_with_a_hint_on_the_way(lab):
    call = "explore.determinant('fold', a=(0.5, 0.4), side=0.5, challenges=['reversed', 'cancelled'])"
    notebook = open_explorer(lab, call)
    page, verdict = notebook.page, notebook.page.locator(".jaclib-verdict")
    handle(notebook, "point a").focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    rest(notebook)
    verdict.filter(has_text="at the double line it changes its sign").wait_for()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    rest(notebook)
    verdict.filter(has_text="< 0").wait_for()
    page.get_by_role("button", name="Next challenge").press("Enter")
    page.get_by_role("spinbutton", name="y", exact=True).fill("0")
    page.keyboard.press("Enter")
    verdict.filter(has_text="With sign the area is 0").wait_for()
    assert notebook.errors == []


def test_a_picture_of_ones_own_is_printed_on_the_sheet(lab, tmp_path):
    from PIL import Image

    path = tmp_path / "green.png"
    Image.new("RGB", (40, 40), (0, 160, 60)).save(path)
    notebook = open_explorer(lab, "explore.determinant('cusp', side=0.5)")
    before = notebook.page.evaluate("() => document.querySelector('.jaclib-canvas').toDataURL()")
    with notebook.page.expect_file_chooser() as chooser:
        notebook.page.get_by_role("button", name="your own picture").click()
    chooser.value.set_files(path)
    notebook.until("live.state['sheet'] == 'green.png'")
    notebook.page.wait_for_function("() => [...jaclibStages][0].shown.state.sheet === 'green.png'")
    rest(notebook)
    assert notebook.page.evaluate("() => document.querySelector('.jaclib-canvas').toDataURL()") != before
    assert notebook.axe() == []
    assert notebook.errors == []


def test_two_maps_are_dragged_and_typed_and_their_determinants_multiply(lab):
    notebook = open_explorer(lab, "explore.determinant_product('complex square', 'scaling', a=(0.5, 0.25), side=0.5)")
    page, at = notebook.page, handle(notebook, "point a")
    x, y = centre(at)
    for to in ((x + 60, y - 30), (x - 300, y)):  # the last one out of the panel
        notebook.mouse_drag([centre(at), to], 0.5)
        rest(notebook)
        (x_now, y_now), read = page.evaluate(STATE)["a"], readouts(notebook)
        by_hand = {"det J of g at a": 6, "of f at g(a)": 4 * (4 * x_now**2 + 9 * y_now**2)}
        for name, value in (by_hand | {"of f∘g at a": 6 * by_hand["of f at g(a)"]}).items():
            np.testing.assert_allclose(read[name], value, rtol=6e-3, err_msg=name)
    at.focus()
    page.keyboard.press("Home")
    field = page.get_by_role("combobox", name="f(x, y)")
    field.fill("x - y, 2y")
    page.keyboard.press("Enter")
    notebook.until("'x - y, 2y' in live.state['maps']")
    rest(notebook)
    assert readouts(notebook)["of f∘g at a"] == pytest.approx(12)
    assert notebook.axe() == []
    assert notebook.errors == []
