"""The webhook as Telegram keeps it for a token: set by us, ended by us, and never another instance's.

Which address we set last is remembered as a hash in the private database.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging

from bot.mail.outcome import Outcome, Sent
from bot.mail.reduced import ALLOWED_UPDATES
from bot.people.store import PeopleStore, StoreError
from bot.telegram import Wire

log = logging.getLogger(__name__)

STATE = "webhook"
LOOK_SECONDS = 60.0
AGAIN_SECONDS = 10.0
FOREIGN = (
    "a webhook that is not ours is set for this token: another instance runs, or one left it behind"
    " (then end it with deleteWebhook)"
)


class Hook:
    """Asks about the webhook, sets ours, ends ours."""

    def __init__(self, wire: Wire, database: PeopleStore) -> None:
        self.wire = wire
        self.db = database
        self.conflict = ""  # what is to be said while another's is set

    async def keep(self, url: str, secret: str) -> None:
        """Until cancelled: ours is set, unless another's is."""
        known = False
        while True:
            try:
                known = await self._look(url, secret, known=known)
            except StoreError as error:
                log.warning("the webhook could not be noted", extra={"error": type(error).__name__})
                known = False
            await asyncio.sleep(LOOK_SECONDS if known else AGAIN_SECONDS)

    async def _look(self, url: str, secret: str, *, known: bool) -> bool:
        """Whether ours is set now. `known`: it was already, with this secret."""
        there = await self._url()
        self.conflict = FOREIGN if there and there != url and not self.ours(there) else ""
        if there is None or self.conflict:
            log.warning("the webhook is not set", extra={"why": self.conflict or "Telegram does not say which is"})
            return False
        if known and there == url:
            return True
        call = {"url": url, "secret_token": secret, "allowed_updates": ALLOWED_UPDATES, "max_connections": 20}
        if not isinstance(await self.wire.call("setWebhook", call, poll=True), Sent):
            log.warning("the webhook could not be set; trying again")
            return False
        if known:
            log.warning("somebody had ended the webhook; it is set again")
        self.db.set_state(STATE, digest(url))
        return True

    async def end_ours(self) -> bool:
        """End the webhook that keeps us from polling, if we set it; whether it is ended."""
        there = await self._url()
        if there is None or (there and not self.ours(there)):
            self.conflict = FOREIGN if there else self.conflict
            return False
        self.conflict = ""
        ended: Outcome = await self.wire.call("deleteWebhook", {"drop_pending_updates": False}, poll=True)
        return isinstance(ended, Sent)

    def ours(self, url: str) -> bool:
        """Whether it was this folder's bot that set it last."""
        return self.db.state(STATE) == digest(url)

    async def _url(self) -> str | None:
        """The address that is set, empty for none; None where Telegram does not say."""
        told = await self.wire.call("getWebhookInfo", {}, poll=True)
        found = told.result.get("url") if isinstance(told, Sent) and isinstance(told.result, dict) else None
        return found if isinstance(found, str) else None


def digest(url: str) -> str:
    return hashlib.sha256(b"khabar webhook\0" + url.encode()).hexdigest()[:16]
