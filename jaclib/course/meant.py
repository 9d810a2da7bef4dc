"""What was meant, where a name isn't known: a slip of a letter, or the number of a notebook written otherwise."""

import difflib
from collections.abc import Iterable

NEAR = 0.75  # as alike as "nudge" and "01-nudge"


def meant(given, known: Iterable[str]) -> str | None:
    """Give the one of the known names that was probably meant, if there is one.

    >>> known = ["01", "03", "01-nudge"]
    >>> [meant(given, known) for given in (3, "3", ["03"], "03-rule", "01-nudg", "01-NUDGE", 7)]
    ['03', '03', '03', '03', '01-nudge', '01-nudge', None]
    """
    known = {each.lower(): each for each in known}  # capitals don't matter
    if isinstance(given, list | tuple) and len(given) == 1:
        return meant(given[0], known.values())
    text = str(given).strip().lower()
    near = difflib.get_close_matches(text, known, n=1, cutoff=NEAR)
    return next((known[each] for each in (text, text.zfill(2), *near, text[:2]) if each in known), None)


def did_you(given, known: Iterable[str]) -> str:
    """The end of a sentence that asks back: a full stop where nothing is like it.

    >>> did_you("01-nudg", ["01-nudge"]), did_you("swirl", ["01-nudge"])
    (': did you mean "01-nudge"?', '.')
    """
    near = meant(given, known)
    return f': did you mean "{near}"?' if near else "."
