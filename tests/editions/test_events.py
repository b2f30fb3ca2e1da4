"""One event or two; which texts stand together, in whatever order they came; what each is in its story."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.corpus import chances
from digests.corpus.store import Store
from digests.editions.events import alike as alike_module
from digests.editions.events import chance
from digests.editions.events import groups as groups_module
from digests.editions.events.alike import SURE, alike, rarity
from digests.editions.events.groups import Earlier, groups, is_same
from digests.editions.events.near import ALL
from digests.editions.events.told import tell
from digests.editions.reading import Readings
from digests.editions.stories import Part, draft
from digests.figures.embargo import Embargo
from digests.figures.indicators import load
from digests.language.translation import translations
from digests.model import Document, Lang
from digests.policy import OPEN

FREE = Embargo(load(), (), policy=OPEN, known=None)
DAY = date(2025, 3, 18)
RAID: dict[Lang, tuple[str, str]] = {
    "ru": (
        "Рейд на рынке в Серпухове",
        "Полиция проверила во вторник овощной рынок в Серпухове. В отдел доставлены 64 гражданина Таджикистана.",
    ),
    "tg": (
        "Дар бозори Серпухов рейд шуд",
        "Пулис рӯзи сешанбе бозори сабзавоти шаҳри Серпуховро тафтиш кард. 64 шаҳрванди Тоҷикистонро ба шуъба бурданд.",
    ),
    "en": (
        "Police raid Serpukhov vegetable market",
        "Police searched a vegetable market in Serpukhov on Tuesday and took 64 citizens of Tajikistan to a station.",
    ),
}


def raid(lang: Lang, day: date = DAY, **changed: str) -> Document:
    title, text = RAID[lang]
    for old, new in changed.items():
        title, text = title.replace(old, new), text.replace(old, new)
    return Document(f"{lang}-{day}", title, text, lang, publisher=lang, published=day)


@pytest.mark.parametrize(("one", "other"), [("ru", "tg"), ("ru", "en"), ("tg", "en")])
def test_an_event_is_known_in_another_language(one: Lang, other: Lang) -> None:
    assert is_same(raid(one), raid(other, date(2025, 3, 19)), {})


@pytest.mark.parametrize("lang", ["ru", "tg", "en"])
def test_the_next_weeks_raid_in_the_same_town_is_another(lang: Lang) -> None:
    next_week = replace(raid(lang, date(2025, 3, 25)), text=RAID[lang][1].replace("64", "37"))
    assert not is_same(raid(lang), next_week, {})


def test_the_chance_is_the_same_whichever_comes_first() -> None:
    one, other = (tell(*RAID[lang], lang, DAY) for lang in ("ru", "en"))
    assert chance.load().chance(one, other) == chance.load().chance(other, one)


def test_a_pair_has_the_same_chance_whichever_others_it_is_asked_with() -> None:
    told = [tell(*RAID[lang], lang, DAY) for lang in ("ru", "tg", "en")]
    pairs = [(a, b) for a in told for b in told]
    assert chance.load().chances(pairs) == [chance.load().chance(*pair) for pair in pairs]


def test_trees_say_what_each_of_them_says_alone() -> None:
    """Walked one by one, node by node, and added in their order: the same to the last bit."""
    scorer = chance.load()
    told = [tell(*RAID[lang], lang, DAY) for lang in ("ru", "tg", "en")]
    features = [alike(a, b, scorer.common) for a in told for b in told]
    head = scorer.words
    slow = []
    for each in features:
        total = 0.0
        for node in head.trees:
            at = node
            while head.feature[at] >= 0:
                left = each.get(head.features[head.feature[at]], 0.0) <= head.bound[at]
                at = (head.left if left else head.right)[at]
            total += float(head.value[at])
        slow.append(total / len(head.trees))
    assert head.chances(features) == slow


def test_words_that_meet_are_weighed_as_if_each_was_looked_for() -> None:
    common = chance.load().common
    for a, b in permutations([tell(*RAID[lang], lang, DAY) for lang in ("ru", "tg", "en")], 2):
        held = met = 0.0
        for stem in a.stems:
            rare = rarity(stem, common.words[a.lang])
            held += rare
            found = [weight for one, weight in translations(stem, a.lang, b.lang) if one in b.stems]
            met += rare * min(1.0, max(found, default=0.0) / SURE)
        assert alike_module._held(a.stems, a, b, common) == met / held > 0


def test_of_many_earlier_texts_the_one_on_the_event_is_found() -> None:
    """Of more than are met each with each, and in another language; a copy is found however little it has."""
    others = [
        Document(
            f"other-{n}", f"Мактаби {n}", f"Дар мактаби рақами {n} шаҳри Хуҷанд {n * 7} хонанда таҳсил мекунад.", "tg",
            publisher=f"outlet {n}", published=DAY,
        )
        for n in range(2, 2 + 2 * ALL)
    ]  # fmt: skip
    copy = replace(others[0], id="copy", duplicate_of="other-9", published=DAY)
    sooner = Earlier([raid("en"), copy], [*others, raid("ru"), raid("tg")], {})
    assert {each.id for each in sooner.same(raid("en"))} == {raid("ru").id, raid("tg").id}
    assert "other-9" in {each.id for each in sooner.same(copy)}


def slowly_linked(size: int, chances: dict[tuple[int, int], float]) -> list[list[int]]:
    """Every mean reckoned anew after each joining."""
    found = [[n] for n in range(size)]
    while len(found) > 1:
        means = {
            (n, m): round(sum(chances.get((min(a, b), max(a, b)), 0.0) for a in found[n] for b in found[m])
                          / (len(found[n]) * len(found[m])), 9)
            for n in range(len(found)) for m in range(n + 1, len(found))
        }  # fmt: skip
        n, m = max(means, key=lambda pair: (means[pair], -pair[0], -pair[1]))
        if means[n, m] < chance.SAME:
            break
        found[n] = sorted(found[n] + found.pop(m))
    return found


@given(st.integers(1, 9), st.lists(st.sampled_from([0.0, 0.25, 0.4, 0.5, 0.75, 1.0]), min_size=36, max_size=36))
def test_linking_is_as_if_every_mean_was_reckoned_anew(size: int, drawn: list[float]) -> None:
    pairs = [(n, m) for n in range(size) for m in range(n + 1, size)]
    chances = dict(zip(pairs, drawn, strict=False))
    assert groups_module._linked(range(size), chances) == slowly_linked(size, chances)


def test_groups_do_not_depend_on_the_order() -> None:
    other = replace(raid("ru", date(2025, 3, 25)), text=RAID["ru"][1].replace("64", "37"))
    documents = [raid("ru"), raid("tg"), raid("en", date(2025, 3, 19)), other]
    found = {tuple(tuple(each.id for each in group) for group in groups(some, {})) for some in permutations(documents)}
    assert found == {(("en-2025-03-19", "ru-2025-03-18", "tg-2025-03-18"), ("ru-2025-03-25",))}


def parts(*documents: Document, earlier: tuple[Document, ...] = ()) -> list[Part]:
    return [part for story in draft(documents, earlier, "en", withheld=FREE) for part in story.parts]


def test_an_event_is_one_story_and_each_part_has_its_own_sources() -> None:
    """Who has the same facts in another language is one more source; who has other figures tells them himself."""
    more = replace(
        raid("en", date(2025, 3, 19)),
        id="more",
        text=RAID["en"][1].replace("64", "91") + " Two of them are in hospital.",
    )
    found = draft([raid("ru"), raid("tg"), more], (), "en", withheld=FREE)
    assert len(found) == 1
    told = {part.document.id: (part.kind, [item.doc_ids for item in part.items]) for part in found[0].parts}
    assert told == {
        "more": ("first", [["more"], ["more"]]),  # its first sentence opens the story: it tells who, where and when
        "ru-2025-03-18": ("report", [["ru-2025-03-18", "tg-2025-03-18"]]),
    }


def test_news_of_an_event_that_was_told_is_an_update() -> None:
    more = replace(raid("ru", date(2025, 3, 19)), id="more", text=RAID["ru"][1].replace("64", "91"))
    assert [part.kind for part in parts(more, earlier=(raid("ru"),))] == ["update"]
    assert [part.kind for part in parts(raid("ru"))] == ["first"]


def test_a_reprint_is_told_as_one() -> None:
    again = replace(
        raid("ru"), id="again", duplicate_of="ru-2025-03-18",
        text=RAID["ru"][1].replace("Полиция", "Вчера полиция") + " Женщин в отдел доставили 12, уточнили в главке.",
    )  # fmt: skip
    assert [part.kind for part in parts(raid("ru"), again)] == ["first", "reprint"]


def test_chances_that_are_kept_are_not_reckoned_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Readings()
    one, other = read.told(raid("ru")), read.told(raid("tg"))
    for memory in (chance._met, chance._fresh, chance._asked):
        memory.clear()
    reckoned = chance.load().chances([(one, other)])
    with closing(Store.open(tmp_path, create=True)) as store:
        with store.transaction():
            chance.keep(store.connection, date(2026, 11, 2))
        for memory in (chance._met, chance._fresh, chance._asked):
            memory.clear()
        monkeypatch.setattr(chance, "alike", lambda *_: pytest.fail("the pair was reckoned again"))
        chance.recall(store.connection, [one])
        assert chance.load().chances([(one, other)]) == reckoned
        with store.transaction():
            chances.keep(store.connection, {("a", "b"): 0.5}, "another", date(2026, 11, 9))
        assert not chances.known(store.connection, [one.mark], chance.load().mark), "what is old is thrown away"
        assert not chances.known(store.connection, ["a"], chance.load().mark), "another scorer reckoned it"
