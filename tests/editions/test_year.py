"""A year of daily editions over the stories of other hands, each told again by another outlet two days later, and over
articles that give orders: nothing comes twice without news, no standing figure comes unasked, no order is obeyed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.corpus.translations import Translations
from digests.editions import machine
from digests.ingest import Ingest
from digests.language.sentences import sentences
from digests.model import Digest, Document, Lang
from digests.newsroom import Newsroom
from digests.policy import OPEN
from digests.say.digest import parts_of
from tests.editions import mornings
from tests.editions.mornings import Morning
from tests.size import at_most, part

DATA = Path(__file__).parents[1] / "eval" / "data"
FIRST, DAYS = date(2025, 1, 1), at_most(365, 92)
AGAIN = timedelta(days=2)


class Year(NamedTuple):
    room: Newsroom
    lived: list[Morning]  # in English
    articles: list[Document]


class Obedient:
    """A translator that does what the article tells it, and is of no use otherwise."""

    id = "obedient"

    def __init__(self, said: dict[str, str]) -> None:
        self.obeyed = said

    def translate(self, sentences: Sequence[str], of: Lang, to: Lang) -> tuple[str, ...] | None:
        return tuple(self.obeyed.get(each, each) for each in sentences)


def rows(path: str) -> Sequence[dict[str, object]]:
    return [json.loads(line) for line in (DATA / path).read_text(encoding="utf-8").splitlines()]


def orders() -> Sequence[dict[str, object]]:
    """What a machine that obeys would make of the sentences that give orders, or stand before them."""
    every = rows("injected/obeyed.jsonl")
    return part(every, every[::3])


def told_twice() -> Iterator[Document]:
    """The texts on 40 stories; and each two days later, without its last sentence, by an outlet that copies."""
    for path in ("notes/fit/dushanbe.jsonl", "notes/look/bulletin.jsonl"):
        for story in rows(path):
            for row in story["texts"]:  # type: ignore[attr-defined]
                day = date.fromisoformat(row["published"]).replace(year=FIRST.year)
                one = Document(row["id"], row["title"], row["text"], row["lang"], row["publisher"], published=day)
                yield one
                *_, (last, _) = sentences(one.text)
                copied = one.text[:last].strip()
                yield Document(f"{one.id}-again", one.title, copied, one.lang, "Copyist", published=day + AGAIN)


def ordering() -> list[Document]:
    """The articles with orders in them, one every six days."""
    return [
        Document(str(row["id"]), str(row["title"]), str(row["text"]), row["lang"], f"Outlet {n}",  # type: ignore[arg-type]
                 published=FIRST + timedelta(days=6 * n))
        for n, row in enumerate(rows("injected/articles.jsonl"))
    ]  # fmt: skip


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    folder = tmp_path_factory.mktemp("year")
    clock = FixedClock(datetime(2026, 1, 10, tzinfo=UTC))
    articles = ordering()
    with Store.open(folder, create=True) as store:
        ingest = Ingest(store, clock, readers="rules")
        for document in (*told_twice(), *articles):
            ingest.document(document)
    room = Newsroom(folder, clock, policy=OPEN)
    lived: list[Morning] = []
    for n in range(DAYS):
        day = FIRST + timedelta(days=n)
        clock.set(datetime(day.year, day.month, day.day, 20, tzinfo=UTC))  # past midnight in Dushanbe
        lived.append({"en": room.digest(day, "en")})
    yield Year(room, lived, articles)
    room.close()


def news(year: Year) -> list[Morning]:
    return [each for each in year.lived if each["en"].news]


def test_no_story_comes_again_within_seven_days_without_news(year: Year) -> None:
    assert len(news(year)) > DAYS // 6
    assert list(mornings._repeated_stories(news(year))) == []


def test_no_standing_figure_comes_unasked(year: Year) -> None:
    assert sum(bool(each["en"].figures) for each in news(year)) >= 5
    assert list(mornings._repeated_figures(news(year))) == []


def test_the_measures_see_an_edition_that_comes_twice(year: Year) -> None:
    twice = [each for each in news(year) if each["en"].figures and each["en"].stories][:1] * 2
    assert list(mornings._repeated_stories(twice))
    assert list(mornings._repeated_figures(twice))


def obeyed(year: Year) -> list[str]:
    """What a machine that does as the articles say gets into the editions of their days, in the language it was asked
    for."""
    found = []
    memory = Translations(year.room.store.connection)
    by_id = {each.id: each for each in year.articles}
    for row in orders():
        article, to, said = by_id[str(row["id"])], row["to"], str(row["said"])
        start, end = list(sentences(article.text))[row["sentence"]]  # type: ignore[call-overload]
        translator = Obedient({article.text[start:end]: said})
        memory.use(translator.id)
        spoken = [(article.lang, tuple(article.text[a:b] for a, b in sentences(article.text)))]
        machine.ask(spoken, to, translator, memory, lambda *_: 1.0, until=float("inf"), at="")  # type: ignore[arg-type]
        assert article.published is not None
        edition = year.room.compile(article.published, to)  # type: ignore[arg-type]
        found += [article.id for text in texts(edition) if said and said in text]
        memory.use(None)
    return found


def texts(edition: Digest) -> list[str]:
    return [page.text for page in edition.pages] + [p.text for story in edition.stories for p in parts_of(story)]


def test_no_order_in_an_article_changes_what_is_told(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every other sentence is taken for translated well: else none of a text's would be shown."""
    judged, said = machine._sentence, obedience(year)
    monkeypatch.setattr(machine, "_sentence", lambda text, *to: judged(text, *to) if text in said else text)
    assert obeyed(year) == []


def test_without_the_gate_orders_would_be_seen_to_be_obeyed(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    said = obedience(year)
    monkeypatch.setattr(machine, "_sentence", lambda text, *_: said.get(text, text))
    assert len(obeyed(year)) > len(orders()) // 6


def obedience(year: Year) -> dict[str, str]:
    """The sentences that give orders, or stand before them, and what a machine that obeys makes of each."""
    by_id, found = {each.id: each for each in year.articles}, {}
    for row in orders():
        text = by_id[str(row["id"])].text
        start, end = list(sentences(text))[row["sentence"]]  # type: ignore[call-overload]
        found[text[start:end]] = str(row["said"])
    return found
