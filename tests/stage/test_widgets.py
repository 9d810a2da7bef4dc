"""Controls as they are shown: their steps, what Play runs through, what follows what, what the page is told."""

import numpy as np
import pytest

from jaclib.stage import Own, Stage, choice, following, log_slider, made, point, slider, switch, turn, whole


def shown(declared, given, **controls):
    return made("it", declared, given, controls)


def test_the_mouse_moves_a_point_by_a_fifth_of_what_an_arrow_key_does():
    handle = shown(point("a", step=0.05), (0, 0)).handle
    assert (handle["step"], handle["fine"]) == pytest.approx((0.05, 0.01))
    handle = shown(turn("view"), (30, 20)).handle
    assert (handle["step"], handle["fine"]) == (5, 1)


def test_play_runs_a_slider_upwards_in_equal_steps_from_end_to_end():
    control = shown(slider("t", "t", -1, 3, steps=8, play="Go"), 0)
    np.testing.assert_allclose(control.play["values"], np.linspace(-1, 3, 9))


def test_play_shrinks_a_logarithmic_slider_by_equal_factors_and_stops_at_seven_tenths_of_the_decades():
    control = shown(log_slider("radius", "ε", 1e-4, 1, steps=40, play="Shrink"), 0.1)
    values = np.array(control.play["values"])
    assert values[0] == 1
    np.testing.assert_allclose(values[1:] / values[:-1], 10**-0.1, rtol=0.006)  # three digits each
    assert values[-1] == pytest.approx(10 ** (-0.7 * 4), rel=0.27)  # less than one step away
    assert [float(f"{x:.3g}") for x in values] == values.tolist()
    assert control.digits == 3


def test_the_page_is_told_of_which_coordinate_a_field_is_and_of_a_single_number_that_it_is_whole():
    controls = {"a": shown(point("a"), (1, 2)), "t": shown(slider("t", "t", 0, 1), 0.5)}
    stage = Stage(None, controls, None, None, label="", panels=1)
    told = [(each["name"], each["index"]) for each in stage.bindings]
    assert told == [("a", 0), ("a", 1), ("t", None), ("t", None)]
    assert stage.values == {"a": [1, 2], "t": 0.5}
    stage.close()


def test_whole_numbers_in_steps_play_from_step_to_step_and_what_lies_between_is_read_as_the_lower():
    steps = shown(whole("step", "k", 5, 30, every=10, play="Go"), 5)
    assert steps.play["values"] == [5, 15, 25]
    assert [steps.read(n) for n in (5, 14, 15, 30)] == [5, 5, 15, 25]
    assert [steps.code(n) for n in (5, 14, 15, 30)] == ["5", "5", "15", "25"]


def test_a_word_stands_for_a_value_to_compute_and_in_code():
    control = shown(choice("map", {"with holes": "banded", "full": "dense"}), "dense")
    assert (control.value, control.now, control.code(control.value)) == ("full", "dense", "'dense'")


@pytest.mark.parametrize(
    ("declared", "given", "typed"),
    [
        (slider("t", "t", 0, 1), 0.1 + 0.2, "0.3"),
        (log_slider("r", "ε", 1e-9, 1), 1.5e-7, "1.5e-07"),
        (switch("on"), True, "True"),
        (point("a"), (1, 0.25), "(1, 0.25)"),
        (point("a", names=("t",)), (2,), "(2,)"),
        (turn("view"), (-60, 25), "(-60, 25)"),
    ],
)
def test_a_value_is_typed_in_a_call_as_it_is_given_in_one(declared, given, typed):
    control = shown(declared, given)
    assert control.code(control.value) == typed
    np.testing.assert_allclose(eval(typed), given)


def rows_of(n):
    return following("n", lambda n: whole("row", "i", 0, n), start=lambda n: n // 2, resets=False)


def test_what_follows_starts_where_the_others_say_and_ends_where_they_end():
    n = shown(whole("rows", "n", 1, 9), 6)
    row = shown(rows_of(n), None, n=n)
    ends = lambda: [widget.max for widget in row.parts[0]]  # noqa: E731
    assert (row.value, ends()) == (3, [6, 6])
    n.value = 2
    assert (row.value, ends()) == (2, [2, 2])
    n.value = 8
    assert (row.value, ends()) == (2, [8, 8])


def test_what_cuts_takes_an_argument_beyond_where_the_others_end_as_their_end_and_refuses_one_beyond_all():
    n = shown(whole("n", "n", 1, 9), 3)
    k = following("n", lambda n: whole("k", "k", 0, n, longest=9, cuts=True))
    assert made("k", k, 7, {"n": n}).value == 3
    with pytest.raises(ValueError, match="`k` must be a whole number from 0 to 9; got 10"):
        made("k", k, 10, {"n": n})


def test_what_resets_goes_back_to_its_start_and_takes_the_new_names():
    names = choice("in", {"the plane": ("x", "y"), "polar": ("r", "θ")})
    kind = shown(names, ("x", "y"))
    start = {("x", "y"): (0, 1), ("r", "θ"): (2, 3)}
    place = shown(following("kind", lambda now: point("p", names=now), start=start.get), (5, 5), kind=kind)
    assert place.value == [5, 5]
    kind.value = "polar"
    assert place.value == [2, 3]
    assert [field.description for (field,) in place.parts] == ["r", "θ"]


def test_what_has_no_meaning_is_hidden_and_comes_back():
    layers = shown(whole("layers", "K", 1, 3), 1)
    second = following("layers", lambda k: whole("width", "n", 1, 9)._replace(shown=k > 1))
    width = shown(second, 4, layers=layers)
    assert width.box.layout.display == "none"
    layers.value = 2
    assert (width.box.layout.display, width.value) == (None, 4)


def test_a_control_that_is_closed_does_not_hear_of_those_that_it_followed():
    n = shown(whole("rows", "n", 1, 9), 6)
    gone = shown(rows_of(n), None, n=n)
    for widget in gone.widgets:
        widget.close()
    n.value = 2
    assert gone.value == 3


def test_a_choice_takes_something_of_ones_own_and_types_it_as_it_was_given():
    own = Own(lambda given: (f"{given}!", -given), lambda given, word: repr(given if word == f"{given}!" else word))
    declared = choice("kind", {"one": 1, "two": 2}, own=own)
    control = shown(declared, 7)
    assert control.box.options == ("one", "two", "7!")
    assert (control.now, control.code("7!"), control.code("two")) == (-7, "7", "'two'")
    assert shown(declared, "two").now == 2
