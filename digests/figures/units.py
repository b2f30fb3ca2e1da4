"""Units: what is counted, under one name in the three languages ("person", "percent", "USD", "year" …).

A unit that no table knows is the counted noun itself, folded and in the singular where that can be told cheaply.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from digests.language.numbers import Token
from digests.language.stems import russian_word
from digests.model import Lang

SIGNS = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "₹": "INR",
    "₩": "KRW",
    "₸": "KZT",
    "₴": "UAH",
    "₺": "TRY",
}
PREFIXES = {"us": "USD", "s": "SGD", "a": "AUD", "c": "CAD", "hk": "HKD", "nz": "NZD", "au": "AUD", "ca": "CAD"}
CODES = {"usd", "eur", "gbp", "rub", "tjs", "kzt", "uzs", "kgs", "cny", "jpy", "inr", "chf", "uah", "rur"}

# unit: English forms | Russian stems with an ending class | Tajik stems. `*` before a Tajik word: no ending is added.
TABLE = """
percent | percent pct | процент:M процентн:A | фоиз дарсад
percentage point | | |
person | person people persons | человек:M люд:P чел* | нафар кас тан одам шахс
year | year years yr yrs | год:M лет* летн:A летие:N годам* | сол сола солаи* солаги*
month | month months | месяц:S месячн:A | мох моха
week | week weeks | недел:W недель* недельн:A | хафта
day | day days | день* дня* дней* дню* дни* дням* днем* днями* днях* дневн:A сут:P суток* сутки* | руз руза шабонаруз
hour | hour hours hr hrs | час:M часов:A ч* | соат соата
minute | minute minutes min mins | минут:F мин* минутн:A | дакика дакикаи*
second | second seconds sec secs | секунд:F сек* | сония
decade | decade decades | десятилети:N | дахсола
century | century centuries | век:M столети:N | аср
USD | dollar dollars buck bucks usd | доллар:M долларов:A долл* | доллар
EUR | euro euros eur | евро* | евро
RUB | ruble rubles rouble roubles rub | рубл:W рубль* рублем* рублю* рублей* рублев:A руб* р* | рубл
TJS | somoni tjs | сомони* | сомони
GBP | pound_sterling gbp sterling | | фунт_стерлинг
CNY | yuan yuans renminbi cny | юан:W юань* юаней* | юан
JPY | yen jpy | иен:F йен:F | иен
KZT | tenge kzt | тенге* | тенге
UZS | sum uzs | сум:M | сум
KGS | som soms kgs | сом:M | сом
UAH | hryvnia hryvnias uah | гривн:F гривен* | гривна
INR | rupee rupees inr | рупи:W рупия* рупий* | рупия
CHF | franc francs chf | франк:M | франк
TRY | lira liras | лир:F | лира
penny | penny pence p | пенс:M |
cent | cent cents | цент:M | сент
pound | pound pounds lb lbs | фунт:M | фунт
kilometre | kilometre kilometres kilometer kilometers km kms | километр:M километров:A км* | километр км
metre | metre metres meter meters m | метр:M м* метров:A | метр м
centimetre | centimetre centimetres centimeter centimeters cm | сантиметр:M сантиметров:A см* | сантиметр см
millimetre | millimetre millimetres millimeter millimeters mm | миллиметр:M миллиметров:A мм* | миллиметр мм
mile | mile miles mi | мил:W миля* миль* | мил
foot | foot feet ft | фут:M | фут
inch | inch inches | дюйм:M | дюйм дуйм
yard | yard yards yd | ярд:M | ярд
acre | acre acres | акр:M | акр
hectare | hectare hectares ha | гектар:M га* | гектар га
kilogram | kilogram kilograms kilo kilos kg | килограмм:M кг* | килограмм кило кг
gram | gram grams gramme grammes g | грамм:M г* | грамм
tonne | tonne tonnes ton tons | тонн:F тонн:A т* | тонна тонн
ounce | ounce ounces oz | унци:W унция* унций* | унсия
litre | litre litres liter liters | литр:M литров:A л* | литр
gallon | gallon gallons | галлон:M | галлон
barrel | barrel barrels bbl | баррел:W баррель* баррелей* | баррел
degree | degree degrees c f | градус:M градусн:A | дарача
square kilometre | sq_km square_kilometres square_kilometers square_kilometre | кв_км | *километри_мураббаъ *км_мураббаъ
square metre | sq_m square_metres square_meters | кв_м | *метри_мураббаъ
square mile | square_miles square_mile | |
square foot | square_feet square_foot sq_ft | |
megabit | mbit mbits mbps | мбит* | мбит
megahertz | mhz | мгц* | мгц
gigahertz | ghz | ггц* | ггц
kilowatt | kilowatt kilowatts kw | киловатт:M квт* | киловатт квт
kilowatt-hour | kwh | | 
megawatt | megawatt megawatts mw | мегаватт:M мвт* | мегаватт
gigabyte | gigabyte gigabytes gb | гигабайт:M гб* | гигабайт
point | point points | пункт:M очк:N очков* балл:M балльн:A | хол бал балл
time | times | раз* раза* раза* | маротиба бор карат баробар
vote | vote votes | голос:M | овоз
mile per hour | mph | |
kilometre per hour | kph kmh kmph | |
basis point | basis_points basis_point bps | |
"""
PHRASES = {
    "en": {"per cent": "percent", "percentage points": "percentage point", "percentage point": "percentage point",
           "us dollars": "USD", "american dollars": "USD", "pounds sterling": "GBP", "pound sterling": "GBP",
           "russian rubles": "RUB", "russian roubles": "RUB", "swiss francs": "CHF", "indian rupees": "INR",
           "hong kong dollars": "HKD", "canadian dollars": "CAD", "australian dollars": "AUD", "singapore dollars": "SGD",
           "japanese yen": "JPY", "chinese yuan": "CNY", "turkish liras": "TRY", "turkish lira": "TRY",
           "cubic metres": "cubic metre", "cubic meters": "cubic metre", "cubic feet": "cubic foot",
           "metric tons": "tonne", "metric tonnes": "tonne", "metric ton": "tonne", "nautical miles": "nautical mile",
           "years old": "year", "year old": "year", "years of age": "year", "year olds": "year", "miles per hour": "mile per hour"},
    "ru": {"процентных пункта": "percentage point", "процентных пунктов": "percentage point", "процентный пункт": "percentage point",
           "п. п": "percentage point", "фунтов стерлингов": "GBP", "фунта стерлингов": "GBP", "фунт стерлингов": "GBP",
           "долларов сша": "USD", "доллара сша": "USD", "доллар сша": "USD", "американских долларов": "USD",
           "австралийских долларов": "AUD", "канадских долларов": "CAD", "российских рублей": "RUB", "российского рубля": "RUB",
           "квадратных километров": "square kilometre", "квадратных километра": "square kilometre",
           "кв. км": "square kilometre", "кв. м": "square metre", "квадратных метров": "square metre",
           "квадратных метра": "square metre", "кубических метров": "cubic metre", "квадратных миль": "square mile"},
    "tg": {"банди фоизи": "percentage point", "фунт стерлинг": "GBP", "фунти стерлинг": "GBP", "фунт стерлинги": "GBP",
           "доллари амрикои": "USD", "доллари има": "USD", "доллари австралияги": "AUD", "рубли руси": "RUB", "рубли русия": "RUB",
           "сомонии точик": "TJS", "километри мураббаъ": "square kilometre", "километри квадрати": "square kilometre",
           "километри квадрат": "square kilometre", "метри мураббаъ": "square metre", "мили мураббаъ": "square mile"},
}  # fmt: skip

ENDINGS = {
    "M": ("", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах"),
    "S": ("", "а", "у", "ем", "е", "ы", "ев", "ам", "ами", "ах"),
    "F": ("а", "ы", "е", "у", "ой", "", "ам", "ами", "ах"),
    "W": ("я", "и", "е", "ю", "ей", "ям", "ями", "ях", "ь"),
    "N": ("е", "я", "ю", "ем", "и", "й", "ий", "ям", "ями", "ях", "о", "а", "ов", "у"),
    "P": ("и", "ей", "ям", "ьми", "ями", "ях"),
    "A": ("ый", "ий", "ая", "яя", "ое", "ее", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ой", "ей", "ую", "юю",
          "ые", "ие", "ых", "их", "ыми", "ими"),
}  # fmt: skip
TAJIK_ENDINGS = (
    "",
    "и",
    "ро",
    "иро",
    "а",
    "аи",
    "е",
    "хо",
    "хои",
    "ии",
    "ям",
    "аш",
    "ашон",
    "амон",
    "атон",
    "у",
    "ест",
    "еро",
    "хоро",
)

PEOPLE = frozenset(
    "person man woman child citizen national migrant foreigner resident worker victim suspect attacker gunman detainee officer "
    "soldier student refugee passenger civilian inmate".split()
)
"""English counted nouns that are people; `is_person` knows them too."""


@functools.cache
def unit_words(lang: Lang) -> dict[str, str]:
    """Folded word form → unit."""
    column = ("en", "ru", "tg").index(lang) + 1
    found: dict[str, str] = {}
    for line in TABLE.strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        for word in cells[column].split():
            if "_" in word:
                continue  # a phrase: see `phrases`
            for form in forms(word, lang):
                found.setdefault(form, cells[0])
    for code in CODES:
        found[code] = code.upper().replace("RUR", "RUB")
    return found


@functools.cache
def phrases(lang: Lang) -> dict[str, str]:
    """Units of two words → unit."""
    column = ("en", "ru", "tg").index(lang) + 1
    found = dict(PHRASES[lang])
    for line in TABLE.strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        for word in cells[column].split():
            if "_" in word:
                found[word.strip("*").replace("_", " ")] = cells[0]
    return found


def forms(word: str, lang: Lang) -> tuple[str, ...]:
    if lang == "en":
        return (word,)
    if word.endswith("*"):
        return (word[:-1],)
    if lang == "ru":
        stem, _, kind = word.partition(":")
        return tuple(stem + ending for ending in ENDINGS[kind])
    return tuple(word + ending for ending in TAJIK_ENDINGS)


def rate_after(toks: Sequence[Token], at: int, lang: Lang) -> tuple[str, int] | None:
    """What a unit is counted by: "/h", "per day", «в час», «дар як соат»; the unit of time and the token after it."""
    words = [token.word for token in toks[at : at + 3]]
    step = 0
    if words[:1] == ["/"] and toks[at].start == toks[at - 1].end or (lang == "en" and words[:1] == ["per"]):
        step = 1
    elif lang == "ru" and words[:1] == ["в"] and words[1:2] in (["час"], ["секунду"], ["минуту"], ["сутки"]):
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
    "men": "man", "women": "woman", "children": "child", "people": "person", "gunmen": "gunman", "policemen": "policeman",
    "firemen": "fireman", "feet": "foot", "lives": "life", "wives": "wife", "knives": "knife", "teeth": "tooth",
    "fishermen": "fisherman", "businessmen": "businessman", "servicemen": "serviceman", "halves": "half", "police": "police",
    "staff": "staff", "cattle": "cattle", "sheep": "sheep", "fish": "fish", "aircraft": "aircraft", "troops": "troop",
    "homes": "home", "cases": "case", "houses": "house", "cameras": "camera", "series": "series", "species": "species",
}  # fmt: skip
STOP = {
    "en": frozenset(
        "the a an of in on at by for from to with and or but is are was were be been being has have had will would can could "
        "may might must shall should do does did this that these those it he she they we you i who which when where while as "
        "if than then so not no nor yet after before since until till during over under about into out up down off per each "
        "more less fewer or only also just its his her their our my your said says saying told according because despite "
        "between among through against near via within without year's ago later earlier all both any some such there here "
        "us 's now how why what whose them him me".split()
    ),
    "ru": frozenset(
        "и в на с со к ко у о об от до из за по при для без не ни но а или что как это если уже еще его ее их они он она мы вы "
        "я был была были было есть будет которые который которая чем так также лишь только в во год года году лет сообщил "
        "заявил сказал где когда после перед между через над под про ли бы же из-за то".split()
    ),
    "tg": frozenset(
        "ва дар аз ба бо то ки ва е у барои бе бар ин он ро хам низ аст буд шуд шуда мебошад буданд шуданд карда кард гардид "
        "вале аммо лекин зери назди байни миени пас баъд пеш хангоми вакте агар то хар чун онхо мо шумо вай хамчун".split()
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
    for ending in ("хоро", "ро", "хои", "хо"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word.removesuffix(ending), at + 1
    return word.removesuffix("и") if len(word) > 4 else word, at + 1


def russian_noun(words: list[str], at: int) -> tuple[str, int] | None:
    """The first noun, over adjectives and participles; an adjective that stands for one (раненых) if no noun follows."""
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


def is_person(unit: str | None) -> bool:
    """Whether a unit counts people, be it "person" or one of the usual nouns for them."""
    return unit in PEOPLE
