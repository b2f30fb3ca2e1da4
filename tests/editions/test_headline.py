"""A headline says no more than its sentence; a story opens with the sentence that bears it out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from digests.corpus.store import Store
from digests.editions import headline
from digests.editions.stories import draft
from digests.editions.telling import stories
from digests.figures.embargo import Embargo
from digests.figures.indicators import load
from digests.model import LANGS, Document, Lang, Statement, Story, Texts
from digests.policy import OPEN

DAY = date(2026, 11, 27)
FREE = Embargo(load(), (), policy=OPEN, known=None)
SAID = "On 20 November 2026 police detained 40 citizens of Tajikistan in a raid on a market in Moscow."


@pytest.mark.parametrize(
    ("title", "borne_out"),
    [
        ("Police detain citizens of Tajikistan in a market raid in Moscow", True),
        ("40 citizens of Tajikistan detained in a raid on a market", True),
        ("50 citizens of Tajikistan detained in a raid on a market", False),  # another number
        ("Citizens of Tajikistan detained in a raid on a market in Kaluga", False),  # another name
        ("Citizens of Tajikistan detained in a raid on 21 November 2026", False),  # another day
        ("Rights of migrants in Moscow are a matter of concern for Tajikistan", False),  # something else
    ],
)
def test_every_number_name_and_day_stands_in_the_sentence(title: str, borne_out: bool) -> None:
    assert headline.bears_out(SAID, title, "en") is borne_out


@pytest.mark.parametrize(
    ("lang", "sentence", "title"),
    [
        ("en", SAID, "Why police detain citizens of Tajikistan in a market raid in Moscow"),
        ("en", SAID, "A year after the attack police detain citizens of Tajikistan in a raid on a market"),
        ("en", SAID, "More than 40 citizens of Tajikistan detained in a raid on a market"),
        ("en", SAID, "Police did not detain citizens of Tajikistan in a raid on a market"),
        (
            "en",
            "The toll was not expected to rise, the ministry said.",
            "The toll was expected to rise, the ministry said",
        ),
        ("en", "Allegedly 12 of them had paid, the ministry said.", "12 of them had paid, the ministry said"),
        ("ru", "Суды выдворили не менее 418 человек.", "Суды выдворили 418 человек"),
        ("ru", "Суды выдворили 418 человек.", "Почему суды выдворили 418 человек"),
        ("ru", "Суды выдворили 418 человек.", "Год спустя суды выдворили 418 человек"),
        ("ru", "Посольство советует не ездить в Беларусь.", "Посольство советует ездить в Беларусь"),
        ("tg", "Судҳо ҳадди ақал 418 нафарро ихроҷ карданд.", "Судҳо 418 нафарро ихроҷ карданд"),
        ("tg", "Судҳо 418 нафарро ихроҷ карданд.", "Чаро судҳо 418 нафарро ихроҷ карданд"),
        ("tg", "Сафорат маслиҳат дод, ки ба Беларус нараванд.", "Сафорат маслиҳат дод, ки ба Беларус раванд"),
    ],
)
def test_a_headline_promises_and_hedges_as_its_sentence_does(lang: Lang, sentence: str, title: str) -> None:
    assert not headline.states(sentence, title, lang)
    assert headline.states(sentence, sentence, lang)


@pytest.mark.parametrize(
    ("lang", "sentence", "title", "words"),
    [
        ("en", SAID, "Police detain citizens of Tajikistan in Moscow and count the damage", ("damage",)),
        ("en", SAID, "Moscow police: how many were detained in a raid", ()),
        ("ru", "Суды выдворили 418 человек.", "Суды выдворяют людей", ()),
        ("ru", "Суды выдворили 418 человек.", "Суды подсчитали ущерб", ("подсчитали", "ущерб")),
        ("tg", "Судҳо 418 нафарро ихроҷ карданд.", "Судҳо зарарро ҳисоб карданд", ("зарарро", "ҳисоб")),
    ],
)
def test_a_word_is_met_by_one_that_says_the_same(lang: Lang, sentence: str, title: str, words: tuple[str, ...]) -> None:
    assert headline.unmet(sentence, title, lang) == words


@pytest.mark.parametrize(
    ("lang", "sentence", "made"),
    [
        ("en", SAID, "Police detained 40 citizens of Tajikistan in a raid on a market in Moscow"),
        ("en", "By the end of March 2024 courts had expelled 418 people.", "Courts had expelled 418 people"),
        ("en", "Courts expelled 418 people.", "Courts expelled 418 people."),
        ("ru", "В конце марта 2024 года суды выдворили 418 человек.", "Суды выдворили 418 человек"),
        ("ru", "30 марта 2024 года полиция задержала 5 человек.", "Полиция задержала 5 человек"),
        ("tg", "Дар охири марти соли 2024 судҳо 418 нафарро ихроҷ карданд.", "Судҳо 418 нафарро ихроҷ карданд"),
        ("tg", "30 марти соли 2024 полис 5 нафарро боздошт кард.", "Полис 5 нафарро боздошт кард"),
    ],
)
def test_a_headline_made_of_a_sentence_leaves_its_day_to_the_sentence(lang: Lang, sentence: str, made: str) -> None:
    assert headline.made(sentence, lang) == made


def test_a_sentence_too_long_for_a_headline_stays_whole() -> None:
    long = "On 20 November 2026 police " + "and the guards of the market " * 5 + "detained 40 people."
    assert headline.made(long, "en") == long


def record(*sentences: str, title: str = "Police detain citizens of Tajikistan in a raid on a market") -> Document:
    statements = tuple(
        Statement(f"r#{n}", _all(text), n, kind="advice" if "advised" in text else "fact")
        for n, text in enumerate(sentences, 1)
    )
    return Document("r", title, "", "en", publisher="IWPR", published=DAY, kind="curated", statements=statements,
                    headline=_all(title))  # fmt: skip


def _all(text: str) -> Texts:
    return dict.fromkeys(LANGS, text)


def told(*documents: Document, earlier: tuple[Document, ...] = ()) -> tuple[Story, ...]:
    numbers: dict[str, int] = {}
    drafts = draft(documents, earlier, "en", withheld=FREE)
    return stories(
        drafts, lambda doc_id: numbers.setdefault(doc_id, len(numbers) + 1), "en", withheld=FREE, late=frozenset()
    )


OPENING = "The market in Moscow is known to many migrants and has stood there for 30 years."


def test_a_story_opens_with_the_sentence_that_bears_the_headline_out() -> None:
    (story,) = told(record(OPENING, SAID))
    assert story.title == "Police detain citizens of Tajikistan in a raid on a market"
    assert [part.text for part in story.parts] == [SAID, OPENING]


def test_what_one_should_do_follows_at_once() -> None:
    advice = "The embassy of Tajikistan advised citizens to carry their papers."
    (story,) = told(record(OPENING, SAID, advice))
    assert [part.text for part in story.parts] == [SAID, advice, OPENING]
    assert [part.use for part in story.parts] == [False, True, False]


def test_a_headline_that_nothing_bears_out_gives_way_to_the_first_sentence() -> None:
    (story,) = told(record(SAID, title="Hundreds of migrants expelled from Russia"))
    assert story.title == "Police detained 40 citizens of Tajikistan in a raid on a market in Moscow"


def test_the_title_of_a_text_gives_way_as_well() -> None:
    after = "The embassy said on Friday that 380 of them had been let go."
    raw = Document("a", "Moscow: 400 detained", f"{SAID} {after}", "en", publisher="A", published=DAY)
    (story,) = told(raw)
    assert story.title == headline.made(SAID, "en")
    assert [part.text for part in story.parts] == [SAID, after]


def test_all_our_headlines_are_borne_out_by_a_sentence_of_their_record(whole: Path) -> None:
    with Store.open(whole) as store:
        alone = [
            document.id
            for document in store.documents()
            if document.headline
            and not any(
                headline.bears_out_all(each.texts, document.headline)
                for each in document.statements
                if each.paragraph > 0
            )
        ]
    assert alone == []


EVENT = (
    "Fire at the Sadovod market in Moscow killed {} migrants from Tajikistan on 20 November 2026, the ministry said."
)


def report(name: str, toll: int, day: int, *, more: str = "") -> Document:
    return Document(name, EVENT.format(toll), EVENT.format(toll) + more, "en", publisher=name,
                    published=date(2026, 11, day))  # fmt: skip


def test_the_same_event_is_not_told_again_within_seven_days_unless_something_is_new() -> None:
    first, again = report("a", 12, 20), report("b", 12, 23, more=" Officials of the ministry spoke of it.")
    assert told(again, earlier=(first,)) == ()
    (story,) = told(report("c", 15, 23), earlier=(first,))
    assert story.parts[0].kind == "update"
    assert "15" in story.title
