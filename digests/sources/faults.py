"""What a failed transfer is called, in one short line without addresses and objects."""

from __future__ import annotations

import os
import ssl

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError


class Refused(OSError):
    """The address is one we do not connect to."""


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


def name_of(error: BaseException) -> str:
    """One short line: what went wrong."""
    if isinstance(error, Refused):
        return str(error)[:160]
    for kind, name in FAULTS:
        if isinstance(error, kind):
            return name
    if isinstance(error, aiohttp.ClientOSError) and error.__cause__ is not None:
        return name_of(error.__cause__)
    if isinstance(error, OSError):
        if error.errno and error.errno > 0:  # what asyncio says beside it holds addresses
            return os.strerror(error.errno).lower()
        return (error.strerror or type(error).__name__).lower()[:160]
    return (str(error) or type(error).__name__)[:160]
