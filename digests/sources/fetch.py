"""Fetch one address politely and safely: a bounded body, bounded time and work, no private addresses.

The resolved address is checked where the connection is made, so a name that resolves anew, a redirect or an odd
spelling of 127.0.0.1 is checked as well (miniflux checks in its dialer for the same reason). Through a proxy the name
is looked up and checked before it is handed over.
"""

from __future__ import annotations

import asyncio
import contextlib
import email.utils
import importlib.metadata
import re
import socket
import ssl
import time
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError
from yarl import URL

from config.proxies import Proxy, proxy_for
from digests.sessions import PROXY_FAILED, session
from digests.sources.addresses import NOT_PUBLIC, PORTS, PUBLIC, Reach, is_local_name, same_site
from digests.sources.unpack import ACCEPTED, Body

DEADLINE = 30.0
CPU_SECONDS = 2.0
"""Work that one fetch may cost. What a server can send to make a client toil (a flood of `100 Continue`, chunks of a
byte, trailers, tiny records of TLS) is not worth a list: it is the work that is counted. A usual feed costs 0.02."""
STEP_SECONDS = 10.0
LOOK_SECONDS = 0.1
REDIRECTS = 5
CHUNK = 65_536
HEADER_BYTES = 32_768  # of one field; policies of content security are long
MOVED = {301, 302, 303, 307, 308}
MOVED_FOR_GOOD = {301, 308}
CHARSET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}", re.ASCII)


class Refused(OSError):
    """The address is one we do not connect to."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back. `fault` is one line where it failed; `body` is None then and where nothing changed."""

    body: bytes | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None  # where a permanent redirect of the same site leads
    fault: str | None = None
    retry_after: float | None = None  # seconds the server asked us to wait
    gone: bool = False
    charset: str | None = None  # as the header Content-Type names it
    address: str | None = None  # where it was read, after every redirect


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
    """Get `url`; a failure is a value. `etag` and `last_modified` of the last answer make the request conditional.

    For threads without an event loop. At most `deadline` seconds, and `cpu` seconds of this thread's work.
    """
    headers = {"User-Agent": agent or agent_of(), "Accept-Encoding": ACCEPTED, "Accept": "*/*;q=0.8"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    chain = _Chain(url, headers, reach)
    return asyncio.run(_bounded(chain.follow(), deadline, cpu))


async def _bounded(fetching: Coroutine[Any, Any, Fetched], deadline: float, cpu: float) -> Fetched:
    """End a transfer from outside: a server that drips or floods never trips a timeout of one read."""
    ends, spent = time.monotonic() + deadline, time.thread_time() + cpu
    task = asyncio.ensure_future(fetching)
    fault = None
    while not fault:
        await asyncio.wait({task}, timeout=min(LOOK_SECONDS, max(0.0, ends - time.monotonic())))
        if task.done():
            return task.result()
        if time.monotonic() >= ends:
            fault = "took too long"
        elif time.thread_time() > spent:
            fault = "costs too much work"
    task.cancel()
    await asyncio.wait({task})
    return Fetched(fault=fault)


@dataclass(slots=True)
class _Chain:
    """One fetch: an address and where it leads. Cookies live as long as it does."""

    url: str
    headers: Mapping[str, str]
    reach: Reach
    moved_to: str | None = None
    permanent: bool = True
    host: str = ""
    refused: str | None = None  # why `host` was not dialled

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
            return Fetched(fault=f"more than {REDIRECTS} redirects")
        except (aiohttp.ClientError, *PROXY_FAILED, OSError, ValueError) as error:
            return Fetched(fault=self.refused or _fault(error))

    async def _ask(self, address: URL, cookies: aiohttp.CookieJar) -> Fetched | URL:
        """One request: the answer, or the address it leads on to."""
        if address.scheme not in PORTS or not address.host:
            raise ValueError("not a web address")
        self.host = address.host
        proxy = proxy_for(str(address))
        if proxy:
            await self._check(address, proxy)
        async with (
            session(
                proxy,
                cookies=cookies,
                connector={} if proxy else {"socket_factory": self._socket},
                headers=self.headers,
                auto_decompress=False,
                read_bufsize=CHUNK,
                max_line_size=HEADER_BYTES,
                max_field_size=HEADER_BYTES,
                timeout=aiohttp.ClientTimeout(sock_connect=STEP_SECONDS, sock_read=STEP_SECONDS),
            ) as client,
            client.get(address, allow_redirects=False) as response,
        ):
            location = response.headers.get("Location")
            if response.status in MOVED and location:
                return self._led(address, address.join(URL(location)), for_good=response.status in MOVED_FOR_GOOD)
            return await self._take(response)

    def _led(self, here: URL, there: URL, *, for_good: bool) -> URL:
        """Where a redirect leads. A permanent one is remembered within the site; anybody's word may not move a feed."""
        if here.scheme == "https" and there.scheme == "http":
            raise Refused("leads from https to http")
        self.permanent = self.permanent and for_good and same_site(self.url, str(there))
        if self.permanent:
            self.moved_to = str(there)
        return there

    def _socket(self, info: tuple[Any, ...]) -> socket.socket:
        """A socket for an address that may be dialled; aiohttp asks for one right before it connects."""
        family, kind, protocol, _, (address, port, *_) = info
        refusal = self.reach.refusal(str(address), int(port))
        if refusal:
            self.refused = f"{self.host} {refusal}"
            raise Refused(self.refused)
        return socket.socket(family, kind, protocol)

    async def _check(self, address: URL, proxy: Proxy) -> None:
        """What a proxy would dial for us. Raises Refused.

        A name that is not looked up here (`socks5h` asks for that, or only the proxy has a DNS) goes by its look.
        """
        host, port = address.host or "", address.port or 0
        found = await _look_up(host, port) if proxy.scheme != "socks5h" or _is_literal(host) else []
        if not found and is_local_name(host) and not self.reach.everything:
            raise Refused(f"{host} {NOT_PUBLIC}")
        for each in found or (None,):
            refusal = self.reach.refusal(each, port)
            if refusal:
                raise Refused(f"{host} {refusal}")

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
            return Fetched(fault=f"HTTP {response.status}", retry_after=wait, gone=response.status == 410)
        return Fetched(
            await _body(response),
            etag,
            modified,
            self.moved_to,
            charset=_charset(response),
            address=str(response.url),
        )


async def _body(response: aiohttp.ClientResponse) -> bytes:
    """The body unpacked, at most MAX_BYTES of it. Raises ValueError beyond."""
    body = Body(",".join(response.headers.getall("Content-Encoding", ())))
    async for chunk in response.content.iter_any():
        if body.take(chunk):
            break
    return body.whole()


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


FAULTS: tuple[tuple[type[BaseException], str], ...] = (
    (aiohttp.ClientHttpProxyError, "the proxy refuses"),
    (ProxyError, "the proxy refuses"),
    (ProxyConnectionError, "the proxy cannot be reached"),
    (ProxyTimeoutError, "the proxy cannot be reached"),
    (aiohttp.ClientProxyConnectionError, "the proxy cannot be reached"),
    (aiohttp.ClientConnectorDNSError, "no such host"),
    (aiohttp.ClientConnectorCertificateError, "its certificate is not valid"),
    (ssl.SSLCertVerificationError, "its certificate is not valid"),
    (ssl.SSLError, "no proper TLS"),
    (TimeoutError, "timed out"),
    (aiohttp.InvalidURL, "not a web address"),
    (aiohttp.ServerDisconnectedError, "broke off"),
    (aiohttp.ClientPayloadError, "broke off"),
    (aiohttp.ClientResponseError, "no proper HTTP"),
)
"""What a failure is called; the first that fits."""


def _fault(error: BaseException) -> str:
    """One short line: what went wrong, without addresses and objects."""
    if isinstance(error, Refused):
        return str(error)[:160]
    for kind, name in FAULTS:
        if isinstance(error, kind):
            return name
    if isinstance(error, aiohttp.ClientOSError) and error.__cause__ is not None:
        return _fault(error.__cause__)
    if isinstance(error, OSError):
        return (error.strerror or type(error).__name__).lower()[:160]
    return (str(error) or type(error).__name__)[:160]
