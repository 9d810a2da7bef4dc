"""The numbers, the words and the arguments of explore.backprop, without a browser."""

from itertools import pairwise

import jax
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore
from jaclib import network as networks
from jaclib.draw import short
from jaclib.explore.backprop import sweeps
from jaclib.explore.backprop.numbers import compute
from jaclib.explore.backprop.places import layout
from jaclib.explore.backprop.sizes import HIDDEN, last_step, stages
from jaclib.explore.backprop.sweeps import first_point
from jaclib.explore.backprop.terms import bracketed, derivative, pointed_at, written_out
from jaclib.explore.backprop.words import CHALLENGES, say
from tests.explore.answers import verdict
from tests.hand import seen

EXAMPLE = (2, 4, 3, 1)
FULL = (8,) * 7
PLENTY = 10**4
shapes = st.lists(st.integers(1, 5), min_size=2, max_size=7).map(tuple)
activations = st.sampled_from(list(sweeps.ACTIVATIONS))
smooth = st.sampled_from(["tanh", "sigmoid", "softplus"])
seeds = st.integers(0, 99)


def at(sizes=EXAMPLE, activation="tanh", seed=0, sweep="reverse", step=PLENTY, **more):
    hidden = dict(zip(HIDDEN, [*sizes[1:-1], *[3] * 5], strict=False))
    usual = {"x": first_point(seed, 0, sizes[0]), "y": first_point(seed, 1, sizes[-1]), "order": "product"}
    usual |= {"folded": False, "batch": False, "shades": "linear", "weight": 0} | more
    return compute(len(sizes) - 1, sizes[0], sizes[-1], activation, seed, sweep, step, **usual, **hidden)


def loss_from(net, k, point, activation):
    """½ ‖output − y‖² of the layers behind k, from what enters them; written apart."""
    for place, (W, b) in enumerate(net.layers[k:], k + 1):
        z = W @ point + b
        point = z if place == len(net.layers) else sweeps.ACTIVATIONS[activation][1](z)
    return ((point - net.y) ** 2).sum() / 2


def central(f, x, h=1e-6):
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(len(x))])


# The gradient --------------------------------------------------------------------------------------------------------


def by_jax(net, activation):
    """`jax.grad` of the loss, written apart, summed over the examples."""
    sigma = sweeps.ACTIVATIONS[activation][0]
    layers = tuple(map(networks.Layer._make, net.layers))
    loss = lambda layers: sum(networks.loss(layers, x, y, sigma) for x, y in zip(net.points[0], net.y, strict=True))  # noqa: E731
    return jax.jit(jax.grad(loss))(layers)


@pytest.mark.few
@pytest.mark.parametrize(
    ("sizes", "activation"), [*((EXAMPLE, each) for each in sweeps.ACTIVATIONS), ((1, 1), "tanh"), ((5, 1, 4), "ReLU")]
)
def test_both_sweeps_and_a_batch_give_the_gradient_that_jax_gives_of_the_network_to_1e_12(sizes, activation):
    for sweep, batch in (("reverse", False), ("reverse", True), ("forward", False)):
        oracle = by_jax(sweeps.network(sizes, activation, seed=1, batch=batch), activation)
        now = at(sizes, activation, 1, sweep, batch=batch)
        for k in range(1, len(sizes)):
            np.testing.assert_allclose(now[f"dW{k}"], oracle[k - 1].W, rtol=1e-12, atol=1e-12)
            np.testing.assert_allclose(now[f"db{k}"], oracle[k - 1].b, rtol=1e-12, atol=1e-12)


@pytest.mark.slow
@given(shapes, activations, seeds, st.sampled_from(["reverse", "forward"]), st.booleans(), st.integers(0, 300))
def test_at_every_step_what_is_known_of_the_gradient_is_what_jax_grad_gives(
    sizes, activation, seed, sweep, batch, step
):
    now = at(sizes, activation, seed, sweep, step, batch=batch)
    known = np.concatenate([now[f"d{name}{k}"].ravel() for k in range(1, len(sizes)) for name in "Wb"])
    assert now["known"] == np.isfinite(known).sum()
    assert (now["gap"] <= 1e-10) if now["known"] else np.isnan(now["gap"])


def row_at(now, k):
    """The row ∂L/∂a_k, or ∂L/∂x."""
    return now["after_L" if k == now["depth"] else f"after_W{k + 1}"]


@given(shapes, smooth, seeds)
def test_the_rows_are_the_gradients_in_a_layers_output_as_central_differences_measure_them(sizes, activation, seed):
    net, now = sweeps.network(sizes, activation, seed), at(sizes, activation, seed)
    for k in range(len(sizes)):
        measured = central(lambda point, k=k: loss_from(net, k, point, activation), net.points[k][0])
        np.testing.assert_allclose(row_at(now, k)[0], measured, rtol=1e-5, atol=1e-7)


@given(shapes, activations, seeds, st.booleans())
def test_the_row_at_the_input_is_the_product_of_all_matrices_that_are_shown(sizes, activation, seed, folded):
    now = at(sizes, activation, seed, folded=folded)
    last = len(sizes) - 1
    factors = [now["L"]]
    for k in range(last, 0, -1):
        factors += [now[f"W{k}"]] if folded or k == last else [now[f"D{k}"], now[f"W{k}"]]
    np.testing.assert_allclose(row_at(now, 0), np.linalg.multi_dot(factors), atol=1e-12)
    for k in range(1, len(sizes)):
        np.testing.assert_allclose(now[f"dW{k}"], np.outer(now[f"delta{k}"], now[f"entered{k}"]), atol=1e-15)


@given(shapes, activations, seeds, st.booleans(), st.booleans(), st.integers(0, 200))
def test_at_every_step_one_number_is_filled_and_it_is_the_row_times_the_column_that_are_lit(
    sizes, activation, seed, batch, folded, step
):
    """Beside what stood there before nothing changes; of a batch the numbers of all its rows are filled."""
    start = len(sizes)
    step = start + 1 + step % (last_step(sizes, "reverse", folded and not batch) - start - 1 or 1)
    before, now = (at(sizes, activation, seed, step=each, batch=batch, folded=folded) for each in (step, step + 1))
    name, entry = now["at"], now["entry"]
    if entry < 0:
        return  # a network of one layer and one number: J_L is all there is
    came, made = now[f"after_{now['before']}"], now[f"after_{name}"]
    if batch and name[0] == "D":
        np.testing.assert_allclose(made[:, entry], came[:, entry] * now[name][:, entry], atol=1e-15)
    else:
        np.testing.assert_allclose(made[:, entry], came @ now[name][:, entry], rtol=1e-12, atol=1e-14)
    changed = 0
    for each in (key for key in now if key.startswith("after_")):
        old = before.get(each, np.full_like(now[each], np.nan))
        changed += (~((old == now[each]) | (np.isnan(old) & np.isnan(now[each])))).sum()
    assert changed == len(made)


@given(shapes, smooth, seeds, st.integers(0, 10**6))
def test_a_column_is_how_each_layers_output_moves_with_its_parameter(sizes, activation, seed, pick):
    net = sweeps.network(sizes, activation, seed)
    number = pick % sum(sweeps.parameters(sizes))
    watched = sum(steps for _, steps in stages(sizes, "forward", folded=False))
    now = at(sizes, activation, seed, "forward", len(sizes) + watched + number)
    k, place = now["layer"], now["number"]
    name = sweeps.entry(sizes, k - 1, place)
    assert now["parameter"] == name and now["found"] == number + 1

    def moved(step):
        layers = [sweeps.Layer(W.copy(), b.copy()) for W, b in net.layers]
        W, b = layers[k - 1]
        assert name[0] == ("W" if place < W.size else "b")
        (W.ravel() if place < W.size else b)[place - (0 if place < W.size else W.size)] += step
        return sweeps.forwards(layers, net.points[0], net.y, activation)

    one, other = moved(1e-6), moved(-1e-6)
    for behind in range(k, len(sizes)):
        measured = (one.points[behind][0] - other.points[behind][0]) / 2e-6
        column = now["after_W" + str(behind) if behind == len(sizes) - 1 else f"after_D{behind}"]
        np.testing.assert_allclose(column[:, 0], measured, rtol=1e-5, atol=1e-7)
    np.testing.assert_allclose(now["after_L"][0], [(one.loss - other.loss) / 2e-6], rtol=1e-5, atol=1e-7)


def test_the_first_column_goes_number_by_number_and_each_other_one_in_a_step():
    start = len(EXAMPLE)
    at_first = [at(sweep="forward", step=start + k) for k in range(1, 18)]
    # W₁[1, 1] enters, then σ′(z₁), W₂, σ′(z₂), W₃, J_L with 4, 3, 3, 1 and 1 numbers
    factors = ["W1"] + ["D1"] * 4 + ["W2"] * 3 + ["D2"] * 3 + ["W3", "L"]
    assert [str(now["at"]) for now in at_first[: len(factors)]] == factors
    assert [int(now["found"]) for now in at_first] == [0] * (len(factors) - 1) + [1, 2, 3, 4, 5]
    for now in at_first[1 : len(factors)]:
        row, column = now[f"{now['at']}"][now["entry"]], now[f"after_{now['before']}"][:, 0]
        assert now[f"after_{now['at']}"][now["entry"], 0] == pytest.approx(row @ column)


def test_x_and_y_are_taken_and_a_batch_has_them_as_its_first_example():
    now = at(x=[1.5, -0.5], y=[0.25], batch=True)
    assert now["point0"][0].tolist() == [1.5, -0.5] and now["y"][0].tolist() == [0.25]
    assert now["point0"].shape == (sweeps.BATCH, 2) and len(np.unique(now["point0"])) == 8
    alone = at(x=[1.5, -0.5], y=[0.25])
    np.testing.assert_allclose(now["after_W1"][0], alone["after_W1"][0])


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


def passed(sizes, layers):
    """The step at which the row has passed so many layers."""
    row = [steps for _, steps in stages(sizes, "reverse", folded=False)]
    names = [name for name, _ in stages(sizes, "reverse", folded=False)]
    return len(sizes) + sum(row[: names.index(f"W{len(sizes) - layers}") + 1]) if layers else len(sizes) + 1


@given(shapes)
def test_the_reverse_sweeps_multiplications_are_those_counted_one_by_one(sizes):
    by_layer = counted_reverse(sizes)
    for layers in range(1, len(sizes)):
        assert at(sizes, step=passed(sizes, layers))["done"] == sum(by_layer[:layers])
    counts = [at(sizes, step=step)["done"] for step in range(last_step(sizes, "reverse") + 1)]
    assert counts[len(sizes) + 1] == sizes[-1] * sizes[-2]  # J_L is the last δ, which leaves its outer product
    assert counts == sorted(counts) and counts[-1] == sum(by_layer)
    folded = [at(sizes, step=step, folded=True)["done"] for step in (len(sizes), PLENTY)]
    assert folded == [0, sum(by_layer)]
    assert at(sizes)["reverse_total"] == sum(by_layer)


@given(shapes)
def test_the_forward_sweeps_multiplications_are_those_of_its_columns_counted_one_by_one(sizes):
    places = [(k, i < m * n) for k, (n, m) in enumerate(pairwise(sizes), 1) for i in range(m * n + m)]
    work = [counted_column(sizes, *place) for place in places]
    watched = len(sizes) + sum(steps for _, steps in stages(sizes, "forward", folded=False))
    assert last_step(sizes, "forward") == watched + len(work) - 1
    counts = [at(sizes, sweep="forward", step=step)["done"] for step in range(watched + 1)]
    assert counts == sorted(counts) and counts[-1] == work[0]
    for columns in {1, len(work) // 2 or 1, len(work)}:
        assert at(sizes, sweep="forward", step=watched + columns - 1)["done"] == sum(work[:columns])
    assert at(sizes)["forward_total"] == sum(work)


@given(shapes)
def test_the_reverse_sweep_holds_what_a_stack_of_points_would_hold(sizes):
    """Each layer's output is pushed on the way forwards, and popped when the row has passed it."""
    stack, most = [sizes[0]], 0
    for reached in range(1, len(sizes)):
        stack.append(sizes[reached])
        now = at(sizes, step=reached)
        assert now["stored"] == sum(stack) and now["held"].count(True) == len(stack)
    for layers in range(len(sizes)):
        now = at(sizes, step=passed(sizes, layers))
        assert now["stored"] == sum(stack) + row_at(now, len(sizes) - 1 - layers).size
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
    assert np.isfinite(now["point0"]).all() and np.isnan(now["point1"]).all() and np.isnan(np.diag(now["D1"])).all()
    assert np.isfinite(now["W1"]).all() and np.isnan(at(step=0, folded=True)["W1"]).all()
    now = at(step=2)
    assert np.isfinite(now["D2"]).all() and np.isnan(now["L"]).all() and np.isnan(now["loss"])
    now = at(step=5)  # J_L
    assert np.isfinite(now["dW3"]).all() and np.isnan(now["dW2"]).all() and "after_W3" not in now
    now = at(step=6)
    assert np.isfinite(now["after_W3"][0]).tolist() == [True, False, False]
    assert np.isnan(at(step=10)["dW2"]).all() and np.isfinite(at(step=11)["dW2"]).all()  # δ₂ is whole
    assert np.isnan(at(step=11, folded=True)["dW2"]).all() and np.isfinite(at(step=12, folded=True)["dW2"]).all()
    now = at(sweep="forward", step=4 + 13 + 8)  # eight weights and one bias of layer 1
    assert np.isfinite(now["dW1"]).all() and np.isfinite(now["db1"]).tolist() == [True, False, False, False]


ROOMS = [(1160, 374), (914, 374), (320, 290)]
STATES = [{}, {"folded": True}, {"batch": True}, {"order": "usual"}, {"order": "usual", "batch": True}]


@pytest.mark.parametrize("sizes", [EXAMPLE, FULL, (1, 1), (8, 1, 8), (1, 8)])
@pytest.mark.parametrize("room", ROOMS)
def test_matrices_are_to_scale_stay_on_the_panel_and_do_not_overlap(sizes, room):
    for sweep in ("reverse", "forward"):
        for more in STATES:
            found = layout(at(sizes, sweep=sweep, **more), *room)
            boxes = [(x, y - m * found.cell[1], x + n * found.cell[0], y) for x, y, m, n in found.blocks.values()]
            apart(boxes, room)
            top = max(y for _, _, _, y in boxes)
            for seats in [*found.seats, found.target]:
                assert (seats[:, 1] > top).all() and (seats[:, 1] + found.radius <= room[1]).all()
                assert (seats[:, 0] - found.radius >= 0).all() and (seats[:, 0] + found.radius <= room[0]).all()


def apart(boxes, room):
    for x0, y0, x1, y1 in boxes:
        assert x0 >= 0 and y0 >= 0 and x1 <= room[0] + 1e-9 and y1 <= room[1] + 1e-9
    for i, (x0, y0, x1, y1) in enumerate(boxes):
        for p0, q0, p1, q1 in boxes[i + 1 :]:
            assert x1 <= p0 + 1e-9 or p1 <= x0 + 1e-9 or y1 <= q0 + 1e-9 or q1 <= y0 + 1e-9


def test_a_row_stands_below_the_columns_that_it_has_and_a_column_beside_the_rows():
    for more, level in (({}, True), ({"sweep": "forward"}, False)):
        for order in ("product", "usual"):
            found = layout(at(order=order, **more), 1160, 374)
            assert found.level == (level == (order == "product"))
            for name in ("L", "W3", "D2", "W2", "D1", "W1"):
                factor, vector = found.blocks[name], found.blocks[f"after_{name}"]
                if found.level:
                    assert (vector.x, vector.columns) == (factor.x, factor.columns) and vector.y < factor.y
                else:
                    assert (vector.y, vector.rows) == (factor.y, factor.rows) and vector.x < factor.x


def test_layers_stand_in_the_order_of_the_product_or_as_usual():
    for order, way in (("product", -1), ("usual", 1)):
        found = layout(at(order=order), 1160, 374)
        assert (way * np.diff([seats[0, 0] for seats in found.seats]) > 0).all()
        assert way * (found.target[0, 0] - found.seats[-1][0, 0]) > 0


def test_the_weight_that_is_pointed_at_is_counted_row_by_row_and_its_derivative_said_in_numbers():
    number = 0
    for k, (n, m) in enumerate(pairwise(EXAMPLE), 1):
        for i in range(m):
            for j in range(n):
                number += 1
                now = at(weight=number)
                assert pointed_at(now) == (k, i, j)
                delta, entered = now[f"delta{k}"][0, i], now[f"entered{k}"][0, j]
                assert now[f"dW{k}"][i, j] == pytest.approx(delta * entered)
                words = derivative(now)
                assert words.startswith(f"W{'₁₂₃'[k - 1]}[{i + 1}, {j + 1}] = {short(now[f'W{k}'][i, j])}; ")
                assert words.endswith(f" · {bracketed(entered)} = {short(now[f'dW{k}'][i, j])}.")
    assert pointed_at(at(weight=0)) is None and derivative(at()) == ""
    assert "is not known yet" in derivative(at(weight=1, step=8))
    assert derivative(at(weight=1, batch=True)).count("·") == sweeps.BATCH


def test_the_sum_that_fills_an_entry_is_written_out():
    now = at(step=14)  # the row δ₂ meets column 3 of W₂
    _, (words,) = written_out(now, (0, 0))
    left, right = now["delta2"][0], now["W2"][:, 2]
    terms = " + ".join(f"{bracketed(a)} · {bracketed(b)}" for a, b in zip(left, right, strict=True))
    assert words == f"row · column 3:  {terms} = {short(left @ right)}"
    _, (words,) = written_out(at(step=14, order="usual"), (0, 0))
    assert words.startswith("row 3 · column:  ")
    assert written_out(at(step=4), (0, 0)) == ([], [])


def test_one_scale_of_colours_holds_for_all_that_is_shown_at_any_step():
    for more in ({}, {"batch": True}, {"sweep": "forward"}):
        limits = {at(step=step, **more)["largest"] for step in (0, 3, 9, 14, PLENTY)}
        assert len(limits) == 1
        now = at(**more)
        shown = [now[name] for name in now if name[:2] in ("af", "dW", "db", "W1", "W2", "W3", "po")]
        assert max(np.nanmax(np.abs(each)) for each in shown) <= limits.pop()


def test_the_words_say_what_the_numbers_are():
    assert say(at(step=0)).startswith("A network of 3 layers with 31 parameters.")
    words = say(at(step=6))
    assert "The row meets column 1 of W₃: number 1 of 3 of ∂L/∂a₂." in words
    words = say(at(step=8))
    assert "The row has met W₃: it is ∂L/∂a₂, of shape 1×3." in words
    assert "4 of 31 entries of the gradient are known and agree with jax.grad" in words
    assert "6 of its 53 multiplications and holds 12 numbers (12 at its peak); the forward sweep takes 312" in words
    assert "it is δ₂ = ∂L/∂z₂, of shape 1×3" in say(at(step=11))
    now = at(sweep="forward", step=4 + 13 + 2)
    assert f"Column 3 of 31 has gone to the loss: ∂L/∂W₁[2, 1] = {now['dW1'][1, 0]:.3g}" in say(now)
    assert "All 31 entries" in say(at(sweep="forward"))
    assert "A network of 1 layer " in say(at((1, 1)))


def test_with_the_network_drawn_as_usual_the_row_is_a_column_in_words_too_and_a_batch_counts_for_each_example():
    assert "The column meets row 3 of W₂ᵀ: number 3 of 4 of ∂L/∂a₁." in say(at(step=14, order="usual"))
    assert "The column has met W₂ᵀ: it is ∂L/∂a₁, of shape 4×1." in say(at(step=15, order="usual"))
    words = say(at(step=15, batch=True))
    assert "Each row has met W₂: the 4 together are ∂L/∂a₁, one row an example." in words
    assert "multiplications for each example" in words


def test_a_gradient_that_is_wrong_is_not_called_right():
    assert "DISAGREE" in say(at() | {"gap": 1e-9})


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
    assert (end(), live.step, shown()) == (21, 21, HIDDEN[:2])  # 4 + 1 + 3 + (3 + 4) + (4 + 2)
    live.folded = True
    assert (end(), live.step) == (14, 14)
    live.layers = 5
    assert (end(), live.step, shown()) == (22, 22, HIDDEN[:4])
    live.step = 3
    live.layers = 1
    assert (end(), live.step) == (5, 3)
    live.sweep = "forward: a column for each parameter"
    assert end() == 2 + 2 + 2
    live.close()


@pytest.mark.parametrize(
    ("name", "there", "nearly", "elsewhere"),
    [
        ("halfway", {"step": 12}, {"step": 9}, {"step": 3}),
        ("dear", {"sizes": FULL}, {"sizes": (5,) * 6}, {}),
        (
            "faded",
            {"sizes": FULL, "activation": "sigmoid", "seed": 1},
            {"sizes": (4,) * 5, "activation": "sigmoid"},
            {},
        ),
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
    ways = {"order": "x on the left, as usual", "folded": True}, {"batch": True, "shades": "by powers of ten"}
    for step in (0, len(sizes), len(sizes) + 2, last_step(sizes, sweep)):
        for width, more in ((960, {}), (360, ways[0]), (960, ways[1])):
            png, _ = live.stage.draw(live.state | more | {"step": step}, width=width, sharp=False)
            assert png.startswith(b"\x89PNG")
    live.close()


def test_a_call_that_is_copied_has_only_what_differs():
    live = explore.backprop((2, 4, 3, 1), step=9)
    assert "order" not in call_of(live) and "x=" not in call_of(live)
    live.x, live.weight = [1.5, 0.25], 3
    assert "x=(1.5, 0.25)" in call_of(live).replace("[", "(").replace("]", ")") and "weight=3" in call_of(live)
    live.close()


def test_in_a_batch_there_is_no_j_in_one_and_the_sweep_goes_to_its_end():
    live = explore.backprop((2, 4, 3, 1), batch=True, folded=True)
    assert live._looks["step"]["hi"] == live.step == 21
    assert not live._looks["folded"]["shown"] and live._looks["batch"]["shown"]
    live.batch = False
    assert live._looks["step"]["hi"] == 14 and live._looks["folded"]["shown"]
    live.close()


def test_in_another_network_no_weight_is_lit():
    live = explore.backprop((2, 4, 3, 1), weight=11)
    live.layers = 2
    assert live.weight == 0
    live.close()


def call_of(live):
    return live.stage.frame(live.state)[1]["call"]


@pytest.mark.parametrize("sizes", [(2,), (2, 9), (2, 1.5), 3, (1,) * 8])
def test_sizes_that_no_network_here_has_are_answered_by_what_is_needed(sizes):
    with pytest.raises(ValueError, match=r"`sizes` must be 2 to 7 whole numbers from 1 to 8, inputs first, as in"):
        explore.backprop(sizes)


def test_a_step_after_the_last_is_refused():
    with pytest.raises(ValueError, match="`step` must be a whole number from 0 to 21; got 22"):
        explore.backprop((2, 4, 3, 1), step=22)
