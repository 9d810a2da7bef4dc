"""The numbers of explore.flow: the way of one point through the layers, and the sheet that goes along."""

from functools import partial

import jax
import numpy as np

from jaclib.evidence.judge import largest_in_determinant
from jaclib.evidence.kink import beside, partials_or_infinite
from jaclib.explore.learn.flow_sheet import BASE, FLAT, MOST, PLAIN, ROUNDING, drawn_from_gaussian, stretched, view
from jaclib.explore.learn.flows import carried, gaussian, jacobians, made_of, switched_on
from jaclib.explore.plane.guess import compared
from jaclib.programs.field import det, field


@partial(jax.jit, static_argnames="pair")
def numbers(pair, weights, on, z):
    """Carry one point through the layers: what `carried` gives, and the Jacobians on its way."""
    return *carried(pair, weights, on, z), jacobians(pair, weights, on, z)


@np.errstate(all="ignore")  # beyond where a map is defined nothing is known
def followed(f, count, t, seed, z):
    """Where z is after 0, 1, … layers, each layer's log |det J| where it acts, and its Jacobian there."""
    if made := made_of(f, seed):
        return jax.device_get(numbers(*made, switched_on(count, t), z))
    places, J = [z], []
    for _ in range(count):  # as `repeated` does, but at a crease there is no derivative, whatever JAX gives
        a = places[-1]
        values, jacobians = field(f, np.concatenate([a[None], beside(a)]), t)
        J.append(np.asarray(partials_or_infinite(a, values[0], jacobians[0], values[1:], jacobians[1:])))
        places.append(values[0])
    return np.stack(places), np.log(np.abs(det(np.stack(J)))), np.stack(J)


@np.errstate(invalid="ignore")  # the same
def compute(f, layers, passed, t, seed, z, determinants, guess=None) -> dict:
    """The way of z, the densities on it, and the sheet as far as it has been carried."""
    passed, z = min(passed, layers), np.asarray(z, dtype=float)
    places, logabsdets, J = followed(f, layers, t, seed, z)
    start = float(gaussian(z))
    levels = start - np.concatenate([[0], np.cumsum(logabsdets[:layers])])
    sheet = stretched(f, seed, layers, t, passed, determinants)
    levels = np.where(np.arange(layers + 1) < unknown_from(J[:layers], sheet["no_way_back"]), levels, np.nan)
    J_of_all = np.linalg.multi_dot([np.eye(2), np.eye(2), *J[:passed]][::-1])
    dots = drawn_from_gaussian(seed)
    asked = 1.0 if guess is not None else np.nan  # else no circle is drawn
    return (
        sheet
        | compared(guess, sheet["most"][None])
        | {"most": asked * sheet["most"], "circle": asked * MOST}
        | {"kind": f.name, "layers": layers, "passed": passed, "t": t, "determinants": determinants}
        | {"z": z, "x": places[passed], "steps": np.eye(2), "columns": J_of_all.T, "jacobian": J_of_all}
        | {"factors": J[:layers], "logabsdets": logabsdets[:layers]}
        | {"singular": singular(J[:passed]), "no_derivative": without_derivative(J[:passed])}
        | {"levels": levels, "bare_levels": np.full(layers + 1, levels[0]), "reached": (passed, levels[passed])}
        | {"view": view(f, seed, layers), "heights": heights(levels), "start": dots, "half": dots[:, 0] > 0}
        | {"base": BASE, "before": FLAT, "plain": PLAIN, "shown_mass": sheet["mass" if determinants else "bare_mass"]}
    )


@np.errstate(invalid="ignore")  # beyond where the map is defined nothing is known
def singular(factors) -> int:
    """The number of the first layer whose Jacobian has determinant 0, but for rounding, or 0."""
    flat = [abs(det(J)) <= ROUNDING * largest_in_determinant(J, np.abs(J)) < np.inf for J in factors]
    return flat.index(True) + 1 if True in flat else 0


def without_derivative(factors) -> int:
    """The number of the first layer with no finite Jacobian where it acts, or 0."""
    known = np.isfinite(factors).all(axis=(1, 2))
    return 0 if known.all() else int(known.argmin()) + 1


def unknown_from(factors, no_way_back: str) -> int:
    """The number of the first layer behind which no density is known; one more than there are if it always is."""
    lost = [k for k in (singular(factors), without_derivative(factors)) if k]
    return 1 if no_way_back else min(lost, default=len(factors) + 1)


def heights(levels) -> tuple[float, float]:
    """The ends of the scale of log-densities: they hold still while they are wide enough."""
    levels = levels[np.isfinite(levels)]
    low, high = (levels.min(), levels.max()) if len(levels) else (0, 0)
    return min(-6.0, 4 * np.floor(low / 4)), max(0.0, 4 * np.ceil(high / 4))
