"""The proxy of the environment: one answer for Telegram, for feeds and for the doctor."""

from __future__ import annotations

import asyncio
import base64
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import web
from telegram import Bot

from bot.desk import Desk
from bot.doctor import examine
from bot.mail.outcome import Outcome, Sent, Trouble
from bot.service import Account, Service
from bot.telegram import Request, Wire
from config.proxies import check, proxy_for
from config.settings import Settings, SettingsError, load
from digests.clock import SystemClock
from digests.policy import OPEN
from digests.sources.addresses import Reach
from digests.sources.fetch import fetch
from tests.proxy import proxying

VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
TOKEN = "123456:SECRET-token-of-a-bot-that-is-long"
BOTH = ("http", "socks5")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize("spelling", [str.lower, str.upper])
def test_the_scheme_of_an_address_names_its_variable(spelling: object) -> None:
    def way(url: str, **variables: str) -> str | None:
        found = proxy_for(url, {spelling(name): value for name, value in variables.items()})  # type: ignore[operator]
        return found and found.address

    assert way("https://example.org/", https_proxy="http://proxy.example:3128") == "http://proxy.example:3128"
    assert way("http://example.org/", https_proxy="http://proxy.example:3128") is None
    assert way("http://example.org/", http_proxy="proxy.example:8080") == "http://proxy.example:8080"
    assert way("https://example.org/", all_proxy="socks5://[::1]:1080") == "socks5://[::1]:1080"
    assert way("https://example.org/", all_proxy="socks://tor.example/") == "socks5h://tor.example:1080"
    assert way("https://example.org/", all_proxy="http://a:1", https_proxy="http://b:2") == "http://b:2"
    assert way("https://example.org/") is None


@pytest.mark.parametrize(
    ("no_proxy", "direct"),
    [
        ("*", True),
        ("example.org", True),
        (".example.org", True),
        ("*.example.org", True),
        ("other.net, EXAMPLE.ORG", True),
        ("feeds.example.org:443", True),
        ("feeds.example.org:8080", False),
        ("ample.org", False),
        ("org.example", False),
        ("10.0.0.0/8", False),
        ("", False),
    ],
)
def test_no_proxy_names_what_is_reached_directly(no_proxy: str, *, direct: bool) -> None:
    environ = {"HTTPS_PROXY": "http://proxy.example:1", "NO_PROXY": no_proxy}
    assert (proxy_for("https://feeds.example.org/rss", environ) is None) is direct


@pytest.mark.parametrize(
    ("no_proxy", "url", "direct"),
    [
        ("10.0.0.0/8", "http://10.1.2.3/", True),
        ("10.1.2.3", "http://10.1.2.3/", True),
        ("10.1.2.3:80", "http://10.1.2.3/", True),
        ("::1", "http://[::1]:8081/", True),
        ("[::1]:8081", "http://[::1]:8081/", True),
        ("10.0.0.0/8", "http://11.1.2.3/", False),
        ("localhost", "http://localhost:8081/", True),
    ],
)
def test_no_proxy_names_addresses_and_networks(no_proxy: str, url: str, *, direct: bool) -> None:
    assert (proxy_for(url, {"ALL_PROXY": "http://proxy.example:1", "NO_PROXY": no_proxy}) is None) is direct


@pytest.mark.parametrize(
    "value", ["ftp://x", "ftp://x:1080", "http://", "http://user:hidden@", "socks5://x:port", "http://x/path"]
)
def test_what_is_no_proxy_stops_the_start_by_its_variables_name(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="ALL_PROXY"):
        check({"ALL_PROXY": value})
    monkeypatch.setenv("https_proxy", value)
    with pytest.raises(SettingsError) as stopped:
        load()
    assert str(stopped.value).startswith("https_proxy: ")
    assert "hidden" not in str(stopped.value)


def test_a_password_is_never_shown() -> None:
    found = proxy_for("https://example.org/", {"HTTPS_PROXY": "http://khabar:hid%40den@proxy.example:3128"})
    assert found is not None
    assert (found.user, found.password) == ("khabar", "hid@den")
    assert "hid" not in f"{found} {found!r}"
    assert str(found) == "http://proxy.example:3128 (HTTPS_PROXY)"


@pytest.fixture
def feed() -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if "secret" not in self.path else 302)
            self.send_header("Location", "http://127.0.0.1/")
            self.end_headers()
            self.wfile.write(b"news")

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("scheme", BOTH)
def test_feeds_go_by_the_proxy_and_it_resolves_their_names(
    feed: str, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxying(feed) as proxy:
        monkeypatch.setenv("ALL_PROXY", f"{scheme}://khabar:key@{proxy.address}")
        assert fetch("http://feeds.invalid/rss").body == b"news"
        asked = {"http": ("GET", "http://feeds.invalid/rss"), "socks5": ("SOCKS5", "feeds.invalid:80")}
        assert proxy.asked == [asked[scheme]]
        key = base64.b64encode(b"khabar:key").decode()
        assert proxy.credentials == [{"http": key, "socks5": "khabar:key"}[scheme]]


def test_a_feed_of_https_is_tunnelled(feed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with proxying(feed) as proxy:
        monkeypatch.setenv("https_proxy", f"http://{proxy.address}")
        assert fetch("https://feeds.invalid/rss").fault  # what answers there speaks no TLS
        assert proxy.asked == [("CONNECT", "feeds.invalid:443")]


@pytest.mark.parametrize("scheme", [*BOTH, "socks5h"])
@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://0x7f.1/", "http://[::1]/", "http://localhost/", "http://printer/",
        "http://metadata.google.internal/", "http://feeds.invalid:8080/", "http://feeds.invalid/secret",
    ],
)  # fmt: skip
def test_a_proxy_is_not_asked_for_what_we_would_not_dial(
    feed: str, url: str, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxying(feed) as proxy:
        monkeypatch.setenv("ALL_PROXY", f"{scheme}://{proxy.address}")
        fetched = fetch(url)
        assert fetched.body is None
        assert str(fetched.fault).endswith(("is not on the public internet", "neither 80 nor 443"))
        assert len(proxy.asked) == ("secret" in url)


def test_a_feed_that_no_proxy_names_is_dialled(feed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert fetch(feed + "/", reach=Reach(everything=True)).fault == "the proxy cannot be reached"
    monkeypatch.setenv("NO_PROXY", "127.0.0.0/8")
    assert fetch(feed + "/", reach=Reach(everything=True)).body == b"news"


async def telegram() -> tuple[web.ServerRunner, str]:
    """A Bot API of few words. (The simulator's own refuses names that are not its own.)"""

    async def answer(request: web.BaseRequest) -> web.Response:
        me = {"id": 1, "is_bot": True, "first_name": "Khabar", "username": "khabar_bot"}
        return web.json_response({"ok": True, "result": [] if request.path.endswith("getUpdates") else me})

    runner = web.ServerRunner(web.Server(answer, access_log=None))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


@pytest.mark.parametrize("scheme", BOTH)
def test_telegram_goes_by_the_proxy(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def main() -> list[tuple[str, str]]:
        runner, address = await telegram()
        with proxying(address) as there:
            monkeypatch.setenv("ALL_PROXY", f"{scheme}://{there.address}")
            url = "http://api.telegram.invalid"
            proxy = proxy_for(url)
            wire = Wire(url, TOKEN, proxy=proxy)
            await wire.open()
            assert isinstance(await wire.call("sendMessage", {"chat_id": 1, "text": "салом"}), Sent)
            assert isinstance(await wire.call("getUpdates", {"timeout": 0}, poll=True), Sent)
            await wire.close()
            request = Request(proxy=proxy)
            async with Bot(TOKEN, base_url=f"{url}/bot", request=request, get_updates_request=request) as bot:
                await bot.get_me()
            await runner.cleanup()
            return there.asked

    asked = asyncio.run(main())
    assert asked
    assert all("api.telegram.invalid" in target for _, target in asked)


def test_a_proxy_that_is_not_there_is_trouble_that_surely_sent_nothing() -> None:
    async def call(scheme: str) -> Outcome:
        wire = Wire(
            "http://api.telegram.invalid", TOKEN, proxy=proxy_for("http://x", {"ALL_PROXY": f"{scheme}://127.0.0.1:9"})
        )
        await wire.open()
        try:
            return await wire.call("sendMessage", {})
        finally:
            await wire.close()

    for scheme in BOTH:
        assert isinstance(asyncio.run(call(scheme)), Trouble)


def test_the_simulator_is_reached_directly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    settings = Settings(people_plain=True)

    def way(*, simulated: bool) -> object:
        account = Account(TOKEN, "http://127.0.0.1:8081", simulated=simulated)
        desk = Desk.open(tmp_path, SystemClock(), policy=OPEN)
        return Service(tmp_path, settings, SystemClock(), account, desk=desk).proxy

    assert way(simulated=True) is None
    assert way(simulated=False) is not None


def test_the_doctor_goes_by_the_proxy_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def main() -> tuple[list[str], list[tuple[str, str]]]:
        runner, address = await telegram()
        with proxying(address) as there:
            monkeypatch.setenv("ALL_PROXY", f"socks5://khabar:hidden@{there.address}")
            settings = Settings(telegram_token=TOKEN, telegram_url="http://api.telegram.invalid", people_plain=True)  # type: ignore[arg-type]
            found = await asyncio.to_thread(examine, tmp_path, settings)
            await runner.cleanup()
            return [finding.line() for finding in found], there.asked

    lines, asked = asyncio.run(main())
    assert asked == [("SOCKS5", "api.telegram.invalid:80")]
    (said,) = [line for line in lines if " proxy: " in line]
    assert "Telegram by socks5://127.0.0.1" in said
    assert "feeds by socks5://127.0.0.1" in said
    assert "hidden" not in " ".join(lines)
    assert any("Telegram knows it" in line for line in lines)
