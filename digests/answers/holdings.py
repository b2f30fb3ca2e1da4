"""What the corpus holds, as answers look at it: kept ready in memory and read anew when the database has changed."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from digests.corpus import terms
from digests.corpus.rows import statement_of
from digests.figures.embargo import Embargo, embargo
from digests.figures.indicators import Indicators
from digests.language.fold import iter_words
from digests.model import Claim, Document, Lang, Statement
from digests.policy import Policy
from digests.say.evidence import named

if TYPE_CHECKING:
    from digests.answers.support import Gathered
    from digests.corpus.store import Store

KEPT = 4_096
"""Documents, statements and term counts that are kept ready."""
READ_FOR_NAMES = 20_000
"""Characters of a document that are searched for the names of an event."""
READ_FOR_FORMS = 4_000
"""Passages of a language whose words are learned for mending typing errors; the curated ones first."""


@dataclass(slots=True)
class Vocabulary:
    """The words of one language's passages: stems, and how they are written."""

    stems: frozenset[str]
    forms: frozenset[str]


class Holdings:
    """Bound to the thread of its store. What `policy` does not show is not held, as far as answers can tell."""

    def __init__(self, store: Store, indicators: Indicators, policy: Policy) -> None:
        self.store = store
        self.indicators = indicators
        self.policy = policy
        self.today: date | None = None
        self._version: tuple[int, int] | None = None
        self._clear()

    @property
    def connection(self) -> sqlite3.Connection:
        return self.store.connection

    def refresh(self, today: date) -> None:
        """Forget what is kept if this or another connection wrote since, or a day has passed."""
        version = (self.connection.execute("PRAGMA data_version").fetchone()[0], self.connection.total_changes)
        if version != self._version or today != self.today:
            self._clear()
            self._version = version
            self.today = today

    def _clear(self) -> None:
        self._embargo: Embargo | None = None
        self._claims: dict[tuple[str, date | None], tuple[Claim, ...]] = {}
        self._documents: dict[str, Document | None] = {}
        self._statements: dict[str, Statement | None] = {}
        self._counts: dict[str, int] = {}
        self._totals: dict[Lang, int] = {}
        self._vocabularies: dict[Lang, Vocabulary] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._days: dict[date | None, date | None] = {}
        self.profiles: dict[tuple[str, Lang, date | None], Gathered] = {}

    def claims(self, indicator: str, known: date | None) -> tuple[Claim, ...]:
        key = (indicator, known)
        if key not in self._claims:
            if len(self._claims) > KEPT:
                self._claims.clear()
            self._claims[key] = self.policy.shown(self.store.claims(indicator, known=known))
        return self._claims[key]

    def withheld(self) -> Embargo:
        """What of the documents' own words may not be shown today."""
        if self._embargo is None:
            self._embargo = embargo(self.store, self.indicators, policy=self.policy, known=self.today)
        return self._embargo

    def newest_day(self, known: date | None) -> date | None:
        if known not in self._days:
            if len(self._days) > KEPT:
                self._days.clear()
            self._days[known] = self.store.days(until=known)[1]
        return self._days[known]

    def document(self, doc_id: str) -> Document | None:
        """A document, None where there is none."""
        if doc_id not in self._documents:
            if len(self._documents) > KEPT:
                self._documents.clear()
            self._documents[doc_id] = self.store.document(doc_id)
        return self._documents[doc_id]

    def statement(self, statement_id: str) -> Statement | None:
        if statement_id not in self._statements:
            if len(self._statements) > KEPT:
                self._statements.clear()
            row = self.connection.execute("SELECT * FROM statements WHERE id = ?", (statement_id,)).fetchone()
            self._statements[statement_id] = statement_of(row) if row else None
        return self._statements[statement_id]

    def names(self, doc_id: str) -> frozenset[str]:
        """The names that a document holds anywhere: a figure's event may be named in another of its sentences."""
        if doc_id not in self._names:
            if len(self._names) > KEPT:
                self._names.clear()
            document = self.document(doc_id)
            texts: list[str] = [document.title, document.text[:READ_FOR_NAMES]] if document else []
            texts += [statement.texts["en"] for statement in document.statements] if document else []
            self._names[doc_id] = frozenset(named("\n".join(texts)))
        return self._names[doc_id]

    # How much a word says

    def count(self, wanted: Iterable[str]) -> Mapping[str, int]:
        """In how many passages each index term stands."""
        missing = [term for term in wanted if term not in self._counts]
        if missing:
            if len(self._counts) > 1 << 16:
                self._counts.clear()
            self._counts.update(dict.fromkeys(missing, 0))
            rows = self.connection.execute(
                "SELECT term, passages FROM term_counts WHERE term IN (SELECT value FROM json_each(?))",
                (json.dumps(missing, ensure_ascii=False),),
            )
            self._counts.update(rows.fetchall())
        return self._counts

    def total(self, lang: Lang) -> int:
        """Passages in `lang`."""
        if not self._totals:
            self._totals.update(
                dict(self.connection.execute("SELECT lang, count(*) FROM passage_terms GROUP BY lang").fetchall())
            )
        return self._totals.get(lang, 0)

    def is_foreign(self, lang: Lang) -> bool:
        """Whether hardly a passage is in `lang`, so that it has to be answered from the others."""
        total = self.total(lang)
        return total < 20 or 10 * total < max(self._totals.values())

    def weight(self, n: int, lang: Lang) -> float:
        """What a word says that `n` passages in `lang` hold: from 0 (all of them) to 1 (none)."""
        total = max(max(self._totals.values(), default=0) if self.is_foreign(lang) else self.total(lang), 20)
        n = min(n, total)
        return math.log(1 + (total - n + 0.5) / (n + 0.5)) / math.log(1 + (total + 0.5) / 0.5)

    # Which words there are

    def vocabulary(self, lang: Lang) -> Vocabulary:
        """The words of the passages in `lang`, for telling a typing error from a word we do not hold."""
        if lang not in self._vocabularies:
            prefix = terms.stem_term("a", lang)[:-1]
            rows = self.connection.execute(
                "SELECT term FROM term_counts WHERE term >= ? AND term < ? AND passages > 0",
                (prefix, prefix + "\U0010ffff"),
            )
            stems = frozenset(row[0][len(prefix) :] for row in rows)
            texts = self.connection.execute(
                "SELECT text FROM passages WHERE lang = ? ORDER BY statement_id IS NULL, id LIMIT ?",
                (lang, READ_FOR_FORMS),
            )
            forms = frozenset(word.folded for row in texts for word in iter_words(row[0]) if len(word.folded) > 3)
            self._vocabularies[lang] = Vocabulary(stems, forms)
        return self._vocabularies[lang]
