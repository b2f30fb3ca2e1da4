"""What a failed transfer is called, in one short line without addresses and objects."""

from __future__ import annotations

import os
import ssl

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from digests.objections import Kind, Objection


class Refused(OSError):
    """The address is one we do not connect to."""


FAULTS: tuple[tuple[type[BaseException], Kind], ...] = (
    (aiohttp.ClientHttpProxyError, Kind.PROXY_REFUSES),
    (ProxyError, Kind.PROXY_REFUSES),
    (ProxyConnectionError, Kind.PROXY_AWAY),
    (ProxyTimeoutError, Kind.PROXY_AWAY),
    (aiohttp.ClientProxyConnectionError, Kind.PROXY_AWAY),
    (aiohttp.ClientConnectorDNSError, Kind.NO_HOST),
    (aiohttp.ClientConnectorCertificateError, Kind.CERTIFICATE),
    (ssl.SSLCertVerificationError, Kind.CERTIFICATE),
    (ssl.SSLError, Kind.NO_TLS),
    (TimeoutError, Kind.TIMED_OUT),
    (aiohttp.InvalidURL, Kind.NO_ADDRESS),
    (aiohttp.ServerDisconnectedError, Kind.BROKE_OFF),
    (aiohttp.ClientPayloadError, Kind.BROKE_OFF),
    (aiohttp.ClientResponseError, Kind.NO_HTTP),
)
"""What a failure is called; the first that fits."""


LONGEST = 160  # characters of what the system or a library says


def name_of(error: BaseException) -> Objection:
    """One short line: what went wrong."""
    said = next(iter(error.args), None)
    if isinstance(said, Objection):
        return said
    for fault, kind in FAULTS:
        if isinstance(error, fault):
            return Objection(kind)
    if isinstance(error, aiohttp.ClientOSError) and error.__cause__ is not None:
        return name_of(error.__cause__)
    if isinstance(error, OSError):
        if error.errno and error.errno > 0:  # what asyncio says beside it holds addresses
            return Objection(Kind.SYSTEM, why=os.strerror(error.errno).lower())
        return Objection(Kind.SYSTEM, why=(error.strerror or type(error).__name__).lower()[:LONGEST])
    return Objection(Kind.SYSTEM, why=(str(error) or type(error).__name__)[:LONGEST])
