"""The pictures of notebook 01's explorers as they were when they were looked at and found good (see test_pictures)."""

import pytest

from jaclib import explore
from tests.looks import drawn

PICTURES = {
    "columns": (lambda: explore.jacobian_matrix("polar"), "light"),
    "rows": (lambda: explore.jacobian_matrix("complex square", rows=True, lines=9), "dark"),
    "rows_narrow": (lambda: explore.jacobian_matrix("swirl", rows=True, size=0.5), "narrow"),
    "nudged": (lambda: explore.jacobian_matrix("polar", built=1.4), "light"),
    "quotient": (lambda: explore.jacobian_matrix("polar", built=1.6), "dark"),
    "undefined": (lambda: explore.jacobian_matrix("sqrt(x), y", a=(0.2, 0.0), rows=True), "light"),
    "sigmoid": (lambda: explore.layer(), "light"),
    "tanh": (lambda: explore.layer(((-2, 1), (1, 1.5)), activation="tanh"), "dark"),
    "ReLU_narrow": (lambda: explore.layer(activation="ReLU", a=(1, -1)), "narrow"),
}


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.mpl_image_compare(baseline_dir="baseline", style="default", tolerance=4, savefig_kwargs={"dpi": 96})
def test_jacobian_matrix(name):
    make, look = PICTURES[name]
    return drawn(make(), look)
