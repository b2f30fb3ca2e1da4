"""The settings as people tap and type them: every panel, every button, the same in three languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.callbacks import LIMIT
from bot.people.subscribers import Subscriber
from bot.people.wishes import UNTIL_TOLD
from bot.simulator import acts
from bot.simulator.markup import MAX_TEXT, units
from bot.talk import panels, spoken, wishes, zones
from bot.talk.rhythms import View, coming
from bot.talk.spoken import Heard
from bot.talk.wishes import Refused, Wish, changed
from bot.talk.words import NAMES, say, spelled
from digests.errors import BadInput
from digests.model import LANGS, TOPICS, Lang
from tests.bot.house import OLDEST, Talk
from tests.bot.test_dialogue import kept, told
from tests.bot.test_talk import buttons, group, newsroom, run

TODAY = date(2024, 4, 4)
NOW = datetime(2024, 4, 4, 4, tzinfo=UTC)
LONE = {"more", "from", "chart", "fig", "day"}
"""Buttons whose answers stand below the message that they belong to, which keeps its buttons."""


def of(talk: Talk, chat: int = 1) -> Subscriber:
    reader = talk.people.get(chat)
    assert reader is not None
    return reader


def reader(talk: Talk, lang: Lang, **wishes: Any) -> None:
    talk.app.house.limits.burst = 10_000
    talk.people.save(Subscriber(1, lang, active=True, **wishes))


# The first minute


@pytest.mark.parametrize(("code", "lang", "zone"), [("tg", "tg", "Asia/Dushanbe"), ("ru", "ru", "Europe/Moscow"),
    ("uz", "ru", "Europe/Moscow"), ("en-GB", "en", "Asia/Dushanbe")])  # fmt: skip
def test_one_tap_subscribes_a_stranger_and_says_what_was_guessed(
    tmp_path: Path, code: str, lang: Lang, zone: str
) -> None:
    async def act(talk: Talk) -> None:
        (greeting,) = await talk.say("/start", lang=code)
        place = zones.name_of(zone, lang)
        assert say(lang, "never-asks") in greeting["text"]
        assert say(lang, "example", date=say_day(lang)) + f"\n144 {lang}" in greeting["text"]
        assert say(lang, "subscribe-offer", hour="08:00", zone=place) in greeting["text"]
        assert kept(talk) == 0
        await talk.tap(say(lang, "button-subscribe-daily", hour="08:00"))
        assert of(talk) == Subscriber(1, lang, active=True, zone=zone)
        last = talk.last()
        assert last["message_id"] == greeting["message_id"]
        assert say(lang, "subscribed-guess", zone=place) in last["text"]
        assert {say(lang, f"button-{way}") for way in ("hours", "zone", "language", "settings")} <= set(buttons(last))

    run(tmp_path, act)


def say_day(lang: Lang) -> str:
    return {"tg": "3 апрели соли 2024", "ru": "3 апреля 2024 г.", "en": "3 April 2024"}[lang]


def test_where_no_figure_leads_the_greeting_shows_none(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.server.world.clock.set(NOW - timedelta(days=60))  # type: ignore[attr-defined]
        (greeting,) = await talk.say("/start", lang="en")
        assert "144" not in greeting["text"]
        assert say("en", "nothing-yet") in greeting["text"]

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_a_subscription_that_was_forgotten_is_not_brought_back_by_its_button(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        (greeting,) = await talk.say("/start", lang=lang)
        first = greeting["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        await talk.tap(say(lang, "button-subscribe-daily", hour="08:00"))
        await talk.say("/forget")
        await talk.tap(say(lang, "button-forget-yes"))
        await talk.say("/start", lang=lang)
        await told(talk, greeting["message_id"], first)
        assert kept(talk) == 0
        assert talk.answered[-1]["text"] == say(lang, "button-gone")

    run(tmp_path, act)


def test_subscribe_offers_a_stranger_the_same_and_stores_nothing(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        (offer,) = await talk.say("/subscribe", lang="ru")
        assert say("ru", "subscribe-offer", hour="08:00", zone="Москва") == offer["text"]
        assert kept(talk) == 0
        await talk.tap("Тоҷикӣ")
        assert of(talk) == Subscriber(1, "tg", active=True, zone="Europe/Moscow")

    run(tmp_path, act)


# Every button


def pressed(message: dict[str, Any]) -> list[tuple[str, str]]:
    """(what a button calls, its label) of each button of a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return [(button["callback_data"], button["text"]) for row in rows for button in row if "callback_data" in button]


@pytest.mark.parametrize("lang", LANGS)
def test_every_button_that_can_be_reached_is_answered_and_leads_on(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        talk.app.house.limits.burst = 10_000
        seen: set[str] = set()
        ahead: list[tuple[int, str]] = []
        begun = ["/start", "/settings without крокус, метро", "/settings", "/help"]
        while ahead or begun:
            if not ahead:
                (first,) = await talk.say(begun.pop(0), lang=lang)
                ahead = [(first["message_id"], data) for data, _ in pressed(first)]
            message_id, signed = ahead.pop()
            data = signed.partition(".")[2]
            if data in seen or (data.startswith("forget:") and not data.endswith("no")):
                continue
            seen.add(data)
            assert len(signed.encode()) <= LIMIT
            talk.app.house.tapped._kept.clear()
            talk.posted.clear()
            query = acts.press(talk.world, talk.chat(1), 1, message_id, signed, lang=lang)
            shown = await talk.pump() or [talk.chat(1).messages[message_id]]
            assert query not in talk.world.callbacks, "the phone waits no more"
            assert talk.posted[1:] or talk.answered[-1]["text"], f"{data}: nothing happens"
            for message in shown:
                assert units(message.get("text", "")) <= MAX_TEXT
                ahead += [(message["message_id"], each) for each, _ in pressed(message)]
                way_on = pressed(message) or "/" in message.get("text", "") or data.partition(":")[0] in LONE
                assert way_on, f"{data} leads to {message.get('text')!r} and nothing leads out of it"
        assert len(seen) > 150, "the settings were walked through"
        assert {f"set:{name}" for name in panels.PANELS} <= seen | {"set:main"}

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_every_panel_says_in_words_what_holds_and_has_a_way_back(lang: Lang) -> None:
    full = Subscriber(
        1, lang, active=True, hours=(8, 14, 20), days=frozenset({0, 3}), topics=frozenset(TOPICS), links=True,
        always=True, reads=frozenset(LANGS) - {lang}, quiet=(22, 7), silent=True, brief=True, charts=False,
        plain=True, without=tuple(f"{n}" * 40 for n in range(10)), paused=UNTIL_TOLD,
    )  # fmt: skip
    for each in (full, Subscriber(1, lang), Subscriber(1, lang, active=True, cadence="weekly")):
        for name, panel in panels.PANELS.items():
            text, rows = panel(View(each, NOW))
            labels = [button.text for row in rows for button in row]
            assert units(text) <= MAX_TEXT
            assert all(0 < units(label) <= 64 for label in labels), labels
            assert len(set(map(spelled, labels))) == len(labels), "each can be typed"
            assert name == "main" or say(lang, "button-back") in labels
            assert len(text.splitlines()) <= 16


TAPS = [
    ("when", "button-weekly", "cadence", "weekly"), ("when", "button-always-on", "always", True),
    ("hours", "19:00", "hours", (19,)), ("several", "20:00", "hours", (8, 20)),
    ("days", "button-days-work", "days", frozenset(range(5))), ("days", "weekday-3", "days", frozenset({3})),
    ("zone", "zone-moscow", "zone", "Europe/Moscow"), ("places", "UTC+5", "zone", "Etc/GMT-5"),
    ("quiet", "22:00–07:00", "quiet", (22, 7)),
    ("pause", "button-pause-14", "paused", NOW + timedelta(days=14)),
    ("pause", "button-pause-end", "paused", UNTIL_TOLD),
    ("topics", "topic-law", "topics", frozenset({"law"})), ("how", "button-silent-on", "silent", True),
    ("how", "button-brief-on", "brief", True), ("how", "button-charts-off", "charts", False),
    ("how", "button-plain-on", "plain", True), ("privacy", "button-links-on", "links", True),
]  # fmt: skip
WAY = {"hours": "when", "several": "hours", "days": "when", "zone": "when", "places": "zone", "quiet": "when",
       "pause": "when", "topics": "what", "reads": "what", "without": "what"}  # fmt: skip


async def open_panel(talk: Talk, lang: Lang, name: str) -> None:
    """By its buttons, from the summary."""
    if name in WAY:
        await open_panel(talk, lang, WAY[name])
        await talk.tap(say(lang, f"button-{name}"))
    else:
        await talk.say("/settings")
        await talk.tap(say(lang, f"button-panel-{name}"))


@pytest.mark.parametrize("lang", LANGS)
def test_each_wish_is_a_tap_in_one_message_that_edits_itself(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        for panel, label, field, value in TAPS:
            reader(talk, lang)
            await open_panel(talk, lang, panel)
            shown = talk.last()["message_id"]
            label_said = label if label[0].isdigit() or label.startswith("UTC") else say(lang, label)
            await talk.tap(label_said[:1].upper() + label_said[1:])  # a button begins so, whatever it is named
            assert getattr(of(talk), field) == value, (panel, label)
            assert talk.last()["message_id"] == shown
        reader(talk, lang)
        await open_panel(talk, lang, "reads")
        other = next(each for each in LANGS if each != lang)
        await talk.tap(NAMES[other])
        assert of(talk).reads == {other}
        await talk.tap(NAMES[other])
        assert of(talk).reads == {lang}, "no other"
        await talk.tap(say(lang, "button-reads-any"))
        assert of(talk).reads == frozenset()
        await talk.tap(say(lang, "button-back"))
        await talk.say(say(lang, "button-language"))
        await talk.tap(NAMES[other])
        assert of(talk).lang == other

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_a_pause_is_told_of_and_ended_by_a_tap(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, lang)
        await talk.say("/settings")
        await talk.tap(say(lang, "button-pause"))
        await talk.tap(say(lang, "button-pause-7"))
        day = {"tg": "11 апрели соли 2024", "ru": "11 апреля 2024 г.", "en": "11 April 2024"}[lang]
        assert say(lang, "pause-until", date=day, hour="09:00") in talk.last()["text"]
        await talk.tap(say(lang, "button-resume"))
        assert of(talk).paused is None
        assert say(lang, "pause-until", date=day, hour="09:00") not in talk.last()["text"]
        await talk.say("/settings")
        await talk.tap(say(lang, "button-unsubscribe"))
        assert not of(talk).active
        await talk.tap(say(lang, "button-subscribe"))
        assert of(talk).active

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_a_pause_without_an_end_is_told_as_one(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, lang)
        (panel,) = await talk.say("/settings pause until I say")
        assert say(lang, "pause-open") in panel["text"]
        (told,) = await talk.say("/mydata")
        assert say(lang, "field-paused", value="open") in told["text"]
        assert "3000" not in told["text"]
        await talk.say("/settings")
        await talk.say(say(lang, "button-resume"))
        assert of(talk).paused is None

    run(tmp_path, act)


# Words instead of taps


TYPED: list[tuple[str, dict[str, Any]]] = [
    ("8", {"hours": (8,)}), ("8 20", {"hours": (8, 20)}), ("8 и 20", {"hours": (8, 20)}),
    ("соати 8 ва 20", {"hours": (8, 20)}), ("7 am and 8 pm", {"hours": (7, 20)}), ("hour 07:30", {"hours": (7,)}),
    ("по будням", {"days": frozenset(range(5))}), ("по будням в 7", {"days": frozenset(range(5)), "hours": (7,)}),
    ("рӯзҳои корӣ соати 7", {"days": frozenset(range(5)), "hours": (7,)}), ("weekends", {"days": frozenset({5, 6})}),
    ("по понедельникам и четвергам", {"days": frozenset({0, 3})}), ("рӯз душанбе", {"days": frozenset({0})}),
    ("раз в неделю", {"cadence": "weekly"}),
    ("ҳафтае як бор", {"cadence": "weekly"}), ("weekly", {"cadence": "weekly"}),
    ("ҳар рӯз соати 9", {"hours": (9,)}), ("every day at 9 pm", {"hours": (21,)}),
    ("Душанбе", {"zone": "Asia/Dushanbe"}), ("Маскав", {"zone": "Europe/Moscow"}), ("GMT+5", {"zone": "Etc/GMT-5"}),
    ("+4:30", {"zone": "Asia/Kabul"}),
    ("шаҳр Хуҷанд", {"zone": "Asia/Dushanbe"}), ("город Бишкек", {"zone": "Asia/Bishkek"}),
    ("zone UTC+3", {"zone": "Etc/GMT-3"}), ("вақти Маскав", {"zone": "Europe/Moscow"}),
    ("quiet 22-7", {"quiet": (22, 7)}), ("тихие часы с 22 до 7", {"quiet": (22, 7)}),
    ("оромӣ аз 10 шаб то 6 субҳ", {"quiet": (22, 6)}), ("тишина нет", {"quiet": None}),
    ("pause two weeks", {"paused": NOW + timedelta(days=14)}), ("пауза 3 дня", {"paused": NOW + timedelta(days=3)}),
    ("танаффус як ҳафта", {"paused": NOW + timedelta(days=7)}), ("пауза пока не скажу", {"paused": UNTIL_TOLD}),
    ("пауза до 15 апреля", {"paused": datetime(2024, 4, 14, 19, tzinfo=UTC)}), ("pause off", {"paused": None}),
    ("topics raids, laws", {"topics": frozenset({"raids", "law"})}), ("темы все", {"topics": frozenset()}),
    ("мавзуъҳо рейдҳо ва қонунҳо", {"topics": frozenset({"raids", "law"})}),
    ("without метро, футбол", {"without": ("метро", "футбол")}), ("бе метро", {"without": ("метро",)}),
    ("ссылки вкл", {"links": True}), ("пайвандҳо не", {"links": None}), ("links on", {"links": True}),
    ("без звука да", {"silent": True}), ("бе садо ҳа", {"silent": True}), ("silent off", {"silent": False}),
    ("графики выкл", {"charts": False}), ("диаграммаҳо не", {"charts": False}), ("кратко вкл", {"brief": True}),
    ("матни оддӣ ҳа", {"plain": True}), ("пустые дни вкл", {"always": True}), ("empty days on", {"always": True}),
    ("забонҳои дигар ҳама", {"reads": frozenset()}), ("twice a day", {"cadence": "twice", "hours": (8, 20)}),
    ("рӯзе ду бор", {"cadence": "twice"}), ("два раза в день в 7 и 19", {"cadence": "twice", "hours": (7, 19)}),
    ("подписка нет", {"active": False}), ("язык таджикский", {"lang": "tg"}), ("забон русӣ", {"lang": "ru"}),
]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_each_wish_can_be_typed_in_any_of_the_languages(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        for text, fields in TYPED:
            reader(talk, lang)
            (said,) = await talk.say(f"/settings {text}")
            found = of(talk)
            assert {name: getattr(found, name) for name in fields} == fields, text
            assert pressed(said), text

    run(tmp_path, act)


@pytest.mark.parametrize("text", ["абракадабра", "кӣ?", "25", "quiet maybe", "pause", "topics", "without", "lang"])
def test_what_cannot_be_read_changes_nothing_and_shows_the_way(tmp_path: Path, text: str) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, "en")
        was = of(talk)
        (said,) = await talk.say(f"/settings {text}")
        assert of(talk) == was
        assert pressed(said)

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_the_words_of_a_button_are_its_tap(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        await talk.say("/start", lang=lang)
        await talk.say(NAMES[lang].upper())
        assert of(talk).lang == lang
        for label in ("subscribe", "panel-how", "silent-on", "back", "panel-when", "hours"):
            await talk.say(say(lang, f"button-{label}").lower())
        await talk.say("19:00")
        assert of(talk) == Subscriber(1, lang, active=True, silent=True, hours=(19,), zone=of(talk).zone)
        assert newsroom(talk).asked == []
        await talk.say(say(lang, "button-back"), forwarded=True)  # another's words
        assert len(newsroom(talk).checked) == 1

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_the_words_of_usual_buttons_are_known_when_none_was_shown(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, lang)
        shown = {}
        for name in ("more", "digest", "figures", "sources", "settings"):
            talk.app.house.shown._kept.clear()
            (said, *_) = await talk.say(say(lang, f"button-{name}"))
            shown[name] = said["text"]
        assert shown["more"] == "second"
        assert shown["digest"].startswith("first daily 2024-04-03")
        assert shown["sources"].startswith("sources")
        assert say(lang, "panel-topics", topics=say(lang, "all-topics")) in shown["settings"]
        assert newsroom(talk).asked == []
        talk.people.forget(1)
        talk.app.house.shown._kept.clear()
        await talk.say(say(lang, "button-subscribe"), lang=lang)
        assert kept(talk) == 0

    run(tmp_path, act)


def test_the_help_is_one_screen_and_what_it_shows_can_be_typed(tmp_path: Path) -> None:
    for lang in LANGS:
        lines = say(lang, "help").splitlines()
        assert len(lines) <= 24
        assert all(len(line) <= 48 for line in lines if line.startswith("/")), "short on a phone"
        shown = [part for line in lines if line.startswith("/settings ") and " – " not in line
                 for part in line.removeprefix("/settings ").split(" · ")]  # fmt: skip
        assert len(shown) >= 10
        for part in shown:
            heard = spoken.read(part, lang, TODAY)
            assert heard is not None, part
            assert heard.wishes, part


@pytest.mark.parametrize("lang", LANGS)
def test_other_languages_are_all_none_or_some(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, lang)
        other = next(each for each in LANGS if each != lang)
        for text, reads in ((f"also {NAMES[other]}", {other}), ("other languages none", {lang}), ("also all", set())):
            (said,) = await talk.say(f"/settings {text}")
            assert of(talk).reads == reads
            assert pressed(said)
        await talk.say("/settings also none")
        await talk.say(f"/settings language {NAMES[other]}")
        assert of(talk).reads == {other}, "their new language alone"
        (told,) = await talk.say("/mydata")
        assert say(other, "field-reads", value="own") in told["text"]

    run(tmp_path, act)


# What is typed into an open panel


@pytest.mark.parametrize(
    ("panel", "text", "field", "value"),
    [
        ("hours", "8 и 20", "hours", (8, 20)), ("several", "7, 19", "hours", (7, 19)),
        ("days", "пн и чт", "days", frozenset({0, 3})), ("days", "душанбе", "days", frozenset({0})),
        ("when", "по выходным", "days", frozenset({5, 6})), ("when", "Казань", "zone", "Europe/Moscow"),
        ("quiet", "с 23 до 6", "quiet", (23, 6)), ("pause", "две недели", "paused", NOW + timedelta(days=14)),
        ("zone", "в Бишкеке", "zone", "Asia/Bishkek"),
        ("without", "Метро, Сити Холл", "without", ("Метро", "Сити Холл")),
    ],
)  # fmt: skip
def test_an_open_panel_takes_what_it_asks_for(tmp_path: Path, panel: str, text: str, field: str, value: Any) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, "ru")
        await open_panel(talk, "ru", panel)
        await talk.say(text)
        assert getattr(of(talk), field) == value
        assert newsroom(talk).asked == []

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("panel", "key"), [("hours", "hour-unknown"), ("quiet", "quiet-unknown"),
    ("pause", "pause-unknown"), ("zone", "city-unknown")])  # fmt: skip
def test_what_an_open_panel_cannot_read_is_said_with_its_buttons(
    tmp_path: Path, panel: str, key: str, lang: Lang
) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, lang)
        was = of(talk)
        await open_panel(talk, lang, panel)
        (said,) = await talk.say("Зурбаган")
        assert said["text"] == say(lang, key)
        assert say(lang, "button-back") in buttons(said)
        assert of(talk) == was

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_a_city_with_a_typing_error_is_asked_back(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, lang)
        await open_panel(talk, lang, "zone")
        (said,) = await talk.say("Новасибирск")
        assert said["text"] == say(lang, "city-near")
        await talk.tap("Новосибирск")
        assert of(talk).zone == "Asia/Novosibirsk"

    run(tmp_path, act)


@pytest.mark.parametrize(("typed", "first"), [("мосва", "Москва"), ("маска", None), ("лондн", "Лондон"),
    ("тошкан", "Тошканд"), ("зурбаган", None), ("ош", None), ("хуҷант", "Хуҷанд")])  # fmt: skip
def test_near_names_are_offered_the_likeliest_first(typed: str, first: str | None) -> None:
    found = [name for name, _ in zones.near(typed)]
    assert len(found) <= zones.MOST_NEAR
    assert first is None or found[0] == first
    assert typed not in {"зурбаган", "ош"} or found == []
    assert typed != "маска" or {"Маскав", "Маскат"} <= set(found)


# Words to leave out


@pytest.mark.parametrize("lang", LANGS)
def test_words_to_leave_out_are_typed_listed_and_taken_off_one_by_one(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, lang)
        await open_panel(talk, lang, "without")
        await talk.say("Крокус, метро")
        await talk.say("футбол")
        assert of(talk).without == ("Крокус", "метро", "футбол")
        await talk.say("КРОКУС")
        assert len(of(talk).without) == 3
        await talk.tap(say(lang, "button-without-drop", word="метро"))
        assert of(talk).without == ("КРОКУС", "футбол")
        (said,) = await talk.say("слово" * 9)
        assert said["text"].startswith(say(lang, "without-long", most=40))
        (said,) = await talk.say(", ".join(f"слово{n}" for n in range(9)))
        assert said["text"].startswith(say(lang, "without-most", most=10))
        assert of(talk).without == ("КРОКУС", "футбол")
        await talk.say("-футбол")
        assert of(talk).without == ("КРОКУС",)
        await talk.say("сколько погибло?")
        assert newsroom(talk).asked[-1][0] == "сколько погибло?"
        await talk.tap(say(lang, "button-back"))
        await talk.say("театр")
        assert newsroom(talk).asked[-1][0] == "театр"
        assert of(talk).without == ("КРОКУС",)

    run(tmp_path, act)


# Limits, groups


@pytest.mark.parametrize("lang", LANGS)
def test_the_limits_of_hours_are_said(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, lang, hours=(6, 7, 8, 9))
        await open_panel(talk, lang, "hours")
        await talk.tap("10:00")
        assert talk.last()["text"].startswith(say(lang, "hours-most", most=4))
        for hour in ("06:00", "07:00", "08:00"):
            await talk.tap(hour)
        assert of(talk).hours == (9,)
        await talk.tap("09:00")
        assert talk.last()["text"].startswith(say(lang, "hours-least"))

    run(tmp_path, act)


def test_in_a_group_a_member_changes_nothing_by_typing(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        chat = group(talk)
        talk.people.save(Subscriber(chat, "en", active=True))
        (refused,) = await talk.say("/settings 20", chat, user=2)
        assert refused["text"] == say("en", "admins-only")
        await talk.say("/settings", chat, user=1)
        (refused,) = await talk.say("@khabar_bot unsubscribe", chat, user=2)
        assert refused["text"] == say("en", "admins-only")
        assert of(talk, chat).active
        await talk.say("/settings 20", chat, user=1)
        assert of(talk, chat).hours == (20,)

    run(tmp_path, act)


# What is pure


FIELDS = st.sampled_from(sorted(wishes.FIELDS))
VALUES = st.sampled_from(
    ["on", "off", "end", "7", "400", "2024-05-01", "22-7", "5-5", "+8", "-8", "8,20", "+law", "-law", "none", "work",
     "all", "+ru", "ru", "Europe/Moscow", "Nowhere", "+слово, ещё", "-слово", "daily", "weekly", "", "#", "99-1"]
)  # fmt: skip


@given(st.lists(st.tuples(FIELDS, VALUES), max_size=8), st.tuples(FIELDS, VALUES))
def test_a_wish_holds_or_is_refused_and_holds_no_more_when_it_comes_twice(
    before: list[tuple[str, str]], last: tuple[str, str]
) -> None:
    reader = Subscriber(1, "en")
    for field, value in before:
        try:
            reader = changed(reader, Wish(field, value), NOW)
        except Refused:
            continue
    try:
        once = changed(reader, Wish(*last), NOW)
    except Refused as refused:
        assert say("en", refused.key, **refused.values)
        return
    assert changed(once, Wish(*last), NOW) == once
    assert once.rhythm.hours == tuple(sorted(set(once.hours)))
    assert len(once.without) <= wishes.MOST_WORDS
    assert once.lang not in once.reads or once.reads == {once.lang}


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_not(text: str) -> None:
    heard = spoken.read(text, "tg", TODAY)
    assert heard is None or isinstance(heard, Heard)
    for wish in heard.wishes if heard else ():
        try:
            changed(Subscriber(1, "tg"), wish, NOW)
        except Refused as refused:
            assert refused.key != "button-gone"


@pytest.mark.parametrize("written", ["[field]\nhours = 8", "field = 3", "[field"])
def test_a_table_of_words_that_cannot_be_read_is_named(tmp_path: Path, written: str) -> None:
    path = tmp_path / "wishes.toml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(BadInput, match=r"wishes\.toml"):
        spoken.load(path)


# Days behind /digest


def test_a_day_without_an_edition_leads_to_the_nearest_ones(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, "en")
        newsroom(talk).quiet = {date(2024, 4, 1), date(2024, 4, 2)}
        (said,) = await talk.say("/digest 1 April")
        assert buttons(said)[:2] == [
            say("en", "digest-newest", date="31 March"),
            say("en", "digest-next", date="3 April"),
        ]
        (said,) = await talk.say("/digest 1 January 2020")
        assert said["text"] == say("en", "digest-gone")
        (day,) = buttons(said)
        assert say("en", "digest-next", date=f"{OLDEST.day} March") == day
        (said,) = await talk.say("/digest 10 April 2024")
        assert said["text"] == say("en", "digest-later")
        await talk.tap("3 April")
        assert talk.last()["text"].startswith("first daily 2024-04-03")
        (said,) = await talk.say("/digest абракадабра")
        assert len(buttons(said)) == 2

    run(tmp_path, act)


def test_the_week_before_the_first_material_leads_to_the_first_one_with_any(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, "en", cadence="weekly")
        (said,) = await talk.say("/digest week of 1 January 2024")
        assert said["text"] == say("en", "digest-gone")
        await talk.tap(say("en", "digest-next", date="24 March"))
        assert talk.last()["text"].startswith("first weekly 2024-03-24")
        (said,) = await talk.say("/digest")
        assert said["text"].startswith("first weekly")
        (said,) = await talk.say("/digest 3 April")  # a day is a day, also for who reads weekly
        assert said["text"].startswith("first daily 2024-04-03")

    run(tmp_path, act)


# What is turned, paused, named


@pytest.mark.parametrize("lang", LANGS)
def test_the_list_of_sources_is_turned_in_its_place(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, lang)
        back, more = say(lang, "button-back"), say(lang, "button-more")
        (first,) = await talk.say("/sources")
        assert first["text"].startswith("sources 0") and buttons(first) == [more]
        for page, shown in ((1, [back, more]), (2, [back])):
            await talk.tap(more)
            turned = talk.last()
            assert turned["message_id"] == first["message_id"]
            assert turned["text"].startswith(f"sources {page}") and buttons(turned) == shown
        (typed,) = await talk.say(back)  # who types what others tap gets it below
        assert typed["text"].startswith("sources 1") and typed["message_id"] != first["message_id"]

    run(tmp_path, act)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [("пауза две недели", "paused", NOW + timedelta(days=14)), ("тишина 22-7", "quiet", (22, 7)),
     ("ссылки вкл", "links", True), ("танаффус 3 рӯз", "paused", NOW + timedelta(days=3)),
     ("silent on", "silent", True)],
)  # fmt: skip
def test_a_setting_by_its_name_needs_no_command_before_it(tmp_path: Path, text: str, field: str, value: Any) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, "ru")
        await talk.say(text)
        assert getattr(of(talk), field) == value

    run(tmp_path, act)


@pytest.mark.parametrize(
    "text", ["пауза в боях", "ссылки на закон", "тишина в Москве", "пауза между рейдами в Москве и области две недели"]
)
def test_words_that_only_begin_like_a_setting_are_asked(tmp_path: Path, text: str) -> None:
    async def act(talk: Talk) -> None:
        reader(talk, "ru")
        before = of(talk)
        (said,) = await talk.say(text)
        assert said["text"].startswith("answer to") and of(talk) == before

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_twice_on_every_day_is_said_without_saying_it_twice(lang: Lang) -> None:
    every = View(Subscriber(1, lang, active=True, cadence="twice", hours=(8, 20)), NOW)
    some = View(Subscriber(1, lang, active=True, cadence="twice", hours=(8, 20), days=frozenset({0})), NOW)
    if lang != "tg":  # there it is one phrase: twice every day
        assert say(lang, "days-all") not in coming(every)
    assert say(lang, "on-weekday-0") in coming(some)
