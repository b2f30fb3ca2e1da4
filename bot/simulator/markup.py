"""Telegram's HTML, read as telegram-bot-api reads it, and the limits that are counted after the reading.

Offsets and lengths are UTF-16 code units. Source of the wording: the messages of telegram-bot-api and TDLib.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.simulator.errors import ApiError, bad_request

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ENTITIES = 100
MAX_BUTTONS = 100
MAX_ROW = 8
MAX_DATA = 64  # bytes
MAX_COPY = 256

Entity = dict[str, Any]

TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip

CHARACTER = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7});")
TOKEN = re.compile(rf"</?[a-z-]*>?|{CHARACTER.pattern}")
NAME = re.compile(r"[^\s/>]*")
NAMED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
ATTRIBUTE = re.compile(r"\s*([^\s=>/]+)\s*(=?)\s*(\"[^\"]*\"|'[^']*'|[a-zA-Z0-9.\-]*)")
SPACE = " \t\r\n\v\f"
SIMPLE = {f"<{name}>": name for name in TYPES if name != "span"}
NO_ATTRIBUTES: dict[str, str] = {}


@dataclass(slots=True)
class Open:
    """A start tag that waits for its end."""

    name: str
    attributes: dict[str, str]
    at: int  # UTF-16 units written so far


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) if text.isascii() or max(text) <= "\uffff" else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, start: int, length: int) -> str:
    """The stretch of `text` that an entity names."""
    return text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities. Raises ApiError where Telegram would not parse it."""
    if "<" not in source and "&" not in source:
        return source, []
    parts: list[str] = []
    written = at = 0
    stack: list[Open] = []
    entities: list[Entity] = []
    size = units if max(source) > "\uffff" else len
    for match in TOKEN.finditer(source):
        start = match.start()
        if start < at:
            continue
        if start > at:
            parts.append(source[at:start])
            written += size(parts[-1])
        token = match.group()
        if token in SIMPLE:
            stack.append(Open(SIMPLE[token], NO_ATTRIBUTES, written))
            at = match.end()
        elif token[0] == "&":
            parts.append(NAMED.get(token) or _character(token))
            written += units(parts[-1])
            at = match.end()
        elif stack and token == f"</{stack[-1].name}>":
            at = match.end()
            _finish(stack, entities, written)
        elif source.startswith("</", start):
            at = _close(source, start, stack, entities, written)
        else:
            at = _open(source, start, stack, written)
    if stack:
        raise _cannot(f'Can\'t find end tag corresponding to start tag "{stack[-1].name}"')
    parts.append(source[at:])
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    return "".join(parts), entities


def _cannot(what: str, source: str = "", at: int = -1, why: str = "") -> ApiError:
    where = f" at byte offset {len(source[:at].encode('utf-8', 'replace'))}" if at >= 0 else ""
    return bad_request(f"can't parse entities: {what}{where}{why}")


def _character(token: str) -> str:
    number = int(token[3:-1], 16) if token[2] in "xX" else int(token[2:-1])
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else token


def _open(source: str, at: int, stack: list[Open], written: int) -> int:
    """Read the start tag at `at`; returns the place behind it."""
    name = NAME.match(source, at + 1).group().lower()  # type: ignore[union-attr]
    if at + 1 + len(name) >= len(source):
        raise _cannot("Unclosed start tag", source, at)
    if name not in TYPES:
        raise _cannot(f'Unsupported start tag "{name}"', source, at)
    attributes: dict[str, str] = {}
    place = at + 1 + len(name)
    while source[place : place + 1].strip("/>") or source[place : place + 1] in SPACE:
        match = ATTRIBUTE.match(source, place)
        if match is None or match.end() == place:
            break
        key, equal, value = match.groups()
        if not equal and name != "blockquote":
            raise _cannot(f'Expected equal sign in declaration of an attribute of the tag "{name}"', source, at)
        attributes[key.lower()] = parse_html_attribute(value.strip("\"'"))
        place = match.end()
    end = source.find(">", place)
    if end < 0:
        raise _cannot("Unclosed start tag", source, at)
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _cannot('Tag "span" must have class "tg-spoiler"', source, at)
    stack.append(Open(name, attributes, written))
    return end + 1


def parse_html_attribute(value: str) -> str:
    return (
        CHARACTER.sub(lambda match: NAMED.get(match.group()) or _character(match.group()), value)
        if "&" in value
        else value
    )


def _close(source: str, at: int, stack: list[Open], entities: list[Entity], written: int) -> int:
    """Read the end tag at `at`; returns the place behind it."""
    end = source.find(">", at)
    if end < 0:
        raise _cannot("Unclosed end tag", source, at)
    name = source[at + 2 : end].strip().lower()
    if not stack:
        raise _cannot("Unexpected end tag", source, at)
    opened = stack[-1]
    if name and name != opened.name:
        raise _cannot("Unmatched end tag", source, at, f', expected "</{opened.name}>", found "</{name}>"')
    _finish(stack, entities, written)
    return end + 1


def _finish(stack: list[Open], entities: list[Entity], written: int) -> None:
    """The innermost tag ends; one without text leaves no entity."""
    opened = stack.pop()
    if written > opened.at:
        entity = _entity(opened, written - opened.at, stack)
        if entity:
            entities.append(entity)


def _entity(opened: Open, length: int, stack: list[Open]) -> Entity | None:
    entity: Entity = {"type": TYPES[opened.name], "offset": opened.at, "length": length}
    if opened.name == "a":
        url = opened.attributes.get("href", "")
        if not good_url(url):
            return None  # Telegram drops a link it cannot read and keeps its text
        entity["url"] = url
    elif opened.name == "blockquote" and "expandable" in opened.attributes:
        entity["type"] = "expandable_blockquote"
    elif opened.name == "code" and stack and stack[-1].name == "pre" and "class" in opened.attributes:
        return None
    elif opened.name == "tg-emoji":
        entity["custom_emoji_id"] = opened.attributes.get("emoji-id", "")
    return entity


def good_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme == "tg":
        return True
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and " " not in url


def formatted(text: str, parse_mode: str | None, entities: list[Entity] | None, limit: int) -> tuple[str, list[Entity]]:
    """Text and entities as they would be sent. `limit`: MAX_TEXT or MAX_CAPTION."""
    found: list[Entity] = list(entities or ())
    if parse_mode:
        if parse_mode.lower() != "html":
            raise bad_request("unsupported parse_mode")
        if entities:
            raise bad_request("entities and parse_mode can't be given together")
        text, found = parse_html(text)
    text, found = _strip(text, found)
    if len(text) * 2 > limit and units(text) > limit:
        raise bad_request("message is too long" if limit == MAX_TEXT else "message caption is too long")
    if len(found) > MAX_ENTITIES:
        raise bad_request("ENTITIES_TOO_LONG")
    return text, found


def _strip(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Telegram trims white space around a message; entities shrink with it."""
    stripped = text.strip(SPACE)
    if len(stripped) == len(text):
        return text, entities
    lead = len(text) - len(text.lstrip(SPACE)) if stripped else 0  # white space is one unit each
    size = units(stripped)
    if not lead and (not entities or max(one["offset"] + one["length"] for one in entities) <= size):
        return stripped, entities
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, size)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return stripped, kept


def check_keyboard(markup: Any) -> dict[str, Any] | None:
    """A reply markup that Telegram would take, or its refusal."""
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        return markup
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse reply keyboard markup JSON object")
    if not all(1 <= len(row) <= MAX_ROW for row in rows):
        raise bad_request("reply markup is too long" if any(rows) else "can't parse inline keyboard: empty row")
    buttons = [button for row in rows for button in row]
    if len(buttons) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    for button in buttons:
        _check_button(button)
    return markup


ACTIONS = {
    "callback_data", "copy_text", "url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
}  # fmt: skip
"""What a button may do, one of them."""


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(ACTIONS & button.keys()) > 1:  # Telegram takes the first it finds; which one was meant nobody knows
        raise bad_request("can't parse inline keyboard button: several actions in one button")
    if "callback_data" in button:
        if not 1 <= len(str(button["callback_data"]).encode("utf-8", "replace")) <= MAX_DATA:
            raise bad_request("BUTTON_DATA_INVALID")
    elif "copy_text" in button:
        if not 1 <= units(str(button["copy_text"].get("text", "")) or "") <= MAX_COPY:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    elif "url" in button:
        if not good_url(button["url"]):
            raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    elif not {"switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat"} & set(
        button
    ):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
