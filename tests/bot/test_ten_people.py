"""Ten people, each of whom once met something wrong, and what they should meet: through the simulator, with a newsroom
of the five records of spring 2024, on the morning of 4 April.

Where the answers cannot do it yet, the test says so and why.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.people.subscribers import Subscriber
from bot.talk.words import say
from digests.clock import FixedClock
from digests.model import Lang
from digests.newsroom import Newsroom
from digests.policy import OPEN, Policy
from tests.bot.house import OPENING, Talk, talking

Act = Callable[[Talk], Awaitable[None]]


@dataclass(frozen=True)
class Person:
    """Who they are, in which language they read, and what they are called where they are told of."""

    chat: int
    lang: Lang
    who: str


ZARINA = Person(11, "tg", "reads news at home in Dushanbe, types Tajik on any keyboard")
RUSTAM = Person(12, "tg", "works near Moscow, types on a Russian keyboard and in haste")
MOTHER = Person(13, "tg", "her son was detained; she needs help before figures")
OLGA = Person(14, "ru", "a journalist who needs the source, the date and the history of a figure")
JAMES = Person(15, "en", "a researcher who compares sources")
NIGORA = Person(16, "en", "an editor who lets nothing out unread")
SAID = Person(17, "ru", "a subscriber who wants to hear of what came late")
PARVINA = Person(18, "en", "wants nothing kept of her")
FARRUH = Person(19, "ru", "sends a word, a sign, a sticker; taps three times")
TIMUR = Person(20, "ru", "types all that others tap")


def meet(folder: Path, corpus: Path, act: Act, *, policy: Policy = OPEN, at: datetime = OPENING, **more: Any) -> None:
    """The bot with a copy of the corpus."""
    shutil.copytree(corpus, folder / "corpus")

    async def main() -> None:
        clock = FixedClock(at)
        make = lambda: Newsroom(folder / "corpus", clock, policy=policy)  # noqa: E731
        async with talking(folder, make, **more) as talk:
            talk.world.clock.set(at)  # type: ignore[attr-defined]
            await act(talk)
            assert talk.refused == []

    asyncio.run(main())


async def arrive(talk: Talk, person: Person) -> None:
    """They start, and choose their language."""
    await talk.say("/start", person.chat, lang=person.lang)
    await talk.tap({"tg": "Тоҷикӣ", "ru": "Русский", "en": "English"}[person.lang], person.chat)
    assert say(person.lang, "never-asks") in talk.last(person.chat)["text"]


def told(messages: list[dict[str, Any]]) -> str:
    """What an answer says, without its list of sources and the box below it."""
    text = "\n".join(message.get("text") or message.get("caption", "") for message in messages)
    return re.split(r"\n(?:Манбаъҳо|Источники|Sources)\n", text)[0]


# What they asked

CANNOT = "the answers do not find it yet: "


def cannot(person: Person, question: str, has: str, why: str, hasnt: str = "") -> Any:
    """An expectation that the answers engine does not meet yet."""
    return pytest.param(person, question, has, hasnt, marks=pytest.mark.xfail(reason=CANNOT + why, strict=False))


ASKED = [
    # Zarina
    (ZARINA, "Вазорати меҳнати Тоҷикистон чӣ гуфт?", "Вазорати меҳнат.*(мераванд|рафтан)", "144"),
    (ZARINA, "Вазорати мехнати Точикистон чи гуфт?", "Вазорати меҳнат.*(мераванд|рафтан)", "144"),
    (ZARINA, "сафорати точикистон чи маслихат дод", "чорабинӣ", ""),
    (ZARINA, "Чӣ хабар?", "«Хабар»|Хабар ·", ""),
    (ZARINA, "билет ба москва", "Манбаъҳои ман", "источник"),
    # Rustam
    (RUSTAM, "моро ба армия мебаранд?", "ҷанг|артиш", ""),
    (RUSTAM, "Муҳоҷиронро ба ҷанг мебаранд?", "ҷанг", ""),
    (RUSTAM, "агар ба чанги украина равам дар точикистон чи мешавад", "зиндон|ҷиноят", ""),
    (RUSTAM, "рейд дар кучо мешавад? облава", "рейд", "Манбаъҳои ман ба ин савол ҷавоб надоранд"),
    (RUSTAM, "бегохи ба куча баромадан мумкин?", "бегоҳ", "Манбаъҳои ман ба ин савол ҷавоб надоранд"),
    (RUSTAM, "дар электросталь чи шуд", "анбор", ""),
    (RUSTAM, "хозир ба русия рафтан мумкин?", "(?!)", "627"),
    (RUSTAM, "ки терактро кард", "Давлати исломӣ", ""),
    (RUSTAM, "Кӣ масъулияти ҳамларо ба дӯш гирифт?", "Давлати исломӣ", ""),
    (RUSTAM, "Пулково чӣ шуд?", "Пулково", "Манбаъҳои ман ба ин савол ҷавоб надоранд"),
    # The mother
    (MOTHER, "кумак кунед маро полис дошт", "адвокат", r"\d{3}"),
    (MOTHER, "адвокат аз кучо ёбам", "адвокат", r"\d{3}"),
    (MOTHER, "патенти ман гузашт", "адвокат", r"\d{3}"),
    (MOTHER, "чанд точика аз питер депорт карданд", "418 хориҷӣ", ""),
    (MOTHER, "чандто хамватани моро дастгир карданд", "4 .*11 .*9 ", ""),
    # Olga
    (OLGA, "что известно на 2 апреля о депортациях?", "депортац", "IWPR 3 апреля|3 апреля 2024"),
    (OLGA, "почему было 137, а стало 144?", "137", ""),
    (OLGA, "откуда цифра 137?", "IWPR", ""),
    (OLGA, "сколько таджиков поехало в Россию в 2023 году?", "627 000", ""),
    (OLGA, "сравни погибших и раненых", "144.*551", ""),
    (OLGA, "когда Путин дал поручение генпрокуратуре?", "26 марта", ""),
    (OLGA, "кто сообщил про нападение в Калуге?", "IWPR|CABAR", ""),
    (OLGA, "правда ли, что погибло 200?", "144", ""),
    (OLGA, "что пишет Медуза?", "418", ""),
    (OLGA, "это официальная цифра?", "(?!)", ""),
    (OLGA, "график погибших", "144", ""),
    (OLGA, "история цифры погибших", "137", ""),
    # James
    (JAMES, "How did the Tajik embassy respond?", "public events", ""),
    (JAMES, "Has Russia pressured migrants to join the army?", "army|forces", ""),
    (JAMES, "What was known on 1 April about injuries?", "551", ""),
    (JAMES, "Is it true that crimes by migrants rose 75%?", "75%.*Krasnov", ""),
    (JAMES, "What share of migrants went to Russia in 2023?", "627,000.*652,000|share", ""),
    (JAMES, "How many wounded?", "551.*382", ""),
    (JAMES, "Were migrants attacked? Where?", "Blagoveshchensk", ""),
    (JAMES, "Which sources disagree?", "551.*382", ""),
    (JAMES, "What changed between 31 March and 3 April?", "arrest|raid", ""),
    (JAMES, "What is the conflict between injury figures?", "551.*382", ""),
    (JAMES, "How many of them were Tajik?", "(?!)", ""),
    # Farruh and Timur
    (FARRUH, "дай csv", "В моих источниках", "Манбаъ|sources"),
    (TIMUR, "Свежие новости", "Хабар · ", ""),
    (TIMUR, "Какие новости?", "Хабар · ", ""),
    (TIMUR, "Новости недели", "28 марта – 3 апреля", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def answers(curated: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Person, str], str]:
    """What a person is told to a question; one bot for all, who come one after the other."""
    said: dict[tuple[int, str], str] = {}

    async def ask(talk: Talk) -> None:
        talk.app.house.limits.burst = 10_000
        for person, question, *_ in map(values, ASKED):
            talk.people.save(Subscriber(person.chat, person.lang))
            talk.app.house.memory.drop(person.chat)
            said[person.chat, question] = told(await talk.say(question, person.chat))

    meet(tmp_path_factory.mktemp("ten"), curated, ask)
    return lambda person, question: said[person.chat, question]


def values(row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, "values", row))


@pytest.mark.parametrize(("person", "question", "has", "hasnt"), ASKED)
def test_what_they_asked(
    answers: Callable[[Person, str], str], person: Person, question: str, has: str, hasnt: str
) -> None:
    said = answers(person, question)
    assert re.search(has, said, re.DOTALL | re.IGNORECASE), said
    assert not (hasnt and re.search(hasnt, said, re.IGNORECASE)), said
