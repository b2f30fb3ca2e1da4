"""An editor is told when a decision that was sent to the worker holds here, or why it does not."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

from bot.mail.message import Message, Priority
from bot.mail.outbox import Outbox
from bot.people.decisions import DecisionQueue, Outcome
from bot.people.subscribers import Subscribers
from bot.talk.desk.objections import placed
from bot.talk.words import escape, say
from digests.errors import KhabarError
from digests.model import Lang
from digests.objections import Objection
from digests.say.pages import escape as foreign
from digests.snapshots import state

log = logging.getLogger(__name__)

CONFLICT, OBJECTION = "conflict ", "objection "
UNKNOWN: Lang = "en"


class Outcomes:
    """One `run` a tick: the version that is here says which decisions hold. Each is told by one bot, once."""

    def __init__(
        self, data: Path, queue: DecisionQueue, outbox: Outbox, people: Subscribers, sent: Callable[[], None]
    ) -> None:
        self.data = data
        self.queue = queue
        self.outbox = outbox
        self.people = people
        self.sent = sent

    async def run(self) -> int:
        """Tell what came of decisions; how many messages that made."""
        try:
            found = self.queue.outcomes(state.read(self.data).here)
        except KhabarError as error:
            log.warning("decisions cannot be read: %s", error)
            return 0
        by_chat = groupby(sorted(found, key=lambda each: (each.chat_id, each.number)), key=lambda each: each.chat_id)
        made = sum(self._tell(chat_id, list(each)) for chat_id, each in by_chat)
        if made:
            self.sent()
        return made

    def _tell(self, chat_id: int, found: Sequence[Outcome]) -> int:
        """The message and that they were told are one transaction."""
        with self.outbox.db.transaction():
            fresh = [each for each in found if self.queue.told(each.number)]
            for each in fresh:
                if each.asked.do == "record" and each.refused is None:
                    self.queue.drafts().drop(each.asked.target)
            return self.outbox.put([self._message(chat_id, fresh)]) if fresh and chat_id else 0

    def _message(self, chat_id: int, found: Sequence[Outcome]) -> Message:
        reader = self.people.get(chat_id)
        lang = reader.lang if reader else UNKNOWN
        lines = [_line(each, lang) for each in found]
        text = "\n".join((escape(say(lang, "desk-came-of-it")), "", *lines))
        payload = {"text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
        name = f"outcome {found[0].number}-{found[-1].number} {chat_id}"
        return Message(chat_id, "sendMessage", payload, Priority.ALERT, name)


def _line(one: Outcome, lang: Lang) -> str:
    what = say(lang, f"desk-line-{one.asked.action}")
    if one.refused is None:
        return escape(say(lang, "desk-holds", what=what))
    return foreign(say(lang, "desk-refused", what=what, why=_why(one.refused, lang)))


def _why(refused: str, lang: Lang) -> str:
    """What the worker objected (`digests/editing/carrying_out.py`), in words of ours where it is of a kind of ours."""
    if refused.startswith(CONFLICT):
        return say(lang, f"desk-conflict-{refused.removeprefix(CONFLICT)}")
    if refused.startswith(OBJECTION):
        return placed(Objection.read(json.loads(refused.removeprefix(OBJECTION))), lang)
    return refused
