"""A state that pictures share: one map, one point, the same controls; and nothing left of it when all is over."""

import ipywidgets as W
import pytest

from jaclib import FormulaError, explore, maps
from jaclib.explore import State, change_of_variables, coordinates, determinant, linear_approximation
from tests.hand import enter


@pytest.fixture
def alive():
    """How many widgets there are more than before."""
    before = set(W.widgets.widget._instances)
    return lambda: len(set(W.widgets.widget._instances) - before)


@pytest.mark.parametrize("explorer", [explore.finite_differences, explore.jacobian_matrix])
def test_other_explorers_move_together_with_it(explorer):
    state = State("polar", at=(2, 0.8))
    one, other = explorer(state=state), linear_approximation(state=state)
    state.a = [1.0, 0.25]
    assert one.state["a"] == other.state["a"] == [1.0, 0.25]
    one.close(), other.close(), state.close()


def test_pictures_of_one_state_have_the_same_point_and_the_same_map():
    state = State("polar", at=(2, 0.8))
    first, second = linear_approximation(state=state), linear_approximation(state=state, eps=0.1)
    state.a = [1.5, 0.25]
    assert first.state["a"] == second.state["a"] == [1.5, 0.25]
    state.f = "swirl"
    assert first.state["f"] == second.state["f"] == "swirl"
    assert (first.state["eps"], second.state["eps"]) == (0.6, 0.1)


def test_what_moves_in_one_picture_moves_in_the_state_and_in_the_others():
    state = State("polar", at=(2, 0.8))
    first, second = linear_approximation(state=state), linear_approximation(state=state)
    first.a = [1.5, 0.25]
    assert state.a == second.a == [1.5, 0.25]
    assert enter(second, "f", "swirl") == ""
    assert state.f == first.f == "swirl"
    assert state.a == first.a == list(maps.swirl.point)
    first.close(), second.close(), state.close()


def test_choosing_a_map_moves_the_point_to_where_that_map_starts_and_renames_its_coordinates():
    state = State("polar")
    enter(state, "f", "cusp")
    assert state.a == list(maps.cusp.point)
    assert state._looks["a"]["names"] == ("x", "y")
    state.close()


def test_a_picture_that_goes_leaves_the_shared_controls_to_the_others():
    state = State("polar")
    first, second = linear_approximation(state=state), linear_approximation(state=state)
    first.close()
    assert state.comm is not None
    state.a = [1, 1]
    assert second.state["a"] == [1, 1]


@pytest.mark.parametrize("order", ["state first", "picture first"])
def test_nothing_is_left_when_the_state_and_its_pictures_are_closed(order, alive):
    state = State("polar")
    live = linear_approximation(state=state)
    for each in (state, live) if order == "state first" else (live, state):
        each.close()
    assert alive() == 0


def test_nothing_is_left_of_a_picture_with_a_state_of_its_own(alive):
    linear_approximation("polar").close()
    assert alive() == 0


def test_a_copied_view_of_a_shared_state_stands_alone():
    state = State("complex square", at=(1, 0.5))
    live = linear_approximation(state=state)
    _, words = live.stage.draw(live.state)
    assert words["call"] == "explore.linear_approximation(f='complex square', a=(1, 0.5), eps=0.6)"
    assert repr(state) == "State('complex square', at=(1, 0.5))"


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"f": "polar", "state": State("swirl")}, ValueError, "must be left out where there is a state"),
        ({"a": (1, 2), "state": State("swirl")}, ValueError, "must be left out where there is a state"),
        ({"state": "polar"}, TypeError, "explore.State"),
        ({"a": (1, 2, 3)}, ValueError, "2 finite numbers"),
        ({"a": (1, float("nan"))}, ValueError, "2 finite numbers"),
        ({"f": "2x("}, FormulaError, "character 4"),
        ({"f": 3}, TypeError, "catalogue name"),
    ],
)
def test_what_does_not_fit_is_said(given, error, said):
    with pytest.raises(error, match=said):
        linear_approximation(**given)


@pytest.mark.parametrize("explorer", [determinant, coordinates, change_of_variables])
def test_a_picture_that_has_gone_does_not_hear_of_another_map(explorer):
    state = State("polar")
    gone, here = explorer(state=state), explorer(state=state)
    gone.close()
    before = gone.state
    state.f = "swirl"
    state.f = "cusp"
    own = set(before) - {"f", "a"}
    assert {name: gone.state[name] for name in own} == {name: before[name] for name in own}
    assert here.state != before
    here.close()
