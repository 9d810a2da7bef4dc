"""Says of a name in a formula that means nothing what is wrong with it, and what was meant instead."""

import re
from itertools import groupby, pairwise, takewhile

from jaclib.formula.functions import FUNCTIONS, function
from jaclib.formula.tokens import REMAINDER
from jaclib.formula.tree import CONSTANTS, GREEK

LOOKALIKES = dict(zip("хуеосарηνκτ", "xyeocapnvkt", strict=True))  # Cyrillic and Greek letters beside Latin ones
STAIRS = "{} jumps, and is flat between the jumps: it is not for differentiating"
JUMPING = {  # functions of programs, with what may be taken instead
    "floor": f"{STAIRS}; a smooth staircase is x - 1/2 + sin(2π x)/(2π)",
    "ceil": f"{STAIRS}; a smooth staircase is x + 1/2 + sin(2π x)/(2π)",
    "round": f"{STAIRS}; a smooth staircase is x - sin(2π x)/(2π)",
    "trunc": STAIRS,
    **dict.fromkeys(("heaviside", "step"), f"{STAIRS}; a smooth step is sigmoid(10x)"),
    **dict.fromkeys(("mod", "fmod", "remainder"), f"{{}} is not for differentiating: {REMAINDER}"),
}
NUMBERED = "log2", "log10", "atan2", "arctan2"  # log2x may be the logarithm of 2x as well
USUAL = {  # letters that formulas of one, two and three variables are written in; the first that do are taken
    1: tuple(map(tuple, "xturspθ")),
    2: tuple(map(tuple, ("xy", "uv", "rθ", "rt", "rφ", "st", "pq", "μν"))),
    3: tuple(map(tuple, ("xyz", "uvw", "rθz", "rφz", "ρφθ", "rθφ", "pqs"))),
}
LONG = 6  # letters: in a shorter word one slip may well make another word


def unknown(name: str, variables, others=()) -> tuple[str, tuple[str, ...]]:
    """The problem with a name that is no variable, constant or function, and what may have been meant.

    `others` are more names that mean one of the variables.

    >>> unknown("sinxcosy", ("x", "y"))[1], unknown("sine", ("x", "y"))[1], unknown("archcos", ("x", "y"))[1]
    (('sin(x)*cos(y)',), (), ('arccos',))
    """
    known = [*variables, *others, *CONSTANTS, *FUNCTIONS]
    plain = "".join(LOOKALIKES.get(char, char) for char in name)
    if plain != name and plain in known:
        return f"{name} only looks like {plain}: it is a letter of another alphabet", (plain,)
    if jumping := JUMPING.keys() & (split(name.lower(), [*known, *JUMPING, *"0123456789"]) or ()):
        return JUMPING[min(jumping)].format(min(jumping)), ()
    ways = pieces(name, known)
    if ways and not any(part == "0" and before not in FUNCTIONS for before, part in pairwise(ways[0])):  # as in x0
        return f"{name} is read as one name", tuple(text for parts in ways for text in _spelled(parts))
    if name.lower() == "sqr":
        return "sqr is the root to some and the square to others: write sqrt(x) or (x)^2", ("sqrt",)
    near = sorted({word for word in known if len(word) >= LONG and _slip(name.lower(), word)})
    if not near and not split(name, known):  # eexp may be e·exp
        near = sorted({*FUNCTIONS} & _without_a_double(name.lower()))
    short = name if len(name) <= 20 else name[:19] + "…"
    return f"{short} is not known: the variables are {', '.join(variables)}", tuple(near) if len(near) == 1 else ()


def pieces(name: str, known) -> list[list[str]]:
    """The ways in which a name is cut into known ones and numbers, of which one is the likely one; none if it can't be.

    >>> pieces("sin2x", ["x"]), pieces("log2x", ["x"]), pieces("sine", ["x"])
    ([['sin', '2', 'x']], [['log2', 'x'], ['log', '2', 'x']], [])
    """
    words = [*known, *CONSTANTS, *FUNCTIONS, *"0123456789"]
    cuts = split(name, words), split(name, [word for word in words if word not in NUMBERED])
    # sine is a slip for sin, not sin(e)
    ways = [_numbers(parts) for parts in cuts if parts and not ("e" in parts and FUNCTIONS.keys() & parts)]
    return ways[:1] if ways[:1] == ways[1:] else ways


def other_letters(names, variables, known) -> dict[str, str]:
    """Match the other letters of a formula to the variables that it doesn't have, in the order of the alphabet.

    `known` gives the index of the variable that a name means. It is {} where there are more of them than variables to
    be had, or fewer, of which it isn't known which they are; and where a name is none of letters.

    >>> other_letters(["r", "cosθ"], ("x", "y"), {"x": 0, "y": 1}), other_letters(["x", "u"], ("x", "y"), {"x": 0})
    ({'r': 'x', 'θ': 'y'}, {'u': 'y'})
    >>> other_letters(["u", "uv"], ("x", "y"), {"x": 0, "y": 1})
    {}
    """
    letters, rest = letters_of(names, known)
    free = [name for index, name in enumerate(variables) if index not in {known[name] for name in rest}]
    distinct = sorted({GREEK.get(name, name) for name in letters})
    if len(distinct) != len(free):
        return {}
    meant = dict(zip(distinct, free, strict=True))
    return {name: meant[GREEK.get(name, name)] for name in letters}


def letters_of(names, known) -> tuple[list[str], list[str]]:
    """The letters of a formula that mean nothing, sorted, and the names that are known; no letters if others are in it.

    >>> letters_of(["theta", "r", "θ", "x"], {"x": 0}), letters_of(["foo", "x"], {"x": 0})
    ((['r', 'theta', 'θ'], ['x']), ([], ['x']))
    """
    whole = {name for name in names if name not in CONSTANTS and not function(name)}
    names = whole if whole & {*known} else {each for name in whole for each in _without_functions(name)}
    if names & {*known} - whole:  # sinx is a slip of another kind
        return [], sorted(names & {*known})
    names = {name for name in names if name not in CONSTANTS}
    strange = names - {*known}
    letters = [name for name in strange if (len(name) == 1 and name.isalpha()) or name in GREEK]
    letters.sort(key=lambda name: (GREEK.get(name, name), name))
    return (letters if all(split(name, letters) for name in strange) else []), sorted(names & {*known})


def _without_functions(name) -> list[str]:
    """Cut a name, and drop its functions: θ for cosθ."""
    parts = split(name, [*FUNCTIONS, *GREEK, *name]) or []  # never None: each letter is a part
    return [part for part in parts if part not in FUNCTIONS] if FUNCTIONS.keys() & parts else [name]


def _numbers(parts) -> list[str]:
    """The parts, with digits that stand side by side as one number."""
    runs = groupby(parts, key=str.isdigit)
    return [each for digits, run in runs for each in (["".join(run)] if digits else run)]


def _spelled(parts) -> tuple[str, ...]:
    """The parts as a product, in which each function takes what stands before the next; none if one takes nothing."""
    places, product = [place for place, part in enumerate(parts) if part in FUNCTIONS], "*".join(parts)
    if any(part.isdigit() and before not in FUNCTIONS for before, part in pairwise(parts)):
        # the number of x2y may be an exponent, or a factor
        return () if places else (re.sub(r"\*(?=[0-9])", "^", product), product)
    if not places:
        return (product,)
    names = [*takewhile(FUNCTIONS.__contains__, parts[places[0] :])]
    # of sinsinx the functions go into each other, and take all that follows
    end = len(parts) if len(names) != 1 else [*places, len(parts)][1]
    argument, rest = parts[places[0] + len(names) : end], _spelled(parts[end:]) if parts[end:] else ("",)
    if not argument or FUNCTIONS.keys() & argument or not rest:
        return ()
    applied = "".join(f"{name}(" for name in names) + "*".join(argument) + ")" * len(names)
    return ("*".join([*parts[: places[0]], applied, *filter(None, rest)]),)


def _without_a_double(name):
    """The name with one letter of two equal ones: sin of sinn."""
    return {name[:i] + name[i + 1 :] for i, (one, other) in enumerate(pairwise(name)) if one == other}


def _slip(name, word):
    """Whether one key is missing, too many, another, or changed places with its neighbour."""
    for _ in range(2):  # without what they have in common: where they begin, and then backwards, where they end
        while name and name[:1] == word[:1]:
            name, word = name[1:], word[1:]
        name, word = name[::-1], word[::-1]
    return max(len(name), len(word)) == 1 or (len(name) == 2 and name == word[::-1])


def split(name: str, known) -> list[str] | None:
    """Cut the name into known ones, as few as possible: "sinx" into "sin", "x"; None if it can't be."""
    words = {*known}
    cuts: dict[int, list[str]] = {0: []}  # for each place that can be reached, the parts on the way
    sizes = sorted({len(word) for word in words})
    for end in range(1, len(name) + 1):
        parts = [(end - size, name[end - size : end]) for size in sizes if end - size in cuts]
        if ways := [[*cuts[begin], part] for begin, part in parts if part in words]:
            cuts[end] = min(ways, key=len)
    return cuts.get(len(name))
