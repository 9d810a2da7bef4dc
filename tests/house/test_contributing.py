"""CONTRIBUTING's explorer in five minutes runs as it stands, with public names, and shows what it says."""

import ast
import re
from pathlib import Path

import numpy as np
import pytest

GUIDE = (Path(__file__).resolve().parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def known():
    names = {}
    exec(EXAMPLE, names)
    return names


def test_it_is_short_and_needs_no_private_name():
    assert len(EXAMPLE.splitlines()) <= 60
    names = {node.id for node in ast.walk(ast.parse(EXAMPLE)) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(ast.parse(EXAMPLE)) if isinstance(node, ast.Attribute)}
    assert not [name for name in names if name.startswith("_")]


def test_it_shows_the_velocity_by_hand_and_says_it(known):
    live = known["lissajous"](p=4, t=1)
    now = known["compute"](4, 2, 1.0)
    np.testing.assert_allclose(now["velocity"], [4 * np.cos(4), 2 * np.cos(2)])
    np.testing.assert_allclose(now["curve"], np.stack([np.sin(4 * known["TURN"]), np.sin(2 * known["TURN"])], axis=1))
    png, words = live.stage.draw(live.state)
    assert png.startswith(b"\x89PNG")
    assert words["say"] == "At t = 1.00 the velocity is (-2.61, -0.83): its length is 2.74."
    assert words["call"] == "lissajous(p=4, q=2, t=1)"
    live.close()


def test_its_error_is_the_one_that_the_guide_quotes(known):
    with pytest.raises(ValueError, match="must be a whole number from 1 to 9") as told:
        known["lissajous"](p=20)
    assert f'"{told.value}"' in GUIDE
