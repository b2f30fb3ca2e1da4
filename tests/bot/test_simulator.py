"""The simulator behaves as Telegram does where the bot relies on it, and is closed to foreign pages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.simulator import acts
from bot.simulator.account import METHODS
from bot.simulator.errors import ApiError
from bot.simulator.markup import check_keyboard, cut, formatted, parse_html, units
from bot.simulator.server import SimulatorServer
from digests.clock import FixedClock
from tests.bot.house import png

START = datetime(2024, 3, 29, 4, tzinfo=UTC)


class Caller:
    """Calls the Bot API and the control API."""

    def __init__(self, server: SimulatorServer, session: aiohttp.ClientSession) -> None:
        self.server, self.session = server, session

    async def bot(self, method: str, **params: Any) -> dict[str, Any]:
        url = f"{self.server.address}/bot1:simulator/{method}"
        async with self.session.post(url, json=params) as answer:
            found: dict[str, Any] = await answer.json()
            assert found["ok"] or found["error_code"] == answer.status
            return found

    async def control(self, name: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        headers = {"X-Simulator-Token": self.server.control_token}
        url = f"{self.server.address}/control/{name}"
        async with self.session.request("POST" if body else "GET", url, json=body, headers=headers) as answer:
            found: dict[str, Any] = await answer.json()
            return found


@asynccontextmanager
async def simulated(**options: Any) -> AsyncIterator[Caller]:
    server = SimulatorServer(FixedClock(START), **options)
    await server.start()
    try:
        async with aiohttp.ClientSession(trust_env=False) as session:
            yield Caller(server, session)
    finally:
        await server.close()


def run(act: Callable[[Caller], Awaitable[None]], **options: Any) -> None:
    async def main() -> None:
        async with simulated(**options) as caller:
            await act(caller)

    asyncio.run(main())


# -- formatting and limits


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("<b>a</b>", "a", [("bold", 0, 1)]),
        ("<b>a<i>б</i></b>", "aб", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀<b>a</b>", "😀a", [("bold", 2, 1)]),
        ("&lt;b&gt; &amp;amp; &quot; &#1203; &#x4B3; &nbsp;", '<b> &amp; " ҳ ҳ &nbsp;', []),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("<span class='tg-spoiler'>x</span>", "x", [("spoiler", 0, 1)]),
        ('<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
        ("<B>x</B>", "x", [("bold", 0, 1)]),
        ("<b></b>x", "x", []),
        ('<a href="not a link">x</a>', "x", []),
    ],
)
def test_html_is_read_as_telegram_reads_it(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    plain, found = parse_html(html)
    assert plain == text
    assert [(one["type"], one["offset"], one["length"]) for one in found] == entities


def test_links_carry_their_unescaped_address() -> None:
    _, (link,) = parse_html('<a href="https://a.example/?x=1&amp;y=2">x</a>')
    assert link["url"] == "https://a.example/?x=1&y=2"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("ҳ<foo>x</foo>", 'Unsupported start tag "foo" at byte offset 2'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(html: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@given(st.text(st.sampled_from(list("<>/&;#b \"'=ahref-😀ҳ\n\0")), max_size=60))
def test_any_markup_is_parsed_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except ApiError:
        return
    assert all(one["offset"] >= 0 and one["offset"] + one["length"] <= units(text) for one in entities)


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_escaped_text_comes_back(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain, entities = parse_html(f"<b>{escaped}</b>")
    assert plain == text
    assert [cut(plain, one["offset"], one["length"]) for one in entities] == ([text] if text else [])


def test_lengths_count_utf16_units_after_parsing() -> None:
    assert formatted("<b>" + "😀" * 2048 + "</b>", "HTML", None, 4096)[0] == "😀" * 2048
    with pytest.raises(ApiError, match="message is too long"):
        formatted("😀" * 2049, None, None, 4096)
    with pytest.raises(ApiError, match="caption is too long"):
        formatted("a" * 1025, None, None, 1024)
    with pytest.raises(ApiError, match="ENTITIES_TOO_LONG"):
        formatted("<b>a</b>" * 101, "HTML", None, 4096)
    assert formatted("  <b> a </b>\n", "HTML", None, 4096) == ("a", [{"type": "bold", "offset": 0, "length": 1}])


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "x", "callback_data": "ҳ" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "copy_text": {"text": "a" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "url": "javascript:alert(1)"}, "Wrong HTTP URL"),
        ({"text": " ", "callback_data": "a"}, "inline keyboard button"),
        ({"text": "x"}, "unallowed in the inline keyboard"),
        ({"text": "x", "callback_data": "a", "url": "https://a.example"}, "several actions"),
    ],
)
def test_buttons_that_telegram_refuses(button: dict[str, Any], words: str) -> None:
    with pytest.raises(ApiError, match=words):
        check_keyboard({"inline_keyboard": [[button]]})


def test_rows_that_telegram_refuses() -> None:
    one = {"text": "x", "callback_data": "a"}
    for rows in ([[]], [[one] * 9], [[one]] * 101):
        with pytest.raises(ApiError):
            check_keyboard({"inline_keyboard": rows})


# -- sending, editing, deleting


def test_sends_and_their_refusals() -> None:
    async def act(caller: Caller) -> None:
        async def refused(method: str, **params: Any) -> str:
            found = await caller.bot(method, **params)
            assert not found["ok"]
            return str(found["description"])

        assert (await caller.bot("getMe"))["result"]["username"] == "khabar_bot"
        assert (await caller.bot("noSuch"))["error_code"] == 404
        assert await refused("sendMessage", text="x") == "Bad Request: chat_id is empty"
        assert await refused("sendMessage", chat_id=999, text="x") == "Bad Request: chat not found"
        assert await refused("sendMessage", chat_id=1, text=" \n") == "Bad Request: message text is empty"
        assert (
            await refused("sendMessage", chat_id=1, text="x", parse_mode="Foo") == "Bad Request: unsupported parse_mode"
        )
        assert "replied not found" in await refused(
            "sendMessage", chat_id=1, text="x", reply_parameters={"message_id": 9}
        )
        sent = (await caller.bot("sendMessage", chat_id=1, text="<b>x</b>", parse_mode="HTML"))["result"]
        assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
        edit = {"chat_id": 1, "message_id": sent["message_id"], "text": "x", "entities": sent["entities"]}
        assert "message is not modified" in await refused("editMessageText", **edit)
        assert (await caller.bot("editMessageText", **{**edit, "text": "y"}))["ok"]
        assert await refused("editMessageText", chat_id=1, message_id=99, text="x") == (
            "Bad Request: message to edit not found"
        )
        caller.server.world.clock.set(START + timedelta(hours=49))  # type: ignore[attr-defined]
        assert "can't be deleted" in await refused("deleteMessage", chat_id=1, message_id=sent["message_id"])
        for reason, words in (("blocked", "blocked by the user"), ("deactivated", "user is deactivated")):
            await caller.control("block", {"chat": 2, "reason": reason})
            found = await caller.bot("sendMessage", chat_id=2, text="x")
            assert found["error_code"] == 403
            assert words in found["description"]

    run(act)


def test_a_picture_is_uploaded_once_and_sent_again_by_its_id() -> None:
    async def act(caller: Caller) -> None:
        form = aiohttp.FormData({"chat_id": "1", "caption": "<i>c</i>", "parse_mode": "HTML"})
        form.add_field("photo", png(), filename="chart.png", content_type="image/png")
        async with caller.session.post(f"{caller.server.address}/bot1:simulator/sendPhoto", data=form) as answer:
            first = (await answer.json())["result"]
        assert (first["photo"][0]["width"], first["caption_entities"][0]["type"]) == (40, "italic")
        again = await caller.bot("sendPhoto", chat_id=2, photo=first["photo"][0]["file_id"])
        assert again["result"]["photo"] == first["photo"]
        wrong = await caller.bot("sendPhoto", chat_id=2, photo="nothing")
        assert wrong["description"] == "Bad Request: wrong file identifier/HTTP URL specified"
        async with caller.session.get(f"{caller.server.address}/file/{first['photo'][0]['file_id']}") as answer:
            assert await answer.read() == png()

    run(act)


# -- updates


def test_updates_wait_until_a_higher_offset_confirms_them() -> None:
    async def act(caller: Caller) -> None:
        for n in range(3):
            await caller.control("message", {"chat": 1, "text": f"m{n}"})

        async def ids(**params: Any) -> list[int]:
            return [update["update_id"] for update in (await caller.bot("getUpdates", **params))["result"]]

        first, second, third = await ids()
        assert await ids() == [first, second, third]
        assert await ids(limit=1) == [first]
        assert await ids(offset=second) == [second, third]
        assert await ids() == [second, third]
        assert await ids(offset=-1) == [third]
        assert await ids() == [third]
        assert await ids(offset=third + 1) == []
        assert (await caller.control("counters"))["confirmed"] == 3

    run(act)


def test_a_long_poll_wakes_and_a_second_one_ends_the_first() -> None:
    async def act(caller: Caller) -> None:
        first = asyncio.create_task(caller.bot("getUpdates", timeout=20))
        await asyncio.sleep(0.05)
        second = asyncio.create_task(caller.bot("getUpdates", timeout=20))
        assert (await first)["error_code"] == 409
        await caller.control("message", {"chat": 1, "text": "/start"})
        (update,) = (await second)["result"]
        assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]

    run(act)


def test_only_the_kinds_that_were_asked_for_come() -> None:
    async def act(caller: Caller) -> None:
        await caller.bot("getUpdates", allowed_updates=["callback_query"])
        assert (await caller.control("message", {"chat": 1, "text": "x"}))["update_id"] is None
        await caller.bot("getUpdates", allowed_updates=[])
        assert (await caller.control("message", {"chat": 1, "text": "x"}))["update_id"] is not None

    run(act)


def test_a_webhook_gets_updates_in_order_with_its_secret_until_it_says_yes() -> None:
    async def act(caller: Caller) -> None:
        got: list[tuple[str, str]] = []
        done = asyncio.Event()

        async def hook(request: web.BaseRequest) -> web.Response:
            body = json.loads(await request.read())
            if len(got) == 2:
                done.set()
            got.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], body["message"]["text"]))
            return web.Response(status=500 if len(got) == 1 else 200)

        runner = web.ServerRunner(web.Server(hook))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        assert not (await caller.bot("setWebhook", url="https://elsewhere.example/"))["ok"]
        assert not (await caller.bot("setWebhook", url=url, secret_token="a b"))["ok"]
        assert (await caller.bot("setWebhook", url=url, secret_token="s"))["ok"]
        assert (await caller.bot("getUpdates"))["error_code"] == 409
        for text in ("one", "two"):
            await caller.control("message", {"chat": 1, "text": text})
        await asyncio.wait_for(done.wait(), 10)
        assert got == [("s", "one"), ("s", "one"), ("s", "two")]
        await caller.bot("deleteWebhook")
        assert (await caller.bot("getWebhookInfo"))["result"]["url"] == ""
        await runner.cleanup()

    run(act)


# -- groups


def test_in_privacy_mode_a_group_hides_what_is_not_meant_for_the_bot() -> None:
    async def act(caller: Caller) -> None:
        world = caller.server.world
        chat = world.chats[-100]
        sent = (await caller.bot("sendMessage", chat_id=-100, text="x"))["result"]["message_id"]
        for text, reply, seen in [
            ("hello", None, False), ("/help", None, True), ("/help@other_bot", None, False), ("yes", sent, True),
            ("hi @Khabar_Bot", None, True),
        ]:  # fmt: skip
            assert (acts.write(world, chat, 3, text, reply_to=reply)[1] is not None) is seen, text

    run(act)


def test_a_group_that_becomes_a_supergroup_tells_its_new_id() -> None:
    async def act(caller: Caller) -> None:
        await caller.control("migrate", {"chat": -100, "to": -200})
        found = await caller.bot("sendMessage", chat_id=-100, text="x")
        assert found["parameters"] == {"migrate_to_chat_id": -200}
        assert (await caller.bot("sendMessage", chat_id=-200, text="x"))["ok"]

    run(act)


# -- trouble on order


def test_faults_strike_as_ordered() -> None:
    async def act(caller: Caller) -> None:
        async def send() -> dict[str, Any] | str:
            try:
                return await caller.bot("sendMessage", chat_id=1, text="x")
            except (aiohttp.ClientError, json.JSONDecodeError) as error:
                return type(error).__name__

        async def order(**rule: Any) -> None:
            await caller.control("faults", {"rules": [{"methods": ["sendmessage"], "count": 1, **rule}]})

        journal = caller.server.world.journal
        await order(kind="429", retry_after=7)
        found = await send()
        assert isinstance(found, dict)
        assert found["parameters"]["retry_after"] == 7
        for kind, counted in [("cut_before", 0), ("cut_after", 1), ("500", 0), ("502", 0), ("bad_json", 1)]:
            await order(kind=kind)
            before = len(journal)
            assert isinstance(await send(), str)
            assert len(journal) - before == counted, kind
            assert isinstance(await send(), dict)  # once only
        await order(kind="error", code=403, description="Forbidden: user is deactivated")
        found = await send()
        assert isinstance(found, dict)
        assert found["error_code"] == 403
        assert "error" in await caller.control("faults", {"rules": [{"kind": "nonsense"}]})

    run(act)


def test_rates_are_enforced_when_wished() -> None:
    async def act(caller: Caller) -> None:
        await caller.control("settings", {"rates": {"overall": 30, "chat": 1, "group": 2}})
        answers = [await caller.bot("sendMessage", chat_id=chat, text="x") for chat in (1, 1, 2, -100, -100, -100)]
        assert [answer["ok"] for answer in answers] == [True, False, True, True, True, False]
        assert answers[1]["parameters"]["retry_after"] == 1
        assert 50 < answers[5]["parameters"]["retry_after"] <= 60

    run(act)


# -- the clock


def test_a_step_runs_every_hour_in_order_and_only_forward() -> None:
    async def act(caller: Caller) -> None:
        passed: list[tuple[datetime, datetime]] = []

        async def on_step(hour: datetime) -> None:
            passed.append((hour, caller.server.world.clock.now()))

        caller.server.on_step = on_step
        found = await caller.control("clock", {"to": "2024-03-29T12:30", "zone": "Asia/Dushanbe"})
        assert found == {"now": "2024-03-29T07:30:00+00:00", "hours": 3}
        assert [hour for hour, _ in passed] == [START + timedelta(hours=n) for n in (1, 2, 3)]
        assert all(hour == now for hour, now in passed)
        for order in (
            {"to": "2024-03-01T00:00"},
            {"hours": -1},
            {"to": "soon"},
            {"days": 10_000},
            {"to": "2024-04-01", "zone": "X"},
        ):
            assert "error" in await caller.control("clock", order), order

    run(act)


# -- who may use it


def test_foreign_pages_and_hosts_are_refused() -> None:
    async def act(caller: Caller) -> None:
        async def status(path: str, **headers: str) -> int:
            async with caller.session.get(caller.server.address + path, headers=headers) as answer:
                assert "Access-Control-Allow-Origin" not in answer.headers
                return answer.status

        assert await status("/") == 200
        assert await status("/", Host="evil.example") == 421
        assert await status("/bot1:x/getMe", Host="evil.example:80") == 421
        assert await status("/bot1:x/getMe", Origin="https://evil.example") == 403
        assert await status("/words.json", **{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}) == 403
        assert await status("/control/sent") == 403
        assert await status("/control/sent", **{"X-Simulator-Token": "wrong"}) == 403
        assert await status("/control/events?chat=1&token=wrong") == 403
        assert await status("/control/sent", **{"X-Simulator-Token": caller.server.control_token}) == 200
        assert await status("/../../etc/passwd") == 404
        assert await status("/file/nothing") == 404
        assert caller.server.address.startswith("http://127.0.0.1:")

    run(act)


def test_only_the_right_token_where_one_is_named() -> None:
    async def act(caller: Caller) -> None:
        assert (await caller.bot("getMe"))["error_code"] == 401

    run(act, token="2:other")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"\xff\xfe", b'{"chat_id": {"a": 1}, "text": [1]}', b'{"chat_id": "x"}']
)
def test_broken_calls_are_refused(body: bytes) -> None:
    async def act(caller: Caller) -> None:
        url = f"{caller.server.address}/bot1:simulator/sendMessage"
        async with caller.session.post(url, data=body, headers={"Content-Type": "application/json"}) as answer:
            assert answer.status == 400

    run(act)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(
    ["text", "entities", "parse_mode", "reply_markup", "reply_parameters", "photo", "caption", "message_id", "commands",
     "scope", "allowed_updates", "results", "inline_query_id", "offset", "limit", "link_preview_options", "message_ids"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(set(METHODS) - {"setwebhook", "leavechat"})), st.dictionaries(NAMES, ANY, max_size=4))
def test_any_parameters_are_taken_or_refused(method: str, params: dict[str, Any]) -> None:
    async def act() -> None:
        server = SimulatorServer(FixedClock(START))
        answer = await server._run(METHODS[method], method, {"chat_id": 1, **params})
        assert answer.status in {200, 400, 403, 409}

    asyncio.run(act())


def test_the_page_sees_messages_as_they_come() -> None:
    async def act(caller: Caller) -> None:
        url = f"{caller.server.address}/control/events?chat=1&token={caller.server.control_token}"
        async with caller.session.get(url) as stream:
            await stream.content.readuntil(b"\n\n")
            await caller.bot("sendMessage", chat_id=2, text="for another")
            await caller.bot("sendMessage", chat_id=1, text="ҳа")
            seen = [json.loads((await stream.content.readuntil(b"\n\n")).removeprefix(b"data: ")) for _ in range(2)]
            assert seen[0] == {"event": "elsewhere", "chat": 2}
            assert seen[1]["message"]["text"] == "ҳа"

    run(act)
