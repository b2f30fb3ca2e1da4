"""The wire to Telegram: aiohttp under python-telegram-bot and under the sender, with a pool each for polls and sends.

The token stands in every address, so nothing here puts an address, a body or an exception's own words into a log
or into the text of an error.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.mail.outcome import Outcome, Trouble, Unknown, outcome_of
from config.proxies import Proxy
from digests.sessions import PROXY_FAILED, session

CONNECT_SECONDS = 5.0
PROXIED_CONNECT_SECONDS = 15.0  # the proxy's own way, and TLS through it
SEND_SECONDS = 20.0
UPLOAD_SECONDS = 60.0
ANSWER_LIMIT = 32 * 1024 * 1024  # bytes; a hundred updates are far below
JSON_HEADERS = {"Content-Type": "application/json"}

NOT_WRITTEN = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
    *PROXY_FAILED,
)
"""Failures that happen before a byte of the request is on the wire."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that goes with a call."""

    field: str
    name: str
    data: bytes


class Wire:
    """Calls of the Bot API. Sends and polls have connections of their own, so that neither waits for the other."""

    def __init__(self, url: str, token: str, *, connections: int = 20, proxy: Proxy | None = None) -> None:
        self.base = f"{url.rstrip('/')}/bot"
        self.token = token
        self.connections = connections
        self.proxy = proxy
        self._urls: dict[str, URL] = {}
        self._sends: aiohttp.ClientSession | None = None
        self._polls: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Make the pools; needs a running loop."""
        self._sends = self._sends or _session(self.connections, self.proxy)
        self._polls = self._polls or _session(2, self.proxy)

    async def close(self) -> None:
        for client in (self._sends, self._polls):
            if client:
                await client.close()
        self._sends = self._polls = None

    async def call(
        self,
        method: str,
        parameters: Mapping[str, Any] | bytes,
        *,
        upload: Upload | None = None,
        seconds: float = SEND_SECONDS,
        poll: bool = False,
    ) -> Outcome:
        """Make one call; whatever happens is an outcome. `parameters` may be JSON that is written out already.

        `seconds` bounds the whole of it.
        """
        client = self._polls if poll else self._sends
        if client is None:
            raise RuntimeError("the wire is not open")
        url = self._urls.get(method)
        if url is None:
            url = self._urls[method] = URL(f"{self.base}{self.token}/{method}", encoded=True)
        timeout = _timeout(UPLOAD_SECONDS if upload else seconds, self.proxy)
        try:
            if upload and not isinstance(parameters, bytes):
                answer = client.post(url, data=_form(parameters, upload), timeout=timeout, allow_redirects=False)
            else:
                body = parameters if isinstance(parameters, bytes) else _json(parameters)
                answer = client.post(url, data=body, headers=JSON_HEADERS, timeout=timeout, allow_redirects=False)
            async with answer as response:
                return outcome_of(response.status, await _read(response))
        except TooLarge:
            return Unknown("answer too large")
        except NOT_WRITTEN as error:
            return Trouble(type(error).__name__)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            return Unknown(type(error).__name__)


class Request(BaseRequest):
    """python-telegram-bot's calls over aiohttp: `getMe`, a member's rights, whatever a handler must know at once."""

    def __init__(self, *, connections: int = 8, seconds: float = SEND_SECONDS, proxy: Proxy | None = None) -> None:
        self.connections = connections
        self.proxy = proxy
        self.seconds = seconds
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self.seconds

    async def initialize(self) -> None:
        self._session = self._session or _session(self.connections, self.proxy)

    async def shutdown(self) -> None:
        if self._session:
            await self._session.close()
        self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Raises TimedOut and NetworkError, neither of which names the address."""
        if self._session is None:
            raise RuntimeError("the request is not initialized")
        seconds = self.seconds if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        try:
            async with self._session.request(
                method,
                URL(url, encoded=True),
                data=_body(request_data),
                timeout=_timeout(seconds, self.proxy),
                allow_redirects=False,
            ) as response:
                if 300 <= response.status < 400:
                    raise NetworkError("redirected")
                return response.status, await _read(response)
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, *PROXY_FAILED, OSError, ValueError) as error:
            raise NetworkError(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As in the base class, which would log the whole payload."""
        try:
            found = json.loads(payload)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise TelegramError("Invalid server response")
        return found


def _session(connections: int, proxy: Proxy | None) -> aiohttp.ClientSession:
    return session(proxy, connector={"limit": connections, "keepalive_timeout": 15, "ttl_dns_cache": 300})


async def ask_me(url: str, token: str, *, proxy: Proxy | None, seconds: float) -> tuple[Outcome, str | None]:
    """`getMe` once, as `khabar doctor` asks it: the outcome, and the header Date of whoever answered."""
    address = URL(f"{url.rstrip('/')}/bot{token}/getMe", encoded=True)
    async with _session(1, proxy) as client:
        try:
            async with client.get(address, timeout=_timeout(seconds, proxy), allow_redirects=False) as response:
                return outcome_of(response.status, await _read(response)), response.headers.get("Date")
        except (aiohttp.ClientError, *PROXY_FAILED, OSError, ValueError) as error:
            return Trouble(type(error).__name__), None


class TooLarge(ValueError):
    """An answer without end."""


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """The answer, unpacked. Raises TooLarge beyond ANSWER_LIMIT, however its length was or was not told."""
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > ANSWER_LIMIT:
            raise TooLarge
    return bytes(body)


@functools.cache
def _timeout(seconds: float | None, proxy: Proxy | None) -> aiohttp.ClientTimeout:
    connect = CONNECT_SECONDS if proxy is None else PROXIED_CONNECT_SECONDS
    return aiohttp.ClientTimeout(total=seconds, sock_connect=connect)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _json(parameters: Mapping[str, Any]) -> bytes:
    return _encode(parameters).encode("utf-8", "replace")


def _form(parameters: Mapping[str, Any], upload: Upload) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in parameters.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    form.add_field(upload.field, upload.data, filename=upload.name, content_type="application/octet-stream")
    return form


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
