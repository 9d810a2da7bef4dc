"""What to say of a name in a formula that means nothing: what is wrong with it, and what was meant instead."""

import difflib
import re

from jaclib.expression import CONSTANTS, FUNCTIONS

LOOKALIKES = dict(zip("хуеосарηνκτ", "xyeocapnvkt", strict=True))  # Cyrillic and Greek letters beside Latin ones


def unknown(name: str, variables) -> tuple[str, str | None]:
    """The problem with a name that is no variable, constant or function, and what was meant, or None."""
    known = [*variables, *CONSTANTS, *FUNCTIONS]
    plain = "".join(LOOKALIKES.get(char, char) for char in name)
    if plain != name and plain in known:
        return f"{name} only looks like {plain}: it is a letter of another alphabet", plain
    parts = split(name, known)
    if parts and not ("e" in parts and FUNCTIONS.keys() & parts):  # sine is a slip for sin, not sin(e)
        return f"{name} is read as one name", _spelled(parts)
    tail = re.fullmatch(r"(\D+)([0-9]+)", name)
    if tail and tail[1] in variables:
        return f"{name} is read as one name", f"{tail[1]}^{tail[2]}"
    near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.6)
    short = name if len(name) <= 20 else name[:19] + "…"
    return f"{short} is not known: the variables are {', '.join(variables)}", near[0] if near else None


def _spelled(parts):
    """The parts as a product, with what follows a function as its argument."""
    mend = ""
    for part in reversed(parts):
        mend = part + (f"({mend})" if part in FUNCTIONS else f"*{mend}") if mend else part
    return mend


def split(name: str, known) -> list[str] | None:
    """The name cut into known ones, as few as can be: "sinx" into "sin", "x"; None if it can't be."""
    cuts = {0: []}  # for each place that can be reached, the parts on the way
    for end in range(1, len(name) + 1):
        ways = [
            [*cuts[end - len(part)], part] for part in known if name[:end].endswith(part) and end - len(part) in cuts
        ]
        if ways:
            cuts[end] = min(ways, key=len)
    return cuts.get(len(name))
