"""What happens in groups, forums and channels: topics, the bot's standing, posts and the groups that discuss them."""

from __future__ import annotations

from typing import Any

from bot.simulator.acts import seen_by_bot
from bot.simulator.rights import standing
from bot.simulator.world import TELEGRAM, Chat, Message, World

TOPIC_EVENTS = {"create": "forum_topic_created", "close": "forum_topic_closed", "reopen": "forum_topic_reopened"}
GENERAL = 1  # the id that Telegram's clients give it; a bot sends there without one


def stand(world: World, chat: Chat, user_id: int, status: str, denied: set[str]) -> int | None:
    """An administrator changes what the bot is and may here; the id of the update it became."""
    was = standing(world, chat)
    if status in {"left", "kicked"}:
        chat.gone = "kicked" if status == "kicked" else "outside"
    elif chat.gone in {"outside", "kicked"}:
        was, chat.gone = standing(world, chat, "left" if chat.gone == "outside" else "kicked"), ""
    chat.bot_member, chat.denied = status, set(denied)
    body = {
        "chat": chat.json(), "from": world.person(user_id).json(), "date": world.now(),
        "old_chat_member": was, "new_chat_member": standing(world, chat),
    }  # fmt: skip
    return world.updates.put("my_chat_member", body)


def forum(world: World, chat: Chat, *, on: bool) -> None:
    """The group gets topics, or loses them."""
    chat.topics = {} if on else None
    chat.closed.clear()
    world.tell(chat.id, {"event": "chat"})


def topic(world: World, chat: Chat, user_id: int, act: str, thread: int | None, name: str = "") -> int:
    """A topic is made, closed, opened again or deleted; `thread` None is General. Returns the topic's id."""
    if chat.topics is None:
        raise ValueError("this group is no forum")
    if act == "create":
        thread = chat.next_id()
        chat.topics[thread] = name or f"Topic {thread}"
    elif act == "delete":
        chat.topics.pop(thread or 0, None)
        chat.closed.discard(thread)
        for gone in [each for each, kept in chat.messages.items() if kept.get("message_thread_id") == thread]:
            del chat.messages[gone]
    elif act == "close":
        chat.closed.add(thread)
    elif act == "reopen":
        chat.closed.discard(thread)
    else:
        raise ValueError(f"no such act: {act}")
    if act in TOPIC_EVENTS:
        _service(world, chat, user_id, thread, {TOPIC_EVENTS[act]: {"name": name, "icon_color": 0} if name else {}})
    world.tell(chat.id, {"event": "chat"})
    return thread or GENERAL


def _service(world: World, chat: Chat, user_id: int, thread: int | None, content: dict[str, Any]) -> None:
    """Service messages reach every bot in the group."""
    place = {} if thread is None else {"message_thread_id": thread, "is_topic_message": True}
    message: Message = {
        "message_id": chat.next_id(), "from": world.person(user_id).json(), "chat": chat.json(), "date": world.now(),
        **place, **content,
    }  # fmt: skip
    chat.keep(message)
    world.tell(chat.id, {"event": "message", "message": message})
    world.updates.put("message", message)


def channel(world: World, chat_id: int, title: str, members: dict[int, str], *, username: str = "") -> Chat:
    """A channel; the bot is not in it yet."""
    chat = world.group(chat_id, title, members, "channel")
    chat.username, chat.bot_member, chat.gone = username.removeprefix("@"), "left", "outside"
    return chat


def post(world: World, chat: Chat, text: str) -> Message:
    """Somebody posts in a channel, which Telegram tells without naming them."""
    message: Message = {
        "message_id": chat.next_id(), "sender_chat": chat.json(), "chat": chat.json(), "date": world.now(),
        "text": text,
    }  # fmt: skip
    chat.keep(message)
    world.tell(chat.id, {"event": "message", "message": message})
    world.updates.put("channel_post", message)
    return relay(world, chat, message)


def relay(world: World, chat: Chat, message: Message) -> Message:
    """A channel's post also appears in its discussion group, in Telegram's own name. Returns the post."""
    group = world.chats.get(chat.linked or 0)
    if chat.type != "channel" or group is None:
        return message
    copied = {key: value for key, value in message.items() if key not in {"reply_markup", "reply_to_message"}}
    origin = {"type": "channel", "chat": chat.json(), "message_id": message["message_id"], "date": message["date"]}
    copy: Message = {
        **copied, "message_id": group.next_id(), "chat": group.json(), "sender_chat": chat.json(),
        "from": {"id": TELEGRAM, "is_bot": False, "first_name": "Telegram"},
        "forward_origin": origin, "is_automatic_forward": True,
    }  # fmt: skip
    group.keep(copy)
    world.tell(group.id, {"event": "message", "message": copy})
    if seen_by_bot(world, group, copy):
        world.updates.put("message", copy)
    return message
