"""The pictures of notebook 04 under a student's hand."""

import pytest

from . import steps


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
