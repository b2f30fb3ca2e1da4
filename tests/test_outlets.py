"""What waits for an editor is printed nowhere and stands in both queues: every outlet is walked with claims planted."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Literal

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.desk import Desk
from bot.talk import inline
from digests.charts import picture
from digests.clock import FixedClock
from digests.corpus import reviews
from digests.corpus.store import Store
from digests.figures.stands import Stand
from digests.ingest import Ingest
from digests.model import LANGS, Document, Lang
from digests.newsroom import Newsroom
from digests.policy import Policy
from digests.say.moves import move_pages
from digests.worker import Worker
from tests.size import part

DAY = date(2024, 4, 6)
CLOCK = FixedClock(datetime(2024, 4, 7, 3, 0, tzinfo=UTC))

TEXTS = {
    "implausible": ("Crocus: 7,731 killed", "The attack at Crocus City Hall killed 7,731 people, a channel claims."),
    "beside": (
        "Toll",
        "The attack at Crocus City Hall killed 144 people and injured 93,517, the ministry said on 6 April.",
    ),
    "automatic": ("New toll: 146", "The attack at Crocus City Hall killed 146 people, the committee said on 6 April."),
    "single": ("Crocus", "The attack at Crocus City Hall killed 191 people, an agency reported on 6 April."),
    "unbound": ("Ducks", "Migrants from Tajikistan in Moscow saw 9,463 ducks on the river, the radio reports."),
    "tg": ("Крокус", "Дар ҳамла ба «Крокус Сити Холл» 7731 нафар кушта шуд."),
    "ru": ("Крокус", "В теракте в «Крокус Сити Холле» погибли 7731 человек, 93 517 ранены, пишет канал."),
}
Setting = Literal["corroborated", "all", "none"]
MISSING = {
    "Asia-Plus": "Relatives said that 213 people were still missing after the attack at Crocus City Hall on 5 April.",
    "Mediazona": "На 5 апреля после теракта в «Крокус Сити Холле» без вести пропали 213 человек.",
}
HELD = ("7731", "93517", "584")
"""Implausible ones in three languages, one of them beside a figure that stands; and one that an editor holds."""
SINGLE = ("191", "9463")
"""What one text alone says and no record leads up to; and a number bound to nothing."""
CONTINUED = ("146",)
"""One text's toll that a curated one leads up to."""
CONFIRMED = ("213",)
"""What two outlets of different origins say."""
QUESTIONS = (
    "How many people were killed at Crocus City Hall?", "Do sources agree on the toll of Crocus?",
    "Сколько погибло в Крокусе?", "Дар Крокус чанд нафар кушта шуд?", "How many were injured at Crocus City Hall?",
    "How many migration cases came to the courts of St Petersburg?", "What did the channel claim about Crocus?",
    "How many ducks did migrants see on the river?", "Who saw ducks in Moscow?", "What's new?", "Новости недели",
)  # fmt: skip

SOUGHT = ("killed", "раненые", "кушташудагон", "cases 2024", "missing on 5 April")
"""What is typed behind the bot's name."""


@pytest.fixture
def data(curated: Path, tmp_path: Path) -> Path:
    """The curated records, texts read by machine beside them, and one record's figure that an editor holds."""
    shutil.copytree(curated, tmp_path / "data")
    with Store.open(tmp_path / "data") as store:
        ingest = Ingest(store, CLOCK)
        for publisher, text in MISSING.items():
            lang = "en" if publisher == "Asia-Plus" else "ru"
            ingest.document(Document(publisher, "Missing", text, lang, publisher=publisher, published=DAY))  # type: ignore[arg-type]
        for name, (title, text) in TEXTS.items():
            lang: Any = name if name in LANGS else "en"
            ingest.document(Document(name, title, text, lang, publisher="Radio", published=DAY))
        cases = next(claim for claim in store.claims("spb.migration_cases") if claim.value == 584)
        reviews.decide(store.connection, cases, "hold", CLOCK.now())
    return tmp_path / "data"


PLACES = re.compile(r' (?:[xy][12]?|[cr]?[dxyr]|width|height|viewBox)="[^"]*"')
"""Where the lines of a drawing lie: numbers that tell nothing."""


def printed(text: str, number: str) -> bool:
    """Whether `number` stands in `text`, grouped in whatever way; ids and addresses are no print."""
    plain = re.sub(r"https?://\S+|feed-\w+|[\w-]+#\d+", " ", text)
    pattern = r"(?<![\d.,])" + r"[\s\u00a0\u202f.,]?".join(number) + r"(?!\d)"
    return re.search(pattern, plain) is not None


def command_line(data: Path, out: Path, langs: Sequence[Lang]) -> Iterator[tuple[str, str]]:
    def run(*words: str) -> str:
        done = CliRunner().invoke(main, ["--data", str(data), *words])
        assert done.exit_code == 0, (words, done.output)
        return done.output

    for question in part(QUESTIONS, QUESTIONS[::3]):  # the batch below asks them all, as the room does in words
        yield f"ask {question}", run("ask", question)
    batch = out.with_suffix(".jsonl")
    batch.write_text("".join(json.dumps({"id": n, "question": each}) + "\n" for n, each in enumerate(QUESTIONS)))
    yield "ask --json", run("ask", "--json", "--batch", str(batch))
    for cadence, shapes in (("daily", ("--text", "--json")), ("weekly", ("--html", "--json"))):
        for lang in langs:
            for shape in shapes:
                words = ("digest", "--date", DAY.isoformat(), "--cadence", cadence, "--lang", lang, shape)
                yield " ".join(words), run(*words)
    yield "search", run("search", "killed at Crocus City Hall") + run("search", "ducks on the river", "--json")
    for words in (("figures",), ("figures", "--json"), ("figures", "--csv"), ("figures", "crocus.deaths")):
        yield " ".join(words), run(*words)
    run("export", str(out))
    for path in sorted(out.rglob("*.*")):
        if path.is_file() and path.name != "files.json":  # sums of what is in the others
            name = path.relative_to(out).as_posix()
            yield f"export {name}", PLACES.sub("", path.read_text(encoding="utf-8"))


def room(data: Path, policy: Policy, langs: Sequence[Lang]) -> Iterator[tuple[str, str]]:
    newsroom = Newsroom(data, CLOCK, policy=policy)
    for lang in langs:
        for question in QUESTIONS:
            answer = newsroom.ask(question, lang)
            yield f"answer {question}", str(asdict(answer)) + str(newsroom.answer_pages(answer))
        for indicator in ("crocus.deaths", "crocus.injured", "spb.migration_cases"):
            yield f"page {indicator}", str(newsroom.figure_pages(indicator, lang, links=True))
            yield f"list {indicator}", str(newsroom.cards.lines([indicator], lang))
            card = newsroom.cards.card(indicator, lang, links=True)
            yield f"card {indicator}", str(card)
            yield f"copied {indicator}", card.copy_text if card else ""
            for when, _ in card.times if card else ():
                yield f"card {indicator} {when}", str(newsroom.cards.card(indicator, lang, when=when, links=True))
            for told in alerted(newsroom, indicator):
                moves = [move] if (move := newsroom.cards.moved(indicator, told)[0]) else []
                yield f"alert {indicator}", str(move_pages(moves, lang))
            if newsroom.view(indicator).claims:
                yield f"chart {indicator}", str(picture(newsroom.view(indicator), lang))
        yield "sources", str(newsroom.source_pages(lang, links=True))
        yield "edition", str([page.text for page in newsroom.digest(DAY, lang).pages])
    newsroom.close()


def shown(results: Sequence[Any]) -> str:
    return str([result.to_dict() for result in results])


def alerted(newsroom: Newsroom, indicator: str) -> Iterator[Stand]:
    """What a follower may have been told: nothing, and each of its claims, those that wait included."""
    yield Stand(None)
    view = newsroom.view(indicator)
    for claim in (*view.claims, *view.waiting):
        yield Stand(claim)
        yield Stand(view.current, former=(claim,))


def cards(data: Path, policy: Policy) -> Iterator[tuple[str, str]]:
    async def walk() -> list[tuple[str, str]]:
        desk = Desk.open(data, CLOCK, policy=policy)
        context: Any = SimpleNamespace(
            house=SimpleNamespace(desk=desk), lang="en", bot=SimpleNamespace(username="khabar_bot"), say=str
        )
        found = [(f"inline {text}", str(await inline.answer_cards(context, text, set()))) for text in QUESTIONS]
        found += [(f"inline {text}", shown(await inline.found(context, text))) for text in (*QUESTIONS, *SOUGHT)]
        found += [("inline figures", shown(await inline.leading(context)))]
        await asyncio.to_thread(desk.close)
        return found

    yield from asyncio.run(walk())


@pytest.mark.parametrize(
    ("setting", "spoken", "hidden", "seen"),
    [
        ("all", "tg", HELD, (*SINGLE[:1], *CONTINUED, *CONFIRMED)),
        (None, "ru", (*HELD, *SINGLE), (*CONTINUED, *CONFIRMED)),
        ("none", "en", (*HELD, *SINGLE, *CONTINUED, *CONFIRMED), ()),
    ],
)
def test_what_waits_is_printed_nowhere(
    data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    setting: Setting | None,
    spoken: Lang,
    hidden: Sequence[str],
    seen: Sequence[str],
) -> None:
    """The room and the command line are walked in one language under each setting, in all of them over the whole; what
    is stored, exported and shown in line is always in all."""
    langs = part(LANGS, (spoken,))
    with Store.open(data) as store:
        assert {7731, 93517} <= {claim.value for claim in store.claims() if claim.review == "held"}
    if setting is not None:  # as the setting was written at first
        monkeypatch.setenv("KHABAR_PUBLISH_AUTOMATIC", {"all": "true", "none": "false"}[setting])
    policy = Policy(setting or "corroborated")
    Worker(data, CLOCK, policy=policy, feeds=False).compile()
    with Store.open(data) as store:
        kept = [("stored edition", row["digest"]) for row in store.connection.execute("SELECT digest FROM editions")]
    said = [*kept, *command_line(data, tmp_path / "out", langs), *room(data, policy, langs), *cards(data, policy)]
    leaks = [(outlet, number) for outlet, text in said for number in hidden if printed(text, number)]
    assert leaks == []
    assert any(printed(text, "144") for _, text in said)  # the walk can find a number
    assert [number for number in seen if not any(printed(text, number) for _, text in said)] == []


@pytest.mark.parametrize("setting", ["all", "corroborated", "none"])
def test_both_queues_hold_all_that_waits(data: Path, monkeypatch: pytest.MonkeyPatch, setting: Setting) -> None:
    monkeypatch.setenv("KHABAR_PUBLISH_AUTOMATIC", setting)
    done = CliRunner().invoke(main, ["--data", str(data), "review", "list", "--json"])
    rows = json.loads(done.output)
    listed = {claim["id"]: claim["value"] for claim in rows}
    for row in rows:  # each with its reason, its words, its place and what approving it would do
        assert set(row["held_why"]) == set(row["if_approved"]["text"]) == set(LANGS)
        assert row["quote"] and row["doc_id"] and "url" in row and row["grade"] != "curated"

    async def held() -> set[str]:
        desk = Desk.open(data, CLOCK, policy=Policy(setting))
        found = await desk.edit(lambda editors: editors.room.queue())
        await asyncio.to_thread(desk.close)
        return {each.claim.id for each in found}

    assert asyncio.run(held()) == set(listed)
    status = CliRunner().invoke(main, ["--data", str(data), "status", "--json"])
    assert json.loads(status.output)["corpus"]["claims_held"] == len(listed)
    assert {7731, 93517, 584} <= set(listed.values())
    assert (146 in listed.values()) == (213 in listed.values()) == (setting == "none")
    assert (191 in listed.values()) == (setting != "all")
    with Store.open(data) as store:
        waiting = {claim.id for claim in store.claims() if claim.review != "approved"}
    assert (waiting <= set(listed)) == (setting == "none")


def test_an_edition_kept_under_another_policy_is_not_served(data: Path) -> None:
    def toll(setting: Setting) -> str:
        newsroom = Newsroom(data, CLOCK, policy=Policy(setting))
        text = "\n".join(page.text for page in newsroom.digest(DAY, "en").pages)
        newsroom.close()
        return text

    open_first = toll("all")
    assert "146" in open_first
    assert "191" in open_first
    assert "146" not in toll("none")
    assert "191" not in toll("corroborated")
    assert toll("all") == open_first


def test_an_edition_is_made_anew_when_something_of_it_has_to_wait(data: Path) -> None:
    newsroom = Newsroom(data, CLOCK, policy=Policy("all"))
    assert "146" in newsroom.digest(DAY, "en").pages[0].text
    claim = next(claim for claim in newsroom.store.claims("crocus.deaths") if claim.value == 146)
    reviews.decide(newsroom.store.connection, claim, "hold", CLOCK.now() + timedelta(hours=1))
    assert all("146" not in page.text for page in newsroom.digest(DAY, "en").pages)
    assert newsroom.digest(DAY, "en") == newsroom.digest(DAY, "en")
    newsroom.close()


def test_what_no_reader_was_shown_is_not_taken_back_before_them(data: Path) -> None:
    newsroom = Newsroom(data, CLOCK, policy=Policy("all"))
    claims = {claim.value: claim for claim in newsroom.store.claims()}
    for value in (7731, 146):
        reviews.decide(newsroom.store.connection, claims[value], "retract", CLOCK.now())
    (line,) = newsroom.compile(DAY + timedelta(days=1), "en").corrections
    assert "146" in line
    newsroom.policy = Policy("none")
    assert newsroom.compile(DAY + timedelta(days=1), "en").corrections == ()
    newsroom.close()
