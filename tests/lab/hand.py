"""A mouse that moves as fast as a hand.

Playwright waits for the page to take in each move before it sends the next, so that a drag takes as long as the page
is slow. A hand waits for nothing: here the moves go out at their own time over a devtools connection of their own.
"""

import itertools
import json
import threading
import time

import websocket

ANSWER_SECONDS = 60


class Hand:
    """The left button of a mouse on one page. Points are (x, y) in CSS pixels of the page."""

    def __init__(self, devtools_port: int, target: str):
        address = f"ws://127.0.0.1:{devtools_port}/devtools/page/{target}"
        # With an Origin header Chromium would refuse the connection.
        self.socket = websocket.create_connection(address, suppress_origin=True, timeout=ANSWER_SECONDS)
        self.socket.settimeout(None)  # a hand may rest for longer
        self.numbers, self.sent, self.answered = itertools.count(1), 0, threading.Condition()
        self.last_answer = 0
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _read(self):
        while True:
            try:
                answer = json.loads(self.socket.recv())
            except (websocket.WebSocketException, OSError, json.JSONDecodeError):
                return  # closed
            with self.answered:
                self.last_answer = answer.get("id", self.last_answer)
                self.answered.notify_all()

    def send(self, kind: str, point: tuple[float, float], **event):
        """Send one mouse event, and wait for nothing."""
        self.sent = next(self.numbers)
        event |= {"type": kind, "x": point[0], "y": point[1], "button": "left"}
        self.socket.send(json.dumps({"id": self.sent, "method": "Input.dispatchMouseEvent", "params": event}))

    def press(self, point):
        self.send("mouseMoved", point, buttons=0)
        self.send("mousePressed", point, buttons=1, clickCount=1)

    def move(self, point):
        self.send("mouseMoved", point, buttons=1)

    def release(self, point):
        """Let go, and wait until the page has taken in all that was sent."""
        self.send("mouseReleased", point, buttons=0, clickCount=1)
        self.settle()

    def settle(self):
        """Wait until the page has taken in all that was sent."""
        with self.answered:
            if not self.answered.wait_for(lambda: self.last_answer >= self.sent, timeout=ANSWER_SECONDS):
                raise TimeoutError(f"The page took in no mouse event within {ANSWER_SECONDS} s.")

    def sweep(self, points, seconds: float, hz: float = 120):
        """Go along the polyline, each leg in the same time, with the button held."""
        start, steps, legs = time.perf_counter(), max(1, round(seconds * hz)), len(points) - 1
        for k in range(1, steps + 1):
            leg, part = divmod(k / steps * legs, 1)
            i = min(int(leg), legs - 1)
            part = part if leg < legs else 1.0
            (x0, y0), (x1, y1) = points[i], points[i + 1]
            time.sleep(max(0.0, start + k / hz - time.perf_counter()))
            self.move((x0 + part * (x1 - x0), y0 + part * (y1 - y0)))

    def drag(self, points, seconds: float, hz: float = 120):
        """Press at the first point, go along the polyline, and let go at the last."""
        self.press(points[0])
        self.sweep(points, seconds, hz)
        self.release(points[-1])

    def close(self):
        self.socket.close()
        self.reader.join(timeout=5)
