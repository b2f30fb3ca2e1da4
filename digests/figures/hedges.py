"""Hedges: the words around a number that say how exactly it is meant, and which way it moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digests.language.tokens import Token
from digests.model import Direction, Hedge, Lang, Modifier

BEFORE_LINES: Mapping[Lang, Mapping[Modifier, str]] = {
    "en": {
        ">": "more than;more than the;over;above;in excess of;upwards of;upward of;exceeding;exceeds;"
            "exceeded;exceed;greater than;just over;"
             "well over;a little over;slightly over;slightly more than;just above;far more than;well above;north of;"
             "higher than;beyond;better than;topping;topped;tops;surpasses;surpassing;"
             "surpassed;a little more than;just more than;longer than;"
             "older than;larger than",
        ">=": "at least;no fewer than;not fewer than;no less than;not less than;a minimum of;minimum;"
            "minimum of;at the very least",
        "<": "less than;less than the;fewer than;under;below;just under;just below;lower than;"
            "slightly less than;slightly under;well under;"
             "a little less than;a little under;well below;slightly below;shy of;just shy of;smaller "
             "than;younger than;not quite",
        "<=": "up to;within;no more than;not more than;at most;a maximum of;maximum;maximum of;as "
            "many as;as much as;at the most;"
              "as high as;not exceeding;capped at",
        "~": "about;around;nearly;almost;approximately;some;roughly;close to;an estimated;estimated;"
            "circa;ca;about a;nigh on;"
             "somewhere around;in the region of;in the order of;on the order of;approx;approaching;just about;"
             "nearly a;almost a;around a;probably",
        "=": "exactly;precisely;a total of;only;just",
    },
    "ru": {
        ">": "более;более чем;больше;больше чем;свыше;сверх;выше;выше чем;чуть более;чуть больше;"
            "немного более;немного больше;"
             "превышает;превышают;перевалило за;перевалила за;перевалил за;перевалили за;"
             "превысило;превысила;превысил;превысили;превышающий;превышающую;превышающей;дольше;старше;"
             "намного более;значительно более;боле",
        ">=": "не менее;не менее чем;не меньше;не меньше чем;как минимум;минимум;по меньшей мере;по "
            "крайней мере;хотя бы;от;"
              "минимум в;не ниже;самое меньшее",
        "<": "менее;менее чем;меньше;меньше чем;ниже;ниже чем;чуть менее;чуть меньше;немногим менее;"
            "немногим меньше;моложе;"
             "младше;дешевле;без малого меньше;короче",
        "<=": "до;не более;не более чем;не больше;не больше чем;максимум;не свыше;вплоть до;не выше;"
            "самое большее;от силы;не старше;не превышает",
        "~": "около;почти;примерно;приблизительно;порядка;ориентировочно;где-то;без малого;приблизительно в;чуть ли не;"
             "едва ли не;близко к;в районе;под;предположительно;какие-то;с небольшим",
        "=": "ровно;всего;только;лишь;точно",
    },
    "tg": {
        ">": "беш аз;зиеда аз;зиед аз;зиедтар аз;бештар аз;беш;бештари;болотар аз;афзун аз;болои;зиеда;бештар;зиедтар;"
             "баландтар аз;андаке беш аз;каме беш аз;каме зиедтар аз;каме бештар аз;андак зиедтар аз;"
             "калонтар аз;каме зиед аз",
        ">=": "хадди акал;хадди аккал;камаш;на кам аз;на камтар аз;акаллан;аккалан;камтарин;дасти "
            "кам;хеч набошад;хаддиакал;"
              "хадди акалан;на камтари;хадди камтарин;хади акал;на кам;чи кадаре ки",
        "<": "камтар аз;кам аз;поентар аз;пасттар аз;камтари;камтар;зери;чавонтар аз;каме камтар аз",
        "<=": "то;на бештар аз;на зиеда аз;на беш аз;на зиед аз;на зиедтар аз;на бештар;хадди аксар;"
            "хадди аксари;то ба;максимум;"
              "на зиедтар",
        "~": "кариб;анкариб;наздики;наздик ба;наздик;такрибан;тахминан;дар худуди;худуди;тахмин;"
            "карибан;таври тахмини;ба кариби;карибии;"
             "дар атрофи;кариби;такрибан ба;таърибан;кариб ба;тахминан ба",
        "=": "хамаги;танхо;факат;расо;айнан",
    },
}  # fmt: skip

AFTER_LINES: Mapping[Lang, Mapping[Modifier, str]] = {
    "en": {">=": "or more;and more;or above;and above;and over;or over;or higher;and up;"
               "plus;or older;or greater;or longer;and older;at least",
           ">": "odd;and counting",
           "<=": "or less;or fewer;or under;and under;or below;or younger;and younger;at most;max;or lower",
           "~": "or so;or thereabouts;approximately;give or take"},
    "ru": {">=": "и более;или более;и больше;или больше;и выше;и старше;либо более;и свыше;и дольше",
           "<=": "и менее;или менее;и меньше;или меньше;и ниже;и младше;и моложе",
           ">": "с лишним;с небольшим;с хвостиком", "~": "или около того;приблизительно"},
    "tg": {">=": "ва зиеда;ва зиед;ва бештар;ва зиедтар;е бештар;е зиедтар;е зиеда;ва аз он зиед;"
               "ва аз он зиедтар;ва аз он бештар;"
                 "ва беш аз он;ва аз он боло;ва болотар;е аз он зиед;е аз он бештар;ва боло;ва калонтар;е зиед",
           "<=": "ва камтар;е камтар;ва аз он кам;ва аз он камтар;ва кам;е аз он камтар",
           ">": "зиед;зиедтар", "~": "е наздики ин"},
}  # fmt: skip


def table(lines: Mapping[Modifier, str]) -> dict[str, Modifier]:
    return {phrase: modifier for modifier, phrases in lines.items() for phrase in phrases.split(";")}


COMPARISON: Mapping[str, Modifier] = {
    ">": ">", "≥": ">=", "> =": ">=", "⩾": ">=", "<": "<", "≤": "<=", "< =": "<=", "⩽": "<=",
    "~": "~", "≈": "~", "∼": "~", "±": "~", "≃": "~",
}  # fmt: skip
"""Signs of comparison, in any language."""

BEFORE: dict[Lang, dict[str, Modifier]] = {
    lang: table(lines) | dict(COMPARISON) for lang, lines in BEFORE_LINES.items()
}
AFTER: dict[Lang, dict[str, Modifier]] = {lang: table(lines) for lang, lines in AFTER_LINES.items()}

FROM_BELOW: Mapping[Lang, frozenset[str]] = {
    "en": frozenset({"nearly", "almost", "approaching", "nigh on", "nearly a", "almost a", "close to", "just about"}),
    "ru": frozenset({"почти", "без малого", "чуть ли не", "едва ли не", "близко к"}),
    "tg": frozenset({"кариб", "анкариб", "карибан", "кариби", "ба кариби", "карибии", "кариб ба", "наздик ба"}),
}
"""The hedges of `~` that say "not quite": what they stand before is the upper end."""

PREPOSITIONS: dict[Lang, frozenset[str]] = {
    "en": frozenset(),
    "ru": frozenset({"в", "на", "за", "с", "по", "через"}),
    "tg": frozenset({"аз", "дар", "ба", "бо", "баъди", "пас"}),
}
"""May stand between a hedge and its number."""

UP: Mapping[Lang, frozenset[str]] = {
    "en": frozenset(
        "rise rises rose risen rising increase increases increased increasing grew grow grows grown "
        "growing growth climb climbed "
        "climbs climbing jump jumped jumps jumping soar soared soaring surge surged surging gain "
        "gained gains gaining up advance "
        "advanced rallied rebounded doubled boosted hiked expanded improved upped "
        "accelerated swelled uptick spike spiked".split()
    ),
    "ru": frozenset(), "tg": frozenset(),
}  # fmt: skip
DOWN: Mapping[Lang, frozenset[str]] = {
    "en": frozenset(
        "fall falls fell fallen falling drop dropped drops dropping decline declined declines "
        "declining decrease decreased "
        "decreasing down lost slip slipped slips slid slide plunge plunged plunging tumble tumbled "
        "shrink shrank sank sink sinking "
        "reduced reduce reducing reduction cut cuts cutting lowered lower dipped dip shed contracted "
        "weakened eased slumped "
        "slashed declining narrowed slowed slows slowing".split()
    ),
    "ru": frozenset(), "tg": frozenset(),
}  # fmt: skip
UP_STEMS: Mapping[Lang, tuple[str, ...]] = {
    "en": (),
    "ru": ("вырос", "выраст", "возрос", "возраст", "увелич", "поднял", "поднялс", "подня", "подскоч", "повыс",
    "прирост", "рост",
           "прибав", "расти", "растет", "раст", "удорож", "подорожа", "ускор"),
    "tg": ("афзоиш", "афзуд", "меафзо", "афзун"),
}  # fmt: skip
DOWN_STEMS: Mapping[Lang, tuple[str, ...]] = {
    "en": (),
    "ru": ("сниз", "снижен", "сократ", "сокращ", "упал", "упад", "пада", "уменьш", "потерял", "опуст", "подешев",
    "спад", "обвал",
           "рухн", "замедл"),
    "tg": ("кохиш", "пастшав", "камшав"),
}  # fmt: skip
NOT_TREND = frozenset({"возраст", "возрасте", "возраста", "возрастом", "ростом", "растения", "растений"})
TAJIK_VERBS: Mapping[str, Direction] = {
    "зиед шуд": "up", "зиед шуда": "up", "боло рафт": "up", "боло рафта": "up", "зиед гардид": "up", "баланд шуд": "up",
    "кам шуд": "down", "кам шуда": "down", "паст шуд": "down", "поен рафт": "down", "паст рафт": "down",
    "кам гардид": "down",
    "кам карда": "down", "зиед карда": "up", "коста шуд": "down", "боло меравад": "up", "зиед мешавад": "up",
    "кам мешавад": "down",
}  # fmt: skip


def before(toks: Sequence[Token], first: int, lang: Lang) -> tuple[Modifier, int] | None:
    """The longest hedge that ends right before token `first`: (modifier, its first token)."""
    found = ending_at(toks, first, lang)
    if found is None and first > 1 and toks[first - 1].word in PREPOSITIONS[lang]:
        for back in (1, 2):  # примерно в 10 милях; тақрибан баъд аз як соат
            found = ending_at(toks, first - back, lang)
            if found and found[0] == "=":
                found = None
            if found or toks[first - 2].word not in ("баъд", "пас"):
                break
    return found


def side(phrase: str, lang: Lang) -> Hedge:
    """Which side a hedge of the modifier `~` rounds from; `phrase` may end in a preposition (почти на 150)."""
    words = phrase.split()
    if len(words) > 1 and words[-1] in PREPOSITIONS[lang] and phrase not in FROM_BELOW[lang]:
        phrase = " ".join(words[:-1])
    return "nearly" if phrase in FROM_BELOW[lang] else "about"


SHORTENED: Mapping[Lang, frozenset[str]] = {
    "en": frozenset({"ca", "approx", "est"}),
    "ru": frozenset({"ок", "прибл", "прим", "ориент"}),
    "tg": frozenset({"такр", "тахм"}),
}
"""Hedges of the modifier `~` that end in a point: «ок. 150 человек», "approx. 150"."""


def ending_at(toks: Sequence[Token], first: int, lang: Lang) -> tuple[Modifier, int] | None:
    known = BEFORE[lang]
    if first > 1 and toks[first - 1].word == "." and toks[first - 1].start == toks[first - 2].end:
        return ("~", first - 2) if toks[first - 2].word in SHORTENED[lang] else None
    for length in (4, 3, 2, 1):
        start = first - length
        if start >= 0:
            phrase = joined(toks, start, first)
            if phrase in known and not (phrase in COMPARISON and is_mark_up(toks, start)):
                return known[phrase], start
    return None


def is_mark_up(toks: Sequence[Token], at: int) -> bool:
    """An arrow (137 -> 144) or the end of a tag: no comparison."""
    touches = at > 0 and toks[at - 1].end == toks[at].start
    return toks[at].word == ">" and touches and toks[at - 1].word != "("


def after(toks: Sequence[Token], last: int, lang: Lang) -> tuple[Modifier, int] | None:
    """The longest hedge that starts at token `last`: (modifier, the token after it)."""
    known = AFTER[lang]
    for length in (4, 3, 2, 1):
        if last + length > len(toks):
            continue
        phrase = joined(toks, last, last + length)
        if phrase in known:
            return known[phrase], last + length
    return None


def joined(toks: Sequence[Token], start: int, end: int) -> str:
    return " ".join(token.word for token in toks[start:end])


def trend(word: str, lang: Lang) -> Direction | None:
    """Whether a word says that something rises or falls."""
    if lang == "en":
        return "up" if word in UP["en"] else "down" if word in DOWN["en"] else None
    if word in NOT_TREND:
        return None
    if word.startswith(UP_STEMS[lang]):
        return "up"
    return "down" if word.startswith(DOWN_STEMS[lang]) else None
