"""Quantities: sentences a second on one core, beside quantulum3 and recognizers-text-suite on English."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from datetime import date

from digests.figures.quantities import find_quantities
from digests.language.dates import find_dates
from digests.model import LANGS, Lang
from tests.eval.measure import SHARED

MADE: dict[Lang, str] = {
    "tg": "Дар соли 2023 беш аз {} нафар ба Русия рафтанд, ки {} фоизашон баргаштанд.",
    "ru": "В 2023 году в Россию уехали более {} человек, из них {} % вернулись.",
    "en": "In 2023 more than {} people left for Russia, and {} per cent of them came back.",
}


def sentences(lang: Lang) -> list[str]:
    """The development sentences, or made ones where they are not here."""
    path = SHARED / "eval" / "parallel.jsonl"
    if path.is_file():
        return [json.loads(line)[lang] for line in path.read_text(encoding="utf-8").splitlines()]
    chance = random.Random(1)
    return [MADE[lang].format(chance.randrange(10**6), chance.randrange(100)) for _ in range(2000)]


def pace(read: Callable[[str], object], texts: Sequence[str], *, rounds: int = 3) -> float:
    """Sentences a second of processor time: the best of some rounds, the tables warm."""
    for text in texts[:20]:
        read(text)
    best = 0.0
    for _ in range(rounds):
        start = time.process_time()
        for text in texts:
            read(text)
        best = max(best, len(texts) / (time.process_time() - start))
    return best


def run(*, long: bool) -> None:
    rounds = 5 if long else 2
    ours: dict[Lang, float] = {}
    for lang in LANGS:
        texts = sentences(lang)
        ours[lang] = pace(lambda text, lang=lang: find_quantities(text, lang), texts, rounds=rounds)  # type: ignore[misc]
        unknown = pace(find_quantities, texts, rounds=rounds)
        days = pace(lambda text, lang=lang: find_dates(text, lang, date(2024, 4, 3)), texts, rounds=rounds)  # type: ignore[misc]
        print(f"  quantities {lang}: {ours[lang]:10,.0f} sentences/s (goal 5,000); language guessed {unknown:,.0f}")
        print(f"  dates      {lang}: {days:10,.0f} sentences/s")
    few = sentences("en")[: 400 if long else 60]
    for name, peer in (("quantulum3", quantulum), ("recognizers-text-suite", recognizers)):
        try:
            read = peer()
        except ImportError:
            print(f"  {name}: not installed, skipped")
            continue
        theirs = pace(read, few, rounds=1)
        print(f"  {name}: {theirs:10,.0f} sentences/s (English); ours {ours['en'] / theirs:,.0f} times as fast")
    line = " ".join(str(n) for n in range(10_000, 20_000 if not long else 110_000))
    start = time.process_time()
    count = len(find_quantities(line, "en"))
    spent = time.process_time() - start
    print(f"  a line of {count:,} numbers: {spent:.2f} s, {spent / max(count, 1) * 1e6:.0f} µs a number")


def quantulum() -> Callable[[str], object]:
    from quantulum3 import parser

    return parser.parse  # type: ignore[no-any-return]


def recognizers() -> Callable[[str], object]:
    import emoji

    if not hasattr(emoji, "UNICODE_EMOJI"):  # the name it was written for; emoji 2 took it away
        emoji.UNICODE_EMOJI = {"en": emoji.EMOJI_DATA}
    from recognizers_number import recognize_number
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_text import Culture

    def read(text: str) -> object:
        return [call(text, Culture.English) for call in (recognize_number, recognize_currency, recognize_dimension)]

    return read
