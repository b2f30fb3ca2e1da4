"""The simulator's memory: what its chats show, kept in a file of its own so that a restart shows them again.

One JSON file beside the databases, readable by its owner alone. It is written only while the private database is in
the clear as well; it bears the mark of that database, and beside another one it counts for nothing.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import logging
import os
from dataclasses import fields
from pathlib import Path
from typing import Any

from bot.simulator.world import Attachment, Chat, Picture, User, World

log = logging.getLogger(__name__)

FILE = "simulator.json"
FORM = 1  # of the file; another is not read
SECONDS = 2.0  # from a change to the file, at most
REMEMBERED = {"users": User, "chats": Chat, "pictures": Picture, "attachments": Attachment}
"""Attribute of the world → what stands in it by its key."""
FORGOTTEN = {"wrote"}  # moments of the monotonic clock, which begins anew


def coded(value: Any) -> Any:
    """`value` in what JSON has; sets, bytes and dictionaries whose keys are no text are named."""
    if isinstance(value, set | frozenset):
        return {"~set": [coded(one) for one in value]}
    if isinstance(value, bytes):
        return {"~bytes": base64.b64encode(value).decode()}
    if isinstance(value, dict):
        if all(isinstance(key, str) for key in value):
            return {key: coded(one) for key, one in value.items()}
        return {"~pairs": [[key, coded(one)] for key, one in value.items()]}
    if isinstance(value, list | tuple):
        return [coded(one) for one in value]
    return value


def decoded(value: Any) -> Any:
    """What `coded` was given."""
    if isinstance(value, list):
        return [decoded(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "~set" in value:
        return {decoded(one) for one in value["~set"]}
    if "~bytes" in value:
        return base64.b64decode(value["~bytes"])
    if "~pairs" in value:
        return {key: decoded(one) for key, one in value["~pairs"]}
    return {key: decoded(one) for key, one in value.items()}


def told(world: World, mark: str) -> dict[str, Any]:
    """All of `world` that outlives a run."""
    kept = {
        name: [
            {each.name: coded(getattr(one, each.name)) for each in fields(one) if each.name not in FORGOTTEN}
            for one in getattr(world, name).values()
        ]
        for name in REMEMBERED
    }
    return {"form": FORM, "mark": mark, "next_update": world.updates.next_id, **kept}


def recall(world: World, found: dict[str, Any]) -> None:
    """Put into `world` what `told` said of one. Raises KeyError, TypeError, ValueError where it is not of this form."""
    if found["form"] != FORM:
        raise ValueError(f"form {found['form']}")
    made: dict[str, list[Any]] = {
        name: [kind(**{key: decoded(one) for key, one in raw.items()}) for raw in found[name]]
        for name, kind in REMEMBERED.items()
    }
    world.updates.next_id = max(world.updates.next_id, int(found["next_update"]))
    world.users |= {user.id: user for user in made["users"]}
    world.chats |= {chat.id: chat for chat in made["chats"]}
    world.pictures |= {picture.file_id: picture for picture in made["pictures"]}
    world.attachments |= {one.file_id: one for one in made["attachments"]}


class Memory:
    """The file of one folder of data. `mark` names the private database that it belongs to."""

    def __init__(self, world: World, data: Path, mark: str) -> None:
        self.world = world
        self.path = data / FILE
        self.mark = mark
        self._written = -1

    def load(self) -> bool:
        """Show again what was shown; whether there was something of this private database."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            if found["mark"] != self.mark:
                return False
            recall(self.world, found)
        except FileNotFoundError:
            return False
        except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
            log.warning("the simulator's memory cannot be read; its chats begin anew: %s", type(error).__name__)
            return False
        self._written = self.world.changes
        return True

    def save(self) -> None:
        """Write what changed since; a file half-written is never in its place."""
        if self._written == self.world.changes:
            return
        text = json.dumps(told(self.world, self.mark), ensure_ascii=False, separators=(",", ":"))
        beside = self.path.with_suffix(".part")
        try:
            beside.unlink(missing_ok=True)
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(text.encode("utf-8", "replace"))
            beside.replace(self.path)
        except OSError as error:
            log.warning("the simulator's memory cannot be written", extra={"error": type(error).__name__})
        self._written = self.world.changes

    async def keep(self) -> None:
        """Save now and again, until cancelled."""
        while True:
            await asyncio.sleep(SECONDS)
            self.save()

    def erase(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            self.path.unlink()
