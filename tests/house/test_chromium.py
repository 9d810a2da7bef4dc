"""Where the browser comes from, on machines made up of stubs."""

import os
import shutil
import subprocess
from types import SimpleNamespace

import pytest

from scripts import chromium


class Machine:
    """Stands for the programs of a machine: which there are, which start, and what installing brings."""

    def __init__(self, monkeypatch, programs=(), root=True, brings=()):
        self.programs, self.brings, self.ran = set(programs), dict(brings), []
        monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name in self.programs else None)
        monkeypatch.setattr(chromium.Path, "exists", lambda path: path.name in self.programs)
        monkeypatch.setattr(subprocess, "run", self.run)
        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000, raising=False)

    def run(self, command, **options):
        if command[1:2] == ["-c"]:
            return SimpleNamespace(stdout="/cache/playwrights-own\n", returncode=0)
        if command[1:] != ["--version"]:
            tool = "playwright" if "playwright" in command else " ".join(command[:2])
            self.ran.append(tool)
            self.programs |= {self.brings[tool]} if tool in self.brings else set()
        return SimpleNamespace(returncode=1 if "broken" in self.programs else 0)


def test_the_systems_chromium_goes_before_chrome_and_playwrights_own(monkeypatch):
    Machine(monkeypatch, ["google-chrome", "chromium", "playwrights-own"])
    assert chromium.find_chromium().name == "chromium"


def test_chrome_goes_before_playwrights_own(monkeypatch):
    Machine(monkeypatch, ["google-chrome", "playwrights-own"])
    assert chromium.find_chromium().name == "google-chrome"


def test_playwrights_own_is_found(monkeypatch):
    Machine(monkeypatch, ["playwrights-own"])
    assert chromium.find_chromium().name == "playwrights-own"


def test_a_browser_that_does_not_start_is_not_found(monkeypatch):
    Machine(monkeypatch, ["chromium", "broken"])
    assert chromium.find_chromium() is None


def test_playwrights_download_is_tried_first_and_is_enough(monkeypatch):
    machine = Machine(monkeypatch, ["apt-get"], brings={"playwright": "playwrights-own"})
    assert chromium.install_chromium().name == "playwrights-own"
    assert machine.ran == ["playwright"]


def test_root_on_debian_gets_the_package_when_the_download_fails(monkeypatch):
    machine = Machine(monkeypatch, ["apt-get"], brings={"apt-get install": "chromium"})
    assert chromium.install_chromium().name == "chromium"
    assert machine.ran == ["playwright", "apt-get update", "apt-get install"]


@pytest.mark.parametrize("machine", [dict(programs=["apt-get"], root=False), dict(root=True)])
def test_elsewhere_one_sentence_says_how_to_get_one(monkeypatch, machine):
    machine = Machine(monkeypatch, **machine)
    monkeypatch.setattr("sys.argv", ["chromium.py", "--install"])
    with pytest.raises(SystemExit, match=r"install Chromium or Google Chrome .* then try again\.$"):
        chromium.main()
    assert machine.ran == ["playwright"]


def test_nothing_is_installed_unasked(monkeypatch):
    machine = Machine(monkeypatch, ["apt-get"])
    monkeypatch.setattr("sys.argv", ["chromium.py"])
    with pytest.raises(SystemExit):
        chromium.main()
    assert machine.ran == []
