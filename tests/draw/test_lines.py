"""Lines move without a new background, and have gaps where they are not finite."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg

from jaclib.draw import LIGHT, curve, curves, grid, panels, point, rule


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
    curves(ax, LIGHT.ink, dashed=True)(np.stack([path, path + 1]))
    (lines,) = ax.collections
    assert lines.get_animated()
    assert [np.isnan(path.vertices).any() for path in lines.get_paths()] == [True, True]


def test_many_polylines_in_one_stroke_do_not_join():
    _, (ax,) = panels(("Lines",))
    curve(ax, LIGHT.ink)(np.arange(12.0).reshape(2, 3, 2))
    assert np.isnan(ax.lines[0].get_xdata()).tolist() == [False, False, False, True, False, False, False, True]


def test_a_curve_is_filled_only_where_all_of_it_is_known():
    _, (ax,) = panels(("A square",))
    move, square = curve(ax, LIGHT.ink, fill=LIGHT.fill), np.array([(0, 0), (1, 0), (1, 1.0)])
    for points in (square, square * np.nan, square):
        move(points)
        assert ax.patches[0].get_visible() == np.isfinite(points).all()


def test_a_rule_goes_from_side_to_side():
    _, (ax,) = panels(("Rules",))
    rule(ax, LIGHT.ink)(0.3), rule(ax, LIGHT.ink, level=True)(0.7)
    upright, level = (line.get_path().transformed(line.get_transform()).vertices for line in ax.lines)
    x, y = ax.transData.transform((0.3, 0.7))
    np.testing.assert_allclose(upright, [(x, ax.bbox.y0), (x, ax.bbox.y1)])
    np.testing.assert_allclose(level, [(ax.bbox.x0, y), (ax.bbox.x1, y)])
