"""An edition as some readers want it: what is left out, what stays, and how it is said to who listens."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from digests.editions.suited import holds, suited
from digests.editions.taste import Taste
from digests.model import LANGS, Citation, Digest, FigureLine, Lang, Period, Story, StoryPart
from digests.say.digest import digest_pages

DAY = date(2024, 4, 3)


def story(title: str, lang: Lang, *parts: tuple[str, Lang, int]) -> Story:
    said = tuple(StoryPart(text, each, "first", (n,)) for text, each, n in parts)
    cited = tuple(sorted({n for _, _, n in parts}))
    return Story(
        title, " ".join(text for text, _, _ in parts), ("law",), lang, machine=False, citations=cited, parts=said
    )


STORIES = (
    story("Қоидаи нав барои меҳнат", "tg", ("Муҳоҷирон бояд патент гиранд.", "tg", 1), ("Патент подорожал.", "ru", 2)),
    story("Выборы в Думу", "ru", ("Депутаты приняли закон о миграции.", "ru", 3)),
    story("A raid in Moscow", "en", ("Police checked a market in Moscow.", "en", 4)),
)
FIGURE = FigureLine(
    "crocus.deaths", "killed", "144 нафар кушта шуданд", False, (), (5,), "Кумита · Essanews, 30 март [5]"
)


def edition() -> Digest:
    citations = tuple(Citation(n, f"d{n}", f"Title {n}", f"Outlet {n}", DAY, None) for n in range(1, 7))
    bare = Digest(DAY, Period(DAY, DAY), "daily", "tg", (FIGURE,), STORIES, (), citations, ())
    return replace(bare, pages=digest_pages(bare))


def titles(taste: Taste) -> list[str]:
    return [each.title for each in suited(edition(), taste).stories]


def test_who_wishes_nothing_gets_the_edition_itself() -> None:
    whole = edition()
    assert suited(whole, Taste("tg")) is whole


def test_stories_in_languages_that_somebody_does_not_read_are_left_out() -> None:
    assert titles(Taste("tg", reads=frozenset({"ru"}))) == [STORIES[0].title, STORIES[1].title]
    only = suited(edition(), Taste("tg", reads=frozenset({"tg"})))
    (one,) = only.stories
    assert (one.text, one.citations) == ("Муҳоҷирон бояд патент гиранд.", (1,))
    assert "подорожал" not in "".join(page.text for page in only.pages)
    assert [each.n for each in only.citations] == [1, 5], "what nothing cites any more is no source"
    assert only.figures == (FIGURE,)


@pytest.mark.parametrize(
    ("word", "left_out"),
    [("патенти", 0), ("миграция", 1), ("закона о миграции", 1), ("markets", 2), ("Маскав", 2), ("Москва", 2)],
)
def test_a_word_leaves_out_the_stories_that_hold_it_in_any_form(word: str, left_out: int) -> None:
    kept = titles(Taste("tg", without=(word,)))
    assert kept == [each.title for n, each in enumerate(STORIES) if n != left_out]


def test_a_figure_is_never_left_out_for_a_word() -> None:
    found = suited(edition(), Taste("tg", without=("кушта", "патент", "миграция", "market")))
    assert found.stories == ()
    assert found.figures == (FIGURE,)
    assert found.news
    assert not suited(replace(edition(), figures=()), Taste("tg", without=("патент", "миграция", "market"))).news


@pytest.mark.parametrize(("text", "word"), [("Патентный суд", "нет"), ("The law of the sea", "law sea"), ("Закон", "")])
def test_other_words_leave_nothing_out(text: str, word: str) -> None:
    assert not any(holds(text, lang, word) for lang in LANGS)


@pytest.mark.parametrize("lang", LANGS)
def test_for_who_listens_words_bear_everything(lang: Lang) -> None:
    whole = replace(edition(), lang=lang)
    usual = digest_pages(whole)
    plain = suited(whole, Taste(lang, plain=True)).pages
    for page in plain:
        assert not re.search(r"</?[bi]>|\[\d+\]|·", page.html), page.html
        assert not any(line.isupper() for line in page.text.splitlines())
    said = "\n".join(page.text for page in plain)
    for each in STORIES:
        assert each.title in said
    assert {page.kind for page in plain} == {page.kind for page in usual}
    numbers = {"en": "(source 3)", "ru": "(источник 3)", "tg": "(манбаи 3)"}
    assert numbers[lang] in said
