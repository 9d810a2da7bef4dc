"""The pictures of notebook 08's explorers as they were when they were looked at and found good (see test_pictures)."""

import pytest

from jaclib import explore
from tests.looks import drawn

PICTURES = {
    "coupling": (lambda: explore.flow(seed=1), "light"),
    "planar": (lambda: explore.flow("planar", 8, passed=5, seed=8), "dark"),
    "fold": (lambda: explore.flow("fold", 1, determinants=False), "narrow"),
    "train": (lambda: explore.train_flow(layers=3, passed=2), "light"),
    "drawn": (lambda: explore.train_flow("drawn points", points=[(1, 1), (-1, 0), (0.5, -1)]), "dark"),
}


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.mpl_image_compare(baseline_dir="baseline", style="default", tolerance=4, savefig_kwargs={"dpi": 96})
def test_explore_flow(name):
    make, look = PICTURES[name]
    return drawn(make(), look)
