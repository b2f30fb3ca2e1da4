"""The items of a feed judged together: each is embedded once, as long as neither it nor what it is weighed by changes.

What the words rule out is judged again by them: that takes less than to remember it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from digests.corpus.judged import Judged
from digests.language.meaning import Meaning
from digests.model import Document
from digests.publishers import Publishers
from digests.relevance import cues, head
from digests.relevance.cues import Named
from digests.relevance.judge import Judgement, judge, likely, named_in, opening


class Bench:
    """Judges with `meaning`, if there is one, by the bounds of `publishers`; remembers in `judged`."""

    def __init__(self, judged: Judged, publishers: Publishers, meaning: Meaning | None = None) -> None:
        self._judged = judged
        self._publishers = publishers
        self._meaning = meaning
        bounds, names = publishers.bounds, (sorted(publishers.subject), sorted(publishers.bounds.grounds))
        chances = (bounds.least, bounds.least_by_words, bounds.doubtful, bounds.maybe)
        by = (head.load().seal, cues.load().seal, meaning and meaning.id, chances, names)
        self._by = repr(by)

    def judge(
        self, documents: Sequence[Document], day: date, named: Mapping[str, Named | None] | None = None
    ) -> list[Judgement]:
        """A judgement each, in their order; `named` is what they name by their ids, where that is known."""
        told = {each.id: (named or {}).get(each.id) or named_in(each) for each in documents}
        seals = {each.id: self._seal(each) for each in documents if self._is_embedded(told[each.id])}
        known = {doc_id: _read(text) for doc_id, text in self._judged.known(seals).items()} if seals else {}
        fresh = {
            document.id: judge(document, self._meaning, self._publishers, told[document.id])
            for document in documents
            if document.id not in known
        }
        costly = [(doc_id, seals[doc_id], json.dumps(asdict(fresh[doc_id]))) for doc_id in seals if doc_id in fresh]
        if costly:
            self._judged.put(costly, day)
        return [(known | fresh)[document.id] for document in documents]

    def _is_embedded(self, named: Named) -> bool:
        publishers = self._publishers
        return self._meaning is not None and likely(named, publishers.subject, publishers.bounds.doubtful)

    def judge_page(self, document: Document) -> Judgement:
        """The judgement of an item by the page behind it, which is read once and not remembered."""
        return judge(document, self._meaning, self._publishers)

    def _seal(self, document: Document) -> str:
        told = f"{self._by}\n{document.lang}\n{opening(document.title, document.text)}"
        return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _read(text: str) -> Judgement:
    told = json.loads(text)
    return Judgement(**{**told, "reasons": tuple(told["reasons"]), "topics": tuple(told["topics"])})
