"""Whatever an explorer has put up, closing it takes it down again."""

import pytest
from ipywidgets.widgets.widget import _instances

from jaclib import explore

EXPLORERS = {
    "accumulation": lambda: explore.accumulation(),
    "backprop": lambda: explore.backprop(),
    "chain_rule": lambda: explore.chain_rule("u*v", "x, y, x*y"),
    "chain_rule_proof": lambda: explore.chain_rule_proof(),
    "change_of_variables": lambda: explore.change_of_variables(),
    "checkpointing": lambda: explore.checkpointing(),
    "coordinates": lambda: explore.coordinates("polar"),
    "coordinates in space": lambda: explore.coordinates("spherical"),
    "determinant": lambda: explore.determinant("fold", challenges="reversed"),
    "determinant_product": lambda: explore.determinant_product(),
    "digits": lambda: explore.digits(step=0),
    "finite_differences": lambda: explore.finite_differences(),
    "fisher": lambda: explore.fisher(),
    "flow": lambda: explore.flow(),
    "hessian": lambda: explore.hessian(),
    "implicit": lambda: explore.implicit(),
    "jacobian_matrix": lambda: explore.jacobian_matrix(),
    "layer": lambda: explore.layer(),
    "linear_approximation": lambda: explore.linear_approximation("fold"),
    "mean_value": lambda: explore.mean_value(),
    "newton": lambda: explore.newton(),
    "passes": lambda: explore.passes(),
    "sensitivity": lambda: explore.sensitivity(step=0),
    "train": lambda: explore.train(),
    "train_flow": lambda: explore.train_flow(),
    "vanishing_products": lambda: explore.vanishing_products(),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPLORERS)
def test_closing_an_explorer_leaves_no_widget_and_no_picture(name):
    before = set(_instances)
    live = EXPLORERS[name]()
    live.stage.draw(live.state)
    assert len(_instances) > len(before)
    live.close()
    assert set(_instances) == before
    assert live.stage.pictures == {}
