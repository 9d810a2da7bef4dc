"""The numbers, the formulas and the words of explore.formula, without a browser."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import draw, explore, numerical_jacobian
from jaclib.explore.formula import DOMAIN, GRID, IMAGE, START, compute, formula, rule, say, values
from jaclib.formula.tree import evaluate
from tests.explore.answers import verdicts, words_of

numbers = st.floats(-3, 3)
pairs = st.tuples(numbers, numbers).map(np.array)
CHALLENGES = formula.scene.challenges


def plain(p, x):
    """The map, written again."""
    return np.array([x[0] ** 2 - x[1] ** 2 + p[0] * x[0] * x[1], p[1] * x[0] * x[1]])


@given(pairs, pairs)
def test_the_map_and_its_jacobian_are_those_worked_out_by_hand(p, a):
    now, ((x, y), (b, c)) = compute(p, a), (a, p)
    np.testing.assert_allclose(now["value"], plain(p, a), atol=1e-12)
    np.testing.assert_allclose(now["jacobian"], [[2 * x + b * y, b * x - 2 * y], [c * y, c * x]], atol=1e-12)
    np.testing.assert_allclose(plain(p, (1, 1)), p)  # what is dragged in the picture
    np.testing.assert_allclose(now["true"], [plain(p, each) for each in now["square"]], atol=1e-12)


def test_the_columns_are_what_nudges_give():
    now = compute(np.array([0.5, 1.5]), np.array([0.75, 0.5]))
    wanted = numerical_jacobian(lambda x: plain((0.5, 1.5), x))(np.array([0.75, 0.5]))
    np.testing.assert_allclose(now["tips"], now["steps"][0, 0] * wanted.T, rtol=1e-7)


def test_lines_along_x_come_first_and_wear_the_colour_of_column_1():
    now = compute(np.zeros(2), np.ones(2))
    assert (np.ptp(GRID[0], axis=1)[:, 1] == 0).all() and (np.ptp(GRID[1], axis=1)[:, 0] == 0).all()
    assert now["after"].shape == GRID.shape


@given(pairs, pairs)
def test_each_formula_with_its_numbers_put_in_is_worth_the_number_beside_it(p, a):
    now, found = compute(p, a), rule()
    for trees, wanted in ((found.value, now["value"]), (found.jacobian, now["jacobian"])):
        worth = [[evaluate(tree, [*p, *a], np) for tree in row] for row in trees]
        np.testing.assert_allclose(np.reshape(worth, np.shape(wanted)), wanted, atol=1e-11)


def test_the_formulas_are_read_with_the_numbers_in_them():
    f, J, _ = values(compute(np.array([0.5, 1.5]), np.array([0.75, 0.5])))
    assert f["formulas"]["rows"] == [["x² − y² + 0.5x y"], ["1.5x y"]]
    assert J["formulas"]["rows"] == [["0.5y + 2x", "0.5x − 2y"], ["1.5y", "1.5x"]]
    assert values(compute(np.array([-0.5, 0.0]), np.ones(2)))[1]["formulas"]["rows"][0] == [
        "(−0.5)y + 2x",
        "(−0.5)x − 2y",
    ]


def test_the_same_boxes_are_sent_whatever_the_numbers_are_so_that_a_drag_is_not_torn_off():
    boxes = [
        [each.get("formulas", {}).get("boxes") for each in values(compute(np.array(p), np.ones(2)))]
        for p in ((1, 2), (-3, 0))
    ]
    assert boxes[0] == boxes[1]
    assert str(boxes[0]).count("'control': 'p'") == 2 + 4


def test_the_words_say_what_the_numbers_are():
    words = say(compute(np.array([0.0, 2.0]), np.array([1.0, 0.5])))
    assert words.startswith(
        "f(x, y) = (x² − y² + b x y, c x y) with b = 0 and c = 2. At a = (1, 0.5) its Jacobian matrix"
    )
    assert words.endswith("has the columns (2, 1) and (-1, 2).")


@pytest.mark.parametrize(
    ("name", "there", "nearly", "elsewhere"),
    [("square", ((0, 2), (0.75, 0.5)), ((0.1, 2), (0.75, 0.5)), ((1.5, 0.5), (0.75, 0.5)))],
)
def test_a_challenge_knows_where_it_is_solved_and_where_only_nearly(name, there, nearly, elsewhere):
    states = [compute(np.array(p, dtype=float), np.array(a)) for p, a in (there, nearly, elsewhere)]
    assert verdicts(CHALLENGES[name], *states) == [True, False, None]


def test_where_j_is_0_nothing_is_judged():
    assert verdicts(CHALLENGES["square"], compute(np.array([0.5, 1.5]), np.zeros(2))) == [None]


def test_the_figure_shows_the_numbers_that_it_is_given():
    assert "b = 1 and c = -2" in words_of(explore.formula((1, -2)))["say"]


far = st.floats(-60, 60)
share = st.floats(-1, 1)


@given(st.tuples(far, far).map(np.array), st.tuples(far, far).map(np.array))
def test_of_a_point_that_is_typed_far_out_the_image_by_the_numbers_of_the_start_is_in_view(p, a):
    now = compute(p, a)
    low, high = np.array(now["view"]).T
    assert (low <= plain(START, a)).all() and (plain(START, a) <= high).all()


@given(st.tuples(far, far), st.tuples(share, share), st.sampled_from([1180, 360]), st.sampled_from([DOMAIN, IMAGE]))
def test_far_numbers_are_in_view_and_the_axes_rest_while_they_are_dragged_to_the_very_edge(p, to, width, box):
    _, (_, ax) = draw.panels(("", ""), width=width)
    draw.frame(ax, box, hold=p)
    limits = np.array([ax.get_xlim(), ax.get_ylim()])
    (low, high), p = limits.T, np.array(p)
    assert (np.abs(p - limits.mean(axis=1)) <= 1.005 * (high - low) / 2).all()
    dragged = np.round(limits.mean(axis=1) + np.array(to) * (high - low) / 2, 2)
    draw.frame(ax, box, hold=dragged)
    shown = np.array([ax.get_xlim(), ax.get_ylim()])
    assert (np.ptp(shown, axis=1) <= np.ptp(limits, axis=1) * (1 + 1e-9)).all()
