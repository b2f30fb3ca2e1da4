"""Search on the development sentences: six content words of a sentence must find it.

Every sentence of the target language is a candidate; every third is asked for (all of them: `measure(1)`). Whatever is
learned from sentences (the word table) is learned from other documents than those asked about: five folds.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from unittest.mock import patch

from sqlite_utils import Database

from digests.corpus import expand
from digests.corpus.index import Index
from digests.corpus.migrations import corpus
from digests.language import translation
from digests.language.fold import words
from digests.language.stems import stem
from digests.model import LANGS, Lang
from tests.eval import learn_words, sentences
from tests.eval.inflect import inflected
from tests.eval.measure import Measure, skipped
from tests.eval.sentences import Row

# The goal is .85 each; a floor is what was reached less one point.
FLOORS: dict[tuple[Lang, Lang], float] = {
    ("tg", "ru"): 0.87, ("tg", "en"): 0.897, ("ru", "tg"): 0.85, ("ru", "en"): 0.894,
    ("en", "tg"): 0.904, ("en", "ru"): 0.908,
}  # fmt: skip
WORDS = 6


def corpus_of(rows: Sequence[Row]) -> Index:
    """An index in memory with every sentence in each language as a document of its own."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    corpus.apply(Database(connection))
    with connection:
        for row in rows:
            for lang in LANGS:
                connection.execute(
                    """INSERT INTO documents (id, title, text, lang, published_basis, kind, topics, spans, content_hash,
                       ingested) VALUES (?, '', '', ?, 'page', 'raw', '[]', '[]', '', '')""",
                    (f"{row['id']}.{lang}", lang),
                )
                connection.execute(
                    "INSERT INTO passages (doc_id, n, lang, text) VALUES (?, 1, ?, ?)",
                    (f"{row['id']}.{lang}", lang, row[lang]),
                )
    Index(connection).rebuild()
    return Index(connection)


@cache
def frequencies(lang: Lang) -> Counter[str]:
    return Counter(each for row in sentences.load() for each in {stem(word.folded, lang) for word in words(row[lang])})


def question(row: Row, lang: Lang) -> list[str]:
    """Six content words of a sentence, drawn by its id: longer than three letters, in at most 5 % of all sentences."""
    common = len(sentences.load()) / 20
    content = {
        stem(word.folded, lang): word.text
        for word in reversed(words(row[lang]))
        if len(word.folded) > 3
        and not word.folded[0].isdigit()
        and frequencies(lang)[stem(word.folded, lang)] <= common
    }
    found = list(reversed(content.values()))
    drawn = sorted(random.Random(f"{row['id']}{lang}").sample(range(len(found)), min(WORDS, len(found))))
    return [found[n] for n in drawn]


@cache
def stemmed() -> Mapping[str, learn_words.Stemmed]:
    """The sentences as words are learned from them, by their ids."""
    found = learn_words.stemmed(sentences.load())
    return {row["id"]: stems for row, stems in zip(sentences.load(), found, strict=True)}


@cache
def ours() -> list[learn_words.Stemmed]:
    return learn_words.stemmed(learn_words.ours())


@contextmanager
def word_table(rows: Sequence[Row]) -> Iterator[None]:
    """Search with a word table that has seen `rows` only."""
    learned = learn_words.learn([*(stemmed()[row["id"]] for row in rows), *ours()])
    table = translation.WordTable(translation.pack(learned))
    with patch.object(translation, "_table", lambda: table):
        translation.translations.cache_clear()
        expand._word.cache_clear()
        yield
    translation.translations.cache_clear()
    expand._word.cache_clear()


def recall(
    index: Index, rows: Sequence[Row], source: Lang, target: Lang, ask: Callable[[Row, Lang], list[str]]
) -> list[int]:
    """The place of the right sentence in the first ten, a number a sentence; 0 where it is not there."""
    places = []
    for row in rows:
        hits = index.search(" ".join(ask(row, source)), lang=source, langs=(target,), k=10)
        found = [hit.doc_id for hit in hits]
        wanted = f"{row['id']}.{target}"
        places.append(found.index(wanted) + 1 if wanted in found else 0)
    return places


def measure(every: int = 3) -> list[Measure]:
    if not sentences.PATH.exists():
        return skipped("search across languages")
    index = corpus_of(sentences.load())
    places: dict[tuple[Lang, Lang], list[int]] = {(a, b): [] for a in LANGS for b in LANGS if a != b}
    for learned_from, asked in sentences.folds():
        with word_table(learned_from):
            for source, target in places:
                places[source, target] += recall(index, asked[::every], source, target, question)
    measures = []
    for (source, target), found in places.items():
        first = sum(place == 1 for place in found) / len(found)
        measures.append(
            Measure(
                f"recall@10, six words {source} → {target}",
                sum(map(bool, found)) / len(found),
                FLOORS.get((source, target)),
                f"first: {first:.3f}",
            )
        )
    for lang in LANGS:
        found = recall(
            index, sentences.load()[::every], lang, lang, lambda row, lang: inflected(question(row, lang), lang)
        )
        measures.append(
            Measure(f"recall@10 within {lang}, two of six words inflected", sum(map(bool, found)) / len(found), 0.97)
        )
    return measures
