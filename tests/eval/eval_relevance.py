"""Which items of feeds are taken for ours: news by many hands, by summaries and whole, and news of other subjects.

`sealed` is read only with EVAL_SEALED=1: once, when all else is done. Two in five of the items that are not ours lie
near (other countries' migrants, news of Tajikistan without any); of `claims/other` and of the parallel sentences, put
together by threes as an item is, none is ours.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from digests.language import meaning
from digests.language.meaning import Meaning
from digests.model import LANGS, Document, Lang
from digests.relevance.judge import Judgement, judge
from tests.eval.eval_claims import texts as claims
from tests.eval.fit_relevance import Row, ours, rows
from tests.eval.measure import SHARED, Measure, skipped

SETS = ("fit", "look", *(("sealed",) if os.environ.get("EVAL_SEALED") else ()))
SENTENCES = 3
"""Sentences of a parallel text that make an item."""
FLOORS: dict[str, float] = {
    "look, summary: ours let in": 0.6, "look, whole: ours let in": 0.95,
    "look, page where the summary says maybe: ours let in": 0.91, "look, whole: let in and ours": 0.85,
    "look, summary: topics, F1": 0.6, "look, whole: topics, F1": 0.65,
}  # fmt: skip
CEILINGS = {"claims/other: let in of 1,000": 2.0}


@dataclass(frozen=True, slots=True)
class Judged:
    """An item as an editor and as we judge it."""

    lang: Lang
    relevant: bool
    topics: frozenset[str]
    judgement: Judgement


def item(title: str, text: str, lang: Lang) -> Document:
    return Document("item", title, text, lang, kind="feed")


def judged(which: str, part: str, model: Meaning | None) -> list[Judged]:
    """The items of a set by one of their parts, `summary` or `text`; those that have it."""
    return [
        Judged(
            row["lang"],
            row["relevant"],
            ours(row["topics"]),
            judge(item(row["title"], row[part], row["lang"]), model),
        )
        for author, row in rows(which)
        if row["text"]
    ]


def by_page(summary: Judged, whole: Judged) -> Judged:
    """An item whose page is read where its summary leaves that open."""
    return whole if summary.judgement.maybe and not summary.judgement.relevant else summary


def of_other_subjects() -> Iterator[tuple[str, list[Row]]]:
    """(name, rows with `lang` and `text`) of what is none of ours."""
    yield "claims/other", claims("other")
    path = SHARED / "eval" / "parallel.jsonl"
    if path.exists():
        yield "parallel sentences", list(parallel(path))


def parallel(path: Path) -> Iterator[Row]:
    by_text: dict[str, list[Row]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_text.setdefault(row["doc"], []).append(row)
    for some in by_text.values():
        for n in range(0, len(some), SENTENCES):
            for lang in LANGS:
                yield {"lang": lang, "text": " ".join(row[lang] for row in some[n : n + SENTENCES])}


def measure() -> list[Measure]:
    model = meaning.load().meaning
    found = [each for which in SETS for each in of_set(which, model)]
    for name, some in of_other_subjects():
        for how, with_model in (("", model), (", by words alone", None)):
            found.append(false_entries(f"{name}{how}", some, with_model))
    return found


def floors() -> list[Measure]:
    """Without what was learned from and the parallel sentences: the model takes minutes for these."""
    model = meaning.load().meaning
    return [*of_set("look", model), false_entries("claims/other", claims("other"), model)]


def of_set(which: str, model: Meaning | None) -> Iterator[Measure]:
    """The measures of a set, with the model and by words alone."""
    summaries, whole = (judged(which, part, model) for part in ("summary", "text"))
    if not whole:
        yield from skipped(f"relevance: {which}")
        return
    yield from measures(f"{which}, summary", summaries)
    yield from measures(f"{which}, whole", whole)
    yield from measures(f"{which}, page where the summary says maybe", list(map(by_page, summaries, whole)))
    for part in ("summary", "text"):
        yield _recall(f"{which}, {part}, by words alone", judged(which, part, None))


def measures(told: str, read: Sequence[Judged]) -> Iterator[Measure]:
    """Recall of ours, in all and a language; of those let in the share that is ours; topics of those that are."""
    yield _recall(told, read)
    for lang in LANGS:
        yield _recall(f"{told}, {lang}", [each for each in read if each.lang == lang])
    taken = [each for each in read if each.judgement.relevant]
    yield _share(f"{told}: let in and ours", sum(each.relevant for each in taken), len(taken))
    yield _topics(told, [each for each in read if each.relevant and each.topics])


def false_entries(told: str, some: Iterable[Row], model: Meaning | None) -> Measure:
    """Items of other subjects that are let in, a 1,000."""
    taken = all_ = 0
    for row in some:
        all_ += 1
        taken += judge(item("", row["text"], row["lang"]), model).relevant
    what = f"{told}: let in of 1,000"
    return Measure(what, 1000 * taken / all_ if all_ else None, CEILINGS.get(what), f"{taken} of {all_}", at_most=True)


def _recall(told: str, read: Sequence[Judged]) -> Measure:
    own = [each for each in read if each.relevant]
    return _share(f"{told}: ours let in", sum(each.judgement.relevant for each in own), len(own))


def _topics(told: str, own: Sequence[Judged]) -> Measure:
    right = sum(len(each.topics & set(each.judgement.topics)) for each in own)
    named = sum(len(each.judgement.topics) for each in own)
    wanted = sum(len(each.topics) for each in own)
    return _share(f"{told}: topics, F1", 2 * right, named + wanted)


def _share(what: str, part: int, whole: int) -> Measure:
    return Measure(what, part / whole if whole else None, FLOORS.get(what), f"{part} of {whole}")
