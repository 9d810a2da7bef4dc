"""Lines move without a new background, and have gaps where they are not finite."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from jaclib.draw import LIGHT, grid, panels, point, wires


def test_a_mark_that_moves_leaves_the_background_and_a_grid_that_changes_does_not():
    figure, (ax, *_) = panels(("", "", ""))
    dot, lines = point(ax, LIGHT.ink), grid(ax, LIGHT.faint)
    lines(np.zeros((2, 3, 2)))
    FigureCanvasAgg(figure).draw()
    dot((0.2, 0.3))
    lines(np.zeros((2, 3, 2)))
    assert not figure.stale
    lines(np.ones((2, 3, 2)))
    assert figure.stale


def test_lines_have_gaps_where_they_are_not_finite():
    _, (ax,) = panels(("Lines",))
    path = np.array([[0, 0], [np.nan, np.nan], [1, 1]])
    wires(ax, LIGHT.ink, dashed=True)(np.stack([path, path + 1]))
    (lines,) = ax.collections
    assert lines.get_animated()
    assert [np.isnan(path.vertices).any() for path in lines.get_paths()] == [True, True]
