"""The pictures of notebook 09 as they were when they were looked at and found good, by pytest-mpl."""

import pytest

from jaclib import explore
from tests.looks import drawn

STATES = {
    "trained": (explore.sensitivity, {"step": 200}, ("light", "dark", "narrow")),
    "walls": (explore.mean_value, {}, ("light", "dark")),
    "digits": (explore.digits, {"step": 60}, ("light",)),
}


@pytest.mark.parametrize(("state", "look"), [(state, look) for state, (*_, looks) in STATES.items() for look in looks])
@pytest.mark.mpl_image_compare(baseline_dir="baseline", style="default", tolerance=4, savefig_kwargs={"dpi": 96})
def test_sensitivity(state, look):
    explorer, arguments, _ = STATES[state]
    live = explorer(**arguments)
    live.stage.draw(live.state)  # which trains as long as it takes
    return drawn(live, look)
