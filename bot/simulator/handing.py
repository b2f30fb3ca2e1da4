"""What people hand on: messages of another chat, a made-up post of a channel, a file of this computer."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from bot.simulator.acts import entities_of, write
from bot.simulator.errors import ApiError, bad_request
from bot.simulator.world import Attachment, Chat, Message, World

CARRIED = (
    "text", "entities", "caption", "caption_entities", "photo", "document", "contact", "location", "voice", "sticker",
    "forward_origin",
)  # fmt: skip
"""What a forward takes along: no keyboard, no reply, no topic."""
ELSEWHERE = -1009999999999
"""A channel that is nobody's here."""
LARGEST = 20 * 1024 * 1024  # bytes that a bot may fetch


def forward(
    world: World, source: Chat, message_id: int, chat: Chat, user_id: int, thread: int | None = None
) -> tuple[Message, int | None]:
    """A person forwards a message into `chat`. Raises ValueError where it is gone or may not be forwarded."""
    message = source.messages.get(message_id)
    if message is None or message.get("has_protected_content"):
        raise ValueError(f"no message {message_id} to forward")
    content = {key: message[key] for key in CARRIED if key in message}
    return write(world, chat, user_id, content={"forward_origin": origin(message), **content}, thread=thread)


def origin(message: Message) -> dict[str, Any]:
    """Where a message comes from, as `MessageOrigin` says it."""
    if message["chat"]["type"] == "channel":
        place = {"chat": message["chat"], "message_id": message["message_id"]}
        return {"type": "channel", "date": message["date"], **place}
    if "sender_chat" in message:
        return {"type": "chat", "date": message["date"], "sender_chat": message["sender_chat"]}
    return {"type": "user", "date": message["date"], "sender_user": message["from"]}


def made_up(
    world: World, chat: Chat, user_id: int, title: str, text: str, thread: int | None = None
) -> tuple[Message, int | None]:
    """A person forwards what a channel called `title` is said to have posted. Raises ValueError for an empty one."""
    if not text.strip() or not title.strip():
        raise ValueError("a post has a channel and a text")
    place = {"id": ELSEWHERE, "type": "channel", "title": title.strip()[:128]}
    posted = {"type": "channel", "chat": place, "message_id": 1, "date": world.now()}
    content: Message = {"text": text.strip()[:4096], "forward_origin": posted}
    if marked := entities_of(content["text"]):
        content["entities"] = marked
    return write(world, chat, user_id, content=content, thread=thread)


def attach(
    world: World, chat: Chat, user_id: int, data: bytes, *,
    name: str, kind: str, caption: str = "", thread: int | None = None,
) -> tuple[Message, int | None]:  # fmt: skip
    """A person sends a file: a PNG or JPEG picture as a photo, anything else as a document. Raises ValueError."""
    if not data or len(data) > LARGEST:
        raise ValueError("the file is empty or above 20 MB")
    content = _photo(world, data, kind) or _document(world, data, name, kind)
    return write(world, chat, user_id, caption[:1024], content=content, thread=thread)


def _photo(world: World, data: bytes, kind: str) -> Message | None:
    if not kind.startswith("image/"):
        return None
    try:
        picture = world.picture(data)
    except ApiError:
        return None  # Telegram too keeps as a file what it cannot show
    size = {"width": picture.width, "height": picture.height, "file_size": len(data)}
    return {"photo": [{"file_id": picture.file_id, "file_unique_id": picture.unique, **size}]}


def _document(world: World, data: bytes, name: str, kind: str) -> Message:
    unique = hashlib.sha256(data).hexdigest()[:16]
    ending = re.search(r"\.[A-Za-z0-9]{1,8}$", name)
    path = f"documents/{unique}{ending[0] if ending else ''}"
    sent = Attachment(f"BQAC{unique}", unique, data, name[:255] or "file", kind or "application/octet-stream", path)
    world.attachments[sent.file_id] = sent
    about = {"file_name": sent.name, "mime_type": sent.kind, "file_size": len(data)}
    return {"document": {"file_id": sent.file_id, "file_unique_id": unique, **about}}


def described(world: World, file_id: str) -> dict[str, Any]:
    """`File` of an id. Raises ApiError where there is none."""
    if picture := world.pictures.get(file_id):
        found: Any = picture
        path = f"photos/{picture.unique}.jpg"
    elif attachment := world.attachments.get(file_id):
        found, path = attachment, attachment.path
    else:
        raise bad_request("invalid file_id")
    about = {"file_unique_id": found.unique, "file_size": len(found.data)}
    return {"file_id": file_id, **about, "file_path": path}


def stored(world: World, path: str) -> bytes | None:
    """What lies at the `file_path` of a `File`."""
    for picture in world.pictures.values():
        if path == f"photos/{picture.unique}.jpg":
            return picture.data
    return next((sent.data for sent in world.attachments.values() if sent.path == path), None)
