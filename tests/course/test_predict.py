"""The question that is asked before the picture answers: what is saved of it, and what it refuses."""

import json
import math
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from deno import find_deno_bin
from hypothesis import given
from hypothesis import strategies as st

from jaclib.evidence import judge
from jaclib.explore import predict

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "jaclib" / "course" / "predict.js"
QUESTION = dict(question="How large is it?", choices=["small", "large"], answer="large", because="It grew.")
NUMBER = QUESTION | dict(choices=None, answer=4.0)


def saved(**changes):
    made = predict(**QUESTION | changes)
    return made, made._repr_mimebundle_()[0]


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


def test_what_is_saved_asks_in_plain_text_and_keeps_the_answer_to_itself():
    _, bundle = saved()
    assert bundle["text/plain"] == "How large is it?\n  ○ small\n  ○ large"


def test_what_is_saved_as_html_folds_the_answer_away():
    _, bundle = saved()
    asked, told = bundle["text/html"].split("<details>")
    assert "small" in asked and "large" in asked and "It grew." not in asked
    assert "large." in told and "It grew." in told


def test_a_number_is_asked_for_in_its_unit():
    _, bundle = saved(choices=None, answer=4.0, unit="cm²")
    assert bundle["text/plain"].endswith("a number, in cm²")
    assert "4 cm²" in bundle["text/html"]


@given(st.text(min_size=1).filter(str.strip))
def test_text_goes_in_as_text_whatever_it_holds(text):
    _, bundle = saved(question=text, because=text, choices=[text, text + "!"], answer=text)
    page = Text(bundle["text/html"])
    assert {tag for tag, _ in page.tags} == {"p", "strong", "ul", "li", "details", "summary"}
    assert all(attrs == [] for _, attrs in page.tags)
    assert page.text.count(text) >= 4


def test_a_hundredth_of_the_number_is_near_enough_unless_told_otherwise():
    assert predict(**NUMBER).tolerance == pytest.approx(0.04)
    assert predict(**NUMBER, tolerance=0).tolerance == 0


# guess, answer, tolerance
NEAR = [(4.02, 4.0, None), (4.04, 4.0, None), (3.96, 4.0, None), (1 / 3, 0.333, None), (10.01, 10.0, 0.01)]
NEAR += [(0, 0, None), (1e-13, 0, None), (0, 6e-17, None), (0.3, 0.1 + 0.2, 0)]
FAR = [(4.05, 4.0, None), (9.98, 10.0, 0.01), (0.34, 1 / 3, 0.005), (0.01, 0, None), (4.001, 4, 0), (-4.0, 4.0, None)]
GUESSES = [(*each, True) for each in NEAR] + [(*each, False) for each in FAR]


def tolerance_of(answer, tolerance):
    made = predict(**QUESTION | dict(choices=None, answer=answer), tolerance=tolerance)
    return made.answer, made.tolerance


@pytest.mark.parametrize(("guess", "answer", "tolerance", "agrees"), GUESSES)
def test_a_guess_agrees_where_the_one_rule_says_so_with_its_own_tolerance(guess, answer, tolerance, agrees):
    answer, tolerance = tolerance_of(answer, tolerance)
    assert (abs(guess - answer) <= tolerance) == agrees
    assert bool(judge.agree(guess, answer, within=tolerance / judge.TIE)) == agrees


def test_the_page_judges_a_guess_as_python_does():
    given = json.dumps([(guess, *tolerance_of(answer, tolerance)) for guess, answer, tolerance, _ in GUESSES])
    answers = f"console.log(JSON.stringify({given}.map(a => agree(...a))))"
    code = f"import {{agree}} from {json.dumps(SCRIPT.as_uri())}; {answers}"
    run = subprocess.run([find_deno_bin(), "eval", code], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == [agrees for *_, agrees in GUESSES]


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
        (QUESTION | dict(unit="cm"), "unit"),
        (QUESTION | dict(tolerance=0.1), "tolerance"),
        (NUMBER | dict(answer="4"), "answer"),
        (NUMBER | dict(answer=math.nan), "answer"),
        (NUMBER | dict(answer=True), "answer"),
        (NUMBER | dict(tolerance=-1), "tolerance"),
        (NUMBER | dict(tolerance="wide"), "tolerance"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_in_a_sentence(wrong, named):
    with pytest.raises(ValueError, match=rf"{named}.*\."):
        predict(**wrong)


def test_closing_leaves_no_widget():
    import ipywidgets

    before = set(ipywidgets.widgets.widget._instances)
    made = predict(**QUESTION)
    assert set(ipywidgets.widgets.widget._instances) > before
    made.close()
    assert set(ipywidgets.widgets.widget._instances) == before
