"""Which addresses are on the public internet, and which would be doors inside a network."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address

Address = IPv4Address | IPv6Address


def is_public(address: Address) -> bool:
    """Not loopback, private, link-local (cloud metadata), shared, multicast or reserved.

    An IPv6 address that carries an IPv4 address is judged by that one.
    """
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def all_public(addresses: Iterable[str]) -> bool:
    """One inner address among several is enough to refuse: the next look-up may give only that."""
    found = [ip_address(one.partition("%")[0]) for one in addresses]
    return bool(found) and all(map(is_public, found))
