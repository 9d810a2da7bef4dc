"""The numbers of explore.flow: the way of one point through the layers, and the sheet that goes along."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from jaclib.evidence.judge import largest_in_determinant
from jaclib.evidence.kink import beside, partials_or_infinite
from jaclib.explore.learn.flow_sheet import BASE, FLAT, MOST, PLAIN, ROUNDING, drawn_from_gaussian, stretched, view
from jaclib.explore.learn.flows import MOST_LAYERS, carried, gaussian, jacobians, made_of, switched_on
from jaclib.explore.plane.guess import compared
from jaclib.programs.field import det, field

STEPS, NO_CIRCLE = np.eye(2), np.nan * MOST


@partial(jax.jit, static_argnames="pair")
def by_weights(pair, weights, on, z):
    """Carry one point through the layers: what `carried` gives, and the Jacobians on its way."""
    return *carried(pair, weights, on, z), jacobians(pair, weights, on, z)


@np.errstate(all="ignore")  # beyond where a map is defined nothing is known
def followed(f, count, t, seed, z):
    """Where z is after 0, 1, … 12 layers, each layer's log |det J| where it acts, and its Jacobian there.

    From number `count` on they are switched off: the identity.
    """
    if made := made_of(f, seed):
        return by_weights(*made, switched_on(count, t), z)
    places, J = np.tile(z, (MOST_LAYERS + 1, 1)), np.tile(np.eye(2), (MOST_LAYERS, 1, 1))
    for k in range(count):  # as `repeated` does, but at a crease there is no derivative, whatever JAX gives
        a = places[k]
        values, slopes = field(f, np.concatenate([a[None], beside(a)]), t)
        J[k] = partials_or_infinite(a, values[0], slopes[0], values[1:], slopes[1:])
        places[k + 1 :] = values[0]
    return places, np.log(np.abs(det(J))), J


@jax.jit  # compiled once for all layers
def pictured(places, logabsdets, J, passed, no_way_back) -> dict:
    """The log-density after 0, 1, … layers, NaN behind the first that loses it, and the Jacobian of those passed."""
    flat, unknown = jax.vmap(is_flat)(J), ~jnp.isfinite(J).all(axis=(1, 2))
    lost = jnp.append(0, jnp.cumsum(flat | unknown | no_way_back))
    start, gathered = gaussian(places[0]), jnp.append(0.0, jnp.cumsum(logabsdets))
    levels, done = jnp.where(lost > 0, jnp.nan, start - gathered), passed > np.arange(MOST_LAYERS)
    of_all = jax.lax.fori_loop(0, passed, lambda k, so_far: J[k] @ so_far, STEPS)
    now = {"x": places[passed], "columns": of_all.T, "jacobian": of_all, "factors": J, "logabsdets": logabsdets}
    now |= {"levels": levels, "bare_levels": jnp.full_like(levels, start)}
    now |= {"reached": jnp.stack([passed, levels[passed]]), "heights": heights(levels)}
    return now | {"singular": first(flat & done), "no_derivative": first(unknown & done)}


def is_flat(J):
    """Whether the determinant is 0, but for rounding. Traces."""
    return (jnp.abs(det(J)) <= ROUNDING * (most := largest_in_determinant(J, jnp.abs(J)))) & (most < jnp.inf)


def first(layers):
    """The number of the first of these layers, or 0. Traces."""
    return jnp.where(layers.any(), layers.argmax() + 1, 0)


def heights(levels):
    """The ends of the scale of log-densities: they hold still while they are wide enough. Traces."""
    known = jnp.isfinite(levels)
    low, high = jnp.min(levels, initial=0, where=known), jnp.max(levels, initial=0, where=known)
    return jnp.stack([jnp.minimum(-6, 4 * jnp.floor(low / 4)), 4 * jnp.ceil(high / 4)])


def compute(f, layers, passed, t, seed, z, determinants, guess=None) -> dict:
    """The way of z, the densities on it, and the sheet as far as it has been carried."""
    passed, z = min(passed, layers), np.asarray(z, dtype=float)
    sheet, dots = stretched(f, seed, layers, t, passed, determinants), drawn_from_gaussian(seed)
    way = jax.device_get(pictured(*followed(f, layers, t, seed, z), passed, bool(sheet["no_way_back"])))
    levels = {name: way[name][: layers + 1] for name in ("levels", "bare_levels")}
    each = {name: way[name][:layers] for name in ("factors", "logabsdets")}
    circle, most = (NO_CIRCLE, NO_CIRCLE) if guess is None else (MOST, sheet["most"])
    return (
        sheet
        | compared(guess, sheet["most"][None])
        | (way | levels | each)
        | {"kind": f.name, "layers": layers, "passed": passed, "t": t, "determinants": determinants}
        | {"z": z, "steps": STEPS, "circle": circle, "most": most, "view": view(f, seed, layers)}
        | {"base": BASE, "before": FLAT, "plain": PLAIN, "start": dots, "half": dots[:, 0] > 0}
        | {"shown_mass": sheet["mass" if determinants else "bare_mass"]}
    )
