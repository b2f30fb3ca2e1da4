"""Who is in a chat: the methods of the Bot API that ask for members, and the one with which the bot leaves."""

from __future__ import annotations

from typing import Any

from bot.simulator.errors import bad_request
from bot.simulator.methods import Params, chat_of, whole
from bot.simulator.rights import MANAGES, standing
from bot.simulator.world import Chat, World

ADMINISTRATORS = {"creator", "administrator"}


def person(world: World, chat: Chat, user_id: int) -> dict[str, Any]:
    """Somebody as a member of the chat."""
    status = chat.members[user_id]
    found = {"user": world.person(user_id).json(), "status": status}
    if status == "creator":
        return {**found, "is_anonymous": False}
    return (
        {**found, "can_be_edited": False, "is_anonymous": False, **dict.fromkeys(MANAGES, False)}
        if (status == "administrator")
        else found
    )


async def get_member(world: World, params: Params) -> Any:
    chat = chat_of(world, params)
    user_id = whole(params, "user_id") or 0
    if user_id == world.bot_id:
        return standing(world, chat)
    if chat.type == "channel" and chat.bot_member != "administrator":
        raise bad_request("member list is inaccessible")
    if user_id not in chat.members:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return person(world, chat, user_id)


async def get_administrators(world: World, params: Params) -> Any:
    chat = chat_of(world, params)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    if chat.type == "channel" and chat.bot_member != "administrator":
        raise bad_request("member list is inaccessible")
    found = [person(world, chat, user) for user, status in chat.members.items() if status in ADMINISTRATORS]
    return [*found, standing(world, chat)] if chat.bot_member == "administrator" else found


async def leave_chat(world: World, params: Params) -> Any:
    """The bot goes; Telegram tells it so as of any change of its own standing."""
    chat = chat_of(world, params)
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    body = {
        "chat": chat.json(), "from": world.me(), "date": world.now(),
        "old_chat_member": standing(world, chat), "new_chat_member": standing(world, chat, "left"),
    }  # fmt: skip
    chat.gone, chat.bot_member = "outside", "left"
    world.updates.put("my_chat_member", body)
    return True
