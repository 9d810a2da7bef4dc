"""The notebook server sends frames at once, and never starts worse for having jaclib installed."""

import json
import logging
import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest
import websocket

from jaclib_server import no_delay
from tests.lab.lab import free_port

TOKEN = "a-token-of-the-test"
# A server extension of the test's own that tells what the operating system thinks of each open kernel socket.
WITNESS = """
import gc, socket
from jupyter_server.base.handlers import APIHandler
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

class Witness(APIHandler):
    def get(self):
        sockets = [h.ws_connection.stream.socket for h in gc.get_objects() if isinstance(h, KernelWebsocketHandler)]
        self.finish({"nodelay": [bool(s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)) for s in sockets]})

def _load_jupyter_server_extension(server):
    server.web_app.add_handlers(".*$", [("/witness", Witness)])
"""


@contextmanager
def server(folder, *options):
    """A `jupyter server` with nobody's own settings; gives its address once it answers."""
    (folder / "witness.py").write_text(WITNESS)
    config = folder / "config" / "jupyter_server_config.d"
    config.mkdir(parents=True)
    (config / "witness.json").write_text('{"ServerApp": {"jpserver_extensions": {"witness": true}}}')
    address, log = f"127.0.0.1:{free_port()}", folder / "server.log"
    command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", f"--ServerApp.root_dir={folder}"]
    command += [f"--IdentityProvider.token={TOKEN}", "--ip=127.0.0.1", f"--port={address.split(':')[1]}", *options]
    homes = {f"JUPYTER_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    with log.open("wb") as out:
        environment = os.environ | homes | {"PYTHONPATH": str(folder)}
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out)
    try:
        until_it_answers(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def until_it_answers(address, process, log, seconds=300):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            return ask(address, "api/status")
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


def ask(address, path, method="GET"):
    request = urllib.request.Request(f"http://{address}/{path}", method=method)
    request.add_header("Authorization", f"token {TOKEN}")
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def nodelay_of_a_kernel_that_answers(address):
    """Start a kernel, have it compute 6 · 7 through its WebSocket, and ask for that socket's TCP_NODELAY."""
    kernel = ask(address, "api/kernels", "POST")["id"]
    link = websocket.create_connection(
        f"ws://{address}/api/kernels/{kernel}/channels?session_id=test",
        timeout=60,
        header=[f"Authorization: token {TOKEN}"],
    )
    header = {"msg_id": "1", "msg_type": "execute_request", "session": "test", "username": "", "version": "5.4"}
    content = {"code": "6 * 7", "silent": False, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}
    message = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}
    link.send(json.dumps(message))
    while True:
        said = json.loads(link.recv())
        if said["msg_type"] == "execute_result":
            break
    assert said["content"]["data"]["text/plain"] == "42"
    (nodelay,) = ask(address, "witness")["nodelay"]
    link.close()
    return nodelay


@pytest.mark.slow
def test_an_installed_jaclib_switches_no_delay_on_for_the_kernels_socket(tmp_path):
    with server(tmp_path) as address:
        assert nodelay_of_a_kernel_that_answers(address)


@pytest.mark.slow
def test_where_the_extension_is_off_kernels_answer_all_the_same_with_a_delay(tmp_path):
    with server(tmp_path, "--ServerApp.jpserver_extensions={'jaclib_server': False}") as address:
        assert not nodelay_of_a_kernel_that_answers(address)


@pytest.mark.slow
def test_a_configuration_left_behind_without_the_module_stops_nobody(tmp_path):
    (tmp_path / "jaclib_server.py").write_text("raise ImportError('uninstalled')")
    with server(tmp_path) as address:
        assert not nodelay_of_a_kernel_that_answers(address)


@pytest.mark.slow
def test_a_connection_class_that_somebody_chose_is_left_alone(tmp_path):
    stock = "jupyter_server.services.kernels.connection.channels.ZMQChannelsWebsocketConnection"
    with server(tmp_path, f"--ServerApp.kernel_websocket_connection_class={stock}") as address:
        assert not nodelay_of_a_kernel_that_answers(address)


def test_a_handler_without_the_call_is_connected_all_the_same_and_the_log_says_why_it_is_slower(caplog):
    class Connection:
        websocket_handler = object()
        log = logging.getLogger("server")

        def connect(self):
            return "connected"

    assert no_delay(Connection)().connect() == "connected"
    assert "live figures will be slower" in caplog.text


def test_the_server_module_imports_neither_jax_nor_matplotlib_nor_jaclib():
    code = "import jaclib_server, sys; print({'jax', 'matplotlib', 'jaclib'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"
