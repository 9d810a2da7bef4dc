"""What training's picture says, in words and in numbers."""

import numpy as np

from jaclib.explore.phrases.numbers import pair
from jaclib.stage import count, readout


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    network = f"A network with {int(now['parameters'])} parameters"
    how = (
        f"after {int(now['step']):,} steps of Adam at rate {now['rate']:.3g}"
        if now["step"]
        else "before its first step"
    )
    chance = 1 / (1 + np.exp(-now["odds"]))
    return (
        f"{network}, {how}: the mean loss is {now['loss']:.3g}, and {now['right']:.1%} of the points, "
        f"{now['right_of_new']:.1%} of new ones, lie on their side of the boundary. "
        f"At x = {pair(now['x'])} its output is z = {now['odds']:.3g}: class 2 with probability {chance:.3g}."
    )


def values(now) -> list[dict]:
    percent = {"right": now["right"], "of new points": now["right_of_new"]}
    return [
        count("step", now["step"]),
        readout("loss", now["loss"]),
        readout("‖∇ loss‖", now["slope"]),
        *({"label": name, "rows": [[f"{share:.1%}"]], "columns": False} for name, share in percent.items()),
        readout("z", now["odds"]),
        readout("probability of class 2", 1 / (1 + np.exp(-now["odds"]))),
        count("parameters", now["parameters"]),
    ]
