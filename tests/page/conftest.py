"""A page with a figure on it, and no JupyterLab: what asks for one is marked `browser`.

def test_…(page):    # a slider t, a point p and a kernel that answers with a picture; there are `model` and `engine`
def test_…(show):    # show(explore.newton()).page: a figure of Python's, whose kernel is the test's own process
def test_…(ask):     # ask(explore.predict(…)): the page of a question, or of several below each other
"""

import base64
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from jaclib.course.answered import Ladder
from jaclib.course.predict import Prediction
from jaclib.stage.steering import Steering

HERE = Path(__file__).parent
WAIT_MS = 60_000
SHARP = "() => globalThis.engine?.shown?.sharp"
ADDRESS = "http://page.test/"
HTML = f"""<!doctype html><meta charset="utf-8"><title>page</title>
<style>body {{ width: 800px }}{Steering._css}{Prediction._css}{Ladder._css}</style>
<main id="figure"></main>"""
OPEN = """async ([file, state]) => {
    const { open } = await import(`./${file}`);
    await open(document.querySelector("#figure"), state);
}"""
FIXTURES = {"page", "show", "ask"}


def pytest_collection_modifyitems(items):
    """Mark what has a page `browser`, and run it last: Playwright keeps an event loop running in the main thread."""
    here = [item for item in items if HERE in item.path.parents and FIXTURES & {*item.fixturenames}]
    for item in here:
        item.add_marker("browser")
    items[:] = [item for item in items if item not in here] + here


@pytest.fixture
def blank(browser):
    """Opens pages of an empty figure; no error may come up on them."""
    opened, wrong = [], []

    def open_page(**context):
        page = browser[0].new_page(**{"viewport": {"width": 1000, "height": 1200}} | context)
        opened.append(page)
        page.set_default_timeout(WAIT_MS)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.route(f"{ADDRESS}**", answer)
        page.goto(ADDRESS)
        return page

    yield open_page
    for page in opened:
        page.context.close()
    assert wrong == []


@pytest.fixture
def page(blank):
    page = blank()
    page.evaluate(OPEN, ["open.js", None])
    page.wait_for_function(SHARP)
    return page


@pytest.fixture
def show(blank):
    """Shows a live figure on a page, and closes it when the test is over."""
    shown = []

    def on_page(live, **context):
        shown.append(Shown(blank(**context), live))
        shown[-1].page.wait_for_function(SHARP)
        return shown[-1]

    yield on_page
    for each in shown:
        each.live.close()


@pytest.fixture
def ask(blank):
    """Puts questions on a page, whose `models` they are, and `model` the first; Python judges what is answered."""
    asked = []

    def traits(question):
        names = [name for name in question.trait_names(sync=True) if not name.startswith("_") and name != "layout"]
        return {name: getattr(question, name) for name in names}

    def on_page(*questions):
        asked.extend(questions)
        page = blank()

        def hear(place, message):
            questions[place]._heard(questions[place], message, [])
            return traits(questions[place])

        page.expose_function("kernel", hear)
        page.evaluate(OPEN, ["question.js", [traits(each) for each in questions]])
        return page

    yield on_page
    for question in asked:
        question.close()


class Shown:
    """A figure of Python's on a page: what the page says is answered here, at once and in its order."""

    def __init__(self, page, live):
        self.page, self.live = page, live
        self.said: list = []
        live.send = lambda message, buffers=(): self.said.append(
            [message, [base64.b64encode(each).decode() for each in buffers or ()]]
        )
        page.expose_function("kernel", self.hear)
        self.known = self.traits()
        own = {"_settings": live._settings, "_shown": {"state": {}, "layout": {}}, "_still": None}
        page.evaluate(OPEN, ["kernel.js", {**self.known, **own}])

    def traits(self) -> dict:
        return {**self.live.state, "_looks": self.live._looks, "_awaits": self.live._awaits}

    def hear(self, message: dict) -> dict:
        """What the kernel says to a message of the page, and the traits that it moves."""
        if message.get("ahead"):  # of any wish
            return {"said": [], "moved": {}}
        if message["kind"] == "draw":
            self.live.send(*self.live.stage.answer({**message, "heard": 0.0}))
        else:
            self.known |= message.get("state", {})
            self.live._heard(self.live, message, [])
        return self.news()

    def news(self) -> dict:
        now, said = self.traits(), self.said
        moved = {name: value for name, value in now.items() if value != self.known[name]}
        self.known, self.said = now, []
        return {"said": said, "moved": moved}

    def move(self, **values):
        """Set traits of the figure, as a cell does."""
        for name, value in values.items():
            setattr(self.live, name, value)
        self.page.evaluate("news => hear(news)", self.news())

    def mouse_drag(self, points, seconds: float = 0.1):
        """Press at the first point, go along the polyline, and let go at the last."""
        self.page.mouse.move(*points[0])
        self.page.mouse.down()
        for x, y in points[1:]:
            self.page.mouse.move(x, y, steps=max(2, round(60 * seconds)))
        self.page.mouse.up()


def axe(page) -> list[str]:
    """What axe-core finds wrong: "rule: element" for each."""
    found = Axe().run(page, context="#figure").response["violations"]
    return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]


def answer(route):
    name = route.request.url.removeprefix(ADDRESS).partition("?")[0]
    made = {"": HTML, "stage.js": Steering._esm, "predict.js": Prediction._esm, "answered.js": Ladder._esm}
    body = made.get(name) or (HERE / name).read_text(encoding="utf-8")
    route.fulfill(body=body, content_type="text/javascript" if name else "text/html")
