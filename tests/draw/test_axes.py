"""Panels, their frames, and what is set on their axes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from jaclib.draw import LIGHT, frame, hint, key, name_axes, panels, pixels_per_unit, set_axes
from jaclib.draw.panels import columns_for

WIDTHS = [340, 360, 480, 560, 700, 900, 960, 1280]
TITLES = "A small circle around a …", "… lands on nearly this ellipse", "How fast the error falls"
ends = st.tuples(st.floats(-50, 50), st.floats(0.01, 100)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@pytest.mark.slow
@given(ends, ends, st.sampled_from(WIDTHS))
def test_a_framed_box_is_seen_whole_with_units_equally_long_both_ways(x, y, width):
    _, (ax, *_) = panels(TITLES, width=width)
    frame(ax, (x, y))
    across, up = pixels_per_unit(ax)
    assert across == pytest.approx(up)
    slack = 1e-9 * (1 + abs(np.array([x, y])).max())
    assert ax.get_xlim()[0] <= x[0] + slack
    assert ax.get_xlim()[1] >= x[1] - slack
    assert ax.get_ylim()[0] <= y[0] + slack
    assert ax.get_ylim()[1] >= y[1] - slack


def test_framing_the_same_box_again_leaves_the_background_as_it_is():
    figure, (ax, *_) = panels(TITLES)
    frame(ax, ((0, 3), (-1, 2)))
    FigureCanvasAgg(figure).draw()
    frame(ax, ((0, 3), (-1, 2)))
    assert not figure.stale
    frame(ax, ((0, 3), (-1, 2.5)))
    assert figure.stale


def test_names_and_limits_that_are_there_already_leave_the_background_as_it_is():
    figure, (ax, *_) = panels(TITLES)
    for names, top, stale in ((("r", "θ"), 2, True), (("r", "θ"), np.float64(2), False), (("r", "φ"), 2, True)):
        FigureCanvasAgg(figure).draw()
        name_axes(ax, names), set_axes(ax, ylim=(0, top))
        assert figure.stale == stale
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_ylim()) == ("r", "φ", (0, 2))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [2, 3, 4])
def test_where_one_drags_and_what_that_moves_are_seen_together_on_a_laptops_page_and_on_a_tablets(width, count):
    figure, (first, second, *_) = panels((*TITLES, "four")[:count], width=width)
    top, bottom = first.get_window_extent(), second.get_window_extent()
    assert [top.width, bottom.width] == pytest.approx([width / columns_for(width, count) - 80] * 2)
    assert figure.bbox.height - bottom.y0 <= (480 if columns_for(width, count) > 1 else 680)


@pytest.mark.few
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_no_text_is_cut_off_and_no_panel_reaches_into_another(width, count):
    figure, axes = panels(TITLES[:count], width=width)
    for ax in axes:
        frame(ax, ((-20, -10), (0.001, 0.002)))
        ax.set(xlabel="x", ylabel="(y − f₂(a)) / ε")
    hint(axes[0], "drag a, or use the arrow keys", LIGHT.quiet)
    key(axes[-1], [("true f(a + h)", LIGHT.ink, False), ("linear f(a) + J h", LIGHT.linear, True)])
    FigureCanvasAgg(figure).draw()
    boxes = [ax.get_tightbbox() for ax in axes]
    for box in boxes:
        assert box.x0 >= 0
        assert box.y0 >= 0
        assert box.x1 <= figure.bbox.width + 0.5
        assert box.y1 <= figure.bbox.height
    for i, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[i + 1 :])
