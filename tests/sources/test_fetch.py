"""Fetching: what is private, too large, too slow or broken is a stated fault; what is unchanged is not read again."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from digests.sources.fetch import fetch, is_public

Respond = Callable[[http.server.BaseHTTPRequestHandler], None]


@pytest.fixture
def serve() -> Iterator[Callable[[dict[str, Respond]], str]]:
    """Start a server on loopback that answers each path as told; returns its address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(paths: dict[str, Respond]) -> str:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with contextlib.suppress(OSError):
                    paths[self.path](self)

            def log_message(self, *args: object) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def body(data: bytes, *, status: int = 200, **headers: str) -> Respond:
    def respond(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return respond


def test_a_body_comes_with_what_makes_the_next_request_conditional(serve: Callable[..., str]) -> None:
    def conditional(handler: http.server.BaseHTTPRequestHandler) -> None:
        unchanged = handler.headers["If-None-Match"] == '"v1"'
        body(b"" if unchanged else b"news", status=304 if unchanged else 200, ETag='"v1"')(handler)

    url = serve({"/": conditional}) + "/"
    first = fetch(url, allow_private=True)
    assert (first.body, first.etag) == (b"news", '"v1"')
    second = fetch(url, etag=first.etag, allow_private=True)
    assert second.body is None
    assert second.fault is None


def test_a_permanent_redirect_is_told_and_a_passing_one_is_not(serve: Callable[..., str]) -> None:
    url = serve(
        {
            "/old": body(b"", status=301, Location="/new"),
            "/away": body(b"", status=302, Location="/new"),
            "/new": body(b"x"),
            "/round": body(b"", status=302, Location="/round"),
        }
    )
    assert fetch(url + "/old", allow_private=True).moved_to == url + "/new"
    assert fetch(url + "/away", allow_private=True).moved_to is None
    assert "redirects" in str(fetch(url + "/round", allow_private=True).fault)


def test_a_body_that_unpacks_without_end_is_a_fault(serve: Callable[..., str]) -> None:
    url = serve({"/": body(gzip.compress(b"\0" * (64 << 20)), Content_Encoding="gzip")})
    assert "larger than" in str(fetch(url + "/", allow_private=True).fault)


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_server_that_drips_is_cut_off(serve: Callable[..., str], part: str) -> None:
    def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if part == "headers" else b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)

    fetched = fetch(serve({"/": drip}) + "/", allow_private=True, deadline=0.5)
    assert fetched.fault == "took too long"


def test_retry_after_is_read(serve: Callable[..., str]) -> None:
    url = serve({"/": body(b"", status=503, Retry_After="120"), "/gone": body(b"", status=410)})
    assert fetch(url + "/", allow_private=True).retry_after == 120
    assert fetch(url + "/gone", allow_private=True).gone


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_no_spelling_of_this_machine_is_connected_to(serve: Callable[..., str], host: str) -> None:
    port = serve({"/": body(b"secret")}).rsplit(":", 1)[1]
    fetched = fetch(f"http://{host}:{port}/")
    assert fetched.body is None
    assert fetched.fault


def test_a_redirect_to_this_machine_is_refused(serve: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    inner = serve({"/": body(b"secret")})
    outer = serve({"/": body(b"", status=302, Location=inner + "/")})
    asked: list[str] = []

    def only_the_first(address: str) -> bool:
        asked.append(address)
        return len(asked) == 1

    monkeypatch.setattr("digests.sources.fetch.is_public", only_the_first)
    assert "not on the public internet" in str(fetch(outer + "/").fault)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("fe80::1%eth0", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
    ],
)
def test_what_is_public(address: str, *, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "http://", "gopher://x", "http://a b/"])
def test_other_addresses_are_faults(url: str) -> None:
    assert fetch(url, allow_private=True).fault
