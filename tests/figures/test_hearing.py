"""Who of those whom a text names says a figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from digests.errors import BadInput
from digests.figures import hearing, indicators
from digests.figures.attribution import MOST, Speakers
from digests.figures.claims import extract
from digests.figures.hearing import LEAST, Hearing, Weights
from digests.figures.reading import Reading
from digests.model import Document, Lang


def said(text: str, lang: Lang) -> dict[object, tuple[str, ...]]:
    return {each.value: each.attributed_to for each in extract(Document("d", "", text, lang), indicators.load())}


@pytest.mark.parametrize(
    ("lang", "text", "speakers"),
    [
        # each figure of a sentence has its own
        (
            "ru",
            "Минтруд Таджикистана насчитал 17 134 депортированных из России граждан Таджикистана; МВД России сообщает "
            "о 15 200 депортированных гражданах Таджикистана.",
            {17134: "Ministry of Labour of Tajikistan", 15200: "Ministry of Internal Affairs of Russia"},
        ),
        (
            "en",
            "In the attack on Crocus City Hall 144 people were killed, the Investigative Committee says. In hospitals, "
            "according to the health ministry, 52 of the injured remain.",
            {144: "Investigative Committee of Russia", 52: "Health Ministry"},
        ),
        # a line that only names who speaks, and a preposition with no word of speech
        (
            "ru",
            "Январь — март, МВД Таджикистана. Зарегистрировано 361 преступление экстремистского характера.",
            {361: "Ministry of Internal Affairs of Tajikistan"},
        ),
        ("ru", "Из России, по ФССП, выдворили 418 граждан Таджикистана.", {418: "Federal Bailiff Service"}),
        # it goes on beyond the paragraph
        (
            "tg",
            "Вазорати меҳнати Тоҷикистон ҳисобот дод.\n\nАз Русия 418 шаҳрванди Тоҷикистон ихроҷ шуд.",
            {418: "Ministry of Labour of Tajikistan"},
        ),
    ],
)
def test_a_figure_hears_its_own_speaker(lang: Lang, text: str, speakers: dict[object, str]) -> None:
    found = said(text, lang)
    assert {value: found[value][-1] for value in speakers} == speakers


def test_chances_are_shared_with_nobody() -> None:
    weights = Weights({"near": 2.0, "silent": -3.0}, nobody=0.0)
    less, more = weights.chances([{"near": 0.5}, {"near": 1.0, "unknown": 9.0}])
    assert less < more and less + more < 1
    assert weights.chances([{"silent": 1.0}])[0] < LEAST
    assert weights.chances([]) == []
    assert weights.chances([{"near": 1000.0}, {"silent": 1000.0}]) == [1.0, 0.0]  # no sum is too large


def test_of_too_many_the_nearest_are_weighed() -> None:
    text = f"{'Минтруд Таджикистана, ' * (MOST + 5)} сообщили: из России выдворили 418 граждан Таджикистана."
    reading = Reading(Document("d", "", text, "ru"), indicators.load())
    around = Speakers(reading).around(reading.sentences[-1])
    assert len(around) == MOST
    assert len(Hearing(reading, reading.marks[-1], (), around).features()) == MOST


def test_features_are_shares() -> None:
    text = "МВД сообщило: 418. По данным Минтруда (ФССП), в России 500 граждан, сказал министр.\n\nТак говорит ООН."
    reading = Reading(Document("d", "", text, "ru"), indicators.load())
    speakers = Speakers(reading)
    for mark in reading.marks:
        sentence = reading.sentence_of(mark.first)
        for each in Hearing(reading, mark, speakers.chain(sentence), speakers.around(sentence)).features():
            assert all(0 < value <= 1 for value in each.values())


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"nobody": 0}', '{"nobody": "x", "weights": {}}', '{"nobody": 0, "weights": []}']
)
def test_broken_weights_name_their_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "speakers.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"speakers\.json"):
        hearing.load(path)


def test_what_was_fitted_is_of_features_that_there_are() -> None:
    assert {"own/ruled", "back/paragraph", "on/silent", "kind:media"} <= set(hearing.load().weights)
