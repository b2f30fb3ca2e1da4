"""A document whose every field tries to act is planted, and every outlet is walked: nothing of it can be tapped."""

from __future__ import annotations

import asyncio
import html
import re
import shutil
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.desk import Desk
from bot.talk import inline
from bot.talk.ask import buttons
from bot.talk.desk.claims import described
from bot.talk.words import say
from digests.clock import FixedClock
from digests.corpus.store import Store
from digests.editing.decisions import WAITING
from digests.editing.desk import EditorsDesk
from digests.ingest import Ingest
from digests.model import LANGS, Document
from digests.newsroom import Newsroom
from digests.policy import Policy
from digests.publishers import load as load_publishers
from tests.say.test_foreign import TAPPABLE

DAY = date(2024, 4, 6)
CLOCK = FixedClock(datetime(2024, 4, 7, 3, 0, tzinfo=UTC))
ACTING = "@evilbot /start #join t.me/evilbot?start=1 https://evil.example/x +992 90 123-45-67 a@evil.example"
HIDDEN = "\u061c\u202e\u3164\u2800\u200b\u206a\U000e0041\x1b[31m"
TEXT = (
    f"The attack at Crocus City Hall killed 146 people, the committee {ACTING} said on 6 April{HIDDEN}. "
    f"Migrants from Tajikistan in Moscow saw ducks on the river near https://www.rferl.org/a/1.html, {ACTING} reports. "
    "The attack at Crocus City Hall killed 9,731 people, @evilbot claims."
)
QUESTIONS = (
    "How many people were killed at Crocus City Hall?", "Who saw ducks in Moscow?", "What's new?",
    "What did migrants see on the river?",
)  # fmt: skip
LINK = re.compile(r'<a href="([^"]*)">')
OURS = re.compile(r"crocus\.deaths|https://(?:iwpr|essanews|cabar|www\.diplomaticourier|www\.zerohedge)\.[^\s\"]+")


@pytest.fixture
def data(curated: Path, tmp_path: Path) -> Path:
    shutil.copytree(curated, tmp_path / "data")
    with Store.open(tmp_path / "data") as store:
        Ingest(store, CLOCK).document(
            Document(
                "evil", f"Toll 146 {ACTING}{HIDDEN}\n/start", TEXT, "en", publisher=f"Radio {ACTING}{HIDDEN}",
                author=ACTING, published=DAY, url="https://www.rferl.org/a/2.html", kind="feed",
            )
        )  # fmt: skip
    return tmp_path / "data"


def acts(text: str) -> list[str]:
    """What in `text` a client would make tappable, or a reader could not see."""
    unseen = [f"U+{ord(char):04X}" for char in text if char != "\n" and unicodedata.category(char) in ("Cc", "Cf")]
    return [*unseen, *("blank" for char in "\u3164\u2800" if char in text), *TAPPABLE.findall(OURS.sub("", text))]


def pages(data: Path) -> Iterator[tuple[str, str]]:
    newsroom = Newsroom(data, CLOCK, policy=Policy("all"))
    for lang in LANGS:
        for question in QUESTIONS:
            answer = newsroom.ask(question, lang)
            yield f"answer {question}", answer.text
            yield f"copy {question}", answer.copy_text or ""
            yield from ((f"pages {question}", page.html) for page in newsroom.answer_pages(answer, links=False))
            yield f"offers {question}", "\n".join(answer.offers)
        yield from ((f"figure {lang}", page.html) for page in newsroom.figure_pages("crocus.deaths", lang))
        yield from ((f"sources {lang}", page.html) for page in newsroom.source_pages(lang))
        yield from ((f"edition {lang}", page.html) for page in newsroom.compile(DAY, lang).pages)
        context: Any = SimpleNamespace(lang=lang, say=partial(say, lang))
        decisions = EditorsDesk(newsroom).decisions
        cases = (decisions.case(WAITING, n) for n in range(len(newsroom.queue())))
        yield from (("desk", described(context, case)) for case in cases if case is not None)
    newsroom.close()


def cards(data: Path) -> list[tuple[str, str]]:
    async def walk() -> list[tuple[str, str]]:
        desk = Desk.open(data, CLOCK, policy=Policy("all"))
        house = SimpleNamespace(desk=desk)
        context: Any = SimpleNamespace(
            house=house, lang="en", bot=SimpleNamespace(username="khabar_bot"), say=partial(say, "en")
        )
        found = [card for text in QUESTIONS for card in await inline.answer_cards(context, text, set())]
        found += await inline.leading(context)
        await asyncio.to_thread(desk.close)
        return [
            (f"card {card['title']}", text)
            for card in (each.to_dict() for each in found)
            for text in (card["title"], card["description"], card["input_message_content"]["message_text"])
        ]

    return asyncio.run(walk())


def run(data: Path, *words: str) -> str:
    done = CliRunner().invoke(main, ["--data", str(data), *words])
    assert done.exit_code == 0, (words, done.output)
    return done.output


def test_nothing_that_people_read_can_be_tapped(data: Path) -> None:
    said = [*pages(data), *cards(data)]
    said += [(question, run(data, "ask", question)) for question in QUESTIONS]
    said += [(shape, run(data, "digest", "--date", "2024-04-06", shape)) for shape in ("--text", "--html")]
    said += [("search", run(data, "search", "ducks on the river")), ("figures", run(data, "figures", "crocus.deaths"))]
    said += [("review", run(data, "review", "list"))]
    shown = [(outlet, html.unescape(re.sub(r"<[^>]+>", "", text))) for outlet, text in said]
    assert [(outlet, found) for outlet, text in shown if (found := acts(text))] == []
    assert sum("evilbot" in text for _, text in shown) > 10  # it is there, and can be read
    linked = {address for _, text in said for address in LINK.findall(text)}
    assert linked
    assert [address for address in linked if not load_publishers().link_is_safe(None, address)] == []


def test_files_and_json_hold_nothing_unseen(data: Path, tmp_path: Path) -> None:
    run(data, "export", str(tmp_path / "out"))
    told = {str(path): path.read_text(encoding="utf-8") for path in (tmp_path / "out").rglob("*.*") if path.is_file()}
    told |= {shape: run(data, *shape.split()) for shape in ("figures --json", "figures --csv", "review list --json")}
    told |= {question: run(data, "ask", "--json", question) for question in QUESTIONS}
    told["search"] = run(data, "search", "--json", "ducks on the river")
    assert any("evil" in text for text in told.values())
    for name, text in told.items():
        assert not [char for char in text if char != "\n" and unicodedata.category(char) in ("Cc", "Cf")], name


def test_a_reader_who_asks_gets_the_link_and_a_copy_never_does(data: Path) -> None:
    newsroom = Newsroom(data, CLOCK, policy=Policy("all"))
    answer = newsroom.ask(QUESTIONS[1], "en")
    addresses = [LINK.findall(newsroom.answer_pages(answer, links=on)[0].html) for on in (True, False)]
    assert addresses == [["https://www.rferl.org/a/2.html"], []]
    context: Any = SimpleNamespace(lang="en", house=SimpleNamespace(offers={}))
    toll = newsroom.ask(QUESTIONS[0], "en")
    copied = buttons(context, toll)[0][0]["copy_text"]["text"]
    assert "rferl" not in copied
    newsroom.close()
