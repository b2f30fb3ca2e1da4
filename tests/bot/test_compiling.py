"""What goes out of an edition: its first page, its buttons, a week's charts; and its rest behind a button."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.compiling import CHARTS, Compiling
from bot.desk import Desk
from bot.mail.fanout import Edition, Sheet
from bot.people.callbacks import Callbacks
from bot.people.subscribers import Subscriber
from digests.clock import FixedClock
from digests.editions.issue import Issue
from digests.editions.taste import Taste
from digests.errors import Unavailable
from digests.model import Digest, FigureLine, Lang
from tests.bot.house import FakeNewsroom
from tests.bot.running import running

DAY = date(2024, 4, 7)
WEEK = Issue(DAY, 7)


class Room(FakeNewsroom):
    """With figures that moved, more of them than are drawn."""

    def __init__(self) -> None:
        super().__init__(FixedClock(datetime(2024, 4, 8, 12, tzinfo=UTC)))
        self.undrawn: set[str] = set()

    def suited(self, issue: Issue, taste: Taste, begun: date | None = None) -> Digest:
        moved = tuple(
            FigureLine(f"figure.{n}", f"label {n}", f"{n} more", False, (), (1,), f"Outlet {n} [1]") for n in range(5)
        )
        return replace(super().suited(issue, taste, begun), figures=moved)

    def chart(self, indicator: str, lang: Lang) -> bytes:
        if indicator in self.undrawn:
            raise Unavailable("not today")
        return f"{indicator} {lang}".encode()


@pytest.fixture
def room() -> Room:
    return Room()


def sheets(room: Room, issue: Issue, taste: Taste) -> Sequence[Sheet]:
    desk = Desk(lambda: room)  # type: ignore[arg-type,return-value]
    try:
        return asyncio.run(Compiling(desk, Callbacks(b"k" * 32)).sheets(Edition(issue, taste)))
    finally:
        desk.close()


def test_a_week_brings_charts_of_what_moved_most_with_their_lines(room: Room) -> None:
    room.undrawn = {"figure.1"}
    first, *charts = sheets(room, WEEK, Taste("ru"))
    assert (first.method, first.photo) == ("sendMessage", None)
    assert [sheet.method for sheet in charts] == ["sendPhoto"] * (CHARTS - 1)
    assert [sheet.photo.data for sheet in charts if sheet.photo] == [b"figure.0 ru", b"figure.2 ru"]
    assert charts[0].payload["caption"] == "0 more\nOutlet 0 [1]"


@pytest.mark.parametrize(("issue", "taste"), [(WEEK, Taste("tg", charts=False)), (Issue(DAY), Taste("tg"))])
def test_whoever_wants_none_and_a_day_brings_no_chart(room: Room, issue: Issue, taste: Taste) -> None:
    assert [sheet.method for sheet in sheets(room, issue, taste)] == ["sendMessage"]


def test_who_wants_it_brief_is_offered_no_more(room: Room) -> None:
    def ways(taste: Taste) -> list[str]:
        (sheet,) = sheets(room, Issue(DAY, 3), taste)
        keyboard = sheet.payload["reply_markup"]["inline_keyboard"]
        return [button["callback_data"].partition(".")[2].split(":")[0] for row in keyboard for button in row]

    assert ways(Taste("en")) == ["more", "from", "fig", "go"]
    assert ways(Taste("en", brief=True)) == ["from", "fig", "go"]


def test_without_news_only_who_wants_to_know_it_is_told(room: Room) -> None:
    room.quiet = {DAY}
    assert sheets(room, Issue(DAY), Taste("en")) == []
    assert len(sheets(room, Issue(DAY), Taste("en", always=True))) == 1


def test_the_rest_of_an_edition_of_several_days_is_behind_its_button(tmp_path: Path) -> None:
    """Mondays and Thursdays, from the tick to the tap."""

    async def main() -> None:
        async with running(tmp_path) as bot:
            person = Subscriber(5, "en", active=True, hours=(10,), zone="Asia/Dushanbe", days=frozenset({0, 3}))
            bot.service.subscribers.save(person)
            for _ in range(8 * 4):
                bot.clock.set(bot.clock.now() + timedelta(hours=6))
                await bot.service.step(bot.clock.now())
            kept = bot.service.subscribers.everything_about(5)
            (since, *_) = [each for each in kept["received"] if each["cadence"].startswith("since")]
            assert {each["cadence"] for each in kept["received"]} <= {"daily", "since3", "since4"}
            before = len(bot.texts())
            await bot.press(f"more:{since['cadence']}:{since['period']}")
            assert (await bot.answered(before + 1))[before] == "second"

    asyncio.run(main())
