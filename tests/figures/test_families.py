"""Verbs in all their forms, whose figure it is, and what is no fact."""

from __future__ import annotations

from datetime import date

import pytest

from digests.figures import indicators
from digests.figures.claims import extract
from digests.figures.lexicon import Lexicon, parse_cue
from digests.language.fold import iter_words
from digests.model import Claim, Document, Lang


def read(text: str, lang: Lang) -> tuple[Claim, ...]:
    return extract(Document("d", "", text, lang, published=date(2025, 3, 1)), indicators.load(), readers="rules")


def told(text: str, lang: Lang) -> list[tuple[str, object, str]]:
    return [(claim.indicator, claim.value, claim.review) for claim in read(text, lang)]


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        ("@рондан", "онҳоро меронанд", True),
        ("@рондан", "рондашудагон", True),
        ("@надодан", "иҷозат намедиҳанд", True),
        ("@надодан", "иҷозат доданд", False),
        ("@додан", "иҷозат надоданд", False),
        ("роҳ … @надодан", "роҳ ба хоки Русия надодаанд", True),
        ("роҳ … @надодан", "роҳ дуру дароз буд ва онҳо ба мо баъд аз ин ҷавоб надоданд", False),
        ("хориҷ @кардан", "хориҷ мекунанд", True),
        ("хориҷ @кардан", "дар хориҷ кор мекунанд", False),
        ("@баргардондан", "бармегардонанд", True),
        ("@намудан", "намудаанд", True),  # no negation of мудан
    ],
)
def test_a_verb_matches_in_every_form(cue: str, text: str, found: bool) -> None:
    lexicon = Lexicon("tg", {"concept": [cue]})
    assert bool(lexicon.hits([word.folded for word in iter_words(text)])) is found


@pytest.mark.parametrize(("cue", "lang"), [("@go", "en"), ("@роҳ", "tg"), ("… роҳ", "tg"), ("роҳ …", "tg")])
def test_what_names_no_verb_is_no_cue(cue: str, lang: Lang) -> None:
    with pytest.raises(ValueError):
        parse_cue(cue, lang)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Соли 2024 Русия 1200 шаҳрванди Тоҷикистонро пеш кард.", "deported.tj"),
        ("Соли 2024 аз Русия 1200 шаҳрванди Тоҷикистонро хориҷ мекунанд.", "deported.tj"),
        ("Дар фурудгоҳи Маскав ба 950 шаҳрванди Тоҷикистон роҳ ба Русия намедиҳанд.", "entry.refused"),
        ("Дар сарҳади Русия 950 шаҳрванди Тоҷикистонро нагузоштанд.", "entry.refused"),
        ("Дар ҳамла ба «Крокус» 145 кас ҷон бохтааст.", "crocus.deaths"),
        ("Муҳоҷирон соли 2024 ба Тоҷикистон 5 миллиард доллар мефиристанд.", "remittances.tj"),
    ],
)
def test_tajik_is_read_by_families_of_verbs(text: str, indicator: str) -> None:
    assert [claim.indicator for claim in read(text, "tg")] == [indicator]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Remittances to Tajikistan are forecast at $6 billion."),
        ("ru", "По прогнозу, переводы в Таджикистан достигнут 6 млрд долларов."),
        ("tg", "Мувофиқи пешбинӣ, аҳолии Тоҷикистон соли 2030 ба 12 миллион нафар мерасад."),
        ("en", "The population of Tajikistan is projected to be 12 million people."),
        ("ru", "После теракта в «Крокусе» 42 человека лечатся амбулаторно."),
        ("tg", "Пас аз ҳамла ба «Крокус» 400 нафар дармони сарпоӣ гирифтанд."),
        ("tg", "Дар соли равон 8 ҳазор шаҳрванди Тоҷикистон дар Русия буд ва рафт."),
        ("ru", "МВД Киргизии сообщило: из России выдворили 1240 граждан этой страны."),
    ],
)
def test_what_is_no_fact_of_ours_is_not_bound(lang: Lang, text: str) -> None:
    assert [claim for claim in read(text, lang) if claim.indicator != "migrants.tj_in_russia"] == []


def test_a_fact_beside_a_forecast_is_bound() -> None:
    text = "Население Таджикистана составляет 10,8 млн человек, а к 2030 году, по прогнозу, достигнет 12 млн человек."
    assert told(text, "ru") == [("tj.population", 10_800_000, "automatic")]


def test_a_figure_of_no_named_country_waits_unless_the_text_is_about_ours_alone() -> None:
    unsaid = "За год трудовые мигранты перевели на родину 5 млрд долларов."
    ours = "Экономика Таджикистана растёт. " + unsaid
    both = "Таджикистан и Узбекистан ждут переводов. Так было и раньше. И так будет. Об этом пишут. " + unsaid
    assert told(ours, "ru") == [("remittances.tj", 5_000_000_000, "automatic")]
    assert {review for _, _, review in told(unsaid, "ru")} <= {"held"}
    assert {review for _, _, review in told(both, "ru")} <= {"held"}
