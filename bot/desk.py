"""The newsroom for the bot's event loop: a thread of its own for questions, another for charts, a third for editors.

A newsroom is bound to the thread that made it, so each thread makes its own. Charts take a second, a page that an
editor sends takes half a minute; they never stand in a question's way.
"""

from __future__ import annotations

import asyncio
import contextvars
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from config.settings import Settings
from digests.clock import Clock
from digests.editions.issue import Issue
from digests.editions.taste import Taste
from digests.errors import Unavailable
from digests.model import Answer, Cadence, Digest, Lang, Move, Page
from digests.policy import Policy

if TYPE_CHECKING:
    from digests.answers.check.checked import Checked
    from digests.answers.find.facts import Hear
    from digests.cards import Card, Listed, Wanted
    from digests.corpus.feed_log import Trouble
    from digests.editing.asked import Queue
    from digests.editing.desk import EditorsDesk
    from digests.editions.urgent import Urgent
    from digests.figures.stands import Stand
    from digests.language.meaning import Load
    from digests.newsroom import Newsroom

T = TypeVar("T")

FRESH = 600.0  # seconds that a drawn chart is shown again
CHARTS = 64  # kept at most; each is a few dozen kilobytes

Make = Callable[[], "Newsroom"]
MakeDesk = Callable[[], "EditorsDesk"]
Elsewhere = Callable[[], "Queue | None"]
"""Opens, in the thread of editors, what carries their decisions to the worker; None where they are carried out here."""


class Opened(Protocol):
    """What a room holds: a newsroom, or a desk over one."""

    def close(self) -> None: ...


R = TypeVar("R", bound=Opened)


class Room(Generic[R]):
    """One thread with one newsroom, opened at the first call and again after it failed to open."""

    def __init__(self, make: Callable[[], R], name: str, warm: Callable[[R], object] | None = None) -> None:
        self._make = make
        self._warm = warm
        self.broken = False  # the database failed at the last question
        self._local = threading.local()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def call(self, ask: Callable[[R], T]) -> T:
        """What `ask` says; what it raises is raised here."""
        whose = contextvars.copy_context()  # what is asked for whom is known in the thread, too
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: whose.run(self._run, ask))

    def _run(self, ask: Callable[[R], T]) -> T:
        """A public database that fails under the newsroom is not the private one's trouble: it is told apart here."""
        try:
            newsroom: R | None = getattr(self._local, "newsroom", None)
            if newsroom is None:
                newsroom = self._local.newsroom = self._open()
                if self._warm:
                    self._thread.submit(self._warm, newsroom)  # behind what is asked now; what it raises: no matter
            answer = ask(newsroom)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if isinstance(error, sqlite3.ProgrammingError | sqlite3.IntegrityError):
                raise  # ours, not the disk's
            self.broken = True
            self._leave()  # the next question opens it anew: it may have been brought back
            raise Unavailable("the corpus cannot be read") from error
        self.broken = False
        return answer

    def _open(self) -> R:
        try:
            return self._make()
        except Unavailable:
            self.broken = True
            raise

    def _leave(self) -> None:
        newsroom: R | None = getattr(self._local, "newsroom", None)
        self._local.newsroom = None
        if newsroom is not None:
            newsroom.close()

    def close(self) -> None:
        self._thread.submit(self._leave).result(timeout=30)
        self._thread.shutdown()


class Desk:
    """What the bot asks of the newsroom, awaited. `digests.newsroom.Newsroom` says what each call gives and raises."""

    def __init__(
        self, make: Make, *, warm: Callable[[Newsroom], object] | None = None, editing: MakeDesk | None = None
    ) -> None:
        self._make, self._warm, self._editing = make, warm, editing or over(make)
        self._furnish()
        self._charts: dict[tuple[str, Lang, date, int], tuple[float, bytes]] = {}

    def _furnish(self) -> None:
        self._front = Room(self._make, "desk", self._warm)
        self._back = Room(self._make, "charts")
        self._editors = Room(self._editing, "editors")

    async def renew(self) -> None:
        """Open the corpus anew, beside the rooms that answer now, and move over once it is ready: between two
        questions, and nobody waits. Raises what keeps it from being opened; then nothing changes."""
        front = Room(self._make, "desk")
        try:
            await front.call(self._warm or (lambda _: None))
        except BaseException:
            front.close()
            raise
        former = (self._editors, self._front, self._back)
        self._furnish()
        self._front.close()
        self._front = front
        for room in former:  # what they are at comes to its end
            await asyncio.to_thread(room.close)

    @classmethod
    def open(
        cls,
        data: Path,
        clock: Clock,
        *,
        policy: Policy,
        meaning: Load = lambda: None,
        voice: Hear = lambda: None,
        settings: Settings | None = None,
        elsewhere: Elsewhere = lambda: None,
    ) -> Desk:
        """The desk of the corpus in `data`; it is opened by the first question. `settings` say how what editors send
        is fetched, and who reads its figures; `elsewhere` takes their decisions where the corpus is a copy."""
        from digests.newsroom import Newsroom  # noqa: PLC0415 - heavy; the bot answers before the first question

        def make() -> Newsroom:
            return Newsroom(data, clock, policy=policy, meaning=meaning, voice=voice)

        return cls(
            make,
            editing=over(make, settings, elsewhere),
            warm=lambda room: room.ask("Крокус", "tg"),  # dictionaries and tables are read before somebody waits
        )

    @property
    def broken(self) -> bool:
        """Whether the corpus could not be read when it was asked last."""
        return self._front.broken or self._back.broken or self._editors.broken

    def close(self) -> None:
        self._editors.close()
        self._front.close()
        self._back.close()

    async def ask(
        self, question: str, lang: Lang, memory: Mapping[str, str] | None = None, *, said: date | None = None
    ) -> Answer:
        return await self._front.call(lambda room: room.ask(question, lang, memory=memory, said=said))

    async def answers(self, question: str, lang: Lang) -> bool:
        """Whether the sources answer a question of ours: none is offered that is refused."""
        return await self._front.call(lambda room: room.answers(question, lang))

    async def standing(self) -> str:
        """Another one whenever what was refused may be answered now."""
        return await self._front.call(lambda room: room.standing())

    async def post(self, text: str, lang: Lang, *, forwarded: bool) -> Checked | None:
        return await self._front.call(lambda room: room.post(text, lang, forwarded=forwarded))

    async def answer_pages(self, answer: Answer, *, links: bool | None) -> tuple[Page, ...]:
        return await self._front.call(lambda room: room.answer_pages(answer, links=shown(links)))

    async def suited(self, issue: Issue, taste: Taste, begun: date | None = None) -> Digest:
        return await self._front.call(lambda room: room.suited(issue, taste, begun))

    async def days_taken_back(self) -> tuple[date, ...]:
        return await self._front.call(lambda room: room.days_taken_back())

    async def newest(self, lang: Lang, cadence: Cadence, *, until: date) -> date | None:
        """The day of the newest edition that has news."""
        edition = await self._front.call(lambda room: room.newest(lang, cadence=cadence, until=until))
        return edition.date if edition else None

    async def following(self, lang: Lang, *, after: date) -> date | None:
        """The day of the next daily edition after `after` that has news."""
        return await self._front.call(lambda room: room.following(lang, after=after))

    async def leading(self, lang: Lang) -> tuple[date, str] | None:
        """The figure that leads the newest edition with any, as HTML with its source, and the edition's day."""
        return await self._front.call(lambda room: room.leading(lang))

    async def newest_closed_day(self) -> date:
        return await self._front.call(lambda room: room.newest_closed_day())

    async def indicators(self, lang: Lang) -> tuple[tuple[str, str], ...]:
        return await self._front.call(lambda room: room.indicators(lang))

    async def figure_pages(self, indicator: str, lang: Lang, *, links: bool | None) -> tuple[Page, ...]:
        return await self._front.call(lambda room: room.figure_pages(indicator, lang, links=shown(links)))

    async def themes(self, lang: Lang) -> tuple[Listed, ...]:
        """The figures that are held, each with its theme, the most important first."""
        return await self._front.call(lambda room: room.cards.listed(room.indicators(lang)))

    async def figure_lines(self, chosen: Sequence[str], lang: Lang) -> tuple[Page, ...]:
        return await self._front.call(lambda room: room.cards.lines(chosen, lang))

    async def sought(self, text: str, lang: Lang) -> tuple[Lang, tuple[Wanted, ...]]:
        return await self._front.call(lambda room: room.cards.sought(text, lang))

    async def card(self, indicator: str, lang: Lang, *, when: str = "", links: bool | None) -> Card | None:
        return await self._front.call(lambda room: room.cards.card(indicator, lang, when=when, links=shown(links)))

    async def stand(self, indicator: str) -> Stand:
        return await self._front.call(lambda room: room.cards.stand(indicator))

    async def moved(self, indicator: str, told: Stand) -> tuple[Move | None, Stand]:
        return await self._front.call(lambda room: room.cards.moved(indicator, told))

    async def urgent(self, after: int, without: Collection[int] = ()) -> tuple[Urgent, ...]:
        """What editors marked urgent and may be told."""
        return await self._front.call(lambda room: room.urgent(after, without))

    async def chart(self, indicator: str, lang: Lang) -> bytes:
        """A chart as PNG; one that was drawn within ten minutes, for the same day and after the same decisions of
        editors, is not drawn again."""
        return await self._back.call(lambda room: self._drawn(room, indicator, lang))

    def _drawn(self, room: Newsroom, indicator: str, lang: Lang) -> bytes:
        key = (indicator, lang, room.today(), room.decided())
        drawn, image = self._charts.get(key, (float("-inf"), b""))
        if drawn + FRESH < time.monotonic():
            self._charts.pop(key, None)
            image = room.chart(indicator, lang)
            self._charts[key] = (time.monotonic(), image)
            if len(self._charts) > CHARTS:
                del self._charts[next(iter(self._charts))]
        return image

    async def source_pages(self, lang: Lang, *, links: bool | None) -> tuple[Page, ...]:
        return await self._front.call(lambda room: room.source_pages(lang, links=shown(links)))

    async def source_troubles(self) -> list[Trouble]:
        return await self._front.call(lambda room: room.source_troubles())

    async def source_notices(self, after: int) -> list[tuple[int, Trouble]]:
        return await self._front.call(lambda room: room.source_notices(after))

    async def edit(self, work: Callable[[EditorsDesk], T]) -> T:
        """What `work` gives or raises at the editor's desk, in the thread of editors."""
        return await self._editors.call(work)

    async def days_with_news(self) -> list[date]:
        """Every day of the corpus whose edition tells of something, the newest first, whatever the clock says."""
        return await self._front.call(lambda room: list(room.days_with_news()))

    async def days(self) -> tuple[date | None, date | None]:
        """The days of the oldest and newest document known by the clock."""
        return await self._front.call(lambda room: room.days())


def over(make: Make, settings: Settings | None = None, elsewhere: Elsewhere = lambda: None) -> MakeDesk:
    """Opens the editor's desk over a newsroom of its own."""

    def opened() -> EditorsDesk:
        from digests.editing.desk import EditorsDesk  # noqa: PLC0415 - heavy, and for editors alone

        return EditorsDesk.open(make(), settings, elsewhere())

    return opened


def shown(links: bool | None) -> bool:
    """Whether to link to publishers whose material may bring trouble: only for readers who asked for it."""
    return links is True
