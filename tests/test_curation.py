"""What an operator says of a source holds in the round: words, approval, pause, agent; earlier pages of a channel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.corpus.feed_log import FeedLog
from digests.corpus.sources_log import SourcesLog
from digests.corpus.store import Store
from digests.corpus.waiting import WaitingItems
from digests.errors import UnknownName
from digests.ingest import Ingest, Ingested
from digests.publishers import Feed, Publisher, Publishers, load
from digests.rounds import Manner, read_due
from digests.sources import channels
from digests.sources.addresses import Reach
from tests.sources.channel_pages import ABSENT, page, post
from tests.sources.hosts import Host, serving

NOW = datetime(2024, 5, 6, 7, 0, tzinfo=UTC)
TEXT = "Из России за апрель депортировали {} граждан Таджикистана, сообщили в министерстве {}."


@pytest.fixture
def host() -> Iterator[Host]:
    with serving() as served:
        yield served


@dataclass
class Round:
    ingest: Ingest
    clock: FixedClock
    feed: Feed

    def read(self, *, after: timedelta = timedelta(hours=1), **changes: object) -> list[Ingested]:
        self.clock.set(self.clock.now() + after)
        feed = replace(self.feed, **changes)  # type: ignore[arg-type]
        publisher = Publisher("Намуна", (), "agency", "https://example.tj", None, (), (feed,))
        publishers = Publishers((publisher,), load().subject, {"намуна": publisher})
        return list(read_due(self.ingest, publishers=publishers, manner=Manner(reach=Reach(everything=True))))

    @property
    def connection(self):  # type: ignore[no-untyped-def]
        return self.ingest.store.connection

    def texts(self) -> set[str]:
        return {document.text for document in self.ingest.store.documents()}


@pytest.fixture
def rounds(host: Host, tmp_path: Path) -> Iterator[Round]:
    clock = FixedClock(NOW)
    with Store.open(tmp_path / "data", create=True) as store:
        yield Round(Ingest(store, clock), clock, Feed(f"{host.url}/feed", "ru", "Намуна"))


def rss(*texts: str) -> str:
    items = "".join(
        f"<item><guid>{n}</guid><title>Суд {n}</title><description>{text}</description></item>"
        for n, text in enumerate(texts, 1)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Т</title>{items}</channel></rss>'


def test_words_of_the_source_let_in_and_keep_out(host: Host, rounds: Round) -> None:
    host.answers["/feed"] = rss(TEXT.format(300, "труда"), TEXT.format(400, "спорта"))
    rounds.read(deny=("спорт",), allow=("депортировать",), agent="Khabar for them")
    assert rounds.texts() == {TEXT.format(300, "труда")}
    assert host.agents.count("Khabar for them") == len(host.asked) - host.asked.count("/robots.txt")


def test_an_item_that_wants_approval_is_nowhere_until_an_editor_approved_it(host: Host, rounds: Round) -> None:
    host.answers["/feed"] = rss(TEXT.format(300, "труда"), TEXT.format(400, "спорта"), "Футбол")
    assert [result.status for result in rounds.read(approval=True)] == ["rejected", "rejected"]
    assert (rounds.texts(), rounds.ingest.store.claims()) == (set(), ())
    waiting = WaitingItems(rounds.connection)
    first, second = waiting.all()
    assert (first.source, waiting.count()) == (rounds.feed.url, {rounds.feed.url: 2})
    rounds.ingest.document(first.document)
    waiting.decided(first.document.id, NOW)
    waiting.decided(second.document.id, NOW)
    assert rounds.texts() == {first.document.text}
    approved = 300 if "300" in first.document.text else 400  # which stands first hangs on the host's port
    assert [claim.value for claim in rounds.ingest.store.claims()] == [approved]
    host.answers["/feed"] += " "  # read again, said the same
    assert rounds.read(approval=True) == []
    assert waiting.all() == []
    with pytest.raises(UnknownName, match=second.document.id):
        waiting.named([second.document.id])


def test_a_changed_item_waits_again_and_the_approved_version_stands(host: Host, rounds: Round) -> None:
    host.answers["/feed"] = rss(TEXT.format(300, "труда"))
    rounds.read(approval=True)
    waiting = WaitingItems(rounds.connection)
    (item,) = waiting.all()
    rounds.ingest.document(item.document)
    waiting.decided(item.document.id, NOW)
    host.answers["/feed"] = rss(TEXT.format(310, "труда"))
    rounds.read(approval=True)
    assert [each.document.text for each in waiting.all()] == [TEXT.format(310, "труда")]
    assert rounds.texts() == {TEXT.format(300, "труда")}


def test_a_paused_source_is_not_asked_until_it_is_resumed(host: Host, rounds: Round) -> None:
    host.answers["/feed"] = rss(TEXT.format(300, "труда"))
    log = SourcesLog(rounds.connection)
    log.pause(rounds.feed.url, NOW)
    log.pause(rounds.feed.url, NOW + timedelta(days=1))
    assert log.paused() == {rounds.feed.url: NOW}
    assert (rounds.read(), host.asked) == ([], [])
    log.resume(rounds.feed.url)
    assert [result.status for result in rounds.read()] == ["added"]


def channel(host: Host, *numbers: int, before: int | None = None) -> None:
    path = f"/s/namuna?before={before}" if before else "/s/namuna"
    host.answers[path] = page(*(post(n, TEXT.format(1000 + n, n)) for n in numbers))


@pytest.fixture
def posts(host: Host, rounds: Round) -> Round:
    rounds.feed = Feed(f"{host.url}/s/namuna", "ru", "Намуна", "channel", "feed")
    return rounds


def test_posts_come_in_and_earlier_pages_are_read_back_to_the_newest_known(host: Host, posts: Round) -> None:
    channel(host, 9, 10)
    assert [result.status for result in posts.read()] == ["added", "added"]
    assert host.asked == ["/s/namuna"]  # at first what is shown is enough
    channel(host, 15, 16)
    channel(host, 12, 13, before=15)
    channel(host, 10, 11, before=12)
    posts.read()
    assert host.asked[1:] == ["/s/namuna", "/s/namuna?before=15", "/s/namuna?before=12"]
    assert len(posts.texts()) == 7
    assert SourcesLog(posts.connection).newest_post(posts.feed.url) == 16
    host.asked.clear()
    posts.read()
    assert host.asked == ["/s/namuna"]
    document = next(iter(posts.ingest.store.documents()))
    assert str(document.url).startswith("https://t.me/namuna/")


def test_an_edited_post_is_a_version(host: Host, posts: Round) -> None:
    channel(host, 9)
    posts.read()
    host.answers["/s/namuna"] = page(post(9, TEXT.format(1100, 9), edited="edited "))
    assert [result.status for result in posts.read(after=timedelta(days=1))] == ["updated"]
    assert [claim.value for claim in posts.ingest.store.claims() if claim.review != "held"] == [1100]


def test_pages_are_bounded_and_those_that_fail_are_asked_for_again(host: Host, posts: Round) -> None:
    channel(host, 1)
    posts.read()
    channel(host, 50)
    posts.read()
    log = FeedLog(posts.connection)
    assert "earlier posts could not be read: HTTP 404" in str(log.state(posts.feed.url).fault)
    assert SourcesLog(posts.connection).newest_post(posts.feed.url) == 1
    for n in range(49, 2, -1):
        channel(host, n, before=n + 1)
    host.asked.clear()
    posts.read()
    assert len(host.asked) == channels.PAGES + 1
    assert "the oldest are left out" in str(log.state(posts.feed.url).fault)
    assert SourcesLog(posts.connection).newest_post(posts.feed.url) == 50


def test_a_channel_that_cannot_be_seen_is_a_fault(host: Host, posts: Round) -> None:
    host.answers = {"/s/namuna": "/namuna", "/namuna": ABSENT}
    (result,) = posts.read()
    assert result.reason == f"{posts.feed.url}: no channel to be seen: it is private, absent, or shows no preview"
    assert FeedLog(posts.connection).state(posts.feed.url).failures == 1
