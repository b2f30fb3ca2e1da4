"""The items of a feed judged together: each once, as long as neither it nor what it is weighed by changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from digests.corpus.judged import Judged
from digests.language.meaning import Meaning
from digests.model import Document
from digests.publishers import Publishers
from digests.relevance import cues, head
from digests.relevance.judge import Judgement, judge, opening


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

    def judge(self, documents: Sequence[Document], day: date) -> list[Judgement]:
        """A judgement each, in their order."""
        seals = {document.id: self._seal(document) for document in documents}
        known = {doc_id: _read(text) for doc_id, text in self._judged.known(seals).items()}
        fresh = {
            document.id: judge(document, self._meaning, self._publishers)
            for document in documents
            if document.id not in known
        }
        if fresh:
            self._judged.put(((doc_id, seals[doc_id], json.dumps(asdict(each))) for doc_id, each in fresh.items()), day)
        return [(known | fresh)[document.id] for document in documents]

    def judge_page(self, document: Document) -> Judgement:
        """The judgement of an item by the page behind it, which is read once and not remembered."""
        return judge(document, self._meaning, self._publishers)

    def _seal(self, document: Document) -> str:
        told = f"{self._by}\n{document.lang}\n{opening(document.title, document.text)}"
        return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _read(text: str) -> Judgement:
    told = json.loads(text)
    return Judgement(**{**told, "reasons": tuple(told["reasons"]), "topics": tuple(told["topics"])})
