"""The chat page's own texts: `bot-page-…` of the locales, and how a day and a month are written in each language."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Any

from digests.model import LANGS, Lang
from digests.say.figures import say_date, say_months
from digests.say.locale import load

PAGE_WORDS = (
    # the frame
    "title note people clock controls language theme offline failed hour hour-what morning morning-what day day-what "
    "to to-what hour-of-day go passing passed days month-before month-after news-day news-day-key weekdays "
    "weekdays-short anew anew-what anew-go anew-done fresh close understood bot-says "
    "troubles troubles-what trouble-there trouble-none trouble-flood trouble-flood-what trouble-down trouble-down-what "
    "trouble-photos trouble-photos-what trouble-topics trouble-topics-what trouble-blocked trouble-blocked-what "
    # a phone
    "chats kind-bot kind-group kind-forum kind-channel unread topic general closed messages empty newest typing "
    "channel-mute phone-menu phone-language phone-zone bot-zone block block-what unblock unblock-what bot-admin "
    "bot-member bot-out start "
    # writing
    "write send menu attach attach-photo attach-file attach-post attach-post-what attach-inline "
    "post-channel post-sample post-from post-text cancel answering editing searching nothing-found share-where "
    "forward-where invite-where "
    # a message
    "message message-menu reply forward edit copy copied copy-failed key-copy key-share forwarded-from in-answer more "
    "less spoiler edited silent photo document contact location voice sticker joined left topic-made topic-closed "
    "topic-opened moved group-made pinned"
).split()
PLACES = ("n", "name", "time", "day", "zone")
"""What the page itself puts into a text."""
YEAR, DAY = 2024, 15  # of the dates that the patterns are made of


def page_words() -> dict[Lang, dict[str, Any]]:
    """Every text by language and name; `dates` and `month-titles` are lists with a pattern for each month."""
    return {lang: _texts(lang) for lang in LANGS}


def _texts(lang: Lang) -> dict[str, Any]:
    kept = {place: f"{{{place}}}" for place in PLACES}
    texts: dict[str, Any] = {name: load(lang).say(f"bot-page-{name}", **kept) for name in PAGE_WORDS}
    texts["home"] = load(lang).say("bot-zone-dushanbe")
    texts["dates"] = [_pattern(say_date(date(YEAR, month, DAY), lang)) for month in range(1, 13)]
    texts["month-titles"] = [_pattern(_title(month, lang)) for month in range(1, 13)]
    return texts


def _title(month: int, lang: Lang) -> str:
    last = calendar.monthrange(YEAR, month)[1]
    return say_months(date(YEAR, month, 1), date(YEAR, month, last), lang)


def _pattern(text: str) -> str:
    return re.sub(rf"\b{DAY}\b", "{day}", text.replace(str(YEAR), "{year}"))
