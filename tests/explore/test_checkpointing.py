"""Checkpointing: its schedule, acted out with real layers, and its bill against the schedule and the chain rule's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib.chain_rule import Trace
from jaclib.explore.checkpointing import AGAIN, CHALLENGES, FREE, KEPT, PASSING, bill, compute, say, schedule
from tests.explore.answers import verdict

depths = st.integers(2, 60)


@given(depths, st.data())
def test_acted_out_with_real_layers_the_schedule_gives_the_derivative_and_never_lacks_an_input(depth, data):
    """Layers x ↦ sin(x + i): the derivative is ∏ cos(xᵢ + i). What the schedule does not hold is not there."""
    held, evaluated = schedule(depth, data.draw(st.integers(1, depth)))
    memory, row, done, layer_back = {0: 0.3}, 1.0, 0, depth
    truth, x = 1.0, 0.3
    for i in range(depth):
        truth, x = truth * np.cos(x + i), np.sin(x + i)
    for now, count in zip(held, evaluated, strict=True):
        if count > done:  # a layer was evaluated: the newest input that is held comes from the one before it
            newest = np.flatnonzero((now == AGAIN) | (now == KEPT) | (now == PASSING))
            for i in newest:
                if i not in memory and i - 1 in memory:
                    memory[i] = np.sin(memory[i - 1] + i - 1)
        else:
            layer_back -= 1
            row *= np.cos(memory[layer_back] + layer_back)
        done = count
        memory = {i: value for i, value in memory.items() if now[i] != FREE}
    assert layer_back == 0
    assert row == pytest.approx(truth, rel=1e-12)


@given(depths, st.data())
def test_the_bill_is_what_the_schedule_does(depth, data):
    stride = data.draw(st.integers(1, depth))
    held, evaluated = schedule(depth, stride)
    peaks, sweeps = bill(depth)
    assert peaks[stride - 1] == np.isin(held, (KEPT, AGAIN)).sum(axis=1).max()
    assert sweeps[stride - 1] * depth == pytest.approx(evaluated[-1])
    assert len(held) - evaluated[-1] == depth  # all other steps go back


@pytest.mark.parametrize("depth", [4, 9, 16, 25, 64, 100])
def test_for_square_depths_the_chain_rules_own_count_is_the_same(depth):
    """`Trace.cost` for layers of one neuron; it counts a tangent's two numbers besides, and two evaluations."""
    cost = Trace((), tuple(np.ones((depth, 1, 1))), ()).cost("checkpointed")
    root = int(np.sqrt(depth))
    assert bill(depth)[0][root - 1] == cost.stored - 2 == 2 * root - 1
    assert bill(depth)[1][root - 1] <= cost.evaluations


@given(depths)
def test_nobody_needs_fewer_than_two_roots_less_two_and_the_root_needs_hardly_more(depth):
    """n segments of at most k, and one of them shorter: L ≤ n k − 1, and n + k − 2 are held; least at n = k."""
    peaks, _ = bill(depth)
    root = int(np.ceil(np.sqrt(depth)))
    assert peaks.min() >= 2 * np.sqrt(depth + 1) - 2 - 1e-9
    assert peaks[root - 1] <= 2 * root - 1


@pytest.mark.parametrize(("depth", "best"), [(26, 4), (5, 2), (2, 1), (64, 6)])
def test_the_stride_that_is_marked_holds_fewest_and_no_other_that_holds_as_few_works_less(depth, best):
    """Of all strides, by the schedules themselves: the fewest held at once, and then the fewest evaluations."""
    acted = [schedule(depth, stride) for stride in range(1, depth + 1)]
    bills = [(np.isin(held, (KEPT, AGAIN)).sum(axis=1).max(), evaluated[-1]) for held, evaluated in acted]
    held, evaluated = min(bills)
    assert bills.index((held, evaluated)) + 1 == best
    words = say(compute(depth, 1, 300))
    assert f"The fewest possible are {held}, with k = {best}, at {evaluated / depth:.3g} evaluations a layer" in words


def test_until_its_time_has_come_nothing_is_seen():
    now = compute(16, 4, 5)
    assert (now["picture"][5:] == FREE).all()
    assert now["holding"] == 2  # inputs 1 and 5
    assert now["evaluated"] == 5
    assert compute(16, 4, 0)["holding"] == 0


def test_the_words_say_what_the_numbers_are():
    """By hand: 4 kept and 3 more in a segment of 4; 16 layers going on, and 12 of them again."""
    words = say(compute(16, 4, 300))
    assert words.startswith("16 layers, and one of every 4 inputs is kept: at the peak 7 are held")
    assert "a layer is evaluated 1.75 times on average" in words
    assert "After" not in words
    assert "After 5 of 44 steps 2 are held" in say(compute(16, 4, 5))
    assert (
        "The fewest possible are 7, with k = 3, at 1.62 evaluations a layer; keeping all means 16, at 1 a layer."
        in words
    )
    assert "every input is kept: at the peak 16" in say(compute(16, 1, 300))


def test_a_stride_longer_than_the_network_keeps_the_first_input_only():
    assert compute(10, 100, 300)["stride"] == 10
    assert compute(10, 100, 300)["peaks"][-1] == 10


@pytest.mark.parametrize(
    ("name", "expected", "states"),
    [
        ("least", (True, False, None, None), [(64, 8), (64, 12), (64, 1), (9, 3)]),
        ("budget", (True, False, None), [(64, 8), (64, 4), (100, 1)]),
    ],
)
def test_a_challenge_knows_when_it_is_solved_when_nearly_and_when_not(name, expected, states):
    assert [verdict(CHALLENGES[name], compute(*state, 300)) for state in states] == [*expected]
