"""Quantities against hand-made labels, agreement between the versions of a sentence, and what is said read back.

Labels (`data/quantities-labels.jsonl`) hold id, language and offsets of 300 development sentences, 100 a language, made
by reading them before the rules were tuned; those of half of the documents ("unseen") were never looked at again while
tuning. A quantity is right if its span overlaps the labelled one and value, low and high are equal; "value and
modifier" asks for the hedge as well. What was labelled: counts, measures, money, percentages, ages, durations, shares,
vague plurals. Not labelled: dates, clock times, ordinals, scores, numbers in names and titles, "one" as a pronoun or an
article.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from digests.figures.quantities import find_quantities
from digests.language.dates import find_dates
from digests.model import LANGS, Lang, Period, Quantity
from digests.say.figures import say_date, say_number, say_percent, say_period, say_value, spell
from tests.eval.measure import SHARED, Measure, skipped

LABELS = Path(__file__).parent / "data" / "quantities-labels.jsonl"
SENTENCES = SHARED / "eval" / "parallel.jsonl"

FLOORS = {("both", "all"): (0.95, 0.92), ("unseen", "all"): (0.92, 0.91)}
"""Value; value and modifier. The unseen half alone is small: what it reaches, less a point."""


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def measure() -> list[Measure]:
    if not SENTENCES.is_file():
        return [*skipped("quantities"), *round_trips()]
    sentences = {row["id"]: row for row in rows(SENTENCES)}
    return [*labelled(sentences), *agreement(list(sentences.values())), *round_trips()]


# ---- labels


def labelled(sentences: dict[str, dict[str, Any]]) -> list[Measure]:
    found: dict[tuple[str, str], Counter[str]] = {}
    for row in rows(LABELS):
        text = sentences[row["id"]][row["lang"]]
        counts = compare(row["quantities"], find_quantities(text, row["lang"]))
        for key in ((row["set"], "all"), (row["set"], row["lang"]), ("both", "all")):
            found.setdefault(key, Counter()).update(counts)
    measures = []
    for (part, lang), counts in sorted(found.items()):
        floors = FLOORS.get((part, lang), (None, None))
        note = f"{counts['gold']} labelled"
        measures.append(Measure(f"value F1, {part}, {lang}", f1(counts, "value"), floors[0], note))
        measures.append(Measure(f"value and modifier F1, {part}, {lang}", f1(counts, "modifier"), floors[1], note))
    return measures


def compare(gold: list[dict[str, Any]], found: tuple[Quantity, ...]) -> Counter[str]:
    """Right values and modifiers; every quantity is matched at most once."""
    counts = Counter(gold=len(gold), found=len(found))
    left = list(gold)
    for quantity in found:
        for label in left:
            if quantity.start < label["end"] and label["start"] < quantity.end and same(label, quantity):
                counts["value"] += 1
                counts["modifier"] += label["modifier"] == quantity.modifier
                left.remove(label)
                break
    return counts


def same(label: dict[str, Any], quantity: Quantity) -> bool:
    return all(close(label[name], getattr(quantity, name)) for name in ("value", "low", "high"))


def close(a: float | None, b: float | None) -> bool:
    return a == b if a is None or b is None else abs(a - b) <= 1e-3 * max(1.0, abs(a))


def f1(counts: Counter[str], name: str) -> float:
    total = counts["gold"] + counts["found"]
    return 2 * counts[name] / total if total else 1.0


# ---- agreement between the versions


def agreement(sentences: list[dict[str, Any]]) -> list[Measure]:
    """Values written in digits, which translators keep where they turn words freely.

    The versions truly state the same where their digits are the same (separators apart) and none writes a score, a
    clock time, a ratio or an ordinal: one translator turns those into counts and another does not ("25th amendment",
    «тағйироти 25»). The first line is without that second condition.
    """
    loose: Counter[bool] = Counter()
    strict: Counter[bool] = Counter()
    for row in sentences:
        if len({digits(row[lang]) for lang in LANGS}) != 1 or not digits(row["en"]):
            continue
        values = [in_digits(find_quantities(row[lang], lang)) for lang in LANGS]
        agrees = values[0] == values[1] == values[2]
        loose[agrees] += 1
        if not any(COUNTS_NOTHING.search(row[lang]) for lang in LANGS):
            strict[agrees] += 1
    return [
        Measure(
            "agreement of tg, ru, en, the same digits", loose[True] / loose.total(), None, f"{loose.total()} sentences"
        ),
        Measure(
            "agreement of tg, ru, en, truly the same",
            strict[True] / strict.total(),
            0.97,
            f"{strict.total()} sentences",
        ),
    ]


COUNTS_NOTHING = re.compile(
    r"\d\s?[-–:/&]\s?\d|\d(?:st|nd|rd|th)\b|\d-?(?:[йяе]|го|му|м|х|ой|ая|ый)\b"
    r"|\d\s?-?\s?(?:в?ум|юм)(?:ин?)?(?:ро)?\b|\bбар \d|\d[a-zа-г]\b"
)


def digits(text: str) -> tuple[str, ...]:
    plain = re.sub(r"(?<=\d)[\s\u00a0](?=\d{3}(?!\d))", "", text)
    return tuple(sorted(re.sub(r"[.,']", "", number) for number in re.findall(r"\d+(?:[.,']\d+)*", plain)))


def in_digits(quantities: tuple[Quantity, ...]) -> list[tuple[float, ...]]:
    """The values of the quantities that the text writes in digits."""
    return sorted(
        tuple(float(v) for v in (q.value, q.low, q.high) if v is not None)
        for q in quantities
        if any(c.isdigit() for c in q.text)
    )


# ---- round trips


def round_trips() -> list[Measure]:
    measures = []
    for lang in LANGS:
        for name, (right, total) in trips(lang).items():
            measures.append(Measure(f"round trip, {lang}: {name}", right / total, 1.0, f"{total}"))
    return measures


FRAMES: dict[Lang, str] = {
    "tg": "Дар маҷмӯъ {} дар ин рӯйхат ҳаст.",
    "ru": "Всего {} в этом списке.",
    "en": "In all {} stand in that list.",
}


def trips(lang: Lang) -> dict[str, tuple[int, int]]:
    chance = random.Random(7)
    integers = [*range(0, 1001), *(chance.randrange(1001, 10**6) for _ in range(2000)), 10**6 - 1]
    decimals = [chance.randrange(1, 10**5) / 10 ** chance.choice((1, 2)) for _ in range(500)]
    return {
        "integers in digits": tally(say_number(n, lang) + " " + NOUN[lang] for n in integers)(lang, integers),
        "integers in words": tally(f"{spell(n, lang)} {NOUN[lang]}" for n in integers[1:])(lang, integers[1:]),
        "decimals": tally(say_number(n, lang) for n in decimals)(lang, decimals),
        "percents": tally(say_percent(n, lang) for n in integers + decimals)(lang, integers + decimals),
        "hedged": hedged(lang, integers),
        "ranges": ranges(lang, chance),
        "dates": days(lang, chance),
        "periods": periods(lang, chance),
    }


NOUN: dict[Lang, str] = {"tg": "нафар", "ru": "человек", "en": "people"}


def tally(said: Any) -> Any:
    texts = list(said)

    def count(lang: Lang, values: list[Any]) -> tuple[int, int]:
        right = 0
        for text, value in zip(texts, values, strict=True):
            found = find_quantities(FRAMES[lang].format(text), lang)
            right += len(found) == 1 and found[0].value is not None and close(value, found[0].value)
        return right, len(texts)

    return count


def hedged(lang: Lang, integers: list[int]) -> tuple[int, int]:
    right = total = 0
    for n in integers[2::7]:
        for modifier in ("=", "~", ">", ">=", "<", "<="):
            for unit in ("person", "USD", "year", "percent"):
                said = say_value(n, None, None, modifier, unit, lang)  # type: ignore[arg-type]
                found = find_quantities(FRAMES[lang].format(said), lang)
                total += 1
                right += len(found) == 1 and (found[0].value, found[0].modifier, found[0].unit) == (n, modifier, unit)
    return right, total


def ranges(lang: Lang, chance: random.Random) -> tuple[int, int]:
    right = total = 0
    for _ in range(500):
        low = chance.randrange(1, 10**5)
        high = low + chance.randrange(1, 10**5)
        for unit in ("person", "percent"):
            found = find_quantities(FRAMES[lang].format(say_value(None, low, high, "range", unit, lang)), lang)
            total += 1
            right += len(found) == 1 and (found[0].low, found[0].high, found[0].unit) == (low, high, unit)
    return right, total


def days(lang: Lang, chance: random.Random) -> tuple[int, int]:
    right = total = 0
    published = date(2024, 4, 3)
    for n in range(0, 366 * 3):
        day = date(2021, 4, 4) + timedelta(days=n)
        found = find_dates(FRAMES[lang].format(say_date(day, lang)), lang, published)
        total += 2
        right += len(found) == 1 and (found[0].first, found[0].last) == (day, day)
        recent = published - timedelta(days=n % 365)
        short = find_dates(FRAMES[lang].format(say_date(recent, lang, year=False)), lang, published)
        right += len(short) == 1 and short[0].first == recent
    return right, total


def periods(lang: Lang, chance: random.Random) -> tuple[int, int]:
    cases = [Period(date(year, 1, 1), date(year, 12, 31)) for year in range(1990, 2027)]
    cases += [Period(date(2012, 1, 1), date(2012 + n, 12, 31)) for n in range(1, 9)]
    cases += [Period(date(2023, m, 1), date(2023 + m // 12, m % 12 + 1, 1) - timedelta(days=1)) for m in range(1, 13)]
    cases += [Period(date(2023, 1, 1), date(2023, 6, 30)), Period(date(2023, 7, 1), date(2023, 12, 31))]
    cases += [
        Period(date(2024, m, 1), date(2024 + m // 10, (m + 3 - 1) % 12 + 1, 1) - timedelta(days=1))
        for m in (1, 4, 7, 10)
    ]
    cases += [Period(date(2023, 1, 1), date(2023, m, 1) - timedelta(days=1)) for m in (3, 5, 10)]
    for _ in range(300):
        start = date(2023, 1, 1) + timedelta(days=chance.randrange(700))
        cases.append(Period(start, start + timedelta(days=chance.randrange(1, 60))))
    right = 0
    for period in cases:
        found = find_dates(FRAMES[lang].format(say_period(period, lang)), lang, date(2024, 4, 3))
        right += len(found) == 1 and (found[0].first, found[0].last) == (period.start, period.end)
    return right, len(cases)
