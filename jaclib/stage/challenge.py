"""Something to be reached in a picture, by hand or by keys: the picture knows when it is there, and says why."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from jaclib.stage.arguments import refuse


class Judgement(NamedTuple):
    """What there is to say of a state: whether it is the one, or only near, and why."""

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
    """The state is the one, and this is why."""
    return Judgement(True, why)


def near(hint: str) -> Judgement:
    """The state is nearly the one, and this leads there."""
    return Judgement(False, hint)


def chosen(wanted: str | Sequence[str | Challenge], known: Mapping[str, Challenge]) -> list[Challenge]:
    """The challenges wanted, by name or as they are; raises ValueError for a name that is not known."""
    wanted = [wanted] if isinstance(wanted, str | Challenge) else list(wanted)
    unknown = [each for each in wanted if not isinstance(each, Challenge) and each not in known]
    if unknown:
        raise refuse("challenges", f"among {', '.join(map(repr, known))}", unknown[0])
    return [each if isinstance(each, Challenge) else known[each] for each in wanted]
