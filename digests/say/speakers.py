"""Who said it, in the reader's language: people with their role, bodies by their usual name, the rest by the table.

Publishers and titles are shown as published; a speaker that nobody has named in the other languages stays as it is.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import config
from digests import publishers
from digests.errors import BadInput
from digests.language import names
from digests.model import LANGS, Lang, Texts

SEPARATOR = ", "
YEARS = re.compile(r"\s*\([^)]*\d{4}[^)]*\)")
"""The years of an office, which the table of names notes for editors."""


@functools.cache
def load(path: Path = config.SPEAKERS) -> Mapping[str, Texts]:
    """The table of speakers without a name of their own, by the English words. Raises BadInput naming the line."""
    table: dict[str, Texts] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
            if any(not row.get(lang) for lang in LANGS) or None in row:
                raise BadInput("a speaker needs en, ru and tg", path=path, place=number)
            table[row["en"].casefold()] = {lang: row[lang] for lang in LANGS}
    return table


def is_known(speaker: str) -> bool:
    """Whether `speaker` can be said in every language."""
    return speaker.casefold() in load() or _named(speaker.partition(SEPARATOR)[0]) is not None


def named(text: str) -> str | None:
    """The speaker that `text` names in whichever language, as records do; None for one that cannot be said in each."""
    if is_known(text):
        entity = None if text.casefold() in load() else _named(text)
        return text if entity is None else entity.forms["en"][0]
    low = text.casefold()
    return next((row["en"] for row in load().values() if low in {said.casefold() for said in row.values()}), None)


def say_speaker(speaker: str, lang: Lang) -> str:
    """One speaker: "Igor Krasnov, Prosecutor General of Russia" → «Игорь Краснов, генпрокурор России»."""
    if lang == "en":
        return speaker
    row = load().get(speaker.casefold())
    if row is not None:
        return row[lang]
    name, _, role = speaker.partition(SEPARATOR)
    entity = _named(speaker) or _named(name)
    if entity is None or entity.kind == "media":
        return speaker
    own_role = YEARS.sub("", entity.role.get(lang, "")) if role and entity.role else ""
    return f"{entity.forms[lang][0]}, {own_role}" if own_role else entity.forms[lang][0]


def say_chain(speakers: Sequence[str], publisher: str | None, lang: Lang) -> str:
    """Who said it, through whom: the speaker nearest to the fact first, the outlet that carried it last."""
    said = [say_speaker(speaker, lang) for speaker in reversed(speakers)]
    outlet = publishers.load().get
    if publisher and publisher not in speakers and outlet(publisher) not in [outlet(each) or each for each in speakers]:
        said.append(publisher)
    return " · ".join(dict.fromkeys(said))


@functools.lru_cache(maxsize=4096)
def _named(text: str) -> names.Entity | None:
    """The entity that `text` as a whole names."""
    for mention in names.load().find(text):
        if mention.start == 0 and mention.end == len(text):
            return names.load().entity(mention.entity)
    return None
