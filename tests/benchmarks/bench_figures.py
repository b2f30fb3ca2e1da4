"""Speed of the key figures: a document read into claims, and the ledger view of many claims."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from digests.figures import indicators, ledger
from digests.figures.claims import extract
from digests.model import Claim, Document
from digests.policy import OPEN
from tests.eval.eval_figures import news

PATIENCE_MS = 5.0


def run(*, long: bool) -> None:
    documents(times=200 if long else 40)
    views(10_000, times=20 if long else 7)


def timed(work: Callable[[], object], times: int) -> tuple[float, float]:
    """Median and best of several runs, in milliseconds."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken), min(taken)


def documents(times: int) -> None:
    """Texts of about 200 words: three news texts of a language one after the other."""
    table = indicators.load()
    for lang in ("tg", "ru", "en"):
        rows = [row for row in news() if row["lang"] == lang]
        texts = [" ".join(row["text"] for row in rows[n : n + 4]) for n in range(0, len(rows) - 3, 4)]
        made = [Document(f"{lang}{n}", "", " ".join(text.split()[:200]), lang) for n, text in enumerate(texts)]
        made = [Document(each.id, "", each.text, each.lang, published=date(2024, 4, 5)) for each in made]
        found = sum(len(extract(each, table)) for each in made)  # also warms the caches of words
        median, best = timed(lambda made=made: [extract(each, table) for each in made], times)  # type: ignore[misc]
        each_ms = median / len(made)
        print(
            f"  claims of a 200-word document, {lang}: {each_ms:6.2f} ms (best {best / len(made):.2f}), "
            f"{found / len(made):.1f} claims each  {'≤' if each_ms <= PATIENCE_MS else 'ABOVE'} {PATIENCE_MS:g} ms"
        )


def many_claims(count: int) -> tuple[Claim, ...]:
    """A year of a toll as hundreds of outlets tell it: few counts, many repeats, some quoting one ministry."""
    chance = random.Random(7)
    start = date(2024, 3, 22)
    claims = []
    for n in range(count):
        said = chance.randrange(365)
        value = min(149, 40 + said * 9 if said < 11 else 139 + said // 40)
        ministry = chance.random() < 0.5
        published = start + timedelta(days=said + chance.randrange(3))
        claims.append(
            Claim(
                id=f"doc{n}:1", indicator="crocus.deaths", value=value, low=None, high=None, modifier="=",
                unit="person", role="total", as_of=start + timedelta(days=said), as_of_basis="explicit", period=None,
                attributed_to=("Ministry",) if ministry else (), scope=None, doc_id=f"doc{n}", quote="…",
                quote_kind="verbatim", char_start=0, char_end=1, published=published,
                origin="by:ministry" if ministry else f"doc:outlet{chance.randrange(40)}",
            )
        )  # fmt: skip
    return tuple(sorted(claims, key=lambda claim: (claim.published or start, claim.id)))


def views(count: int, times: int) -> None:
    indicator = indicators.load().get("crocus.deaths")
    claims = many_claims(count)

    def anew() -> object:
        return ledger.History(indicator, claims).view(asof=None, known=None, policy=OPEN)

    first, _ = timed(anew, times)
    history = ledger.History(indicator, claims)
    days = iter(range(1, 10_000))

    def look() -> object:
        return history.view(asof=date(2024, 6, 1) + timedelta(days=next(days) % 200), known=None, policy=OPEN)

    another, _ = timed(look, times)
    grown: list[Any] = [history, list(claims)]

    def after_an_ingest() -> object:
        """One more document, among those of its day."""
        more = grown[1]
        n = len(more)
        more.insert(n // 2, replace(claims[n // 2], id=f"new{n}:1", doc_id=f"new{n}", origin=f"doc:new{n}"))
        grown[0] = grown[0].after(tuple(more))
        return grown[0].view(asof=None, known=None, policy=OPEN)

    after_an_ingest()
    ingested, _ = timed(after_an_ingest, times)
    again, _ = timed(lambda: history.view(asof=None, known=None, policy=OPEN), times)
    print(f"  ledger view of {count:,} claims, history built anew:         {first:7.2f} ms")
    print(f"  … another day of a history that is known:               {another:7.2f} ms")
    verdict = "≤" if ingested <= PATIENCE_MS else "ABOVE"
    print(
        f"  … after an ingest:                                        {ingested:7.2f} ms  {verdict} {PATIENCE_MS:g} ms"
    )
    verdict = "≤" if again <= PATIENCE_MS else "ABOVE"
    print(f"  … the same view again:                                   {again:7.2f} ms  {verdict} {PATIENCE_MS:g} ms")


if __name__ == "__main__":
    run(long=False)
