"""Fixed, kind replies: greetings, thanks, help, and what no source may be asked for. Nothing of the text is kept.

One is no reply: `news` asks for the newest edition.
"""

from __future__ import annotations

import re

from digests.answers.understand import lexis
from digests.answers.understand.noise import is_noise
from digests.answers.understand.question import Question, Term
from digests.figures import indicators
from digests.figures.lexicon import Hit

ALONE = 0.5
"""The weight of other words up to which a greeting is nothing but a greeting."""
_PHONE = re.compile(r"(?<![\d.,])\+?\d(?:[\s().-]?\d){8,14}(?![\d])")
_SERIES = re.compile(
    r"(?<!\w)[A-ZА-Я]{1,2}\s?№?\s?\d{6,9}(?!\d)|(?<!\d)\d{2}\s?\d{2}\s\d{6}(?!\d)|(?<![\d.,])\d{9,}(?!\d)"
)
_DIGITS = re.compile(r"\d[\d\s-]{4,}\d")
_GROUPED = re.compile(r"(?<![\d+])\d{1,3}(?:[\s\u00a0,.]\d{3})+(?!\d)")


NEWS = "news"
HELP = "help"
"""How to ask: all that can be said to what asks nothing."""
TROUBLE = "trouble"
"""A relative is detained, papers ran out, a lawyer is needed: whom to turn to comes before anything else."""
ACCUSED = "accused"
"""Who did it, who was killed: nobody is named who is not known to the public."""
COUNTED = frozenset({"figure", "agreement"})
LIST = "list"
"""Whether somebody stands on a list: no one but its keeper can tell."""
EVADE = "evade"
"""How to get round a check: nobody is helped with that here."""
UNCOUNTED = frozenset({TROUBLE, ACCUSED, LIST, EVADE})
"""Replies that are none to how many there were."""
POLITE = frozenset({"greeting", "thanks", "help", "abuse", "me"})
ABOUT_NEWS = frozenset({"news", "happened", "lately", "week", "fresh", "now"})
"""Groups of words beside which nothing is asked for but news."""
ABOUT = frozenset({"agreement", "figure", "who", "where", "why", "how"})
"""Kinds of questions that are about something."""


def find(question: Question, written: str) -> str | None:
    """The id of the reply that fits, or None: `answer-reply-<id>` in the locales. `written` is the text as it came."""
    hits = lexis.load(question.lang).groups(question.words)
    fitting = next((reply.id for reply in lexis.replies() if _fits(reply, question, written, hits)), None)
    return fitting or (HELP if asks_nothing(question, written) else None)


def asks_nothing(question: Question, written: str) -> bool:
    """Whether no word says, asks or takes up anything, and no day is named: a sign, a number alone, "ok"."""
    if question.days or question.periods or question.unread:
        return False
    return is_noise(written) or not (question.terms or question.kind or question.groups)


def _fits(reply: lexis.Reply, question: Question, written: str, hits: list[Hit]) -> bool:
    if reply.document_number:
        return holds_number(written, "document" in question.groups)
    if reply.id in UNCOUNTED and question.kind in COUNTED:
        return False  # how many were detained, how many names are listed: a question to the sources
    if reply.none & question.groups or not all(group & question.groups for group in reply.all):
        return False
    if reply.near is not None and not _near(hits, reply.all, reply.near):
        return False
    if reply.id == NEWS:
        return is_news(question, hits, reply)
    return not reply.alone or _rest(question, hits, frozenset().union(POLITE, *reply.all)) <= ALONE


def holds_number(text: str, document: bool) -> bool:
    """Whether a phone number or a document's number stands in `text`; large grouped figures are none."""
    bare = _GROUPED.sub(" ", text[:4_000])
    if _PHONE.search(bare) or _SERIES.search(bare):
        return True
    return document and any(sum(map(str.isdigit, match)) >= 6 for match in _DIGITS.findall(bare))


def _near(hits: list[Hit], groups: tuple[frozenset[str], ...], most: int) -> bool:
    places = [[hit for hit in hits if hit.concept in group] for group in groups]
    return any(
        abs(a.last - b.first) <= most or abs(b.last - a.first) <= most for a in places[0] for b in places[-1] if a != b
    )


def is_news(question: Question, hits: list[Hit], reply: lexis.Reply) -> bool:
    """Whether the newest news are asked for and nothing else: no other name, event or subject is said."""
    if question.entities - lexis.home() or question.kind in ABOUT:
        return False
    if question.kind is None and "thanks" in question.groups:
        return False  # thanked for
    others = [
        term
        for term in _others(question, hits, frozenset().union(POLITE, ABOUT_NEWS, *reply.all))
        if term.entity not in lexis.home()
    ]
    ours = indicators.load().tagged("ours")
    return not any(term.concepts - ours for term in others) and sum(term.weight for term in others) <= ALONE


def _rest(question: Question, hits: list[Hit], groups: frozenset[str]) -> float:
    """What the words outside of `groups` weigh."""
    return sum(term.weight for term in _others(question, hits, groups))


def _others(question: Question, hits: list[Hit], groups: frozenset[str]) -> list[Term]:
    own = {question.words[n] for hit in hits if hit.concept in groups for n in range(hit.first, hit.last + 1)}
    return [term for term in question.terms if term.folded not in own and term.cue not in own]
