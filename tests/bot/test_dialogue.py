"""What people tap and type out of turn: old buttons, double taps, hours and cities, signs that are no question."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.people.subscribers import Subscriber
from bot.simulator import acts
from bot.talk import clocks, zones
from bot.talk.clocks import Clock
from bot.talk.words import say
from digests.model import LANGS, Answer, Lang
from tests.bot.house import Talk
from tests.bot.test_talk import buttons, choose, group, newsroom, run

# /forget forgets


def data_of(talk: Talk, chat: int = 1) -> list[tuple[int, str]]:
    """Every button that was ever shown in a chat."""
    return [
        (message["message_id"], button["callback_data"])
        for message in talk.chat(chat).messages.values()
        for row in message.get("reply_markup", {}).get("inline_keyboard", ())
        for button in row
        if "callback_data" in button
    ]


def kept(talk: Talk) -> int:
    return sum(talk.people.db.number(f"SELECT count(*) FROM {table}") for table in ("subscribers", "threads"))


async def told(talk: Talk, message_id: int, data: str, chat: int = 1, user: int = 0) -> list[dict[str, Any]]:
    """What the phone is told of a tap."""
    query = acts.press(talk.world, talk.chat(chat), user or chat, message_id, data)
    await talk.pump()
    assert query not in talk.world.callbacks, "answered"
    return talk.answered


@pytest.mark.parametrize("lang", LANGS)
def test_after_forget_no_old_button_brings_a_row_back(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        shown: set[tuple[int, str]] = set()
        talk.app.house.limits.burst = 10_000

        async def see(*steps: str) -> None:
            for step in steps:
                await (talk.say(step, lang=lang) if step.startswith("/") else talk.tap(step))
                shown.update(data_of(talk))

        await see("/start", {"tg": "Тоҷикӣ", "ru": "Русский", "en": "English"}[lang], "/subscribe")
        await see(say(lang, "button-panel-when"), say(lang, "button-hours"), "08:00", say(lang, "button-zone"))
        await see(say(lang, "zone-moscow"), say(lang, "button-back"), say(lang, "button-panel-what"))
        await see(say(lang, "button-topics"), say(lang, "topic-law").capitalize(), say(lang, "button-back"))
        await see(say(lang, "button-language"), "/language", "/settings", "/help", "/forget")
        await talk.tap(say(lang, "button-forget-yes"))
        assert kept(talk) == 0
        for greet in (False, True):  # also after a new greeting: its own buttons are the only ones that hold
            if greet:
                await talk.say("/start", lang=lang)
            for message_id, data in sorted(shown):
                kind = data.partition(".")[2].partition(":")[0]
                talk.answered.clear()
                await told(talk, message_id, data)
                assert kept(talk) == 0, data
                if kind in {"lang", "set", "wish", "forget"}:
                    assert talk.answered[0]["text"] == say(lang, "button-gone"), data
        await talk.tap({"tg": "Тоҷикӣ", "ru": "Русский", "en": "English"}[lang])
        assert kept(talk) == 1

    run(tmp_path, act)


def test_nothing_is_stored_of_who_has_not_chosen_a_language(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        for text in ("/subscribe", "/settings", "/unsubscribe", "/mydata", "/forget", "/start fig-figure-1", "UTC+5",
                     "07:30", "/language", "/help", "/digest", "сколько?"):  # fmt: skip
            await talk.say(text)
            assert kept(talk) == 0, text
        await talk.say("/subscribe")
        (panel,) = await talk.tap("English") or [talk.last()]
        assert "every day at 08:00" in panel["text"]  # what was wanted before the language holds after it
        subscriber = talk.people.get(1)
        assert subscriber is not None
        assert (subscriber.lang, subscriber.active) == ("en", True)

    run(tmp_path, act)


def test_a_chat_that_left_is_not_brought_back_by_what_it_left_open(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        await talk.say("/settings")
        await talk.tap("When")
        await talk.tap("Time zone")
        talk.people.forget(1)  # blocked meanwhile: another way to be forgotten
        await talk.say("Moscow")
        assert kept(talk) == 0
        assert newsroom(talk).asked[-1][0] == "Moscow"

    run(tmp_path, act)


def test_mydata_is_in_plain_words(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "en", active=True, hours=(8,), zone="Europe/Moscow"))
        talk.people.db.execute(
            "INSERT INTO issues VALUES (1, 'daily', '2024-03-29', 0, 0), (2, 'weekly', '2024-03-31', 0, 0)"
        )
        talk.people.db.execute(
            "INSERT INTO batches VALUES (1, 'daily:2024-03-29:tg:all:usual', 0, 9e9),"
            " (2, 'weekly:2024-03-31:en:law,raids:links', 0, 9e9)"
        )
        talk.people.db.execute("INSERT INTO deliveries VALUES (1, 1, 1), (2, 1, 2)")
        (said,) = await talk.say("/mydata")
        assert "The next news: 4 April 2024, 08:00." in said["text"]
        assert "News of 29 March 2024 (Тоҷикӣ)" in said["text"]
        assert "News of the week to 31 March 2024 (English: laws, raids)" in said["text"]
        assert "The language you chose: English." in said["text"]
        for raw in ("2024-03", "usual", "Europe/Moscow", "T05", "None", "daily"):
            assert raw not in said["text"]

    run(tmp_path, act)


# Taps


def test_a_triple_tap_sends_one_card(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        (shown,) = await talk.say("/figures Рақам")
        data = shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        for _ in range(3):
            acts.press(talk.world, talk.chat(1), 1, shown["message_id"], data)
        cards = await talk.pump()
        assert len(cards) == 1
        assert talk.posted.count("answerCallbackQuery") >= 3
        await talk.say("/settings")
        await talk.tap("How")
        data = next(data for _, data in data_of(talk) if data.endswith("wish:silent:on"))
        for _ in range(2):  # a button says what holds afterwards, and not "the other way round"
            await told(talk, talk.last()["message_id"], data)
        known = talk.people.get(1)
        assert known is not None
        assert known.silent

    run(tmp_path, act)


def test_every_tap_is_answered_however_fast(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        talk.app.house.limits.burst = 2
        talk.app.house.limits.refill = 0
        (shown,) = await talk.say("/settings")
        data = shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        queries = [acts.press(talk.world, talk.chat(1), 1, shown["message_id"], data) for _ in range(9)]
        await talk.pump()
        assert not [query for query in queries if query in talk.world.callbacks]
        assert talk.answered[-1]["text"] == say("en", "too-fast")

    run(tmp_path, act)


@pytest.mark.parametrize("text", [".", "👍", "???", "12345", "!!!", "…", "07:30", "+", "🙏🙏", "-", "ааа", "хаха"])
def test_a_sign_is_no_question(tmp_path: Path, text: str) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(2, "en"))
        await talk.say("how many?", chat=2)
        (said,) = await talk.say("/ask " + text, chat=2)
        assert said["text"] == say("en", "ask-how")
        assert len(newsroom(talk).asked) == 1

    run(tmp_path, act)


def test_a_sticker_is_answered_as_the_face_that_it_is(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(2, "en"))
        await talk.say("how many?", chat=2)
        (said,) = await talk.say("", chat=2, other="sticker")
        assert said["text"] == say("en", "ask-how")
        assert len(newsroom(talk).asked) == 1

    run(tmp_path, act)


def test_a_date_in_digits_follows_a_question_up(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        await talk.say("24.03.2024")
        assert newsroom(talk).asked[-1][0] == "24.03.2024"

    run(tmp_path, act)


@pytest.mark.parametrize("question", ["What's new?", "Какие новости?", "Чӣ хабар?"])
def test_the_news_asked_for_in_words_are_an_edition_with_its_neighbours(tmp_path: Path, question: str) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "en", links=True))
        room = newsroom(talk)
        edition = room.digest(date(2024, 3, 30), "en")
        room.ask = lambda *_, **__: Answer("en", "passage", "news", edition=edition)  # type: ignore[method-assign]
        (said,) = await talk.say(question)
        assert said["text"] == "news links=True"
        assert buttons(said) == ["More ›", "Sources", "Ask a question", "‹ 29 March", "31 March ›", "News of the week"]

    run(tmp_path, act)


# Hours and cities


async def zone_asked(talk: Talk, lang: Lang = "en") -> None:
    talk.people.save(Subscriber(1, lang))
    await talk.say("/settings")
    await talk.tap(say(lang, "button-panel-when"))
    await talk.tap(say(lang, "button-zone"))


def zone(talk: Talk, chat: int = 1) -> str:
    known = talk.people.get(chat)
    assert known is not None
    return known.zone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("GMT+5", "Etc/GMT-5"), ("gmt-3", "Etc/GMT+3"), ("UTC+5", "Etc/GMT-5"), ("+5", "Etc/GMT-5"),
        ("UTC5", "Etc/GMT-5"),
        ("UTC +05:00", "Etc/GMT-5"), ("UTC−3", "Etc/GMT+3"), ("мск+2", "Etc/GMT-5"), ("UTC", "Etc/UTC"),
        ("+5 GMT", "Etc/GMT-5"), ("5 GMT", None), ("Московское", "Europe/Moscow"), ("омскому", "Asia/Omsk"),
        ("самарское время", "Europe/Samara"), ("русское", None),
        ("+4:30", "Asia/Kabul"), ("UTC+0330", "Asia/Tehran"),
        ("Бишкек", "Asia/Bishkek"), ("Бишкекда", None), ("Хуҷанд", "Asia/Dushanbe"), ("Khujand", "Asia/Dushanbe"),
        ("Худжанд", "Asia/Dushanbe"), ("Хучанд", "Asia/Dushanbe"), ("Xujand", "Asia/Dushanbe"),
        ("Самарқанд", "Asia/Tashkent"), ("Тошканд", "Asia/Tashkent"), ("Samarkand", "Asia/Tashkent"),
        ("Алматы", "Asia/Almaty"), ("Варшаве", "Europe/Warsaw"), ("Кёльн", "Europe/Berlin"),
        ("Munich", "Europe/Berlin"),
        ("Сеул", "Asia/Seoul"), ("Dubai", "Asia/Dubai"), ("Филаделфия", None), ("Узбекистан", "Asia/Tashkent"),
        ("Олмон", "Europe/Berlin"), ("Россия", None), ("Maskav", "Europe/Moscow"), ("Сургут", "Asia/Yekaterinburg"),
        ("новости", None), ("хабар", None), ("+99", None), ("UTC+5:10", None), ("5", None), ("Etc/GMT+5", None),
    ],
)  # fmt: skip
def test_a_zone_is_what_it_is_called(typed: str, kept: str | None) -> None:
    assert zones.find(typed) == kept


@pytest.mark.parametrize(("typed", "kept"), [("в Москве", "Europe/Moscow"), ("дар шаҳри Бишкек", "Asia/Bishkek"),
    ("по московскому времени", "Europe/Moscow"),
    ("г. Санкт-Петербург, Россия", "Europe/Moscow"), ("I live in New York", "America/New_York")])  # fmt: skip
def test_a_city_that_was_asked_for_is_found_among_other_words(typed: str, kept: str) -> None:
    assert zones.find(typed) is None
    assert zones.find(typed, among=True) == kept


@pytest.mark.parametrize(("zone", "name"), [("Etc/GMT-5", "UTC+5"), ("Etc/GMT+3", "UTC−3"), ("Asia/Kabul", "UTC+4:30"),
    ("Asia/Bishkek", "Бишкек"), ("Europe/Moscow", "Москва"), ("Etc/UTC", "UTC")])  # fmt: skip
def test_a_zone_is_shown_as_people_say_it(zone: str, name: str) -> None:
    assert zones.name_of(zone, "ru") == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("07:30", Clock(7, 30)), ("7.30", Clock(7, 30)), ("в 7 утра", Clock(7)), ("7 вечера", Clock(19)),
        ("8pm", Clock(20)),
        ("соати 7-и пагоҳ", Clock(7)), ("7-и бегоҳ", Clock(19)), ("12 ночи", Clock(0)), ("12 дня", Clock(12)),
        ("at noon", Clock(12)), ("соати ҳафт", Clock(7)), ("в семь утра", Clock(7)), ("19", Clock(19)),
        ("19ч.", Clock(19)),
        ("час ночи", Clock(1)), ("в час дня", Clock(13)), ("двадцать один", Clock(21)), ("бисту як", Clock(21)),
        ("один два", None), ("соати ҳафти бегоҳ", Clock(19)), ("ҳар рӯз соати 9", Clock(9)), ("7h30", Clock(7, 30)),
        ("24:00", Clock(0)), ("25:00", None), ("7:75", None), ("24.03", None), ("7 человек", None),
        ("+5", None), ("", None),
    ],
)  # fmt: skip
def test_an_hour_is_read_as_people_type_it(typed: str, kept: Clock | None) -> None:
    assert clocks.find(typed, bare=True) == kept


def test_a_zone_may_be_thought_over(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await zone_asked(talk)
        await talk.tap("Moscow")
        for typed, found in (("UTC+5", "Etc/GMT-5"), ("Khujand", "Asia/Dushanbe"), ("GMT+3", "Etc/GMT-3")):
            await talk.say(typed)
            assert zone(talk) == found
            assert f"({zones.name_of(found, 'en')} time)" in talk.last()["text"]
        await talk.say("07:30")
        assert say("en", "hour-whole", hour="07:00") in talk.last()["text"]
        await talk.say("how many were killed?")
        assert [question for question, _, _ in newsroom(talk).asked] == ["how many were killed?"]

    run(tmp_path, act)


def test_an_unread_zone_or_hour_is_said_and_no_question(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await zone_asked(talk, "ru")
        for typed in ("Зурбаган", "UTC+77", "12345"):
            (said,) = await talk.say(typed)
            assert said["text"] == say("ru", "city-unknown")
        await talk.tap(say("ru", "button-back"))
        await talk.tap(say("ru", "button-hours"))
        for typed in ("рано", "25:00"):
            (said,) = await talk.say(typed)
            assert said["text"] == say("ru", "hour-unknown")
        await talk.say("сколько погибло в Москве")  # is asked, though a city stands in it
        assert [question for question, _, _ in newsroom(talk).asked] == ["сколько погибло в Москве"]
        await talk.say("в 7 утра")
        known = talk.people.get(1)
        assert known is not None
        assert (known.hours, known.zone) == ((7,), "Asia/Dushanbe")

    run(tmp_path, act)


# Groups


def test_a_member_does_not_answer_what_an_administrator_opened(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        chat = group(talk)
        talk.people.save(Subscriber(chat, "en"))
        await talk.say("/settings", chat, user=1)
        await talk.tap("When", chat, user=1)
        await talk.tap("Time zone", chat, user=1)
        await talk.say("@khabar_bot Warsaw", chat, user=2)
        await talk.say("@khabar_bot UTC+9", chat, user=2)
        assert zone(talk, chat) == "Asia/Dushanbe"
        talk.chat(chat).members[1] = "member"  # no longer an administrator when the city comes
        (refused,) = await talk.say("@khabar_bot Warsaw", chat, user=1)
        assert refused["text"] == say("en", "admins-only")
        assert zone(talk, chat) == "Asia/Dushanbe"
        talk.chat(chat).members[1] = "administrator"
        await talk.say("@khabar_bot Warsaw", chat, user=1)
        assert zone(talk, chat) == "Europe/Warsaw"

    run(tmp_path, act)


def test_a_busy_group_does_not_trip_the_limits(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        chat = group(talk)
        talk.world.privacy = False
        for n in range(80):
            for talked in (f"гап {n}", f"/start@other_bot {n}", f"/weather {n}", f"@khabar_bots чӣ гап? {n}"):
                assert await talk.say(talked, chat, user=2) == []
        (said,) = await talk.say("/figures", chat, user=2)
        assert buttons(said)

    run(tmp_path, act)


# Arguments


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/digest 3 апреля", "first daily 2024-04-03"), ("/digest 2024-04-02", "first daily 2024-04-02"),
        ("/digest 1 апрели соли 2024", "first daily 2024-04-01"), ("/digest April 1", "first daily 2024-04-01"),
        ("/news 31.03.2024", "first daily 2024-03-31"), ("/digest", "first daily 2024-04-03"),
        ("/digest сегодня", "first daily 2024-04-03"), ("/digest дирӯз", "first daily 2024-04-03"),
        ("/digest 1 April 2024", "first daily 2024-04-01"), ("/digest 1 апреля 2024 года", "first daily 2024-04-01"),
        ("/digest неделя", "first weekly 2024-03-31"), ("/digest ҳафта", "first weekly 2024-03-31"),
        ("/digest this week", "first weekly 2024-03-31"),
        ("/digest 2020-01-01", say("ru", "digest-gone")),
        ("/digest абракадабра", say("ru", "day-unread", example="3 апреля")),
        ("/figures 10", "figure.10 ru"), ("/figures РАҚАМ", "figure.0 is 144"),
        ("/figures", say("ru", "figures-intro")),
        ("/figures абракадабра", say("ru", "figure-unread")),
        ("/start fig-figure-3", "figure.3 ru"), ("/start fig-figure_3", "figure.3 ru"),
        ("/start FIG-figure-3", "figure.3 ru"),
        ("/start fig-nothing", say("ru", "link-unread")), ("/start x", say("ru", "link-unread")),
    ],
)  # fmt: skip
def test_commands_take_their_arguments_or_say_that_they_cannot(tmp_path: Path, text: str, shown: str) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "ru"))
        said = await talk.say(text)
        assert said[0]["text"].startswith(shown)

    run(tmp_path, act)
