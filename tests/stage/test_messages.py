"""A message of the page that has not what it must have is refused in a sentence, and changes nothing."""

import logging

import pytest

from jaclib.stage.messages import fault
from tests.one_dot import dot

LAYOUT = {"width": 360, "ratio": 1.5, "dark": False, "covered": False}
DRAW = {"kind": "draw", "client": "a", "seq": 1, "key": "k", "ahead": 0, "sharp": False, "state": {"t": 1}}
DRAW |= {"layout": LAYOUT}
RESTED = {"kind": "rested", "state": {"t": 0.5}}
ENTERED = {"kind": "entered", "name": "t", "value": None}
AWAITS = {"kind": "awaits", "still": []}
DRAGGED = {"kind": "dragged", "frames": 42, "rate": 30.4, "trip": 48, "drawing": 12.3, "encoding": 4.1}


def without(message, name):
    return {key: value for key, value in message.items() if key != name}


@pytest.mark.parametrize("message", [DRAW, RESTED, ENTERED, AWAITS, DRAGGED], ids=lambda message: message["kind"])
def test_a_message_with_all_its_fields_is_heeded_and_without_one_refused(message):
    assert fault(message, {"t"}) == ""
    for name in message:
        said = fault(without(message, name), {"t"})
        assert {"kind": "must be one of", "layout": "`width` must be"}.get(name, f"`{name}` must be") in said
        assert said.endswith(".")


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (DRAW | {"seq": 1.5}, 'In a message "draw" of the page `seq` must be a whole number; got 1.5.'),
        (DRAW | {"seq": True}, "`seq` must be a whole number; got True."),
        (DRAW | {"sharp": 1}, "`sharp` must be true or false; got 1."),
        (DRAW | {"layout": LAYOUT | {"width": "wide"}}, "`width` must be a number; got 'wide'."),
        (DRAW | {"layout": None}, "`width` must be a number; got None."),
        (DRAW | {"state": {"t": 1, "u": 2}}, "`u` is no control of the figure."),
        (AWAITS | {"still": "question"}, "`still` must be a list; got 'question'."),
        (RESTED | {"state": [1]}, "`state` must be an object; got [1]."),
        (ENTERED | {"name": "u"}, 'In a message "entered" of the page `u` is no control of the figure.'),
        (without(ENTERED, "value"), "`value` must be there; got None."),
        (
            {"kind": "drawn"},
            "A message of the page must be one of draw, rested, entered, awaits, dragged; got 'drawn'.",
        ),
        ({"kind": ["draw"]}, "got ['draw']."),
        ({}, "got None."),
        ("draw", "got None."),
    ],
)
def test_a_sentence_says_what_is_wrong(message, said):
    assert fault(message, {"t"}).endswith(said)


@pytest.fixture
def live():
    made = dot()
    yield made
    made.close()


@pytest.mark.parametrize("wrong", [without(DRAW, "seq"), RESTED | {"state": {"u": 1}}, without(ENTERED, "value"), {}])
def test_what_is_refused_is_logged_and_changes_nothing_and_the_next_is_heeded(live, caplog, wrong):
    asked, live.stage.ask = [], lambda request: asked.append(request)
    with caplog.at_level(logging.WARNING, "jaclib"):
        live._heard(live, wrong, [])
    (said,) = caplog.messages
    assert said == fault(wrong, live.controls)
    assert (live.state, asked) == ({"t": 0.2}, [])
    live._heard(live, RESTED, [])
    live._heard(live, DRAW, [])
    assert live.state == {"t": 0.5}
    assert [each["seq"] for each in asked] == [1]


def test_the_stats_are_those_of_the_last_drag(live):
    with pytest.raises(RuntimeError, match=r"^Drag something in the figure and let go first"):
        live.stats()
    live._heard(live, DRAGGED, [])
    live._heard(live, DRAGGED | {"trip": 95}, [])
    live._heard(live, without(DRAGGED, "trip"), [])
    assert live.stats() == (42, 30.4, 95, 12.3, 4.1)
    said = "42 pictures, 30 a second; 95 ms there and back, 12.3 ms to compute and draw, 4.1 ms to encode"
    assert repr(live.stats()) == said


def test_a_frame_tells_the_part_of_its_time_that_went_into_the_png(live):
    answer, _ = live.stage.answer(DRAW | {"heard": 0.0})
    assert 0 < answer["encoding"] < answer["ms"]
