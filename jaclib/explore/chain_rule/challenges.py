"""What there is to be found in the chain rule's picture."""

import numpy as np

from jaclib.stage.challenge import Challenge, near, right

CHALLENGES = {
    "level": Challenge(
        "Turn h, without making it 0, until the product predicts that the step leads nowhere: J h = 0.",
        lambda now: _level(now["jacobian"] @ now["h"], np.linalg.norm(now["jacobian"]) * np.linalg.norm(now["h"])),
    ),
    "fixed point": Challenge(
        "Choose the mistake “J_f taken at a”, and drag a to a place, other than 0, where it is no mistake.",
        lambda now: _fixed(now),
    ),
    "zero": Challenge(
        "Drag a to where every step is predicted to lead nowhere, whichever way h points.",
        lambda now: _zero(now["jacobian"], now["factor0"]),
    ),
}


def _level(predicted, most):
    if most < 1e-9:
        return None
    share = np.linalg.norm(predicted) / most
    if share < 0.01:
        return right("Each row of the product is perpendicular to h: along h the output stands still, but for the gap.")
    return near("Turn h a little further: J h is small already.") if share < 0.12 else None


def _fixed(now):
    if str(now["mistake"]) != "wrong_point" or not np.isfinite(now["misled"]).all() or np.linalg.norm(now["a"]) < 0.1:
        return None
    away = np.linalg.norm(now["point1"] - now["a"])
    if away < 0.02:
        return right("Here the inner map leaves a where it is: g(a) = a, so J_f is at the right place all the same.")
    return near("g(a) is close to a, but not yet there.") if away < 0.3 else None


def _zero(jacobian, outer):
    size = np.abs(jacobian).max()
    if size < 0.01:
        at_end = " Its outer factor is zero, and what meets a zero stays zero." if np.abs(outer).max() < 0.01 else ""
        return right(f"The whole product is zero.{at_end}")
    return near("The entries of the product are small, but not zero yet.") if size < 1 else None
