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

GROUP, TOPIC = -1001000000100, 77


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
    texts = [(message.get("text") or "", message.get("message_thread_id")) for message in chat.messages.values()]
    return [each for each in texts if each[0]]


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


def note(outbox_post: Post, text: str, chat: int = 1) -> list[dict[str, Any]]:
    """The messages of the bot to a person that say `text`."""
    return [message for message in outbox_post.world.private(chat).messages.values() if message["text"] == text]


def picture(post: Post, key: str, *chats: int, priority: Priority = Priority.DIGEST) -> None:
    call = {"caption": "<b>144</b> people", "parse_mode": "HTML"}
    photo = PhotoRef("p", png())
    post.outbox.put([Message(chat, "sendPhoto", call, priority, key, photo=photo) for chat in chats])


def test_who_runs_a_forum_and_is_known_is_told_of_its_deleted_topic_in_private(tmp_path: Path) -> None:
    post = Post(tmp_path)
    chat = forum(post)
    chat.topics = {}
    post.people.save(Subscriber(1, "en"))
    post.put(GROUP, pages=2)
    post.run()
    assert where(chat) == [("page 0", None), ("page 1", None)]
    (told,) = note(post, say("en", "notice-thread"))
    assert told["reply_markup"]["inline_keyboard"][0][0]["text"] == say("en", "button-open")


def test_a_group_that_is_no_forum_any_more_gets_its_editions_all_the_same(tmp_path: Path) -> None:
    post = Post(tmp_path)
    chat = forum(post)
    chat.topics = None
    post.put(GROUP)
    post.run()
    assert where(chat) == [("page 0", None), (say("ru", "thread-closed"), None)]


def test_where_pictures_are_forbidden_one_group_reads_words_and_the_others_see_them(tmp_path: Path) -> None:
    post = Post(tmp_path)
    chat = forum(post)
    chat.denied = {"can_send_photos"}
    picture(post, "week", GROUP, 5, 6)
    picture(post, "answer", GROUP, priority=Priority.ANSWER)
    post.run()
    assert where(chat).count(("144 people", TOPIC)) == 1  # the edition, in its topic
    assert where(chat).count(("144 people", None)) == 1  # the answer, where it was asked
    assert [text for text, _ in where(chat)].count(say("ru", "photos-closed")) == 1
    assert all("photo" in message for who in (5, 6) for message in post.world.private(who).messages.values())
    chat.denied.clear()
    picture(post, "next", GROUP)
    post.run()
    assert "photo" in list(chat.messages.values())[-1]
    assert post.people.everything_about(GROUP)["notices"] == []


def test_an_edit_that_is_refused_is_said_anew_in_its_own_topic(tmp_path: Path) -> None:
    post = Post(tmp_path)
    chat = forum(post)
    call: dict[str, Any] = {"message_id": 99, "text": "panel", "message_thread_id": TOPIC}
    post.outbox.put([Message(GROUP, "editMessageText", call, Priority.ANSWER, "k")])
    post.run()
    assert where(chat) == [("panel", TOPIC)]
    chat.messages.clear()
    chat.closed = {TOPIC}
    post.outbox.put([Message(GROUP, "editMessageText", call, Priority.ANSWER, "k")])
    post.run()
    assert where(chat) == [("panel", None)]


def test_slow_mode_of_a_group_holds_nobody_else(tmp_path: Path) -> None:
    post = Post(tmp_path)
    chat = forum(post)
    chat.slow = 120
    post.people.save(Subscriber(1, "ru"))
    post.put(GROUP, pages=2)
    post.world.open_chats = True
    post.put(*range(11, 31), pages=2)
    post.run(seconds=2)
    assert len(post.world.journal) == 40 + 1
    assert where(chat) == [("page 0", TOPIC)]
    assert post.governor.held() == 0
    post.governor._rest.clear()  # the two minutes are over
    post.db.execute("DELETE FROM rests")
    chat.slow = 0
    post.run()
    assert where(chat) == [("page 0", TOPIC), ("page 1", TOPIC)]
    assert len(note(post, say("ru", "notice-slow"))) == 1
    assert post.db.state("hold") is None


def test_a_bot_that_everybody_tells_to_slow_down_holds_everything(tmp_path: Path) -> None:
    post = Post(tmp_path)
    post.world.group(-5, "Group", {1: "creator"}, "supergroup")
    forum(post)
    post.world.open_chats = True
    post.world.faults.rules = [Fault.read({"kind": "429", "retry_after": 1, "count": 2})]
    post.put(GROUP, -5)
    post.run()
    assert post.db.state("hold") is not None
    assert len(post.world.journal) >= 2


def test_a_question_that_may_not_be_answered_is_told_to_who_runs_the_group_once(tmp_path: Path) -> None:
    post = Post(tmp_path)
    chat = forum(post)
    chat.denied = {"can_send_messages", "can_send_photos"}
    post.people.save(Subscriber(1, "tg"))
    for n in range(3):
        post.outbox.put([Message(GROUP, "sendMessage", {"text": f"{n}"}, Priority.ANSWER, f"k{n}")])
    post.run()
    assert len(note(post, say("tg", "notice-mute"))) == 1
    assert where(chat) == []
    kept = post.people.get(GROUP)
    assert kept is not None
    assert kept.active


def test_a_chart_comes_with_words_of_its_own(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        await talk.say("/figures Рақам 2")
        (photo,) = await talk.tap("Chart")
        assert photo["caption"].startswith("figure.2 en")

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
