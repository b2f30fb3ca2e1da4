"""The roll of nodes: who is there, who has which part, and what is said where somebody is missing."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import aiohttp
import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from bot import exchange
from bot.cli import main
from bot.health import HealthServer, Prometheus
from bot.people import roll
from bot.people.database import PeopleDatabase
from bot.people.leading import Leading
from bot.people.postgres.database import PostgresDatabase
from bot.people.roll import Node, Roll
from bot.people.store import StoreError
from bot.report import status_lines
from config.settings import Settings
from tests.bot import stores
from tests.bot.running import running, until

SINCE = datetime(2026, 12, 2, 10, tzinfo=UTC)


def node(name: str, silent: float = 1.0, program: str = "1.0", corpus: int = 5, **parts: int) -> Node:
    kind: roll.Kind = "worker" if name.startswith("worker") else "bot"
    return Node(name, kind, program, corpus, parts, "hook", SINCE, silent)


ALL = [node("bot-a", sender=3, clock=1), node("bot-b", intake=2), node("worker-c", worker=1)]


def test_where_all_is_well_nothing_is_missing() -> None:
    assert roll.missing(ALL) == []
    assert roll.unlike(ALL) == []
    found = roll.summary(ALL)
    assert (found["bots"], found["workers"]) == (2, 1)
    assert found["parts"] == {"sender": "bot-a", "intake": "bot-b", "clock": "bot-a", "worker": "worker-c"}
    assert [each["parts"] for each in found["each"]] == [["sender", "clock"], ["hook"], ["worker"]]


def test_of_two_who_say_that_they_have_a_part_it_is_the_one_that_followed() -> None:
    assert roll.holders([node("bot-a", sender=3), node("bot-b", sender=4)])["sender"].name == "bot-b"


def test_who_is_silent_has_no_part_and_is_named() -> None:
    found = roll.missing([node("bot-a", 300, sender=3), *ALL[1:]])
    assert found == ["no node sends", "no node does what time asks for", "bot-a is silent for 5 minutes"]


def test_programs_and_versions_of_the_corpus_side_by_side_are_named() -> None:
    old = node("bot-0", program="0.9", corpus=4)
    assert roll.unlike([old, *ALL]) == [
        "0.9 (bot-0) and 1.0 (bot-a, bot-b, worker-c) run side by side",
        "bot-0 reads version 4 of the corpus, the newest is 5",
    ]
    assert roll.unlike([node("bot-0", 60, "0.9", 4), *ALL]) == [], "it is gone"


def test_one_machine_has_no_roll(tmp_path: Path) -> None:
    with PeopleDatabase.open(tmp_path) as database:
        Roll(database, "bot", lambda: {"sender": 1}).call()
        assert roll.read(database) == []
    assert roll.numbers([]) == {}


def test_status_tells_it_in_lines() -> None:
    found = {"bot_running": True, "trouble": [], "jobs": [], "corpus": None, "people": None,
             "nodes": roll.summary([*ALL, node("bot-d", 300)])}  # fmt: skip
    lines = status_lines(found)
    assert "nodes    bots: 2, workers: 1" in lines
    assert "         bot-a: sender, clock; 1.0, corpus 5, since 2026-12-02 10:00" in lines
    assert "         bot-d is silent for 5 minutes" in lines


# Over a server


@pytest.fixture
def server(postgresql: stores.Server, tmp_path: Path) -> Iterator[stores.Server]:
    stores.SERVER.append((postgresql, None))
    yield postgresql
    stores.SERVER.pop()
    while stores.OPENED:
        with suppress(StoreError):
            stores.OPENED.pop().close()
    postgresql.drop(tmp_path)


def on(server: stores.Server, tmp_path: Path, folder: str) -> PostgresDatabase:
    (tmp_path / folder).mkdir(exist_ok=True)
    database = PostgresDatabase.open(tmp_path / folder, server.of(tmp_path))
    stores.OPENED.append(database)
    return database


def test_a_node_is_the_same_after_a_restart_and_goes_when_it_leaves(tmp_path: Path, server: stores.Server) -> None:
    one, other = on(server, tmp_path, "one"), on(server, tmp_path, "other")
    first = Roll(one, "bot", lambda: {"sender": 2}, "poller")
    first.call()
    Roll(other, "bot", dict).call()
    before = {found.name: found for found in roll.read(other)}
    assert len(before) == 2
    Roll(on(server, tmp_path, "one"), "bot", lambda: {"sender": 3}).call()
    again = {found.name: found for found in roll.read(other)}
    assert again.keys() == before.keys()
    (sender,) = [found for found in again.values() if found.parts]
    assert sender.parts == {"sender": 3}
    assert sender.since > before[sender.name].since
    first.leave()
    assert len(roll.read(other)) == 1


def test_it_is_said_at_once_when_parts_change_and_else_now_and_then(tmp_path: Path, server: stores.Server) -> None:
    parts, hands = {"clock": 1}, [100.0]
    mine = Roll(on(server, tmp_path, "one"), "bot", lambda: parts)
    mine.monotonic = lambda: hands[0]
    mine.call()
    parts = {"clock": 1, "sender": 1}
    mine.call()
    assert roll.read(mine.db)[0].parts == parts
    with patch.object(mine.db, "enrol") as said:
        mine.call()
        hands[0] += roll.EVERY
        mine.call()
    assert said.call_count == 1


def test_who_was_silent_for_a_day_is_struck(tmp_path: Path, server: stores.Server) -> None:
    one = on(server, tmp_path, "one")
    for name, hours in (("bot-old", 25), ("bot-quiet", 2)):
        one.execute("INSERT INTO nodes VALUES (?, 0, ?, 3, '{}')", name, one.now() - hours * 3600)
    Roll(one, "bot", dict).call()
    assert "bot-old" not in {found.name for found in roll.read(one)}
    assert "bot-quiet is silent for 120 minutes" in roll.missing(roll.read(one))


def test_a_worker_is_on_the_roll_until_it_ends(tmp_path: Path, server: stores.Server) -> None:
    leads = Leading(tmp_path, Settings(people_url=SecretStr(server.of(tmp_path))))
    assert leads()
    watching = on(server, tmp_path, "one")
    end = time.monotonic() + 10
    while not roll.holders(roll.read(watching)) and time.monotonic() < end:
        time.sleep(0.05)
    assert roll.holders(roll.read(watching))["worker"].kind == "worker"
    leads.close()
    assert roll.read(watching) == []


def test_health_and_metrics_tell_of_all_nodes_and_of_no_machine(tmp_path: Path, server: stores.Server) -> None:
    async def seen() -> tuple[dict[str, object], str]:
        url = SecretStr(server.of(tmp_path))
        async with running(tmp_path, health_listen="127.0.0.1:0", people_url=url) as bot:
            service = bot.service
            await until(lambda: len(roll.holders(roll.read(service.db))) == 3)
            assert isinstance(service.metrics, Prometheus)
            health = HealthServer(service.metrics, service.standing)
            address = f"http://127.0.0.1:{await health.start('127.0.0.1', 0)}"
            async with aiohttp.ClientSession() as client:
                async with client.get(f"{address}/health") as answer:
                    body = await answer.json()
                async with client.get(f"{address}/metrics") as answer:
                    metrics = await answer.text()
            await health.stop()
            return body, metrics

    body, metrics = asyncio.run(seen())
    (name,) = {each["name"] for each in body["nodes"]["each"]}  # type: ignore[index]
    assert body["nodes"]["parts"] == dict.fromkeys(("sender", "intake", "clock"), name)  # type: ignore[index]
    assert body["problems"] == ["no node works"], "there is no worker"
    for gauge in ("has_sender 1.0", "has_clock 1.0", "nodes_bots 1.0", "nodes_workers 0.0", "nodes_parts_missing 1.0"):
        assert f"khabar_{gauge}" in metrics
    assert str(server.folder) not in json.dumps(body)
    status = CliRunner().invoke(main, ["--data", str(tmp_path), "status", "--json"],
                                env={"KHABAR_PEOPLE_URL": server.of(tmp_path)})  # fmt: skip
    assert json.loads(status.stdout).get("nodes") is None, "it left"


# What versions need


def states(data: Path, address: Path | str) -> dict[str, str]:
    found = exchange.examine(data, Settings(snapshots=SecretStr(str(address))))
    return {finding.what: finding.state for finding in found}


def test_the_doctor_tries_the_place_of_versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "place"
    assert states(tmp_path, place) == {"snapshots": "well"}
    assert list(place.rglob("doctor/*")) == []
    (tmp_path / "file").touch()
    assert states(tmp_path, tmp_path / "file") == {"snapshots": "wrong"}
    assert states(tmp_path, "gibberish://bucket") == {"snapshots": "wrong"}
    assert states(tmp_path, "postgresql://u:parol@127.0.0.1:1/d") == {"snapshots": "wrong"}
    (finding,) = exchange.examine(tmp_path, Settings())
    assert finding.state == "well"


def test_the_doctor_sees_that_no_other_version_has_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from digests.snapshots.shelf import Shelf

    class Newest:
        version, made, size = 7, SINCE, 2**60

    monkeypatch.setattr(Shelf, "newest", lambda _: Newest())
    (tmp_path / "place").mkdir()
    assert states(tmp_path, tmp_path / "place") == {"snapshots": "well", "room for versions": "wrong"}
