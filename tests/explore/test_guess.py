"""A region that is guessed before it is seen: how well it fits, what is said of it, and how it is asked for."""

import numpy as np
import pytest

from jaclib import explore
from jaclib.explore.plane.guess import WARM, compared, of_the_guess
from jaclib.stage.live import COVERED

SQUARE = np.array([(0.0, 0), (1, 0), (1, 1), (0, 1)])


def test_of_less_than_a_triangle_and_of_what_is_unknown_no_share_is_told():
    assert np.isnan(compared([(0, 0), (1, 1)], SQUARE[None])["fits_guess"])
    assert np.isnan(compared([(0, 0), (1, 1), (0, 1)], SQUARE[None] * np.nan)["fits_guess"])
    assert compared(None, SQUARE[None])["guess"].shape == (0, 2)


def test_the_outline_of_a_guess_is_closed():
    outline = compared([(0, 0), (1, 0), (0, 1)], SQUARE[None])["guess"]
    assert outline.tolist() == [[0, 0], [1, 0], [0, 1], [0, 0]]


def test_what_is_said_grows_warmer_the_better_it_fits():
    said = [of_the_guess({"fits_guess": share}) for share in (np.nan, 0.1, 0.4, 0.7, 0.9)]
    assert said[0] == ""
    assert [next(i for i, (_, words) in enumerate(WARM) if words in each) for each in said[1:]] == [3, 2, 1, 0]
    assert "share 90% of the area" in said[-1]


# an explorer's call and the name of the true outline
ASKED = {
    "linear_approximation": (lambda **given: explore.linear_approximation("complex square", **given), "true_seen"),
    "determinant": (lambda **given: explore.determinant("complex square", a=(1, 0.5), **given), "image"),
    "flow": (lambda **given: explore.flow("x + y^2/2, y", layers=1, **given), "most"),
}


@pytest.fixture(params=ASKED)
def asked(request):
    call, truth = ASKED[request.param]
    lives = []

    def show(**given):
        lives.append(call(**given))
        return lives[-1]

    yield show, truth
    for live in lives:
        live.close()


def numbers(live):
    return live.stage.compute(**live.now())


def test_a_guess_of_the_truth_itself_fits_and_one_elsewhere_does_not(asked):
    show, name = asked
    truth = np.asarray(numbers(show(guess=[]))[name])[:-1:4]
    assert numbers(show(guess=truth))["fits_guess"] > 0.97
    assert numbers(show(guess=truth + 50))["fits_guess"] == 0
    assert 0.05 < numbers(show(guess=truth.mean(axis=0) + 0.5 * (truth - truth.mean(axis=0))))["fits_guess"] < 0.4


def test_an_empty_guess_is_waited_for_and_one_that_is_given_or_none_is_not(asked):
    show, _ = asked
    live = show(guess=[])
    assert live._awaits == ["guess"]
    assert live.first()[1]["say"] == COVERED
    live.guess = [(0, 0), (1, 0), (0, 1)]
    assert live._awaits == ["guess"]  # until it is said to be the guess
    assert show()._awaits == [] and "guess" not in show().state
    again = eval(show(guess=[(0, 0), (1, 0), (0, 1)]).first()[1]["call"], {"explore": explore})
    assert again.guess == "0, 0; 1, 0; 0, 1" and again._awaits == []
    assert "of the area that they cover together" in again.first()[1]["say"]
    again.close()


def test_under_the_magnifier_a_guess_is_compared_with_what_is_seen():
    truth = numbers(explore.linear_approximation("polar", eps=0.01))["true_seen"]
    live = explore.linear_approximation("polar", eps=0.01, guess=truth[:-1:4])
    assert numbers(live)["fits_guess"] > 0.97
    live.magnify = False
    assert numbers(live)["fits_guess"] < 0.01
    live.close()


@pytest.mark.parametrize("wrong", [True, 3, "here", [(1, 2, 3)], [1, 2]])
def test_a_guess_that_is_no_list_of_points_is_answered_by_what_it_must_be(wrong):
    with pytest.raises((ValueError, TypeError), match="`guess` must be pairs of numbers"):
        explore.linear_approximation(guess=wrong)
