"""An answer as messages."""

from __future__ import annotations

from datetime import date

from digests.model import Answer, Citation
from digests.say.answer_pages import answer_pages
from digests.say.pages import LIMIT, units

CITATION = Citation(
    1, "d", "Titles & <tags>", "IWPR", date(2024, 4, 3), "https://iwpr.net/a", quote="144 killed", quote_lang="en",
    quote_kind="verbatim",
)  # fmt: skip


def test_text_sources_and_folded_quote() -> None:
    (page,) = answer_pages(
        Answer("tg", "figure", "144 нафар [1].\nПештар: 137 [1].", citations=(CITATION,)), links=True
    )
    assert page.html.startswith(
        "<b>144 нафар [1].</b>\nПештар: 137 [1].\n\n<b>Манбаъҳо</b>\n[1] IWPR, 3 апрели соли 2024"
    )
    assert '<a href="https://iwpr.net/a">Titles &amp; &lt;tags&gt;</a>' in page.html
    assert "<blockquote expandable>[1] Ба англисӣ: «144 killed»</blockquote>" in page.html


def test_our_own_statements_wear_no_quotation_marks() -> None:
    ours = Citation(1, "d", "T", "IWPR", None, None, quote="Our words.", quote_lang="en", quote_kind="statement")
    (page,) = answer_pages(Answer("en", "passage", "x [1]", citations=(ours,)))
    assert "“" not in page.text and "[1] Our words." in page.text


def test_offers_stand_on_buttons() -> None:
    (page,) = answer_pages(Answer("en", "none", "My sources do not say.\n• One: how many?", offers=("One: how many?",)))
    assert page.text == "My sources do not say."


def test_long_answers_are_cut_into_pages() -> None:
    long = Citation(
        1, "d", "T" * 300, "IWPR", None, None, quote="слово " * 2_000, quote_lang="ru", quote_kind="verbatim"
    )
    pages = answer_pages(Answer("ru", "passage", "Текст & знаки <b>. " * 500, citations=(long,) * 9))
    assert len(pages) > 1 and all(units(page.text) <= LIMIT for page in pages)
