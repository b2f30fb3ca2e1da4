"""Which addresses a feed may lead us to: the public internet, and what the operator opens by name."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from digests.objections import Kind, Objection

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

PORTS = {"http": 80, "https": 443}

GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""All of IPv6 that is handed out to anybody; what translates, maps or never was lies outside (RFC 4291, RFC 6890)."""

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
ISATAP = {0x00005EFE, 0x02005EFE}
NOT_OURS = tuple(
    map(
        ipaddress.ip_network,
        (
            "192.0.0.0/24",  # protocol assignments; 192.0.0.192 is a cloud's metadata
            "192.88.99.0/24",  # relays of 6to4
            "168.63.129.16/32",  # a cloud's metadata on an address that looks public
            "2001::/23",  # protocol assignments, Teredo among them
            "3fff::/20",  # documentation
        ),
    )
)
LOCAL_NAMES = ("localhost", "local", "internal", "lan", "home.arpa")
"""Names of this machine and its neighbours, however they are resolved (RFC 6761, 6762, 8375)."""

PLAIN_ADDRESS = re.compile(
    r"https?://[a-z0-9.-]{0,90}[a-z0-9](?:/[A-Za-z0-9/._~%+-]{0,1000})?(?:\?[A-Za-z0-9._~%&=+-]{1,900})?"
)
"""An address that is whole and as it would be written anew: most links of feeds are, and need not be taken apart."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be dialled: ports 80 and 443 of the public internet, and every port of `networks`; or everything."""

    networks: tuple[Network, ...] = ()
    everything: bool = False

    def refusal(self, address: str | None, port: int, host: str) -> Objection | None:
        """Why `address` (an IP; None if only a proxy knows it) of `host` may not be dialled at `port`, None where it
        may."""
        if self.everything:
            return None
        if address is not None:
            ip = _plain(ipaddress.ip_address(address.split("%", maxsplit=1)[0]))
            if any(ip in network for network in self.networks if network.version == ip.version):
                return None
            if not is_public(ip):
                return Objection(Kind.NOT_ON_INTERNET, host=host)
        return None if port in PORTS.values() else Objection(Kind.PORT, host=host, port=port)


PUBLIC = Reach()


def is_public(address: Address | str) -> bool:
    """Whether `address` lies on the public internet, and the IPv4 address that it stands for as well."""
    ip = _plain(ipaddress.ip_address(address.split("%", maxsplit=1)[0]) if isinstance(address, str) else address)
    if any(ip in network for network in NOT_OURS if network.version == ip.version):
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast
    if ip in NAT64:
        return is_public(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    if ip.sixtofour is not None and not is_public(ip.sixtofour):
        return False
    if (int(ip) >> 32) & 0xFFFFFFFF in ISATAP and not is_public(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)):
        return False
    return ip in GLOBAL_UNICAST and ip.is_global


def is_local_name(host: str) -> bool:
    """Whether `host` is a name of this machine or its neighbours, whoever resolves it."""
    name = host.rstrip(".").lower()
    return "." not in name or any(name == each or name.endswith(f".{each}") for each in LOCAL_NAMES)


def _plain(ip: Address) -> Address:
    """`::ffff:a.b.c.d` is dialled as a.b.c.d."""
    return (ip.ipv4_mapped or ip) if isinstance(ip, ipaddress.IPv6Address) else ip


def same_site(origin: str, target: str) -> bool:
    """Whether `target` is a place of the same site: the same host, or one within the other; www. does not count.

    Siblings (a.example.org, b.example.org) are none: whose they are is known to the list of public suffixes alone,
    and on a host of many (github.io, wordpress.com) they are strangers. A port that is not the web's own is a server
    of its own.
    """
    here, there = urlsplit(origin), urlsplit(target)
    ours, theirs = _site(here), _site(there)
    if _own_port(here) != _own_port(there):
        return False
    return ours == theirs or _within(ours, theirs) or _within(theirs, ours)


def _site(parts: SplitResult) -> str:
    return (parts.hostname or "").rstrip(".").removeprefix("www.")


def _own_port(parts: SplitResult) -> int | None:
    return None if parts.port == PORTS.get(parts.scheme) else parts.port


def _within(host: str, domain: str) -> bool:
    return "." in domain and not domain.replace(".", "").isdigit() and host.endswith(f".{domain}")
