"""What Telegram refuses is said otherwise: a picture and an edit in words, a digest beside its closed topic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.mail.outbox import Message, PhotoRef, Priority
from bot.people.subscribers import Subscriber
from bot.simulator.faults import Fault
from bot.simulator.world import Chat
from bot.talk.words import say
from tests.bot.house import Talk, png
from tests.bot.test_sender import Post
from tests.bot.test_talk import choose, run

GROUP, TOPIC = -100, 77


def forum(post: Post) -> Chat:
    """A group that subscribed in a topic; of its administrators one never met the bot."""
    chat = post.world.group(GROUP, "Форум", {1: "creator", 2: "member", 3: "administrator"}, "supergroup")
    chat.topics = {TOPIC: "Хабар"}
    post.world.open_chats = False
    post.world.private(1)
    post.people.save(Subscriber(GROUP, "ru", active=True))
    post.outbox.threads.keep(GROUP, TOPIC)
    return chat


def where(chat: Chat) -> list[tuple[str, int | None]]:
    return [(message["text"], message.get("message_thread_id")) for message in chat.messages.values()]


def test_a_digest_goes_into_the_topic_where_it_was_ordered(tmp_path: Path) -> None:
    post = Post(tmp_path)
    chat = forum(post)
    post.world.private(5)
    post.put(GROUP, 5, pages=2)
    post.run()
    assert where(chat) == [("page 0", TOPIC), ("page 1", TOPIC)]
    assert where(post.world.private(5)) == [("page 0", None), ("page 1", None)]


def test_a_closed_topic_sends_digests_into_general_and_is_told_once(tmp_path: Path) -> None:
    post = Post(tmp_path)
    chat = forum(post)
    chat.closed = {TOPIC}
    post.put(GROUP, pages=2)
    post.run()
    note = (say("ru", "thread-closed"), None)
    assert sorted(where(chat), key=str) == sorted([note, ("page 0", None), ("page 1", None)], key=str)
    chat.messages.clear()
    post.outbox.put([Message(GROUP, "sendMessage", {"text": "tomorrow"}, Priority.DIGEST, "next")])
    post.run()
    assert where(chat) == [("tomorrow", None)]


@pytest.mark.parametrize("words", ["Bad Request: TOPIC_CLOSED", "Bad Request: message thread not found",
                                   "Bad Request: not enough rights to send text messages to the chat"])  # fmt: skip
def test_where_nothing_can_be_written_the_administrators_are_told_once(tmp_path: Path, words: str) -> None:
    post = Post(tmp_path)
    forum(post)
    fault = {"kind": "error", "code": 400, "description": words, "methods": ["sendmessage"], "chat_id": GROUP}
    post.world.faults.rules = [Fault.read(fault)]
    post.put(GROUP, pages=3)
    post.run()
    assert post.texts(1) == [say("ru", "group-closed")]
    assert post.texts(2) == []  # a member runs nothing
    kept = post.people.get(GROUP)
    assert kept is not None
    assert (kept.active, kept.lang) == (False, "ru")  # stopped, its settings kept
    assert not post.outbox.waiting()


def test_a_refused_picture_is_said_in_words(tmp_path: Path) -> None:
    post = Post(tmp_path)
    words = "Bad Request: not enough rights to send photos to the chat"
    post.world.faults.rules = [
        Fault.read({"kind": "error", "code": 400, "description": words, "methods": ["sendphoto"]})
    ]
    call: dict[str, Any] = {"caption": "<b>144</b> people", "parse_mode": "HTML"}
    post.outbox.put([Message(5, "sendPhoto", call, Priority.ANSWER, "k", photo=PhotoRef("p", png()))])
    post.run()
    assert post.texts(5) == ["144 people"]


def test_a_refused_edit_is_said_anew(tmp_path: Path) -> None:
    post = Post(tmp_path)
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "y"}]]}
    call: dict[str, Any] = {"message_id": 99, "text": "<i>panel</i>", "parse_mode": "HTML", "reply_markup": markup}
    post.outbox.put([Message(5, "editMessageText", call, Priority.ANSWER, "k")])
    post.run()
    (message,) = post.world.private(5).messages.values()
    assert (message["text"], message["reply_markup"]) == ("panel", markup)


def test_a_chart_comes_with_words_of_its_own(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        await talk.say("/figures")
        await talk.tap("Рақам 1")
        (photo,) = await talk.tap("Chart")
        assert photo["caption"] == "figure.1 en links=False"

    run(tmp_path, act)


def test_a_subscription_is_kept_with_its_topic_and_forgotten_with_it(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.world.group(GROUP, "Форум", {1: "creator"}, "supergroup").topics = {TOPIC: "Хабар", 5: "Дигар"}
        threads = talk.app.house.threads

        async def there(text: str, thread: int | None) -> list[dict[str, Any]]:
            topic = {"message_thread_id": thread, "is_topic_message": True} if thread else {}
            sender = talk.world.person(1).json()
            body = {
                "message_id": 900,
                "date": 1,
                "chat": talk.chat(GROUP).json(),
                "from": sender,
                "text": text,
                **topic,
            }
            talk.world.updates.put("message", body)
            return await talk.pump()

        await there("/start", TOPIC)
        await talk.tap("English", GROUP, user=1)
        assert threads.of(GROUP) is None
        await there("/subscribe", TOPIC)
        assert threads.of(GROUP) == TOPIC
        said = await there("/digest", 5)
        assert {message["message_thread_id"] for message in said} == {5}
        assert threads.of(GROUP) == TOPIC  # reading elsewhere moves nothing
        await there("/subscribe", None)
        assert threads.of(GROUP) is None
        await there("/subscribe", TOPIC)
        talk.people.migrate(GROUP, -200)
        assert (threads.of(GROUP), threads.of(-200)) == (None, TOPIC)
        assert talk.people.everything_about(-200)["thread"] == TOPIC
        talk.people.forget(-200)
        assert talk.people.everything_about(-200) == {}
        assert threads.of(-200) is None

    run(tmp_path, act)
