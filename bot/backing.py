"""The nightly backup, a job of whoever runs the worker on this folder of data."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.databases import secret_of
from bot.people import backup
from bot.people.database import FILE
from config.settings import Settings
from digests.corpus.store import FILE as CORPUS
from digests.errors import Unavailable
from digests.jobs import Job, is_nightly_due

SECONDS, GRACE = 600, 3600.0
ROOM = 2
"""Times the databases' size that must be free: a copy, and what SQLite needs beside it."""


def nightly(data: Path, settings: Settings, now: Callable[[], datetime]) -> Job:
    """Both databases and the desk's records, once a night, unless somebody made a backup since. People that are on a
    server are saved there. What cannot be opened here is not left out of a copy in silence: then there is none, and the
    job says why."""

    def save() -> str:
        newest = max((when for folder in backup.folders(data) if (when := backup.made(folder))), default=None)
        if not is_nightly_due(newest, now()):
            return ""
        size = sum((data / name).stat().st_size for name in (FILE, CORPUS) if (data / name).exists())
        if shutil.disk_usage(data).free < ROOM * size:
            raise Unavailable(f"{data}: no room for a backup of {size // 2**20} MB")
        people = settings.people_url is None
        return f"saved in {backup.save(data, secret_of(settings), now(), people=people).name}"

    return Job("backup", save, "night", SECONDS, GRACE)
