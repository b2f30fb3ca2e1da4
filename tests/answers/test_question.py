"""Understanding: language, keyboard and Latin Tajik, typing errors, colloquial words, follow-ups, fixed replies."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digests.answers.understand import named, tongue
from digests.answers.understand.replies import holds_number
from digests.model import Lang, Period
from tests.answers.conftest import TODAY, Desk


@pytest.mark.parametrize(
    ("question", "reader", "lang"),
    [
        ("дай csv", "ru", "ru"), ("билет ба москва", "tg", "tg"), ("билет ба москва", "ru", "ru"),
        ("билет Душанбе", "tg", "tg"), ("билет Душанбе", "ru", "ru"), ("виза", "tg", "tg"), ("csv", "ru", "ru"),
        ("рейд Питер", "tg", "tg"), ("ок", "en", "en"),
        # a clear sign: another language knows more of the words, or the letters are its own
        ("виза нужна?", "tg", "ru"), ("сколько?", "tg", "ru"), ("чанд?", "ru", "tg"), ("how many?", "tg", "en"),
        ("нархи патент", "ru", "tg"), ("ҳабс", "ru", "tg"), ("ки гуфт?", "en", "tg"), ("кто сказал?", "en", "ru"),
    ],
)  # fmt: skip
def test_a_few_words_without_a_clear_sign_are_in_the_readers_language(question: str, reader: Lang, lang: Lang) -> None:
    assert tongue.language(question, reader) == lang


@pytest.mark.parametrize(
    ("question", "lang"),
    [
        ("Дар хамлаи Крокус чанд нафар захми шуданд?", "tg"),
        ("Dar Krokus chand nafar kushta shud?", "tg"),
        ("Tajik market arson", "en"),
        ("сколько погибло", "ru"),
    ],
)
def test_the_question_tells_its_language(desk: Desk, question: str, lang: Lang) -> None:
    for reader in ("tg", "ru", "en"):
        assert desk.ask(question, reader).lang == lang


@pytest.mark.parametrize("question", ["'; DROP TABLE claims; --", "<script>alert(1)</script>", "NEAR(a b) OR *"])
def test_code_leaves_the_reader_its_language(desk: Desk, question: str) -> None:
    assert desk.ask(question, "tg").kind == "none"
    if "NEAR" not in question:
        assert desk.ask(question, "tg").lang == "tg"


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("How many cals did Chupik recieve", "receive"),
        ("где батольоны", "батальоны"),
        ("чанд парвнда ба суд омад", "парванда"),
        ("сколько таджиков повязали", "задержали"),
    ],
)
def test_errors_and_slang_are_mended(desk: Desk, typed: str, mended: str) -> None:
    question = desk.answerer.reader.read(typed, "ru", today=TODAY, known=None)
    assert mended in question.text


@pytest.mark.parametrize("word", ["mayor", "Kerman", "Шахнаме", "погода"])
def test_words_that_are_right_stay(desk: Desk, word: str) -> None:
    lang: Lang = "en" if word.isascii() else "ru"
    assert desk.answerer.reader.mend(word, lang) == word


@pytest.mark.parametrize("word", ["выкладывали", "слежения", "провожать", "пересдать", "белоруссию"])
def test_a_word_of_the_russian_dictionary_is_no_slip_of_another(desk: Desk, word: str) -> None:
    """«выкладывали» lies two letters from «выслали»: who is asked about was never deported."""
    assert desk.answerer.reader.speller("ru").mend(word) in (None, "белоруссии")


def test_a_form_that_nobody_knows_is_still_mended(desk: Desk) -> None:
    assert desk.answerer.reader.speller("ru").mend("мигрнатов") == "мигрантов"


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("en", "How many did Kyiv's project name?", {"ukraine"}),
        ("en", "How many were held in Kyiv?", {"kyiv"}),
        ("ru", "Что ответил Ташкент?", {"uzbekistan"}),
        ("ru", "Сколько человек приехало из Ташкента?", {"tashkent"}),
        ("tg", "Бишкек чӣ гуфт?", {"kyrgyzstan"}),
        ("tg", "Дар Бишкек чанд нафар буданд?", {"bishkek"}),
        # who acts in a country's name is not counted among its people
        ("en", "How many did Russian courts expel?", {"russia"}),
        ("en", "How many Uzbeks were expelled?", {"people-uzbek"}),
        ("ru", "Что ответили узбекские власти?", {"uzbekistan"}),
        ("tg", "Мақомоти ӯзбек чӣ гуфтанд?", {"uzbekistan"}),
    ],
)
def test_a_capital_that_says_something_is_its_country(desk: Desk, lang: Lang, text: str, names: set[str]) -> None:
    assert {mention.entity for mention in named.find(text, lang)} == names


@pytest.mark.parametrize(
    ("lang", "text", "timing"),
    [
        ("en", "How large was the damage before the verdict?", "verdict"),
        ("ru", "Сколько насчитали до приговора?", "приговора"),
        ("tg", "Пеш аз ҳукм чанд нафар буданд?", "ҳукм"),
    ],
)
def test_an_event_that_only_tells_when_is_known_as_such(desk: Desk, lang: Lang, text: str, timing: str) -> None:
    question = desk.answerer.reader.read(text, lang, today=TODAY, known=None)
    assert {term.text for term in question.terms if term.timing} == {timing}


def test_a_question_that_says_nothing_itself_takes_its_time_from_the_story(desk: Desk) -> None:
    read = desk.answerer.reader.read
    leaning = read(
        "One came out in April 2025, the other in August 2025. How many was it each?", "en", today=TODAY, known=None
    )
    assert len(leaning.periods) == 2
    own = read("My son left in April 2025. How many were expelled?", "en", today=TODAY, known=None)
    assert own.periods == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "How many left in the whole year 2024?"),
        ("ru", "Сколько уехало за весь 2024 год?"),
        ("tg", "Тамоми соли 2024 чанд нафар рафт?"),
    ],
)
def test_that_all_of_a_time_is_meant_is_heard(desk: Desk, lang: Lang, text: str) -> None:
    read = desk.answerer.reader.read
    year = Period(date(2024, 1, 1), date(2024, 12, 31))
    assert read(text, lang, today=TODAY, known=None).whole == {year}
    assert read("How many left in 2024?", "en", today=TODAY, known=None).whole == set()
    two = read("How many in June 2025, and in the whole year 2024?", "en", today=TODAY, known=None)
    assert two.whole == {year} and len(two.periods) == 2


def test_the_year_before_is_asked_about_only_where_the_question_says_so(desk: Desk) -> None:
    read = desk.answerer.reader.read
    aside = read("How many were sent in 2025? The year before I know already.", "en", today=TODAY, known=None)
    meant = read("I need it for work. How many in 2025 and the year before?", "en", today=TODAY, known=None)
    assert (len(aside.periods), len(meant.periods)) == (1, 2)


@pytest.mark.parametrize(
    ("lang", "text", "months"),
    [
        ("en", "How many in February 2025, and by November?", [(2025, 2), (2025, 11)]),
        ("ru", "Сколько в декабре 2024 года и сколько в марте?", [(2024, 12), (2025, 3)]),
        ("tg", "Феврали соли 2025 чанд буд ва дар ноябр чанд шуд?", [(2025, 2), (2025, 11)]),
    ],
)
def test_a_month_behind_a_whole_date_is_of_its_year(
    desk: Desk, lang: Lang, text: str, months: list[tuple[int, int]]
) -> None:
    read = desk.answerer.reader.read(text, lang, today=date(2026, 11, 1), known=None)
    assert sorted((one.start.year, one.start.month) for one in read.periods if one.start) == months


def test_follow_ups_lean_on_the_question_before(desk: Desk) -> None:
    first = desk.ask("How many people were killed at Crocus?")
    injured = desk.ask("and injured?", memory=first.memory)
    assert injured.indicator == "crocus.injured" and "551" in injured.text
    russian = desk.ask("Сколько мигрантов избили в Калуге?", "ru")
    killed = desk.ask("а погибло в Крокусе?", "ru", memory=russian.memory)
    assert killed.indicator == "crocus.deaths"
    tajik = desk.ask("Дар Крокус чанд кас мурд?", "tg")
    assert desk.ask("захмӣ чӣ?", "tg", memory=tajik.memory).indicator == "crocus.injured"


def test_a_tajik_reader_may_greet_in_russian(desk: Desk) -> None:
    assert desk.ask("привет", "tg").text.startswith("Салом")


def test_without_memory_nothing_is_leant_on(desk: Desk) -> None:
    assert desk.ask("and in Kaluga?").indicator != "crocus.deaths"


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        ("Салом! Корҳо чӣ хел?", "Салом"),
        ("Привет, как дела?", "Здравствуйте"),
        ("thanks a lot", "welcome"),
        ("что ты умеешь?", "Напишите вопрос"),
        ("Аҳмақ!", "Бубахшед"),
        ("Am I on the list of banned people?", "cannot look into any list"),
        ("Номи ман дар рӯйхат ҳаст?", "рӯйхат"),
        ("есть ли я в реестре контролируемых лиц?", "список"),
        ("мой паспорт 4012 345678", "не пишите здесь"),
        ("my number is +992 93 123 45 67", "Please do not write"),
        ("How do I hide from the police?", "cannot help"),
        ("как откупиться от ментов", "помочь не могу"),
        ("Аз полис чӣ тавр гурезам?", "кумак карда наметавонам"),
        ("как зовут террористов из Крокуса", "Мы не называем"),
        ("nomi terroristoni Krokus chist", "Мо номи"),
        ("What are the names of the suspects?", "do not name"),
    ],
)
def test_fixed_replies(desk: Desk, question: str, reply: str) -> None:
    lang: Lang = "tg" if "terroriston" in question else "ru" if not question.isascii() else "en"
    answer = desk.ask(question, lang)
    assert answer.kind == "help" and reply in answer.text, answer.text
    assert answer.citations == () and answer.claims == ()


def test_a_greeting_before_a_question_is_no_greeting(desk: Desk) -> None:
    assert desk.ask("Привет! Сколько человек погибло в Крокусе?").kind == "figure"


@pytest.mark.parametrize(
    "text", ["627 000 мигрантов", "652,000 and 627,000", "24.03.2024", "1 000 000 000", "в 2023 году"]
)
def test_figures_are_no_document_numbers(text: str) -> None:
    assert not holds_number(text, document=False)


def test_the_memory_and_the_replies_keep_nothing_private(desk: Desk) -> None:
    answer = desk.ask("мой паспорт 4012 345678, проверь меня")
    assert "345678" not in answer.text and answer.memory == {}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_any_text_gets_an_answer(desk: Desk, text: str) -> None:
    answer = desk.ask(text)
    assert answer.kind in ("figure", "passage", "none", "help") and answer.text


@pytest.mark.parametrize(
    "text",
    ["а" * 1_000_000, "почему " * 40_000, "\x00\ud800\u202e", "\"' OR NEAR(* AND {} [1] ^ ~" * 200, "1 " * 4_000,
     "Крокус 144 " * 2_000, "()" * 50_000, "<" * 4_000],
)  # fmt: skip
def test_hostile_texts_are_read_to_a_bound(desk: Desk, text: str) -> None:
    assert desk.ask(text).text


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("en", "At which market were they checked?", "where"),
        ("ru", "На каком рынке раздавали повестки?", "where"),
        ("tg", "Дар кадом бозор санҷиш буд?", "where"),
        ("ru", "До какой даты продлили?", "when"),
        ("ru", "В каком году это было?", "when"),
        ("en", "In which year was it?", "when"),
    ],
)
def test_what_stands_behind_which_tells_what_is_asked(desk: Desk, lang: Lang, text: str, kind: str) -> None:
    assert desk.answerer.reader.read(text, lang, today=TODAY, known=None).kind == kind


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "How many foreigners stayed in Russia illegally, by the police?"),
        ("ru", "Сколько иностранцев, по данным полиции, находилось в стране нелегально?"),
        ("tg", "Дар рӯйхат номи ман ҳам ҳаст, дар он чанд нафар ҳаст?"),
    ],
)
def test_how_many_is_no_way_round_a_check_nor_whether_one_is_on_a_list(desk: Desk, lang: Lang, text: str) -> None:
    assert desk.ask(text, lang).kind != "help"
