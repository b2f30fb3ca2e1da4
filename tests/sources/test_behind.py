"""The page behind an item: taken where it is surely the item's article and says more; else the feed's text stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digests.model import Document
from digests.sources.behind import better
from digests.sources.pages import WebPage

ARTICLES = {
    "tg": (
        "Дар Хуҷанд барои муҳоҷирон маркази нав кушода шуд",
        "Дар шаҳри Хуҷанд маркази машваратӣ барои шаҳрвандоне, ки ба Русия мераванд, ба фаъолият оғоз кард.",
        "Дар ҳафтаи аввал ба он 312 нафар муроҷиат намуданд, гуфт роҳбари марказ ба хабарнигорон.",
    ),
    "ru": (
        "В Калуге задержали водителя с рабочими без документов",
        "Сотрудники полиции остановили на въезде в Калугу микроавтобус, в котором ехали граждане Таджикистана.",
        "У всех 19 пассажиров истёк срок регистрации, и суд назначил каждому штраф без выдворения.",
    ),
    "en": (
        "Dormitory fire leaves Tajik builders without papers",
        "A fire that swept a wooden dormitory on the edge of Tver destroyed the passports of 57 Tajik builders.",
        "Nobody was badly hurt, the fire service said, and the men were sent back to the site the same day.",
    ),
}
LANGS = tuple(ARTICLES)


def item(lang: str, text: str | None = None) -> Document:
    title, summary, _ = ARTICLES[lang]
    return Document(
        "feed-1", title, text or summary, lang, url="https://a.example/n/1", kind="feed", text_from="feed",  # type: ignore[arg-type]
        published=date(2024, 3, 22), sketch=frozenset({1}),
    )  # fmt: skip


def page(lang: str) -> WebPage:
    title, *lines = ARTICLES[lang]
    return WebPage(title, "\n".join(lines), "N. N.", "Example", date(2024, 3, 21), "https://a.example/n/1")


@pytest.mark.parametrize("lang", LANGS)
def test_the_longer_text_of_the_same_article_is_taken(lang: str) -> None:
    taken = better(item(lang), page(lang))
    assert taken.text == "\n\n".join(ARTICLES[lang][1:])
    assert (taken.text_from, taken.lang, taken.author, taken.sketch) == ("page", lang, "N. N.", frozenset())
    assert taken.published == date(2024, 3, 22), "the feed's day stands"
    assert better(replace(item(lang), published=None), page(lang)).published == date(2024, 3, 21)


@pytest.mark.parametrize("lang", LANGS)
def test_a_title_alone_or_one_written_anew_is_enough(lang: str) -> None:
    title = ARTICLES[lang][0]
    assert better(item(lang, title), page(lang)).text_from == "page"
    anew = replace(page(lang), title=" ".join(ARTICLES[lang][1].split()[1:8]))
    assert better(item(lang), anew).text_from == "page"


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_that_says_no_more_leaves_the_feeds_text(lang: str) -> None:
    whole = "\n".join(ARTICLES[lang][1:])
    assert better(item(lang, whole), page(lang)) == item(lang, whole)
    assert better(item(lang), None) == item(lang)


OTHER = (
    "Bridge closed for repairs\nThe old bridge over the Volga is closed until spring, the city said. "
    + "It is old. " * 30
)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Bridge closed for repairs", "text": OTHER},
        {"title": "Example", "text": OTHER},
        {"url": "https://a.example/"},
        {"url": "https://a.example/tg"},
        {"text": "We and our partners use cookies to show you advertising on this website. " * 20},
    ],
)
def test_another_article_a_front_page_and_a_wall_are_not_taken(lang: str, changed: dict[str, str]) -> None:
    assert better(item(lang), replace(page(lang), **changed)) == item(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_front_page_that_shows_the_item_among_others_is_not_taken(lang: str) -> None:
    title, summary, _ = ARTICLES[lang]
    others = "\n".join(line for other in LANGS if other != lang for line in ARTICLES[other])
    front = replace(page(lang), title="Example News Daily", text=f"{title}\n{summary}\n{others}", url=None)
    assert better(item(lang), front) == item(lang)


@pytest.mark.parametrize(
    "strange",
    [
        "Поліція зупинила на в'їзді до Калуги мікроавтобус, у якому їхали громадяни Таджикистану, повідомили там.",
        "Kaluga girişinde polis, içinde Tacikistan vatandaşlarının bulunduğu minibüsü durdurdu, açıklamada bildirildi.",
    ],
)
def test_a_page_in_none_of_our_languages_is_not_taken(strange: str) -> None:
    title = ARTICLES["ru"][0]
    found = replace(page("ru"), title=title, text="\n".join([strange, *(f"{strange} {n}" for n in range(5))]))
    assert better(item("ru", title), found).text_from == "feed"
