"""Every word that a person reads stands in `config/locales/{tg,ru,en}.ftl`; this loads them.

Figures are handed in as text that `say.figures` wrote; an `int` only chooses a plural form (where a message shows
one, it is grouped as `say_number` does it). Nothing else is formatted on the way, and no isolation marks are added.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

import config
from digests.errors import BadInput
from digests.model import Lang

DOUBLED = re.compile(r"(?<!\.)\.\.(?!\.)")
"""A full stop after what ends in one: «15 апреля 2024 г.» at the end of a sentence."""


class MissingMessage(KeyError):
    """A message id that the locale does not hold, or a value it was not given: a bug, not bad input."""


class Locale:
    """The messages of one language."""

    def __init__(self, lang: Lang, bundle: FluentBundle) -> None:
        self.lang = lang
        self.bundle = bundle

    def has(self, message: str) -> bool:
        return bool(self.bundle.has_message(message))

    def say(self, message: str, /, **values: str | int) -> str:
        """The message with its values. Raises MissingMessage for an unknown id or a missing value."""
        try:
            pattern = self.bundle.get_message(message).value
        except (KeyError, LookupError):
            pattern = None
        if pattern is None:
            raise MissingMessage(f"{self.lang}: no message {message!r}")
        text, errors = self.bundle.format_pattern(pattern, values)
        if errors:
            raise MissingMessage(f"{self.lang}: {message!r}: {errors[0]}")
        return DOUBLED.sub(".", str(text))


@functools.cache
def load(lang: Lang) -> Locale:
    """The locale of `lang`, read once; what the operator's own file does not hold is said as the packaged one says it.

    Raises BadInput naming file and line where a file does not parse.
    """
    return read(lang, *dict.fromkeys((config.LOCALES / f"{lang}.ftl", config.locale(lang))))


def read(lang: Lang, *paths: Path) -> Locale:
    """A locale from files of its own, of which the later win."""
    bundle = FluentBundle([lang], use_isolating=False)
    for path in paths:
        bundle.add_resource(messages(path), allow_overrides=True)
    return Locale(lang, bundle)


@functools.lru_cache(maxsize=8)
def parsed(source: str) -> Any:
    """The messages of a text; reading one takes a tenth of a second, and a check asks twice."""
    return FluentResource(source)


def messages(path: Path) -> Any:
    """The messages of a file. Raises BadInput naming file and line where it does not parse."""
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"cannot be read ({type(error).__name__})", path=path) from None
    resource = parsed(source)
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            at = entry.span.start if entry.span else 0
            line = source.count("\n", 0, at) + 1
            reason = entry.annotations[0].message if entry.annotations else None
            raise BadInput(reason or "not a message", path=path, place=line)
    return resource
