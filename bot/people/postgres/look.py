"""What an operator should know of the server that keeps the private database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.people.postgres.database import PostgresDatabase

LOGGED = {
    "log_statement": {"none", "ddl"}, "log_min_duration_statement": {"-1"}, "log_min_duration_sample": {"-1"},
    "log_transaction_sample_rate": {"0"}, "log_parameter_max_length_on_error": {"0"},
    "auto_explain.log_min_duration": {"-1"},
}  # fmt: skip
"""Settings by which statements are logged with their values, and at which values of theirs none are."""
SAFE = {
    "fsync": {"on"}, "full_page_writes": {"on"},
    "synchronous_commit": {"on", "local", "remote_write", "remote_apply"},
}  # fmt: skip
"""Settings without which what was committed may be lost."""


@dataclass(frozen=True, slots=True)
class Look:
    """`version` as the server words it; settings as `name = value`."""

    shown: str
    version: str
    chats: int
    logs: tuple[str, ...]
    risks: tuple[str, ...]
    open_way: bool  # over a network, without TLS


def look(data: Path, url: str, key: str | None) -> Look:
    """Look at a server; nothing is changed. Raises NotFound, BadInput, Unavailable, StoreError."""
    with PostgresDatabase.open(data, url, key, create=False, patient=False) as database:
        asked = "SELECT current_setting('server_version'), count(*) FROM subscribers"
        version, chats = database.all(asked)[0]
        known = {name: _setting(database, name) for name in (*LOGGED, *SAFE)}
        info = database.link.connection.info
        near = not info.host or info.host.startswith("/") or info.host in {"localhost", "127.0.0.1", "::1"}
        return Look(
            database.shown, str(version).split()[0], chats,
            tuple(f"{name} = {known[name]}" for name, quiet in LOGGED.items() if known[name] not in {"", *quiet}),
            tuple(f"{name} = {known[name]}" for name, safe in SAFE.items() if known[name] not in safe),
            open_way=not near and not database.link.connection.pgconn.ssl_in_use,
        )  # fmt: skip


def _setting(database: PostgresDatabase, name: str) -> str:
    """Its value for this connection; empty where the server has none of that name."""
    row = database.one("SELECT coalesce(current_setting(?, true), '')", name)
    return str(row[0]) if row else ""
