"""Other states of a figure, told from how its controls are declared, whichever they are."""

from jaclib.explore import SCENES
from jaclib.stage import Declared, Live
from jaclib.stage.scene import present

HAND = "slider", "log_slider", "point", "turn", "box"  # what is dragged
FIRST = {"digits": {"step": 0}}  # what takes long to train is looked at before it is
LONG = 100  # steps of a training: as far as a test goes


def first(name: str, **given) -> Live:
    """The figure of a scene, as it is looked at first."""
    return present(SCENES[name], FIRST.get(name, {}) | given)


def elsewhere(live: Live, share: float, kinds=None) -> dict:
    """A state with each control (of these kinds) at a share, from 0 to 1, of what it may be."""
    now, declared = live.state, {name: control.declared for name, control in live.controls.items()}
    there = {name: value_at(one, share, now[name]) for name, one in declared.items()}
    return now | {name: value for name, value in there.items() if kinds is None or declared[name].kind in kinds}


def value_at(control: Declared, share: float, now):
    look = control.look
    match control.kind:
        case "slider":
            return float(f"{look['lo'] + share * (look['hi'] - look['lo']):.4g}")
        case "log_slider":
            return float(f"{look['lo'] * (look['hi'] / look['lo']) ** share:.3g}")
        case "whole":
            hi = min(look["hi"], look["lo"] + LONG)
            return look["lo"] + int(share * (hi - look["lo"]) / look["every"]) * look["every"]
        case "choice":
            words = list(look["options"])
            return words[round(share * (len(words) - 1))]
        case "switch":
            return share > 0.5
        case "point":
            return [float(f"{x + 0.4 * (share - 0.5):.6g}") for x in now]
        case "turn":
            return [float(round(-90 + 180 * share)), float(round(-60 + 120 * share))]
        case "box":
            return [float(f"{lo + share * (hi - lo):.4g}") for _, _, lo, hi in look["scales"]]
    return now  # typed, drawn or set by buttons


def put(live: Live, share: float) -> None:
    """Put the controls there one after the other, as a hand does: some follow others."""
    for name in live.state:
        setattr(live, name, value_at(live.controls[name].declared, share, getattr(live, name)))
