"""What marks take is given by jitted code, or by a function that is named for what it does."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from benchmarks.arrays import kind, memory, survey, watched
from jaclib.explore.plane import lines

ALL = "fisher", "layer", "sensitivity", "digits", "jacobian_matrix", "chain_rule_proof", "hessian", "flow"


@pytest.mark.slow
@pytest.mark.parametrize("name", ALL)
def test_no_mark_takes_what_numpy_has_worked_out(name):
    found = survey(name)
    assert len(found["jitted"]) > 0
    assert {*found["NumPy"]} <= {"ticks", "ticks0", "guess"}  # of the map alone; no guess has no points


LEFT = {
    "linear_approximation": {"ticks", "lines", "finer", "lines_after", "finer_after"},  # as many as come into sight
    "change_of_variables": {"domain", "ticks"},
    "determinant": {"ticks", "ratio_point", "seen_point"},
    "coordinates_in_plane": {"domain", "ticks"},
    "coordinates_in_space": {"domain"},
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LEFT)
def test_numpy_works_out_no_more_than_what_is_named_here(name):
    found, empty = survey(name), {"guess", "box_part_names", "part_names"}  # where nothing is guessed, or in layers
    assert len(found["jitted"]) >= 10
    assert {*found["NumPy"]} - empty == LEFT[name]


def test_an_array_is_told_by_its_memory():
    given = np.asarray(jax.jit(lambda x: jnp.sin(x))(np.ones((4, 2))))
    for of_it in (given, given[1:], given.T, given.reshape(8)):
        assert kind(of_it, np.zeros(1), {}) == "jitted"
    assert kind(2 * given, given, {}) == "NumPy"
    kept = np.zeros((3, 2))
    assert kind(kept[:2], kept, {}) == "kept"
    assert memory(kept[1:].T) is kept


def test_a_function_is_watched_wherever_jaclib_calls_it_and_not_afterwards():
    before = lines.joined
    with watched([lines.joined]) as made:
        line = lines.joined([np.ones((2, 2))])
        assert kind(line, np.zeros(1), made) == "joined"
    assert lines.joined is before
