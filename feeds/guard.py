"""The address guard: which addresses a fetch may speak to. Pure; the only module that judges URLs and IP addresses.

The text of a URL is read once, here, by the parser that the connection uses as well, so check and connection agree.
"""

import ipaddress
import re

from yarl import URL

SCHEMES = frozenset({"http", "https"})
PORTS = frozenset({80, 443, 8080, 8443})
LONGEST = 2048

IPv4 = ipaddress.IPv4Address
IPv6 = ipaddress.IPv6Address

# Own table, since ipaddress.is_global changed between Python releases (192.0.0.0/24 was called global before 3.12.4).
_NOT_PUBLIC_4 = tuple(
    (ipaddress.IPv4Network(network), word)
    for network, word in (
        ("0.0.0.0/8", "wildcard"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "cloud metadata"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "reserved"),
        ("192.52.193.0/24", "reserved"),
        ("192.88.99.0/24", "reserved"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "reserved"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_NOT_PUBLIC_6 = tuple(
    (ipaddress.IPv6Network(network), word)
    for network, word in (
        ("::/128", "wildcard"),
        ("::1/128", "loopback"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("ff00::/8", "multicast"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("2620:4f:8000::/48", "reserved"),
        ("3fff::/20", "documentation"),
    )
)
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

# What the C library would read as an IPv4 address: 127.1, 2130706433, 0x7f000001, 0177.0.0.1.
_NUMERIC = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*\.?", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?", re.IGNORECASE)
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")


class AddressError(ValueError):
    """An address that must not be fetched; its text says why and never carries credentials."""


def check_ip(text: str) -> None:
    """Raise AddressError unless `text` is a public IP address.

    An IPv4-mapped or NAT64 address is judged by the IPv4 address inside it.
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        raise AddressError(f"refused: {text!r} is not an IP address") from None
    word = _why_not_public(address)
    if word is not None:
        raise AddressError(f"refused: {text} is a {word} address")


def check_url(text: str, *, allow_private: bool) -> URL:
    """Read an absolute http(s) URL and return it parsed, or raise AddressError saying what is wrong with it.

    Addresses written as numbers are judged here; names are judged by what they resolve to, at the connection.
    `allow_private` lets every address and port pass; scheme and userinfo are judged all the same.
    """
    if len(text) > LONGEST:
        raise AddressError(f"refused: the address is longer than {LONGEST} characters")
    if _UNSAFE.search(text):
        raise AddressError("refused: the address has spaces, backslashes or control characters in it")
    try:
        url = URL(text)
        host, port = url.raw_host, url.port
    except ValueError:
        raise AddressError("refused: not a valid address") from None
    if url.scheme not in SCHEMES:
        raise AddressError(f"refused: only http and https are fetched, not {url.scheme or 'a bare path'}")
    if not host:
        raise AddressError("refused: the address names no host")
    if url.user is not None or url.password is not None:
        raise AddressError("refused: the address carries a user name or password")
    _check_host(host, allow_private=allow_private)
    if port is None or (port not in PORTS and not allow_private):
        raise AddressError(f"refused: port {port} is none of {', '.join(map(str, sorted(PORTS)))}")
    return url.with_fragment(None)


def _check_host(host: str, *, allow_private: bool) -> None:
    if ":" in host or _NUMERIC.fullmatch(host):
        try:
            ipaddress.ip_address(host)
        except ValueError:
            raise AddressError(f"refused: {host} is an IP address in an unusual notation") from None
        if not allow_private:
            check_ip(host)
    elif not _HOST.fullmatch(host):
        raise AddressError("refused: the host name is not valid")


def _why_not_public(address: IPv4 | IPv6) -> str | None:
    if isinstance(address, IPv4):
        return next((word for network, word in _NOT_PUBLIC_4 if address in network), None)
    if address.scope_id is not None:
        return "link-local"
    inner = _inner_ipv4(address)
    if inner is not None:
        return _why_not_public(inner)
    word = next((word for network, word in _NOT_PUBLIC_6 if address in network), None)
    return word or (None if address in _GLOBAL_6 else "reserved")


def _inner_ipv4(address: IPv6) -> IPv4 | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return IPv4(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
