"""The pictures of backpropagation and training as they were when they were found good (pytest-mpl)."""

import pytest

from jaclib import explore
from tests.looks import drawn

STATES = {
    "halfway": (explore.backprop, {"step": 6}, ("light", "narrow")),
    "deep": (explore.backprop, {"sizes": (8,) * 7, "sweep": "forward", "step": 100}, ("dark",)),
    "start": (explore.backprop, {"sizes": (3, 6, 1), "activation": "ReLU", "step": 1}, ("light",)),
    "untrained": (explore.train, {}, ("light",)),
    "spirals": (explore.train, {"data": "spirals", "width": 12, "step": 10}, ("dark", "narrow")),
}


@pytest.mark.parametrize(("state", "look"), [(state, look) for state, (*_, looks) in STATES.items() for look in looks])
@pytest.mark.mpl_image_compare(baseline_dir="baseline", style="default", tolerance=4, savefig_kwargs={"dpi": 96})
def test_backprop(state, look):
    explorer, arguments, _ = STATES[state]
    return drawn(explorer(**arguments), look)
