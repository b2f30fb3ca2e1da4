"""The simulator's groups, forums and channels refuse and tell what Telegram's do."""

from __future__ import annotations

from typing import Any

from bot.simulator import acts
from tests.bot.house import png
from tests.bot.test_simulator import Caller, run

GROUP, CHANNEL = -100, -300


async def refusal(caller: Caller, method: str = "sendMessage", **params: Any) -> str:
    """How Telegram refuses; "" where it takes the call."""
    found = await caller.bot(method, **({"chat_id": GROUP, "text": "x"} | params))
    return str(found.get("description", ""))


def kinds(caller: Caller) -> list[str]:
    """What the updates that wait are."""
    return [next(kind for kind in update if kind != "update_id") for update in caller.server.world.updates.waiting]


def test_a_forum_takes_messages_into_topics_that_are_there_and_open() -> None:
    async def act(caller: Caller) -> None:
        assert await refusal(caller, message_thread_id=5) == "Bad Request: message thread not found"
        await caller.control("forum", {"chat": GROUP})
        topic = (await caller.control("topic", {"chat": GROUP, "act": "create", "name": "Хабар"}))["thread"]
        sent = (await caller.bot("sendMessage", chat_id=GROUP, text="x", message_thread_id=topic))["result"]
        assert (sent["message_thread_id"], sent["chat"]["is_forum"]) == (topic, True)
        await caller.control("topic", {"chat": GROUP, "act": "close", "thread": topic})
        assert await refusal(caller, message_thread_id=topic) == "Bad Request: TOPIC_CLOSED"
        assert await refusal(caller) == ""
        await caller.control("topic", {"chat": GROUP, "act": "close"})
        assert await refusal(caller) == "Bad Request: TOPIC_CLOSED"
        await caller.control("topic", {"chat": GROUP, "act": "reopen", "thread": topic})
        assert await refusal(caller, message_thread_id=topic) == ""
        await caller.control("topic", {"chat": GROUP, "act": "delete", "thread": topic})
        assert await refusal(caller, message_thread_id=topic) == "Bad Request: message thread not found"
        state = await caller.control("state", {"chat": GROUP})
        assert state["chat"]["topics"] == [{"thread": None, "closed": True}]

    run(act)


def test_a_bot_without_a_right_is_refused_and_an_administrator_is_not() -> None:
    async def act(caller: Caller) -> None:
        photo = caller.server.world.picture(png()).file_id
        await caller.control("standing", {"chat": GROUP, "status": "restricted", "denied": ["can_send_photos"]})
        assert await refusal(caller) == ""
        lacks = "Bad Request: not enough rights to send photos to the chat"
        assert await refusal(caller, "sendPhoto", photo=photo) == lacks
        me = await caller.bot("getChatMember", chat_id=GROUP, user_id=caller.server.world.bot_id)
        assert (me["result"]["can_send_photos"], me["result"]["can_send_messages"]) == (False, True)
        await caller.control("standing", {"chat": GROUP, "denied": ["can_send_messages"]})
        assert await refusal(caller) == "Bad Request: not enough rights to send text messages to the chat"
        await caller.control("standing", {"chat": GROUP, "status": "administrator"})
        assert await refusal(caller) == ""
        assert kinds(caller) == ["my_chat_member"] * 3

    run(act)


def test_slow_mode_makes_a_member_wait() -> None:
    async def act(caller: Caller) -> None:
        await caller.control("standing", {"chat": GROUP, "slow": 300})
        assert await refusal(caller) == ""
        assert await refusal(caller) == "Too Many Requests: retry after 300"
        assert (await caller.bot("getChat", chat_id=GROUP))["result"]["slow_mode_delay"] == 300

    run(act)


def test_a_channel_takes_posts_from_its_administrators_and_tells_its_group() -> None:
    async def act(caller: Caller) -> None:
        made = {"chat": CHANNEL, "title": "Хабар", "username": "khabar_tj", "members": {"1": "creator"}}
        await caller.control("channel", {**made, "linked": GROUP})
        named = {"chat_id": "@Khabar_TJ"}
        assert await refusal(caller, **named) == "Forbidden: bot is not a member of the channel chat"
        await caller.control("standing", {"chat": CHANNEL, "status": "administrator", "denied": ["can_post_messages"]})
        assert await refusal(caller, **named) == "Bad Request: need administrator rights in the channel chat"
        await caller.control("standing", {"chat": CHANNEL, "denied": []})
        post = (await caller.bot("sendMessage", **named, text="x"))["result"]
        assert "from" not in post
        assert post["sender_chat"]["username"] == "khabar_tj"
        (copy,) = caller.server.world.chats[GROUP].messages.values()
        assert (copy["is_automatic_forward"], copy["from"]["first_name"]) == (True, "Telegram")
        edit = {"message_id": post["message_id"], **named}
        assert await refusal(caller, "editMessageText", **edit, text="y") == ""
        theirs = (await caller.control("post", {"chat": CHANNEL, "text": "ours"}))["message_id"]
        assert "can't be edited" in await refusal(caller, "editMessageText", **named, message_id=theirs, text="y")
        assert kinds(caller) == ["my_chat_member", "my_chat_member", "channel_post"]
        assert (await caller.bot("leaveChat", **named))["ok"]
        assert kinds(caller)[-1] == "my_chat_member"
        assert await refusal(caller, **named) == "Forbidden: bot is not a member of the channel chat"

    run(act)


def test_who_writes_as_a_group_or_channel_has_no_name_and_bots_are_not_heard() -> None:
    async def act(caller: Caller) -> None:
        await caller.control("channel", {"chat": CHANNEL, "members": {"1": "creator"}})
        for more in ({"anonymous": True}, {"as_channel": CHANNEL}):
            await caller.control("message", {"chat": GROUP, "user": 1, "text": "/help", **more})
        senders = [update["message"] for update in caller.server.world.updates.waiting]
        assert [sender["sender_chat"]["id"] for sender in senders] == [GROUP, CHANNEL]
        assert all(sender["from"]["is_bot"] for sender in senders)
        world, chat = caller.server.world, caller.server.world.chats[GROUP]
        picture, update = acts.write(world, chat, 2, "@khabar_bot чӣ?", other="photo")
        assert update is not None
        assert picture["caption_entities"][0]["type"] == "mention"

    run(act)
