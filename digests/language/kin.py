"""What the names of the table are to each other: a country, its people, and of what kind each name is."""

from __future__ import annotations

from functools import cache

from digests.language import names

ROOT_OF_NAME = 5
"""Letters that a country and the people of it share in English: Kazakhs, Kazakhstan."""


@cache
def kin_of_names() -> dict[str, str]:
    """A country and the word for what is of it, each by the other."""
    peoples = {each.forms["en"][0][:ROOT_OF_NAME]: each.id for each in names.load() if each.kind == "people"}
    found: dict[str, str] = {}
    for place in names.load():
        people = peoples.get(place.forms["en"][0][:ROOT_OF_NAME]) if place.kind == "place" else None
        if people is not None and people not in found:
            found |= {people: place.id, place.id: people}
    return found


@cache
def countries() -> frozenset[str]:
    """The places after which a people is called."""
    return frozenset(name for name in kin_of_names() if kinds_of_names()[name] == "place")


@cache
def kinds_of_names() -> dict[str, str]:
    """What each name is of: a person, a place, a people, a body …"""
    return {entity.id: entity.kind for entity in names.load()}
