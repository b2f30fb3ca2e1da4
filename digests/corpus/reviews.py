"""What editors decide: an append-only trail, and its effect on the claims as they are read.

A claim is never changed or removed. A decision names the claim and what it said then; should the document be read anew
and the claim of that id say something else, the decision no longer applies (and `stale` lists it). A line that takes
another back is a line itself: a decision stands unless such a line stands against it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, cast

from digests.clock import days_before, dushanbe_day
from digests.corpus import rows
from digests.corpus.connection import transaction
from digests.errors import BadInput, Conflict, UnknownName
from digests.model import Claim, Period

Action = Literal["approve", "reject", "correct", "retract", "hold", "take", "leave", "urgent", "calm", "add", "undo"]
"""About a claim the first five, `retract` also about a document; `take` and `leave` an item that waited, `urgent` and
`calm` mark a document and unmark it, `add` a record; `undo` another line."""
CORRECTABLE = (
    "indicator", "unit", "value", "low", "high", "modifier", "hedge", "role", "as_of", "period", "attributed_to",
    "scope", "place",
)  # fmt: skip
_SAID = ("indicator", "value", "low", "high", "modifier", "quote")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the trail. `target` is a claim, a document, an item or a record; `by` the role that decided."""

    id: int
    target: str
    action: Action
    at: datetime
    note: str | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    undoes: int | None = None
    by: str | None = None


def decide(
    connection: sqlite3.Connection,
    claim: Claim,
    action: Action,
    at: datetime,
    *,
    note: str | None = None,
    after: Mapping[str, Any] | None = None,
    by: str | None = None,
    seen: int | None = None,
) -> Decision:
    """Append a decision about `claim`. Raises BadInput for a field that cannot be corrected, Conflict where somebody
    decided about the claim after the line `seen`."""
    for name in after or {}:
        if action == "correct" and name not in CORRECTABLE:
            raise BadInput(f"{name} cannot be corrected (only {', '.join(CORRECTABLE)})", place=claim.id)
    decision = Decision(0, claim.id, action, at, note, said(claim), dict(after or {}), by=by)
    with transaction(connection):
        if seen is not None and newest_about(connection, claim.id) > seen:
            raise Conflict("somebody else has decided about this meanwhile", kind="decided", place=claim.id)
        return append(connection, decision)


def decide_on_document(
    connection: sqlite3.Connection, doc_id: str, at: datetime, note: str | None, *, by: str | None = None
) -> Decision:
    """Note in the trail that a whole document was withdrawn (`Store.retract` withdraws it)."""
    return append(connection, Decision(0, doc_id, "retract", at, note, {}, {}, by=by))


def newest_about(connection: sqlite3.Connection, target: str) -> int:
    """The number of the newest line about `target`, 0 before the first; one that took it back counts."""
    found = connection.execute("SELECT coalesce(max(id), 0) FROM reviews WHERE claim_id = ?", (target,)).fetchone()
    return int(found[0])


def undo(connection: sqlite3.Connection, decision: int, at: datetime, *, by: str | None = None) -> Decision:
    """Take a line back by another one. Raises UnknownName for no such line, Conflict where it is taken back already or
    a later line about the same target, or a correction of it, still stands on it."""
    with transaction(connection):
        lines = {each.id: each for each in trail(connection)}
        taken = lines.get(decision)
        if taken is None:
            raise UnknownName(f"no such line of the trail: {decision}")
        holds = standing(lines.values(), undos=True)
        if taken not in holds:
            raise Conflict("this has been taken back already", kind="undone", place=taken.target)
        later = [each.target for each in holds if each.id > taken.id and each.undoes is None]
        if any(each == taken.target or each.startswith(f"{taken.target}~") for each in later):
            what = "a later decision stands on this one: take that one back first"
            raise Conflict(what, kind="later", place=taken.target)
        line = Decision(0, taken.target, "undo", at, None, taken.before, {}, undoes=taken.id, by=by)
        return append(connection, line)


def standing(decisions: Iterable[Decision], *, undos: bool = False, until: date | None = None) -> list[Decision]:
    """Those that are not taken back, oldest first: by lines of the day `until` at the latest. `undos`: with the lines
    that take others back, as far as they stand."""
    taken: set[int] = set()
    found: list[Decision] = []
    for decision in sorted(decisions, key=lambda each: each.id, reverse=True):
        if decision.id in taken:
            continue
        if decision.undoes is None:
            found.append(decision)
        elif until is None or dushanbe_day(decision.at) <= until:
            taken.add(decision.undoes)
            found += [decision] if undos else []
    return found[::-1]


def append(connection: sqlite3.Connection, decision: Decision) -> Decision:
    """Write a line behind the others; it gets its number."""
    with transaction(connection):
        done = connection.execute(
            """INSERT INTO reviews (claim_id, action, at, note, before, after, undoes, by)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                decision.target, decision.action, decision.at.isoformat(), decision.note,
                rows.dump(decision.before), rows.dump(decision.after), decision.undoes, decision.by,
            ),
        )  # fmt: skip
    return replace(decision, id=done.lastrowid or 0)


def said(claim: Claim) -> dict[str, Any]:
    """What a claim says: by this a decision knows it again."""
    return {name: getattr(claim, name) for name in _SAID}


def trail(connection: sqlite3.Connection, target: str | None = None) -> list[Decision]:
    """All decisions, or those about one claim or document, oldest first."""
    found = connection.execute(
        "SELECT * FROM reviews WHERE ? IS NULL OR claim_id = ? ORDER BY id", (target, target)
    ).fetchall()
    return [
        Decision(
            row["id"],
            row["claim_id"],
            cast(Action, row["action"]),
            datetime.fromisoformat(row["at"]),
            row["note"],
            json.loads(row["before"] or "{}"),
            json.loads(row["after"] or "{}"),
            row["undoes"],
            row["by"],
        )
        for row in found
    ]


def last(connection: sqlite3.Connection) -> int:
    """The number of the newest decision, 0 before the first."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM reviews").fetchone()[0])


def retractions(connection: sqlite3.Connection, since: date, until: date) -> list[Decision]:
    """What was retracted, rejected or corrected from `since` to `until` (days in Dushanbe), oldest first."""
    return decided(connection, since, until, ("retract", "reject", "correct"))


def decided(connection: sqlite3.Connection, since: date, until: date, actions: Collection[Action]) -> list[Decision]:
    """The decisions of these kinds that were made from `since` to `until` (days in Dushanbe) and stood then, oldest
    first."""
    return [
        decision
        for decision in standing(trail(connection), until=until)
        if decision.action in actions and since <= dushanbe_day(decision.at) <= until
    ]


def taken_back(connection: sqlite3.Connection, since: date, until: date) -> list[Decision]:
    """The decisions of days before `since` that were taken back from then to `until`, and are so at its end."""
    lines = trail(connection)
    holds = {decision.id for decision in standing(lines, until=until)}
    told = {decision.id: decision for decision in standing(lines, until=days_before(since, 1))}
    return [each for each in told.values() if each.id not in holds and dushanbe_day(each.at) < since]


def moved_to(connection: sqlite3.Connection, indicator: str) -> list[str]:
    """The ids of claims, as they were read, that an editor counts to another indicator than the reader: to this one."""
    found = connection.execute(
        "SELECT claim_id FROM reviews WHERE action = 'correct' AND after ->> 'indicator' = ?", (indicator,)
    )
    return [row[0].partition("~")[0] for row in found]


def applied(connection: sqlite3.Connection, claims: Sequence[Claim], *, before: int | None = None) -> tuple[Claim, ...]:
    """`claims` as the editors left them (`before` that line of the trail): a correction stands beside the claim that
    it corrects."""
    decisions: dict[str, list[Decision]] = {}
    lines = trail(connection)
    for decision in standing(lines if before is None else [each for each in lines if each.id < before]):
        decisions.setdefault(decision.target, []).append(decision)
    if not decisions:
        return tuple(claims)
    found: list[Claim] = []
    for claim in claims:
        found += _after(claim, decisions) if _target(claim) in decisions else (claim,)
    return tuple(found)


def _after(claim: Claim, decisions: Mapping[str, Iterable[Decision]]) -> Iterable[Claim]:
    corrections: list[Claim] = []
    for decision in decisions.get(_target(claim), ()):
        if not fits(decision, claim):
            continue
        match decision.action:
            case "approve":
                claim = replace(claim, review="approved", held_why=None)
            case "hold":
                claim = replace(claim, review="held", held_why=decision.after.get("held_why"))
            case "reject" | "retract":
                claim = replace(claim, status="retracted")
            case "correct":
                corrections.append(_corrected(claim, decision, len(corrections) + 1))
                if "indicator" in decision.after:  # no count of what the reader took it for
                    claim = replace(claim, status="retracted")
    yield claim
    for correction in corrections:
        yield from _after(correction, decisions)


def _target(claim: Claim) -> str:
    """The id under which a claim was decided about; a claim of a former version bears when it ended beside it."""
    return claim.id.rpartition("@")[0] if claim.known_until else claim.id


def fits(decision: Decision, claim: Claim) -> bool:
    """Whether the claim still says what was decided about."""
    return rows.dump(said(claim)) == rows.dump(decision.before)


def _corrected(claim: Claim, decision: Decision, n: int) -> Claim:
    changes: dict[str, Any] = dict(decision.after)
    if "as_of" in changes:
        changes["as_of"] = rows.day_of(changes["as_of"])
        changes["as_of_basis"] = "explicit" if changes["as_of"] else None
    if isinstance(changes.get("period"), dict):
        changes["period"] = Period(rows.day_of(changes["period"]["start"]), rows.day_of(changes["period"]["end"]))
    if "attributed_to" in changes:
        changes["attributed_to"] = tuple(changes["attributed_to"])
    whole = None if "indicator" in changes else claim.whole
    changes = {"review": "approved", "held_why": None, "status": "current", "whole": whole, **changes}
    return replace(claim, id=f"{claim.id}~{n}", **changes)


def stale(connection: sqlite3.Connection, claims: Sequence[Claim]) -> list[Decision]:
    """Decisions whose claim is gone or says something else since its document was read anew."""
    by_id = {claim.id: claim for claim in claims}
    return [
        decision
        for decision in standing(trail(connection))
        if decision.before and not (decision.target in by_id and fits(decision, by_id[decision.target]))
    ]
