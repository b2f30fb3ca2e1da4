"""An OpenAI-compatible endpoint on loopback for tests, which says what it is told to and keeps every byte it gets."""

from __future__ import annotations

import contextlib
import json
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

Reply = Callable[["Heard"], bytes]


class Heard:
    """One request: its head as it came, and its body."""

    def __init__(self, head: bytes, body: bytes) -> None:
        self.head = head
        self.body = body

    @property
    def asked(self) -> dict[str, Any]:
        """The body as JSON."""
        return dict(json.loads(self.body))

    @property
    def shown(self) -> dict[str, Any]:
        """The question and candidates of the last message."""
        return dict(json.loads(self.asked["messages"][-1]["content"]))

    @property
    def bytes(self) -> bytes:
        """Everything that came, escaped letters read."""
        return self.head + self.body + json.dumps(json.loads(self.body), ensure_ascii=False).encode()


def answer(body: bytes, *, status: str = "200 OK", kind: str = "application/json", more: str = "") -> bytes:
    """A whole response."""
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{more}\r\n"
    )
    return head.encode() + body


def says(content: object) -> Reply:
    """A model that replies with `content`."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
    body = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    return lambda _: answer(json.dumps(body).encode())


class Endpoint(socketserver.ThreadingTCPServer):
    """`reply` makes the response's bytes; with `drip` each of the first 200 bytes waits so many seconds."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, reply: Reply, drip: float = 0.0) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply = reply
        self.drip = drip
        self.heard: list[Heard] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextlib.contextmanager
def serving(reply: Reply, drip: float = 0.0) -> Iterator[Endpoint]:
    """An endpoint that listens."""
    endpoint = Endpoint(reply, drip)
    threading.Thread(target=endpoint.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield endpoint
    finally:
        endpoint.shutdown()
        endpoint.server_close()


class _Handler(socketserver.StreamRequestHandler):
    server: Endpoint

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            head = b""
            while (line := self.rfile.readline()) not in {b"\r\n", b""}:
                head += line
            length = next(int(line[15:]) for line in head.splitlines() if line.lower().startswith(b"content-length:"))
            heard = Heard(head, self.rfile.read(length))
            self.server.heard.append(heard)
            said = self.server.reply(heard)
            for at in range(200 if self.server.drip else 0):
                self.wfile.write(said[at : at + 1])
                time.sleep(self.server.drip)
            self.wfile.write(said[200:] if self.server.drip else said)
