"""A second implementation of "every number, date and name of an answer stands in what it cites".

Written apart from `digests.say.evidence` and the gate of the answers, and simpler: an answer's numbers and capitalised
words are looked for, as strings, in the quotes, titles, publishers, days, speakers and values of what it cites. It
shares no code with them, so that one fault does not hide another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from digests.answers.answerer import Answerer
from digests.model import Answer, Claim

MONTHS = {
    "январ": 1, "феврал": 2, "март": 3, "апрел": 4, "мая": 5, "май": 5, "маи": 5, "июн": 6, "июл": 7, "август": 8,
    "сентябр": 9, "октябр": 10, "ноябр": 11, "декабр": 12,
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_NUMBER = re.compile(r"\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)*")
_SCALES = {"млрд": 1e9, "миллиард": 1e9, "billion": 1e9, "млн": 1e6, "миллион": 1e6, "million": 1e6, "тыс": 1e3,
           "ҳазор": 1e3, "thousand": 1e3}  # fmt: skip


def unfounded(answerer: Answerer, answer: Answer) -> list[str]:
    """The numbers of the answer that nothing it cites holds, in digits, words' scales or as a part of a date."""
    if answer.kind not in ("figure", "passage"):
        return []
    if not answer.citations:
        return ["no citation"]
    evidence = "\n".join(_evidence(answerer, answer))
    held = set(_numbers(evidence))
    return [str(number) for number in _numbers(_bare(answer.text)) if number not in held]


def _bare(text: str) -> str:
    return re.sub(r"\[\d+\]", " ", text)


def _numbers(text: str) -> Iterator[float]:
    text = unicodedata.normalize("NFKC", text)
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"\s", "", match[0])
        if re.fullmatch(r"\d{1,3}(,\d{3})+", digits):
            digits = digits.replace(",", "")
        digits = digits.replace(",", ".")
        try:
            value = float(digits)
        except ValueError:
            continue
        yield value
        after = text[match.end() : match.end() + 12].lstrip().casefold()
        scale = next((scale for word, scale in _SCALES.items() if after.startswith(word)), None)
        if scale:
            yield round(value * scale, 6)


def _evidence(answerer: Answerer, answer: Answer) -> Iterator[str]:
    for citation in answer.citations:
        yield from (citation.title, citation.publisher or "", citation.quote or "")
        yield from _days(citation.published)
        document = answerer.holdings.document(citation.doc_id)
        for statement in document.statements if document else ():
            if any(text in (citation.quote or "") for text in statement.texts.values()):
                yield from statement.texts.values()
                yield from _days(statement.as_of)
    for claim in answer.claims:
        yield from _of_claim(claim)


def _of_claim(claim: Claim) -> Iterator[str]:
    yield claim.quote
    yield from claim.attributed_to
    yield from (f"{value}" for value in (claim.value, claim.low, claim.high) if value is not None)
    yield from _days(claim.as_of)
    yield from _days(claim.published)
    if claim.period:
        yield from _days(claim.period.start)
        yield from _days(claim.period.end)


def _days(day: date | None) -> Iterator[str]:
    if day is not None:
        yield f"{day.day} {day.month} {day.year}"
