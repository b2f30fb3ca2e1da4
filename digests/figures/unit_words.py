"""The words for units in the three languages, and the one name each unit goes by here."""

from __future__ import annotations

import functools

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

PREFIX_CODES = {"rm": "MYR", "rs": "INR", "rp": "IDR"}
"""Letters that stand for money right before a number alone: RM79."""

CODES = {"usd", "eur", "gbp", "rub", "tjs", "kzt", "uzs", "kgs", "cny", "jpy", "inr", "chf", "uah", "rur"}

# unit: English forms | Russian stems with an ending class | Tajik stems. `*` before a Tajik word: no ending is added.
TABLE = """
percent | percent pct pc | процент:M процентн:A проц* | фоиз дарсад фисад
percentage point | pp | |
person | person people persons | человек:M люд:P чел* | нафар кас тан одам шахс
year | year years yr yrs | год:M лет* летн:A летие:N годам* | сол сола солаи* солаги*
month | month months | месяц:S месячн:A мес* | мох моха
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
square kilometre | km² sq_km square_kilometres square_kilometre | км²* кв_км | *километри_мураббаъ *км_мураббаъ
square metre | m² sq_m square_metres square_meters | м²* кв_м | *метри_мураббаъ
square mile | square_miles square_mile | |
square foot | square_feet square_foot sq_ft | |
megabit | mbit mbits mbps | мбит* | мбит
hertz | hz | гц* | гц
kilohertz | khz | кгц* | кгц
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
           "hong kong dollars": "HKD", "canadian dollars": "CAD", "australian dollars": "AUD",
           "singapore dollars": "SGD",
           "japanese yen": "JPY", "chinese yuan": "CNY", "turkish liras": "TRY", "turkish lira": "TRY",
           "cubic metres": "cubic metre", "cubic meters": "cubic metre", "cubic feet": "cubic foot",
           "metric tons": "tonne", "metric tonnes": "tonne", "metric ton": "tonne", "nautical miles": "nautical mile",
           "years old": "year", "year old": "year", "years of age": "year", "year olds": "year",
           "miles per hour": "mile per hour"},
    "ru": {"процентных пункта": "percentage point", "процентных пунктов": "percentage point",
    "процентный пункт": "percentage point", "процентного пункта": "percentage point",
           "п. п": "percentage point", "фунтов стерлингов": "GBP", "фунта стерлингов": "GBP", "фунт стерлингов": "GBP",
           "долларов сша": "USD", "доллара сша": "USD", "доллар сша": "USD", "американских долларов": "USD",
           "австралийских долларов": "AUD", "канадских долларов": "CAD", "российских рублей": "RUB",
           "российского рубля": "RUB",
           "квадратных километров": "square kilometre", "квадратных километра": "square kilometre",
           "кв. км": "square kilometre", "кв. м": "square metre", "квадратных метров": "square metre",
           "квадратных метра": "square metre", "кубических метров": "cubic metre", "квадратных миль": "square mile"},
    "tg": {"дар сад": "percent",
           "банди фоизи": "percentage point", "фунт стерлинг": "GBP", "фунти стерлинг": "GBP", "фунт стерлинги": "GBP",
           "доллари амрикои": "USD", "доллари има": "USD", "доллари австралияги": "AUD", "рубли руси": "RUB",
           "рубли русия": "RUB",
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
    "A": ("ый", "ий", "ая", "яя", "ое", "ее", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ой", "ей", "ую",
    "юю",
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
