"""∂L/∂W_k of a network in training as a product of matrices; in NumPy, so that no shape has to be compiled."""

import numpy as np

PICKED = 0, 1, -1  # of the points: their rows are drawn
NOTHING = {"product": False, "layer": 0, "picked": np.full((len(PICKED), 2), np.nan)}
NOTHING |= dict.fromkeys(("entered", "deltas", "gradient"), np.zeros((0, 0)))


def rows(layers, points, labels) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """For each layer k what enters it, A_{k−1} `(points, n)`, and Δ_k `(points, m)`: a row a point.

    The rows of Δ_k are δ_k = ∂ℓ/∂z_k of each point's own logistic loss ℓ, of which the loss L is the mean.
    """
    *hidden, (W, b) = layers
    entered = [points]
    for V, c in hidden:
        entered.append(np.tanh(entered[-1] @ V.T + c))
    odds = entered[-1] @ W.T + b
    deltas = [(1 + np.tanh(odds / 2)) / 2 - labels[:, None]]
    for (W, _), a in zip(layers[:0:-1], entered[:0:-1], strict=True):
        deltas.append(deltas[-1] @ W * (1 - a**2))
    return entered, deltas[::-1]


def as_product(layers, points, labels, k: int) -> dict:
    """∂L/∂W_k = Δ_kᵀ A_{k−1} / 200, with the rows of both factors that are drawn, and where their points are."""
    entered, deltas = (each[k - 1] for each in rows(layers, points, labels))
    now = {"product": True, "layer": k, "gradient": deltas.T @ entered / len(points)}
    picked = list(PICKED)
    return now | {"entered": entered[picked], "deltas": deltas[picked], "picked": points[picked]}
