"""Which private database the settings mean: a server's where KHABAR_PEOPLE_URL names one, else the folder's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.people.database import PeopleDatabase
from bot.people.store import PeopleStore
from config.settings import Settings
from digests.errors import Unavailable

if TYPE_CHECKING:
    from bot.people.postgres.database import PostgresDatabase

LACKING = "PostgreSQL's client is not installed: pip install 'khabar[postgresql]'"


def opened(data: Path, settings: Settings, *, create: bool = True) -> PeopleStore:
    """The private database, its schema up to date. Raises NotFound, BadInput, Unavailable."""
    key = settings.people_key.get_secret_value() if settings.people_key else None
    if settings.people_url is None:
        return PeopleDatabase.open(data, key, create=create)
    return on_server(data, settings.people_url.get_secret_value(), key, create=create)


def on_server(data: Path, url: str, key: str | None, *, create: bool = True) -> PostgresDatabase:
    """The one at `url`, whatever the settings say."""
    try:
        from bot.people.postgres.database import PostgresDatabase  # noqa: PLC0415 (an extra that few have)
    except ImportError:
        raise Unavailable(f"KHABAR_PEOPLE_URL: {LACKING}") from None
    return PostgresDatabase.open(data, url, key, create=create)
