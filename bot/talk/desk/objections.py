"""What the reader of records, its check and the fetching of links object, in the editor's language."""

from __future__ import annotations

from bot.context import Context
from bot.talk.keys import clip
from bot.talk.words import NAMES, has, say
from digests.check.finding import Finding
from digests.errors import BadInput, KhabarError
from digests.model import LANGS, Lang
from digests.objections import HEADLINE, WHOLE, Kind, Objection, Value

LONGEST = 200  # characters of a value that are repeated


def worded(context: Context, error: KhabarError) -> str:
    """An error in one line; of a file also where in it."""
    place = error.place if isinstance(error, BadInput) and error.path is not None else None
    if error.objection is not None:
        return placed(error.objection, context.lang, place)
    return error.what if isinstance(error, BadInput) else str(error)


def finding(context: Context, found: Finding) -> str:
    """A finding of the check in one line: in which statement and language, and what."""
    return placed(found.what, context.lang, found.place) if isinstance(found.what, Objection) else str(found)


def placed(objection: Objection, lang: Lang, place: object = None) -> str:
    """An objection behind its place: part, figure, language; or what a file calls that place."""
    where = [part_of(lang, objection.part, place)]
    where += [say(lang, "desk-at-figure", n=str(objection.figure))] if objection.figure is not None else []
    where += [NAMES[each] for each in LANGS if each == objection.lang]
    return ": ".join([*filter(None, where), in_words(objection, lang)])


def part_of(lang: Lang, part: int | None, place: object) -> str:
    """The statement, the headline, a field of the record or a line; else the place as it is called."""
    if part is not None:
        return say(lang, "desk-button-set-title") if part == HEADLINE else say(lang, "desk-statement", n=str(part))
    if isinstance(place, int):
        return say(lang, "desk-at-line", n=str(place))
    field = f"desk-button-set-{place}"
    return say(lang, field) if has(lang, field) else str(place or "")


def in_words(objection: Objection, lang: Lang) -> str:
    """What is wrong, without its place."""
    return say(lang, key_of(objection.kind), **{name: _said(value) for name, value in objection.values.items()})


def kept_in_words(said: str, lang: Lang) -> str:
    """What was kept as the English of the command line; as it came where its kind is not known by that alone."""
    kind = WHOLE.get(said)
    return in_words(Objection(kind), lang).removesuffix(".") if kind else said


def key_of(kind: Kind) -> str:
    return f"desk-objects-{kind.name.lower().replace('_', '-')}"


def _said(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(NAMES[lang] for lang in LANGS if lang in value)
    return clip(str(value), LONGEST)
