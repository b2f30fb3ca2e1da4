"""CLAIM and RELATION as the command line prints them (fixed: others read it)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from digests.model import Claim, Modifier, Period, Relation
from digests.policy import grade_alone


def claim_json(claim: Claim) -> dict[str, Any]:
    """Every key is present; null where unknown."""
    return {
        "id": claim.id,
        "indicator": claim.indicator,
        "value": claim.value,
        "low": claim.low,
        "high": claim.high,
        "modifier": claim.modifier,
        "unit": claim.unit,
        "role": claim.role,
        "as_of": _day(claim.as_of),
        "as_of_basis": claim.as_of_basis,
        "period": period_json(claim.period),
        "attributed_to": list(claim.attributed_to),
        "scope": claim.scope,
        "doc_id": claim.doc_id,
        "quote": claim.quote,
        "quote_kind": claim.quote_kind,
        "char_start": claim.char_start,
        "char_end": claim.char_end,
        "status": claim.status,
        "review": claim.review,
        "grade": claim.grade or grade_alone(claim),
        "hedge": hedge_json(claim),
    }


WORDED: Mapping[Modifier, str] = {">": "more than", ">=": "at least", "<": "less than", "<=": "up to", "~": "about"}


def hedge_json(claim: Claim) -> str | None:
    """The hedge in one English word or two; it tells "nearly" from "about", which share the modifier `~`."""
    return claim.hedge or WORDED.get(claim.modifier)


def period_json(period: Period | None) -> dict[str, str | None] | None:
    return {"start": _day(period.start), "end": _day(period.end)} if period else None


def relation_json(relation: Relation, lang: str) -> dict[str, str]:
    """The reason in the reader's language."""
    return {"a": relation.a, "b": relation.b, "type": relation.type, "why": relation.why[lang]}  # type: ignore[index]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
