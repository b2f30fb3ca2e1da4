"""The words by which a number is known to count nothing: index words, year words, clock words, sport."""

from __future__ import annotations

from digests.model import Lang

INDEX: dict[Lang, frozenset[str]] = {
    "en": frozenset(
        "article articles section sections chapter chapters page pages room flight route no nos "
        "number numbers level phase stage "
        "grade version type tier item figure figures fig table channel line gate platform building "
        "unit block bus highway interstate "
        "volume vol episode season round psalm apartment apt act title paragraph clause rule "
        "resolution amendment group pier ward "
        "district precinct part step appendix exhibit covid formula boeing airbus iphone windows "
        "apollo class verse bill size "
        "top mark category protocol base school house hall camp lot week day game match matchday lap "
        "turn call hour war log".split()
    ),
    "ru": frozenset(
        "статья статьи статье статью статьей статей статьям статьями статьях ст пункт пункта пункте "
        "пункту пунктом пунктов п часть части частью ч "
        "номер номера номеру номере номером дом доме дома д кв квартира квартире корпус корпуса рейс "
        "рейса рейсом рейсе школа школы школе "
        "канал канале глава главы главе главой раздел разделе том томе страница странице стр выпуск "
        "выпуске серия сезон сезона категории "
        "фз закон закона законом no nr топ резолюция резолюции резолюцией приказ приказа "
        "постановление постановления ук упк коап "
        "версия версии уровень уровня фаза фазы этап этапа маршрут маршрута трасса трассе гост "
        "группа группы участок участка база больница "
        "больнице роддом сизо ик калибра псалом параграф параграфа рисунок рисунке рис таблица "
        "таблице табл формула формулы формуле абзац платформа платформы телефону телефон".split()
    ),
    "tg": frozenset(
        "моддаи моддахои модда м раками ракам раками банди банд бандхои кисми хонаи боби боб фасли "
        "мактаби мактаб хатсайри сахифаи "
        "сахифа канали даврахои давраи синфи синф гурухи мархалаи конуни карори чилди пункти статьяи "
        "корпуси шабакаи no "
        "асри расми чадвали дакикаи формула формулаи зинаи ошенаи платформаи раками телефони дафъаи "
        "колонияи пойгохи боздоштгохи беморхонаи псалми сураи ояти формулаи раком".split()
    ),
}

YEAR_BEFORE: dict[Lang, frozenset[str]] = {
    "en": frozenset("in since by during until till before after of from year early late mid circa "
        "for summer winter spring autumn fall "
                    "through class and to the between".split()),
    "ru": frozenset("в с к до по от после на и во около начале конце середине года году".split()),
    "tg": frozenset("сол соли соле солхои солхо соллхои дар аз то ва баъди пас".split()),
}  # fmt: skip

COUNT_BEFORE: dict[Lang, frozenset[str]] = {
    "en": frozenset("of to and for".split()),
    "ru": frozenset("до от около на и по с".split()),
    "tg": frozenset("ва то".split()),
}
"""Of these, what stands before a count as well: "of 1200 foreigners"."""

YEAR_MARK: dict[Lang, frozenset[str]] = {
    "en": frozenset(),
    "ru": frozenset("год года году годом годов годы годах годами годам г гг".split()),
    "tg": frozenset("сол соли соле солхои солхо солро сола".split()),
}

TIME_AFTER = frozenset("am pm a.m p.m o'clock gmt bst est edt pst pdt utc мск".split())

DAY_PARTS = {
    "ru": frozenset("утра дня вечера ночи пополудни".split()),
    "tg": frozenset("сахари бегохи шаб шаби субх пагохи рузи нисфирузи".split()),
}

CLOCK_BEFORE: dict[Lang, frozenset[str]] = {
    "en": frozenset(),
    "ru": frozenset("в к с до после около".split()),
    "tg": frozenset("соати соат соатхои".split()),
}

CLOCK_AT = frozenset("at by from until till since в к с до после около на соати соат".split())

HOURS = frozenset("час часа часов часам часу ч".split())

ONE = frozenset("one один одна одно одного одной одному одним одном одну одною як якто якта".split())

ONE_NOT_BEFORE = frozenset(
    "the this that every each any no which another other number only_ day some these those not day's "
    "last next first".split()
)

ONE_NOT_AFTER = frozenset(
    "of another day who that thing is was are were has had which and or way such reason hand side to "
    "in on at by for with as "
    "could can would should will might may must time more but from if when where the step after "
    "where's he she they it i we you "
    "than side's final big great last single particular another's so too just even does did minute moment too".split()
)

ORDINAL: dict[Lang, frozenset[str]] = {
    "en": frozenset({"st", "nd", "rd", "th"}),
    "ru": frozenset("й я е го му м ой ый ий ая ое ую ого ому ым ом х ые ых ыми".split()),
    "tg": frozenset(),
}

PLACES = frozenset("минуте месте странице этаже строчке строке километре круге раунде году веке секунде полосе".split())

INDEX_OR_VERB = frozenset(
    "day week no line part act bill top group house school camp base hall match game lap turn size "
    "mark category call hour war class lot "
    "round number item table district".split()
)
"""Index words that may also stand before what is counted: "that week 300 people …"."""

SPORT = frozenset(
    "win won beat beaten defeat lose victory draw drew score scored lead led game match goal goals "
    "leading trailed победил победили победу "
    "победой поражения выиграл проиграл обыграл обыграли счет счетом матч матче ничья мусобика голиб "
    "пируз хисоб хисоби бозии гол бохт".split()
)
