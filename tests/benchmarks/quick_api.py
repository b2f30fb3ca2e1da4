"""A Bot API that does nothing but answer, as fast as Python can: the same for every client that is measured."""

from __future__ import annotations

import asyncio
import contextlib
import re
import subprocess
import sys
import time
from collections.abc import Iterator

LENGTH = re.compile(rb"content-length:\s*(\d+)", re.I)
CHUNKED = re.compile(rb"transfer-encoding:\s*chunked", re.I)
MESSAGE = b'{"message_id":1,"date":1,"chat":{"id":1,"type":"private","first_name":"x"},"text":"x"}'
ME = (
    b'{"id":1,"is_bot":true,"first_name":"x","username":"x_bot","can_join_groups":true,'
    b'"can_read_all_group_messages":false,"supports_inline_queries":true}'
)


def answer(result: bytes) -> bytes:
    body = b'{"ok":true,"result":' + result + b"}"
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body


SENT, KNOWN = answer(MESSAGE), answer(ME)


class Api(asyncio.Protocol):
    """One connection; requests one after the other."""

    sends = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.rest = b""

    def data_received(self, data: bytes) -> None:
        self.rest += data
        while True:
            end = self.rest.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self.rest[:end]
            length = LENGTH.search(head)
            if length:
                size = end + 4 + int(length.group(1))
                if len(self.rest) < size:
                    return
            elif CHUNKED.search(head):
                close = self.rest.find(b"0\r\n\r\n", end + 4)
                if close < 0:
                    return
                size = close + 5
            else:
                size = end + 4
            self.rest = self.rest[size:]
            first = head.split(b" ", 2)[1].lower()
            if first.endswith(b"/count"):
                self.transport.write(answer(str(Api.sends).encode()))
            elif first.endswith(b"/getme"):
                self.transport.write(KNOWN)
            else:
                Api.sends += 1
                self.transport.write(SENT)


async def serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Api, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextlib.contextmanager
def running() -> Iterator[str]:
    """The server in a process of its own; its address."""
    process = subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    started = time.monotonic()
    asyncio.run(serve())
