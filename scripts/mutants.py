"""Breaks the code in small ways, one at a time, and lists the breaks that no fast test notices: `make mutants`.

Each mutant is one replacement in one module, tried in a copy of the package with the tests of that module, those of
`make check`. A survivor is a test that is missing, unless EXPLAINED says why nothing could notice it.
"""

import multiprocessing
import os
import shutil
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
READY = multiprocessing.get_context("forkserver")  # each mutant starts with the slow imports done
READY.set_forkserver_preload(["jax", "jax.test_util", "sympy", "mpmath", "scipy.integrate", "hypothesis", "pytest"])
TESTS = {
    "image/covered": ["maths/covered"],
    "evidence/dependent": ["maths/dependent"],
    "programs/reading": ["maths/reading"],
    "diagnose/__init__": ["maths/diagnose"],
    "evidence/kink": ["maths/kink", "maths/second"],
    "programs/unrolled": ["maths/unrolled"],
    "roots/curve": ["maths/curve"],
    "determinant": ["maths/determinant", "maths/undefined"],
    "quadrature": ["maths/determinant"],
    "exponents": ["maths/determinant"],
    "trials": ["maths/differences"],
    "checks": ["maths/bad_input"],
    "programs/beyond": ["maths/own_maps"],
    "formula/arguments": ["maths/formula"],
    "formula/tree": ["maths/formula", "maths/calculator"],
    "formula/__init__": ["maths/formula", "maths/calculator", "maths/letters"],
    "formula/functions": ["maths/calculator"],
    "formula/derivative": ["maths/derivative"],
    "formula/simplify": ["maths/derivative"],
    "formula/written": ["maths/derivative"],
    "formula/typeset": ["maths/derivative"],
    "formula/parts": ["maths/derivative"],
    "formula/abbreviate": ["maths/derivative"],
    "formula/heading": ["maths/calculator", "maths/formula"],
    "formula/walk": ["maths/formula", "maths/calculator"],
    "linearization": ["maths/linearization", "maths/jacobian"],
    "formula/grammar": ["maths/formula"],
    "formula/names": ["maths/formula", "maths/calculator", "maths/letters"],
    "formula/naming": ["maths/formula", "maths/calculator", "maths/letters"],
    "formula/room": ["maths/letters"],
    "formula/tokens": ["maths/formula"],
    "critical": ["maths/determinant"],
    "image/covered_in_space": ["maths/covered"],
    "image/enclosed": ["maths/covered", "explore/determinant"],
    "evidence/second": ["maths/second", "explore/where_this_leads"],
    "image/overlap": ["maths/covered", "maths/in_common"],
    "image/layers": ["maths/layers"],
    "explore/plane/layers": ["explore/layers"],
    "coordinates": ["maths/coordinates"],
    "frobenius": ["maths/determinant"],
    "evidence/judge": ["maths/judge", "maths/diagnose"],
    "evidence/rounding": ["explore/determinant"],
    "diagnose/no_derivative": ["maths/diagnose"],
    "maps": ["maths/jacobian"],
    "jacobian": ["maths/jacobian", "maths/undefined", "maths/bad_input", "maths/single_precision"],
    "differences": ["maths/differences", "maths/jacobian", "maths/bad_input"],
    "solve": ["maths/solve", "maths/bad_input"],
    "roots/narrowing": ["maths/preimages"],
    "explore/newton/basins": ["explore/newton"],
    "diagnose/verdict": ["maths/diagnose"],
    "diagnose/mistakes/products": ["maths/mistakes", "maths/diagnose"],
    "diagnose/mistakes/matrices": ["maths/mistakes", "maths/diagnose"],
    "diagnose/mistakes/points": ["maths/mistakes", "maths/diagnose"],
    "diagnose/mistakes/determinants": ["maths/mistakes", "maths/diagnose"],
    "diagnose/mistakes/numbers": ["maths/mistakes", "maths/diagnose"],
    "diagnose/mistakes/entries": ["maths/mistakes", "maths/diagnose"],
    "explore/plane/law": ["explore/linear_approximation"],
    "explore/mean_value/steepness": ["explore/mean_value"],
    "explore/mean_value/__init__": ["explore/mean_value"],
    "explore/mean_value/numbers": ["explore/mean_value"],
    "explore/mean_value/picture": ["explore/mean_value"],
    "explore/mean_value/words": ["explore/shown_maps", "explore/mean_value"],
    "explore/newton/unreached": ["explore/newton"],
    "explore/finite_differences/numbers": ["explore/finite_differences"],
    "explore/finite_differences/picture": ["explore/finite_differences"],
    "explore/phrases/numbers": ["explore/shown_numbers"],
    "explore/linear_approximation/words": ["explore/shown_numbers"],
    "explore/linear_approximation/numbers": ["explore/linear_approximation"],
    "explore/linear_approximation/lens": ["explore/lens"],
    "explore/linear_approximation/errors": ["explore/lens"],
    "explore/determinant/words": ["explore/shown_numbers"],
    "explore/accumulation/words": ["explore/shown_numbers"],
    "explore/fisher": ["explore/shown_numbers"],
    "programs/field": ["maths/covered", "maths/preimages", "explore/determinant"],
    "explore/determinant/numbers": ["explore/determinant"],
    "explore/plane/box": ["explore/coordinates"],
    "explore/flow/numbers": ["explore/flow"],
    "explore/change_of_variables/integrals": ["explore/change_of_variables"],
    "explore/change_of_variables/numbers": ["explore/change_of_variables"],
    "stage/control": ["stage/control", "stage/steering"],
    "stage/steering": ["stage/steering", "explore/state"],
    "stage/arguments": ["stage/arguments", "stage/control"],
    "stage/scene": ["stage/scene", "explore/scenes", "explore/state"],
    "stage/live": ["stage/live", "stage/stage", "explore/state"],
    "stage/readouts": ["stage/live"],
    "stage/pen": ["stage/pen"],
    "stage/picture": ["stage/picture"],
    "stage/stage": ["stage/stage"],
    "programs/jets": ["maths/curve"],
    "stage/lifetime": ["stage/lifetime"],
}
MAPS = [
    "explore/coordinates/words",
    "explore/hessian/words",
    "explore/implicit/words",
    "explore/change_of_variables/words",
    "explore/chain_rule_proof/words",
    "explore/chain_rule/words",
    "explore/newton/words",
    "explore/flow/words",
    "explore/finite_differences/words",
    "explore/jacobian_matrix/words",
]
NETWORKS = [
    "explore/layer/words",
    "explore/digits/numbers",
    "explore/digits/words",
    "explore/sensitivity/words",
    "explore/learn/moons",
    "explore/backprop/words",
    "explore/backprop/sweeps",
    "explore/train/words",
    "explore/train_flow/words",
    "explore/passes/words",
    "explore/checkpointing",
    "explore/vanishing_products",
]
TESTS |= {name: ["explore/shown_maps"] for name in MAPS} | {name: ["explore/shown_networks"] for name in NETWORKS}
MUTANTS = {
    "jacobian": [
        ("return J if J.ndim == 2 else", "return J[::-1] if J.ndim == 2 else"),
        ("return J if J.ndim == 2 else", "return J.T if J.ndim == 2 else"),
        ("return J if J.ndim == 2 else J.reshape(m, a.size)", "return J"),
        ("mode is None and a.size <= m", "mode is None and a.size < m"),
        ("mode is None and a.size <= m", "mode is None and a.size >= m"),
        ('forward = mode == "forward" or', 'forward = mode == "reverse" or'),
        ("jnp.atleast_1d(where_defined(value, moved))", "jnp.atleast_1d(where_defined(value, value))"),
        ("return value, where_defined(value, J)", "return value, J"),
        ("jnp.atleast_1d(where_defined(value, moved))", "jnp.atleast_1d(moved)"),
        ("factor = 1 + 0 *", "factor = 1 + 1 *"),
        ("jnp.sum(0 * value)", "jnp.sum(0)"),
        ("*[other] * (mode is None)", "*[other] * (mode is not None)"),
        ("jnp.tensordot(J, v, v.ndim)", "jnp.tensordot(J, 2 * v, v.ndim)"),
        ("return jax.vmap(way)(w) if w.ndim == 2 else", "return"),
        ('checks.real_array(leaf, "v").astype(like.dtype)', 'checks.real_array(leaf, "v")'),
        ("pull(w.astype(value.dtype).reshape(value.shape))", "pull(w.reshape(value.shape))"),
        ("w.astype(part.dtype), part.reshape", "w, part.reshape"),
    ],
    "differences": [
        ("value_of(f, y)) / (x[j] - y[j])", "value_of(f, y)) / (2 * (x[j] - y[j]))"),
        ("value_of(f, y)) / (x[j] - y[j])", "value_of(f, a)) / (x[j] - a[j])"),
        ("(value_of(f, x) - here) / (x[j] - a[j])", "(value_of(f, x) - value_of(f, a)) / (x[j] - a[j])"),
        ("near = 1.1 * unit ** (1 / (1 + order))", "near = 1.1 * unit ** (1 / order)"),
        ("near * max(1, size)", "near * size"),
        ("near * max(1, size)", "near"),
        ("value.imag) / h", "value.real) / h"),
        ("go([near * size] if size < 1", "go([] if size < 1"),
        ("np.arange(1, 9), on=lambda: ~growing(trials)", "np.arange(1, 2), on=lambda: ~growing(trials)"),
        ("if len(wrong) and step is None:", "if False:"),
        ("jnp.where(above_rounding, short, J)", "jnp.where(above_rounding, J, J)"),
        ("jnp.clip(1e-10 * jnp.abs(a)", "jnp.clip(10 * jnp.abs(a)"),
    ],
    "trials": [
        ("np.isfinite(quotients) & ~lost", "np.isfinite(quotients)"),
        ("apart.any(axis=0), np.inf, errors[k]", "apart.any(axis=0), errors[k], errors[k]"),
        ("noise = np.maximum(digits, np.abs(bends[0] - 4 * bends[1]) / 2)", "noise = digits"),
        ("np.where(same, np.maximum(largest, 1), largest)", "largest"),
        ("growth / (growth - 1)", "0"),
        ("errors + 3 * noise / steps", "errors"),
        ("3 * noise / steps + doubt", "3 * noise / steps"),
        ("np.maximum(rounding, least)", "rounding"),
        ("np.maximum(seen, errors[k] * steps[k])", "seen"),
    ],
    "linearization": [
        ("away @ y / (away @ away)", "away @ y"),
        ("xp.where(where, x - xp.mean(x, where=where), 0.0)", "x - xp.mean(x, where=where)"),
        ("(p - q) ** 2 + 4 * r**2", "(p - q) ** 2 + r**2"),
        ("self.value + self.jacobian @ (x - self.point)", "self.value + self.jacobian @ x"),
        ("self.value + self.jacobian @ (x - self.point)", "self.value - self.jacobian @ (x - self.point)"),
        ("self.value + self.jacobian @ (x - self.point)", "self.value + (x - self.point) @ self.jacobian"),
        ("self.function(x) - self(x)", "self.function(x) - self.value"),
        ("return 1e3 * np", "return 1e9 * np"),
        ("return 1e3 * np", "return 1e-3 * np"),
        ("undefined[-1] + 1 if len(undefined)", "undefined[0] if len(undefined)"),
        ("steps = jnp.asarray(radii[:, None, None] * sphere", "steps = jnp.asarray(radii[:, None, None] ** 2 * sphere"),
        ("np.concatenate([np.eye(n), -np.eye(n)])", "np.eye(n)"),
        ("standard_normal((32, n))", "standard_normal((1, n))"),
        ("if n <= 16 else", "if n <= 1 else"),
        ("jnp.ldexp(v, -power)", "jnp.ldexp(v, 0 * power)"),
    ],
    "chain_rule": [
        ("for place, each in reversed([*enumerate(self.maps, 1)]):", "for place, each in [*enumerate(self.maps, 1)]:"),
        ("way.append((x, jacobian(each)(x)))", "way.append((x, jacobian(each)(a)))"),
        ("zip(*reversed(way), strict=True)", "zip(*way, strict=True)"),
        ("return Trace(points, factors, x)", "return Trace(points, factors[::-1], x)"),
        ("left @ right)", "right @ left)"),
        ("left, right = map(multiply, tree)", "right, left = map(multiply, tree)"),
        ("lambda tree, place: (tree, place), places", "lambda tree, place: (place, tree), places"),
        ("left + right + shapes[first][0] * shapes[cut][1] * shapes[last][1]", "left + right + shapes[first][0]"),
        ("best[first, last] = min(", "best[first, last] = max("),
        ("left_work + right_work + m * k * n", "left_work + right_work + m * n"),
        ("max(left_peak, right_peak, held + m * n)", "max(left_peak, right_peak, held)"),
        ("stride = ceil(sqrt(len(widths)))", "stride = 1"),
        ("inputs = shapes[-1][1]", "inputs = shapes[0][0]"),
        ("Cost(shapes[0][0] * sum(", "Cost(shapes[-1][1] * sum("),
    ],
    "determinant": [
        ("J[0][0] * J[1][1] - J[0][1] * J[1][0]", "J[0][0] * J[1][1] + J[0][1] * J[1][0]"),
        ("return det * sum((0 * jax.lax.stop_gradient(value) for value in pushed[0][0]), 1)", "return det"),
        ("J[0][0] * J[1][1] - J[0][1] * J[1][0]", "J[0][1] * J[1][0] - J[0][0] * J[1][1]"),
        ("(1, 2, 0), (2, 0, 1)", "(1, 2, 0), (2, 1, 0)"),
        ("jnp.sign(det), jnp.log(jnp.abs(det))", "jnp.sign(det), jnp.log(det)"),
        ("jnp.prod(jnp.sign(diagonal))", "jnp.sign(diagonal[0])"),
        ('meshgrid(*axes, indexing="ij")', 'meshgrid(*axes, indexing="xy")'),
        ("jnp.abs(_det(jacobian(f)(a)))", "_det(jacobian(f)(a))"),
        ("(u * slope[:, 1] - v * slope[:, 0])", "(u * slope[:, 1] + v * slope[:, 0])"),
        ("/ (2 * size)", "/ size"),
    ],
    "exponents": [
        ("jnp.where(there, powers, least).max()", "powers.max()"),
        ("np.linalg.det(np.eye(len(J))[orders]).round()", "np.ones(len(orders))"),
        ("rest = rest - powers[-1]", "rest = rest"),
    ],
    "quadrature": [
        ("mean(jnp.abs(values), plain)", "mean(values, plain)"),
        ("one_sign | ~caught", "one_sign"),
        ("return mean(jnp.abs(values), gauss", "return mean(values, gauss"),
        ("jnp.all(values >= 0) | jnp.all(values <= 0)", "jnp.all(values >= 0) | True"),
        ("split.transpose([*range(0, 2 * n, 2), *range(1, 2 * n, 2)])", "split"),
        ("2: (8, 10, 32)", "2: (8, 10, 1)"),
        ("2: (8, 10, 32)", "2: (1, 2, 32)"),
        ("3: (4, 8, 6)", "3: (1, 2, 6)"),
        ("3: (4, 8, 6)", "3: (4, 8, 1)"),
    ],
    "coordinates": [
        ("jnp.stack([jnp.cosh(mu) * jnp.cos(nu)", "jnp.stack([jnp.sinh(mu) * jnp.cos(nu)"),
        ("across = rho * jnp.sin(phi)", "across = rho * jnp.cos(phi)"),
        ("rho * jnp.cos(phi)])", "-rho * jnp.cos(phi)])"),
        ("dilation * turn @ lean @ mirror", "dilation * lean @ turn @ mirror"),
        ("mirror[-1, -1] = -1.0 if mirrored", "mirror[-1, -1] = -1.0 if not mirrored"),
    ],
    "preimages": [
        ("HIGHEST = 8", "HIGHEST = 0"),
        ("HIGHEST = 8", "HIGHEST = 1e6"),
        ("(low <= y) & (y <= high)", "(low < y) & (y < low)"),
        ("found[some] = np.where(near[:, None],", "found[some] = np.where(np.ones((len(x), 1), bool),"),
        ("first = ~np.tril(near, -1).any(axis=1)", "first = ~np.tril(near, 0).any(axis=1)"),
        ("inside = ((unit >= -1e-9) & (unit <= 1 + 1e-9)).all(axis=1)", "inside = np.isfinite(unit).all(axis=1)"),
        ("APART = 1e-9", "APART = 1e-3"),
        ("SHRUNK, ROUNDING = 1e-12, 1e-14", "SHRUNK, ROUNDING = 1e-3, 1e-14"),
        ("if singular.any() or not single:", "if not single:"),
        ("np.where(near, np.fmin.reduce(_around(low)), low)", "low"),
        ("sure and single and empty.sum() <= LEFT", "True"),
        ("round(6).T[::-1])", "round(6).T)"),
    ],
    "roots/narrowing": [
        ("(np.abs(ahead) + np.abs(behind)) / 4", "(np.abs(ahead) + np.abs(behind)) * 0"),
        ("TURNS = 0.5", "TURNS = 500"),
        ("np.stack([i, j], axis=1) / 2", "np.stack([j, i], axis=1) / 2"),
        ("JUMPS, POLE = 0.25, 1e3", "JUMPS, POLE = 1e9, 1e3"),
        ("JUMPS, POLE = 0.25, 1e3", "JUMPS, POLE = 0.25, np.inf"),
        ("np.empty((0, 3)), not len(low)", "np.empty((0, 3)), True"),
        ("DISTINCT, FEW = 30, 5", "DISTINCT, FEW = 30, 1"),
        ("        return 2\n", "        return 1\n"),
        ("return np.isfinite(J).all(axis=(-2, -1)) &", "return"),
    ],
    "explore/newton/basins": [
        ("NEAR = 1e-4", "NEAR = 1e-1"),
        ("CROWDS = 24", "CROWDS = 2"),
        ("SLOWEST, MORE = 0.98", "SLOWEST, MORE = 0.5"),
        ("np.argsort(-starts", "np.argsort(starts"),
        ("count[moved] += 1", "count[left] += 1"),
        ("BETWEEN = 5", "BETWEEN = 1"),
    ],
    "critical": [
        ("return high[zero], maybe[zero]", "return low[zero] * 0, maybe[zero]"),
        ("cells = np.where(touched & changes[:, None], -1, cells)", "cells = cells"),
        ("!= (d1 < 0), _touches(f, start, end, d0, d1)", "!= (d1 < 0), np.zeros(len(d0), bool)"),
        ("np.where(touches, NOTHING, 1) * largest", "np.where(touches, 1, 1) * largest"),
        ("np.where(touches, NOTHING, 1) * largest", "np.where(touches, NOTHING, np.inf)"),
        ("        beside[walk[-1]].remove(walk[-2])\n", ""),
    ],
    "image/covered": [
        ("folded = both_signs(dets)", "folded = False"),
        ("np.nan if coarse else share_within", "share_within"),
        ("or any(", "or False and any("),
        ("if abs(fine - coarse) > RESOLVED * fine:", "if True:"),
    ],
    "image/enclosed": [
        ("(4 * many - half) / 3", "many"),
        ("if one_sign:", "if False:"),
        ("few and apart <= NEAR * scale else", "True else"),
    ],
    "programs/field": [
        ("(1 - t) * points + t * values", "t * points + (1 - t) * values"),
        ("(1 - t) * np.eye(points.shape[-1]) + t * J", "np.eye(points.shape[-1]) + t * J"),
        ("np.cumsum([len(points) for points in flat])[:-1]", "[len(points) for points in flat][:-1]"),
        ("range(0, max(len(flat), 1), MOST_POINTS)", "range(0, MOST_POINTS, MOST_POINTS)"),
    ],
    "image/covered_in_space": [
        ("(within > 0)", "(within >= 0)"),
        ("np.where((OUTWARDS > 0)", "np.where((OUTWARDS < 2)"),
        ("if both_signs(det):", "if False:"),
    ],
    "image/overlap": [
        ("lengths[times != 0].sum()", "lengths[times > 1].sum()"),
        ("lengths @ np.abs(times)", "lengths.sum()"),
        ("- np.maximum(starts[1:] - ends[:-1], 0).sum()", ""),
        ("below = line < y1[which]", "below = line < y2[which]"),
        ("within.all(axis=1)", "within[:, 0]"),
        ("np.where(back[:, None, None], loops[:, ::-1], loops)", "loops"),
    ],
    "image/layers": [
        ("- np.pad(upper, after)", "+ np.pad(upper, after)"),
        ("upper - lower)", "upper + lower)"),
        ("np.where(y1 > y0, -times, times)", "times"),
    ],
    "explore/plane/layers": [("if max(deep, default=1) < 2:", "if False:"), ("counted == n", "counted >= n")],
    "evidence/dependent": [
        ("still & np.ptp(J, axis=0).any(axis=1)", "still"),
        ("STILL = 16 ", "STILL = 16e6 "),
        ("<= rounding * np.maximum", "<= np.maximum"),
        ("if not vanishes(np.where(noise, 0.0, slopes), CLEARLY):", "if False:"),
        ("(left <= ARRIVED *", "(left <= 1e9 *"),
        ("J.T @ (on_its_way(x) - b)", "J.T @ (on_its_way(x) + b)"),
    ],
    "frobenius": [
        ("return jnp.sqrt(jnp.sum(parts))", "return jnp.sum(parts)"),
        ("None if a.size <= m else", "None if a.size > m else"),
        ("ddof=1) / jnp.sqrt(samples)", "ddof=1)"),
        ("jax.random.rademacher(key, (side,), a.dtype)", "jax.random.uniform(key, (side,), a.dtype)"),
    ],
    "network": [
        ("(row,) = pull(row)", "pull(row)"),
        ("jnp.outer(row, entered)", "jnp.outer(entered, row).T * 2"),
        ("row = row @ each.W", "row = 2 * row @ each.W"),
        ("activation if place < len(parameters) else", "activation if place <= len(parameters) else"),
        ("mlp(parameters, x, activation), y))) / 2", "mlp(parameters, x, activation), y)))"),
        ("/ jnp.sqrt(n)", "/ n"),
    ],
    "flow": [
        ("(moved - shift(kept)) * jnp.exp(-scale(kept))", "moved * jnp.exp(-scale(kept)) - shift(kept)"),
        ("jnp.sum(jnp.broadcast_to(scale(kept), moved.shape))", "-jnp.sum(scale(kept))"),
        ("jnp.sum(jnp.broadcast_to(scale(kept), moved.shape))", "jnp.sum(jnp.exp(scale(kept)))"),
        ("jax.nn.softplus(u @ w) - 1", "u @ w"),
        ("log_base(z) - flow.logabsdet(z)", "log_base(z) + flow.logabsdet(z)"),
        ("log_base(z) - flow.logabsdet(z)", "log_base(z) - flow.logabsdet(x)"),
        ("each.inverse(y), flows, y)", "each.inverse(y), reversed(flows), y)"),
        ("return t - excess(t)", "return t + 0 * excess(t)"),
        ("jax.nn.softplus(u @ w) - 1", "jax.nn.softplus(u @ w)"),
        ("(push - u @ w) * w / (w @ w)", "(push - u @ w) * u / (u @ w)"),
    ],
    "programs/reading": [
        ("_first.setdefault(f, reads) == reads", "True"),
        ("union(*map(_names, inner))", "union()"),
        ("hashlib.blake2b(np.ascontiguousarray(thing)).digest()", "0"),
        ("_contents(cell, go) for cell in f.__closure__ or ()", "None for cell in f.__closure__ or ()"),
        ("go(thing.func), go(thing.args)", "go(thing.func), 0"),
        ("self.f is other.f and self.reads == other.reads", "self.f is other.f"),
        ("return _Same(thing), _of_class(thing, go)", "return _Same(thing)"),
        ("_Same(thing), go(held), reads, _of_class(type(thing), go)", "_Same(thing), go(held), reads"),
    ],
    "solve": [
        ("direction = -jnp.linalg.solve(", "direction = jnp.linalg.solve("),
        ("tries[jnp.argmax(better)]", "tries[0]"),
        ("residual <= near", "residual <= 1"),
        ("return -jnp.linalg.solve(F_y, F_x)", "return jnp.linalg.solve(F_y, F_x)"),
        ("F_x, F_y = jacobian(lambda x: F(x, y))(x)", "F_x, F_y = jacobian(lambda x: F(x, x))(x)"),
        ("singular = singular | (active & lost", "singular = singular | (active & ~lost"),
        ("HALVINGS = 24", "HALVINGS = 12"),
        ("0.5 ** jnp.arange(HALVINGS,", "0.25 ** jnp.arange(HALVINGS,"),
        ("<= 1e-6 * (1 +", "<= 1e-5 * (1 +"),
        ("<= 1e-6 * (1 +", "<= 1e-7 * (1 +"),
        ("(1 + length(point)) * sizes", "sizes"),
        ("compute_uv=False)[-1] < 1e-14", "compute_uv=False)[-1] < 1e-6"),
        ("compute_uv=False)[-1] < 1e-14", "compute_uv=False)[-1] < 0"),
        ("np.linalg.cond(scaled[:, -k:]) < 1e14", "np.linalg.cond(scaled[:, -k:]) < 1e6"),
        ("np.linalg.cond(scaled[:, -k:]) < 1e14", "np.linalg.cond(scaled[:, -k:]) < np.inf"),
        ("coarse > 1e-3 * sizes", "coarse > 0.1 * sizes"),
        ("fine > coarse / 2", "fine > coarse / 16"),
        ("rounding = 64 *", "rounding = 0 *"),
        ("rounding = 64 *", "rounding = 1e9 *"),
    ],
    "diagnose/__init__": [
        ("expected, sizes = factor @ expected,", "expected, sizes = expected @ factor,"),
        ("np.abs(factor) @ sizes", "np.abs(factor @ sizes)"),
        ("NEARLY = 0.005", "NEARLY = 0.02"),
        ("if len(maps) < 2:", "if len(maps) < 1:"),
        ("1 < len(it.wrong) <= FEW", "1 < len(it.wrong)"),
    ],
    "diagnose/mistakes/products": [
        ("[:0:-1]", "[:1:-1]"),
        ("started = it.points[::-1]", "started = it.points[:1]"),
        ("yield reduce(np.multiply, it.factors), ()", "return"),
        ("yield reduce(np.add, it.factors), ()", "return"),
        ("it.expected - term", "it.expected + term"),
        ("turned = [factor.T if", "turned = [factor if"),
        ("terms = left * right.T", "terms = -left * right.T"),
    ],
    "diagnose/mistakes/matrices": [
        ("yield it.expected.T, ()", "yield -it.expected.T, ()"),
        ("yield _one_over(back).T, ()", "pass"),
        ("yield it.expected.T @ it.expected, ()", "pass"),
        ("np.copysign(it.expected, it.given)", "np.copysign(it.given, it.expected)"),
    ],
    "diagnose/mistakes/points": [
        ("DEGREE = pi / 180", "DEGREE = 180 * pi"),
        ("it.expected / length", "it.expected * length"),
        ("points = [it.a[order] for order in orders(it.a.size)]", "points = []"),
        ("it.expected / sine, ()", "it.expected * sine, ()"),
    ],
    "diagnose/mistakes/determinants": [
        ("np.trace(it.J)", "-np.trace(it.J)"),
        ("it.expected[0, 0] - 2 * term", "it.expected[0, 0] - term"),
    ],
    "diagnose/mistakes/numbers": [
        ("if filled.sum() >= SHARED:", "if filled.sum() >= 1:"),
        ("(2, 1 / 2, 3,", "(2, 3,"),
        ("np.sum(it.given * it.expected) / np.sum(it.expected**2)", "np.sum(it.expected**2)"),
        ("abs(factor) > 1e-9", "True"),
        ("scale=it.scale)[filled].any()", "scale=it.scale)[filled].all()"),
        ("((made, (each,)) for", "((made, ()) for"),
        ("if (it.expected < 0).any():", "if (it.expected > 0).any():"),
    ],
    "diagnose/mistakes/entries": [
        ("it.instead(-it.expected[it.alone])", "it.instead(it.expected[it.alone])"),
        ("yield it.given, it.alone", "yield it.given, ()"),
        ("judge.rounded(it.given, it.expected,", "judge.rounded(it.given, 2 * it.expected,"),
    ],
    "diagnose/verdict": [
        ("rows, columns = expected.shape", "columns, rows = expected.shape"),
        ("if kind in ONE:", "if kind == NUMBER:"),
        ('f"({entry[0] + 1}, {entry[1] + 1})"', 'f"({entry[1] + 1}, {entry[0] + 1})"'),
    ],
    "diagnose/no_derivative": [
        ("~np.isfinite(J) |", ""),
        ("(gaps[1] > SHRINKS * gaps[0]) &", ""),
        ("& (gaps[1] < gaps[0] / SHRINKS)", ""),
        ("left, right = float(found.left", "right, left = float(found.left"),
        ("output {i + 1} has the slope", "output {j + 1} has the slope"),
        ("doubtful & np.isnan(found.jacobian)", "doubtful"),
    ],
    "evidence/kink": [
        ("(gap[NEAR] > noise[NEAR]) & (gap[NEAR] > SHRINKS * gap[FAR])", "gap[NEAR] > noise[NEAR]"),
        ("(gap[NEAR] > noise[NEAR]) & (gap[NEAR] > SHRINKS * gap[FAR])", "gap[NEAR] > SHRINKS * gap[FAR]"),
        ("& ~kinked & ~jumps", "& ~kinked"),
        ("kinked = hidden | (stays & ~falls", "kinked = (stays & ~falls"),
        ("(stays & ~falls &", "(stays &"),
        ("return a + jnp.concatenate", "return a - jnp.concatenate"),
        ("(rates[NEAR] > noise[NEAR]) & (rates[NEAR] > SHRINKS * rates[FAR])", "rates[NEAR] > noise[NEAR]"),
        ("(rates[NEAR] > noise[NEAR]) & (rates[NEAR] > SHRINKS * rates[FAR])", "rates[NEAR] > SHRINKS * rates[FAR]"),
        ("jnp.where(jnp.isfinite(formula) | jnp.isfinite(J), J, formula)", "J"),
        ("jnp.where(jnp.abs(a) > AT_ZERO, jnp.abs(a), 1.0)", "jnp.ones_like(a)"),
        ("ROUNDING = 1e3", "ROUNDING = 1e6"),
        ("SLOW = 5e-4", "SLOW = 0.5"),
        ("SETTLED = 0.2", "SETTLED = 200"),
        ("short & several & ~whole", "short & several"),
        ("return below_rounding & same.all(axis=0)", "return below_rounding"),
        ("<= close, nearest, slopes.mean(axis=0))", "<= close, slopes.mean(axis=0), nearest)"),
    ],
    "evidence/second": [
        ("jnp.isnan(H) & _creased", "_creased"),
        ("jnp.where(tends | ~jnp.isfinite(near), on_axes, near)", "on_axes"),
        ("jnp.where(tends | ~jnp.isfinite(near), on_axes, near)", "near"),
        ("creased | (jnp.isfinite(H).all() & ~fits", "creased & (jnp.isfinite(H).all() & ~fits"),
        ("xp.abs(nudged - formula) < xp.abs(nudged - mended)", "xp.isfinite(nudged)"),
    ],
    "programs/jets": [
        ("points[0] - rate * jet[1][0]", "points[0] + rate * jet[1][0]"),
        ("where_defined(value, jnp.stack([d, e]))", "jnp.stack([d, e])"),
        ("(rate > 0) & (i > 0)", "i > 0"),
        ("jnp.stack([p, q]), jnp.stack([q, r])", "jnp.stack([p, q]), jnp.stack([p, r])"),
        ("parts[: steps + 1][row, place + 1] = points", "pass"),
    ],
    "programs/beyond": [
        ("not 0 <= place < size", "not 0 <= place <= size"),
        ("not 0 <= place < size", "not 0 < place < size"),
        ("place if place >= 0 else place - size", "place"),
        ("if size == 1]", "]"),
        ('operation.startswith("scatter")', 'operation == "scatter"'),
        ('"lt": np.less', '"lt": np.greater'),
        ('operation.startswith("scatter") and len(shape) == 1 and', 'operation.startswith("scatter") and'),
        ('"reads" if operation == "dynamic_slice"', '"reads" if operation != "dynamic_slice"'),
    ],
    "programs/unrolled": [
        ('"sub": np.subtract', '"sub": np.add'),
        ("np.where(which, yes, no)", "np.where(which, no, yes)"),
        ("return found if n >= 0 else 1 / found", "return found"),
        ("np.expand_dims(x, new)", "x"),
    ],
    "roots/curve": [
        ("times * jet.value / steep", "jet.value / steep"),
        ("_sharpened(F, best, scale)", "_sharpened(F, p, scale)"),
        ('"crossing" if small * large < 0', '"crossing" if small * large > 0'),
        ("abs(small) > NOTHING * abs(large)", "abs(small) > 0.1 * abs(large)"),
        ("np.sqrt(high) * axes[:, 0]", "np.sqrt(-low) * axes[:, 0]"),
    ],
    "evidence/judge": [
        ("FIGURES = 3", "FIGURES = 2"),
        ("FIGURES = 3", "FIGURES = 4"),
        ("ROUNDING = 1e-12", "ROUNDING = 1e-10"),
        ("ROUNDING = 1e-12", "ROUNDING = 1e-16"),
        ("10.0 ** (first + 1 - figures) / 2", "10.0 ** (first + 1 - figures)"),
        ("size * (1 + ROUNDING)", "size"),
        ("half * TIE", "half"),
        ("scale=max(scale, largest(right))", "scale=scale"),
        ("(written & near)", "near"),
        ('f"{entry:.1e}"', 'f"{entry:.2e}"'),
        ("return xp.fmax(xp.abs(here), changes.max(axis=0, initial=0))", "return xp.abs(here)"),
        ("xp.where(xp.isfinite(changes), changes, 0)", "changes"),
        ("permutations(rows)", "[rows]"),
        ("line = given.size == max(given.shape, default=1) ==", "line = given.size =="),
        ("compute_uv=False)[:-1]", "compute_uv=False)"),
    ],
    "formula/tree": [
        ("return base ** int(exponent)", "return base ** (int(exponent) + 1)"),
        ("return xp.exp(exponent)", "return xp.exp(-exponent)"),
        ("if loose >= firmly", "if loose > firmly"),
        ('if held[0] == "-"', "if False"),
        (" or mixed", ""),
        ("(fraction or _has_exponent(node))", "fraction"),
    ],
    "formula/grammar": [
        ('divisor = self.token if sign.text == "/" else None', "divisor = None"),
        ("if (self.is_function() and letters) or not (constant or letters)", "if self.is_function() or not letters"),
        ("node = self.raised(node, self.signed(), hat)", "node = self.raised(node, self.atom(), hat)"),
        ("if len(text) > LONGEST_FORMULA:", "if len(text) > 10**9:"),
    ],
    "formula/walk": [
        ("if self.nesting > DEEPEST:", "if self.nesting > 10**6:"),
        ("not np.isfinite(constant):", "False:"),
        ("if imaginary and op in REAL_ONLY:", "if False:"),
    ],
    "formula/arguments": [
        ("self.is_function() and self.together(begin)", "self.is_function()"),
        ("if op not in ROOTS and", "if"),
        ("degree is None or degree.constant in (2, 3):", "degree is None:"),
        ("abs(value) > HIGHEST", "abs(value) > 10**9"),
        ("closer not in later and", ""),
    ],
    "formula/heading": [("found[end + 1 :]", "found[end:]"), ("if plain or len(letters) != 1", "if len(letters) != 1")],
    "formula/functions": [
        ('"ln": "log"', '"ln": "log10"'),
        ("xp.cos(x) / xp.sin(x)", "xp.sin(x) / xp.cos(x)"),
        ("jax.nn.relu(x)", "abs(x)"),
        ("xp.log(x) / xp.log(base)", "xp.log(base) / xp.log(x)"),
    ],
    "formula/derivative": [
        ('"cot": ("-1/sin(s)^2",)', '"cot": ("1/sin(s)^2",)'),
        ('"min": ("(1 - sign(s-t))/2"', '"min": ("(1 + sign(s-t))/2"'),
        ("if each != ZERO", "if each == ONE"),
        ('found += [node.parts] if node.op == "arctan2" else []', "pass"),
    ],
    "formula/simplify": [
        ('{"sin": ("cos", 1), "cosh": ("sinh", -1)}', '{"sin": ("cos", -1), "cosh": ("sinh", 1)}'),
        ("-1 if op in ODD else 1", "1"),
        ("inner >= 1 or outer <= -1", "inner >= 1 and outer <= -1"),
        ("if exponent.denominator == 1:", "if True:"),
        ("{base: min(dict(powers)", "{base: max(dict(powers)"),
    ],
    "formula/written": [
        ("if terms[first] > 0 else made", "if terms[first] < 0 else made"),
        ("if exponent > 0:", "if exponent > 1:"),
        ("fives and whole", "whole"),
    ],
    "formula/typeset": [
        ('"negative": 1, "*": 2', '"negative": 2, "*": 1'),
        ('return f"({words})" if signs', "return words if signs"),
    ],
    "formula/parts": [
        ('"-sin s sinh t"', '"sin s sinh t"'),
        ('made("-", made("*", a, c), made("*", b, d))', 'made("+", made("*", a, c), made("*", b, d))'),
    ],
    "formula/abbreviate": [
        ("if letter not in taken", "if letter"),
        ("for tree in trees) > LONG", "for tree in trees) > 0"),
    ],
    "formula/__init__": [
        ("return value * jnp.where(jnp.isnan(value), jnp.nan, jnp.ones_like(value))", "return value"),
        ("if len(trees) == 1 and trees[0].complex:", "if False:"),
        ("while before != bare:", "while False:"),
        ("return found if len(found) == 1 else []", "return found"),
        ("key=lambda each: each[:2]", "key=lambda each: -each[0]"),
        ('if {"u", "v"} & {*variables}', "if False"),
    ],
    "formula/room": [
        ("HALVES = 2.0, 8.0, 32.0", "HALVES = 2.0, 32.0"),
        ("if name in ANGLES else", "if False else"),
        ("np.linalg.norm(found - found.mean(axis=0), axis=1).argmin()", "-1"),
        ("np.clip(value[np.isfinite(value)], -LARGEST, LARGEST)", "value[np.isfinite(value)]"),
        (", 4 * np.spacing(abs(centre))", ""),
    ],
    "formula/tokens": [
        ('text.replace(";", ",")', 'text.replace(";", ".")'),
        ("int(text[2]) + 1", "int(text[2])"),
        ("CLOSERS[opening] != sign", "False"),
        ("if ends and begins and not opened and", "if ends and begins and"),
    ],
    "formula/naming": [
        ("ends = [probe.before.end, token.end]", "ends = [token.end]"),
        ("ends = [probe.before.end, token.end]", "ends = [probe.before.end]"),
    ],
    "formula/names": [
        ("cuts[end] = min(ways, key=len)", "cuts[end] = max(ways, key=len)"),
        ("if len(word) >= LONG", "if len(word) >= 3"),
        ("if len(distinct) != len(free):", "if len(distinct) > len(free):"),
        ("(GREEK.get(name, name), name)", "GREEK.get(name, name)"),
        ("if names & {*known} - whole:", "if False:"),
        ("if len(near) == 1 else ()", ""),
        ("return ways[:1] if ways[:1] == ways[1:] else ways", "return ways[:1]"),
    ],
    "maps": [
        ("jnp.stack([r * jnp.cos(theta), r * jnp.sin(theta)])", "jnp.stack([r * jnp.sin(theta), r * jnp.cos(theta)])"),
        ("x[1] ** 3 + x[0] * x[1]])", "x[1] ** 3 - x[0] * x[1]])"),
        ("s * x[0] + c * x[1]", "s * x[0] - c * x[1]"),
        ("return s * (1 - s)", "return s * (1 + s)"),
        ("[[2, 0], [0, 3]]", "[[3, 0], [0, 2]]"),
    ],
    "checks": [
        ("np.isfinite(array).all()", "True"),
        ("if array.size == 0:", "if False:"),
        ("jnp.issubdtype(array.dtype, jnp.floating)", "True"),
        ("if isinstance(value, tuple | list):", "if False:"),
    ],
    "evidence/rounding": [
        ("NOISE = 8 ", "NOISE = 0 "),
        ("xp.where(still[..., None], wavers, 0)", "wavers"),
        (".diff(jacobians, 3, axis=axis)", ".diff(jacobians, 1, axis=axis)"),
    ],
    "explore/plane/law": [
        ("CERTAIN = 450", "CERTAIN = 0.45"),
        ("CERTAIN = 450", "CERTAIN = 450e3"),
        ("SUDDEN = 1e3", "SUDDEN = np.inf"),
        ("SETTLED = 0.1", "SETTLED = 100"),
        (" and (slope > 1.005 or not fits)", ""),
        ("np.fmax.reduce(np.hypot", "np.fmin.reduce(np.hypot"),
    ],
    "explore/mean_value/steepness": [
        ("PEAKS = 8", "PEAKS = 1"),
        ("SLACK = 0.1", "SLACK = 100"),
        ("KEPT = 0.49", "KEPT = 1e-3"),
        ("FAR = 3", "FAR = 3e3"),
        ("np.clip(tops[:, None] + width * CLOSER, 0, 1)", "tops[:, None] + width * CLOSER"),
        ("pieces.before[:, 1:], lengths", "pieces.before[:, :-1], lengths"),
    ],
    "explore/newton/unreached": [
        ("if there.sure and not there.dimension:", "if not there.dimension:"),
        ("WRONG = 0.01", "WRONG = 10"),
        ("far.all(axis=0)", "far.any(axis=0)"),
        ("np.cumsum(~none) * ~none", "np.cumsum(~none)"),
        ("NONE), [ELSEWHERE]])", "NONE), [NONE]])"),
    ],
    "explore/finite_differences/numbers": [
        ("x[:, j] += (h * LENS)", "x[:, i] += (h * LENS)"),
        ('f"{method}_error": errors[0]', 'f"{method}_error": errors[1]'),
        ("a.astype(float), np.finfo(kind).eps / 2)", "a.astype(float), np.finfo(float).eps / 2)"),
        ("bool((a + steps[0] == a).any())", "bool((a + steps[0] == a).all())"),
        ("return max(c * h**p, r / h)", "return min(c * h**p, r / h)"),
        ("(1, behind + 2 * central)", "(1, behind + central)"),
        ('"behind": a - steps', '"behind": a + steps'),
    ],
    "explore/finite_differences/picture": [("lines[method](ax, tint)", 'lines[method](ax, tints["complex"])')],
    "explore/phrases/numbers": [("float(x) + 0.0:.3g", "float(x):.3g"), ("float(x) + 0.0:.3g", "float(x) + 0.0:.2g")],
    "explore/linear_approximation/words": [
        ("% 180", "% 90"),
        ('readout("mean error", now["mean"])', 'readout("mean error", now["largest"])'),
        ('now["largest"] / now["eps"])', 'now["largest"])'),
        ('(now["sigma"][0] or 1.0)', '(now["sigma"][1] or 1.0)'),
        ('readout("σ₂", now["sigma"][1])', 'readout("σ₂", now["sigma"][0])'),
    ],
    "explore/linear_approximation/numbers": [("jnp.roll(there, 1)", "jnp.roll(there, 0)")],
    "explore/linear_approximation/lens": [
        ("zoom > HARDLY and", "zoom > 2 and"),
        ("2**level, start", "1, start"),
        ("min(1.0, MOST / share)", "1.0"),
        ("~(missed < 0.5 * length)", "~(missed < 50 * length)"),
    ],
    "explore/linear_approximation/errors": [
        ("high = jnp.ceil", "high = jnp.floor"),
        ("top = foot * 10.0**slope", "top = foot * 10.0**2"),
        ("each <= rounding", "each < 0"),
    ],
    "explore/determinant/words": [
        ('readout("four corners", now["four"])', 'readout("four corners", now["ratio"])'),
        ('about("∫ det J / area", now["signed"]', 'about("∫ det J / area", now["ratio"]'),
        ('now["seen"] * area, _figures', 'now["ratio"] * area, _figures'),
        ("'kept' if now['det'] > 0", "'kept' if now['ratio'] > 0"),
        ("for x in (seen * area, seen))", "for x in (ratio * area, seen))"),
    ],
    "explore/accumulation/words": [
        ("reverse, forward, fewest, yours =", "forward, reverse, fewest, yours ="),
        ("now['peaks'][3]", "now['peaks'][2]"),
    ],
    "explore/fisher": [
        ('"swapped": back.T @ known @ back', '"swapped": J.T @ known @ J'),
        ('"carried": J.T @ known @ J', '"carried": known'),
        ('for which in ("carried", "estimated", "swapped")', 'for which in ("swapped", "estimated", "carried")'),
    ],
    "stage/stage": [
        ("                self._ahead.clear()\n", ""),
        ("max(older, request", "min(older, request"),
        ("[box.x0, 1 - box.y1, box.x1, 1 - box.y0]", "[box.x0, box.y0, box.x1, box.y1]"),
        ("float(1 - y)", "float(y)"),
        ('"ms": (done - start)', '"ms": (done - request["heard"])'),
        ('"held": (done - request["heard"])', '"held": (done - start)'),
        ("self.controls[name].read(value) for name, value in state", "value for name, value in state"),
    ],
    "stage/lifetime": [
        ("        _close(deleted)\n", "        pass\n"),
        ("            _close(cell)\n", "            pass\n"),
        ("!= run:", "!= cell:"),
    ],
    "explore/determinant/numbers": [("EDGE[::32] @ known.T", "EDGE[::32] @ known")],
    "explore/plane/box": [("3: (2, 7)", "3: (1, 2)"), ("2: (10, 6)", "2: (1, 2)")],
    "explore/coordinates/words": [
        ('readout(f"|det J| {product}", now["predicted"])', 'readout(f"|det J| {product}", now["volume"])'),
        ("{now['predicted']:.3g} {at_corner}", "{now['volume']:.3g} {at_corner}"),
    ],
    "explore/layer/words": [
        ('readout("z", now["z"])', 'readout("z", now["value"])'),
        ('== "sigmoid" else 1.0', '== "sigmoid" else 0.25'),
    ],
    "explore/digits/words": [('("margin at x + h", now["least"])', '("margin at x + h", now["margin"])')],
    "explore/digits/numbers": [("- jnp.max(jnp.where(", "- jnp.min(jnp.where(")],
    "explore/sensitivity/words": [
        ('now["held"][[0, int(now["place"])]]', 'now["held"][[0, 1]]'),
        ('("least_by_J", "worst by J")', '("least", "worst by J")'),
    ],
    "explore/learn/moons": [("share.clip(0, 1)", "share")],
    "explore/backprop/words": [
        ('count("at most", now["most"])', 'count("at most", now["stored"])'),
        ('now[f"{way}_total"])', 'now["forward_total"])'),
    ],
    "explore/backprop/sweeps": [("i, j = divmod(number, n)", "j, i = divmod(number, n)")],
    "explore/train/words": [
        ('1 / (1 + np.exp(-now["odds"]))', '1 / (1 + np.exp(now["odds"]))'),
        ('"of new points": now["right_of_new"]', '"of new points": now["right"]'),
    ],
    "explore/train_flow/words": [
        ('forwards": "forward"', 'forwards": "backward"'),
        ('np.isfinite(now["held_out"])][-1]', 'np.isfinite(now["held_out"])][0]'),
    ],
    "explore/passes/words": [
        ('"so far": now["done"] * now["each"]', '"so far": now["each"]'),
        ('if way == now["way"] else ""', 'if way != now["way"] else ""'),
    ],
    "explore/checkpointing": [
        ('2 * np.sqrt(now["depth"])', 'np.sqrt(now["depth"])'),
        ('count("held now", now["holding"])', 'count("held now", now["evaluated"])'),
    ],
    "explore/vanishing_products": [
        ('** (1 / now["depth"])', '/ now["depth"]'),
        ("if arrives < 1e-3:", "if arrives < 0.1:"),
        ("if arrives > 1e3:", "if arrives > 1e6:"),
        ("if 0.1 <= arrives <= 10", "if 1e-3 <= arrives <= 10"),
        ("if 0.1 <= arrives <= 10", "if 0.1 <= arrives <= 1e3"),
    ],
    "explore/hessian/words": [
        ("2 / high if high > 0 else np.nan)", "2 / low if high > 0 else np.nan)"),
        ('readout("det H", low * high)', 'readout("det H", low + high)'),
    ],
    "explore/implicit/words": [('now["gap"] / now["size"] ** 2', 'now["gap"] / now["size"]')],
    "explore/change_of_variables/words": [
        ('readout("error", abs(now["sum"] - now["integral"]))', 'readout("error", abs(now["sum"] - now["limit"]))')
    ],
    "explore/mean_value/words": [
        ('readout("bound", bound * now["distance"])', 'readout("bound", now["here"] * now["distance"])'),
        ('if now["moved"] <= with_a', 'if now["moved"] >= with_a'),
        ('flat = max(now["here"], now["there"])', 'flat = min(now["here"], now["there"])'),
    ],
    "explore/mean_value/numbers": [
        ('now["along"][-1], now["moved"]', 'now["along"][0], now["moved"]'),
        ("top=a + way.at * (b - a)", "top=b + way.at * (a - b)"),
        ('now["images"][0] + here *', 'now["images"][0] + now["largest"] *'),
        ("(outline.torn and not way.looked)", "outline.torn"),
        ("level_at_a=level(here)", 'level_at_a=level(now["there"])'),
    ],
    "explore/mean_value/__init__": [("np.where(a > (low + high) / 2, -1, 1)", "np.where(a > (low + high) / 2, 1, -1)")],
    "explore/mean_value/picture": [('"top": draw.point(before', '"bound": draw.point(before')],
    "explore/chain_rule_proof/words": [('np.linalg.norm(now["inner"], 2)', 'np.linalg.norm(now["inner"])')],
    "explore/chain_rule/words": [('gap / np.linalg.norm(now["h"])', 'gap / np.linalg.norm(now["step"])')],
    "explore/newton/words": [("readout(label, now[name], columns", "readout(label, np.transpose(now[name]), columns")],
    "explore/flow/words": [('readout("total mass", now["mass"])', 'readout("total mass", now["bare_mass"])')],
    "explore/flow/numbers": [
        ("layers.argmax() + 1", "layers.argmax()"),
        ("flat | unknown | no_way_back", "flat | unknown"),
        ("flat | unknown | no_way_back", "(flat & unknown) | no_way_back"),
        ("~jnp.isfinite(J).all(axis=(1, 2))", "~jnp.isfinite(J).any(axis=(1, 2))"),
        ("J[k] @ so_far", "so_far @ J[k]"),
    ],
    "explore/change_of_variables/integrals": [
        ("periods * (1 + 1e-11)", "periods"),
        ("(rule.rays[0] * rule.rays[1])) @ cross", "rule.rays[1]) @ cross"),
        ("jnp.isfinite(by_J), by_J, by_values", "jnp.isfinite(by_J), by_J, 0"),
    ],
    "explore/change_of_variables/numbers": [
        ("jnp.sign(of_box.sum()) / often", "jnp.sign(of_box.sum())"),
        ('now["cells"][FIRST_LINES[n - 1] :]', 'now["cells"]'),
    ],
    "explore/finite_differences/words": [
        ('readout("central", now[f"central_{name}"]', 'readout("central", now[f"jacobian_{name}"]')
    ],
    "explore/jacobian_matrix/words": [("np.arctan2(vector[1], vector[0])", "np.arctan2(vector[0], vector[1])")],
    "stage/control": [
        ('look["step"] / 5', 'look["step"]'),
        ("np.geomspace(hi, lo,", "np.geomspace(lo, hi,"),
        ('[: round(0.7 * look["steps"])]', ""),
        ("given = declared.start(*led) if given is None and", "given = None if given is None and"),
        ('value - (value - declared.look["lo"]) % declared.look["every"]', "value"),
        ('stays = look["sticks"] and', "stays = look and"),
        ('min(value, look["hi"])', "value"),
        ("before.index(value) if renamed else 0", "0"),
        ("and not set(words) & set(before)", ""),
        ("return value if word else checked", "return checked"),
    ],
    "stage/steering": [
        ("return figure.controls[self.name].take(value)", "return value"),
        ("if following.start and _resets(following, changed, value, led) else None", "if following.start else None"),
        ("if callable(resets) else", "if False else"),
        ("changed in resets if", "True if"),
        ("and error.name == name:", "and False:"),
        ("if name not in (*moved, *OF_THE_PAGE)", "if name not in moved"),
        ("            self.send_state(refused)\n", "            pass\n"),
        ("if self._made and not name.startswith", "if False and not name.startswith"),
        ("if self._made and not self.has_trait(name):", "if False:"),
        ("self.controls[name] = control(name, declared, first)", "control(name, declared, first)"),
        ("            figure.controls.update(self.controls)\n", ""),
        ("            with self.hold_sync():\n                put", "            if True:\n                put"),
        ('case "rested":', 'case "never":'),
        ("self._looks, self.value = self._drawn(self.state), self.state", "self._looks = self._drawn(self.state)"),
        ("if hasattr(type(self), name)]", "if False]"),
    ],
    "stage/arguments": [
        ("<= number <= hi + ROUNDING * abs(hi)", "<= number"),
        ("if lo - ROUNDING * abs(lo) <= number", "if number"),
        ("return min(max(number, lo), hi) if", "return number if"),
        ("ROUNDING = 1e-11", "ROUNDING = 1e-8"),
        ("ROUNDING = 1e-11", "ROUNDING = 0"),
        ("and (value - lo) % every == 0", ""),
        ('kind not in "bcUS"', 'kind not in "cUS"'),
        ("and np.isfinite(float(each))", ""),
        ("if None in at:", "if False:"),
        ("rel_tol=1e-6", "rel_tol=1e-16"),
        ('value - (value - declared.look["lo"])', "value - value"),
        ("',' * (len(value) == 1)", "''"),
    ],
    "stage/scene": [
        ("text != _default(this, name, controls, values)", "False"),
        ("if given.get(name) is not None]", "if False]"),
        ("not isinstance(state, Shared)", "False"),
    ],
    "stage/live": [
        ('words["tried"] = panel, ', 'words["tried"] = 0, '),
        ("LAST_LAYOUT.get(width, ", "dict().get(width, "),
        ("            setattr(self.shared, change.name, change.new)\n", "            pass\n"),
        ("            self.shared.figures.remove(self)\n", "            pass\n"),
    ],
    "stage/readouts": [
        ("sizes[(sizes > 0) & np.isfinite(sizes)]", "sizes[np.isfinite(sizes)]"),
        ("sizes.min() >= 0.001 and 0.01 <= sizes.max() < 1e4", "0.01 <= sizes.max() < 1e4"),
        ("sizes.min() >= 0.001 and 0.01 <= sizes.max() < 1e4", "sizes.min() >= 0.001 and 0.01 <= sizes.max()"),
        ("strict=True) if table else", "strict=True) if False else"),
        ("{int(value):,}", "{int(value)}"),
        ("if np.isfinite(x) and np.isfinite(y) else None", "if np.isfinite(x) else None"),
    ],
    "stage/pen": [("if len(points) > most:", "if len(points) >= most:"), ("if len(points) > most:", "if False:")],
    "stage/picture": [
        ("                self.palette = None\n            self.canvas", "            self.canvas"),
        ("> 7 for other in apart", "> 0 for other in apart"),
        ("key=lambda artist: artist.zorder", "key=lambda artist: 0"),
    ],
}
EXPLAINED = {}
ONE_FAILURE = ["-x", "--hypothesis-profile=mutants"]  # will do: no shrinking


def tried_with(module: str) -> list[str]:
    """The test files that are tried, by folder and name; for a module without an entry the one that mirrors it."""
    return TESTS.get(module, [module if "/" in module else f"maths/{module}"])


def file_of(name: str) -> Path:
    """The test file of a folder and a name.

    >>> file_of("maths/jacobian").as_posix()
    'tests/maths/test_jacobian.py'
    """
    folder, _, name = name.rpartition("/")
    return Path("tests", folder, f"test_{name}.py")


def survives(copy: Path, module: str, old: str, new: str) -> bool:
    """Whether the module's fast tests pass with the replacement made, or there are none."""
    path = copy / "jaclib" / f"{module}.py"
    source = path.read_text(encoding="utf8")
    if old not in source:
        raise SystemExit(f"{module}: nothing to break, this is not there any more: {old!r}")
    path.write_text(source.replace(old, new, 1), encoding="utf8")
    unnoticed = green(copy, module)
    path.write_text(source, encoding="utf8")
    return unnoticed


def green(copy: Path, module: str) -> bool:
    """Whether no fast test of the module is red; where there is none, nothing is noticed."""
    names = tried_with(module)
    run = READY.Process(target=fast_tests, args=(copy, names))
    run.start()
    run.join(timeout=300)
    if run.is_alive():
        run.kill()
        run.join()
    if run.exitcode == pytest.ExitCode.USAGE_ERROR:  # which would pass for a failure
        raise SystemExit(f"{module}: its tests can't be run: {', '.join(names)}")
    return run.exitcode in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


def fast_tests(copy: Path, names: list[str]):
    """In a process of its own: the tests of the copy, up to the first that fails."""
    os.chdir(copy)
    sys.path.insert(0, str(copy))
    sys.dont_write_bytecode = True  # a mutant as long as the original, made in the same second, must not be mistaken
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        files = [str(file_of(name)) for name in names]
        code = pytest.main(["-q", "-m", "not slow and not later", "-p", "no:cacheprovider", *ONE_FAILURE, *files])
    os._exit(int(code))


def main(modules):
    mutants = [(m, old, new) for m in modules or MUTANTS for old, new in MUTANTS[m]]
    unexplained = 0
    with tempfile.TemporaryDirectory() as folder:
        for part in ("jaclib", "tests", "notebooks"):
            shutil.copytree(ROOT / part, Path(folder) / part, ignore=shutil.ignore_patterns("__pycache__", "baseline"))
        for name in ("pyproject.toml", "requirements.lock"):  # which tests/conftest.py reads
            shutil.copy(ROOT / name, folder)
        for module in dict.fromkeys(module for module, _, _ in mutants):
            if not green(Path(folder), module):
                raise SystemExit(f"{module}: its tests fail before anything is broken")
        for number, (module, old, new) in enumerate(mutants, 1):
            alive = survives(Path(folder), module, old, new)
            why = EXPLAINED.get((module, new))
            unexplained += alive and why is None
            word = f"survives ({why or 'unexplained'})" if alive else "killed"
            print(f"{number}/{len(mutants)} {module}: {old.strip()!r} → {new.strip()!r}: {word}", flush=True)
    print(f"{len(mutants)} mutants, {unexplained} survivors without an explanation")
    return 1 if unexplained else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
