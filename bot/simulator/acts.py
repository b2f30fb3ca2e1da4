"""What people do in the simulator: write, press a button, choose an inline result, block the bot, make a group."""

from __future__ import annotations

import asyncio
import contextlib
import re
import secrets
from typing import Any

from bot.simulator.markup import units
from bot.simulator.world import ANONYMOUS_ADMIN, BOT_USERNAME, Chat, Message, World

COMMAND = re.compile(r"(?<![\w/@.])/([A-Za-z0-9_]{1,64})(@[A-Za-z0-9_]{3,32})?")
MENTION = re.compile(r"(?<![\w@./])@([A-Za-z0-9_]{3,32})")

OTHER_CONTENT: dict[str, dict[str, Any]] = {
    "contact": {"contact": {"phone_number": "+70000000000", "first_name": "Someone", "user_id": 7}},
    "location": {"location": {"latitude": 55.75, "longitude": 37.61}},
    "document": {"document": {"file_id": "BQACx", "file_unique_id": "x", "file_name": "a.pdf", "file_size": 9}},
    "photo": {"photo": [{"file_id": "AgACx", "file_unique_id": "x", "width": 9, "height": 9, "file_size": 9}]},
    "voice": {"voice": {"file_id": "AwACx", "file_unique_id": "x", "duration": 1, "file_size": 9}},
    "sticker": {
        "sticker": {
            "file_id": "CAACx", "file_unique_id": "x", "type": "regular", "width": 9, "height": 9,
            "is_animated": False, "is_video": False,
        }
    },
}  # fmt: skip
"""Messages that are not text, in the least form that is well formed."""


def entities_of(text: str) -> list[dict[str, Any]]:
    """The commands and mentions that Telegram marks in what a person typed."""
    found = [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())}
        for kind, pattern in (("bot_command", COMMAND), ("mention", MENTION))
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda entity: entity["offset"])


def seen_by_bot(world: World, chat: Chat, message: Message) -> bool:
    """Whether a group's message reaches a bot in privacy mode."""
    if chat.type == "private" or not world.privacy:
        return True
    replied = message.get("reply_to_message", {}).get("from", {}).get("id") == world.bot_id
    text = message.get("text", "")
    named = f"@{BOT_USERNAME}" in text.lower()
    addressed = re.match(r"/\w+(@\w+)?", text)
    return replied or named or bool(addressed and addressed[1] in {None, f"@{BOT_USERNAME}"})


def write(
    world: World, chat: Chat, user_id: int, text: str = "", *,
    other: str | None = None, reply_to: int | None = None, anonymous: bool = False, lang: str = "",
    forwarded: bool = False,
) -> tuple[Message, int | None]:  # fmt: skip
    """A person writes in a chat; the message and the id of the update it became, if it reached the bot."""
    user = world.person(user_id, lang=lang)
    if chat.type == "private" and chat.gone:
        unblock(world, chat)
    message: Message = {
        "message_id": chat.next_id(), "from": user.json(), "chat": chat.json(), "date": world.now(),
    }  # fmt: skip
    if anonymous:
        message["from"] = {
            "id": ANONYMOUS_ADMIN, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"
        }  # fmt: skip
        message["sender_chat"] = chat.json()
    if other:
        message |= OTHER_CONTENT[other] | ({"caption": text} if text else {})
    else:
        message["text"] = text
        if marked := entities_of(text):
            message["entities"] = marked
    if forwarded:
        origin = {"type": "hidden_user", "sender_user_name": "A Channel", "date": world.now()}
        message["forward_origin"] = origin
    if reply_to in chat.messages:
        replied = chat.messages[reply_to or 0]
        message["reply_to_message"] = {key: value for key, value in replied.items() if key != "reply_to_message"}
    chat.keep(message)
    world.tell(chat.id, {"event": "message", "message": message})
    update = world.updates.put("message", message) if seen_by_bot(world, chat, message) else None
    return message, update


def rewrite(world: World, chat: Chat, message_id: int, text: str) -> int | None:
    """A person edits what they wrote."""
    message = {**chat.messages[message_id], "text": text, "edit_date": world.now()}
    message.pop("entities", None)
    if marked := entities_of(text):
        message["entities"] = marked
    chat.messages[message_id] = message
    world.tell(chat.id, {"event": "message", "message": message})
    return world.updates.put("edited_message", message) if seen_by_bot(world, chat, message) else None


def press(world: World, chat: Chat, user_id: int, message_id: int, data: str, *, lang: str = "") -> str:
    """A person presses a button; returns the id of the callback query."""
    message = chat.messages[message_id]
    query = secrets.token_hex(8)
    world.callbacks[query] = {"id": query, "chat_id": chat.id, "message_id": message_id}
    if len(world.callbacks) > 10_000:
        world.callbacks.pop(next(iter(world.callbacks)))
    body = {
        "id": query, "from": world.person(user_id, lang=lang).json(), "message": message,
        "chat_instance": str(chat.id), "data": data,
    }  # fmt: skip
    world.updates.put("callback_query", body)
    return query


async def ask_inline(world: World, user_id: int, text: str, *, lang: str = "", seconds: float = 5) -> dict[str, Any]:
    """A person types behind the bot's name; the id of the query and the results it got in `seconds`."""
    query = secrets.token_hex(8)
    world.inline[query] = {"results": [], "answered": asyncio.Event()}
    if len(world.inline) > 1000:
        world.inline.pop(next(iter(world.inline)))
    world.updates.put(
        "inline_query",
        {"id": query, "from": world.person(user_id, lang=lang).json(), "query": text[:256], "offset": ""},
    )
    with contextlib.suppress(TimeoutError):  # shown as no results, as Telegram does
        await asyncio.wait_for(world.inline[query]["answered"].wait(), seconds)
    return {"id": query, "results": world.inline[query]["results"]}


def choose_inline(world: World, chat: Chat, user_id: int, query: str, result: str) -> Message | None:
    """A person sends one of the inline results into a chat, in their own name."""
    for item in world.inline.get(query, {}).get("results", ()):
        if str(item["id"]) == result:
            message: Message = {
                "message_id": chat.next_id(), "from": world.person(user_id).json(), "chat": chat.json(),
                "date": world.now(), "via_bot": world.me(), **item["content"],
            }  # fmt: skip
            chat.keep(message)
            world.tell(chat.id, {"event": "message", "message": message})
            return message
    return None


def membership(world: World, chat: Chat, user_id: int, old: str, new: str) -> int | None:
    """`my_chat_member`: the bot's own standing in a chat changes."""

    def standing(status: str) -> dict[str, Any]:
        return {"user": world.me(), "status": status, **({"until_date": 0} if status == "kicked" else {})}

    body = {
        "chat": chat.json(), "from": world.person(user_id).json(), "date": world.now(),
        "old_chat_member": standing(old), "new_chat_member": standing(new),
    }  # fmt: skip
    return world.updates.put("my_chat_member", body)


def block(world: World, chat: Chat, reason: str = "blocked") -> None:
    """The bot can no longer send here. A block and a removal are told to the bot; the rest it learns from 403."""
    chat.gone = reason  # type: ignore[assignment]
    if reason in {"blocked", "kicked"}:
        membership(world, chat, next(iter(chat.members), abs(chat.id)), "member", "kicked")


def unblock(world: World, chat: Chat) -> None:
    was, chat.gone = chat.gone, ""
    if was in {"blocked", "kicked"}:
        membership(world, chat, next(iter(chat.members), abs(chat.id)), "kicked", "member")


def migrate(world: World, chat: Chat, new_id: int) -> Chat:
    """A group becomes a supergroup with another id."""
    chat.migrated_to = new_id
    moved = world.group(new_id, chat.name, chat.members, "supergroup")
    person = world.person(next(iter(chat.members), 1)).json()
    base = {"from": person, "date": world.now()}
    world.updates.put(
        "message", {"message_id": chat.next_id(), **base, "chat": chat.json(), "migrate_to_chat_id": new_id}
    )
    world.updates.put(
        "message", {"message_id": moved.next_id(), **base, "chat": moved.json(), "migrate_from_chat_id": chat.id}
    )
    return moved
