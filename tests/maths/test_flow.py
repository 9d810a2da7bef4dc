"""Flows: undone exactly, log-determinants against the Jacobian's, densities that add up to 1."""

import contextlib
import io
import re
from pathlib import Path

import jax
import jax.numpy as jnp
import nbformat
import numpy as np
import pytest
from hypothesis import given

from jaclib import flow, slogdet
from tests.examples import costly
from tests.maths.test_jacobian import SEEDS

NOTEBOOK = Path(__file__).resolve().parents[2] / "notebooks" / "08_normalizing_flows.ipynb"
LAYERS = ["coupling", "flipped", "planar", "steep planar", "all"]


def make(kind, seed=0):
    rng = np.random.default_rng(seed)
    A, B = rng.normal(size=(1, 2)), rng.normal(size=(1, 2))
    u, w = rng.normal(size=(2, 3))
    if kind == "coupling":
        return flow.affine_coupling(lambda x: jnp.tanh(A @ x), lambda x: B @ x, split=2)
    if kind == "flipped":
        return flow.affine_coupling(lambda x: jnp.sin(A.T @ x), lambda x: B.T @ x**2, split=1, flip=True)
    if kind == "planar":
        return flow.planar(u, w, 0.3)
    if kind == "steep planar":  # u·w far below −1: not invertible without û
        return flow.planar(-2 * w, w, -0.5)
    return flow.compose(*(make(part, seed) for part in LAYERS[:4]))


@pytest.mark.few
@costly
@given(SEEDS)
@pytest.mark.parametrize("kind", LAYERS)
def test_the_inverse_undoes_it_and_the_log_determinant_is_the_jacobians(kind, seed):
    f, x = make(kind, seed), jnp.asarray(np.random.default_rng(seed + 1).normal(size=3))
    np.testing.assert_allclose(f.inverse(f.forward(x)), x, rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(f.forward(f.inverse(x)), x, rtol=1e-8, atol=1e-8)
    sign, logarithm = slogdet(f.forward)(x)
    np.testing.assert_allclose(f.logabsdet(x), logarithm, rtol=1e-9, atol=1e-10)
    assert sign == 1


@pytest.mark.parametrize("u", [(0.5, 1.0, -0.3), (-2.0, -0.5, 1.0)])  # u·w is 0.86, and −2.35
def test_a_planar_layer_pushes_along_w_as_the_paper_says_and_across_it_as_u_does(u):
    u, w, x = np.array(u), np.array([1.0, 0.3, -0.2]), np.array([0.7, -0.4, 0.2])
    moved, far = np.asarray(flow.planar(u, w, 0.4).forward(jnp.asarray(x))) - x, np.tanh(w @ x + 0.4)
    assert w @ moved == pytest.approx((np.log(1 + np.exp(u @ w)) - 1) * far)
    for across in np.array([(0.3, -1, 0), (0.2, 0, 1)]):
        assert across @ moved == pytest.approx(across @ u * far)


@given(SEEDS)
def test_a_planar_layer_leaves_its_plane_and_pushes_along_u_hat_beyond_it_and_against_it_before(seed):
    rng = np.random.default_rng(seed)
    u, w, b = rng.normal(size=3), rng.normal(size=3), rng.normal()
    u_hat = u + (np.log(1 + np.exp(u @ w)) - 1 - u @ w) * w / (w @ w)
    layer = flow.planar(u, w, b)
    along = np.cross(w, rng.normal(size=3))  # of the plane
    on_it = -b * w / (w @ w) + along
    np.testing.assert_allclose(layer.forward(jnp.asarray(on_it)), on_it, atol=1e-12)
    for side in (-1, 1):
        x = on_it + side * rng.uniform(0.1, 5) * w
        pushed = np.asarray(layer.forward(jnp.asarray(x))) - x
        share = pushed @ u_hat / (u_hat @ u_hat)
        np.testing.assert_allclose(pushed, share * u_hat, atol=1e-12)
        assert 0 < side * share <= 1 + 1e-12  # far from the plane it is 1, but for rounding


@pytest.mark.parametrize(
    ("along", "squeeze"), [(0.0, np.log(2)), (np.log(np.e - 1), 1.0), (-3.0, np.log1p(np.exp(-3)))]
)
def test_a_planar_layer_is_the_identity_for_one_u_along_w_and_not_for_u_zero(along, squeeze):
    w = np.array([0.6, -0.8])
    layer, x = flow.planar(along * w, w, 0.5), jnp.asarray(-0.5 * w)  # ‖w‖ = 1, and x is on the plane
    np.testing.assert_allclose(layer.logabsdet(x), np.log(squeeze), atol=1e-12)
    moved = np.asarray(layer.forward(x + jnp.asarray(w))) - np.asarray(x + w)
    np.testing.assert_allclose(moved, (squeeze - 1) * np.tanh(1) * w, atol=1e-12)


def test_a_planar_layer_with_a_w_known_beforehand_is_made_inside_jit_too():
    w, none, x = jnp.array([0.5, 1.0]), jnp.zeros(2), jnp.array([0.3, -0.4])
    made = jax.jit(lambda u: flow.planar(u, w, 0.2).forward(x))(jnp.array([0.9, -0.4]))
    np.testing.assert_allclose(made, flow.planar([0.9, -0.4], w, 0.2).forward(x), rtol=1e-14)
    with pytest.raises(ValueError, match="w must not be zero"):
        jax.jit(lambda u: flow.planar(u, none, 0.2).forward(x))(jnp.array([0.9, -0.4]))


def test_notebook_8_prints_of_its_planar_layer_what_the_formula_above_it_gives():
    cells = {cell.id: cell for cell in nbformat.read(NOTEBOOK, as_version=4).cells}
    assert r"\det J_f = 1 + h'\,\hat u\cdot w" in cells["coupling-flip"].source
    u, w, b, point = np.array([0.9, -0.4]), np.array([0.5, 1.0]), 0.2, np.array([0.7, -1.2])
    u_hat = u + (np.log(1 + np.exp(u @ w)) - 1 - u @ w) * w / (w @ w)
    J = np.eye(2) + (1 - np.tanh(w @ point + b) ** 2) * np.outer(u_hat, w)
    printed = re.findall(r"-?\d+\.\d+", cells["planar"].outputs[0].text)
    assert printed == [f"{np.log(np.linalg.det(J)):.6f}"] * 2
    known = {}
    exec(cells["imports"].source.replace("plt.style", "# plt.style"), known)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        exec(cells["planar"].source, known | {"point": jnp.asarray(point)})
    assert said.getvalue() == cells["planar"].outputs[0].text


def test_the_inverse_of_a_planar_layer_takes_a_moved_tangent_back():
    f, x, v = make("planar"), jnp.array([0.3, -0.2, 0.5]), jnp.array([1.0, -2.0, 0.5])
    y, moved = jax.jvp(f.forward, (x,), (v,))
    np.testing.assert_allclose(jax.jvp(f.inverse, (y,), (moved,))[1], v, rtol=1e-9)


@pytest.mark.slow
def test_the_jacobian_of_the_inverse_is_the_inverse_of_the_jacobian():
    f, x = make("all"), jnp.array([0.3, -0.2, 0.5])
    J, back = jax.jacfwd(f.forward)(x), jax.jacrev(f.inverse)(f.forward(x))
    np.testing.assert_allclose(back @ J, np.eye(3), atol=1e-9)


def test_the_log_determinant_of_a_composition_is_the_sum_of_its_layers():
    f, g, h = make("coupling"), make("planar"), make("flipped")
    x = jnp.array([0.3, -0.2, 0.5])
    total = h.logabsdet(x) + g.logabsdet(h.forward(x)) + f.logabsdet(g.forward(h.forward(x)))
    np.testing.assert_allclose(flow.compose(f, g, h).logabsdet(x), total, rtol=1e-14)
    np.testing.assert_allclose(flow.compose(f, g, h).forward(x), f.forward(g.forward(h.forward(x))), rtol=1e-15)


def test_the_density_of_a_flow_integrates_to_one_and_is_the_known_one_where_it_is_known():
    normal = lambda z: -jnp.sum(z**2) / 2 - jnp.log(2 * jnp.pi)  # noqa: E731
    coupling = flow.affine_coupling(lambda x: jnp.tanh(x) / 2, lambda x: x**2 / 4, split=1)
    p = flow.log_density(flow.compose(flow.planar([0.5, 1.0], [1.0, 0.3], 0.2), coupling), normal)
    axis = jnp.linspace(-12, 12, 401)
    grid = jnp.stack(jnp.meshgrid(axis, axis, indexing="ij"), axis=-1).reshape(-1, 2)
    mass = jnp.sum(jnp.exp(jax.jit(jax.vmap(p))(grid))) * (axis[1] - axis[0]) ** 2
    assert float(mass) == pytest.approx(1, abs=1e-8)
    stretched = flow.Flow(lambda x: 3 * x, lambda y: y / 3, lambda x: x.size * jnp.log(3.0))
    at = jnp.array([1.0, 2.0])
    np.testing.assert_allclose(flow.log_density(stretched, normal)(at), -5 / 18 - np.log(2 * np.pi * 9), rtol=1e-14)


def test_a_flow_trains_under_jit():
    split = lambda p: flow.affine_coupling(lambda x: p[0] * x, lambda x: p[1] * x, split=1)  # noqa: E731
    likelihood = lambda p: flow.log_density(split(p), lambda z: -z @ z / 2)(jnp.array([0.5, 1.0]))  # noqa: E731
    slope = jax.jit(jax.grad(likelihood))(jnp.array([0.1, 0.2]))
    h = 1e-6
    for i in range(2):
        e = h * jnp.eye(2)[i]
        difference = (likelihood(jnp.array([0.1, 0.2]) + e) - likelihood(jnp.array([0.1, 0.2]) - e)) / (2 * h)
        np.testing.assert_allclose(slope[i], difference, rtol=1e-7)


@pytest.mark.parametrize("split", [0, -1, 1.5, None])
def test_a_split_must_leave_something(split):
    with pytest.raises(ValueError, match="split must be a whole number of at least 1"):
        flow.affine_coupling(jnp.sin, jnp.sin, split)


def test_bad_layers_are_refused():
    with pytest.raises(ValueError, match="x must have more than split = 2 entries"):
        flow.affine_coupling(jnp.sin, jnp.sin, 2).forward(jnp.ones(2))
    with pytest.raises(ValueError, match="w must not be zero"):
        flow.planar([1.0, 1.0], [0.0, 0.0], 0.0)
    with pytest.raises(ValueError, match=r"w must have shape \(2,\) as u has"):
        flow.planar([1.0, 1.0], [1.0], 0.0)
    with pytest.raises(TypeError, match="flow 2 of the composition must be a Flow; got function"):
        flow.compose(make("planar"), lambda x: x)
