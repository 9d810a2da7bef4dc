"""The exercises of notebook 09."""

import numpy as np

from jaclib import diagnose
from jaclib.course.check import exercise

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
STEPS = [((3.0, 4.0), 0.5), ((-1.0, 2.0), 0.2), ((0.3, -0.1), 2.0)]
PRODUCTS = [([[2.0, 1.0], [0.0, 3.0]], (0.6, 0.8)), ([[1.0, -1.0, 2.0], [0.5, 0.0, 1.0]], (0.0, 0.6, -0.8))]
PRODUCTS += [([[1.0, 2.0], [0.5, -1.0], [0.0, 1.5]], (-0.8, 0.6))]  # 2 × 2, 2 × 3, 3 × 2: neither m nor n is always 2
PROBABILITIES = [
    (np.array(p), np.eye(len(p))[label])
    for p, label in (([0.2, 0.5, 0.3], 1), ([0.7, 0.1, 0.05, 0.15], 2), ([0.05, 0.85, 0.1], 0))
]


@exercise(POINTS)
def squared_norm(value, x, y):
    norm = np.linalg.norm([[2 * x, 1], [y, x]])
    yield diagnose.number(value, norm**2)
    yield "root", norm, "That is ‖J‖_F. The penalty takes its square."
    yield "sum", 2 * x + 1 + y + x, "The entries are added as they are. Square each of them first."
    yield "one column", 4 * x**2 + y**2, "That is column 1 alone. All four entries count."
    yield "determinant", 2 * x**2 - y, "That is det J. Here all four entries are squared and added up."
    J = np.array([[2 * x, 1], [y, x]])
    yield "other column", 1 + x**2, "That is column 2 alone. All four entries count."
    yield "one row", 4 * x**2 + 1, "That is row 1 alone. All four entries count."
    yield "one row", y**2 + x**2, "That is row 2 alone. All four entries count."
    yield "sizes added", np.abs(J).sum(), "The sizes of the entries are added. Square each of them first."
    yield "sum squared", J.sum() ** 2, "The sum is squared. Square each entry first, then add."
    yield "trace", np.trace(J), "That is the trace. All four entries are squared and added."
    yield "diagonal", 5 * x**2, "Those are the entries of the diagonal alone. All four entries count."
    yield "no 2", x**2 + 1 + y**2 + x**2, "Nearly: the 2 of 2 x is squared as well."
    yield "no 2", 2 * x**2 + 1 + y**2 + x**2, "Nearly: the 2 of 2 x is squared as well."
    words = "That is the square of the largest singular value. ‖J‖_F² is the sum of all their squares."
    yield "spectral", np.linalg.norm(J, 2) ** 2, words
    words = "That is the largest singular value. ‖J‖_F² is the sum of all their squares."
    yield "spectral", np.linalg.norm(J, 2), words
    yield "mean", norm**2 / 4, "That is the mean of the squares. Their sum is asked for."
    yield "twice", norm**4, "Squared twice."
    yield "trace of square", np.trace(J @ J), "That is the trace of J J. ‖J‖_F² is the trace of Jᵀ J."
    yield "of g", (x**2 + y) ** 2 + (x * y) ** 2, "That is ‖g‖², of the values. Here the derivatives are squared."
    yield "one missing", 4 * x**2 + y**2 + x**2, "The entry 1, of y with respect to y, counts as well."


@exercise(PROBABILITIES)
def row_at_the_scores(value, p, y):
    row = p - y
    J = np.diag(p) - np.outer(p, p)
    yield diagnose.vector(value, row @ J)
    words = "With the cross-entropy that would be all. Here p − y is the gradient in p, and it still has to meet J."
    yield "as for cross-entropy", row, words
    words = "That is diag(p) alone: each score also moves the other probabilities, and p pᵀ says how."
    yield "diagonal alone", row * p, words
    words = "p (1 − p) is the diagonal of J alone: each score also moves the other probabilities."
    yield "own score only", row * p * (1 - p), words
    yield "sign", -row @ J, "Every sign is the wrong way round: the row that sets out is p − y."
    yield "matrix", J, "That is J itself. The row p − y has to meet it."
    yield "matrix", np.diag(row) @ J, "The columns are not added up yet: a row times a matrix is a row."
    yield "output forgotten", y @ J, "The row that sets out is p − y, not y."
    yield "output forgotten", -y @ J, "The row that sets out is p − y, not −y."
    yield "target forgotten", p @ J, "The row that sets out is p − y: the target is forgotten."
    yield "plus target", (p + y) @ J, "The sign of y: the row that sets out is p − y."
    yield "value", row @ row / 2, "That is the loss itself. Its derivative in each score is asked for."
    words = "A sign in J: from diag(p) the matrix p pᵀ is subtracted."
    yield "plus p pᵀ", row * p + (row @ p) * p, words
    yield "no diagonal", -(row @ p) * p, "That is p pᵀ alone: diag(p) is missing in J."
    words = "Nearly: in p pᵀ there are two p's. The row meets one of them, and the other is left."
    yield "one p lost", row * p - row @ p, words
    yield "factor", 2 * row @ J, "The ½ of the loss cancels the 2 that the square brings down."
    yield "identity", row - (row @ p) * p, "diag(p) has p on its diagonal, not ones."
    words = "That is the row of the cross-entropy at p, −y / p. Here the loss is ½‖p − y‖²."
    yield "row of the logarithm", -y / p, words
    q = np.exp(p) / np.exp(p).sum()
    yield "softmax twice", row * q - (row @ q) * q, "p holds the probabilities already: softmax is not taken again."
    yield "squared", row**2 @ J, "The square is differentiated: the row is p − y, to the first power."


@exercise([(0.5,), (2.0,), (0.125,)])
def best_slope(value, lam):
    yield diagnose.number(value, 3 / (1 + lam))
    yield "no penalty", 3.0, "That is the best w without penalty. The second term pulls it towards 0."
    yield "minus", 3 / (1 - lam), "A sign: the derivative of λ w² is + 2 λ w."
    yield "twice", 3 / (1 + 2 * lam), "Nearly: both terms have a factor 2 when differentiated."
    yield "difference", 3 - lam, "The pull towards 0 grows with w: λ multiplies w."
    yield "times", 3 * (1 + lam), "Try λ = 1: the penalty should make w smaller than 3."
    yield "first order", 3 - 3 * lam, "That is right for small λ only. Solve exactly."
    yield "penalty alone", 3 / lam, "The w of the first term is lost: both terms have one."
    yield "3 lost", 1 / (1 + lam), "Where is the 3? 2 (w − 3) has the constant −6."
    yield "2 left", 6 / (1 + lam), "A 2 too many: it stands in both terms, and cancels."
    yield "2 left", 3 / (2 + 2 * lam), "A 2 too many: it stands in both terms, and cancels."
    yield "2 left", 6 / (1 + 2 * lam), "A 2 is left of one term: it stands in both, and cancels."
    yield "lambda on top", 3 * lam / (1 + lam), "Try λ = 0: without penalty w should be 3."
    yield "loss", 9 * lam / (1 + lam), "That is the loss at the best w. The w itself is asked for."
    yield "zero", 0.0, "With w = 0 the penalty is smallest, but nothing is fitted. The two pulls must balance."
    yield "sign", -3 / (1 + lam), "The sign: 2 (w − 3) is 0 at + 3."
    yield "root", np.sqrt(3 / (1 + lam)), "No root is needed: the derivative is linear in w."
    yield "lambda squared", 3 / (1 + lam**2), "λ is not squared: the derivative of λ w² is 2 λ w."
    yield "twice lambda", 3 / (2 + lam), "Nearly: both terms have a factor 2 when differentiated."
    yield "brackets", 3 / 1 + lam, "In Python 3/1 + lam is (3/1) + lam. Put 1 + lam in brackets."
    yield "2 left", 6 / (2 + lam), "A 2 is lost: it stands in both terms."


@exercise(PRODUCTS)
def estimate(value, J, u):
    (m, n), length = np.shape(J), np.linalg.norm(np.dot(J, u))
    yield diagnose.number(value, n * length**2)
    words = "That is right for random signs, whose squares are 1. The squared entries of u are smaller."
    yield "small", length**2, words
    yield "root", np.sqrt(n) * length, "That estimates ‖J‖_F. Its square is asked for."
    yield "m", m * length**2, "That counts the entries of J u. It is u that is random."
    yield "not squared length", n * length, "The length of J u must be squared."
    words = "Each squared entry of u is 1/n on average, not 1/√n."
    yield "square root of n", np.sqrt(n) * length**2, words
    yield "divided", length**2 / n, "The other way round: on average ‖J u‖² is smaller than ‖J‖_F², not larger."
    yield "n squared", n**2 * length**2, "Too large: each squared entry of u is 1/n on average, not 1/n²."
    yield "m n", m * n * length**2, "That counts the entries of J. It is u that is random."
    yield "always two", 2 * length**2, "That is right where u has two entries. It may have more."
    words = "That is ‖J‖_F² itself, which uses every entry. The estimate takes one product J u."
    yield "exact", np.linalg.norm(J) ** 2, words
    yield "sum", n * np.sum(np.dot(J, u)), "The entries of J u must be squared before they are added."
    yield "one more", (n + 1) * length**2, "Nearly: count the entries of u again."
    yield "one less", (n - 1) * length**2, "Nearly: count the entries of u; nothing is subtracted."
    yield "root", np.sqrt(n * length**2), "That estimates ‖J‖_F. Its square is asked for."


@exercise([(3.0, 2.0), (0.7, 5.0), (1.5, 0.4)])
def safe_size(value, margin, largest):
    yield diagnose.number(value, margin / (np.sqrt(2) * largest))
    yield "inverse", "Upside down: the larger the margin, the further one may go."
    yield "one score", margin / largest, "Two scores move, one up and one down: how long is e_i − e_j?"
    yield "two", margin / (2 * largest), "That is safe, but not the largest: e_i − e_j is shorter than 2."
    yield "product", margin * np.sqrt(2) * largest, "The steeper f may be, the less far one may go: divide."
    words = "Ten scores, but only two compete: the best, and the one that overtakes it."
    yield "ten scores", margin / (np.sqrt(10) * largest), words
    words = "Ten scores, but only two compete: the best, and the one that overtakes it."
    yield "ten scores", margin / (10 * largest), words
    yield "root on top", margin * np.sqrt(2) / largest, "Two scores move, so one may go less far, not farther."
    yield "squared", margin / largest**2, "‖J‖₂ comes once: a step of length ε moves the scores by ‖J‖₂ ε at most."
    words = "‖J‖₂ comes once: a step of length ε moves the scores by ‖J‖₂ ε at most."
    yield "squared", margin / (2 * largest**2), words
    yield "rooted", np.sqrt(margin / largest), "No root of all of it: only the 2 has one."
    yield "rooted", np.sqrt(margin / (2 * largest)), "Only the 2 has a root, not all of it."
    yield "margin alone", margin, "How steep the scores may be counts as well: where is `largest`?"
    yield "product", margin * largest, "The steeper f may be, the less far one may go: divide."
    words = "Not the difference: ask for which ε √2 · largest · ε reaches the margin."
    yield "subtracted", margin - np.sqrt(2) * largest, words
    words = "In Python a / b * c is (a / b) * c: put what stands below the line in brackets."
    yield "brackets", margin * largest / np.sqrt(2), words
    yield "inverse", largest / margin, "Upside down: the larger the margin, the further one may go."
    yield "half margin", margin / 2, "How steep the scores may be counts as well: where is `largest`?"
    words = "How steep the scores may be counts as well: where is `largest`?"
    yield "norm forgotten", margin / np.sqrt(2), words
    yield "all under the root", margin / np.sqrt(2 * largest), "Only the 2 has a root, `largest` stands outside."
    yield "root rounded", margin / (1.4 * largest), "Nearly: √2 is not 1.4. Write jnp.sqrt(2)."


@exercise(STEPS)
def worst_of_straight(value, slope, eps):
    unit = slope / np.linalg.norm(slope)
    yield diagnose.vector(value, -eps * unit)
    yield "upwards", eps * unit, "That is the best step: the margin grows along its gradient. Go against it."
    words = "The direction is right, the length is not ‖h‖ = eps: divide by the gradient's length."
    yield "not of size eps", -eps * np.array(slope), words
    yield "length 1", -unit, "The direction is right, and the length is 1. It must be eps."
    words = "That is the worst step where each entry alone may be eps. Here the length of h is at most eps."
    yield "signs", -eps * np.sign(slope), words
    slope = np.array(slope)
    yield "upwards", eps * slope, "Two things at once: go against the gradient, and bring it to the length eps."
    words = "The direction is right, the length is not eps: divide by the gradient's length, and multiply by eps."
    yield "slope alone", -slope, words
    yield "slope alone", slope, "That is the gradient. Go against it, and only as far as eps."
    words = "Divided by the length twice: once makes it a vector of length 1."
    yield "divided twice", -eps * unit / np.linalg.norm(slope), words
    words = "Each entry alone may not be eps: it is the length of h that counts, and h goes against the gradient."
    yield "signs", eps * np.sign(slope), words
    words = "That is by how much the margin falls. The step itself is asked for."
    yield "size alone", -eps * np.linalg.norm(slope), words
    across = np.array([-unit[1], unit[0]]) * eps
    yield "across", across, "Across the gradient the margin stays as it is. Go against it."
    yield "across", -across, "Across the gradient the margin stays as it is. Go against it."
    words = "The largest entry is eps then. It is the length of h that counts."
    yield "largest entry", -eps * slope / np.abs(slope).max(), words
    words = "The entries' sizes add up to eps then. It is the length of h that counts."
    yield "sum of entries", -eps * slope / np.abs(slope).sum(), words
    words = "Only the steepest entry moves. Along the gradient all of them have their share."
    yield "one entry", -eps * np.where(np.abs(slope) == np.abs(slope).max(), np.sign(slope), 0), words
    yield "upwards", unit, "That is the direction in which the margin grows. Go against it, as far as eps."
