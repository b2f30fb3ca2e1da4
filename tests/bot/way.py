"""A way to PostgreSQL that breaks as networks do: it stalls, drops, or lets one direction alone pass."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from tests.bot.stores import PORT

Manner = Literal["open", "stalled", "dropping", "half"]
"""`stalled`: everything is swallowed; `dropping`: each connection is reset; `half`: what is asked arrives, no answer
comes back, and its end is told."""


class Way:
    """Listens on loopback and leads to a server's socket."""

    def __init__(self, folder: Path) -> None:
        self.server = str(folder / f".s.PGSQL.{PORT}")
        self.manner: Manner = "open"
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.pairs: list[tuple[socket.socket, socket.socket]] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def address(self, name: str) -> str:
        return f"postgresql://khabar@127.0.0.1:{self.listener.getsockname()[1]}/{name}?sslmode=disable"

    def turn(self, manner: Manner) -> None:
        """From now on it is so, for connections that are there too."""
        self.manner = manner
        if manner == "dropping":
            for pair in self.pairs:
                _reset(*pair)
        if manner == "half":
            for near, _ in self.pairs:
                with contextlib.suppress(OSError):
                    near.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        self.listener.close()
        for pair in self.pairs:
            _reset(*pair)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                if self.manner == "dropping":
                    _reset(near)
                    continue
                far = socket.socket(socket.AF_UNIX)
                try:
                    far.connect(self.server)
                except OSError:
                    _reset(near)
                    continue
                self.pairs.append((near, far))
                threading.Thread(target=self._lead, args=(near, far, "there"), daemon=True).start()
                threading.Thread(target=self._lead, args=(far, near, "back"), daemon=True).start()

    def _lead(self, source: socket.socket, sink: socket.socket, direction: str) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if self.manner == "open" or (self.manner == "half" and direction == "there"):
                    sink.sendall(data)
            if self.manner == "open" or direction == "there":  # a server finds out by itself that its client is gone
                sink.shutdown(socket.SHUT_WR)


def _reset(*ends: socket.socket) -> None:
    for end in ends:
        with contextlib.suppress(OSError):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextlib.contextmanager
def leading_to(folder: Path) -> Iterator[Way]:
    way = Way(folder)
    try:
        yield way
    finally:
        way.close()
