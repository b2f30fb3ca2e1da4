"""Replies to what the bot said, understood from the message itself; the same words sent again; that it is typing."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.app import HandlingFailed
from bot.mail.reduced import reduce
from bot.people.subscribers import Subscriber
from bot.simulator import acts
from bot.talk import thinking
from bot.talk.replies import Wanted, wanted
from bot.talk.words import say
from digests.answers.check.checked import Checked
from digests.clock import FixedClock
from digests.model import LANGS, Answer, Lang
from digests.newsroom import Newsroom
from digests.policy import OPEN
from digests.say.locale import load
from tests.bot.house import OPENING, FakeNewsroom, Talk, talking
from tests.bot.test_talk import buttons, group, newsroom, run

Act = Callable[[Talk], Awaitable[None]]


def real(folder: Path, corpus: Path, act: Act) -> None:
    """With a newsroom of the five records."""
    shutil.copytree(corpus, folder / "corpus")

    async def main() -> None:
        clock = FixedClock(OPENING)
        make = lambda: Newsroom(folder / "corpus", clock, policy=OPEN)  # noqa: E731
        async with talking(folder, make) as talk:
            await act(talk)
            assert talk.refused == []

    asyncio.run(main())


def restart(talk: Talk) -> None:
    """All that a restart forgets."""
    house = talk.app.house
    for memory in (house.memory, house.offers, house.waiting, house.greeted, house.tapped, house.refused, house.heard):
        memory._kept.clear()


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("source?", Wanted("source")), ("манбаъ?", Wanted("source")), ("кӣ гуфт?", Wanted("source")),
        ("ки гуфт", Wanted("source")), ("и кто это сказал?", Wanted("source")), ("источник 3", Wanted("source", 3)),
        ("more about 2", Wanted("more", 2)), ("подробнее про 2", Wanted("more", 2)),
        ("дар бораи 2 бештар", Wanted("more", 2)), ("бештар", Wanted("more")), ("[3]", Wanted("more", 3)),
        ("more about the injured", None), ("а в Калуге?", None), ("стало больше раненых?", None),
        ("сколько погибло 24 марта?", None), ("откуда цифра 137?", None), ("", None), ("👍", None),
    ],
)  # fmt: skip
def test_what_a_short_reply_wishes(text: str, wish: Wanted | None) -> None:
    assert wanted(text) == wish


SOURCE: dict[Lang, str] = {"tg": "манбаъ?", "ru": "источник?", "en": "source?"}
SECOND: dict[Lang, str] = {"tg": "дар бораи 2 бештар", "ru": "подробнее про 2", "en": "more about 2"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_reply_to_an_edition_is_about_that_edition_also_after_a_restart(
    tmp_path: Path, curated: Path, lang: Lang
) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, lang))
        (front,) = await talk.say("/digest")
        await talk.say("/help")
        restart(talk)
        said = await talk.say(SOURCE[lang], reply_to=front["message_id"])
        assert said[0]["text"].startswith(load(lang).say("digest-sources"))
        assert all(f"[{n}]" in "\n".join(each["text"] for each in said) for n in (1, 2))
        (second,) = await talk.say(SECOND[lang], reply_to=front["message_id"])
        assert "[2]" in second["text"].split("\n\n")[-1], "what source it is"
        assert len(second["text"].split("\n\n")) > 1, "and what it bears"
        (none,) = await talk.say("77", reply_to=front["message_id"])
        assert none["text"] == say(lang, "reply-no-number", number=77)
        (rest,) = await talk.tap(say(lang, "button-more"))
        (more,) = await talk.say({"tg": "бештар", "ru": "подробнее", "en": "more"}[lang], reply_to=front["message_id"])
        assert more["text"] == rest["text"]

    real(tmp_path, curated, act)


def test_an_edition_is_known_by_its_title_where_no_button_is_left(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "ru"))
        for command, cadence in (("/digest 2 апреля", "2 апреля"), ("/digest неделя", "–")):
            (front,) = await talk.say(command)
            assert cadence in front["text"].split("\n")[0]
            front.pop("reply_markup")
            said = await talk.say("источник?", reply_to=front["message_id"])
            assert said[0]["text"].startswith("Источники\n[1]")

    real(tmp_path, curated, act)


@pytest.mark.parametrize("lang", LANGS)
def test_a_reply_to_an_answer_is_about_that_answer(tmp_path: Path, curated: Path, lang: Lang) -> None:
    asked: dict[Lang, tuple[str, str, str]] = {
        "tg": ("Дар «Крокус» чанд нафар захмӣ шуд?", "ки гуфт?", "ВҲФ"),
        "ru": ("Сколько раненых в «Крокусе»?", "кто сказал?", "МЧС"),
        "en": ("How many were injured at Crocus?", "who said?", "Emergency Situations"),
    }
    question, who, ministry = asked[lang]

    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, lang))
        (answer,) = await talk.say(question)
        (dead,) = await talk.say(say(lang, "ask-example-1"))
        restart(talk)
        (card,) = await talk.say(who, reply_to=answer["message_id"])
        assert ministry in card["text"] and "551" in card["text"]
        (second,) = await talk.say("2", reply_to=answer["message_id"])
        assert second["text"].startswith(say(lang, "reply-sources"))
        assert "382" in second["text"] and "[1]" not in second["text"]
        earlier = {"tg": "24 март чӣ?", "ru": "а 24 марта?", "en": "and on 24 March?"}[lang]
        (follow,) = await talk.say(earlier, reply_to=dead["message_id"])
        assert "137" in follow["text"]

    real(tmp_path, curated, act)


def test_a_reply_to_what_has_no_source_is_a_question_unless_nothing_but_a_source_is_asked_for(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "en"))
        (panel,) = await talk.say("/settings")
        (said,) = await talk.say("source?", reply_to=panel["message_id"])
        assert said["text"].startswith("The source of what?")
        own, _ = acts.write(talk.world, talk.chat(1), 1, "Crocus: 144 [1]")
        await talk.pump()
        await talk.say("who said?", reply_to=own["message_id"])
        assert [asked for asked, _, _ in newsroom(talk).asked] == ["Crocus: 144 [1]", "who said?"]

    run(tmp_path, act)


def test_a_foreign_button_under_a_reply_tells_nothing(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "en"))
        (answer,) = await talk.say("how many?")
        data = talk.app.house.callbacks.sign(2, "more:daily:2024-04-02")
        answer["reply_markup"]["inline_keyboard"] = [[{"text": "x", "callback_data": data}]]
        await talk.say("more", reply_to=answer["message_id"])
        assert [asked for asked, _, _ in newsroom(talk).asked] == ["how many?", "more"]

    run(tmp_path, act)


def test_what_people_wrote_is_not_kept_when_it_is_replied_to() -> None:
    chat = {"id": -5, "type": "supergroup"}
    other = {"message_id": 1, "date": 1, "chat": chat, "from": {"id": 9, "is_bot": False}, "text": "secret words"}
    ours = {**other, "from": {"id": 7, "is_bot": True}, "text": "144 [1]"}
    for replied, kept in ((other, False), (ours, True)):
        message = {
            "message_id": 2,
            "date": 1,
            "chat": chat,
            "from": {"id": 8},
            "text": "?",
            "reply_to_message": replied,
        }
        body = reduce({"update_id": 1, "message": message}).body
        assert body is not None
        assert ("text" in body["message"]["reply_to_message"]) is kept
        assert "secret" not in str(body)


# Offers


def test_offers_stand_right_under_the_line_that_announces_them_and_work_after_a_restart(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "en"))
        newsroom(talk).offers = ("How many were killed?", "x" * 100)
        (said,) = await talk.say("who?")
        assert buttons(said)[:2] == ["How many were killed?", "x" * 59 + "…"]
        restart(talk)
        newsroom(talk).offers = ()
        await talk.tap("How many were killed?")
        assert newsroom(talk).asked[-1][0] == "How many were killed?"
        (gone,) = await talk.tap("xxx")
        assert gone["text"] == say("en", "offer-gone")
        assert buttons(gone) == [say("en", "button-ask")]

    run(tmp_path, act)


# The same again


def test_the_same_words_within_seconds_are_answered_once(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "en"))
        said = [await talk.say("how many?") for _ in range(3)]
        assert [len(each) for each in said] == [1, 0, 0]
        assert len(await talk.say("how many?", chat=2)) == 1, "another person is answered"
        await talk.say("/help")
        assert len(await talk.say("how many?")) == 1, "after something else it is meant"
        said = [await talk.say("/ask how many?") for _ in range(3)]
        assert [len(each) for each in said] == [1, 0, 0]
        talk.app.house.heard._kept.clear()  # seconds later
        assert len(await talk.say("/ask how many?")) == 1
        many = group(talk)
        said = [await talk.say("@khabar_bot how many?", many, user=user) for user in (2, 2, 3)]
        assert [len(each) for each in said] == [1, 0, 1]

    run(tmp_path, act)


def test_what_failed_is_answered_when_it_is_sent_again(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        newsroom(talk).error = RuntimeError("x")
        with pytest.raises(HandlingFailed):
            await talk.say("how many?")
        newsroom(talk).error = None
        assert len(await talk.say("how many?")) == 1

    run(tmp_path, act)


# Typing


class Slow(FakeNewsroom):
    def ask(self, question: str, lang: Lang, **more: Any) -> Answer:
        time.sleep(0.3)
        return super().ask(question, lang, **more)


def test_it_is_shown_typing_while_somebody_waits_and_not_for_a_tap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thinking, "NOTICED", 0.05)

    async def main() -> None:
        async with talking(tmp_path, Slow(FixedClock(OPENING))) as talk:
            talk.people.save(Subscriber(1, "en"))
            seen = talk.world.watch(1)

            def actions() -> list[str]:
                events = [seen.get_nowait() for _ in range(seen.qsize())]
                return [event["action"] for event in events if event["event"] == "action"]

            await talk.say("how many?")
            assert actions() == ["typing"]
            await talk.say("/ask")
            actions()
            await talk.tap("expelled")  # an offer, as slow as a question
            assert actions() == []
            acts.block(talk.world, talk.chat(1), "never started")  # refused: nothing is lost by it
            message = {
                "message_id": 9,
                "date": 1,
                "chat": {"id": 1, "type": "private"},
                "from": {"id": 1},
                "text": "who?",
            }
            assert len(await talk.handled({"message": message})) == 1

    asyncio.run(main())


# Posts


@pytest.mark.parametrize("lang", LANGS)
def test_a_forward_without_figures_is_told_what_the_bot_can_do(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, lang))
        room = newsroom(talk)
        room.post = lambda *_, **__: None  # type: ignore[method-assign]
        (said,) = await talk.say("Дар кӯча ҳама чиз ором аст.", forwarded=True)
        assert said["text"] == say(lang, "post-nothing")
        assert say(lang, "button-digest") in buttons(said)
        assert talk.app.house.memory.get(1) is None
        room.ask = lambda *_, **__: Answer(lang, "help", "turn to a lawyer")  # type: ignore[method-assign]
        (said,) = await talk.say("Писарамро доштанд", forwarded=True)
        assert said["text"].startswith("turn to a lawyer")

    run(tmp_path, act)


def test_long_posts_and_words_under_a_picture_are_checked(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "ru"))
        room = newsroom(talk)
        block = Answer("ru", "figure", "checked")
        room.post = lambda text, lang, **_: Checked(lang, (), block) if "144" in text else None  # type: ignore[method-assign]
        for more in ({"forwarded": True}, {}, {"other": "photo"}, {"other": "photo", "forwarded": True}):
            (said,) = await talk.say("Погибли 144 человека. " * 150, **more)
            assert said["text"].startswith("checked"), more
        (said,) = await talk.say("Просто слова", other="photo")
        assert say("ru", "not-taken") in said["text"]
        (said,) = await talk.say("слова " * 300)
        assert said["text"] == say("ru", "too-long")
        assert room.asked == []

    run(tmp_path, act)


def test_in_a_group_a_post_is_checked_only_if_it_is_meant_for_the_bot(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        chat = group(talk)
        talk.world.privacy = False
        assert await talk.say("144 погибших", chat, user=2, forwarded=True) == []
        (answer,) = await talk.say("@khabar_bot сколько?", chat, user=2)
        (said,) = await talk.say("144 погибших", chat, user=2, forwarded=True, reply_to=answer["message_id"])
        assert "checked" in said["text"]

    run(tmp_path, act)


def test_in_a_group_a_post_of_another_is_checked_when_the_bot_is_named_under_it(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        chat = group(talk)
        post, _ = acts.write(talk.world, talk.chat(chat), 2, "144 погибших", forwarded=True)
        (said,) = await talk.say("@khabar_bot", chat, user=1, reply_to=post["message_id"])
        assert said["text"].startswith("12 characters checked")
        assert await talk.say("смотри", chat, user=1, reply_to=post["message_id"]) == []
        await talk.say("@khabar_bot сколько?", chat, user=1, reply_to=post["message_id"])
        assert newsroom(talk).asked[-1][0] == "сколько?"

    run(tmp_path, act)


def test_a_checked_post_leads_to_its_figures(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "ru"))
        (said,) = await talk.say("При нападении на «Крокус Сити Холл» погибли 137 человек.", forwarded=True)
        assert said["text"].startswith("137: данные устарели.")
        (button, *_) = buttons(said)
        (card,) = await talk.tap(button)
        assert "144" in card["text"]

    real(tmp_path, curated, act)


# What stands on a button, typed


@pytest.mark.parametrize("lang", LANGS)
def test_who_types_a_label_means_its_button(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        await talk.say("/start", lang=lang)
        await talk.say({"tg": "тоҷикӣ", "ru": "русский", "en": "ENGLISH"}[lang])
        known = talk.people.get(1)
        assert known is not None and known.lang == lang
        (day,) = await talk.say("/digest")
        assert (await talk.say(say(lang, "button-more")))[0]["text"] == "second"
        await talk.say("/help")
        restart(talk)
        (third,) = await talk.say(say(lang, "button-sources"), reply_to=day["message_id"])
        assert third["text"] == "third", "the message replied to has its buttons with it"
        await talk.say("/forget")
        await talk.say(say(lang, "button-forget-yes"))
        assert talk.people.get(1) is None
        assert newsroom(talk).asked == []

    run(tmp_path, act)


def test_a_typed_label_is_checked_as_a_tap_is(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        chat = group(talk)
        talk.people.save(Subscriber(chat, "en"))
        await talk.say("/settings", chat, user=1)
        (refused,) = await talk.say("@khabar_bot Subscribe", chat, user=2)
        assert refused["text"] == say("en", "admins-only")
        await talk.say("@khabar_bot Subscribe", chat, user=1)
        known = talk.people.get(chat)
        assert known is not None and known.active
        talk.people.save(Subscriber(1, "en"))
        await talk.say("/settings")
        talk.people.forget(1)
        await talk.say("Subscribe")  # the panel outlived what it belongs to
        assert talk.people.get(1) is None
        assert newsroom(talk).asked[-1][0] == "Subscribe"

    run(tmp_path, act)


def test_a_chart_is_asked_for_in_words(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "ru"))
        (chart,) = await talk.say("график погибших")
        assert "144" in chart["caption"]
        (answer,) = await talk.say("сколько раненых?")
        (chart,) = await talk.say("диаграмма")
        assert "551" in chart["caption"]
        restart(talk)
        (card,) = await talk.say("история?", reply_to=answer["message_id"])
        assert "382" in card["text"]
        (said,) = await talk.say("история мигранта из Калуги")
        assert "photo" not in said

    real(tmp_path, curated, act)


def test_a_reply_to_a_plain_text_is_understood_as_well(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "ru", plain=True))
        (answer,) = await talk.say("сколько погибло в «Крокусе»?")
        assert "(источники 1, 2, 3)" in answer["text"] and "[1]" not in answer["text"]
        (second,) = await talk.say("подробнее про 2", reply_to=answer["message_id"])
        assert "(источник 2)" in second["text"] and "144" in second["text"]
        assert "(источник 4)" not in second["text"]

    real(tmp_path, curated, act)
