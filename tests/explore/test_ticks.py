"""The ticks of a plane lie on its grid lines."""

from itertools import pairwise

import numpy as np
import pytest

from jaclib import explore, maps
from jaclib.explore.plane.framing import near_start, scales
from tests.looks import drawn

ON_A_PLANE = explore.jacobian_matrix, explore.linear_approximation, explore.determinant
CHAINS = {
    "chain_rule": lambda: explore.chain_rule(),
    "chain_rule of polar": lambda: explore.chain_rule("p*q", "u + v, u*v", "polar"),
    "chain_rule_proof": lambda: explore.chain_rule_proof(),
    "chain_rule_proof of polar": lambda: explore.chain_rule_proof("u^2 - v, u*v", "polar"),
    "determinant_product": lambda: explore.determinant_product(),
    "determinant_product of polar": lambda: explore.determinant_product("scaling", "polar"),
}


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


@pytest.mark.parametrize("name", CHAINS)
def test_ticks_of_the_first_of_several_planes_are_on_its_grid_lines(name):
    live = CHAINS[name]()
    now = live.stage.compute(**{each: live.stage.controls[each].read(value) for each, value in live.state.items()})
    ruled = np.asarray(now.get("sheet0", now.get("sheet", now.get("nodes0")))).reshape(-1, 2)
    before = drawn(live, "light").axes[0]
    for axis, places in zip((before.xaxis, before.yaxis), ruled.T, strict=True):
        seen = ticks(axis)
        inside = seen[(seen >= places.min() - 1e-9) & (seen <= places.max() + 1e-9)]
        assert len(inside) >= 2
        lines = np.linspace(places.min(), places.max(), 13 if "determinant" in name else 11)
        assert np.abs(inside[:, None] - lines).min(axis=1).max() < 1e-9


@pytest.mark.parametrize("width", [1180, 920])
@pytest.mark.parametrize("name", CHAINS)
def test_between_two_numbers_below_the_first_plane_there_is_room(name, width):
    live = CHAINS[name]()
    live.stage.draw(live.state, width=width, ratio=1, dark=False, covered=False)
    (stand, *_) = live.stage.pictures.values()
    axis = stand[0].figure.axes[0].xaxis
    low, high = sorted(axis.get_view_interval())
    boxes = [tick.label1.get_window_extent() for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    assert all(after.x0 - before.x1 >= 4 for before, after in pairwise(boxes))


@pytest.mark.parametrize("f", [*maps.CATALOGUE.values()], ids=lambda f: f.name)
def test_the_box_a_chain_starts_in_holds_the_start_and_has_cells_of_a_round_size(f):
    box = near_start(f)
    assert ((box[:, 0] < f.point) & (f.point < box[:, 1])).all()
    for (low, high), (start, end) in zip(box, f.domain, strict=True):
        cell = (high - low) / 10
        assert f"{cell:.12e}"[:14] in ("1.000000000000", "2.500000000000", "5.000000000000")
        assert abs(low / cell - round(low / cell)) < 1e-9
        assert 0.35 < (high - low) / (end - start) < 0.95
