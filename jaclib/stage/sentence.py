"""An error in the words of a sentence."""


def sentence(error: Exception) -> str:
    """Say an error as one sentence for a student: what it says, after its kind where that is not plain."""
    words = " ".join(str(error).split()) or "no more is known"
    plain = isinstance(error, ValueError) and type(error) is not ValueError
    return (words if plain else f"{type(error).__name__}: {words}")[:400]
