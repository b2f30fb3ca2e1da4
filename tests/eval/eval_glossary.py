"""How much of running news text the glossary knows, on documents that were not read while it was written.

The half of the parallel documents whose `doc` hashes to an even number was open to the writers; this reads the other.
Words are tokens of more than three letters. Content words leave out names (a capital inside a sentence), which are
`config/names.toml`'s business, and the pronouns, auxiliaries and particles below, which nobody searches for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from digests.language import glossary
from digests.language.fold import iter_words
from digests.language.stems import stem, stems
from digests.model import LANGS, Lang
from tests.eval.measure import SHARED, Measure, skipped

PARALLEL = SHARED / "eval" / "parallel.jsonl"

CONCEPTS = 3000  # what the subject asks for at least
# Reached when the glossary was finished, less one point.
KNOWN = {"tg": 0.773, "ru": 0.732, "en": 0.760}
KNOWN_CONTENT = {"tg": 0.854, "ru": 0.802, "en": 0.849}

GRAMMAR: dict[Lang, str] = {
    "tg": "шумо онҳо вай мебошад мебошанд ҳаст нест хоҳад хоҳанд инҳо чунки ҳамин ҳамон маро моро туро будааст",
    "ru": """который этот тот свой наш ваш мой твой весь они она оно него неё него себя чтобы если когда также будет
        было быть есть можно нужно либо ведь вот даже ещё тоже уже этом того тогда потом между через после перед более
        менее около""",
    "en": """that this these those with from they them their theirs there here what which who whom whose when where why
        your yours yourself yourselves himself herself itself themselves ourselves myself been being were will would
        could should might must shall have having does doing than then such same into onto upon over under about
        after before between through during above below again further once only very also just some most more much
        many other both each either neither while because until although though whether since""",
}


def measure() -> list[Measure]:
    if not PARALLEL.is_file():
        return skipped("glossary")
    book = glossary.load()
    found = [
        Measure("glossary: concepts", len(book), CONCEPTS),
        Measure("glossary: faulty lines", len(glossary.check()), 0, at_most=True),
    ]
    for lang in LANGS:
        grammar = set(stems(GRAMMAR[lang], lang))
        whole = [(word, book.knows(word, lang), name) for word, name in _words(lang)]
        content = [known for word, known, name in whole if not name and word not in grammar]
        share = sum(known for _, known, _ in whole) / len(whole)
        found.append(Measure(f"glossary: words of unread {lang} documents", share, KNOWN[lang], f"of {len(whole)}"))
        share = sum(content) / len(content)
        found.append(
            Measure(f"glossary: content words of unread {lang}", share, KNOWN_CONTENT[lang], f"of {len(content)}")
        )
    return found


def _words(lang: Lang) -> Iterator[tuple[str, bool]]:
    """The stems of the running words of more than three letters, and whether each is written as a name."""
    for line in PARALLEL.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not unread(row["doc"]):
            continue
        opening = True
        for word in iter_words(row[lang]):
            if word.text.isalpha() and len(word.text) > 3:
                yield stem(word.text, lang), word.text[0].isupper() and not opening
            opening = False


def unread(doc: str) -> bool:
    """Whether the writers of the glossary kept away from this document."""
    return int(hashlib.sha256(doc.encode()).hexdigest(), 16) % 2 == 1
