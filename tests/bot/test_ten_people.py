"""Ten people, each of whom once met something wrong, and what they should meet: through the simulator, with a newsroom
of the five records of spring 2024, on the morning of 4 April.

Where the answers cannot do it yet, the test says so and why.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.people.subscribers import CHAT_TABLES, Subscriber
from bot.simulator import acts
from bot.talk.words import say
from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.embedding import Embedder
from digests.ingest import Ingest
from digests.language import meaning
from digests.model import Lang
from digests.newsroom import Load, Newsroom
from digests.policy import OPEN, Policy
from tests.bot.house import OPENING, Talk, talking
from tests.bot.test_talk import buttons

Act = Callable[[Talk], Awaitable[None]]
Answers = Callable[["Person", str], str]
EMBEDDING_SECONDS = 60.0  # at most: what is shipped needs none


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


def meet(
    folder: Path, corpus: Path, act: Act, *, policy: Policy = OPEN, at: datetime = OPENING,
    meaning: Load = lambda: None, **more: Any,
) -> None:  # fmt: skip
    """The bot with a copy of the corpus."""
    shutil.copytree(corpus, folder / "corpus")

    async def main() -> None:
        clock = FixedClock(at)
        make = lambda: Newsroom(folder / "corpus", clock, policy=policy, meaning=meaning)  # noqa: E731
        async with talking(folder, make, **more) as talk:
            talk.world.clock.set(at)  # type: ignore[attr-defined]
            talk.clocks = (talk.world.clock, clock)  # type: ignore[attr-defined]
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


def cannot(person: Person, question: str, has: str, hasnt: str = "", *, why: str) -> Any:
    """An expectation that the answers do not meet yet, with the model of meaning or without."""
    return pytest.param(person, question, has, hasnt, marks=pytest.mark.xfail(reason=CANNOT + why, strict=True))


ANYTHING = ""

ASKED = [
    cannot(ZARINA, "Вазорати меҳнати Тоҷикистон чӣ гуфт?", "оммавӣ", "144|627", why="outflow and panic come first"),
    cannot(ZARINA, "Вазорати мехнати Точикистон чи гуфт?", "оммавӣ", "144|627", why="the same on a Russian keyboard"),
    (ZARINA, "Вазорати мехнати Точикистон чи гуфт?", "иғвоангез", "144"),
    (ZARINA, "Чӣ хабар?", "Хабар ·", ANYTHING),
    (ZARINA, "билет ба москва", "Манбаъҳои ман", "источник|sources"),
    (RUSTAM, "сафорати точикистон чи маслихат дод", "чорабини", ANYTHING),
    cannot(RUSTAM, "моро ба армия мебаранд?", "ҷанг|артиш", why="the Russian loan word"),
    (RUSTAM, "Муҳоҷиронро ба ҷанг мебаранд?", "ҷанг", ANYTHING),
    (RUSTAM, "агар ба чанги украина равам дар точикистон чи мешавад", "зиндон|ҷиноят", ANYTHING),
    cannot(RUSTAM, "рейд дар кучо мешавад? облава", "рейд", "ҷавоб надоранд", why="two questions in one"),
    cannot(RUSTAM, "бегохи ба куча баромадан мумкин?", "бегоҳ", "ҷавоб надоранд", why="advice asked for as \"may I\""),
    (RUSTAM, "дар электросталь чи шуд", "анбор", ANYTHING),
    cannot(RUSTAM, "ки терактро кард", "исломӣ", why="who did it, and not who said anything of it"),
    (RUSTAM, "Кӣ масъулияти ҳамларо ба дӯш гирифт?", "исломӣ", ANYTHING),
    (MOTHER, "кумак кунед маро полис дошт", "адвокат", r"\d{3}"),
    (MOTHER, "адвокат аз кучо ёбам", "адвокат", r"\d{3}"),
    (MOTHER, "патенти ман гузашт", "адвокат", r"\d{3}"),
    (MOTHER, "чанд точика аз питер депорт карданд", "418 хориҷӣ", ANYTHING),
    cannot(MOTHER, "чандто хамватани моро дастгир карданд", "4 .*11 .*9 ", why="three figures in one answer"),
    (OLGA, "что известно на 2 апреля о депортациях?", "депортац", "IWPR 3 апреля"),
    (OLGA, "откуда цифра 137?", "IWPR", ANYTHING),
    (OLGA, "сколько таджиков поехало в Россию в 2023 году?", r"627\s000", ANYTHING),
    cannot(OLGA, "сколько таджиков поехало в Россию в 2023 году?", r"627\s000.*652\s000", why="part and whole"),
    cannot(OLGA, "сравни 2023 год и 2022", r"627\s000", why="nothing says what is to be compared"),
    (OLGA, "сравни погибших и раненых", "144.*551", ANYTHING),
    (OLGA, "когда Путин дал поручение генпрокуратуре?", "26 марта", ANYTHING),
    (OLGA, "график погибших", "144", ANYTHING),
    (OLGA, "история цифры погибших", "137", ANYTHING),
    (OLGA, "кто сообщил про нападение в Калуге?", "IWPR|CABAR", ANYTHING),
    cannot(OLGA, "это официальная цифра?", "МЧС", why="asked of the figure before"),
    (OLGA, "правда ли, что погибло 200?", "144", ANYTHING),
    (OLGA, "что пишет Медуза?", "418.*48|48.*418", ANYTHING),
    cannot(JAMES, "How many of them were Tajik?", ANYTHING, "Kaluga", why="nothing was said before it"),
    cannot(JAMES, "Which sources disagree?", "551.*382", why="of no figure by name"),
    cannot(JAMES, "What changed between 31 March and 3 April?", "arrest|raid", why="changes between two days"),
    (JAMES, "Has Russia pressured migrants to join the army?", "forces|army", ANYTHING),
    cannot(JAMES, "What is the conflict between injury figures?", "551.*382", why="\"conflict\" of figures"),
    (JAMES, "What was known on 1 April about injuries?", "551", "382"),
    (JAMES, "Is it true that crimes by migrants rose 75%?", "75%.*Krasnov", ANYTHING),
    cannot(JAMES, "What share of migrants went to Russia in 2023?", "652,000", why="a share of two figures"),
    (JAMES, "How many wounded?", "551.*382", ANYTHING),
    cannot(JAMES, "Were migrants attacked? Where?", "Blagoveshchensk", why="two questions in one"),
    (FARRUH, "дай csv", "В моих источниках", "Манбаъ|sources"),
    (TIMUR, "Свежие новости", "Хабар · ", ANYTHING),
    (TIMUR, "Какие новости?", "Хабар · ", ANYTHING),
    (TIMUR, "Новости недели", "Хабар · .*–", ANYTHING),
    (PARVINA, "What's new today?", "Khabar · ", ANYTHING),
]  # fmt: skip

BY_MEANING = [
    (RUSTAM, "хозир ба русия рафтан мумкин?", ANYTHING, "627"),
    (OLGA, "почему было 137, а стало 144?", "137", ANYTHING),
    (JAMES, "How did the Tajik embassy respond?", "public events", ANYTHING),
]
"""What is met only with the model."""


@pytest.fixture(scope="module")
def answers(curated: Path, tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """What a person is told to a question by its words alone; one bot for all, who come one after the other."""
    return asked(tmp_path_factory.mktemp("ten"), curated, [values(row) for row in ASKED])


@pytest.fixture(scope="module")
def answers_by_meaning(curated: Path, tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """The same with the model, where it is installed."""
    model, why_not = meaning.load()
    if model is None:
        pytest.skip(why_not)
    folder = tmp_path_factory.mktemp("meaning")
    shutil.copytree(curated, folder / "embedded")
    with Store.open(folder / "embedded") as store:
        Embedder(store, model).run(EMBEDDING_SECONDS)
    return asked(folder, folder / "embedded", BY_MEANING, meaning=lambda: model)


def asked(folder: Path, corpus: Path, rows: Sequence[tuple[Any, ...]], **more: Any) -> Answers:
    said: dict[tuple[int, str], str] = {}

    async def ask(talk: Talk) -> None:
        talk.app.house.limits.burst = 10_000
        for person, question, *_ in rows:
            talk.people.save(Subscriber(person.chat, person.lang))
            talk.app.house.memory.drop(person.chat)
            talk.app.house.heard._kept.clear()
            said[person.chat, question] = told(await talk.say(question, person.chat))

    meet(folder, corpus, ask, **more)
    return lambda person, question: said[person.chat, question]


def values(row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, "values", row))


def named(value: object) -> str:
    return value.who.split(",")[0] if isinstance(value, Person) else str(value)


@pytest.mark.parametrize(("person", "question", "has", "hasnt"), ASKED, ids=named)
def test_what_they_asked(answers: Answers, person: Person, question: str, has: str, hasnt: str) -> None:
    holds(answers(person, question), has, hasnt)


@pytest.mark.parametrize(("person", "question", "has", "hasnt"), BY_MEANING, ids=named)
def test_what_is_met_by_meaning(
    answers_by_meaning: Answers, person: Person, question: str, has: str, hasnt: str
) -> None:
    holds(answers_by_meaning(person, question), has, hasnt)


def holds(said: str, has: str, hasnt: str) -> None:
    assert re.search(has, said, re.DOTALL | re.IGNORECASE), said
    assert not (hasnt and re.search(hasnt, said, re.IGNORECASE)), said


# What they did


def test_zarina_reads_what_the_ministry_says_in_her_language(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        await arrive(talk, ZARINA)
        (answer,) = await talk.say("Дар «Крокус» чанд нафар захмӣ шуд?", ZARINA.chat)
        assert "551" in answer["text"] and "382" in answer["text"]
        (card,) = await talk.say("ки гуфт?", ZARINA.chat, reply_to=answer["message_id"])
        assert ("551 нафар — шуъбаи" in card["text"] and "ВҲФ" in card["text"]) or "Вазорати ҳолатҳои" in card["text"]
        (dead,) = await talk.say("Дар «Крокус» чанд нафар кушта шуд?", ZARINA.chat)
        assert "қариб 150" in dead["text"], "nearly is not about"
        assert "тақрибан 150" not in dead["text"] and "ҳудуди 150" not in dead["text"]

    meet(tmp_path, curated, act)


def test_rustam_is_offered_only_what_is_answered(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        await arrive(talk, RUSTAM)
        (how,) = await talk.say("/ask", RUSTAM.chat)
        assert len(buttons(how)) == 3
        for label in buttons(how):
            said = await talk.tap(label, RUSTAM.chat)
            assert "Манбаъҳои ман" not in said[0]["text"]
        (refused,) = await talk.say("обу ҳавои Маскав чӣ хел?", RUSTAM.chat)
        lines = refused["text"].split("\n")
        assert lines[-1].startswith("Масалан"), "the suggestions are announced last, right above their buttons"
        assert buttons(refused)[-1] == say("tg", "button-wait")
        for label in buttons(refused)[:-1]:
            said = await talk.tap(label, RUSTAM.chat)
            assert "ҷавоб надоранд" not in said[0]["text"], label
            talk.app.house.tapped._kept.clear()

    meet(tmp_path, curated, act)


def test_the_mother_is_told_whom_to_turn_to_before_any_figure(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        await arrive(talk, MOTHER)
        for words in ("писарамро полис дошта бурд", "бародарам дар боздоштгоҳ"):
            said = told(await talk.say(words, MOTHER.chat, forwarded=words.startswith("писар")))
            assert say("tg", "never-asks") in said
            assert not re.search(r"\d{3}", said)
        assert talk.people.db.number("SELECT count(*) FROM questions") == 0

    meet(tmp_path, curated, act)


def test_olga_copies_a_figure_with_its_date_and_its_dispute(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        await arrive(talk, OLGA)
        (then,) = await talk.say("сколько раненых?", OLGA.chat)
        copied = then["reply_markup"]["inline_keyboard"][0][0]["copy_text"]["text"]
        assert "551" in copied and "382" in copied, "the dispute goes along"
        (then,) = await talk.say("/ask сколько погибло 24 марта", OLGA.chat)
        copied = then["reply_markup"]["inline_keyboard"][0][0]["copy_text"]["text"]
        assert "137" in then["text"]
        assert "137" in copied and "IWPR, 24 марта" not in copied
        (card,) = await talk.say("источник?", OLGA.chat, reply_to=then["message_id"])
        assert "МЧС" in card["text"] and "137" in card["text"]
        (chart,) = await talk.tap("График", OLGA.chat)
        assert "144" in chart["caption"]
        (who,) = await talk.say("сколько раненых?", OLGA.chat)
        (second,) = await talk.say("подробнее про 2", OLGA.chat, reply_to=who["message_id"])
        assert "The Moscow Times" in second["text"] or "ZeroHedge" in second["text"]

    meet(tmp_path, curated, act)


def test_james_sees_whose_words_stand_in_the_box_and_how_old_a_rule_is(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        await arrive(talk, JAMES)
        (said,) = await talk.say("What did the Embassy of Tajikistan advise its citizens?", JAMES.chat)
        assert "2024; may be out of date." in said["text"]
        assert not [one for one in said["entities"] if one["type"] == "bold" and one["offset"] == 0], "no bold warning"
        assert "In our words: " in said["text"] or "Source’s words: “" in said["text"]
        boxes = [one for one in said["entities"] if one["type"] == "expandable_blockquote"]
        (box,) = boxes
        inside = said["text"].encode("utf-16-le")[2 * box["offset"] : 2 * (box["offset"] + box["length"])]
        for line in inside.decode("utf-16-le").split("\n"):
            assert re.match(r"\[\d+\] (?:In our words: [^“]|Source’s words: “)", line), line
        (rule,) = await talk.say("For how many years are deported migrants banned?", JAMES.chat)
        bold = [one for one in rule["entities"] if one["type"] == "bold"]
        assert rule["text"][bold[0]["offset"] :].startswith("Numerous") or "5" in rule["text"]

    meet(tmp_path, curated, act, at=datetime(2025, 1, 10, 7, tzinfo=UTC))


TOLL = (
    "Moscow, 3 April 2024. The death toll of the attack on Crocus City Hall has risen to 146 people, the ministry said."
    " In a separate accident 12 people died."
)


def ingest(folder: Path, text: str, name: str = "late.txt", at: datetime = OPENING) -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    with Store.open(folder / "corpus") as store:
        list(Ingest(store, FixedClock(at), readers="rules").paths([path]))


def test_nigora_sees_what_readers_do_not(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        ingest(tmp_path, TOLL)
        await arrive(talk, NIGORA)
        await arrive(talk, JAMES)
        said = await talk.say("How many people were killed at Crocus?", JAMES.chat)
        assert "144" in said[0]["text"] and "146" not in said[0]["text"]
        queue = "\n".join(each["text"] for each in await talk.say("/held", NIGORA.chat))
        assert "146" in queue
        (unknown,) = await talk.say("/held", JAMES.chat)
        assert unknown["text"] == say("en", "unknown-command-near", near="help")

    meet(tmp_path, curated, act, policy=Policy("none"), editors=str(NIGORA.chat))


def test_said_hears_of_what_came_late(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        await arrive(talk, SAID)
        await talk.say("/digest", SAID.chat)
        first = told([talk.last(SAID.chat)])
        assert "Хабар · 3 апреля 2024 г." in first
        await talk.say("/settings", SAID.chat)
        known = talk.people.get(SAID.chat)
        assert known is not None and known.links is None
        talk.people.save(Subscriber(SAID.chat, "ru", links=True))
        (linked,) = await talk.say("/digest 2 апреля", SAID.chat)
        talk.people.save(Subscriber(SAID.chat, "ru"))
        (bare,) = await talk.say("/digest 2 апреля ", SAID.chat)
        count = lambda message: sum(one["type"] == "text_link" for one in message.get("entities", ()))  # noqa: E731
        assert count(linked) >= count(bare), "links are the reader's choice"
        ingest(tmp_path, TOLL, at=OPENING.replace(hour=8))  # of 3 April, read after that day's edition had gone out
        for clock in talk.clocks:  # type: ignore[attr-defined]
            clock.set(OPENING.replace(day=5))
        (late,) = await talk.say("/digest  ", SAID.chat)
        assert "Хабар · 4 апреля 2024 г." in late["text"]
        assert "Погибли 144 человека. Сообщают также (редактором не проверено): 146" in late["text"]

    meet(tmp_path, curated, act)


def test_parvina_is_forgotten_and_no_old_button_brings_her_back(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        await arrive(talk, PARVINA)
        await talk.say("/subscribe", PARVINA.chat)
        (kept,) = await talk.say("/mydata", PARVINA.chat)
        assert not re.search(r"daily|\d{4}-\d\d-\d\d|None|True|_", kept["text"])
        await talk.say("/settings", PARVINA.chat)
        panel = talk.last(PARVINA.chat)
        await talk.say("/forget", PARVINA.chat)
        await talk.tap("48 hours", PARVINA.chat)
        assert [m for m in talk.chat(PARVINA.chat).messages.values() if m["from"]["id"] == talk.world.bot_id] == [
            talk.last(PARVINA.chat)
        ]
        talk.chat(PARVINA.chat).messages[panel["message_id"]] = panel  # still there on another phone
        for row in panel["reply_markup"]["inline_keyboard"]:
            for button in row:
                if "callback_data" in button and "news" not in button["text"]:
                    talk.answered.clear()
                    acts.press(
                        talk.world, talk.chat(PARVINA.chat), PARVINA.chat, panel["message_id"], button["callback_data"]
                    )
                    await talk.pump()
                    assert talk.answered[0]["text"], button["text"]
        for table in CHAT_TABLES:
            assert talk.people.db.number(f"SELECT count(*) FROM {table}") == 0

    meet(tmp_path, curated, act)


def test_farruhs_signs_and_triple_taps_are_met_once(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        await arrive(talk, FARRUH)
        await talk.say("сколько погибло?", FARRUH.chat)
        for sign in (".", "👍", "???", "12345"):
            (said,) = await talk.say(sign, FARRUH.chat)
            assert said["text"] == say("ru", "ask-how"), sign
        (answer,) = await talk.say("сколько раненых?", FARRUH.chat)
        data = answer["reply_markup"]["inline_keyboard"][0][1]["callback_data"]
        for _ in range(3):
            acts.press(talk.world, talk.chat(FARRUH.chat), FARRUH.chat, answer["message_id"], data)
        assert len(await talk.pump()) == 1
        assert sum([len(await talk.say("сколько раненых?", FARRUH.chat)) for _ in range(3)]) == 1

    meet(tmp_path, curated, act)


def test_timur_never_taps(tmp_path: Path, curated: Path) -> None:
    async def act(talk: Talk) -> None:
        await talk.say("/start", TIMUR.chat, lang="ru")
        await talk.say("Русский", TIMUR.chat)
        await talk.say("Подписаться", TIMUR.chat)
        known = talk.people.get(TIMUR.chat)
        assert known is not None and known.active
        await talk.say("Часовой пояс", TIMUR.chat)
        for typed, zone in (("Москва", "Europe/Moscow"), ("UTC+5", "Etc/GMT-5"), ("Khujand", "Asia/Dushanbe")):
            await talk.say(typed, TIMUR.chat)
            known = talk.people.get(TIMUR.chat)
            assert known is not None and known.zone == zone, typed
        await talk.say("07:30", TIMUR.chat)
        known = talk.people.get(TIMUR.chat)
        assert known is not None and known.hours == (7,)
        (day,) = await talk.say("/digest 3 апреля", TIMUR.chat)
        assert "3 апреля" in day["text"].split("\n")[0]
        (rest, *_) = await talk.say("Ещё", TIMUR.chat)
        assert rest["text"] != day["text"]
        (figure,) = await talk.say("/figures погибшие", TIMUR.chat)
        assert "144" in figure["text"]
        (chart,) = await talk.say("График", TIMUR.chat)
        assert "144" in chart["caption"]
        await talk.say("/forget", TIMUR.chat)
        await talk.say("Да, удалить всё", TIMUR.chat)
        assert talk.people.get(TIMUR.chat) is None
        assert day_of(day) == date(2024, 4, 3)

    meet(tmp_path, curated, act)


def day_of(message: dict[str, Any]) -> date:
    """The day of the edition to whose rest the message leads."""
    data = [button["callback_data"] for row in message["reply_markup"]["inline_keyboard"] for button in row]
    return date.fromisoformat(next(one for one in data if ".more:" in one).rpartition(":")[2])


@pytest.mark.parametrize(("lang", "word"), [("tg", "манбаъ?"), ("ru", "источник?"), ("en", "source?")])
def test_a_source_is_asked_for_in_reply_to_nothing(tmp_path: Path, curated: Path, lang: Lang, word: str) -> None:
    killed = {
        "tg": "Дар «Крокус» чанд нафар кушта шуд?",
        "ru": "сколько погибло в «Крокусе»?",
        "en": "How many killed at Crocus?",
    }[lang]

    async def act(talk: Talk) -> None:
        person = Person(21, lang, "asks before anything was said")
        await arrive(talk, person)
        (how,) = await talk.say(word, person.chat)
        assert how["text"] == say(lang, "reply-to-what")
        (sources, *_) = await talk.tap(say(lang, "button-sources"), person.chat)
        assert "IWPR" in sources["text"]
        (answer,) = await talk.say(killed, person.chat)
        assert "144" in answer["text"]
        (card,) = await talk.say(f"{word} ", person.chat)
        assert "144" in card["text"] and card["text"] != how["text"]

    meet(tmp_path, curated, act)
