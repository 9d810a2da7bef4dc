"""Independent judges: maps written twice, once for JAX and once for SymPy, which differentiates them by rule.

The catalogue, the test functions of Moré, Garbow & Hillstrom (Testing unconstrained optimization software, ACM TOMS 7,
1981; a selection), coordinate changes and maps of odd shapes. mpmath evaluates SymPy's derivative with 50 digits.
"""

from dataclasses import dataclass
from functools import cache

import jax.numpy as jnp
import mpmath
import numpy as np
import sympy as sp

from jaclib import maps


@dataclass(frozen=True, eq=False)
class Oracle:
    """A JAX function with its formula in SymPy, and the box that random points are drawn from."""

    name: str
    function: object
    variables: tuple
    formula: tuple
    box: tuple[float, float] = (-1.5, 1.5)

    def jacobian(self, point) -> np.ndarray:
        """SymPy's derivative at the point, by mpmath with 50 digits, rounded to float64 at the very end."""
        with mpmath.workdps(50):
            exact = derivative(self)(*map(mpmath.mpf, map(float, point)))
            return np.array([[float(entry) for entry in row] for row in exact])

    def points(self, count, seed=0):
        low, high = self.box
        return np.random.default_rng(seed).uniform(low, high, (count, len(self.variables)))


@cache
def derivative(oracle):
    """The matrix of SymPy's derivatives, as a function of mpmath's numbers."""
    matrix = sp.Matrix(oracle.formula).jacobian(oracle.variables)
    return sp.lambdify(oracle.variables, matrix.tolist(), modules="mpmath")


x, y = sp.symbols("x y")
s = (x**2 + y**2) / 2
CATALOGUE = {
    "polar": (x * sp.cos(y), x * sp.sin(y)),
    "complex square": (x**2 - y**2, 2 * x * y),
    "complex exponential": (sp.exp(x) * sp.cos(y), sp.exp(x) * sp.sin(y)),
    "shear": (x + y, y),
    "rotation": (x * sp.sqrt(3) / 2 - y / 2, x / 2 + y * sp.sqrt(3) / 2),
    "scaling": (2 * x, 3 * y),
    "reflection": (y, x),
    "fold": (x, y**2),
    "cusp": (x, y**3 + x * y),
    "swirl": (x * sp.cos(s) - y * sp.sin(s), x * sp.sin(s) + y * sp.cos(s)),
    "linear map": (2 * x + y, x + y),
    "sigmoid layer": (1 / (1 + sp.exp(y - 2 * x)), 1 / (1 + sp.exp(sp.Rational(1, 2) - x - 3 * y / 2))),
}
ORACLES = [Oracle(name, maps.CATALOGUE[name], (x, y), formula) for name, formula in CATALOGUE.items()]


def both(name, n, formula, box=(-1.5, 1.5)):
    """One formula for both: `formula(x, m)` is written with m = jax.numpy or m = sympy."""
    symbols = sp.symbols(f"x1:{n + 1}")
    ORACLES.append(Oracle(name, lambda a: jnp.stack(list(formula(a, jnp))), symbols, tuple(formula(symbols, sp)), box))


# Moré, Garbow & Hillstrom, by their numbers there.

FREUDENSTEIN = [(5, -2, -13), (1, 1, -29)]
BARD = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39]
KOWALIK = [(0.1957, 4), (0.1947, 2), (0.1735, 1), (0.16, 0.5), (0.0844, 0.25), (0.0627, 0.167), (0.0456, 0.125)]
MEYER = [(34780, 50), (28610, 55), (23650, 60), (19630, 65), (16370, 70), (13720, 75)]


def watson(x, m):
    for i in range(1, 8):
        t = i / 29
        yield sum(j * x[j] * t ** (j - 1) for j in range(1, 6)) - sum(x[j] * t**j for j in range(6)) ** 2 - 1
    yield x[0]
    yield x[1] - x[0] ** 2 - 1


def trigonometric(x, m):
    n = len(x)
    return [n - sum(m.cos(t) for t in x) + (i + 1) * (1 - m.cos(x[i])) - m.sin(x[i]) for i in range(n)]


def chebyquad(x, m):
    def shifted(t, degree):
        before, now = 1.0, 2 * t - 1
        for _ in range(degree - 1):
            before, now = now, 2 * (2 * t - 1) * now - before
        return now

    return [sum(shifted(t, i) for t in x) / len(x) + (0 if i % 2 else 1 / (i * i - 1)) for i in range(1, 6)]


def brown_almost_linear(x, m):
    product = x[0] * x[1] * x[2] * x[3]
    return [x[i] + x[0] + x[1] + x[2] + x[3] - 5 for i in range(3)] + [product - 1]


def boundary_value(x, m):
    h, padded = 1 / 6, [0, *x, 0]
    return [
        2 * padded[i] - padded[i - 1] - padded[i + 1] + h**2 * (padded[i] + i * h + 1) ** 3 / 2 for i in range(1, 6)
    ]


def broyden_tridiagonal(x, m):
    padded = [0, *x, 0]
    return [(3 - 2 * padded[i]) * padded[i] - padded[i - 1] - 2 * padded[i + 1] + 1 for i in range(1, 7)]


def broyden_banded(x, m):
    n = len(x)
    near = [[j for j in range(max(0, i - 5), min(n, i + 2)) if j != i] for i in range(n)]
    return [x[i] * (2 + 5 * x[i] ** 2) + 1 - sum(x[j] * (1 + x[j]) for j in near[i]) for i in range(n)]


both("1 Rosenbrock", 2, lambda x, m: [10 * (x[1] - x[0] ** 2), 1 - x[0]])
both(
    "2 Freudenstein and Roth",
    2,
    lambda x, m: [
        c + x[0] + ((5 - x[1]) * x[1] - 2) * x[1] if k else c + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]
        for k, c in ((1, -13), (0, -29))
    ],
)
both("3 Powell badly scaled", 2, lambda x, m: [1e4 * x[0] * x[1] - 1, m.exp(-x[0]) + m.exp(-x[1]) - 1.0001])
both("4 Brown badly scaled", 2, lambda x, m: [x[0] - 10**6, x[1] - 2e-6, x[0] * x[1] - 2])
both("5 Beale", 2, lambda x, m: [c - x[0] * (1 - x[1] ** k) for k, c in ((1, 1.5), (2, 2.25), (3, 2.625))])
both("6 Jennrich and Sampson", 2, lambda x, m: [2 + 2 * i - (m.exp(i * x[0]) + m.exp(i * x[1])) for i in range(1, 6)])
both(
    "7 Helical valley",
    3,
    lambda x, m: [
        10 * (x[2] - 5 * (m.arctan(x[1] / x[0]) if m is jnp else m.atan(x[1] / x[0])) / np.pi),
        10 * (m.sqrt(x[0] ** 2 + x[1] ** 2) - 1),
        x[2],
    ],
    (0.5, 2),
)
both(
    "8 Bard",
    3,
    lambda x, m: [b - x[0] - u / ((16 - u) * x[1] + min(u, 16 - u) * x[2]) for u, b in enumerate(BARD, 1)],
    (0.5, 2),
)
both("9 Gaussian", 3, lambda x, m: [x[0] * m.exp(-x[1] * (t / 2 - x[2]) ** 2 / 2) - 0.1 for t in range(-7, 8)])
both("10 Meyer", 3, lambda x, m: [x[0] * m.exp(x[1] / (t + x[2])) - b for b, t in MEYER], (0.5, 2))
both("11 Gulf", 3, lambda x, m: [m.exp(-((2 + i - x[1]) ** x[2]) / x[0]) - i / 100 for i in range(1, 6)], (0.5, 2))
both("12 Box", 3, lambda x, m: [m.exp(-t * x[0]) - m.exp(-t * x[1]) - x[2] * (0.9 - 0.1 * t) for t in (0.1, 0.5, 1.0)])
both(
    "13 Powell singular",
    4,
    lambda x, m: [x[0] + 10 * x[1], 5**0.5 * (x[2] - x[3]), (x[1] - 2 * x[2]) ** 2, 10**0.5 * (x[0] - x[3]) ** 2],
)
both(
    "14 Wood",
    4,
    lambda x, m: [
        10 * (x[1] - x[0] ** 2),
        1 - x[0],
        90**0.5 * (x[3] - x[2] ** 2),
        1 - x[2],
        10**0.5 * (x[1] + x[3] - 2),
        (x[1] - x[3]) / 10**0.5,
    ],
)
both(
    "15 Kowalik and Osborne",
    4,
    lambda x, m: [b - x[0] * (u**2 + u * x[1]) / (u**2 + u * x[2] + x[3]) for b, u in KOWALIK],
    (0.5, 2),
)
both(
    "16 Brown and Dennis",
    4,
    lambda x, m: [
        (x[0] + t * x[1] - float(np.exp(t))) ** 2 + (x[2] + x[3] * float(np.sin(t)) - float(np.cos(t))) ** 2
        for t in (0.2, 0.4, 0.6, 0.8, 1.0)
    ],
)
both(
    "17 Osborne 1",
    5,
    lambda x, m: [0.8 - (x[0] + x[1] * m.exp(-t * x[3]) + x[2] * m.exp(-t * x[4])) for t in (0.1, 0.5, 1.0, 2.0)],
)
both(
    "18 Biggs",
    6,
    lambda x, m: [
        x[2] * m.exp(-t * x[0]) - x[3] * m.exp(-t * x[1]) + x[5] * m.exp(-t * x[4]) for t in (0.1, 0.2, 0.5, 1.0, 1.3)
    ],
)
both("20 Watson", 6, watson)
both("21 Extended Rosenbrock", 4, lambda x, m: [10 * (x[1] - x[0] ** 2), 1 - x[0], 10 * (x[3] - x[2] ** 2), 1 - x[2]])
both("23 Penalty I", 4, lambda x, m: [*(1e-5**0.5 * (t - 1) for t in x), sum(t**2 for t in x) - 0.25])
both(
    "25 Variably dimensioned",
    3,
    lambda x, m: [
        *(t - 1 for t in x),
        sum((j + 1) * (t - 1) for j, t in enumerate(x)),
        sum((j + 1) * (t - 1) for j, t in enumerate(x)) ** 2,
    ],
)
both("26 Trigonometric", 5, trigonometric)
both("27 Brown almost-linear", 4, brown_almost_linear)
both("28 Discrete boundary value", 5, boundary_value)
both("30 Broyden tridiagonal", 6, broyden_tridiagonal)
both("31 Broyden banded", 7, broyden_banded)
both("32 Linear, full rank", 3, lambda x, m: [*(t - 2 / 5 * sum(x) - 1 for t in x), *(-2 / 5 * sum(x) - 1,) * 2])
both("33 Linear, rank 1", 3, lambda x, m: [i * sum((j + 1) * t for j, t in enumerate(x)) - 1 for i in range(1, 5)])
both("35 Chebyquad", 5, chebyquad, (0.1, 0.9))

# Coordinates, complex functions, layers, and shapes from 1×1 to 1×8 and 6×1.

both(
    "spherical, φ before θ",
    3,
    lambda x, m: [x[0] * m.sin(x[1]) * m.cos(x[2]), x[0] * m.sin(x[1]) * m.sin(x[2]), x[0] * m.cos(x[1])],
)
both(
    "spherical, θ before φ",
    3,
    lambda x, m: [x[0] * m.sin(x[2]) * m.cos(x[1]), x[0] * m.sin(x[2]) * m.sin(x[1]), x[0] * m.cos(x[2])],
)
both("cylindrical", 3, lambda x, m: [x[0] * m.cos(x[1]), x[0] * m.sin(x[1]), x[2]])
both("parabolic", 2, lambda x, m: [x[0] * x[1], (x[0] ** 2 - x[1] ** 2) / 2])
both("elliptic", 2, lambda x, m: [m.cosh(x[0]) * m.cos(x[1]), m.sinh(x[0]) * m.sin(x[1])])
both(
    "bipolar",
    2,
    lambda x, m: [m.sinh(x[0]) / (m.cosh(x[0]) - m.cos(x[1])), m.sin(x[1]) / (m.cosh(x[0]) - m.cos(x[1]))],
    (0.5, 1.5),
)
both(
    "toroidal",
    3,
    lambda x, m: [(2 + x[0] * m.cos(x[1])) * m.cos(x[2]), (2 + x[0] * m.cos(x[1])) * m.sin(x[2]), x[0] * m.sin(x[1])],
)
both(
    "stereographic",
    2,
    lambda x, m: [
        2 * x[0] / (1 + x[0] ** 2 + x[1] ** 2),
        2 * x[1] / (1 + x[0] ** 2 + x[1] ** 2),
        1 - 2 / (1 + x[0] ** 2 + x[1] ** 2),
    ],
)
both("inversion", 2, lambda x, m: [x[0] / (x[0] ** 2 + x[1] ** 2), x[1] / (x[0] ** 2 + x[1] ** 2)], (0.5, 1.5))
both("complex cube", 2, lambda x, m: [x[0] ** 3 - 3 * x[0] * x[1] ** 2, 3 * x[0] ** 2 * x[1] - x[1] ** 3])
both("complex sine", 2, lambda x, m: [m.sin(x[0]) * m.cosh(x[1]), m.cos(x[0]) * m.sinh(x[1])])
both("complex logarithm", 2, lambda x, m: [m.log(x[0] ** 2 + x[1] ** 2) / 2, x[1] / x[0]], (0.5, 1.5))
both("softmax", 3, lambda x, m: [m.exp(t) / sum(m.exp(u) for u in x) for t in x])
both("softplus layer", 2, lambda x, m: [m.log(1 + m.exp(x[0] - 2 * x[1])), m.log(1 + m.exp(3 * x[0] + x[1]))])
both("tanh layer", 3, lambda x, m: [m.tanh(x[0] - x[1] + 0.5 * x[2]), m.tanh(x[1] * 2 - 0.25)])
both("E5: g", 2, lambda x, m: [x[0] ** 2 + x[1], x[0] * x[1]])
both("E5: f∘g", 2, lambda x, m: [(x[0] ** 2 + x[1]) ** 2 + (x[0] * x[1]) ** 2])
both("a curve: the helix", 1, lambda x, m: [m.cos(x[0]), m.sin(x[0]), x[0] / 3])
both("a curve in six dimensions", 1, lambda x, m: [x[0] ** k for k in range(1, 7)])
both("one by one", 1, lambda x, m: [m.exp(m.sin(x[0])) / (1 + x[0] ** 2)])
both("a wide row", 8, lambda x, m: [m.exp(-sum(t**2 for t in x))])
both("Hénon", 2, lambda x, m: [1 - 1.4 * x[0] ** 2 + x[1], 0.3 * x[0]])
both("Lorenz", 3, lambda x, m: [10 * (x[1] - x[0]), x[0] * (28 - x[2]) - x[1], x[0] * x[1] - 8 / 3 * x[2]])
both("Lotka–Volterra", 2, lambda x, m: [x[0] * (1.1 - 0.4 * x[1]), x[1] * (0.1 * x[0] - 0.4)])
both("double pendulum's arm", 2, lambda x, m: [m.cos(x[0]) + m.cos(x[0] + x[1]), m.sin(x[0]) + m.sin(x[0] + x[1])])
both(
    "coupling layer", 4, lambda x, m: [x[0], x[1], x[2] * m.exp(m.tanh(x[0])) + x[1], x[3] * m.exp(m.sin(x[1])) - x[0]]
)
both("powers", 2, lambda x, m: [x[0] ** x[1], x[1] ** x[0], x[0] ** 2.5], (0.5, 2))
both("roots and logarithms", 2, lambda x, m: [m.sqrt(x[0]), m.log(x[1]), m.sqrt(1 + x[0] * x[1])], (0.5, 2))
NAMES = [each.name for each in ORACLES]
