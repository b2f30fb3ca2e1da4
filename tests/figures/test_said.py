"""What the product prints of a figure is grammatical, and is read back as that figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest

from digests.figures import indicators
from digests.figures.claims import extract
from digests.figures.indicators import Definition
from digests.figures.quantities import find_quantities
from digests.model import LANGS, Claim, Document, Hedge, Lang, Modifier, Texts, Wording
from digests.say.phrases import Form, say_claims
from tests import size

VALUES = (1, 2, 5, 11, 21, 22, 144, 418, 2024, 2500, 17128, 1_500_000, 10_500_000)
HEDGED: tuple[tuple[Modifier, Hedge | None], ...] = (
    ("=", None), (">", None), (">=", None), ("<", None), ("<=", None), ("~", "about"), ("~", "nearly"),
)  # fmt: skip
CROCUS: Texts = {
    "en": "The Crocus City Hall attack shocked Russia. ",
    "ru": "Теракт в «Крокус Сити Холле» потряс Россию. ",
    "tg": "Ҳамла ба «Крокус Сити Холл» Русияро ба ларза овард. ",
}
COUNTED_BY: Texts = {
    "en": "The ministry of labour counts those who go abroad. ",
    "ru": "Минтруд считает уезжающих за рубеж. ",
    "tg": "Вазорати меҳнат онҳоеро, ки ба хориҷа мераванд, мешуморад. ",
}
"""Of those who left for Russia the country of the count must be told: without it the figure is one of Russia's."""
GROWTH_UP_TO = ("russia.migrant_crime_growth", "<=")
"""What has grown "to 75%" has reached it; nobody states a bound of a growth so."""
TABLE = indicators.load()


def claim(definition: Definition, value: int, modifier: Modifier = "=", hedge: Hedge | None = None) -> Claim:
    return Claim(
        id="x", indicator=definition.indicator.id, value=value, low=None, high=None, modifier=modifier, hedge=hedge,
        unit=definition.indicator.unit, role="total", as_of=None, as_of_basis=None, period=None, attributed_to=(),
        scope=None, doc_id="d", quote="…", quote_kind="verbatim", char_start=0, char_end=1,
    )  # fmt: skip


def values(definition: Definition) -> list[int]:
    """Those that some rule of the indicator takes and that are plausible."""
    least, most = definition.plausible or (0, float("inf"))
    return [
        value
        for value in VALUES
        if least <= value <= most
        and any((rule.least or 0) <= value <= (rule.most or float("inf")) for rule in definition.rules)
    ]


def printed(definition: Definition, lang: Lang) -> Iterator[tuple[Form, dict[str, object], str]]:
    """Every sentence of the indicator: the form that asks for it, what a claim must be to get it, and its template."""
    indicator = definition.indicator
    own = Wording(indicator.say, indicator.answer, indicator.report)
    for scope, words in ((None, own), *indicator.scoped.items()):
        of: dict[str, object] = {"scope": scope}
        if words.say:
            yield "say", of, words.say[lang]
        if words.answer:
            yield "answer", of, words.answer[lang]
        if words.report:
            yield "say", of | {"kind": "report"}, words.report[lang]


def hedges(value: int, lang: Lang, name: str) -> Sequence[tuple[Modifier, Hedge | None]]:
    """With which a value is printed: with none and with another one each time, so that over the table they meet in
    turn; `make bench` prints all with all."""
    turn = VALUES.index(value) + [each.id for each in TABLE.all].index(name) + LANGS.index(lang)
    return size.part(HEDGED, (HEDGED[0], HEDGED[1 + turn % (len(HEDGED) - 1)]))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [each.id for each in TABLE.all])
def test_a_printed_figure_is_read_back(name: str, lang: Lang) -> None:
    definition = TABLE.definition(name)
    lead = CROCUS[lang] if definition.event else COUNTED_BY[lang] if name == "migrants.tj_to_russia" else ""
    assert values(definition)
    for form, of, _ in printed(definition, lang):
        for value in values(definition):
            for modifier, hedge in hedges(value, lang, name):
                if (name, modifier) == GROWTH_UP_TO:
                    continue
                given = replace(claim(definition, value, modifier, hedge), **of)  # type: ignore[arg-type]
                text = say_claims(definition.indicator, form, [given], lang)
                read = [(each.value, each.modifier) for each in find_quantities(text, lang)]
                assert (value, modifier) in read, text
                document = Document("d", "", f"{lead}{text[0].upper()}{text[1:]}.", lang, published=date(2024, 4, 2))
                bound = [
                    (each.indicator, each.value, each.modifier) for each in extract(document, TABLE, readers="rules")
                ]
                assert bound == [(name, value, modifier)], text


SINGULAR: list[tuple[str, Lang, int, str]] = [
    ("crocus.deaths", "tg", 1, "1 нафар кушта шуд"),
    ("crocus.deaths", "tg", 21, "21 нафар кушта шуданд"),
    ("crocus.deaths", "ru", 21, "Погиб 21 человек"),
    ("crocus.deaths", "ru", 11, "Погибли 11 человек"),
    ("attacks.kaluga_hospitalised", "tg", 22, "Пас аз ҳамла дар Калуга 22 нафар ба беморхона бурда шуданд"),
    ("entry.refused", "en", 1, "1 citizen of Tajikistan refused entry to Russia"),
    ("entry.refused", "en", 2, "2 citizens of Tajikistan refused entry to Russia"),
    ("entry.refused", "ru", 1, "В Россию не пустили 1 гражданина Таджикистана"),
    ("entry.refused", "ru", 2, "В Россию не пустили 2 граждан Таджикистана"),
    ("entry.refused", "ru", 22, "В Россию не пустили 22 гражданина Таджикистана"),
    ("entry.refused", "ru", 418, "В Россию не пустили 418 граждан Таджикистана"),
    ("deported.all", "ru", 21, "Из России выдворили 21 иностранца"),
    ("deported.all", "ru", 1_500_000, "Из России выдворили 1,5 миллиона иностранцев"),
    ("spb.migration_cases", "ru", 21, "В суды Санкт-Петербурга поступило 21 миграционное дело"),
    ("spb.migration_cases", "ru", 584, "В суды Санкт-Петербурга поступило 584 миграционных дела"),
    ("crocus.attackers_detained", "ru", 1, "Задержан 1 предполагаемый стрелок"),
    ("tj.fighters_abroad", "ru", 21,
     "К террористическим группировкам в Сирии и Ираке присоединился 21 гражданин Таджикистана"),
    ("tj.terror_acts", "ru", 22, "В Таджикистане зарегистрировано 22 теракта и покушения"),
    ("register.tj", "ru", 17128, "В реестре контролируемых лиц в России числятся 17 128 граждан Таджикистана"),
    ("army.tj_dead", "tg", 418, "Бино ба рӯйхати лоиҳаи украинии «Зистан мехоҳам», дар сафи артиши Русия "
     "418 шаҳрванди Тоҷикистон ҳалок шудаанд"),
    ("school.admitted_share", "ru", 21, "В школы России приняли 21 % детей мигрантов"),
    ("crocus.children_killed", "ru", 2, "Погибли 2 ребёнка"),
    ("crocus.children_killed", "ru", 5, "Погибли 5 детей"),
    ("crocus.missing_reports", "ru", 21, "О пропавших без вести поступило 21 обращение"),
    ("crocus.missing_reports", "en", 1, "1 report of missing people received"),
    ("tj.terror_acts", "en", 1, "1 terrorist act or attempt registered in Tajikistan"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "lang", "value", "said"), SINGULAR)
def test_number_agrees_with_noun_and_verb(name: str, lang: Lang, value: int, said: str) -> None:
    definition = TABLE.definition(name)
    text = say_claims(definition.indicator, "say", [claim(definition, value)], lang)
    assert text.replace("\u00a0", " ") == said


def test_a_hedge_asks_for_the_genitive() -> None:
    definition = TABLE.definition("spb.migration_cases")

    def say(value: int, modifier: Modifier, hedge: Hedge | None = None) -> str:
        given = claim(definition, value, modifier, hedge)
        return say_claims(definition.indicator, "say", [given], "ru")

    assert say(21, ">").endswith("более 21 миграционного дела")
    assert say(22, ">=").endswith("не менее 22 миграционных дел")
    assert say(22, "~", "nearly").endswith("почти 22 миграционных дела")
    two = [claim(definition, 584), claim(definition, 21)]
    both = say_claims(definition.indicator, "say", two, "ru")
    assert both.endswith("584 или 21 миграционное дело")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", [each.id for each in TABLE.all])
def test_no_template_holds_a_noun_in_the_plural_alone(name: str, lang: Lang) -> None:
    """Every template that leaves the noun out of {value} says it in both numbers, and none is a label with a colon."""
    definition = TABLE.definition(name)
    for _, _, template in printed(definition, lang):
        one, bar, many = template.partition("|")
        assert not bar or one != many
        assert not re.search(r"[:—] \{count\}|: \{value\}", template), template
        if lang == "en" and definition.indicator.unit == "person" and "{count}" in template:
            assert name in ("attacks.kaluga_hospitalised", "tj.population"), template
