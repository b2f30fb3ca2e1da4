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
    """The locale of `lang`, read once. Raises BadInput naming file and line where the file does not parse."""
    return read(lang, config.locale(lang))


@functools.lru_cache(maxsize=8)
def parsed(source: str) -> Any:
    """The messages of a file; reading one takes a tenth of a second, and a check asks twice."""
    return FluentResource(source)


def read(lang: Lang, path: Path) -> Locale:
    """A locale from a file of its own."""
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
    bundle = FluentBundle([lang], use_isolating=False)
    bundle.add_resource(resource)
    return Locale(lang, bundle)
