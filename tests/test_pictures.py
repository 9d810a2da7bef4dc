"""Each picture as it was when it was looked at and found good (pytest-mpl; `pytest --mpl-generate-path` draws anew)."""

import numpy as np
import pytest

from jaclib import explore

LOOKS = {"light": (960, "LIGHT"), "dark": (960, "DARK"), "narrow": (360, "LIGHT")}
STATES = {
    "polar": ("polar", {}),
    "lens": ("complex square", {"a": (1, 0.5), "eps": 0.3, "follow": True}),
    "reversed": ("reflection", {"eps": 1.0}),
    "flattened": ("fold", {"a": (0.5, 0.0)}),
    "typed": ("x*y, sin(x) - y^2", {"a": (-1, 1), "eps": 0.8}),
    "undefined": ("sqrt(x), y", {"a": (0.2, 0.0), "eps": 0.5}),
}


def picture(state: str, look: str):
    from jaclib import draw

    f, arguments = STATES[state]
    width, palette = LOOKS[look]
    live = explore.linear_approximation(f, **arguments)
    controls = live.stage.controls
    arrays = live.stage.compute(**{name: controls[name].read(value) for name, value in live.state.items()})
    figure, _, move = live.stage.build(width, 1, getattr(draw, palette))
    move({name: np.asarray(array) for name, array in arrays.items()})
    live.close()
    return figure


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.mpl_image_compare(baseline_dir="baseline", style="default", tolerance=4, savefig_kwargs={"dpi": 96})
def test_linear_approximation(state, look):
    return picture(state, look)
