"""What did not change is put back as it was drawn."""

import numpy as np
import pytest

from jaclib.draw import LIGHT, Cached, frame, panels, sheet, texts, unchanged
from jaclib.draw.fields import mixed
from jaclib.stage import Picture
from tests.looks import on_a_panel

PLAIN = np.zeros((2, 1, 4))
NO_LINES = np.full((1, 2), np.nan)
FLAT = np.stack(np.meshgrid([0.0, 0.5, 1.0], [0.0, 1.0], indexing="ij"), axis=-1)


def test_what_did_not_change_is_put_back_as_it_was_and_what_did_is_drawn():
    figure, (ax,) = panels(("",), width=400)
    frame(ax, ((0, 1), (0, 1)))
    move = sheet(ax, LIGHT)
    picture = Picture(figure, lambda now: move(*now["sheet"]))
    values = np.array([[0.5], [-0.5]])
    still = {"sheet": (FLAT, values, PLAIN, NO_LINES, NO_LINES, NO_LINES)}
    first = picture.draw(still).copy()
    (mesh,) = (artist for artist in ax.get_children() if isinstance(artist, Cached))
    kept = mesh.drawn
    assert (picture.draw(still) == first).all()
    assert mesh.drawn is kept
    changed = picture.draw({"sheet": (FLAT, -values, *still["sheet"][2:])}).copy()
    assert (changed != first).any()
    frame(ax, ((0, 2), (0, 2)))
    assert (picture.draw({"sheet": (FLAT, -values, *still["sheet"][2:])}) != changed).any()


def test_a_pixel_of_one_layer_is_taken_as_it_is():
    below, above = np.zeros((1, 3, 4), dtype=np.uint8), np.zeros((1, 3, 4), dtype=np.uint8)
    below[0, :2] = 100, 100, 100, 255
    above[0, 1:] = 200, 50, 0, 255
    assert mixed(below, above)[0, ::2].tolist() == [[100, 100, 100, 255], [200, 50, 0, 255]]
    assert mixed(below, above)[0, 1].astype(int) == pytest.approx(np.array([175, 62, 25, 255]), abs=2)


def test_what_is_kept_is_drawn_once_until_it_changes_and_never_makes_the_background_stale():
    calls = []

    def put_up(ax, palette):
        cached = Cached(ax)
        name = texts(ax, palette.ink, 1, cached=cached)
        (text,) = cached.parts
        draw = text.draw
        text.draw = lambda renderer: (calls.append(1), draw(renderer))
        return lambda given: name(*given)

    picture, at = on_a_panel(put_up)
    first = at(([(100, 100)], ["one"]))
    background = picture.background
    at(([(100, 100)], ["one"]))
    assert len(calls) == 1
    again = at(([(100, 100)], ["other words"]))
    assert len(calls) == 2 and picture.background is background
    places = [(x, 100) for x in range(60, 140)]
    assert any(np.abs(first(*place) - again(*place)).max() > 0.3 for place in places)


def test_a_mover_does_nothing_for_arrays_equal_to_those_before_be_they_the_same_objects_or_not():
    calls = []
    move = unchanged(lambda *arrays: calls.append(arrays))
    lines, words = np.array([[0.0, np.nan]]), ["a", "b"]
    move(lines, words), move(lines, words), move(lines.copy(), list(words))
    assert len(calls) == 1
    move(lines + 1, words), move(lines + 1, ["a", "c"]), move(lines[:, :1], ["a", "c"])
    assert len(calls) == 4


def test_a_move_that_failed_is_made_again():
    moved = []
    move = unchanged(lambda number: moved.append(1 / number))
    for number in (2, 0, 2):
        try:
            move(number)
        except ZeroDivisionError:
            moved.append(None)
    assert moved == [0.5, None, 0.5]
