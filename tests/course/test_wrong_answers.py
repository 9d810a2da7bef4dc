"""What students write, kept as data: the lists say the truth, and each answer gets the verdict that it should."""

from itertools import chain

import pytest

from jaclib.course.check import exercises
from tests.course import truth
from tests.course.right import RIGHT
from tests.course.written import ask, given, pairs, read, told
from tests.course.wrong import WRONG


def is_right(about: str, text: str) -> bool:
    """Whether the answer is right, by other ways than the course's."""
    try:
        answer = read(text)
        if "(" in about:
            return truth.close(answer, ask(about, answer, truth.DIAGNOSE))
        places, right = truth.RIGHT[about]
        return all(truth.close(given(answer, at), right(*at), about in truth.COUNTED) for at in places)
    except Exception:  # a cell that stops has no answer
        return False


def names(table: dict) -> set[str]:
    return {about for about in table if "(" not in about}


def test_every_exercise_has_right_and_wrong_answers():
    assert names(WRONG) == names(RIGHT) == set(truth.RIGHT) == set(exercises())


def test_there_are_many_of_them_and_none_stands_twice():
    wrong, right = pairs(WRONG), pairs(RIGHT)
    assert (len(wrong), len(right)) == (len(set(wrong)), len(set(right)))
    assert len(wrong) >= 400 and len(right) >= 200


def test_every_mistake_is_told_in_a_few_words_and_has_a_name():
    for _, what, slug in chain.from_iterable(WRONG.values()):
        assert 2 <= len(what) <= 60 and what[-1] != "."
        assert slug.replace("-", "").isalpha() and slug.islower()


@pytest.mark.slow
@pytest.mark.parametrize("about", WRONG)
def test_a_wrong_answer_is_wrong(about):  # that it is told so test_mistakes.py counts
    assert [text for name, text in pairs(WRONG) if name == about and is_right(about, text)] == []


@pytest.mark.slow
@pytest.mark.parametrize("about", RIGHT)
def test_a_right_answer_is_right_in_all_its_clothes(about):
    texts = [text for name, text in pairs(RIGHT) if name == about]
    assert [text for text in texts if not is_right(about, text)] == []
    assert [text for text in texts if not told(about, text).correct] == []
