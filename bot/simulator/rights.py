"""What a bot may do in a group, a forum or a channel, and how Telegram refuses the rest.

The wordings are those of TDLib and of Telegram's servers as telegram-bot-api hands them on.
"""

from __future__ import annotations

import math
import time
from typing import Any

from bot.simulator.errors import bad_request, too_many
from bot.simulator.world import Chat, Message, World

SENDS = {"can_send_messages": "text messages", "can_send_photos": "photos", "can_send_polls": "polls"}
"""A right of a member → what the refusal says it is about."""
MANAGES = (
    "can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members can_promote_members "
    "can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories"
).split()
POSTS = ("can_post_messages", "can_edit_messages")
"""Rights of a channel's administrator."""


def may_send(chat: Chat, right: str) -> None:
    """Raises ApiError where the bot may not put this into the chat now."""
    if chat.type == "channel":
        if chat.bot_member != "administrator" or "can_post_messages" in chat.denied:
            raise bad_request("need administrator rights in the channel chat")
        return
    if chat.type == "private" or chat.bot_member == "administrator":
        return
    if right in chat.denied:
        raise bad_request(f"not enough rights to send {SENDS[right]} to the chat")
    left = chat.wrote + chat.slow - time.monotonic()
    if chat.slow and left > 0:
        raise too_many(math.ceil(left))


def topic_of(chat: Chat, thread: int | None) -> dict[str, Any]:
    """The fields that put a message into a forum topic. Raises ApiError where it is none, or closed."""
    if thread is not None and thread not in (chat.topics or {}):
        raise bad_request("message thread not found")
    if chat.topics is not None and thread in chat.closed and chat.bot_member != "administrator":
        raise bad_request("TOPIC_CLOSED")
    return {} if thread is None else {"message_thread_id": thread, "is_topic_message": True}


def may_edit(chat: Chat, message: Message) -> None:
    """Raises ApiError where the message is not the bot's to edit."""
    lacks = chat.type == "channel" and (chat.bot_member != "administrator" or set(POSTS) <= chat.denied)
    if lacks or message["message_id"] not in chat.own:
        raise bad_request("message can't be edited")


def standing(world: World, chat: Chat, status: str = "") -> dict[str, Any]:
    """The bot as a member of the chat; `status` instead of what it is now."""
    status = status or chat.bot_member
    member: dict[str, Any] = {"user": world.me(), "status": status}
    if status == "administrator":
        posts = dict.fromkeys(POSTS, True) if chat.type == "channel" else {}
        rights = {**dict.fromkeys(MANAGES, True), **posts} | dict.fromkeys(chat.denied, False)
        member |= {"can_be_edited": False, "is_anonymous": False, **rights}
    elif status == "restricted":
        member |= {**member_rights(chat), "is_member": True, "until_date": 0}
    elif status == "kicked":
        member["until_date"] = 0
    return member


def member_rights(chat: Chat) -> dict[str, bool]:
    """`ChatPermissions` and what a restricted member may do."""
    rights = (
        "can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos can_send_video_notes "
        "can_send_voice_notes can_send_polls can_send_other_messages can_add_web_page_previews can_change_info "
        "can_invite_users can_pin_messages can_manage_topics can_edit_tag can_react_to_messages"
    )
    return {right: right not in chat.denied for right in rights.split()}
