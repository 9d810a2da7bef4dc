"""The numbers, words and arguments of explore.train, against a run of plain JAX and optax; without a browser."""

from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import datasets, explore
from jaclib.explore.train import numbers as learning
from jaclib.explore.train.gradient import PICKED
from jaclib.explore.train.numbers import DATA, EVERY, NODES, WIDEST_LAYER, compute
from jaclib.explore.train.product import CELL, OUT, blocks, places
from jaclib.explore.train.words import CHALLENGES, say, values
from tests.examples import costly
from tests.explore.answers import rows_of, verdict
from tests.explore.trained import patiently


def at(data="two moons", width=8, hidden=2, rate=0.01, seed=0, step=0, x=(0.5, 0.25), layer=None):
    return patiently(compute, data, np.array(x), width, hidden, rate, seed, step, layer is not None, layer or 1)


def matrices(now):
    """W of each layer, from the entries of all of them in a row."""
    shapes = [(m, n) for n, m in pairwise(now["sizes"])]
    parts = np.split(now["weights"], np.cumsum([m * n for m, n in shapes])[:-1])
    return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]


def output(now, points):
    """The network that is shown, in NumPy."""
    for k, W in enumerate(matrices(now), 1):
        points = points @ W.T + biases(now, k)
        points = np.tanh(points) if k < len(now["sizes"]) - 1 else points
    return points[:, 0]


def biases(now, k):
    """They are not shown, and come from the training."""
    key = (str(now["data"]), now["sizes"][1], len(now["sizes"]) - 2, now["rate"], now["seed"])
    return np.asarray(learning.run(*key).at(now["step"]).parameters[k - 1].b)[: now["sizes"][k]]


# Training ------------------------------------------------------------------------------------------------------------


def plain_run(data, width, hidden, rate, seed, steps):
    """Written apart: dictionaries for layers, no padding, cross-entropy by probabilities, one optax step at a time."""
    points, labels = map(np.asarray, getattr(datasets, data.replace(" ", "_"))(seed, 200))
    random, sizes = np.random.default_rng(seed), [2, *[width] * hidden, 1]
    full = [2, *[16] * hidden, 1]
    parameters = {}
    for k in range(len(sizes) - 1):
        drawn = random.normal(size=(full[k + 1], full[k]))[: sizes[k + 1], : sizes[k]]
        parameters[f"layer {k}"] = {"w": jnp.array(drawn / sizes[k] ** 0.5), "b": jnp.zeros(sizes[k + 1])}

    def cross_entropy(parameters):
        a = points.T
        for k in range(len(sizes) - 1):
            a = parameters[f"layer {k}"]["w"] @ a + parameters[f"layer {k}"]["b"][:, None]
            a = jnp.tanh(a) if k < len(sizes) - 2 else a
        chance = 1 / (1 + jnp.exp(-a[0]))
        return -jnp.mean(labels * jnp.log(chance) + (1 - labels) * jnp.log(1 - chance))

    optimiser = optax.adam(rate)
    memory, losses = optimiser.init(parameters), []

    @jax.jit
    def step(parameters, memory):
        value, gradient = jax.value_and_grad(cross_entropy)(parameters)
        updates, memory = optimiser.update(gradient, memory, parameters)
        return optax.apply_updates(parameters, updates), memory, value

    for _ in range(steps):
        parameters, memory, value = step(parameters, memory)
        losses.append(float(value))
    return parameters, np.array(losses)


@pytest.mark.slow
@pytest.mark.parametrize(
    "run", [("two moons", 8, 2, 0.03, 0), ("spirals", 5, 1, 0.1, 3)], ids=lambda run: f"{run[0]}-{run[1]}"
)
def test_weights_and_losses_are_those_of_a_plain_run_of_jax_and_optax(run):
    parameters, losses = plain_run(*run, steps=60)
    now = at(*run, step=60)
    np.testing.assert_allclose(now["losses"][:-1], losses, rtol=1e-9)
    for k, W in enumerate(matrices(now)):
        np.testing.assert_allclose(W, parameters[f"layer {k}"]["w"], rtol=1e-7, atol=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_for_five_seeds_it_tells_the_two_moons_apart_and_new_points_of_them(seed):
    before, after = at(seed=seed), at(seed=seed, step=300)
    assert min(after["right"], after["right_of_new"]) >= 0.95 > before["right_of_new"]
    assert after["loss"] < 0.2 * before["loss"]


def test_spirals_and_rings_are_learned_too():
    assert at("spirals", width=12, step=400)["right_of_new"] >= 0.95
    assert at("rings", step=200)["right_of_new"] >= 0.95


def test_the_same_arguments_give_the_same_numbers_and_going_back_finds_what_was_there():
    first = at(step=100)
    at(step=200)
    again = at(step=100)
    for name in ("losses", "plane", "weights"):
        np.testing.assert_array_equal(first[name], again[name])
    learning.run.cache_clear()
    np.testing.assert_array_equal(at(step=100)["losses"], first["losses"])
    assert not np.array_equal(at(seed=1, step=100)["losses"], first["losses"])


def test_neurons_that_are_not_there_stay_out_of_it():
    learner = learning.run("two moons", 3, 2, 0.01, 0).at(50)
    (W1, b1), (W2, b2), (W3, _) = jax.device_get(learner.parameters)
    assert W1.shape == (WIDEST_LAYER, 2) and W2.shape == (WIDEST_LAYER, WIDEST_LAYER)
    for rest in (W1[3:], b1[3:], W2[3:], W2[:, 3:], b2[3:], W3[:, 3:]):
        assert not rest.any()


def test_another_width_or_rate_compiles_nothing():
    at(step=EVERY)
    before = learning.advance._cache_size(), learning.measured._cache_size()
    for width, rate, seed in [(3, 0.01, 1), (16, 0.2, 2)]:
        at(width=width, rate=rate, seed=seed, step=2 * EVERY)
    assert (learning.advance._cache_size(), learning.measured._cache_size()) == before


# What is shown -------------------------------------------------------------------------------------------------------


@costly
@given(
    st.sampled_from(list(DATA)), st.integers(1, 16), st.integers(0, 9), st.tuples(st.floats(-2, 2), st.floats(-2, 2))
)
def test_what_is_shown_of_the_network_is_what_numpy_makes_of_its_weights(data, width, seed, x):
    now = at(data, width, seed=seed, step=2 * EVERY, x=x) | {"seed": seed}
    np.testing.assert_allclose(now["odds"], output(now, np.array([x]))[0], atol=1e-9)
    nodes = np.array([(p, q) for p in NODES[::12] for q in NODES[::12]])
    chances = 1 / (1 + np.exp(-output(now, nodes)))
    np.testing.assert_allclose(now["plane"][::12, ::12].ravel(), chances, atol=1e-9)
    odds, signs = output(now, now["points"]), 2 * now["labels"] - 1
    assert now["right"] == pytest.approx(np.mean(np.sign(odds) == signs))
    new, new_labels = map(np.asarray, DATA[data](seed + 1000, 500))
    assert now["right_of_new"] == pytest.approx(np.mean(np.sign(output(now, new)) == 2 * new_labels - 1))
    np.testing.assert_allclose(now["loss"], np.log1p(np.exp(-signs * odds)).mean(), rtol=1e-9)
    assert now["losses"][-1] == now["loss"] and len(now["losses"]) == 2 * EVERY + 1
    first = np.tanh(matrices(now)[0] @ x + biases(now, 1))
    np.testing.assert_allclose(now["neurons"][: 2 + width], [*x, *first], atol=1e-9)
    assert len(now["neurons"]) == sum(now["sizes"]) and now["neurons"][-1] == now["odds"]


def test_on_the_black_line_the_network_cannot_decide():
    now = at(step=100) | {"seed": 0}
    line = now["border"][np.isfinite(now["border"]).all(axis=1)]
    assert len(line) > 50
    assert np.abs(np.tanh(output(now, line) / 2)).max() < 0.02  # 2p − 1: interpolated between nodes


def test_the_points_and_the_new_ones_are_those_of_the_data_set_and_not_the_same():
    now, points = at("rings", seed=4), np.asarray(datasets.rings(4, 200)[0])
    np.testing.assert_array_equal(now["points"], points)
    new = learning.points_of("rings", 4 + learning.NEW_SEEDS, learning.NEW)[0]
    assert not (new[:, None] == points).any()


def test_the_words_say_what_the_numbers_are():
    now = at(step=200)
    words = say(now)
    assert "105 parameters, after 200 steps of Adam at rate 0.01" in words
    assert f"the mean logistic loss is {now['loss']:.3g}" in words and f"{now['right_of_new']:.1%} of new ones" in words
    assert "before its first step" in say(at())
    shown = rows_of(values(now))
    assert shown["step"] == [["200"]] and shown["parameters"] == [["105"]]


# The gradient as a product -------------------------------------------------------------------------------------------


def losses_of_points(layers, points, labels):
    """Each point's own loss, as `plain_run` has it: cross-entropy by probabilities."""
    a = points.T
    for k, (W, b) in enumerate(layers, 1):
        a = W @ a + b[:, None]
        a = jnp.tanh(a) if k < len(layers) else a
    chance = 1 / (1 + jnp.exp(-a[0]))
    return -labels * jnp.log(chance) - (1 - labels) * jnp.log(1 - chance)


@costly
@given(st.sampled_from(list(DATA)), st.integers(1, 16), st.integers(1, 3), st.integers(1, 4), st.sampled_from([0, 20]))
def test_the_product_is_the_gradient_of_the_mean_loss_by_jax_grad(data, width, hidden, layer, step):
    now = at(data, width, hidden, seed=layer, step=step, layer=min(layer, hidden + 1)) | {"seed": layer}
    layers, k = [(W, biases(now, k)) for k, W in enumerate(matrices(now), 1)], int(now["layer"]) - 1
    points, labels = now["points"], now["labels"]

    def mean(W):
        return losses_of_points([*layers[:k], (W, layers[k][1]), *layers[k + 1 :]], points, labels).mean()

    def each(b):
        return losses_of_points([*layers[:k], (layers[k][0], b), *layers[k + 1 :]], points, labels)

    np.testing.assert_allclose(now["gradient"], jax.grad(mean)(layers[k][0]), atol=1e-10)
    # z = W a + b: as to b_k, so to z_k
    np.testing.assert_allclose(now["deltas"], jax.jacobian(each)(layers[k][1])[np.array(PICKED)], atol=1e-10)


def test_rings_are_around_the_points_whose_rows_are_drawn_and_what_enters_the_first_layer_are_they():
    now = at(layer=1)
    np.testing.assert_array_equal(now["picked"], now["points"][[0, 1, 199]])
    np.testing.assert_array_equal(now["entered"], now["picked"])
    assert not np.isfinite(at()["picked"]).any()


@given(st.integers(1, 16), st.integers(1, 16), st.floats(180, 600), st.floats(120, 350))
def test_factors_stand_beside_their_product_and_all_of_them_inside_of_its_room(m, n, wide, high):
    where = places(m, n, wide, high)
    found = blocks(where, np.zeros((3, n)), np.zeros((3, m)), np.zeros((m, n)))
    (above, a), (last, b), (left, c), (right, d), (product, e) = [(np.shape(each), corner) for each, corner in found]
    assert above == (2, n) and last == (1, n) and left == (m, 2) and right == (m, 1) and product == (m, n)
    assert a[0] == b[0] == e[0] and c[1] == d[1] == e[1]  # columns above columns, rows beside rows
    ends = [
        (x + shape[1] * where.cell[0], y - shape[0] * where.cell[1])
        for shape, (x, y) in zip((above, last, left, right, product), (a, b, c, d, e), strict=True)
    ]
    assert a[1] > ends[0][1] > b[1] > ends[1][1] > e[1] and c[0] < ends[2][0] < d[0] < ends[3][0] < e[0]
    assert -OUT[0] - 1e-9 <= c[0] and ends[4][0] <= wide + OUT[1] + 1e-9 and ends[4][1] >= -1e-9 and a[1] < high
    assert all(0 < side <= most for side, most in zip(where.cell, CELL, strict=True))


def test_the_switch_changes_the_third_panel_alone_and_back_again():
    live = explore.train()
    look = {"width": 960, "ratio": 1, "dark": False, "covered": False}
    drawn = []
    for product in (False, True, False):
        live.stage.draw(live.state | {"product": product}, **look)
        figure = live.stage.pictures[tuple(look.values())][0].figure
        drawn.append(np.asarray(figure.canvas.buffer_rgba()).copy())
        ax = figure.axes[2]
        assert ax.get_title(loc="left") == ("∂L/∂W₁ as a product" if product else "What its neurons say at x")
        assert ax.get_legend().get_visible() == (not product)
    live.close()
    np.testing.assert_array_equal(drawn[0], drawn[2])
    second, third = (drawn[1][:, part] != drawn[0][:, part] for part in (slice(340, 620), slice(640, 960)))
    assert third.any() and not second.any()


def test_to_scrub_compiles_nothing_whatever_layer_is_shown_as_a_product():
    for hidden in (2, 3):  # the network's depth is not scrubbed
        at(hidden=hidden, step=EVERY)
    made = []
    listen = lambda event, *_, **__: made.append(event) if "compile" in event else None  # noqa: E731
    jax.monitoring.register_event_duration_secs_listener(listen)
    try:
        for layer, width, hidden, step in [(1, 8, 2, 0), (2, 8, 2, 2 * EVERY), (3, 5, 2, EVERY), (4, 16, 3, EVERY)]:
            at(width=width, hidden=hidden, step=step, layer=layer)
    finally:
        jax.monitoring.unregister_event_duration_listener(listen)
    assert made == []


def test_the_layer_is_chosen_where_the_product_is_shown_and_there_is_one():
    live = explore.train(hidden=3, product=True, layer=4)
    assert live._looks["layer"]["hi"] == 4 and "layer" in live._looks
    live.hidden = 1
    assert live.layer == 2
    live.close()
    with pytest.raises(ValueError, match="`layer` must be a whole number from 1 to 2; got 3"):
        explore.train(hidden=1, layer=3)


# Arguments, pictures, challenges -------------------------------------------------------------------------------------


@pytest.mark.few
@pytest.mark.parametrize(
    ("name", "there", "nearly", "elsewhere"),
    [
        ("moons", {"step": 200}, {"step": 60}, {"step": 0}),
        ("spirals", {"data": "spirals", "width": 12, "step": 400}, {"data": "spirals", "width": 12, "step": 200}, {}),
        ("few", {"width": 4, "hidden": 1, "step": 1000}, {"step": 200}, {}),
        ("torn", {"step": 100, "x": "border"}, {"step": 100, "x": "beside"}, {"step": 100, "x": "away"}),
    ],
)
def test_a_challenge_knows_where_it_is_solved_and_where_only_nearly(name, there, nearly, elsewhere):
    line = at(step=100)["border"]
    places = {"border": line[20], "beside": line[20] + [0.0, 0.03], "away": (-2, 2), "start": (0.5, 0.25)}
    states = (each | {"x": places[each.get("x", "start")]} for each in (there, nearly, elsewhere))
    assert [verdict(CHALLENGES[name], at(**each)) for each in states] == [True, False, None]


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "arguments", [{}, {"data": "spirals", "width": 1, "hidden": 1, "product": True}, {"width": 16, "rate": 0.3}]
)
@pytest.mark.parametrize("width", [960, 360])
def test_every_network_is_drawn_before_and_after_it_has_learned(arguments, width):
    live = explore.train(**arguments)
    for step in (0, 50):
        png, _ = live.stage.draw(live.state | {"step": step}, width=width)
        assert png.startswith(b"\x89PNG")
    live.close()
