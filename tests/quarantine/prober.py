"""A child that tries what it should not be able to: the name of what stopped it is its answer."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import socket
import struct
import sys
import time
from pathlib import Path

from digests.sources import walls


def burn() -> None:
    while True:
        pass


def babble() -> None:
    for _ in range(100):
        send("x" * 100_000)


ACTS = {
    "burn": burn,
    "babble": babble,
    "sleep": lambda: time.sleep(600),
    "environment": lambda: {name: value for name, value in os.environ.items() if name != "LC_CTYPE"},
    "memory": lambda size: bytes(int(size)) and "done",
    "open": lambda path: os.close(os.open(path, os.O_RDONLY)) or "done",
    "write": lambda path: Path(path).write_text("x"),
    "socket": lambda _: socket.socket().close(),
    "fork": lambda _: os.fork() or os._exit(0),
    "execute": lambda _: os.execv("/bin/true", ["true"]),
    "signal": lambda pid: os.kill(int(pid), signal.SIGCONT),
    "privileges": lambda: ctypes.CDLL(None).prctl(39, 0, 0, 0, 0),  # PR_GET_NO_NEW_PRIVS
}


def send(value: object) -> None:
    message = json.dumps(value).encode()
    sys.stdout.buffer.write(struct.pack("!I", len(message)) + message)
    sys.stdout.buffer.flush()


def receive() -> bytes:
    head = sys.stdin.buffer.read(4)
    if not head:
        sys.exit()
    return sys.stdin.buffer.read(struct.unpack("!I", head)[0])


if __name__ == "__main__":
    limits = json.loads(sys.argv[2])
    send(walls.build(limits["memory"], [Path(place) for place in limits["readable"]]))
    while True:
        order, _ = json.loads(receive()), receive()
        walls.renew_time(limits["seconds"])
        try:
            send(ACTS.get(order.get("do"), lambda: {"read": {"document": 1}})(*order.get("arguments", ())))  # type: ignore[operator]
        except (OSError, MemoryError) as error:
            send(type(error).__name__)
        send(None)
