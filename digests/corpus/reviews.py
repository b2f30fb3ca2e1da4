"""What editors decide about claims: an append-only trail, and its effect on the claims as they are read.

A claim is never changed or removed. A decision names the claim and what it said then; should the document be read anew
and the claim of that id say something else, the decision no longer applies (and `stale` lists it).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, cast

from digests.clock import dushanbe_day
from digests.corpus import rows
from digests.errors import BadInput
from digests.model import Claim, Period

Action = Literal["approve", "reject", "correct", "retract", "hold"]
CORRECTABLE = ("value", "low", "high", "modifier", "role", "as_of", "period", "attributed_to", "scope", "place")
_SAID = ("indicator", "value", "low", "high", "modifier", "quote")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the trail. `target` is a claim, or for `retract` also a document."""

    id: int
    target: str
    action: Action
    at: datetime
    note: str | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def decide(
    connection: sqlite3.Connection,
    claim: Claim,
    action: Action,
    at: datetime,
    *,
    note: str | None = None,
    after: Mapping[str, Any] | None = None,
) -> Decision:
    """Append a decision about `claim`. Raises BadInput for a field that cannot be corrected."""
    for name in after or {}:
        if action == "correct" and name not in CORRECTABLE:
            raise BadInput(f"{name} cannot be corrected (only {', '.join(CORRECTABLE)})", place=claim.id)
    return _append(connection, claim.id, action, at, note, said(claim), dict(after or {}))


def decide_on_document(connection: sqlite3.Connection, doc_id: str, at: datetime, note: str | None) -> Decision:
    """Note in the trail that a whole document was withdrawn (`Store.retract` withdraws it)."""
    return _append(connection, doc_id, "retract", at, note, {}, {})


def _append(
    connection: sqlite3.Connection,
    target: str,
    action: Action,
    at: datetime,
    note: str | None,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> Decision:
    with connection:
        done = connection.execute(
            "INSERT INTO reviews (claim_id, action, at, note, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            (target, action, at.isoformat(), note, rows.dump(before), rows.dump(after)),
        )
    return Decision(done.lastrowid or 0, target, action, at, note, before, after)


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
    """The decisions of these kinds that were made from `since` to `until` (days in Dushanbe), oldest first."""
    return [
        decision
        for decision in trail(connection)
        if decision.action in actions and since <= dushanbe_day(decision.at) <= until
    ]


def applied(connection: sqlite3.Connection, claims: Sequence[Claim], *, before: int | None = None) -> tuple[Claim, ...]:
    """`claims` as the editors left them (`before` that line of the trail): a correction stands beside the claim that
    it corrects."""
    decisions: dict[str, list[Decision]] = {}
    for decision in trail(connection):
        if before is not None and decision.id >= before:
            break
        decisions.setdefault(decision.target, []).append(decision)
    if not decisions:
        return tuple(claims)
    found: list[Claim] = []
    for claim in claims:
        found += _after(claim, decisions) if claim.id in decisions else (claim,)
    return tuple(found)


def _after(claim: Claim, decisions: Mapping[str, Iterable[Decision]]) -> Iterable[Claim]:
    corrections: list[Claim] = []
    for decision in decisions.get(claim.id, ()):
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
    yield claim
    for correction in corrections:
        yield from _after(correction, decisions)


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
    return replace(claim, id=f"{claim.id}~{n}", review="approved", held_why=None, status="current", **changes)


def stale(connection: sqlite3.Connection, claims: Sequence[Claim]) -> list[Decision]:
    """Decisions whose claim is gone or says something else since its document was read anew."""
    by_id = {claim.id: claim for claim in claims}
    return [
        decision
        for decision in trail(connection)
        if decision.before and not (decision.target in by_id and fits(decision, by_id[decision.target]))
    ]
