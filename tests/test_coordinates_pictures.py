"""Pictures of notebook 05 as they were when they were looked at and found good (pytest-mpl)."""

from math import pi

import numpy as np
import pytest

from jaclib import draw, explore

STATES = {
    "polar-light": (explore.coordinates, "polar", {"a": (1.6, 0.4), "size": (0.9, 0.7)}),
    "reversed-dark": (explore.coordinates, "elliptic", {"size": (0.4, 2), "order": "ν, μ"}),
    "affine-narrow": (explore.coordinates, "affine", {"size": (1, 1), "rotation": 0.5, "shear": 0.6, "mirrored": True}),
    "spherical-light": (explore.coordinates, "spherical", {}),
    "cylindrical-dark": (explore.coordinates, "cylindrical", {"order": "θ, r, z", "view": (60, 35)}),
    "spherical-narrow": (explore.coordinates, "spherical", {"a": (1, 0.4, -1), "size": (1, 1, 5)}),
    "disc-light": (explore.change_of_variables, "polar", {"a": (0, 0), "size": (2, 2 * pi)}),
    "twice-dark": (explore.change_of_variables, "polar", {"a": (0, 0), "size": (2, 4 * pi), "n": 12}),
    "folded-narrow": (explore.change_of_variables, "cusp", {"a": (-1, -1), "size": (2, 2), "n": 5, "h": "1"}),
}


@pytest.mark.parametrize("name", STATES)
@pytest.mark.mpl_image_compare(baseline_dir="baseline", style="default", tolerance=4, savefig_kwargs={"dpi": 96})
def test_coordinates(name):
    explorer, f, arguments = STATES[name]
    live = explorer(f, **arguments)
    controls = live.stage.controls
    arrays = live.stage.compute(**{name: controls[name].read(value) for name, value in live.state.items()})
    width, palette = 360 if name.endswith("narrow") else 960, draw.DARK if name.endswith("dark") else draw.LIGHT
    figure, _, move = live.stage.build(width, 1, palette)
    move({name: np.asarray(array) for name, array in arrays.items()})
    live.close()
    return figure
