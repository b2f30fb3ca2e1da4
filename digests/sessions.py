"""How a connection is made: aiohttp, directly or through the proxy that the environment names."""

from __future__ import annotations

from typing import Any

import aiohttp
import aiohttp.abc
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError, ProxyType
from yarl import URL

from config.proxies import Proxy

PROXY_FAILED = (
    aiohttp.ClientProxyConnectionError,
    aiohttp.ClientHttpProxyError,
    ProxyConnectionError,
    ProxyTimeoutError,
    ProxyError,
)
"""Failures on the way to a proxy or by its word: the request itself was not written. Not all are `ClientError`s."""


def session(
    proxy: Proxy | None,
    *,
    cookies: aiohttp.abc.AbstractCookieJar | None = None,
    connector: dict[str, Any] | None = None,
    counted: type | None = None,
    **options: Any,
) -> aiohttp.ClientSession:
    """A session that goes by `proxy`; needs a running loop. Without `cookies` it keeps none.

    `connector` holds options of aiohttp's TCPConnector, `options` those of its ClientSession; `counted` is a class to
    stand before the connector's own.
    """
    options["cookie_jar"] = aiohttp.DummyCookieJar() if cookies is None else cookies
    through = ProxyConnector if proxy and proxy.is_socks else aiohttp.TCPConnector
    kind = type(through.__name__, (counted, through), {}) if counted else through
    if proxy and proxy.is_socks:
        return aiohttp.ClientSession(connector=_socks(kind, proxy, connector or {}), **options)
    made = kind(**(connector or {}))
    if proxy is None:
        return aiohttp.ClientSession(connector=made, **options)
    by = URL.build(
        scheme=proxy.scheme, user=proxy.user, password=proxy.password or None, host=proxy.host, port=proxy.port
    )
    return aiohttp.ClientSession(connector=made, proxy=by, **options)


def _socks(connector: Any, proxy: Proxy, options: dict[str, Any]) -> aiohttp.BaseConnector:
    """Names are resolved by the proxy: what this machine's resolver says may be a lie, or tell somebody."""
    kind = ProxyType.SOCKS4 if proxy.scheme == "socks4" else ProxyType.SOCKS5
    made: aiohttp.BaseConnector = connector(
        proxy.host, proxy.port, kind, username=proxy.user, password=proxy.password, rdns=True, **options
    )
    return made
