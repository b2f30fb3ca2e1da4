"""An article is read off a page: furniture goes, captions keep their role, nothing is rewritten."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.sources.article import read_article
from digests.sources.dateline import read_dateline
from digests.sources.text import decode, plain

BODY = [
    "Дар моҳи март судҳо дар бораи ихроҷи садҳо нафар қарор бароварданд ва ин рақам боз меафзояд.",
    "Сухангӯи суд гуфт, ки парвандаҳо дар як ҳафта баррасӣ шуданд ва қарорҳо эълон мегарданд.",
    "Ҳомиёни ҳуқуқ мегӯянд, ки муҳоҷирон бояд ҳуҷҷатҳояшонро ҳамеша бо худ дошта бошанд.",
]


def page(*lines: str) -> str:
    return "\n\n".join(lines)


def test_furniture_around_the_article_is_left_out() -> None:
    article = read_article(
        page(
            "January 22, 2025",
            "Судҳо садҳо муҳоҷирро ихроҷ карданд",
            "Читайте также: другое",
            *BODY,
            "Related content",
            "Loading…",
            "www.example.tj",
        )
    )
    assert article.title == "Судҳо садҳо муҳоҷирро ихроҷ карданд"
    assert article.text == page(*BODY)
    assert article.lang == "tg"


def test_a_body_that_stands_twice_is_kept_once_whatever_its_quotes() -> None:
    first = [
        'The court said "no" to the appeal of the workers on Monday.',
        "Another paragraph tells of what came after that day.",
    ]
    second = [first[0].replace('"no"', "“no”"), first[1]]
    assert read_article(page(*first, *second)).text == page(*first)


def test_a_drop_capital_is_put_back() -> None:
    article = read_article(page(".", "T", "he ministry said that more people had come back than left this month."))
    assert article.text == "The ministry said that more people had come back than left this month."


def test_a_caption_keeps_its_role_and_loses_its_credit() -> None:
    caption = "Police check the papers of 40 workers at a market in Moscow on 3 May 2024."
    article = read_article(
        page(caption, caption + " © A. Photographer/AFP via Getty Images", "Workers checked at a market", *BODY)
    )
    (span,) = [span for span in article.spans if span.role == "caption"]
    assert article.text[span.start : span.end] == caption
    assert article.text.count("40 workers") == 1


def test_a_credit_alone_makes_the_line_before_it_a_caption() -> None:
    article = read_article(page("A market in Moscow", "Images source: © Somebody | STRINGER", *BODY))
    assert [article.text[span.start : span.end] for span in article.spans if span.role == "caption"] == [
        "A market in Moscow"
    ]


def test_the_date_beside_an_author_outranks_the_date_of_the_printed_page() -> None:
    article = read_article(page("January 22, 2025", "A title of some words", *BODY, "Jane Roe Tue, 04/02/2024 - 06:44"))
    assert article.published == date(2024, 4, 2)
    assert article.author == "Jane Roe"


def test_headings_stay_inside_and_labels_at_the_ends_go() -> None:
    article = read_article(page(BODY[0], "Чӣ бояд кард", BODY[1], BODY[2], "Чӣ мегӯянд"))
    assert article.text == page(BODY[0], "Чӣ бояд кард", BODY[1], BODY[2])
    assert [span.role for span in article.spans] == ["heading"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Wednesday, 3 April, 2024", date(2024, 4, 3)),
        ("4:29 AM EDT, March 31, 2024", date(2024, 3, 31)),
        ("Published: April 15, 2024", date(2024, 4, 15)),
        ("Tue, 04/02/2024 - 06:44", date(2024, 4, 2)),
        ("Sat, 02/03/2024", date(2024, 2, 3)),
        ("02.04.2024, 18:20", date(2024, 4, 2)),
        ("2024-04-02", date(2024, 4, 2)),
        ("3 апреля 2024 г.", date(2024, 4, 3)),
        ("3 апрели соли 2024", date(2024, 4, 3)),
        ("On 3 April 2024 the court ordered 418 people to leave the country.", None),
        ("31.02.2024", None),
        ("418", None),
    ],
)
def test_which_lines_date_a_page(line: str, day: date | None) -> None:
    dateline = read_dateline(line, "tg" if "соли" in line else "ru" if "апреля" in line else "en")
    assert (dateline.day if dateline else None) == day


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=600))
def test_any_text_gives_an_article_whose_spans_hold(text: str) -> None:
    article = read_article(text)
    assert all(0 <= span.start < span.end <= len(article.text) for span in article.spans)
    words = set(plain(text).split())
    assert all(word in words or any(word in other for other in words) or len(word) > 1 for word in article.text.split())


def test_decoding_knows_the_old_code_pages() -> None:
    text = "Пришли новости из Душанбе о трудовых мигрантах и судах. " * 20
    assert decode(text.encode("cp1251")) == text
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
    assert decode(text.encode("utf-16")) == text


def test_the_five_seeds_go_in_cleanly(shared: Path) -> None:
    for line in (shared / "gold/documents.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        article = read_article((shared / "seeds" / gold["doc"]).read_text(encoding="utf-8"))
        assert article.title == (gold["title"] if gold.get("title_basis") is None else "")
        assert article.published == (date.fromisoformat(gold["published"]) if gold["published"] else None)
        assert article.text.count(gold["body_first_words"]) == 1
        captions = {article.text[span.start : span.end] for span in article.spans if span.role == "caption"}
        for furniture in gold["furniture"]:
            assert furniture not in article.text or any(furniture in caption for caption in captions), furniture


def test_every_quote_of_the_gold_stands_in_the_cleaned_text(shared: Path) -> None:
    texts = {
        path.name: read_article(path.read_text(encoding="utf-8")).text for path in (shared / "seeds").glob("*.txt")
    }
    for line in (shared / "gold/claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        assert plain(claim["quote"]) in texts[claim["doc"]], claim["id"]


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("МОСКВА, 23 марта 2024. ", date(2024, 3, 23)),
        ("Душанбе. 23 марта 2024 г. /Радио/. ", date(2024, 3, 23)),
        ("ДУШАНБЕ, 23 марти соли 2024 /АМИТ «Ховар»/. ", date(2024, 3, 23)),
        ("Душанбе, 23.03.2024. (АМИТ «Ховар»). – ", date(2024, 3, 23)),
        ("MOSCOW, March 23, 2024 (Radio) – ", date(2024, 3, 23)),
        ("On Friday, March 22, 2024 – as every year – ", None),
        ("Crocus, March 22, 2024. ", None),
        ("В Москве, 22 марта 2024 (в пятницу). ", None),
        ("MOSCOW, March 23 (Radio) – ", None),
        ("МОСКВА, 418 человек. ", None),
    ],
)
def test_an_agency_opens_its_text_with_the_day(opening: str, day: date | None) -> None:
    article = read_article(page(opening + BODY[0], *BODY[1:]))
    assert article.published == day
    assert article.text.startswith(opening.strip())


def test_a_line_that_another_leads_to_is_no_title() -> None:
    lines = ["Что известно о теракте:", "Погибли: 144, ранены: 551", *BODY]
    article = read_article(page(*lines))
    assert (article.title, article.text) == ("", page(*lines))
