"""Sources with which something is wrong: each editor is told once, in the editor's language."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.duty import Means
from bot.mail.outbox import Outbox
from bot.mail.steady import Wall
from bot.people.subscribers import Subscriber, Subscribers
from bot.watch import MOST, Watch, lines
from digests.clock import FixedClock
from digests.corpus.feed_log import FeedLog, Trouble
from digests.corpus.store import Store
from digests.errors import Unavailable
from digests.model import LANGS
from tests.bot.stores import opened

NOON = datetime(2024, 4, 3, 12, tzinfo=UTC)
FAILS = Trouble("https://example.tj/rss", "fails", NOON - timedelta(days=1), "HTTP 503")
SILENT = Trouble("https://example.tj/ru", "silent", NOON - timedelta(days=9))


class Desk:
    """The log of a corpus, and what is wrong now."""

    def __init__(self, store: Store) -> None:
        self.log = FeedLog(store.connection)
        self.now: list[Trouble] = []
        self.broken = False

    async def source_troubles(self) -> list[Trouble]:
        if self.broken:
            raise Unavailable("no corpus today")
        return self.now

    async def source_notices(self, after: int) -> list[tuple[int, Trouble]]:
        return self.log.notices(after)


def sent(outbox: Outbox) -> list[tuple[int, str]]:
    rows = outbox.claim(100)
    outbox.finish(rows)
    return sorted((row.chat_id, str(row.payload["text"])) for row in rows)


def test_each_editor_is_told_once_what_was_noted(tmp_path: Path) -> None:
    db = opened(tmp_path)
    outbox, people = Outbox(db, Wall()), Subscribers(db, FixedClock(NOON))
    people.save(Subscriber(7, "ru"))
    with Store.open(tmp_path, create=True) as store:
        desk = Desk(store)
        watch = Watch(Means(outbox, people, desk, lambda: None, {7, 8}))  # type: ignore[arg-type]
        assert asyncio.run(watch.run()) == 0
        assert watch.said() == []
        desk.now = [FAILS]
        for _ in range(3):
            desk.log.notice([FAILS], NOON)
        assert asyncio.run(watch.run()) == 2
        assert watch.said() == ["1 source failing or silent: `khabar status` names them"]
        (one, russian), (two, english) = sent(outbox)
        assert (one, two) == (7, 8)
        assert "не читается с 02.04.2024 (HTTP 503)" in russian
        assert "not readable since 02.04.2024 (HTTP 503)" in english
        desk.log.notice([FAILS, SILENT], NOON)
        again = Watch(Means(outbox, people, desk, lambda: None, {7}))  # type: ignore[arg-type]
        assert [asyncio.run(again.run()) for _ in range(2)] == [1, 0]
        ((_, text),) = sent(outbox)
        assert SILENT.url in text
        assert FAILS.url not in text
        desk.broken = True
        assert asyncio.run(watch.run()) == 0


@pytest.mark.parametrize("lang", LANGS)
def test_a_network_that_is_away_makes_no_endless_message(lang: str) -> None:
    barren = [Trouble(f"https://example.tj/{n}", "barren", NOON) for n in range(90)]
    said = lines([FAILS, SILENT, *barren], lang)  # type: ignore[arg-type]
    assert len(said) == MOST + 2
    assert "82" in said[-1]
