"""The pictures of products as they were when they were looked at and found good (pytest-mpl, as in test_pictures)."""

import pytest

from jaclib import explore
from tests.looks import drawn

STATES = {
    "brackets": (explore.accumulation, {"order": (1, 3)}, ("light", "narrow")),
    "bracketed": (explore.accumulation, {"sizes": (20, 100, 1, 100, 50, 30, 10), "order": (2, 4, 3, 1)}, ("dark",)),
    "checkpoints": (explore.checkpointing, {"stride": 20, "time": 110}, ("dark", "narrow")),
    "vanishing": (explore.vanishing_products, {}, ("light", "narrow")),
    "residual": (explore.vanishing_products, {"residual": True, "scale": 0.4}, ("dark",)),
}


@pytest.mark.parametrize(("state", "look"), [(state, look) for state, (*_, looks) in STATES.items() for look in looks])
@pytest.mark.mpl_image_compare(baseline_dir="baseline", style="default", tolerance=4, savefig_kwargs={"dpi": 96})
def test_deep_products(state, look):
    explorer, arguments, _ = STATES[state]
    return drawn(explorer(**arguments), look)
