"""Which documents an edition tells of: those of its days, and those read too late for the edition of their own day.

An edition closes at the end of its day in Dushanbe. What is read after that stands once in the next one, under its own
day. It counts as late if it was read, by the clock that took it in, in the edition's days, or if the edition of its
own day went out without it: that holds whatever the clocks say, in simulation too. Only `LATE` days are looked back, so
that an archive, or the records of a first start, belong to their own days and flood nothing.

The other editions lean on the daily ones, so that nobody who reads now one kind, now another loses or repeats
anything. A day's first half has what was read by noon, the rest has what its day's edition tells beside that. An
edition of several days has what their daily editions told, and passes over what none of them had.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from weakref import WeakKeyDictionary

from digests.clock import days_before, dushanbe_day
from digests.corpus import reviews
from digests.corpus.edition_changes import changes_of_editions
from digests.corpus.store import Store
from digests.editions.issue import HALF, Issue
from digests.model import Document, Period

LATE = 8
"""Days: a document that is older when it is read is no news any more; its own day has it."""

REMEMBERED = 6
"""Issues that are remembered, of some documents or others: those that close together."""

LOOKED_AT = 30
"""Days with documents that are looked through for news."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """`documents` are told of; `late` are the ids of those from before the period, `missed` of those that were read
    after it had closed. Of the late ones `read_late` could be known to nobody before. `told` are the documents of the
    same day that its first half told of."""

    documents: tuple[Document, ...]
    late: frozenset[str]
    missed: frozenset[str]
    read_late: frozenset[str]
    told: tuple[Document, ...] = ()


_Asked = tuple[Issue, frozenset[str] | None, frozenset[str] | None]
_Covered = dict[_Asked, tuple[int, Coverage]]
_covered: WeakKeyDictionary[Store, _Covered] = WeakKeyDictionary()
"""What was asked of each store, the newest last, under a count of all that it hangs on."""


def coverage(
    store: Store, issue: Issue, *, made: Collection[str] | None = None, daily: Collection[str] | None = None
) -> Coverage:
    """What an edition tells of, as the corpus stands; of one that was `made` already (in another language, say) just
    the documents that it told of. `daily`: what the daily edition that it leans on will tell of, where that is still
    to be made. Remembered: the editions of one issue are asked for one after the other."""
    known = _covered.setdefault(store, {})
    asked = (issue, None if made is None else frozenset(made), None if daily is None else frozenset(daily))
    alone = made is not None or issue.cadence == "daily"  # else it leans on its days' editions as well
    before = issue.first if alone or issue.day == date.max else days_before(issue.day, -1)
    count = changes_of_editions(store.connection, since=days_before(issue.first, LATE), before=before)
    held = known.pop(asked, None)
    known[asked] = held if held and held[0] == count else (count, _coverage(store, *asked))
    while len(known) > REMEMBERED:
        del known[next(iter(known))]
    return known[asked][1]


def leans_on(store: Store, issue: Issue) -> frozenset[str] | None:
    """What the daily edition told of on whose word an issue passes over documents: that of its last whole day; None
    where it leans on none, or on one that is not made."""
    return None if issue.cadence == "daily" else _told_daily(store, _last_whole_day(issue)).get(_last_whole_day(issue))


def _coverage(store: Store, issue: Issue, made: Collection[str] | None, daily: frozenset[str] | None) -> Coverage:
    start, end = _days(issue.period)
    own = list(store.documents(since=start, until=end))
    before = list(store.documents(since=days_before(start, LATE), until=days_before(start, 1)))
    before_it, last = _morning(store, issue.start_noon), _morning(store, issue.end_noon)
    if made is None:
        found = [each for each in (*_late(store, before, issue), *own) if each.id not in before_it]
        kept = frozenset(each.id for each in _in_time(found, issue, last, _passed_over(store, issue, daily)))
    else:
        kept = frozenset(made)
    told = tuple(each for each in (*before, *own) if each.id in before_it and each.id not in kept)
    missed = {each.id for each in own} - kept - {each.id for each in told}
    late = [document for document in before if document.id in kept]
    ids = frozenset(document.id for document in late)
    return Coverage((*late, *(each for each in own if each.id in kept)), ids, frozenset(missed), ids, told)


def with_freed(store: Store, period: Period, covered: Coverage, freed: Collection[str]) -> Coverage:
    """`covered` and those raw texts of the days before that an editor let speak in `period`: their sentences could not
    be told in the edition of their day."""
    start, _ = _days(period)
    before = store.documents(since=days_before(start, LATE), until=days_before(start, 1)) if freed else ()
    more = [each for each in before if each.id in freed and each.id not in covered.late and each.kind != "curated"]
    return replace(
        covered,
        documents=(*more, *covered.documents),
        late=covered.late | {document.id for document in more},
    )


def told_by_noon(store: Store, issue: Issue, covered: Coverage) -> frozenset[str]:
    """The ids of the claims that the first half of the issue's first day told of: as its documents were read then."""
    noon = issue.start_noon
    if noon is None or not covered.told:
        return frozenset()
    documents = [each.id for each in covered.told]
    marks = ", ".join("?" * len(documents))
    rows = store.connection.execute(
        f"SELECT id, ingested FROM claims WHERE doc_id IN ({marks}) AND ended IS NULL", documents
    )
    return frozenset(row["id"] for row in rows if datetime.fromisoformat(row["ingested"]) < noon)


def days_with_news(store: Store, until: date, *, most: int = LOOKED_AT) -> Iterator[date]:
    """The days up to `until` whose edition tells of a document or of an editor's decision, the newest first."""
    rows = store.connection.execute(
        """SELECT DISTINCT day FROM documents WHERE day <= ? AND retracted IS NULL AND linked_to IS NULL
           ORDER BY day DESC LIMIT ?""",
        (until.isoformat(), most),
    ).fetchall()
    own = [date.fromisoformat(row["day"]) for row in rows]
    if not own:
        return
    decided = {dushanbe_day(decision.at) for decision in reviews.trail(store.connection)}
    after = (min(until, own[0] + timedelta(days=LATE)) - timedelta(days=n) for n in range(LATE))
    late = {day for day in after if day > own[0] and coverage(store, Issue(day)).late}
    yield from sorted({*own, *late, *(day for day in decided if day <= until)}, reverse=True)[:most]


def _late(store: Store, before: list[Document], issue: Issue) -> list[Document]:
    start, end = _days(issue.period)
    if not before:
        return []
    sent = _sent(store, start)
    read = {doc_id: dushanbe_day(at) for doc_id, at in _read(store, days_before(start, LATE), start).items()}
    found = []
    for document in before:
        day = _day(document)
        if day is None or any(document.id in told for sent_day, told in sent.items() if sent_day >= day):
            continue
        if start <= read[document.id] <= end or (day in sent and document.id not in sent[day]):
            found.append(document)
    return found


def _morning(store: Store, noon: datetime | None) -> frozenset[str]:
    """The documents that were read in the half day before `noon`. What was read on any other day is not of a morning:
    nobody knew it by then."""
    if noon is None:
        return frozenset()
    day = dushanbe_day(noon)
    read = _read(store, days_before(day, LATE), day + timedelta(days=1))
    return frozenset(doc_id for doc_id, at in read.items() if noon - HALF <= at < noon)


def _last_whole_day(issue: Issue) -> date:
    return days_before(issue.day, 1) if issue.by_noon else issue.day


def _told_daily(store: Store, last: date) -> dict[date, frozenset[str]]:
    """What the daily editions told of that went out, up to that of `last`."""
    return _sent(store, last + timedelta(days=1) if last < date.max else last)


def _passed_over(store: Store, issue: Issue, daily: frozenset[str] | None) -> Callable[[Document], bool]:
    """Whether a document was read too late for the daily edition of the issue's last whole day and those before it:
    then the next issue tells of it. A day decides that for itself."""
    last = _last_whole_day(issue)
    sent = _told_daily(store, last)
    if daily is not None:
        sent[last] = daily
    if issue.cadence == "daily" or last not in sent:
        return lambda _: False

    def passed(document: Document) -> bool:
        day = _day(document)
        told = any(document.id in sent[each] for each in sent if day is None or each >= day)
        return not told and (day is None or day in sent or day < issue.first)

    return passed


def _in_time(
    documents: Iterable[Document], issue: Issue, last: Collection[str], passed: Callable[[Document], bool]
) -> Iterator[Document]:
    """Those of `documents` that were read in time for the issue: in the `last` morning, or for its whole days."""
    for each in documents:
        day = _day(each)
        whole = not issue.by_noon or (issue.days > 1 and day is not None and day < issue.day)
        if each.id in last or (whole and not passed(each)):
            yield each


def _read(store: Store, start: date, end: date) -> dict[str, datetime]:
    """When the documents of the days from `start` until before `end` were read first."""
    rows = store.connection.execute(
        "SELECT id, ingested FROM documents WHERE day >= ? AND day < ?", (start.isoformat(), end.isoformat())
    )
    return {row["id"]: datetime.fromisoformat(row["ingested"]) for row in rows}


def _sent(store: Store, before: date) -> dict[date, frozenset[str]]:
    """What the daily editions told of that closed in the days before `before`, by day: those made on the day after,
    which went out. Who pages back later makes older ones, but that tells nobody else."""
    found: dict[date, frozenset[str]] = {}
    rows = store.connection.execute(
        """SELECT day, compiled, documents FROM editions
           WHERE policy != '' AND cadence = 'daily' AND day >= ? AND day < ?""",
        (days_before(before, LATE).isoformat(), before.isoformat()),
    )
    for row in rows:
        day = date.fromisoformat(row["day"])
        if dushanbe_day(datetime.fromisoformat(row["compiled"])) == day + timedelta(days=1):
            found[day] = found.get(day, frozenset()) | frozenset(json.loads(row["documents"]))
    return found


def _day(document: Document) -> date | None:
    return document.published or document.not_before


def _days(period: Period) -> tuple[date, date]:
    assert period.start is not None
    assert period.end is not None
    return period.start, period.end
