"""The panels in which one thing is chosen: by a tap, or by what is typed while they are open (`typed`)."""

from __future__ import annotations

from datetime import timedelta

from bot.people.hours import MOST_HOURS
from bot.talk import zones
from bot.talk.keys import Button, Rows, clip, rows, tap
from bot.talk.rhythms import View, hour, paused, quiet
from bot.talk.rhythms import days as said_days
from bot.talk.rhythms import hours as said_hours
from bot.talk.wishes import LONGEST_WORD, MOST_WORDS, WEEKEND, WORKDAYS, mark
from bot.talk.words import NAMES, capital
from digests.model import LANGS, TOPICS
from digests.say.plain import CHOSEN

FIRST_CITIES = 12
OFFSETS = (-5, -4, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
"""Hours from UTC that have a button: where those live who read of Tajik migrants."""
QUIET = ((22, 7), (23, 6), (21, 8), (0, 6))
PAUSES = ("3", "7", "14", "end")


def wish(view: View, label: str, change: str) -> Button:
    """A button that changes one field: `change` is FIELD:VALUE."""
    return tap(view.say(f"button-{label}"), f"wish:{change}")


def back(view: View, to: str = "main") -> list[Button]:
    return [tap(view.say("button-back"), f"set:{to}")]


def ticked(label: str, data: str, holds: bool) -> Button:
    """A button that shows whether it is chosen; for who hears the screen `Context.keyboard` says it in a word."""
    return tap(f"{CHOSEN}{label}" if holds else label, data)


def chosen(view: View, key: str, change: str, holds: bool) -> Button:
    """One of several that exclude each other."""
    return ticked(view.say(key), f"wish:{change}", holds)


def toggle(label: str, field: str, value: str, holds: bool) -> Button:
    """One of several of which any may hold."""
    return ticked(label, f"wish:{field}:{'-' if holds else '+'}{value}", holds)


def hours(view: View) -> tuple[str, Rows]:
    """One hour in the place of what holds; who has several, or wants them, takes and drops them one by one."""
    if len(view.reader.hours) > 1:
        return several(view)
    buttons = [ticked(hour(at), f"wish:hours:{at}", at in view.reader.hours) for at in range(24)]
    more = [tap(view.say("button-several"), "set:several")]
    return view.say("ask-hour"), [*rows(buttons, 3), more, back(view, "when")]


def several(view: View) -> tuple[str, Rows]:
    buttons = [toggle(hour(at), "hours", str(at), at in view.reader.hours) for at in range(24)]
    text = view.say("ask-hours", hours=said_hours(view), most=MOST_HOURS)
    return text, [*rows(buttons, 3), back(view, "when")]


def days(view: View) -> tuple[str, Rows]:
    groups = {"all": frozenset[int](), "work": WORKDAYS, "rest": WEEKEND}
    first = [chosen(view, f"button-days-{name}", f"days:{name}", view.reader.days == of) for name, of in groups.items()]
    each = [toggle(view.say(f"weekday-{day}"), "days", str(day), day in view.reader.days) for day in range(7)]
    return view.say("ask-days", days=said_days(view)), [*rows([*first, *each], 2), back(view, "when")]


def zone(view: View) -> tuple[str, Rows]:
    cities = rows([city_button(view, name) for name in list(zones.CITIES)[:FIRST_CITIES]], 2)
    return view.say("ask-zone", zone=view.zone), [
        *cities, [tap(view.say("button-places"), "set:places")], back(view, "when"),
    ]  # fmt: skip


def places(view: View) -> tuple[str, Rows]:
    """The other cities, and differences from UTC for who lives in none of them."""
    cities = [city_button(view, name) for name in list(zones.CITIES)[FIRST_CITIES:]]
    return view.say("ask-zone", zone=view.zone), [*rows(cities, 2), *rows(offset_buttons(), 3), back(view, "zone")]


def city_button(view: View, name: str) -> Button:
    return tap(view.say(f"zone-{name}"), f"wish:zone:{zones.CITIES[name]}")


def offset_buttons() -> list[Button]:
    found = [zones.offset(f"UTC{ahead:+d}") or zones.UTC for ahead in OFFSETS]
    return [
        tap(zones.difference(timedelta(hours=n)), f"wish:zone:{zone}") for n, zone in zip(OFFSETS, found, strict=True)
    ]


def near_rows(view: View, found: list[tuple[str, str]]) -> Rows:
    """Places that may be meant by a name that is none, each with the zone that it is in."""
    buttons = []
    for name, zone in found:
        of = zones.name_of(zone, view.lang)
        label = name if name == of else view.say("button-zone-of", city=name, zone=of)
        buttons.append(tap(clip(label, 60), f"wish:zone:{zone}"))
    return rows(buttons, 1)


def quiet_hours(view: View) -> tuple[str, Rows]:
    none = chosen(view, "button-quiet-off", "quiet:off", view.reader.quiet is None)
    spans = [
        ticked(f"{hour(start)}–{hour(end)}", f"wish:quiet:{start}-{end}", view.reader.quiet == (start, end))
        for start, end in QUIET
    ]
    return f"{quiet(view)}\n\n{view.say('ask-quiet')}", [[none], *rows(spans, 2), back(view, "when")]


def pause(view: View) -> tuple[str, Rows]:
    spans = [wish(view, f"pause-{span}", f"pause:{span}") for span in PAUSES]
    resume = [[wish(view, "resume", "pause:off")]] if view.paused else []
    return f"{paused(view)}\n\n{view.say('ask-pause')}", [*rows(spans, 2), *resume, back(view, "when")]


def topics(view: View) -> tuple[str, Rows]:
    chosen_topics = view.reader.topics
    each = [toggle(capital(view.say(f"topic-{topic}")), "topics", topic, topic in chosen_topics) for topic in TOPICS]
    every = chosen(view, "button-topics-all", "topics:none", not chosen_topics)
    names = ", ".join(view.say(f"topic-{topic}") for topic in TOPICS if topic in chosen_topics)
    now = view.say("panel-topics", topics=names or view.say("all-topics"))
    return f"{now}\n\n{view.say('ask-topics')}", [[every], *rows(each, 2), back(view, "what")]


def read_languages(view: View) -> str:
    """Which languages beside their own the reader reads, in a sentence."""
    if not view.reader.reads:
        return view.say("reads-any")
    others = ", ".join(NAMES[lang] for lang in LANGS if lang in view.reader.reads - {view.lang})
    return view.say("reads-set", languages=others) if others else view.say("reads-own")


def reads(view: View) -> tuple[str, Rows]:
    chosen_langs = view.reader.reads
    first = [
        chosen(view, "button-reads-any", "reads:any", not chosen_langs),
        chosen(view, "button-reads-own", "reads:own", chosen_langs == {view.lang}),
    ]
    others = [toggle(NAMES[lang], "reads", lang, lang in chosen_langs) for lang in LANGS if lang != view.lang]
    return f"{read_languages(view)}\n\n{view.say('ask-reads')}", [*rows([*first, *others], 2), back(view, "what")]


def quoted(view: View) -> str:
    return ", ".join(view.say("quoted", word=word) for word in view.reader.without)


def without(view: View) -> tuple[str, Rows]:
    """The words that are left out, each with a button that takes it off the list."""
    words = view.reader.without
    each = [tap(view.say("button-without-drop", word=word), f"wish:without:-#{mark(word)}") for word in words]
    now = view.say("without-set", words=quoted(view)) if words else view.say("without-none")
    ask = view.say("ask-without", most=MOST_WORDS, longest=LONGEST_WORD)
    return f"{now}\n\n{ask}", [*rows(each, 1), back(view, "what")]


def language(view: View) -> tuple[str, Rows]:
    each = [ticked(NAMES[lang], f"wish:lang:{lang}", lang == view.lang) for lang in LANGS]
    return view.say("choose-language"), [each, back(view, "what")]
