"""The phones of the simulator: who holds them, what is handed on with them, and trouble at a button."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.simulator import cast
from bot.simulator.phones import populate
from bot.simulator.wording import PAGE_WORDS, page_words
from digests.errors import BadInput
from digests.model import LANGS
from tests.bot.house import png
from tests.bot.test_simulator import Caller, run

GROUP, FORUM, CHANNEL, *_ = (place.id for place in cast.load().places)
READER, JOURNALIST, _, EDITOR = (person.id for person in cast.load().people)


def peopled(act: Any) -> None:
    """Run `act` in a simulator with the whole cast."""

    async def with_people(caller: Caller) -> None:
        populate(caller.server.world)
        await act(caller)

    run(with_people)


def newest(caller: Caller, chat: int) -> dict[str, Any]:
    return list(caller.server.world.chats[chat].messages.values())[-1]


# -- who there is


def test_each_person_has_a_language_a_clock_and_chats_and_one_edits() -> None:
    async def act(caller: Caller) -> None:
        page = await caller.control("page")
        people = {person["id"]: person for person in page["people"]}
        assert {person["lang"] for person in people.values()} == set(LANGS)
        assert len({person["zone"] for person in people.values()}) == len(people)
        assert people[JOURNALIST]["zone_name"] == "Екатеринбург"
        assert (people[READER]["name"], people[READER]["about"]) == ("Фирӯз", "хонанда, клавиатураи русӣ")
        kinds = {chat["id"]: (chat["type"], chat.get("is_forum", False), chat["bot"]) for chat in page["chats"]}
        assert kinds[GROUP] == ("supergroup", False, "member")
        assert kinds[FORUM] == ("supergroup", True, "member")
        assert kinds[CHANNEL] == ("channel", False, "left")
        topics = (await caller.control("state", {"chat": FORUM}))["chat"]["topics"]
        assert [topic.get("name") for topic in topics] == [None, "Хабарҳо", "Новости", "Гуфтугӯ"]

    peopled(act)


def test_a_phone_speaks_another_language_from_then_on() -> None:
    async def act(caller: Caller) -> None:
        assert (await caller.control("phone", {"user": READER, "lang": "ru"}))["zone_name"] == "Москва"
        await caller.control("message", {"chat": READER, "text": "/start"})
        (update,) = (await caller.bot("getUpdates"))["result"]
        assert update["message"]["from"]["language_code"] == "ru"
        assert "error" in await caller.control("phone", {"user": READER, "lang": "de"})

    peopled(act)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("people = 3", "people"),
        ("", "people: at least one"),
        ("[[people]]\nid = 1", "people 1: name"),
        ('[[people]]\nid = 1\nlang = "tg"\nname = "A"\nabout = "b"\nzone = "Mars/Base"\nusername = "a"', "Mars/Base"),
        ('[[people]]\nid = 1\nlang = "de"\nname = "A"\nabout = "b"\nzone = "UTC"\nusername = "a"', "lang one of"),
        (
            '[[people]]\nid = 1\nlang = "tg"\nname = "A"\nabout = "b"\nzone = "UTC"\nusername = "a"\n'
            '[[chats]]\nid = -1\nkind = "group"\ntitle = "G"\nmembers = { 2 = "creator" }',
            "chats 1: members: nobody has the id 2",
        ),
    ],
)
def test_a_wrong_cast_is_one_line_that_names_the_place(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "simulator.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        cast.load(path)
    assert str(refused.value).startswith(str(path))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_date_is_written_as_its_reader_writes_it() -> None:
    words = page_words()
    assert all(words[lang][name] for lang in LANGS for name in PAGE_WORDS)
    march = {lang: words[lang]["dates"][2].format(day=30, year=2024) for lang in LANGS}
    assert march == {"tg": "30 марти соли 2024", "ru": "30 марта 2024 г.", "en": "30 March 2024"}
    titles = {lang: words[lang]["month-titles"][2].format(year=2024) for lang in LANGS}
    assert titles == {"tg": "марти соли 2024", "ru": "март 2024 г.", "en": "March 2024"}
    assert all(len(words[lang][name].split()) == 7 for lang in LANGS for name in ("weekdays", "weekdays-short"))


# -- handing on


def test_a_forward_takes_its_content_and_names_where_it_is_from() -> None:
    async def act(caller: Caller) -> None:
        keys = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
        sent = await caller.bot("sendMessage", chat_id=READER, text="<b>144</b>", parse_mode="HTML", reply_markup=keys)
        source = {"chat": READER, "message_id": sent["result"]["message_id"]}
        await caller.control("forward", {"chat": FORUM, "user": READER, "thread": 1, "from": source})
        message = newest(caller, FORUM)
        assert (message["text"], message["entities"][0]["type"], message["message_thread_id"]) == ("144", "bold", 1)
        assert message["forward_origin"]["sender_user"]["username"] == "khabar_bot"
        assert (message["from"]["id"], "reply_markup" in message) == (READER, False)
        again = {"chat": FORUM, "message_id": message["message_id"]}
        await caller.control("forward", {"chat": READER, "user": READER, "from": again})
        assert newest(caller, READER)["forward_origin"] == message["forward_origin"]  # whose it was first
        kept = await caller.bot("sendMessage", chat_id=READER, text="x", protect_content=True)
        guarded = {"chat": READER, "message_id": kept["result"]["message_id"]}
        assert "error" in await caller.control("forward", {"chat": GROUP, "user": READER, "from": guarded})

    peopled(act)


def test_a_made_up_post_comes_as_a_channels() -> None:
    async def act(caller: Caller) -> None:
        made = {"title": " Овозаҳо ", "text": "Дар @news 200 нафар"}
        await caller.control("forward", {"chat": READER, "user": READER, "made": made})
        (update,) = (await caller.bot("getUpdates"))["result"]
        origin = update["message"]["forward_origin"]
        assert (origin["type"], origin["chat"]["title"], origin["chat"]["type"]) == ("channel", "Овозаҳо", "channel")
        assert update["message"]["entities"] == [{"type": "mention", "offset": 4, "length": 5}]
        for empty in ({"title": "x", "text": " "}, {"title": "", "text": "x"}):
            assert "error" in await caller.control("forward", {"chat": READER, "user": READER, "made": empty})

    peopled(act)


def test_a_file_of_this_computer_is_fetched_by_the_bot_as_it_was() -> None:
    async def hand(caller: Caller, data: bytes, **query: str) -> dict[str, Any]:
        headers = {"X-Simulator-Token": caller.server.control_token, "Content-Type": "application/octet-stream"}
        about = {"chat": str(EDITOR), "user": str(EDITOR), **query}
        url = f"{caller.server.address}/control/attach"
        async with caller.session.post(url, params=about, data=data, headers=headers) as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def fetched(caller: Caller, file_id: str) -> tuple[str, bytes]:
        path = (await caller.bot("getFile", file_id=file_id))["result"]["file_path"]
        async with caller.session.get(f"{caller.server.address}/file/bot1:simulator/{path}") as answer:
            return path, await answer.read()

    async def act(caller: Caller) -> None:
        text = "# Хабар\n".encode()
        await hand(caller, text, name="../хабар.md", kind="text/markdown", caption="нав")
        message = newest(caller, EDITOR)
        assert (message["document"]["file_name"], message["caption"]) == ("../хабар.md", "нав")
        path, data = await fetched(caller, message["document"]["file_id"])
        assert data == text
        assert path.startswith("documents/")
        assert path.endswith(".md")
        await hand(caller, png(), name="a.png", kind="image/png")
        size = newest(caller, EDITOR)["photo"][0]
        assert (size["width"], size["height"]) == (40, 30)
        assert (await fetched(caller, size["file_id"]))[1] == png()
        await hand(caller, b"no picture", name="a.png", kind="image/png")
        assert newest(caller, EDITOR)["document"]["mime_type"] == "image/png"
        assert "error" in await hand(caller, b"", name="a.txt")
        assert (await caller.bot("getFile", file_id="nothing"))["description"] == "Bad Request: invalid file_id"
        async with caller.session.get(f"{caller.server.address}/file/bot1:simulator/documents/none.md") as answer:
            assert answer.status == 404

    peopled(act)


# -- trouble, and its end


def test_trouble_comes_and_goes_at_a_button() -> None:
    async def refusal(caller: Caller, method: str = "sendMessage", **params: Any) -> str:
        return str((await caller.bot(method, **({"chat_id": FORUM, "text": "x"} | params))).get("description", ""))

    async def act(caller: Caller) -> None:
        photo = caller.server.world.picture(png()).file_id
        cases: dict[str, tuple[dict[str, Any], str]] = {
            "flood": ({}, "Too Many Requests: retry after 5"),
            "photos": ({"method": "sendPhoto", "photo": photo}, "not enough rights to send photos to the chat"),
            "topics": ({"message_thread_id": 1}, "TOPIC_CLOSED"),
        }
        for name, (params, words) in cases.items():
            assert await refusal(caller, **params) == ""
            assert (await caller.control("trouble", {"name": name, "on": True}))[name]
            assert words in await refusal(caller, **params)
            assert not any((await caller.control("trouble", {"name": name, "on": False})).values())
            assert await refusal(caller, **params) == ""
        await caller.control("trouble", {"name": "down", "on": True})
        async with caller.session.get(f"{caller.server.address}/bot1:simulator/getMe") as answer:
            assert answer.status == 502
        assert (await caller.control("page"))["troubles"]["down"]
        await caller.control("faults", {"rules": []})
        assert not (await caller.control("page"))["troubles"]["down"]
        assert "error" in await caller.control("trouble", {"name": "earthquake", "on": True})

    peopled(act)


def test_an_administrator_lets_the_bot_into_the_channel_and_a_member_does_not() -> None:
    async def act(caller: Caller) -> None:
        assert not (await caller.bot("sendMessage", chat_id=CHANNEL, text="x"))["ok"]
        order = {"chat": CHANNEL, "status": "administrator"}
        assert "error" in await caller.control("bot", {**order, "user": READER})
        assert (await caller.control("bot", {**order, "user": EDITOR}))["bot"] == "administrator"
        assert (await caller.bot("sendMessage", chat_id=CHANNEL, text="x"))["ok"]
        assert "error" in await caller.control("bot", {"chat": READER, "user": READER, "status": "left"})

    peopled(act)


def test_a_simulator_that_stands_alone_does_not_begin_anew() -> None:
    async def act(caller: Caller) -> None:
        assert not (await caller.control("page"))["anew"]
        assert "error" in await caller.control("reset", {"day": "2024-04-01"})
        assert await caller.control("calendar") == {"days": []}

    peopled(act)


def test_a_page_hears_of_every_chat_in_one_stream() -> None:
    async def act(caller: Caller) -> None:
        told = caller.server.world.watch(None)
        await caller.bot("sendMessage", chat_id=READER, text="a", disable_notification=True)
        await caller.bot("sendMessage", chat_id=GROUP, text="b")
        seen = [told.get_nowait() for _ in range(told.qsize())]
        assert [(event["chat"], event["message"]["text"]) for event in seen] == [(READER, "a"), (GROUP, "b")]
        assert [event["silent"] for event in seen] == [True, False]
        assert (await caller.control("state", {"chat": READER}))["silent"] == [1]

    peopled(act)
