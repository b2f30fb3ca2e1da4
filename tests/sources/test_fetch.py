"""Fetching: what is private, too large, too slow or broken is a stated fault; what is unchanged is not read again."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import http.server
import ipaddress
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

import brotli
import pytest
from backports import zstd
from yarl import URL

from digests.sources.addresses import Reach, is_public, same_site
from digests.sources.crawl import Ask, Crawl
from digests.sources.faults import Refused
from digests.sources.fetch import Client, _Chain, agent_of, fetch
from digests.sources.unpack import Body
from digests.sources.work import CountingLoop

ALL = Reach(everything=True)
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
    first = fetch(url, reach=ALL)
    assert (first.body, first.etag) == (b"news", '"v1"')
    second = fetch(url, etag=first.etag, reach=ALL)
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
    assert fetch(url + "/old", reach=ALL).moved_to == url + "/new"
    assert fetch(url + "/away", reach=ALL).moved_to is None
    assert "redirects" in str(fetch(url + "/round", reach=ALL).fault)


def test_a_body_that_unpacks_without_end_is_a_fault(serve: Callable[..., str]) -> None:
    url = serve({"/": body(gzip.compress(b"\0" * (64 << 20)), Content_Encoding="gzip")})
    assert "larger than" in str(fetch(url + "/", reach=ALL).fault)


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_server_that_drips_is_cut_off(serve: Callable[..., str], part: str) -> None:
    def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" if part == "headers" else b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)

    fetched = fetch(serve({"/": drip}) + "/", reach=ALL, deadline=0.5)
    assert fetched.fault == "took too long"


def test_retry_after_is_read(serve: Callable[..., str]) -> None:
    url = serve({"/": body(b"", status=503, Retry_After="120"), "/gone": body(b"", status=410)})
    assert fetch(url + "/", reach=ALL).retry_after == 120
    assert fetch(url + "/gone", reach=ALL).gone


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_no_spelling_of_this_machine_is_connected_to(serve: Callable[..., str], host: str) -> None:
    port = serve({"/": body(b"secret")}).rsplit(":", 1)[1]
    fetched = fetch(f"http://{host}:{port}/")
    assert fetched.body is None
    assert fetched.fault


def test_a_redirect_to_this_machine_is_refused(serve: Callable[..., str]) -> None:
    inner = serve({"/": body(b"secret")})
    outer = serve({"/": body(b"", status=302, Location=inner.replace("127.0.0.1", "127.0.0.2") + "/")})
    fetched = fetch(outer + "/", reach=Reach((ipaddress.ip_network("127.0.0.1/32"),)))
    assert fetched.fault == "127.0.0.2 is not on the public internet"


def test_a_network_that_is_named_is_open_at_every_port(serve: Callable[..., str]) -> None:
    url = serve({"/": body(b"x")})
    assert fetch(url + "/", reach=Reach((ipaddress.ip_network("127.0.0.0/8"),))).body == b"x"
    assert fetch(url + "/", reach=Reach((ipaddress.ip_network("10.0.0.0/8"),))).fault


def test_no_port_but_the_webs_own_is_open() -> None:
    assert Reach().refusal("8.8.8.8", 443, "host") is None
    assert Reach().refusal("8.8.8.8", 80, "host") is None
    assert "25" in str(Reach().refusal("8.8.8.8", 25, "host"))
    assert "8080" in str(Reach().refusal(None, 8080, "host"))


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
        ("::7f00:1", False),
        ("::8.8.8.8", False),
        ("::ffff:0:127.0.0.1", False),
        ("::ffff:0:8.8.8.8", False),
        ("::ffff:8.8.8.8", True),
        ("::ffff:192.168.1.1", False),
        ("64:ff9b:1::1", False),
        ("64:ff9b:1:7f00::1", False),
        ("fec0::1", False),
        ("fd00:ec2::254", False),
        ("ff02::1", False),
        ("100::1", False),
        ("5f00::1", False),
        ("4000::1", False),
        ("2001::1", False),
        ("2001:db8::1", False),
        ("3fff::1", False),
        ("2002:808:808::1", True),
        ("2a00:1450::5efe:a00:1", False),
        ("192.0.0.192", False),
        ("192.0.0.9", False),
        ("192.88.99.1", False),
        ("168.63.129.16", False),
        ("100.100.100.200", False),
        ("198.18.0.1", False),
        ("255.255.255.255", False),
    ],
)
def test_what_is_public(address: str, *, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/", "http://", "gopher://x", "http://a b/"])
def test_other_addresses_are_faults(url: str) -> None:
    assert fetch(url, reach=ALL).fault


@pytest.mark.parametrize(
    ("origin", "target", "same"),
    [
        ("https://example.org/a", "https://example.org/b", True),
        ("http://example.org/a", "https://example.org/b", True),
        ("https://example.org/a", "https://www.example.org/b", True),
        ("https://www.example.org/a", "https://feeds.example.org/b", True),
        ("https://feeds.example.org/a", "https://example.org/b", True),
        ("https://EXAMPLE.org./a", "https://example.org:443/b", True),
        ("https://example.org/a", "https://example.com/b", False),
        ("https://example.org/a", "https://notexample.org/b", False),
        ("https://example.org/a", "https://example.org.evil.net/b", False),
        ("https://one.github.io/a", "https://two.github.io/b", False),
        ("https://a.co.uk/a", "https://b.co.uk/b", False),
        ("https://example.org/a", "https://example.org:8443/b", False),
        ("http://127.0.0.1/a", "http://0.0.1/b", False),
        ("https://example.org/a", "https://org/b", False),
    ],
)
def test_what_is_the_same_site(origin: str, target: str, *, same: bool) -> None:
    assert same_site(origin, target) is same


def test_a_permanent_redirect_to_another_site_is_followed_and_not_remembered(serve: Callable[..., str]) -> None:
    thief = serve({"/": body(b"x"), "/b": body(b"", status=301, Location="/")})
    origin = serve(
        {
            "/": body(b"", status=301, Location=thief + "/"),
            "/a": body(b"", status=308, Location="/b"),
            "/b": body(b"", status=301, Location=thief + "/b"),
        }
    )
    fetched = fetch(origin + "/", reach=ALL)
    assert (fetched.body, fetched.moved_to, fetched.address) == (b"x", None, thief + "/")
    assert fetch(origin + "/a", reach=ALL).moved_to == origin + "/b"


def test_nothing_leads_from_https_to_http() -> None:
    chain = _Chain("https://example.org/", {}, Client(ALL))
    for permanent in (True, False):
        with pytest.raises(Refused, match="https to http"):
            chain._led(URL("https://example.org/"), URL("http://example.org/"), for_good=permanent)


def test_an_answer_that_nothing_changed_keeps_what_makes_the_next_request_conditional(
    serve: Callable[..., str],
) -> None:
    url = serve({"/": body(b"", status=304), "/new": body(b"", status=304, ETag='"v2"')})
    fetched = fetch(url + "/", etag='"v1"', last_modified="Mon, 06 May 2024 08:00:00 GMT", reach=ALL)
    assert (fetched.fault, fetched.etag) == (None, '"v1"')
    assert fetched.last_modified == "Mon, 06 May 2024 08:00:00 GMT"
    assert fetch(url + "/new", etag='"v1"', reach=ALL).etag == '"v2"'
    assert fetch(url + "/", reach=ALL).fault == "HTTP 304"


NEWS = "Хабар: 418 нафар. ".encode() * 50


def gzipped(data: bytes) -> bytes:
    """Without the time of its making: each process that runs these tests knows them by the same names."""
    return gzip.compress(data, mtime=0)


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzipped(NEWS)),
        ("x-gzip", gzipped(NEWS)),
        ("GZIP", gzipped(NEWS)),
        ("deflate", zlib.compress(NEWS)),
        ("deflate", raw_deflate(NEWS)),
        ("br", brotli.compress(NEWS)),
        ("zstd", zstd.compress(NEWS)),
        ("", gzipped(NEWS)),
        ("", zstd.compress(NEWS)),
        ("identity", NEWS),
        ("utf-8", NEWS),
        ("gzip", NEWS),
        ("zstd", NEWS),
        ("gzip", gzipped(gzipped(NEWS))),
        ("br, gzip", gzipped(brotli.compress(NEWS))),
        ("gzip", gzipped(NEWS) + b"junk"),
        ("gzip", gzipped(NEWS[:9]) + gzipped(NEWS[9:20]) + gzipped(NEWS[20:]) + b"junk"),
        ("zstd", zstd.compress(NEWS[:9]) + zstd.compress(NEWS[9:])),
        ("br, gzip", gzipped(brotli.compress(NEWS)[:9]) + gzipped(brotli.compress(NEWS)[9:])),
        ("", gzipped(NEWS[:9]) + gzipped(NEWS[9:])),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1 << 20])
def test_every_usual_packing_is_unpacked(encoding: str, packed: bytes, size: int) -> None:
    unpacked = Body(encoding)
    for start in range(0, len(packed), size):
        if unpacked.take(packed[start : start + size]):
            break
    assert unpacked.whole() == NEWS


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", raw_deflate),
        ("br", partial(brotli.compress, quality=1)),
        ("zstd", zstd.compress),
        ("", gzip.compress),
        ("", zstd.compress),
        ("gzip", lambda data: gzip.compress(gzip.compress(data))),
        ("identity", bytes),
    ],
)
def test_no_packing_unpacks_without_end(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(bytes(32 << 20))

    def unpack() -> bytes:
        unpacked = Body(encoding)
        for start in range(0, len(packed), 1 << 20):
            unpacked.take(packed[start : start + (1 << 20)])
        return unpacked.whole()

    with pytest.raises(ValueError, match="larger than"):
        unpack()


@pytest.mark.parametrize("encoding", ["gzip", ""])
def test_a_flood_of_packed_parts_ends(encoding: str) -> None:
    unpacked = Body(encoding)

    def unpack() -> bytes:
        for _ in range(8):
            unpacked.take(gzip.compress(b"") * 1_000)
        return unpacked.whole()

    with pytest.raises(ValueError, match="packed in more than"):
        unpack()


def test_a_packed_body_whose_server_then_says_nothing_is_whole(
    serve: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.sources.fetch.STEP_SECONDS", 0.2)
    over = threading.Event()

    def hangs(handler: http.server.BaseHTTPRequestHandler) -> None:
        body(gzip.compress(NEWS), Content_Encoding="gzip")(handler)
        over.wait(5)

    url = serve({"/": hangs})
    try:
        assert fetch(url + "/", reach=ALL).body == NEWS
    finally:
        over.set()


def test_a_packing_that_is_broken_is_a_fault(serve: Callable[..., str]) -> None:
    for encoding, packed in {"br": NEWS, "deflate": NEWS, "gzip": gzip.compress(NEWS)[:20] + bytes(100)}.items():
        url = serve({"/": body(packed, Content_Encoding=encoding)})
        assert fetch(url + "/", reach=ALL).fault == "its packing is broken"


def test_what_follows_the_end_of_a_packed_body_is_not_read(serve: Callable[..., str]) -> None:
    sent: list[int] = []

    def endless(handler: http.server.BaseHTTPRequestHandler) -> None:
        body(gzip.compress(NEWS), Content_Encoding="gzip")(handler)
        for n in range(200):
            handler.wfile.write(bytes(1 << 20))
            sent.append(n)

    assert fetch(serve({"/": endless}) + "/", reach=ALL).body == NEWS
    assert len(sent) < 200


def floods() -> dict[str, Respond]:
    """Each costs the client work without end and gives no body."""

    def proceed(handler: http.server.BaseHTTPRequestHandler) -> None:
        while True:
            handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)

    def crumbs(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            handler.wfile.write(b"1\r\nx\r\n" * 1000)

    def trailers(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n")
        while True:
            handler.wfile.write(b"X-A: b\r\n" * 1000)

    return {"/proceed": proceed, "/crumbs": crumbs, "/trailers": trailers}


@pytest.mark.parametrize("path", list(floods()))
def test_a_flood_ends_when_it_has_cost_its_share_of_work(serve: Callable[..., str], path: str) -> None:
    url = serve(floods())
    fetched = fetch(url + path, reach=ALL, cpu=0.3)
    assert fetched.body is None
    assert fetched.fault in {"costs too much work", "no proper HTTP", "broke off"}


def test_a_cookie_that_is_set_on_the_way_is_shown_at_its_end(serve: Callable[..., str]) -> None:
    def guarded(handler: http.server.BaseHTTPRequestHandler) -> None:
        known = "seen=1" in (handler.headers["Cookie"] or "")
        answer = body(b"news") if known else body(b"", status=302, Location="/", Set_Cookie="seen=1; Path=/")
        answer(handler)

    url = serve({"/": guarded})
    assert fetch(url + "/", reach=ALL).body == b"news"


@pytest.mark.parametrize(
    ("kind", "charset"),
    [
        ("application/rss+xml; charset=windows-1251", "windows-1251"),
        ('text/xml; charset="KOI8-R"', "KOI8-R"),
        ("text/xml", None),
        (f"text/xml; charset={60 * 'a'}", None),
    ],
)
def test_the_charset_of_the_header_comes_with_the_body(
    serve: Callable[..., str], kind: str, charset: str | None
) -> None:
    url = serve({"/": body(b"x", Content_Type=kind)})
    found = fetch(url + "/", reach=ALL).charset
    assert (found and found.lower()) == (charset and charset.lower())


def test_the_user_agent_names_a_contact(serve: Callable[..., str]) -> None:
    agents: list[str] = []

    def note(handler: http.server.BaseHTTPRequestHandler) -> None:
        agents.append(handler.headers["User-Agent"])
        body(b"x")(handler)

    fetch(serve({"/": note}) + "/", reach=ALL, agent=agent_of("https://example.org/khabar"))
    assert agents == [agent_of("https://example.org/khabar")]
    assert "+https://example.org/khabar" in agents[0]


def test_fetches_share_a_connection_and_no_cookie(serve: Callable[..., str]) -> None:
    ports, cookies = [], []

    def note(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.protocol_version = "HTTP/1.1"
        ports.append(handler.client_address[1])
        cookies.append(handler.headers["Cookie"])
        body(b"x", Set_Cookie="id=1", Content_Length="1")(handler)
        handler.close_connection = False

    url = serve({"/": note}) + "/"

    async def three() -> list[bytes | None]:
        async with Client(ALL) as client:
            return [(await client.get(url)).body for _ in range(3)]

    with asyncio.Runner(loop_factory=CountingLoop) as runner:
        assert runner.run(three()) == [b"x"] * 3
    assert len(set(ports)) == 1
    assert cookies == [None] * 3


def test_a_fault_of_ours_in_a_transfer_ends_the_round_and_hangs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Client, "get", None)
    with (
        Crawl(ALL, None, {}, datetime(2026, 5, 6, tzinfo=UTC)) as crawl,
        pytest.raises(TypeError),
    ):
        list(crawl.feeds([Ask("http://127.0.0.1/")]))
