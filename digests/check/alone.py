"""Whether a statement stands alone: a reader meets it without its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from digests.check.texts import mentions
from digests.language import names
from digests.language.fold import iter_words
from digests.model import LANGS, Lang, Texts
from digests.objections import Kind, Objection

POINTING: Mapping[Lang, frozenset[str]] = {
    "en": frozenset("he she they it this these those his her their its there such".split()),
    "ru": frozenset("он она оно они это этот эта эти его ее их там такие такой такая".split()),
    "tg": frozenset("у вай онхо ин инхо он ишон чунин".split()),
}
"""First words (folded) that point at a sentence before."""
PLACING = frozenset({"event", "place", "body", "airport", "media", "law", "people", "group", "person"})
"""Kinds of names of which one at least tells what a statement is about."""


def check(texts: Texts) -> Iterator[Objection]:
    """What keeps the statement from being understood without its neighbours."""
    for lang in LANGS:
        first = next((word.folded for word in iter_words(texts[lang])), "")
        if first in POINTING[lang]:
            yield Objection(Kind.POINTS_BACK, lang=lang, word=first)
        if not any(names.load().entity(found.entity).kind in PLACING for found in mentions(texts[lang], lang)):
            yield Objection(Kind.NOWHERE, lang=lang)
