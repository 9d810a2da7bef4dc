"""The ticks of a plane lie on its grid lines."""

import numpy as np
import pytest

from jaclib import explore, maps
from jaclib.explore.plane.framing import scales
from tests.looks import drawn

ON_A_PLANE = explore.jacobian_matrix, explore.linear_approximation, explore.determinant


def ticks(axis) -> np.ndarray:
    """Where the axis has ticks that are seen."""
    low, high = sorted(axis.get_view_interval())
    return np.array([place for place in axis.get_majorticklocs() if low <= place <= high])


@pytest.mark.parametrize("explorer", ON_A_PLANE, ids=lambda each: each.__name__)
@pytest.mark.parametrize("name", ["polar", "complex square", "cusp"])
def test_each_tick_within_the_domain_is_on_a_grid_line(explorer, name):
    domain = np.array(maps.CATALOGUE[name].domain)
    before = drawn(explorer(name), "light").axes[0]
    for axis, (low, high) in zip((before.xaxis, before.yaxis), domain, strict=True):
        places = ticks(axis)
        inside = places[(places >= low - 1e-9) & (places <= high + 1e-9)]
        lines = (inside - low) / (high - low) * 12
        assert len(inside) >= 3
        np.testing.assert_allclose(lines, np.round(lines), atol=1e-9)


@pytest.mark.parametrize("cells", range(1, 21))
def test_with_any_number_of_lines_a_step_is_a_number_of_cells_or_there_is_none(cells):
    for step in scales(((-2, 2), (-np.pi, np.pi)), cells)["ticks"]:
        assert np.isnan(step) or any(abs(step / side * cells % 1 - 0.5) > 0.5 - 1e-9 for side in (4, 2 * np.pi))
