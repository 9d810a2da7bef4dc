"""Training as a sequence: what is asked for is trained, once, and as often as it is asked for it is the same."""

import time

import pytest

from jaclib.explore.learn.training import SLICE, Training
from jaclib.stage import Later


def halving():
    calls = []

    def advance(x):
        calls.append(x)
        return x / 2

    return Training(1.0, advance, every=5), calls


def test_only_what_is_asked_for_is_trained_and_only_once():
    run, calls = halving()
    assert calls == []
    assert [run.at(step) for step in (20, 0, 10, 20)] == [1 / 16, 1.0, 1 / 4, 1 / 16]
    assert len(calls) == 4


@pytest.mark.parametrize("step", [3, -5])
def test_a_step_between_two_states_is_refused(step):
    with pytest.raises(ValueError, match=f"`step` must be a multiple of 5, 0 or more; got {step}"):
        halving()[0].at(step)


def test_what_takes_longer_says_how_far_it_is_and_goes_on_when_asked_again():
    def slowly(x):
        time.sleep(SLICE / 2)
        return x + 1

    run = Training(0, slowly, every=100)
    said = []
    for _ in range(20):
        try:
            assert run.at(600) == 6
            break
        except Later as later:
            said.append(str(later))
    assert said
    assert said == sorted(said)
    assert all(words.startswith("Training: step ") and words.endswith(" of 600") for words in said)
