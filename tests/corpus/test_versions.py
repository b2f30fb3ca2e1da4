"""What was known stays known: a new version of an article rewrites nothing of the days before it was seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from config import CORPUS
from digests.clock import FixedClock
from digests.corpus import reviews
from digests.corpus.index import Index
from digests.corpus.store import Store
from digests.editions.compile import Order, compile_digest
from digests.editions.coverage import coverage
from digests.editions.issue import Issue
from digests.figures import indicators, ledger
from digests.ingest import Ingest, Ingested
from digests.model import Digest, Document, LedgerView
from digests.newsroom import Newsroom
from digests.policy import OPEN
from digests.sources import curated

FIRST = datetime(2026, 11, 21, 6, tzinfo=UTC)
SEEN = date(2026, 11, 25)
BEFORE = SEEN - timedelta(days=1)
DEATHS = "The attack at Crocus City Hall killed {} people, the ministry said."
REST = " Russia refused entry to 2200 citizens of Tajikistan in October, the ministry said in another statement."


class Desk:
    """A corpus and the clock of its readings."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.clock = FixedClock(FIRST)
        self.store = Store.open(data, create=True)
        self.ingest = Ingest(self.store, self.clock)

    def take(self, text: str, *, on: date | None = None, title: str = "What is known", **fields: object) -> Ingested:
        if on:
            self.clock.set(datetime(on.year, on.month, on.day, 6, tzinfo=UTC))
        given = {"published": date(2026, 11, 20), "publisher": "Radio", **fields}
        return self.ingest.document(Document("live", title, text, "en", **given))  # type: ignore[arg-type]

    def view(self, known: date, asof: date | None = None) -> LedgerView:
        claims = self.store.claims("crocus.deaths", known=known, former=True)
        return ledger.view(indicators.load().get("crocus.deaths"), claims, policy=OPEN, known=known, asof=asof)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def value(view: LedgerView) -> float | None:
    return view.current.value if view.current else None


def test_a_figure_changes_on_the_day_its_new_version_was_seen(desk: Desk) -> None:
    assert desk.take(DEATHS.format(133)).status == "added"
    assert desk.take(DEATHS.format(137), on=SEEN).status == "updated"
    assert [value(desk.view(day)) for day in (date(2026, 11, 19), date(2026, 11, 20), BEFORE)] == [None, 133, 133]
    now = desk.view(SEEN)
    assert (value(now), now.disagree) == (137, False)
    assert [(claim.value, claim.status) for claim in now.claims] == [(133, "superseded"), (137, "current")]
    assert value(desk.view(SEEN, asof=BEFORE)) == 133


def edition(desk: Desk, order: Order) -> Digest:
    covered = coverage(desk.store, order.issue)
    return compile_digest(desk.store, indicators.load(), order, covered, policy=OPEN)


def test_the_next_edition_tells_it_and_those_before_keep_what_they_said(desk: Desk) -> None:
    desk.take(DEATHS.format(133), title="The toll is 133")
    desk.take(DEATHS.format(137), on=SEEN, title="The toll is 137")
    first = edition(desk, Order(Issue(date(2026, 11, 20)), "en"))
    told = edition(desk, Order(Issue(SEEN), "en"))
    after = edition(desk, Order(Issue(SEEN + timedelta(days=1)), "en"))
    assert "137" not in first.pages[0].text
    assert "133" in first.stories[0].text
    assert "137 people killed (earlier 133)" in told.figures[0].text
    assert not after.figures and "Our sources published nothing on this day." in after.pages[0].text


def test_an_answer_of_an_earlier_day_quotes_what_stood_there(desk: Desk) -> None:
    desk.take(DEATHS.format(133), title="The toll is 133")
    desk.take(DEATHS.format(137), on=SEEN, title="The toll is 137")
    newsroom = Newsroom(desk.data, desk.clock, policy=OPEN)
    for question in ("How many people were killed at Crocus?", "What did the ministry say about the attack?"):
        then, now = (newsroom.ask(question, "en", known=day) for day in (BEFORE, SEEN))
        assert "137" not in f"{then.text} {then.citations}"
        assert "133" in then.text
        assert "137" in now.text
    hits = {known: Index(desk.store.connection).search("Crocus killed", known=known) for known in (BEFORE, SEEN, None)}
    assert {known: [hit.text for hit in found] for known, found in hits.items()} == {
        BEFORE: [DEATHS.format(133)], SEEN: [DEATHS.format(137)], None: [DEATHS.format(137)],
    }  # fmt: skip


def test_what_a_new_version_still_says_is_not_written_anew(desk: Desk) -> None:
    desk.take(DEATHS.format(133) + REST)
    (kept,) = desk.store.claims("entry.refused")
    passages = "SELECT id, text, known_from FROM passages WHERE text LIKE '%refused%'"
    before = [tuple(row) for row in desk.store.connection.execute(passages)]
    desk.take("It was a Friday. " + DEATHS.format(137) + REST, on=SEEN)
    (now,) = desk.store.claims("entry.refused")
    assert (now.id, now.known_from) == (kept.id, date(2026, 11, 20))
    assert desk.store.document("live").text[now.char_start : now.char_end] == now.quote  # type: ignore[union-attr]
    assert [tuple(row) for row in desk.store.connection.execute(passages)] == before


def test_a_correction_of_the_same_day_is_no_disagreement(desk: Desk) -> None:
    stated = "By 19 November 2026 the attack at Crocus City Hall had killed {} people, the ministry said."
    desk.take(stated.format(145))
    desk.take(stated.format(137), on=SEEN)
    assert (value(desk.view(BEFORE)), value(desk.view(SEEN)), desk.view(SEEN).disagree) == (145, 137, False)
    assert [relation.type for relation in desk.view(SEEN).relations] == ["corrects"]


def test_other_words_for_the_same_figure_leave_nothing_to_tell(desk: Desk) -> None:
    desk.take(DEATHS.format(133))
    desk.take("In the attack at Crocus City Hall 133 people were killed, the ministry says.", on=SEEN)
    view = desk.view(SEEN)
    assert [(claim.value, claim.as_of) for claim in view.claims] == [(133, date(2026, 11, 20))]
    assert not edition(desk, Order(Issue(SEEN), "en")).figures


def test_what_is_taken_back_was_known_until_then(desk: Desk) -> None:
    desk.take(DEATHS.format(133))
    desk.take("The ministry will speak of the attack at Crocus City Hall tomorrow.", on=SEEN)
    assert (value(desk.view(BEFORE)), value(desk.view(SEEN))) == (133, None)


def test_of_several_versions_in_a_day_the_last_is_kept(desk: Desk) -> None:
    for toll in (133, 134, 135):
        desk.take(DEATHS.format(toll), on=SEEN if toll > 133 else None)
    assert [value(desk.view(day)) for day in (BEFORE, SEEN)] == [133, 135]
    counts = [desk.store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
              for table in ("versions", "claims", "passages")]  # fmt: skip
    assert counts == [1, 2, 2]


def test_a_version_that_returns_is_known_again(desk: Desk) -> None:
    for days, toll in enumerate((133, 137, 133)):
        desk.take(DEATHS.format(toll), on=SEEN + timedelta(days=days))
    assert [value(desk.view(SEEN + timedelta(days=days))) for days in range(3)] == [133, 137, 133]


def test_what_an_editor_decided_holds_for_the_days_of_the_former_version(desk: Desk) -> None:
    desk.take(DEATHS.format(133))
    (claim,) = desk.store.claims("crocus.deaths")
    reviews.decide(desk.store.connection, claim, "reject", FIRST)
    desk.take(DEATHS.format(137), on=SEEN)
    assert (value(desk.view(BEFORE)), value(desk.view(SEEN))) == (None, 137)


def test_the_first_reading_stays_the_first(desk: Desk) -> None:
    desk.take(DEATHS.format(133))
    desk.take(DEATHS.format(137), on=SEEN)
    assert desk.store.first_read("live") == FIRST


def test_a_record_that_an_editor_changed_keeps_its_former_figures(tmp_path: Path) -> None:
    source = next(path for path in CORPUS.glob("*.toml") if "144" in path.read_text(encoding="utf-8"))
    clock = FixedClock(FIRST)
    with Store.open(tmp_path, create=True) as store:
        record = curated.read(source)
        Ingest(store, clock).document(record)
        known = {claim.id: claim.quote for claim in store.claims(known=BEFORE)}
        clock.set(datetime(2026, 11, 25, 6, tzinfo=UTC))
        changed = tmp_path / source.name
        changed.write_text(source.read_text(encoding="utf-8").replace("144", "155"), encoding="utf-8")
        result = Ingest(store, clock).document(replace(curated.read(changed), path=record.path))
        assert result.status == "updated"
        assert sorted(claim.quote for claim in store.claims(known=BEFORE)) == sorted(known.values())
        assert 155 in {claim.value for claim in store.claims(known=SEEN)}
        index = Index(store.connection)
        assert index.search("killed", langs=["en"], known=BEFORE)
    newsroom = Newsroom(tmp_path, clock, policy=OPEN)
    answer = newsroom.ask("How many people were killed at Crocus?", "en", known=BEFORE)
    assert "144" in answer.text
    assert "155" not in f"{answer.text} {[citation.quote for citation in answer.citations]}"
