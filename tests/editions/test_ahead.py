"""The open day's editions are made ahead, and are what a compile from nothing gives, whatever came when."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

import pytest

import config
from digests import newsroom
from digests.clock import FixedClock
from digests.corpus import reviews
from digests.corpus.store import Store
from digests.corpus.translations import Translated, Translations
from digests.editions import ahead, facts, stories
from digests.editions import compile as compiling
from digests.editions.compile import Order
from digests.editions.events import chance, near
from digests.editions.issue import Issue, issue_of
from digests.figures import embargo
from digests.ingest import Ingest
from digests.model import LANGS, Digest, Document, Texts, Topic
from digests.newsroom import CADENCES, Newsroom
from digests.policy import OPEN
from digests.worker import Worker
from tests.benchmarks.corpus_of_many import Writer
from tests.size import at_most, part

DAY = date(2026, 11, 2)
EVENING = datetime(2026, 11, 2, 15, tzinfo=UTC)
CLOSED = EVENING + timedelta(hours=9)
LAST_HOUR = datetime(2026, 11, 2, 18, 30, tzinfo=UTC)
NEXT, WEEK = timedelta(days=1), timedelta(days=7)
TOLL = "The attack at Crocus City Hall killed {} people, the committee said."
TOLD: dict[Topic, str] = {
    "raids": "Police in Kazan checked the papers of workers at two markets and a hostel.",
    "law": "Parliament passed a bill that lets schools test the Russian of pupils from abroad.",
}
WHY: Texts = {"tg": "Хато.", "ru": "Ошибка.", "en": "An error."}


def texts(seed: int) -> list[Document]:
    """Texts of the day in three languages, with tolls, a reprint, and two of the day before."""
    writer = Writer(seed)
    found = [replace(writer.document(n), id=f"{DAY}-text{n}", published=DAY) for n in range(6)]
    found += [
        Document(f"{DAY}-toll{toll}", f"{toll} dead", f"{TOLL.format(toll)} {found[2].text}", "en", published=DAY,
                 publisher=f"Outlet {toll}", kind="feed") for toll in (137, 144)
    ]  # fmt: skip
    found.append(replace(found[0], id=f"{DAY}-reprint", publisher="Another outlet"))
    before = DAY - timedelta(days=1)
    return [*found, *(replace(writer.document(n), id=f"{before}-late{n}", published=before) for n in (7, 8))]


def of_a_week(seed: int) -> list[Document]:
    """Texts of the last days on two topics, in the order of their days."""
    some = on_topics(seed)
    days = [DAY - (len(some) - place) // 3 * NEXT for place in range(len(some))]
    return [replace(each, id=f"{day}{each.id[10:]}", published=day) for each, day in zip(some, days, strict=True)]


def on_topics(seed: int) -> list[Document]:
    """Texts, every second one on raids."""
    kinds: tuple[tuple[Topic, ...], ...] = (("law",), ("raids",))
    some = sorted(texts(seed), key=lambda each: each.id)
    return [replace(each, topics=kinds[place % 2]) for place, each in enumerate(some)]


def noon_of(document: Document) -> datetime:
    assert document.published is not None
    return datetime.combine(document.published, time_of_day(7), UTC)


def compiled(data: Path, sets: list[frozenset[str]]) -> dict[frozenset[str], Digest]:
    with closing(Newsroom(data, FixedClock(CLOSED), policy=OPEN)) as room:
        return {topics: room.compile(DAY, "en", topics=topics) for topics in sets}


class House:
    """A corpus, its clock, and what is asked of it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.clock = FixedClock(EVENING)
        self.store = Store.open(data, create=True)
        self.room = Newsroom(data, self.clock, policy=OPEN)

    def read(self, document: Document) -> None:
        Ingest(self.store, self.clock, readers="rules").document(document)

    def close(self) -> None:
        self.store.close()
        self.room.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with closing(House(tmp_path / "house")) as found:
        yield found


def closed(data: Path) -> dict[str, Digest]:
    """The editions of the day, asked for when it is over."""
    with closing(Newsroom(data, FixedClock(CLOSED), policy=OPEN)) as room:
        return {lang: room.digest(DAY, lang) for lang in LANGS}


RAIDS = frozenset({"raids"})
WANTED: tuple[tuple[str, frozenset[str]], ...] = (
    ("daily", RAIDS),
    ("weekly", frozenset()),
    ("weekly", RAIDS),
    ("evening", RAIDS),
    ("since3", frozenset()),
)
"""Editions of the day beside the daily one for everybody."""


def closed_too(data: Path) -> dict[tuple[str, frozenset[str], str], Digest]:
    """The other editions of the day, asked for when it is over."""
    with closing(Newsroom(data, FixedClock(CLOSED), policy=OPEN)) as room:
        orders = [(name, topics, lang) for name, topics in WANTED for lang in LANGS]
        return {each: room.edition(issue_of(each[0], DAY), each[2], topics=each[1]) for each in orders}


def ask_before(house: House) -> None:
    """Readers ask for all of these a week before."""
    then, house.clock.at = house.clock.at, CLOSED - WEEK
    for name, topics in WANTED:
        for lang in LANGS:
            house.room.edition(issue_of(name, DAY - WEEK), lang, topics=topics)
    house.clock.set(then)


def from_nothing(data: Path, to: Path, ask: Callable[[Path], dict[Any, Digest]] = closed) -> dict[Any, Digest]:
    """The same of a copy for which nothing was made ahead, by a process that remembers nothing."""
    with closing(Store.open(data)) as store:
        store.connection.execute("VACUUM INTO ?", (str(_made(to) / "corpus.db"),))
    with closing(Store.open(to)) as store, store.transaction():
        for table in ("open_editions", "readings", "event_chances"):
            store.connection.execute(f"DELETE FROM {table}")
    for memory in (chance._met, chance._fresh, chance._asked, near._held, facts._known, embargo._known):
        memory.clear()
    stories._last.clear()
    compiling._last.clear()
    compiling._grounds.clear()
    return ask(to)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def refuse(*_: object, **__: object) -> Digest:
    raise AssertionError("an edition was compiled")


@pytest.mark.parametrize("seed", range(at_most(12, 3)))
def test_what_is_made_ahead_is_what_a_compile_from_nothing_gives(house: House, tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    arriving = texts(seed)
    draw.shuffle(arriving)
    for document in arriving:
        house.read(document)
        if draw.random() < 0.4:
            house.room.make_ahead()
    if draw.random() < 0.5:
        house.store.retract(arriving[0].id, DAY, WHY)
    if draw.random() < 0.5:
        house.room.make_ahead()
    expected = from_nothing(house.data, tmp_path / "copy")
    assert closed(house.data) == expected
    assert all(edition.stories for edition in expected.values())


@pytest.mark.parametrize("seed", range(at_most(8, 2)))
def test_so_are_a_weeks_and_those_on_topics(house: House, tmp_path: Path, seed: int) -> None:
    """Of days whose own editions went out, with texts that came too late for them."""
    draw, arriving = random.Random(seed), of_a_week(seed)
    ask_before(house)
    for document in arriving:
        house.clock.set(min(LAST_HOUR, max(house.clock.at, noon_of(document) + draw.choice([0, 1]) * NEXT)))
        house.room.compile_closed()
        house.read(document)
    house.clock.set(LAST_HOUR)
    house.room.compile_closed()
    house.room.make_ahead()
    if draw.random() < 0.5:
        house.read(texts(seed)[7])
    if draw.random() < 0.7:
        house.room.make_ahead()
    expected = from_nothing(house.data, tmp_path / "copy", closed_too)
    assert closed_too(house.data) == expected
    assert all(expected["weekly", frozenset(), lang].stories for lang in LANGS)


def test_in_the_last_hour_all_is_made_that_readers_are_likely_to_ask_for(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_before(house)
    for document in of_a_week(1):
        house.read(document)
    assert house.room.make_ahead() == len(LANGS), "before it, the daily ones"
    house.clock.set(LAST_HOUR)
    assert house.room.make_ahead() == len(WANTED) * len(LANGS)
    assert house.room.make_ahead() == 0
    monkeypatch.setattr(newsroom, "compile_digest", refuse)
    assert len(closed_too(house.data)) == len(WANTED) * len(LANGS)


def test_what_has_closed_is_stored_before_readers_ask(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_before(house)
    for document in of_a_week(1):
        house.read(document)
    house.clock.set(CLOSED)
    assert house.room.compile_closed() == (1 + len(WANTED)) * len(LANGS)
    assert house.room.compile_closed() == 0
    monkeypatch.setattr(newsroom, "compile_digest", refuse)
    monkeypatch.setattr(ahead, "find", refuse)
    assert len(closed_too(house.data)) == len(WANTED) * len(LANGS)


def test_what_readers_ask_for_no_more_is_made_no_more(house: House) -> None:
    """That the worker made it says nothing."""
    ask_before(house)
    house.read(texts(1)[0])
    house.clock.set(CLOSED)
    house.room.compile_closed()
    house.clock.set(CLOSED + WEEK)
    assert house.room.compile_closed() == len(CADENCES) * len(LANGS)


def test_at_noon_the_half_day_is_there(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    noon = Issue(DAY - NEXT, by_noon=True)
    house.clock.set(noon.end)
    house.room.edition(noon, "tg")
    house.clock.set(noon.end + NEXT - timedelta(minutes=30))
    house.room.compile_closed()
    house.read(texts(1)[0])
    assert house.room.make_ahead() == len(LANGS) + 1
    house.clock.set(noon.end + NEXT)
    monkeypatch.setattr(newsroom, "compile_digest", refuse)
    assert house.room.compile_closed() == 1
    assert house.room.edition(Issue(DAY, by_noon=True), "tg").stories


def test_at_the_end_of_the_day_nothing_is_left_to_be_made(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for document in texts(1):
        house.read(document)
    assert house.room.make_ahead() == len(LANGS)
    monkeypatch.setattr(newsroom, "compile_digest", refuse)
    assert house.room.make_ahead() == 0, "nothing was filed"
    house.clock.set(CLOSED)
    assert {lang for lang in LANGS if house.room.digest(DAY, lang).stories} == set(LANGS)


def test_the_job_has_nothing_to_say_where_nothing_came(house: House) -> None:
    house.read(texts(1)[0])
    worker = Worker(house.data, house.clock, policy=OPEN, feeds=False)
    job = next(each for each in worker.jobs() if each.name == "open day")
    assert job.work() == "3 editions of the open day"
    assert job.work() == ""


def test_a_text_that_came_behind_the_last_round_is_in_the_edition(house: House) -> None:
    some = texts(1)
    house.read(some[0])
    house.room.make_ahead()
    house.read(some[7])
    told = closed(house.data)["en"]
    assert any("144" in story.text for story in told.stories)


def decide(house: House) -> None:
    claim = next(each for each in house.store.claims("crocus.deaths") if each.value == 144)
    reviews.decide(house.store.connection, claim, "hold", EVENING)


def translate(house: House) -> None:
    said = [Translated("Як ҷумла.", 0.9, ())]
    Translations(house.store.connection).keep(["A sentence."], "en", "tg", "engine", said, EVENING.isoformat())


def embed(house: House) -> None:
    with house.store.transaction():
        house.store.connection.execute("UPDATE documents SET embedded = 'model' WHERE id = ?", (f"{DAY}-text0",))


def tell_of_the_day_before(house: House) -> None:
    house.room.digest(DAY - timedelta(days=1), "en")


def do_nothing(_: House) -> None:
    pass


@pytest.mark.parametrize(
    ("change", "made"),
    [
        (do_nothing, 0),
        (decide, 3),
        (translate, 3),
        (embed, 3),
        (tell_of_the_day_before, 3),
        (lambda house: house.store.retract(f"{DAY}-text0", DAY, WHY), 3),
        (lambda house: house.store.reinstate(f"{DAY}-text0"), 3),
        (lambda house: house.store.forget(f"{DAY}-text0"), 3),
        (lambda house: house.read(replace(texts(1)[0], text="Another text. It has two sentences.")), 3),
    ],
)
def test_whatever_an_edition_hangs_on_has_it_made_anew(
    house: House, change: Callable[[House], None], made: int
) -> None:
    for document in texts(1):
        house.read(document)
    house.room.make_ahead()
    change(house)
    assert house.room.make_ahead() == made


def test_an_operators_own_tables_count(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order = Order(Issue(DAY), "en")
    marks = set()
    for text in ("", "one", "other"):
        (tmp_path / "own").mkdir(exist_ok=True)
        (tmp_path / "own" / "editions.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(config, "OWN", tmp_path / "own")
        ahead._program.cache_clear()
        marks.add(ahead.mark(house.store, order, OPEN, None))
    ahead._program.cache_clear()
    assert len(marks) == 3


def test_other_languages_tell_of_the_documents_of_the_first(house: House) -> None:
    some = texts(1)
    house.read(some[0])
    house.clock.set(CLOSED)
    first = house.room.digest(DAY, "en")
    house.clock.set(EVENING)
    house.read(some[1])
    house.room.make_ahead()
    house.clock.set(CLOSED)
    assert [each.doc_id for each in house.room.digest(DAY, "ru").citations] == [each.doc_id for each in first.citations]


ROUNDS = """
import sys
from pathlib import Path
from tests.editions.test_ahead import House, texts
house = House(Path(sys.argv[1]))
house.room.make_ahead()
print("begun", flush=True)
for document in texts(2):
    house.read(document)
    house.room.make_ahead()
"""


@pytest.mark.parametrize("after", part([0.05, 0.4, 1.0, 2.0], [0.4, 1.0]))
def test_a_kill_in_the_midst_costs_no_text_and_no_word(tmp_path: Path, after: float) -> None:
    data = tmp_path / "killed"
    with subprocess.Popen([sys.executable, "-c", ROUNDS, str(data)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(after)
        os.kill(process.pid, signal.SIGKILL)
    with closing(House(data)) as house:
        for document in texts(2):
            house.read(document)
    assert closed(data) == from_nothing(data, tmp_path / "copy")
    shutil.rmtree(data)


def test_topics_choose_of_what_is_drafted_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for topic, text in TOLD.items():
        house.read(Document(f"{DAY}-{topic}", text, text, "en", published=DAY, kind="feed", topics=(topic,)))
    house.clock.set(CLOSED)
    assert len(house.room.edition(Issue(DAY), "tg").stories) == len(TOLD)
    monkeypatch.setattr(compiling, "scene", refuse)
    (alone,) = house.room.edition(Issue(DAY), "ru", topics=RAIDS).stories
    assert alone.topics == ("raids",)


def test_a_set_of_topics_tells_the_same_whichever_was_asked_before(house: House) -> None:
    """Sources are set beside what is told: each edition has its own."""
    for document in on_topics(1):
        house.read(document)
    house.clock.set(CLOSED)
    sets = [RAIDS, frozenset({"law"}), RAIDS | {"law"}, frozenset()]
    one, other = [compiled(house.data, order) for order in (sets, sets[::-1])]
    assert one == other


def test_what_stands_on_a_day_is_what_was_known_less_what_had_ended(house: House) -> None:
    """An edition reads the claims once, and takes both from that."""
    toll = texts(1)[7]
    house.read(toll)
    (claim, *_) = (each for each in house.store.claims("crocus.deaths") if each.value == 144)
    reviews.decide(house.store.connection, claim, "correct", EVENING, after={"value": 143})
    house.clock.set(CLOSED)
    house.read(replace(toll, text=toll.text.replace("144", "145")))
    for day in (DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)):
        known = house.store.claims(known=day, former=True)
        standing = [claim for claim in known if claim.known_until is None or claim.known_until > day]
        assert standing == list(house.store.claims(known=day))
    assert len(house.store.claims(known=DAY + timedelta(days=1), former=True)) > len(standing)
