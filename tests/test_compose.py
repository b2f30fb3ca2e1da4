"""`compose.yaml` holds together: settings that exist, commands that are ours, health checks that tell well from ill.

No engine is asked. The same arrangement as bare processes, behind the same proxy, was run by hand (DESIGN.md).
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli import BOT_COMMANDS
from bot.databases import server as look_at_server
from config.settings import PREFIX, Settings
from digests.jobs import JobLog
from tests.bot import stores
from tests.bot.running import free, running

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)(?::([?-])([^}]*))?\}")
GIVEN = {
    "KHABAR_TELEGRAM_TOKEN": "123456:abc", "KHABAR_PEOPLE_KEY": "k", "POSTGRES_PASSWORD": "parol",
    "KHABAR_HOST": "bot.example.org",
}  # fmt: skip
"""What has to stand in `.env`."""


def interpolated(value: str) -> str:
    return VARIABLE.sub(lambda found: GIVEN.get(found[1], found[3] or ""), value)


COMPOSE: dict[str, Any] = yaml.safe_load(interpolated(TEXT))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "khabar"}
BOTS = {name: service for name, service in OURS.items() if service["command"] == ["bot"]}


def test_there_are_two_bots_a_worker_a_server_and_a_proxy() -> None:
    assert sorted(service["command"][0] for service in OURS.values()) == ["bot", "bot", "worker"]
    assert sorted(service["image"].partition(":")[0] for service in SERVICES.values()) == [
        "caddy", "khabar", "khabar", "khabar", "postgres",
    ]  # fmt: skip


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_is_bounded_watched_and_walled_in(name: str) -> None:
    service = SERVICES[name]
    assert re.fullmatch(r"khabar|[a-z]+:\d+[\w.-]*", service["image"]), "a version is named"
    assert service["restart"] == "unless-stopped"
    assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
    assert re.fullmatch(r"\d+s", service["stop_grace_period"])
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert name in BOTS or service["healthcheck"]["test"][0] == "CMD", "a bot has the image's own"


def test_a_stop_has_the_time_that_it_may_take() -> None:
    promised = int(re.search(r"within (\d+) seconds: nothing more is taken", " ".join(OPERATING.split()))[1])  # type: ignore[index]
    assert all(int(service["stop_grace_period"].rstrip("s")) > promised for service in OURS.values())


def test_what_is_named_is_there() -> None:
    kinds = {"networks": set(COMPOSE["networks"]), "configs": set(COMPOSE["configs"])}
    for service in SERVICES.values():
        assert set(service["networks"]) <= kinds["networks"]
        assert {each["source"] for each in service.get("configs", ())} <= kinds["configs"]
        assert set(service.get("depends_on", ())) <= set(SERVICES)
    volumes = [volume.split(":")[0] for service in SERVICES.values() for volume in service["volumes"]]
    assert sorted(volumes) == sorted(COMPOSE["volumes"]), "each its own"


def test_the_server_is_reached_by_ours_alone() -> None:
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert {name for name, service in SERVICES.items() if "inside" in service["networks"]} == {*OURS, "postgresql"}
    assert "outside" not in SERVICES["postgresql"]["networks"]
    open_ports = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert [port for port in open_ports if not port.startswith("127.0.0.1:")] == ["80:80", "443:443"]


@pytest.mark.parametrize("name", OURS)
def test_settings_exist_and_are_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = OURS[name]["environment"]
    known = {PREFIX + field.upper() for field in Settings.model_fields}
    assert {key for key in environment if key.startswith(PREFIX)} <= known
    for key, value in environment.items():
        monkeypatch.setenv(key, value or "")
    settings = Settings()
    assert settings.people_key and settings.people_url and settings.snapshots
    assert "PGPASSWORD" in environment and GIVEN["POSTGRES_PASSWORD"] not in environment["KHABAR_PEOPLE_URL"]


def test_the_worker_is_not_given_the_token() -> None:
    assert "KHABAR_TELEGRAM_TOKEN" not in OURS["worker"]["environment"]


@pytest.mark.parametrize("name", OURS)
def test_commands_are_ours(name: str) -> None:
    assert OURS[name]["command"][0] in BOT_COMMANDS


def test_secrets_are_asked_for_and_explained() -> None:
    found = VARIABLE.findall(TEXT)
    assert {name for name, how, _ in found if how == "?"} == set(GIVEN)
    assert all(how for _, how, _ in found), "none is empty unsaid"
    (section,) = re.findall(r"^## Compose\n(.*?)^## ", OPERATING, re.MULTILINE | re.DOTALL)
    assert {name for name, _, _ in found if f"`{name}`" not in section and f"{name}=" not in section} == set()


def served(name: str) -> dict[str, str]:
    """Where a bot listens: which setting, which port."""
    return {
        key: value.rpartition(":")[2] for key, value in BOTS[name]["environment"].items() if key.endswith("_LISTEN")
    }


def test_the_proxy_leads_to_where_the_bots_listen() -> None:
    caddyfile = COMPOSE["configs"]["caddyfile"]["content"]
    ways = re.findall(r"handle (\S+) \{\s+reverse_proxy (.+) \{", caddyfile)
    expected = {"/hook": "KHABAR_WEBHOOK_LISTEN", "/health": "KHABAR_HEALTH_LISTEN"}
    assert dict(ways) == {
        path: " ".join(f"{name}:{served(name)[setting]}" for name in BOTS) for path, setting in expected.items()
    }
    assert caddyfile.count("{") == caddyfile.count("}")
    assert "exclude http.log http.handlers" in caddyfile, "of a request that fails it would log the secret"
    (bot, *_) = BOTS.values()
    assert bot["environment"]["KHABAR_WEBHOOK_URL"] == f"https://{GIVEN['KHABAR_HOST']}/hook"


# Health checks, run


def ends(*command: str) -> int:
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_the_check_of_a_worker_tells_one_that_works_from_one_that_hangs(tmp_path: Path) -> None:
    first, python, option, program = OURS["worker"]["healthcheck"]["test"]
    assert (first, python, option) == ("CMD", "python", "-c")
    here = program.replace("/data", str(tmp_path))
    assert ends(sys.executable, "-c", here) != 0, "nothing was noted yet"
    JobLog(tmp_path).note("feeds", looked="2026-12-02T10:00:00+00:00")
    assert ends(sys.executable, "-c", here) == 0
    stale = here.replace("time.time()", "(time.time() + 3600)")
    assert ends(sys.executable, "-c", stale) != 0


def test_the_check_of_a_bot_tells_well_from_ill(tmp_path: Path) -> None:
    docker = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    python, option, program = json.loads(re.search(r"HEALTHCHECK .*\\\n\s+CMD (\[.*\])", docker)[1])  # type: ignore[index]
    assert (python, option) == ("python", "-c")
    assert {served(name)["KHABAR_HEALTH_LISTEN"] for name in BOTS} == {"9090"}, "where the image's check looks"

    async def asked() -> list[int]:
        address = free()
        here = program.replace("9090", address.rpartition(":")[2])
        async with running(tmp_path, health_listen=address) as bot:
            well = await asyncio.to_thread(ends, sys.executable, "-c", here)
            bot.service.polling.failures = 99
            ill = await asyncio.to_thread(ends, sys.executable, "-c", here)
        return [well, ill, await asyncio.to_thread(ends, sys.executable, "-c", here)]

    well, ill, gone = asyncio.run(asked())
    assert well == 0
    assert ill != 0 and gone != 0


def test_the_server_logs_no_statement_and_its_check_holds(tmp_path: Path) -> None:
    first, *options = SERVICES["postgresql"]["command"]
    assert first == "postgres"
    with stores.running() as server:
        server.stop("fast")
        server.start(*options)
        address = server.of(tmp_path, "key")
        found = {each.what for each in look_at_server(tmp_path, Settings(people_url=address, people_key="key"))}
        assert "logging" not in found
        with pytest.raises(Exception, match="duplicate"):
            server.ask("CREATE TABLE x (v text PRIMARY KEY); INSERT INTO x VALUES ('planted'), ('planted')")
        with pytest.raises(Exception, match="invalid"):
            server.ask("SELECT 'planted'::int")
        assert "planted" not in (server.folder / "log").read_text(encoding="utf-8")
        check = SERVICES["postgresql"]["healthcheck"]["test"]
        ready = [server.programs / check[1], *check[2:], "-h", server.folder, "-p", stores.PORT]
        assert ends(*map(str, ready)) == 0
        server.stop("fast")
        assert ends(*map(str, ready)) != 0
        server.start()


def test_caddy_reads_its_file(tmp_path: Path) -> None:
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("no Caddy here")
    (tmp_path / "Caddyfile").write_text(COMPOSE["configs"]["caddyfile"]["content"], encoding="utf-8")
    assert ends(caddy, "validate", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile") == 0
