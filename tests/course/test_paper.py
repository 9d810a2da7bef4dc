"""Squared paper and its image: the lines cut the box, and each point of the right panel is the image of its twin."""

import jax
import numpy as np
import pytest

from jaclib import explore, maps

POLAR = [(0, 1), (0, 2 * np.pi)]


@pytest.mark.parametrize(("f", "box"), [(maps.polar, POLAR), (maps.swirl, [(-1, 1), (0, 2)])])
def test_what_is_drawn_on_the_right_is_the_image_of_what_is_drawn_on_the_left(f, box):
    figure = explore.paper(f, box, cells=4, titles=("boxes", "tiles"))
    before, after = figure.axes
    assert (before.get_title(loc="left"), after.get_title(loc="left")) == ("boxes", "tiles")
    assert (before.get_xlabel(), before.get_ylabel()) == f.variables
    for line, image in zip(before.lines, after.lines, strict=True):
        np.testing.assert_allclose(image.get_xydata(), jax.vmap(f)(line.get_xydata()))
        assert line.get_color() == image.get_color()


def test_the_lines_of_a_direction_are_equally_far_apart_and_one_more_than_the_cells():
    figure = explore.paper(maps.polar, POLAR, cells=4, titles=("", ""))
    lines = [line.get_xydata() for line in figure.axes[0].lines]
    level = [line for line in lines if np.ptp(line[:, 1]) == 0]
    assert len(level) == 5 == len(lines) / 2
    np.testing.assert_allclose([line[0, 1] for line in level], np.linspace(0, 2 * np.pi, 5))
    assert all(np.ptp(line[:, 0]) == 1 for line in level)
    assert [each.get_text() for each in figure.axes[0].get_yticklabels()][-2:] == ["2π", "5π/2"]
