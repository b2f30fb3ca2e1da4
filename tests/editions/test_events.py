"""One event or two; which texts stand together, in whatever order they came; what each is in its story."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from itertools import permutations, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.corpus import chances
from digests.corpus.store import Store
from digests.editions.events import chance
from digests.editions.events import groups as groups_module
from digests.editions.events.alike import APART, NEAR, ROUNDED, SURE, Number, _digits, alike, rarity
from digests.editions.events.groups import Earlier, groups, is_same
from digests.editions.events.meeting import BLOCK, Rows, Table, meet
from digests.editions.events.near import ALL
from digests.editions.events.told import Told, tell
from digests.editions.reading import Readings
from digests.editions.stories import Part, draft
from digests.figures.embargo import Embargo
from digests.figures.indicators import load
from digests.language.translation import translations
from digests.model import LANGS, Document, Lang
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
    features = alike([(a, b) for a in told for b in told], scorer.common)
    head = scorer.words
    slow = []
    for values in zip(*features.values(), strict=True):
        each = dict(zip(features, values, strict=True))
        total = 0.0
        for node in head.trees:
            at = node
            while head.feature[at] >= 0:
                left = each[head.features[head.feature[at]]] <= head.bound[at]
                at = (head.left if left else head.right)[at]
            total += float(head.value[at])
        slow.append(total / len(head.trees))
    assert head.chances(features) == slow


def held(some: frozenset[str], a: Told, b: Told) -> float:
    """The share of some words of a text that another one holds, each looked for by itself."""
    common = chance.load().common
    whole = met = 0.0
    for stem in some:
        rare = rarity(stem, common.words[a.lang])
        whole += rare
        found = [weight for one, weight in translations(stem, a.lang, b.lang) if one in b.stems]
        met += rare * (min(1.0, max(found, default=0.0) / SURE) if a.lang != b.lang else stem in b.stems)
    return met / whole


def test_words_that_meet_are_weighed_as_if_each_was_looked_for() -> None:
    told = [tell(*RAID[lang], lang, DAY) for lang in LANGS]
    pairs = [(a, b) for a in told for b in told]
    found = alike(pairs, chance.load().common)
    for n, (a, b) in enumerate(pairs):
        titles = held(a.title_stems, a, b), held(b.title_stems, b, a)
        assert found["words"][n] == pytest.approx((held(a.stems, a, b) + held(b.stems, b, a)) / 2, rel=1e-12)
        assert found["words: headline"][n] == pytest.approx(max(titles), rel=1e-12)
        assert found["words: both headlines"][n] == pytest.approx(min(titles), rel=1e-12)


@given(st.lists(st.frozensets(st.integers(0, 5)), min_size=2, max_size=6), st.data())
def test_what_is_met_is_met_as_if_each_thing_was_looked_for(texts: list[frozenset[int]], data: st.DataObject) -> None:
    """Of many pairs at once, more texts than are laid out at once among them."""
    close = {(n, m): abs(n - m) / 2 for n in range(6) for m in range(6) if abs(n - m) < 2}
    things, others = ([pair[k] for pair in close] for k in (0, 1))
    table = Table.of(things, others, list(close.values()), 6)
    rows = Rows.of([*texts] * BLOCK, {n: n for n in range(6)})
    last = len(texts) * BLOCK - 1
    pairs = data.draw(st.lists(st.tuples(st.integers(0, last), st.integers(0, last)), max_size=9))
    a, b = (np.array([pair[k] for pair in pairs], np.intp) for k in (0, 1))
    (met,) = meet([rows], a, rows, b, table, 6)
    found = sorted(zip(met.pairs.tolist(), met.things.tolist(), met.values.tolist(), strict=True))
    assert found == sorted(
        (k, thing, max(close[other, thing] for other in texts[m % len(texts)] if (other, thing) in close))
        for k, (n, m) in enumerate(pairs)
        for thing in texts[n % len(texts)]
        if any((other, thing) in close for other in texts[m % len(texts)])
    )


NUMBERS: list[Number] = [
    (3, 3, None), (20, 20, "person"), (21, 21, "person"), (10870, 10870, "person"), (11000, 11000, None),
    (10000, 12000, "person"), (11000, 11000, "RUB"), (50, 50, "percent"), (50, 50, "person"), (49, 51, None),
]  # fmt: skip


def one_figure(a: Number, b: Number) -> bool:
    """Whether two figures are one, or one of them is the other rounded."""
    if a[2] and b[2] and a[2] != b[2] and {a[2], b[2]} & APART:
        return False
    if a[:2] == b[:2]:
        return True
    largest = max(abs(a[1]), abs(b[1]))
    away = max(abs(a[0] - b[0]), abs(a[1] - b[1]))
    return largest >= ROUNDED and away <= NEAR * largest and min(_digits(a[0]), _digits(b[0])) <= 2


def test_figures_meet_as_if_each_was_looked_for() -> None:
    blank = tell("", "", "en", DAY)
    some = [replace(blank, numbers=frozenset({each})) for each in NUMBERS]
    pairs = list(product(some, some))
    found = alike(pairs, chance.load().common)
    met = [any(one_figure(x, y) for x in a.numbers for y in b.numbers) for a, b in pairs]
    assert [bool(n) for n in found["numbers: same"] + found["numbers: near"]] == met
    assert 0 < sum(found["numbers: near"] > 0) < sum(met) < len(met)


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
