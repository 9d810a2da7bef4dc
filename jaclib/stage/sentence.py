"""The words of a sentence: those of an error, and its numbers as the read-outs have them."""

import re

from jaclib.stage.readouts import power_of_ten

POWER = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?)e([+-]\d+)\b")  # as Python writes a number


def sentence(error: Exception) -> str:
    """Say an error as one sentence for a student: what it says, after its kind where that is not plain."""
    words = " ".join(str(error).split()) or "no more is known"
    plain = isinstance(error, ValueError) and type(error) is not ValueError
    return (words if plain else f"{type(error).__name__}: {words}")[:400]


def with_powers(words: str) -> str:
    """Write numbers such as 1.2e-07 as the read-outs do.

    >>> with_powers("at most 1.86e-04 away, 1e+07 in all; -2e-09")
    'at most 1.86·10⁻⁴ away, 10⁷ in all; -2·10⁻⁹'
    """
    return POWER.sub(lambda found: f"{found[1]}·" * (found[1] != "1") + power_of_ten(int(found[2])), words)
