"""Sixty maps of the plane of all kinds, each as one types it and as plain NumPy: the two have nothing in common."""

import numpy as np
from numpy import abs, arctan, arctan2, cbrt, cos, exp, log, maximum, minimum, sign, sin, sqrt, tanh

SMOOTH = {
    "x + x^3/9, y": lambda x, y: (x + x**3 / 9, y),
    "x*y, x + y": lambda x, y: (x * y, x + y),
    "sin x, cos y": lambda x, y: (sin(x), cos(y)),
    "exp(x)*cos(y), exp(x)*sin(y)": lambda x, y: (exp(x) * cos(y), exp(x) * sin(y)),
    "x + 0.3*sin(2y), y + 0.3*sin(2x)": lambda x, y: (x + 0.3 * sin(2 * y), y + 0.3 * sin(2 * x)),
    "x/(1 + x^2 + y^2), y/(1 + x^2 + y^2)": lambda x, y: (x / (1 + x**2 + y**2), y / (1 + x**2 + y**2)),
    "tanh(x + y), tanh(x - y)": lambda x, y: (tanh(x + y), tanh(x - y)),
    "x, y + x^2": lambda x, y: (x, y + x**2),
    "x^3 - 3x*y^2, 3x^2*y - y^3": lambda x, y: (x**3 - 3 * x * y**2, 3 * x**2 * y - y**3),
    "x*exp(-y^2), y*exp(-x^2)": lambda x, y: (x * exp(-(y**2)), y * exp(-(x**2))),
}
LINEAR = {
    "x, y": lambda x, y: (x, y),
    "y, x": lambda x, y: (y, x),
    "2x + y + 1, x - y": lambda x, y: (2 * x + y + 1, x - y),
    "-y, x": lambda x, y: (-y, x),
    "3x, y/3": lambda x, y: (3 * x, y / 3),
}
FOLDED = {
    "x^2 - y^2, 2x*y": lambda x, y: (x**2 - y**2, 2 * x * y),
    "x^2, y": lambda x, y: (x**2, y),
    "x^2, y^2": lambda x, y: (x**2, y**2),
    "x^3 + x*y, y": lambda x, y: (x**3 + x * y, y),
    "sin(3x), y": lambda x, y: (sin(3 * x), y),
    "x^2 + y^2, x*y": lambda x, y: (x**2 + y**2, x * y),
    "x^3, y": lambda x, y: (x**3, y),
    "cos x, sin x + y": lambda x, y: (cos(x), sin(x) + y),
}
CREASED = {
    "|x|, y": lambda x, y: (abs(x), y),
    "|x|, |y|": lambda x, y: (abs(x), abs(y)),
    "x + |y|, y + |x|": lambda x, y: (x + abs(y), y + abs(x)),
    "max(x, y), min(x, y)": lambda x, y: (maximum(x, y), minimum(x, y)),
    "x*|x|, y": lambda x, y: (x * abs(x), y),
    "sqrt(x^2 + y^2), x": lambda x, y: (sqrt(x**2 + y**2), x),
    "relu(x), relu(y)": lambda x, y: (maximum(x, 0), maximum(y, 0)),
    "cbrt(x), y": lambda x, y: (cbrt(x), y),
}
TORN = {
    "sign(x), y": lambda x, y: (sign(x), y),
    "x + sign(y), y": lambda x, y: (x + sign(y), y),
    "1/x, y": lambda x, y: (1 / x, y),
    "1/x^2, y": lambda x, y: (1 / x**2, y),
    "x/(x^2 + y^2), -y/(x^2 + y^2)": lambda x, y: (x / (x**2 + y**2), -y / (x**2 + y**2)),
    "atan(1/x), y": lambda x, y: (arctan(1 / x), y),
    "atan2(y, x), x^2 + y^2": lambda x, y: (arctan2(y, x), x**2 + y**2),
    "tan x, y": lambda x, y: (np.tan(x), y),
}
UNDEFINED = {
    "ln x, y": lambda x, y: (log(x), y),
    "√x, y": lambda x, y: (sqrt(x), y),
    "sin(x)/x, y": lambda x, y: (sin(x) / x, y),
    "asin x, acos y": lambda x, y: (np.arcsin(x), np.arccos(y)),
    "ln(x^2 + y^2), atan(y/x)": lambda x, y: (log(x**2 + y**2), arctan(y / x)),
    "x/sqrt(x^2 + y^2), y/sqrt(x^2 + y^2)": lambda x, y: (x / sqrt(x**2 + y**2), y / sqrt(x**2 + y**2)),
    "√|x|, y": lambda x, y: (sqrt(abs(x)), y),
    "x^0.5, y^0.5": lambda x, y: (x**0.5, y**0.5),
    "ln(1 - x^2 - y^2), x": lambda x, y: (log(1 - x**2 - y**2), x),
}
DEFICIENT = {
    "x + y, 2x + 2y": lambda x, y: (x + y, 2 * x + 2 * y),
    "x, x": lambda x, y: (x, x),
    "x*y, x^2*y^2": lambda x, y: (x * y, x**2 * y**2),
    "x + y, sin(x + y)": lambda x, y: (x + y, sin(x + y)),
    "0, y": lambda x, y: (0 * x, y),
}
CONSTANT = {"1, 2": lambda x, y: (1 + 0 * x, 2 + 0 * y), "0, 0": lambda x, y: (0 * x, 0 * y)}
EXTREME = {
    "1e6*x, y": lambda x, y: (1e6 * x, y),
    "1e6*x, 1e-6*y": lambda x, y: (1e6 * x, 1e-6 * y),
    "exp(5x), exp(5y)": lambda x, y: (exp(5 * x), exp(5 * y)),
    "1e-9*x, 1e-9*y": lambda x, y: (1e-9 * x, 1e-9 * y),
    "1e9*x^2, 1e9*y": lambda x, y: (1e9 * x**2, 1e9 * y),
    "1e12 + x, y": lambda x, y: (1e12 + x, y),
}
KINDS = {"smooth": SMOOTH, "linear": LINEAR, "folded": FOLDED, "creased": CREASED, "torn": TORN}
KINDS |= {"undefined": UNDEFINED, "deficient": DEFICIENT, "constant": CONSTANT, "extreme": EXTREME}
MAPS = {text: f for kind in KINDS.values() for text, f in kind.items()}
FEW = "x^2 - y^2, 2x*y", "|x|, y", "1/x, y", "x + y, 2x + 2y"  # between them of every kind

STEP = 1e-6


@np.errstate(all="ignore")
def image(text: str, points) -> np.ndarray:
    """The images of points `(…, 2)`."""
    x, y = np.moveaxis(np.asarray(points, dtype=float), -1, 0)
    return np.stack(np.broadcast_arrays(*MAPS[text](x, y)), axis=-1).astype(float)


@np.errstate(all="ignore")
def slopes(text: str, a) -> tuple[np.ndarray, np.ndarray]:
    """The difference quotients of both sides of a, column by column: `(2, 2)` each."""
    a = np.asarray(a, dtype=float)
    steps = STEP * np.maximum(1, np.abs(a)) * np.eye(2)
    left, right = ((image(text, a + sign * steps) - image(text, a)) for sign in (-1, 1))
    return (left / -steps.max(axis=1)[:, None]).T, (right / steps.max(axis=1)[:, None]).T


@np.errstate(all="ignore")
def central(text: str, a) -> np.ndarray:
    """The Jacobian by central differences of the fourth order, with a step of a thousandth."""
    a = np.asarray(a, dtype=float)
    h = 1e-3 * np.eye(2)
    near, far = (image(text, a + k * h) - image(text, a - k * h) for k in (1, 2))
    return ((8 * near - far) / 12e-3).T


def unsure(text: str, a) -> float:
    """How far an entry of `central` may be off by rounding: half a unit in the last place of each value of f."""
    return 9 * np.finfo(float).eps * np.abs(image(text, np.asarray(a, dtype=float))).max() / 12e-3


@np.errstate(all="ignore")
def is_smooth(text: str, a) -> bool:
    """Whether the slopes of both sides agree, but for rounding, and those of a larger step with them."""
    left, right = slopes(text, a)
    J = central(text, a)
    size = np.abs(J).max(initial=1e-300) + np.abs(left).max(initial=0)
    rounding = 4 * np.finfo(float).eps / STEP * np.abs(image(text, np.asarray(a, dtype=float))).max()
    apart = max(np.abs(left - right).max(), np.abs(J - left).max())
    return bool(np.isfinite(J).all() and apart <= 1e-4 * size + rounding)
