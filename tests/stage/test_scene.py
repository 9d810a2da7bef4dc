"""A scene as a function: what its signature and its controls make of a call, and of the code that recreates it."""

import inspect

import pytest

from jaclib.stage import Challenge, choice, point, scene, slider, switch, whole


@scene(
    titles=("One panel",),
    label="A figure without marks",
    compute=lambda **now: now,
    paint=lambda palette, *axes: {},
    say=lambda now: f"t = {now['t']:g}",
    challenges={"half": Challenge("Reach one half.", lambda now: None)},
    t=slider("time", "t", 0, 1),
    a=point("point a"),
    k=whole("steps", "k", 0, 9),
    way=choice("way", {"there": "forward", "back": "reverse"}),
    on=switch("on"),
)
def small(t=0.5, a=(1, 2), *, k=3, way="forward", on=False, challenges=()):
    """Show next to nothing.

    Source: Euclid.
    """


def code(**given) -> str:
    live = small(**given)
    _, words = live.stage.draw(live.state)
    live.close()
    return words["call"]


def test_a_call_names_its_arguments_and_leaves_out_what_is_by_name_only_and_as_it_is_without():
    assert code() == "small(t=0.5, a=(1, 2))"
    assert code(k=3, way="forward", on=False) == "small(t=0.5, a=(1, 2))"
    assert code(t=0.25, k=4, way="reverse", on=True) == "small(t=0.25, a=(1, 2), k=4, way='reverse', on=True)"


def test_none_is_what_is_meant_where_nothing_is_given():
    assert code(t=None, a=None, k=None) == code()


def test_an_argument_that_there_is_none_is_refused_as_for_any_function():
    with pytest.raises(TypeError, match=r"small\(\) got an unexpected keyword argument 'speed'"):
        small(speed=1)


def test_a_challenge_is_asked_for_by_its_name():
    live = small(challenges="half")
    assert live._settings["tasks"] == ["Reach one half."]
    live.close()
    with pytest.raises(ValueError, match="`challenges` must be among 'half'; got 'whole'"):
        small(challenges=["whole"])


def test_it_has_the_signature_it_is_written_with_and_says_what_it_refuses_before_its_source():
    assert list(inspect.signature(small).parameters) == ["t", "a", "k", "way", "on", "challenges"]
    text = inspect.getdoc(small)
    assert text.startswith("Show next to nothing.")
    assert 0 < text.index("`challenges`") < text.index("Raises ValueError") < text.index("Source: Euclid.")
