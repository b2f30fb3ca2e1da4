"""The language that a question is asked in, and whether a word is one of a language as far as our tables tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from digests.answers.understand import lexis
from digests.language import glossary, translation
from digests.language.fold import cyrillic, is_latin, iter_words
from digests.language.identify import identify
from digests.language.stems import stem
from digests.model import Lang

SHORT = 3
"""Words: what is no longer is judged by its words rather than by its letters, and for the reader where in doubt."""
_TAJIK_LETTER = re.compile("[ғӣқӯҳҷ]")


def language(text: str, reader: Lang) -> Lang:
    """The question's language; the reader's where the question does not tell.

    Latin Tajik and English share letters: words that English knows and Tajik does not speak for English.
    """
    told = identify(text)
    if told.lang is None:
        return reader
    words = [word.folded for word in iter_words(text)]
    if len(words) <= SHORT and not _TAJIK_LETTER.search(text.lower()):
        return _short(words, told.lang, reader, latin=told.script == "latin")
    if told.script != "latin":
        return told.lang
    english = sum(is_word(word, "en") for word in words)
    tajik = sum(is_word(word, "tg") for word in words)
    if told.lang == "tg" and english > tajik and 2 * english >= len(words):
        return "en"
    if told.lang == "en" and tajik > english and 2 * tajik >= len(words):
        return "tg"
    if told.kind == "unsure" and not english and not tajik:
        return reader
    return told.lang


def _short(words: Sequence[str], told: Lang, reader: Lang, *, latin: bool) -> Lang:
    """The language of two or three words: letters tell little there, so the one that knows most of them as words of
    its own; the reader's where another knows no more of them."""
    able: tuple[Lang, ...] = ("tg", "en") if latin else ("tg", "ru")
    known = {lang: sum(is_word(word, lang) for word in words) for lang in able}
    most = max(known.values())
    if not most and (latin or reader in able):
        return reader
    best = [lang for lang in able if known[lang] == most]
    return next((lang for lang in (reader, told) if lang in best), best[0])


def is_word(folded: str, lang: Lang) -> bool:
    """Whether `folded` is a word of `lang` as far as our own tables tell."""
    form = cue_form(folded, lang)
    stemmed = stem(form, lang)
    return form in lexis.load(lang).forms or glossary.load().knows(stemmed, lang) or translation.knows(stemmed, lang)


def cue_form(folded: str, lang: Lang) -> str:
    """A word as cues are written: Latin Tajik in Cyrillic."""
    return cyrillic(folded) if lang == "tg" and is_latin(folded) else folded
