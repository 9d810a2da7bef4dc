"""Other states of a figure, told from how its controls are declared, whichever they are."""

from jaclib.stage import Declared, Live, Scene

HAND = "slider", "log_slider", "point", "turn", "box"  # what is dragged
LONG = 100  # steps of a training: as far as a test goes


def declared(scene: Scene, live: Live) -> dict[str, Declared]:
    """What each control of the figure is now, those that follow others, too."""
    now = {name: parameter.default for name, parameter in scene.signature.parameters.items()}
    now |= {name: control.now for name, control in live.stage.controls.items()}
    return {
        name: one if isinstance(one, Declared) else one.declare(*(now.get(each) for each in one.names))
        for name, one in scene.controls.items()
        if name in live.stage.controls
    }


def elsewhere(scene: Scene, live: Live, share: float, kinds=None) -> dict:
    """A state with each control (of these kinds) at a share, from 0 to 1, of what it may be."""
    now = live.state
    return now | {
        name: value_at(one, share, now[name])
        for name, one in declared(scene, live).items()
        if kinds is None or one.kind in kinds
    }


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


def put(live: Live, state: dict) -> None:
    """Put the controls there one after the other, as a hand does: some follow others."""
    for name, value in state.items():
        live.stage.controls[name].value = value
