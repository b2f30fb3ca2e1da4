"""Which private database the settings mean: a server's where KHABAR_PEOPLE_URL names one, else the folder's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.people.database import PeopleDatabase
from bot.people.seal import Seal
from bot.people.store import PeopleStore
from config.settings import Settings
from digests.errors import BadInput, Unavailable

if TYPE_CHECKING:
    from bot.people.postgres.database import PostgresDatabase
    from bot.people.postgres.look import Look

LACKING = "PostgreSQL's client is not installed: pip install 'khabar[postgresql]'"


MOVED, QUESTION_KEY = "moved", "question_key"
"""Where its people were moved, and the key of questions that wait: so a private database remembers them by name."""


def opened(data: Path, settings: Settings, *, create: bool = True) -> PeopleStore:
    """The private database, its schema up to date. Raises NotFound, Unavailable; BadInput, also where its people were
    moved elsewhere."""
    store = opened_whatever(data, settings, create=create)
    if settings.people_url is not None and settings.people_key is not None:
        share_key(store)
    if to := store.state(MOVED):
        store.close()
        raise BadInput(f"{store.shown}: its people were moved to {to}; KHABAR_PEOPLE_URL or --data is to name that")
    return store


def share_key(store: PeopleStore) -> None:
    """Questions that wait are sealed with a key of the folder: the bots of one sealed server have the same."""
    with store.transaction():
        kept = store.state(QUESTION_KEY)
        shared = Seal(store.data).share(kept)
        if kept is None:
            store.set_state(QUESTION_KEY, shared)


def opened_whatever(data: Path, settings: Settings, *, create: bool = True) -> PeopleStore:
    """The same, moved or not."""
    key = settings.people_key.get_secret_value() if settings.people_key else None
    if settings.people_url is None:
        return PeopleDatabase.open(data, key, create=create)
    return on_server(data, settings.people_url.get_secret_value(), key, create=create)


def looked_at(data: Path, settings: Settings) -> Look:
    """What an operator should know of the server that KHABAR_PEOPLE_URL names; raises StoreError too."""
    assert settings.people_url is not None, "there is a server only where one is named"
    try:
        from bot.people.postgres.look import look  # noqa: PLC0415 (an extra that few have)
    except ImportError:
        raise Unavailable(f"KHABAR_PEOPLE_URL: {LACKING}") from None
    key = settings.people_key.get_secret_value() if settings.people_key else None
    return look(data, settings.people_url.get_secret_value(), key)


def on_server(data: Path, url: str, key: str | None, *, create: bool = True) -> PostgresDatabase:
    """The one at `url`, whatever the settings say."""
    try:
        from bot.people.postgres.database import PostgresDatabase  # noqa: PLC0415 (an extra that few have)
    except ImportError:
        raise Unavailable(f"KHABAR_PEOPLE_URL: {LACKING}") from None
    return PostgresDatabase.open(data, url, key, create=create)
