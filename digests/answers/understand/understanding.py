"""A text as a question with all that it leans on, or as one that gets a fixed reply or the news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from digests.answers.understand import claimed, followup, replies
from digests.answers.understand.question import News, Question, Understood
from digests.answers.understand.reader import Reader
from digests.model import Lang

UNREAD_DAY = "day"
"""The reply to what looks like a day and is none."""


def understand(
    reader: Reader,
    text: str,
    lang: Lang,
    *,
    today: date,
    known: date | None,
    asof: date | None,
    memory: Mapping[str, str] | None,
    said: date | None = None,
) -> Understood:
    """Understand `text`; `lang` is its reader's language, `memory` what the question before it was about, `said` the
    day from which it reckons, where that is not `today`."""
    question = replace(reader.read(text, lang, today=said or today, known=known), asof=asof)
    reply = replies.find(question, text)
    news = None
    if reply == replies.NEWS:
        reply, news = None, _news(question)
    if reply is None and question.unread:
        reply = UNREAD_DAY
    if reply is None:
        question = claimed.asked_for(followup.resolve(reader, question, memory))
        question = question if news else reader.sensed(question)
    return Understood(replace(question, today=today, until=_until(question)), reply, news)


def _until(question: Question) -> date | None:
    """The day whose knowledge is asked for: "what was known on 2 April …", `--asof`."""
    if question.asof is not None or "then" not in question.groups:
        return question.asof
    days = [*question.days, *(period.end for period in question.periods if period.end)]
    return max(days, default=None)


def _news(question: Question) -> News:
    """The news that are asked for: of the week or the day, and until when."""
    asked = [*question.days, *(period.end for period in question.periods if period.end)]
    until = min((day for day in (question.known, question.asof, max(asked, default=None)) if day), default=None)
    return News(question.lang, "weekly" if "week" in question.groups else "daily", until)
