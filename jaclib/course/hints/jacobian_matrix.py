"""The hints to the exercises of notebook 01."""

from jaclib.course.hints import Hint

jacobian_by_columns = Hint(
    smaller="If $x$ alone moves, how fast does each of the two outputs change? Where in the matrix do these two "
    "numbers stand: side by side, or one below the other?",
    worked=(
        r"Take $h(x, y) = (x + y^2,\ xy)$ instead.",
        r"If $x$ alone moves, the outputs change at the rates $1$ and $y$. Written downwards, they are column 1.",
        r"If $y$ alone moves, they change at the rates $2y$ and $x$. These are column 2.",
        r"So $J_h = \begin{pmatrix} 1 & 2y \\ y & x \end{pmatrix}$.",
    ),
    true={r"\begin{pmatrix} 1 & 2y \\ y & x \end{pmatrix}": "lambda x, y: jacobian(parse_map('x + y^2, x*y'))([x, y])"},
    solution="def jacobian_by_columns(x, y):\n    return jnp.array([[2 * x * y, x**2], [1, 3]])",
)
jacobian_from_space = Hint(
    smaller="Row 2 belongs to $yz^2$. What is its derivative with respect to $x$, which doesn't occur in it? And with "
    "respect to $y$, while $z$ is held still?",
    worked=(
        r"Take $h(x, y, z) = (x + yz,\ x^2 z)$ instead.",
        r"Row 1, the derivatives of $x + yz$ with respect to $x$, $y$ and $z$: $(1, z, y)$.",
        r"Row 2, those of $x^2 z$. There is no $y$ in it, so the middle one is 0: $(2xz, 0, x^2)$.",
        r"Two outputs and three inputs make two rows of three.",
    ),
    true={
        "(1, z, y)": "lambda x, y, z: jacobian(parse_map('x + y*z, x^2*z', ('x', 'y', 'z')))([x, y, z])[0]",
        "(2xz, 0, x^2)": "lambda x, y, z: jacobian(parse_map('x + y*z, x^2*z', ('x', 'y', 'z')))([x, y, z])[1]",
    },
    solution="def jacobian_from_space(x, y, z):\n    return jnp.array([[y, x, 0], [0, z**2, 2 * y * z]])",
)
jacobian_of_affine = Hint(
    smaller="A step by $e_1$ changes the first input alone. Which column of the matrix says what that does to the "
    "image?",
    worked=(
        r"Say that $x$ goes to $B\,x + (7, 7)$, that a step by $e_1$ moves the image by $(3, 1)$, and a step by $e_2$ "
        r"by $(2, -4)$.",
        r"From $x$ to $x + e_1$ the image moves by $B\,(x + e_1) - B\,x = B\,e_1$: the shift $(7, 7)$ has cancelled, "
        r"and so has $x$.",
        r"So $B\,e_1 = (3, 1)$ is column 1 and $(2, -4)$ is column 2, wherever you stand: "
        r"$J = \begin{pmatrix} 3 & 2 \\ 1 & -4 \end{pmatrix}$.",
    ),
    true={
        r"\begin{pmatrix} 3 & 2 \\ 1 & -4 \end{pmatrix}": "jacobian(parse_map('3x + 2y + 7, x - 4y + 7'))([5.0, 6.0])"
    },
    solution="jacobian_of_affine = [[0, -1], [2, 0]]",
)
jacobian_of_layer = Hint(
    smaller=r"Neuron $i$ gives $\tanh z_i$, and $z_i$ is row $i$ of $W$ times $x$, plus $b_i$. How fast does $z_i$ "
    r"change with $x_j$, and so how fast does $\tanh z_i$?",
    worked=(
        r"Take squares in place of $\tanh$: $x \mapsto (Wx + b)^2$, entry by entry. The slope of $z^2$ is $2z$.",
        r"Let $W = \begin{pmatrix} 1 & 2 \\ 0 & 3 \end{pmatrix}$, $b = (1, -1)$ and $x = (1, 1)$. Then $z = (4, 2)$, "
        r"and the slopes are $(8, 4)$.",
        r"Neuron 1 has the slope 8, so row 1 of $W$ is multiplied by 8, and row 2 by 4:",
        r"$J = \begin{pmatrix} 8 & 16 \\ 0 & 12 \end{pmatrix}$.",
    ),
    true={
        "(4, 2)": "jnp.array([[1, 2], [0, 3]]) @ jnp.array([1, 1]) + jnp.array([1, -1])",
        r"\begin{pmatrix} 8 & 16 \\ 0 & 12 \end{pmatrix}": "jacobian(parse_map('(x + 2y + 1)^2, (3y - 1)^2'))([1.0, "
        "1.0])",
    },
    solution="def jacobian_of_layer(W, b, x):\n    slopes = 1 - jnp.tanh(W @ x + b) ** 2\n    return "
    "jnp.diag(slopes) @ W",
)
jacobian_from_book = Hint(
    smaller="How many inputs does $g$ have, and how many outputs? Which of these is the number of rows of $J_g$?",
    worked=(
        r"Take $h(x, y, z) = (xy,\ x + z^2)$ instead. The book has a row for each input: "
        r"$\begin{pmatrix} y & 1 \\ x & 0 \\ 0 & 2z \end{pmatrix}$.",
        r"Its column 1 belongs to output 1. Read it from the top, write it from left to right: $(y, x, 0)$ is row 1.",
        r"Its column 2 becomes row 2: $J_h = \begin{pmatrix} y & x & 0 \\ 1 & 0 & 2z \end{pmatrix}$.",
    ),
    true={
        r"\begin{pmatrix} y & 1 \\ x & 0 \\ 0 & 2z \end{pmatrix}": (
            "lambda x, y, z: jacobian(parse_map('x*y, x + z^2', ('x', 'y', 'z')))([x, y, z]).T"
        ),
        r"\begin{pmatrix} y & x & 0 \\ 1 & 0 & 2z \end{pmatrix}": (
            "lambda x, y, z: jacobian(parse_map('x*y, x + z^2', ('x', 'y', 'z')))([x, y, z])"
        ),
    },
    solution="def jacobian_from_book(x, y):\n    return jnp.array([[2 * x, 0], [y, x], [1, 3]])",
)
