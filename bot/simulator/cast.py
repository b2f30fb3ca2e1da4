"""Who plays in the simulator: people with their phones and the chats that they share, from `config/simulator.toml`."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, cast
from zoneinfo import ZoneInfo

import config
from digests.errors import BadInput
from digests.model import LANGS, Lang

Kind = Literal["group", "supergroup", "channel"]
KINDS = ("group", "supergroup", "channel")
Entry = TypeVar("Entry")
STANDINGS = {"creator", "administrator", "member"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a phone. `lang` is the phone's language, `about` says in it who this is, `zone` is its clock."""

    id: int
    name: str
    about: str
    lang: Lang
    zone: str
    username: str
    editor: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A group, a forum (a supergroup with topics) or a channel; `members`: person → creator, administrator, member."""

    id: int
    kind: Kind
    title: str
    members: dict[int, str]
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, and every shared chat."""

    people: tuple[Person, ...]
    places: tuple[Place, ...]

    def person(self, user_id: int) -> Person | None:
        return next((person for person in self.people if person.id == user_id), None)

    @property
    def editors(self) -> str:
        """The ids of the editors as `KHABAR_EDITORS` takes them."""
        return ",".join(str(person.id) for person in self.people if person.editor)


@functools.cache
def load(path: Path | None = None) -> Cast:
    """Everybody of the file. Raises BadInput naming the file and the entry."""
    path = path or config.where("simulator.toml")
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(f"{path}: {error}") from error
    people = tuple(_entries(path, data, "people", _person))
    if not people:
        raise BadInput(f"{path}: people: at least one is needed")
    known = {person.id for person in people}
    places = tuple(_entries(path, data, "chats", _place))
    for n, place in enumerate(places, 1):
        if strangers := set(place.members) - known:
            raise BadInput(f"{path}: chats {n}: members: nobody has the id {min(strangers)}")
    return Cast(people, places)


def _entries(path: Path, data: dict[str, Any], what: str, make: Callable[[dict[str, Any]], Entry]) -> Iterator[Entry]:
    entries = data.get(what, [])
    if not isinstance(entries, list):
        raise BadInput(f"{path}: {what}: a list of tables is expected")
    for n, raw in enumerate(entries, 1):
        try:
            yield make(raw)
        except KeyError as error:
            raise BadInput(f"{path}: {what} {n}: {error.args[0]} is missing or unknown") from error
        except (TypeError, ValueError, AttributeError) as error:
            raise BadInput(f"{path}: {what} {n}: {error}") from error


def _person(raw: dict[str, Any]) -> Person:
    number, name, lang = int(raw["id"]), str(raw["name"]), str(raw["lang"])
    if number <= 0 or lang not in LANGS:
        raise ValueError("id is a number above 0, lang one of tg, ru, en")
    return Person(
        number, name, str(raw["about"]), lang, ZoneInfo(raw["zone"]).key,
        str(raw["username"]), bool(raw.get("editor", False)),
    )  # fmt: skip


def _place(raw: dict[str, Any]) -> Place:
    number, kind = int(raw["id"]), str(raw["kind"])
    members = {int(user): str(standing) for user, standing in raw["members"].items()}
    if number >= 0 or kind not in KINDS or not set(members.values()) <= STANDINGS or not members:
        raise ValueError("id is below 0; kind and members are of the known kinds")
    return Place(number, cast(Kind, kind), str(raw["title"]), members, tuple(map(str, raw.get("topics", ()))))
