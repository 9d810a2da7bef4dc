"""The sweep of explore.backprop, stepped through on a page: after each step what is lit, filled and standing."""

import numpy as np
import pytest

from jaclib import explore
from jaclib.explore.backprop import sweeps
from jaclib.explore.backprop.numbers import compute
from tests.lab import steps

SIZES, START = (2, 4, 3, 1), 4


def products():
    """What the row is behind each factor, written out for this one network: y − a₃ backwards through tanh′ and W."""
    net = sweeps.network(SIZES, "tanh", 0)
    (W1, b1), (W2, b2), (W3, b3) = net.layers
    x, y = net.points[0][0], net.y[0]
    a1 = np.tanh(W1 @ x + b1)
    a2 = np.tanh(W2 @ a1 + b2)
    row = {"L": W3 @ a2 + b3 - y}
    row["W3"] = row["L"] @ W3
    row["D2"] = row["W3"] * (1 - a2**2)
    row["W2"] = row["D2"] @ W2
    row["D1"] = row["W2"] * (1 - a1**2)
    row["W1"] = row["D1"] @ W1
    outer = {"dW3": np.outer(row["L"], a2), "dW2": np.outer(row["D2"], a1), "dW1": np.outer(row["D1"], x)}
    return row, outer


def test_each_step_fills_one_number_and_what_was_filled_stays(show):
    figure = show(explore.backprop(SIZES, step=START), viewport={"width": 1200, "height": 800})
    row, outer = products()
    leaves = {"L": "dW3", "D2": "dW2", "D1": "dW1"}
    schedule = [("", "L", -1)]
    for before, name in zip(row, list(row)[1:], strict=False):
        schedule += [(before, name, entry) for entry in range(len(row[name]))]
    canvas, standing, collected, seen = figure.page.locator(".jaclib-canvas"), {}, set(), set()
    for done, (before, name, entry) in enumerate(schedule, START + 1):
        steps.click(figure, "Step")
        steps.until_shown(figure, f"s.step === {done}")
        live = figure.live
        now = compute(**{each: live.stage.controls[each].read(value) for each, value in live.state.items()})
        assert (now["before"], now["at"], now["entry"]) == (before, name, entry)
        standing[name] = len(row[name]) if entry < 0 else entry + 1
        collected |= {leaves[name]} if name in leaves and standing[name] == len(row[name]) else set()
        assert {each[6:] for each in now if each.startswith("after_")} == standing.keys()
        for each, count in standing.items():
            expected = np.where(np.arange(len(row[each])) < count, row[each], np.nan)
            np.testing.assert_allclose(now[f"after_{each}"][0], expected, rtol=1e-12, atol=1e-14)
        for each, product in outer.items():
            expected = product if each in collected else np.full_like(product, np.nan)
            np.testing.assert_allclose(now[each], expected, rtol=1e-12, atol=1e-14)
        seen.add(canvas.evaluate("canvas => canvas.toDataURL()"))
    assert len(seen) == len(schedule) == 17  # 1 + 3 + (3 + 4) + (4 + 2), each with a picture of its own
    words = figure.page.locator(".jaclib-say").inner_text()
    assert "All 31 entries of the gradient are known and agree with jax.grad." in words


@pytest.mark.parametrize("batch", [False, True])
def test_the_gradient_at_the_end_is_that_of_jax_grad_to_1e_12(show, batch):
    figure = show(explore.backprop(SIZES, batch=batch), viewport={"width": 1200, "height": 800})
    live = figure.live
    now = compute(**{each: live.stage.controls[each].read(value) for each, value in live.state.items()})
    assert now["known"] == 31 and now["gap"] < 1e-12
