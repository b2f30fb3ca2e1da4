"""An answer as messages."""

from __future__ import annotations

from dataclasses import replace
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
    assert "<blockquote expandable>[1] Сухани манбаъ: «144 killed» (ба забони англисӣ)</blockquote>" in page.html


def test_our_own_statements_wear_no_quotation_marks() -> None:
    ours = Citation(1, "d", "T", "IWPR", None, None, quote="Our words.", quote_lang="en", quote_kind="statement")
    (page,) = answer_pages(Answer("en", "passage", "x [1]", citations=(ours,)))
    assert "“" not in page.text and "[1] In our words: Our words." in page.text


def test_offers_stand_on_buttons() -> None:
    """What can be asked is said right above the buttons, below the sources."""
    said = "My sources do not say. The nearest is 144 [1].\nYou can ask me:\n• One: how many?"
    (page,) = answer_pages(Answer("en", "none", said, offers=("One: how many?",), citations=(CITATION,)))
    assert page.text.startswith("My sources do not say. The nearest is 144 [1].\n\nSources")
    assert page.text.endswith("\n\nYou can ask me:")
    assert "how many" not in page.text


def test_the_figure_is_bold_and_no_warning_before_it() -> None:
    aged = "As of 3 April 2024; may be out of date.\nThe sources differ.\n5 years [1].\nEarlier: 3 [1]."
    (page,) = answer_pages(Answer("en", "figure", aged, citations=(CITATION,)))
    assert page.html.startswith(
        "As of 3 April 2024; may be out of date.\nThe sources differ.\n<b>5 years [1].</b>\nEarlier: 3 [1]."
    )


def test_a_title_in_a_language_the_reader_may_not_read_is_marked() -> None:
    english = replace(CITATION, lang="en")
    marks = {"tg": "(ба забони англисӣ)", "ru": "(на английском)", "en": ""}
    for lang, mark in marks.items():
        (page,) = answer_pages(Answer(lang, "passage", "x [1]", citations=(english,)))  # type: ignore[arg-type]
        assert f"Titles & <tags>{' ' + mark if mark else ''}\n" in page.text


def test_long_answers_are_cut_into_pages() -> None:
    long = Citation(
        1, "d", "T" * 300, "IWPR", None, None, quote="слово " * 2_000, quote_lang="ru", quote_kind="verbatim"
    )
    pages = answer_pages(Answer("ru", "passage", "Текст & знаки <b>. " * 500, citations=(long,) * 9))
    assert len(pages) > 1 and all(units(page.text) <= LIMIT for page in pages)
