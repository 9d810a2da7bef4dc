"""What explore.train_flow says, the numbers below it, and what is to be reached in it."""

import numpy as np

from jaclib.explore.train_flow.training import DRAWN, SPREAD
from jaclib.stage import Challenge, near, readout, right


def held_out(now) -> float:
    """−log-likelihood of points that training never sees, now."""
    return float(now["held_out"][np.isfinite(now["held_out"])][-1])


def say(now) -> str:
    """Describe the figure in a sentence."""
    if not now["enough"]:
        return "Draw at least three points in the left panel. Until then there is only the Gaussian to learn."
    K, k, step = int(now["layers"]), int(now["passed"]), int(now["step"])
    who = f"{K} layer{'s' if K > 1 else ''}, after {step:,} training steps on {now['which']}"
    way = "" if k == K else f" The samples have passed {k} of them."
    source = f"the drawn points, each blurred by {SPREAD}," if now["which"] == DRAWN else "the density of their source"
    mean = f"{who}: points held out have −log p = {held_out(now):.2f} nats on average"
    best = f"with {source} it would be {now['best']:.2f}, and anything less is chance"
    return f"{mean}; {best}. The total mass is {now['mass']:.3f}.{way}"


def values(now) -> list[dict]:
    """List the read-outs below the figure."""
    shown = {"with the source's density": "best", "total mass": "mass"}
    shown |= {"mean of log p, forwards": "forward", "backwards": "backward"}
    numbers = [readout(label, now[name]) for label, name in shown.items()]
    return [readout("held out, −log p", held_out(now)), *numbers]


def _few_layers(now):
    loss = held_out(now)
    if now["which"] != "two moons":
        return None
    few, layers = now["layers"] <= 4, f"with {int(now['layers'])} layers"
    if loss < 1.3:
        enough = right(f"{loss:.2f} {layers}: a few bends are enough for two moons.")
        return enough if few else near(f"{loss:.2f} is good enough, but {layers}.")
    return near(f"{loss:.2f} so far: keep training.") if loss < 1.5 and few else None


def _joined(now):
    if now["which"] != "rings":
        return None
    loss = held_out(now)
    bridge = "a thin bridge of density is left between the rings, and the hole in the middle is not quite empty"
    if loss < 1.5:
        limit = f"It does not get down to {now['best']:.2f}"
        return right(f"{loss:.2f}. {limit}: a map that can be undone tears nothing, so {bridge}.")
    return near(f"{loss:.2f}: more layers, more steps, another seed?") if loss < 1.7 else None


CHALLENGES = {
    "few layers": Challenge("Bring the two moons below 1.3 nats with no more than four layers.", _few_layers),
    "rings": Challenge("Bring the rings below 1.5 nats.", _joined),
}
