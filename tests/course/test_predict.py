"""The question that is asked before the picture answers: what is told when, what is saved of it, what it refuses."""

import math
import re
from html.parser import HTMLParser
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib import explore
from jaclib.course import predictions, store
from jaclib.course.predict import Prediction
from jaclib.explore import predict

QUESTION = dict(question="How large is it?", choices=["small", "large"], answer="large", because="It grew.")
NUMBER = QUESTION | dict(choices=None, answer=4.0)
COURSE = {name: asked for notebook in predictions.FILES for name, asked in predictions.of(notebook).items()}


def saved(**changes):
    made = predict(**QUESTION | changes)
    return made, made._repr_mimebundle_()[0]


def guess(asked, value):
    """What the page sends when somebody commits to an answer."""
    asked._heard(asked, {"kind": "guess", "value": value}, [])


def as_in_a_new_kernel():
    import_module("jaclib.course.predict")._asked.clear()


@pytest.fixture(autouse=True)
def new_kernel():
    as_in_a_new_kernel()


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A folder of notebooks, in which the kernel works."""
    monkeypatch.delenv(store.PLACE)
    monkeypatch.chdir(tmp_path)
    return tmp_path / store.NAME


class Text(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page), self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_data(self, data):
        self.text += data


def test_what_is_saved_asks_and_keeps_the_answer_to_itself():
    made, bundle = saved()
    for _ in range(2):
        assert bundle["text/plain"] == "How large is it?\n  ○ small\n  ○ large\nAnswer in the running notebook."
        assert Text(bundle["text/html"]).text == "How large is it?smalllargeAnswer in the running notebook."
        made.prediction = "large"
        bundle = made._repr_mimebundle_()[0]


def test_a_number_is_asked_for_in_its_unit():
    _, bundle = saved(choices=None, answer=4.0, unit="cm²")
    assert "a number, in cm²" in bundle["text/plain"] and "a number, in cm²" in bundle["text/html"]
    assert "4" not in bundle["text/plain"] + bundle["text/html"]


@given(st.text(min_size=1).filter(str.strip))
def test_text_goes_in_as_text_whatever_it_holds(text):
    _, bundle = saved(question=text, because=text, choices=[text, text + "!"], answer=text)
    page = Text(bundle["text/html"])
    assert {tag for tag, _ in page.tags} == {"p", "strong", "ul", "li", "em"}
    assert all(attrs == [] for _, attrs in page.tags)
    assert page.text.count(text) >= 3


@pytest.mark.parametrize("name", COURSE)
def test_until_there_is_a_guess_nothing_that_the_page_has_tells_the_answer(name):
    asked = explore.predict(name)
    state = asked.get_state()
    known = {value if isinstance(value, str) else repr(value) for key, value in state.items() if key[0] != "_"}
    question = COURSE[name]
    assert state["outcome"] == {} and state["prediction"] is None
    assert not any(words in text for text in known for words in [question.because, *question.said.values()])
    assert repr(question.answer) not in known and question.answer not in known
    asked.close()


@pytest.mark.parametrize("name", COURSE)
def test_each_answer_is_told_its_own_sentence_and_the_reason(name):
    question = COURSE[name]
    told = {}
    for each in question.choices or [question.answer, *question.said, 1e6]:
        asked = explore.predict(name)
        guess(asked, each)
        first, *told[each] = asked.outcome["words"]
        right = each == question.answer
        assert first.startswith("Just as you predicted: " if right else "You predicted: ")
        assert told[each][-1] == question.because
        guess(asked, each), asked.close()
    own = [words[0] for words in told.values() if len(words) == 2]
    assert len(set(own)) == len(own) == len(question.said) >= 2
    assert all(len(told[each]) == 2 for each in question.choices)


def test_where_the_right_answer_stands_and_how_long_it_is_tells_nothing():
    asked = [each for each in COURSE.values() if each.choices]
    places = [each.choices.index(each.answer) for each in asked]
    assert all(places.count(place) > len(asked) / 5 for place in range(3))
    longest = [max(each.choices, key=len) == each.answer for each in asked]
    assert sum(longest) < len(asked) / 2


def test_no_sentence_of_the_course_is_marked_up():
    for each in COURSE.values():
        for words in [each.text, *each.choices, each.because, *each.said.values()]:
            assert (words == words.strip() and not {"*", "`", "_"} & set(words.replace("J_", ""))) or "$" in words


def test_a_hundredth_of_the_number_is_near_enough_unless_told_otherwise():
    assert predict(**NUMBER).asked.tolerance == pytest.approx(0.04)
    assert predict(**NUMBER, tolerance=0).asked.tolerance == 0


# guess, answer, tolerance
NEAR = [(4.02, 4.0, None), (4.04, 4.0, None), (3.96, 4.0, None), (1 / 3, 0.333, None), (10.01, 10.0, 0.01)]
NEAR += [(0, 0, None), (1e-13, 0, None), (0, 6e-17, None), (0.3, 0.1 + 0.2, 0)]
FAR = [(4.05, 4.0, None), (9.98, 10.0, 0.01), (0.34, 1 / 3, 0.005), (0.01, 0, None), (4.001, 4, 0), (-4.0, 4.0, None)]
GUESSES = [(*each, True) for each in NEAR] + [(*each, False) for each in FAR]


@pytest.mark.parametrize(("value", "answer", "tolerance", "agrees"), GUESSES)
def test_a_guess_agrees_where_it_is_within_the_tolerance(value, answer, tolerance, agrees):
    asked = predict(**QUESTION | dict(choices=None, answer=answer), tolerance=tolerance)
    guess(asked, value)
    assert asked.outcome["words"][0].startswith("Just as you predicted") == agrees


def test_choices_may_bring_what_those_are_told_who_chose_them():
    asked = predict(**QUESTION | dict(choices={"small": "It looks so.", "large": "Yes."}))
    guess(asked, "small")
    assert asked.outcome["words"] == ["You predicted: small. What happens: large.", "It looks so.", "It grew."]


def test_a_choice_with_an_empty_text_is_told_the_reason_alone():
    asked = predict(**QUESTION | dict(choices={"small": "", "large": "Yes."}))
    guess(asked, "small")
    assert asked.outcome["words"] == ["You predicted: small. What happens: large.", "It grew."]


@pytest.mark.parametrize("sent", ["guess", {"kind": "guess", "value": "huge"}, {"kind": "guess"}, {"kind": "told"}])
def test_what_is_no_guess_is_not_taken_for_one(sent, caplog):
    asked = predict(**QUESTION)
    asked._heard(asked, sent, [])
    assert asked.prediction is None and asked.outcome == {}
    assert "must be a guess at `How large is it?`" in caplog.text


def test_a_guess_is_there_again_in_the_next_session_and_can_be_made_anew(kept):
    asked = explore.predict("01-nudge")
    guess(asked, "by about h")
    asked.close(), as_in_a_new_kernel()
    anew = explore.predict("01-nudge")
    assert anew.prediction == "by about h" and anew.outcome["words"][0].startswith("You predicted: by about h.")
    anew._heard(anew, {"kind": "anew"}, [])
    assert anew.prediction is None and anew.outcome == {}
    guess(anew, "by about 2h"), as_in_a_new_kernel()
    assert explore.predict("01-nudge").prediction == "by about 2h"


def test_a_question_of_ones_own_starts_afresh(kept):
    guess(predict(**QUESTION), "small")
    assert predict(**QUESTION).prediction is None
    assert not kept.exists()


def test_a_guess_that_the_question_no_longer_has_is_not_taken_up(kept):
    store.keep("guesses", "01-nudge", ["by a mile"])
    store.keep("guesses", "01-layer", "nearly all of it")
    assert explore.predict("01-nudge").prediction is None
    assert explore.predict("01-layer").prediction is None


def asked_again(notebook, monkeypatch):
    shown = []
    monkeypatch.setitem(explore.guesses.__globals__, "display", shown.append)
    explore.guesses(notebook)
    return {each.asked.name: each for each in shown}


def test_at_the_end_each_question_is_asked_once_more_beside_what_was_guessed_first(kept, monkeypatch):
    for value in ("by about h", "by about h/2"):
        guess(explore.predict("01-nudge"), value)
    as_in_a_new_kernel()
    end = asked_again("01", monkeypatch)
    assert list(end) == ["01-nudge", "01-layer"]
    assert (end["01-nudge"].earlier, end["01-layer"].earlier) == ("by about h", "")
    assert end["01-nudge"].prediction is None
    guess(end["01-nudge"], "by about 2h")
    assert end["01-nudge"].outcome["right"] == "by about 2h"
    assert store.read("guesses") == {"01-nudge": ["by about h", "by about 2h"]}


def test_what_is_guessed_after_the_end_was_run_is_told_there_also_where_nothing_is_kept(monkeypatch):
    as_in_a_new_kernel()
    end, asked = asked_again("03", monkeypatch), explore.predict("03-rate")
    guess(asked, 8.0)
    assert end["03-rate"].earlier == "8"
    guess(end["03-rate"], 10.0)
    assert asked.prediction == 8.0


def test_what_waits_for_an_earlier_run_of_a_question_hears_of_the_guess_and_of_the_wish_to_guess_again():
    first = explore.predict("04-area")
    live = explore.determinant("complex square", after=first)
    first.close()
    second = explore.predict("04-area")
    guess(second, "exactly 5")
    assert first.prediction == "exactly 5" and live._awaits == []
    second._heard(second, {"kind": "anew"}, [])
    assert live._awaits == ["question"]
    live.close()


def test_where_nothing_can_be_written_the_question_says_so_once_and_judges_all_the_same(kept, monkeypatch):
    monkeypatch.setenv(store.PLACE, str(kept.parent / "nowhere" / "store.json"))
    for name, notes in (("01-nudge", 1), ("01-layer", 0)):
        asked = explore.predict(name)
        guess(asked, asked.choices[0])
        words = asked.outcome["words"]
        assert sum(each.startswith("Your answers can't be kept beyond this session: ") for each in words) == notes


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (QUESTION | dict(question=""), "question"),
        (QUESTION | dict(question=3), "question"),
        (QUESTION | dict(because=" "), "because"),
        (QUESTION | dict(answer="huge"), "answer"),
        (QUESTION | dict(choices=["large"]), "choices"),
        (QUESTION | dict(choices=["large", "large"]), "choices"),
        (QUESTION | dict(choices="large"), "choices"),
        (QUESTION | dict(choices=["large", 3]), "choices"),
        (
            QUESTION | dict(choices={"small": 1, "large": "Yes."}),
            "choices must have a text for each.* got 1 for 'small'",
        ),
        (
            QUESTION | dict(choices={"small": "It looks so.", "large": None}),
            "choices must have .* got None for 'large'",
        ),
        (dict(question="Q?", choices=["a", "b"]), "answer must be one of the choices"),
        (QUESTION | dict(unit="cm"), "unit"),
        (QUESTION | dict(tolerance=0.1), "tolerance"),
        (NUMBER | dict(answer="4"), "answer"),
        (NUMBER | dict(answer=math.nan), "answer"),
        (NUMBER | dict(answer=True), "answer"),
        (NUMBER | dict(tolerance=-1), "tolerance"),
        (NUMBER | dict(tolerance="wide"), "tolerance"),
        (dict(question="01-nothing"), "question must be one of 00-swirl, 01-nudge"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_in_a_sentence(wrong, named):
    with pytest.raises(ValueError, match=rf"{named}.*\."):
        predict(**wrong)


def test_a_notebook_without_questions_is_named():
    with pytest.raises(ValueError, match=r"notebook must be one of 00, 01, .*; got '11'\."):
        explore.guesses("11")


@pytest.mark.parametrize(("given", "near"), [(1, "01"), ("3", "03"), (["03"], "03"), ("00-swirl", "00")])
def test_a_notebooks_number_written_otherwise_is_asked_back(given, near):
    with pytest.raises(ValueError, match=rf'got {re.escape(repr(given))}: did you mean "{near}"\?$'):
        explore.guesses(given)


@pytest.mark.parametrize("name", COURSE)
def test_a_slip_in_a_questions_name_is_asked_back(name):
    for slip in (name.upper(), name[:-1], f"{name}s", [name], name.replace("-", "_")):
        with pytest.raises(ValueError, match=rf'got {re.escape(repr(slip))}: did you mean "{name}"\?$'):
            explore.predict(slip)


def test_closing_leaves_no_widget():
    import ipywidgets

    before = set(ipywidgets.widgets.widget._instances)
    made = predict(**QUESTION)
    assert isinstance(made, Prediction) and set(ipywidgets.widgets.widget._instances) > before
    made.close()
    assert set(ipywidgets.widgets.widget._instances) == before
