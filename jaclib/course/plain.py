"""Judge a matrix that is no Jacobian, as the square of a matrix or a gradient in weights: nothing is said of inputs."""

from dataclasses import replace

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose
from jaclib.diagnose import Verdict
from jaclib.diagnose.mistakes import points
from jaclib.evidence import judge

OF_A_MAP = {"undifferentiated", *(row.name for row in points.ROWS)}  # there is no map, and no point where it is taken
WORDS = {
    "transposed": "Rows and columns are exchanged.",
    "rows_swapped": "The rows stand in the wrong order.",
    "columns_swapped": "The columns stand in the wrong order.",
    "flattened": "The numbers are right, but not where they stand: the answer must have shape {shape}.",
    "absolute_value": "These are the absolute values: here the signs matter.",
    "reciprocals": "One over each entry is taken, and nothing is to be turned upside down here.",
    "inverse": "This is the inverse of the matrix that is asked for.",
    "adjugate": "A determinant has come in as a factor, and here it has no place.",
    "gram": "This is a matrix times its transpose: the matrix itself is asked for.",
    "scale_factors": "These are the lengths of the columns: the columns themselves are asked for.",
    "diagonal_alone": "Only the diagonal is left. Off it the entries aren't all 0.",
    "left_out": "The rest is right, but a row or a column is left out: the answer must have shape {shape}.",
    "signs": "The sizes are right, but several signs are not.",
    "added_up": "The rows or the columns are added up here: all entries are asked for, one by one.",
    "held_fixed": "A 0 stands where none should, in entry {place}.",
    "wrong_variable": "In entry {place} stands another entry of its row.",
    "entries_swapped": "Some entries have changed places within a row or a column.",
    "entry_factor": "Everything is right except entry {place}, and there only a simple factor or its sign.",
    "one_entry": "Everything is right except entry {place}: look at that one again.",
    "one_column": "Everything is right except column {line}: look at that one again.",
    "unrecognized": "Not yet. Try one entry at a time.",
    "one_row": "Everything is right except row {line}: look at that one again.",
}


def matrix(value, expected) -> Verdict:
    """Judge a matrix that should be this one. Each mistake has the name that `diagnose.matrix` gives it.

    >>> matrix([[1, 3], [2, 4]], [[1, 2], [3, 4]]).message
    'Rows and columns are exchanged.'
    """
    expected = jnp.asarray(expected)
    found = diagnose.matrix(value, lambda v: expected @ v, np.ones(expected.shape[1]), scale=1.0)
    if found.correct or found.mistake is None:
        return found
    fits = [_reworded(each, value, expected.shape) for each in (found, *found.also) if each.mistake not in OF_A_MAP]
    return replace(fits[0], also=tuple(fits[1:]))


def _reworded(found: Verdict, value, shape: tuple[int, ...]) -> Verdict:
    given = judge.numbers(value)
    if found.mistake == "shape" and given is not None:
        return replace(found, message=f"The answer must have shape {shape}; yours has shape {given.shape}.")
    place = f"({found.which[0] + 1}, {found.which[1] + 1})" if len(found.which) > 1 else ""
    line = found.which[0] + 1 if found.which else ""
    words = WORDS.get(found.mistake or "")
    words = words.format(shape=shape, place=place, line=line) if words else found.message
    return replace(found, message=words, look=None)
