"""`khabar doctor`: is everything there that the service stands on, and if not, what is to be done."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal

import config
from bot.logs import TOKEN
from bot.mail.outcome import Sent, Trouble, Unknown
from bot.people.database import FILE, connect, is_encrypted
from bot.telegram import ask_me
from config.proxies import proxy_for
from config.settings import Settings
from digests import publishers
from digests.corpus.store import FILE as CORPUS
from digests.errors import KhabarError
from digests.model import LANGS
from digests.quarantine.keeper import Quarantine
from digests.sources.walls import WALLS

LITTLE = 200 * 1024 * 1024  # bytes free: below, a vacuum or a backup may fail
CLOCK_OFF = timedelta(seconds=30)
TIMEOUT = 10.0
STALE = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `todo` says what to do where it is not well."""

    what: str
    state: Literal["well", "worth a look", "wrong"]
    said: str
    todo: str = ""

    def json(self) -> dict[str, str]:
        return asdict(self)

    def line(self) -> str:
        mark = {"well": "ok   ", "worth a look": "look ", "wrong": "WRONG"}[self.state]
        return f"{mark} {self.what}: {self.said}" + (f" → {self.todo}" if self.todo else "")


def examine(data: Path, settings: Settings, *, offline: bool = False) -> list[Finding]:
    """Every check; none of them changes anything."""
    checks: list[Callable[[], Iterator[Finding]]] = [
        lambda: disk(data),
        lambda: key(data, settings),
        lambda: telegram(settings, offline=offline),
        lambda: ways(settings),
        lambda: feeds(data),
        locales,
        walls,
    ]
    return [finding for check in checks for finding in check()]


def disk(data: Path) -> Iterator[Finding]:
    """Can the folder be written, and is there room?"""
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe = data / ".doctor"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        yield Finding("disk", "wrong", f"{data} cannot be written: {error.strerror}", "give it to the service's user")
        return
    free = shutil.disk_usage(data).free
    said = f"{free // 2**20} MB free for {data}"
    yield Finding("disk", "well", said) if free > LITTLE else Finding("disk", "wrong", said, "make room")


def key(data: Path, settings: Settings) -> Iterator[Finding]:
    """Does the key open the private database, and is there one where there should be?"""
    path = data / FILE
    secret = settings.people_key.get_secret_value() if settings.people_key else None
    if secret is None and settings.telegram_token and not settings.people_plain:
        yield Finding("key", "wrong", "no KHABAR_PEOPLE_KEY", "set one, or KHABAR_PEOPLE_PLAIN=1 if you mean it")
        return
    if is_encrypted(path) is None:
        yield Finding("key", "well", f"no {FILE} yet; it will be {'encrypted' if secret else 'plain'}")
        return
    try:
        connection = connect(path, secret)
        fine = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
        connection.close()
    except KhabarError as error:
        yield Finding("key", "wrong", str(error), "set the key it was encrypted with, or `khabar people encrypt`")
        return
    said = f"{FILE} opens, {'encrypted' if secret else 'in the clear'}"
    if fine:
        yield Finding("key", "well", said)
    else:
        yield Finding("key", "wrong", f"{FILE} is damaged", "`khabar people restore` from the newest backup")


def telegram(settings: Settings, *, offline: bool) -> Iterator[Finding]:
    """Does Telegram know the token, and do our clocks agree?"""
    if settings.telegram_token is None:
        yield Finding("token", "well", "no KHABAR_TELEGRAM_TOKEN: `khabar run` starts the simulator")
        return
    token = settings.telegram_token.get_secret_value()
    if not TOKEN.fullmatch(token):
        yield Finding("token", "wrong", "not the form of a bot token", "copy it again from @BotFather")
        return
    if offline:
        yield Finding("token", "worth a look", "well formed; Telegram was not asked")
        return
    proxy = proxy_for(settings.telegram_url)
    outcome, stamp = asyncio.run(ask_me(settings.telegram_url, token, proxy=proxy, seconds=TIMEOUT))
    if isinstance(outcome, Trouble | Unknown):
        by = f" by {proxy}" if proxy else ""
        todo = "check the network" + (" and the proxy" if proxy else "")
        yield Finding("token", "wrong", f"Telegram cannot be reached{by} ({outcome.kind})", todo)
        return
    if not isinstance(outcome, Sent):
        yield Finding("token", "wrong", "Telegram refuses it", "get a new one from @BotFather")
        return
    yield Finding("token", "well", "Telegram knows it")
    if stamp:
        off = abs(datetime.now(UTC) - parsedate_to_datetime(stamp))
        said = f"{off.total_seconds():.0f} s from Telegram's"
        yield Finding("clock", "well", said) if off < CLOCK_OFF else Finding("clock", "wrong", said, "set it by NTP")


def ways(settings: Settings) -> Iterator[Finding]:
    """Which proxy leads to Telegram and to the feeds? Its password is not shown."""
    try:
        urls = [feed.url for feed in publishers.load().feeds]
    except KhabarError as error:
        yield Finding("feeds", "wrong", str(error), "mend the file")
        urls = []
    ways = {"Telegram": [settings.telegram_url], "feeds": urls}
    said = [
        f"{what} {' and '.join(sorted({f'by {proxy}' if proxy else 'directly' for proxy in map(proxy_for, to)}))}"
        for what, to in ways.items()
        if to
    ]
    yield Finding("proxy", "well", ", ".join(said))
    if urls and not settings.contact:
        todo = "set it to a page or an address of yours"
        yield Finding("contact", "worth a look", "no KHABAR_CONTACT: publishers cannot reach you", todo)


def feeds(data: Path) -> Iterator[Finding]:
    """When was each feed read last, and which of them fail?"""
    path = data / CORPUS
    if not path.exists():
        yield Finding("feeds", "worth a look", "no corpus yet", "`khabar ingest` or `khabar run` makes one")
        return
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            rows = connection.execute("SELECT url, last_read, failures, last_fault FROM feeds ORDER BY url").fetchall()
        connection.close()
    except sqlite3.Error as error:
        yield Finding("feeds", "wrong", f"{path}: {error}", "`khabar people restore` from the newest backup")
        return
    if not rows:
        yield Finding("feeds", "worth a look", "none was read yet", "`khabar worker` reads them")
    for url, last_read, failures, fault in rows:
        if failures:
            yield Finding("feed", "worth a look", f"{url}: failed {failures} times: {fault}", "see whether it moved")
        elif last_read and datetime.now(UTC) - datetime.fromisoformat(last_read) > STALE:
            yield Finding("feed", "worth a look", f"{url}: last read {last_read[:16]}", "does the worker run?")
        else:
            yield Finding("feed", "well", f"{url}: last read {(last_read or 'never')[:16]}")


def locales() -> Iterator[Finding]:
    """Are the three languages there?"""
    from digests.say import locale  # noqa: PLC0415 (a broken file is to be a finding, not the end)

    missing = [f"{lang}.ftl" for lang in LANGS if not config.locale(lang).is_file()]
    if missing:
        yield Finding("locales", "wrong", f"missing: {', '.join(missing)}", "install the program again")
        return
    try:
        for lang in LANGS:
            locale.load(lang)
    except KhabarError as error:
        yield Finding("locales", "wrong", str(error), "mend the file or install the program again")
        return
    yield Finding("locales", "well", ", ".join(LANGS))


def walls() -> Iterator[Finding]:
    """What stands around the process that reads feeds and files."""
    try:
        standing = Quarantine().walls()
    except KhabarError as error:
        yield Finding("walls", "wrong", str(error), "look for a limit on processes or memory")
        return
    missing = [name for name in WALLS if name not in standing]
    said = f"feeds and files are read behind {', '.join(standing)}"
    if missing:
        said += f"; this system lacks {', '.join(missing)}"
        yield Finding("walls", "worth a look", said, "Linux 5.13 or newer, x86-64 or ARM, has all of them")
    else:
        yield Finding("walls", "well", said)
