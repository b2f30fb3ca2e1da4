"""What in a sentence makes it doubtful that a number belongs to its measure."""

from __future__ import annotations

import pytest

from digests.figures import indicators
from digests.figures.claims import extract
from digests.figures.reasons import HELD
from digests.model import Document, Lang, Number


def held(text: str, lang: Lang) -> dict[Number | None, str]:
    """Value → why it waits, in English, as the rules read it."""
    found = extract(Document("d", "", text, lang), indicators.load(), readers="rules")
    return {each.value: each.held_why["en"] if each.held_why else "" for each in found}


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        # the speaker takes it back
        ("ru", "В «Крокусе» 139 погибших… нет, простите, уже 140 погибших, сообщил Минздрав.", 139),
        ("en", "The attack on Crocus City Hall killed 139 people – no, sorry, it killed 140 people.", 139),
        # a semicolon parts it from its measure
        (
            "ru",
            "Число погибших в «Крокусе» выросло до 133, а утром было девяносто три; в больницах остаются 107 человек.",
            93,
        ),
        # another number is nearer to a measure that comes behind
        (
            "ru",
            "Выехало из Таджикистана в Россию за первый квартал 98 тыс. мигрантов, годом ранее 112 тыс., вернулось "
            "оттуда 61 тыс.",
            112000,
        ),
    ],
)
def test_a_number_that_may_not_be_of_its_measure_waits(lang: Lang, text: str, value: Number) -> None:
    assert held(text, lang)[value] == HELD["confidence"]["en"]


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("ru", "В «Крокусе» погибли 144 человека, пострадал 551; никто, нет сомнений, не забыт.", 144),
        ("en", "In the attack on Crocus City Hall 144 people were killed, 551 injured; a year has passed.", 551),
        ("tg", "Дар ҳамла ба «Крокус» 144 нафар кушта шуд, 551 нафар захмӣ шуд.", 551),
    ],
)
def test_what_stands_by_its_own_measure_goes_on(lang: Lang, text: str, value: Number) -> None:
    assert held(text, lang)[value] == ""
