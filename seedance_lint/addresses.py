"""Which hosts only this machine or its network reaches: by name, and by address in every way to write one."""

import re
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from unicodedata import normalize

# Names that no public resolver answers: RFC 6761, RFC 6762 (.local), RFC 8375 (.home.arpa), RFC 7686 (.onion), ICANN 2024-07-29 (.internal);
# .localdomain is what many systems call themselves.
_PRIVATE_NAMES = ("localhost", "localdomain", "local", "internal", "home.arpa", "test", "invalid", "onion")
_NUMERIC = r"\[.*\]|(?:0[xX][0-9A-Fa-f]*|[0-9]+)(?:\.(?:0[xX][0-9A-Fa-f]*|[0-9]+)){0,3}\.?"
_DOTS = str.maketrans("\u3002\uff0e\uff61", "...")  # what IDNA takes for a dot, too

# Networks of IPv6 whose addresses stand for one of IPv4, and the bits after it: RFC 4291, RFC 6052, RFC 3056.
_IPV4_INSIDE = (
    (IPv6Network("::ffff:0:0/96"), 0),
    (IPv6Network("::/96"), 0),
    (IPv6Network("64:ff9b::/96"), 0),
    (IPv6Network("2002::/16"), 80),
)
_TEREDO = IPv6Network("2001::/32")
_PUBLIC = IPv6Network("2000::/3")
"""The only part of IPv6 that is given to anybody (IANA, Internet Protocol Version 6 Address Space)."""


def plain_host(host: str) -> str:
    """Return a host as resolvers read it: lower case, with plain digits and dots."""
    return host.lower() if host.isascii() else normalize("NFKC", host.translate(_DOTS)).translate(_DOTS).lower()


def judge_host(host: str) -> str:
    """Say why a host, in the form of ``plain_host``, cannot be reached from outside; empty if it can, as far as its name tells."""
    if host[0] in "[0123456789" and re.fullmatch(_NUMERIC, host):
        try:
            address = ip_address(host[1:-1].partition("%25")[0].partition("%")[0]) if host[0] == "[" else _ipv4(host)
        except ValueError:
            return f"`{host}` is not a valid address"
        return judge_address(address, host)
    name = host.rstrip(".")
    for private in _PRIVATE_NAMES:
        if name == private or name.endswith(f".{private}"):
            return f"`{host}` is a name of this machine" if private == "localhost" else f"names under .{private} are not public"
    return "" if "." in name or not name.isascii() else f"`{host}` is a name of a local network"


def judge_address(address: IPv4Address | IPv6Address, shown: str | None = None) -> str:
    """Say why an address cannot be reached from outside; empty if it can."""
    shown = str(address) if shown is None else shown
    if address.is_loopback or address.is_unspecified:
        return f"{shown} is this machine"
    inside = _inside(address)
    if inside is not None:
        return judge_address(inside, shown)
    if address.is_link_local:
        return f"{shown} is a link-local address"
    public = address.is_global and not address.is_multicast and (isinstance(address, IPv4Address) or address in _PUBLIC)
    return "" if public else f"{shown} is a private or reserved address"


def _inside(address: IPv4Address | IPv6Address) -> IPv4Address | None:
    """Return the address of IPv4 that one of IPv6 leads to; None if it leads to none."""
    if isinstance(address, IPv4Address):
        return None
    if address in _TEREDO:  # RFC 4380: the client's address is written upside down
        return IPv4Address(~int(address) & 0xFFFFFFFF)
    for network, behind in _IPV4_INSIDE:
        if address in network:
            return IPv4Address(int(address) >> behind & 0xFFFFFFFF)
    return None


def _ipv4(host: str) -> IPv4Address:
    """Read an IPv4 address as browsers do: ``127.1``, ``0x7f.0.0.1`` and ``2130706433`` are all 127.0.0.1."""
    parts = host.removesuffix(".").split(".")
    numbers = [int(part, 16) if part[:2] in ("0x", "0X") else int(part, 8 if part[0] == "0" else 10) for part in parts]
    *first, last = numbers
    if any(number > 255 for number in first) or last >= 256 ** (4 - len(first)):
        raise ValueError(host)
    return IPv4Address(sum(number << (24 - 8 * place) for place, number in enumerate(first)) + last)
