"""The pictures of notebook 10's explorers as they were when they were looked at and found good (see test_pictures)."""

import pytest

from jaclib import explore
from tests.looks import drawn

PICTURES = {
    "newton": (lambda: explore.newton(step=2), "light"),
    "newton_cusp": (lambda: explore.newton("cusp", a=(1, 0.5), y=(-1, 0.1), step=3), "dark"),
    "newton_narrow": (lambda: explore.newton("complex square", a=(1, 0.4), y=(1, 1)), "narrow"),
    "hessian": (lambda: explore.hessian(a=(-0.8, 0.3), step=9), "light"),
    "implicit": (lambda: explore.implicit("y^2 - x^3 + x", a=(-0.7, 0.9)), "dark"),
    "fisher": (lambda: explore.fisher(a=(0, 1.6)), "light"),
}


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.mpl_image_compare(baseline_dir="baseline", style="default", tolerance=4, savefig_kwargs={"dpi": 96})
def test_where_this_leads(name):
    make, look = PICTURES[name]
    return drawn(make(), look)
