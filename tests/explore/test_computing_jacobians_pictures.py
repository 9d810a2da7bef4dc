"""The pictures of notebook 06's explorers as they were when they were looked at and found good (see test_pictures)."""

import pytest

from jaclib import explore
from tests.looks import drawn

PICTURES = {
    "bent": (lambda: explore.finite_differences("polar", a=(2, 0.8), h=0.5), "light"),
    "not_analytic": (lambda: explore.finite_differences("|x| + y^2, x y", a=(1, 0.5), h=0.3), "dark"),
    "narrow": (lambda: explore.finite_differences("complex square", h=0.3, precision="float32"), "narrow"),
    "columns": (lambda: explore.passes(8, 24, done=9), "light"),
    "rows": (lambda: explore.passes(40, 64, way="reverse", done=20), "narrow"),
    "coloured": (lambda: explore.passes(20, 20, kind="banded", way="coloured", done=2), "dark"),
    "nothing_yet": (lambda: explore.passes(5, 5, kind="banded", way="forward", done=0), "light"),
}


@pytest.mark.parametrize("name", PICTURES)
# rounding, which some of them show, is another on another machine: 5.4 between two versions of XLA
@pytest.mark.mpl_image_compare(baseline_dir="baseline", style="default", tolerance=8, savefig_kwargs={"dpi": 96})
def test_computing_jacobians(name):
    make, look = PICTURES[name]
    return drawn(make(), look)
