"""Below a wrong answer: which rung of the ladder it leads to, and where its mistake is seen."""

import ipywidgets
import jax.numpy as jnp
import pytest

from jaclib import explore
from jaclib.course import ladder
from jaclib.course.answered import Answered
from jaclib.course.check import check
from jaclib.course.hints import hints
from jaclib.diagnose.verdict import Verdict

SENTENCE = "Not yet: 77 isn't it."
HINT = hints()["det_of_g"]
LOOK = ("determinant", {"f": "polar", "a": (1.5, 0.5), "t": 1.0})
WRONG = Verdict(False, "plus", "The two products are subtracted, not added.", look=LOOK)


@pytest.fixture(autouse=True)
def anew():
    ladder._tried.clear()
    yield
    ladder._tried.clear()


@pytest.fixture
def said(capsys):
    """What a check prints, line by line."""

    def of(answer=None, **named):
        check(answer, **named)
        return capsys.readouterr().out.splitlines()

    return of


@pytest.fixture
def answered():
    """Makes what stands below a wrong answer, and closes it; then no widget may be left."""
    before, made = set(ipywidgets.widgets.widget._instances), []

    def make(rung=1, found=WRONG):
        made.append(Answered(HINT, rung, found))
        return made[-1]

    yield make
    for each in made:
        each.close()
    assert set(ipywidgets.widgets.widget._instances) == before


@pytest.fixture
def showing():
    """Shows figures, and closes them."""
    shown = []

    def show(live):
        shown.append(live)
        return live

    yield show
    for live in shown:
        live.close()


def test_each_wrong_answer_leads_a_rung_higher_and_the_sentence_comes_first(said):
    hint = hints()["fewest"]
    first, second, third, fourth = (said(fewest=wrong) for wrong in (77, 78, 79, 91))
    assert first == [SENTENCE]
    assert second[1:] == [f"A smaller question: {hint.smaller}"]
    assert third[1:] == [*second[1:], "A similar one, worked:", *(f"  {line}" for line in hint.worked)]
    assert fourth[1:] == [*third[1:], "A solution:", f"  {hint.solution}"]
    assert [each[0] for each in (second, third, fourth)] == [f"Not yet: {n} isn't it." for n in (78, 79, 91)]


def test_the_same_answer_given_again_leads_no_higher(said):
    assert [len(said(fewest=77)) for _ in range(4)] == [1, 1, 1, 1]
    assert len(said(fewest=78)) == len(said(fewest=77)) == 2
    assert len(said(fewest=jnp.array(78))) > 2


DEFINED = "def fold_line(x):\n    return {} / x"


def fold_line(factor):
    """The function as a cell defines it, each time anew."""
    known = {}
    exec(DEFINED.format(factor), known)
    return known["fold_line"]


def test_a_function_that_a_cell_defines_anew_is_the_same_answer_until_it_says_something_else(said):
    assert len(said(fold_line(3))) == len(said(fold_line(3))) == 2  # what is said, and where it is seen
    assert len(said(fold_line(5))) == 3
    assert len(said(fold_line(3))) == 3


def test_a_function_that_reads_what_has_changed_is_another_answer(said):
    known = {}
    exec("factor = 3\ndef fold_line(x):\n    return factor / x if x > 0 else 1 / (4 * x)", known)
    assert len(said(known["fold_line"])) == 2
    exec("factor = float('nan')", known)
    assert len(said(known["fold_line"])) == 3


def test_a_slip_of_python_leads_nowhere(said):
    for slip in (lambda x: undefined(x), lambda x: x ^ 2, lambda x: print(x), lambda: 1):
        slip.__name__ = "fold_line"
        assert len([line for line in said(slip) if "fold_line" in line or "To see" in line]) == 1
    assert ladder._tried == {}


def test_a_right_answer_ends_the_ladder(said):
    for wrong in (77, 78, 79):
        said(fewest=wrong)
    assert said(fewest=30) == ["Right."]
    assert said(fewest=77) == [SENTENCE]


def test_what_is_unanswered_or_belongs_to_no_exercise_neither_climbs_nor_is_helped(said):
    assert said(fewest=...) == said(fewest=...) == ["Not answered yet: replace the ... in fewest."]
    assert len(said(nothing=3)) == len(said(nothing=4)) == len(said(lambda x: x)) == 1
    assert said(fewest=77) == [SENTENCE]


def test_each_exercise_has_a_ladder_of_its_own(said):
    assert (len(said(fewest=77)), len(said(cheapest=77))) == (1, 2)  # of one it is seen where
    assert len(said(fewest=78)) == 2


def test_in_plain_text_the_call_is_typed_that_shows_the_mistake():
    assert ladder.lines(HINT, 1, LOOK) == ["To see it: explore.determinant(f='polar', a=(1.5, 0.5), t=1.0)"]


def test_the_page_has_what_the_rung_has_and_the_solution_only_when_it_is_asked_for(answered):
    first, second, third = (answered(rung) for rung in (1, 2, 3))
    assert [each.ladder.smaller for each in (first, second, third)] == ["", HINT.smaller, HINT.smaller]
    assert [each.ladder.worked for each in (first, second, third)] == [[], [], list(HINT.worked)]
    for each in (first, second, third):
        assert "x - 2 * y**2" in HINT.solution and "x - 2 * y**2" not in str(each.ladder.get_state())
        each._heard(each.ladder, {"kind": "solve"}, [])
    assert [each.ladder.solution for each in (first, second, third)] == ["", "", HINT.solution]


def test_what_is_saved_says_in_plain_text_what_the_page_shows(answered):
    bundle, _ = answered(2)._repr_mimebundle_()
    assert bundle["text/plain"].splitlines() == ladder.lines(HINT, 2, LOOK)


def test_the_figure_above_is_brought_to_the_state_that_shows_the_mistake_whatever_it_showed(answered, showing):
    live = showing(explore.determinant("cusp", a=(1, 0.5), side=0.8, b=(0.5, -1.2)))
    wanted = showing(explore.determinant(**LOOK[1]))
    made = answered()
    assert made.see([live.model_id]) is live
    assert live.state == wanted.state and made.opened == []


def test_where_none_stands_above_a_figure_is_opened_below_and_the_next_time_it_is_the_one(answered):
    made = answered()
    live = made.see([])
    assert list(made.children) == [made.ladder, live]
    live.t = 0.3
    assert made.see(["no such id", made.ladder.model_id]) is live and live.t == 1.0


@pytest.mark.parametrize(
    ("name", "above", "look"),
    [
        ("coordinates", ["spherical"], {"f": "polar", "a": (1, 0.5)}),
        ("chain_rule", ["complex square", "polar"], {"a": (1, 0.5)}),  # which ends on a line, if nothing is said
    ],
)
def test_a_figure_that_was_made_for_other_spaces_stays_as_it_is(answered, showing, name, above, look):
    other = showing(getattr(explore, name)(*above))
    before = other.state
    made = answered(found=Verdict(False, "sign", "", look=(name, look)))
    assert made.see([other.model_id]) is not other
    assert other.state == before


def test_what_the_page_says_beyond_that_is_noted_and_does_nothing(answered, caplog):
    plain = answered(found=Verdict(False, "plus", "Not yet."))
    for message in ({"kind": "look", "figures": []}, {"kind": "solve"}, {"kind": "dance"}, {}):
        plain._heard(plain.ladder, message, [])
    assert len(caplog.records) == 4
    assert plain.opened == [] and plain.ladder.solution == ""


OTHER_MAPS = {
    "determinant": [("cusp", (1, 0.5)), ("x*y, x - y", (0.5, 2))],
    "jacobian_matrix": [("polar", (2, 0.8)), ("complex square", (1, 0.5))],
    "linear_approximation": [("polar", (2, 0.8)), ("swirl", (-1, 0.5))],
    "coordinates": [("polar", (2, 0.5)), ("affine", (0.5, 0.25))],
    "chain_rule": [("complex square", "x^2 + y, x*y"), ("u*v, u + v", "polar")],
    "hessian": [("x^3/3 - x + y^2", (-0.8, 0.3)), ("x^2 + 3y^2", (-1.7, 0.9))],
    "newton": [("cusp", (1, 0.5), (-1, 0.1)), ("complex exponential", (0.2, 2.2), (1, 1))],
    "implicit": [("y^2 - x^3 + x", (-0.7, 0.9)), ("x^2 + y^2 - 4", (1, 1.7))],
    "mean_value": [("polar", (1, 0), (2, 0.5)), ("complex exponential", (0, 0.5), (1, 0.5))],
    "accumulation": [("a narrow waist",), ("two waists",)],
}


@pytest.mark.few
@pytest.mark.parametrize("name", OTHER_MAPS)
def test_a_figure_follows_one_of_another_map_there_and_back(name, showing):
    one, other, third = (showing(getattr(explore, name)(*OTHER_MAPS[name][i])) for i in (0, 1, 0))
    assert one.follow(other) and one.state == other.state
    assert one.follow(third) and one.state == third.state
    assert one._looks == third._looks
