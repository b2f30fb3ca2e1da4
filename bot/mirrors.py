"""Channels as a service keeps them: those of the setting are found, and what changed since it was posted is corrected.

A post is edited, with a line that says so; where Telegram refuses the edit, the corrected page answers the post.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any

from telegram.constants import MessageLimit

from bot.channels import Call, find, may_post
from bot.duty import Duty, Means
from bot.mail.fanout import Edition
from bot.mail.message import Message, Priority
from bot.mail.notices import Notices
from bot.mail.posts import KEPT, Post, Posts, linked, mark
from bot.people.channels import Channels, Listed
from bot.talk.words import escape, long_date, say
from bot.tick import Compile
from digests.clock import dushanbe_day
from digests.editions.issue import issue_of
from digests.model import Lang
from digests.say.pages import LIMIT, units

log = logging.getLogger(__name__)

AGAIN = 600.0  # seconds until what could not be found is looked for again
Payload = Mapping[str, Any]


class Mirrors(Duty):
    """`me` is the bot's own id, known once Telegram told it."""

    trouble = "posts cannot be looked at now"

    def __init__(
        self, means: Means, *, call: Call, compile_edition: Compile, wanted: Sequence[Listed], me: Callable[[], int]
    ) -> None:
        super().__init__(means)
        self.call = call
        self.compile = compile_edition
        self.wanted = wanted
        self.me = me
        self.channels = Channels(self.outbox.db)
        self.posts = Posts(self.outbox.db)
        self.notices = Notices(self.outbox, self.people, self.editors)
        self._found: dict[Listed, int] = {}
        self._missing: set[Listed] = set()  # told of
        self._again = float("-inf")
        self._standing = ""

    async def work(self, _: float) -> int:
        """Find what is listed, correct what changed; how many corrections that made."""
        if len(self._found) < len(self.wanted) or not self.wanted:
            await self._find()
        return await self._correct()

    # -- the channels of the setting -----------------------------------------------------------------------

    async def _find(self) -> None:
        if time.monotonic() < self._again:
            return
        self._again = time.monotonic() + AGAIN
        for each in self.wanted:
            if each not in self._found:
                await self._one(each)
        if len(self._found) == len(self.wanted):
            self.channels.only(self.people, list(self._found.values()))

    async def _one(self, each: Listed) -> None:
        chat_id = await find(self.call, each)
        if chat_id is None:
            return None
        if chat_id == 0:
            return self._not_there(each)
        self._found[each] = chat_id
        self._missing.discard(each)
        self.channels.keep(self.people, chat_id, each.lang, each.cadence, by_setting=True)
        if not await may_post(self.call, chat_id, self.me()):
            self.notices.tell(chat_id, "rights")
            self.sent()
        return None

    def _not_there(self, each: Listed) -> None:
        """No such channel, or the bot is not in it: the editors are told once a start."""
        if each in self._missing:
            return
        self._missing.add(each)
        log.warning("a channel of KHABAR_CHANNELS cannot be found")
        for editor in self.editors:
            known = self.people.get(editor)
            text = say(known.lang if known else "en", "channel-missing", name=str(each.chat))
            key = f"missing:{each.chat}:{editor}"
            self.outbox.put([Message(editor, "sendMessage", {"text": text}, Priority.ALERT, key)])
        self.sent()

    # -- corrections ---------------------------------------------------------------------------------------

    async def _correct(self) -> int:
        """Hold what was posted this week against what the editions say now; once for every state of the corpus."""
        today = dushanbe_day(self.people.clock.now())
        posts = self.posts.since(today - KEPT)
        if not posts:
            return 0
        standing = await self.desk.standing()
        if standing == self._standing:
            return 0
        made = 0
        for (chat_id, name, period), group in groupby(posts, lambda post: (post.chat_id, post.name, post.period)):
            reader = self.people.get(chat_id)
            if reader is not None:
                sheets = await self.compile(Edition(issue_of(name, period), reader.taste))
                made += self._changed(list(group), [sheet.payload for sheet in sheets], reader.lang)
        self._standing = standing
        self.posts.tidy(today - KEPT - timedelta(days=1))
        return made

    def _changed(self, posts: Sequence[Post], pages: Sequence[Payload], lang: Lang) -> int:
        """Edits of those posts whose pages say something else by now."""
        made = 0
        gone: Payload = {"text": escape(say(lang, "channel-withdrawn")), "parse_mode": "HTML"}
        for post in posts:
            page = pages[post.page] if post.page < len(pages) else gone
            if (now := mark(page)) == post.mark:
                continue
            payload = linked(self._dated(page, lang), self.outbox.username) | {
                "message_id": post.message_id,
                "reply_parameters": {"message_id": post.message_id, "allow_sending_without_reply": True},
            }
            key = f"corrected:{post.period}:{post.page}:{now}"
            with self.outbox.db.transaction():
                method = "editMessageCaption" if "caption" in payload else "editMessageText"
                made += self.outbox.put([Message(post.chat_id, method, payload, Priority.ALERT, key)])
                self.posts.corrected(post, now)
        return made

    def _dated(self, page: Payload, lang: Lang) -> dict[str, Any]:
        """The page with the line that tells when it was corrected, where there is room for one."""
        line = say(lang, "channel-corrected", date=long_date(lang, dushanbe_day(self.people.clock.now())))
        name, most = ("caption", MessageLimit.CAPTION_LENGTH) if "caption" in page else ("text", LIMIT)
        text = f"{page[name]}\n\n<i>{escape(line)}</i>"
        return {**page, name: text} if units(text) <= most else dict(page)
