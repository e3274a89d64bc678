"""URIs of RFC 3986: what is one, and which are dangerous to follow."""

import re
from ipaddress import AddressValueError, IPv6Address

from nguon.core.epcis.fault import Fault

DANGEROUS_SCHEMES = frozenset(
    ["about", "blob", "data", "file", "filesystem", "jar", "javascript", "vbscript", "view-source"]
)
"""Schemes that run code or read the disk of whoever opens the link."""

_PLAIN = r"A-Za-z0-9\-._~!$&'()*+,;="
_REG_NAME = rf"[{_PLAIN}]*(?:%[0-9A-Fa-f]{{2}}[{_PLAIN}]*)*"
_USERINFO = rf"[{_PLAIN}:]*(?:%[0-9A-Fa-f]{{2}}[{_PLAIN}:]*)*"
_SEGMENTS = rf"[{_PLAIN}:@/]*(?:%[0-9A-Fa-f]{{2}}[{_PLAIN}:@/]*)*"
_QUERY = rf"[{_PLAIN}:@/?]*(?:%[0-9A-Fa-f]{{2}}[{_PLAIN}:@/?]*)*"
_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*:"
    rf"(?://(?:{_USERINFO}@)?(?:\[(?P<literal>[^\]/?#]*)\]|{_REG_NAME})(?::[0-9]*)?"
    rf"(?:/{_SEGMENTS})?|(?!//){_SEGMENTS})"
    rf"(?:\?{_QUERY})?(?:#{_QUERY})?"
)
_IP_FUTURE = re.compile(r"[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+")


def is_uri(text: str) -> bool:
    """Whether it is a URI of RFC 3986 with its scheme; a CURIE such as `example:x` is one too."""
    found = _URI.fullmatch(text)
    if found is None:
        return False
    literal = found["literal"]
    return literal is None or _is_ip_literal(literal)


def _is_ip_literal(text: str) -> bool:
    if _IP_FUTURE.fullmatch(text):
        return True
    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return "%" not in text


def uri_fault(text: str) -> Fault | None:
    if not is_uri(text):
        return Fault("uri-form", got=text)
    scheme = text.partition(":")[0].lower()
    return Fault("uri-scheme", got=scheme) if scheme in DANGEROUS_SCHEMES else None
