"""Pictures of one state move together."""

from itertools import pairwise

from .steps import IMPORT, centre, open_cells, rest

FIRST = "a = explore.linear_approximation(state=state); a"
SECOND = "b = explore.linear_approximation(state=state, eps=0.1); b"
SHARED = ["state = explore.State('polar', at=(2, 0.8))", FIRST, SECOND]
STATES = "() => [...jaclibStages].map(engine => engine.shown.state)"


def test_dragging_in_one_picture_moves_the_other_while_the_hand_moves(lab):
    notebook = open_cells(lab, IMPORT, *SHARED)
    notebook.page.evaluate(
        "() => { globalThis.seen = []; [...jaclibStages][1].probe = frame => seen.push(frame.state.a); }"
    )
    x, y = centre(notebook.page.locator(".jaclib-handle").first)
    way = [(x, y), (x + 40, y - 50), (x + 10, y - 20), (x + 40, y - 50), (x + 20, y - 50)]
    with notebook.hand() as hand:
        hand.press((x, y))
        for leg in pairwise(way):
            before = notebook.page.evaluate("() => seen.length")
            hand.sweep(leg, seconds=0.5)
            notebook.page.wait_for_function(f"() => seen.length > {before}")  # with the button down
        hand.release(way[-1])
    rest(notebook)
    first, second = notebook.page.evaluate(STATES)
    assert first["a"] == second["a"] != [2, 0.8]
    assert (first["eps"], second["eps"]) == (0.6, 0.1)
    notebook.until(f"a.state['a'] == b.state['a'] == {first['a']}")


def test_choosing_a_map_in_one_picture_chooses_it_in_the_other(lab):
    notebook = open_cells(lab, IMPORT, *SHARED)
    notebook.page.get_by_role("combobox", name="map").first.select_option("swirl")
    notebook.page.wait_for_function("() => [...jaclibStages].every(engine => engine.shown.state.f === 'swirl')")
    rest(notebook)
    first, second = notebook.page.evaluate(STATES)
    assert first["a"] == second["a"] == [1, 0.5]


def test_running_one_picture_again_leaves_the_other_alive(lab):
    notebook = open_cells(lab, IMPORT, *SHARED)
    notebook.run(2)
    rest(notebook)
    notebook.page.get_by_role("slider", name="point a").last.focus()
    notebook.page.keyboard.press("ArrowRight")
    notebook.until("a.state['a'] == b.state['a'] == [2.05, 0.8]")
    rest(notebook)
    assert [state["a"] for state in notebook.page.evaluate(STATES)] == [[2.05, 0.8]] * 2
