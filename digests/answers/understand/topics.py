"""Of which of the corpus' topics a question is: for counts of what is asked in vain, which keep nothing else of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from config import TOPICS as FILE
from digests import tables
from digests.answers.understand.question import Question
from digests.errors import BadInput
from digests.figures.lexicon import Lexicon
from digests.model import LANGS, TOPICS, Lang, Topic


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells the topics: words of each language, and concepts of the indicators."""

    words: Mapping[Lang, Lexicon]
    concepts: Mapping[str, Topic]


def of(question: Question) -> tuple[Topic, ...]:
    """The topics that the question's words tell, in their order; often none."""
    signs = load()
    told = {hit.concept for hit in signs.words[question.lang].hits(question.words)}
    told |= {signs.concepts[concept] for concept in question.concepts if concept in signs.concepts}
    return tuple(topic for topic in TOPICS if topic in told)


@cache
def load(path: Path = FILE) -> Signs:
    """The table. Raises BadInput naming the file and the place."""
    raw = tables.read(path)
    if wrong := sorted(set(raw) ^ set(TOPICS)):
        raise BadInput(f"{wrong[0]!r} is {'missing' if wrong[0] in TOPICS else 'no topic'}", path=path)
    concepts = {concept: topic for topic in TOPICS for concept in raw[topic].get("concepts", ())}
    words: dict[Lang, Lexicon] = {}
    for lang in LANGS:
        try:
            words[lang] = Lexicon(lang, {topic: raw[topic][lang] for topic in TOPICS})
        except (KeyError, ValueError) as error:
            raise BadInput(f"not a list of cues: {error}", path=path, place=lang) from error
    return Signs(words, concepts)
