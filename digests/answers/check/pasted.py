"""Whether a text that somebody sends is a post to be checked, and no question."""

from __future__ import annotations

import re

from digests.answers.understand import lexis
from digests.answers.understand.tongue import cue_form
from digests.language.fold import iter_words
from digests.language.sentences import sentences
from digests.model import Lang

SENTENCES = 2
"""Whoever pastes less asks something."""
SHORT, BRIEF = 8, 160
"""Words of a last sentence and characters of a text up to which a question's word asks without a mark."""
_ASKS = re.compile(r"\?[^\w?]*$")


def is_post(text: str, lang: Lang, *, forwarded: bool) -> bool:
    """What is forwarded is a post; what is typed or pasted if it has several sentences and does not end by asking."""
    if forwarded:
        return True
    found = [text[start:end] for start, end in sentences(text)]
    if len(found) < SENTENCES or _ASKS.search(found[-1]):
        return False
    return len(text) > BRIEF or not _asks(found[-1], lang)


def _asks(sentence: str, lang: Lang) -> bool:
    words = [cue_form(word.folded, lang) for word in iter_words(sentence)]
    return len(words) <= SHORT and lexis.load(lang).kind(words) is not None
