"""Asking again: questions that wait for an answer are put to the newsroom whenever it may know more.

Each is asked once for every state of the corpus, a few a tick, beside what readers ask. Who is answered gets the usual
answer in one transaction with the end of the question, so that a kill in between tells nobody twice and nobody never.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import Any

from bot.duty import Duty, Means
from bot.mail.message import Message, Priority
from bot.people.questions import Questions
from bot.people.unanswered import Unanswered
from bot.talk import ask
from bot.talk.words import escape, say
from digests.clock import dushanbe_day
from digests.errors import Unavailable
from digests.model import Answer, Lang, Page
from digests.say.pages import LIMIT, units
from digests.say.plain import plain_pages

log = logging.getLogger(__name__)


class Asking(Duty):
    """Asks again what waits for an answer."""

    trouble = "kept questions cannot be asked now"

    def __init__(self, means: Means) -> None:
        super().__init__(means)
        people = means.people
        self.questions = Questions(people.db, people.clock)
        self.unanswered = Unanswered(people.db)
        self._asked: dict[str, str] = {}  # name → the corpus' state at which it was asked; asked last, last

    async def work(self, seconds: float) -> int:
        """Ask again what is due, for so long; how many were answered. What has had its time goes first."""
        self.questions.tidy()
        self.unanswered.tidy(dushanbe_day(self.people.clock.now()))
        return await self._ask(seconds)

    async def _ask(self, seconds: float) -> int:
        names = self.questions.names()
        if not names:
            self._asked.clear()
            return 0
        standing = await self.desk.standing()
        ends = time.monotonic() + seconds
        answered = 0
        for name in self._due(names, standing):
            answered += await self._one(name)
            self._asked.pop(name, None)
            self._asked[name] = standing
            if time.monotonic() >= ends:
                break
        return answered

    def _due(self, names: Sequence[str], standing: str) -> list[str]:
        """Those not asked at this state, the one that was asked longest ago first: none starves while news pour in."""
        self._asked = {name: at for name, at in self._asked.items() if name in set(names)}
        place = {name: n for n, name in enumerate(self._asked)}
        due = [name for name in names if self._asked.get(name) != standing]
        return sorted(due, key=lambda name: place.get(name, -1))

    async def _one(self, name: str) -> bool:
        """Ask one question; whether it was answered. It may be forgotten while the newsroom thinks."""
        found = self.questions.of(name)
        if found is None:
            return False
        chat_id, kept = found
        try:
            answer = await self.desk.ask(kept.text, kept.lang, kept.memory or None, said=kept.day)
        except Unavailable:
            raise
        except Exception as error:  # a question that breaks the newsroom keeps no other from its turn
            log.error("a kept question failed", exc_info=error)
            return False
        if answer.kind not in {"figure", "passage"}:
            return False
        return self.questions.answer(name, await self._messages(name, chat_id, answer), self.outbox)

    async def _messages(self, name: str, chat_id: int, answer: Answer) -> list[Message]:
        """The usual answer, and before it that this is what they had wanted to be told."""
        reader = self.people.get(chat_id)
        pages = await self.desk.answer_pages(answer, links=reader.links if reader else None)
        texts = told(plain_pages(pages, answer.lang) if reader and reader.plain else pages, answer.lang)
        payloads: list[dict[str, Any]] = [
            {"text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}} for text in texts
        ]
        if rows := ask.own_rows(answer):
            payloads[-1]["reply_markup"] = self.callbacks.keyboard(chat_id, rows)
        return [
            Message(chat_id, "sendMessage", payload, Priority.ALERT, f"waited:{name}", page=n)
            for n, payload in enumerate(payloads)
        ]


def told(pages: Sequence[Page], lang: Lang) -> list[str]:
    """The pages as HTML behind the line that says why they come: in the first, or before it where it is full."""
    line = say(lang, "wait-told")
    first, *rest = pages
    if units(first.text) + units(line) + 2 <= LIMIT:
        return [f"{escape(line)}\n\n{first.html}", *(page.html for page in rest)]
    return [escape(line), *(page.html for page in pages)]
