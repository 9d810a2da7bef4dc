"""The numbers, the words and the arguments of explore.backprop, without a browser."""

import json
from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore
from jaclib import network as networks
from jaclib.explore.backprop import sweeps
from jaclib.explore.backprop.numbers import compute
from jaclib.explore.backprop.picture import gradient_layout, product_layout
from jaclib.explore.backprop.sizes import HIDDEN, last_step
from jaclib.explore.backprop.words import CHALLENGES, say, values
from jaclib.stage.readouts import number
from tests.explore.answers import verdict
from tests.hand import seen

EXAMPLE = (2, 4, 3, 1)
FULL = (8,) * 7
PLENTY = 10**4
shapes = st.lists(st.integers(1, 5), min_size=2, max_size=7).map(tuple)
activations = st.sampled_from(list(sweeps.ACTIVATIONS))
smooth = st.sampled_from(["tanh", "sigmoid", "softplus"])
seeds = st.integers(0, 99)


def at(sizes=EXAMPLE, activation="tanh", seed=0, sweep="reverse", step=PLENTY):
    hidden = dict(zip(HIDDEN, [*sizes[1:-1], *[3] * 5], strict=False))
    return compute(len(sizes) - 1, sizes[0], sizes[-1], activation, seed, sweep, step, **hidden)


def loss_from(net, k, point, activation):
    """½ ‖output − y‖² of the layers behind k, from what enters them; written apart."""
    for place, (W, b) in enumerate(net.layers[k:], k + 1):
        z = W @ point + b
        point = z if place == len(net.layers) else sweeps.ACTIVATIONS[activation][1](z)
    return ((point - net.y) ** 2).sum() / 2


def central(f, x, h=1e-6):
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(len(x))])


# The gradient --------------------------------------------------------------------------------------------------------


@pytest.mark.few
@pytest.mark.parametrize(
    ("sizes", "activation"), [*((EXAMPLE, each) for each in sweeps.ACTIVATIONS), ((1, 1), "tanh"), ((5, 1, 4), "ReLU")]
)
def test_both_sweeps_give_the_gradient_that_jax_and_jaclib_give_of_the_network(sizes, activation):
    net = sweeps.network(sizes, activation, seed=1)
    sigma = sweeps.ACTIVATIONS[activation][0]
    layers, x, y = tuple(map(networks.Layer._make, net.layers)), jnp.asarray(net.points[0]), jnp.asarray(net.y)
    by_jax = jax.jit(jax.grad(networks.loss), static_argnums=3)(layers, x, y, sigma)
    by_jaclib = jax.jit(networks.gradients, static_argnums=3)(layers, x, y, sigma)
    for sweep in ("reverse", "forward"):
        now = at(sizes, activation, 1, sweep)
        for k in range(1, len(sizes)):
            for oracle in (by_jax, by_jaclib):
                np.testing.assert_allclose(now[f"dW{k}"], oracle[k - 1].W, atol=1e-10)
                np.testing.assert_allclose(now[f"db{k}"], oracle[k - 1].b, atol=1e-10)


@pytest.mark.slow
@given(shapes, activations, seeds, st.sampled_from(["reverse", "forward"]), st.integers(0, 300))
def test_at_every_step_what_is_known_of_the_gradient_is_what_jax_grad_gives(sizes, activation, seed, sweep, step):
    now = at(sizes, activation, seed, sweep, step)
    known = np.concatenate([now[f"d{name}{k}"].ravel() for k in range(1, len(sizes)) for name in "Wb"])
    assert now["known"] == np.isfinite(known).sum()
    assert (now["gap"] <= 1e-10) if now["known"] else np.isnan(now["gap"])


@given(shapes, smooth, seeds)
def test_the_row_is_the_gradient_in_a_layers_output_as_central_differences_measure_it(sizes, activation, seed):
    net = sweeps.network(sizes, activation, seed)
    for swept in range(1, len(sizes) + 1):
        now = at(sizes, activation, seed, step=len(sizes) + swept)
        k = now["row_at"]
        assert k == len(sizes) - swept
        measured = central(lambda point, k=k: loss_from(net, k, point, activation), net.points[k])
        np.testing.assert_allclose(now["row"], measured, rtol=1e-5, atol=1e-7)


@given(shapes, activations, seeds)
def test_the_row_at_the_input_is_the_product_of_all_matrices_that_are_shown(sizes, activation, seed):
    now = at(sizes, activation, seed)
    factors = [now["row_of_loss"][None], *(now[f"J{k}"] for k in range(len(sizes) - 1, 0, -1))]
    np.testing.assert_allclose(now["row"][None], np.linalg.multi_dot(factors), atol=1e-12)
    for k in range(1, len(sizes)):
        np.testing.assert_allclose(now[f"dW{k}"], np.outer(now[f"db{k}"], now[f"point{k - 1}"]), atol=1e-15)


@given(shapes, smooth, seeds, st.integers(0, 10**6))
def test_a_column_is_how_each_layers_output_moves_with_its_parameter(sizes, activation, seed, pick):
    net = sweeps.network(sizes, activation, seed)
    number = pick % sum(sweeps.parameters(sizes))
    now = at(sizes, activation, seed, "forward", len(sizes) + number + 1)
    k, place = now["layer"], now["number"]
    name = sweeps.entry(sizes, k - 1, place)

    def moved(step):
        layers = [sweeps.Layer(W.copy(), b.copy()) for W, b in net.layers]
        W, b = layers[k - 1]
        assert name[0] == ("W" if place < W.size else "b")
        (W.ravel() if place < W.size else b)[place - (0 if place < W.size else W.size)] += step
        return sweeps.forwards(layers, net.points[0], net.y, activation)

    one, other = moved(1e-6), moved(-1e-6)
    for behind in range(k, len(sizes)):
        measured = (one.points[behind] - other.points[behind]) / 2e-6
        np.testing.assert_allclose(now[f"column{behind}"], measured, rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(now[f"column{len(sizes)}"], [(one.loss - other.loss) / 2e-6], rtol=1e-5, atol=1e-7)


def test_seeds_decide_and_a_wider_layer_keeps_the_weights_that_were_there():
    narrow, wide = sweeps.network((2, 3, 1), "tanh", 5), sweeps.network((2, 4, 1), "tanh", 5)
    np.testing.assert_array_equal(narrow.layers[0].W, wide.layers[0].W[:3])
    assert not np.array_equal(narrow.layers[0].W, sweeps.network((2, 3, 1), "tanh", 6).layers[0].W)


# What it takes -------------------------------------------------------------------------------------------------------


def counted_reverse(sizes):
    """Acted out entry by entry: what is multiplied at each layer, from the last to the first."""
    work, row = [], [1.0] * sizes[-1]
    for k in range(len(sizes) - 1, 0, -1):
        count, m, n = 0, sizes[k], sizes[k - 1]
        for _ in range(m if k < len(sizes) - 1 else 0):  # δ = row × slope; the last layer is affine
            count += 1
        for _ in range(m * n):  # δᵢ aⱼ
            count += 1
        for _ in range(n):  # Σᵢ δᵢ Wᵢⱼ
            count += len(row)
        row = [1.0] * n
        work.append(count)
    return work


def counted_column(sizes, k, is_weight):
    """One parameter of layer k, counted from 1, on its way to the loss."""
    last = len(sizes) - 1
    count = 1 if is_weight and k < last else 0  # slope × input
    for behind in range(k + 1, last + 1):
        count += sizes[behind] * sizes[behind - 1] + (sizes[behind] if behind < last else 0)
    return count + sizes[-1]


@given(shapes)
def test_the_reverse_sweeps_multiplications_are_those_counted_one_by_one(sizes):
    by_layer = counted_reverse(sizes)
    for swept in range(1, len(sizes) + 1):
        assert at(sizes, step=len(sizes) + swept)["done"] == sum(by_layer[: swept - 1])
    assert at(sizes)["reverse_total"] == sum(by_layer)


@given(shapes)
def test_the_forward_sweeps_multiplications_are_those_of_its_columns_counted_one_by_one(sizes):
    places = [(k, i < m * n) for k, (n, m) in enumerate(pairwise(sizes), 1) for i in range(m * n + m)]
    work = [counted_column(sizes, *place) for place in places]
    assert last_step(sizes, "forward") == len(sizes) + len(work)
    for columns in {0, 1, len(work) // 2, len(work)}:
        assert at(sizes, sweep="forward", step=len(sizes) + columns)["done"] == sum(work[:columns])
    assert at(sizes)["forward_total"] == sum(work)


@given(shapes)
def test_the_reverse_sweep_holds_what_a_stack_of_points_would_hold(sizes):
    """Each layer's output is pushed on the way forwards, and popped when the row has passed it."""
    stack, most = [sizes[0]], 0
    for reached in range(1, len(sizes)):
        stack.append(sizes[reached])
        now = at(sizes, step=reached)
        assert now["stored"] == sum(stack) and now["held"].count(True) == len(stack)
    for swept in range(1, len(sizes) + 1):
        now = at(sizes, step=len(sizes) + swept)
        assert now["stored"] == sum(stack) + len(now["row"])
        most = max(most, now["stored"])
        stack.pop()
    assert now["most"] == most


def test_forwards_it_is_one_point_and_one_column_at_a_time_at_any_depth():
    assert at((3, 5, 2), sweep="forward")["most"] == at((3, 5, 5, 5, 5, 5, 2), sweep="forward")["most"] == 10
    assert [at((3, 5, 2), sweep="forward", step=step)["stored"] for step in range(3)] == [3, 5, 2]


def test_the_example_by_hand():
    """(2, 4, 3, 1): behind, 1·3 + 3·1; then 3 + 2·12; then 4 + 2·8, without slopes at the last layer."""
    now = at()
    assert (now["reverse_total"], now["passed"]) == (6 + 27 + 20, 8 + 12 + 3)
    assert sum(sweeps.parameters(EXAMPLE)) == 12 + 15 + 4


# What is shown -------------------------------------------------------------------------------------------------------


def test_nothing_is_shown_before_it_is_known():
    now = at(step=0)
    assert np.isfinite(now["point0"]).all() and np.isnan(now["point1"]).all() and np.isnan(now["J1"]).all()
    now = at(step=2)
    assert np.isfinite(now["J2"]).all() and np.isnan(now["J3"]).all() and np.isnan(now["loss"])
    now = at(step=6)  # the row stands at a₂
    assert np.isfinite(now["dW3"]).all() and np.isnan(now["dW2"]).all() and now["row_at"] == 2
    now = at(sweep="forward", step=4 + 9)  # eight weights and one bias of layer 1
    assert np.isfinite(now["dW1"]).all() and np.isfinite(now["db1"]).tolist() == [True, False, False, False]


@pytest.mark.parametrize("sizes", [EXAMPLE, FULL, (1, 1), (8, 1, 8), (1, 8)])
@pytest.mark.parametrize("room", [(880, 270), (280, 270)])
def test_matrices_are_to_scale_stay_on_the_panel_and_do_not_overlap(sizes, room):
    for sweep in ("reverse", "forward"):
        for step in (0, len(sizes) + 2, PLENTY):
            now = at(sizes, sweep=sweep, step=step)
            product = product_layout(now, *room)
            sides = {side for *_, side in product["blocks"]}
            assert len(sides) == 1
            apart(product["blocks"] + product["vectors"], room)
            apart(gradient_layout(now, *room)["blocks"], room)


def apart(blocks, room):
    boxes = []
    for matrix, (x, y), side in blocks:
        rows, columns = np.shape(matrix)
        boxes.append((x, y, x + columns * side, y + rows * side))
    for x0, y0, x1, y1 in boxes:
        assert x0 >= 0 and y0 >= 0 and x1 <= room[0] + 1e-9 and y1 <= room[1] + 1e-9
    for i, (x0, y0, x1, y1) in enumerate(boxes):
        for p0, q0, p1, q1 in boxes[i + 1 :]:
            assert x1 <= p0 + 1e-9 or p1 <= x0 + 1e-9 or y1 <= q0 + 1e-9 or q1 <= y0 + 1e-9


def test_the_row_stands_above_the_columns_that_it_has_and_a_column_beside_the_rows():
    now = at(step=6)
    product = product_layout(now, 880, 270)
    matrix, (x, _), _ = product["blocks"][1]  # J₃, behind J_L
    row, (row_x, _), _ = product["vectors"][0]
    assert row.shape[1] == matrix.shape[1] and row_x == x
    forward = product_layout(at(sweep="forward", step=4 + 13), 880, 270)  # the first of layer 2
    behind = forward["blocks"][2::-1]  # J₂, J₃, J_L
    for (column, (x, y), _), (matrix, corner, _) in zip(forward["vectors"], behind, strict=True):
        assert len(column) == len(matrix) and y == corner[1] and x < corner[0]


def test_the_words_say_what_the_numbers_are():
    assert say(at(step=0)).startswith("A network of 3 layers with 31 parameters.")
    words = say(at(step=6))
    assert "The row J_L J₃ has the shape 1×3: it is ∂L/∂a₂." in words
    assert "4 of 31 entries of the gradient are known and agree with jax.grad" in words
    assert "6 of its 53 multiplications and holds 12 numbers, at most 12; the forward sweep takes 312" in words
    now = at(sweep="forward", step=4 + 3)
    assert f"Column 3 of 31 has gone to the loss: ∂L/∂W₁[2, 1] = {now['dW1'][1, 0]:.3g}" in say(now)
    assert "All 31 entries" in say(at(sweep="forward"))
    assert "A network of 1 layer " in say(at((1, 1)))


def test_a_gradient_that_is_wrong_is_not_called_right():
    assert "DISAGREE" in say(at() | {"gap": 1e-9})


def test_a_small_product_is_set_in_numbers_and_a_large_one_is_not():
    first, second = values(at(step=6))[:2]
    assert [each["label"] for each in first["product"]] == ["J_L", "J_{f₃}", "J_{f₂}", "J_{f₁}", "∂L/∂x"]
    assert not any("".join(row) for row in first["product"][-1]["rows"])  # blank until the row is there
    assert [each["label"] for each in second["product"]] == ["J_L", "J_{f₃}", "∂L/∂a₂"]
    assert values(at())[0]["product"][-1]["rows"] == [[number(x) for x in at()["row"]]]
    assert not any("product" in each for each in values(at(FULL)))
    json.dumps(values(at(FULL)), allow_nan=False)


# Arguments, controls, challenges -------------------------------------------------------------------------------------


def test_nothing_compiles_when_the_network_changes_its_shape():
    at()
    before = sweeps._padded_gradient._cache_size()
    for sizes in [(1, 1), (3, 3, 3), FULL, (8, 2)]:
        at(sizes, seed=7), at(sizes, sweep="forward")
    assert sweeps._padded_gradient._cache_size() == before


def test_the_steps_end_where_the_sweep_ends_and_only_widths_of_layers_that_are_there_are_shown():
    live = explore.backprop((2, 4, 3, 1))
    shown = lambda: [name for name in seen(live) if name in HIDDEN]  # noqa: E731
    end = lambda: live._looks["step"]["hi"]  # noqa: E731
    assert (end(), live.step, shown()) == (8, 8, HIDDEN[:2])
    live.layers = 5
    assert (end(), live.step, shown()) == (12, 12, HIDDEN[:4])
    live.step = 3
    live.layers = 1
    assert (end(), live.step) == (4, 3)
    live.sweep = "forward: a column for each parameter"
    assert end() == 2 + 3
    live.close()


@pytest.mark.parametrize(
    ("name", "there", "nearly", "elsewhere"),
    [
        ("halfway", {"step": 7}, {"step": 6}, {"step": 3}),
        ("dear", {"sizes": FULL}, {"sizes": (5,) * 6}, {}),
        ("faded", {"sizes": FULL, "activation": "sigmoid"}, {"sizes": (4,) * 5, "activation": "sigmoid"}, {}),
        ("dead", {"activation": "ReLU", "seed": 13}, {"activation": "ReLU"}, {}),
    ],
)
def test_a_challenge_knows_where_it_is_solved_and_where_only_nearly(name, there, nearly, elsewhere):
    judged = [verdict(CHALLENGES[name], at(**state)) for state in (there, nearly, elsewhere)]
    assert judged == [True, False, None]


@pytest.mark.slow
@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("sizes", [(1, 1), EXAMPLE, FULL, (8, 1, 8)])
@pytest.mark.parametrize("sweep", ["reverse", "forward"])
def test_every_network_is_drawn_wide_and_narrow_at_the_start_on_the_way_and_at_the_end(sizes, sweep):
    live = explore.backprop(sizes, "ReLU", sweep=sweep)
    for step in (0, len(sizes), len(sizes) + 2, last_step(sizes, sweep)):
        for width in (960, 360):
            png, _ = live.stage.draw(live.state | {"step": step}, width=width, sharp=False)
            assert png.startswith(b"\x89PNG")
    live.close()


@pytest.mark.parametrize("sizes", [(2,), (2, 9), (2, 1.5), 3, (1,) * 8])
def test_sizes_that_no_network_here_has_are_answered_by_what_is_needed(sizes):
    with pytest.raises(ValueError, match=r"`sizes` must be 2 to 7 whole numbers from 1 to 8, inputs first, as in"):
        explore.backprop(sizes)


def test_a_step_after_the_last_is_refused():
    with pytest.raises(ValueError, match="`step` must be a whole number from 0 to 8; got 9"):
        explore.backprop((2, 4, 3, 1), step=9)
