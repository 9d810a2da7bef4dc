"""A real JupyterLab and a real Chromium, for the browser tests and the benchmark."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

from scripts.chromium import ADVICE, find_chromium

from .notebook import Notebook

ROOT = Path(__file__).resolve().parents[2]
# What ships with jaclib and makes live figures fast: no delay on the kernel's socket, no new favicon for each frame.
SERVER_CONFIG, PAGE_CONFIG = ROOT / "etc" / "jupyter_server_config.json", ROOT / "etc" / "page_config.json"
STOCK_CONNECTION = "jupyter_server.services.kernels.connection.channels.ZMQChannelsWebsocketConnection"
START_SECONDS = 300
VIEWPORT = 1500, 1000
QUIET_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},  # so that each output is in the page
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}
CHROMIUM_ARGS = [
    "--no-sandbox",  # Chromium refuses to run as root, as in many containers, with its sandbox on
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def chromium_path() -> str:
    """The browser that `make test` uses, or a RuntimeError that says how to get one."""
    found = find_chromium()
    if not found:
        raise RuntimeError(ADVICE)
    return str(found)


@contextmanager
def chromium():
    """Start Chromium; gives (browser, port of its devtools).

    Playwright itself speaks through a pipe. The port is for mouse moves that wait for no answer (see hand.py).
    """
    port = free_port()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=[*CHROMIUM_ARGS, f"--remote-debugging-port={port}"]
        )
        try:
            yield browser, port
        finally:
            browser.close()


class LabServer:
    """One `jupyter lab` process with settings of its own, so that nobody's own settings are read or written."""

    def __init__(self, folder: Path, fast: bool):
        self.fast, self.port, self.token = fast, free_port(), secrets.token_hex(16)
        self.root, self.settings, self.log = folder / "notebooks", folder / "settings", folder / "server.log"
        for name in ("notebooks", "config", "data", "runtime", "workspaces", "settings", "ipython"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        labconfig = folder / "config" / "labconfig"
        labconfig.mkdir()
        (labconfig / "default_setting_overrides.json").write_text(json.dumps(QUIET_SETTINGS))
        (labconfig / "page_config.d").mkdir()
        page = json.loads(PAGE_CONFIG.read_text())
        if fast:
            (folder / "config" / "jupyter_server_config.d").mkdir()
            shutil.copy(SERVER_CONFIG, folder / "config" / "jupyter_server_config.d")
        else:  # stronger than jaclib's own, where that is installed
            page = {key: dict.fromkeys(names, False) for key, names in page.items()}
        (labconfig / "page_config.d" / "lab.json").write_text(json.dumps(page))
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self._command(), env=self._environment(folder), stdout=log, stderr=log, start_new_session=True
            )
        self._wait_until_up()

    def _command(self) -> list[str]:
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--expose-app-in-browser"]
        options = {
            "ServerApp.ip": "127.0.0.1",
            "ServerApp.port": self.port,
            "ServerApp.port_retries": 0,
            "ServerApp.root_dir": self.root,
            "IdentityProvider.token": self.token,
            "JupyterNotebookApp.expose_app_in_browser": True,
        }
        if not self.fast:  # the command line is stronger than jaclib's own configuration, where that is installed
            options["ServerApp.kernel_websocket_connection_class"] = STOCK_CONNECTION
        command += [f"--{name}={value}" for name, value in options.items()]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--allow-root")
        return command

    def _environment(self, folder: Path) -> dict[str, str]:
        environment = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}
        path = [str(ROOT), *filter(None, [environment.get("PYTHONPATH")])]
        return environment | {
            "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_PREFER_ENV_PATH": "0",  # or what is installed here would be stronger
            "JUPYTER_DATA_DIR": str(folder / "data"),
            "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
            "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
            "IPYTHONDIR": str(folder / "ipython"),
            "PYTHONPATH": os.pathsep.join(path),
        }

    def _wait_until_up(self):
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise RuntimeError(f"jupyter lab ended with {self.process.returncode}:\n{self.log.read_text()}")
            try:
                self.api("GET", "status")
                return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        self.stop()
        raise RuntimeError(f"jupyter lab did not answer within {START_SECONDS} s:\n{self.log.read_text()}")

    def api(self, method: str, path: str):
        """Ask the server's REST interface, past any relay."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/api/{path}", method=method)
        request.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(request, timeout=30) as response:
            body = response.read()
        return json.loads(body) if body else None

    def write(self, cells: list[str], name: str) -> None:
        """Write a notebook of code cells into the server's root."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
        notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(notebook, self.root / name)

    def stop(self):
        """End the server and, by its own orderly shutdown, its kernels."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Lab:
    """A server and a browser together. Tests share one notebook; what changes the page or the kernel has its own."""

    def __init__(self, server: LabServer, browser, devtools_port: int):
        self.server, self.browser, self.devtools_port = server, browser, devtools_port
        self.shared: Notebook | None = None
        self.opened: list[Notebook] = []

    def notebook(self, cells: list[str], *, viewport=VIEWPORT) -> Notebook:
        """Put these code cells into the notebook that all tests share, which is there from the first of them on.

        Its page and its kernel have been used before, and are used again: who patches the library undoes it, and who
        needs a page of another kind, restarts or reloads takes `own_notebook`.
        """
        if self.shared is None:
            self.shared = self._open([""], self.browser.new_context(viewport=_size(viewport)))
        self.shared.page.set_viewport_size(_size(viewport))
        self.shared.fill(cells)
        return self.shared

    def own_notebook(
        self, cells: list[str], *, viewport=VIEWPORT, scale: float = 1.0, port: int | None = None, script: str = ""
    ) -> Notebook:
        """Open a notebook of these code cells in a context, a workspace and a kernel of its own.

        viewport is in CSS pixels, scale is the device pixel ratio, port is that of a relay to the server, script
        is JavaScript that runs in the page before its own.
        """
        context = self.browser.new_context(viewport=_size(viewport), device_scale_factor=scale)
        if script:
            context.add_init_script(script)
        self.opened.append(self._open(cells, context, port))
        return self.opened[-1]

    def _open(self, cells: list[str], context, port: int | None = None) -> Notebook:
        name = f"notebook-{secrets.token_hex(4)}.ipynb"
        self.server.write(cells, name)
        address = (
            f"http://127.0.0.1:{port or self.server.port}/lab/workspaces/{secrets.token_hex(4)}/tree/{name}"
            f"?token={self.server.token}"
        )
        notebook = Notebook(context, address, name, self.devtools_port)
        notebook.open()
        return notebook

    def let_go(self) -> list[str]:
        """Close every notebook of its own and clear the shared one; gives its errors and what could not be cleared."""
        self._close(self.opened)
        return [*self.shared.errors, *self.shared.let_go()] if self.shared else []

    def close(self):
        """Close all notebooks, the shared one too."""
        self._close([*self.opened, *filter(None, [self.shared])])
        self.shared = None

    def _close(self, notebooks: list[Notebook]):
        for notebook in notebooks:
            notebook.context.close()
        for setting in self.server.settings.rglob("*"):  # a theme that was chosen would be the next notebook's too
            if setting.is_file():
                setting.unlink()
        names = [notebook.name for notebook in notebooks]
        for session in self.server.api("GET", "sessions"):
            if session["path"] in names:
                self.server.api("DELETE", f"sessions/{session['id']}")
        self.opened = []


def _size(viewport: tuple[int, int]) -> dict[str, int]:
    return dict(zip(("width", "height"), viewport, strict=True))
