"""Normalizing flows: maps that can be undone, with the logarithm of their Jacobian determinant in closed form."""

from collections.abc import Callable
from functools import reduce
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from jaclib import checks
from jaclib.checks import Scalar, Vector


class Flow(NamedTuple):
    """An invertible map ℝⁿ → ℝⁿ: `forward(x)`, `inverse(y)`, and `logabsdet(x)`, which is log |det J_forward(x)|."""

    forward: Callable
    inverse: Callable
    logabsdet: Callable


def affine_coupling(scale: Callable, shift: Callable, split: int, flip: bool = False) -> Flow:
    """(x₁, x₂) ↦ (x₁, x₂ · exp(scale(x₁)) + shift(x₁)), where x₁ is the first `split` entries; with `flip` the last.

    `scale` and `shift` take shape (split,) to (n − split,), and may be anything: only the map of x₂ is undone. Its
    Jacobian is triangular, so log |det J| is the sum of the scales: no determinant is computed.
    Raises ValueError for a split that leaves nothing on one side.

    Source: Dinh, Sohl-Dickstein & Bengio, Density estimation using Real NVP, ICLR 2017.

    >>> import jax.numpy as jnp
    >>> flow = affine_coupling(lambda x: x, lambda x: 3 * x, split=1)
    >>> flow.inverse(flow.forward(jnp.array([1.0, 2.0]))), flow.logabsdet(jnp.array([1.0, 2.0]))
    (Array([1., 2.], dtype=float64), Array(1., dtype=float64))
    """
    checks.function(scale, "scale")
    checks.function(shift, "shift")
    if not isinstance(split, int) or split < 1:
        raise ValueError(f"split must be a whole number of at least 1; got {split!r}.")

    def parts(x):
        x = checks.vector(x, "x")
        if x.size <= split:
            raise ValueError(f"x must have more than split = {split} entries, so that some are moved; got {x.size}.")
        return (x[-split:], x[:-split]) if flip else (x[:split], x[split:])

    def joined(kept, moved):
        return jnp.concatenate([moved, kept] if flip else [kept, moved])

    def forward(x):
        kept, moved = parts(x)
        return joined(kept, moved * jnp.exp(scale(kept)) + shift(kept))

    def inverse(y):
        kept, moved = parts(y)
        return joined(kept, (moved - shift(kept)) * jnp.exp(-scale(kept)))

    def logabsdet(x):
        kept, moved = parts(x)
        return jnp.sum(jnp.broadcast_to(scale(kept), moved.shape))

    return Flow(forward, inverse, logabsdet)


def planar(u: Vector, w: Vector, b: Scalar) -> Flow:
    """x ↦ x + û tanh(w·x + b): the plane w·x = −b stays, and points off it are pushed along û, on one side against it.

    By at most ‖û‖. det J = 1 + (û·w)(1 − tanh²(w·x + b)). û is u, with its part along w changed so that û·w > −1, as
    invertibility needs: û·w = log(1 + exp(u·w)) − 1, also of a u with u·w > −1. So with u = 0 this is not the
    identity, but squeezes towards the plane; the identity it is with u = log(e − 1) w / ‖w‖².
    Raises ValueError if u and w don't have the same shape, or w is zero.

    Source: Rezende & Mohamed, Variational inference with normalizing flows, ICML 2015, appendix A.

    >>> planar([0.0, 0.0], [1.0, 0.0], 0.0).logabsdet(np.zeros(2)).round(4)  # û·w = log 2 − 1
    Array(-0.3665, dtype=float64)
    """
    u = checks.vector(u, "u")
    w = checks.vector(w, "w", u.size, " as u has")
    if checks.is_concrete(w) and not np.asarray(w).any():  # inside jit w.any() is traced, though w is known
        raise ValueError("w must not be zero: it is the direction that decides how far a point is pushed.")
    push = jax.nn.softplus(u @ w) - 1
    u = u + (push - u @ w) * w / (w @ w)

    def forward(x):
        return x + u * jnp.tanh(w @ x + b)

    def inverse(y):
        return y - u * jnp.tanh(_solve_tanh(w @ y + b, push))

    def logabsdet(x):
        return jnp.log1p(push * (1 - jnp.tanh(w @ x + b) ** 2))

    return Flow(forward, inverse, logabsdet)


def _solve_tanh(s, push):
    """The t with t + push · tanh(t) = s, which grows in t, as push > −1: halvings, and a last step of Newton's.

    That step takes the derivative along: the halvings have none.
    """
    excess = lambda t: t + push * jnp.tanh(t) - s  # noqa: E731

    def halve(_, ends):
        middle = (ends[0] + ends[1]) / 2
        low = excess(middle) < 0
        return jnp.where(low, middle, ends[0]), jnp.where(low, ends[1], middle)

    low, high = jax.lax.fori_loop(0, 60, halve, (s - jnp.abs(push), s + jnp.abs(push)))
    t = jax.lax.stop_gradient((low + high) / 2)
    return t - excess(t) / (1 + push * (1 - jnp.tanh(t) ** 2))


def compose(*flows: Flow) -> Flow:
    """The flow f∘g∘…, outermost first; its log-determinant is the sum of theirs, each taken where its flow acts.

    Raises TypeError if one of them is not a Flow.
    """
    for place, each in enumerate(flows, 1):
        if not isinstance(each, Flow):
            raise TypeError(f"flow {place} of the composition must be a Flow; got {type(each).__name__}.")

    def forward(x):
        return reduce(lambda x, each: each.forward(x), reversed(flows), x)

    def inverse(y):
        return reduce(lambda y, each: each.inverse(y), flows, y)

    def logabsdet(x):
        total = jnp.zeros((), x.dtype)
        for each in reversed(flows):
            total += each.logabsdet(x)
            x = each.forward(x)
        return total

    return Flow(forward, inverse, logabsdet)


def log_density(flow: Flow, log_base: Callable) -> Callable[[Float[Array, " n"]], Float[Array, ""]]:
    """The log-density of flow.forward(z) for z of log-density `log_base`: log p(f(z)) = log p_z(z) − log |det J|.

    >>> import jax.numpy as jnp
    >>> double = Flow(lambda x: 2 * x, lambda y: y / 2, lambda x: jnp.log(2.0))
    >>> float(jnp.exp(log_density(double, lambda z: 0.0)(jnp.array([1.0]))))
    0.5
    """
    checks.function(log_base, "log_base")
    if not isinstance(flow, Flow):
        raise TypeError(f"flow must be a Flow; got {type(flow).__name__}.")

    def at(x):
        z = flow.inverse(x)
        return log_base(z) - flow.logabsdet(z)

    return at
