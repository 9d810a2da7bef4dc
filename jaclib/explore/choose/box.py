"""The controls that choose a box in the domain of the map `f`: the corner where it begins, and its sides."""

from functools import partial

from jaclib import maps
from jaclib.explore.plane.box import longest, short
from jaclib.stage import Following, box, following

SLIDER_STEPS = 200  # of a slider


def corner() -> Following:
    """Declare the corner where the box begins, on a slider over the domain for each variable of `f`."""

    def declare(f: maps.Map):
        scales = [(f"{name} from", name, lo, hi) for name, (lo, hi) in zip(f.variables, f.domain, strict=True)]
        return box(scales, steps=SLIDER_STEPS - 1)

    return following("f", declare, start=lambda f: f.point)


def sides(*, dragged: bool = False, share: float = 1 / 4) -> Following:
    """Declare the box's sides, on a slider for each variable of `f`, up to twice as long as the domain.

    They start with about that `share` of it. With `dragged` the corner opposite to the point `a` can be dragged, too,
    on panel 0.
    """

    def declare(f: maps.Map):
        ends = zip(f.variables, longest(f).tolist(), strict=True)
        scales = [(f"side Δ{name}", f"Δ{name}", high / SLIDER_STEPS, high) for name, high in ends]
        least = [scale[2] for scale in scales]
        drag = {"label": "opposite corner", "panel": 0, "step": 0.1, "fine": 0.02, "base": "a", "least": least}
        return box(scales, steps=SLIDER_STEPS - 1, handle=drag if dragged else None)

    return following("f", declare, start=partial(short, share=share))
