"""The smallest scene: a dot, which a slider t moves nowhere."""

from jaclib.stage import readout, scene, slider


@scene(
    titles=("dot",),
    label="a dot",
    compute=lambda t: {"t": t},
    paint=lambda palette, plane: {"t": lambda t: None},
    say=lambda now: "A dot.",
    values=lambda now: [readout("t", now["t"])],
    t=slider("time", "t", 0, 1),
)
def dot(t=0.2):
    """A dot."""
