"""A TCP relay that behaves like a long, thin line: so many milliseconds away, so many bits a second, in order.

All connections share one line in each direction, as they do in a student's home. The relay ends each TCP connection
itself, so it models a line's delay and width, not what TCP's own algorithms make of a long one.
"""

import asyncio
import socket
import threading
from collections import deque

CHUNK = 4096  # bytes given to the line at once: 3.3 ms at 10 Mbit/s
QUEUE = 64 * 1024  # bytes that may wait at the line's mouth, as in a router; then the sender is held back
BUFFER = 64 * 1024  # of the sockets, which are a queue as well
# asyncio turns Nagle's algorithm off where TCP is named; on, it would hold small packets for 40 ms, as no line does
TCP = socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP


class Line:
    """One direction. Bytes enter at the line's pace and come out `delay` seconds after they have entered."""

    def __init__(self):
        self.delay, self.rate = 0.0, float("inf")  # seconds; bytes a second
        self.carried = 0
        self._free_at = 0.0

    async def enter(self, size: int) -> float:
        """Wait for room in the queue; gives the time at which the last byte comes out."""
        now = asyncio.get_running_loop().time()
        waiting = self._free_at - now
        room = QUEUE / self.rate
        if waiting > room:
            await asyncio.sleep(waiting - room)
            now = asyncio.get_running_loop().time()
        self._free_at = max(now, self._free_at) + size / self.rate
        self.carried += size
        return self._free_at + self.delay


async def _receive(reader, line, arriving, arrived):
    while chunk := await reader.read(CHUNK):
        arriving.append((await line.enter(len(chunk)), chunk))
        arrived.set()
    arriving.append((asyncio.get_running_loop().time() + line.delay, b""))
    arrived.set()


async def _deliver(writer, arriving, arrived):
    while True:
        while not arriving:
            arrived.clear()
            await arrived.wait()
        due, chunk = arriving.popleft()
        await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
        if not chunk:
            return writer.close()
        writer.write(chunk)
        await writer.drain()


async def _carry(reader, writer, line):
    arriving, arrived = deque(), asyncio.Event()
    receiving = asyncio.create_task(_receive(reader, line, arriving, arrived))
    try:
        await _deliver(writer, arriving, arrived)
    except ConnectionError:
        writer.close()
    finally:
        receiving.cancel()


class Relay:
    """Listens on `port` and hands on to 127.0.0.1:`target`; runs in a thread until it is closed."""

    def __init__(self, target: int):
        self.target, self.up, self.down = target, Line(), Line()
        self._loop, started = asyncio.new_event_loop(), threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        started.wait()

    def shape(self, round_trip: float, bits: float):
        """From now on: seconds there and back, and bits a second in each direction."""
        for line in (self.up, self.down):
            line.delay, line.rate = round_trip / 2, bits / 8

    def close(self):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self, started):
        async def listen():
            return await asyncio.start_server(self._connection, sock=self._listener())

        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(listen())
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        self._loop.run_forever()
        server.close()
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self._loop.close()

    @staticmethod
    def _listener():
        listener = socket.socket(*TCP)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)  # inherited by what it accepts
        listener.bind(("127.0.0.1", 0))
        return listener

    async def _connection(self, reader, writer):
        loop = asyncio.get_running_loop()
        onward = socket.socket(*TCP)
        onward.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        onward.setblocking(False)
        await loop.sock_connect(onward, ("127.0.0.1", self.target))
        far_reader, far_writer = await asyncio.open_connection(sock=onward, limit=BUFFER)
        try:
            await asyncio.gather(_carry(reader, far_writer, self.up), _carry(far_reader, writer, self.down))
        except asyncio.CancelledError:
            return  # the relay is closed; asyncio would print a cancelled connection as an error
