"""What is kept beside the notebooks: there when it is asked for, never half written, and never in the way."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jaclib.course import store

KEYS = st.builds("{:02d}-{}".format, st.integers(0, 10), st.sampled_from(["rate", "gap"]))
KEPT = st.dictionaries(KEYS, st.lists(st.one_of(st.text(), st.floats(allow_nan=False)), min_size=1))


@pytest.fixture(autouse=True)
def here(monkeypatch):
    monkeypatch.delenv(store.PLACE)
    monkeypatch.setattr(store, "_said", set())


@given(guesses=KEPT, recall=KEPT, gone=st.integers(0, 10))
def test_what_was_kept_is_read_and_what_is_forgotten_is_that_notebooks_alone(guesses, recall, gone, tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebooks")
    for section, kept in (("guesses", guesses), ("recall", recall)):
        assert [store.keep(section, key, value, folder) for key, value in kept.items()] == [""] * len(kept)
    assert store.read("guesses", folder) == guesses and store.read("recall", folder) == recall
    mine = [key for key in [*guesses, *recall] if key.startswith(f"{gone:02d}-")]
    assert store.forget(f"{gone:02d}", folder) == bool(mine)
    left = {**store.read("guesses", folder), **store.read("recall", folder)}
    assert set(left) == {*guesses, *recall} - set(mine)
    assert [path.name for path in folder.iterdir()] == [store.NAME] * bool(guesses or recall)


def test_where_there_is_no_file_nothing_is_known_and_none_is_made(tmp_path):
    assert store.read("guesses", tmp_path) == {}
    assert not store.forget("01", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["", "{", '{"guesses": {"01-gap": [', "[1]", '{"guesses": []}', "\x00", b"\xff\xfe"])
def test_a_damaged_file_is_kept_aside_and_that_is_said_once(text, tmp_path, capsys):
    written = text if isinstance(text, bytes) else text.encode()
    (tmp_path / store.NAME).write_bytes(written)
    for _ in range(2):
        assert store.read("guesses", tmp_path) == {}
    assert (tmp_path / ".jaclib.json.damaged").read_bytes() == written
    said = "couldn't be read, and so your earlier answers aren't known. It is kept as .jaclib.json.damaged."
    assert capsys.readouterr().out == f".jaclib.json {said}\n"
    assert store.keep("guesses", "01-gap", [1], tmp_path) == ""
    assert store.read("guesses", tmp_path) == {"01-gap": [1]}


def test_one_that_is_damaged_again_is_kept_beside_the_first(tmp_path, capsys):
    for text in ("first", "second", "third"):
        (tmp_path / store.NAME).write_text(text)
        assert store.read("guesses", tmp_path) == {}
    said = capsys.readouterr().out
    for name, text in (("", "first"), ("-2", "second"), ("-3", "third")):
        assert (tmp_path / f".jaclib.json.damaged{name}").read_text() == text
        assert f"It is kept as .jaclib.json.damaged{name}.\n" in said


def test_what_cannot_be_read_nor_put_aside_is_left_alone_and_said_once(tmp_path, monkeypatch, capsys):
    def refuses(*_):
        raise OSError(13, "Permission denied")

    (tmp_path / store.NAME).mkdir()
    monkeypatch.setattr(Path, "replace", refuses)
    for _ in range(2):
        assert store.read("guesses", tmp_path) == {}
        assert store.keep("guesses", "01-gap", [1], tmp_path).count("can't be written") <= 1
    assert capsys.readouterr().out.count("can't be read, and so your earlier answers aren't known") == 1
    assert (tmp_path / store.NAME).is_dir()


def test_a_write_that_breaks_off_leaves_what_was_there(tmp_path, monkeypatch):
    store.keep("guesses", "01-gap", [1], tmp_path)

    def breaks(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(json, "dump", breaks)
    said = [store.keep("guesses", "01-gap", [2], tmp_path) for _ in range(2)]
    assert said[0].endswith(".jaclib.json can't be written (No space left on device).") and said[1] == ""
    assert store.read("guesses", tmp_path) == {"01-gap": [1]}
    assert [path.name for path in tmp_path.iterdir()] == [store.NAME]


def test_what_cannot_be_forgotten_is_not_said_to_be(tmp_path, monkeypatch, capsys):
    store.keep("guesses", "01-gap", [1], tmp_path)
    monkeypatch.setattr(store, "_write", lambda file, sections: "It can't be written.")
    assert not store.forget("01", tmp_path)
    assert capsys.readouterr().out == "It can't be written.\n"


def test_the_environment_names_another_file_or_none(tmp_path, monkeypatch):
    monkeypatch.setenv(store.PLACE, str(tmp_path / "other.json"))
    store.keep("guesses", "01-gap", [1], tmp_path / "notebooks")
    assert json.loads((tmp_path / "other.json").read_text()) == {"guesses": {"01-gap": [1]}}
    monkeypatch.setenv(store.PLACE, "")
    assert store.keep("guesses", "01-gap", [2]) == "" and store.read("guesses") == {}
    assert not store.forget("01")
