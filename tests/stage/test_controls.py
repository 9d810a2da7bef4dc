"""Controls: their steps, the values that Play runs through, and what the page is told of them."""

import numpy as np
import pytest

from jaclib.stage import Stage
from jaclib.stage.transition import log_slider, point, slider, turn, whole


def test_the_mouse_moves_a_point_by_a_fifth_of_what_an_arrow_key_does():
    handle = point("a", (0, 0), step=0.05).handle
    assert (handle["step"], handle["fine"]) == pytest.approx((0.05, 0.01))
    assert (turn("view", 30, 20).handle["step"], turn("view", 30, 20).handle["fine"]) == (5, 1)


def test_play_runs_a_slider_upwards_in_equal_steps_from_end_to_end():
    np.testing.assert_allclose(slider("t", "t", -1, 3, 0, steps=8, play="Go").play["values"], np.linspace(-1, 3, 9))


def test_play_shrinks_a_logarithmic_slider_by_equal_factors_and_stops_at_seven_tenths_of_the_decades():
    control = log_slider("radius", "ε", 1e-4, 1, 0.1, steps=40, play="Shrink")
    values = np.array(control.play["values"])
    assert values[0] == 1
    np.testing.assert_allclose(values[1:] / values[:-1], 10**-0.1, rtol=0.006)  # three digits each
    assert values[-1] == pytest.approx(10 ** (-0.7 * 4), rel=0.27)  # less than one step away
    assert [float(f"{x:.3g}") for x in values] == values.tolist()
    assert control.digits == 3


def test_the_page_is_told_of_which_coordinate_a_field_is_and_of_a_single_number_that_it_is_whole():
    controls = {"a": point("a", (1, 2)), "t": slider("t", "t", 0, 1, 0.5)}
    stage = Stage(None, controls, None, None, label="", panels=1)
    told = [(each["name"], each["index"]) for each in stage.bindings]
    assert told == [("a", 0), ("a", 1), ("t", None), ("t", None)]
    assert stage.values == {"a": [1, 2], "t": 0.5}
    stage.close()


def test_whole_numbers_in_steps_play_from_step_to_step_and_what_lies_between_is_read_as_the_lower():
    steps = whole("step", "k", 5, 30, 5, every=10, play="Go")
    assert steps.play["values"] == [5, 15, 25]
    assert [steps.read(n) for n in (5, 14, 15, 30)] == [5, 5, 15, 25]


@pytest.mark.parametrize(
    ("build", "words"),
    [
        (lambda: slider("dilation", "factor", 0.2, 2, 0.0), "dilation: a number from 0.2 to 2 is needed, and 0 came"),
        (lambda: log_slider("radius", "ε", 1e-3, 1, 2), "radius: a number from 0.001 to 1 is needed, and 2 came"),
        (lambda: whole("step", "k", 0, 9, 10), "step: a number from 0 to 9 is needed, and 10 came"),
        (lambda: point("a", (0, -2e6)), r"a, y: a number from -1e\+06 to 1e\+06 is needed, and -2000000 came"),
        (lambda: turn("view", 0, 91), "elevation: a number from -90 to 90 is needed, and 91 came"),
    ],
)
def test_a_value_that_a_control_can_not_have_is_refused_and_not_changed_without_a_word(build, words):
    with pytest.raises(ValueError, match=words):
        build()
