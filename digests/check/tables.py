"""The tables of `config`: indicators, glossary, names, speakers, publishers, locales."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from fluent.syntax import ast

import config
from digests import publishers
from digests.check.finding import Finding, of_error
from digests.check.texts import mixed_words
from digests.editions import alone
from digests.errors import BadInput
from digests.figures import indicators, unmatched, voices
from digests.language import glossary, names, units
from digests.model import LANGS
from digests.relevance import cues
from digests.say import locale, speakers

OF_NUMBERS = "say-"
"""Messages that write numbers and dates: each language needs another form of the value."""
VARIABLE = re.compile(r"\$([a-z][\w-]*)")


def unreadable() -> Iterator[Finding]:
    """The tables that cannot be read, one finding each; without them no record can be judged."""
    readers: dict[str, Callable[[], object]] = {
        "indicators.toml": indicators.load,
        "units.toml": units.load,
        "names.toml": names.load,
        "glossary.tsv": glossary.load,
        "sources.toml": publishers.load,
        "relevance.toml": cues.load,
        "summary.toml": alone.load,
        "speakers.tsv": speakers.load,
    }
    for lang in LANGS:
        readers[f"speakers.toml ({lang})"] = functools.partial(voices.load, lang)
        readers[f"locales/{lang}.ftl"] = functools.partial(locale.load, lang)
    for file, read in readers.items():
        try:
            read()
        except BadInput as error:
            yield of_error(error, f"config/{file}")


def unsound() -> Iterator[Finding]:
    """What is wrong inside tables that can be read."""
    yield from (of_line(line, "config/glossary.tsv") for line in glossary.check())
    yield from (of_line(line, "config/indicators.toml") for line in unmatched.check())
    for cue, entity in cues.unnamed():
        yield Finding("config/relevance.toml", cue, f"names.toml has no {entity!r}")
    for cue in sorted(publishers.load().bounds.grounds - set(cues.load().all)):
        yield Finding("config/sources.toml", "relevance.grounds", f"relevance.toml has no {cue!r}")
    yield from voices_unsaid()
    yield from locales()


def voices_unsaid() -> Iterator[Finding]:
    """Sources of `speakers.toml` that no table names in the other languages."""
    for source in voices.load("en").sources.values():
        if not speakers.is_known(source.name):
            yield Finding("config/speakers.toml", source.name, "is neither in names.toml nor in speakers.tsv")


def of_line(line: str, file: str) -> Finding:
    """A finding from a line `path:place: what` of a room's own check."""
    where, _, what = line.partition(": ")
    name = Path(file).name
    return Finding(file, where[where.rfind(name) + len(name) :].lstrip(":") if name in where else where, what)


def locales(folder: Path | None = None) -> Iterator[Finding]:
    """Messages that one language lacks, and messages that show other values in one language than in another."""
    files = {lang: folder / f"{lang}.ftl" if folder else config.locale(lang) for lang in LANGS}
    for lang in LANGS:
        for number, line in enumerate(files[lang].read_text(encoding="utf-8").splitlines(), 1):
            for word in mixed_words(line):
                yield Finding(
                    f"config/locales/{lang}.ftl", str(number), f"Latin and Cyrillic letters in one word: {word}"
                )
    said = {lang: messages(files[lang]) for lang in LANGS}
    for message in sorted(set().union(*said.values())):
        lacking = [lang for lang in LANGS if message not in said[lang]]
        for lang in lacking:
            yield Finding(f"config/locales/{lang}.ftl", message, "is missing in this language")
        if not lacking and not message.startswith(OF_NUMBERS) and len({said[lang][message] for lang in LANGS}) > 1:
            shown = "; ".join(f"{lang} {', '.join(sorted(said[lang][message])) or 'none'}" for lang in LANGS)
            yield Finding("config/locales", message, f"the languages show different values: {shown}")


def messages(path: Path) -> dict[str, frozenset[str]]:
    """Message id (`id.attribute` for attributes) → the values it shows."""
    source = path.read_text(encoding="utf-8")
    found = {}
    for entry in locale.parsed(source).body:
        if isinstance(entry, ast.Message | ast.Term):
            parts = [
                (entry.id.name, entry.value),
                *((f"{entry.id.name}.{a.id.name}", a.value) for a in entry.attributes),
            ]
            for name, pattern in parts:
                if pattern is not None and pattern.span is not None:
                    found[name] = frozenset(VARIABLE.findall(source[pattern.span.start : pattern.span.end]))
    return found
