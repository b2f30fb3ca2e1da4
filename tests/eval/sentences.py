"""The development sentences, and Tajik as it is typed on other keyboards."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from functools import cache

from tests.eval.measure import SHARED

Row = dict[str, str]  # id, source, doc, tg, ru, en

PATH = SHARED / "eval" / "parallel.jsonl"

_KEYBOARD = str.maketrans("ғӣқӯҳҷҒӢҚӮҲҶ", "гикухчГИКУХЧ")
_LATIN = dict(
    zip(
        "абвгғдеёжзиӣйкқлмнопрстуӯфхҳцчҷшщъыьэюя",
        "a b v g gh d e yo zh z i i y k q l m n o p r s t u u f kh h ts ch j sh sh ' i  e yu ya".split(" "),
        strict=True,
    )
)


@cache
def load() -> tuple[Row, ...]:
    """Raises FileNotFoundError where the shared material is not here."""
    with PATH.open(encoding="utf-8") as lines:
        return tuple(json.loads(line) for line in lines)


def folds(n: int = 5) -> Iterator[tuple[list[Row], list[Row]]]:
    """(learned from, tested on) n times; the sentences of one document stay together."""
    docs = sorted({row["doc"] for row in load()})
    random.Random(5).shuffle(docs)
    for at in range(n):
        held = set(docs[at::n])
        yield [row for row in load() if row["doc"] not in held], [row for row in load() if row["doc"] in held]


def keyboard(text: str, *, dj: bool = False) -> str:
    """Tajik as a Russian keyboard types it: ҷ as ч, or as дж."""
    if dj:
        text = text.replace("ҷ", "дж").replace("Ҷ", "Дж")
    return text.translate(_KEYBOARD)


def latin(text: str, *, short: bool = False) -> str:
    """Tajik in Latin letters; `short` as the hasty write it (x for kh, no apostrophes)."""
    out = []
    for char in text:
        letter = _LATIN.get(char.lower(), char)
        out.append(letter.capitalize() if char.isupper() else letter)
    typed = "".join(out)
    return typed.replace("kh", "x").replace("gh", "g").replace("'", "") if short else typed
