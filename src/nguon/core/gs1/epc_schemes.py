"""EPC URN schemes that stand for a GS1 key (TDS 2.x §6.3): how each joins and splits its digits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nguon.core.gs1.check_digits import check_digit

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EpcScheme:
    """`parts` components; the first two hold `digits` digits together, or any text if None.

    `join` makes AI pairs of the decoded components (a missing serial is an empty text);
    `optional_serial` says that the idpat form with * names the class.
    """

    name: str
    form: str
    parts: int
    digits: int | None
    join: Callable[[list[str]], Pairs]
    class_pattern: bool = False


def _gtin(parts: list[str]) -> str:
    prefix, item = parts[0], parts[1]
    digits = item[0] + prefix + item[1:]
    return digits + check_digit(digits)


def _checked(parts: list[str]) -> str:
    digits = parts[0] + parts[1]
    return digits + check_digit(digits)


def _sscc(parts: list[str]) -> Pairs:
    prefix, serial = parts[0], parts[1]
    digits = serial[0] + prefix + serial[1:]
    return (("00", digits + check_digit(digits)),)


def _item_with(ai: str) -> Callable[[list[str]], Pairs]:
    def join(parts: list[str]) -> Pairs:
        gtin = ("01", _gtin(parts))
        return (gtin, (ai, parts[2])) if parts[2] else (gtin,)

    return join


def _place(parts: list[str]) -> Pairs:
    gln = ("414", _checked(parts))
    return (gln,) if parts[2] == "0" else (gln, ("254", parts[2]))


def _piece(parts: list[str]) -> Pairs:
    itip = ("8006", _gtin(parts) + parts[2] + parts[3])
    return (itip, ("21", parts[4])) if parts[4] else (itip,)


def _part(parts: list[str]) -> Pairs:
    cpid = ("8010", parts[0] + parts[1])
    return (cpid, ("8011", parts[2])) if parts[2] else (cpid,)


def _single(ai: str) -> Callable[[list[str]], Pairs]:
    return lambda parts: ((ai, _checked(parts)),)


def _plain(ai: str) -> Callable[[list[str]], Pairs]:
    return lambda parts: ((ai, parts[0] + parts[1]),)


def _serialised(ai: str, lead: str = "") -> Callable[[list[str]], Pairs]:
    return lambda parts: ((ai, lead + _checked(parts) + parts[2]),)


ID_SCHEMES: Mapping[str, EpcScheme] = {
    scheme.name: scheme
    for scheme in (
        EpcScheme("sgtin", "P.I.S", 3, 13, _item_with("21"), class_pattern=True),
        EpcScheme("sscc", "P.S", 2, 17, _sscc),
        EpcScheme("sgln", "P.L.E", 3, 12, _place),
        EpcScheme("grai", "P.A.S", 3, 12, _serialised("8003", "0"), class_pattern=True),
        EpcScheme("giai", "P.A", 2, None, _plain("8004")),
        EpcScheme("gsrn", "P.S", 2, 17, _single("8018")),
        EpcScheme("gsrnp", "P.S", 2, 17, _single("8017")),
        EpcScheme("gdti", "P.D.S", 3, 12, _serialised("253"), class_pattern=True),
        EpcScheme("cpi", "P.C.S", 3, None, _part, class_pattern=True),
        EpcScheme("sgcn", "P.C.S", 3, 12, _serialised("255"), class_pattern=True),
        EpcScheme("ginc", "P.C", 2, None, _plain("401")),
        EpcScheme("gsin", "P.S", 2, 16, _single("402")),
        EpcScheme("itip", "P.I.N.T.S", 5, 13, _piece, class_pattern=True),
        EpcScheme("upui", "P.I.S", 3, 13, _item_with("235"), class_pattern=True),
        EpcScheme("pgln", "P.L", 2, 12, _single("417")),
    )
}

LGTIN = EpcScheme("lgtin", "P.I.L", 3, 13, _item_with("10"))
