"""A classifier trained with and without a penalty λ ‖J‖_F²: where it is steep, and what the worst small step does."""

from jaclib.explore.learn.moons import EVERY, LAMBDAS, LARGEST_STEP, TRAINING_STEPS
from jaclib.explore.sensitivity import numbers, picture, words
from jaclib.stage import choice, point, rooms, scene, slider, switch, whole

PLANES = "Without penalty ‖J‖₂ grows …", r"… with $\lambda\,\|J\|_F^2$ it stays small"


@scene(
    titles=(*PLANES, "The margin on the circle around a", "Right, whatever step of size ε"),
    label="Two classifiers, where each is steep, and what the worst small step does to their answers",
    more=("seed", "around"),
    seen=(0, 1),
    **rooms(numbers, picture, words),
    lam=choice("λ", {f"{strength:g}": strength for strength in LAMBDAS if strength}),
    step=whole("training step", "step", 0, TRAINING_STEPS, every=EVERY, play="Train", pace=0),
    seed=whole("seed", "seed", 0, 99),
    around=switch("penalty around the points, too"),
    a=point("point a", names=("x₁", "x₂")),
    eps=slider("size of step ε", "ε", 0, LARGEST_STEP, steps=60),
)
def sensitivity(lam=0.03, a=(0.5, 0.75), eps=0.25, *, step=0, seed=0, around=True, challenges=()):
    """Two networks that learn the same two moons, one with the penalty λ ‖J‖_F² in its loss: which is steadier?

    `lam` is the penalty's λ, one of 0.003, 0.01, 0.03 and 0.1; `a` the point from which the worst step of a size of at
    most `eps`, from 0 to 0.6, is looked for; `step` of the training, up to 1000 in twenties; `seed` that of the points
    and of the networks at the beginning. The penalty is a mean over places `around` the points, or over the points
    alone.

    Source: Hoffman, Roberts & Yaida, Robust learning with Jacobian regularization, arXiv 1908.02729 (2019).
    """
