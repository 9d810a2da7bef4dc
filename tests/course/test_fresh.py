"""A fresh notebook: as it came, with what a student made of it kept beside it, and no other notebook touched."""

import shutil
import subprocess
from importlib import import_module

import pytest

from jaclib.course import store
from jaclib.explore import fresh

MODULE = import_module("jaclib.course.fresh")  # the package has the function under this name


@pytest.fixture
def course(tmp_path):
    """Two notebooks in a repository of their own."""
    for name in ("01_first.ipynb", "02_second.ipynb"):
        (tmp_path / name).write_text(f"{name} as it came")
    git = ["git", "-C", tmp_path, "-c", "user.name=A", "-c", "user.email=a@b.c"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "The course"]):
        subprocess.run([*git, *command], check=True)
    return tmp_path


def test_a_changed_notebook_comes_back_and_the_changed_one_is_kept(course, capsys):
    for text in ("my first try", "my second try"):
        (course / "01_first.ipynb").write_text(text)
        fresh("01", course)
    assert (course / "01_first.ipynb").read_text() == "01_first.ipynb as it came"
    assert (course / "01_first.mine-1.ipynb").read_text() == "my first try"
    assert (course / "01_first.mine-2.ipynb").read_text() == "my second try"
    assert "yours is kept as 01_first.mine-2.ipynb" in capsys.readouterr().out


def test_what_was_answered_in_it_is_forgotten_and_in_no_other(course, capsys, monkeypatch):
    monkeypatch.delenv(store.PLACE)
    for key in ("01-nudge", "02-error"):
        store.keep("guesses", key, ["a guess"], course)
        store.keep("recall", key, "missed", course)
    fresh("01", course)
    said = "What you answered in 01_first.ipynb is forgotten.\n01_first.ipynb is as it came.\n"
    assert capsys.readouterr().out == said
    assert store.read("guesses", course) == {"02-error": ["a guess"]}
    assert store.read("recall", course) == {"02-error": "missed"}


def test_no_other_notebook_is_touched(course):
    (course / "02_second.ipynb").write_text("my own")
    fresh("01", course)
    assert (course / "02_second.ipynb").read_text() == "my own"
    assert len(list(course.glob("*.ipynb"))) == 2


@pytest.mark.parametrize("number", [1, "1", "01"])
def test_a_number_is_that_of_a_notebook_and_not_how_another_begins(course, number):
    (course / "10_tenth.ipynb").write_text("my own")
    (course / "01_first.ipynb").write_text("changed")
    fresh(number, course)
    assert (course / "01_first.ipynb").read_text() == "01_first.ipynb as it came"
    assert (course / "10_tenth.ipynb").read_text() == "my own"


def test_one_that_is_as_it_came_stays_alone(course, capsys):
    fresh("02_second.ipynb", course)
    assert capsys.readouterr().out == "02_second.ipynb is as it came.\n"
    assert len(list(course.glob("*.ipynb"))) == 2


def test_one_that_was_deleted_comes_back_from_the_last_commit(course, tmp_path_factory, monkeypatch):
    installed = tmp_path_factory.mktemp("installed")
    shutil.copy(course / "02_second.ipynb", installed)
    (installed / "02_second.ipynb").write_text("older")
    monkeypatch.setattr(MODULE, "INSTALLED", installed)
    (course / "02_second.ipynb").unlink()
    fresh("02", course)
    assert (course / "02_second.ipynb").read_text() == "02_second.ipynb as it came"


def test_without_a_repository_it_comes_from_what_was_installed(tmp_path, monkeypatch):
    installed = tmp_path / "installed"
    installed.mkdir()
    (installed / "01_first.ipynb").write_text("as installed")
    monkeypatch.setattr(MODULE, "INSTALLED", installed)
    monkeypatch.setenv("PATH", "")  # no git here
    fresh("01", tmp_path)
    assert (tmp_path / "01_first.ipynb").read_text() == "as installed"


def test_the_course_is_installed_with_the_package():
    assert (MODULE.INSTALLED / "02_linear_approximation.ipynb").exists()


def test_all_that_can_be_brought_back_is_named(course, tmp_path_factory, monkeypatch):
    installed = tmp_path_factory.mktemp("installed")
    for name in ("00_start.ipynb", "02_second.ipynb"):
        (installed / name).touch()
    monkeypatch.setattr(MODULE, "INSTALLED", installed)
    with pytest.raises(ValueError, match=r"one of 00_start.ipynb, 01_first.ipynb, 02_second.ipynb; got '11'"):
        fresh("11", course)


@pytest.mark.parametrize("name", ["nowhere", "01_first.ipynb"])
def test_what_is_no_folder_is_refused(course, name):
    with pytest.raises(ValueError, match=rf"folder must be .*{name}', which is no folder\.$"):
        fresh("01", folder=course / name)


@pytest.mark.parametrize(("name", "said"), [("09", "is the name of none"), ("", "could be 01_first.ipynb, 02")])
def test_a_name_that_is_not_one_notebooks_is_asked_back(course, name, said, monkeypatch):
    monkeypatch.setattr(MODULE, "INSTALLED", course)
    with pytest.raises(ValueError, match=said):
        fresh(name, course)
