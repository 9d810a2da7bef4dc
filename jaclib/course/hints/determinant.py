"""The hints to the exercises of notebook 04."""

from jaclib.course.hints import Hint

det_of_g = Hint(
    smaller="In a matrix with the rows $(p, q)$ and $(r, s)$ there are two products, one for each diagonal. Which of "
    "them is subtracted from the other?",
    worked=(
        r"Take $h(x, y) = (xy,\ x - y)$ instead: $J_h = \begin{pmatrix} y & x \\ 1 & -1 \end{pmatrix}$.",
        r"Down the diagonal, $y \cdot (-1)$; up the other one, $1 \cdot x$. The second is subtracted:",
        r"$\det J_h = -y - x$. It has a sign: at $(2, 3)$ it is $-5$.",
    ),
    true={
        r"\begin{pmatrix} y & x \\ 1 & -1 \end{pmatrix}": "lambda x, y: jacobian(parse_map('x*y, x - y'))([x, y])",
        "-y - x": "lambda x, y: determinant(parse_map('x*y, x - y'))([x, y])",
        "-5": "determinant(parse_map('x*y, x - y'))([2.0, 3.0])",
    },
    solution="def det_of_g(x, y):\n    return x - 2 * y**2",
)
ring_ratio = Hint(
    smaller="How far from the centre is the outer rim of the piece, and how far is the inner one? Both rims span the "
    "same angle: how large is it?",
    worked=(
        r"Take $(r, \theta) \mapsto (2r\cos\theta,\ 2r\sin\theta)$ instead, and a box with side 1 around $r = 1.5$.",
        r"Its sides at $r = 2$ and $r = 1$ become rims at the distances 4 and 2. The angle stays 1.",
        r"The sectors have the areas $\frac{1}{2}\cdot 4^2\cdot 1 = 8$ and $\frac{1}{2}\cdot 2^2\cdot 1 = 2$. What is "
        r"left is 6.",
        r"The box has the area $1^2$: the ratio is $6$.",
    ),
    true={"6": "determinant(parse_map('2r*cos(t), 2r*sin(t)', ('r', 't')))([1.5, 0.3])"},
    solution="def ring_ratio(r, theta, size):\n"
    "    outer = (r + size / 2) ** 2 * size / 2\n"
    "    inner = (r - size / 2) ** 2 * size / 2\n"
    "    return (outer - inner) / size**2",
)
fold_line = Hint(
    smaller=r"What are the four partial derivatives, and what is $\det J$ in terms of $x$ and $y$? For which $y$ is "
    r"it 0?",
    worked=(
        r"Take $(x, y) \mapsto (x^3 + y,\ y^2 + x)$ instead.",
        r"$J = \begin{pmatrix} 3x^2 & 1 \\ 1 & 2y \end{pmatrix}$, so $\det J = 6x^2y - 1$.",
        r"It is 0 where $6x^2y$ is 1: at $y = \frac{1}{6x^2}$. There the sheet is folded.",
    ),
    true={
        r"\begin{pmatrix} 3x^2 & 1 \\ 1 & 2y \end{pmatrix}": (
            "lambda x, y: jacobian(parse_map('x^3 + y, y^2 + x'))([x, y])"
        ),
        "6x^2y - 1": "lambda x, y: determinant(parse_map('x^3 + y, y^2 + x'))([x, y])",
        # a straight line in y: where it is 0 follows from its values at 0 and at 1
        r"\frac{1}{6x^2}": "lambda x: (lambda at_0, at_1: at_0 / (at_0 - at_1))(*(determinant(parse_map('x^3 + y, y^2 "
        "+ x'))([x, y]) for y in (0.0, 1.0)))",
    },
    solution="def fold_line(x):\n    return 1 / (4 * x)",
)
det_of_composition = Hint(
    smaller=r"Where does $k$ take the point $(r, \theta)$, and by how much has it multiplied areas on the way? By how "
    r"much does $p$ multiply them where it starts?",
    worked=(
        r"Take $k(x, y) = (3x, y)$ and then $p(u, v) = (u^2, v)$ instead.",
        r"$\det J_k = 3$ everywhere. $\det J_p = 2u$, and $p$ starts at $u = 3x$: that is $6x$.",
        r"Areas are multiplied first by one, then by the other: $3 \cdot 6x = 18x$.",
    ),
    true={"18x": "lambda x: determinant(parse_map('9x^2, y'))([x, 0.5])"},
    solution="def det_of_composition(r, theta):\n    return 4 * r * r**2",
)
