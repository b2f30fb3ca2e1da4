"""Replies to what the bot said: "source?", "more about 2", "and injured?".

What is replied to is known from the message itself, which Telegram sends along: its buttons, which this bot has
signed, say which edition or figure it is, its text which sources it cites. So nothing has to be remembered, and a
reply after a restart is understood as well.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, cast

from telegram import Message, Update

from bot.context import Context
from bot.talk import digest, figures
from bot.talk.keys import tap
from bot.talk.words import escape
from config import REPLIES
from digests import tables
from digests.answers.understand import lexis
from digests.editions.issue import issue_of
from digests.errors import BadInput
from digests.figures.lexicon import Lexicon
from digests.language.dates import find_dates
from digests.language.fold import iter_words
from digests.model import LANGS, Cadence, Lang
from digests.say.digest import cited_pages
from digests.say.locale import load as load_locale
from digests.say.pages import LIMIT, Line, paginate, strip

Wish = Literal["source", "more", "chart", "history"]
WISHES: tuple[Wish, ...] = ("chart", "history", "more", "source")

LEANT_ON = 200  # characters of an answer that a follow-up may lean on
DRAWN = {"chart": "chart", "history": "hist"}  # wish → the button that stands for it
WEEK = timedelta(days=6)
NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
MARK = re.compile(r"\[(\d{1,2})\]")


@dataclass(frozen=True, slots=True)
class About:
    """What a message of ours tells: an edition, a figure, or neither; and its lines as HTML, links alone kept."""

    edition: tuple[Cadence, date] | None
    indicator: str | None
    lines: tuple[str, ...]

    def cited(self) -> Mapping[int, list[str]]:
        """Source number → the lines that say what it is or quote it."""
        found: dict[int, list[str]] = {}
        for line in self.lines:
            if opening := MARK.match(strip(line)) or in_words().match(strip(line)):
                for number in numbers(opening[0]):
                    found.setdefault(number, []).append(line)
        return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reply wishes of a message, and of which of the numbers in it."""

    wish: Wish
    number: int | None = field(default=None)


@functools.cache
def in_words() -> re.Pattern[str]:
    """How a text for a screen reader names the numbers of sources."""
    written = (load_locale(lang).say("plain-source", n="0", count=count) for lang in LANGS for count in (1, 2))
    return re.compile("|".join(re.escape(each).replace("0", r"[\d, ]+") for each in written))


def numbers(line: str) -> set[int]:
    """The numbers of the sources that a line names."""
    marked = [*(found[0] for found in MARK.finditer(line)), *(found[0] for found in in_words().finditer(line))]
    return {int(number) for mark in marked for number in re.findall(r"\d{1,2}", mark)}


@functools.cache
def lexicon(lang: Lang) -> Lexicon:
    """The cues of `config/replies.toml`. Raises BadInput naming the place of a wrong one."""
    table = tables.read(REPLIES)
    try:
        return Lexicon(lang, {wish: table[wish][lang] for wish in WISHES})
    except KeyError as error:
        raise BadInput("is missing", path=REPLIES, place=f"{error.args[0]}") from None
    except ValueError as error:
        raise BadInput(f"no cue: {error}", path=REPLIES) from None


def wanted(text: str) -> Wanted | None:
    """What a short reply wishes, in whichever language; a number alone wishes more of it."""
    number = NUMBER.search(text)
    told = int(number[1]) if number else None
    words = [word.folded for word in iter_words(NUMBER.sub(" ", text, count=1))]
    if told is not None and not words:
        return Wanted("more", told)
    wish, others = wish_of(words)
    return Wanted(wish, told) if wish and not others else None  # what says something else as well is a question


def wish_of(words: Sequence[str]) -> tuple[Wish | None, list[str]]:
    """What folded words wish, in whichever language, and those of them that say something else."""
    hits = [hit for lang in LANGS for hit in lexicon(lang).hits(words)]
    said = {n for hit in hits for n in range(hit.first, hit.last + 1)}
    small = frozenset().union(*(lexis.load(lang).small for lang in LANGS))
    wish = next((wish for wish in WISHES if wish in {hit.concept for hit in hits}), None)
    return wish, [word for n, word in enumerate(words) if n not in said and word not in small]


def about(update: Update, context: Context) -> About | None:
    """What the message of ours is that `update` replies to."""
    replied = update.message.reply_to_message if update.message else None
    if not isinstance(replied, Message) or replied.from_user is None or not replied.text:
        return None
    if replied.from_user.id != context.bot.id:
        return None
    borne = dict(data.split(":", 1) for data in buttons(context, replied) if ":" in data)
    edition = edition_of(borne) or titled(replied.text, context)
    indicator = borne.get("chart") or (borne.get("fig") if edition else None)
    return About(edition, indicator, tuple(replied.text_html.split("\n")))


def buttons(context: Context, replied: Message) -> Iterator[str]:
    """What the buttons under a message say that this bot signed for the chat or for everybody; the first of a kind
    last, so that it counts."""
    callbacks = context.house.callbacks
    rows = replied.reply_markup.inline_keyboard if replied.reply_markup else ()
    for button in reversed([button for row in rows for button in row]):
        data = str(button.callback_data or "")
        said = callbacks.verify(context.chat, data) or callbacks.verify_shared(data)
        if said is not None:
            yield said


def edition_of(borne: Mapping[str, str]) -> tuple[Cadence, date] | None:
    """The edition to whose rest or sources the buttons lead."""
    value = borne.get("more") or borne.get("from")
    cadence, _, day = (value or "").partition(":")
    return (cast(Cadence, cadence), date.fromisoformat(day)) if day else None


def titled(text: str, context: Context) -> tuple[Cadence, date] | None:
    """The edition whose title stands above the text: its day, or the last of its week."""
    title = text.split("\n", 1)[0]
    for lang in LANGS:
        if title.startswith(load_locale(lang).say("digest-title", period="")):
            spans = [one for one in find_dates(title, lang, context.house.today()) if one.first and one.last]
            first = min((one.first for one in spans if one.first), default=None)
            last = max((one.last for one in spans if one.last), default=None)
            if first and last and last - first in {timedelta(0), WEEK}:
                return ("weekly" if last > first else "daily", last)
    return None


async def answered(context: Context, told: About, text: str) -> bool:
    """Whether `text` wished something of the message, and got it."""
    wish = wanted(text)
    if wish is None:
        return False
    if wish.wish in DRAWN:
        return await drawn(context, wish.wish, told.indicator)
    if told.edition is not None:
        await of_edition(context, told.edition, wish)
    elif wish.number is not None or (told.indicator is None and told.cited()):
        of_sources(context, told, wish.number)
    elif told.indicator is not None:  # its card says who stated what, when, and where it stands
        await figures.figure_chosen(context, 0, told.indicator)
    else:
        return False
    return True


async def named(context: Context, text: str) -> bool:
    """Whether `text` asked for a chart or a history by the name of its figure, or of the one just spoken of; or for a
    source alone."""
    wish, others = wish_of([word.folded for word in iter_words(text)])
    if wish == "source" and not others:
        return await of_nothing(context)
    if wish not in DRAWN:
        return False
    if not others:
        return await drawn(context, wish, (context.remembered() or {}).get("indicator"))
    found = await figures.sought(context, " ".join(others))
    if len(found) == 1:
        return await drawn(context, wish, found[0].indicator)
    if found:
        ids = [one.indicator for one in found]
        await figures.listed(context, 0, ids, [f"{DRAWN[wish]}:{one}" for one in ids])
    return bool(found)


async def of_nothing(context: Context) -> bool:
    """ "Source?" in reply to nothing: of the figure just spoken of; where nothing was, it is said how to ask for it."""
    memory = context.remembered()
    indicator = (memory or {}).get("indicator")
    if indicator in dict(await context.house.desk.indicators(context.lang)):
        await figures.figure_chosen(context, 0, str(indicator))
        return True
    if memory:
        return False  # a text was spoken of: what answers questions knows which
    ways = [[tap(context.say("button-sources"), "go:sources"), tap(context.say("button-figures"), "go:figures")]]
    context.tell("reply-to-what", ways)
    return True


async def drawn(context: Context, wish: str, indicator: str | None) -> bool:
    """The chart of a figure, or all that was said of it before."""
    if indicator not in dict(await context.house.desk.indicators(context.lang)):
        return False
    await (figures.chart_chosen if wish == "chart" else figures.history_chosen)(context, 0, str(indicator))
    return True


async def of_edition(context: Context, edition: tuple[Cadence, date], wish: Wanted) -> None:
    cadence, day = edition
    if wish.number is None:
        return await digest.rest_of(context, f"{cadence}:{day}", "sources" if wish.wish == "source" else "more")
    taste = context.reader.taste
    suited = await context.house.desk.suited(issue_of(cadence, day), taste)
    pages = cited_pages(suited, wish.number, links=taste.links is True)
    if not pages:
        return context.tell("reply-no-number", number=wish.number)
    return context.reply_pages(pages)


def of_sources(context: Context, told: About, number: int | None) -> None:
    """The lines of the message that tell of its sources, or of one of them; first what it bears out."""
    cited = told.cited()
    if number is not None and number not in cited:
        return context.tell("reply-no-number", number=number)
    lines = [line for n, those in cited.items() if number in {None, n} for line in those]
    if number is not None:
        lines = [line for line in told.lines if number in numbers(strip(line)) and line not in lines] + lines
    head = Line(escape(context.say("reply-sources")), keep=True)
    return context.reply_pages(paginate([head, *map(Line, lines)], limit=LIMIT))


async def memory(context: Context, told: About) -> Mapping[str, str]:
    """What a question in a reply may lean on."""
    names = dict(await context.house.desk.indicators(context.lang))
    if told.indicator in names:
        indicator = str(told.indicator)
        return {"lang": context.lang, "words": names[indicator], "kind": "figure", "indicator": indicator}
    return {"lang": context.lang, "words": strip(told.lines[0])[:LEANT_ON]}
