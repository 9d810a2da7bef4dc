"""What the benchmark stands on: its picture, its line, its check of frames, its results file."""

import os
import socket
import sys
import threading
import time
from contextlib import contextmanager
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.explorers import kept, row
from benchmarks.live_figure import check
from benchmarks.machine import neighbours, work
from benchmarks.measure import _new_states
from benchmarks.picture import MIDDLES, POINT, SQUARE, compute
from benchmarks.relay import Relay
from benchmarks.report import AT_LEAST, ROWS, TITLES, goals, write_section

TRIP, BITS = 0.04, 4e6


@contextmanager
def relay_to_echo(round_trip=0.0, bits=float("inf")):
    """Connections through a relay to a server that sends back whatever comes."""
    server = socket.create_server(("127.0.0.1", 0))

    def echo(connection):
        with connection:
            while data := connection.recv(65536):
                connection.sendall(data)

    def serve():
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return  # closed
            threading.Thread(target=echo, args=(connection,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    relay = Relay(server.getsockname()[1])
    relay.shape(round_trip, bits)
    try:
        yield lambda: socket.create_connection(("127.0.0.1", relay.port), timeout=30)
    finally:
        relay.close()
        server.close()


def send_and_receive(connection, data: bytes) -> bytes:
    threading.Thread(target=connection.sendall, args=(data,), daemon=True).start()
    back = bytearray()
    while len(back) < len(data):
        back += connection.recv(65536)
    return bytes(back)


@pytest.mark.parametrize("size", [1, 4096, 4097, 300_000])
def test_the_relay_brings_every_byte_in_order_and_none_before_its_time(size):
    data = np.random.default_rng(size).bytes(size)
    with relay_to_echo(TRIP, BITS) as connect, connect() as connection:
        start = time.monotonic()
        assert send_and_receive(connection, data) == data
        # the line itself is the oracle: there and back, and the bytes one after the other
        assert time.monotonic() - start >= TRIP + 8 * size / BITS


def test_connections_through_the_relay_share_its_width():
    data, back = bytes(100_000), []
    with relay_to_echo(0.0, BITS) as connect:
        start = time.monotonic()
        threads = [
            threading.Thread(target=lambda: back.append(send_and_receive(connect(), data)), daemon=True) for _ in "ab"
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert time.monotonic() - start >= 8 * 2 * len(data) / BITS
    assert back == [data, data]


def test_the_relay_hands_on_the_end_of_a_connection():
    with relay_to_echo() as connect, connect() as connection:
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(1) == b""


@given(st.floats(0, 1))
def test_the_pictures_determinant_is_the_closed_form(t):
    x, y = np.moveaxis(MIDDLES, -1, 0)
    np.testing.assert_allclose(compute(t)["det"], (1 - t + 2 * t * x) ** 2 + (2 * t * y) ** 2, rtol=1e-12, atol=1e-12)


@given(st.floats(0, 1))
def test_the_pictures_parallelogram_misses_the_square_of_a_complex_step(t):
    h = SQUARE - POINT
    now, square = compute(t), np.stack([h[:, 0] ** 2 - h[:, 1] ** 2, 2 * h[:, 0] * h[:, 1]], -1)
    np.testing.assert_allclose(now["true"] - now["linear"], t * square, atol=1e-12)


def test_a_frame_is_right_only_if_python_drew_it_for_its_own_state():
    drawn = {"a": ["one", "two"], "b": ["three"]}
    assert check([("a", "two"), ("b", "three")], drawn, []) == {"right": 2}
    assert check([("a", "three")], drawn, []) == {"wrong": 1}
    assert check([("never asked for", "one")], drawn, []) == {"wrong": 1}
    assert check([("b", "three")], drawn, ["b"]) == {"wrong": 1}


@given(st.lists(st.sampled_from(["a", "b"])))
def test_a_state_shown_again_only_sharper_is_no_new_frame(states):
    kept = _new_states([[time, 0, state] for time, state in enumerate(states)])
    assert all(one[2] != next_[2] for one, next_ in pairwise(kept))
    assert {state for _, _, state in kept} == set(states)
    assert len(_new_states([[time, 0, None] for time, _ in enumerate(states)])) == len(states)


def test_a_stage_no_better_than_interact_meets_no_promise_but_that_a_server_as_it_comes_is_no_slower():
    numbers = {"step": 100.0, "rate": 5.0, "lag": 230.0}
    promised = list(goals({(line, row): numbers for line in TITLES for row in ROWS}))
    met = {what for what, _, _, met in promised if met}
    assert met == {what for what, _, row, beside, _, _ in AT_LEAST if "stock" in row and "stage" in beside}
    assert len(met) == 5
    assert len(promised) == 20


@given(st.floats(0.1, 10), st.sampled_from(["rate", "lag", "step"]))
def test_what_is_promised_is_no_other_where_all_is_slower_by_the_same_factor(factor, number):
    numbers = {
        (line, row): {"step": 9.0 + i, "rate": 40.0 - i, "lag": 20.0 + i * i}
        for line in TITLES
        for i, row in enumerate(ROWS)
    }
    slower = {key: row | {number: factor * row[number]} for key, row in numbers.items()}
    assert [goal[3] for goal in goals(slower)] == [goal[3] for goal in goals(numbers)]


def test_each_core_has_a_busy_neighbour_until_the_measurement_is_over():
    with neighbours() as running:
        assert len(running) == os.cpu_count()
        assert all(each.poll() is None for each in running)
    assert all(each.returncode is not None for each in running)


def test_the_work_of_a_laden_draw_keeps_the_interpreters_lock():
    began, ended = threading.Event(), threading.Event()

    def busily():
        began.set()
        work(200_000)
        ended.set()

    switch = sys.getswitchinterval()
    sys.setswitchinterval(10)  # so that nobody takes the lock: it must be given
    try:
        threading.Thread(target=busily, daemon=True).start()
        began.wait(60)
        assert ended.is_set()
    finally:
        sys.setswitchinterval(switch)


@given(st.lists(st.tuples(st.sampled_from(["one", "two", "three"]), st.text("ab\n|", max_size=9)), max_size=6))
def test_each_benchmark_writes_its_own_section_and_no_other(tmp_path_factory, writes):
    path = tmp_path_factory.mktemp("results") / "RESULTS.md"
    path.write_text("# Results\n\nBy hand.\n")
    for name, text in writes:
        write_section(path, name, text)
    whole = path.read_text()
    assert whole.startswith("# Results\n\nBy hand.\n")
    assert whole.count("<!-- begin:") == len(dict(writes))
    for name, text in dict(writes).items():
        assert f"<!-- begin: {name} -->\n{text}\n<!-- end: {name} -->" in whole


def test_an_explorers_row_is_kept_from_its_own_table_whatever_other_tables_say_of_it(tmp_path):
    there, results = row("fisher", 46, 154, 1194, 1249), tmp_path / "RESULTS.md"
    write_section(results, "explorers", there)
    write_section(results, "arrays", "| `fisher` | 10 | 10 |")
    assert kept(results) == {"fisher": there}
    assert kept(tmp_path / "none.md") == kept(None) == {}
