"""A figure that waits for a prediction: what of it is seen until then, and what uncovers it."""

import io

import numpy as np
import pytest
from ipywidgets.widgets.widget import _instances
from matplotlib.axis import Axis
from matplotlib.spines import Spine
from PIL import Image

from jaclib import draw, explore
from jaclib.draw.marks import UNCOVERED
from jaclib.explore import SCENES
from jaclib.stage import right, scene, slider, spot
from jaclib.stage.challenge import Challenge
from jaclib.stage.live import COVERED
from tests.explore.elsewhere import HAND, elsewhere, first


@pytest.fixture
def question():
    made = explore.predict("Up or down?", ["up", "down"], answer="up", because="It rises.")
    yield made
    made.close()


def paint(palette, *axes):
    before, after = axes
    draw.frame(before, ((0, 1), (0, 1))), draw.frame(after, ((0, 1), (0, 1)))
    draw.hint(after, "what is seen here is the answer", palette.quiet)
    up = draw.note_at(after, "up", palette.ink)
    return {"at": [draw.point(before, palette.ink), draw.point(after, palette.ink), up]}


@scene(
    titles=("before", "after"),
    label="a dot, twice",
    compute=lambda t: {"t": t, "at": np.array([t, t])},
    paint=paint,
    say=lambda now: f"It rises to {now['at'][1]}.",
    values=lambda now: [{"label": "height"}],
    spots=lambda now: [spot({}, panel=1, path=[(0, 0)], words="up")],
    tried=("t", 1, ("t", "t")),
    challenges={"up": Challenge("Move it up.", lambda now: right("It is up."))},
    t=slider("time", "t", 0, 1),
)
def dots(t=0.2, *, challenges=()):
    """A dot."""


@pytest.fixture
def waiting(question):
    live = dots(after=question, challenges="up")
    yield live
    live.close()


def panel(live, number: int, **look):
    """The pixels of a panel as the page has it now."""
    png, words = live.stage.draw(live.state, covered=bool(live._awaits), **look)
    x0, _, x1, _ = words["places"][number]["box"]
    image = Image.open(io.BytesIO(png)).convert("RGB")
    return np.asarray(image.crop((*np.rint([x0 * image.width, 0]), *np.rint([x1 * image.width, image.height]))))


def test_until_the_question_is_answered_neither_picture_nor_words_depend_on_what_there_is_to_be_seen(waiting):
    pictures, words = [], []
    for t in (0.2, 0.7):
        waiting.t = t
        pictures.append([panel(waiting, 0), panel(waiting, 1)])
        bundle, about = waiting._repr_mimebundle_()
        words.append([bundle["text/plain"], about["image/png"]["alt"], {**waiting._shown, "state": 0, "call": 0}])
    (before, after), (moved, hidden) = pictures
    assert (before != moved).any() and (after == hidden).all()
    assert words[0] == words[1]
    assert words[0][:2] == [COVERED, COVERED]
    assert not {"spots"} & set(waiting._shown)
    assert (waiting._shown["values"], waiting._shown["judged"], waiting._shown["tried"]) == ([], [None], None)


def test_its_answer_uncovers_it_and_all_is_told(waiting, question):
    hidden = panel(waiting, 1)
    question.prediction = "down"
    assert waiting._awaits == []
    assert (panel(waiting, 1) != hidden).any()
    _, words = waiting.first()
    assert words["say"] == "It rises to 0.2." and words["values"] and words["judged"][0].right and words["spots"]
    assert [place["covered"] for place in words["places"]] == [False, False]


def test_it_is_covered_again_where_one_wishes_to_guess_again_and_the_guess_drawn_stays_awaited(question):
    live = explore.linear_approximation("polar", a=(2, 0.785), guess=[], after=question)
    for guess, awaited in (("up", ["guess"]), (None, ["question", "guess"]), ("down", ["guess"])):
        question.prediction = guess
        assert live._awaits == awaited
    live.close()


def test_it_is_not_covered_where_the_question_has_been_answered(question):
    question.prediction = "up"
    live = dots(after=question)
    assert live._awaits == []
    live.close()


def test_the_page_says_what_is_still_awaited_and_can_ask_for_no_more(waiting):
    waiting._heard(waiting, {"kind": "awaits", "still": ["question", "more"]}, [])
    assert waiting._awaits == ["question"]
    waiting._heard(waiting, {"kind": "awaits", "still": []}, [])
    assert waiting._awaits == []


def test_closed_it_hears_of_the_question_no_more_and_leaves_nothing(question):
    before = set(_instances)
    live = dots(after=question)
    live.close()
    question.prediction = "up"
    assert live._awaits == ["question"]
    assert set(_instances) == before


def test_the_next_figure_is_not_covered_since_the_last_one_was(waiting):
    waiting.stage.ask = lambda request: None
    draws = {"kind": "draw", "client": "a", "seq": 1, "key": "k", "ahead": 0, "sharp": False, "state": {"t": 1}}
    layout = {"width": 960, "ratio": 1.5, "dark": False, "covered": True}
    waiting._heard(waiting, draws | {"layout": layout}, [])
    live = dots()
    assert live.first()[1]["say"] == "It rises to 0.2."
    live.close()


@pytest.mark.parametrize("wrong", [True, "question", object()])
def test_what_is_no_question_is_refused(wrong):
    with pytest.raises(TypeError, match=r"^`after` must be a question"):
        dots(after=wrong)


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENES)
def test_on_a_covered_panel_of_any_explorer_nothing_is_drawn_but_its_axes(name, question):
    live = first(name, **({"guess": []} if "guess" in SCENES[name].controls else {}))
    live._awaits = live._awaits or ["question"]
    for share in (0.3, 0.7):
        live.stage.draw(elsewhere(live, share, HAND), covered=True)
    ((picture, axes),) = live.stage.pictures.values()
    covered = [ax for i, ax in enumerate(axes) if i not in SCENES[name].seen]
    drawn = [part for ax in covered for part in ax.get_children() if part.get_visible()]
    others = [part.get_gid() for part in drawn if not isinstance(part, Axis | Spine)]
    assert others.count(UNCOVERED) == len(others) >= 2 * len(covered)  # a title and words for each
    assert covered or name == "backprop"  # which begins with nothing done
    known = {id(part) for ax in covered for part in ax.get_children()}
    assert all(id(part) in known for part in picture.moving if part.axes in covered and part.get_visible())
    live.close()
