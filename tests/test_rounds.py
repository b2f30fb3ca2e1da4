"""The round of the feeds against a server on loopback: what is due is read, what fails backs off, the rest goes on."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.report import status, status_lines
from bot.running import make_worker
from config.settings import Settings
from digests.clock import FixedClock
from digests.corpus.feed_log import FeedLog
from digests.corpus.store import Store
from digests.ingest import Ingest, Ingested
from digests.language import names
from digests.publishers import Feed, Publisher, Publishers, Quota, load
from digests.rounds import Manner, read_due
from digests.sources.addresses import Reach
from digests.sources.fetch import agent_of

NOW = datetime(2024, 5, 6, 7, 0, tzinfo=UTC)
RELEVANT = (
    "<item><title>Суд в Петербурге</title><guid>1</guid><link>https://example.tj/1</link>"
    "<pubDate>Mon, 06 May 2024 08:00:00 +0500</pubDate>"
    "<description>Из России за апрель депортировали 300 граждан Таджикистана, сообщили в министерстве.</description>"
    "</item>"
)
OTHER = "<item><title>Футбол</title><guid>2</guid><description>Клуб из Душанбе выиграл матч 3:0.</description></item>"


@dataclass
class Host:
    """A server of feeds: what it answers on each path, and what it was asked."""

    url: str = ""
    answers: dict[str, tuple[int, str]] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    charset: str | None = None
    """What the header says; the body is encoded so."""
    pages: dict[str, tuple[int, str]] = field(default_factory=dict)
    """What is answered as it stands, without a tag."""
    tagged: bool = True


@pytest.fixture
def host() -> Iterator[Host]:
    served = Host()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            tag = self.headers["If-None-Match"]
            served.asked.append((self.path, tag))
            if self.path in served.pages:
                status, page = served.pages[self.path]
                self.send_response(status)
                if status in {301, 302}:
                    self.send_header("Location", page)
                self.send_header("Content-Length", str(len(page.encode())))
                self.end_headers()
                self.wfile.write(page.encode())
                return
            status, items = served.answers.get(self.path, (404, ""))
            body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Т</title>{items}</channel></rss>'.encode(
                served.charset or "utf-8"
            )
            fresh = f'"{hash(body)}"'
            self.send_response(304 if status == 200 and tag == fresh else status)
            if served.tagged:
                self.send_header("ETag", fresh)
            self.send_header("Retry-After", "7200")
            if served.charset:
                self.send_header("Content-Type", f"text/xml; charset={served.charset}")
            if status == 301:
                self.send_header("Location", items)
            self.end_headers()
            if status == 200 and tag != fresh:
                with contextlib.suppress(OSError):
                    self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    served.url = f"http://127.0.0.1:{server.server_port}"
    yield served
    server.shutdown()
    server.server_close()


@dataclass
class Round:
    ingest: Ingest
    clock: FixedClock
    publishers: Publishers
    data: Path

    def read(self, *, after: timedelta = timedelta()) -> list[Ingested]:
        self.clock.set(self.clock.now() + after)
        manner = Manner(reach=Reach(everything=True), page_pause=0, chance=lambda: 0.0)
        return list(read_due(self.ingest, publishers=self.publishers, manner=manner))


@pytest.fixture
def rounds(host: Host, tmp_path: Path) -> Round:
    feeds = tuple(Feed(f"{host.url}/{name}", "ru", "Намуна", text="feed") for name in ("good", "bad"))
    publisher = Publisher("Намуна", (), "agency", host.url, None, (), feeds)
    publishers = Publishers((publisher,), load().subject, {"намуна": publisher})
    clock = FixedClock(NOW)
    return Round(Ingest(Store.open(tmp_path / "data", create=True), clock), clock, publishers, tmp_path / "data")


def test_a_relevant_item_enters_and_a_failing_feed_is_no_more_than_a_fault(host: Host, rounds: Round) -> None:
    host.answers = {"/good": (200, RELEVANT + OTHER), "/bad": (503, "")}
    results = rounds.read()
    assert [(result.status, result.title) for result in results if result.status == "added"] == [
        ("added", "Суд в Петербурге")
    ]
    (fault,) = [result.reason for result in results if result.status == "rejected"]
    assert fault == f"{host.url}/bad: HTTP 503"


def test_an_unchanged_feed_is_asked_conditionally_and_costs_nothing(host: Host, rounds: Round) -> None:
    host.answers = {"/good": (200, RELEVANT), "/bad": (200, "")}
    rounds.read()
    assert rounds.read(after=timedelta(hours=1)) == []
    assert all(tag for path, tag in host.asked[2:] if path == "/good")


def test_a_feed_is_not_read_before_it_is_due(host: Host, rounds: Round) -> None:
    host.answers = {"/good": (200, RELEVANT), "/bad": (200, "")}
    rounds.read()
    rounds.read(after=timedelta(minutes=5))
    assert len(host.asked) == 2


def test_a_failing_feed_backs_off_and_keeps_to_retry_after(host: Host, rounds: Round) -> None:
    host.answers = {"/good": (200, ""), "/bad": (503, "")}
    log = FeedLog(rounds.ingest.store.connection)
    rounds.read()
    assert log.state(f"{host.url}/bad").next_read == NOW + timedelta(seconds=7200)
    for _ in range(12):
        rounds.read(after=timedelta(days=1))
    state = log.state(f"{host.url}/bad")
    assert state.failures == 13
    assert state.next_read is not None
    assert state.next_read - rounds.clock.now() == timedelta(days=1)
    assert state.fault == "HTTP 503"
    host.answers["/bad"] = (200, RELEVANT.replace("<guid>1", "<guid>9"))
    rounds.read(after=timedelta(days=1))
    assert log.state(f"{host.url}/bad").failures == 0


def test_a_move_within_the_site_is_remembered_shown_and_forgotten_when_it_fails(host: Host, rounds: Round) -> None:
    host.answers = {"/good": (301, "/new"), "/new": (200, RELEVANT), "/bad": (200, "")}
    log = FeedLog(rounds.ingest.store.connection)
    rounds.read()
    assert log.state(f"{host.url}/good").address == f"{host.url}/new"
    lines = status_lines(status(rounds.data, Settings()))
    assert any(f"{host.url}/good → {host.url}/new" in line for line in lines)
    host.answers["/new"] = (301, host.url.replace("127.0.0.1", "localhost") + "/elsewhere")
    host.answers["/elsewhere"] = (200, RELEVANT)
    rounds.read(after=timedelta(hours=1))
    state = log.state(f"{host.url}/good")
    assert state.address == f"{host.url}/new"  # another site is for this once
    assert str(state.read_from).endswith("/elsewhere")
    assert any("/good → http://localhost:" in line for line in status_lines(status(rounds.data, Settings())))
    host.asked.clear()
    host.answers["/new"] = (404, "")
    rounds.read(after=timedelta(hours=1))
    rounds.read(after=timedelta(days=1))
    assert [path for path, _ in host.asked if path != "/bad"] == ["/new", "/good", "/new"]
    assert ("/good", None) in host.asked  # what was learned elsewhere is not shown here


def test_every_round_is_read_in_the_operators_manner(
    host: Host, rounds: Round, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The worker's, and that of `khabar ingest`, which has no other settings."""
    monkeypatch.setenv("KHABAR_FEEDS_ALLOW_PRIVATE", "127.0.0.0/8")
    monkeypatch.setenv("KHABAR_POLL_MINUTES", "240")
    monkeypatch.setenv("KHABAR_CONTACT", "https://example.org/khabar")
    monkeypatch.setattr("digests.rounds.load_publishers", lambda: rounds.publishers)
    host.answers = {"/good": (200, RELEVANT), "/bad": (200, "")}
    result = CliRunner().invoke(main, ["--data", str(tmp_path / "other"), "ingest"])
    assert "not on the public internet" not in result.output
    assert sorted(path for path, _ in host.asked) == ["/bad", "/good"]
    with Store.open(tmp_path / "other") as store:
        state = FeedLog(store.connection).state(f"{host.url}/good")
    assert state.last_read is not None
    assert state.next_read is not None
    assert timedelta(minutes=240) <= state.next_read - state.last_read <= timedelta(minutes=264)
    assert Manner.of(Settings()).agent == agent_of("https://example.org/khabar")
    worker = make_worker(tmp_path, rounds.clock, Settings(), live=True)
    assert worker.manner == Manner.of(Settings())


def test_the_subject_is_named_by_the_table_of_names() -> None:
    assert load().subject
    for entity in load().subject:
        assert names.load().entity(entity)


def test_every_feed_of_the_table_names_a_publisher_and_a_language(shared: Path) -> None:
    ours = {feed.url for feed in load().feeds}
    lines = (shared / "research/feeds.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(f'"{url}"' in "\n".join(lines) for url in ours)
    assert len(ours) == len(lines)


def test_a_round_that_brings_nothing_new_writes_the_log_alone(host: Host, rounds: Round) -> None:
    items = RELEVANT + RELEVANT.replace("<guid>1", "<guid>3").replace("300", "400")
    host.answers = {"/good": (200, items), "/bad": (200, items + OTHER)}
    rounds.read()
    connection = rounds.ingest.store.connection
    tables = ("documents", "passages", "claims", "sketches", "versions", "term_counts", "passage_terms")
    content = [[tuple(row) for row in connection.execute(f"SELECT * FROM {table}")] for table in tables]
    before = connection.total_changes
    host.answers["/good"] = (200, items + OTHER)  # no 304: the items are read again
    host.answers["/bad"] = (200, items)
    assert {result.status for result in rounds.read(after=timedelta(hours=1))} <= {"duplicate"}
    assert connection.total_changes - before == 2  # a row of the log for each feed
    assert [[tuple(row) for row in connection.execute(f"SELECT * FROM {table}")] for table in tables] == content


def item(n: int, text: str, *, guid: str | None = "1", link: str | None = None, day: int = 6) -> str:
    ids = (f"<guid>{guid}</guid>" if guid else "") + (f"<link>{link}</link>" if link else "")
    return (
        f"<item><title>Хабар {n}</title>{ids}<pubDate>Mon, {day:02} May 2024 08:00:00 +0500</pubDate>"
        f"<description>{text}</description></item>"
    )


FIRST = "Из России за апрель депортировали 300 граждан Таджикистана, сообщили в министерстве."
SECOND = "В теракте в «Крокус Сити Холле» погибли 144 человека, в том числе граждане Таджикистана."


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (item(1, FIRST, guid=None), item(1, SECOND, guid=None)),
        (item(1, FIRST, link="https://example.tj/1"), item(2, SECOND, link="https://example.tj/2")),
        (item(1, FIRST, link="https://example.tj/"), item(2, SECOND, link="https://example.tj/")),
        (item(1, FIRST, guid=None, link="https://example.tj/"), item(2, SECOND, guid=None, link="https://example.tj/")),
    ],
)
def test_every_item_of_one_feed_is_kept_in_every_round(host: Host, rounds: Round, one: str, two: str) -> None:
    host.answers = {"/good": (200, one + two), "/bad": (200, "")}
    assert [result.status for result in rounds.read()] == ["added", "added"]
    for again in (two + one, two + OTHER, one, one + two):
        host.answers["/good"] = (200, again)
        assert {result.status for result in rounds.read(after=timedelta(hours=1))} <= {"duplicate"}
    assert {document.text for document in rounds.ingest.store.documents()} == {FIRST, SECOND}


def test_the_same_id_in_two_feeds_is_two_items(host: Host, rounds: Round) -> None:
    host.answers = {"/good": (200, item(1, FIRST)), "/bad": (200, item(1, SECOND))}
    assert [result.status for result in rounds.read()] == ["added", "added"]


def test_a_feed_that_gives_every_item_one_id_loses_none(host: Host, rounds: Round) -> None:
    host.answers = {"/good": (200, item(1, FIRST, link="https://example.tj/1")), "/bad": (200, "")}
    rounds.read()
    host.answers["/good"] = (200, item(2, SECOND, link="https://example.tj/2", day=7))
    assert [result.status for result in rounds.read(after=timedelta(days=1))] == ["added"]
    assert rounds.read(after=timedelta(days=1)) == []


def test_an_article_that_changes_under_its_id_is_a_version(host: Host, rounds: Round) -> None:
    host.answers = {"/good": (200, item(1, FIRST, link="https://example.tj/1")), "/bad": (200, "")}
    rounds.read()
    host.answers["/good"] = (200, item(2, FIRST.replace("300", "310"), link="https://example.tj/one"))
    assert [result.status for result in rounds.read(after=timedelta(days=1))] == ["updated"]
    assert [claim.value for claim in rounds.ingest.store.claims()] == [310]


@pytest.mark.parametrize(
    ("quota", "taken"),
    [(Quota(items_a_round=3), (3, 3)), (Quota(kilobytes_a_day=1), (5, 0)), (Quota(documents=4), (4, 0))],
)
def test_a_quota_bounds_what_a_feed_makes_the_corpus_hold(
    host: Host, rounds: Round, quota: Quota, taken: tuple[int, int]
) -> None:
    def news(turn: int) -> str:
        return "".join(item(n, f"{FIRST} Сводка {turn}-{n}.", guid=f"{turn}-{n}") for n in range(12))

    rounds.publishers = replace(rounds.publishers, quota=quota)
    url = f"{host.url}/good"
    for turn, count in enumerate(taken):
        host.answers = {"/good": (200, news(turn)), "/bad": (200, "")}
        results = rounds.read(after=timedelta(hours=turn))
        assert [result.status for result in results].count("added") == count
        assert f"{12 - count} (more than" in str(results[-1].reason)
    state = FeedLog(rounds.ingest.store.connection).state(url)
    assert state.failures == 0
    assert "left out by the quota" in str(state.fault)
    assert state.etag is None  # or a 304 would hide what was left out
    host.answers["/good"] = (200, news(0))
    again = [result.status for result in rounds.read(after=timedelta(days=2))]
    assert again.count("added") == {3: 3, 5: 5, 4: 0}[taken[0]]


def test_the_charset_of_the_header_counts_and_links_lead_from_where_the_feed_was_read(
    host: Host, rounds: Round
) -> None:
    host.charset = "windows-1251"
    host.answers = {"/good": (200, RELEVANT.replace("https://example.tj/1", "/news/1")), "/bad": (404, "")}
    (added,) = [result for result in rounds.read() if result.status == "added"]
    assert added.doc_id is not None
    document = rounds.ingest.store.document(added.doc_id)
    assert document is not None
    assert (document.title, document.url) == ("Суд в Петербурге", f"{host.url}/news/1")
    assert document.lang == "ru"


FOREIGN = (
    "<item><title>Число загиблих зросло</title><description>Кількість загиблих мігрантів із Таджикистану зросла до 144"
    " осіб, повідомили в міністерстві.</description></item>"
)
EMPTY = "<item><title></title><description></description></item>"


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (FOREIGN * 2, "none of 2 items is in a language of ours"),
        (EMPTY * 3, "none of the 3 items of the feed holds a text"),
        (
            RELEVANT.encode().decode("latin-1").encode("utf-8").decode("cp1251", "replace"),
            "no encoding in which it makes",
        ),
    ],
    ids=["foreign", "empty", "garbled"],
)
def test_a_feed_that_yields_nothing_of_what_it_holds_is_a_fault_in_the_log(
    host: Host, rounds: Round, items: str, said: str
) -> None:
    host.answers = {"/good": (200, items), "/bad": (200, OTHER)}
    assert any(said in (result.reason or "") for result in rounds.read())
    log = FeedLog(rounds.ingest.store.connection)
    assert said in (log.state(f"{host.url}/good").fault or "")
    assert log.state(f"{host.url}/bad").fault is None
    rounds.read(after=timedelta(days=1))  # nothing changed: what was said still holds
    assert said in (log.state(f"{host.url}/good").fault or "")


def test_the_newest_items_of_a_long_feed_are_read_and_the_cut_is_said(host: Host, rounds: Round) -> None:
    old = "".join(OTHER.replace("<guid>2", f"<guid>old {n}") for n in range(250))
    host.answers = {"/good": (200, old + RELEVANT), "/bad": (404, "")}
    results = rounds.read()
    assert [result.title for result in results if result.status == "added"] == ["Суд в Петербурге"]
    assert any("251 items in the feed: the newest 200 are read" in (result.reason or "") for result in results)


# The page behind an item

FULL = (
    f"<html><body><article><h1>Суд в Петербурге</h1><p>{FIRST}</p><p>{SECOND}</p>"
    f"<p>{'Суд рассмотрел дело за два дня, и адвокаты обжаловали его решение в городском суде. ' * 4}</p>"
    "</article></body></html>"
)


def with_pages(host: Host, rounds: Round, text: str = "better") -> str:
    """One feed whose item leads to `/1` of the same host; the item's id."""
    feed = replace(rounds.publishers.feeds[0], text=text)
    publisher = replace(rounds.publishers.all[0], feeds=(feed,))
    rounds.publishers = replace(rounds.publishers, all=(publisher,))
    host.answers = {"/good": (200, RELEVANT.replace("https://example.tj/1", "/1"))}
    host.pages = {"/1": (200, FULL)}
    return feed.url


def stored(rounds: Round) -> tuple[str | None, str]:
    (document,) = rounds.ingest.store.documents()
    return document.text_from, document.text


def asked(host: Host) -> list[str]:
    return [path for path, _ in host.asked]


def test_the_page_behind_a_new_item_is_read_once_and_again_when_the_item_changes(host: Host, rounds: Round) -> None:
    with_pages(host, rounds)
    (added,) = rounds.read()
    assert (added.status, added.claims) == ("added", 2)
    assert stored(rounds)[0] == "page"
    assert SECOND in stored(rounds)[1]
    assert asked(host) == ["/good", "/robots.txt", "/1"]
    items = host.answers["/good"][1]
    host.answers["/good"] = (200, items + OTHER)
    assert rounds.read(after=timedelta(hours=8)) == []
    assert asked(host)[3:] == ["/good"]
    host.answers["/good"] = (200, items.replace("300", "310"))
    host.pages["/1"] = (200, FULL.replace("300", "310"))
    assert [result.status for result in rounds.read(after=timedelta(hours=8))] == ["updated"]
    assert asked(host)[4:] == ["/good", "/1"]  # what the robots file says holds for a day
    assert "310" in stored(rounds)[1]


def test_an_item_whose_page_is_anothers_text_is_not_read_again(host: Host, rounds: Round) -> None:
    with_pages(host, rounds)
    rounds.read()
    twin = host.answers["/good"][1].replace("<guid>1", "<guid>7").replace(">/1<", ">/7<")
    host.pages["/7"] = (200, FULL)
    host.answers["/good"] = (200, twin.replace("Суд в", "Снова суд в"))
    assert [result.status for result in rounds.read(after=timedelta(hours=8))] == ["duplicate"]
    host.answers["/good"] = (200, twin.replace("Суд в", "Снова суд в") + OTHER)
    assert rounds.read(after=timedelta(hours=8)) == []
    assert asked(host).count("/7") == 1
    assert len(list(rounds.ingest.store.documents())) == 1


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        ({"/robots.txt": (200, "User-agent: *\nDisallow: /1")}, "better"),
        ({"/robots.txt": (503, "")}, "better"),
        ({"/1": (404, "")}, "better"),
        ({"/1": (302, "http://localhost/1")}, "better"),
        ({"/1": (200, "<html><body><p>Подпишитесь, чтобы читать дальше.</p></body></html>")}, "better"),
        ({}, "feed"),
    ],
    ids=["robots", "robots-fail", "gone", "another-site", "wall", "feed"],
)
def test_where_there_is_no_page_to_read_the_summary_stays(
    host: Host, rounds: Round, pages: dict[str, tuple[int, str]], text: str
) -> None:
    with_pages(host, rounds, text)
    host.pages |= pages
    assert [result.status for result in rounds.read()] == ["added"]
    assert stored(rounds) == ("feed", FIRST)
    host.asked.clear()
    rounds.read(after=timedelta(hours=8))
    assert asked(host) == ["/good"]


LEFT_OPEN = "На рынке прошёл рейд, полиция проверила документы у сотни рабочих."


def test_what_its_summary_leaves_open_comes_in_by_its_page_also_when_that_could_not_be_had_at_first(
    host: Host, rounds: Round
) -> None:
    with_pages(host, rounds)
    rounds.publishers = replace(rounds.publishers, bounds=load().bounds)
    host.answers["/good"] = (200, item(1, LEFT_OPEN, link="/1"))
    full = f"<p>{LEFT_OPEN}</p><p>{'Все задержанные — граждане Таджикистана, их депортируют из России. ' * 6}</p>"
    host.pages["/1"] = (503, "")
    assert rounds.read() == []
    host.pages["/1"] = (200, f"<html><body><article><h1>Хабар 1</h1>{full}</article></body></html>")
    host.answers["/good"] = (200, host.answers["/good"][1] + OTHER)
    assert [result.status for result in rounds.read(after=timedelta(hours=8))] == ["added"]
    assert stored(rounds)[0] == "page" and "граждане Таджикистана" in stored(rounds)[1]


def test_what_its_page_leaves_out_is_not_read_again(host: Host, rounds: Round) -> None:
    with_pages(host, rounds)
    rounds.publishers = replace(rounds.publishers, bounds=load().bounds)
    host.answers["/good"] = (200, item(1, LEFT_OPEN, link="/1"))
    full = f"<p>{LEFT_OPEN}</p><p>{'Проверка длилась весь день, рынок открылся к вечеру, торговля идёт. ' * 6}</p>"
    host.pages["/1"] = (200, f"<html><body><article><h1>Хабар 1</h1>{full}</article></body></html>")
    assert rounds.read() == []
    host.answers["/good"] = (200, host.answers["/good"][1] + OTHER)
    assert rounds.read(after=timedelta(hours=8)) == []
    assert asked(host).count("/1") == 1


def test_pages_beyond_the_quota_of_a_round_come_at_the_next(
    host: Host, rounds: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.taking.turn.PAGES_OF_A_FEED", 2)
    url = with_pages(host, rounds)
    host.answers["/good"] = (200, "".join(item(n, f"{FIRST} Сводка {n}.", guid=str(n), link=f"/{n}") for n in range(5)))
    counts = [[result.status for result in rounds.read(after=timedelta(hours=8))].count("added") for _ in range(4)]
    assert counts == [2, 2, 1, 0]
    assert FeedLog(rounds.ingest.store.connection).state(url).fault is None


def test_what_is_of_the_subject_does_not_wait_behind_what_may_be(
    host: Host, rounds: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.taking.turn.PAGES_OF_A_FEED", 2)
    with_pages(host, rounds)
    left_open = "Короткая сводка о Таджикистане и мигрантах"
    items = [item(n, f"{left_open}, выпуск {n}.", guid=str(n), link=f"/{n}") for n in range(4)]
    host.answers["/good"] = (200, "".join([*items, item(9, f"{FIRST} Сводка.", guid="9", link="/9")]))
    assert "added" in [result.status for result in rounds.read(after=timedelta(hours=8))]


def test_who_asks_too_much_is_told_so_and_leaves_the_host_alone(host: Host, rounds: Round) -> None:
    url = with_pages(host, rounds)
    host.pages["/1"] = (429, "")
    host.answers["/good"] = (429, "")
    rounds.read()
    assert FeedLog(rounds.ingest.store.connection).state(url).next_read == NOW + timedelta(seconds=7200)
    feed = replace(rounds.publishers.feeds[0], url=f"{host.url}/other")
    rounds.publishers = replace(
        rounds.publishers, all=(replace(rounds.publishers.all[0], feeds=(*rounds.publishers.feeds, feed)),)
    )
    (waits,) = rounds.read(after=timedelta(hours=1))
    assert waits.reason == f"{host.url}/other: its host asks to wait"
    assert asked(host) == ["/good"]


def test_a_move_is_not_forgotten_where_its_host_could_not_be_asked(host: Host, rounds: Round) -> None:
    host.answers = {"/good": (301, "/new"), "/new": (200, RELEVANT), "/bad": (200, "")}
    rounds.read()
    log = FeedLog(rounds.ingest.store.connection)
    moved = log.state(f"{host.url}/good")
    host.answers["/bad"] = (429, "")
    log.save([replace(moved, next_read=NOW + timedelta(days=1))])
    rounds.read(after=timedelta(hours=23))
    (waits,) = rounds.read(after=timedelta(hours=1))
    assert waits.reason == f"{host.url}/good: its host asks to wait"
    kept = log.state(f"{host.url}/good")
    assert (kept.moved_to, kept.etag) == (f"{host.url}/new", moved.etag)
    host.answers["/bad"], host.asked[:] = (200, ""), []
    assert rounds.read(after=timedelta(hours=3)) == []
    assert ("/new", moved.etag) in host.asked


# What did not change, and what is against a habit


def test_bytes_that_did_not_change_are_not_read_again(
    host: Host, rounds: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    host.tagged = False
    host.answers = {"/good": (200, RELEVANT), "/bad": (200, OTHER)}
    assert [result.status for result in rounds.read()] == ["added"]
    monkeypatch.setattr(type(rounds.ingest.quarantine), "feed", None)
    assert rounds.read(after=timedelta(hours=1)) == []
    assert FeedLog(rounds.ingest.store.connection).state(f"{host.url}/good").failures == 0


def test_a_source_against_its_habit_is_told_once(host: Host, rounds: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    """One fails, the other brings nothing of the subject any more and then nothing at all."""
    log = FeedLog(rounds.ingest.store.connection)

    def day(n: int, *, relevant: bool, fails: bool) -> None:
        text = f"{FIRST} Сводка {n}." if relevant else f"Клуб из Душанбе выиграл матч {n}:0."
        host.answers = {"/good": (200, item(n, text, guid=str(n))), "/bad": (503 if fails else 200, OTHER)}
        rounds.read(after=timedelta(days=1, minutes=30))

    for n in range(6):
        day(n, relevant=True, fails=False)
    assert log.troubles(rounds.clock.now()) == []
    for n in range(6, 14):
        day(n, relevant=False, fails=True)
    assert [(each.url, each.kind) for each in log.troubles(rounds.clock.now())] == [
        (f"{host.url}/bad", "fails"),
        (f"{host.url}/good", "barren"),
    ]
    for _ in range(8):
        rounds.read(after=timedelta(days=1, minutes=30))
    kinds = [(each.url.rsplit("/")[-1], each.kind) for _, each in log.notices(0)]
    assert kinds == [("bad", "fails"), ("good", "barren"), ("good", "silent")]
    assert status(rounds.data, Settings())["trouble"] == []  # the feeds of another table
    monkeypatch.setattr("bot.report.load_publishers", lambda: rounds.publishers)
    lines = [line for line in status_lines(status(rounds.data, Settings())) if line.startswith("trouble")]
    assert "/bad fails since" in lines[0]
    assert "/good brings nothing new, against its habit, since" in lines[1]
    day(99, relevant=True, fails=False)
    assert log.troubles(rounds.clock.now()) == []
    assert len(log.notices(0)) == 3


def test_what_is_not_of_the_subject_is_told_and_what_is_has_its_topics(host: Host, rounds: Round) -> None:
    host.answers = {"/good": (200, RELEVANT + OTHER), "/bad": (200, "")}
    heard: list[str] = []
    publishers = rounds.publishers
    list(
        read_due(
            rounds.ingest,
            publishers=publishers,
            manner=Manner(reach=Reach(everything=True)),
            left_out=lambda document, _judgement: heard.append(document.title),
        )
    )
    assert heard == ["Футбол"]
    (row,) = rounds.ingest.store.connection.execute("SELECT topics FROM documents")
    assert "deportations" in json.loads(row["topics"])
