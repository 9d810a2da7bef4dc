"""Networks that read handwritten digits, trained with and without a penalty λ ‖J‖_F², and an attack on a picture."""

from jaclib.explore.digits import numbers, picture, words
from jaclib.stage import choice, rooms, scene, slider, whole

PICTURES = "A picture x that is new to both", "x + h, without penalty", r"x + h, with $\lambda\,\|J\|_F^2$"


@scene(
    titles=(*PICTURES, "How many pictures stay right"),
    label="A handwritten digit, the same with the worst step found added to it, and how many digits stay right",
    more=("seed",),
    **rooms(numbers, picture, words),
    image=whole("picture", "picture", 0, numbers.PICTURES - 1),
    eps=slider("size of step ε", "ε", 0, numbers.LARGEST_STEP, steps=24),
    lam=choice("λ", {f"{strength:g}": strength for strength in numbers.LAMBDAS if strength}),
    step=whole("training step", "step", 0, numbers.TRAINING_STEPS, every=numbers.EVERY, play="Train", pace=0),
    seed=whole("seed", "seed", 0, 99),
)
def digits(lam=0.0003, image=39, eps=0.5, *, step=numbers.TRAINING_STEPS, seed=0, challenges=()):
    """Two networks that read handwritten digits of 8 × 8 pixels, and how little it takes to mislead them.

    `lam` is the penalty's λ, one of 0.00003, 0.0001, 0.0003 and 0.001; `image` one of 597 pictures that were not
    trained on; `eps`, from 0 to 1.2, the size of the step h that is looked for by projected gradient descent, with
    pixels from 0 to 1; `step` of the training, up to 600 in twenties; `seed` that of the networks. What the attack does
    not find may still be there: its share of right pictures is an upper bound, and that by the layers' norms a lower
    one.

    Source: Alpaydin & Kaynak, Optical recognition of handwritten digits, UCI repository (1998), as scikit-learn has it.
    """
