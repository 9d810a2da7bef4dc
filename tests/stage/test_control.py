"""Controls as a figure has them: their steps, what Play runs through, what is taken, read, typed and refused."""

from dataclasses import replace

import numpy as np
import pytest

from jaclib.explore.choose.map import plane_map
from jaclib.stage import Own, choice, control, following, log_slider, point, slider, started, switch, turn, whole
from jaclib.stage.control import fitted, rewritten


def shown(declared, given):
    return control("it", declared, given)


def page(declared, given):
    made = shown(declared, given)
    return made.page(made.first)


def test_the_mouse_moves_a_point_by_a_fifth_of_what_an_arrow_key_does():
    handle = page(point("a", step=0.05), (0, 0))["handle"]
    assert (handle["step"], handle["fine"]) == pytest.approx((0.05, 0.01))
    handle = page(turn("view"), (30, 20))["handle"]
    assert (handle["step"], handle["fine"]) == (5, 1)


def test_play_runs_a_slider_upwards_in_equal_steps_from_end_to_end():
    play = page(slider("t", "t", -1, 3, steps=8, play="Go"), 0)["play"]
    np.testing.assert_allclose(play["values"], np.linspace(-1, 3, 9))


def test_play_shrinks_a_logarithmic_slider_by_equal_factors_and_stops_at_seven_tenths_of_the_decades():
    values = np.array(page(log_slider("radius", "ε", 1e-4, 1, steps=40, play="Shrink"), 0.1)["play"]["values"])
    assert values[0] == 1
    np.testing.assert_allclose(values[1:] / values[:-1], 10**-0.1, rtol=0.006)  # three digits each
    assert values[-1] == pytest.approx(10 ** (-0.7 * 4), rel=0.27)  # less than one step away
    assert [float(f"{x:.3g}") for x in values] == values.tolist()


def test_whole_numbers_in_steps_play_from_step_to_step_and_what_lies_between_is_read_as_the_lower():
    declared = whole("step", "k", 5, 30, every=10, play="Go")
    assert page(declared, 5)["play"]["values"] == [5, 15, 25]
    steps = shown(declared, 5)
    assert [steps.read(n) for n in (5, 14, 15, 30)] == [5, 5, 15, 25]
    assert [steps.code(n) for n in (5, 14, 15, 30)] == ["5", "5", "15", "25"]


def test_a_word_stands_for_a_value_to_compute_and_in_code_and_either_is_taken():
    kind = shown(choice("map", {"with holes": "banded", "full": "dense"}), "dense")
    assert (kind.first, kind.start, kind.code(kind.first)) == ("full", "dense", "'dense'")
    assert kind.take("banded") == kind.take("with holes") == "with holes"


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
    it = shown(declared, given)
    assert it.code(it.first) == typed
    np.testing.assert_allclose(eval(typed), given)


def test_what_cuts_takes_an_argument_beyond_where_the_others_end_as_their_end_and_refuses_one_beyond_all():
    n = shown(whole("n", "n", 1, 9), 3)
    k = following("n", lambda n: whole("k", "k", 0, n, longest=9, cuts=True))
    assert started("k", k, 7, {"n": n}).first == 3
    with pytest.raises(ValueError, match="`k` must be a whole number from 0 to 9; got 10"):
        started("k", k, 10, {"n": n})


def test_of_a_choice_that_is_offered_anew_a_word_stays_if_it_is_still_there_and_else_the_first_is_taken():
    old, new = (choice("kind", dict.fromkeys(words)) for words in (("sharp", "soft"), ("hard", "soft")))
    assert fitted(new, old, "soft") == "soft"
    assert fitted(new, old, "sharp") == "hard"


def test_of_a_choice_whose_words_are_all_new_the_one_in_the_place_of_the_old_is_taken():
    old, new, more = (choice("kind", dict.fromkeys(words)) for words in (("sharp", "soft"), ("♯", "♭"), "♯♮♭"))
    assert (fitted(new, old, "soft"), fitted(old, new, "♭"), fitted(more, old, "soft")) == ("♭", "soft", "♯")


def test_something_typed_is_written_anew_and_means_what_it_did():
    quiet, loud = (plane_map(named=named) for named in (lambda f: f, lambda f: replace(f, latex="F")))
    it = shown(quiet, "polar")
    typed = it.take("x*y, x + y")
    again = rewritten(it, loud)
    assert again.page(typed)["fields"][0]["formula"] == "$f(x, y) = F$" != it.page(typed)["fields"][0]["formula"]
    assert again.read(typed) is it.read(typed)
    assert (again.first, again.page("polar")["menu"]["entry"]) == ("polar", "polar")


def test_a_choice_takes_something_of_ones_own_and_types_it_as_it_was_given():
    own = Own(lambda given: (f"{given}!", -given), lambda given, word: repr(given if word == f"{given}!" else word))
    declared = choice("kind", {"one": 1, "two": 2}, own=own)
    kind = shown(declared, 7)
    assert page(declared, 7)["options"] == ["one", "two", "7!"]
    assert (kind.start, kind.code("7!"), kind.code("two")) == (-7, "7", "'two'")
    assert shown(declared, "two").start == 2
