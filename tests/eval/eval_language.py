"""Telling the language, on sentences of documents that the tables were not learned from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from digests.language import identify
from digests.language.fold import words
from tests.eval import learn_letters, sentences
from tests.eval.measure import Measure, skipped
from tests.eval.sentences import Row, keyboard, latin

WHOLE = {"tg": 0.999, "ru": 0.999, "en": 0.999, "keyboard": 0.99, "latin": 0.98}
THREE = {"tg": 0.99, "ru": 0.99, "en": 0.99, "keyboard": 0.99, "latin": 0.98}
FOREIGN = {"uz": 0.9, "kk": 0.9, "ky": 0.9, "fa": 0.99}
NAMES = {"uz": "Uzbek", "kk": "Kazakh", "ky": "Kyrgyz", "fa": "Persian"}


def typed(row: Row) -> Iterator[tuple[str, str, str]]:
    """(how it is typed, language, text)"""
    yield "tg", "tg", row["tg"]
    yield "ru", "ru", row["ru"]
    yield "en", "en", row["en"]
    yield "keyboard", "tg", keyboard(row["tg"])
    yield "keyboard", "tg", keyboard(row["tg"], dj=True)
    yield "latin", "tg", latin(row["tg"])
    yield "latin", "tg", latin(row["tg"], short=True)


def opening(text: str) -> str:
    """The first three words longer than three letters."""
    return " ".join([word.text for word in words(text) if len(word.text) > 3 and not word.text[0].isdigit()][:3])


def measure(wrong: list[tuple[str, str, str, identify.Identification]] | None = None) -> list[Measure]:
    if not sentences.PATH.exists():
        return skipped("telling the language")
    right: dict[tuple[str, str], list[bool]] = defaultdict(list)
    samples = learn_letters.neighbours()
    count = 5
    for n, (learned_from, asked) in enumerate(sentences.folds(count)):
        taught = {name: [line for at, line in enumerate(lines) if at % count != n] for name, lines in samples.items()}
        with TemporaryDirectory() as folder:
            path = Path(folder) / "letters.tsv"
            path.write_text(learn_letters.table(learned_from, taught), encoding="utf-8")
            table = identify.Table(path)
        with patch.object(identify, "_table", lambda table=table: table):
            for row in asked:
                for kind, lang, text in typed(row):
                    for size, shown in (("whole", text), ("three", opening(text))):
                        if len(words(shown)) < 3:
                            continue
                        told = identify.identify(shown)
                        right[size, kind].append(told.lang == lang)
                        if told.lang != lang and wrong is not None:
                            wrong.append((size, kind, shown, told))
            for kind, lines in samples.items():
                for line in lines[n::count]:
                    variants = [line, learn_letters.uzbek_cyrillic(line)] if kind == "uz" else [line]
                    for each in variants:
                        for size, shown in (("whole", each), ("three", " ".join(each.split()[:3]))):
                            told = identify.identify(shown)
                            right[size, kind].append(told.kind == "foreign")
                            if told.kind != "foreign" and wrong is not None:
                                wrong.append((size, kind, shown, told))
    measures = []
    for size, floors in (("whole", WHOLE), ("three", THREE)):
        what = "a whole sentence" if size == "whole" else "its first three words"
        for kind, floor in floors.items():
            measures.append(Measure(f"language of {what}: {kind}", share(right[size, kind]), floor))
    for size, slack in (("whole", 0.0), ("three", 0.15)):
        for kind, floor in FOREIGN.items():
            what = "whole" if size == "whole" else "three words"
            measures.append(Measure(f"not one of ours, {what}: {NAMES[kind]}", share(right[size, kind]), floor - slack))
    return measures


def share(found: list[bool]) -> float:
    return sum(found) / len(found) if found else 0.0
