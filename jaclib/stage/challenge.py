"""A task to be solved in a picture, by hand or by keys: the picture knows when it is solved, and says why."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from jaclib.stage.arguments import refuse


class Judgement(NamedTuple):
    """The judgement on a state: whether it is a solution, or only near, and why."""

    right: bool
    words: str


class Challenge(NamedTuple):
    """A task in one sentence, and what judges the numbers of a picture: None where they are far from it.

    A number that is to be reached is compared by `judge.agree`, with the tolerance that a hand needs.

    >>> from jaclib.evidence.judge import agree
    >>> judge = lambda now: right("det J = 2.") if agree(now["det"], 2, within=0.02) else None
    >>> Challenge("Make area twice as large.", judge).judge({"det": 1.99}).words
    'det J = 2.'
    """

    task: str
    judge: Callable[[dict], Judgement | None]


def right(why: str) -> Judgement:
    """Judge the state to be a solution, and say why."""
    return Judgement(True, why)


def near(hint: str) -> Judgement:
    """Judge the state to be nearly a solution, and say what leads there."""
    return Judgement(False, hint)


def chosen(wanted: str | Sequence[str | Challenge], known: Mapping[str, Challenge]) -> list[Challenge]:
    """Pick the challenges wanted, by name or as they are. Raises ValueError for an unknown name."""
    wanted = [wanted] if isinstance(wanted, str | Challenge) else list(wanted)
    unknown = [each for each in wanted if not isinstance(each, Challenge) and each not in known]
    if unknown:
        raise refuse("challenges", f"among {', '.join(map(repr, known))}", unknown[0])
    return [each if isinstance(each, Challenge) else known[each] for each in wanted]
