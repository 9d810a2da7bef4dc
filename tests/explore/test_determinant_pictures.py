"""The pictures of notebook 04's explorers as they were when they were looked at and found good (see test_pictures)."""

import pytest

from jaclib import explore
from tests.looks import drawn

PICTURES = {
    "folded": (lambda: explore.determinant("fold", a=(0.3, 0.2), side=1.5, sheet="picture"), "light"),
    "cusp": (lambda: explore.determinant("cusp", a=(-1, 0.9), b=(-1.2, 0.1), sheet="checkerboard"), "dark"),
    "on_its_way": (lambda: explore.determinant("complex square", a=(1, 0.5), t=0.6), "light"),
    "torn": (lambda: explore.determinant("1/x, y", a=(1, 0), side=0.5), "dark"),
    "undefined": (lambda: explore.determinant("sqrt(x), y", a=(0.2, 0)), "light"),
    "narrow": (lambda: explore.determinant("x^3, y", a=(0.5, 0.5)), "narrow"),
    "product": (lambda: explore.determinant_product("polar", "fold", a=(1, 0.8)), "light"),
    "product_dark": (lambda: explore.determinant_product("complex square", "cusp"), "dark"),
}


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.mpl_image_compare(baseline_dir="baseline", style="default", tolerance=4, savefig_kwargs={"dpi": 96})
def test_explore_determinant(name):
    make, look = PICTURES[name]
    return drawn(make(), look)
