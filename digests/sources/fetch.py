"""Fetch one address politely and safely: a bounded body, a total deadline, no private addresses.

The resolved address is checked where the connection is made, so a name that resolves anew, a redirect or an odd
spelling of 127.0.0.1 is checked as well (miniflux checks in its dialer for the same reason).
"""

from __future__ import annotations

import contextlib
import email.utils
import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from digests.sources.text import MAX_BYTES

AGENT = "Khabar/0.1 (news digest; reads feeds at most twice an hour)"
DEADLINE = 30.0
STEP_SECONDS = 10.0
REDIRECTS = 5
CHUNK = 65_536
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Refused(Exception):
    """The address is one we do not connect to."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back. `fault` is one line where it failed; `body` is None then and where nothing changed."""

    body: bytes | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None  # where a permanent redirect leads
    fault: str | None = None
    retry_after: float | None = None  # seconds the server asked us to wait
    gone: bool = False


def is_public(address: str) -> bool:
    """Whether `address` (an IP) lies on the public internet, its embedded IPv4 address too."""
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast


class _Call(threading.local):
    """The fetch under way in this thread: what it may connect to, and what to cut when its time is up."""

    allow_private: bool = False
    sockets: list[socket.socket]


_call = _Call()


def _dial(host: str, port: int) -> socket.socket:
    """Connect to the first address of `host` that may be connected to. Raises Refused if it has none."""
    refused = False
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if not (_call.allow_private or is_public(str(address[0]))):
            refused = True
            continue
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(STEP_SECONDS)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            continue
        _call.sockets.append(connection)
        return connection
    if refused:
        raise Refused(f"{host} is not on the public internet")
    raise OSError(f"no connection to {host}")


class _CheckedHTTP(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        return _dial(self._dns_host, self.port)


class _CheckedHTTPS(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        return _dial(self._dns_host, self.port)


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _CheckedHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _CheckedHTTPS


def _cut(sockets: list[socket.socket]) -> None:
    """End a transfer from outside: a server that drips its headers never trips a timeout of one read."""
    for connection in sockets:
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)


def fetch(
    url: str,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    allow_private: bool = False,
    deadline: float = DEADLINE,
) -> Fetched:
    """Get `url`; a failure is a value. `etag` and `last_modified` of the last answer make the request conditional."""
    headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Accept": "*/*;q=0.8"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    ends = time.monotonic() + deadline
    _call.allow_private, _call.sockets = allow_private, []
    watchdog = threading.Timer(deadline, _cut, [_call.sockets])
    watchdog.daemon = True
    watchdog.start()
    with urllib3.PoolManager(num_pools=4, retries=False) as manager:
        manager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}
        try:
            fetched = _follow(manager, url, headers, ends)
            return Fetched(fault="took too long") if time.monotonic() > ends else fetched
        except Refused as error:
            return Fetched(fault=str(error))
        except urllib3.exceptions.TimeoutError:
            return Fetched(fault="timed out")
        except (urllib3.exceptions.HTTPError, OSError, zlib.error, ValueError) as error:
            return Fetched(fault="took too long" if time.monotonic() > ends else _fault(error))
        finally:
            watchdog.cancel()


def _follow(manager: urllib3.PoolManager, url: str, headers: Mapping[str, str], ends: float) -> Fetched:
    moved_to: str | None = None
    permanent = True
    for _ in range(REDIRECTS + 1):
        if urlsplit(url).scheme not in {"http", "https"}:
            return Fetched(fault="not a web address")
        timeout = urllib3.Timeout(connect=STEP_SECONDS, read=STEP_SECONDS)
        response = manager.request(
            "GET", url, headers=headers, redirect=False, preload_content=False, decode_content=False, timeout=timeout
        )
        try:
            location = response.headers.get("Location")
            if response.status in {301, 302, 303, 307, 308} and location:
                url = urljoin(url, location)
                permanent = permanent and response.status in {301, 308}
                moved_to = url if permanent else moved_to
                continue
            return _take(response, moved_to, ends)
        finally:
            response.close()
    return Fetched(fault=f"more than {REDIRECTS} redirects")


def _take(response: Any, moved_to: str | None, ends: float) -> Fetched:
    kept = {
        "etag": response.headers.get("ETag"),
        "last_modified": response.headers.get("Last-Modified"),
        "moved_to": moved_to,
    }
    if response.status == 304:
        return Fetched(**kept)
    if response.status != 200:
        wait = _seconds(response.headers.get("Retry-After"))
        return Fetched(fault=f"HTTP {response.status}", retry_after=wait, gone=response.status == 410)
    return Fetched(body=_body(response, ends), **kept)


def _body(response: Any, ends: float) -> bytes:
    """The body unpacked, at most MAX_BYTES of it, before `ends`. Raises ValueError beyond either."""
    encoding = (response.headers.get("Content-Encoding") or "").strip().lower()
    if encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise ValueError(f"unknown encoding {encoding[:20]!r}")
    unpack = zlib.decompressobj(wbits=47) if encoding not in {"", "identity"} else None
    body = bytearray()
    while chunk := response.read1(CHUNK) if hasattr(response, "read1") else response.read(CHUNK):
        if time.monotonic() > ends:
            raise ValueError("took too long")
        body += unpack.decompress(chunk, MAX_BYTES + 1 - len(body)) if unpack else chunk
        if len(body) > MAX_BYTES or (unpack and unpack.unconsumed_tail):
            raise ValueError(f"larger than {MAX_BYTES // 1024 // 1024} MiB")
    return bytes(body)


def _seconds(value: str | None) -> float | None:
    """Retry-After: seconds or a date; at most a day."""
    if not value:
        return None
    if value.isdigit():
        return float(min(int(value[:9]), 86_400))
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, min((moment - datetime.now(UTC)).total_seconds(), 86_400.0))


def _fault(error: BaseException) -> str:
    """One short line: what lies at the bottom of `error`, without addresses and objects."""
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__ or error
    if isinstance(error, socket.gaierror):
        return "no such host"
    if isinstance(error, Refused | ValueError):
        return str(error)[:160]
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()[:160]
