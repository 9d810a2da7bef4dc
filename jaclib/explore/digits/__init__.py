"""Networks that read handwritten digits, trained with and without a penalty λ ‖J‖_F², and an attack on a picture."""

import jax
import numpy as np

from jaclib.draw import curve, key, note, point, rule, small_picture
from jaclib.draw import curves as lines
from jaclib.explore.digits.reading import EVERY, FINELY, LAMBDAS, SIZES_OF_STEP, STEPS, curves, fresh, of_one, training
from jaclib.stage import Live, readout, show
from jaclib.stage.challenge import Challenge, chosen, near, right
from jaclib.stage.transition import choice, slider, whole

TITLES = (
    "A picture x that is new to both",
    "x + h, without penalty",
    r"x + h, with $\lambda\,\|J\|_F^2$",
    "How many pictures stay right",
)
PENALIZED = {f"{strength:g}": i for i, strength in enumerate(LAMBDAS) if strength}
PICTURES = 597  # that were not trained on
KINDS = "without", "with"


def compute(lam, step, seed, image, eps) -> dict:
    """The picture, the attack on it for both networks, and the curves of all."""
    points, labels = fresh()
    x, label, eps = points[image], int(labels[image]), float(eps)
    networks = training(seed).at(step).networks
    here = jax.device_get(of_one(networks, np.array([0, lam]), x, label, eps))
    over = curves(seed, step)
    read, reads = here["scores"].argmax(axis=1), here["after"].argmax(axis=1)
    return over | {
        "x": x, "label": label, "image": image, "eps": eps, "lam": LAMBDAS[lam], "place": lam, "step": step,
        "h": here["h"], "least": here["least"], "read": read, "reads": reads, "margin": margins(here["scores"], label),
        "held": np.array([np.interp(eps, SIZES_OF_STEP, each) for each in over["attacked"]]),
        "surely": (over["radius"] > eps).mean(axis=1),
    }  # fmt: skip


def margins(scores, label):
    """By how much the label's score is above the highest of the others, for each row."""
    return scores[:, label] - np.delete(scores, label, axis=1).max(axis=1)


def paint(palette, plain, without, penalized, shares):
    """Put the artists up once; the function returned moves them."""
    pictures = [small_picture(ax, palette) for ax in (plain, without, penalized)]
    said = [
        note(ax, palette.ink, (0.5, 0.055), text, size=11, align="center")
        for ax, text in ((plain, "a {}"), (without, "read as a {}"), (penalized, "read as a {}"))
    ]
    rest = [("other λ", palette.quiet, False), ("surely", palette.quiet, True)]
    key(shares, [("λ = 0", palette.signed[0], False), ("with λ", palette.ink, False), *rest])
    shares.set(xlabel="ε", ylabel="share of fresh pictures", xlim=(0, SIZES_OF_STEP[-1]), ylim=(0, 1.02))
    shares.grid(color=palette.faint, linewidth=0.8)
    others, size = lines(shares, palette.quiet, width=1.0), rule(shares, palette.ink)
    colors = palette.signed[0], palette.ink
    both = [curve(shares, color) for color in colors]
    sure = [curve(shares, color, width=1.6, dashed=True) for color in colors]
    here = [point(shares, color, size=7) for color in colors]

    def move(now):
        x = now["x"]
        for picture, place in zip(pictures, (x, x + now["h"][0], x + now["h"][1]), strict=True):
            picture(place.reshape(8, 8))
        for each, digit in zip(said, (now["label"], *now["reads"]), strict=True):
            each(digit)
        along = [
            np.stack([np.broadcast_to(sizes, now[name].shape), now[name]], axis=-1)
            for name, sizes in (("attacked", SIZES_OF_STEP), ("sure", FINELY))
        ]
        others(along[0]), size(now["eps"])
        for i, place in enumerate((0, int(now["place"]))):
            both[i](along[0][place]), sure[i](along[1][place]), here[i]((now["eps"], now["held"][place]))

    return move


def say(now) -> str:
    """What is seen, in words: the caption and the text alternative."""
    held, surely = (now[name][[0, int(now["place"])]] for name in ("held", "surely"))
    return (
        f"Fresh picture {now['image']} shows a {now['label']}. After {now['step']} steps of training "
        f"{_read(now, 0)}, and {_read(now, 1)}. Of 200 fresh pictures the attack leaves {held[0]:.0%} right without "
        f"penalty and {held[1]:.0%} with it: no more than these are safe. By the layers' norms at least "
        f"{surely[0]:.0%} and {surely[1]:.0%} surely are."
    )


def _read(now, i) -> str:
    who = f"the network with λ = {now['lam']:g}" if i else "the network without penalty"
    if now["margin"][i] < 0:
        return f"{who} reads a {now['read'][i]}, wrong from the start"
    outcome = f"reads a {now['reads'][i]}" if now["least"][i] < 0 else "still reads it"
    return f"{who}, with a step h of size {np.linalg.norm(now['h'][i]):.2f} added, {outcome}"


def values(now) -> list[dict]:
    rows = [
        readout(f"{name}, {kind}", value[i])
        for name, value in (("margin", now["margin"]), ("margin at x + h", now["least"]))
        for i, kind in enumerate(KINDS)
    ]
    sizes = [readout(f"‖h‖, {kind}", np.linalg.norm(now["h"][i])) for i, kind in enumerate(KINDS)]
    table = np.stack([LAMBDAS, now["held"], now["surely"]], axis=1)
    return [*rows, *sizes, readout("λ, right after the attack, surely right", table)]


def _only_one(now):
    first, second = now["least"] < 0
    if (now["margin"] > 0).all() and first and not second:
        return right("The attack turns what the one network reads, and not what the other reads.")
    return near("Both are turned: try a smaller ε.") if first and second else None


CHALLENGES = {
    "only one": Challenge("Find ε for which only the network without penalty is misled by the attack.", _only_one)
}


def digits(
    lam: float = 0.0003, image: int = 39, eps: float = 0.5, *, step: int = STEPS, seed: int = 0, challenges=()
) -> Live:
    """Two networks that read handwritten digits of 8 × 8 pixels, and how little it takes to mislead them.

    `lam` is the penalty's λ, one of 0.00003, 0.0001, 0.0003 and 0.001; `image` one of 597 pictures that were not
    trained on; `eps`, from 0 to 1.2, the size of the step h that is looked for by projected gradient descent, with
    pixels from 0 to 1; `step` of the training, up to 600 in twenties; `seed` that of the networks. What the attack does
    not find may still be there: its share of right pictures is an upper bound, and that by the layers' norms a lower
    one. `challenges` are names of CHALLENGES. Raises ValueError where one of them is not of that kind.

    Source: Alpaydin & Kaynak, Optical recognition of handwritten digits, UCI repository (1998), as scikit-learn has it.
    """
    if f"{lam:g}" not in PENALIZED:
        raise ValueError(f"lam: one of {', '.join(PENALIZED)} is needed, and {lam!r} came.")
    if not 0 <= eps <= SIZES_OF_STEP[-1]:
        raise ValueError(f"eps: a number from 0 to {SIZES_OF_STEP[-1]:g} is needed, and {eps!r} came.")
    for name, value, allowed in (
        ("image", image, range(PICTURES)), ("step", step, range(0, STEPS + 1, EVERY)), ("seed", seed, range(100)),
    ):  # fmt: skip
        if value not in allowed:
            by = f", in steps of {allowed.step}," if allowed.step > 1 else ""
            raise ValueError(f"{name}: a whole number from 0 to {allowed[-1]}{by} is needed, and {value!r} came.")
    controls = {
        "image": whole("picture", "picture", 0, PICTURES - 1, int(image)),
        "eps": slider("size of step ε", "ε", 0.0, float(SIZES_OF_STEP[-1]), float(eps), steps=24),
        "lam": choice("λ", PENALIZED, f"{lam:g}")._replace(read=PENALIZED.__getitem__),
        "step": whole("training step", "step", 0, STEPS, int(step), every=EVERY, play="Train", pace=0),
        "seed": whole("seed", "seed", 0, 99, int(seed)),
    }

    def call(now) -> str:
        image, eps, step, seed = (now[name] for name in ("image", "eps", "step", "seed"))
        return f"explore.digits({now['lam']}, image={image}, eps={eps:.12g}, step={step}, seed={seed})"

    return show(
        TITLES, controls, compute, paint, say, values=values, call=call, challenges=chosen(challenges, CHALLENGES),
        label="A handwritten digit, the same with the worst step found added to it, and how many digits stay right",
    )  # fmt: skip
