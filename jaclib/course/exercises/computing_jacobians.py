"""The exercises of notebook 06."""

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose
from jaclib.course.check import counted, exercise
from jaclib.diagnose.verdict import Verdict, likeliest
from jaclib.evidence import judge

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
TINY = np.outer(10.0 ** -np.arange(12, 18), np.arange(1, 10)).ravel()  # steps: 1e-12 to 9e-17
STILL_BENT = "The formula is right, but with so large a step it is still bent away. Take h nearer to u^(1/3)."
ROUNDED_AWAY = "With so small a step the difference is mostly rounding. Take h nearer to u^(1/3)."


def _g(p):
    return jnp.array([p[0] ** 2 * p[1], p[0] + jnp.sin(p[1])])


def _f(p):
    return jnp.array([p[0] * p[1], p[0] + 2 * p[1], jnp.sin(p[0])])


def _of_a_step(value, x, y):
    """The verdict on J_g(x, y) by central differences, whatever the step is that they were taken with."""
    found, given = diagnose.matrix(value, _g, [x, y]), judge.numbers(value)
    if found.correct or given is None or given.shape != (2, 2):
        return found
    large = [Verdict(False, "too large a step", STILL_BENT, which=(ratio,)) for ratio in _bent(given, x, y)]
    small = [Verdict(False, "too small a step", ROUNDED_AWAY, which=(h,)) for h in _rounded_away(given, x, y)]
    return likeliest([*large, *small, found, *found.also])


def _bent(given, x, y):
    """sin h / h, the ratio by which entry (2, 2) is too small with a step of h: in all others g is quadratic."""
    right = np.array([[2 * x * y, x**2], [1, np.cos(y)]])
    ratio = given[1, 1] / right[1, 1]
    return [ratio] if judge.agree(given, right).ravel()[:3].all() and np.sin(1) - 1e-3 < ratio < 1 else []


def _rounded_away(given, x, y):
    """The steps h with which each entry is what it must be: a whole number of rounding units of g, over 2h."""
    units = np.spacing(np.abs(np.asarray(_g(jnp.array([x, y])))))[:, None] / 2
    counts = given * 2 * TINY[:, None, None] / units
    return TINY[(np.abs(counts - np.round(counts)) < 1e-6).all(axis=(1, 2)) & given.any()]


@exercise(
    [(1.2, 0.7, 0.6, 0.8, 0.5), (-0.6, 0.2, 1.5, -0.5, 0.2), (2.0, -1.1, -0.7, 0.9, 0.4)],
    look=("finite_differences", {"f": "x^2*y, y", "a": (1.2, 0.7), "h": 0.5}),
)
def gradient_check(value, x, y, vx, vy, h):
    slope, bent = 2 * x * y * vx + x**2 * vy, h * (y * vx**2 + 2 * x * vx * vy)  # φ′(0) and h φ″(0)/2 along v
    quotient, here = slope + h**2 * vx**2 * vy, x**2 * y
    yield diagnose.number(value, quotient - slope)
    yield "sign", "The sign: the value ahead comes first, and g·v is subtracted from the quotient."
    yield "quotient alone", quotient, "That is the quotient. How far is it from g·v? Subtract that."
    yield "g·v alone", slope, "That is g·v. It is subtracted from the quotient."
    words = "Divide by 2h: from the point behind to the point ahead it is two steps."
    yield "not halved", 2 * quotient - slope, words
    yield "not divided", 2 * h * quotient - slope, "The difference is still to be divided, by 2h."
    words = "In Python `/ 2 * h` divides by 2 and multiplies by h. Put 2 * h in brackets."
    yield "brackets", h**2 * quotient - slope, words
    words = "Only the second value is divided. Put the difference in brackets."
    yield "brackets", here + h * (quotient + bent) - (here / h - quotient + bent) / 2 - slope, words
    words = "That is the forward difference. The other value must be taken at the point behind, with −h v."
    yield "forward", bent + quotient - slope, words
    words = "That is the backward difference. The first value must be taken at the point ahead, with + h v."
    yield "backward", quotient - bent - slope, words
    words = "Forward, the points are only one step apart; central, one lies on each side."
    yield "forward halved", (bent + quotient) / 2 - slope, words
    yield "values added", (here + h * bent) / h - slope, "The two values are subtracted, not added."
    yield "added", quotient + slope, "g·v is subtracted from the quotient, not added to it."
    words = "That is the limit: the gradient is right. The question is for the disagreement with this h."
    yield "exact", 0, words
    words = "In the quotient v is missing: the step along v is h vx in x, and h vy in y."
    yield "no direction", 2 * x * y + x**2 + h**2 - slope, words
    words = "In g·v the direction is missing: each entry of g is multiplied by that of v."
    yield "g not along v", quotient - (2 * x * y + x**2), words
    yield "one term", quotient - 2 * x * y * vx, "g·v has two terms, one for each entry: x² vy is missing."
    yield "one term", quotient - x**2 * vy, "g·v has two terms, one for each entry: 2xy vx is missing."
    yield "one input", -(x**2) * vy, "Only x moves in that. Along v both move at once."
    yield "one input", -2 * x * y * vx, "Only y moves in that. Along v both move at once."
    words = "The entries of v are exchanged in g·v: 2xy belongs to vx, and x² to vy."
    yield "entries exchanged", quotient - (2 * x * y * vy + x**2 * vx), words
    yield "divided again", vx**2 * vy, "That is without h². Central differences are off by that much times h²."
    yield "half step", h**2 * vx**2 * vy / 4, "That is with half the step. The points are h v ahead and h v behind."


@exercise(POINTS, look=("finite_differences", {"f": "x^2*y, x + sin(y)", "a": (0.7, -0.4)}))
def numeric_jacobian(value, x, y):
    yield _of_a_step(value, x, y)
    yield "transposed", "Rows and columns are exchanged: each quotient is a column, so put them side by side."
    yield "factor", "Right but for a constant factor: the two points are 2h apart."
    yield "no step", np.zeros((2, 2)), "All is 0. Is h so small that a + h is a? Take it nearer to u^(1/3)."
    yield "values", np.array([x**2 * y, x + np.sin(y)]), "That is g itself. Differences of its values make the columns."


@exercise()
def values_needed(value):
    yield counted(value, 51)
    yield "central", 100, "That is for central differences. Forward ones share f(a)."
    yield "no start", 50, "One value for each column, yes; and what are they compared with?"
    yield "outputs", 4, "Each value of f brings all outputs at once. It is the inputs that are nudged."
    yield "entries", 150, "One value of f serves a whole column of the matrix, not one entry."
    yield "minutes", 510, "Those are minutes. The number of values is asked for."
    yield "minutes", 500, "Those are minutes. The number of values is asked for."
    yield "minutes", 1000, "Those are minutes, of central differences. The number of values is asked for."
    words = "For central differences f(a) isn't needed; for forward ones one step to each side is one too many."
    yield "both", 101, words
    yield "outputs too", 53, "Each value of f brings all outputs at once: they cost nothing more."
    yield "outputs times", 153, "Each value of f brings all outputs at once. It is the inputs that are nudged."
    yield "twice the entries", 300, "One value of f serves a whole column of the matrix, not one entry."
    yield ("reverse", 3, "Enough in reverse mode. But without a formula there is no way back: nudge each input.")


@exercise(POINTS, look=("passes", {"m": 3, "n": 2, "way": "forward", "done": 0}))
def jacobian_at_once(value, x, y):
    J = np.array([[y, x], [1, 2], [np.cos(x), 0]])
    yield diagnose.matrix(value, _f, [x, y])
    words = "Each push brings a column, and they are stacked as rows: let them lie along axis 1."
    yield "transposed", J.T, words
    words = "The shape is right, and the entries aren't: reshape only deals the numbers out anew. Stack along axis 1."
    yield "reshaped", J.T.reshape(3, 2), words
    yield "one column", J[:, 0], "That is the first column alone. There are as many to push as there are inputs: two."
    yield "one column", J[:, :1], "That is the first column alone. There are as many to push as there are inputs: two."
    words = "The columns are added: the vector (1, 1) was pushed. Push e₁ and e₂ apart, the rows of jnp.eye(2)."
    yield "added", J.sum(axis=1), words
    words = "That is f itself. jax.jvp gives two things: f at the point, and J v."
    yield "values", np.array([x * y, x + 2 * y, np.sin(x)]), words


@exercise([(0.7, -0.4, 1.0, 0.5), (-1.2, 0.9, 0.3, -2.0), (2.0, 0.3, -0.7, 1.1)])
def carried(value, x, y, dx, dy):
    sine, exp = x * np.sin(y), np.exp(x * y)
    dsine, dexp = dx * np.sin(y) + x * np.cos(y) * dy, (dx * y + x * dy) * exp
    yield diagnose.vector(value, np.array([dsine, dexp]))
    words = "Only x moves in that. A product moves with both of its factors."
    yield "one input", np.array([dx * np.sin(y), dx * y * exp]), words
    yield "values", np.array([sine, exp]), "That is f itself. Beside each value carry how fast it moves."
    words = "The exponential's slope is right, but what is in it moves too: multiply by the speed of x y."
    yield "inner", np.array([dsine, exp]), words
    words = "In the first entry: a product moves by dx times the second factor, plus x times its speed."
    yield "cosine alone", np.array([dx * np.cos(y) * dy, dexp]), words
    e1, e2 = dsine, dexp
    words = "The exponential is forgotten: e^(xy) moves by itself times the speed of x y."
    yield "no exponential", np.array([e1, dx * y + x * dy]), words
    words = "Each speed belongs to the other factor: x y moves by dx · y + x · dy."
    yield "own factors", np.array([e1, (dx * x + dy * y) * exp]), words
    yield "own factors", np.array([e1, (dx * x + y * dy) * exp]), words
    words = "The speeds are multiplied. A product moves by dx · y + x · dy."
    yield "speeds multiplied", np.array([e1, dx * dy * exp]), words
    words = "A sign: the sine's slope is + cos."
    yield "sign of cosine", np.array([dx * np.sin(y) - x * np.cos(y) * dy, e2]), words
    words = "In the first entry the factor x is lost: it stays when the sine moves."
    yield "x lost", np.array([dx * np.sin(y) + np.cos(y) * dy, e2]), words
    words = "In the first entry the sine moves by cos y times dy: the dy is missing."
    yield "dy lost", np.array([dx * np.sin(y) + x * np.cos(y), e2]), words
    words = "Only y moves in the first entry. A product moves with both of its factors."
    yield "one term", np.array([x * np.cos(y) * dy, e2]), words
    words = "Only x moves in the first entry. A product moves with both of its factors."
    yield "one term", np.array([dx * np.sin(y), e2]), words
    words = "Only one of x and y moves in the exponent. A product moves with both of its factors."
    yield "one term", np.array([e1, dx * y * exp]), words
    yield "one term", np.array([e1, x * dy * exp]), words
    words = "Only y moves in that. A product moves with both of its factors."
    yield "one input", np.array([x * np.cos(y) * dy, x * dy * exp]), words
    words = "The speeds stand inside the functions. A function moves by its slope times the speed."
    yield "speeds inside", np.array([dx * np.sin(dy), np.exp(dx * dy)]), words
    yield "speeds inside", np.array([e1, np.exp(dx * y + x * dy)]), words
    words = "The speeds dx and dy are missing: each slope is multiplied by one."
    yield "no speeds", np.array([np.sin(y) + x * np.cos(y), (x + y) * exp]), words
    words = "That is f at the moved point. How fast f moves is linear in dx and dy."
    yield "moved", np.array([(x + dx) * np.sin(y + dy), np.exp((x + dx) * (y + dy))]), words
    J = np.array([[np.sin(y), x * np.cos(y)], [y * exp, x * exp]])
    yield "matrix", J, "That is the matrix. Multiply it by (dx, dy): the result has two numbers."
    yield "transposed", J.T @ [dx, dy], "That is Jᵀ (dx, dy). Multiply the rows of J by the step, not its columns."
    yield "elementwise", J * [dx, dy], "The products in each row are still to be added."


@exercise([(0.7, 0.8), (2.1, 0.5), (-1.2, 0.3)])
def slope_of_solution(value, E, e):
    cosine, sine = e * np.cos(E), e * np.sin(E)
    yield diagnose.number(value, 1 / (1 - cosine))
    yield "one round", 1, "That is the slope of one round, in which only M moves. E on the right moves as well."
    yield "two rounds", 1 + cosine, "That is the slope of two rounds. Solve E′ = 1 + e cos E · E′ for E′."
    yield "three rounds", 1 + cosine + cosine**2, "Three rounds of E′ = 1 + e cos E · E′. Solve it for E′."
    words = "That is dM/dE. The question is for dE/dM."
    yield "upside down", 1 - cosine, words
    words = "A sign: e cos E · E′ stands on the right. Bring it to the left before you divide."
    yield "side changed", 1 / (1 + cosine), words
    yield "no cosine", 1 / (1 - sine), "The sine's slope is the cosine: sin E moves by cos E times E′."
    words = "That is the derivative with respect to e. Let M move, and keep e."
    yield "other letter", np.sin(E) / (1 - cosine), words
    yield "e lost", 1 / (1 - np.cos(E)), "The factor e stays when the sine moves."
    yield "M forgotten", cosine / (1 - cosine), "M moves, too: with slope 1."
    yield "M forgotten", 0, "That follows from E′ = e cos E · E′. But M moves, too: with slope 1."
    yield "right side", cosine, "That is the slope of the right-hand side in E. M moves too, and then solve for E′."
    yield "no inner", 1 / (1 - e), "The sine's slope is missing: sin E moves by cos E times E′."
    yield "sign of cosine", -1 / (1 - cosine), "The sign: E′ − e cos E · E′ is 1."
