"""Facts as an answer: each with its source and date, what is old with a warning, what is foreign as a quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from digests.answers.asked import AGEING, Fact
from digests.answers.draft import Draft
from digests.answers.question import Question
from digests.language.dates import find_dates
from digests.model import Lang
from digests.say import figures as say
from digests.say.ageing import OLD
from digests.say.evidence import named
from digests.say.locale import load as load_locale

ABBREVIATED = re.compile(r"\bгг?\.$")
"""A sentence that ends in «2024 г.»."""


def write(draft: Draft, question: Question, chosen: Sequence[Fact], *, today: date) -> None:
    """Add the facts to the draft, each with its source and date; what is old opens with a warning."""
    ageing = [day for fact in chosen if (day := stale(fact, question, today))]
    if ageing:
        warn(draft, min(ageing))
    several = len(chosen) > 1
    for fact in chosen:
        said = sentence(draft, fact)
        draft.lines.append(f"• {said}" if several else said)


def warn(draft: Draft, day: date) -> None:
    """Open the answer with the day that its facts are from."""
    draft.lines.insert(0, load_locale(draft.lang).say("answer-stale", date=say.say_date(day, draft.lang)))
    draft.evidence.dates.add(day)


def sentence(draft: Draft, fact: Fact) -> str:
    """«… (IWPR, 3 апрели соли 2024) [1].»; in another language the quote stands as it is, and is marked."""
    locale = load_locale(draft.lang)
    document = fact.document
    publisher = document.publisher or locale.say("digest-unknown-publisher")
    day = document.published
    when = say.say_date(day, draft.lang) if day else locale.say("digest-undated")
    if fact.statement is not None:
        text = fact.statement.texts[draft.lang]
        mark = draft.cite_statement(fact.statement, document.id)
    else:
        text = in_language(fact, draft.lang)
        draft.evidence.add_text(locale.say(f"answer-quote-{fact.lang}"))  # the language's name is ours
        mark = draft.cite_passage(document.id, fact.hit.text, fact.lang)
    parts = [publisher, when] if fact.statement is None else unsaid(text, publisher, day, when, draft.lang)
    source = f" ({', '.join(parts)})" if parts else ""
    shortened = ABBREVIATED.search(text) is not None  # its full stop is not the sentence's
    body = text[:-1] if text.endswith(".") and not text.endswith("..") and not shortened else text
    return f"{body}{source} {mark}."


def unsaid(text: str, publisher: str, day: date | None, when: str, lang: Lang) -> list[str]:
    """Of the outlet and the day of its article what our own sentence does not say already, in whatever spelling."""
    entities = named(publisher)
    told = publisher.casefold() in text.casefold() or bool(entities and entities <= named(text, lang))
    dated = any(day == mention.first == mention.last for mention in find_dates(text, lang, day)) if day else False
    return [part for part, known in ((publisher, told), (when, dated)) if not known]


def in_language(fact: Fact, lang: Lang) -> str:
    """A source's own words. Where they are in another language they are quoted and marked so; a translator may
    stand here later, and only here."""
    locale = load_locale(lang)
    said = locale.say("answer-quote", quote=fact.hit.text.strip())
    return said if fact.lang == lang else f"{locale.say(f'answer-quote-{fact.lang}')} {said}"


def stale(fact: Fact, question: Question, today: date) -> date | None:
    """The day that an ageing fact is from, if it is expired or older than 90 days; any
    fact's where the question is about now."""
    statement = fact.statement
    kind = statement.kind if statement else "fact"
    day = (statement.as_of if statement else None) or fact.document.published or fact.document.not_before
    if day is None or not (kind in AGEING or question.now):
        return None
    expired = statement is not None and statement.valid_until is not None and statement.valid_until < today
    return day if expired or today - day > OLD else None
