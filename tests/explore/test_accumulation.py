"""The bracketing game: its counts, its brackets, its controls and its challenges, without a browser."""

from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore
from jaclib.chain_rule import Trace
from jaclib.explore.accumulation.bracketing import WAYS, follow, limits, order_of, taken, written
from jaclib.explore.accumulation.controls import CHAINS, as_sizes
from jaclib.explore.accumulation.numbers import compute
from jaclib.explore.accumulation.words import CHALLENGES, say
from tests.explore.answers import verdict
from tests.explore.test_one_screen import pairs, shared, words_at
from tests.hand import enter, press

chains = st.lists(st.integers(1, 30), min_size=3, max_size=6).map(tuple)


@st.composite
def games(draw):
    """A chain and a complete order."""
    sizes = draw(chains)
    return sizes, tuple(draw(st.permutations(range(1, len(sizes) - 1))))


def trace(sizes):
    """A `Trace` whose matrices are empty: only their shapes are used."""
    return Trace((), tuple(np.empty(shape) for shape in pairwise(sizes)), np.empty(0))


def nested(order, count):
    """The order as nested pairs of places, as `Trace` takes it: made apart, from the outermost product inwards."""

    def between(first, last):
        inside = [sign for sign in order if first < sign <= last]
        return (between(first, inside[-1] - 1), between(inside[-1], last)) if inside else first

    return between(0, count - 1)


# Counting ------------------------------------------------------------------------------------------------------------


@given(games())
def test_the_multiplications_are_those_that_the_chain_rules_trace_counts_for_these_brackets(game):
    sizes, order = game
    assert taken(sizes, order)[0] == trace(sizes).cost(nested(order, len(sizes) - 1)).multiplications


@given(games())
def test_each_product_on_the_way_is_what_numpy_multiplies_and_holds(game):
    """Real matrices, really multiplied: their shapes say what a product takes, the list of them what is held."""
    sizes, order = game
    matrices = [np.ones(shape) for shape in pairwise(sizes)]
    starts = list(range(len(matrices)))
    for sign, made in zip(order, follow(sizes, order), strict=True):
        right = starts.index(sign)
        left, factor = matrices[right - 1 : right + 1]
        product = left @ factor
        assert made.work == left.shape[0] * left.shape[1] * factor.shape[1]
        assert made.held == sum(each.size for each in matrices) + product.size
        matrices[right - 1 : right + 1] = [product]
        del starts[right]


@given(chains)
def test_no_order_takes_fewer_than_the_fewest_and_none_more_than_the_most(sizes):
    known = limits(sizes)
    takes = [taken(sizes, order) for order in permutations(range(1, len(sizes) - 1))]
    assert min(work for work, _ in takes) == known["optimal"][0]
    assert max(work for work, _ in takes) == known["worst"][0]
    assert known["worst"][1] == max(peak for _, peak in takes)


@pytest.mark.parametrize("way", ["reverse", "forward", "optimal"])
@pytest.mark.parametrize("sizes", CHAINS.values(), ids=CHAINS)
def test_a_way_that_is_named_takes_what_the_trace_says_of_it(sizes, way):
    cost = trace(sizes).cost(way)
    assert taken(sizes, order_of(sizes, way)) == (cost.multiplications, cost.stored)


def test_the_chains_are_what_their_names_promise():
    ways = "reverse", "forward", "optimal"
    works = {name: [limits(sizes)[way][0] for way in ways] for name, sizes in CHAINS.items()}
    assert works["one output"][0] == works["one output"][2] < works["one output"][1]
    assert works["one input"][1] == works["one input"][2] < works["one input"][0]
    for neither in ("a narrow waist", "two waists", "a trap for the greedy"):
        assert works[neither][2] < 0.5 * min(works[neither][:2])


def test_the_greedy_fall_into_the_trap():
    """Whoever always takes the cheapest two neighbours, written apart."""
    sizes, order = CHAINS["a trap for the greedy"], ()
    while len(order) < len(sizes) - 2:
        open_signs = [sign for sign in range(1, len(sizes) - 1) if sign not in order]
        order += (min(open_signs, key=lambda sign: follow(sizes, (*order, sign))[-1].work),)
    assert taken(sizes, order)[0] > 5 * limits(sizes)["optimal"][0]


@given(games())
def test_brackets_as_they_are_written_evaluate_to_the_product_that_the_trace_makes(game):
    sizes, order = game
    rng = np.random.default_rng(0)
    matrices = [rng.normal(size=shape) for shape in pairwise(sizes)]
    code = written(order, len(matrices)).replace(" ", " @ ")
    value = eval(code, dict(zip("ABCDEF", matrices, strict=False)))
    expected = Trace((), tuple(matrices), ()).product(nested(order, len(matrices)))
    np.testing.assert_allclose(value, expected, atol=1e-9 * np.abs(expected).max())


# The picture ---------------------------------------------------------------------------------------------------------


@given(games(), st.data())
def test_matrices_are_drawn_to_scale_apart_from_each_other_and_inside_of_the_panel(game, data):
    sizes, order = game
    order = order[: data.draw(st.integers(0, len(order)))]
    now = compute(sizes, order)
    shapes = [*pairwise(sizes), *((m, n) for m, _, n in now["terms"])]
    ratios = now["extents"] / np.array(shapes)[:, ::-1]
    np.testing.assert_allclose(ratios, ratios[0, 0])
    low, high = now["centres"] - now["extents"] / 2, now["centres"] + now["extents"] / 2
    assert low.min() >= -0.03 and high.max() <= 1
    for i in range(len(low)):
        for j in range(i):
            assert (high[i] <= low[j] + 1e-9).any() or (high[j] <= low[i] + 1e-9).any()


def test_the_longest_bars_are_those_of_the_most_wasteful_orders():
    sizes = (40, 30, 2, 30, 40)
    bars = [compute(sizes, order)["lengths"] for order in permutations((1, 2, 3))]
    assert np.max(bars, axis=0)[[3, 7]].tolist() == [1, 1]
    np.testing.assert_allclose(bars[0][:3] / bars[0][2], [52_800 / 8_000, 52_800 / 8_000, 1])


def test_what_is_held_now_is_what_has_not_been_multiplied():
    now = compute((40, 30, 2, 30, 40), (1, 3))
    assert now["held"].tolist() == [False] * 4 + [True, True]
    assert now["extents"][4].tolist() == pytest.approx((now["extents"][1][0] * 1, now["extents"][0][1]))  # 40 × 2
    assert len(now["links"]) == 4


def test_the_words_say_what_the_numbers_are():
    words = say(compute((40, 30, 2, 30, 40), (1,)))
    assert words.startswith("(A B) C D, of sizes 40×30 · 30×2 · 2×30 · 30×40: 1 of 3 products made")
    assert "(the last one 40 · 30 · 2), 2,400 multiplications" in words
    # by hand: 40 · 30 · 2 + 40 · 2 · 30 + 40 · 30 · 40 from an end; at best 2 · 2,400 + 40 · 2 · 40
    assert "(reverse) it takes 52,800, from the right (forward) 52,800, and the fewest possible are 8,000." in words


@pytest.mark.parametrize("sizes", [*CHAINS.values(), (40, 30, 20, 10, 50, 60, 70), (5, 6, 7)], ids=str)
def test_on_a_phone_no_words_lie_on_others_whatever_is_multiplied(sizes):
    for way in WAYS:
        live = explore.accumulation(sizes, way)
        words, inside = words_at(live, 320)
        assert [text for text, box in words.items() if not all(map(inside.contains, *box.get_points().T))] == []
        assert [(one[0], other[0]) for one, other in pairs(words) if shared(one, other) > 0.1] == []
        live.close()


# Choosing ------------------------------------------------------------------------------------------------------------


def button(live, words):
    (found,) = [each for each in below(live) if getattr(each, "description", "") == words and hasattr(each, "click")]
    return found


def test_brackets_are_placed_by_buttons_taken_back_and_begun_again():
    live = explore.accumulation()
    press(live, "B · C")
    assert live.order == "2"
    press(live, "(B C) · D"), press(live, "A · ((B C) D)")
    assert live.order == "2, 3, 1"
    assert live.stage.draw(live.state)[1]["say"].startswith("A ((B C) D), ")
    press(live, "Undo")
    assert live.order == "2, 3"
    press(live, "✓ 1: B C")  # pressed again: back to before it
    assert live.order == ""
    press(live, "as few as possible")
    assert live.order == "1, 3, 2"
    press(live, "Start again")
    assert live.order == ""
    live.close()


def test_who_takes_up_a_challenge_is_not_offered_its_solution():
    for challenges, offered in (((), True), ("fewest", False)):
        live = explore.accumulation(challenges=challenges)
        assert ("as few as possible" in str(live._looks["order"])) is offered
        live.close()


def test_another_chain_begins_without_brackets_and_has_a_button_for_each_of_its_signs():
    live = explore.accumulation((40, 30, 2, 30, 40), (2, 1))
    enter(live, "sizes", "two waists")
    assert (live.sizes, live.order) == ("30, 2, 40, 3, 30, 20", "")
    assert enter(live, "sizes", ["5×6, 7"]) == ""
    assert live.now()["sizes"] == (5, 6, 7)
    signs = [each for each in live._looks["order"]["rows"][0]["buttons"] if each["words"].count("·") == 1]
    assert [each["words"] for each in signs if each.get("shown", True)] == ["A · B"]
    assert "<b>" in enter(live, "sizes", ["5, <b>"])
    assert live.sizes == "5, 6, 7"
    assert enter(live, "sizes", ["5, 6, 7 "]) == ""
    assert (live._looks["sizes"]["menu"]["entry"], live.sizes) == (None, "5, 6, 7")
    live.close()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"sizes": (3, 4)}, "three to 7 whole numbers from 1 to 100"),
        ({"sizes": (3, 0, 4)}, "whole numbers from 1"),
        ({"sizes": (1.5, 2, 3)}, "whole numbers"),
        ({"sizes": "no such chain"}, "got 'no such chain'"),
        ({"sizes": range(1, 9)}, "three to 7"),
        ({"order": "backward"}, "'reverse', 'forward', 'optimal'"),
        ({"order": (1, 1)}, "each once"),
        ({"order": (4,)}, "signs 1, 2, 3"),
        ({"order": 2}, "got 2"),
    ],
)
def test_a_wrong_argument_is_answered_by_what_is_needed(arguments, words):
    with pytest.raises(ValueError, match=words):
        explore.accumulation(**arguments)


WAIST = (40, 30, 2, 30, 40)


@pytest.mark.parametrize(
    ("name", "solved", "nearly", "neither"),
    [
        ("fewest", (WAIST, (3, 1, 2)), (WAIST, (1, 2, 3)), (WAIST, (3, 1))),
        ("most", (WAIST, (2, 1, 3)), (WAIST, (1, 2, 3)), (WAIST, (1, 3, 2))),  # through the waist first
        ("neither", ((100, 100, 1, 100, 100), ()), (WAIST, ()), ((1, 40, 40), ())),
    ],
)
def test_a_challenge_knows_when_it_is_solved_when_nearly_and_when_not(name, solved, nearly, neither):
    games = [compute(as_sizes(sizes), order) for sizes, order in (solved, nearly, neither)]
    assert [verdict(CHALLENGES[name], now) for now in games] == [True, False, None]
