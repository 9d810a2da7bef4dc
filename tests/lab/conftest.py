"""Fixtures of the browser tests: `lab` opens notebooks in a real JupyterLab.

def test_…(lab):                                              # the server as `make lab` starts it
@pytest.mark.parametrize("lab", ["plain", "fast"], indirect=True)   # … and also a server nobody configured
"""

from pathlib import Path

import pytest

from .lab import Lab, LabServer

HERE = Path(__file__).parent
FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items):
    """Mark what is here `browser`, and run it last: Playwright keeps an event loop running in the main thread."""
    here = [item for item in items if HERE in item.path.parents]
    for item in here:
        item.add_marker("browser")
    items[:] = [item for item in items if HERE not in item.path.parents] + here


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.skipped:  # `make test` installs all that is needed: a machine without it would pass by testing nothing
        report.outcome, report.longrepr = "failed", "A browser test was skipped."
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def labs(tmp_path_factory, browser):
    """The servers started so far, by kind, each with its notebook; a kind that no test asks for is never started."""
    started: dict[str, Lab] = {}

    def get(kind: str) -> Lab:
        if kind not in started:
            started[kind] = Lab(LabServer(tmp_path_factory.mktemp(f"lab-{kind}"), fast=kind == "fast"), *browser)
        return started[kind]

    yield get
    for lab in started.values():
        lab.close()
        lab.server.stop()


@pytest.fixture
def lab(request, labs, tmp_path):
    """A JupyterLab whose notebook is empty, and must be empty again once what its cells made is closed.

    Nothing may have gone to the console as an error meanwhile.
    """
    lab = labs(getattr(request, "param", "fast"))
    yield lab
    if request.node.stash.get(FAILED, False):
        for notebook in [*lab.opened, *filter(None, [lab.shared])]:
            print("screenshot:", notebook.screenshot(tmp_path / f"{notebook.name}.png"))
            print("console errors:", notebook.errors)
        lab.close()  # nobody knows in which state it is
    left = None
    try:
        left = lab.let_go()
    finally:
        if left != []:
            lab.close()
    assert left == []
