"""For editors on the allow-list: what waits for review, with a button for each decision.

To everybody else the command does not exist. Corrections and retractions need words: `khabar review` makes them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from telegram import Update

from bot.context import Context
from bot.desk import Decision
from bot.people.editors import is_editor
from bot.people.unanswered import OTHER
from bot.talk.keys import clip, tap
from bot.talk.others import unknown
from bot.talk.words import escape
from digests import publishers
from digests.model import Claim
from digests.say.foreign import inert
from digests.say.pages import link
from digests.say.phrases import say_claim
from digests.say.queue import say_effect

if TYPE_CHECKING:
    from digests.figures.queue import Waiting

SHOWN = 5  # claims at once, a message each
DECISIONS: dict[Decision, str] = {"approve": "held-approved", "reject": "held-rejected"}


def may(context: Context) -> bool:
    """Whether this is a private chat with an editor."""
    return context.chat > 0 and is_editor(context.chat, context.house.editors)


async def held(update: Update, context: Context) -> None:
    """/held: of what is asked in vain, how many items of sources wait, how many claims, and the first of these."""
    if not may(context):
        return await unknown(update, context)
    if lines := in_vain(context):
        context.reply(escape("\n".join(lines)))
    if items := await context.house.desk.items_waiting():
        context.reply(escape(context.say("held-items", count=items)))
    waiting = await context.house.desk.held()
    if not waiting:
        return context.tell("held-none")
    context.reply(escape(context.say("held-intro", count=len(waiting))))
    return show(context, waiting)


def in_vain(context: Context) -> list[str]:
    """What readers asked about and were refused, in the newest month that has counts to be seen."""
    month, counts = next(iter(context.house.unanswered.seen().items()), ("", {}))
    if not counts:
        return []
    said = [context.say("held-vain", month=f"{month[5:]}.{month[:4]}")]
    for topic, n in counts.items():
        name = context.say("held-vain-other" if topic == OTHER else f"topic-{topic}")
        said.append(context.say("held-vain-topic", topic=name, count=n))
    return said


def show(context: Context, waiting: Sequence[Waiting]) -> None:
    """The first few of `waiting`; the last of them has the way to the rest, so that nothing waits unseen."""
    for n, each in enumerate(waiting[:SHOWN], 1):
        rows = [[tap(context.say(f"button-{action}"), f"held:{action}:{short(each.claim)}") for action in DECISIONS]]
        if n == SHOWN and len(waiting) > SHOWN:
            rows.append([tap(context.say("button-more"), f"held:more:{short(each.claim)}")])
        context.reply(described(context, each), rows)


def described(context: Context, waiting: Waiting) -> str:
    """The claim as its text words it, what was read from it, where it stands, why it waits and what approving it would
    change, as HTML."""
    claim, effect = waiting.claim, waiting.effect()
    source = " · ".join(part for part in (claim.publisher, claim.doc_id) if part)
    return "\n".join(
        (
            escape(f"{claim.indicator}: {say_claim(claim, context.lang)}"),
            escape(inert(clip(claim.quote, 500))),
            link(source, waiting.url if publishers.load().link_is_safe(claim.publisher, waiting.url) else None),
            escape(waiting.why[context.lang]),
            escape(say_effect(effect.kind, claim, effect.beside, context.lang)),
        )
    )


def short(claim: Claim) -> str:
    """The claim's id as callback data can hold it."""
    return hashlib.sha256(claim.id.encode()).hexdigest()[:16]


async def decided(context: Context, message_id: int, value: str) -> None:
    """A decision, put into the trail with the time of the clock; or the claims that wait behind this one."""
    action, name = value.split(":")
    waiting = await context.house.desk.held() if may(context) else ()
    place = next((n for n, one in enumerate(waiting) if short(one.claim) == name), None)
    if action == "more" and waiting:  # where it was decided already the rest begins anew
        return show(context, waiting[0 if place is None else place + 1 :])
    if place is None:
        return context.retell(message_id, "held-gone")
    text = f"{described(context, waiting[place])}\n\n{escape(context.say(DECISIONS[cast(Decision, action)]))}"
    await context.house.desk.decide(waiting[place].claim, cast(Decision, action))
    return context.rewrite(message_id, text)
