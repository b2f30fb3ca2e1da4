"""What the corpus holds, kept ready in memory for questions and read anew when the database has changed."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from digests.corpus import terms
from digests.corpus.index import Hit, Index
from digests.corpus.rows import statement_of
from digests.corpus.store import Store
from digests.corpus.vectors import Vectors
from digests.kept import Kept
from digests.language.fold import iter_words
from digests.model import LANGS, Claim, Document, Lang, Statement

COUNTS = 1 << 16
"""Index terms whose counts are kept ready."""
READ_FOR_FORMS = 4_000
"""Passages of a language whose words are learned for mending typing errors; the curated ones first."""
FEWEST = 20
"""Passages of a language: with fewer of them, or a tenth of another language's, its own say little of its words."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language's passages: stems, and how they are written."""

    stems: frozenset[str]
    forms: frozenset[str]
    written: Mapping[str, str]  # folded → as it is mostly written, in small letters


class Holdings:
    """Bound to the thread of its store. `kept` is also for what others make of the holdings: it is forgotten with
    the version of the database that it was made of."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.kept = Kept()
        self._index = Index(store.connection)
        self._counts: dict[str, int] = {}
        self._vectors: dict[str, Vectors] = {}

    def refresh(self) -> None:
        """Forget what is kept if this or another connection has written since; to be asked before each question."""
        self.kept.at(self.store.version())
        self._counts = self.kept.get("counts", None, dict)

    def claims(self, indicator: str, known: date | None) -> tuple[Claim, ...]:
        """What was known of an indicator by the day `known`, former versions too."""
        return self.store.claims(indicator, known=known, former=True)

    def newest_day(self, known: date | None) -> date | None:
        """The day of the newest document that was known by `known`."""
        return self.kept.get("newest day", known, lambda: self.store.days(until=known)[1])

    def document(self, doc_id: str, known: date | None = None) -> Document | None:
        """A document as it was known, None where there is none."""
        return self.kept.get("document", (doc_id, known), lambda: self.store.document(doc_id, known=known))

    def records(self, known: date) -> tuple[Document, ...]:
        """The curated records that were known by `known`, the oldest first."""
        return self.kept.get("records", known, lambda: tuple(self.store.documents(until=known, curated=True)))

    def statement(self, statement_id: str) -> Statement | None:
        """A curated statement by its id."""
        return self.kept.get("statement", statement_id, lambda: self._statement(statement_id))

    def _statement(self, statement_id: str) -> Statement | None:
        found = self.store.connection.execute("SELECT * FROM statements WHERE id = ?", (statement_id,))
        row = found.fetchone()
        return statement_of(row) if row else None

    def search(self, query: str, lang: Lang, langs: Collection[Lang] = (), *, k: int, known: date | None) -> list[Hit]:
        """The `k` best passages for `query`, as `Index.search` finds them."""
        return self._index.search(query, lang=lang, langs=langs, k=k, known=known)

    def vectors(self, model: str) -> Vectors:
        """What lies near a question, as `model` sees it."""
        if model not in self._vectors:
            self._vectors[model] = Vectors(self.store.connection, model)
        return self._vectors[model]

    def raw_languages(self) -> frozenset[Lang]:
        """The languages of what is held in one language alone: statements are in all."""
        return self.kept.get("raw languages", None, self._raw_languages)

    def _raw_languages(self) -> frozenset[Lang]:
        sql = "SELECT 1 FROM passages WHERE lang = ? AND statement_id IS NULL LIMIT 1"
        return frozenset(lang for lang in LANGS if self.store.connection.execute(sql, (lang,)).fetchone())

    # How much a word says

    def count(self, wanted: Iterable[str]) -> Mapping[str, int]:
        """In how many passages each index term stands."""
        missing = [term for term in wanted if term not in self._counts]
        if missing:
            if len(self._counts) > COUNTS:
                self._counts.clear()
            self._counts.update(dict.fromkeys(missing, 0))
            rows = self.store.connection.execute(
                "SELECT term, passages FROM term_counts WHERE term IN (SELECT value FROM json_each(?))",
                (json.dumps(missing, ensure_ascii=False),),
            )
            self._counts.update(rows.fetchall())
        return self._counts

    def totals(self) -> Mapping[Lang, int]:
        """Passages by language."""
        return self.kept.get("totals", None, self._totals)

    def _totals(self) -> Mapping[Lang, int]:
        rows = self.store.connection.execute("SELECT lang, count(*) FROM passage_terms GROUP BY lang")
        return dict(rows.fetchall())

    def is_foreign(self, lang: Lang) -> bool:
        """Whether hardly a passage is in `lang`, so that it has to be answered from the others."""
        totals = self.totals()
        total = totals.get(lang, 0)
        return total < FEWEST or 10 * total < max(totals.values())

    def weight(self, n: int, lang: Lang) -> float:
        """What a word says that `n` passages in `lang` hold: from 0 (all of them) to 1 (none)."""
        totals = self.totals()
        own = max(totals.values(), default=0) if self.is_foreign(lang) else totals.get(lang, 0)
        total = max(own, FEWEST)
        n = min(n, total)
        return math.log(1 + (total - n + 0.5) / (n + 0.5)) / math.log(1 + (total + 0.5) / 0.5)

    # Which words there are

    def vocabulary(self, lang: Lang) -> Vocabulary:
        """The words of the passages in `lang`, for telling a typing error from a word we do not hold."""
        return self.kept.get("vocabulary", lang, lambda: self._vocabulary(lang))

    def _vocabulary(self, lang: Lang) -> Vocabulary:
        prefix = terms.stem_term("a", lang)[:-1]
        rows = self.store.connection.execute(
            "SELECT term FROM term_counts WHERE term >= ? AND term < ? AND passages > 0",
            (prefix, prefix + "\U0010ffff"),
        )
        stems = frozenset(row[0][len(prefix) :] for row in rows)
        texts = self.store.connection.execute(
            "SELECT text FROM passages WHERE lang = ? ORDER BY statement_id IS NULL, id LIMIT ?", (lang, READ_FOR_FORMS)
        )
        spelled: dict[str, Counter[str]] = {}
        for row in texts:
            for word in iter_words(row[0]):
                spelled.setdefault(word.folded, Counter())[word.text.lower()] += 1
        forms = frozenset(word for word in spelled if len(word) > 3)
        return Vocabulary(stems, forms, {word: many.most_common(1)[0][0] for word, many in spelled.items()})
