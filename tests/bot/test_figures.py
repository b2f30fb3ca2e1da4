"""Figures in the chat: themes, finding, cards, other times, following; and inline, from the corpus itself."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pytest
from telegram.constants import InlineQueryLimit

from bot.people.subscribers import Subscriber
from bot.simulator import acts
from bot.talk.words import say
from digests.model import LANGS, Lang
from digests.publishers import load as load_publishers
from digests.say.pages import units
from tests.bot.house import OPENING, Talk, talking
from tests.bot.test_talk import buttons, choose, group
from tests.conftest import AFTER_ALL

Act = Callable[[Talk], Awaitable[None]]
LANGUAGE: dict[Lang, str] = {"tg": "Тоҷикӣ", "ru": "Русский", "en": "English"}
KILLED: dict[Lang, str] = {"tg": "кушташудагон", "ru": "погибшие", "en": "killed"}
EXPELLED: dict[Lang, str] = {"tg": "ихроҷ", "ru": "выдворения", "en": "expelled"}
ON_24: dict[Lang, str] = {
    "tg": "кушташудагон 24 марти соли 2024",
    "ru": "погибшие 24 марта",
    "en": "killed on 24 March",
}


def run(tmp_path: Path, act: Act, corpus: Path | None = None, at: datetime = OPENING) -> None:
    own = Path(shutil.copytree(corpus, tmp_path / "corpus")) if corpus else None  # editions are stored in it

    async def main() -> None:
        async with talking(tmp_path, corpus=own, at=at) as talk:
            await act(talk)
            assert talk.refused == []

    asyncio.run(main())


def keys(message: dict[str, Any]) -> list[dict[str, Any]]:
    return [button for row in message["reply_markup"]["inline_keyboard"] for button in row]


def button(message: dict[str, Any], text: str) -> dict[str, Any]:
    return next(each for each in keys(message) if each["text"] == text)


async def inline(talk: Talk, query: str, user: int = 1) -> list[dict[str, Any]]:
    asking = asyncio.create_task(acts.ask_inline(talk.world, user, query, seconds=60))
    await asyncio.sleep(0.05)
    await talk.pump()
    return cast(list[dict[str, Any]], (await asking)["results"])


# Of the corpus


@pytest.mark.parametrize("lang", LANGS)
def test_from_the_themes_to_a_card_and_back_by_taps_alone(tmp_path: Path, curated: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, LANGUAGE[lang])
        await talk.say("/figures")
        attacks = say(lang, "topic-attack")
        await talk.tap(attacks[:1].upper() + attacks[1:])
        shown = talk.last()
        assert "144" in shown["text"] and "2024" in shown["text"]  # the value, and for when, before any card
        await talk.tap(keys(shown)[0]["text"])
        card = talk.last()
        assert "144" in card["text"] and "137" in card["text"]
        assert say(lang, "button-follow") in buttons(card)
        await talk.tap(say(lang, "button-history"))
        await talk.tap(say(lang, "button-card"))
        assert talk.last()["text"] == card["text"]
        await talk.tap(say(lang, "button-themes"))
        assert say(lang, "figures-intro") == talk.last()["text"]

    run(tmp_path, act, curated)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_typed_finds_the_figure_whatever_the_language(tmp_path: Path, curated: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, LANGUAGE[lang])
        for typed in KILLED.values():
            (shown,) = await talk.say(f"/figures {typed}")
            assert "144" in shown["text"]
        (card,) = await talk.say(f"/figures {ON_24[lang]}")
        assert "137" in card["text"].splitlines()[4]  # as it stood that day, before what came later
        assert "144" in card["text"]
        (unknown,) = await talk.say("/figures qwrtpsd")
        assert unknown["text"] == say(lang, "figure-unread")
        assert buttons(unknown)

    run(tmp_path, act, curated)


@pytest.mark.parametrize("lang", LANGS)
def test_the_days_on_which_it_was_another_figure(tmp_path: Path, curated: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, LANGUAGE[lang])
        await talk.say(f"/figures {KILLED[lang]}")
        await talk.tap(say(lang, "button-times"))
        times = talk.last()
        day = next(text for text in buttons(times) if text.startswith("24"))
        (card,) = await talk.tap(day)
        assert "137" in card["text"]
        assert "137" in button(card, say(lang, "button-copy"))["copy_text"]["text"]
        await talk.tap(say(lang, "button-times"))
        (now,) = await talk.tap(say(lang, "button-now"))
        assert "144" in button(now, say(lang, "button-copy"))["copy_text"]["text"]

    run(tmp_path, act, curated)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_copied_carries_speaker_day_and_disagreement(tmp_path: Path, curated: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, LANGUAGE[lang])
        await talk.say("/start fig-crocus-injured")
        text = button(talk.last(), say(lang, "button-copy"))["copy_text"]["text"]
        assert units(text) <= 256
        assert "551" in text and "382" in text
        assert "30" in text  # the day that the figure is for, whichever day its article came
        assert "Essanews" in text

    run(tmp_path, act, curated)


def test_a_card_is_shared_by_its_name_and_opened_by_its_link(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        await talk.say("/start fig-crocus-deaths")
        card = talk.last()
        name = button(card, say("en", "button-share"))["switch_inline_query"]
        link = button(card, say("en", "button-link"))["copy_text"]["text"]
        assert link == "https://t.me/khabar_bot?start=fig-crocus-deaths"
        (shared, *_) = await inline(talk, name)
        assert shared["id"] == "fig:crocus.deaths"
        assert shared["reply_markup"]["inline_keyboard"][0][0]["url"] == link
        (again,) = await talk.say("/start fig-crocus-deaths")
        assert again["text"] == card["text"]

    run(tmp_path, act, curated)


@pytest.mark.parametrize(
    ("query", "first", "holds"),
    [
        ("killed", "fig:crocus.deaths", "144"),
        ("погибшие", "fig:crocus.deaths", "144"),
        ("кушташудагон", "fig:crocus.deaths", "144"),
        ("injured", "fig:crocus.injured", "382"),
        ("погибшие 24 марта", "fig:crocus.deaths", "137"),
    ],
)
def test_inline_cards_of_what_is_typed(tmp_path: Path, curated: Path, query: str, first: str, holds: str) -> None:
    async def act(talk: Talk) -> None:
        cards = await inline(talk, query)
        found = next((card for card in cards if card["id"] == first), None)
        assert found is not None, [card["id"] for card in cards]
        assert holds in found["content"]["text"]

    run(tmp_path, act, curated)


@pytest.mark.parametrize("query", ["deported 2024", "выслали 2024", "ихроҷ 2024"])
def test_the_year_that_is_typed_is_the_year_of_the_card(tmp_path: Path, whole: Path, query: str) -> None:
    async def act(talk: Talk) -> None:
        cards = {card["id"]: card["content"]["text"] for card in await inline(talk, query)}
        tajiks = cards["fig:deported.tj"].replace("\u00a0", " ").replace(",", " ")
        assert "30 000" in tajiks
        assert "2024" in tajiks
        assert "36 000" not in tajiks.split("\n\n")[1].split("\n")[0]  # that is the next year's
        assert "87" in cards["fig:deported.all"]

    run(tmp_path, act, whole, AFTER_ALL)


def test_a_year_of_which_nothing_is_held_shows_what_is(tmp_path: Path, whole: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        missed, shown = await talk.say("/figures remittances 1999")
        assert missed["text"] == say("en", "figure-missed")
        assert "2024" in shown["text"]
        cards = await inline(talk, "remittances 1999")
        assert "fig:remittances.tj" in [card["id"] for card in cards]

    run(tmp_path, act, whole, AFTER_ALL)


def test_an_inline_card_says_that_sources_differ_and_has_no_link_of_a_marked_publisher(
    tmp_path: Path, curated: Path
) -> None:
    async def act(talk: Talk) -> None:
        talk.people.save(Subscriber(1, "en", links=True))
        (injured,) = [card for card in await inline(talk, "injured at Crocus") if card["id"] == "fig:crocus.injured"]
        assert injured["description"].startswith(say("en", "inline-differ"))
        assert "551" in injured["content"]["text"] and "382" in injured["content"]["text"]
        leading = await inline(talk, "")
        assert 5 <= len(leading) <= InlineQueryLimit.RESULTS
        for card in leading:
            assert len(card["id"].encode()) <= 64
            links = [each["url"] for each in card["content"].get("entities", ()) if each["type"] == "text_link"]
            assert all(load_publishers().link_is_safe(None, url) for url in links)
        assert await inline(talk, "qwrtpsd") == []

    run(tmp_path, act, curated)


# Following


@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_is_followed_and_left_by_taps_and_by_words(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, LANGUAGE[lang])
        await talk.say("/figures Рақам 3")
        await talk.tap(say(lang, "button-follow"))
        assert talk.app.house.follows.of(1) == ("figure.3",)
        await talk.tap(say(lang, "button-follows"))
        assert "figure.3 is 144" in talk.last()["text"]
        await talk.tap(say(lang, "button-unfollow"))
        assert talk.app.house.follows.of(1) == ()
        await talk.say("/follow")
        assert talk.last()["text"] == say(lang, "follows-none")
        await talk.say("/follow Рақам 4")
        await talk.say("/follow Рақам 4")
        assert talk.app.house.follows.of(1) == ("figure.4",)
        await talk.say("/unfollow Рақам 4")
        assert talk.app.house.follows.of(1) == ()
        (unsure,) = await talk.say("/follow Рақам 1")  # 1 or 10
        assert [text for text in buttons(unsure) if "Рақам" in text] == [f"Рақам 1 {lang}", f"Рақам 10 {lang}"]
        assert talk.app.house.follows.of(1) == ()

    run(tmp_path, act)


def test_the_list_of_what_is_followed_leads_to_the_settings(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        await talk.say("/follow Рақам 3")
        await talk.say("/follow")
        assert "figure.3 is 144" in talk.last()["text"]
        assert say("en", "button-unfollow") in buttons(talk.last())
        await talk.tap(say("en", "button-settings"))
        assert talk.last()["text"] != say("en", "button-gone")

    run(tmp_path, act)


def test_a_stranger_follows_nothing_and_is_asked_for_a_language(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        (card, _) = await talk.say("/start fig-figure-3")
        assert say("tg", "button-follow") not in buttons(card)
        (asked,) = await talk.say("/follow Рақам 3")
        assert set(buttons(asked)) == set(LANGUAGE.values())
        assert talk.people.everything_about(1) == {}

    run(tmp_path, act)


def test_an_old_button_follows_nothing_after_forget(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        await talk.say("/figures Рақам 3")
        await talk.say("/forget")
        await talk.tap(say("en", "button-forget-yes"))
        await talk.tap(say("en", "button-follow"))
        assert talk.answered[-1]["text"] == say("tg", "button-gone")
        assert talk.people.everything_about(1) == {}

    run(tmp_path, act)


def test_in_a_group_administrators_follow(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        chat = group(talk)
        talk.people.save(Subscriber(chat, "en"))
        await talk.say("/figures@khabar_bot Рақам 3", chat=chat, user=1)
        await talk.tap(say("en", "button-follow"), chat=chat, user=2)
        assert talk.answered[-1]["text"] == say("en", "admins-only")
        assert talk.app.house.follows.of(chat) == ()
        await talk.tap(say("en", "button-follow"), chat=chat, user=1)
        assert talk.app.house.follows.of(chat) == ("figure.3",)
        assert talk.app.house.follows.of(1) == ()

    run(tmp_path, act)


def test_a_time_of_which_nothing_is_held_says_so(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        said = await talk.say("/figures Рақам 3 on missed")
        assert [each["text"] for each in said] == [
            say("en", "figure-missed"), say("en", "figure-gone"),
        ]  # fmt: skip
        assert buttons(said[-1]) == [say("en", "button-themes")]

    run(tmp_path, act)


def test_a_button_from_before_there_were_themes_still_leads_on(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        (shown,) = await talk.say("/figures")
        data = talk.app.house.callbacks.sign(1, "figs:8")
        acts.press(talk.world, talk.chat(1), 1, shown["message_id"], data)
        (edited,) = await talk.pump() or [talk.last()]
        assert edited["text"] == say("en", "figures-intro")

    run(tmp_path, act)


def test_chart_and_history_can_be_typed(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        (photo,) = await talk.say("/chart Рақам 3")
        assert photo["photo"]
        (history,) = await talk.say("/history Рақам 3")
        assert history["text"] == "figure.3 en links=False"
        (themes,) = await talk.say("/chart")
        assert themes["text"] == say("en", "figures-intro")

    run(tmp_path, act)


def test_the_name_of_a_theme_is_enough(tmp_path: Path) -> None:
    async def act(talk: Talk) -> None:
        await choose(talk, "English")
        for typed in ("attacks", "Нападения", "ҳамлаҳо"):
            (shown,) = await talk.say(f"/figures {typed}")
            assert "figure.0 is 144" in shown["text"]

    run(tmp_path, act)
