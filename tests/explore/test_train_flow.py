"""explore.train_flow: against a training in plain JAX and optax written apart, and densities against quadrature."""

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from jaclib import datasets, explore
from jaclib.explore.learn.flows import couplings
from jaclib.explore.train_flow import training as flow_training
from jaclib.explore.train_flow.numbers import compute
from jaclib.explore.train_flow.words import CHALLENGES, say
from tests.explore.answers import verdict
from tests.explore.trained import patiently

pytestmark = pytest.mark.slow


def trained(data="two moons", drawn=(), layers=8, seed=0, step=0):
    return patiently(flow_training.run(data, drawn, layers, seed).at, step)


def now(data="two moons", points=(), layers=8, passed=None, step=0, seed=0):
    return patiently(compute, data, points, layers, layers if passed is None else passed, step, seed)


def plain_log_density(weights, layers, x):
    """Backwards through the couplings, one after the other, for many points at once."""
    W, b, V, c = weights
    x1, x2 = x.T
    total = 0.0
    for k in reversed(range(layers)):
        kept, moved = (x1, x2) if k % 2 == 0 else (x2, x1)
        out = jnp.tanh(kept[:, None] * W[k] + b[k]) @ V[k].T + c[k]
        scale = 2 * jnp.tanh(out[:, 0] / 2)
        moved, total = (moved - out[:, 1]) * jnp.exp(-scale), total - scale
        x1, x2 = (kept, moved) if k % 2 == 0 else (moved, kept)
    return -(x1**2 + x2**2) / 2 - jnp.log(2 * jnp.pi) + total


def test_forty_steps_lead_where_a_training_in_plain_jax_and_optax_leads():
    layers, seed = 3, 4
    points, others = datasets.two_moons(0, 8000, 0.1)[0], datasets.two_moons(1, 2000, 0.1)[0]
    weights = tuple(couplings(seed, hidden=16, out=0.0))
    optimizer = optax.adam(optax.cosine_decay_schedule(0.01, 2000))
    memory, losses = optimizer.init(weights), []
    slope = jax.jit(jax.value_and_grad(lambda weights, x: -plain_log_density(weights, layers, x).mean()))
    for step in range(40):
        batch = points[jax.random.randint(jax.random.fold_in(jax.random.key(seed), step), (256,), 0, 8000)]
        value, gradient = slope(weights, batch)
        change, memory = optimizer.update(gradient, memory)
        weights = optax.apply_updates(weights, change)
        losses.append(float(value))
    found = trained(layers=layers, seed=seed, step=40)
    for mine, theirs in zip(found.weights, weights, strict=True):
        np.testing.assert_allclose(mine[:layers], theirs[:layers], atol=1e-8)
    np.testing.assert_allclose(found.loss[1:3], [np.mean(losses[:20]), np.mean(losses[20:])], atol=1e-8)
    np.testing.assert_allclose(found.held_out[2], -plain_log_density(weights, layers, others).mean(), atol=1e-8)


def test_layers_that_are_switched_off_learn_nothing():
    start, later = trained(layers=3, seed=4), trained(layers=3, seed=4, step=40)
    for before, after in zip(start.weights, later.weights, strict=True):
        np.testing.assert_array_equal(before[3:], after[3:])
        assert (before[:3] != after[:3]).any()


def test_two_moons_come_within_a_tenth_of_a_nat_of_the_best_and_hardly_below():
    losses = trained(step=2000).held_out
    best = flow_training.best("two moons")
    assert losses[0] > best + 1
    assert best - 0.02 < losses[-1] < best + 0.1
    assert losses[50] < losses[-1] + 0.1  # half of the steps are enough


def density_of_moons(places):
    """By quadrature along both moons, blurred by 0.1."""
    angle = (np.arange(3000) + 0.5) * np.pi / 3000
    moon = np.stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25], axis=1)
    curve = np.concatenate([moon, -moon])
    return np.array([np.exp(-((curve - x) ** 2).sum(axis=1) / 0.02).mean() / (0.02 * np.pi) for x in places])


def test_the_best_is_the_entropy_of_what_the_data_come_from_by_quadrature_along_the_moons():
    axis = np.arange(-2.2, 2.2, 0.04)
    p = density_of_moons(np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2))
    assert p.sum() * 0.04**2 == pytest.approx(1, abs=1e-6)
    entropy = -(p * np.log(np.maximum(p, 1e-300))).sum() * 0.04**2
    assert flow_training.best("two moons") == pytest.approx(entropy, abs=0.05)  # by 2000 points: ± 0.02


def test_the_best_is_the_mean_over_the_points_held_out_by_quadrature_along_the_moons():
    p = density_of_moons(flow_training.known("two moons")[1])
    assert flow_training.best("two moons") == pytest.approx(-np.mean(np.log(p)), abs=1e-6)


@pytest.mark.parametrize(("data", "layers", "step"), [("two moons", 8, 600), ("rings", 5, 200)])
def test_the_density_has_mass_one_and_the_same_mean_of_log_p_forwards_and_backwards(data, layers, step):
    found = now(data, layers=layers, step=step)
    assert found["mass"] == pytest.approx(1, abs=1e-3)
    assert found["forward"] == pytest.approx(float(found["backward"]), abs=5e-3)


def test_the_density_shown_is_that_of_plain_jax():
    found, weights = now(layers=4, step=40), trained(layers=4, step=40).weights
    middles = (found["corners"][1:, 1:] + found["corners"][:-1, :-1]) / 2
    expected = plain_log_density(tuple(weights), 4, jnp.asarray(middles.reshape(-1, 2)))
    np.testing.assert_allclose(found["logs"].ravel(), expected, atol=1e-8)


def test_going_back_shows_the_same_picture_again():
    forth, _, back = now(step=40), now(step=80), now(step=40)
    np.testing.assert_array_equal(forth["dots"], back["dots"])
    assert np.isnan(back["held_out"][3:]).all()


def test_drawn_points_are_what_is_learned_and_two_are_too_few():
    points = ((1.0, 1.0), (-1.0, 0.0), (0.0, -1.0))
    data, _ = flow_training.known("drawn points", points)
    gaps = np.linalg.norm(data[:, None] - np.array(points), axis=-1).min(axis=1)
    assert np.sqrt((gaps**2).mean() / 2) == pytest.approx(flow_training.SPREAD, rel=0.03)
    # a mixture of three Gaussians that hardly overlap: log 3 + the entropy of one
    assert flow_training.best("drawn points", points) == pytest.approx(np.log(3 * 2 * np.pi * np.e * 0.08**2), abs=0.1)
    np.testing.assert_array_equal(now("drawn points", points)["data"], points)
    assert "Draw at least three points" in say(now("drawn points", points[:2]))
    before, after = (now("drawn points", points, step=step) for step in (0, 100))
    assert after["held_out"][5] < before["held_out"][0] - 1


def test_points_on_a_picture_of_two_moons_are_not_learned_before_they_are_chosen():
    np.testing.assert_array_equal(now(points=((0, 0),) * 5)["data"], now()["data"])


def test_it_says_what_is_seen():
    words = say(now(layers=1, passed=0))
    assert "1 layer, after 0 training steps on two moons" in words
    assert f"with the density of their source it would be {flow_training.best('two moons'):.2f}" in words
    drawn = say(now("drawn points", ((1.0, 1.0), (-1.0, 0.0), (0.0, -1.0))))
    assert "with the drawn points, each blurred by 0.08, it would be" in drawn
    assert "The total mass is 1.000. The samples have passed 0 of them." in words


def test_whoever_draws_gets_what_is_drawn_learned_and_may_choose_other_data_then():
    live = explore.train_flow()
    live.points = "0.5, 1; 0, 0"
    assert live.state["data"] == "drawn points"
    live.data = "rings"
    live.points = ""
    assert live.state["data"] == "rings"
    live.close()


def test_given_points_are_not_learned_unless_they_are_chosen():
    live = explore.train_flow("rings", points=[(0.5, 1)])
    assert live.state["data"] == "rings"
    live.close()


@pytest.mark.parametrize(
    ("name", "data", "layers", "losses"),
    [("few layers", "two moons", 4, (1.25, 1.4, 2.0)), ("rings", "rings", 12, (1.45, 1.6, 2.0))],
)
def test_challenges_know_right_from_near_from_neither(name, data, layers, losses):
    for loss, expected in zip(losses, (True, False, None), strict=True):
        held_out = np.array([2.3, loss, np.nan])
        state = {"which": data, "layers": layers, "held_out": held_out, "best": 1.0}
        assert verdict(CHALLENGES[name], state) is expected
    other = {"two moons": "rings", "rings": "two moons"}[data]
    assert CHALLENGES[name].judge(state | {"which": other}) is None
