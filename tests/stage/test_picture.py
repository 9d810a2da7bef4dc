"""A picture drawn over its saved background is the picture that matplotlib draws from scratch."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle
from PIL import Image

from jaclib.draw import LIGHT, arrows, curve, frame, label, panels, point
from jaclib.stage import Picture
from tests.examples import costly


def scene():
    figure, (left, right) = panels(("one", "two"), width=560)
    dot, line = point(left, LIGHT.ink), curve(right, LIGHT.linear, fill=LIGHT.fill)
    two, name = arrows(right, LIGHT.columns), label(right, "$e_1$", LIGHT.ink)

    def move(now):
        if now["at"][0] > 3:
            raise ValueError("too far")
        frame(left, ((0, now["reach"]), (0, 1))), frame(right, ((-2, 2), (-2, 2)))
        dot(now["at"]), line(now["at"] + [[0, 0], [1, 0], [0, 1]])
        two(now["at"], np.eye(2)), name(now["at"], (1, 0))

    return figure, move


def from_scratch(arrays) -> np.ndarray:
    figure, move = scene()
    move(arrays)
    out = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(out, format="png")
    return np.asarray(Image.open(out).convert("RGB")).astype(int)


def drawn(picture, arrays) -> np.ndarray:
    return picture.draw(arrays)[..., :3].astype(int)


states = st.fixed_dictionaries(
    {
        "at": st.tuples(st.floats(-2, 2), st.floats(-2, 2)).map(np.array),
        "reach": st.sampled_from([1.0, 2.0]),  # changes the limits, and so the background
    }
)


@pytest.mark.slow
@costly
@given(st.lists(states, min_size=1, max_size=4))
def test_after_any_moves_it_equals_the_last_state_drawn_from_scratch(moves):
    picture = Picture(*scene())
    for arrays in moves:
        pixels = drawn(picture, arrays)
    assert np.abs(pixels - from_scratch(moves[-1])).max() <= 2


def test_the_background_is_drawn_once_as_long_as_only_marks_move():
    picture = Picture(*scene())
    picture.draw({"at": np.array([0.1, 0.2]), "reach": 1.0})
    background = picture.background
    for x in np.linspace(0, 1, 5):
        picture.draw({"at": np.array([x, x]), "reach": 1.0})
    assert picture.background is background
    picture.draw({"at": np.array([0.1, 0.2]), "reach": 2.0})
    assert picture.background is not background


def test_after_a_move_that_raises_the_next_picture_is_whole():
    picture = Picture(*scene())
    good = {"at": np.array([0.5, 0.5]), "reach": 1.0}
    picture.draw(good)
    with pytest.raises(ValueError, match="too far"):
        picture.draw({"at": np.array([4.0, 0.0]), "reach": 1.0})
    assert np.abs(drawn(picture, good) - from_scratch(good)).max() <= 2


def test_a_quick_frame_has_64_colours_at_the_most_the_paper_exactly_and_is_smaller_than_a_sharp_one():
    picture = Picture(*scene())
    pixels = picture.draw({"at": np.array([0.5, 0.5]), "reach": 1.0})
    sharp, quick = picture.sharp(pixels), picture.quick(pixels)
    seen = np.asarray(Image.open(io.BytesIO(quick)).convert("RGB"))
    assert len(np.unique(seen.reshape(-1, 3), axis=0)) <= 64
    assert (seen[pixels[..., :3].min(axis=2) == 255] == 255).all()
    assert np.abs(seen.astype(int) - pixels[..., :3]).mean() < 0.5
    assert (np.asarray(Image.open(io.BytesIO(sharp))) == pixels[..., :3]).all()
    assert len(quick) < 0.6 * len(sharp)


def test_after_the_background_has_changed_a_quick_frame_has_the_new_papers_colour_exactly():
    picture, now = Picture(*scene()), {"at": np.array([0.5, 0.5]), "reach": 1.0}
    picture.quick(picture.draw(now))
    picture.figure.set_facecolor("#1b3a5c")
    seen = np.asarray(Image.open(io.BytesIO(picture.quick(picture.draw(now)))).convert("RGB"))
    assert seen[0, 0].tolist() == [0x1B, 0x3A, 0x5C]


def test_what_lies_above_is_drawn_last():
    figure, (ax, _) = panels(("one", "two"), width=560)
    frame(ax, ((0, 1), (0, 1)))
    for color, order in (("#00ff00", 7), ("#ff0000", 5), ("#0000ff", 6)):
        ax.add_patch(Rectangle((0, 0), 1, 1, color=color, zorder=order, animated=True))
    pixels = Picture(figure, lambda now: None).draw({})
    x, y = ax.transData.transform((0.5, 0.5)).astype(int)
    assert pixels[len(pixels) - y, x, :3].tolist() == [0, 255, 0]
