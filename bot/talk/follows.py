"""Following a figure: the button, the commands, the list of what is followed, and the words of an alert."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from telegram import Update

from bot.context import Context
from bot.people.follows import MOST, Outcome
from bot.talk.commands import rest
from bot.talk.keys import Button, Rows, clip, tap
from bot.talk.named import figure_name
from bot.talk.words import escape, say
from digests.model import Lang, Move, Page
from digests.say.moves import BACK, move_pages
from digests.say.pages import LIMIT, units

NAME = 40  # UTF-16 units of a figure's name on a button
ALERT_BUTTONS = 20  # figures of an alert that have their buttons
SAID: Mapping[Outcome, str] = {"followed": "follow-followed", "already": "follow-already", "full": "follow-full"}


def button(context: Context, indicator: str) -> Button:
    """Follow, or stop following."""
    on = context.house.follows.has(context.chat, indicator)
    return tap(
        context.say("button-unfollow" if on else "button-follow"), f"{'unfollow' if on else 'follow'}:{indicator}"
    )


async def follow(update: Update, context: Context) -> None:
    """/follow: what is followed; `/follow погибшие` follows a figure."""
    from bot.talk import figures  # noqa: PLC0415 - the two talk about each other
    from bot.talk.languages import choose_language  # noqa: PLC0415

    if context.stranger:
        return choose_language(context)
    if not rest(update):
        return await followed_panel(context, 0, "list")
    one = await figures.meant(update, context)
    return await follow_chosen(context, 0, one) if one else None


async def unfollow(update: Update, context: Context) -> None:
    """/unfollow: what is followed; `/unfollow погибшие` stops following a figure."""
    from bot.talk import figures  # noqa: PLC0415 - the two talk about each other

    one = await figures.meant(update, context) if rest(update) else None
    if one:
        return await unfollow_chosen(context, 0, one)
    return None if rest(update) else await followed_panel(context, 0, "list")


async def follow_chosen(context: Context, _: int, indicator: str) -> None:
    """From now on its changes are told. What the chat knows of it is what stands now."""
    names = dict(await context.house.desk.indicators(context.lang))
    if indicator not in names:
        return context.tell("figure-gone")
    stand = await context.house.desk.stand(indicator)
    outcome = context.house.follows.follow(context.chat, indicator, stand.written())
    below = [[button(context, indicator)], [tap(context.say("button-follows"), "follows:list")]]
    return context.tell(SAID[outcome], below, name=names[indicator], most=MOST)


async def unfollow_chosen(context: Context, _: int, indicator: str) -> None:
    """Its changes are told no more. A figure that is no longer held can be left as well."""
    was = context.house.follows.unfollow(context.chat, indicator)
    below = [[button(context, indicator)], [tap(context.say("button-follows"), "follows:list")]]
    name = figure_name(indicator, context.lang)
    return context.tell("unfollowed" if was else "not-followed", below, name=name)


async def followed_panel(context: Context, message_id: int, _: str) -> None:
    """What is followed, with current values, and a way to stop each; in place of the message that led here."""
    mine = set(context.house.follows.of(context.chat))
    held = [one for one, _ in await context.house.desk.indicators(context.lang) if one in mine]
    more = [tap(context.say("button-themes"), "figs:all"), tap(context.say("button-settings"), "set:main")]
    if not mine:
        return context.rewrite(message_id, escape(context.say("follows-none")), [more])
    pages = await context.house.desk.figure_lines(held, context.lang)
    intro = escape(context.say("follows-intro", count=len(mine)))
    order = [*held, *sorted(mine - set(held))]
    below = [*(figure_row(context.lang, one, figure_name(one, context.lang)) for one in order), more]
    html = "\n\n".join([intro, *(page.html for page in pages[:1])])
    return context.rewrite(message_id, html, below)


def figure_row(lang: Lang, indicator: str, name: str) -> list[Button]:
    """The card, and the way to hear no more of it."""
    return [tap(clip(name, NAME), f"fig:{indicator}"), tap(say(lang, "button-unfollow"), f"unfollow:{indicator}")]


def alert(moves: Sequence[Move], lang: Lang) -> tuple[list[str], Rows]:
    """The message or messages that tell of `moves`, as HTML, and the buttons below the last."""
    back = all(move.kind in BACK for move in moves)
    head = say(lang, "alert-correction" if back else "alert-head", count=len(moves))
    named = [(move.view.indicator.id, move.view.indicator.names[lang]) for move in moves[:ALERT_BUTTONS]]
    if len(named) == 1:  # its name stands above
        named = [(named[0][0], say(lang, "button-card"))]
    return headed(head, move_pages(moves, lang)), [figure_row(lang, one, name) for one, name in named]


def headed(head: str, pages: Sequence[Page]) -> list[str]:
    """The pages as HTML below a line of ours: on the first, or before it where that is full."""
    first, *rest = pages
    if units(first.text) + units(head) + 2 <= LIMIT:
        return [f"{escape(head)}\n\n{first.html}", *(page.html for page in rest)]
    return [escape(head), *(page.html for page in pages)]
