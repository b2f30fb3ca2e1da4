"""The way out: which proxy the environment names for an address.

One answer for Telegram, feeds and `khabar doctor`. As in curl: `https_proxy` or `http_proxy` by the address's scheme,
else `all_proxy`, in small or capital letters; `no_proxy` names what is reached directly.
"""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

PORTS = {"http": 80, "https": 443}
PROXY_PORTS = {"http": 80, "https": 443, "socks4": 1080, "socks5": 1080, "socks5h": 1080}
SAME = {"socks": "socks5h", "socks4a": "socks4"}
"""Other names for a scheme: desktops write `socks://`; names always go to a proxy unresolved."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy and the variable that names it. `str` of it holds no user and no password."""

    variable: str
    scheme: str
    host: str
    port: int
    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)

    @property
    def is_socks(self) -> bool:
        return self.scheme.startswith("socks")

    @property
    def address(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.address} ({self.variable})"


def proxy_for(url: str, environ: Mapping[str, str] | None = None) -> Proxy | None:
    """The proxy to reach `url` by, None where it is reached directly. Raises ValueError naming a variable at fault."""
    environ = os.environ if environ is None else environ
    target = urlsplit(url)
    scheme = target.scheme.lower()
    if scheme not in PORTS or not target.hostname:
        return None
    named = next(_named(environ, f"{scheme}_proxy", "all_proxy"), None)
    if named is None:
        return None
    beside = next(_named(environ, "no_proxy"), ("", ""))[1]
    port = target.port or PORTS[scheme]
    return None if _is_direct(target.hostname, port, beside) else _proxy(*named)


def check(environ: Mapping[str, str] | None = None) -> None:
    """Raises ValueError naming the first variable that holds no proxy's address."""
    for variable, value in _named(os.environ if environ is None else environ, "https_proxy", "http_proxy", "all_proxy"):
        _proxy(variable, value)


def _named(environ: Mapping[str, str], *names: str) -> Iterator[tuple[str, str]]:
    """(variable, value) of those that are set, in small letters first."""
    for name in names:
        for variable in (name, name.upper()):
            if value := environ.get(variable, "").strip():
                yield variable, value


def _proxy(variable: str, value: str) -> Proxy:
    try:
        parts = urlsplit(value if "://" in value else f"http://{value}")
        scheme = SAME.get(parts.scheme, parts.scheme)
        usual = PROXY_PORTS[scheme]  # of no other kind there is a way to speak to it, whatever its port
        port = parts.port or usual
        host = _host(parts)
    except (ValueError, KeyError):
        # The value may hold a password: it is not repeated.
        raise ValueError(f"{variable}: not a proxy's address (http://host:port or socks5://host:port)") from None
    user = unquote(parts.username) if parts.username else None
    return Proxy(variable, scheme, host, port, user, unquote(parts.password or "") if user else None)


def _host(parts: SplitResult) -> str:
    if not parts.hostname or parts.query or parts.path not in {"", "/"}:
        raise ValueError
    return parts.hostname


def _is_direct(host: str, port: int, no_proxy: str) -> bool:
    """Whether `no_proxy` names `host`: by `*`, a domain and all below it, an address, a network; with a port or not."""
    for entry in filter(None, re.split(r"[,\s]+", no_proxy.lower())):
        if entry == "*" or _in_network(host, entry):
            return True
        name, _, only = entry.rpartition(":") if re.search(r"[^:]:\d+$|\]:\d+$", entry) else (entry, "", "")
        name = name.strip("[]").lstrip("*").lstrip(".")
        if name and (not only or int(only) == port) and (host == name or host.endswith(f".{name}")):
            return True
    return False


def _in_network(host: str, entry: str) -> bool:
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(entry, strict=False)
    except ValueError:
        return False
