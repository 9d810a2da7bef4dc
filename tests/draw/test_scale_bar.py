"""The scale of a panel that is magnified."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from jaclib.draw import LIGHT, frame, panels, scale_bar
from jaclib.draw.scale_bar import LONGEST, round_length

zooms = st.floats(1.001, 1e5)


@given(zooms, st.floats(0.1, 100))
def test_the_bar_is_as_long_as_it_says(zoom, side):
    _, (ax, *_) = panels(("", "", ""))
    frame(ax, ((0, side), (0, side)))
    scale_bar(ax, LIGHT.quiet)(zoom)
    (bar,) = ax.lines
    said, times = ax.texts[0].get_text().split("  ")
    long = np.ptp(bar.get_xdata())
    assert long * side / ax.bbox.width / zoom == pytest.approx(float(said), rel=1e-6)
    assert LONGEST / 2.5 * 0.99 <= long / ax.bbox.width <= LONGEST * 1.01
    assert "e" not in said
    assert float(times.strip("(× )").replace(",", "")) == pytest.approx(zoom, rel=0.06)


def test_at_1_there_are_ticks_and_else_the_bar_in_their_place():
    figure, (ax, *_) = panels(("", "", ""))
    move = scale_bar(ax, LIGHT.quiet)
    for zoom in (1.0, 20.0, 1.0):
        move(zoom)
        FigureCanvasAgg(figure).draw()
        (*_, tick) = ax.xaxis.get_major_ticks()
        assert tick.label1.get_color() == (LIGHT.quiet if zoom == 1 else "none")
        assert ax.lines[0].get_visible() == (zoom > 1)
        assert bool(ax.texts[0].get_text()) == (zoom > 1)


def test_to_magnify_further_costs_no_new_background():
    figure, (ax, *_) = panels(("", "", ""))
    move = scale_bar(ax, LIGHT.quiet)
    move(2.0)
    FigureCanvasAgg(figure).draw()
    move(2.1)
    assert not figure.stale


@given(st.floats(1e-12, 1e12))
def test_a_round_length_is_1_2_or_5_times_a_power_of_ten(most):
    length = round_length(most)
    assert length <= most * (1 + 1e-9) <= 2.5 * length * (1 + 1e-9)
    assert f"{length:.0e}"[0] in "125"
