"""Challenges: a picture knows the state that was asked for, and what is near it."""

from importlib import import_module

import numpy as np
import pytest

from jaclib import maps
from jaclib.explore import Challenge, linear_approximation
from jaclib.stage.challenge import Judgement, chosen, near, right

CHALLENGES = import_module("jaclib.explore.linear_approximation.words").CHALLENGES


@pytest.mark.parametrize(
    ("name", "a", "eps", "found"),
    [  # polar coordinates stretch by 1 and by r: the ellipse is r times as long as wide
        ("circle", (1.0, 0.3), 0.5, True),
        ("circle", (1.2, 0.3), 0.5, False),
        ("circle", (2.0, 0.3), 0.5, None),
        ("three", (3.0, 0.3), 0.5, True),
        ("three", (1 / 3, 0.3), 0.5, True),
        ("three", (2.6, 0.3), 0.5, False),
        ("three", (1.0, 0.3), 0.5, None),
        ("three", (0.0, 0.3), 0.5, None),
        ("one percent", (2.0, 0.3), 0.01, True),
        ("one percent", (2.0, 0.3), 0.02, False),
        ("one percent", (2.0, 0.3), 0.5, None),
    ],
)
def test_a_state_is_judged_as_the_closed_form_says(name, a, eps, found):
    compute = import_module("jaclib.explore.linear_approximation.numbers").compute
    judgement = CHALLENGES[name].judge(compute(maps.polar, a, eps, magnify=False))
    assert (judgement and judgement.right) == found
    assert judgement is None or len(judgement.words) > 10


@pytest.mark.parametrize(
    ("twisted", "bent", "found"),
    [(0.0, 1.0, True), (3e-17, 1.0, True), (0.0, 0.0, False), (1e-3, 1.0, False), (0.5, 1.0, None)],
)
def test_what_is_0_but_for_rounding_is_0_where_nothing_else_will_do(twisted, bent, found):
    module = import_module("jaclib.explore.finite_differences.words")
    straight, exact = module.CHALLENGES["straight"], np.zeros(len(module.STEPS))
    now = {"central_theory_float64": (twisted, 2, 0.0), "forward_theory_float64": (bent, 1, 0.0)}
    now |= {"jacobian_float64": np.eye(2), "central_law_float64": exact}
    judgement = straight.judge(now)
    assert (judgement and judgement.right) == found


def test_the_page_is_told_the_tasks_and_what_there_is_to_say_of_each():
    own = Challenge("Be there.", lambda now: right("You are."))
    live = linear_approximation("polar", (1, 0.3), challenges=["three", own])
    assert live._settings["tasks"] == [CHALLENGES["three"].task, "Be there."]
    _, words = live.stage.draw(live.state)
    assert words["judged"] == [None, (True, "You are.")]
    live.close()


def test_challenges_are_chosen_by_name_or_given():
    own = Challenge("Be there.", lambda now: None)
    assert chosen("circle", CHALLENGES) == [CHALLENGES["circle"]]
    assert chosen(own, CHALLENGES) == [own]
    assert chosen(["circle", own], CHALLENGES) == [CHALLENGES["circle"], own]
    assert chosen((), CHALLENGES) == []
    with pytest.raises(ValueError, match="`challenges` must be among 'circle', 'three', 'one percent'; got 'square'"):
        chosen(["square"], CHALLENGES)


def test_a_judgement_is_right_or_near():
    assert right("so") == Judgement(True, "so")
    assert near("closer") == Judgement(False, "closer")
