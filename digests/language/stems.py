"""Stems: the inflected forms of one word made one.

English is stemmed by Snowball after a table of irregular forms, Russian by pymorphy3's lemma and then Snowball
(Snowball alone parts «Таджикистан» from «Таджикистаном»), Tajik by `digests.language.tajik`. Every stem is folded
text. Results are cached: news repeats its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Protocol, cast

from config import TABLES
from digests.language import tajik
from digests.language.fold import cyrillic, fold_word, is_latin, iter_words
from digests.model import Lang


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


def stem(word: str, lang: Lang) -> str:
    """The stem of one word, written or folded. A Latin word in Tajik is read as Latin Tajik, in Russian as English."""
    return _stem(fold_word(word), lang)


def stems(text: str, lang: Lang) -> list[str]:
    """The stems of the words of `text`, in order."""
    return [_stem(word.folded, lang) for word in iter_words(text)]


@lru_cache(maxsize=1 << 15)
def _stem(folded: str, lang: Lang) -> str:
    if not folded or folded[0].isdigit():
        return folded
    if lang == "tg":
        return tajik.stem(cyrillic(folded))
    if lang == "ru" and not is_latin(folded):
        return _russian(folded)
    word = folded.removesuffix("'s")
    return _snowball("english").stemWord(_irregular().get(word, word)) or folded


@lru_cache(maxsize=1 << 14)
def russian_word(folded: str) -> tuple[str, str]:
    """The dictionary form of a folded Russian word, folded, and its part of speech (pymorphy's: NOUN, ADJF …)."""
    parsed = _readings(folded)
    return (parsed[0].normal_form.replace("ё", "е"), parsed[0].tag.POS or "") if parsed else (folded, "")


@lru_cache(maxsize=1 << 12)
def is_genitive(folded: str) -> bool:
    """Whether a folded Russian word can be in the genitive, as what is counted is."""
    return any("gent" in each.tag or "gen2" in each.tag for each in _readings(folded))


@lru_cache(maxsize=1 << 12)
def is_personal(folded: str, *, perhaps: bool = False) -> bool:
    """Whether the Russian dictionary holds a folded word as a first name, a patronymic or a surname, first of all.

    `perhaps`: as any of the readings of a noun, guessed ones too (Вера, Роман, Умед)."""
    parsed = () if is_latin(folded) else _readings(folded)
    if not parsed or parsed[0].tag.POS != "NOUN":
        return False
    if perhaps:
        return any(_PERSONAL & each.tag.grammemes for each in parsed)
    return bool(parsed[0].is_known and _PERSONAL & parsed[0].tag.grammemes)


@lru_cache(maxsize=1 << 12)
def is_russian(folded: str) -> bool:
    """Whether the Russian dictionary holds a folded word, and not as somebody's name first of all."""
    try:
        return not is_latin(folded) and _morphology().word_is_known(folded) and not is_personal(folded)
    except ValueError:
        return False


@lru_cache(maxsize=1 << 12)
def is_common(folded: str) -> bool:
    """Whether the Russian dictionary holds a folded word, and first of all as no proper name."""
    parsed = () if is_latin(folded) else _readings(folded)
    return bool(parsed and parsed[0].is_known and not _PROPER & parsed[0].tag.grammemes)


_PROPER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr"})
_PERSONAL = frozenset({"Name", "Surn", "Patr"})


def _russian(folded: str) -> str:
    return _snowball("russian").stemWord(russian_word(folded)[0])


@cache
def _irregular() -> dict[str, str]:
    """English forms that Snowball leaves alone (said, went, children), each with its word."""
    lines = (TABLES / "irregular_en.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {form: word for word, forms in rows for form in forms.split()}


def _readings(folded: str) -> Sequence[Any]:
    """What pymorphy makes of a folded word, the likeliest first."""
    try:
        found: Sequence[Any] = _morphology().parse(folded)
    except ValueError:  # it asks for the Unicode name of every letter, and some have none
        return ()
    return found


@cache
def _morphology() -> Any:
    import pymorphy3  # noqa: PLC0415 - the dictionary is loaded where Russian is first met

    return pymorphy3.MorphAnalyzer()


@cache
def _snowball(language: str) -> _Stemmer:
    import Stemmer  # noqa: PLC0415

    return cast(_Stemmer, Stemmer.Stemmer(language))
