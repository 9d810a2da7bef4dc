"""The exercises of notebook 10."""

import jax.numpy as jnp
import numpy as np

from jaclib import diagnose, jacobian
from jaclib.course.check import exercise

POINTS = [(0.7, -0.4), (-1.2, 0.9), (2.0, 0.3), (0.25, 1.5)]
ON_THE_FOLIUM = [(3 * t / (1 + t**3), 3 * t**2 / (1 + t**3)) for t in (0.5, 2.0, 0.3, -0.4)]
DEVIATIONS = [(0.0, 4.0), (1.5, 0.25), (-2.0, 2.0)]  # means and variances
SQUARES = [
    (np.array([[2.0, 1.0], [0.5, -1.0]]), np.array([[0.3, -0.4], [1.0, 0.2]])),
    (np.array([[1.0, -1.0], [2.0, 0.5]]), np.array([[-0.6, 1.0], [0.1, 0.7]])),
    (np.array([[1.0, 2, 0], [0, -1, 0.5], [1.5, 0, 1]]), np.array([[0.2, 0, -1], [1, 0.5, 0], [0.3, -0.2, 0.4]])),
]  # a matrix X, and a change of it


def _equation(p):
    return jnp.array([p[0] ** 2 + p[1], 2 * p[0] - p[1] ** 2])


def _gradient_of_wave(p):
    return jnp.array([2 * p[0] * jnp.sin(p[1]), p[0] ** 2 * jnp.cos(p[1])])


@exercise(POINTS, look=("newton", {"f": "x^2 + y, 2x - y^2", "a": (0.7, -0.4), "y": (1, 0)}))
def newton_step(value, x, y):
    at, J = np.array([x, y]), np.asarray(jacobian(_equation)([x, y]))
    residual = np.array([1.0, 0.0]) - _equation(at)
    step = np.linalg.solve(J, residual)
    yield diagnose.vector(value, at + step)
    words = "The step leads the wrong way: the residual is y − f(x), from where f is to where it should be."
    yield "sign", at - step, words
    yield "step alone", step, "That is the step. The question asks where it leads: add the point."
    words = "J takes a step in x to a step in y. Here you need the other direction: solve J h = residual."
    yield "multiplied", at + J @ residual, words
    words = "Transposed: each row of J belongs to one of the two equations."
    yield "transposed", at + np.linalg.solve(J.T, residual), words
    value_at = np.asarray(_equation(at))
    words = "The target is forgotten: the equation is f(x) = (1, 0), so the residual is (1, 0) − f(x)."
    yield "target forgotten", at - np.linalg.solve(J, value_at), words
    words = "The sign of the target: the residual is (1, 0) − f(x)."
    yield "target plus", at - np.linalg.solve(J, value_at + np.array([1, 0])), words
    words = (
        "The residual itself is added, but it is a step in the outputs: the step h in the inputs solves J h = residual."
    )
    yield "not solved", at + residual, words
    words = "Each entry is divided by one of J's. But each input moves both outputs: solve J h = residual."
    yield "entrywise", at + residual / np.diag(J), words
    yield "residual alone", residual, "That is the residual. Solve J h = residual, and add h to the point."
    yield "target alone", at + np.linalg.solve(J, [1.0, 0.0]), "f(x) is forgotten: the residual is (1, 0) − f(x)."
    words = "The target is (1, 0): the 1 belongs to the first equation."
    yield "target exchanged", at + np.linalg.solve(J, np.array([0.0, 1.0]) - value_at), words
    yield "half a step", at + step / 2, "Half of the step. Newton's method takes all of it."
    yield "value", value_at, "That is f(x). Where does the step lead?"
    yield "step subtracted", step - at, "The step is added to the point."
    yield (
        "determinant",
        at + residual / np.linalg.det(J),
        "Dividing by det J would do for a single number: solve J h = residual.",
    )
    yield (
        "sign in J",
        at + np.linalg.solve(J * [[1, 1], [1, -1]], residual),
        "A sign in J: the derivative of −y² is −2 y.",
    )
    yield "two steps", at + 2 * step, "Twice the step. Newton's method takes it once."
    words = "That is a step of gradient descent on ½‖y − f(x)‖². Newton's method solves J h = residual."
    yield "gradient", at + J.T @ residual, words
    words = "One over each entry is not the inverse matrix: solve J h = residual."
    yield "reciprocals", at + np.divide(1, J, out=np.zeros_like(J), where=J != 0) @ residual, words
    yield "from the value", value_at + step, "The step starts at the point, not at f(x)."


@exercise(ON_THE_FOLIUM, look=("implicit", {"F": "x^3 + y^3 - 3x*y"}))
def folium_slope(value, x, y):
    in_x, in_y = 3 * x**2 - 3 * y, 3 * y**2 - 3 * x
    yield diagnose.number(value, -in_x / in_y)
    yield "inverse", "Upside down: that is dx/dy. Divide by F_y."
    words = "The sign: the slope is −F_x / F_y, with F = x³ + y³ − 3xy."
    yield "sign", in_x / in_y, words
    words = "The term −3xy changes with y, too: its derivative is missing from F_y."
    yield "without x", -in_x / (3 * y**2), words
    yield "square alone", -in_x / (y**2 - 3 * x), "The derivative of y³ with respect to y is 3 y²."
    yield "without x", -in_x / 3 / y**2, "The term −3xy changes with y, too: its derivative is missing from F_y."
    yield "no terms", -(x**2) / y**2, "The term −3xy changes with both x and y: its derivatives are missing."
    yield "no terms", x**2 / y**2, "The term −3xy changes with both x and y, and the slope is −F_x / F_y."
    yield "wrong term", -in_x / (3 * y**2 - 3 * y), "In F_y it is x that is held fixed: the derivative of −3xy is −3x."
    words = "The derivative of −3xy with respect to y is −3x: the x stays as a factor."
    yield "wrong term", -in_x / (3 * y**2 - 3), words
    yield "both terms", -in_x / (3 * y**2 - 3 * x - 3 * y), "In F_y x is held fixed, so −3xy contributes only −3x."
    yield "plus term", -in_x / (3 * y**2 + 3 * x), "A sign: the derivative of −3xy is −3x."
    yield "half of it", -in_x / (-3 * x), "The term y³ is lost: its derivative is 3y²."
    yield "F_y alone", in_y, "That is F_y. The slope is −F_x / F_y."
    yield "F_x alone", in_x, "That is F_x. The slope is −F_x / F_y."
    yield "F_x alone", -in_x, "F_y is missing: −F_x / F_y."
    yield "product", -in_x * in_y, "Divide by F_y: it says how fast F changes with y, and y must make up for x."
    yield "upside down", in_y / in_x, "Upside down, and a sign: the slope is −F_x / F_y."
    yield "power", -in_x / (3 * y**3 - 3 * x), "The exponent comes down as a factor and drops by 1: y³ gives 3 y²."
    yield "power", -in_x / (2 * y**2 - 3 * x), "It is the exponent 3 that comes down: y³ gives 3 y²."
    yield "power", -in_x / (3 * y - 3 * x), "The exponent drops by 1 only: y³ gives 3 y²."
    yield (
        "ray",
        y / x,
        "That is the slope of the line from 0 to the point. The question asks for the slope of the curve.",
    )
    yield "other curve", -x / y, "That is the slope of a circle. The curve here is the folium: −F_x / F_y."


@exercise(POINTS, look=("hessian", {"F": "x^2*sin(y)", "a": (0.7, -0.4)}))
def hessian_of_wave(value, x, y):
    sine, mixed, bend = 2 * np.sin(y), 2 * x * np.cos(y), -(x**2) * np.sin(y)
    slope = x**2 * np.cos(y)
    yield diagnose.matrix(value, _gradient_of_wave, [x, y])
    words = "Off the diagonal F is differentiated once with respect to x and once with respect to y."
    yield "square kept", np.array([[sine, slope], [slope, bend]]), words
    words = "The last entry: the cosine's derivative is minus the sine."
    yield "sign", np.array([[sine, mixed], [mixed, -bend]]), words
    words = "The mixed partials are not 0: y is held fixed only while you take ∂F/∂x = 2 x sin y, which changes with y."
    yield "not mixed", np.diag([sine, bend]), words
    words = "That is the gradient. The Hessian is its Jacobian: differentiate once more."
    yield "gradient", np.array([2 * x * np.sin(y), x**2 * np.cos(y)]), words
    row = np.array([2 * x * np.sin(y), slope])
    yield "outer product", np.outer(row, row), "That is the gradient times itself. The Hessian is its Jacobian."
    words = "That is the gradient on a diagonal. The Hessian is its Jacobian: differentiate once more."
    yield "outer product", np.diag(row), words
    words = "Off the diagonal: x² is differentiated once, and gives 2 x, with the sine's slope, cos y."
    for wrong in (-mixed, 2 * x * np.sin(y), 2 * np.cos(y), x * np.cos(y), -2 * x * np.sin(y)):
        yield "mixed", np.array([[sine, wrong], [wrong, bend]]), words
    words = "Both mixed partials are the same, whichever variable comes first: the matrix is symmetric."
    yield "not symmetric", np.array([[sine, mixed], [slope, bend]]), words
    yield "not symmetric", np.array([[sine, slope], [mixed, bend]]), words
    yield "not symmetric", np.array([[sine, mixed], [-mixed, bend]]), words
    yield "not symmetric", np.array([[sine, mixed], [0, bend]]), words
    yield "not symmetric", np.array([[sine, 0], [mixed, bend]]), words
    words = "The last entry: differentiate sin y twice, and keep x² as a factor."
    for wrong in (slope, -np.sin(y), -2 * np.sin(y), -2 * x * np.sin(y), x**2 * np.sin(y), x**2, -slope):
        yield "last entry", np.array([[sine, mixed], [mixed, wrong]]), words
    words = "The first entry: differentiate x² twice, and keep sin y as a factor."
    for wrong in (2 * x * np.sin(y), 2, np.sin(y), 2 * np.cos(y), -sine):
        yield "first entry", np.array([[wrong, mixed], [mixed, bend]]), words
    yield (
        "determinant",
        sine * bend - mixed**2,
        "That is the determinant of the Hessian. The question asks for the matrix.",
    )
    yield "sum", sine + bend, "That is the trace of the Hessian. The question asks for the matrix."
    yield "value", x**2 * np.sin(y), "That is F itself. Differentiate it twice."
    words = "The diagonal is the wrong way round: first comes ∂²F/∂x², last ∂²F/∂y²."
    yield "exchanged", np.array([[bend, mixed], [mixed, sine]]), words
    yield "squares", np.diag(row**2), "Differentiating twice is not squaring: differentiate each slope once more."


@exercise(look=("hessian", {"F": "5x^2 + 4x*y + 2y^2"}))
def largest_rate(value):
    yield diagnose.number(value, 1 / 6)
    yield "half", 1 / 12, "At 1 / λ one step reaches the bottom of the steepest axis. The rate may go up to 2 / λ."
    yield "smaller", 1.0, "That is 2 / λ for the smaller eigenvalue. The steepest axis decides."
    words = "5, 2, 2, 2 are half of the second derivatives: the derivative of 5x², taken twice, is 10."
    yield "no factor", 1 / 3, words
    yield "entry", 0.2, "10 is an entry of H, not an eigenvalue: H has entries off the diagonal, too."
    yield "eigenvalue", 12.0, "That is the larger eigenvalue of H. Which rates make |1 − η λ| < 1?"
    yield "inverse", "Upside down: that is half of the larger eigenvalue. The rate is below 2 / λ."
    words = "That is 1 / λ for the smaller eigenvalue. The steepest axis decides, and the rate may go up to 2 / λ."
    yield "smaller half", 0.5, words
    yield "trace", 1 / 7, "That is 2 over the trace. It is the larger eigenvalue alone that decides."
    yield "coefficients added", 2 / 7, "5 and 2 are coefficients of F. What counts is an eigenvalue of its Hessian."
    words = "That is 2 over the determinant, or 1 over an entry. It is the larger eigenvalue that decides."
    yield "determinant", 0.1, words
    yield "determinant", 1 / 20, "That is 1 over the determinant. It is the larger eigenvalue that decides."
    yield "smaller eigenvalue", 2.0, "That is the smaller eigenvalue of H. Which rates make |1 − η λ| < 1?"
    yield "mixed forgotten", 2 / 4, "That is 2 over an entry of H. It is the larger eigenvalue that decides."
    yield "coefficient", 2 / 5, "5 is a coefficient. H has 10 there, and its larger eigenvalue is what counts."
    yield "coefficient", 1 / 5, "10 is an entry of H, not an eigenvalue: H has entries off the diagonal, too."


@exercise(SQUARES)
def change_of_square(value, X, dX):
    left, right = dX @ X, X @ dX  # the first factor changes, the second one does
    yield diagnose.matrix(value, lambda v: (left + right) @ v, np.zeros(len(X)), scale=1.0)
    words = "That is the rule for numbers. Matrices don't commute: dX stands once before X, and once after it."
    for wrong in (2 * right, 2 * left):
        yield "as for numbers", wrong, words
    for wrong in (right, left):
        yield "one factor", wrong, "One term is missing: X² is X times X, and either factor changes."
    for wrong in (2 * X * dX, X * dX):
        yield "entrywise", wrong, "`*` multiplies entry by entry. The product of matrices is `@`."
    words = "The term dX dX is of second order. To first order only what is linear in dX stays."
    yield "second order", left + right + dX @ dX, words
    for wrong in (right - left, left - right):
        yield "difference", wrong, "A sign: both terms come from (X + dX)(X + dX), with a plus."
    words = "That is the change squared. Multiply out (X + dX)(X + dX), and keep what is linear in dX."
    yield "change squared", dX @ dX, words
    yield "no change", X @ X, "That is X² itself. By how much does it change?"
    yield "no change", 2 * X, "dX is missing: the change is linear in dX, so each of its terms has dX once."
    words = "That is the new square. Take away the old one, and what is of second order."
    yield "new square", (X + dX) @ (X + dX), words
    yield "new square", X @ X + left + right, "That is the new square, to first order. Take away the old one."
    words = "That is the change of XᵀX. Here nothing is transposed: X² is X X."
    yield "transpose", X.T @ dX + dX.T @ X, words
    yield "transpose", X @ dX.T + dX @ X.T, "That is the change of X Xᵀ. Here nothing is transposed: X² is X X."
    yield "sandwich", X @ dX @ X, "X, dX, X are three factors: X² has two, of which one at a time changes."


@exercise(DEVIATIONS, look=("fisher", {}))
def information_in_variance(value, mu, v):
    information = np.diag([1 / v, 1 / (2 * v**2)])
    yield diagnose.matrix(value, lambda p: information @ p, [0.0, 0.0], scale=1.0)
    yield "inverse", "Upside down: that is the least variance that estimates of them can have, not the information."
    words = "J is the wrong way round: it holds the derivatives of (μ, σ) with respect to (μ, v), and σ = √v."
    yield "side", np.diag([1 / v, 8.0]), words
    words = "That is the information in μ and σ. J carries it to the other parameters."
    yield "without J", np.diag([1 / v, 2 / v]), words
    words = "J appears only once. The mean is of s sᵀ, and s becomes Jᵀ s: J is needed on both sides."
    yield "J once", np.diag([1 / v, v**-1.5]), words
    yield "deviation", np.diag([1 / v**2, 1 / (2 * v**4)]), "v is the variance already: 1/σ² is 1/v."
    words = "Those are the two entries. Put them on the diagonal of a matrix: off it stands 0."
    yield "vector", np.array([1 / v, 1 / (2 * v**2)]), words
    words = "The second entry needs v²: it is 2/σ² times (dσ/dv)², and dσ/dv = 1 / (2 √v)."
    yield "wrong power", np.diag([1 / v, 1 / (2 * v)]), words
    words = "The second entry is that of σ, multiplied by (dσ/dv)²: dσ/dv = 1 / (2 √v)."
    yield "wrong power", np.diag([1 / v, 1 / v]), words
    yield "no half", np.diag([1 / v, 1 / v**2]), "Nearly: a ½ is missing from the second entry."
    yield "twice", np.diag([1 / v, 2 / v**2]), "Nearly: in the second entry the 2 belongs in the denominator."
    words = "Nearly: the information in σ is 2 / σ², and its 2 is missing from the second entry."
    yield "quarter", np.diag([1 / v, 1 / (4 * v**2)]), words
    yield "wrong power", np.diag([1 / v, 1 / (2 * v**4)]), "v is the variance already: divide by v², not v⁴."
    yield "wrong power", np.diag([1 / v**2, 1 / (2 * v**2)]), "v is the variance already: 1/σ² is 1/v."
    yield "wrong power", np.diag([1 / np.sqrt(v), 1 / (2 * v**2)]), "v is the variance already: 1/σ² is 1/v."
    yield "exchanged", np.diag([1 / (2 * v**2), 1 / v]), "The two entries are exchanged: μ comes first."
    words = "In μ the information is 1/v: the wider the Gaussian, the less one sample tells."
    yield "no slope", np.diag([1.0, 1 / (2 * v**2)]), words
    yield "variance", np.diag([v, 2 * v**2]), "Upside down: that is the least variance that estimates can have."
    words = "Upside down, and not carried from σ to v. The information is the inverse of a variance."
    yield "variance", np.diag([v, 2 * v]), words
    words = "The information doesn't depend on μ: a shifted Gaussian tells you just as much."
    yield "mean in it", np.diag([mu / v, 1 / (2 * v**2)]), words
    yield (
        "not diagonal",
        np.full((2, 2), 1 / v),
        "The matrix is diagonal: off the diagonal the information in μ and v is 0.",
    )
