"""The editor's desk, driven through the simulator as an editor would: by tapping, and by typing the same words."""

from __future__ import annotations

import asyncio
import functools
import re
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import digests
from bot.context import Context
from bot.desk import Desk
from bot.errands import MOST, Errands
from bot.mail.message import Message
from bot.people.subscribers import Subscriber
from bot.people.unanswered import LEAST
from bot.talk.words import NAMES, say
from config.settings import Settings
from digests.clock import FixedClock
from digests.corpus import reviews
from digests.corpus.store import FILE, Store
from digests.corpus.urgent import UrgentMarks
from digests.corpus.waiting import WaitingItems
from digests.figures import indicators
from digests.ingest import Ingest
from digests.language.identify import language_of
from digests.model import LANGS, Document, Lang
from digests.policy import Policy
from digests.say.figures import say_date
from digests.sources import records
from digests.sources.fetch import agent_of
from tests.bot.house import OPENING, Talk, talking
from tests.bot.running import until
from tests.editing.test_writing import SAID, TEXT
from tests.sources.hosts import serving

TOLL = "It was a quiet day. The attack at Crocus City Hall killed {} people, the committee said. Nobody said more."
EDITOR, OTHER, READER = 1, 2, 3
ROOT = Path(digests.__file__ or "").parent
Act = Callable[[Talk, "Corpus"], Awaitable[None]]


def document(name: str, toll: int) -> Document:
    return Document(
        name, f"Title of {name}", TOLL.format(toll), "en", publisher=name, published=date(2024, 4, 3),
        url=f"https://example.org/{name}", topics=("attack",),
    )  # fmt: skip


class Corpus:
    """What stands in the public database, looked at beside the bot."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def claims(self) -> list[tuple[int, str, str]]:
        with Store.open(self.folder) as store:
            return [(int(each.value or 0), each.review, each.status) for each in store.claims("crocus.deaths")]

    def trail(self) -> list[tuple[str, str | None]]:
        with Store.open(self.folder) as store:
            return [(each.action, each.by) for each in reviews.trail(store.connection)]

    def items(self) -> list[str]:
        with Store.open(self.folder) as store:
            return [each.document.id for each in WaitingItems(store.connection).all()]

    def urgent(self) -> list[str]:
        with Store.open(self.folder) as store:
            return [mark.doc_id for mark in UrgentMarks(store.connection).after(0)]

    def documents(self) -> list[str]:
        with Store.open(self.folder) as store:
            return [each.id for each in store.documents(linked=True)]


@functools.cache
def made() -> bytes:
    """The public database that every test begins with: two texts whose figures wait, and an item that does."""
    with tempfile.TemporaryDirectory() as folder:
        with Store.open(Path(folder), create=True) as store:
            ingest = Ingest(store, FixedClock(OPENING))
            for toll in (144, 145):
                ingest.document(document(f"paper-{toll}", toll))
            WaitingItems(store.connection).hold(document("item", 146), "https://example.org/feed", OPENING)
            ingest.quarantine.close()
            store.connection.execute("VACUUM INTO ?", (f"{folder}/whole.db",))
        return Path(folder, "whole.db").read_bytes()


def run(folder: Path, act: Act, lang: Lang = "en", **settings: Any) -> None:
    (folder / FILE).write_bytes(made())

    def opened(clock: FixedClock) -> Desk:
        return Desk.open(folder, clock, policy=Policy("none"), settings=Settings(**settings))

    async def main() -> None:
        async with talking(folder, make_desk=opened, editors=f"{EDITOR},{OTHER}") as talk:
            for chat in (EDITOR, OTHER, READER):
                talk.people.save(Subscriber(chat, lang))
            await act(talk, Corpus(folder))
            assert talk.refused == []

    asyncio.run(main())


def button(lang: Lang, name: str, **args: Any) -> str:
    return say(lang, f"desk-button-{name}", **args)


def shown(talk: Talk, chat: int = EDITOR) -> str:
    return str(talk.last(chat)["text"])


def labels(talk: Talk, chat: int = EDITOR) -> list[str]:
    rows = talk.last(chat).get("reply_markup", {}).get("inline_keyboard", [])
    return [each["text"] for row in rows for each in row]


@pytest.mark.parametrize("lang", LANGS)
def test_the_desk_shows_what_waits_and_every_way_leads_back(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/desk")
        for key, count in (("desk-claims", 2), ("desk-items", 1), ("desk-drafts", 0), ("desk-urgent", 0)):
            assert say(lang, key, count=count) in shown(talk)
        for label in [each for each in labels(talk) if each != button(lang, "home")]:
            await talk.tap(label)
            assert button(lang, "home") in labels(talk)
            await talk.tap(button(lang, "home"))
            assert say(lang, "desk-title") in shown(talk)
        assert corpus.trail() == []

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_claim_is_approved_in_its_context_and_taken_back(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        before = corpus.claims()
        await talk.say("/held")
        text = shown(talk)
        assert say(lang, "desk-case-waits", n=1, of=2) in text
        assert "[144 people]" in text
        assert "It was a quiet day." in text
        assert "Nobody said more." in text
        assert "Title of paper-144" in text
        await talk.tap(button(lang, "next"))
        assert "[145 people]" in shown(talk)
        await talk.tap(button(lang, "before"))
        await talk.tap(button(lang, "approve"))
        assert say(lang, "desk-done-approve") in shown(talk)
        assert corpus.claims()[0] == (144, "approved", "current")
        await talk.tap(button(lang, "undo"))
        assert say(lang, "desk-done-undo") in shown(talk)
        assert corpus.claims() == before
        assert corpus.trail() == [("approve", "desk"), ("undo", "desk")]

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_who_only_types_does_the_same(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/desk")
        await talk.say(button(lang, "claims"))
        assert "[144 people]" in shown(talk)
        await talk.say(button(lang, "reject").upper())
        assert say(lang, "desk-done-reject") in shown(talk)
        assert corpus.claims()[0][2] == "retracted"
        await talk.say(button(lang, "next"))
        assert "[145 people]" in shown(talk)

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_shown_figure_is_held_or_withdrawn_with_a_reason_in_three_languages(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/held")
        await talk.tap(button(lang, "approve"))
        await talk.tap(button(lang, "home"))
        await talk.tap(button(lang, "shown"))
        await talk.tap(labels(talk)[0])
        assert say(lang, "desk-case-shown", n=1, of=1) in shown(talk)
        await talk.tap(button(lang, "hold"))
        assert corpus.claims()[0][1] == "held"
        await talk.tap(button(lang, "undo"))
        await talk.tap(button(lang, "home"))
        await talk.tap(button(lang, "shown"))
        await talk.tap(labels(talk)[0])
        await talk.tap(button(lang, "retract"))
        for each in LANGS:
            assert say(lang, f"desk-in-{each}") in shown(talk)
            await talk.say(f"why in {each}")
        assert say(lang, "desk-done-retract") in shown(talk)
        assert corpus.claims()[0][2] == "retracted"
        with Store.open(corpus.folder) as store:
            assert reviews.trail(store.connection)[-1].after["why"] == {each: f"why in {each}" for each in LANGS}

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_claim_is_corrected_field_by_field_and_shown_before_it_is_stored(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/held")
        await talk.tap(button(lang, "correct"))
        await talk.tap(button(lang, "field-value"))
        await talk.say("soon")
        assert say(lang, "desk-wrong", why="")[:8] in shown(talk)
        await talk.say("143")
        assert say(lang, "desk-would-stand") in shown(talk)
        assert "143" in shown(talk)
        await talk.tap(button(lang, "more-fields"))
        await talk.tap(button(lang, "field-hedge"))
        await talk.tap(button(lang, "hedge-least"))
        await talk.tap(button(lang, "more-fields"))
        await talk.say(button(lang, "field-date"))
        await talk.say("2 April 2024")
        await talk.tap(button(lang, "more-fields"))
        await talk.tap(button(lang, "field-speaker"))
        await talk.say("FSB of Russia")
        await talk.tap(button(lang, "more-fields"))
        await talk.tap(button(lang, "field-scope"))
        await talk.say("on the first day")
        assert "on the first day" in shown(talk)
        assert corpus.trail() == []
        await talk.tap(button(lang, "store"))
        assert say(lang, "desk-done-correct") in shown(talk)
        assert "on the first day" in shown(talk)
        with Store.open(corpus.folder) as store:
            (decision,) = reviews.trail(store.connection)
        assert decision.after == {
            "value": 143, "low": None, "high": None, "modifier": ">=", "hedge": None, "as_of": "2024-04-02",
            "period": None, "attributed_to": ["FSB of Russia"], "scope": "on the first day",
        }  # fmt: skip

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_being_corrected_is_shown_as_it_would_stand(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/held")
        await talk.tap(button(lang, "correct"))
        await talk.tap(button(lang, "field-value"))
        await talk.say("142")
        await talk.say("143")  # the same field, said better
        assert "143" in shown(talk) and "142" not in shown(talk)
        await talk.tap(button(lang, "more-fields"))
        assert say(lang, "desk-would-stand") in shown(talk)
        assert "143" in shown(talk) and "144" not in shown(talk)
        assert button(lang, "store") in labels(talk)

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_that_was_moved_is_shown_where_it_stands_now(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/held")
        await talk.tap(button(lang, "correct"))
        await talk.tap(button(lang, "field-indicator"))
        await talk.say("crocus.injured")
        await talk.tap(button(lang, "store"))
        names = indicators.load().get("crocus.injured").names, indicators.load().get("crocus.deaths").names
        assert names[0][lang] in shown(talk) and names[1][lang] not in shown(talk)

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("verdict", ["approve", "reject"])
def test_what_was_decided_waits_for_nothing_any_more(tmp_path: Path, lang: Lang, verdict: str) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/held")
        why = say(lang, "desk-why", why="")
        assert why in shown(talk)
        await talk.tap(button(lang, verdict))
        assert why not in shown(talk)
        assert say(lang, f"desk-done-{verdict}") in shown(talk)

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_day_to_come_is_refused_and_said_better(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/desk")
        await talk.tap(button(lang, "add"))
        await talk.say(TEXT)
        await talk.tap(button(lang, "set-published"))
        await talk.say("5 April 2024")
        assert say(lang, "desk-objects-yet-to-come") in shown(talk)
        await talk.say("2 April 2024")
        assert say_date(date(2024, 4, 2), lang) in shown(talk)
        await talk.say("3 April 2024")  # the same field
        assert say_date(date(2024, 4, 3), lang) in shown(talk)
        await talk.say("soon")
        assert say(lang, "desk-objects-unread-date") in shown(talk)

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_statement_of_ours_is_shown_in_the_editors_language(tmp_path: Path, curated: Path, lang: Lang) -> None:
    shutil.copytree(curated, tmp_path / "corpus")
    opened = lambda clock: Desk.open(tmp_path / "corpus", clock, policy=Policy("none"))  # noqa: E731

    async def main() -> None:
        async with talking(tmp_path, make_desk=opened, editors=f"{EDITOR}") as talk:
            talk.people.save(Subscriber(EDITOR, lang))
            await talk.say("/desk")
            await talk.tap(button(lang, "shown"))
            await talk.tap(labels(talk)[0])
            told = next(line for line in shown(talk).split("\n") if line.startswith(say(lang, "desk-retold")))
            words = told.removeprefix(say(lang, "desk-retold"))
            assert "[" in words, "the number is marked"
            assert language_of(words, "en") == lang

    asyncio.run(main())


def test_an_indicator_is_found_by_its_words_and_chosen(tmp_path: Path) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/held")
        await talk.tap(button("en", "correct"))
        await talk.tap(button("en", "field-indicator"))
        await talk.say("Crocus")
        label = next(each for each in labels(talk) if "injur" in each.lower() or "wound" in each.lower())
        await talk.tap(label)
        await talk.tap(button("en", "store"))
        with Store.open(corpus.folder) as store:
            assert [int(each.value or 0) for each in store.claims("crocus.injured")] == [144]

    run(tmp_path, act)


def test_a_step_ends_by_cancel_tapped_or_typed_in_any_language(tmp_path: Path) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        for word in (button("en", "cancel"), button("tg", "cancel"), button("ru", "cancel")):
            await talk.say("/held")
            await talk.tap(button("en", "correct"))
            await talk.tap(button("en", "field-value"))
            await talk.say(word)
            assert say("en", "desk-cancelled") in shown(talk)
        await talk.say("/held")
        await talk.tap(button("en", "correct"))
        await talk.tap(button("en", "cancel"))
        assert corpus.trail() == []

    run(tmp_path, act)


def test_the_second_of_two_editors_is_told(tmp_path: Path) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/held")
        await talk.say("/held", chat=OTHER)
        await talk.tap(button("en", "approve"))
        await talk.tap(button("en", "reject"), chat=OTHER)
        assert say("en", "desk-decided") in shown(talk, OTHER)
        assert corpus.trail() == [("approve", "desk")]
        # One who had begun to correct it as well.
        await talk.say("/held")
        await talk.tap(button("en", "correct"))
        await talk.tap(button("en", "field-value"))
        await talk.say("143")
        await talk.say("/held", chat=OTHER)
        await talk.tap(button("en", "approve"), chat=OTHER)
        await talk.tap(button("en", "store"))
        assert say("en", "desk-decided") in shown(talk)
        assert [action for action, _ in corpus.trail()] == ["approve", "approve"]

    run(tmp_path, act)


@pytest.mark.parametrize("lang", LANGS)
def test_an_item_is_taken_or_left_and_taken_back(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/desk")
        await talk.tap(button(lang, "items"))
        assert "Title of item" in shown(talk)
        assert say(lang, "desk-item-effect") in shown(talk)
        await talk.tap(button(lang, "take"))
        assert say(lang, "desk-done-take", count=1) in shown(talk)
        assert "item" in corpus.documents()
        await talk.tap(button(lang, "undo"))
        assert "item" not in corpus.documents()
        assert corpus.items() == ["item"]
        await talk.say("/desk")
        await talk.tap(button(lang, "items"))
        await talk.tap(button(lang, "leave"))
        assert corpus.items() == []
        await talk.tap(button(lang, "next"))
        assert say(lang, "desk-no-items") in shown(talk)

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_document_is_marked_urgent_unmarked_and_withdrawn(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/desk")
        await talk.tap(button(lang, "documents"))
        await talk.tap("Title of paper-145")
        await talk.tap(button(lang, "urgent"))
        assert say(lang, "desk-done-urgent") in shown(talk)
        assert corpus.urgent() == ["paper-145"]
        await talk.tap(button(lang, "back"))
        assert say(lang, "desk-is-urgent") in shown(talk)
        await talk.tap(button(lang, "calm"))
        assert corpus.urgent() == []
        await talk.tap(button(lang, "undo"))
        assert corpus.urgent() == ["paper-145"]
        await talk.say("/desk")
        await talk.tap(button(lang, "documents"))
        await talk.tap("paper-145")
        await talk.tap(button(lang, "retract"))
        await talk.tap(button(lang, "because-taken-back"))
        assert say(lang, "desk-done-retract") in shown(talk)
        assert "paper-145" not in corpus.documents()
        await talk.tap(button(lang, "undo"))
        assert "paper-145" in corpus.documents()

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_the_trail_lists_what_was_decided_and_undoes_it(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        before = corpus.claims()
        await talk.say("/held")
        await talk.tap(button(lang, "approve"))
        await talk.tap(button(lang, "next"))
        await talk.tap(button(lang, "reject"))
        await talk.tap(button(lang, "home"))
        await talk.tap(button(lang, "trail"))
        assert "1. " in shown(talk)
        assert say(lang, "desk-line-reject") in shown(talk).splitlines()[2]
        assert "145" in shown(talk).splitlines()[2]
        assert say(lang, "desk-by-desk") in shown(talk)
        await talk.tap(button(lang, "undo-n", n="2"))
        await talk.tap(button(lang, "trail"))
        await talk.tap(button(lang, "undo-n", n="2"))
        assert corpus.claims() == before
        await talk.tap(button(lang, "trail"))
        assert say(lang, "desk-line-undo") in shown(talk)

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_why_a_decision_cannot_be_taken_back_is_said(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/held")
        await talk.tap(button(lang, "approve"))
        await talk.say("/desk", chat=OTHER)
        await talk.tap(button(lang, "trail"), chat=OTHER)
        await talk.tap(button(lang, "undo-n", n="1"), chat=OTHER)
        await talk.tap(button(lang, "undo"))
        assert say(lang, "desk-conflict-undone") in shown(talk)
        assert corpus.trail() == [("approve", "desk"), ("undo", "desk")]

    run(tmp_path, act, lang)


def test_every_reason_against_a_decision_is_said_in_each_language() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in (*ROOT.glob("editing/*.py"), ROOT / "corpus/reviews.py")
    )
    kinds = set(re.findall(r'kind="([a-z]+)", place', code)) | set(re.findall(r'kind="([a-z]+)"\)', code))
    assert len(kinds) >= 8
    for lang in LANGS:
        assert all(say(lang, f"desk-conflict-{kind}") for kind in kinds)


@pytest.mark.parametrize("lang", LANGS)
def test_tomorrows_edition_is_shown_in_each_language(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/desk")
        await talk.tap(button(lang, "tomorrow"))
        for each in LANGS:
            if each != lang:
                await talk.tap(button(lang, f"in-{each}"))
                texts = [message.get("text", "") for message in talk.chat(EDITOR).messages.values()]
                assert any(say(lang, "desk-tomorrow", tongue=say(lang, f"desk-in-{each}")) in text for text in texts)
                await talk.tap(button(lang, f"in-{lang}"))
        with Store.open(corpus.folder) as store:
            assert store.connection.execute("SELECT count(*) FROM editions").fetchone()[0] == 0

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_asked_in_vain_is_shown_in_counts_of_five_and_more(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        for _ in range(LEAST):
            talk.app.house.unanswered.count(["law"], date(2024, 4, 1))
        talk.app.house.unanswered.count(["entry"], date(2024, 4, 1))
        await talk.say("/desk")
        await talk.tap(button(lang, "vain"))
        assert f"{say(lang, 'topic-law')}: {LEAST}" in shown(talk)
        assert say(lang, "topic-entry") not in shown(talk)

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_to_everybody_else_there_is_no_desk(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        (said,) = await talk.say("/desk", chat=READER)
        assert said["text"] == say(lang, "unknown-command")
        (said,) = await talk.say("/held", chat=READER)
        assert said["text"] == say(lang, "unknown-command-near", near="help"), "as any other word that is near it"
        await talk.say("/held")
        talk.app.house.editors = frozenset({OTHER})  # who was an editor when the button was made
        (said,) = await talk.tap(button(lang, "approve"))
        assert said["text"] == say(lang, "unknown-command")
        assert corpus.trail() == []

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_text_is_added_with_its_fields_and_a_record_written_beside_it(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/desk")
        await talk.tap(button(lang, "add"))
        await talk.say("too short")
        assert "200" in shown(talk)
        await talk.say(TEXT)
        assert say(lang, "desk-reads", count=1) in shown(talk)
        assert button(lang, "store") not in labels(talk)  # no publisher yet, no topics
        await talk.say("hm?")
        assert say(lang, "desk-reads", count=1) in shown(talk)
        await talk.tap(button(lang, "set-publisher"))
        await talk.say("TAS")
        await talk.tap("TASS")
        await talk.tap(button(lang, "set-published"))
        await talk.say("3 April 2024")
        await talk.tap(button(lang, "set-topics"))
        await talk.tap(say(lang, "topic-attack"))
        await talk.tap(button(lang, "done"))
        await talk.tap(button(lang, "set-title"))
        await talk.say("A new toll")
        await talk.tap(button(lang, "store"))
        assert say(lang, "desk-stored", count=1, figures=1) in shown(talk)
        (added,) = [name for name in corpus.documents() if "paper" not in name]
        await talk.tap(button(lang, "write"))
        await talk.tap(NAMES["tg"])
        for each in LANGS:
            await talk.say(SAID[each])
            back = [message.get("text", "") for message in talk.chat(EDITOR).messages.values()]
            assert any(
                say(lang, "desk-read-back", tongue=say(lang, f"desk-in-{each}")) in text
                and "144" in text
                and say(lang, "desk-no-indicator") not in text
                for text in back
            )
        await talk.tap(button(lang, "done"))
        assert say(lang, "desk-sound") in shown(talk)
        await talk.tap(button(lang, "speaker"))
        await talk.say("Investigative Committee of Russia")
        await talk.tap(button(lang, "asks"))
        for each in LANGS:
            await talk.say("\n".join(f"{SAID[each]} {n}?" for n in range(3)))
        await talk.tap(button(lang, "publish"))
        assert say(lang, "desk-stored", count=1, figures=1) in shown(talk)
        (record,) = records.folder(corpus.folder).glob("*.toml")
        assert added != record.stem
        assert {added, record.stem} <= set(corpus.documents())
        assert corpus.trail() == [("add", "desk"), ("add", "desk")]
        await talk.tap(button(lang, "trail"))
        await talk.tap(button(lang, "undo-n", n="1"))
        await talk.tap(button(lang, "trail"))
        assert shown(talk).count("A new toll") == 2 and record.stem not in shown(talk)  # by its name, though it is gone
        assert list(records.folder(corpus.folder).glob("*.toml")) == []
        assert record.stem not in corpus.documents()

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_an_unfinished_record_waits_with_what_it_lacks(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/desk")
        await talk.tap(button(lang, "add"))
        await talk.say(TEXT)
        await talk.tap(button(lang, "set-publisher"))
        await talk.say("TASS")
        await talk.tap(button(lang, "set-topics"))
        await talk.tap(say(lang, "topic-attack"))
        await talk.tap(button(lang, "done"))
        await talk.tap(button(lang, "write"))
        await talk.tap(NAMES["ru"])
        await talk.say(SAID["ru"])
        await talk.tap(button(lang, "home"))
        assert say(lang, "desk-drafts", count=1) in shown(talk)
        await talk.tap(button(lang, "drafts"))
        assert f"{NAMES['tg']}, {NAMES['en']}" in shown(talk)
        await talk.tap("1. ")
        assert SAID["ru"][:40] in shown(talk)
        assert records.folder(corpus.folder).exists() is False
        await talk.tap(button(lang, "drop"))
        await talk.tap(button(lang, "drop-yes"))
        assert say(lang, "desk-no-drafts") in shown(talk)

    run(tmp_path, act, lang)


def test_what_keeps_a_record_from_being_stored_is_said_as_the_check_finds_it(tmp_path: Path) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/desk")
        await talk.tap(button("en", "add"))
        await talk.say(TEXT)
        await talk.tap(button("en", "set-publisher"))
        await talk.say("TASS")
        await talk.tap(button("en", "set-topics"))
        await talk.tap(say("en", "topic-attack"))
        await talk.tap(button("en", "done"))
        await talk.tap(button("en", "write"))
        await talk.tap(NAMES["tg"])
        for each in LANGS:
            await talk.say(SAID[each].replace("144", "145" if each == "tg" else "144"))
        await talk.tap(button("en", "done"))
        assert "the three languages have to say the same number; 144" in shown(talk)
        assert button("en", "publish") not in labels(talk)
        await talk.tap(NAMES["tg"])
        await talk.say(SAID["tg"])
        await talk.tap(button("en", "done"))
        assert button("en", "publish") in labels(talk)

    run(tmp_path, act)


def test_a_link_that_cannot_be_fetched_is_said(tmp_path: Path) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("http://127.0.0.1:9/article")  # a bare link is meant for the desk
        assert "is not on the public internet" in shown(talk)
        assert corpus.documents() == ["paper-144", "paper-145"]

    run(tmp_path, act)


def test_a_link_is_fetched_beside_everything_else_and_its_word_comes_when_it_is_read(tmp_path: Path) -> None:
    posted: list[Message] = []

    async def act(talk: Talk, corpus: Corpus) -> None:
        house = talk.app.house
        house.errands = Errands(posted.extend)
        await talk.say("/desk")
        await talk.tap(button("en", "add"))
        await talk.say(f"{host.url}/news/article")
        assert shown(talk) == say("en", "desk-fetching")
        await until(lambda: posted)
        await talk.post_all(posted)
        assert "A new toll" in shown(talk)
        assert say("en", "desk-reads", count=1) in shown(talk)
        assert host.agents == [agent_of("https://operator.example")]
        await talk.tap(button("en", "set-publisher"))
        await talk.say("An Unheard Of Paper")
        await talk.tap(button("en", "set-topics"))
        await talk.tap(say("en", "topic-attack"))
        await talk.tap(button("en", "done"))
        await talk.tap(button("en", "store"))
        with Store.open(corpus.folder) as store:
            (added,) = [each for each in store.documents() if "paper" not in each.id]
        assert (added.url, added.publisher) == (f"{host.url}/news/article", "An Unheard Of Paper")
        await house.errands.close()

    page = f"<html><head><title>A new toll</title></head><body><article><p>{TEXT}</p></article></body></html>"
    with serving() as host:
        host.answers["/news/article"] = page
        run(tmp_path, act, feeds_allow_private="true", contact="https://operator.example")


def test_too_many_links_at_once_are_not_begun(tmp_path: Path) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        talk.app.house.errands = errands = Errands(lambda _: None)
        waiting = asyncio.Event()

        async def wait(_: object) -> None:
            await waiting.wait()

        context = Context(talk.app, EDITOR, EDITOR)
        assert [await errands.send(context, wait) for _ in range(MOST + 1)] == [True] * MOST + [False]
        await talk.say("http://example.org/article")
        assert shown(talk) == say("en", "desk-busy")
        await errands.close()

    run(tmp_path, act)


def test_an_errand_that_breaks_or_hangs_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posted: list[Message] = []
    monkeypatch.setattr("bot.errands.SECONDS", 0.05)

    async def breaks(_: object) -> None:
        raise RuntimeError("secret 42")

    async def hangs(_: object) -> None:
        await asyncio.sleep(60)

    async def act(talk: Talk, corpus: Corpus) -> None:
        errands = Errands(posted.extend)
        for work in (breaks, hangs):
            await errands.send(Context(talk.app, EDITOR, EDITOR), work)
        await until(lambda: len(posted) == 2)

    run(tmp_path, act)
    assert [message.payload["text"] for message in posted] == [say("tg", "sorry"), say("tg", "errand-late")]


@pytest.mark.parametrize("lang", LANGS)
def test_who_is_no_editor_any_more_goes_on_as_a_reader(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("/held")
        await talk.tap(button(lang, "correct"))
        await talk.tap(button(lang, "field-value"))
        await talk.say("143")
        talk.app.house.editors = frozenset({OTHER})
        await talk.tap(button(lang, "store"))
        assert talk.answered[-1]["text"] == "" and say(lang, "unknown-command") in shown(talk)
        await talk.say(button(lang, "store"))
        await talk.say("142")
        assert not [each for each in labels(talk) if each in {button(lang, "store"), button(lang, "cancel")}]
        assert say(lang, "desk-would-stand") not in shown(talk)
        await talk.say("/desk")
        assert say(lang, "unknown-command") in shown(talk)
        assert corpus.trail() == []

    run(tmp_path, act, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_two_editors_correct_one_figure_and_the_second_is_told(tmp_path: Path, lang: Lang) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        for chat, value in ((EDITOR, "142"), (OTHER, "143")):
            await talk.say("/held", chat)
            await talk.tap(button(lang, "correct"), chat)
            await talk.tap(button(lang, "field-value"), chat)
            await talk.say(value, chat)
        await talk.tap(button(lang, "store"), EDITOR)
        assert say(lang, "desk-done-correct") in shown(talk)
        await talk.tap(button(lang, "store"), OTHER)
        assert say(lang, "desk-decided") in shown(talk, OTHER)
        assert corpus.trail() == [("correct", "desk")]
        with Store.open(corpus.folder) as store:
            assert [each.after["value"] for each in reviews.trail(store.connection)] == [142]

    run(tmp_path, act, lang)


def test_a_readers_link_is_a_question_as_ever(tmp_path: Path) -> None:
    async def act(talk: Talk, corpus: Corpus) -> None:
        await talk.say("http://127.0.0.1:9/article", chat=READER)
        assert "127" not in shown(talk, READER) or "public internet" not in shown(talk, READER)

    run(tmp_path, act)


@pytest.mark.parametrize("name", ["article.txt", "article.md", "article.html", "article.pdf"])
def test_a_file_of_an_editor_is_read_and_anybody_elses_is_not(tmp_path: Path, name: str) -> None:
    handing = pytest.importorskip("bot.simulator.handing")

    async def act(talk: Talk, corpus: Corpus) -> None:
        for chat in (EDITOR, READER):
            handing.attach(talk.world, talk.chat(chat), chat, TEXT.encode(), name=name, kind="text/plain")
            await talk.pump()
        if name.endswith(".pdf"):
            assert ".pdf" not in shown(talk)
            assert ".txt" in shown(talk)
        else:
            assert say("en", "desk-reads", count=1) in shown(talk)
        assert say("en", "not-taken") in shown(talk, READER)

    run(tmp_path, act)
