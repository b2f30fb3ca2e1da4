"""Who stands behind a claim: five outlets that quote one ministry are one origin, and so is an outlet with itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from digests.figures import voices as tables
from digests.language import names
from digests.model import LANGS, Claim

VIA = re.compile(r"(.+?) \(via (.+)\)")

Voices = frozenset[str]
"""Everybody who may have said a claim first: its origin, its text, its outlet and all whom that quotes."""


def voices(claim: Claim) -> Voices:
    said = {claim.origin or f"doc:{claim.doc_id}", f"doc:{claim.doc_id}"}
    said |= {f"by:{name.casefold()}" for name in (*claim.attributed_to, *_outlets(claim.publisher)) if name}
    return frozenset(said)


def _outlets(publisher: str | None) -> tuple[str | None, ...]:
    """The outlet and, in "Reuters (via LBC)", who wrote and who hands it on: it is no second voice of either."""
    found = VIA.fullmatch(publisher or "")
    return (publisher, *found.groups()) if found else (publisher,)


@cache
def is_known(speaker: str) -> bool:
    """Whether a speaker is one whom a table knows. A body as a text writes it ("the ministry") may be any of them: it
    stands for nobody whose independence could be told."""
    named = {source.name for lang in LANGS for source in tables.load(lang).sources.values()}
    return speaker in named or bool(names.load().find(speaker, "en"))


def is_told_by(claim: Claim) -> bool:
    """Whether it can be told who stands behind the claim: an outlet by itself, or speakers that are all known."""
    return all(map(is_known, claim.attributed_to))


def independent(found: Iterable[Voices]) -> bool:
    """Whether two of them have nobody in common."""
    seen: set[Voices] = set()
    common: Voices = frozenset()  # of all that were seen: whoever shares it with them needs no look at each
    for each in found:
        if each in seen:
            continue
        if seen and each.isdisjoint(common) and any(map(each.isdisjoint, seen)):
            return True
        common = common & each if seen else each
        seen.add(each)
    return False


def one_speaker(a: Claim, b: Claim) -> bool:
    """Whether one and the same says both figures: an outlet speaks for itself where it quotes nobody."""
    return bool(_speakers(a) & _speakers(b))


def _speakers(claim: Claim) -> set[str]:
    said = {claim.origin or f"doc:{claim.doc_id}"}
    if claim.publisher and not claim.attributed_to:
        said.add(f"by:{claim.publisher.casefold()}")
    return said


def origins(claims: Iterable[Claim]) -> int:
    """How many independent origins stand behind `claims`."""
    return len({claim.origin or claim.doc_id for claim in claims})
