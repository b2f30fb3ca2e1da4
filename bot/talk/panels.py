"""The settings as one message: a short summary, and behind four buttons the panels When, What, How and Privacy.

A panel is plain text and rows of buttons, made of the settings alone. `set:NAME` opens one, `wish:FIELD:VALUE` changes
a field; what stands in a panel says in words what holds, so that no sign has to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.talk import choices
from bot.talk.choices import back, chosen, wish
from bot.talk.keys import Button, Rows, rows, tap
from bot.talk.rhythms import View, coming, quiet
from bot.talk.wishes import CADENCES
from digests.model import TOPICS

Panel = Callable[[View], tuple[str, Rows]]


def main(view: View) -> tuple[str, Rows]:
    """The summary, and the ways on."""
    reader = view.reader
    what = [line for line in (topics(view), reads(view), without(view)) if line]
    parts = [coming(view), quiet(view) if reader.quiet else "", "\n".join(what), " ".join(differences(view))]
    if reader.links:
        parts.append(links(view))
    turn = wish(view, "unsubscribe", "active:off") if reader.active else wish(view, "subscribe", "active:on")
    groups = [tap(view.say(f"button-panel-{name}"), f"set:{name}") for name in ("when", "what", "how", "privacy")]
    last = [turn, pause_button(view)] if reader.active else [turn]
    buttons = [*groups, *last]
    return "\n\n".join(part for part in parts if part), [
        *rows(buttons, 2), [tap(view.say("button-digest"), "go:digest")],
    ]  # fmt: skip


def pause_button(view: View) -> Button:
    return wish(view, "resume", "pause:off") if view.paused else tap(view.say("button-pause"), "set:pause")


def when(view: View) -> tuple[str, Rows]:
    """Cadence, hours, days, zone, quiet hours, days without news, a pause."""
    reader = view.reader
    cadences = [chosen(view, f"button-{each}", f"cadence:{each}", each == reader.cadence) for each in CADENCES]
    opens = ["hours", *(["days"] if reader.cadence != "weekly" else []), "zone", "quiet"]
    empty = wish(view, "always-off", "always:off") if reader.always else wish(view, "always-on", "always:on")
    text = "\n\n".join((coming(view), quiet(view), always(view)))
    buttons = [tap(view.say(f"button-{name}"), f"set:{name}") for name in opens]
    return text, [*rows([*cadences, *buttons, pause_button(view)], 2), [empty], back(view)]


def what(view: View) -> tuple[str, Rows]:
    """Topics, languages, words left out, figures followed."""
    opens = ("topics", "reads", "without", "language")
    buttons = [tap(view.say(f"button-{name}"), f"set:{name}") for name in opens]
    followed = tap(view.say("button-follows"), "follows:list")
    lines = (topics(view), choices.read_languages(view), without(view) or view.say("without-none"))
    return "\n\n".join(lines), [*rows(buttons, 2), [followed], back(view)]


def how(view: View) -> tuple[str, Rows]:
    """Sound, length, charts, plain text: what holds in sentences, on the buttons what would hold then."""
    reader = view.reader
    lines = [
        view.say("silent-on" if reader.silent else "silent-off"),
        view.say("brief-on" if reader.brief else "brief-off"),
        view.say("charts-on" if reader.charts else "charts-off"),
        view.say("plain-on" if reader.plain else "plain-off"),
    ]
    buttons = [
        wish(view, f"{name}-{turn}", f"{name}:{turn}")
        for name in ("silent", "brief", "charts", "plain")
        for turn in ("off" if getattr(reader, name) else "on",)
    ]
    return "\n".join(lines), [*rows(buttons, 1), back(view)]


def privacy(view: View) -> tuple[str, Rows]:
    """Links and what they can mean for a reader; what is kept, and its erasure."""
    turn = wish(view, "links-off", "links:off") if view.reader.links else wish(view, "links-on", "links:on")
    ways = [tap(view.say(f"button-{name}"), f"go:{name}") for name in ("privacy", "mydata", "forget")]
    return f"{links(view)}\n\n{view.say('links-risk')}", [[turn], *rows(ways, 1), back(view)]


def topics(view: View) -> str:
    names = ", ".join(view.say(f"topic-{topic}") for topic in TOPICS if topic in view.reader.topics)
    return view.say("panel-topics", topics=names or view.say("all-topics"))


def reads(view: View) -> str:
    return choices.read_languages(view) if view.reader.reads else ""


def without(view: View) -> str:
    return view.say("without-set", words=choices.quoted(view)) if view.reader.without else ""


def links(view: View) -> str:
    return view.say("panel-links", links="on" if view.reader.links else "auto")


def always(view: View) -> str:
    return view.say("panel-always", always="on" if view.reader.always else "off")


def differences(view: View) -> list[str]:
    """What is not as it is for most."""
    reader = view.reader
    told = {
        "silent-on": reader.silent, "brief-on": reader.brief, "charts-off": not reader.charts, "plain-on": reader.plain,
    }  # fmt: skip
    return [view.say(key) for key, holds in told.items() if holds]


PANELS: Mapping[str, Panel] = {
    "main": main, "when": when, "what": what, "how": how, "privacy": privacy,
    "hours": choices.hours, "several": choices.several, "days": choices.days, "zone": choices.zone,
    "places": choices.places, "quiet": choices.quiet_hours, "pause": choices.pause, "topics": choices.topics,
    "reads": choices.reads, "without": choices.without, "language": choices.language,
}  # fmt: skip
"""Name → panel."""

AFTER: Mapping[str, str] = {
    "active": "main", "lang": "main", "hours": "when", "zone": "when", "quiet": "when", "pause": "when",
    "cadence": "when", "always": "when", "days": "days", "topics": "topics", "reads": "reads", "without": "without",
    "silent": "how", "brief": "how", "charts": "how", "plain": "how", "links": "privacy",
}  # fmt: skip
"""Field → the panel that is shown once it was changed."""

NAMED: Mapping[str, str] = {**AFTER, "hours": "hours", "zone": "zone", "quiet": "quiet", "pause": "pause",
                            "lang": "language"}  # fmt: skip
"""Field → the panel in which it is chosen."""


def after(field: str, value: str) -> str:
    """The panel that follows a change: one more hour, or one less, leaves the reader among the hours."""
    return "several" if field == "hours" and value[:1] in {"+", "-"} else AFTER[field]
