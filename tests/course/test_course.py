"""What the notebooks promise together: links lead somewhere, what is to be taught is, exercises and checks match."""

import ast
import re
import symtable
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pytest

from jaclib.course import predictions, recall
from jaclib.course.check import exercises
from tests.course.answers import all_answers

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = {path.name: nbformat.read(path, as_version=4) for path in sorted(FOLDER.glob("*.ipynb"))}
TAUGHT = {
    "01_the_jacobian_matrix.ipynb": {"O1", "D1", "D2", "E1", "E2", "E3", "R1", "M4"},
    "02_linear_approximation.ipynb": {"D3", "T1", "P1", "E4", "X6"},
    "03_the_chain_rule.ipynb": {"T2", "E5", "E6", "R2"},
    "04_the_determinant.ipynb": {"D4", "T3", "E7", "E8", "P2", "R3", "X7", "X8", "X11"},
    "05_coordinates.ipynb": {"C1", "M1", "M2", "M3", "M9", "R4", "X1", "X9"},
    "06_computing_jacobians.ipynb": {"N1", "N2", "N3", "X2", "X3", "X12", "M8", "M12"},
    "07_backpropagation.ipynb": {"B1", "B2", "M5", "M11", "X4", "X5"},
    "08_normalizing_flows.ipynb": {"F1"},
    "10_where_this_leads.ipynb": {"L1", "K1", "X10", "M7", "M10"},
    "09_jacobian_regularization.ipynb": {"G1", "M6", "X6"},
}
ANSWERS = all_answers()


def cells(kind):
    return [cell for notebook in NOTEBOOKS.values() for cell in notebook.cells if cell.cell_type == kind]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_links_lead_to_files_that_are_there(name):
    text = "\n".join(cell.source for cell in NOTEBOOKS[name].cells if cell.cell_type == "markdown")
    targets = re.findall(r"\]\(([^)#]+)\)", text)
    assert targets
    assert [target for target in targets if not (FOLDER / target).exists()] == []


@pytest.mark.parametrize("name", TAUGHT)
def test_a_notebook_teaches_what_it_should_in_words_and_in_code(name):
    for kind in ("markdown", "code"):
        named = [set(cell.metadata.get("teaches", [])) for cell in NOTEBOOKS[name].cells if cell.cell_type == kind]
        assert set().union(*named) == TAUGHT[name]


@pytest.mark.parametrize(("name", "element"), [(name, each) for name in TAUGHT for each in sorted(TAUGHT[name])])
def test_what_is_taught_is_checked_by_a_cell_whose_output_states_it(name, element):
    code = [cell for cell in NOTEBOOKS[name].cells if cell.cell_type == "code"]
    said = [printed(cell) for cell in code if element in cell.metadata.get("teaches", [])]
    assert any(re.search(r"\d|True", words) for words in said)


def printed(cell) -> str:
    """What an executed cell says in text."""
    return " ".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs)


def exercise_of(cell) -> str | None:
    """The name of the exercise that a cell checks."""
    found = re.match(r"explore\.check\((\w+)", cell.source)
    return found and found[1]


def answered_in(cell) -> str | None:
    """The name of the exercise that a cell is there to answer."""
    found = re.match(r"(?:def )?(\w+)(?:\(| = )", cell.source)
    return found[1] if found and found[1] in ANSWERS else None


EXERCISES = [
    (name, exercise_of(cell))
    for name, notebook in NOTEBOOKS.items()
    for cell in notebook.cells
    if cell.cell_type == "code" and exercise_of(cell)
]


def test_every_exercise_is_set_once_and_every_check_knows_its_exercise():
    checked = [exercise_of(cell) for cell in cells("code") if exercise_of(cell)]
    assert sorted(checked) == sorted(exercises())
    assert sorted(filter(None, map(answered_in, cells("code")))) == sorted(checked)


@pytest.mark.parametrize("name", sorted({exercise_of(cell) for cell in cells("code")} - {None}))
def test_an_exercise_has_its_stub_and_says_how_it_stands_as_shipped(name):
    (stub,) = [cell for cell in cells("code") if answered_in(cell) == name]
    (check,) = [cell for cell in cells("code") if exercise_of(cell) == name]
    assert check.outputs[0].text.startswith("Not answered yet: " if "..." in stub.source else "Right.")


@pytest.mark.parametrize("name", TAUGHT)
def test_a_notebook_has_three_exercises_and_more_whose_answers_no_other_cell_needs(name):
    code = [cell for cell in NOTEBOOKS[name].cells if cell.cell_type == "code"]
    asked = {exercise_of(cell) for cell in code} - {None}
    assert len(asked) >= 3
    for cell in code:
        if not answered_in(cell) and not exercise_of(cell):  # so the rest of the notebook runs as nbval runs it
            assert asked & read_before_set(cell.source) == set(), cell.id


def read_before_set(source: str) -> set[str]:
    """The names that code takes from the cells above it, or may take."""
    names = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
    own = {node.id: node.lineno for node in reversed(names) if isinstance(node.ctx, ast.Store)}
    return {node.id for node in names if isinstance(node.ctx, ast.Load) and own.get(node.id, 1e9) >= node.lineno}


def set_above(source: str) -> set[str]:
    """The names that code sets for the cells below it."""
    top = symtable.symtable(source, "", "exec")
    return {each.get_name() for each in top.get_symbols() if each.is_assigned() or each.is_imported()}


def inner_names(source: str) -> set[str]:
    """The names of arguments and of comprehensions, which are nobody else's."""
    nodes = list(ast.walk(ast.parse(source)))
    targets = [part for node in nodes if isinstance(node, ast.comprehension) for part in ast.walk(node.target)]
    named = {part.id for part in targets if isinstance(part, ast.Name)}
    return named | {node.arg for node in nodes if isinstance(node, ast.arg)}


@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if not name.startswith("10")])  # whose rooms stand alone
def test_a_cell_that_is_run_again_changes_nothing_for_the_others(name):
    code = code_of(NOTEBOOKS[name])
    given = [names for source in code for names in set_above(source) - inner_names(source)]
    read = set().union(*(read_before_set(source) - inner_names(source) for source in code))
    assert {each for each in read if given.count(each) > 1} == set()


def functions_of(source: str) -> set[str]:
    return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


def rooms(notebook) -> dict[str, list]:
    """Its cells of code by the heading above them; what stands above the first room is "before", without imports."""
    found = {"before": []}
    for cell in notebook.cells:
        heading = re.search(r"^##+ (?!Predict|Explore|Explain)(.+)$", cell.source, re.M)
        if cell.cell_type == "markdown" and heading:
            found[heading[1]] = []
        if cell.cell_type == "code":
            found[next(reversed(found))].append(cell)
    found["before"].pop(0)
    return found


LAST = NOTEBOOKS["10_where_this_leads.ipynb"]
ROOMS = rooms(LAST)


def test_the_last_notebook_has_as_many_rooms_as_it_says():
    text = "\n".join(cell.source for cell in LAST.cells if cell.cell_type == "markdown")
    (explained,) = re.findall(r"^## Explain\n(.*?)^## Check\n", text, re.M | re.S)
    count = len(re.findall(r"^### ", explained, re.M))
    assert f"a walk through { {7: 'seven', 8: 'eight', 9: 'nine'}[count] } rooms" in text


def test_each_room_of_the_last_notebook_can_be_entered_without_the_others():
    ready = set_above(code_of(LAST)[0])
    anywhere = set().union(*(set_above(cell.source) for room in ROOMS.values() for cell in room))
    assert len(ROOMS) > 8
    for room in ROOMS.values():
        known = set(ready)
        for source in (cell.source for cell in room):
            assert (read_before_set(source) & anywhere) - inner_names(source) <= known | functions_of(source), source
            known |= set_above(source)


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS)
def test_each_room_of_the_last_notebook_runs_after_the_first_cell_alone_and_says_the_same(room, capsys):
    known = {}
    with plt.rc_context():
        exec(code_of(LAST)[0], known)
        for cell in ROOMS[room]:
            capsys.readouterr()
            exec(cell.source, known)
            if all(output.output_type == "stream" for output in cell.outputs):
                assert capsys.readouterr().out == printed(cell), cell.id


@pytest.mark.slow
@pytest.mark.parametrize(("name", "exercise"), EXERCISES)
def test_the_right_answer_in_the_place_of_the_stub_is_called_right_by_the_notebooks_own_check(name, exercise, capsys):
    code = [cell for cell in NOTEBOOKS[name].cells if cell.cell_type == "code"]
    (check,) = [cell.source for cell in code if exercise_of(cell) == exercise]
    known = {"display": print}
    with plt.rc_context():
        imports = [cell.source for cell in code[:3] if re.match("import |from ", cell.source)]
        for source in (*imports, ANSWERS[exercise].right, check):
            exec(source, known)
    assert capsys.readouterr().out.startswith("Right.")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_formula_keeps_its_colour_to_itself(name):
    # some typesetters let \color run on to the end of its group: it stands in braces of its own
    for cell in NOTEBOOKS[name].cells:
        assert re.findall(r"(?<!\{)\\color", cell.source) == []


def code_of(notebook) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_asks_all_its_questions_by_name_in_their_order_and_at_its_end_once_more(name):
    number, code = name[:2], code_of(NOTEBOOKS[name])
    asked = [each for source in code for each in re.findall(r"explore\.predict\((.*)\)", source)]
    assert asked == [f'"{each}"' for each in predictions.of(number)]
    assert [source for source in code if "guesses(" in source] == [f'explore.guesses("{number}")'] * (number != "00")


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_what_follows_a_question_says_what_to_try_and_its_picture_waits(name):
    cells = NOTEBOOKS[name].cells
    for i, cell in enumerate(cells):
        if cell.cell_type == "code" and (named := re.match(r"(\w+ = )?explore\.predict\(", cell.source)):
            said, shown = cells[i + 1 : i + 3]
            assert said.cell_type == "markdown", cell.id
            if cell.id not in ("predict-kink", "predict-direction"):  # which numbers and a still answer
                assert shown.source.endswith(f"after={named[1][:-3]})"), cell.id


@pytest.mark.parametrize("name", list(NOTEBOOKS)[1:])
def test_a_notebook_ends_with_questions_from_memory_and_begins_with_what_was_missed(name):
    cells, code = NOTEBOOKS[name].cells, code_of(NOTEBOOKS[name])
    number, before = name[:2], f"{int(name[:2]) - 1:02d}"
    *_, last = (source for source in code if source != "explore.missed()")
    assert last == f'explore.recall("{number}")'
    assert (code[-1] == "explore.missed()") == (number == "10")
    coming_back = [f'explore.missed("{before}")'] * (before in recall.FILES)
    assert [source for source in code if 'missed("' in source] == coming_back
    if coming_back:  # after the first picture, and with a line that says what it is
        picture, said, asked = cells[(place := [cell.id for cell in cells].index("picture")) : place + 3]
        assert re.search(r"explore\.(still|opening)\(", picture.source)
        assert said.cell_type == "markdown" and asked.id == "missed"
    (told,) = [cell.source for cell in cells if cell.id == "recall-md"]
    assert {5: "Five", 6: "Six"}[len(recall.of(number))] + " questions." in told
