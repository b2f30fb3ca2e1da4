"""How values go to PostgreSQL and come back.

The server is asked which type each placeholder and each column has. So the rooms' statements need not say what is to be
sealed: in a sealed database a `uuid` is a chat's number, a `bytea` words, a `bpchar` words that are looked up, wherever
they stand (`schema`), and nothing else has these types.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, cast

from psycopg import Connection
from psycopg.adapt import Buffer, Loader
from psycopg.postgres import types

from bot.people.sealing import Sealing

CHAT, CHATS = types["uuid"].oid, types["uuid"].array_oid
WORDS, NAME, SUM = types["bytea"].oid, types["bpchar"].oid, types["numeric"].oid

Wire = str | bytes | None
"""What is handed to the server, which knows the type: text, or bytes as they are."""


class Coding(Protocol):
    """Writes values for the server, and teaches a connection to read them."""

    by_type: bool
    """Whether the types of a statement's placeholders have to be known."""

    def write(self, values: Sequence[object], kinds: Sequence[int]) -> list[Wire]: ...

    def teach(self, connection: Connection[Any]) -> None: ...


class Plain:
    """Everything as it is."""

    by_type = False

    def write(self, values: Sequence[object], kinds: Sequence[int] = ()) -> list[Wire]:  # noqa: ARG002 (of every coding)
        return [as_text(value) for value in values]

    def teach(self, connection: Connection[Any]) -> None:
        connection.adapters.register_loader(SUM, _Sum)


class Sealed:
    """What says who or what is sealed on its way out and opened on its way in."""

    by_type = True

    def __init__(self, sealing: Sealing) -> None:
        self.sealing = sealing

    def write(self, values: Sequence[object], kinds: Sequence[int]) -> list[Wire]:
        return [self._one(value, kind) for value, kind in zip(values, kinds, strict=True)]

    def _one(self, value: Any, kind: int) -> Wire:
        if value is None:
            return None
        if kind == CHAT:
            return self.sealing.chat(value).hex()
        if kind == CHATS:
            return f"{{{','.join(self.sealing.chat(chat).hex() for chat in value)}}}"
        if kind == WORDS:
            return self.sealing.words(value)
        return self.sealing.name(value) if kind == NAME else as_text(value)

    def teach(self, connection: Connection[Any]) -> None:
        sealing = self.sealing

        class Chat(Loader):
            def load(self, data: Buffer) -> int:
                return sealing.chat_of(bytes.fromhex(bytes(data).replace(b"-", b"").decode()))

        class Words(Loader):
            def load(self, data: Buffer) -> str | bytes:
                return sealing.words_of(bytes.fromhex(bytes(data)[2:].decode()))

        class Name(Loader):
            def load(self, data: Buffer) -> str:
                return sealing.name_of(bytes(data).decode())

        for kind, loader in ((CHAT, Chat), (WORDS, Words), (NAME, Name), (SUM, _Sum)):
            connection.adapters.register_loader(kind, cast(type[Loader], loader))


class _Sum(Loader):
    """A sum of whole numbers."""

    def load(self, data: Buffer) -> int:
        return int(bytes(data))


def as_text(value: Any) -> Wire:
    """A value as the server reads it, whichever type it takes it for."""
    if value is None or isinstance(value, str | bytes):
        return value
    if isinstance(value, list):
        return f"{{{','.join(map(str, value))}}}"
    return repr(value) if isinstance(value, float) else str(int(value))
