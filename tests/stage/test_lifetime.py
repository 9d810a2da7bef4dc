"""What a cell has put on the page goes when the cell runs again or is deleted, and not before."""

import pytest

from jaclib.stage import lifetime


class Notebook:
    """Stands in for the front-end, which says which cell runs, and which are no more."""

    def __init__(self):
        self.request, self.runs = {}, 0

    def get_parent(self):
        return self.request

    def run(self, cell, *made, deleted=()):
        self.runs += 1
        self.request = {"header": {"msg_id": f"run {self.runs}"}, "metadata": {"deletedCells": list(deleted)}}
        if cell:
            self.request["metadata"]["cellId"] = cell
        for each in made:
            lifetime.belongs_to_cell(each)


class Made:
    closed = 0

    def close(self):
        self.closed += 1


@pytest.fixture
def notebook(monkeypatch):
    notebook = Notebook()
    monkeypatch.setattr(lifetime, "get_ipython", lambda: notebook)
    monkeypatch.setattr(lifetime, "_living", {})
    return notebook


def test_what_a_cell_made_is_closed_when_it_makes_something_anew_and_only_then(notebook):
    first, beside, other, second = Made(), Made(), Made(), Made()
    notebook.run("a", first, beside)
    notebook.run("b", other)
    assert (first.closed, beside.closed, other.closed) == (0, 0, 0)
    notebook.run("a", second)
    assert (first.closed, beside.closed, other.closed, second.closed) == (1, 1, 0, 0)


def test_what_a_deleted_cell_made_is_closed_with_the_next_run_of_any_cell(notebook):
    gone, kept, another = Made(), Made(), Made()
    notebook.run("a", gone)
    notebook.run("b", kept)
    notebook.run("c", another, deleted=["a", "one that made nothing"])
    assert (gone.closed, kept.closed, another.closed) == (1, 0, 0)


def test_a_front_end_that_does_not_name_its_cells_loses_nothing(notebook):
    first, second = Made(), Made()
    notebook.run(None, first)
    notebook.run(None, second)
    assert (first.closed, second.closed) == (0, 0)
