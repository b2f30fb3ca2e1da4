"""Posts against the ledger: what agrees, what is old, what is wrong, and what nobody holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digests.answers.check.checked import Checked
from digests.answers.check.pasted import is_post
from digests.answers.check.post import read
from digests.answers.check.verdict import compatible
from digests.clock import FixedClock
from digests.figures.claims import of_figure
from digests.model import Document, Figure, Lang, Modifier, Number, Quantity, Statement
from digests.newsroom import Newsroom
from digests.policy import OPEN

LATE = date(2026, 11, 1)


@pytest.fixture(scope="module")
def room(whole: Path) -> Iterator[Newsroom]:
    newsroom = Newsroom(whole, FixedClock(datetime(2026, 11, 2, tzinfo=UTC)), policy=OPEN)
    yield newsroom
    newsroom.close()


def verdicts(checked: Checked) -> list[str]:
    return [each.verdict for each in checked.findings]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("В «Крокусе» погибли 144 человека.", "ru"),
        ("Дар «Крокус» 144 нафар кушта шуд.", "tg"),
        ("144 people were killed at Crocus City Hall.", "en"),
        ("При нападении 22 марта 2024 года на «Крокус» погибли 144 человека.", "ru"),  # the event's day, not the toll's
    ],
)
def test_a_toll_agrees_on_its_day_and_is_outdated_later(room: Newsroom, text: str, lang: Lang) -> None:
    assert verdicts(room.check(text, lang, day=date(2024, 4, 2))) == ["agrees"]
    late = room.check(text, lang, day=LATE)
    assert verdicts(late) == ["outdated"]
    (finding,) = late.findings
    assert finding.held is not None
    assert finding.held.value in {149, 150}
    assert str(finding.held.value) in finding.why
    assert {cited.n for cited in late.answer.citations} >= set(finding.citations) != set()


def test_a_toll_of_a_day_agrees_with_that_day(room: Newsroom) -> None:
    assert verdicts(room.check("К 29 марта 2024 года в «Крокусе» погибли 144 человека.", "ru", day=LATE)) == ["agrees"]
    wrong = room.check("К 29 марта 2024 года в «Крокусе» погибли 441 человек.", "ru", day=LATE)
    assert verdicts(wrong) == ["contradicts"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("В 2025 году Россия депортировала около 36 тысяч граждан Таджикистана.", "agrees"),
        ("В 2025 году Россия депортировала 63 тысячи граждан Таджикистана.", "contradicts"),
        ("В 2025 году Россия депортировала 36 тысяч граждан Узбекистана.", "unknown"),
        ("В 2019 году Россия депортировала 36 тысяч граждан Таджикистана.", "unknown"),
        ("В 2025 году из Казани депортировали 36 тысяч граждан Таджикистана.", "unknown"),
        ("Патент в Севастополе стоит в 2026 году 12 300 рублей в месяц.", "agrees"),
        ("Патент в Севастополе стоит в 2026 году 15 000 рублей в месяц.", "contradicts"),
        ("Патент в Екатеринбурге стоит в 2026 году 12 300 рублей в месяц.", "unknown"),
    ],
)
def test_scope_is_minded(room: Newsroom, text: str, verdict: str) -> None:
    assert verdicts(room.check(text, "ru", day=LATE)) == [verdict]


@pytest.mark.parametrize(
    ("text", "lang", "count"),
    [
        ("27 апреля 2024 года он просидел там 3 дня и 2 недели.", "ru", 0),
        ("1) Москва\n2) Казань\n3) Омск", "ru", 0),
        ("Call +7 912 345-67-89 or write to a@b.org in 2024.", "en", 0),
        ("Соли 2024 дар 12 моҳ ҳамагӣ 300 нафар.", "tg", 1),
    ],
)
def test_dates_durations_phones_and_list_numbers_are_no_findings(text: str, lang: Lang, count: int) -> None:
    assert len(read(text, lang, LATE).stated) == count


def test_the_answer_repeats_nothing_of_the_post_but_its_numbers(room: Newsroom) -> None:
    post = "Эти грязные чурки убили 144 человека в «Крокусе»! Бандитов в городе Зюзинск 777 штук."
    checked = room.check(post, "ru", day=LATE)
    said = checked.answer.text.casefold()
    assert "144" in said
    assert "777" in said
    assert not any(word in said for word in ("грязн", "чурк", "бандит", "зюзинск"))


@pytest.mark.parametrize("lang", ["tg", "ru", "en"])
def test_it_is_said_in_the_language_of_the_post(room: Newsroom, lang: Lang) -> None:
    texts = {
        "tg": "Ба рӯйхати ихроҷ 124 ҳазор шаҳрванди Тоҷикистон дохил шудааст.",
        "ru": "В списке на депортацию 124 тысячи граждан Таджикистана.",
        "en": "There are 124,000 citizens of Tajikistan on the deportation list.",
    }
    other: Lang = "en" if lang == "ru" else "ru"
    checked = room.check(texts[lang], other, day=date(2025, 2, 20))
    assert checked.lang == checked.answer.lang == lang
    assert verdicts(checked) == ["agrees"]


@pytest.mark.parametrize(
    ("said", "modifier", "held", "held_modifier", "fits"),
    [
        (144, "=", 144, "=", True),
        (17000, ">", 17134, "=", True),
        (17100, "=", 17134, "=", True),
        (150, "~", 144, "=", True),
        (150, "=", 144, "=", False),
        (40, ">", 45, "=", True),
        (20, ">", 45, "=", False),
        (36000, "~", 36000, "~", True),
        (48, "=", 84, "=", False),
    ],
)
def test_what_is_the_same_number(
    said: Number, modifier: Modifier, held: Number, held_modifier: Modifier, fits: bool
) -> None:
    texts = {"tg": "", "ru": "", "en": ""}
    statement = Statement("r#1", texts, 1, figures=(Figure("crocus.deaths", None, held, modifier=held_modifier),))
    claim = of_figure(Document("r", "", "", "en", statements=(statement,)), statement, 1)
    assert compatible(Quantity(said, None, None, modifier, None, 0, 1, ""), claim) is fits


@pytest.mark.parametrize(
    ("text", "forwarded", "post"),
    [
        ("В «Крокусе» погибли 144 человека. Ранены 551.", False, True),
        ("Погибли 144. Это правда?", False, False),
        ("Погибли 144. Это правда?", True, True),
        ("В «Крокусе» погибли 144 человека", False, False),
        ("брата забрали в домодедово. там 40 человек. что делать", False, False),
    ],
)
def test_what_is_a_post(text: str, forwarded: bool, post: bool) -> None:
    assert is_post(text, "ru", forwarded=forwarded) is post


def test_who_is_in_trouble_is_told_whom_to_turn_to_and_not_statistics(room: Newsroom) -> None:
    text = "Брата задержали в Домодедово, помогите. Держат 40 человек, депортируют всех."
    assert room.post(text, "ru", forwarded=False) is None
    assert room.post("У меня трое детей. Живу тут 5 лет с 2 братьями.", "ru", forwarded=False) is None
    post = room.post("В «Крокусе» погибли 144 человека. Ранены 551.", "ru", forwarded=False)
    assert post is not None
    assert verdicts(post) == ["outdated", "outdated"]
