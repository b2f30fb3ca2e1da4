"""What is typed, tapped or sat on, and asks nothing: ".", "👍", "12345", "ааа", "хахаха"."""

from __future__ import annotations

import re

from digests.language.fold import normal

_WORD = re.compile(r"[^\W\d_]+")
_AGAIN = re.compile(r"(.)\1+|(..)\2+.?|.{1,2}(.)\3{2,}")
"""One letter over and over, or two; or one that is drawn out: "hmmm"."""
READ = 1_000  # characters that are looked at


def is_noise(text: str) -> bool:
    """Whether `text` holds no word. A date in digits is the caller's to know: it may follow a question up."""
    read = normal(text[:READ]).casefold()
    words = _WORD.findall(read)
    if all(_AGAIN.fullmatch(word) for word in words):
        return True
    return all(len(word) == 1 for word in words) and not any(sign.isdigit() for sign in read)
