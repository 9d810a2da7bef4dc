"""The picture of a grid, or of a curve, and of its image: what is drawn on the right is where f takes it."""

import jax.numpy as jnp
import numpy as np
import pytest
from matplotlib.colors import to_hex

from jaclib import maps
from jaclib.explore import before_and_after

BLUE, ORANGE = "#2f86c1", "#d9661f"  # of what belongs to the first input, and to the second, on any paper


def drawn(panel):
    return [np.column_stack(line.get_data()) for line in panel.lines]


@pytest.mark.parametrize("f", maps.CATALOGUE.values(), ids=maps.CATALOGUE)
def test_each_line_on_the_right_is_the_image_of_the_one_on_the_left(f):
    before, after = map(drawn, before_and_after(f).axes)
    assert len(before) == len(after) == 26
    for line, image in zip(before, after, strict=True):
        np.testing.assert_allclose([f(p) for p in line[::30]], image[::30], atol=1e-12)


def test_the_first_colour_is_of_lines_along_which_the_first_input_alone_moves():
    before, after = before_and_after(maps.polar).axes
    for line in before.lines:
        moves = np.ptp(line.get_data(), axis=1) > 0
        assert moves.tolist() == ([True, False] if to_hex(line.get_color()) == BLUE else [False, True])
    circles = [line for line in after.lines if to_hex(line.get_color()) == ORANGE]  # r rests on them
    assert len(circles) == 13
    for circle in circles:
        assert np.ptp(np.hypot(*circle.get_data())) < 1e-12


def test_the_grid_fills_the_domain_and_the_axes_have_the_names_of_the_variables():
    before, after = before_and_after(maps.polar).axes
    ends = np.concatenate(drawn(before))
    np.testing.assert_allclose(np.stack([ends.min(axis=0), ends.max(axis=0)], axis=1), maps.polar.domain)
    assert [(each.get_xlabel(), each.get_ylabel()) for each in (before, after)] == [("r", "θ"), ("x", "y")]
    before.figure.canvas.draw()
    assert [each.get_text() for each in before.get_yticklabels()][1:-1] == ["−π", "−π/2", "0", "π/2", "π"]


def test_a_curve_and_a_point_go_to_their_images_and_both_are_in_sight():
    a = jnp.array([2.0, 0.8])
    turn = np.linspace(0, 2 * np.pi, 50)
    circle = a + np.stack([np.cos(turn), np.sin(turn)], axis=1)
    before, after = before_and_after(maps.polar, a, circle).axes
    (curve, point), (image, landed) = map(drawn, (before, after))
    r, theta = curve.T
    np.testing.assert_allclose(image, np.stack([r * np.cos(theta), r * np.sin(theta)], axis=1), atol=1e-12)
    np.testing.assert_allclose((*point, *landed), (a, maps.polar(a)))
    for panel, line in ((before, curve), (after, image)):
        low, high = np.transpose([panel.get_xlim(), panel.get_ylim()])
        assert (low < line.min(axis=0)).all() and (line.max(axis=0) < high).all()


def test_another_box_is_cut_into_as_many_cells_and_all_of_its_image_is_in_sight():
    before, after = before_and_after(maps.polar, box=((0, 1), (0, 2 * np.pi)), cells=8).axes
    level = [line for line in drawn(before) if np.ptp(line[:, 1]) == 0]
    assert len(level) == 9 == len(before.lines) / 2
    np.testing.assert_allclose([line[0, 1] for line in level], np.arange(9) * np.pi / 4)
    rim = max(drawn(after), key=lambda line: np.hypot(*line.T).min())
    np.testing.assert_allclose(np.hypot(*rim.T), 1)
    low, high = np.transpose([after.get_xlim(), after.get_ylim()])
    assert ((low < -1) & (high > 1) & (high < 1.1)).all()
