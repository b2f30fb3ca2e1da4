"""Whether a sentence of a text can stand in a digest without those around it, by its form and the words of
`config/summary.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from config import SUMMARY
from digests import tables
from digests.editions.events.told import AT
from digests.errors import BadInput
from digests.figures.lexicon import Hit, Lexicon
from digests.figures.quantities import find_quantities
from digests.language import names
from digests.language.fold import Word, is_latin, iter_words
from digests.language.names import SAME_KEY, name_key
from digests.language.stems import stem
from digests.language.translation import translations
from digests.model import LANGS, Lang, Quantity
from digests.sources.furniture import is_tail

SENTENCE = 5
"""Words of a sentence at least; fewer are a heading, or need what stands before them."""
USES = (
    "opens", "early", "speaker", "points", "now", "added", "says", "outlet", "advice", "office", "accused",
    "cause", "since", "counting", "denies",
)  # fmt: skip
EARLY = 3
"""Words at a sentence's beginning in which a pronoun has nothing before it that it could stand for."""
NEXT = 2
"""Words from one that adds to the count that it adds, counted so."""
DURATIONS = frozenset({"year", "month", "week", "day", "hour", "minute"})
"""What a term is prolonged by is added to nothing that a reader would miss."""
NEAR, FAR = 4, 6
"""Words between a name and what tells that it is of somebody accused or harmed; and what tells an office."""

_ENDS = re.compile(r"[.!…][)\]»”\"'’]*$")
_CAPTION = re.compile(
    r"\W*(?:фото\w*|photos?|акс(?:ҳо)?|видео|video|image|pictured?|иллюстрация|инфографика)\b\s*[:/©.–—-]", re.I
)
_PAIRS = (("«", "»"), ("“", "”"), ("(", ")"), ("[", "]"))
_SPEECH = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“]*“|\"[^\"]*\"")
_NAME = r"[A-ZА-ЯЁӢӮҲҚҒҶ][\w’'-]*[a-zа-яёӣӯҳқғҷ]"
_FULL_NAME = re.compile(rf"(?<![Tt]he )\b(?=({_NAME} {_NAME}))")
_SURNAME = re.compile(
    r"(?:ов|ев|ёв|ова|ева|ин|ина|ск(?:ий|ая)|зода|ян|ко|ов[а-я]{1,3}|ев[а-я]{1,3}|ova?|eva?|zoda|zade|sky)$"
)
_LONE_SURNAME = re.compile(r"(?:[оеё]в|[ое]ва|[ое]вой|[ое]вым|[ое]ву|зода|[oe]va?|zoda)$")
_INITIAL = re.compile(rf"\b{_NAME} [^\W\d_]\.(?! [^\W\d_]\.| {_NAME})")
"""A first name with an initial for the surname: whoever is named so is to stay unknown."""
_AGED = re.compile(
    rf"\b{_NAME},(?:\s\w+){{0,2}}\s(?:\d\d-(?:сола\w*|летн\w*|year)|\d\d(?:\s(?:лет|года?|сол)\b|,))"
    rf"|\b\d\d-(?:сола\w*|летн\w*|year-old)(?:\s[\w-]+){{0,2}}\s{_NAME}"
)


_OWNED = re.compile(r"\w{3,}(?:аш|ашон)(?:ро)?")
"""A Tajik noun with its owner in its ending. Of 70 sentences by many hands that open so one was a plural («боркашон»);
«шаш» and «оташ» are too short to be any."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a sentence is good for: `fit` to be shown; `hangs` on the one before it; `advises`: what a reader can do."""

    fit: bool
    hangs: bool = False
    advises: bool = False


@lru_cache(maxsize=1 << 13)
def standing(text: str, lang: Lang, *, leads: bool = False) -> Standing:
    """How `text`, one sentence, stands alone. `leads`: it is the first of its text, so what points back in its midst
    points at its own beginning."""
    if not _is_whole(text) or _CAPTION.match(text) or is_tail(text) or _AGED.search(text) or _INITIAL.search(text):
        return Standing(fit=False)
    words = list(iter_words(text))
    hits = _words()[lang].hits([word.folded for word in words])
    quoted = [match.span() for match in _SPEECH.finditer(text)]
    said = [hit for hit in hits if not any(start < words[hit.first].start < end for start, end in quoted)]
    if any(hit.concept == "outlet" for hit in said) or _names_private(text, lang, words, hits):
        return Standing(fit=False)
    hangs = _points_back(said, leads=leads) or (lang == "tg" and _is_someones(words, quoted))
    hangs = hangs or _adds(text, lang, words, said) or _lone_speaker(text, lang, words, hits)
    return Standing(fit=True, hangs=hangs, advises=any(hit.concept == "advice" for hit in hits))


def _is_someones(words: Sequence[Word], quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether a Tajik sentence opens with what belongs to somebody of the one before: «Модараш мегӯяд», «Патенташ»."""
    if not words or any(start < words[0].start < end for start, end in quoted):
        return False
    return _OWNED.fullmatch(words[0].folded) is not None


def uses(text: str, lang: Lang) -> Mapping[str, frozenset[str]]:
    """The lists of `config/summary.toml` of which `text` holds a word, each with these, folded."""
    words = [word.folded for word in iter_words(text)]
    found: dict[str, set[str]] = {}
    for hit in _words()[lang].hits(words):
        found.setdefault(hit.concept, set()).update(words[hit.first : hit.last + 1])
    return {concept: frozenset(held) for concept, held in found.items()}


def _points_back(said: Sequence[Hit], *, leads: bool) -> bool:
    """Whether something outside of speech points at the sentence before."""
    now = {n for hit in said if hit.concept == "now" for n in range(hit.first, hit.last + 1)}
    opens = any(hit.concept == "opens" and hit.first == 0 and 0 not in now for hit in said)
    opens |= any(hit.concept == "early" and hit.first < EARLY for hit in said)
    return opens or (not leads and any(hit.concept == "points" and hit.first not in now for hit in said))


def _adds(text: str, lang: Lang, words: Sequence[Word], said: Sequence[Hit]) -> bool:
    """Whether a count is added to one that the sentence does not tell: neither another one before it, nor a larger one
    behind it, which is what they come to."""
    counts = [each for each in find_quantities(text, lang) if each.unit not in DURATIONS]
    for hit in said:
        first, last = words[hit.first].start, words[hit.last].end
        beside = [
            n for n, each in enumerate(counts)
            if hit.concept == "added" and (_is_near(text, last, each.start) or text[each.end : first] == " ")
        ]  # fmt: skip
        if beside and not counts[: beside[0]] and not _is_greater(counts[beside[0] + 1 :], counts[beside[0]]):
            return True
    return False


def _is_near(text: str, end: int, start: int) -> bool:
    """Whether at most a preposition stands between what ends and what starts there: «ещё у 48»."""
    between = text[end:start]
    return end < start and between[:1].isspace() and len(between.split()) < NEXT and "," not in between


def _is_greater(others: Iterable[Quantity], than: Quantity) -> bool:
    least = _most(than)
    return any(_most(each) > least for each in others)


def _most(count: Quantity) -> float:
    return max(float(each) for each in (count.value, count.low, count.high, 0) if each is not None)


def _lone_speaker(text: str, lang: Lang, words: Sequence[Word], hits: Sequence[Hit]) -> bool:
    """Whether somebody is named by a surname alone, or speaks and is named by a pronoun."""
    full = {n for at in _full_names(text, words) for n in at if not _is_common(words[n].folded, lang)}
    if len(full) > 1:
        return False
    if any(hit.concept == "speaker" for hit in hits):
        return True
    beside = {n for hit in hits if hit.concept == "says" for n in (hit.first - 1, hit.last + 1)}
    known = [(each.start, each.end) for each in names.load().find(text, lang, folded=[word.folded for word in words])]
    surnames = {
        n for n, word in enumerate(words[:2]) if _LONE_SURNAME.search(word.text) and words[0].text not in AT[lang]
    }
    return any(
        words[n].text[0].isupper()
        and not any(start <= words[n].start < end for start, end in known)
        and not _is_common(words[n].folded, lang)
        for n in beside | surnames
        if 0 <= n < len(words)
    )


def _full_names(text: str, words: Sequence[Word]) -> list[list[int]]:
    """The numbers of the words of each pair that may be a name and surname."""
    spans = [match.span(1) for match in _FULL_NAME.finditer(text)]
    return [[n for n, word in enumerate(words) if start <= word.start < end] for start, end in spans]


def _is_whole(text: str) -> bool:
    """Whether it is a statement from its first word to its full stop, no question, no piece of a longer speech."""
    if len(text.split()) < SENTENCE or not _ENDS.search(text) or "?" in text:
        return False
    return text.count('"') % 2 == 0 and all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)


def _names_private(text: str, lang: Lang, words: Sequence[Word], hits: Sequence[Hit]) -> bool:
    """Whether a name and surname stand near a word for somebody accused or harmed, or near none for an office."""
    pairs = _full_names(text, words)
    if not pairs:
        return False
    known = [
        each
        for each in names.load().find(text, lang, folded=[word.folded for word in words])
        if names.load().entity(each.entity).public
    ]
    for at in pairs:
        common = [_is_common(words[n].folded, lang) for n in at]
        start, end = words[at[0]].start, words[at[-1]].end
        if all(common) or any(each.start < end and start < each.end for each in known):
            continue
        person = not any(common) or bool(_SURNAME.search(words[at[-1]].text))
        if _near("accused", hits, at, NEAR) or (person and not _near("office", hits, at, FAR)):
            return True
    return False


def _near(concept: str, hits: Sequence[Hit], at: Sequence[int], most: int) -> bool:
    return any(hit.concept == concept and hit.first - most <= at[-1] and at[0] <= hit.last + most for hit in hits)


@lru_cache(maxsize=1 << 13)
def _is_common(word: str, lang: Lang) -> bool:
    """Whether a word is one of the language, so that it names an office or a place and no person: it is translated, and
    not by itself."""
    lang = "en" if is_latin(word) else lang
    key = name_key(word)
    found = [pair for other in LANGS if other != lang for pair in translations(stem(word, lang), lang, other)]
    return bool(found) and fuzz.ratio(key, name_key(max(found, key=lambda pair: pair[1])[0])) < SAME_KEY


@cache
def _words(path: Path = SUMMARY) -> Mapping[Lang, Lexicon]:
    return load(path)


def load(path: Path = SUMMARY) -> Mapping[Lang, Lexicon]:
    """The words of each language. Raises BadInput naming the file and the place."""
    raw = tables.read(path)
    found: dict[Lang, Lexicon] = {}
    for lang in LANGS:
        try:
            found[lang] = Lexicon(lang, {use: raw[use][lang] for use in USES})
        except (KeyError, AttributeError, TypeError, ValueError) as error:
            raise BadInput(f"not a list of words: {error}", path=path, place=lang) from error
    return found
