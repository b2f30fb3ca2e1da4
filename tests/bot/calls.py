"""Whether a call of ours is one that the Bot API takes: by the signatures, types and limits of python-telegram-bot,
which knows nothing of our simulator."""

from __future__ import annotations

import copy
import inspect
import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import telegram
from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters, TelegramObject
from telegram import constants as limits

TYPED: Mapping[str, type[TelegramObject]] = {
    "reply_markup": InlineKeyboardMarkup,
    "reply_parameters": ReplyParameters,
    "link_preview_options": LinkPreviewOptions,
    "button": telegram.InlineQueryResultsButton,
}
SCALARS: Mapping[str, type] = {"int": int, "str": str, "bool": bool}
TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote"}
LENGTHS = {
    "text": limits.MessageLimit.MAX_TEXT_LENGTH,
    "caption": limits.MessageLimit.CAPTION_LENGTH,
}
"""After the entities were read."""
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
START = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What may follow `?start=` in a link to a bot."""


def check(method: str, call: Mapping[str, Any], *, uploads: str | None = None) -> None:
    """Raises AssertionError, or what python-telegram-bot raises, for a call that the Bot API does not take. `uploads`
    names the parameter that is a file."""
    known = parameters(method)
    given = {*call, *([uploads] if uploads else [])}
    assert given <= known.keys(), f"{method}: {sorted(given - known.keys())}"
    missing = {name for name, one in known.items() if one.default is inspect.Parameter.empty} - given
    assert not missing, f"{method}: without {sorted(missing)}"
    for name, value in call.items():
        if name in TYPED:
            exact(TYPED[name], value)
        else:
            assert isinstance(value, scalars(known[name])), f"{method}: {name}={value!r}"
    if "reply_markup" in call:
        keyboard(call["reply_markup"])
    for name in LENGTHS.keys() & call.keys():
        most = limits.CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH if method.startswith("answer") else None
        length = units(shown(call[name]) if call.get("parse_mode") == "HTML" else call[name])
        assert 1 <= length <= (most or LENGTHS[name]), f"{method}: {length} units"
    if method == "answerInlineQuery":
        cards(call)
    if method == "setMyCommands":
        menu(call)
    kinds = call.get("allowed_updates")
    assert kinds is None or {*kinds} <= {*limits.UpdateType}, f"{method}: {kinds}"
    if method == "deleteMessages":
        low, high = limits.BulkRequestLimit.MIN_LIMIT, limits.BulkRequestLimit.MAX_LIMIT
        assert low <= len(call["message_ids"]) <= high


def menu(call: Mapping[str, Any]) -> None:
    """Commands of a menu: each once, each with a word for what it does."""
    names = [one["command"] for one in call["commands"]]
    assert len({*names}) == len(names) <= limits.BotCommandLimit.MAX_COMMAND_NUMBER
    for one in call["commands"]:
        exact(telegram.BotCommand, one)
        assert COMMAND.fullmatch(one["command"]), one
        assert 1 <= units(one["description"]) <= limits.BotCommandLimit.MAX_DESCRIPTION, one


def parameters(method: str) -> dict[str, inspect.Parameter]:
    """The Bot API's parameters of a method: the library's own conveniences are given by name alone."""
    name = re.sub(r"([A-Z])", r"_\1", method).lower()
    found = inspect.signature(getattr(Bot, name)).parameters
    return {key: one for key, one in found.items() if one.kind is one.POSITIONAL_OR_KEYWORD and key != "self"}


def scalars(parameter: inspect.Parameter) -> tuple[type, ...]:
    """The JSON types that a parameter may have."""
    words = set(re.findall(r"\w+", str(parameter.annotation)))
    plain = tuple(kind for name, kind in SCALARS.items() if name in words and not (name == "int" and "bool" in words))
    return (*plain, list) if "Sequence" in words else plain


def exact(kind: type[TelegramObject], value: Any) -> None:
    """The value is that type's JSON, every name in it known to the type."""
    found = kind.de_json(copy.deepcopy(value), None)  # it writes into what it reads
    assert found is not None
    assert found.to_dict() == value, f"{kind.__name__}: {value}"
    strangers(found)


def strangers(found: TelegramObject) -> None:
    """Names that the type does not know are kept apart by the library."""
    assert not found.api_kwargs, f"{type(found).__name__}: {sorted(found.api_kwargs)}"
    for name in found.__slots__:
        value = getattr(found, name, None)
        below = value if isinstance(value, tuple) else (value,)
        for one in (inner for each in below for inner in (each if isinstance(each, tuple) else (each,))):
            if isinstance(one, TelegramObject):
                strangers(one)


def keyboard(markup: Mapping[str, Any]) -> None:
    """Every button does one thing, within the limits."""
    rows = markup["inline_keyboard"]
    assert sum(map(len, rows)) <= limits.InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER
    for row in rows:
        assert 1 <= len(row) <= limits.InlineKeyboardMarkupLimit.BUTTONS_PER_ROW
        for button in row:
            assert len(button) == 2, f"a word, and one thing that it does: {button}"
            assert button["text"].strip()
            data = button.get("callback_data")
            low, high = limits.InlineKeyboardButtonLimit.MIN_CALLBACK_DATA, 64
            assert data is None or low <= len(data.encode()) <= high
            copied = button.get("copy_text")
            assert copied is None or 1 <= units(copied["text"]) <= limits.InlineKeyboardButtonLimit.MAX_COPY_TEXT
            link(button.get("url"))


def link(url: str | None) -> None:
    """An address that Telegram opens; a link to a bot carries no more than it may."""
    if url is None:
        return
    parts = urlsplit(url)
    assert parts.scheme in {"http", "https", "tg"} and (parts.netloc or parts.scheme == "tg"), url
    asked = parse_qs(parts.query)
    for name in ("start", "startgroup"):
        assert all(START.fullmatch(payload) for payload in asked.get(name, ())), url


def cards(call: Mapping[str, Any]) -> None:
    """The results of an inline query."""
    results = call["results"]
    assert len(results) <= limits.InlineQueryLimit.RESULTS
    names = [one["id"] for one in results]
    assert len(set(names)) == len(names)
    for one in results:
        assert one["type"] == "article" and one["title"]
        assert 1 <= len(one["id"].encode()) <= limits.InlineQueryResultLimit.MAX_ID_LENGTH
        content = dict(one["input_message_content"])
        exact(LinkPreviewOptions, content["link_preview_options"])
        assert set(content) <= {"message_text", "parse_mode", "link_preview_options"}
        assert 1 <= units(shown(content["message_text"])) <= limits.MessageLimit.MAX_TEXT_LENGTH
        if "reply_markup" in one:
            exact(InlineKeyboardMarkup, one["reply_markup"])
            keyboard(one["reply_markup"])
    if "button" in call:
        start = call["button"]["start_parameter"]
        high = limits.InlineQueryResultsButtonLimit.MAX_START_PARAMETER_LENGTH
        assert limits.InlineQueryResultsButtonLimit.MIN_START_PARAMETER_LENGTH <= len(start) <= high


class Markup(HTMLParser):
    """Telegram's HTML: known tags alone, each closed in its order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, f"<{tag}>"
        allowed = {"a": {"href"}, "blockquote": {"expandable"}}.get(tag, set())
        assert {name for name, _ in attrs} <= allowed, f"<{tag} {attrs}>"
        assert tag not in self.open, f"<{tag}> in <{tag}>"
        closed = {"code", "pre"} & {*self.open}
        assert not closed or (tag == "code" and self.open[-1] == "pre"), f"<{tag}> in {closed}"
        assert tag not in {"code", "pre"} or not {*self.open} - {"pre", "blockquote"}, f"<{tag}> in {self.open}"
        if tag == "a":
            link(dict(attrs)["href"])
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}>"

    def handle_data(self, data: str) -> None:
        assert "<" not in data and ">" not in data, data
        self.text.append(data)

    def handle_entityref(self, name: str) -> None:
        assert name in {"lt", "gt", "amp", "quot"}, f"&{name};"
        self.text.append(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.text.append(unescape(f"&#{name};"))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"<!--{data}-->")


def shown(html: str) -> str:
    """The text of a message as it is read, without its markup."""
    reader = Markup()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"not closed: {reader.open}"
    return "".join(reader.text).strip()


def units(text: str) -> int:
    """Telegram's length: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
