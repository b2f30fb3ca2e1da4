"""What the reader of records, its check and the fetching of links object, in the editor's language. They say it in
English, for the command line; what is not known here is shown in their words."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.context import Context
from bot.talk.words import NAMES
from digests.errors import BadInput, KhabarError
from digests.model import LANGS

TONGUE = "|".join(LANGS)
PLACE = re.compile(
    rf"(?:statement (?P<n>\d+): |(?P<headline>headline: ))?(?:figure \d+: )?(?:(?P<lang>{TONGUE}): )?(?P<what>.+)",
    re.DOTALL,
)
"""A finding: the statement or the headline, the language, what is wrong."""
KEYS = {
    r"no number can be read": "number",
    r"no date can be read": "date",
    r"no indicator of that name": "indicator",
    r"more than one fits": "several",
    r"(?:attributed_to: )?(?P<name>.+) is neither in config/names\.toml nor in config/speakers\.tsv": "speaker",
    r"\d lines are expected.*": "lines",
    r"as_of is later than the article": "later",
    r"the period begins after the article": "later",
    r"(?:publisher: )?(?P<name>.+) is not in config/sources\.toml": "publisher",
    r"topics(?:: | )is missing.*": "topics",
    r"attributed_to is missing: .*": "author",
    r".+ accuses a group: .*": "accuses",
    r"(?P<name>\S+) counts in .+, not in .+": "unit",
    r"the languages do not all say (?P<number>.+?): (?P<lacking>.+)": "unlike",
    r"the figure (?P<number>.+) does not stand in the text": "absent",
    r"'(?P<number>.+)' is no figure of the statement": "unnamed",
    r"the languages give different dates.*": "dates",
    r"(?P<name>.+) is not named in (?P<lacking>.+)": "unsaid",
    r"(?P<name>.+) has no public role and is not to be named": "private",
    r"(?P<name>.+) is not in config/names\.toml: .*": "private",
    r"opens with a word that points back \((?P<name>.+)\).*": "back",
    r"names neither event nor place nor body": "nowhere",
    r"reads as .+": "tongue",
    r"no Tajik letter .*": "tongue",
    r"Cyrillic letters": "tongue",
    r"does not end as a sentence ends": "end",
    r"straight quotation marks.*": "quotes",
    r"'(?P<name>.+)' is spelt '(?P<right>.+)' here": "spelt",
    r".+ says '.+', (?P<lacking>.+) does not": "strength",
    r"no such host": "host",
    r"timed out|took too long|costs too much work": "slow",
    r"HTTP (?P<number>\d+)": "http",
    r"not a web address": "host",
    r"not one of the kinds we read .*": "kind",
    r"holds no document": "empty",
    r"is not UTF-8 .*": "utf",
}
KNOWN = tuple((re.compile(pattern, re.DOTALL), f"desk-objects-{name}") for pattern, name in KEYS.items())


def worded(context: Context, error: KhabarError) -> str:
    """An objection in one line."""
    return finding(context, error.what if isinstance(error, BadInput) else str(error))


def finding(context: Context, said: str) -> str:
    """A finding of the check in one line: in which statement and language, and what."""
    place = PLACE.fullmatch(said)
    objection = _known(context, said) or (place and _known(context, place["what"]))
    if not place or not objection:
        return said
    where = [context.say("desk-statement", n=place["n"])] if place["n"] else []
    where += [context.say("desk-button-set-title")] if place["headline"] else []
    where += [NAMES[lang] for lang in LANGS if lang == place["lang"]]
    return ": ".join([*where, objection])


def _known(context: Context, what: str) -> str:
    for pattern, key in KNOWN:
        if found := pattern.fullmatch(what):
            return context.say(key, **{name: READ.get(name, str)(value) for name, value in found.groupdict().items()})
    return ""


def _tongues(said: str) -> str:
    """The languages in which something is lacking; all that are named, where none is said to lack it."""
    lacking = re.findall(rf"\b({TONGUE}) does not", said) or re.findall(rf"\b({TONGUE})\b", said)
    return ", ".join(NAMES[lang] for lang in LANGS if lang in lacking)


READ: dict[str, Callable[[str], str]] = {"lacking": _tongues}
