"""Foreign text cannot act: what sources and people wrote is shown as words, and nothing in it can be tapped or run.

`inert` stands where text becomes a page, an answer or a card; `plain` where it goes to a terminal; `cell` and
`escaped` where it goes to a spreadsheet or a program. Our own messages, which do name commands, never pass here.

What clients make tappable follows tdlib (MessageEntity.cpp: URLs, @names, #tags, $tags, /commands) and libphonenumber
(telephone and card numbers). Each is broken by a *visible* character that neither reads as a part of it, so that what
a reader copies is what is seen; nothing invisible is added, since such characters are taken out here.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

DOT = "\u2024"
"""Looks like a full stop and ends a domain: General Punctuation is in no address (tdlib, is_url_unicode_symbol)."""
GAP = "\u00a0"
BREAK = "·"
"""Between the groups of a telephone number; libphonenumber takes dashes, dots and every kind of space for its own."""
MARKS = 2
"""Combining marks that a letter may carry; no language of ours, or of our sources, stacks more."""

UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0d\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)
"""Without a shape and yet no format character: fillers, blanks, selectors; and the whole block of tags."""
LINE_END = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
EMOJI_STYLE = "\ufe0e\ufe0f"
SHAPELESS = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Control, format (direction marks, joiners, tags), half and private characters."""

SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]{0,15})?:/{2,}")
POINT = re.compile("(?<=[^\\s.])[.\u3002\uff0e\uff61](?=[^\\W\\d_]{2}|[^\\x00-\u05ff\\W])")
NUMERIC = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
SIGN = re.compile(r"(@|[#＃](?=[\w·])|\$(?=[A-Z]|1INCH)|(?<![\w/])/(?=\w))(?=\S)")
DATES = re.compile(
    r"((?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d"
    r"|(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d)(?!\d))"
)
CALLABLE = re.compile("(?<![\\d·])\\+?\\(?\\d(?:[ \u00a0\u202f()./\u2010-\u2015-]{0,3}\\d){6,}")
GROUPED = re.compile("\\d{1,3}(?:[ \u00a0\u202f,.]\\d{3})+")
SHORTEST, LONGEST_FIGURE = 9, 10
"""Digits: of a number that a client may dial without a plus; of a grouped figure that is taken for no such number."""

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
RISKY = re.compile("[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
                   "\U000e0000-\U000e007f]")  # fmt: skip
DEEP = frozenset({"t.me", "telegram.me", "telegram.dog", "tx.me"})
"""Hosts whose links open a bot or a chat, not a page."""


def plain(text: str) -> str:
    """`text` without what has no shape, turns the direction, moves a terminal's cursor or piles up on a letter."""
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for char in UNSEEN.sub("", LINE_END.sub("\n", text)):
        category = unicodedata.category(char)
        if category in ("Mn", "Me"):
            marks += 1
            styled = char in EMOJI_STYLE
            if marks > MARKS or (styled and not (kept and unicodedata.category(kept[-1]) == "So")):
                continue
        else:
            marks = 0
        if category in SHAPELESS:
            kept.append({"\n": "\n", "\t": " "}.get(char, ""))
        else:
            kept.append(char)
    return "".join(kept)


def inert(text: str) -> str:
    """`text` as it may be shown to anybody: readable, and no client finds an address, a name, a tag, a command or a
    number to call in it. Said twice it changes nothing more."""
    text = POINT.sub(DOT, SCHEME.sub("", plain(text)))
    text = NUMERIC.sub(lambda found: found[0].replace(".", DOT), text)
    text = SIGN.sub(lambda found: found[0] + GAP, text)
    pieces = DATES.split(text)
    pieces[::2] = [CALLABLE.sub(_uncalled, piece) for piece in pieces[::2]]  # dates are no numbers to call
    return "".join(pieces)


def _uncalled(found: re.Match[str]) -> str:
    number = found[0]
    plus = number.startswith("+")
    digits = sum(map(str.isdigit, number))
    if not plus and (digits < SHORTEST or (digits <= LONGEST_FIGURE and GROUPED.fullmatch(number))):
        return number
    groups = [part for group in re.findall(r"\d+", number) for part in _parts(group)]
    return ("+" if plus else "") + BREAK.join(groups)


def _parts(group: str) -> list[str]:
    """A year or four digits of a card stay whole."""
    return [group] if len(group) <= 4 else [group[at : at + 3] for at in range(0, len(group), 3)]


def one_line(text: str) -> str:
    """`text`, inert, in one line: a title cannot pretend to be a paragraph of ours."""
    return " ".join(inert(text).split())


def cell(value: object) -> object:
    """A cell of a table that no spreadsheet runs as a formula; numbers stay numbers."""
    if not isinstance(value, str):
        return value
    shown = plain(value)
    return f"'{shown}" if FORMULA.match(shown) and len(shown) > 1 else shown


def escaped(json_text: str) -> str:
    """JSON whose strings hold what they held, with every unseen or half character written as an escape."""
    return RISKY.sub(_unit_escapes, json_text)


def _unit_escapes(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def web_address(url: str | None) -> str | None:
    """`url` if it is a plain address of a page on the web: no other scheme, no account, no link into Telegram."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removesuffix(".")
    except ValueError:
        return None
    if url is None or parts.scheme not in ("https", "http") or "." not in host or "@" in parts.netloc:
        return None
    deep = any(host == each or host.endswith(f".{each}") for each in DEEP)
    return None if deep or plain(url) != url or re.search(r"\s", url) else url
