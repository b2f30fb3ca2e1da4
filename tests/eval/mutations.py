# ruff: noqa: E501, PERF401 - a table of patterns reads better than its pieces; what is found is gathered in one list
"""Wrong translations made of right ones by code, as a well-wishing machine errs: one thing changed, all else kept.

Each way takes a text and its language and gives the text with one thing wrong, or None where it holds nothing to get
wrong in that way. What is put in place of a thing is chosen by a seeded generator.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

from digests.language import names, tajik
from digests.language.fold import fold_word, iter_words
from digests.model import Lang

Way = Callable[[str, Lang, random.Random], str | None]

UNITS: Mapping[Lang, Sequence[Sequence[str]]] = {
    "en": [
        ("per cent", "people"), ("percent", "people"), ("%", " people"), ("dollars", "roubles"), ("roubles", "dollars"),
        ("$", "€"), ("£", "$"), ("€", "$"), ("euros", "dollars"), ("years", "months"), ("year", "month"),
        ("months", "years"), ("weeks", "months"), ("days", "weeks"), ("day", "month"), ("hours", "days"),
        ("minutes", "hours"), ("million", "thousand"), ("thousand", "million"), ("billion", "million"),
    ],
    "ru": [
        ("процентов", "человек"), ("процента", "человека"), ("%", " человек"), ("долларов", "рублей"),
        ("рублей", "долларов"), ("$", "€"), ("евро", "долларов"), ("лет", "месяцев"), ("года", "месяца"),
        ("месяцев", "лет"), ("месяца", "года"), ("недель", "месяцев"), ("дней", "недель"), ("часов", "дней"),
        ("минут", "часов"), ("млн", "тыс."), ("миллионов", "тысяч"), ("тысяч", "миллионов"), ("млрд", "млн"),
    ],
    "tg": [
        ("фоизи", "нафари"), ("фоиз", "нафар"), ("дарсад", "нафар"), ("%", " нафар"), ("доллар", "рубл"),
        ("рубл", "доллар"), ("$", "€"), ("евро", "доллар"), ("сол", "моҳ"), ("моҳ", "сол"), ("ҳафта", "моҳ"),
        ("рӯз", "ҳафта"), ("соат", "рӯз"), ("дақиқа", "соат"), ("миллион", "ҳазор"), ("млн", "ҳазор"),
        ("ҳазор", "миллион"), ("миллиард", "миллион"),
    ],
}  # fmt: skip
"""What is counted → what it is taken for; only right behind (or, of signs, before) a number."""

MONTHS: Mapping[Lang, Sequence[str]] = {
    "en": "January February March April May June July August September October November December".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "tg": "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр".split(),
}
WEEKDAYS: Mapping[Lang, Sequence[str]] = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "ru": ["в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье"],
    "tg": ["рӯзи " + day for day in "душанбе сешанбе чоршанбе панҷшанбе ҷумъа шанбе якшанбе".split()],
}

HEDGES: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "more than ": "less than ", "over ": "under ", "at least ": "at most ", "nearly ": "more than ",
        "almost ": "over ", "about ": "more than ", "around ": "at least ", "up to ": "at least ",
        "less than ": "more than ", "approximately ": "more than ", "some ": "more than ", "fewer than ": "more than ",
        "no more than ": "at least ", "roughly ": "at least ",
    },
    "ru": {
        "не менее ": "не более ", "не более ": "не менее ", "более чем ": "менее чем ", "более ": "менее ",
        "менее ": "более ", "свыше ": "менее ", "около ": "более ", "почти ": "более ", "примерно ": "не менее ",
        "приблизительно ": "более ", "больше ": "меньше ", "как минимум ": "максимум ",
        "по меньшей мере ": "не более ",
    },
    "tg": {
        "беш аз ": "камтар аз ", "зиёда аз ": "камтар аз ", "бештар аз ": "камтар аз ", "ҳадди ақал ": "на бештар аз ",
        "тақрибан ": "беш аз ", "қариб ": "беш аз ", "тахминан ": "беш аз ", "наздики ": "беш аз ",
        "наздик ба ": "беш аз ", "камтар аз ": "беш аз ", "на камтар аз ": "на бештар аз ",
        "камаш ": "на бештар аз ",
    },
}  # fmt: skip
"""A hedge → one of another side."""

DOUBTS: Mapping[Lang, Sequence[str]] = {
    "en": ["reportedly", "allegedly", "apparently", "perhaps", "probably", "possibly", "presumably"],
    "ru": ["возможно,", "возможно", "вероятно,", "вероятно", "предположительно", "якобы", "по-видимому,", "видимо,"],
    "tg": ["шояд", "эҳтимол", "эҳтимолан", "гӯё", "зоҳиран", "аз афташ,", "аз афташ"],
}

NEGATIONS: Mapping[Lang, Sequence[tuple[str, str]]] = {
    "en": [
        (r"\b(do|does|did) not ", ""), (r"\b(don|doesn|didn)['’]t ", ""), (r"\bcannot\b", "can"),
        (r"\b(is|are|was|were|has|have|had|will|would|can|could|should|must) not\b", r"\1"),
        (r"\b(is|are|was|were|has|have|had|would|could|should)n['’]t\b", r"\1"), (r"\bnever ", "always "),
        (r"\bwon['’]t\b", "will"), (r"\bcan['’]t\b", "can"), (r"\bnot (?!only|just|less|least|more)", ""),
        (r"\bno (?=\w+)(?!more|less|later|longer|fewer)", "a "),
    ],
    "ru": [(r"(?<!\w)не (?!только|в последнюю|менее|более|раз\b|меньше|больше|позднее|ранее|просто)", ""), (r"(?<!\w)нет\b", "есть")],
    "tg": [(r"\bнест\b", "аст"), (r"\bнестанд\b", "ҳастанд"), (r"\bнаме(?=\w{3})", "ме")],
}  # fmt: skip
AFFIRMED: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(is|are|was|were|will|would|can|could|has been|have been|had been|must|should)\b(?! not|n['’]t)"
    ),
    "ru": re.compile(
        r"(?<![\w-])(был[аои]?|будет|будут|может|могут|сообщил[аи]?|заявил[аи]?|считают|является|должны)\b"
    ),
    "tg": re.compile(
        r"\b(кард|карданд|шуд|шуданд|дорад|доранд|карда|шуда|мекунад|мекунанд|мешавад|мешаванд|буд|буданд)\b"
    ),
}
"""A verb that can be denied by a word before it (English: behind it)."""

DIRECTIONS: Mapping[Lang, Mapping[str, str]] = {
    "en": {
        "increased": "decreased", "rose": "fell", "grew": "declined", "fell": "rose", "decreased": "increased",
        "declined": "grew", "increase": "decrease", "dropped": "grew", "decrease": "increase", "increases": "decreases",
        "increasing": "decreasing",
        "rise": "decrease", "growth": "decrease", "fall": "increase",
    },
    "ru": {
        "увеличилось": "сократилось", "увеличился": "сократился", "увеличилась": "сократилась", "выросло": "снизилось",
        "вырос": "снизился", "выросла": "снизилась", "выросли": "снизились", "снизилось": "выросло",
        "снизился": "вырос", "снизилась": "выросла", "сократилось": "выросло", "увеличить": "уменьшить",
        "уменьшить": "увеличить", "увеличение": "сокращение", "сокращение": "увеличение", "упал": "вырос",
        "упала": "выросла", "рост": "снижение", "снижение": "рост",
    },
    "tg": {
        "афзоиш": "коҳиш", "афзудааст": "коҳиш ёфтааст", "афзуд": "коҳиш ёфт", "коҳиш": "афзоиш",
        "зиёд шуд": "кам шуд", "зиёд шудааст": "кам шудааст", "кам шуд": "зиёд шуд", "кам шудааст": "зиёд шудааст",
    },
}  # fmt: skip
ROLES: Mapping[Lang, Sequence[str]] = {
    "en": ["police", "the court", "the embassy", "prosecutors", "the lawyer", "the ministry", "witnesses"],
    "ru": ["полиция", "суд", "посольство", "прокуратура", "адвокат", "министерство", "свидетели"],
    "tg": ["полис", "суд", "сафорат", "прокуратура", "адвокат", "вазорат", "шоҳидон"],
}
ROLE: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:the )?(police|court|embassy|prosecutors?|lawyers?|ministry|judge|witnesses)\b", re.IGNORECASE),
    "ru": re.compile(r"(?<!\w)(полици[яию]|суд[ауе]?|посольств[оа]|прокуратур[аы]|прокурор|адвокат|министерств[оа])(?!\w)", re.IGNORECASE),
    "tg": re.compile(r"\b(полис|суд|сафорат[и]?|прокуратура[и]?|адвокат|вазорат[и]?|додгоҳ|полиси)\b", re.IGNORECASE),
}  # fmt: skip
SPOKEN: Mapping[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\b(said|says|told|according to|reported|announced|added|stated)\b"),
    "ru": re.compile(r"(?<!\w)(сказал|сообщ|заяв|по словам|по данным|говор|отмет|добав|рассказал)"),
    "tg": re.compile(r"\b(гуфт|мегӯя|хабар|эълон|изҳор|ба гуфтаи|илова|навишт)"),
}
NUMBER = re.compile(r"(?<![\d.,:/-])\d+(?:[  ]\d{3})*(?:[.,]\d+)?(?![\d:/-])")
YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d[-  ]?$")
KINDS = {"name": ("place", "body", "media", "person"), "speaker": ("body", "media", "person")}
STRANGERS: Mapping[Lang, Sequence[str]] = {
    "en": ["Sharopkulov", "Vorontsov", "Greenfield", "Tashmatov", "Khudoyberdiev"],
    "ru": ["Шаропкулов", "Воронцов", "Гринфилд", "Ташматов", "Худойбердиев"],
    "tg": ["Шаропқулов", "Воронтсов", "Гринфилд", "Тошматов", "Худойбердиев"],
}


def number(text: str, lang: Lang, chance: random.Random) -> str | None:
    """Another number: a digit more, a digit other, ten times as much."""
    found = [match for match in NUMBER.finditer(text) if not re.fullmatch(r"(?:19|20)\d\d", match[0])]
    if not found:
        return None
    match = chance.choice(found)
    first = match[0][0]
    other = str(chance.choice([digit for digit in range(1, 10) if str(digit) != first]))
    more = other + match[0][1:]
    said = chance.choice([more, more, match[0] + "0" if match[0].isdigit() else more])
    return text[: match.start()] + said + text[match.end() :]


def unit(text: str, lang: Lang, chance: random.Random) -> str | None:
    """Another thing counted, another currency, another scale."""
    ways = []
    for was, now in UNITS[lang]:
        if was in "$£€":
            pattern = re.compile(re.escape(was) + r"(?=\d)")
        elif was == "%":
            pattern = re.compile(r"(?<=\d) ?%")
        else:
            pattern = re.compile(rf"(?<=\d[  -]){re.escape(was)}(?!\w)")
        ways += [(match, now) for match in pattern.finditer(text) if not YEAR.search(text[: match.start()])]
    if not ways:
        return None
    match, now = chance.choice(ways)
    return text[: match.start()] + now + text[match.end() :]


def day(text: str, lang: Lang, chance: random.Random) -> str | None:
    """Another day, month, year or weekday."""
    ways: list[tuple[int, int, str]] = []
    for names_of in (MONTHS[lang], WEEKDAYS[lang]):
        for name in names_of:
            for match in re.finditer(rf"(?<!\w){name}(?!\w)", text):
                ways.append((match.start(), match.end(), chance.choice([each for each in names_of if each != name])))
    for match in re.finditer(r"(?<!\d)(?:19|20)\d\d(?!\d)", text):
        ways.append((match.start(), match.end(), str(int(match[0]) + chance.choice([-1, 1, 2, 10]))))
    months = "|".join(MONTHS[lang])
    for match in re.finditer(rf"(?<!\d)\d{{1,2}}(?=(?:-уми|-ум)? (?:{months}))", text):
        ways.append((match.start(), match.end(), str(int(match[0]) % 28 + chance.randint(1, 3))))
    if not ways:
        return None
    start, end, said = chance.choice(ways)
    return text[:start] + said + text[end:]


def name(text: str, lang: Lang, chance: random.Random, kinds: Sequence[str] = KINDS["name"]) -> str | None:
    """Another name of its kind."""
    table = names.load()
    found = [each for each in table.find(text, lang) if table.entity(each.entity).kind in kinds]
    if not found:
        return None
    mention = chance.choice(found)
    own = table.entity(mention.entity)
    near = [each for each in table if each.kind == own.kind and each.id != own.id and not _kin(each.id, own.id)]
    other = chance.choice(near).forms[lang][0]
    return text[: mention.start] + other + text[mention.end :]


def _kin(a: str, b: str) -> bool:
    return a.split("-", maxsplit=1)[0] == b.split("-", maxsplit=1)[0]


def stranger(text: str, lang: Lang, chance: random.Random) -> str | None:
    """A surname that nobody bears, in the place of one that our table does not know."""
    table = names.load()
    known = table.find(text, lang)
    found = [
        word
        for before, word in zip(list(iter_words(text)), list(iter_words(text))[1:], strict=False)
        if word.text[0].isupper() and before.text[0].isupper() and word.text[1:].islower() and len(word.text) > 4
        if before.end + 1 == word.start and not any(each.start < word.end and word.start < each.end for each in known)
    ]
    if not found:
        return None
    word = chance.choice(found)
    return text[: word.start] + chance.choice(STRANGERS[lang]) + text[word.end :]


def hedge_dropped(text: str, lang: Lang, chance: random.Random) -> str | None:
    return _hedged(text, lang, chance, dropped=True)


def hedge_turned(text: str, lang: Lang, chance: random.Random) -> str | None:
    return _hedged(text, lang, chance, dropped=False)


def _hedged(text: str, lang: Lang, chance: random.Random, *, dropped: bool) -> str | None:
    ways = []
    for was, now in HEDGES[lang].items():
        for match in re.finditer(rf"(?<![\w]){re.escape(was)}(?=[$£€]?\d)", text):
            if re.search(r"(?:не|на|no|not|reports|talk\w*|data|said) $", text[: match.start()]):
                continue  # a part of a longer one, or "what about"
            if re.match(r"\d+[:.]\d\d|\d\d? (?:[ap]\.?m|утра|вечера)", text[match.end() :]):
                continue  # an hour
            ways.append((match, "" if dropped else now))
    if not ways:
        return None
    match, now = chance.choice(ways)
    return text[: match.start()] + now + text[match.end() :]


def doubt_dropped(text: str, lang: Lang, chance: random.Random) -> str | None:
    ways = [m for word in DOUBTS[lang] for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w) ?", text, re.IGNORECASE)]
    if not ways:
        return None
    match = chance.choice(ways)
    return _opened(text[: match.start()] + text[match.end() :], text)


def negation_dropped(text: str, lang: Lang, chance: random.Random) -> str | None:
    ways = [(match, now) for was, now in NEGATIONS[lang] for match in re.finditer(was, text)]
    if lang == "tg":
        ways += [
            (match, "")
            for word in iter_words(text)
            if tajik.is_negated(fold_word(word.text)) and word.text.startswith("на") and word.text[:4] != "наме"
            for match in [re.compile("на").match(text, word.start)]
            if match
        ]
    if not ways:
        return None
    match, now = chance.choice(ways)
    return text[: match.start()] + match.expand(now) + text[match.end() :]


def negation_added(text: str, lang: Lang, chance: random.Random) -> str | None:
    found = list(AFFIRMED[lang].finditer(text))
    if not found:
        return None
    match = chance.choice(found)
    if lang == "en":
        verb, *rest = match[0].split()
        return text[: match.start()] + " ".join([verb, "not", *rest]) + text[match.end() :]
    return text[: match.start()] + ("не " if lang == "ru" else "на") + text[match.start() :]


def direction(text: str, lang: Lang, chance: random.Random) -> str | None:
    ways = [(m, now) for was, now in DIRECTIONS[lang].items() for m in re.finditer(rf"(?<!\w){was}(?!\w)", text)]
    if not ways:
        return None
    match, now = chance.choice(ways)
    return text[: match.start()] + now + text[match.end() :]


def speaker(text: str, lang: Lang, chance: random.Random) -> str | None:
    """Somebody else speaks: another office, outlet or official."""
    if not SPOKEN[lang].search(text.lower()):
        return None
    found = list(ROLE[lang].finditer(text))
    if not found:
        return name(text, lang, chance, KINDS["speaker"])
    match = chance.choice(found)
    others = [
        role for role in ROLES[lang] if role.split()[-1][:4] != match[1].lower()[:4] and not _both(role, match[1])
    ]
    return _opened(text[: match.start()] + chance.choice(others) + text[match.end() :], text)


def _both(role: str, was: str) -> bool:
    """Whether two roles are one body: judges are the court."""
    courts = ("суд", "court", "judge", "додгоҳ")
    return any(each in role for each in courts) and any(each in was.lower() for each in courts)


def _opened(text: str, before: str) -> str:
    return text[:1].upper() + text[1:] if before[:1].isupper() else text


WAYS: Mapping[str, Way] = {
    "number": number, "unit": unit, "date": day, "name": name, "unknown name": stranger, "hedge dropped": hedge_dropped,
    "hedge turned": hedge_turned, "doubt dropped": doubt_dropped, "negation dropped": negation_dropped,
    "negation added": negation_added, "direction": direction, "speaker": speaker,
}  # fmt: skip
