"""The gate before a machine's translations: what it turns away of wrong ones, and of right ones.

Right ones are parallel sentences in all six directions: those of other hands (a fixed sample, with numbers and names
among them) in two halves, by the first of which the gate was mended, and our own statements. `judged.tsv` holds what a
reader said of those that it turned away: `loose` where the two sentences do not say the same. Wrong ones are made by
code (`tests.eval.mutations`) of pairs that the gate lets through, so that nothing is turned away for another fault; of
the notes on stories a sentence each. The word table is learned anew without the sample. Meaning is not asked: the
rules alone are measured here, and what it turns away of right ones is said apart (`gate.NEAR`).
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from digests.editions import gate
from digests.language import translation
from digests.language.sentences import sentences
from digests.model import LANGS, Lang
from tests.eval import learn_words, mutations
from tests.eval.measure import Measure, skipped
from tests.eval.sentences import load

DATA = Path(__file__).parent / "data"
JUDGED = 34
"""Sentences of the other half whose turned-away pairs were read one by one."""
SAMPLE = 100
"""Sentences of a half: 600 pairs."""
STATEMENTS = 100
WRONG = 500
TELLING = re.compile(r"\d|[a-z,] [A-Z][a-z]")
FLOORS: dict[str, float] = {
    "wrong, turned away": 0.99,
    "the other half: right, turned away": 0.35,
    "our own: right, turned away": 0.08,
}
TAKES_MINUTES = True
"""The word table is learned anew, and five thousand pairs are read."""

Row = Mapping[str, str]
Pair = tuple[Row, Lang, Lang]


def close(_: str, __: str) -> float:
    """Every two sentences are near: the rules are measured."""
    return 1.0


def halves() -> tuple[list[Row], list[Row]]:
    """The fixed sample: whole documents in either half."""
    docs = sorted({row["doc"] for row in load()})
    random.Random(14).shuffle(docs)
    return _some(docs[0::2]), _some(docs[1::2])


def _some(docs: Sequence[str]) -> list[Row]:
    rows = [row for row in load() if row["doc"] in set(docs) and TELLING.search(row["en"])]
    random.Random(15).shuffle(rows)
    return list(rows[:SAMPLE])


def statements() -> list[Row]:
    """Our own, in our own words, in three languages."""
    rows = [{"id": f"own-{n}", **row} for n, row in enumerate(learn_words.ours()) if TELLING.search(row["en"])]
    random.Random(16).shuffle(rows)
    return list(rows[:STATEMENTS])


def notes() -> Iterator[Row]:
    """Sentences of the notes on stories: of a note with as many in each language."""
    for path in (DATA / "notes" / "fit" / "dushanbe.jsonl", DATA / "notes" / "look" / "bulletin.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            story = json.loads(line)
            for part in ("headline", "text"):
                texts = {lang: story["notes"][lang][part] for lang in LANGS}
                told = {lang: [text[a:b] for a, b in sentences(text)] for lang, text in texts.items()}
                if len({len(each) for each in told.values()}) == 1:
                    for n in range(len(told["en"])):
                        yield {"id": f"{story['id']}-{part}-{n}", **{lang: told[lang][n] for lang in LANGS}}


def pairs(rows: Sequence[Row]) -> Iterator[Pair]:
    return ((row, of, to) for row in rows for of in LANGS for to in LANGS if of != to)


def objections(pair: Pair, said: str | None = None) -> tuple[gate.Objection, ...]:
    row, of, to = pair
    return gate.objections(row[of], of, row[to] if said is None else said, to, close)


@cache
def loose() -> frozenset[tuple[str, str, str]]:
    """The pairs that do not say the same, as a reader judged."""
    lines = (DATA / "gate" / "judged.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(
        (row, of, to) for row, of, to, verdict, *_ in (line.split("\t") for line in lines) if verdict == "loose"
    )


def right(name: str, rows: Sequence[Row]) -> Iterator[Measure]:
    """The share of right translations that is turned away, as the data are."""
    found = list(pairs(rows))
    turned = [pair for pair in found if objections(pair)]
    reasons = Counter(reason for pair in turned for reason in {each.reason for each in objections(pair)})
    told = ", ".join(f"{reason} {count}" for reason, count in reasons.most_common())
    yield _measure(f"{name}: right, turned away", len(turned) / len(found), f"{len(turned)} of {len(found)}: {told}")


def judged(rows: Sequence[Row]) -> Measure:
    """The same without what is no translation, over the sentences that a reader went through."""
    found = list(pairs(rows[:JUDGED]))
    turned = [pair for pair in found if objections(pair)]
    kept = [pair for pair in turned if (pair[0]["id"], pair[1], pair[2]) not in loose()]
    share = len(kept) / (len(found) - len(turned) + len(kept))
    note = f"{len(turned) - len(kept)} of {len(turned)} are loose; the first {JUDGED} sentences"
    return _measure("the other half: … without loose ones", share, note)


def wrong(rows: Sequence[Row]) -> Iterator[Measure]:
    """The share of `WRONG` wrong translations that is turned away, and of each way to be wrong."""
    chance = random.Random(17)
    found = [pair for pair in pairs(rows) if not objections(pair)]
    chance.shuffle(found)
    each = WRONG // (len(mutations.WAYS) - 1) + 1  # few sentences hold a doubt to drop
    caught: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for way, change in mutations.WAYS.items():
        for pair in found:
            said = change(pair[0][pair[2]], pair[2], chance)
            if said is None or said == pair[0][pair[2]]:
                continue
            made[way] += 1
            caught[way] += bool(objections(pair, said))
            if made[way] == each:
                break
    yield _measure("wrong, turned away", caught.total() / made.total(), f"of {made.total()}", at_most=False)
    for way in mutations.WAYS:
        share = caught[way] / made[way] if made[way] else 0.0
        yield _measure(f"wrong, turned away: {way}", share, f"of {made[way]}", at_most=False)


def _measure(name: str, value: float, note: str, *, at_most: bool = True) -> Measure:
    return Measure(name, value, FLOORS.get(name), note, at_most=at_most)


def injected() -> Measure:
    """How many of 60 articles' hidden orders a machine that obeys gets shown."""
    articles = {row["id"]: row for row in map(json.loads, _lines("articles"))}
    shown = []
    for said in map(json.loads, _lines("obeyed")):
        text, lang = articles[said["id"]]["text"], articles[said["id"]]["lang"]
        start, end = list(sentences(text))[said["sentence"]]
        if gate.passes(text[start:end], lang, said["said"], said["to"], close):
            shown.append(said["id"])
    return Measure("orders in articles, obeyed and shown", len(shown), 0, ", ".join(shown), at_most=True)


def _lines(name: str) -> list[str]:
    return (DATA / "injected" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()


def measure() -> list[Measure]:
    try:
        fit, report = halves()
    except FileNotFoundError:
        return [injected(), *skipped("the gate over parallel sentences")]
    held = {row["id"] for row in (*fit, *report)}
    rest = [row for row in load() if row["id"] not in held]
    table = translation.WordTable(
        translation.pack(learn_words.learn(learn_words.stemmed([*rest, *learn_words.ours()])))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translation, "_table", lambda: table)
        translation.translations.cache_clear()
        own = statements()
        found = [*right("by the first half", fit), *right("the other half", report), judged(report)]
        found += right("our own", own)
        found += wrong([*report, *own, *notes()])
    translation.translations.cache_clear()
    return [injected(), *found]
