"""A page with a figure on it, and neither JupyterLab nor a kernel: what asks for one is marked `browser`.

def test_…(page):   # a slider t, a point p and a kernel that answers with a picture; there are `model` and `engine`
"""

from pathlib import Path

import pytest

from jaclib.stage.steering import Steering

HERE = Path(__file__).parent
ADDRESS = "http://page.test/"
HTML = f"""<!doctype html><meta charset="utf-8"><title>page</title><style>body {{ width: 800px }}{Steering._css}</style>
<div id="figure"></div>
<script type="module">import {{ open }} from "./open.js"; await open(document.querySelector("#figure"));</script>"""


def pytest_collection_modifyitems(items):
    """Mark what has a page `browser`, and run it last: Playwright keeps an event loop running in the main thread."""
    here = [item for item in items if HERE in item.path.parents and "page" in item.fixturenames]
    for item in here:
        item.add_marker("browser")
    items[:] = [item for item in items if item not in here] + here


@pytest.fixture
def page(browser):
    opened = browser[0].new_page(viewport={"width": 1000, "height": 800})
    wrong = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.route(f"{ADDRESS}**", answer)
    opened.goto(ADDRESS)
    opened.wait_for_function("() => globalThis.engine?.shown?.sharp")
    yield opened
    opened.close()
    assert wrong == []


def answer(route):
    name = route.request.url.removeprefix(ADDRESS).partition("?")[0]
    body = {"": HTML, "stage.js": Steering._esm}.get(name) or (HERE / name).read_text(encoding="utf-8")
    route.fulfill(body=body, content_type="text/javascript" if name else "text/html")
