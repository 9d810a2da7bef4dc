"""The harness itself, on plain ipywidgets: what it does in the browser arrives in Python, and the other way round."""

import pytest

from .notebook import ICONS

SLIDER = """
import ipywidgets
slider = ipywidgets.FloatSlider(value=0, min=0, max=1, step=0.01, description="t")
seen = []
slider.observe(lambda change: seen.append(change.new), "value")
slider
"""


CLOSE = "slider.layout.close(), slider.style.close(), slider.close()"


@pytest.fixture
def notebook(lab):
    notebook = lab.notebook([SLIDER, "1 / 0"])
    notebook.run(0)
    yield notebook
    notebook.python(f"{CLOSE}; None")


def middle(locator):
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("lab", ["plain"], indirect=True)
class TestOnPlainWidgets:
    def test_a_slider_dragged_in_the_browser_is_seen_in_python(self, notebook):
        handle, track = (notebook.output(0).locator(f".noUi-{part}") for part in ("handle", "base"))
        handle.wait_for()
        (x, y), width = middle(handle), track.bounding_box()["width"]
        with notebook.hand() as hand:
            hand.press((x, y))
            hand.sweep([(x, y), (x + 0.8 * width, y)], seconds=0.3)
            notebook.until("abs(slider.value - 0.8) < 0.011")
            hand.sweep([(x + 0.8 * width, y), (x + 0.5 * width, y)], seconds=0.3)
            hand.release((x + 0.5 * width, y))
        notebook.until("abs(slider.value - 0.5) < 0.011")
        assert notebook.python("len(seen)") > 1
        assert notebook.errors == []

    def test_a_value_set_in_python_is_seen_in_the_browser(self, notebook):
        notebook.python("slider.value = 0.25")
        notebook.output(0).locator(".noUi-handle[aria-valuetext='0.25']").wait_for()

    def test_an_error_in_a_cell_or_an_expression_is_an_error_here(self, notebook):
        with pytest.raises(RuntimeError, match="ZeroDivisionError"):
            notebook.run(1)
        with pytest.raises(RuntimeError, match="NameError"):
            notebook.python("no_such_name")

    def test_the_widget_lives_on_after_a_reload_and_its_names_die_with_the_kernel(self, lab):
        notebook = lab.own_notebook([SLIDER])
        notebook.run(0)
        notebook.python("slider.value = 0.75")
        notebook.reload()
        notebook.output(0).locator(".noUi-handle[aria-valuetext='0.75']").wait_for()
        notebook.restart_kernel()
        assert notebook.python("'slider' in globals()") is False

    def test_the_theme_changes(self, notebook):
        notebook.theme("JupyterLab Dark")
        assert notebook.page.evaluate("() => document.body.dataset.jpThemeLight") == "false"

    def test_axe_finds_the_name_that_a_plain_slider_lacks(self, notebook):
        assert any(found.startswith("aria-input-field-name") for found in notebook.axe())


@pytest.mark.parametrize("lab", ["plain"], indirect=True)
def test_the_page_has_the_width_and_the_pixel_ratio_asked_for(lab):
    page = lab.own_notebook(["1 + 1"], viewport=(420, 800), scale=2).page
    assert page.evaluate("() => [innerWidth, innerHeight, devicePixelRatio]") == [420, 800, 2]


def test_what_cells_leave_behind_is_named_and_their_names_are_forgotten(lab):
    notebook = lab.notebook([SLIDER])
    notebook.run(0)
    assert sorted(lab.let_go()) == ["FloatSlider", "Layout", "SliderStyle"]
    assert notebook.python("'slider' in globals()") is False
    notebook.python("__import__('ipywidgets').Widget.close_all()")
    assert lab.let_go() == []


def test_a_live_figure_goes_with_its_cell(lab):
    notebook = lab.notebook(["import jaclib\nfrom jaclib import explore", "explore.linear_approximation()"])
    notebook.run_all()
    notebook.page.wait_for_function("() => jaclibStages.size === 1")
    assert lab.let_go() == []
    assert notebook.page.evaluate("() => jaclibStages.size") == 0


def test_a_patch_of_the_library_that_a_test_leaves_behind_is_noticed(lab):
    notebook = lab.notebook([""])
    notebook.python("from jaclib.stage.stage import Stage; Stage.draw, Stage.whole = lambda stage: None, Stage.draw")
    assert lab.let_go() == ["draw"]
    notebook.python("from jaclib.stage.stage import Stage; Stage.draw = Stage.whole; del Stage.whole")


@pytest.mark.parametrize(("lab", "icons"), [("fast", 1), ("plain", 2)], indirect=["lab"])
def test_a_busy_kernel_gives_the_page_another_favicon_unless_jaclib_is_installed(lab, icons):
    notebook = lab.notebook(["import time; time.sleep(0.5)"])
    notebook.page.evaluate(ICONS)
    notebook.run(0)
    assert notebook.page.evaluate("() => icons.size") == icons
