"""Who asks what is new gets the newest edition that has news; who asks of something gets an answer about it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digests.clock import FixedClock
from digests.model import Lang
from digests.newsroom import Newsroom
from digests.policy import OPEN

NEWEST = date(2024, 4, 15)


@pytest.fixture(scope="module")
def room(curated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    data = tmp_path_factory.mktemp("news") / "data"
    shutil.copytree(curated, data)
    newsroom = Newsroom(data, FixedClock(datetime(2026, 12, 1, 4, 0, tzinfo=UTC)), policy=OPEN)
    yield newsroom
    newsroom.close()


DAILY: list[tuple[Lang, str]] = [
    ("en", "What's new?"), ("en", "What's new today?"), ("en", "latest news"), ("en", "any news"), ("en", "whats new"),
    ("en", "News please"), ("en", "hi, what is new?"), ("en", "what happened today"), ("en", "latest nwes"),
    ("en", "tell me the news from Russia"), ("en", "NEWS"), ("en", "what's the latest news?"), ("en", "top news today"),
    ("ru", "Какие новости?"), ("ru", "Свежие новости"), ("ru", "что нового"), ("ru", "Что нового сегодня?"),
    ("ru", "последние новости"), ("ru", "новости"), ("ru", "какие есть новости на сегодня"), ("ru", "новсти"),
    ("ru", "привет, какие новости?"), ("ru", "что случилось сегодня?"), ("ru", "покажи новости"), ("ru", "че нового"),
    ("ru", "расскажи новости пожалуйста"), ("ru", "новости дня"), ("ru", "Новости России"),
    ("tg", "Чӣ хабар?"), ("tg", "чи хабар"), ("tg", "Чӣ хабарҳои нав?"), ("tg", "хабархои нав"), ("tg", "навигариҳо"),
    ("tg", "Имрӯз чӣ хабар?"), ("tg", "хабарҳои имрӯза"), ("tg", "чи хабархо хаст"), ("tg", "хабари нав ҳаст?"),
    ("tg", "салом чи хабар"), ("tg", "Хабарҳои тоза"), ("tg", "chi khabar"), ("tg", "имруз чи шуд"),
    ("tg", "хабархои охирин"), ("tg", "Хабарҳоро нишон деҳ"), ("tg", "чӣ гапи нав?"),
]  # fmt: skip
WEEKLY: list[tuple[Lang, str]] = [
    ("en", "news of the week"), ("en", "What happened this week?"), ("en", "weekly news"), ("en", "this week's news"),
    ("ru", "Новости недели"), ("ru", "новости за неделю"), ("ru", "что произошло за неделю?"),
    ("ru", "что нового на этой неделе"),
    ("tg", "Хабарҳои ҳафта"), ("tg", "хабархои хафта"), ("tg", "дар ин ҳафта чӣ шуд?"), ("tg", "навигариҳои ҳафта"),
]  # fmt: skip
OTHERS: list[tuple[Lang, str]] = [
    ("en", "What happened at Crocus City Hall?"), ("en", "news about deportations"), ("en", "What's new in Kaluga?"),
    ("en", "How many were killed?"), ("en", "Who reported the news?"), ("en", "What is the latest death toll?"),
    ("en", "Thanks for the news"),
    ("en", "news of the raids"), ("ru", "новости о депортации"), ("ru", "Что случилось в Крокусе?"),
    ("ru", "новости про рейды"),
    ("ru", "что было в Калуге сегодня"), ("ru", "сколько погибло на этой неделе?"), ("ru", "спасибо за новости"),
    ("tg", "Хабар дар бораи рейдҳо"), ("tg", "Дар Крокус чӣ шуд?"), ("tg", "Кӣ хабар дод?"),
    ("tg", "Ин ҳафта чанд нафарро депорт карданд?"), ("tg", "хабарнигорон кистанд?"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "question"), DAILY)
def test_the_newest_edition_that_has_news(room: Newsroom, lang: Lang, question: str) -> None:
    answer = room.ask(question, lang)
    assert answer.edition is not None, answer.text
    assert (answer.edition.date, answer.edition.cadence, answer.edition.lang) == (NEWEST, "daily", lang)
    assert all(part.text in answer.text for story in answer.edition.stories for part in story.parts)
    assert answer.citations == answer.edition.citations
    assert "[1]" in answer.text
    assert room.answer_pages(answer, links=False) == answer.edition.pages[:1]  # the rest is a tap away


@pytest.mark.parametrize(("lang", "question"), WEEKLY)
def test_the_newest_week_that_has_news(room: Newsroom, lang: Lang, question: str) -> None:
    answer = room.ask(question, lang)
    assert answer.edition is not None, answer.text
    assert (answer.edition.date, answer.edition.cadence, answer.edition.lang) == (NEWEST, "weekly", lang)


@pytest.mark.parametrize(("lang", "question"), OTHERS)
def test_a_question_about_something_is_answered_as_one(room: Newsroom, lang: Lang, question: str) -> None:
    assert room.ask(question, lang).edition is None


def test_news_of_a_day_and_as_they_were_known(room: Newsroom) -> None:
    before = room.ask("What's new?", "en", known=date(2024, 4, 4)).edition
    assert before is not None
    assert before.date == date(2024, 4, 3)
    day = room.ask("новости за 2 апреля 2024", "ru").edition
    assert day is not None
    assert day.date == date(2024, 4, 2)


def test_an_empty_day_is_passed_over_and_the_newest_news_stay(room: Newsroom) -> None:
    april_10 = room.newest("ru", until=date(2024, 4, 10))
    assert april_10 is not None
    assert april_10.date == date(2024, 4, 3)
    assert april_10.stories


def test_before_the_first_document_there_are_none(room: Newsroom) -> None:
    answer = room.ask("What's new?", "en", known=date(2020, 1, 1))
    assert (answer.kind, answer.edition) == ("none", None)
