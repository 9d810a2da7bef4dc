"""The stage in the kernel, without a page: what it draws, drops, and answers."""

import queue
import threading
import time

import numpy as np
import pytest
from matplotlib.figure import Figure

from jaclib.draw import frame, point
from jaclib.stage import NotReady, control, sentence, show, slider
from jaclib.stage import live as figures
from jaclib.stage import stage as stages


def dot(palette, ax):
    frame(ax, ((0, 1), (0, 1)))
    mark = point(ax, palette.ink)
    return {("t", "t"): lambda *at: mark(at)}


class Page:
    """Stands in for the page: asks, and hears what is sent."""

    def __init__(self, compute=lambda t: {"t": t}, paint=dot):
        controls = {"t": control("t", slider("t", "t", 0, 1), 0.2)}
        self.live = show(("dot",), controls, compute, paint, lambda now: f"t = {now['t']:.2f}", label="a dot")
        self.stage, self.heard, self.came = self.live.stage, [], threading.Condition()
        self.stage.send = self.hear

    def hear(self, content, buffers=None):
        with self.came:
            self.heard.append((content, buffers))
            self.came.notify_all()

    def ask(self, seq, t, *, client="page", ahead=0, sharp=False):
        layout = {"width": 360, "ratio": 1, "dark": False, "covered": False}
        message = {"kind": "draw", "client": client, "seq": seq, "key": f"t={t}", "state": {"t": t}, "sharp": sharp}
        self.live._heard(self.live, message | {"layout": layout, "ahead": ahead}, [])

    def wait(self, until, seconds=20):
        with self.came:
            assert self.came.wait_for(lambda: until([content for content, _ in self.heard]), seconds)
            return [content for content, _ in self.heard]


@pytest.fixture
def page():
    page = Page()
    yield page
    page.live.close()


def slowly(t):
    time.sleep(0.05)
    return {"t": t}


def test_a_frame_names_its_state_and_says_what_it_shows(page):
    page.ask(1, 0.5)
    (answer,) = page.wait(len)
    assert (answer["seq"], answer["key"], answer["say"]) == (1, "t=0.5", "t = 0.50")
    assert page.heard[0][1][0].startswith(b"\x89PNG")


def test_the_first_frame_is_drawn_for_a_wide_page_until_a_page_has_told_its_look(page, monkeypatch):
    monkeypatch.setattr(figures, "LAST_LAYOUT", {})
    wide, _ = page.live.first()
    assert page.live._shown["layout"] == {"width": 960, "ratio": 1.5, "dark": False, "covered": False}
    page.ask(1, 0.5)
    page.wait(len)
    narrow, _ = page.live.first()
    assert page.live._shown["layout"] == {"width": 360, "ratio": 1, "dark": False, "covered": False}
    page.live.first(width=480)  # one of several side by side, of which no page has asked for one
    assert page.live._shown["layout"]["width"] == 480
    assert len({wide, narrow, page.live._still}) == 3


def test_the_first_frame_comes_with_its_state_and_its_words(page):
    png, words = page.live.first()
    assert page.live._still == png
    assert page.live._shown == words | {"state": {"t": 0.2}, "layout": page.live._shown["layout"]}
    assert words["say"] == "t = 0.20"


def test_of_many_requests_the_newest_is_drawn_and_those_it_overtook_are_not():
    page = Page(slowly)
    for seq in range(1, 51):
        page.ask(seq, seq / 100)
    answers = page.wait(lambda heard: any(answer["seq"] == 50 for answer in heard))
    page.live.close()
    assert len(answers) <= 3


def test_the_hand_goes_before_what_is_drawn_ahead():
    page = Page(slowly)
    for k in range(1, 11):
        page.ask(0, k / 100, ahead=7)
    page.ask(1, 0.9)
    answers = page.wait(lambda heard: any(answer["seq"] == 1 for answer in heard))
    page.live.close()
    assert len(answers) <= 2


def test_what_was_to_be_drawn_ahead_is_dropped_when_the_hand_moves_on():
    page = Page(slowly)
    for k in range(1, 11):
        page.ask(0, k / 100, ahead=7)
    page.ask(1, 0.9)
    page.wait(lambda heard: any(answer["seq"] == 1 for answer in heard))
    page.ask(0, 0.91, ahead=1)
    answers = page.wait(lambda heard: any(answer["key"] == "t=0.91" for answer in heard))
    page.live.close()
    assert len(answers) <= 3  # one may have been under way when the hand moved


def test_the_place_of_a_panel_and_of_a_point_in_it_are_told_from_the_top_left():
    figure = Figure(figsize=(4, 2))
    ax = figure.add_axes((0.1, 0.6, 0.3, 0.2))
    ax.set(xlim=(0, 10), ylim=(0, 5))
    assert stages._place(ax)["box"] == pytest.approx([0.1, 0.2, 0.4, 0.4])
    assert (stages._place(ax)["xlim"], stages._place(ax)["ylim"]) == ((0, 10), (0, 5))
    assert stages._in_figure([None, ax], 1, (5, 4)) == pytest.approx([0.25, 0.24])
    assert stages._in_figure([None, ax], 1, (np.nan, 4)) is None


def test_the_time_that_a_frame_takes_is_told_and_how_long_its_request_was_held_with_what_it_waited():
    page = Page(slowly)
    page.ask(1, 0.1, client="one")
    page.ask(1, 0.2, client="two")
    last = page.wait(lambda heard: len(heard) == 2)[-1]
    page.live.close()
    assert last["ms"] >= 50  # compute sleeps so long
    assert last["held"] >= last["ms"] + 40  # the other one's frame was drawn before


def test_where_the_hand_comes_to_rest_the_traits_have_what_the_page_shows(page):
    heard = []
    page.live.observe(heard.append, "t")
    page.live._heard(page.live, {"kind": "rested", "state": {"t": 0.7}}, [])
    assert (page.live.t, page.live.state, page.live.value) == (0.7, {"t": 0.7}, {"t": 0.7})
    assert [change.new for change in heard] == [0.7]


def test_compute_is_given_what_is_read_of_a_control(page):
    page.stage.controls["t"] = page.stage.controls["t"]._replace(read=lambda t: t / 2)
    assert page.stage.draw({"t": 0.5})[1]["say"] == "t = 0.25"


def test_each_of_two_pages_gets_its_newest():
    page = Page(slowly)
    for seq in range(1, 6):
        page.ask(seq, seq / 10, client="one")
        page.ask(seq, seq / 10, client="two")
    page.wait(lambda heard: {answer["client"] for answer in heard if answer["seq"] == 5} == {"one", "two"})
    page.live.close()


def test_an_error_is_an_answer_and_the_next_request_is_drawn():
    def compute(t):
        if t > 0.5:
            raise ValueError("too large\nby far")
        return {"t": t}

    page = Page(compute)
    page.ask(1, 0.9)
    assert page.wait(len)[0]["error"] == "ValueError: too large by far"
    page.ask(2, 0.3)
    assert page.wait(lambda heard: len(heard) > 1)[1]["say"] == "t = 0.30"
    page.live.close()


def test_of_two_requests_that_come_in_the_wrong_order_the_later_one_is_drawn():
    page = Page(slowly)
    for seq in (1, 3, 2):  # the first one is being drawn meanwhile
        page.ask(seq, seq / 10)
    page.wait(lambda heard: any(answer["seq"] == 3 for answer in heard))
    page.live.close()


def test_what_needs_longer_says_how_far_it_is_and_is_there_when_asked_again():
    far = iter(range(1, 4))

    def compute(t):
        if (k := next(far)) < 3:
            raise NotReady(f"part {k} of 3")
        return {"t": t}

    page = Page(compute)
    for seq in (1, 2, 3):
        page.ask(seq, 0.5)
        page.wait(lambda heard, seq=seq: len(heard) == seq)
    first, second, third = (content for content, _ in page.heard)
    assert (first["later"], second["later"], third["say"]) == ("part 1 of 3", "part 2 of 3", "t = 0.50")
    page.live.close()


def test_without_a_page_a_picture_that_needs_longer_is_waited_for():
    far = iter(range(3))

    def compute(t):
        if next(far) < 2:
            raise NotReady("")
        return {"t": t}

    assert Page(compute).stage.draw({"t": 0.5})[1]["say"] == "t = 0.50"


def test_after_closing_the_thread_is_gone(page):
    page.ask(1, 0.5)
    page.wait(len)
    thread = page.stage._thread
    page.live.close()
    thread.join(timeout=10)
    assert not thread.is_alive()


def test_a_frame_under_way_while_the_figure_is_closed_leaves_no_picture_behind():
    begun, closed = threading.Event(), threading.Event()

    def compute(t):
        if t == 0.5:
            begun.set()
            closed.wait(20)
        return {"t": t}

    page = Page(compute)
    page.ask(1, 0.5)
    assert begun.wait(20)
    thread = page.stage._thread
    page.live.close()
    closed.set()
    thread.join(20)
    assert not thread.is_alive()
    assert page.stage.pictures == {}


def test_a_thread_that_died_is_followed_by_another(page, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", lambda args: None)
    good, page.stage.send = page.stage.send, lambda *_: 1 / 0
    page.ask(1, 0.5)
    thread = page.stage._thread
    thread.join(timeout=10)
    page.stage.send = good
    page.ask(2, 0.6)
    assert page.wait(len)[0]["seq"] == 2


def test_the_dark_and_the_narrow_picture_are_other_pictures(page):
    light, _ = page.stage.draw({"t": 0.5})
    dark, _ = page.stage.draw({"t": 0.5}, dark=True)
    _, narrow = page.stage.draw({"t": 0.5}, width=360)
    assert light != dark
    assert narrow["width"] == 360
    assert len(page.stage.pictures) <= 2  # more would only fill the memory


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
        (ValueError(""), "ValueError: no more is known"),
        (type("FormulaError", (ValueError,), {})("Write sin(x)."), "Write sin(x)."),
        (RuntimeError("long " * 1000), None),
    ],
)
def test_an_error_becomes_one_sentence(error, said):
    assert "\n" not in sentence(error)
    assert len(sentence(error)) <= 400
    assert said is None or sentence(error) == said


def higher_from_a_half_on(palette, ax):
    return {"t": lambda t: frame(ax, ((0, 1), (0, 1 + float(t > 0.5))))}


def test_the_picture_comes_back_from_what_was_drawn_ahead_to_the_background_on_which_the_hand_rests(monkeypatch):
    monkeypatch.setattr(stages, "ALONE", 0.05)
    page, drawn = Page(paint=higher_from_a_half_on), queue.Queue()
    page.stage.on_frame = lambda key, png: drawn.put(key)
    page.ask(1, 0.4)
    page.wait(len)
    for t in (0.45, 0.6):
        page.ask(0, t, ahead=1)
    assert [drawn.get(timeout=20) for _ in range(4)] == ["t=0.4", "t=0.45", "t=0.6", "t=0.4"]
    page.ask(0, 0.41, ahead=1)  # on the same background: there is nothing to come back from
    assert drawn.get(timeout=20) == "t=0.41"
    with pytest.raises(queue.Empty):
        drawn.get(timeout=0.5)
    page.live.close()
    assert [answer["key"] for answer, _ in page.heard] == ["t=0.4", "t=0.45", "t=0.6", "t=0.41"]
