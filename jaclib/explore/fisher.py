"""The Fisher information of a Gaussian in two sets of parameters: what J carries from one to the other."""

import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy.linalg import solve_triangular

from jaclib import jacobian
from jaclib.draw import curve, frame, key, note_at, point, ruled, set_axes
from jaclib.evidence.judge import agree
from jaclib.explore.plane.lines import CIRCLE
from jaclib.stage import Challenge, near, product, readout, right, scene, whole
from jaclib.stage import point as draggable

MOST_SAMPLES, SAMPLES_APART = 5000, 100
RIM = 1.0  # the length, measured by the information, of the steps that are drawn
VIEW, VIEW_LOG = ((-2.0, 2.0), (-0.6, 3.4)), ((-2.4, 2.4), (-2.4, 2.4))
HIGHEST = 1e6  # of the densities that are framed
X = np.linspace(-6, 6, 241)
NOISE = np.random.default_rng(0).standard_normal(MOST_SAMPLES)


def to_mean_and_deviation(eta):
    """(μ, λ) ↦ (μ, σ) with σ = e^λ."""
    return jnp.stack([eta[0], jnp.exp(eta[1])])


def log_density(theta, x):
    """The logarithm of the Gaussian density at x, for theta = (μ, σ)."""
    mu, sigma = theta
    return -jnp.log(sigma) - ((x - mu) / sigma) ** 2 / 2 - jnp.log(2 * jnp.pi) / 2


def compute(a, n) -> dict:
    """Compute the picture's numbers: NaN where σ is not positive, for there is no density."""
    now = jax.tree.map(np.asarray, numbers(np.asarray(a, dtype=float), int(n)))
    return now | {"top": above(now["density"][:, 1].max())}


@jax.jit
def numbers(theta, n):
    """The information in both sets of parameters: carried by J, estimated from n samples, and with J misplaced."""
    mu, sigma = jnp.where(theta[1] > 0, theta, jnp.nan)
    eta, known = jnp.stack([mu, jnp.log(sigma)]), jnp.diag(jnp.array([1, 2]) / sigma**2)
    J = jacobian(to_mean_and_deviation)(eta)
    back, (estimated, error) = jnp.linalg.inv(J), sampled(eta, n)
    now = {"a": theta, "n": n, "eta": eta, "information": known, "J": J, "estimated": estimated, "error": error}
    now |= {"carried": J.T @ known @ J, "swapped": back.T @ known @ back, "ellipse": ellipse(theta, known)}
    now |= {f"ellipse_{which}": ellipse(eta, now[which]) for which in ("estimated", "carried", "swapped")}
    now["end_mu"], now["end_sigma"] = theta + RIM * theta[1] * np.diag([1, np.sqrt(0.5)])
    graphs = {"density": theta, "moved_mu": now["end_mu"], "moved_sigma": now["end_sigma"]}
    return now | {name: density(each) for name, each in graphs.items()}


def sampled(eta, n):
    """The mean of the first n samples' products of slopes of the log-density in μ and λ, and its standard error."""
    mu, sigma = to_mean_and_deviation(eta)
    slopes = jax.vmap(jax.grad(lambda eta, x: log_density(to_mean_and_deviation(eta), x)), (None, 0))
    found = slopes(eta, mu + sigma * NOISE)
    products, some = found[:, :, None] * found[:, None], (np.arange(MOST_SAMPLES) < n)[:, None, None]
    mean = jnp.mean(products, axis=0, where=some)
    return mean, jnp.std(products, axis=0, where=some) / jnp.sqrt(n)


def density(theta):
    """The graph of the density, `(241, 2)`."""
    mu, sigma = theta
    return jnp.stack([X, jnp.exp(log_density((mu, jnp.where(sigma > 0, sigma, jnp.nan)), X))], axis=1)


def above(peak: float) -> float:
    """The height of a panel for this peak: it changes seldom while a is dragged.

    >>> above(0.25), above(0.66), above(float("nan"))
    (0.35, 1.0, 1.0)
    """
    steps = np.ceil(2 * np.log2(1.08 * peak)) / 2 if 0 < peak < HIGHEST else 0.0
    return float(f"{2.0**steps:.2g}")


def ellipse(centre, information):
    """The steps v with vᵀ I v = RIM², from the centre: among them no density is more different than another."""
    # I = L Lᵀ, so v = L⁻ᵀ u goes around as u does around the circle; where I has no such L, L is NaN
    L = jnp.linalg.cholesky(information)
    return centre + RIM * solve_triangular(L.T, CIRCLE.T).T


def paint(palette, before, after, densities):
    """Put the marks up, by the names of the arrays that move them."""
    key(before, [("as far, measured by I", palette.ink, False)])
    key(after, [("sampled", palette.ink, False), ("JᵀIJ", palette.linear, True), ("J⁻ᵀIJ⁻¹", palette.accent, True)])
    moved = [("μ moved", palette.columns[0], False), ("σ moved", palette.columns[1], True)]
    key(densities, [("at a", palette.ink, False), *moved])
    frame(before, VIEW)
    frame(after, VIEW_LOG)
    ruled(before, xlabel="μ", ylabel="σ")
    ruled(after, xlabel="μ", ylabel="λ")
    ruled(densities, xlabel="x", ylabel="density", xlim=(-6, 6))
    densities.yaxis.labelpad = 3
    before.axhspan(-9, 0, color=palette.fill)
    return {
        "ellipse": curve(before, palette.ink, rim=True),
        "ellipse_estimated": curve(after, palette.ink, rim=True),
        "ellipse_carried": curve(after, palette.linear, dashed=True, rim=True),
        "ellipse_swapped": curve(after, palette.accent, width=1.8, dashed=(1, 1.2), rim=True),
        "a": [point(before, palette.ink), note_at(before, "a", palette.ink)],
        "eta": point(after, palette.ink),
        "end_mu": point(before, palette.columns[0], size=7),
        "end_sigma": point(before, palette.columns[1], size=7),
        "top": lambda top: set_axes(densities, ylim=(0, top)),
        "moved_mu": curve(densities, palette.columns[0]),
        "moved_sigma": curve(densities, palette.columns[1], dashed=True),
        "density": curve(densities, palette.ink),
    }


def say(now) -> str:
    """Describe the figure in a sentence."""
    mu, sigma = now["a"]
    if not sigma > 0:
        return f"σ = {sigma:.3g} is no standard deviation: it must be positive."
    if not np.isfinite(now["information"]).all():
        return f"σ = {sigma:.3g} is too small here: 1/σ² is larger than the machine's numbers."
    carried, sampled, swapped = (np.diag(now[which]) for which in ("carried", "estimated", "swapped"))
    return (
        f"At μ = {mu:.3g} and σ = {sigma:.3g} the information in (μ, log σ) is diagonal with {carried[0]:.3g} and "
        f"{carried[1]:.3g}, says JᵀIJ. {now['n']} samples say {sampled[0]:.3g} and {sampled[1]:.3g}, give or take "
        f"{now['error'][0, 0]:.2g} and {now['error'][1, 1]:.2g}. With J on the wrong side it would be {swapped[0]:.3g} "
        f"and {swapped[1]:.3g}."
    )


def values(now) -> list[dict]:
    """The read-outs below the figure."""
    J = readout("J", now["J"], columns=True)
    factors = [readout("Jᵀ", now["J"].T), readout("I in μ, σ", now["information"]), J]
    at_a = [readout("μ, σ", now["a"]), readout("μ, λ", now["eta"])]
    sampled = [readout("sampled", now["estimated"]), readout("standard error", now["error"])]
    carried = product(factors, readout("I in μ, λ", now["carried"]))
    return [*at_a, carried, *sampled, readout("J⁻ᵀ I J⁻¹", now["swapped"])]


def _one(now):
    gap = np.abs(now["swapped"] - now["carried"]).max()
    if agree(gap, 0, within=0.05):
        return right("At σ = 1, J is the identity matrix: that is why nobody notices which side it stands on.")
    return near(f"They still differ by {gap:.2f}.") if gap < 1 else None


def _four(now):
    share = now["carried"][0, 0]
    if agree(share, 4, within=0.1):
        return right(f"1/σ² = {share:.2f}: half the deviation makes the mean four times as easy to find.")
    return near(f"It is {share:.2f}.") if agree(share, 4, within=1) else None


CHALLENGES = {
    "both agree": Challenge("Drag a to where both readings of the formula agree.", _one),
    "four": Challenge("Drag a to where the information in μ is 4.", _four),
}


@scene(
    titles=("Information in μ and σ …", "… and in μ and λ = log σ", "Densities on the rim"),
    label="Ellipses of equal information around a, in two sets of parameters, and densities on their rim",
    compute=compute,
    paint=paint,
    say=say,
    values=values,
    challenges=CHALLENGES,
    a=draggable("point a", names=("μ", "σ")),
    n=whole("samples", "n", SAMPLES_APART, MOST_SAMPLES, every=SAMPLES_APART, play="Draw samples", pace=120),
)
def fisher(a=(0.0, 0.6), n=500, *, challenges=()):
    """Drag a = (μ, σ): the Fisher information of the Gaussian there, and in (μ, log σ) by J, by samples, and wrongly.

    Each ellipse holds the steps that change the density equally much, to second order: vᵀ I v is the same all around.
    `n` samples, from 100 to 5000, estimate the information as the mean of the squared slopes of the log-density.

    Source: Lehmann & Casella, Theory of Point Estimation, 2nd ed. (1998), section 2.6.
    """
