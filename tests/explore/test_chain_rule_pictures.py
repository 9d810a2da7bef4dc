"""The chain rule's pictures as they were when they were looked at and found good (pytest-mpl, as in test_pictures)."""

import pytest

from jaclib import explore
from tests.looks import drawn

STATES = {
    "example": (explore.chain_rule, (), {}, ("light", "dark", "narrow")),
    "wrong": (explore.chain_rule, ("u*v, u + v", "polar"), {"a": (2, 0.8), "mistake": "wrong_point"}, ("light",)),
    "three": (explore.chain_rule, ("p*q", "u + v, u*v", "polar"), {"a": (2, 0.8)}, ("light",)),
    "surface": (explore.chain_rule, ("u^2 + v^2 - w, u*v", "x, y, x*y"), {"h": (0.6, 0.5)}, ("light",)),
    "path": (explore.chain_rule, ("u*v", "cos t, sin t"), {"a": (0.5,), "h": (0.6,)}, ("light",)),
    "proof": (explore.chain_rule_proof, (), {}, ("light",)),
}


@pytest.mark.parametrize(("state", "look"), [(state, look) for state, (*_, looks) in STATES.items() for look in looks])
@pytest.mark.mpl_image_compare(baseline_dir="baseline", style="default", tolerance=4, savefig_kwargs={"dpi": 96})
def test_chain_rule(state, look):
    explorer, given, arguments, _ = STATES[state]
    return drawn(explorer(*given, **arguments), look)
