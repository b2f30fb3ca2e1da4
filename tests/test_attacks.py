"""A round with a hostile source in it: the fault is stated, the other source is read, and nothing costs too much."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import itertools
import os
import socket
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import brotli
import pytest
from backports import zstd

from digests.clock import FixedClock
from digests.corpus.feed_log import FeedLog
from digests.corpus.store import Store
from digests.ingest import Ingest, Ingested
from digests.publishers import Feed, Publisher, Publishers, Quota, load
from digests.rounds import Manner, read_due
from digests.sources import apart
from digests.sources.addresses import Reach
from digests.sources.text import MAX_BYTES

NOW = datetime(2024, 5, 6, 7, 0, tzinfo=UTC)
EVERYTHING = Reach(everything=True)
SAID = "Из России за апрель депортировали {n} граждан Таджикистана, сообщили в министерстве."
HEAD = b"HTTP/1.1 200 OK\r\n"
Answer = Callable[[], Iterator[bytes]]


def rss(items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>Т</title>{items}</channel></rss>'.encode()


def item(n: int | str = 1, *, said: int = 300, more: str = "") -> str:
    return f"<item><title>Суд {n}</title><guid>{n}</guid>{more}<description>{SAID.format(n=said)}</description></item>"


def whole(body: bytes, *headers: str) -> Answer:
    told = "".join(f"{header}\r\n" for header in headers).encode()
    return lambda: iter([HEAD + told + b"Content-Length: %d\r\n\r\n" % len(body) + body])


def redirect(to: str) -> Answer:
    return lambda: iter([f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode()])


def endless(head: bytes, piece: bytes) -> Answer:
    def answer() -> Iterator[bytes]:
        yield head
        yield from itertools.repeat(piece)

    return answer


def dripping() -> Iterator[bytes]:
    yield HEAD + b"\r\n"
    while True:
        threading.Event().wait(0.05)
        yield b" "


class Host:
    """Answers `/good` with a feed, and other paths with whatever it is told."""

    def __init__(self) -> None:
        self.paths: dict[str, Answer] = {"/good": whole(rss(item("g")))}
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.port: int = self.listening.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=self._answer, args=self.listening.accept()[:1], daemon=True).start()

    def _answer(self, taken: socket.socket) -> None:
        with taken, contextlib.suppress(OSError):
            path = taken.recv(65_536).split(b" ")[1].decode()
            for piece in self.paths[path]():
                taken.sendall(piece)
            taken.shutdown(socket.SHUT_WR)


@pytest.fixture(autouse=True)
def children() -> None:
    """Each is started and ended as in the service: what an attack costs is measured."""


@pytest.fixture
def host() -> Iterator[Host]:
    served = Host()
    yield served
    served.listening.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path, create=True) as store:
        yield store


def round_of(
    store: Store, urls: Iterable[str], *, at: datetime = NOW, reach: Reach = EVERYTHING, quota: Quota | None = None
) -> list[Ingested]:
    feeds = tuple(Feed(url, "ru", "Намуна", text="feed") for url in urls)
    publisher = Publisher("Намуна", (), "agency", "http://x", None, (), feeds)
    publishers = Publishers((publisher,), load().subject, {}, quota or Quota())
    manner = Manner(reach=reach, chance=lambda: 0.0)
    return list(read_due(Ingest(store, FixedClock(at)), publishers=publishers, manner=manner))


def titles(found: list[Ingested]) -> list[str | None]:
    return [result.title for result in found if result.status == "added"]


def faults(found: list[Ingested]) -> dict[str, str]:
    """What is said of each feed, by its last part."""
    said = (result for result in found if result.status == "rejected")
    return {str(each.path).rsplit("/", 1)[-1]: str(each.reason).split(": ", 1)[-1] for each in said}


ENDLESS = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n"
BOMB = b"<rss><channel><title>" + b"A" * (4 * MAX_BYTES)
TRANSPORT = {
    "drip": (dripping, "took too long"),
    "endless": (endless(ENDLESS, b"<item>" * 10_000), "larger than 15 MiB"),
    "continue": (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 500), "costs too much work"),
    "chunks": (endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 5_000), "costs too much work"),
    "headers": (endless(HEAD, b"X: " + b"y" * 60_000), "no proper HTTP"),
    "gzip": (whole(gzip.compress(BOMB), "Content-Encoding: gzip"), "larger than 15 MiB"),
    "deflate": (whole(zlib.compress(BOMB)[2:-4], "Content-Encoding: deflate"), "larger than 15 MiB"),
    "br": (whole(brotli.compress(BOMB, quality=1), "Content-Encoding: br"), "larger than 15 MiB"),
    "zstd": (whole(zstd.compress(BOMB), "Content-Encoding: zstd"), "larger than 15 MiB"),
    "unasked": (whole(gzip.compress(BOMB)), "larger than 15 MiB"),
    "twice": (
        whole(gzip.compress(gzip.compress(BOMB)), "Content-Encoding: gzip, gzip"),
        "larger than 15 MiB",
    ),
    "round": (redirect("/round"), "more than 5 redirects"),
    "file": (redirect("file:///etc/passwd"), "not a web address"),
}


def test_hostile_servers_are_faults_and_their_neighbour_is_read(
    host: Host, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.sources.fetch.DEADLINE", 15.0)
    monkeypatch.setattr("digests.sources.fetch.CPU_SECONDS", 0.5)
    monkeypatch.setattr("digests.sources.fetch.OF_A_HOST", 32)  # all at once
    host.paths |= {f"/{name}": answer for name, (answer, _) in TRANSPORT.items()}
    found = round_of(store, [f"{host.url}{path}" for path in host.paths])
    assert titles(found) == ["Суд g"]
    assert faults(found) == {name: fault for name, (_, fault) in TRANSPORT.items()}


LAUGHS = '<!DOCTYPE rss [<!ENTITY a0 "ha">{}]><rss><channel><title>&a30;</title></channel></rss>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 31))
).encode()
QUADRATIC = f'<!DOCTYPE rss [<!ENTITY a "{"x" * 100_000}">]><rss><channel><title>{"&a;" * 100_000}</title>'.encode()
OUTSIDE = b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>'
CONTENT = {
    "laughs": LAUGHS,
    "quadratic": QUADRATIC,
    "outside": OUTSIDE,
    "nesting": rss("<a>" * 1_000_000),
    "attributes": rss("<item " + " ".join(f'a{n}="x"' for n in range(200_000)) + "/>"),
    "items": rss("<item><title>a</title></item>" * 500_000),
    "nul": b"\0" * 1_000_000,
    "title": rss(f"<item><title>{'я' * 7_000_000}</title></item>"),
    "tags": rss("<item><description>" + "&lt;div&gt;" * 1_000_000 + "</description></item>"),
}


def test_hostile_feeds_cost_no_more_than_their_share(host: Host, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 3)  # so that the test needs no longer
    host.paths |= {f"/{name}": whole(body) for name, body in CONTENT.items()}
    before = os.times()
    found = round_of(store, [f"{host.url}{path}" for path in host.paths])
    after = os.times()
    assert titles(found) == ["Суд g"]
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert spent < (3 + 2) * len(host.paths)  # each may end a child, and another starts
    assert not any("root:" in document.text for document in store.documents())


HERE = "127.0.0.1 127.1 2130706433 0x7f000001 0177.0.0.1 [::ffff:127.0.0.1] localhost １２７.0.0.1".split()
INSIDE = (
    "127.0.0.2 [::1] [::127.0.0.1] 0.0.0.0 [::] 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 192.0.0.192"
    " 168.63.129.16 [fd00::1] [fe80::1] [fec0::1] [64:ff9b::7f00:1] [64:ff9b:1::7f00:1] [2002:7f00:1::1]"
    " [::ffff:0:127.0.0.1] 224.0.0.1 255.255.255.255 10.1 3232235777 0xa9fea9fe"
).split()


def test_no_address_inside_is_dialled(host: Host, store: Store) -> None:
    found = round_of(store, [f"http://{there}:{host.port}/{n}" for n, there in enumerate(HERE + INSIDE)], reach=Reach())
    assert len(faults(found)) == len(found) == len(HERE + INSIDE)


def test_no_redirect_leads_inside(host: Host, store: Store) -> None:
    """The operator has opened the network of the feeds themselves; every other stays closed."""
    opened = Reach((ipaddress.ip_network("127.0.0.1/32"),))
    host.paths |= {f"/{n}": redirect(f"http://{there}:{host.port}/good") for n, there in enumerate(INSIDE)}
    found = round_of(store, [f"{host.url}{path}" for path in host.paths], reach=opened)
    assert titles(found) == ["Суд g"]
    assert len(faults(found)) == len(INSIDE)


def test_a_name_that_turns_inwards_is_refused_where_it_is_dialled(
    host: Host, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A DNS answer that was public when somebody looked, and private when we connect."""
    answers = iter(["93.184.215.14"])
    real = socket.getaddrinfo

    def turning(name: object, port: object, *rest: object, **options: object) -> object:
        if name != "turning.example":
            return real(name, port, *rest, **options)  # type: ignore[arg-type, call-overload]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers, "127.0.0.1"), port))]

    monkeypatch.setattr(socket, "getaddrinfo", turning)
    assert socket.getaddrinfo("turning.example", host.port)[0][4][0] == "93.184.215.14"
    found = round_of(store, [f"http://turning.example:{host.port}/good"], reach=Reach())
    assert faults(found) == {"good": "turning.example is not on the public internet"}


def test_ids_that_change_each_time_fill_nothing(host: Host, store: Store) -> None:
    quota = Quota(items_a_round=5, documents=12)
    bad = f"{host.url}/bad"
    log = FeedLog(store.connection)
    for turn in range(5):
        host.paths["/bad"] = whole(rss("".join(item(f"{turn}-{n}", said=1000 + 10 * turn + n) for n in range(8))))
        round_of(store, [bad], at=NOW + timedelta(days=turn), quota=quota)
    assert log.documents(bad) == 12
    assert "more than 12 documents" in str(log.state(bad).fault)
    host.paths["/bad"] = whole(rss("".join(item(f"again-{n}", said=1000 + n) for n in range(5))))
    assert not titles(round_of(store, [bad], at=NOW + timedelta(days=9)))


def test_an_impossible_year_is_the_day_of_reading(host: Host, store: Store) -> None:
    years = ("9999", "99999", "0001", "2030")
    host.paths["/bad"] = whole(
        rss("".join(item(y, more=f"<pubDate>Mon, 06 May {y} 08:00:00 +0500</pubDate>", said=500 + n)
                    for n, y in enumerate(years)))
    )  # fmt: skip
    assert len(titles(round_of(store, [f"{host.url}/bad"]))) == len(years)
    assert {document.published for document in store.documents()} <= {date(2024, 5, 6), None}
    assert {row["day"] for row in store.connection.execute("SELECT day FROM documents")} == {"2024-05-06"}
