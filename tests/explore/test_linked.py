"""Three pictures of one map at one point, side by side."""

import base64
import io

import ipywidgets as W
import pytest
from PIL import Image

from jaclib import explore


def test_the_three_pictures_are_of_the_same_map_and_move_together():
    both = explore.linked("complex square", a=(1, 0.5))
    assert [live.state["f"] for live in both.pictures] == ["complex square"] * 3
    both.shared.a = [0.5, -0.25]
    assert [live.state["a"] for live in both.pictures] == [[0.5, -0.25]] * 3
    both.close()


def test_a_name_that_they_have_not_is_answered_with_what_they_share():
    both = explore.linked("polar")
    with pytest.raises(AttributeError, match=r"must be set as one of shared\.f, shared\.a; got a\."):
        both.a = (1, 0)
    both.close()


def test_their_shared_controls_are_shown_once_and_their_own_above_each():
    both = explore.linked()
    assert both.children[0] is both.shared
    for live in both.pictures:
        assert live._settings["above"] == [*both.shared.controls] == ["f", "a"]
        assert set(live.controls) > {"f", "a"}
    both.close()


@pytest.mark.slow
def test_a_reader_without_a_kernel_sees_all_three_and_reads_what_each_says():
    both = explore.linked("polar", a=(2, 0.8))
    shown, about = both._repr_mimebundle_()
    picture = Image.open(io.BytesIO(base64.b64decode(shown["image/png"])))
    assert picture.width == 3 * 540
    assert len(shown["text/plain"].splitlines()) == 3
    assert about["image/png"]["alt"] == shown["text/plain"]
    both.close()


def test_nothing_is_left_when_they_are_closed():
    before = set(W.widgets.widget._instances)
    explore.linked("swirl").close()
    assert set(W.widgets.widget._instances) == before


def test_what_is_no_map_is_said():
    with pytest.raises(TypeError, match="catalogue name"):
        explore.linked(3)
