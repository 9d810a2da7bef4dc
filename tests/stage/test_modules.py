"""The page's modules become one: what each needs comes before it, and what can't be joined is named."""

import re

import pytest

from jaclib.stage.modules import joined

VIEW = 'import { view } from "./view.js";'
HALF = 'import { half } from "./numbers.js";'
SOUND = {
    "stage.js": f"{VIEW}\n{HALF}\n\nexport default view(half);\n",
    "view.js": f"// What is seen.\n\n{HALF}\n\nexport const view = (it) => it / half;\n",
    "numbers.js": "export async function tidy() {}\nexport const half = 0.5;\nlet own = 1;\n",
}
JOINED = """\
async function tidy() {}
const half = 0.5;
let own = 1;

// What is seen.

const view = (it) => it / half;

export default view(half);
"""


@pytest.fixture
def page(tmp_path):
    for name, source in SOUND.items():
        (tmp_path / name).write_text(source)
    return tmp_path


def test_what_a_module_needs_comes_before_it_and_only_the_entry_exports(page):
    assert joined(page / "stage.js") == JOINED


def test_a_module_of_another_folder_is_found_and_comes_once(page):
    entry = page / "course" / "predict.js"
    entry.parent.mkdir()
    entry.write_text(f"{VIEW}\n{HALF}\nexport const two = half;\n".replace("./", "../"))
    assert joined(entry).count("const half") == 1
    assert joined(entry).endswith("\nexport const two = half;\n")


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("view.js", HALF.replace("half", "third"), "view.js imports `third`, which numbers.js doesn't export."),
        ("view.js", HALF.replace("half", "own"), "view.js imports `own`, which numbers.js doesn't export."),
        ("view.js", "const own = 2;", "`own` is declared both in numbers.js and in view.js: rename one."),
        ("view.js", "export function tidy() {}", "`tidy` is declared both in numbers.js and in view.js: rename one."),
        ("numbers.js", VIEW, "Modules must not import each other in a circle; these do: "),
        ("view.js", 'import * as n from "./numbers.js";', "; got `import * as n from"),
        ("view.js", "import {", 'view.js must say `import { name } from "./file.js";`, in a line; got `import {`.'),
    ],
)
def test_what_cannot_be_joined_is_named(page, file, line, said):
    (page / file).write_text(f"{line}\n{SOUND[file]}")
    with pytest.raises(ValueError, match=re.escape(said)):
        joined(page / "stage.js")


def test_a_module_that_is_not_there_is_named(page):
    (page / "view.js").unlink()
    with pytest.raises(FileNotFoundError, match=r"view\.js"):
        joined(page / "stage.js")
