"""Numbers and words as outlines: drawn fast, and wherever they are put."""

import numpy as np

from jaclib import draw
from tests.looks import on_a_panel


def test_words_above_the_panel_are_seen_as_those_inside_are():
    def put_up(ax, palette):
        move = draw.words_at(ax, palette.ink, size=20)
        return lambda arrays: move(*arrays)

    picture, at = on_a_panel(put_up)
    high = picture.figure.axes[0].get_ylim()[1]
    for y in (high / 2, high + 20):
        assert at((np.array([(100, y)]), ["█"]))(100, y).max() < 0.5
