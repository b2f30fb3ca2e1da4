"""The bot's talk, driven through the simulator as a person would."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import HandlingFailed, handle
from bot.context import Memory
from bot.mail.message import Message
from bot.mail.reduced import reduce, restore
from bot.people.callbacks import EVERYBODY
from bot.people.subscribers import Subscriber
from bot.simulator import acts
from bot.simulator.wording import PAGE_WORDS
from bot.talk import menus, zones
from bot.talk.desk.objections import key_of
from bot.talk.keys import copy
from bot.talk.menus import introduce
from bot.talk.words import say
from config import LOCALES
from digests.errors import NotFound, Withheld
from digests.model import LANGS, TOPICS, Lang
from digests.objections import Kind
from tests.bot.house import FakeNewsroom, Talk, talking

TALK = Path(menus.__file__).parent
Act = Callable[[Talk], Awaitable[None]]


def run(folder: Path, act: Act, **settings: Any) -> None:
    async def main() -> None:
        async with talking(folder, **settings) as talk:
            await act(talk)
            assert talk.refused == []

    asyncio.run(main())


def buttons(message: dict[str, Any]) -> list[str]:
    return [button["text"] for row in message["reply_markup"]["inline_keyboard"] for button in row]


def newsroom(talk: Talk) -> FakeNewsroom:
    return cast(FakeNewsroom, talk.app.house.desk._front._make())


async def choose(talk: Talk, name: str = "Тоҷикӣ", chat: int = 1) -> None:
    await talk.say("/start", chat)
    await talk.tap(name, chat)


@pytest.mark.parametrize(("name", "lang"), [("Тоҷикӣ", "tg"), ("Русский", "ru"), ("English", "en")])
def test_a_newcomer_chooses_a_language_and_is_told_what_is_never_asked(tmp_path: Path, name: str, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        (greeting,) = await talk.say("/start")
        assert buttons(greeting)[-3:] == ["Тоҷикӣ", "Русский", "English"]
        assert "144 tg" in greeting["text"]  # a living example
        assert talk.people.get(1) is None  # nothing is kept before a choice
        talk.posted.clear()
        await talk.tap(name)
        assert talk.posted == ["answerCallbackQuery", "editMessageText"]
        said = talk.last()
        assert said["message_id"] == greeting["message_id"]
        assert say(lang, "never-asks") in said["text"]
        assert "2024" in said["text"]
        kept = talk.people.get(1)
        assert kept is not None
        assert (kept.lang, kept.active) == (lang, False)

    run(tmp_path, act)


def test_the_sentences_about_what_is_never_asked_are_those_of_the_rules() -> None:
    assert say("tg", "never-asks") == (
        "Мо ҳеҷ гоҳ ному насаб, рақами телефон, ҳуҷҷат ё пул намепурсем. Агар пурсанд, ин мо нестем."
    )
    assert say("ru", "never-asks") == (
        "Мы никогда не спрашиваем имя, телефон, документы и деньги. Если спросили, это не мы."
    )


def test_subscribing_holds_at_once_and_the_panel_changes_it(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        (panel,) = await talk.say("/subscribe")
        assert "every day at 08:00 (Dushanbe time)" in panel["text"]
        await talk.tap("When")
        await talk.tap("Hours")
        await talk.tap("19:00")
        await talk.tap("Time zone")
        await talk.tap("Moscow")
        await talk.tap("Once a week")
        await talk.tap("Back")
        await talk.tap("What")
        await talk.tap("Topics")
        await talk.tap("Deportations")
        await talk.tap("Back")
        await talk.tap("Back")
        assert "Mondays at 19:00 (Moscow time)" in talk.last()["text"]
        assert "Topics: deportations" in talk.last()["text"]
        kept = talk.people.get(1)
        assert kept is not None
        assert (kept.active, kept.hours, kept.zone, kept.cadence) == (True, (19,), "Europe/Moscow", "weekly")
        assert kept.topics == {"deportations"}
        (told,) = await talk.say("/unsubscribe")
        assert told["text"].startswith("You have unsubscribed")
        kept = talk.people.get(1)
        assert kept is not None
        assert not kept.active

    run(tmp_path, act)


def test_a_typed_city_is_taken_only_when_it_was_asked_for(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "Русский")
        await talk.say("Казань")
        assert newsroom(talk).asked[-1][0] == "Казань"
        await talk.say("/settings")
        await talk.tap("Когда")
        await talk.tap("Часовой пояс")
        (unknown,) = await talk.say("Зурбаган")
        assert unknown["text"].startswith("Такого города")
        await talk.say("казань")
        kept = talk.people.get(1)
        assert kept is not None
        assert kept.zone == "Europe/Moscow"

    run(tmp_path, act)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Душанбе", "Asia/Dushanbe"), ("маскав", "Europe/Moscow"), ("Moscow", "Europe/Moscow"),
        ("санкт-петербург", "Europe/Moscow"), ("Питер", "Europe/Moscow"), ("Нижний Новгород", "Europe/Moscow"),
        ("europe/berlin", "Europe/Berlin"), ("New York", "America/New_York"), ("Хуҷанд", "Asia/Dushanbe"),
        ("UTC+5", "Etc/GMT-5"), ("+3", "Etc/GMT-3"), ("мск+2", "Etc/GMT-5"), ("x", None),
        ("Екатеринбурге", "Asia/Yekaterinburg"),
        ("", None), ("UTC+99", None), ("🦜" * 50, None), ("../../etc/passwd", None), ("в Москве", None),
    ],
)  # fmt: skip
def test_zones_as_people_name_them(typed: str, zone: str | None) -> None:
    assert zones.find(typed) == zone


def test_editions_and_their_neighbours(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        (said,) = await talk.say("/digest")
        assert said["text"] == "first daily 2024-04-03 en []"
        assert buttons(said) == ["More ›", "Sources", "Ask a question", "‹ 2 April", "News of the week"]
        (said,) = await talk.tap("2 April")
        assert said["text"].startswith("first daily 2024-04-02")
        assert "3 April ›" in buttons(said)
        (said,) = await talk.tap("News of the week")
        assert said["text"].startswith("first weekly 2024-03-31")

    run(tmp_path, act)


def test_the_rest_of_an_edition_and_its_sources_come_on_a_tap(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        await talk.say("/digest")
        assert [said["text"] for said in await talk.tap("More ›")] == ["second"]
        assert [said["text"] for said in await talk.tap("Sources")] == ["third"]
        assert "question" in (await talk.tap("Ask a question"))[0]["text"]

    run(tmp_path, act)


def test_a_day_without_news_leads_to_the_newest_one_with_any(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        newsroom(talk).quiet.update({date(2024, 4, 3), date(2024, 4, 2)})
        (said,) = await talk.say("/digest")
        assert said["text"] == "nothing on 2024-04-03"
        assert buttons(said)[0] == "Latest with news: 1 April"
        (said,) = await talk.tap("Latest with news")
        assert said["text"] == "first daily 2024-04-01 en []"

    run(tmp_path, act)


def test_days_without_news_are_told_of_only_if_that_is_wanted(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        await talk.say("/settings")
        await talk.tap("When")
        assert "On a day without news: nothing is sent" in talk.last()["text"]
        await talk.tap("Say when there is no news")
        assert "On a day without news: one line says so" in talk.last()["text"]
        assert talk.people.get(1) == Subscriber(1, "en", always=True)
        await talk.tap("Say nothing on days without news")
        assert talk.people.get(1) == Subscriber(1, "en")

    run(tmp_path, act)


def test_before_the_first_document_the_bot_says_so(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.server.world.clock.set(talk.world.clock.now() - timedelta(days=60))  # type: ignore[attr-defined]
        await choose(talk, "English")
        assert "no documents yet" in talk.last()["text"]
        (said,) = await talk.say("/digest")
        assert "no documents yet" in said["text"]

    run(tmp_path, act)


def test_figures_open_and_show_their_chart(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk)
        (shown,) = await talk.say("/figures")
        assert buttons(shown) == ["Ҳамлаҳо (9)", "Рақамҳои дигар (2)", say("tg", "button-follows")]
        await talk.tap("Ҳамлаҳо")
        assert "figure.0 is 144" in talk.last()["text"] and "Рақам 7 tg" in buttons(talk.last())
        await talk.tap("Боз")
        assert "Рақам 8 tg" in buttons(talk.last())
        await talk.tap(say("tg", "button-themes"))
        await talk.tap("Рақамҳои дигар")
        (one,) = await talk.tap("Рақам 9")
        assert one["text"] == "figure.9 tg links=False"
        (photo,) = await talk.tap("Диаграмма")
        assert photo["photo"][0]["width"] == 40

    run(tmp_path, act)


def test_a_question_its_copy_button_and_a_follow_up(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        (answer,) = await talk.say("how many?")
        assert answer["text"] == "answer to how many? links=False"
        copy = answer["reply_markup"]["inline_keyboard"][0][0]
        assert len(copy["copy_text"]["text"]) <= 256
        await talk.say("/settings")
        await talk.tap("Privacy")
        await talk.tap("Links to all sources")
        (answer,) = await talk.say("/ask and injured?")
        assert answer["text"].endswith("links=True")
        assert newsroom(talk).asked[-1] == ("and injured?", "en", {"indicator": "crocus.deaths"})

    run(tmp_path, act)


def test_a_question_that_found_nothing_is_not_remembered(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        newsroom(talk).offers = ("x?",)  # the fake then answers that it has nothing
        await talk.say("am I on the list?")
        assert talk.app.house.memory.get(1) is None
        newsroom(talk).offers = ()
        await talk.say("how many?")
        newsroom(talk).offers = ("x?",)
        await talk.say("weather?")
        assert talk.app.house.memory.get(1) == {"indicator": "crocus.deaths"}

    run(tmp_path, act)


def test_offers_are_asked_by_a_tap(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        newsroom(talk).offers = ("How many were killed?",)
        await talk.say("who?")
        await talk.tap("How many were killed?")
        assert newsroom(talk).asked[-1][0] == "How many were killed?"
        await talk.say("/ask")
        await talk.tap("expelled")
        assert "expelled" in newsroom(talk).asked[-1][0]

    run(tmp_path, act)


def test_what_is_remembered_is_dropped_after_ten_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("bot.context.time.monotonic", lambda: now)
    memory = Memory(2)
    memory.put(1, "a")
    assert memory.get(1) == "a"
    now += 601
    assert memory.get(1) is None
    memory.put(2, "b")
    assert 1 not in memory._kept
    memory.put(3, "c")
    memory.put(4, "d")
    assert [memory.get(key) for key in (2, 3, 4)] == [None, "c", "d"]


def test_mydata_shows_every_field_and_forget_erases_them(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        (none,) = await talk.say("/mydata")
        assert say("tg", "mydata-none") in none["text"]
        await choose(talk, "English")
        await talk.say("/subscribe")
        (shown,) = await talk.say("/mydata")
        assert "48 hours" in shown["text"]
        assert "identifies you" in shown["text"]
        await talk.say("/forget")
        await talk.tap("No, keep it")
        assert talk.people.get(1) is not None
        await talk.say("/forget")
        await talk.tap("Yes, erase everything")
        assert talk.people.everything_about(1) == {}
        assert talk.last()["text"].startswith("Done.")

    run(tmp_path, act)


def test_what_is_no_text_is_not_taken(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        for other in set(acts.OTHER_CONTENT) - {"sticker"}:
            (said,) = await talk.say("", other=other)
            assert "do not take" in said["text"]
            assert "never ask" in said["text"]
        (said,) = await talk.say("/nonsense")
        assert "no such command" in said["text"]
        (said,) = await talk.say("x " * 2000)
        assert "too long" in said["text"]
        assert newsroom(talk).asked == []

    run(tmp_path, act)


@pytest.mark.parametrize("lang", ["tg", "ru"])
def test_a_slash_before_other_letters_makes_no_command(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        (edition,) = await talk.say(f"/{say(lang, 'button-digest')}", lang=lang)
        assert edition["text"].startswith("first daily")
        (said,) = await talk.say("/чанд нафар?", lang=lang)
        assert said["text"].startswith("answer to")
        assert (await talk.say("/", lang=lang))[0]["text"] == say(lang, "ask-how")

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_who_unsubscribes_is_told_that_followed_figures_go_on(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, lang, active=True))
        (alone,) = await talk.say("/stop")
        talk.people.save(Subscriber(1, lang, active=True))
        talk.app.house.follows.follow(1, "figure.1", "")
        (both,) = await talk.say("/unsubscribe")
        assert alone["text"] == say(lang, "unsubscribed")
        assert both["text"] == f"{alone['text']}\n\n{say(lang, 'follows-intro', count=1)}"
        assert say(lang, "button-follows") in buttons(both)

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("typed", "meant"),
    [("/digset", "digest"), ("/setings", "settings"), ("/unsubscrib", "unsubscribe"), ("/hlep", "help"),
     ("/nonsense", ""), ("/desk", ""), ("/held", "help"), ("/channels", ""), ("/chanels", ""), ("/ad", "")],
)  # fmt: skip
def test_a_command_with_a_slip_is_asked_back_and_the_desk_is_no_ones_guess(
    tmp_path: Path, lang: Lang, typed: str, meant: str
) -> None:
    async def act(talk: Talk) -> None:
        (said,) = await talk.say(typed, lang=lang)
        near = say(lang, "unknown-command-near", near=meant)
        assert said["text"] == (near if meant else say(lang, "unknown-command"))

    run(tmp_path, act)


def test_flood_is_told_once_and_then_met_with_silence(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.app.house.limits.burst = 3
        talk.app.house.limits.refill = 0
        said = [await talk.say(f"question {n}") for n in range(8)]
        assert [len(messages) for messages in said] == [1, 1, 1, 1, 0, 0, 0, 0]
        assert said[3][0]["text"] == say("tg", "too-fast")
        assert len(newsroom(talk).asked) == 3
        assert len(await talk.say("question", chat=2)) == 1  # others are not touched

    run(tmp_path, act)


def test_a_forged_or_foreign_button_changes_nothing(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        await choose(talk, "Русский", chat=2)
        mine = talk.app.house.callbacks.sign(1, "lang:en")
        everybodys = talk.app.house.callbacks.sign(EVERYBODY, "lang:en")  # never made: it changes what is stored
        for data in (mine, everybodys, "lang:en", "xxxxxxxxxxx.lang:en", "", "go:nothing"):
            query = acts.press(talk.world, talk.chat(2), 2, talk.last(2)["message_id"], data)
            await talk.pump()
            assert query not in talk.world.callbacks  # answered all the same
        kept = talk.people.get(2)
        assert kept is not None
        assert kept.lang == "ru"

    run(tmp_path, act)


def group(talk: Talk) -> int:
    talk.world.group(-100, "Ҳамватанон", {1: "creator", 2: "member", 3: "administrator"})
    return -100


def test_in_a_group_only_administrators_change_the_settings(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        chat = group(talk)
        (refused,) = await talk.say("/subscribe", chat, user=2)
        assert refused["text"] == say("tg", "admins-only")
        (refused,) = await talk.say("/subscribe", chat, user=1, anonymous=True)
        assert refused["text"] == say("tg", "not-anonymous")
        assert talk.people.get(chat) is None
        await talk.say("/subscribe", chat, user=3)
        assert talk.people.get(chat) is None  # nobody chose a language yet
        await talk.tap("Тоҷикӣ", chat, user=2)
        assert talk.people.get(chat) is None
        await talk.tap("Тоҷикӣ", chat, user=3)
        kept = talk.people.get(chat)
        assert kept is not None
        assert kept.active
        await talk.tap("Танзимот", chat, user=3)
        await talk.tap("Кай", chat, user=3)
        await talk.tap("Ҳафтае", chat, user=2)
        again = talk.people.get(chat)
        assert again is not None
        assert again.cadence == "daily"
        await talk.tap("Ҳафтае", chat, user=1)
        again = talk.people.get(chat)
        assert again is not None
        assert again.cadence == "weekly"

    run(tmp_path, act)


def test_in_a_group_the_bot_answers_only_when_it_is_meant(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        chat = group(talk)
        talk.world.privacy = False
        assert await talk.say("салом ба ҳама", chat, user=2) == []
        assert await talk.say("/figures@other_bot", chat, user=2) == []
        assert await talk.say("/nonsense", chat, user=2) == []
        (answer,) = await talk.say("@khabar_bot чанд нафар?", chat, user=2)
        assert answer["text"].startswith("answer to чанд нафар?")
        assert "reply_to_message" in answer
        (answer,) = await talk.say("захмӣ чанд?", chat, user=2, reply_to=answer["message_id"])
        assert answer["text"].startswith("answer to захмӣ чанд?")
        assert len(await talk.say("/figures@khabar_bot", chat, user=2)) == 1

    run(tmp_path, act)


def test_in_a_forum_answers_stay_in_their_topic(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        here = {"date": 1, "chat": {"id": -100, "type": "supergroup"}, "is_topic_message": True, "message_thread_id": 5}
        sender = {"id": 2, "is_bot": False, "first_name": ""}
        (asked,) = await answered(talk, {"message": {"message_id": 7, "from": sender, "text": "/figures", **here}})
        assert asked.payload["message_thread_id"] == 5
        assert asked.payload["reply_parameters"]["message_id"] == 7
        data = talk.app.house.callbacks.sign(-100, "fig:figure.1")
        query = {"id": "q", "from": sender, "data": data, "message": {"message_id": 8, **here}}
        _, tapped = await answered(talk, {"callback_query": query})
        assert tapped.payload["message_thread_id"] == 5
        assert "reply_parameters" not in tapped.payload

    run(tmp_path, act)


def test_a_tap_under_a_message_that_is_gone_is_answered_anew(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "tg"))
        data = talk.app.house.callbacks.sign(1, "lang:ru::")
        gone = {"message_id": 8, "date": 0, "chat": {"id": 1, "type": "private"}}
        query = {"id": "q", "from": {"id": 1, "is_bot": False, "first_name": ""}, "data": data, "message": gone}
        _, said = await answered(talk, {"callback_query": query})
        assert said.method == "sendMessage"
        assert say("ru", "language-set") in said.payload["text"]

    run(tmp_path, act)


async def answered(talk: Talk, update: dict[str, Any]) -> list[Message]:
    reduced = reduce({"update_id": 1, **update})
    assert reduced.body is not None
    return await handle(talk.app, restore(1, reduced.body))


def test_being_put_into_a_group_is_greeted(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        chat = group(talk)
        acts.membership(talk.world, talk.chat(chat), 1, "left", "member")
        (greeting,) = await talk.pump()
        assert say("tg", "group-greeting").splitlines()[0] in greeting["text"]

    run(tmp_path, act)


def test_inline_cards_carry_no_links(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        async def results(query: str) -> list[dict[str, Any]]:
            asking = asyncio.create_task(acts.ask_inline(talk.world, 1, query))
            await asyncio.sleep(0.05)
            await talk.pump()
            return cast(list[dict[str, Any]], (await asking)["results"])

        empty = await results("")
        assert len(empty) == 10
        cards = await results("Рақам 1")
        assert cards[0]["content"]["text"] == "answer to Рақам 1 links=False"
        assert [card["id"] for card in cards[1:]] == ["fig:figure.1", "fig:figure.10"]
        assert all("links=False" in card["content"]["text"] for card in cards + empty)

    run(tmp_path, act)


@pytest.mark.parametrize(
    ("content", "copied"),
    [
        ("144 · ВҲФ, 30 март · https://a.example/x", "144 · ВҲФ, 30 март · https://a.example/x"),
        ("144 · ВҲФ, 30 март · https://a.example/" + "x" * 250, "144 · ВҲФ, 30 март"),
        ("ҳ" * 300, "ҳ" * 255 + "…"),
        ("word " * 60 + "· https://a.example/", None),
    ],
)
def test_a_copied_figure_never_ends_in_half_an_address(content: str, copied: str | None) -> None:
    text = copy("x", content)["copy_text"]["text"]
    assert len(text) <= 256
    assert copied is None or text == copied


def test_a_failure_is_apologised_for_without_details(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        newsroom(talk).error = RuntimeError("secret 42")
        with pytest.raises(HandlingFailed) as failed:
            await talk.say("question")
        (apology,) = failed.value.apology
        assert apology.payload["text"] == say("tg", "sorry")
        assert "secret" not in str(failed.value)
        newsroom(talk).error = Withheld("…")
        (said,) = await talk.say("question")
        assert said["text"] == say("tg", "withheld")
        newsroom(talk).error = NotFound("…")
        (said,) = await talk.say("question")
        assert said["text"] == say("tg", "nothing-yet")

    run(tmp_path, act)


def test_handling_an_update_again_gives_the_same_keys(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        raw = {
            "update_id": 77,
            "message": {
                "message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "text": "/digest",
                "from": {"id": 1, "is_bot": False, "first_name": ""},
            },
        }  # fmt: skip
        first, again = await handle(talk.app, raw), await handle(talk.app, raw)
        assert first == again
        assert [message.key for message in first] == ["u77:0"]

    run(tmp_path, act)


def test_menus_and_descriptions_stand_in_each_language(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await introduce(talk.app.bot, talk.app.house.editors)
        for lang in LANGS:
            menu = talk.world.commands["all_private_chats", lang]
            desk = {"command": "desk", "description": say(lang, "menu-desk")}
            assert desk not in menu
            channels = {"command": "channels", "description": say(lang, "menu-channels")}
            assert channels not in menu
            assert desk in talk.world.commands["chat:1", lang]
            assert channels in talk.world.commands["chat:1", lang]
            assert {"command": "digest", "description": say(lang, "menu-digest")} in menu
            assert say(lang, "never-asks") in talk.world.descriptions["description", lang]
        known = {name for handler in talk.app.handlers[0] for name in getattr(handler, "names", ())}
        assert {command["command"] for command in talk.world.commands["all_private_chats", ""]} <= known

    run(tmp_path, act, editors="1")


@pytest.mark.parametrize(
    ("hour", "zone", "days"),
    [(8, "Europe/Moscow", "Mondays"), (23, "Europe/Moscow", "Sundays"), (6, "Asia/Kamchatka", "Tuesdays")],
)
def test_the_panel_names_the_day_on_which_the_week_comes(tmp_path: Path, hour: int, zone: str, days: str) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "en", active=True, hours=(hour,), zone=zone, cadence="weekly"))
        (panel,) = await talk.say("/settings")
        assert f"on {days} at {hour:02d}:00" in panel["text"]

    run(tmp_path, act)


DYNAMIC = (
    "topic", "zone", "menu", "field", "page", "button", "ask-example", "source-", "weekday", "on-weekday", "group-",
    "told", "desk-button-", "desk-ask-", "desk-done-", "desk-line-", "desk-by-", "desk-kind-", "desk-conflict-",
    "desk-reason-", "desk-in-", "desk-objects-", "digest-older", "digest-newer",
)  # fmt: skip


def test_every_text_of_the_bot_is_used_and_every_used_text_is_there() -> None:
    rooms = (TALK, TALK / "desk", TALK.parent, TALK.parent / "mail")
    code = "\n".join(path.read_text(encoding="utf-8") for top in rooms for path in top.glob("*.py"))
    for lang in LANGS:
        stored = set(re.findall(r"^bot-([a-z0-9_-]+) =", (LOCALES / f"{lang}.ftl").read_text(encoding="utf-8"), re.M))
        written = set(re.findall(r"[\"']([a-z0-9_-]+)[\"']", code))
        assert {name for name in stored if not name.startswith(DYNAMIC)} <= written | {"never-asks"}
        families = {
            "topic": TOPICS, "zone": zones.CITIES, "menu": {*menus.EDITOR, *menus.GROUP}, "page": PAGE_WORDS,
            "desk-objects": {key_of(kind).removeprefix("desk-objects-") for kind in Kind},
        }  # fmt: skip
        for family, names in families.items():
            assert {name for name in stored if name.startswith(f"{family}-")} == {f"{family}-{name}" for name in names}


def test_a_newcomer_is_greeted_in_the_language_of_their_telegram(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        for n, (code, lang) in enumerate([("ru", "ru"), ("uz", "ru"), ("en-GB", "en"), ("tg", "tg"), ("de", "en")], 20):
            (greeting,) = await talk.say("/start", chat=n, lang=code)
            assert say(cast(Lang, lang), "never-asks") in greeting["text"]

    run(tmp_path, act)


def test_a_chart_is_drawn_once_and_uploaded_under_one_name(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        drawn: list[str] = []
        room = newsroom(talk)
        draw = room.chart
        room.chart = lambda indicator, lang: drawn.append(indicator) or draw(indicator, lang)  # type: ignore[method-assign, func-returns-value]
        await talk.say("/figures")
        await talk.tap("Ҳамлаҳо")
        await talk.tap("Рақам 1")
        for _ in range(3):
            await talk.tap("Диаграмма")
            talk.app.house.tapped = Memory(seconds=3)  # the taps are no double click
        assert drawn == ["figure.1"]
        room.decisions += 1  # an editor may have held what it shows
        await talk.tap("Диаграмма")
        assert drawn == ["figure.1"] * 2

    run(tmp_path, act)


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_gets_an_answer_that_telegram_takes(text: str) -> None:
    async def act(talk: Talk) -> None:
        said = await talk.say(text)
        assert len(said) == 1 or not text.strip()

    with tempfile.TemporaryDirectory() as folder:
        run(Path(folder), act)


def test_a_forwarded_post_is_checked_and_nothing_of_it_is_remembered(tmp_path: Path) -> None:
    post = "«Крокус»: 144 погибших, 551 раненый?"

    async def act(talk: Talk) -> None:
        await choose(talk, "Русский")
        (said,) = await talk.say(post, forwarded=True)
        assert said["text"] == f"{len(post)} characters checked links=False"
        assert newsroom(talk).checked == [(post, "ru")]
        assert newsroom(talk).asked == []
        assert talk.app.house.memory.get(1) is None
        await talk.say(post)  # typed, it is a question
        assert [asked for asked, _, _ in newsroom(talk).asked] == [post]

    run(tmp_path, act)


def test_of_a_forwarded_post_its_words_are_kept_until_it_is_answered_and_not_from_whom() -> None:
    chat = {"id": 1, "type": "private"}
    origin = {"type": "channel", "chat": {"id": -5, "type": "channel", "title": "Secret"}, "message_id": 7, "date": 1}
    message = {"message_id": 1, "date": 1, "chat": chat, "forward_origin": origin, "caption": "144 погибших"}
    body = reduce({"update_id": 1, "message": message}).body
    assert body is not None
    assert body["message"] == {"message_id": 1, "date": 1, "chat": chat, "text": "144 погибших", "forwarded": True}
    assert "Secret" not in str(restore(1, body))
    whole = {key: value for key, value in message.items() if key != "forward_origin"}
    plain = reduce({"update_id": 1, "message": whole}).body
    assert plain is not None
    assert "text" not in plain["message"]  # a picture of one's own is not opened
