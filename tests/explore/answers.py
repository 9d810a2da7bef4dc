"""What a figure and a challenge answer, as tests read it."""

import json


def words_of(live, **how) -> dict:
    """The words of a figure, which is drawn and then closed."""
    png, words = live.stage.draw(live.state, **how)
    live.close()
    assert png.startswith(b"\x89PNG")
    json.dumps(words, allow_nan=False)  # as it goes to the page
    return words


def rows_of(readouts) -> dict:
    """The rows of each read-out, by its label."""
    return {each["label"]: each["rows"] for each in readouts if "label" in each}


def verdict(challenge, now) -> bool | None:
    """True where a challenge is solved, False where nearly, which is said in words, and None elsewhere."""
    judged = challenge.judge(now)
    assert judged is None or len(judged.words) > 20
    return None if judged is None else judged.right


def verdicts(challenge, *states) -> list[bool | None]:
    """Whether a challenge is solved in each of the states; None where it isn't even nearly."""
    return [found and found.right for found in map(challenge.judge, states)]
