"""GS1 identifiers in the one form that the reference implementation gives them (rules 17, 18).

Apart from `core.gs1` on purpose: the reference takes any host, asks less of a value, and leaves a
Digital Link with percent-encoded characters as it was written; one letter makes another hash.
"""

import re
from collections.abc import Callable

from nguon.core.gs1.check_digits import check_digit

_HOST = "https://id.gs1.org"
_CHARACTER = (
    r"(?:%2[125-9A-Fa-f]|%3[0-9A-Fa-f]|%4[1-9A-Fa-f]|%5[0-9AaFf]|%6[1-9A-Fa-f]|%7[0-9Aa]"
    r"|[!')(*+,.0-9:;=A-Za-z_-])"
)
_PART_CHARACTER = r"(?:%2[3dfDF]|%3[0-9]|%4[1-9A-Fa-f]|%5[0-9Aa]|[0-9A-Z-])"
_ESCAPES = str.maketrans(
    {"!": "%21", "(": "%28", ")": "%29", "*": "%2A", "+": "%2B", ",": "%2C", ":": "%3A"}
)


def _numbered(digits: int, rest: str = "", *, longest_prefix: int = 12) -> re.Pattern[str]:
    """A company prefix and a reference of so many digits together, then the rest."""
    splits = "|".join(
        rf"[0-9]{{{prefix}}}\.[0-9]{{{digits - prefix}}}" for prefix in range(6, longest_prefix + 1)
    )
    return re.compile(f"(?P<number>{splits}){rest}")


def _lettered(character: str, most: int, rest: str = "") -> re.Pattern[str]:
    """A company prefix and a reference of letters, so many characters together, then the rest."""
    splits = "|".join(
        rf"[0-9]{{{prefix}}}\.{character}{{1,{most - prefix}}}" for prefix in range(6, 13)
    )
    return re.compile(f"(?P<number>{splits}){rest}")


def _serial(most: int) -> str:
    return rf"\.(?P<serial>{_CHARACTER}{{1,{most}}})"


_COLONS = 4
_DIGITS = r"\.(?P<serial>[0-9]{1,12})"
_ANY = r"\.\*"
_GTIN, _OTHER = 13, 12

Form = Callable[[str, str, "re.Match[str]"], str]
"""Company prefix, reference, and what else was found: the Digital Link without its host."""


def _trade_item(key: str, qualifier: str = "") -> Form:
    """The indicator digit of the reference goes to the front."""

    def form(prefix: str, reference: str, found: re.Match[str]) -> str:
        digits = reference[0] + prefix + reference[1:]
        if not qualifier:
            return f"/{key}/{digits}{check_digit(digits)}"
        return f"/{key}/{digits}{check_digit(digits)}/{qualifier}/{_escaped(found['serial'])}"

    return form


def _pieces(qualifier: str = "") -> Form:
    item = _trade_item("8006")

    def form(prefix: str, reference: str, found: re.Match[str]) -> str:
        link = f"{item(prefix, reference, found)}{found['piece']}{found['total']}"
        return f"{link}/{qualifier}/{_escaped(found['serial'])}" if qualifier else link

    return form


def _checked(key: str, *, front: str = "", serial: bool = False) -> Form:
    def form(prefix: str, reference: str, found: re.Match[str]) -> str:
        digits = front + prefix + reference
        rest = _escaped(found["serial"]) if serial else ""
        return f"/{key}/{digits}{check_digit(digits)}{rest}"

    return form


def _place(prefix: str, reference: str, found: re.Match[str]) -> str:
    digits = prefix + reference
    inside = "" if found["serial"] == "0" else f"/254/{_escaped(found['serial'])}"
    return f"/414/{digits}{check_digit(digits)}{inside}"


def _written(key: str, qualifier: str = "") -> Form:
    def form(prefix: str, reference: str, found: re.Match[str]) -> str:
        link = f"/{key}/{_escaped(prefix + reference)}"
        return f"{link}/{qualifier}/{found['serial']}" if qualifier else link

    return form


def _escaped(text: str) -> str:
    return text if text.isalnum() else text.translate(_ESCAPES)


_PIECE = r"\.(?P<piece>[0-9]{2})\.(?P<total>[0-9]{2})"
_MAYBE_SERIAL = rf"\.(?P<serial>{_CHARACTER}{{0,19}})"
_ELEVEN = {"longest_prefix": 11}
"""A GRAI, GDTI or coupon pattern with a company prefix of twelve digits stays a URN there."""

_URNS: dict[str, tuple[re.Pattern[str], Form]] = {
    "urn:epc:id:sgtin": (_numbered(_GTIN, _serial(20)), _trade_item("01", "21")),
    "urn:epc:id:sscc": (_numbered(17), _trade_item("00")),
    "urn:epc:id:sgln": (_numbered(_OTHER, _serial(20)), _place),
    "urn:epc:id:grai": (
        _numbered(_OTHER, _serial(16), **_ELEVEN),
        _checked("8003", front="0", serial=True),
    ),
    "urn:epc:id:giai": (_lettered(_CHARACTER, 30), _written("8004")),
    "urn:epc:id:gsrn": (_numbered(17), _checked("8018")),
    "urn:epc:id:gsrnp": (_numbered(17), _checked("8017")),
    "urn:epc:id:gdti": (_numbered(_OTHER, _MAYBE_SERIAL), _checked("253", serial=True)),
    "urn:epc:id:cpi": (_lettered(_PART_CHARACTER, 30, _DIGITS), _written("8010", "8011")),
    "urn:epc:id:sgcn": (_numbered(_OTHER, _DIGITS), _checked("255", serial=True)),
    "urn:epc:id:ginc": (_lettered(_CHARACTER, 30), _written("401")),
    "urn:epc:id:gsin": (_numbered(16), _checked("402")),
    "urn:epc:id:itip": (_numbered(_GTIN, _PIECE + _serial(20)), _pieces("21")),
    "urn:epc:id:upui": (_numbered(_GTIN, _serial(28)), _trade_item("01", "235")),
    "urn:epc:id:pgln": (_numbered(_OTHER), _checked("417")),
    "urn:epc:class:lgtin": (_numbered(_GTIN, _serial(20)), _trade_item("01", "10")),
    "urn:epc:idpat:sgtin": (_numbered(_GTIN, _ANY), _trade_item("01")),
    "urn:epc:idpat:grai": (_numbered(_OTHER, _ANY, **_ELEVEN), _checked("8003", front="0")),
    "urn:epc:idpat:gdti": (_numbered(_OTHER, _ANY, **_ELEVEN), _checked("253")),
    "urn:epc:idpat:sgcn": (_numbered(_OTHER, _ANY, **_ELEVEN), _checked("255")),
    "urn:epc:idpat:cpi": (_lettered(_PART_CHARACTER, 30, _ANY), _written("8010")),
    "urn:epc:idpat:itip": (_numbered(_GTIN, _PIECE + _ANY), _pieces()),
    "urn:epc:idpat:upui": (_numbered(_GTIN, _ANY), _trade_item("01")),
}

_SHORT_NAMES = (
    ("/gtin/", "/01/"), ("/itip/", "/8006/"), ("/cpid/", "/8010/"), ("/gln/", "/414/"),
    ("/party/", "/417/"), ("/gsrnp/", "/8017/"), ("/gsrn/", "/8018/"), ("/gcn/", "/255/"),
    ("/sscc/", "/00/"), ("/gdti/", "/253/"), ("/ginc/", "/401/"), ("/gsin/", "/402/"),
    ("/grai/", "/8003/"), ("/giai/", "/8004/"), ("/cpv/", "/22/"), ("/lot/", "/10/"),
    ("/ser/", "/21/"),
)  # fmt: skip
_KEYS = (
    "00", "01", "253", "255", "401", "402", "414", "417", "8003", "8004", "8006", "8010", "8017",
    "8018",
)  # fmt: skip
_NAMES = "|".join([*_KEYS, *(name.strip("/") for name, _ in _SHORT_NAMES[:14])])
_SOME_LINK = re.compile(rf"https?:[^?#]*/(?:{_NAMES})/[0-9]{{4}}[^/]+")
_CANONICAL_HOST = re.compile(rf"https://id\.gs1\.org/(?:{'|'.join(_KEYS)})/[0-9]{{4}}[^/]+")
_PLAIN = r"[\"'\-.0-9;-?A-Z_a-z]"
_GTIN_OR_PIECE = r"https://id\.gs1\.org/(?:8006/[0-9]{18}|01/[0-9]{14})"
_SHORT_GTIN = re.compile(r"https://id\.gs1\.org/01/(?![0-9]{14})([0-9]{13}|[0-9]{12}|[0-9]{8})")
_VARIANT_ALONE = re.compile(rf"({_GTIN_OR_PIECE})/22/{_PLAIN}{{0,20}}")
_VARIANT = re.compile(rf"({_GTIN_OR_PIECE})/22/(?=.{{0,20}}$){_PLAIN}*(/(?:{_PLAIN}|/)*)")
_LOT_AND_SERIAL = re.compile(rf"({_GTIN_OR_PIECE})/10/{_PLAIN}{{0,20}}(/21/{_PLAIN}{{0,20}})")
_CONSTRAINED = re.compile(
    r"https://id\.gs1\.org/(?:"
    r"(?:00|8017|8018)/[0-9]{18}|402/[0-9]{17}|417/[0-9]{13}"
    rf"|01/[0-9]{{14}}(?:/(?:21|10)/{_PLAIN}{{0,20}}|/235/{_PLAIN}{{0,28}})?"
    rf"|253/[0-9]{{13}}{_PLAIN}{{0,17}}|255/[0-9]{{13,25}}|(?:401|8004)/{_PLAIN}{{0,30}}"
    rf"|414/[0-9]{{13}}(?:/254/{_PLAIN}{{0,20}})?|8003/[0-9]{{14}}{_PLAIN}{{0,16}}"
    rf"|8006/[0-9]{{18}}(?:/(?:21|10)/{_PLAIN}{{0,20}})?"
    r"|8010/[#\-/0-9A-Z]{0,30}(?:/8011/[0-9]{0,12})?)"
)


def reference_link(uri: str) -> str:
    """The constrained canonical Digital Link of a GS1 identifier; other text as it is."""
    if uri.startswith("urn:epc:"):
        return _of_urn(uri)
    if uri.startswith("http") and "." in uri and _SOME_LINK.match(uri) is not None:
        return _of_link(uri)
    return uri


def _of_urn(uri: str) -> str:
    scheme, _, value = uri.rpartition(":")
    if scheme not in _URNS and uri.count(":") > _COLONS:  # one may stand in a serial number
        *head, value = uri.split(":", _COLONS)
        scheme = ":".join(head)
    known = _URNS.get(scheme)
    found = known and known[0].fullmatch(value)
    if known is None or not found:
        return uri
    prefix, _, reference = found["number"].partition(".")
    return _HOST + known[1](prefix, reference, found)


def _of_link(uri: str) -> str:
    link = uri.partition("?")[0]
    for name, key in _SHORT_NAMES:
        link = link.replace(name, key)
    if _CANONICAL_HOST.match(link) is None:
        first = next((f"/{key}/" for key in _KEYS if f"/{key}/" in link), "/")
        link = _HOST + link[link.index(first) :]
    if short := _SHORT_GTIN.match(link):
        link = link.replace("/01/", "/01/" + "0" * (14 - len(short[1])))
    if found := _VARIANT_ALONE.fullmatch(link):
        link = found[1]
    elif found := _VARIANT.fullmatch(link):
        link = found[1] + found[2]
    if found := _LOT_AND_SERIAL.fullmatch(link):
        link = found[1] + found[2]
    return link if _CONSTRAINED.fullmatch(link) is not None else uri
