"""Which sentences are chosen for an event, who bears them out, and in whose words they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import permutations

import numpy as np

from digests.editions.accounts import accounts, bears_out, can_stand_for
from digests.editions.reading import Readings
from digests.editions.stories import draft
from digests.editions.summary import Budget, Candidate, choose, of_text, scene
from digests.figures.embargo import Embargo
from digests.figures.indicators import load
from digests.model import LANGS, Document, Lang
from digests.policy import OPEN

FREE = Embargo(load(), (), policy=OPEN, known=None)
DAY = date(2025, 9, 4)
TEXTS: dict[Lang, tuple[str, str]] = {
    "ru": (
        "Мигрантские школы: итоги",
        "В Тюмени 140 иностранных детей не приняли в первый класс после теста по русскому языку, рассказали в "
        "городском управлении образования. Кроме того, для них открыты курсы. Пересдать тест можно через "
        "три месяца бесплатно.",
    ),
    "tg": (
        "Мактабҳои Тюмен",
        "Раёсати маорифи Тюмен гуфт, ки 140 кӯдаки хориҷӣ аз санҷиши забони русӣ нагузашта, берун аз синфи якум "
        "монданд. Дар шаҳр 11 мактаб курсҳои тайёрӣ доранд.",
    ),
}


def document(lang: Lang) -> Document:
    title, text = TEXTS[lang]
    return Document(lang, title, text, lang, publisher=lang, published=DAY)


def candidates_of(text: Document, number: int) -> Iterator[Candidate]:
    return of_text(text, number, Readings().of(text))


def candidates(*langs: Lang) -> list[Candidate]:
    return [each for n, lang in enumerate(langs) for each in candidates_of(document(lang), n)]


def chosen(some: list[Candidate], budget: Budget) -> list[str]:
    return [some[n].text for n in choose(scene(some, []), budget)]


def test_sentences_are_whole_and_within_the_budget() -> None:
    some = candidates("ru", "tg")
    for sentences, characters in ((1, 500), (3, 500), (3, 150), (3, 20)):
        told = chosen(some, Budget(sentences, characters))
        assert len(told) <= sentences
        assert sum(map(len, told)) <= characters
        assert set(told) <= {each.text for each in some}
    assert chosen(some, Budget(3, 20)) == []


def test_the_first_sentence_opens_and_the_same_is_not_told_twice() -> None:
    told = chosen(candidates("ru", "tg"), Budget(3, 600))
    assert "140" in told[0]
    assert sum("140" in each for each in told) == 1
    assert any("11" in each for each in told)


def test_a_sentence_that_hangs_stands_behind_its_own() -> None:
    some = candidates("ru", "tg")
    hanging = next(n for n, each in enumerate(some) if each.hangs)
    for sentences in range(1, 5):
        told = choose(scene(some, []), Budget(sentences, 2000))
        if hanging in told:
            assert told[told.index(hanging) - 1] == hanging - 1


def test_a_figure_of_another_value_is_news_and_a_rounded_one_is_not() -> None:
    base = candidates_of(Document("a", "", "Из Тулы в мае уехали 10 870 граждан Таджикистана.", "ru", published=DAY), 0)
    first = next(base)
    for said, told in (("10,900", False), ("14,300", True)):
        text = f"Some {said} Tajik citizens left Tula in May."
        other = next(candidates_of(Document("b", "", text, "en", published=DAY), 1))
        alike = np.array([1.0, *[0.0] * 7], np.float32)
        some = [replace(first, vector=alike), replace(other, vector=alike)]
        assert (len(choose(scene(some, []), Budget(2, 500))) == 2) is told


def test_who_tells_the_same_figure_bears_it_out_and_who_tells_another_does_not() -> None:
    ru, tg = candidates("ru")[0], candidates("tg")[0]
    assert bears_out(ru, tg)
    assert can_stand_for(tg, ru)
    other = next(candidates_of(replace(document("tg"), text=TEXTS["tg"][1].replace("140", "150")), 0))
    assert not bears_out(ru, other)
    assert not can_stand_for(other, ru)
    hedged = next(candidates_of(replace(document("tg"), text=TEXTS["tg"][1].replace("140", "тақрибан 140")), 0))
    assert not can_stand_for(hedged, ru)


def test_what_was_told_before_gives_way_to_the_next() -> None:
    some = candidates("ru", "tg")
    budget = Budget(1, 600)
    first = accounts(some, [], budget, is_told=lambda _: False, holds=lambda *_: True)
    again = accounts(some, [], budget, is_told=lambda n: n == first[0].chosen, holds=lambda *_: True)
    assert again
    assert again[0].chosen != first[0].chosen


def test_what_is_new_is_told_behind_the_known_sentence_that_opens_its_text() -> None:
    """Else nobody knows of what it speaks; unless that one was told to the letter, or nothing can open the story."""
    some = candidates("ru")
    old = next(n for n, each in enumerate(some) if each.opens)

    def told(some: list[Candidate], *, repeated: bool = False) -> list[tuple[int, bool]]:
        found = accounts(
            some, [], Budget(2, 600), is_told=lambda n: n == old, holds=lambda *_: True,
            is_repeated=lambda _: repeated,
        )  # fmt: skip
        return [(each.chosen, each.is_known) for each in found]

    assert told(some)[0] == (old, True)
    assert len(told(some)) == 2
    assert old not in dict(told(some, repeated=True))
    assert told(some, repeated=True)
    assert told([replace(each, opens=False) for each in some]) == []


def test_the_readers_language_changes_words_and_nothing_else() -> None:
    for order in permutations((document("ru"), document("tg"))):
        told = {
            lang: [item for story in draft(order, (), lang, withheld=FREE) for item in story.items] for lang in LANGS
        }
        assert len({tuple(tuple(item.doc_ids) for item in items) for items in told.values()}) == 1
        assert len({tuple(item.facts.numbers for item in items) for items in told.values()}) == 1
        assert [told["ru"][0].lang, told["tg"][0].lang] == ["ru", "tg"]
        assert told["ru"][0].doc_ids[1:]  # both stand under it
