"""An update, reduced to what handling needs. Names, pictures, contacts, places and forwards are never stored.

What is kept: ids, the kind of chat, when, the text (or what stands under a picture), the button's data and label, a
topic's thread, whether a member left; and of a message of a bot's own that is replied to its text, links and buttons,
since it tells what the reply is about (of a person's own its text, where a reply in a group names a bot). `restore`
fills in what python-telegram-bot insists on (an empty name) and marks a command as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.talk.words import lang_of

ALLOWED_UPDATES = ("message", "callback_query", "inline_query", "my_chat_member")
TEXT_LIMIT = 4096
COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{1,32})?(?=\s|$)")
URL, LABEL = 2048, 256
LINK = "text_link"
BOT_NAMED = re.compile(r"@\w{2,29}bot\b", re.IGNORECASE)
FACES = frozenset({"sticker", "dice"})
FACE = "🙂"
"""What a sticker or a die says, and no more is kept of it: it is answered as the typed one is."""
CHAT_TYPES = frozenset({"private", "group", "supergroup", "channel"})

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reduced:
    """`chat_id` is the lane in which updates are handled in order; `body` is None for what nobody handles."""

    update_id: int
    chat_id: int | None
    body: dict[str, Any] | None


class Malformed(Exception):
    """Not an update as Telegram words them."""


def update_id_of(update: object) -> int | None:
    """The id of anything that has one."""
    found = update.get("update_id") if isinstance(update, Mapping) else None
    return found if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 2**63 else None


def reduce(update: Json) -> Reduced:
    """What is kept of `update`. Raises Malformed where it is not one, whatever it is made of."""
    update_id = update_id_of(update)
    if update_id is None:
        raise Malformed("no update_id")
    for kind in ALLOWED_UPDATES:
        part = update.get(kind)
        if part is not None:
            try:
                chat_id, body = READERS[kind](part)
            except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
                raise Malformed(f"{kind}: {type(error).__name__}") from None
            return Reduced(update_id, chat_id, {kind: body})
    return Reduced(update_id, None, None)


def _message(part: Json) -> tuple[int, dict[str, Any]]:
    chat = _chat(part["chat"])
    body: dict[str, Any] = {"message_id": _whole(part["message_id"]), "date": _whole(part["date"]), "chat": chat}
    sender = part.get("from")
    if sender:
        body["from"] = _sender(sender)
    if part.get("sender_chat"):  # an admin who writes as the group itself
        body["sender_chat"] = _chat(part["sender_chat"])
    if isinstance(part.get("text"), str):
        body["text"] = _text(part["text"], TEXT_LIMIT)
    elif FACES & set(part):
        body["text"] = FACE
    if part.get("forward_origin"):  # that it was forwarded, never from whom
        body["forwarded"] = True
    if isinstance(part.get("caption"), str) and "text" not in body:
        # A channel's post is a picture with words under it; words under one's own picture may be such a post.
        body["text" if "forwarded" in body else "caption"] = _text(part["caption"], TEXT_LIMIT)
    body |= _topic(part)
    for field in ("migrate_to_chat_id", "migrate_from_chat_id"):
        if field in part:
            body[field] = _whole(part[field])
    replied = part.get("reply_to_message")
    if replied and replied.get("from"):
        body["reply_to_message"] = {
            "message_id": _whole(replied["message_id"]), "date": 0, "chat": chat,
            "from": {"id": _whole(replied["from"]["id"])}, **_own_words(replied, shown=names_bot(body)),
        }  # fmt: skip
    return chat["id"], body


def names_bot(body: Json) -> bool:
    """Whether a group's message is put to a bot: what it replies to is then shown to that bot on purpose."""
    return body["chat"]["type"] in {"group", "supergroup"} and BOT_NAMED.search(body.get("text", "")) is not None


def _own_words(replied: Json, *, shown: bool) -> dict[str, Any]:
    """What a bot had said: text, links, buttons; of what a person said the text alone, and only where they show it."""
    text = replied.get("text", replied.get("caption"))
    if not isinstance(text, str):
        return {}
    if replied["from"].get("is_bot") is not True:
        return {"text": _text(text, TEXT_LIMIT)} if shown else {}
    links = [
        {"type": LINK, "offset": _whole(one["offset"]), "length": _whole(one["length"]), "url": _text(one["url"], URL)}
        for one in replied.get("entities", replied.get("caption_entities")) or ()
        if one.get("type") == LINK
    ]
    return {"text": _text(text, TEXT_LIMIT), "entities": links, **_buttons(replied, lambda _: True)}


def _buttons(message: Json, wanted: Callable[[Json], bool]) -> dict[str, Any]:
    """The buttons under a message that call back, one a row; none where there are none."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard") or ()
    found = [
        [{"text": _text(button["text"], LABEL), "callback_data": _text(button["callback_data"], 64)}]
        for row in rows
        for button in row
        if "callback_data" in button and wanted(button)
    ]
    return {"reply_markup": {"inline_keyboard": found}} if found else {}


def _callback(part: Json) -> tuple[int, dict[str, Any]]:
    sender = _sender(part["from"])
    body: dict[str, Any] = {"id": _text(part["id"], 64), "from": sender, "chat_instance": "0"}
    lane: int = sender["id"]
    message = part.get("message")
    if message:
        chat = _chat(message["chat"])
        lane = chat["id"]
        place = {"message_id": _whole(message["message_id"]), "date": _whole(message["date"]), "chat": chat}
        pressed = _buttons(message, lambda button: button["callback_data"] == part.get("data"))
        body["message"] = place | _topic(message) | pressed
    if isinstance(part.get("inline_message_id"), str):
        body["inline_message_id"] = _text(part["inline_message_id"], 64)
    if isinstance(part.get("data"), str):
        body["data"] = _text(part["data"], 64)
    return lane, body


def _inline(part: Json) -> tuple[int, dict[str, Any]]:
    sender = _sender(part["from"])
    return sender["id"], {
        "id": _text(part["id"], 64),
        "from": sender,
        "query": _text(part.get("query", ""), 256),
        "offset": _text(part.get("offset", ""), 64),
    }


def _member(part: Json) -> tuple[int, dict[str, Any]]:
    chat = _chat(part["chat"])
    return chat["id"], {
        "chat": chat,
        "from": {"id": _whole(part["from"]["id"])},
        "date": _whole(part["date"]),
        "old": _status(part["old_chat_member"]),
        "new": _status(part["new_chat_member"]),
    }


def _status(part: Json) -> str:
    """Who is restricted may be in the chat or out of it."""
    status = _text(part["status"], 16)
    return "left" if status == "restricted" and not part.get("is_member", True) else status


def _chat(part: Json) -> dict[str, Any]:
    kind = str(part["type"])
    if kind not in CHAT_TYPES:
        raise ValueError("chat type")
    return {"id": _whole(part["id"]), "type": kind}


def _topic(part: Json) -> dict[str, Any]:
    """Where in a forum a message stands, so that the answer comes there too."""
    if not part.get("is_topic_message"):
        return {}
    return {"is_topic_message": True, "message_thread_id": _whole(part["message_thread_id"])}


def _sender(part: Json) -> dict[str, Any]:
    """A person's id, and in which of our languages a newcomer is greeted; not what their Telegram is set to."""
    sender: dict[str, Any] = {"id": _whole(part["id"])}
    code = part.get("language_code")
    if isinstance(code, str):
        sender["lang"] = lang_of(code)
    return sender


def _text(value: object, limit: int) -> str:
    """At most `limit` characters; half a surrogate pair, which no database takes, becomes a question mark."""
    return str(value)[:limit].encode("utf-8", "replace").decode("utf-8")


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**53:
        raise ValueError("not a whole number")
    return value


RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_pin_messages", "can_manage_topics", "can_send_messages",
    "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos", "can_send_video_notes",
    "can_send_voice_notes", "can_send_polls", "can_send_other_messages", "can_add_web_page_previews",
    "can_edit_tag", "can_react_to_messages",
)  # fmt: skip
"""What python-telegram-bot insists on for administrators and restricted members. None of it is kept or used."""

READERS = {"message": _message, "callback_query": _callback, "inline_query": _inline, "my_chat_member": _member}


def left(body: Json) -> int | None:
    """The chat that blocked the bot or put it out, if this is such an update."""
    member = body.get("my_chat_member")
    return int(member["chat"]["id"]) if member and member["new"] in {"kicked", "left"} else None


def heard(body: Json) -> int | None:
    """The chat in which the bot was written to, or which let it in: it can be reached."""
    for kind in ("message", "my_chat_member"):
        if kind in body:
            return int(body[kind]["chat"]["id"])
    message = body.get("callback_query", {}).get("message")
    return int(message["chat"]["id"]) if message else None


def migrated(body: Json) -> tuple[int, int] | None:
    """(old id, new id) where a group became a supergroup."""
    message = body.get("message")
    if message and "migrate_to_chat_id" in message:
        return message["chat"]["id"], message["migrate_to_chat_id"]
    return None


def restore(update_id: int, body: Json) -> dict[str, Any]:
    """The update as python-telegram-bot's `Update.de_json` takes it."""
    (kind, part), *_ = body.items()
    if kind == "my_chat_member":
        return {
            "update_id": update_id,
            kind: {
                "chat": dict(part["chat"]), "from": _person(part["from"]), "date": part["date"],
                "old_chat_member": _membership(part["old"]), "new_chat_member": _membership(part["new"]),
            },
        }  # fmt: skip
    whole = dict(part)
    if "from" in whole:
        whole["from"] = _person(whole["from"])
    if "reply_to_message" in whole:
        whole["reply_to_message"] = {
            **whole["reply_to_message"], "from": _person(whole["reply_to_message"]["from"])
        }  # fmt: skip
    if whole.pop("forwarded", False):
        whole["forward_origin"] = {"type": "hidden_user", "sender_user_name": "", "date": 0}
    command = COMMAND.match(whole.get("text", "")) if kind == "message" else None
    if command:
        whole["entities"] = [{"type": "bot_command", "offset": 0, "length": command.end()}]
    return {"update_id": update_id, kind: whole}


def _membership(status: str) -> dict[str, Any]:
    bot = {"id": 0, "is_bot": True, "first_name": ""}
    inside = {"is_member": status == "restricted"}  # one that is restricted and outside was reduced to "left"
    return {"status": status, "user": bot, "until_date": 0, **inside, **dict.fromkeys(RIGHTS, False)}


def _person(part: Json) -> dict[str, Any]:
    lang = {"language_code": part["lang"]} if "lang" in part else {}
    return {"id": part["id"], "is_bot": False, "first_name": "", **lang}
