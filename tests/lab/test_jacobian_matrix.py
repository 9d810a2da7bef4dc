"""explore.jacobian_matrix and explore.layer under a student's hand, against mathematics done apart."""

import numpy as np

from . import steps

LIT = """() => [...document.querySelectorAll('.jaclib-lit')].map(cell => {
    const line = cell.parentElement, matrix = line.parentElement;
    return [matrix.dataset.name, [...matrix.children].indexOf(line), [...line.children].indexOf(cell)];
})"""
# where the spots are, in CSS pixels of the page: [{words, cells, path}]
SPOTS = """() => {
    const { spots, places } = [...jaclibStages].at(-1).shown;
    const figure = document.querySelector('.jaclib-figure').getBoundingClientRect();
    return spots.map(({ words, cells, panel, path }) => {
        const { box: [left, top, right, bottom], xlim, ylim } = places[panel];
        const on = ([x, y]) => [
            figure.left + figure.width * (left + (x - xlim[0]) / (xlim[1] - xlim[0]) * (right - left)),
            figure.top + figure.height * (bottom - (y - ylim[0]) / (ylim[1] - ylim[0]) * (bottom - top)),
        ];
        return { words, cells, path: path.map(place => place && on(place)) };
    });
}"""
STROKED = """([x, y]) => {
    const overlay = document.querySelector('.jaclib-figure > canvas:last-of-type');
    const frame = overlay.getBoundingClientRect(), scale = overlay.width / frame.width;
    return overlay.getContext('2d').getImageData((x - frame.left) * scale, (y - frame.top) * scale, 1, 1).data[3];
}"""


def agrees_with_the_complex_square(notebook):
    """(x + iy)² has the derivative 2(x + iy), and a square of side s a gap of 2s²."""
    state = notebook.page.evaluate(steps.STATE)
    x, y = state["a"]
    expected = {"a": [x, y], "f(a)": [x * x - y * y, 2 * x * y], "J": [[2 * x, -2 * y], [2 * y, 2 * x]]}
    expected |= {"largest gap": 2 * state["size"] ** 2}
    steps.close_to(steps.readouts(notebook), expected)


def middle(start, end):
    return [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2]


def test_the_whole_explorer_works_by_keyboard_alone_and_axe_finds_nothing(lab):
    notebook = steps.open_explorer(lab, "explore.jacobian_matrix('complex square', a=(0.5, 0.5), challenges='zero')")
    page = notebook.page
    steps.press(notebook, "side of the square", *["ArrowLeft"] * 3)
    notebook.until("live.state['size'] < 0.45")
    for side in ("2", "0.01", "0.3"):  # from end to end
        steps.type_number(notebook, "s", side)
        steps.pass_by(notebook, f"s.size === {side}")
        agrees_with_the_complex_square(notebook)
    lines = page.get_by_role("slider", name="grid lines")
    lines.focus()
    for key, count in (("ArrowRight", 14), ("Home", 5), ("End", 40)):
        page.keyboard.press(key)
        notebook.until(f"live.state['lines'] == {count}")
    page.get_by_role("checkbox", name="rows").focus()
    page.keyboard.press("Space")
    notebook.until("live.state['rows']")
    steps.press(notebook, "point a", "Shift+ArrowDown", "Shift+ArrowDown")
    page.get_by_text("Right. Nudge y, and u does not change at first").wait_for()
    steps.rest(notebook)
    agrees_with_the_complex_square(notebook)
    steps.no_barrier_in_either_theme(notebook)
    steps.type_formula(notebook, "3x + y, x - 2y")
    np.testing.assert_allclose(steps.readouts(notebook)["J"], [[3, 1], [1, -2]])


def test_a_line_that_is_touched_lights_its_entries_and_says_what_they_are(lab):
    notebook = steps.open_explorer(lab, "explore.jacobian_matrix('polar', a=(2, 0.8), rows=True)")
    page = notebook.page
    page.locator(".jaclib-canvas").scroll_into_view_if_needed()
    for spot in page.evaluate(SPOTS):
        end = len(spot["path"]) - 1
        if end > 1:
            continue  # a level line: its middle may lie on another line
        page.mouse.move(*middle(spot["path"][0], spot["path"][end]))
        assert page.locator(".jaclib-touched").inner_text() == spot["words"]
        assert sorted(page.evaluate(LIT)) == sorted(["J", *cell] for cell in spot["cells"]["J"])
    lit = page.locator(".jaclib-lit").first  # more than a colour
    assert lit.evaluate("cell => getComputedStyle(cell).fontWeight") == "700"
    assert lit.evaluate("cell => getComputedStyle(cell).outlineColor") != "rgba(0, 0, 0, 0)"
    page.mouse.move(2, 2)
    assert page.evaluate(LIT) == []
    assert page.locator(".jaclib-touched").inner_text() == ""
    steps.press(notebook, "point a", "ArrowUp")
    page.wait_for_function(f"() => ({LIT})().length === 4")
    steps.rest(notebook)
    (column,) = [spot for spot in page.evaluate(SPOTS) if spot["words"].startswith("column 2")][:1]
    notebook.tap(*middle(*column["path"]))
    assert page.evaluate(LIT) == [["J", 0, 1], ["J", 1, 1]]


def test_an_entry_that_is_pointed_at_or_walked_to_strokes_its_lines(lab):
    notebook = steps.open_explorer(lab, "explore.jacobian_matrix('polar', a=(2, 0.8))")
    page = notebook.page
    page.locator(".jaclib-values").scroll_into_view_if_needed()
    own = {tuple(spot["cells"]["J"][0]): spot for spot in page.evaluate(SPOTS) if len(spot["cells"]["J"]) == 1}
    places = {cell: middle(*spot["path"]) for cell, spot in own.items()}
    page.get_by_role("gridcell").first.focus()
    for key, cell in (("ArrowRight", (0, 1)), ("ArrowDown", (1, 1)), ("ArrowLeft", (1, 0)), ("ArrowUp", (0, 0))):
        page.keyboard.press(key)
        assert page.evaluate(LIT) == [["J", *cell]]
        assert page.evaluate(STROKED, places[cell]) > 0
        assert page.evaluate(STROKED, places[1 - cell[0], 1 - cell[1]]) == 0
        assert own[cell]["words"] in page.locator(":focus").get_attribute("aria-label")
    page.keyboard.press("ArrowUp")  # no further
    assert page.evaluate(LIT) == [["J", 0, 0]]
    page.locator(":focus").evaluate("cell => cell.blur()")
    assert page.evaluate(LIT) == []
    page.get_by_role("gridcell").nth(3).hover()
    assert page.evaluate(STROKED, places[1, 1]) > 0


def test_play_builds_the_matrix_column_by_column(lab):
    notebook = steps.open_explorer(lab, "explore.jacobian_matrix('complex square', a=(1, 0.5), size=1)")
    page = notebook.page
    frames = "() => { globalThis.n = []; [...jaclibStages][0].probe = f => n.push([f.state.built, f.values[2].rows]); }"
    page.evaluate(frames)
    for start, end in ((0, 0.1), (0.45, 0.55), (1.45, 1.55)):
        steps.type_number(notebook, "k", str(start))
        steps.click(notebook, "Build the matrix")
        steps.pass_by(notebook, f"s.built > {end}")
        steps.click(notebook, "Pause")
    steps.type_number(notebook, "k", 1.9)
    steps.click(notebook, "Build the matrix")
    steps.until_shown(notebook, "s.built === 2")
    seen = page.evaluate("() => n")
    for built, rows in seen:
        there = [[entry.strip() != "·" for entry in row] for row in rows]
        assert there == [[built >= 0.5, built >= 1.5]] * 2
    assert {int(built + 0.5) for built, _ in seen} == {0, 1, 2}
    agrees_with_the_complex_square(notebook)


def test_a_layer_is_the_product_of_its_slopes_and_its_weights(lab):
    notebook = steps.open_explorer(lab, "explore.layer(challenges='asleep')", viewport=(1500, 1300))
    page = notebook.page

    def agrees():
        state, read = page.evaluate(steps.STATE), steps.readouts(notebook)
        W = np.array([[state["w11"], state["w12"]], [state["w21"], state["w22"]]])
        s = 1 / (1 + np.exp(-(W @ state["a"] + [state["b1"], state["b2"]])))
        slopes = np.diag(s * (1 - s))
        steps.close_to(read, {"W": W, "diag σ′(z)": slopes, "J": slopes @ W}, rtol=1e-7)

    agrees()
    steps.drag_by(notebook, "input a", -60, -300)
    agrees()
    assert page.evaluate(steps.STATE)["a"][1] == 4
    steps.press(notebook, "W₁₁", "ArrowLeft")
    steps.type_number(notebook, "b₂", 4)
    page.get_by_text("Right. The slope at z₂ is nearly 0").wait_for()
    steps.rest(notebook)
    agrees()
    page.locator("[data-name=J] [role=gridcell]").nth(1).hover()
    assert page.evaluate(LIT) == [["diag σ′(z)", 0, 0], ["W", 0, 1], ["J", 0, 1]]
    assert notebook.axe() == []
    page.get_by_role("combobox", name="activation σ").select_option("identity")
    steps.until_shown(notebook, "s.activation === 'identity'")
    np.testing.assert_allclose(steps.readouts(notebook)["J"], steps.readouts(notebook)["W"])
