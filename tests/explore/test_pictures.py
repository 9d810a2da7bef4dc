"""Each picture as it was when it was looked at and found good (pytest-mpl; `pytest --mpl-generate-path` draws anew)."""

import pytest

from jaclib import explore
from tests.looks import LOOKS, drawn

STATES = {
    "polar": ("polar", {}),
    "lens": ("complex square", {"a": (1, 0.5), "eps": 0.3, "follow": True}),
    "reversed": ("reflection", {"eps": 1.0}),
    "flattened": ("fold", {"a": (0.5, 0.0)}),
    "typed": ("x*y, sin(x) - y^2", {"a": (-1, 1), "eps": 0.8}),
    "undefined": ("sqrt(x), y", {"a": (0.2, 0.0), "eps": 0.5}),
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.mpl_image_compare(baseline_dir="baseline", style="default", tolerance=4, savefig_kwargs={"dpi": 96})
def test_linear_approximation(state, look):
    f, arguments = STATES[state]
    return drawn(explore.linear_approximation(f, **arguments), look)
