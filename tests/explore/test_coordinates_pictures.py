"""Pictures of notebook 05 as they were when they were looked at and found good (pytest-mpl)."""

from math import pi

import pytest

from jaclib import explore
from tests.looks import drawn

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
    return drawn(explorer(f, **arguments), look=name.rpartition("-")[2])
