"""What is true of every explorer, told from its scene."""

import json

import jax
import numpy as np
import pytest
from ipywidgets.widgets.widget import _instances

from jaclib import explore
from jaclib.draw import LIGHT, panels
from jaclib.explore import SCENES
from jaclib.stage import EVERYTHING
from tests.explore.elsewhere import HAND, elsewhere, first, put

WRONG = {
    "slider": ["x", None, np.nan, 1e9, -1e9, (0.5,), True],
    "log_slider": ["x", np.nan, 0, 1e9, -1, (0.5,)],
    "whole": ["x", 0.5, 10**6, -1, (1,)],
    "choice": ["nonsense", 3.25, ["x"]],
    "switch": ["yes", 3, [True]],
    "point": ["x", 1, (1, 2, 3, 4), (1, np.nan), (1, 2e7)],
    "turn": ["x", 1, (1, 2, 3), (0, 91), (np.inf, 0)],
    "box": ["x", (), range(9), (-1, np.nan), (1e9,)],
    "drawn": [[1, 2], [(1, 2, 3)], [(1, np.nan)]],
}
CONTROLS = [(name, control) for name, scene in SCENES.items() for control in scene.controls]


@pytest.fixture
def shown():
    """Shows the scene of a name, and closes what was shown."""
    living = []

    def show(name, **given):
        living.append(first(name, **given))
        return living[-1]

    yield show
    for live in living:
        live.close()


def test_every_explorer_is_a_scene_and_every_name_leads_to_one():
    explorers = [name for name in explore.__all__ if hasattr(getattr(explore, name), "scene")]
    assert {scene.name for scene in SCENES.values()} >= set(explorers)
    assert all(callable(getattr(explore, scene.name)) for scene in SCENES.values())


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_says_what_it_shows_and_its_arguments_start_its_controls(name):
    scene = SCENES[name]
    assert len(scene.label) > 20
    arguments = set(scene.signature.parameters) - {"state", "challenges", "after"}
    together = {each for several in scene.together.values() for each in several}
    controls = {each for one in SCENES.values() if one.name == scene.name for each in one.controls}  # of the same call
    assert arguments <= controls | set(scene.spread) | together
    assert set(scene.more) <= controls
    assert ("challenges" in scene.signature.parameters) == bool(scene.challenges)


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENES)
def test_a_figure_follows_another_to_its_state(name, shown):
    one, other = shown(name), shown(name)
    put(other, 0.7)
    one.follow(other)
    assert one.state == other.state and one._looks == other._looks


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.2, 0.9])
@pytest.mark.parametrize("name", SCENES)
def test_the_copied_call_recreates_the_state(name, share, shown):
    live = shown(name)
    put(live, share)
    _, words = live.stage.draw(live.state)  # whatever the state is, there is a picture
    json.dumps([words, live._looks], allow_nan=False)  # as they go to the page
    call = live.stage.describe(live.stage.compute(**live.now()), live.state)
    again = eval(call["call"], {"explore": explore})
    assert list(again.state) == list(live.state)
    for each, value in live.state.items():
        if live.controls[each].declared.shown:  # the width of a layer that isn't there is kept by the page alone
            assert again.controls[each].code(again.state[each]) == live.controls[each].code(value)
    again.close()


@pytest.mark.parametrize(("name", "control"), CONTROLS)
def test_a_wrong_argument_is_answered_by_what_it_must_be(name, control, shown):
    scene = SCENES[name]
    if control not in scene.signature.parameters:  # it starts from another argument, or a state brings it
        assert control in spread_over(scene) | set(scene.together) or control not in shown(name).controls
        return
    controls = shown(name).controls
    kind = controls[control].declared.kind if control in controls else None
    for wrong in WRONG.get(kind, [object()]) if kind else []:
        if wrong is None or (kind == "slider" and wrong is True):
            continue
        with pytest.raises((ValueError, TypeError)) as told:
            shown(name, **{control: wrong})
        if kind in WRONG:
            assert str(told.value).startswith(f"`{control}` must ")
            assert "got" in str(told.value)


def spread_over(scene):
    """The controls that show an argument of another name."""
    parameters = scene.signature.parameters
    return {
        control
        for argument, spread in scene.spread.items()
        for control in spread.split(argument, parameters[argument].default)
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENES)
def test_nothing_compiles_while_one_drags(name, shown):
    live = shown(name)
    for share in (0.3, 0.7):
        live.stage.draw(elsewhere(live, share, HAND))
    made = []
    listen = lambda event, *_, **__: made.append(event) if "compile" in event else None  # noqa: E731
    jax.monitoring.register_event_duration_secs_listener(listen)
    try:
        for share in (0.35, 0.5, 0.6):
            live.stage.draw(elsewhere(live, share, HAND))
    finally:
        jax.monitoring.unregister_event_duration_listener(listen)
    assert made == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENES)
def test_nothing_is_left_behind_after_closing(name):
    before = set(_instances)
    live = first(name)
    live.stage.draw(live.state)
    assert len(_instances) > len(before)
    live.close()
    assert set(_instances) == before
    assert live.stage.pictures == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENES)
def test_every_mark_is_named_for_arrays_that_compute_gives(name, shown):
    live, scene = shown(name), SCENES[name]
    now = live.stage.compute(**live.now())
    first = live.now()
    parts = {"titles": scene.titles, "paint": scene.paint} | scene.fit(**first)
    _, axes = panels(parts["titles"])
    marks = parts["paint"](LIGHT, *axes)
    for names in marks:
        assert names == EVERYTHING or set([names] if isinstance(names, str) else names) <= set(now)
