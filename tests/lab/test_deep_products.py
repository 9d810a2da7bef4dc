"""Vanishing products and checkpointing under a hand; what is shown is compared with mathematics done apart."""

import pytest

from . import steps


def test_the_vanished_gradient_is_rescued_by_keys_alone_and_axe_finds_nothing(lab):
    notebook = steps.open_explorer(lab, "explore.vanishing_products(scale=0.4, challenges=['rescued', 'steady'])")
    page = notebook.page
    page.get_by_text("What could carry it past the layers?").wait_for()
    page.get_by_role("checkbox", name="residual connections").press("Space")
    page.get_by_text("✓ Right.").wait_for()
    page.get_by_role("button", name="Next challenge").press("Enter")
    page.get_by_role("checkbox", name="residual connections").press("Space")
    steps.type_number(notebook, "scale", 1.2)
    page.get_by_text("A little above 1").wait_for()
    steps.handle(notebook, "depth").press("ArrowRight")
    steps.until_shown(notebook, "s.depth === 41")
    assert notebook.axe() == []


def bill(state) -> tuple[int, float]:
    """What is held at the peak and how often a layer is evaluated, by going through the layers one by one."""
    depth, stride = state["depth"], min(state["stride"], state["depth"])
    kept = list(range(0, depth, stride))
    evaluations, peak = depth, len(kept)
    while kept:
        start = kept[-1]
        inside = [layer for layer in range(start, depth) if layer < min(start + stride, depth)]
        evaluations += len(inside) - 1
        peak = max(peak, len(kept) + len(inside) - 1)
        kept.pop()
    return peak, evaluations / depth


def test_checkpoints_are_counted_wherever_the_sliders_are_and_the_sweep_goes_through(lab):
    notebook = steps.open_explorer(lab, "explore.checkpointing(30, 6, time=0, challenges='least')")
    page = notebook.page

    def agrees():
        steps.rest(notebook)
        peak, sweeps = bill(page.evaluate(steps.STATE))
        read = steps.readouts(notebook)
        assert read["held at the peak"] == peak
        assert read["evaluations / L"] == pytest.approx(sweeps, abs=6e-4)

    agrees()
    for name, across in (("layers", 60), ("keep every k-th input", 20), ("keep every k-th input", -22)):
        steps.drag_by(notebook, name, across, 0)
        agrees()
    steps.type_number(notebook, "L", 64)
    steps.type_number(notebook, "k", 7)
    steps.handle(notebook, "keep every k-th input").press("ArrowRight")
    page.get_by_text("✓ Right.").wait_for()
    agrees()
    steps.click(notebook, "Go through")
    steps.pass_by(notebook, "s.time > 4")
    steps.play_on_from(notebook, "Go through", "t", "66")
    steps.pass_by(notebook, "s.time > 70")
    steps.click(notebook, "Pause")
    agrees()
    state = page.evaluate(steps.STATE)
    evaluated = steps.readouts(notebook)["evaluated by now"]
    assert 64 <= evaluated <= min(state["time"], 120)
    assert notebook.axe() == []
