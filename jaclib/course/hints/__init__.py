"""The hints to the exercises, a file for each notebook: what stands on each rung of the ladder below a wrong answer."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import NamedTuple


class Hint(NamedTuple):
    """The help with one exercise. Texts may hold TeX between dollar signs, and code between backticks."""

    smaller: str
    """a smaller question to ask oneself"""
    worked: tuple[str, ...]
    """the same thing worked for another map, or with other numbers, line by line"""
    true: Mapping[str, str]
    """what is claimed there, each with the code of its value, or of a function of the letters in it"""
    solution: str
    """code that is judged right"""


def hints() -> dict[str, Hint]:
    """Collect the hints of all chapters, by the exercise's name."""
    chapters = [import_module(f"{__name__}.{chapter.name}") for chapter in iter_modules(__path__)]
    return {name: each for chapter in chapters for name, each in vars(chapter).items() if isinstance(each, Hint)}
