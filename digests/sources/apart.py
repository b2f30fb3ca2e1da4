"""A process of its own for what strangers wrote: it can be ended, and has nothing that is worth taking.

Parsers of feeds and HTML, and any search through a text, can be made to burn minutes and gigabytes by a small file.
So the bytes go to a child with an empty environment, walls around it (`walls`) and so much CPU for each answer, and
JSON comes back. Starting one costs a second: a child serves many orders until one of them ends it.

A message is its length in four bytes and so many bytes; an order is two, JSON and data; its answers end in `null`.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import struct
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import config
from digests.errors import BadInput, Unavailable
from digests.objections import Kind, Objection

SECONDS = 5
"""Of CPU, for one answer."""
PATIENCE = 30.0
"""Seconds by the clock for one answer, where the machine has much else to do."""
MEMORY = 256 << 20
ANSWERS = 128 << 20
"""Bytes that come back for one order."""
SETTINGS_TOLD = ("KHABAR_CONFIG",)
"""Settings that the child is told: where the tables lie, and nothing that is secret."""
ALONE = {"OPENBLAS_NUM_THREADS": "1"}
"""A child has one thread: numpy would start one a core, each with its share of the memory that the child may have."""
BOOT = "import sys; sys.path[:] = sys.argv[3:]; import runpy; runpy.run_module(sys.argv[1], run_name='__main__')"


class Apart:
    """The child that runs `module`, started at the first order and again after a failure."""

    def __init__(self, module: str) -> None:
        self.module = module
        self.walls: tuple[str, ...] = ()
        self.answered = 0  # orders, by the child that runs
        self._process: subprocess.Popen[bytes] | None = None
        self._inlet: _Inlet
        self._end: Callable[[], object] = int  # nothing to end yet

    def ask(self, order: Mapping[str, Any], data: bytes, *, path: object) -> list[bytes]:
        """The child's answers to `order`, JSON each. Raises BadInput for what takes too much, or ends the child."""
        process = self._process or self._start()
        late = threading.Event()
        try:
            self.answered += 1
            with _patience(process, late):
                _write(process.stdin, json.dumps(order).encode(), data)
            return list(self._inlet.answers())  # all of them: what is left unread would answer the next order
        except OSError as error:
            self.close()
            slow = late.is_set() or isinstance(error, TimeoutError) or process.returncode == -signal.SIGXCPU
            what = Objection(Kind.UNREAD_IN_TIME, seconds=SECONDS) if slow else Objection(Kind.UNPARSED)
            raise BadInput(what, path=path) from None

    def start(self) -> tuple[str, ...]:
        """The names of the walls that stand around the child, started where it is not."""
        if self._process is None:
            self._start()
        return self.walls

    def close(self) -> None:
        """End the child; the next order starts another."""
        self._end()
        self._process = None
        self.answered = 0

    def _start(self) -> subprocess.Popen[bytes]:
        told = json.dumps({"seconds": SECONDS, "memory": MEMORY, "readable": list(map(str, _own_files()))})
        command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", BOOT, self.module, told, *_search_path()]
        try:
            process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env=ALONE | {name: os.environ[name] for name in SETTINGS_TOLD if name in os.environ},
                start_new_session=True,
            )
        except OSError as error:
            raise Unavailable(f"no process could be started to read in: {error.strerror}") from None
        self._end = weakref.finalize(self, _end, process)
        try:
            self._inlet = _Inlet(process)
            self.walls = tuple(json.loads(self._inlet.message(1 << 10)))
        except (OSError, ValueError):
            self._end()
            raise Unavailable("the process to read in did not start") from None
        self._process = process
        return process


def _own_files() -> list[Path]:
    """What the child may read: Python, its libraries, our code and tables; not the folder that holds a checkout."""
    ours = [Path(__file__).resolve().parents[1], Path(config.__file__).resolve().parent]
    ours += [Path(os.environ[name]) for name in SETTINGS_TOLD if os.environ.get(name)]
    libraries = [Path(entry) for entry in _search_path() if not (Path(entry) / "digests").is_dir()]
    system = [Path(place) for place in ("/lib", "/lib64", "/usr/lib", "/etc/ld.so.cache", "/usr/share/zoneinfo")]
    return [*ours, *libraries, *system]


def _search_path() -> list[str]:
    return [str(Path(entry or ".").absolute()) for entry in sys.path]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream:
            with contextlib.suppress(OSError):  # what was not written yet goes nowhere
                stream.close()
    process.wait()


@contextlib.contextmanager
def _patience(process: subprocess.Popen[bytes], late: threading.Event) -> Iterator[None]:
    """Ends the process, and says so by `late`, where the block takes longer than `PATIENCE`."""

    def end() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(PATIENCE, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _write(stream: IO[bytes] | None, *messages: bytes) -> None:
    assert stream is not None
    for message in messages:
        stream.write(struct.pack("!I", len(message)))
        stream.write(message)
    stream.flush()


class _Inlet:
    """What a child says. A thread that watches the clock would cost more than most of its messages: the wait for them
    has an end itself."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        self.descriptor = process.stdout.fileno()
        self.held = bytearray()
        self._poll = select.poll()
        self._poll.register(self.descriptor, select.POLLIN)

    def answers(self) -> Iterator[bytes]:
        """The answers to one order. Raises OSError as `message` does, and for more than `ANSWERS` bytes of them."""
        left = ANSWERS
        while (answer := self.message(left)) != b"null":
            left -= len(answer)
            yield answer

    def message(self, most: int) -> bytes:
        """Raises OSError where the stream ends within a message, for one longer than `most`, and TimeoutError where it
        takes longer than `PATIENCE`."""
        ends = time.monotonic() + PATIENCE
        length = struct.unpack("!I", self._take(4, ends))[0]
        if length > most:
            raise ConnectionError
        return self._take(length, ends)

    def _take(self, count: int, ends: float) -> bytes:
        while len(self.held) < count:
            if not self._poll.poll(max(0.0, ends - time.monotonic()) * 1000):
                raise TimeoutError
            came = os.read(self.descriptor, 1 << 16)
            if not came:
                raise ConnectionError
            self.held += came
        found = bytes(self.held[:count])
        del self.held[:count]
        return found
