"""The ladder below a wrong answer: each further one, if it is another, leads a rung higher; a right one ends it.

How far one has come is kept in the kernel, for each exercise, and nowhere else: a restart begins anew.
"""

import inspect
from collections.abc import Hashable

from jaclib.course.hints import Hint

POINTS, ASKS, WORKS, SOLVES = 1, 2, 3, 4  # the rungs: a sentence, a smaller question, a similar one, a solution
SMALLER, WORKED, SOLUTION = "A smaller question", "A similar one, worked", "A solution"

_tried: dict[str, set[Hashable]] = {}  # exercise → the different wrong answers since it was last right


def climb(name: str, answer, said: str) -> int:
    """Count a wrong answer, of which `said` was said, and give the rung that it leads to.

    >>> [climb("doctest", answer, "Not yet.") for answer in (3, 4, 4, 3, 5)]
    [1, 2, 2, 2, 3]
    >>> start_again("doctest"), climb("doctest", 3, "Not yet.")
    (None, 1)
    """
    tried = _tried.setdefault(name, set())
    tried.add((said, _as_written(answer)))
    return len(tried)


def start_again(name: str | None) -> None:
    """Forget the wrong answers to an exercise: it is solved."""
    _tried.pop(name or "", None)


def _as_written(answer) -> Hashable:
    """Give what two answers have in common if they are the same, also where a cell has defined a function anew."""
    if not callable(answer):
        return repr(answer)
    code = getattr(inspect.unwrap(answer), "__code__", None)
    return code and (code.co_code, code.co_consts, code.co_names)


def lines(hint: Hint, rung: int, look: tuple[str, dict] | None = None) -> list[str]:
    """Give what stands up to this rung as plain text, for readers without a browser."""
    found = [f"To see it: {call(*look)}"] if look else []
    if rung >= ASKS:
        found += [f"{SMALLER}: {hint.smaller}"]
    if rung >= WORKS:
        found += [f"{WORKED}:", *(f"  {line}" for line in hint.worked)]
    if rung >= SOLVES:
        found += [f"{SOLUTION}:", *(f"  {line}" for line in hint.solution.splitlines())]
    return found


def call(explorer: str, arguments: dict) -> str:
    """Type the call of an explorer.

    >>> call("determinant", {"f": "polar", "a": (2, 0.5)})
    "explore.determinant(f='polar', a=(2, 0.5))"
    """
    return f"explore.{explorer}({', '.join(f'{name}={value!r}' for name, value in arguments.items())})"
