"""What the service says of itself: honest, and without a person in it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import aiohttp
import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.doctor import examine
from bot.finding import Finding
from bot.health import HealthServer, Prometheus
from bot.mail.intake import host_and_port
from bot.people.database import PeopleDatabase
from bot.people.subscribers import Subscriber
from bot.simulator import places
from bot.simulator.server import SimulatorServer
from config.settings import Settings
from digests.clock import SystemClock
from digests.errors import BadInput
from digests.model import Readers
from digests.sources.walls import WALLS
from tests.bot.running import TOKEN, free, running, until


def test_health_and_metrics_tell_how_it_is_and_nothing_of_anybody(tmp_path: Path) -> None:
    chat = 77_123_456_789

    async def seen() -> tuple[int, str, int, str]:
        async with running(tmp_path, health_listen="127.0.0.1:0") as bot, aiohttp.ClientSession() as client:
            service = bot.service
            assert isinstance(service.metrics, Prometheus)
            service.subscribers.save(Subscriber(chat, "tg", active=True))
            await bot.say("Саволи махфӣ?", chat=chat)
            await bot.answered(1, chat)
            server = HealthServer(service.metrics, service.standing)
            url = f"http://127.0.0.1:{await server.start('127.0.0.1', 0)}"
            async with client.get(f"{url}/metrics") as answer:
                metrics = await answer.text()
            async with client.get(f"{url}/health") as answer:
                well = answer.status
            service.polling.failures = 99
            async with client.get(f"{url}/health") as answer:
                ill, why = answer.status, await answer.text()
            await server.stop()
            return well, metrics, ill, why

    well, metrics, ill, why = asyncio.run(seen())
    assert (well, ill) == (200, 503)
    assert json.loads(why)["problems"] == ["Telegram cannot be reached"]
    assert 'khabar_sends_total{outcome="sent"}' in metrics
    assert "khabar_chats_subscribed 1.0" in metrics
    for secret in (str(chat), "махфӣ", TOKEN, TOKEN.split(":")[1]):
        assert secret not in metrics + why


def test_the_service_listens_where_it_is_told(tmp_path: Path) -> None:
    async def seen() -> str:
        address = free()
        async with (
            running(tmp_path, health_listen=address),
            aiohttp.ClientSession() as client,
            client.get(f"http://{address}/health") as answer,
        ):
            return await answer.text()

    assert json.loads(asyncio.run(seen())) == {"status": "ok", "problems": [], "held": 0}


@pytest.mark.parametrize("wrong", ["", "8080", "host:", "host:port", "host:99999"])
def test_a_wrong_address_names_its_setting(wrong: str) -> None:
    with pytest.raises(BadInput, match="KHABAR_HEALTH_LISTEN"):
        host_and_port(wrong, "KHABAR_HEALTH_LISTEN")


@pytest.mark.parametrize(
    ("denied", "listed", "state"),
    [
        ((), "tg:@khabar_news", "well"),
        (("can_post_messages",), "tg:@khabar_news:weekly", "wrong"),
        ((), "ru:-100100200300", "wrong"),
        ((), "", "well"),
    ],
)
def test_the_doctor_asks_after_the_channels(tmp_path: Path, denied: tuple[str, ...], listed: str, state: str) -> None:
    async def seen() -> list[Finding]:
        server = SimulatorServer(SystemClock())
        chat = places.channel(server.world, -1009, "Хабар", {1: "creator"}, username="khabar_news")
        places.stand(server.world, chat, 1, "administrator", set(denied))
        url = await server.start()
        settings = Settings(telegram_token=TOKEN, people_plain=True, telegram_url=url, channels=listed)
        try:
            return await asyncio.to_thread(examine, tmp_path, settings)
        finally:
            await server.close()

    (finding,) = [each for each in asyncio.run(seen()) if each.what in {"channel", "channels"}]
    assert finding.state == state
    assert finding.todo or state != "wrong"


def test_status_of_an_empty_folder_is_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--data", str(tmp_path), "status"])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


def test_status_says_what_runs_and_what_waits(tmp_path: Path) -> None:
    async def seen() -> str:
        async with running(tmp_path) as bot:
            await bot.say("/help")
            await bot.answered(1)
            await until(lambda: bot.service.handling.idle)
            result = await asyncio.to_thread(CliRunner().invoke, main, ["--data", str(tmp_path), "status", "--json"])
            return result.stdout

    found = json.loads(asyncio.run(seen()))
    assert found["bot_running"] is True
    assert found["people"]["counts"]["update handled"] == 1
    assert found["corpus"] is None
    text = CliRunner().invoke(main, ["--data", str(tmp_path), "status"])
    assert "does not run" in text.stdout


def test_status_without_the_key_says_so_and_goes_on(tmp_path: Path) -> None:
    PeopleDatabase.open(tmp_path, "key").close()
    result = CliRunner().invoke(main, ["--data", str(tmp_path), "status"])
    assert result.exit_code == 0
    assert "KHABAR_PEOPLE_KEY" in result.stdout


def wrong(data: Path, **settings: object) -> set[str]:
    found = examine(data, Settings(**settings), offline=not settings.get("telegram_url"))  # type: ignore[arg-type]
    assert all(finding.todo for finding in found if finding.state == "wrong")
    return {finding.what for finding in found if finding.state == "wrong"}


def test_the_doctor_finds_what_is_wrong_and_says_what_to_do(tmp_path: Path) -> None:
    assert wrong(tmp_path) == set()
    assert wrong(tmp_path, telegram_token=TOKEN) == {"key"}
    assert wrong(tmp_path, telegram_token="no token", people_plain=True) == {"token"}
    assert wrong(tmp_path, telegram_token=TOKEN, people_plain=True, telegram_url="http://127.0.0.1:9") == {"token"}
    PeopleDatabase.open(tmp_path, "key").close()
    assert wrong(tmp_path, people_key="another") == {"key"}
    assert wrong(tmp_path, people_key="key") == set()
    (tmp_path / "file").touch()
    assert wrong(tmp_path / "file" / "folder") == {"disk"}


@pytest.mark.parametrize("missing", [(), ("files", "calls")])
def test_the_doctor_says_which_walls_stand(
    tmp_path: Path, missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    standing = tuple(name for name in WALLS if name not in missing)
    monkeypatch.setattr("bot.doctor.Quarantine.walls", lambda _: standing)
    (finding,) = [each for each in examine(tmp_path, Settings(), offline=True) if each.what == "walls"]
    assert finding.state == ("worth a look" if missing else "well")
    assert all(name in finding.said for name in WALLS)


@pytest.mark.parametrize(
    ("readers", "said"), [("both", "the two differ"), ("rules", "the rules alone"), ("second", "second reader alone")]
)
def test_the_doctor_says_who_reads_figures(tmp_path: Path, readers: Readers, said: str) -> None:
    found = examine(tmp_path, Settings(figure_readers=readers), offline=True)
    (finding,) = [each for each in found if each.what == "figures"]
    assert finding.state == "well" and said in finding.said


@pytest.mark.parametrize(("known", "found"), [(TOKEN, set()), ("1:another", {"token"})])
def test_the_doctor_asks_telegram(tmp_path: Path, known: str, found: set[str]) -> None:
    async def seen() -> set[str]:
        server = SimulatorServer(SystemClock(), token=known)
        settings = {"telegram_token": TOKEN, "people_plain": True, "telegram_url": await server.start()}
        try:
            return await asyncio.to_thread(wrong, tmp_path, **settings)
        finally:
            await server.close()

    assert asyncio.run(seen()) == found
