"""What the maths costs, beside what one would write without it: `python -m benchmarks.maths` writes RESULTS.md's table.

Each comparison runs its candidates in turn, round after round, and takes the best round of each, which other work has
disturbed the least. autograd and numdifftools are compared with where they are installed.
"""

import importlib
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import sympy

from benchmarks.report import write_section
from jaclib import determinant_field, flow, frobenius_estimate, jacobian, maps, network, slogdet, vjp
from jaclib.determinant import _field

RESULTS = Path(__file__).with_name("RESULTS.md")
COMMAND = "python -m benchmarks.maths"
SHAPES = (2, 2), (10, 10), (100, 100), (1000, 2), (2, 1000)  # n → m: square, wide, tall


def best(rounds: int = 25, least: float = 0.01, **calls: Callable) -> dict[str, float]:
    """Seconds a call, by name: the candidates take turns, each for at least `least` seconds a turn."""
    counts, spent = {}, {name: [] for name in calls}
    for name, call in calls.items():
        jax.block_until_ready(call())  # compiles
        trial = []
        for _ in range(5):
            start = time.perf_counter()
            jax.block_until_ready(call())
            trial.append(time.perf_counter() - start)
        counts[name] = max(1, int(least / min(trial)))
    for _ in range(rounds):
        for name, call in calls.items():
            start = time.perf_counter()
            for _ in range(counts[name]):
                result = call()
            jax.block_until_ready(result)
            spent[name].append((time.perf_counter() - start) / counts[name])
    return {name: min(times) for name, times in spent.items()}


def chained(n: int, m: int):
    """A map ℝⁿ → ℝᵐ that each library can take, for a numpy-like module xp."""
    rng = np.random.default_rng(0)
    A, B = rng.normal(size=(m, n)) / np.sqrt(n), rng.normal(size=(m, n)) / np.sqrt(n)
    return lambda xp: lambda x: xp.sin(A @ x) * xp.exp(-xp.tanh(B @ x))


def of_jacobian():
    """jacobian against the line of JAX that it stands for."""
    for n, m in SHAPES:
        f, a = chained(n, m)(jnp), jnp.ones(n)
        name, plain = ("jacfwd", jax.jacfwd(f)) if n <= m else ("jacrev", jax.jacrev(f))
        ours, theirs = jax.jit(jacobian(f)), jax.jit(plain)
        same = [g.lower(a).compile().cost_analysis()["flops"] for g in (ours, theirs)]
        t = best(ours=partial(ours, a), theirs=partial(theirs, a))
        yield f"`jit(jacobian(f))`, {n} → {m}, to `jit({name}(f))`", t["ours"] / t["theirs"], "≤ 1.05", t["ours"]
        yield f"… operations, by XLA's count ({same[0]:.0f})", same[0] / same[1], "≤ 1.15", None
        t = best(ours=partial(jacobian(f), a), theirs=partial(plain, a))
        yield "… without jit", t["ours"] / t["theirs"], "≤ 1.25", t["ours"]


def of_other_libraries():
    """Others' time over ours, without jit and with it, where they are installed.

    SymPy's is the call: its derivation comes before, and is left out where an entry's many terms make it long.
    """
    for n, m in SHAPES:
        make, a = chained(n, m), np.ones(n)
        f, at = jacobian(make(jnp)), jnp.asarray(a)
        calls = {"jit": partial(jax.jit(f), at), "no jit": partial(f, at)}
        if found := _imported("autograd"):
            of = found.jacobian(make(importlib.import_module("autograd.numpy")))
            calls["autograd"] = partial(of, a)
        if found := _imported("numdifftools"):
            of = found.Jacobian(make(np))
            calls["numdifftools"] = partial(of, a)
        if n * n * m <= 4000:  # 100 → 100 takes SymPy over a minute to derive, 1000 → 2 ends in a RecursionError
            calls["SymPy lambdify"] = partial(_lambdified(n, m), *a)
        t = best(rounds=9, **calls)
        for name in list(calls)[2:]:
            yield f"{name}, {n} → {m}, to `jit(jacobian(f))`", t[name] / t["jit"], "", t[name]
            yield "… to `jacobian(f)` without jit", t[name] / t["no jit"], "", None


def _imported(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name} is not installed: left out", file=sys.stderr)
        return None


def _lambdified(n, m):
    x = sympy.symbols(f"x:{n}")
    rng = np.random.default_rng(0)
    A, B = (sympy.Matrix(rng.normal(size=(m, n)) / np.sqrt(n)) * sympy.Matrix(x) for _ in range(2))
    f = sympy.Matrix([sympy.sin(u) * sympy.exp(-sympy.tanh(v)) for u, v in zip(A, B, strict=True)])
    return sympy.lambdify(x, f.jacobian(x), "numpy", cse=True)


def of_fields():
    """det J on a grid of a million points, against four other ways."""
    axes, f = (jnp.linspace(-2, 2, 1000), jnp.linspace(-2, 2, 1000)), maps.swirl
    points = jnp.stack(jnp.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 2)

    @jax.jit
    def by_hand(x, y):
        X, Y = jnp.meshgrid(x, y, indexing="ij")

        def g(X, Y):
            s = (X**2 + Y**2) / 2
            return X * jnp.cos(s) - Y * jnp.sin(s), X * jnp.sin(s) + Y * jnp.cos(s)

        one, zero = jnp.ones_like(X), jnp.zeros_like(X)
        (a, c), (b, d) = (jax.jvp(g, (X, Y), e)[1] for e in ((one, zero), (zero, one)))
        return a * d - b * c

    line = lambda points: jnp.linalg.det(jax.vmap(jax.jacfwd(f.function))(points))  # noqa: E731
    compiled = jax.jit(line)

    def differences(X, h=1e-5):
        def g(x, y):
            s = (x**2 + y**2) / 2
            return x * np.cos(s) - y * np.sin(s), x * np.sin(s) + y * np.cos(s)

        x, y = X
        (a1, c1), (a0, c0), (b1, d1), (b0, d0) = g(x + h, y), g(x - h, y), g(x, y + h), g(x, y - h)
        return ((a1 - a0) * (d1 - d0) - (b1 - b0) * (c1 - c0)) / (4 * h * h)

    X = np.asarray(points).T.copy()
    t = best(
        rounds=15,
        ours=lambda: determinant_field(f, axes),
        by_hand=lambda: by_hand(*axes),
        compiled=lambda: compiled(points),
        line=lambda: line(points),
        numpy=lambda: differences(X),
    )
    yield "`determinant_field`, 10⁶ points, to two JVPs fused by hand", t["ours"] / t["by_hand"], "≤ 1.1", t["ours"]
    same = [
        g.lower(*arguments).compile().cost_analysis() for g, arguments in ((_field.of(f), (axes,)), (by_hand, axes))
    ]
    for count in ("flops", "bytes accessed"):
        yield f"… {count}, by XLA's count", same[0][count] / same[1][count], "", None
    yield "`jit` of det over vmap(jacfwd), to it", t["compiled"] / t["ours"], "≥ 1.5", t["compiled"]
    yield "that line without jit, to it", t["line"] / t["ours"], "≥ 5", t["line"]
    yield "NumPy central differences, to it", t["numpy"] / t["ours"], "≥ 5", t["numpy"]


def of_networks():
    """The gradient in all parameters over one evaluation, for 64 examples at once, and for one beside jax.grad."""
    for width in (70, 220, 700, 1400):
        p = network.initial(jax.random.key(0), [width, width, width, 1])
        x, y = jnp.ones((64, width)), jnp.ones((64, 1))
        count = sum(leaf.size for leaf in jax.tree.leaves(p))
        total = lambda p, x=x, y=y: jnp.sum(jax.vmap(network.loss, (None, 0, 0))(p, x, y))  # noqa: E731
        gradient = jax.jit(lambda p, f=total: vjp(f)(p, 1.0))
        t = best(f=partial(jax.jit(total), p), g=partial(gradient, p))
        yield f"`vjp` of a loss in {count:,} parameters, to the loss alone", t["g"] / t["f"], "≤ 5", t["g"]
        work = [call.lower(p).compile().cost_analysis()["flops"] for call in (gradient, jax.jit(total))]
        yield "… operations, by XLA's count, which do not grow with the parameters", work[0] / work[1], "", None
    p, x, y = network.initial(jax.random.key(0), [700, 700, 700, 1]), jnp.ones((1, 700)), jnp.ones((1, 1))
    both = jax.jit(network.gradients), jax.jit(jax.grad(network.loss))
    t = best(ours=partial(both[0], p, x[0], y[0]), theirs=partial(both[1], p, x[0], y[0]))
    yield "`network.gradients`, to `jax.grad`", t["ours"] / t["theirs"], "", t["ours"]


def of_flows():
    """log |det J| of a coupling layer with 1000 dimensions: its closed form, and LU on the Jacobian."""
    W = jnp.asarray(np.random.default_rng(0).normal(size=(500, 500)) / 30)
    layer = flow.affine_coupling(lambda x: jnp.tanh(W @ x), lambda x: W.T @ x, split=500)
    x = jnp.ones(1000) / 3
    closed, dense = jax.jit(layer.logabsdet), jax.jit(slogdet(layer.forward))
    t = best(rounds=9, closed=lambda: closed(x), dense=lambda: dense(x))
    yield "`slogdet` by LU of a coupling layer, n = 1000, to its `logabsdet`", t["dense"] / t["closed"], "", t["dense"]


def of_estimates():
    """Time and memory of frobenius_estimate at n = 10⁵, in a process of its own; the Jacobian would be 80 GB."""
    script = "from benchmarks.maths import estimate; estimate()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    yield f"`frobenius_estimate`, n = m = 10⁵, 32 samples; {megabytes:.0f} MB at the peak, all told", None, "", seconds


def of_imports():
    """import jaclib over import jax, each in processes of its own."""
    spent = {"jax": [], "jaclib": []}
    for _ in range(7):
        for name, times in spent.items():
            script = f"import time; t = time.perf_counter(); import {name}; print(time.perf_counter() - t)"
            done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
            times.append(float(done.stdout))
    ours = min(spent["jaclib"])
    yield "`import jaclib`, to `import jax`", ours / min(spent["jax"]), "≤ 1.3", ours


def estimate():
    n = 100_000
    f = lambda x: jnp.sin(jnp.roll(x, 1) * x) + jnp.cumsum(x) / n  # noqa: E731
    x = jnp.linspace(0, 1, n)
    run = jax.jit(frobenius_estimate(f, jax.random.key(0), 32))
    jax.block_until_ready(run(x))
    start = time.perf_counter()
    jax.block_until_ready(run(x))
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _time(seconds):
    if seconds is None:
        return ""
    return f"{seconds * 1e6:.0f} µs" if seconds < 1e-3 else f"{seconds * 1e3:.1f} ms"


def main():
    how = f"JAX {jax.__version__} on the CPU, float64; the best of many rounds, taken in turn"
    lines = [f"## The maths\n\nWritten by `{COMMAND}`: {how}.\n"]
    lines += ["| what | ratio | wanted | time |", "| --- | --: | --: | --: |"]
    for part in (of_jacobian, of_other_libraries, of_fields, of_networks, of_flows, of_estimates, of_imports):
        for what, ratio, wanted, seconds in part():
            number = "" if ratio is None else f"{ratio:.2f}" if ratio < 100 else f"{ratio:.0f}"
            lines.append(f"| {what} | {number} | {wanted} | {_time(seconds)} |")
            print(lines[-1], flush=True)
    write_section(RESULTS, "maths", "\n".join(lines))


if __name__ == "__main__":
    main()
