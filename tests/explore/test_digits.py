"""Networks that read digits: held to plain JAX and optax, the attack to what it may do, the bounds to each other."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from jaclib.explore.digits import numbers
from jaclib.explore.digits.words import CHALLENGES, say
from jaclib.explore.learn.moons import start
from tests.explore.answers import verdict
from tests.explore.test_sensitivity import forward, one_of, patiently

pytestmark = pytest.mark.slow

PLACE = numbers.LAMBDAS.index(0.0003)


def at(image=39, eps=0.5, place=PLACE, step=numbers.TRAINING_STEPS, seed=0):
    return patiently(numbers.compute, lam=numbers.LAMBDAS[place], step=step, seed=seed, image=image, eps=eps)


def networks(seed=0, step=numbers.TRAINING_STEPS):
    return patiently(numbers.training(seed).at, step).networks


def test_the_training_is_that_of_plain_jax_and_optax():
    """One network and one step at a time, with the product wᵀ J from the whole J by jax.jacrev."""
    points, labels = (jnp.asarray(each[: numbers.TRAINED]) for each in numbers.digits())
    first = start(jax.random.key(2), points, labels, 0.0, sizes=numbers.SIZES, count=1, rate=numbers.RATE)
    weights, key = [(layer.W[0], layer.b[0]) for layer in first.networks], first.key

    def f(weights, x):
        (W1, b1), (W2, b2) = weights
        return W2 @ jnp.tanh(W1 @ x + b1) + b2

    @jax.jit
    def slope(weights, x, y, signs):
        def total(weights):
            logs = jax.nn.log_softmax(jax.vmap(lambda x: f(weights, x))(x))
            J = jax.vmap(jax.jacrev(f, argnums=1), (None, 0))(weights, x)
            penalty = 0.001 * (jnp.einsum("bm,bmn->bn", signs, J) ** 2).sum() / numbers.BATCH
            return penalty - logs[jnp.arange(numbers.BATCH), y].mean()

        return jax.grad(total)(weights)

    optimizer = optax.adam(0.01)
    update, moments = jax.jit(optimizer.update), optimizer.init(weights)
    for _ in range(numbers.EVERY):
        key, pick, draw = jax.random.split(key, 3)
        chosen = jax.random.choice(pick, numbers.TRAINED, (numbers.BATCH,), replace=False)
        signs = jax.random.rademacher(draw, (numbers.BATCH, 10), float)
        changes, moments = update(slope(weights, points[chosen], labels[chosen], signs), moments)
        weights = optax.apply_updates(weights, changes)
    ours = one_of(networks(seed=2, step=numbers.EVERY), numbers.LAMBDAS.index(0.001))
    for layer, (W, b) in zip(ours, weights, strict=True):
        np.testing.assert_allclose(layer.W, W, atol=1e-9)
        np.testing.assert_allclose(layer.b, b, atol=1e-9)


def test_the_penalty_is_on_average_the_exact_one():
    """Over all 2¹⁰ sign vectors the mean of ‖wᵀ J‖² is ‖J‖_F², in closed form W₂ diag(1 − t²) W₁."""
    network = one_of(networks(step=40), 0)
    x = jnp.asarray(numbers.fresh()[0][:1])
    signs = 1.0 - 2.0 * ((np.arange(1024)[:, None] >> np.arange(10)) & 1)
    with_penalty = [
        float(jax.vmap(lambda w, lam=lam: numbers.loss(network, lam, x, jnp.array([3]), w[None]))(signs).mean())
        for lam in (0.0, 1.0)
    ]
    (W1, b1), (W2, _) = network
    t = jnp.tanh(W1 @ x[0] + b1)
    exact = jnp.sum((W2 @ ((1 - t**2)[:, None] * W1)) ** 2)
    assert with_penalty[1] - with_penalty[0] == pytest.approx(float(exact), rel=1e-9)


def test_fresh_pictures_are_read_and_were_not_trained_on():
    points, labels = numbers.fresh()
    assert len(labels) == 597
    assert not {x.tobytes() for x in points} & {x.tobytes() for x in numbers.digits()[0][: numbers.TRAINED]}
    stacked = networks()
    for place in range(len(numbers.LAMBDAS)):
        assert (forward(one_of(stacked, place), points).argmax(axis=1) == labels).mean() > 0.93


attacked = jax.jit(partial(numbers.attack, steps=30))


@pytest.mark.parametrize("eps", [0.2, 0.5, 1.0])
def test_the_attack_keeps_to_the_ball_and_the_cube_and_says_the_margin_it_reaches(eps):
    points, labels = numbers.fresh()
    network = one_of(networks(), 0)
    for x, label in zip(points[:10], labels[:10], strict=True):
        h, least = attacked(network, jnp.asarray(x), int(label), eps)
        assert jnp.linalg.norm(h) <= eps * (1 + 1e-12)
        assert ((x + h >= -1e-12) & (x + h <= 1 + 1e-12)).all()
        scores = forward(network, x + np.asarray(h))
        reached = scores[label] - np.delete(scores, label).max()
        assert float(least) == pytest.approx(reached, abs=1e-9)
        assert least <= numbers.margin(network, jnp.asarray(x), int(label))


def test_no_random_step_does_worse_than_the_attack():
    """Of 20,000 random steps of the same size none comes near: it finds something, if perhaps not the worst."""
    x, label = (each[39] for each in numbers.fresh())
    network, rng = one_of(networks(), 0), np.random.default_rng(0)
    h = rng.normal(size=(20_000, 64))
    scores = forward(network, x + 0.5 * h / np.linalg.norm(h, axis=1, keepdims=True))
    tried = scores[:, label] - np.delete(scores, label, axis=1).max(axis=1)
    assert at()["least"][0] < tried.min() - 1


def test_the_shares_fall_with_epsilon_and_what_is_sure_is_never_more_than_what_the_attack_leaves():
    found = patiently(numbers.curves, 0, numbers.TRAINING_STEPS)
    assert (np.diff(found["attacked"], axis=1) <= 0.011).all()  # an attack of ten steps may miss one that it found
    assert (np.diff(found["sure"], axis=1) <= 0).all()
    for attacked, sure in zip(found["attacked"], found["sure"], strict=True):
        assert (np.interp(numbers.SIZES_OF_STEP, numbers.FINELY, sure) <= attacked + 1e-12).all()
    assert found["attacked"].shape == (len(numbers.LAMBDAS), len(numbers.SIZES_OF_STEP))
    points, labels = numbers.fresh()
    plain = forward(one_of(networks(), PLACE), points[: numbers.TRIED]).argmax(axis=1) == labels[: numbers.TRIED]
    assert found["attacked"][PLACE, 0] == plain.mean()


def test_the_layers_norms_bound_the_jacobian_everywhere():
    network, rng = one_of(networks(), PLACE), np.random.default_rng(1)
    (W1, b1), (W2, _) = ((np.asarray(W), np.asarray(b)) for W, b in network)
    t = np.tanh(rng.uniform(size=(200, 64)) @ W1.T + b1)
    J = np.einsum("ij,pj,jk->pik", W2, 1 - t**2, W1)
    bound = patiently(numbers.curves, 0, numbers.TRAINING_STEPS)["lipschitz"][PLACE]
    assert np.linalg.norm(J, 2, axis=(1, 2)).max() <= bound


def test_with_the_penalty_the_attack_leaves_more_right():
    attacked = patiently(numbers.curves, 0, numbers.TRAINING_STEPS)["attacked"]
    middle = np.abs(numbers.SIZES_OF_STEP - 0.5).argmin()
    assert (attacked[1:, middle] > attacked[0, middle] + 0.1).all()


def test_the_words_say_what_the_numbers_are():
    now = at()
    words = say(now)
    assert "Fresh picture 39 shows a 3. After 600 steps" in words
    assert "the network with λ = 0.0003, with a step h of size 0.50 added, still reads it" in words
    assert f"reads a {now['reads'][0]}" in words
    assert f"the attack leaves {now['held'][0]:.0%} right without penalty and {now['held'][PLACE]:.0%} with it" in words


@pytest.mark.parametrize(
    ("image", "eps", "expected"), [(39, 0.5, True), (39, 1.2, False), (39, 0.0, None), (17, 0.5, True)]
)
def test_a_challenge_knows_when_it_is_solved_when_nearly_and_when_not(image, eps, expected):
    assert verdict(CHALLENGES["only one"], at(image, eps)) is expected
