"""How an answer is worded: no day of another, nothing said twice, our words never in quotation marks."""

from __future__ import annotations

import re
from datetime import date

import pytest

from digests.answers.write.copied import COPY, PART, fitted
from digests.answers.write.fact_sentences import unsaid
from digests.blocks import ContextBlock, DisagreementBlock, FigureBlock, NoteBlock, OfferBlock
from digests.model import Indicator, Lang, Period
from digests.publishers import load as load_publishers
from digests.say.figures import say_for
from digests.say.locale import load as load_locale
from digests.say.pages import units
from digests.say.phrases import say_claims
from digests.say.speakers import say_speaker
from tests.answers.conftest import Desk
from tests.figures.test_ledger import claim, look

INJURED = {
    "tg": "Дар Крокус чанд нафар захмӣ шуд?",
    "ru": "Сколько раненых в Крокусе?",
    "en": "How many injured at Crocus?",
}
TOLL = {
    "tg": "Дар Крокус чанд нафар кушта шуд?",
    "ru": "Сколько погибло в Крокусе?",
    "en": "How many were killed at Crocus?",
}


@pytest.mark.parametrize("lang", ["tg", "ru", "en"])
def test_a_copy_takes_the_disagreement_and_the_articles_own_day(desk: Desk, lang: Lang) -> None:
    copied = desk.ask(INJURED[lang], lang).copy_text or ""
    assert "551" in copied and "382" in copied
    assert units(copied) <= COPY
    old = desk.ask(TOLL[lang], lang, asof=date(2024, 3, 24)).copy_text or ""
    figure, *_, source = old.split(PART)[:2]
    assert "137" in figure and "24" in figure
    assert source.startswith("IWPR, 3 ") and "24" not in source.replace("2024", "")


def test_a_copy_leaves_an_address_out_rather_than_cutting_it() -> None:
    address = "https://iwpr.net/" + "a" * 60
    assert fitted(["144 people", "IWPR"], address) == f"144 people · IWPR · {address}"
    assert "https" not in fitted(["x" * 120, "y" * 80], address)
    assert units(fitted(["😀" * 300])) <= COPY
    long = ["144 people", "sources differ, another figure: " + "x" * 240, "IWPR"]
    short = ["144 people", "sources differ: also 139", "IWPR"]
    assert fitted(long, address, brief=short) == "144 people · sources differ: also 139 · IWPR"
    assert fitted(short, address, brief=["y"]) == f"{PART.join(short)} · {address}"


@pytest.mark.parametrize(
    ("text", "lang", "left"),
    [
        ("Об этом писал ZeroHedge 2 апреля 2024 года", "ru", []),
        ("Рост депортаций, пишет ZeroHedge, связан с рейдами", "ru", ["2 апреля"]),
        ("2 апрели соли 2024 дар ин бора гуфтанд", "tg", ["ZeroHedge"]),
        ("Police raided hostels", "en", ["ZeroHedge", "2 апреля"]),
    ],
)
def test_outlet_and_day_are_said_once(text: str, lang: Lang, left: list[str]) -> None:
    assert unsaid(text, "ZeroHedge", date(2024, 4, 2), "2 апреля", lang) == left


def test_an_outlet_is_known_in_every_spelling() -> None:
    assert unsaid("Как сообщила «Медуза», суды вынесли 418 решений", "Meduza", None, "без даты", "ru") == ["без даты"]


def test_no_sentence_ends_in_two_full_stops() -> None:
    assert load_locale("ru").say("bot-newest", date="15 апреля 2024 г.").endswith("2024 г.")
    assert load_locale("ru").say("digest-changed", figure="и так далее...", earlier="1").startswith("и так далее...")


@pytest.mark.parametrize("lang", ["tg", "ru", "en"])
def test_an_answer_is_of_blocks_that_know_what_they_cite(desk: Desk, lang: Lang) -> None:
    answer = desk.ask(INJURED[lang], lang)
    kinds = [type(block) for block in answer.blocks]
    assert kinds[0] is FigureBlock and DisagreementBlock in kinds
    for block in answer.blocks:
        assert block.citations == tuple(int(n) for n in re.findall(r"\[(\d+)\]", block.text))
    assert {n for block in answer.blocks for n in block.citations} == {citation.n for citation in answer.citations}
    assert ContextBlock in {type(block) for block in desk.ask(TOLL[lang], lang).blocks}
    refused = desk.ask("zzxxyyqq", lang)
    assert [type(block) for block in refused.blocks] == [NoteBlock, *[OfferBlock] * 3]
    assert tuple(block.text for block in refused.blocks[1:]) == refused.offers


@pytest.mark.parametrize("lang", ["tg", "ru", "en"])
def test_our_words_for_anothers_figure_are_no_quotation(desk: Desk, lang: Lang) -> None:
    (line,) = [line for line in desk.ask(TOLL[lang], lang).text.split("\n") if "150" in line]
    assert not re.search("[«“][^»”]*150", line)
    assert line.index("[") < line.index("150")  # the number of the source that says it


def test_a_period_is_no_day_of_publication() -> None:
    half = Period(date(2023, 1, 1), date(2023, 6, 30))
    assert say_for(half, "ru") == "за первое полугодие 2023 г."
    assert say_for(half, "en") == "for the first half of 2023"
    assert say_for(Period(date(2023, 1, 1), None), "en") == "since 1 January 2023"


def test_tajik_has_a_singular_for_one_alone() -> None:
    indicator: Indicator = look(claim(1)).indicator
    said = [say_claims(indicator, "say", [claim(n)], "tg") for n in (1, 21)]
    assert said == ["1 нафар кушта шуд", "21 нафар кушта шуданд"]


def test_an_abbreviation_is_explained_where_it_stands() -> None:
    said = say_speaker("Moscow branch of the Russian Ministry for Emergency Situations", "tg")
    assert "Вазорати ҳолатҳои фавқулодда" in said


def test_a_lower_count_of_no_stated_day_is_not_called_later() -> None:
    view = look(claim(551, 30, kind="fact"), claim(382, None, published=date(2024, 4, 2)), kind="crocus.injured")
    (why,) = [relation.why["en"] for relation in view.relations if relation.type == "contradicts"]
    assert "later" not in why and "differ" in why


@pytest.mark.parametrize(
    ("lang", "question"),
    [
        ("en", "Is it true that 150 died?"), ("ru", "Правда, что в Крокусе погибли 200 человек?"),
        ("ru", "Верно ли, что погибло двести человек?"), ("tg", "Рост аст, ки дар Крокус 150 нафар мурд?"),
    ],
)  # fmt: skip
def test_a_number_put_to_the_test_gets_the_figure(desk: Desk, lang: Lang, question: str) -> None:
    answer = desk.ask(question, lang)
    assert (answer.kind, answer.indicator) == ("figure", "crocus.deaths")
    assert "144" in answer.text.split("\n")[0]


@pytest.mark.parametrize(
    ("lang", "question"),
    [
        ("en", "My husband was arrested, what shall we do?"), ("ru", "брата забрала полиция помогите"),
        ("tg", "писарамро полис дошт, чӣ кунам"), ("ru", "у меня истёк патент"), ("tg", "ба ман адвокат лозим"),
    ],
)  # fmt: skip
def test_who_is_in_trouble_is_told_whom_to_turn_to(desk: Desk, lang: Lang, question: str) -> None:
    answer = desk.ask(question, lang)
    assert answer.kind == "help" and not answer.claims and not answer.offers
    assert answer.text == load_locale(lang).say("answer-reply-trouble")


def test_a_count_of_those_detained_is_still_a_question(desk: Desk) -> None:
    assert desk.ask("Сколько наших задержали, чандто, нас?", "ru").text != load_locale("ru").say("answer-reply-trouble")


@pytest.mark.parametrize(
    ("publisher", "url", "safe"),
    [
        ("IWPR", "https://iwpr.net/a", True), ("Meduza", "https://iwpr.net/a", False),
        ("IWPR", "https://meduza.io/news/1", False), ("IWPR", "https://rus.ozodi.org./a", False),
        (None, "https://WWW.RFERL.ORG/a", False), ("IWPR", "https://notmeduza.io/", True), (None, "http://[", True),
    ],
)  # fmt: skip
def test_a_link_is_judged_by_where_it_leads(publisher: str | None, url: str, safe: bool) -> None:
    assert load_publishers().link_is_safe(publisher, url) is safe
