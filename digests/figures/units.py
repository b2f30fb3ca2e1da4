"""Units: what is counted, under one name in the three languages ("person", "percent", "USD", "year" …).

A unit that no table knows is the counted noun itself, folded and in the singular where that can be told cheaply.
"""

from __future__ import annotations

from collections.abc import Sequence

from digests.figures.unit_words import SIGNS, phrases, unit_words
from digests.language.stems import russian_word
from digests.language.tokens import Token
from digests.model import Lang

PEOPLE = frozenset(
    "person man woman child citizen national migrant foreigner resident worker victim suspect "
    "attacker gunman detainee officer "
    "soldier student refugee passenger civilian inmate".split()
)
"""English counted nouns that are people; `is_person` knows them too."""


PER = frozenset({"в час", "в секунду", "в минуту", "в сутки"})


def rate_after(toks: Sequence[Token], at: int, lang: Lang) -> tuple[str, int] | None:
    """What a unit is counted by: "/h", "per day", «в час», «дар як соат»; the unit of time and the token after it."""
    words = [token.word for token in toks[at : at + 3]]
    step = 0
    slash = words[:1] == ["/"] and toks[at].start == toks[at - 1].end
    if slash or (lang == "en" and words[:1] == ["per"]) or (lang == "ru" and " ".join(words[:2]) in PER):
        step = 1
    elif lang == "tg" and words[:2] == ["дар", "як"]:
        step = 2
    if not step or at + step >= len(toks) or toks[at + step].kind != "w":
        return None
    unit = unit_words(lang).get(toks[at + step].word)
    if unit is None and words[0] == "/":
        unit = {"h": "hour", "s": "second", "с": "second"}.get(toks[at + step].word)
    return (unit, at + step + 1) if unit else None


def unit_at(toks: Sequence[Token], at: int, lang: Lang) -> tuple[str, int] | None:
    """The unit that the tokens from `at` name, and the token after it; None where no table knows it."""
    if at >= len(toks):
        return None
    first = toks[at]
    if first.kind == "s":
        if first.word == "%":
            return "percent", at + 1
        if first.word == "°":
            scale = at + 1 < len(toks) and toks[at + 1].word in ("c", "f", "с") and toks[at + 1].start == first.end
            return "degree", at + (2 if scale else 1)
        if first.word in SIGNS:
            return SIGNS[first.word], at + 1
        return None
    if first.kind != "w":
        return None
    if at + 1 < len(toks):
        pair = f"{first.word} {toks[at + 1].word}"
        if pair in phrases(lang):
            return phrases(lang)[pair], at + 2
        if toks[at + 1].word in (".", "-") and at + 2 < len(toks):
            pair = f"{first.word}{toks[at + 1].word} {toks[at + 2].word}"
            if pair in phrases(lang):
                return phrases(lang)[pair], at + 3
    word = first.word.removesuffix("'s").removesuffix("'")
    unit = unit_words(lang).get(word)
    return (unit, at + 1) if unit else None


IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "gunmen": "gunman",
    "policemen": "policeman",
    "firemen": "fireman", "feet": "foot", "lives": "life", "wives": "wife", "knives": "knife", "teeth": "tooth",
    "fishermen": "fisherman", "businessmen": "businessman", "servicemen": "serviceman", "halves": "half",
    "police": "police",
    "staff": "staff", "cattle": "cattle", "sheep": "sheep", "fish": "fish", "aircraft": "aircraft", "troops": "troop",
    "homes": "home", "cases": "case", "houses": "house", "cameras": "camera", "series": "series", "species": "species",
}  # fmt: skip
STOP = {
    "en": frozenset(
        "the a an of in on at by for from to with and or but is are was were be been being has have "
        "had will would can could "
        "may might must shall should do does did this that these those it he she they we you i who "
        "which when where while as "
        "if than then so not no nor yet after before since until till during over under about into "
        "out up down off per each "
        "more less fewer or only also just its his her their our my your said says saying told "
        "according because despite "
        "between among through against near via within without year's ago later earlier all both any "
        "some such there here "
        "us 's now how why what whose them him me".split()
    ),
    "ru": frozenset(
        "и в на с со к ко у о об от до из за по при для без не ни но а или что как это если уже еще "
        "его ее их они он она мы вы "
        "я был была были было есть будет которые который которая чем так также лишь только в во год "
        "года году лет сообщил "
        "заявил сказал где когда после перед между через над под про ли бы же из-за то".split()
    ),
    "tg": frozenset(
        "ва дар аз ба бо то ки ва е у барои бе бар ин он ро хам низ аст буд шуд шуда мебошад буданд "
        "шуданд карда кард гардид "
        "вале аммо лекин зери назди байни миени пас баъд пеш хангоми вакте агар то хар чун онхо мо "
        "шумо вай хамчун".split()
    ),
}


def singular(word: str) -> str:
    """The singular of a regular English plural."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def is_plural(word: str) -> bool:
    return word in IRREGULAR or (word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is", "'s")))


RUSSIAN_VICTIMS = ("погиб", "ранен", "пострада", "задержан", "арестован", "убит", "умерш", "депортирован", "осужден")
VICTIMS = frozenset(
    "dead killed injured wounded hurt missing detained arrested hospitalised hospitalized захми "
    "мачрух ярадор чабрдида кушта фавтида боздоштшуда хабсшуда".split()
)
"""What stands for "people" after a number: "144 dead", «12 раненых», «20 захмӣ»."""


TAJIK_VERBS = ("танд", "данд", "аанд", "аст", "мешаванд", "мекунанд", "мераванд")
"""What a verb of the third person ends in: no noun is counted."""


def counted_noun(toks: Sequence[Token], at: int, lang: Lang, *, one: bool = False) -> tuple[str, int] | None:
    """The noun that stands after a number and no table knows: (unit, token after it)."""
    stop = STOP[lang]
    words = []
    if at + 1 < len(toks) and toks[at].word == "-" and toks[at].start == toks[at - 1].end == toks[at + 1].start - 1:
        return compound(toks[at + 1], at) if lang == "en" else None
    for n in range(at, min(at + 4, len(toks))):
        token = toks[n]
        if token.kind != "w" or token.word in stop:
            break
        words.append(token.word)
    if not words:
        return None
    if lang == "en":
        if words[0] in VICTIMS:
            return "person", at + 1
        return english_single(words, at) if one else english_noun(words, at)
    if lang == "ru":
        return russian_noun(words, at)
    word = words[0]
    if word in VICTIMS:
        return "person", at + 1
    if word.endswith(TAJIK_VERBS):
        return None  # «даҳҳо ҳазор рафтанд»
    for ending in ("хоро", "ро", "хои", "хо"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word.removesuffix(ending), at + 1
    return word.removesuffix("и") if len(word) > 4 else word, at + 1


def russian_noun(words: list[str], at: int) -> tuple[str, int] | None:
    """The first noun, over adjectives and participles; an adjective that stands for one (раненых) if no noun
    follows."""
    standing = None
    for n, word in enumerate(words):
        lemma, speech = russian_word(word)
        if speech == "NOUN":
            return lemma, at + n + 1
        if speech not in ("ADJF", "PRTF"):
            break
        if standing is None:
            name = "person" if word.startswith(RUSSIAN_VICTIMS) else lemma if speech == "ADJF" else word
            standing = name, at + n + 1
    return standing


def compound(word: Token, at: int) -> tuple[str, int] | None:
    """ "six-game schedule", "hundred-run partnership"."""
    return (singular(word.word), at + 2) if word.kind == "w" and len(word.word) > 1 else None


def english_single(words: list[str], at: int) -> tuple[str, int]:
    """What "one" counts: the next word, or the one after an adjective."""
    n = 0 if words[0] in PEOPLE or len(words) == 1 else 1
    return singular(words[n]), at + n + 1


def english_noun(words: list[str], at: int) -> tuple[str, int] | None:
    """The first plural among the next words, or the second of two ("sales managers")."""
    for n, word in enumerate(words):
        if is_plural(word):
            if n + 1 < len(words) and is_plural(words[n + 1]) and word not in IRREGULAR:
                return singular(words[n + 1]), at + n + 2
            return singular(word), at + n + 1
    return None


PEOPLE_TG = frozenset(
    "мухочир шахрванд хорич хоричи коргар сокин одам нафар кас тан шахс точик захми мард инсон гумонбар person".split()
)
"""Tajik counted nouns that are people, as `counted_noun` gives them."""


def is_person(unit: str | None) -> bool:
    """Whether a unit counts people, be it "person" or one of the usual nouns for them."""
    return unit in PEOPLE
