"""Sources with which something is wrong: told to the editors once, and counted in `/health` as long as it lasts."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from bot.duty import Duty
from bot.mail.message import Message, Priority
from bot.talk.desk.objections import kept_in_words
from bot.talk.words import escape, say
from digests.corpus.feed_log import Trouble
from digests.model import Lang

log = logging.getLogger(__name__)

TOLD = "source_notices_told"
"""The name under which the database keeps the number of the last notice that was told."""
MOST = 10
"""Sources that one message names: when the network is away, it is all of them."""


class Watch(Duty):
    """Tells editors which sources need a look."""

    trouble = "the sources cannot be looked at"
    _troubles: Sequence[Trouble] = ()

    def said(self) -> list[str]:
        """How many sources need a look, in one line; nothing where none does."""
        many = len(self._troubles)
        return [f"{many} source{'s' * (many > 1)} failing or silent: `khabar status` names them"] if many else []

    async def work(self, _: float) -> int:
        """Tell what was noted since; how many messages that made."""
        last = int(self.outbox.db.state(TOLD) or 0)
        self._troubles = await self.desk.source_troubles()
        noted = await self.desk.source_notices(last)
        if not noted:
            return 0
        last, troubles = noted[-1][0], [trouble for _, trouble in noted]
        with self.outbox.db.transaction():
            made = self.outbox.put(self._message(editor, last, troubles) for editor in self.editors)
            self.outbox.db.set_state(TOLD, str(last))
        return made

    def _message(self, editor: int, last: int, troubles: Sequence[Trouble]) -> Message:
        known = self.people.get(editor)
        text = escape("\n".join(lines(troubles, known.lang if known else "en")))
        payload = {"text": text, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
        return Message(editor, "sendMessage", payload, Priority.ALERT, f"sources {last} {editor}")


def lines(troubles: Sequence[Trouble], lang: Lang) -> list[str]:
    """What the editors read, in their language."""
    said = [
        say(
            lang,
            f"source-{each.kind}",
            url=each.url,
            day=f"{each.since:%d.%m.%Y}",
            fault=kept_in_words(each.fault or "–", lang),
        )
        for each in troubles[:MOST]
    ]
    more = [say(lang, "sources-more", count=len(troubles) - MOST)] if len(troubles) > MOST else []
    return [say(lang, "sources-trouble"), *said, *more]


def _line(one: Trouble, lang: Lang) -> str:
    fault = kept_in_words(one.fault, lang) if one.fault else "–"
    return say(lang, f"source-{one.kind}", url=one.url, day=f"{one.since:%d.%m.%Y}", fault=fault)
