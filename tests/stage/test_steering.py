"""A figure's traits: what moves it from a cell, what hears of it, what follows what, and what is refused."""

from unittest.mock import patch

import ipywidgets as W
import pytest
import traitlets

from jaclib import explore
from jaclib.stage import Shared, choice, control, following, point, scene, slider, started, whole
from tests.hand import enter, seen

STARTS = {("x", "y"): (0, 1), ("r", "θ"): (2, 3)}


@scene(
    titles=("A table",),
    label="A table with a row, a point and a layer",
    compute=lambda **now: now,
    paint=lambda palette, ax: {},
    say=lambda now: f"row {now['row']} of {now['n']}",
    n=whole("rows", "n", 1, 9),
    row=following("n", lambda n: whole("row", "i", 0, n), start=lambda n: n // 2, resets=False),
    last=following("n", lambda n: whole("last", "j", 0, n, sticks=True), start=lambda n: n, resets=False),
    kind=choice("in", {"the plane": ("x", "y"), "polar": ("r", "θ")}),
    p=following("kind", lambda names: point("p", names=names), start=STARTS.get),
    width=following("n", lambda n: whole("width", "w", 1, 9)._replace(shown=n > 1)),
    t=slider("time", "t", 0, 1),
)
def table(n=6, row=None, last=None, kind=("x", "y"), p=None, width=4, t=0.5):
    """A table."""


@pytest.fixture
def figure():
    figure = table()
    yield figure
    figure.close()


def test_a_control_has_a_trait_of_its_name_and_value_has_them_all(figure):
    figure.t = 0.25
    assert (figure.t, figure.state["t"], figure.value["t"]) == (0.25, 0.25, 0.25)
    assert figure.value == figure.state


def test_what_a_control_cannot_be_is_refused_in_the_words_of_the_call_and_all_stays_as_it_was(figure):
    before = figure.state
    with pytest.raises(ValueError, match="`t` must be a number from 0 to 1; got 3") as told:
        figure.t = 3
    assert str(told.value) == "`t` must be a number from 0 to 1; got 3."
    assert enter(figure, "t", 3) == "time must be a number from 0 to 1; got 3."  # as it is called on the page
    assert enter(figure, "t", "`t` `t`") == "time must be a number from 0 to 1; got '`t` `t`'."
    assert enter(figure, "t", "half") == "time must be a number from 0 to 1; got 'half'."
    assert figure.state == before
    with pytest.raises(ValueError, match="`t` must be a number from 0 to 1; got 3"):
        table(t=3)


def test_a_name_that_no_control_has_is_answered_with_those_that_there_are_and_nothing_is_taken_silently(figure):
    others = r"must be one of n, row, last, kind, p, width, t; got {}\."
    with pytest.raises(AttributeError, match=others.format("epz")):
        figure.epz = 0.1
    with pytest.raises(AttributeError, match=others.format("tt")):
        figure.observe(print, ["t", "tt"])
    figure.tooltip, figure.arguments, figure._mine = "a table", {}, 3  # a widget's own, a figure's, and one's own
    assert (figure.tooltip, figure._mine, hasattr(figure, "epz")) == ("a table", 3, False)
    heard = []
    figure.observe(heard.append, "t")
    figure.observe(heard.append)
    figure.t = 0.75
    assert len([change for change in heard if change.name == "t"]) == 2
    with pytest.raises(AttributeError, match=r"must be one of f, a; got b\."):
        explore.State("polar").b = 1


def test_what_follows_starts_where_the_others_say_and_ends_where_they_end(figure):
    ends = lambda: (figure.row, figure._looks["row"]["hi"])  # noqa: E731
    assert ends() == (3, 6)
    figure.n = 2
    assert ends() == (2, 2)
    figure.n = 8
    assert ends() == (2, 8)


def test_what_the_page_says_when_the_hand_rests_is_the_value_and_what_follows_comes_along(figure):
    figure._heard(figure, {"kind": "rested", "state": {"t": 0.25, "n": 2}}, [])
    assert (figure.t, figure.n, figure.row) == (0.25, 2, 2)


@scene(
    titles=("A row",),
    label="The row of a state",
    compute=lambda **now: now,
    paint=lambda palette, ax: {},
    say=lambda now: f"row {now['row']}",
    t=slider("time", "t", 0, 1),
)
def one_row(t=0.5, state=None):
    """A row."""


def test_what_follows_in_a_state_ends_in_its_figures_where_it_ends_in_the_state():
    n = control("n", whole("rows", "n", 1, 9), 6)
    row = following("n", lambda n: whole("row", "i", 0, n), start=lambda n: n, resets=False)
    state = Shared({"n": n, "row": started("row", row, None, {"n": n})}, {"row": row})
    figure = one_row(state=state)
    state.n = 9
    state.row = 8
    assert (figure.n, figure.row) == (9, 8)
    figure.close(), state.close()


def test_what_sticks_stays_at_the_end_if_it_was_there(figure):
    figure.n = 9
    assert figure.last == 9
    figure.last = 4
    figure.n = 5
    assert figure.last == 4


def test_what_resets_goes_back_to_its_start_and_takes_the_new_names(figure):
    figure.p = (5, 5)
    figure.kind = "polar"
    assert figure.p == [2, 3]
    assert figure._looks["p"]["names"] == ("r", "θ")


@scene(
    titles=("A place",),
    label="A place on a shelf",
    compute=lambda **now: now,
    paint=lambda palette, ax: {},
    say=lambda now: "",
    n=whole("shelves", "n", 1, 9),
    at=following("n", lambda n: slider("place", "x", 0, 9), start=lambda n: n / 2, resets=lambda x, n: x > n),
)
def place(n=6, at=None):
    """A place."""


def test_what_resets_only_where_it_must_stays_where_it_may():
    figure = place(at=5)
    figure.n = 5
    assert figure.at == 5
    figure.n = 4
    assert figure.at == 2
    figure.close()


@scene(
    titles=("A shelf",),
    label="A place on a shelf in a unit",
    compute=lambda **now: now,
    paint=lambda palette, ax: {},
    say=lambda now: "",
    n=whole("shelves", "n", 1, 9),
    unit=choice("in", ["cm", "inches"]),
    at=following(
        ("n", "unit"), lambda n, unit: slider(f"place in {unit}", "x", 0, 9), start=lambda n, unit: n / 2, resets=("n",)
    ),
)
def shelf(n=6, unit="cm", at=None):
    """A place."""


def test_what_resets_with_one_thing_takes_the_names_of_another_and_stays_where_it_is():
    figure = shelf(at=5)
    figure.unit = "inches"
    assert (figure.at, figure._looks["at"]["label"]) == (5, "place in inches")
    figure.n = 4
    assert (figure.at, figure._looks["at"]["label"]) == (2, "place in inches")
    figure.close()


def test_what_has_no_meaning_is_hidden_and_comes_back_as_it_was(figure):
    figure.n = 1
    assert "width" not in seen(figure)
    figure.n = 2
    assert "width" in seen(figure)
    assert figure.width == 4


def test_the_page_is_told_of_the_values_that_follow_together_with_what_they_follow(figure):
    with patch.object(figure.comm, "send") as told:
        enter(figure, "n", 2)
    sent = [call.args[0] if call.args else call.kwargs["data"] for call in told.call_args_list]
    (state,) = [each["state"] for each in sent if each["method"] == "update"]
    assert {name: state[name] for name in ("n", "row", "last")} == {"n": 2, "row": 2, "last": 2}


def test_ordinary_widgets_are_linked_with_a_figure_in_the_kernel(figure):
    bar = W.FloatSlider(min=0, max=1, value=0.1)
    traitlets.link((bar, "value"), (figure, "t"))
    assert figure.t == 0.1
    figure.t = 0.75
    assert bar.value == 0.75
    W.jslink((bar, "value"), (figure, "t")), W.jsdlink((figure, "t"), (bar, "value"))


def test_a_link_in_the_page_moves_a_control_though_it_saves_the_pages_picture_with_it(figure):
    """jslink saves all that the page has set; what comes in a message's buffers is no `bytes`."""
    before = figure._still, figure._shown
    figure.set_state({"_shown": {"say": "…"}, "t": 0.75, "_still": memoryview(b"png")})
    assert (figure.t, figure._still, figure._shown) == (0.75, *before)


def test_what_a_link_in_the_page_moves_too_far_is_refused_there_and_put_back(figure):
    with patch.object(figure, "send") as told, patch.object(figure, "send_state") as put_back:
        figure.set_state({"t": 5, "n": 2})
    said = [call.args[0] for call in told.call_args_list]
    wrong = {each["name"]: each["wrong"] for each in said if each["kind"] == "taken"}
    assert wrong == {"t": "time must be a number from 0 to 1; got 5.", "n": ""}
    assert (figure.t, figure.n) == (0.5, 2)
    put_back.assert_called_with(["t"])


def test_interactive_output_hears_a_figure_and_moves_one(figure):
    heard, bar = [], W.FloatSlider(min=0, max=1, value=0.2)
    W.interactive_output(lambda state: heard.append(state["t"]), {"state": figure})
    W.interactive_output(lambda t: setattr(figure, "t", t), {"t": bar})
    assert heard == [0.5, 0.2]
    bar.value = 0.9
    assert (figure.t, heard[-1]) == (0.9, 0.9)


def test_a_map_is_set_by_its_name_a_formula_or_a_function_and_copied_as_it_was_given():
    figure = explore.linear_approximation("polar")
    for f in ("cusp", "x*y, x + y"):
        figure.f = f
        assert figure.f == f
    figure.f = lambda x, y: (x + y, x - y)
    assert figure.stage.draw(figure.state)[1]["say"]
    assert figure.now()["f"]([1.0, 2.0]).tolist() == [3, -1]
    figure.close()


def test_a_name_that_widgets_need_is_no_name_of_a_control():
    @scene(titles=("…",), label="…", compute=dict, paint=dict, say=str, keys=slider("keys", "k", 0, 1))
    def broken(keys=0):
        """Broken."""

    with pytest.raises(ValueError, match="`keys` can't be the name of a control"):
        broken()
