"""Questions from memory: what is asked, what is told, what is kept, and what comes back."""

import re
from importlib import import_module

import pytest

from jaclib import explore
from jaclib.course import predictions, recall, store
from jaclib.course.question import agrees

COURSE = {name: asked for notebook in recall.FILES for name, asked in recall.of(notebook).items()}


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A folder of notebooks, in which the kernel works."""
    monkeypatch.delenv(store.PLACE)
    monkeypatch.setattr(store, "_said", set())
    monkeypatch.chdir(tmp_path)
    return tmp_path / store.NAME


@pytest.fixture
def shown(monkeypatch):
    """What a cell puts on the page: shown(explore.recall, "03") gives its prompts by name."""
    made = []
    monkeypatch.setattr(import_module("jaclib.course.recall"), "display", made.append)

    def by_name(call, *given):
        made.clear()
        call(*given)
        return {each.asked.name: each for each in made}

    return by_name


def answer(prompt, value):
    """What the page sends when somebody commits to an answer."""
    prompt._heard(prompt, {"kind": "guess", "value": value}, [])


def wrong(asked):
    return next(each for each in asked.choices or asked.said if not agrees(asked, each))


def test_each_notebook_from_01_on_has_four_to_six():
    assert list(recall.FILES) == [f"{number:02d}" for number in range(1, 11)]
    assert {len(recall.of(notebook)) for notebook in recall.FILES} <= {4, 5, 6}
    assert not COURSE.keys() & {name for notebook in predictions.FILES for name in predictions.of(notebook)}


@pytest.mark.parametrize("name", COURSE)
def test_one_answer_is_right_and_each_other_is_told_its_own_sentence_and_the_reason(name):
    asked = COURSE[name]
    others = [each for each in asked.choices or asked.said if not agrees(asked, each)]
    assert len(others) >= 2 and asked.answer not in asked.said
    assert len({asked.said[each] for each in others}) == len(others)
    for each in [*others, asked.answer]:
        (prompt,) = recall.prompts([asked])
        answer(prompt, each)
        start, *words = prompt.outcome["words"]
        assert start.startswith("Right: " if each == asked.answer else "You answered: ")
        assert words == [*filter(None, [asked.said.get(each)]), asked.because]
        assert prompt.outcome["agrees"] == (each == asked.answer)
        prompt.close()


@pytest.mark.parametrize("name", COURSE)
def test_until_it_is_answered_nothing_that_the_page_has_tells_the_answer(name):
    asked = COURSE[name]
    (prompt,) = recall.prompts([asked])
    state = prompt.get_state()
    known = {value if isinstance(value, str) else repr(value) for key, value in state.items() if key[0] != "_"}
    assert state["outcome"] == {}
    assert not any(words in text for text in known for words in [asked.because, *asked.said.values()])
    assert repr(asked.answer) not in known and asked.answer not in known
    prompt.close()


def test_where_the_right_answer_stands_and_how_long_it_is_tells_nothing():
    asked = [each for each in COURSE.values() if each.choices]
    places = [each.choices.index(each.answer) for each in asked]
    assert all(len(asked) / 4 < places.count(place) < len(asked) / 2 for place in range(3))
    for extreme in (min, max):
        assert len(asked) / 8 < sum(extreme(each.choices, key=len) == each.answer for each in asked) < len(asked) / 2


def test_no_sentence_is_marked_up_and_every_formula_ends():
    for asked in COURSE.values():
        for words in [asked.text, *asked.choices, asked.because, *asked.said.values()]:
            plain = re.sub(r"\$[^$]*\$", "", words).replace("J_", "")
            assert words == words.strip() and not {"*", "`", "_", "$"} & set(plain), words


def test_of_several_the_first_is_open_and_all_are_of_one_group(shown):
    folds = [each.fold for each in shown(explore.recall, "03").values()]
    assert [fold["label"] for fold in folds] == [f"{place} of 6" for place in range(1, 7)]
    assert [fold["open"] for fold in folds] == [True] + [False] * 5
    (group,) = {fold["group"] for fold in folds}
    assert group not in {each.fold["group"] for each in shown(explore.recall, "03").values()}


def test_what_is_missed_comes_back_until_it_is_answered_rightly(kept, shown, capsys):
    for name, prompt in shown(explore.recall, "03").items():
        answer(prompt, wrong(prompt.asked) if name in ("03-rule", "03-paths") else prompt.asked.answer)
    for _ in range(2):  # whoever only looks, or answers wrongly again, is asked again
        again = shown(explore.missed, "03")
        assert list(again) == ["03-rule", "03-paths"] and capsys.readouterr().out == ""
        answer(again["03-paths"], 8)
    answer(again["03-rule"], again["03-rule"].asked.answer)
    assert list(shown(explore.missed, "03")) == list(shown(explore.missed)) == ["03-paths"]
    answer(shown(explore.missed)["03-paths"], 26)
    assert shown(explore.missed, "03") == {}
    assert capsys.readouterr().out == "Of the questions of notebook 03 that you have answered, none is missed.\n"


def test_only_the_first_answer_counts_for_then_the_right_one_is_known(kept, shown):
    prompt = shown(explore.recall, "01")["01-rows"]
    answer(prompt, 3)
    first = prompt.outcome
    for message in ({"kind": "guess", "value": 2}, {"kind": "anew"}):
        prompt._heard(prompt, message, [])
    assert prompt.outcome == first and store.read("recall") == {"01-rows": "missed"}


def test_the_course_as_a_whole_says_of_each_question_where_it_is_from(kept, shown):
    everything = shown(explore.recall)
    assert list(everything) == list(COURSE)
    assert everything["07-grows"].fold["label"] == "Notebook 07"
    for name in ("02-slope", "09-signs"):
        answer(everything[name], wrong(COURSE[name]))
    assert list(shown(explore.missed)) == ["02-slope", "09-signs"]


NOTHING = "No answers to the questions of notebook 02 are kept here: there is nothing to repeat.\n"


@pytest.mark.parametrize("how", ["off", "none", "damaged", "changed"])
def test_where_nothing_is_kept_one_line_says_so_and_questions_are_asked_all_the_same(
    how, kept, shown, monkeypatch, capsys
):
    if how == "off":
        monkeypatch.setenv(store.PLACE, "")
        answer(shown(explore.recall, "02")["02-slope"], 1)
    elif how == "damaged":
        kept.write_text('{"recall": {"02-slope": ')
    elif how == "changed":  # by a hand, or by a newer course
        kept.write_text('{"recall": {"02-slope": ["missed"], "02-gone": "missed"}}')
    assert shown(explore.missed, "02") == {}
    assert capsys.readouterr().out.endswith(NOTHING)
    assert len(shown(explore.recall, "02")) == 5


def test_what_cannot_be_kept_is_said_once(kept, shown, monkeypatch):
    monkeypatch.setenv(store.PLACE, str(kept.parent / "nowhere" / "store.json"))
    prompts = shown(explore.recall, "01")
    for name, notes in (("01-rows", 1), ("01-polar", 0)):
        answer(prompts[name], 3)
        words = prompts[name].outcome["words"]
        assert sum(each.startswith("Your answers can't be kept beyond this session: ") for each in words) == notes


def test_what_is_forgotten_is_neither_right_nor_missed(kept, shown, capsys):
    answer(shown(explore.recall, "02")["02-slope"], 1)
    assert store.forget("02") and shown(explore.missed, "02") == {}
    assert capsys.readouterr().out == NOTHING


@pytest.mark.parametrize("call", [explore.recall, explore.missed])
def test_a_notebook_without_questions_is_named(call):
    with pytest.raises(ValueError, match=r"notebook must be one of 01, 02, .*; got '00'\."):
        call("00")


@pytest.mark.parametrize("call", [explore.recall, explore.missed])
@pytest.mark.parametrize(("given", "near"), [(1, "01"), ("3", "03"), (["03"], "03"), ("03-rule", "03"), (10, "10")])
def test_a_notebooks_number_written_otherwise_is_asked_back(call, given, near):
    with pytest.raises(ValueError, match=rf'got {re.escape(repr(given))}: did you mean "{near}"\?$'):
        call(given)
