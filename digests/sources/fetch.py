"""Fetch addresses politely and safely: a bounded body, bounded time and work, no private addresses.

The resolved address is checked where the connection is made, so a name that resolves anew, a redirect or an odd
spelling of 127.0.0.1 is checked as well (miniflux checks in its dialer for the same reason). A connection that is kept
was checked when it was made, and leads to the same host. Through a proxy the name is looked up and checked before it
is handed over.
"""

from __future__ import annotations

import asyncio
import contextlib
import email.utils
import importlib.metadata
import re
import socket
import time
from collections import defaultdict
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

import aiohttp
from yarl import URL

from config.proxies import Proxy, proxy_for
from digests.objections import Kind, Objection
from digests.sessions import PROXY_FAILED, session
from digests.sources.addresses import PORTS, PUBLIC, Reach, is_local_name, same_site
from digests.sources.faults import Refused, name_of
from digests.sources.unpack import ACCEPTED, Body
from digests.sources.work import WORK, Counted, CountingLoop, Steps, Work

DEADLINE = 30.0
CPU_SECONDS = 2.0
"""Work that one fetch may cost (see `work`). A usual feed costs 0.02."""
AT_ONCE = 32
"""Transfers at the same time: this is a small server."""
OF_A_HOST = 4
"""Transfers of one host at the same time: so are many of theirs."""
LARGE = 2 << 20
"""Bytes from which a body is a large one; of these two are read at a time, so that many together stay bounded."""
LARGE_AT_ONCE = 2
STEP_SECONDS = 10.0
LOOK_SECONDS = 0.1
REDIRECTS = 5
CHUNK = 65_536
HEADER_BYTES = 32_768  # of one field; policies of content security are long
MOVED = {301, 302, 303, 307, 308}
MOVED_FOR_GOOD = {301, 308}
CHARSET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back. `fault` is one line where it failed; `body` is None then and where nothing changed."""

    body: bytes | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None  # where a permanent redirect of the same site leads
    fault: Objection | None = None
    retry_after: float | None = None  # seconds the server asked us to wait
    gone: bool = False
    charset: str | None = None  # as the header Content-Type names it
    address: str | None = None  # where it was read, after every redirect
    status: int | None = None  # of a refusal by the server
    unasked: bool = False  # nobody was dialled, so nothing is known of the address


def agent_of(contact: str = "") -> str:
    """Who we say we are; `contact` is a page or an address where the operator can be reached."""
    return f"Khabar/{importlib.metadata.version('khabar')} (news digest{f'; +{contact}' if contact else ''})"


def fetch(
    url: str,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    reach: Reach = PUBLIC,
    agent: str | None = None,
    deadline: float = DEADLINE,
    cpu: float = CPU_SECONDS,
) -> Fetched:
    """Get `url` alone, from a thread without an event loop; see `Client.get`."""

    async def get() -> Fetched:
        async with Client(reach, agent, deadline=deadline, cpu=cpu) as client:
            return await client.get(url, etag=etag, last_modified=last_modified)

    with asyncio.Runner(loop_factory=CountingLoop) as runner:
        return runner.run(get())


class Client:
    """The one way out for whatever is fetched; on a `CountingLoop`, where work is bounded too.

    At most `deadline` seconds (`DEADLINE`) and `cpu` seconds of work (`CPU_SECONDS`) a fetch, once its turn has come.
    """

    def __init__(
        self,
        reach: Reach = PUBLIC,
        agent: str | None = None,
        *,
        deadline: float | None = None,
        cpu: float | None = None,
    ) -> None:
        self.reach = reach
        self.agent = agent or agent_of()
        self.deadline = DEADLINE if deadline is None else deadline
        self.cpu = CPU_SECONDS if cpu is None else cpu
        self.large = asyncio.Semaphore(LARGE_AT_ONCE)
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(OF_A_HOST))
        self._sessions: dict[Proxy | None, aiohttp.ClientSession] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for each in self._sessions.values():
            await each.close()

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        agent: str | None = None,
        site: bool = False,
    ) -> Fetched:
        """Get `url`; a failure is a value. `etag` and `last_modified` of the last answer make the request conditional.

        `agent` is who we say we are here; `site`: a redirect to another site is not followed.
        """
        headers = {"User-Agent": agent or self.agent, "Accept-Encoding": ACCEPTED, "Accept": "*/*;q=0.8"}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        async with self._hosts[host_of(url)], self._turns:
            return await _bounded(_Chain(url, headers, self, site=site), self.deadline, self.cpu)

    def by(self, proxy: Proxy | None) -> aiohttp.ClientSession:
        """The session that goes by `proxy`."""
        found = self._sessions.get(proxy)
        if found is None:
            found = self._sessions[proxy] = session(
                proxy,
                counted=Counted,
                connector={"limit": 2 * AT_ONCE, **({} if proxy else {"socket_factory": _socket})},
                auto_decompress=False,
                read_bufsize=CHUNK,
                max_line_size=HEADER_BYTES,
                max_field_size=HEADER_BYTES,
                timeout=aiohttp.ClientTimeout(sock_connect=STEP_SECONDS, sock_read=STEP_SECONDS),
            )
        return found


def host_of(url: str) -> str:
    """The host and port that `url` leads to, in lower case; empty where it leads nowhere."""
    try:
        return (URL(url).authority or "").rpartition("@")[2].lower()
    except ValueError:
        return ""


async def _bounded(chain: _Chain, deadline: float, cpu: float) -> Fetched:
    """End a transfer from outside: a server that drips or floods never trips a timeout of one read."""
    ends = time.monotonic() + deadline
    work = Work()
    WORK.set(work)
    CHAIN.set(chain)
    task = asyncio.ensure_future(Steps(chain.follow(), work))
    fault = None
    while not fault:
        await asyncio.wait({task}, timeout=min(LOOK_SECONDS, max(0.0, ends - time.monotonic())))
        if task.done():
            return task.result()
        if time.monotonic() >= ends:
            fault = Objection(Kind.TOOK_TOO_LONG)
        elif work.seconds > cpu:
            fault = Objection(Kind.TOO_MUCH_WORK)
    task.cancel()
    await asyncio.wait({task})
    return Fetched(fault=fault)


@dataclass(slots=True)
class _Chain:
    """One fetch: an address and where it leads. Cookies live as long as it does."""

    url: str
    headers: Mapping[str, str]
    client: Client
    site: bool = False
    moved_to: str | None = None
    permanent: bool = True
    host: str = ""
    refused: Objection | None = None  # why `host` was not dialled

    async def follow(self) -> Fetched:
        """What stands at the end of the chain; every failure is a value."""
        try:
            address = URL(self.url)
            cookies = aiohttp.CookieJar(unsafe=True)
            for _ in range(REDIRECTS + 1):
                found = await self._ask(address, cookies)
                if isinstance(found, Fetched):
                    return found
                address = found
            return Fetched(fault=Objection(Kind.REDIRECTS, most=REDIRECTS))
        except (aiohttp.ClientError, *PROXY_FAILED, OSError, ValueError) as error:
            return Fetched(fault=self.refused or name_of(error))

    async def _ask(self, address: URL, cookies: aiohttp.CookieJar) -> Fetched | URL:
        """One request: the answer, or the address it leads on to."""
        if address.scheme not in PORTS or not address.host:
            raise ValueError(Objection(Kind.NO_ADDRESS))
        self.host = address.host
        proxy = proxy_for(str(address))
        if proxy:
            await self._check(address, proxy)
        own = {name: cookie.value for name, cookie in cookies.filter_cookies(address).items()}
        getting = self.client.by(proxy).get(address, headers=self.headers, cookies=own, allow_redirects=False)
        async with getting as response:
            cookies.update_cookies(response.cookies, address)
            location = response.headers.get("Location")
            if response.status in MOVED and location:
                return self._led(address, address.join(URL(location)), for_good=response.status in MOVED_FOR_GOOD)
            return await self._take(response)

    def _led(self, here: URL, there: URL, *, for_good: bool) -> URL:
        """Where a redirect leads. A permanent one is remembered within the site; anybody's word may not move a feed."""
        if here.scheme == "https" and there.scheme == "http":
            raise Refused(Objection(Kind.LESS_SAFE))
        if self.site and not same_site(self.url, str(there)):
            raise Refused(Objection(Kind.OTHER_SITE))
        self.permanent = self.permanent and for_good and same_site(self.url, str(there))
        if self.permanent:
            self.moved_to = str(there)
        return there

    async def _check(self, address: URL, proxy: Proxy) -> None:
        """What a proxy would dial for us. Raises Refused.

        A name that is not looked up here (`socks5h` asks for that, or only the proxy has a DNS) goes by its look.
        """
        host, port = address.host or "", address.port or 0
        found = await _look_up(host, port) if proxy.scheme != "socks5h" or _is_literal(host) else []
        if not found and is_local_name(host) and not self.client.reach.everything:
            raise Refused(Objection(Kind.NOT_ON_INTERNET, host=host))
        for each in found or (None,):
            refusal = self.client.reach.refusal(each, port, host)
            if refusal:
                raise Refused(refusal)

    async def _take(self, response: aiohttp.ClientResponse) -> Fetched:
        sent_etag, sent_date = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
        if response.status == 304 and (sent_etag or sent_date):
            # It may leave out what we know already.
            return Fetched(
                etag=etag or sent_etag,
                last_modified=modified or sent_date,
                moved_to=self.moved_to,
                address=str(response.url),
            )
        if response.status != 200:
            wait = _seconds(response.headers.get("Retry-After"))
            return Fetched(
                fault=Objection(Kind.HTTP, status=response.status),
                retry_after=wait,
                gone=response.status == 410,
                status=response.status,
            )
        return Fetched(
            await self._body(response),
            etag,
            modified,
            self.moved_to,
            charset=_charset(response),
            address=str(response.url),
        )

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        """The body unpacked, at most MAX_BYTES of it. Raises ValueError beyond."""
        body = Body(",".join(response.headers.getall("Content-Encoding", ())))
        async with contextlib.AsyncExitStack() as stack:
            waited = False
            try:
                async for chunk in response.content.iter_any():
                    if body.take(chunk):
                        break
                    if len(body.body) > LARGE and not waited:
                        await stack.enter_async_context(self.client.large)
                        waited = True
            except TimeoutError:
                if not body.is_whole:
                    raise
            return body.whole()


CHAIN: ContextVar[_Chain] = ContextVar("chain")
"""The fetch whose task this is."""


def _socket(info: tuple[Any, ...]) -> socket.socket:
    """A socket for an address that may be dialled; aiohttp asks for one right before it connects. Raises Refused."""
    family, kind, protocol, _, (address, port, *_) = info
    chain = CHAIN.get()
    refusal = chain.client.reach.refusal(str(address), int(port), chain.host)
    if refusal:
        chain.refused = refusal
        raise Refused(refusal)
    return socket.socket(family, kind, protocol)


async def _look_up(host: str, port: int) -> list[str]:
    """The addresses of `host`; none where nobody knows it here."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return [str(address[0]) for *_, address in found]


def _is_literal(host: str) -> bool:
    """Whether `host` is an address in any spelling: 127.1 and 0x7f000001 as well."""
    with contextlib.suppress(OSError):
        socket.inet_aton(host)
        return True
    return ":" in host


def _charset(response: aiohttp.ClientResponse) -> str | None:
    named = response.charset or ""
    return named if CHARSET.fullmatch(named) else None


def _seconds(value: str | None) -> float | None:
    """Retry-After: seconds or a date; at most a day."""
    if not value:
        return None
    if value.isascii() and value.isdecimal():
        return float(min(int(value[:9]), 86_400))
    try:
        moment = email.utils.parsedate_to_datetime(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, min((moment - datetime.now(UTC)).total_seconds(), 86_400.0))
    except (ValueError, TypeError, OverflowError):
        return None
