"""The programs of the explorers: compiled for the page, all of them give JAX's numbers."""

import numpy as np
import pytest

from jaclib.explore import SCENES
from jaclib.jaxpr_to_js import compile
from tests.jaxpr_to_js.page import compared
from tests.jaxpr_to_js.programs import called, without_static

NO_PROGRAM = {"accumulation", "checkpointing", "passes", "vanishing_products"}  # theirs is computed by NumPy
NEAR = 1e-9  # beside the largest number of an array
WITHIN = {"jaclib.explore.sensitivity.numbers.numbers": 1e-6}  # where a maximum is: known to the root of rounding
# which of the pieces that are equally long come first is told by their last digits
TIES = {"jaclib.image.outline._suspected", "jaclib.image.outline._looked_closer"}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in SCENES if name not in NO_PROGRAM])
def test_the_programs_of_an_explorer_give_jaxs_numbers(page, name):
    calls = called(name, (0.35, 0.5, 0.62))
    assert calls
    for (program, *_), given in calls.items():
        function, arguments, named = given[0]
        info = function.trace(*arguments, **named).args_info
        page.load(compile(function, *arguments, **named))
        for _, arguments, named in given[:2]:
            want, got = function(*arguments, **named), page.run(*without_static(arguments, named, info))
            for one, other in compared(want, got):
                assert program in TIES or near(one, other, WITHIN.get(program, NEAR)), program


def near(want, got, within) -> bool:
    if want.dtype.kind != "f":
        return np.array_equal(want, got)
    finite = np.isfinite(want)
    same = (want == got) | (np.isnan(want) & np.isnan(got))
    within = max(within, 1e-6) if want.dtype == np.float32 else within
    bound = within * np.abs(want[finite]).max(initial=0.0)
    with np.errstate(invalid="ignore"):
        return bool((same | (finite & (np.abs(want - got) <= bound))).all())


def test_a_difference_is_seen():
    want = np.array([1.0, np.nan, np.inf, -0.5])
    assert near(want, want, NEAR) and near(want, want + 1e-10, NEAR)
    for wrong in ([1.0, 0.0, np.inf, -0.5], [1.0, np.nan, -np.inf, -0.5], [1.0, np.nan, np.inf, 0.5], [np.nan] * 4):
        assert not near(want, np.array(wrong), NEAR)
    assert not near(np.array([1, 2]), np.array([1, 3]), NEAR)
