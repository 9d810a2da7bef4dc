"""The known maps as they stand in a figure's list: each with its formula, as one may type it."""

FORMULAS = {
    "polar": "r cos θ, r sin θ",
    "elliptic": "cosh μ cos ν, sinh μ sin ν",
    "spherical": "ρ sin φ cos θ, ρ sin φ sin θ, ρ cos φ",
    "spherical (ISO)": "r sin θ cos φ, r sin θ sin φ, r cos θ",
    "cylindrical": "r cos θ, r sin θ, z",
    "complex square": "x² - y², 2x y",
    "complex exponential": "e^x cos y, e^x sin y",
    "shear": "x + y, y",
    "rotation": "z e^(iπ/6)",
    "scaling": "2x, 3y",
    "reflection": "y, x",
    "fold": "x, y²",
    "cusp": "x, y³ + x y",
    "swirl": "z e^(i|z|²/2)",
    "linear map": "2x + y, x + y",
    "sigmoid layer": "sigmoid(2x - y), sigmoid(x + 1.5y - 0.5)",
    "wave": "x + sin(2y)/2, y",
    "stretch": "x + x³/6, y",
    "twist": "z e^(3i e^(-|z|²/2))",
}
WITHOUT = {  # maps of matrices or networks that are chosen elsewhere: in words
    "affine": "a matrix of your own",
    "affine in space": "a matrix of your own",
    "affine coupling": "y scaled and shifted by x, then x by y",
    "planar": "pushed along one direction",
}


def entry(name: str) -> str:
    """The entry of a map that is known by its name.

    >>> entry("polar"), entry("planar"), entry("mine")
    ('polar: (r cos θ, r sin θ)', 'planar: pushed along one direction', 'mine')
    """
    formula = f"({FORMULAS[name]})" if name in FORMULAS else WITHOUT.get(name)
    return f"{name}: {formula}" if formula else name
