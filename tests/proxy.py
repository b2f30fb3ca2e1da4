"""A proxy on loopback for tests: HTTP (whole addresses and CONNECT) and SOCKS5 at one port, each way out noted.

Whatever name it is asked for, it connects to one place: so a test can use names that nobody resolves.
"""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit


class Proxy(socketserver.ThreadingTCPServer):
    """`asked` holds what was asked for, `("SOCKS5", "example.org:80")`; `credentials` what was shown."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        place = urlsplit(upstream)
        self.upstream = (place.hostname, place.port)
        self.asked: list[tuple[str, str]] = []
        self.credentials: list[str] = []

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


@contextlib.contextmanager
def proxying(upstream: str) -> Iterator[Proxy]:
    """A proxy that leads everything to `upstream`, an address http://host:port."""
    proxy = Proxy(upstream)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    try:
        yield proxy
    finally:
        proxy.shutdown()
        proxy.server_close()


class _Handler(socketserver.StreamRequestHandler):
    server: Proxy

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            first = self.rfile.read(1)
            if first == b"\x05":
                self.socks()
            elif first:
                self.http(first + self.rfile.readline())

    def socks(self) -> None:
        methods = self.rfile.read(self.rfile.read(1)[0])
        with_password = 2 in methods
        self.wfile.write(b"\x05\x02" if with_password else b"\x05\x00")
        if with_password:
            self.rfile.read(1)
            shown = [self.rfile.read(self.rfile.read(1)[0]).decode() for _ in range(2)]
            self.server.credentials.append(":".join(shown))
            self.wfile.write(b"\x01\x00")
        *_, kind = self.rfile.read(4)
        host = self.rfile.read(self.rfile.read(1)[0]).decode() if kind == 3 else socket.inet_ntoa(self.rfile.read(4))
        self.server.asked.append(("SOCKS5", f"{host}:{int.from_bytes(self.rfile.read(2), 'big')}"))
        self.wfile.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
        self.lead(b"")

    def http(self, line: bytes) -> None:
        method, target, _ = line.decode().split()
        head = []
        while (field := self.rfile.readline()) not in {b"\r\n", b""}:
            head.append(field)
            if field.lower().startswith(b"proxy-authorization"):
                self.server.credentials.append(field.decode().split()[-1])
        self.server.asked.append((method, target))
        if method == "CONNECT":
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            self.lead(b"")
            return
        path = target.split("/", 3)[3]
        self.lead(f"{method} /{path} HTTP/1.1\r\nConnection: close\r\n".encode() + b"".join(head) + b"\r\n")

    def lead(self, said: bytes) -> None:
        with socket.create_connection(self.server.upstream) as onward:
            onward.sendall(said)
            back = threading.Thread(target=self.pump, args=(onward, self.connection), daemon=True)
            back.start()
            while data := self.rfile.read1(65536):
                onward.sendall(data)
            with contextlib.suppress(OSError):
                onward.shutdown(socket.SHUT_WR)
            back.join(5)

    @staticmethod
    def pump(source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
