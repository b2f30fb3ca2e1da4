"""A channel's preview: posts with their day and origin come out plain, what is no post stays out, hostile pages too."""

from __future__ import annotations

from datetime import date

import pytest

from digests.errors import BadInput
from digests.model import Document
from digests.publishers import Feed
from digests.quarantine.keeper import Quarantine
from digests.sources import channels, feeds
from digests.sources.kinds import named, reader_of
from tests.sources.channel_pages import ABSENT, FORWARDED, LINKED, REPLY, TEXT, page, post

ADDRESS = "https://t.me/s/namuna"


def read(data: str, address: str = ADDRESS) -> list[Document]:
    bytes_ = data.encode("utf-8", "replace")
    found = feeds.documents(
        bytes_, source=ADDRESS, publisher="Намуна", address=address, read=reader_of("channel", bytes_)
    )
    return [document for document, _ in found if document]


TAJIK = (
    "<b>Дар Петербург муҳоҷиронро боздошт карданд</b><br/><br/>Полис рӯзи ҷумъа <tg-emoji emoji-id='1'>"
    "<i class='emoji' style=\"background-image:url('//t.me/e.png')\"><b>🇹🇯</b></i></tg-emoji> 300 нафарро боздошт кард."
    "<br/><br/><a href='https://t.me/namuna'>@namuna</a> | <a href='https://example.tj'>https://example.tj</a>"
)
RUSSIAN = "Суды выдворили <s>500</s> 418 человек.<br/><tg-spoiler>Решение в силе.</tg-spoiler>"
ENGLISH = "Police held 1,200 people <a href='?q=%23Moscow'>#Moscow</a>, the ministry said."


def test_a_post_is_a_document_in_any_of_the_three_languages() -> None:
    one, two, three = read(page(post(1, TAJIK), post(2, RUSSIAN), post(3, ENGLISH, at="2024-05-06T22:30:00+00:00")))
    assert one.title == "Дар Петербург муҳоҷиронро боздошт карданд"
    assert one.text == f"{one.title}\nПолис рӯзи ҷумъа 🇹🇯 300 нафарро боздошт кард."
    assert (one.lang, one.url, one.publisher, one.published) == (
        "tg", "https://t.me/namuna/1", "Намуна", date(2024, 5, 6),
    )  # fmt: skip
    assert (two.lang, two.text) == ("ru", "Суды выдворили 418 человек.\nРешение в силе.")
    assert (three.lang, three.title) == ("en", "")
    assert three.text == "Police held 1,200 people #Moscow, the ministry said."
    assert three.published == date(2024, 5, 7)  # in Dushanbe


def test_what_is_no_post_of_the_channel_stays_out() -> None:
    documents = read(
        page(
            post(1),  # a photograph alone
            post(2, "«Намуна» pinned a message", kinds=" service_message"),
            post(3, "Харидорӣ кунед! Реклама. ООО «Х», erid: 2Vtzqx"),
            post(4, "Тахфиф дар <a href='https://shop.example/?erid=2Vtz'>мағоза</a>"),
            post(5, "Эълони бегона", name="begona"),
            post(6, "Посухи дигар", above=REPLY, below=LINKED),
        )
    )
    assert [document.text for document in documents] == ["Посухи дигар"]


def test_an_edit_keeps_the_id_and_the_day() -> None:
    (before,) = read(page(post(7, "Погибли 137 человек.")))
    (after,) = read(page(post(7, "Погибли 144 человека.", edited="edited ")))
    assert after.id == before.id
    assert after.published == before.published
    assert after.text == "Погибли 144 человека."


def test_a_forwarded_post_names_its_origin_and_never_a_person() -> None:
    other = FORWARDED.format(link="https://t.me/digar/55", name="Дигар\n ТВ")
    person = FORWARDED.format(link="https://t.me/somebody", name="Фалонӣ Фалонӣ")
    first, second = read(page(post(1, "Хабари якум", above=other), post(2, "Хабари дуюм", above=person)))
    assert first.publisher == "Дигар ТВ (via Намуна)"
    assert second.publisher == "Намуна"
    assert "Фалонӣ" not in repr(second)


def test_the_one_who_signs_a_post_is_its_author() -> None:
    signed = '<span class="tgme_widget_message_from_author" dir="auto">Раҳмон</span>, '
    (document,) = read(page(post(1, "Хабар", signed=signed)))
    assert document.author == "Раҳмон"


def test_text_within_text_is_read_once() -> None:
    (document,) = read(page(post(1, TEXT.format(text="Як бор."))))
    assert document.text == "Як бор."


def test_a_channel_without_posts_brings_none_and_one_that_cannot_be_seen_is_a_fault() -> None:
    assert read(page()) == []
    for data, address in ((ABSENT, "https://t.me/namuna"), (ABSENT, ADDRESS), ("", ADDRESS), ("\x00", ADDRESS)):
        with pytest.raises(BadInput, match="no channel to be seen"):
            read(data, address)


@pytest.mark.parametrize(
    ("links", "known", "leads"),
    [
        (["https://t.me/namuna/81", "https://t.me/namuna/100"], 40, f"{ADDRESS}?before=81"),
        (["https://t.me/namuna/100", "https://t.me/namuna/81"], 80, None),
        (["https://t.me/namuna/81"], 90, None),
        (["https://t.me/namuna/81"], None, None),
        ([None, "https://example.tj/"], 3, None),
    ],
)
def test_the_page_before_is_asked_for_where_posts_may_lie_between(
    links: list[str | None], known: int | None, leads: str | None
) -> None:
    assert channels.before(f"{ADDRESS}?before=101", links, known) == leads


@pytest.mark.parametrize(
    ("word", "url", "kind"),
    [
        ("@namuna", ADDRESS, "channel"),
        ("t.me/namuna", ADDRESS, "channel"),
        ("https://t.me/s/namuna?before=4", ADDRESS, "channel"),
        ("https://telegram.me/namuna/12", ADDRESS, "channel"),
        ("https://example.tj/feed/", "https://example.tj/feed/", "feed"),
        ("https://example.tj/s/news/feed", "https://example.tj/s/news/feed", "feed"),
        ("http://127.0.0.1:1/s/namuna", "http://127.0.0.1:1/s/namuna", "channel"),
        ("http://[", "http://[", "feed"),
    ],
)
def test_a_source_is_named_as_people_name_it(word: str, url: str, kind: str) -> None:
    assert named(word) == (url, kind)


@pytest.fixture(scope="module")
def quarantine() -> Quarantine:
    return Quarantine()


CHANNEL = Feed(ADDRESS, "tg", "Намуна", "channel", "feed")


@pytest.mark.parametrize(
    "data",
    [
        "<div>" * 200_000 + page(post(1, "Хабар")),
        page(post(1, "<b>" * 100_000 + "Хабар")),
        page(*(post(n, "Хабар") for n in range(1, 3_000))),
        page(post(1, "Хабар " * 500_000)),
        page(post(1, "Хабар")).replace("<main", "<main " + " ".join(f"a{n}=1" for n in range(100_000))),
        page(post(1, "Хабар"), post(1, "Хабари дигар"), post(99_999_999_999, "Аз ҳад зиёд")),
        page(post(1, "Хабар", at="9999-12-31T23:59:59+00:00"), post(2, "Хабар", at="x" * 100_000)),
        page(post(1, "Хабар", name="namuna/../x"), post(2, "Хабар")),
        page(post(1, '<a href="' + "?" * 3_000_000 + '">Хабар</a>')),
    ],
    ids=["deep", "deep post", "many", "long", "attributes", "twice", "dates", "names", "link"],
)
def test_a_hostile_page_stays_within_its_bounds(data: str, quarantine: Quarantine) -> None:
    try:
        found = quarantine.feed(data.encode(), CHANNEL, {"tajikistan"})
    except BadInput as error:
        assert len(str(error)) < 400
        return
    assert len(found) <= feeds.MAX_ITEMS
    for item in found:
        assert item.document.published is None or item.document.published.year < 2100
        assert str(item.document.url).startswith("https://t.me/namuna/")
