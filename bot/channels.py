"""What Telegram says of a listed channel: which chat it is, and whether the bot may post there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from bot.finding import Finding
from bot.mail.outcome import Outcome, Sent, Trouble, Unknown
from bot.people.channels import Listed
from bot.telegram import Wire
from config.proxies import proxy_for

Call = Callable[[str, Mapping[str, Any]], Awaitable[Outcome]]
TODO = "make the bot an administrator of it, with the right to post messages"


async def find(call: Call, each: Listed) -> int | None:
    """The channel's id; 0: there is none of that name, or the bot is not in it; None: nobody could be asked."""
    outcome = await call("getChat", {"chat_id": each.chat})
    if isinstance(outcome, Trouble | Unknown):
        return None
    chat = outcome.result if isinstance(outcome, Sent) else {}
    return int(chat["id"]) if chat.get("type") == "channel" else 0


async def may_post(call: Call, chat_id: int, bot: int) -> bool:
    """Whether the bot may post in a channel. What cannot be asked now counts as yes: a refused post will tell."""
    outcome = await call("getChatMember", {"chat_id": chat_id, "user_id": bot})
    if isinstance(outcome, Trouble | Unknown):
        return True
    member = outcome.result if isinstance(outcome, Sent) else {}
    return member.get("status") == "administrator" and bool(member.get("can_post_messages"))


async def examine(url: str, token: str, wanted: Sequence[Listed]) -> list[Finding]:
    """How it is with each, as `khabar doctor` tells it."""
    wire = Wire(url, token, connections=1, proxy=proxy_for(url))
    await wire.open()
    try:
        me = await wire.call("getMe", {})
        if not isinstance(me, Sent):
            return [Finding("channels", "worth a look", "Telegram was not asked: it does not know the token")]
        return [await _one(wire.call, each, int(me.result["id"])) for each in wanted]
    finally:
        await wire.close()


async def _one(call: Call, each: Listed, bot: int) -> Finding:
    said = f"{each.chat} ({each.lang}, {each.cadence})"
    chat_id = await find(call, each)
    if chat_id is None:
        return Finding("channel", "worth a look", f"{said}: could not be asked after")
    if chat_id == 0:
        return Finding("channel", "wrong", f"{said}: no such channel, or the bot is not in it", f"check it; {TODO}")
    if not await may_post(call, chat_id, bot):
        return Finding("channel", "wrong", f"{said}: the bot may not post there", TODO)
    return Finding("channel", "well", f"{said}: the bot may post there")
