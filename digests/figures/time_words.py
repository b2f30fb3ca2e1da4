"""The words around a date that say how a figure stands to it: since, by, as of, against, in a week."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from digests.language.date_match import DateMention, back, unit_of
from digests.language.tokens import plain
from digests.model import Lang

OPENING = re.compile(r"(?:the\s+)?(?:start|beginning)\s|начал[оуе]\s|аввали\s|ибтидои\s", re.IGNORECASE)
"""A count "at the start of January" stands on its first day."""

ENDING = re.compile(r"(?:the\s+)?(?:end|close)\s|кон(?:ец|ц[еау])\s|охири\s|поёни\s", re.IGNORECASE)
"""What a time begins with that is the end of a year or a month."""

SINCE: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\bsince\s+(?:\w+\s+)?$", re.IGNORECASE),
    "ru": re.compile(r"\b(?:со?|начиная с)\s+$", re.IGNORECASE),
    "tg": re.compile(r"\bаз\s+(?:моҳи\s+|аввали\s+|рӯзи\s+|санаи\s+)?$", re.IGNORECASE),
}
"""What stands before a day from which on something is counted."""
UNTIL: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\bby\s+(?:the\s+)?(?:\w{0,4})$", re.IGNORECASE),
    "ru": re.compile(r"\bк\s+(?:\w{0,4})$", re.IGNORECASE),
    "tg": re.compile(r"(?<!\w)(?<!аз )то\s+(?:\w{0,4})$", re.IGNORECASE),
}
"""What stands before a day by which something has come about."""
UNTIL_MONTH: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\bby\s+(?:\w{0,4})$", re.IGNORECASE),
    "ru": re.compile(r"(?<!от )\b(?:к|до)\s+(?:\w{0,4})$", re.IGNORECASE),
    "tg": re.compile(r"(?<!\w)то\s+(?:моҳи\s+)?(?:\w{0,4})$", re.IGNORECASE),
}
"""What stands before a month at whose beginning something has come about."""
FORMER: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:from|was|were|previously|instead\s+of|until\s+then)\s+(?:\w+\s+)?$", re.IGNORECASE),
    "ru": re.compile(
        r"\b(?:был[аои]?|раньше|ранее|прежн\w+|вместо|против|платили|стоил[аои]?)\s+(?:\w+\s+)?$", re.IGNORECASE
    ),
    "tg": re.compile(r"\b(?:пештар|пеш\s+аз\s+ин|ба\s+ҷои|муқобили)\s+(?:\w+\s+){0,2}$", re.IGNORECASE),
}
"""What stands before a price that held until another came."""
AS_OF: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\bas\s+(?:of|at)\s+(?:the\s+)?$", re.IGNORECASE),
    "ru": re.compile(r"\bна\s+$", re.IGNORECASE),
    "tg": re.compile(r"\b(?:ба|дар)\s+ҳолати\s+(?:рӯзи\s+)?$", re.IGNORECASE),
}
"""What stands before the day of a count, and of nothing else."""
ON: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:on|for|as\s+of)\s+(?:the\s+)?$", re.IGNORECASE),
    "ru": AS_OF["ru"],
    "tg": re.compile(r"\b(?:то|дар|ҳолати)\s+(?:(?:санаи|рӯзи)\s+)?$", re.IGNORECASE),
}
"""What stands before a day on which a stock may have been counted."""
AGO = re.compile(r"ago|earlier|назад|ранее|пеш", re.IGNORECASE)
MORE_THAN = re.compile(r"(?:тар|more|less|больше|меньше|зиёд|кам)\s+(?:since|аз)\s+$", re.IGNORECASE)
"""«Зиёдтар аз соли 2023» holds one year against another."""
AGAINST: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:against|versus|compared\s+(?:with|to)|than)\s", re.IGNORECASE),
    "ru": re.compile(r"\b(?:против|по сравнению с|чем)\s", re.IGNORECASE),
    "tg": re.compile(r"\b(?:муқобили|дар муқоиса бо|нисбат ба|назар ба)\s", re.IGNORECASE),
}
"""What opens the figure that another is held against: its time is not that of the other."""
SINCE_WORDS = ("since ", "с ", "со ", "аз ")
YEAR_TOLD = 3
"""Up to this month "in a year" is told of the one that has ended."""
LAST_MONTH = 12
"""In this one it is told of the one that is about to end."""

RUNNING: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(
        r"\b(?:in|over|during|within|for)\s+(?:a|one|the)\s+(?:single\s+)?(?P<u>day|week|month|year)\b"
        r"(?!\s+(?:of|ago|from|later|after|before|ending|to|\d))",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\bза\s+(?:одн[иу]\s+|один\s+|эт[иу]\s+|этот\s+)?(?P<u>сутки|день|неделю|месяц|год)\b(?!\s+(?:до|после|с)\b)",
        re.IGNORECASE,
    ),
    "tg": re.compile(
        r"\bдар\s+(?:давоми\s+|зарфи\s+|тӯли\s+|муддати\s+)?як\s+(?:шабона)?(?P<u>рӯз|ҳафта|моҳ|сол)\b"
        r"(?!\s+(?:пеш|баъд|пас))",
        re.IGNORECASE,
    ),
}
""" "In a week", «за месяц»: a stretch that nothing dates but the day it is told."""


def _year_told(published: date) -> int | None:
    """The calendar year that "in a year" is told of about its turn."""
    if published.month == LAST_MONTH:
        return published.year
    return published.year - 1 if published.month <= YEAR_TOLD else None


def running(text: str, lang: Lang, published: date | None, stated: Sequence[DateMention]) -> Iterator[DateMention]:
    """ "418 in a week": of the week that ends on the day of publication."""
    if published is None:
        return
    for match in RUNNING[lang].finditer(text):
        if not any(mention.start < match.end() and match.start() < mention.end for mention in stated):
            unit = unit_of(plain(match["u"]))
            first = back(published, 1, unit)
            first, last = first + timedelta(days=1), published
            if unit == "year" and (told := _year_told(published)):
                first, last = date(told, 1, 1), date(told, 12, 31)
            yield DateMention(match.start(), match.end(), first, last, "relative", match.group())
