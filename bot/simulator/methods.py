"""The methods of the Bot API that the bot uses, each a function of the world and the call's parameters."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from bot.simulator.errors import ApiError, bad_request
from bot.simulator.markup import MAX_CAPTION, MAX_TEXT, check_keyboard, formatted, units
from bot.simulator.places import relay
from bot.simulator.rights import may_edit, may_send, member_rights, topic_of
from bot.simulator.world import Chat, Message, World

GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
MAX_DELETED = 100
MAX_PHOTO = 10 << 20  # bytes
ACTIONS = frozenset(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker "
    "find_location record_video_note upload_video_note".split()
)
"""What a bot may be seen doing."""
Params = dict[str, Any]  # text as it came in a query or a form, JSON values as they are, uploads as bytes
Method = Callable[[World, Params], Awaitable[Any]]


def whole(params: Params, name: str, default: int | None = None) -> int | None:
    value = params.get(name)
    if value is None or value == "":
        return default
    try:
        return int(value)
    except (TypeError, ValueError):
        raise bad_request(f"{name} must be an integer") from None


def structure(params: Params, name: str) -> Any:
    """A parameter that is JSON; in a form it arrives as text."""
    value = params.get(name)
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None


def flag(params: Params, name: str) -> bool:
    return str(params.get(name, "")).lower() in {"true", "1", "yes"}


def chat_of(world: World, params: Params) -> Chat:
    value = params.get("chat_id")
    if isinstance(value, str) and value.startswith("@"):
        named = world.named(value)
        if named is None:
            raise bad_request("chat not found")
        return world.destination(named.id)
    return world.destination(whole(params, "chat_id"))


def common(chat: Chat, params: Params, right: str = "can_send_messages") -> dict[str, Any]:
    """What every message may carry: its forum topic, a keyboard and the message it answers; where `right` allows it."""
    may_send(chat, right)
    content = topic_of(chat, whole(params, "message_thread_id"))
    markup = check_keyboard(structure(params, "reply_markup"))
    if markup:
        content["reply_markup"] = markup
    reply = structure(params, "reply_parameters") or {}
    target = whole(reply, "message_id") or whole(params, "reply_to_message_id")
    if target:
        if target in chat.messages:
            content["reply_to_message"] = {
                key: value for key, value in chat.messages[target].items() if key != "reply_to_message"
            }
        elif not (flag(reply, "allow_sending_without_reply") or flag(params, "allow_sending_without_reply")):
            raise bad_request("message to be replied not found")
    if flag(params, "protect_content"):
        content["has_protected_content"] = True
    return content


def quiet(params: Params) -> bool:
    """Whether the message comes without a sound."""
    return flag(params, "disable_notification")


def body(params: Params, name: str, limit: int) -> dict[str, Any]:
    """`text` or `caption` with its entities."""
    prefix = "caption_" if name == "caption" else ""
    plain, entities = formatted(
        str(params.get(name, "") or ""), params.get("parse_mode"), structure(params, f"{prefix}entities"), limit
    )
    content: dict[str, Any] = {name: plain} if plain else {}
    if entities:
        content[f"{prefix}entities"] = entities
    return content


async def get_me(world: World, _: Params) -> Any:
    return {
        **world.me(), "can_join_groups": True, "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": True, "can_connect_to_business": False, "has_main_web_app": False,
    }  # fmt: skip


async def send_message(world: World, params: Params) -> Any:
    chat = chat_of(world, params)
    content = body(params, "text", MAX_TEXT)
    if not content:
        raise bad_request("message text is empty")
    preview = structure(params, "link_preview_options")
    if preview:
        content["link_preview_options"] = preview
    return relay(world, chat, world.send(chat, "sendMessage", content | common(chat, params), quiet(params)))


async def send_photo(world: World, params: Params) -> Any:
    chat = chat_of(world, params)
    photo = params.get("photo")
    if isinstance(photo, str) and photo.startswith("attach://"):
        photo = params.get(photo.removeprefix("attach://"))
    if not photo:
        raise bad_request("there is no photo in the request")
    if isinstance(photo, bytes) and len(photo) > MAX_PHOTO:
        raise ApiError(413, "Request Entity Too Large")
    picture = world.picture(photo) if isinstance(photo, bytes) else world.pictures.get(photo)
    if picture is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    size = {
        "file_id": picture.file_id, "file_unique_id": picture.unique,
        "width": picture.width, "height": picture.height, "file_size": len(picture.data),
    }  # fmt: skip
    content = {"photo": [size], **body(params, "caption", MAX_CAPTION)}
    return relay(
        world, chat, world.send(chat, "sendPhoto", content | common(chat, params, "can_send_photos"), quiet(params))
    )


def own_message(world: World, params: Params) -> tuple[Chat, Message]:
    chat = chat_of(world, params)
    message = chat.messages.get(whole(params, "message_id") or 0)
    if message is None:
        raise bad_request("message to edit not found")
    may_edit(chat, message)
    return chat, message


async def edit(world: World, params: Params, content: dict[str, Any]) -> Any:
    chat, message = own_message(world, params)
    markup = check_keyboard(structure(params, "reply_markup"))
    replaced = {"text", "entities", "caption", "caption_entities"} if content else set()
    changed = {key: value for key, value in message.items() if key not in {*replaced, "reply_markup"}} | content
    if markup and markup.get("inline_keyboard"):
        changed["reply_markup"] = markup
    if changed == {key: value for key, value in message.items() if key != "edit_date"}:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as "
            "a current content and reply markup of the message"
        )
    changed["edit_date"] = world.now()
    chat.messages[message["message_id"]] = changed
    world.counts["edited"] += 1
    world.tell(chat.id, {"event": "message", "message": changed})
    return changed


async def edit_text(world: World, params: Params) -> Any:
    content = body(params, "text", MAX_TEXT)
    if not content:
        raise bad_request("message text is empty")
    if "text" not in own_message(world, params)[1]:
        raise bad_request("there is no text in the message to edit")
    return await edit(world, params, content)


async def edit_caption(world: World, params: Params) -> Any:
    return await edit(world, params, body(params, "caption", MAX_CAPTION) or {"caption": ""})


async def edit_markup(world: World, params: Params) -> Any:
    return await edit(world, params, {})


async def delete_message(world: World, params: Params) -> Any:
    chat = chat_of(world, params)
    message = chat.messages.get(whole(params, "message_id") or 0)
    if message is None:
        raise bad_request("message to delete not found")
    if world.now() - message["date"] > 48 * 3600:
        raise bad_request("message can't be deleted for everyone")
    del chat.messages[message["message_id"]]
    world.tell(chat.id, {"event": "deleted", "message_id": message["message_id"]})
    return True


async def delete_messages(world: World, params: Params) -> Any:
    chosen = structure(params, "message_ids") or []
    if not 1 <= len(chosen) <= MAX_DELETED:
        raise bad_request("message identifiers are not specified" if not chosen else "too many message identifiers")
    for message_id in chosen:
        try:
            await delete_message(world, {**params, "message_id": message_id})
        except ApiError as error:
            if error.code != 400:
                raise
    return True


async def answer_callback(world: World, params: Params) -> Any:
    query = world.callbacks.pop(str(params.get("callback_query_id", "")), None)
    if query is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = str(params.get("text", "") or "")
    if units(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    world.counts["callbacks answered"] += 1
    world.tell(
        query["chat_id"],
        {
            "event": "answered",
            "id": query["id"],
            "text": text,
            "alert": flag(params, "show_alert"),
            "user": query["user"],
            "message_id": query["message_id"],
            "data": query["data"],
        },
    )
    return True


async def answer_inline(world: World, params: Params) -> Any:
    query = world.inline.get(str(params.get("inline_query_id", "")))
    if query is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    results = structure(params, "results") or []
    if len(results) > 50:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [str(result.get("id", "")) for result in results]
    if not all(1 <= len(name.encode()) <= 64 for name in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    ready = []
    for result in results:
        said = result.get("input_message_content") or {}
        text, entities = formatted(
            str(said.get("message_text", "")), said.get("parse_mode"), said.get("entities"), MAX_TEXT
        )
        if not text:
            raise bad_request("message text is empty")
        check_keyboard(result.get("reply_markup"))
        ready.append({**result, "content": {"text": text, **({"entities": entities} if entities else {})}})
    query["results"] = ready
    query["button"] = structure(params, "button")
    query["answered"].set()
    return True


async def get_chat(world: World, params: Params) -> Any:
    chat = chat_of(world, params)
    gifts = dict.fromkeys(GIFTS, False)
    known: dict[str, Any] = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    if chat.type in {"group", "supergroup"}:
        known["permissions"] = member_rights(chat)
    if chat.slow:
        known["slow_mode_delay"] = chat.slow
    if chat.linked:
        known["linked_chat_id"] = chat.linked
    return chat.json() | known


async def chat_action(world: World, params: Params) -> Any:
    chat = chat_of(world, params)
    if params.get("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.tell(chat.id, {"event": "action", "action": str(params.get("action", ""))})
    return True


async def done(_world: World, _: Params) -> Any:
    return True
