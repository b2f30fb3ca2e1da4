"""Learn the n-gram table of `digests.language.identify`."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from digests.language.identify import _lowered, _words
from tests.eval.sentences import Row, keyboard, latin

NEIGHBOURS = Path(__file__).parent / "neighbours"
STRANGERS = Path(__file__).parent / "strangers"
SPOKEN = Path(__file__).parent / "spoken"
LONGEST = 4
LONGEST_OF_STRANGERS = 3
ADDED = 0.5  # to every count: what was not seen is not impossible
ADDED_TO_STRANGERS = 0.1  # their samples are so small that half a count would drown them
STEP = 1 / 6  # of a natural logarithm: what one code stands for
OURS = ("tg", "tl", "ru", "en")
LACK = 0.2  # natural logarithm taken from what a neighbour's sample has not seen
CLASSES = (*OURS, "uz", "uc", "kk", "ky")


def neighbours() -> dict[str, list[str]]:
    """Our own samples of the neighbours; Uzbek in Latin letters is read in Cyrillic too."""
    return samples_in(NEIGHBOURS)


def samples_in(folder: Path) -> dict[str, list[str]]:
    """Samples by language, a sentence a line."""
    found = {path.stem: path.read_text(encoding="utf-8").splitlines() for path in sorted(folder.glob("*.txt"))}
    return {name: [line for line in lines if line.strip()] for name, lines in found.items()}


_UZBEK = (
    ("o'", "ў"), ("g'", "ғ"), ("sh", "ш"), ("ch", "ч"), ("yo", "ё"), ("yu", "ю"), ("ya", "я"), ("ye", "е"), ("ts", "ц"),
    ("'", "ъ"),
    *zip("abdefghijklmnopqrstuvxyz", "абдефгҳижклмнопқрстувхйз", strict=True),
)  # fmt: skip


def uzbek_cyrillic(line: str) -> str:
    line = re.sub(r"\be", "э", line.lower())
    for letter, cyrillic in _UZBEK:
        line = line.replace(letter, cyrillic)
    return line


def grams(word: str, longest: int) -> Iterable[tuple[int, str]]:
    """(size, n-gram) of a word, 0 being the whole word."""
    yield 0, "=" + word
    padded = f"_{word}_"
    for size in range(1, longest + 1):
        for at in range(size == 1, len(padded) - size + (size > 1)):
            yield size, padded[at : at + size]


def spoken(lang: str) -> list[str]:
    """What people say to a bot, which news does not: our own lines, one meaning a line in the three languages."""
    return (SPOKEN / f"{lang}.txt").read_text(encoding="utf-8").splitlines()


def add(found: dict[str, list[str]], tg: str, ru: str, en: str) -> None:
    found["tg"] += [tg, keyboard(tg), keyboard(tg, dj=True)]
    found["tl"] += [latin(tg), latin(tg, short=True)]
    found["ru"].append(ru)
    found["en"].append(en)


def texts(rows: Sequence[Row], samples: dict[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in CLASSES}
    for row in rows:
        add(found, row["tg"], row["ru"], row["en"])
    for row in zip(*(spoken(lang) for lang in ("tg", "ru", "en")), strict=True):
        add(found, *row)
    for name, lines in samples.items():
        if name in found:
            found[name] += lines
    found["uc"] += [uzbek_cyrillic(line) for line in samples.get("uz", [])]
    return {name: lines for name, lines in found.items() if lines}


def table(rows: Sequence[Row], samples: dict[str, list[str]] | None = None) -> str:
    """The table as text: a header in JSON, then a line an n-gram with a character of code for each class."""
    return _table(texts(rows, neighbours() if samples is None else samples), LONGEST, {0: 2, LONGEST: 2})


def strangers(rows: Sequence[Row]) -> str:
    """The table of languages that only whole texts are told from: ours beside samples of those."""
    found = {name: lines for name, lines in texts(rows, {}).items() if name in ("ru", "en")}
    rare = dict.fromkeys(range(LONGEST), 0)
    return _table(found | samples_in(STRANGERS), LONGEST_OF_STRANGERS, rare, added=ADDED_TO_STRANGERS)


def _table(found: dict[str, list[str]], longest: int, rare: Mapping[int, int], added: float = ADDED) -> str:
    """`rare` gives, by size, how often an n-gram may stand in every sample and still be left out; 1 elsewhere."""
    counts: dict[str, Counter[tuple[int, str]]] = {}
    for name, lines in found.items():
        counts[name] = Counter()
        for word, n in Counter(_lowered(word) for line in lines for word in _words(line)).items():
            for gram in grams(word, longest):
                counts[name][gram] += n
    totals = {name: Counter[int]() for name in counts}
    for name, count in counts.items():
        for (size, _), n in count.items():
            totals[name][size] += n
    known = {gram for count in counts.values() for gram in count}
    kinds = Counter(size for size, _ in known)

    @cache
    def code(name: str, size: int, n: int) -> str:
        logarithm = math.log((n + added) / (totals[name][size] + added * kinds[size]))
        if not n and name not in OURS:  # a small sample has not seen much: what it lacks must not speak for it
            logarithm -= LACK
        return chr(33 + min(93, round(-logarithm / STEP)))

    lines = []
    for size, gram in sorted(known):
        seen = [counts[name][size, gram] for name in counts]
        if max(seen) > rare.get(size, 1):
            lines.append(gram + "\t" + "".join(code(name, size, n) for name, n in zip(counts, seen, strict=True)))
    header = {
        "step": STEP,
        "longest": longest,
        "classes": list(counts),
        "unseen": ["".join(code(name, size, 0) for name in counts) for size in range(longest + 1)],
    }
    return "\n".join([json.dumps(header), *lines, ""])
