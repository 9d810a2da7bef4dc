"""One notebook open in JupyterLab, driven as a person would and asked what it shows."""

import ast
import json
import time
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, TimeoutError

from .hand import Hand

WAIT_MS = 120_000  # a busy machine has time; what never comes is an error all the same
POLL_MS = 50  # what stays once it is there is looked for so often: for each of its frames the browser would compute
PANEL = "window.jupyterapp.shell.currentWidget"
KERNEL = f"{PANEL}?.sessionContext?.session?.kernel"
READY = f"""() => {{
    const kernel = window.jupyterapp?.shell && {KERNEL};
    return !!kernel && kernel.connectionStatus === 'connected' && kernel.status === 'idle'
        && {PANEL}.content?.widgets?.length > 0;
}}"""
RUN = f"""async i => {{
    const app = window.jupyterapp, notebook = {PANEL}.content;
    notebook.activeCellIndex = i;
    notebook.deselectAll();
    await app.commands.execute('notebook:run-cell');
}}"""
ERROR = f"""i => {{
    const outputs = {PANEL}.content.widgets[i].model.outputs?.toJSON() ?? [];
    const error = outputs.find(output => output.output_type === 'error');
    return error && `${{error.ename}}: ${{error.evalue}}`;
}}"""
# notes each icon that the tab has
ICONS = """() => {
    globalThis.icons = new Set();
    const look = () => icons.add(document.querySelector('link[rel=icon], link[rel~=icon]')?.href);
    new MutationObserver(look).observe(document.head, { subtree: true, childList: true, attributes: true });
    look();
}"""
FILL = f"""cells => {{
    const {{ sharedModel }} = {PANEL}.content.model;
    sharedModel.transact(() => {{  // never without a cell: JupyterLab would add one of its own
        sharedModel.insertCells(0, cells.map(source => ({{ cell_type: 'code', source }})));
        sharedModel.deleteCellRange(cells.length, sharedModel.cells.length);
    }});
}}"""
LIGHT = "JupyterLab Light"
# What anywidget says of a model that isn't ready after two seconds: on a busy machine it comes later; one that a short
# test has closed doesn't come at all.
LATE = "[anywidget] Failed to initialize model."
# Close what the cells have made, as deleting them does, and give the kinds of all that is left.
LET_GO = """
import sys, threading
from ipywidgets.widgets.widget import _instances
patched = []  # a test that patches the library undoes it
if "jaclib.stage" in sys.modules:
    from jaclib.stage import lifetime, live, stage
    for cell in list(lifetime._living):
        lifetime._close(cell)
    live.LAST_LAYOUT.clear()
    patched = [name for name, own in vars(stage.Stage).items() if getattr(own, "__module__", None) == "__main__"]
    patched += [] if live.Stage is stage.Stage else ["Stage of live"]
threads = [thread for thread in threading.enumerate() if thread.name == "jaclib stage" and thread.ident]
for thread in threads:
    thread.join(timeout=20)  # it may be drawing
alive = [thread.name for thread in threads if thread.is_alive()]
[type(widget).__name__ for widget in _instances.values()] + alive + patched
"""
FORGET = "get_ipython().reset(new_session=False)"
ON_THE_PAGE = "() => (globalThis.jaclibStages?.size ?? 0) + document.querySelectorAll('.jp-OutputArea-child').length"
EVALUATE = f"""async ([code, expression]) => {{
    const future = {KERNEL}.requestExecute(
        {{code, user_expressions: {{value: expression}}, store_history: false, stop_on_error: false}});
    return (await future.done).content;
}}"""


class Notebook:
    """A notebook in a page of its own. `page` is Playwright's, for all that has no method here."""

    def __init__(self, context: BrowserContext, address: str, name: str, devtools_port: int):
        self.context, self.address, self.name, self.devtools_port = context, address, name, devtools_port
        self.errors: list[str] = []
        self.page = context.new_page()
        self.page.set_default_timeout(WAIT_MS)
        self.page.on("console", lambda message: message.type == "error" and self._note(message.text))
        self.page.on("pageerror", lambda error: self._note(str(error)))
        self.page.on("dialog", lambda dialog: dialog.accept())  # "leave this page?"

    def _note(self, error: str) -> None:
        if LATE not in error:
            self.errors.append(error)

    def open(self):
        """Load the page, wait until the kernel is there and idle, and give the notebook the whole width."""
        self.page.goto(self.address)
        self._ready()
        self.page.evaluate(
            "() => { const s = window.jupyterapp.shell; s.leftCollapsed || s.collapseLeft(); s.collapseRight(); }"
        )

    def _ready(self):
        self.page.wait_for_function(READY, polling=POLL_MS)

    def fill(self, cells: list[str]):
        """Put these code cells in the place of all that are there."""
        self.page.evaluate(FILL, cells)
        self.errors.clear()

    def let_go(self) -> list[str]:
        """Take away all cells, close what they made and forget their names, and give what is left all the same."""
        self.fill([""])
        self.page.mouse.up()
        self.page.mouse.move(0, 0)
        for key in ("Shift", "Control", "Alt", "Meta"):
            self.page.keyboard.up(key)
        self.page.emulate_media(reduced_motion="null", color_scheme="null", forced_colors="null")
        self.context.clear_permissions()
        left = self.python(LET_GO)
        self.python(FORGET)
        if self.page.evaluate("() => document.body.dataset.jpThemeName") != LIGHT:
            self.theme(LIGHT)
        try:
            self.page.wait_for_function(f"() => !({ON_THE_PAGE})()", polling=POLL_MS)
        except TimeoutError:
            left.append(f"{self.page.evaluate(ON_THE_PAGE)} outputs and engines on the page")
        return left

    def start(self, i: int):
        """Start cell i, and wait until the kernel is at it."""
        self.page.evaluate(f"i => {{ ({RUN})(i); }}", i)
        self.page.wait_for_function(f"() => {KERNEL}.status === 'busy'")

    def run(self, i: int):
        """Run cell i, and wait until the kernel has done it. An error in the cell is a RuntimeError here."""
        self.page.evaluate(RUN, i)
        self.finish(i)

    def finish(self, i: int):
        """Wait until the kernel has done cell i. An error in the cell is a RuntimeError here."""
        self.wait_idle()
        error = self.page.evaluate(ERROR, i)
        if error:
            raise RuntimeError(f"cell {i} of {self.name} raised {error}")

    def run_all(self):
        """Run every cell from top to bottom."""
        for i in range(self.page.evaluate(f"() => {PANEL}.content.widgets.length")):
            self.run(i)

    def wait_idle(self):
        """Wait until the kernel has answered all that was asked before now."""
        self.python("None")
        self.page.wait_for_function(f"() => {KERNEL}?.status === 'idle'", polling=POLL_MS)

    def output(self, i: int) -> Locator:
        """The output area of cell i."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(i).locator(".jp-OutputArea.jp-Cell-outputArea")

    def python(self, code: str):
        """Run code in the notebook's kernel, and give the value of its last expression, through JSON."""
        tree = ast.parse(code)
        last = ast.unparse(tree.body.pop()) if tree.body and isinstance(tree.body[-1], ast.Expr) else "None"
        reply = self.page.evaluate(EVALUATE, [ast.unparse(tree), f"__import__('json').dumps({last})"])
        if reply["status"] != "ok":
            raise RuntimeError(f"{reply['ename']}: {reply['evalue']} in the kernel, from {code!r}")
        value = reply["user_expressions"]["value"]
        if value["status"] != "ok":
            raise RuntimeError(f"{value['ename']}: {value['evalue']} in the kernel, from {last!r}")
        return json.loads(ast.literal_eval(value["data"]["text/plain"]))

    def until(self, expression: str, seconds: float = WAIT_MS / 1000):
        """Wait until the expression is true in the kernel.

        A widget's messages have a thread of their own there (a subshell), so an idle kernel need not have seen them.
        """
        end = time.monotonic() + seconds
        while not self.python(f"bool({expression})"):
            if time.monotonic() > end:
                raise TimeoutError(f"{expression} did not become true in the kernel within {seconds} s")
            self.page.wait_for_timeout(100)

    def theme(self, name: str):
        """Change JupyterLab's theme, for instance to "JupyterLab Dark", and wait until its splash has faded."""
        self.page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", name)
        self.page.wait_for_function(
            """name => document.body.dataset.jpThemeName === name
                && !document.getElementById("jupyterlab-splash")""",
            arg=name,
            polling=POLL_MS,
        )

    def restart_kernel(self):
        """Restart the kernel without running anything."""
        self.page.evaluate(f"() => {KERNEL}.restart()")
        self._ready()

    def save(self):
        """Save the notebook with its outputs."""
        self.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")

    def reload(self):
        """Save, and load the page again; the kernel lives on."""
        self.save()
        self.page.reload()
        self._ready()

    def screenshot(self, path: str | Path) -> Path:
        self.page.screenshot(path=path)
        return Path(path)

    def hand(self) -> Hand:
        """A mouse that waits for no answer (close it, or use it in a `with`)."""
        target = self.context.new_cdp_session(self.page).send("Target.getTargetInfo")["targetInfo"]["targetId"]
        return Hand(self.devtools_port, target)

    def tap(self, x: float, y: float):
        """Touch the page with a finger, which the browser needn't have a screen for, and let go."""
        session = self.context.new_cdp_session(self.page)
        for kind, fingers in (("touchStart", [{"x": x, "y": y}]), ("touchEnd", [])):
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
        session.detach()

    def mouse_drag(self, points: list[tuple[float, float]], seconds: float, hz: float = 120):
        """Press at the first point, go along the polyline evenly in time, and let go at the last."""
        with self.hand() as hand:
            hand.drag(points, seconds, hz)

    def axe(self, selector: str = ".jp-OutputArea") -> list[str]:
        """What axe-core finds wrong inside the selector: "rule: element" for each."""
        found = Axe().run(self.page, context=selector).response["violations"]
        return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]
