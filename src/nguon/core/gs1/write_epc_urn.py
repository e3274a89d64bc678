"""EPC URNs of GS1 keys (TDS 2.x §6.3), for partners who still speak EPCIS 1.2.

Only a URN tells where the company prefix ends, so a table of prefixes has to be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nguon.core.gs1.company_prefixes import BundledCompanyPrefixes
from nguon.core.gs1.digital_link_path import Pairs
from nguon.core.gs1.errors import CompanyPrefixUnknownError, EpcUrnError
from nguon.core.gs1.identity import finest_pairs
from nguon.core.gs1.prefixes import CompanyPrefixes
from nguon.core.gs1.uri_text import encode_urn

_WHAT = "EPC URN"

# What makes `P.R` of a key value: the company prefix, then its reference.
Split = Callable[[str], str]


def write_epc_urn(pairs: Pairs, prefixes: CompanyPrefixes | None = None) -> str:
    """The URN of a key and its qualifiers, as `Identifier.keys.items()` holds them.

    Raises CompanyPrefixUnknownError if `prefixes` (the table biip carries if None) does not know
    the prefix: then the Digital Link is the better name anyway.
    """
    table = prefixes or BundledCompanyPrefixes()

    def split(digits: str) -> str:
        length = table.length_for(digits)
        if length is None or not 6 <= length <= 12:
            raise CompanyPrefixUnknownError("prefix_length", _WHAT, got=digits)
        return f"{digits[:length]}.{digits[length:]}"

    finest = finest_pairs(tuple(pairs))
    write = _WRITERS.get(tuple(ai for ai, _ in finest))
    if write is None:
        spelt = "".join(f"({ai})" for ai, _ in finest)
        raise EpcUrnError("no_urn", _WHAT, got=spelt)
    return "urn:epc:" + write([value for _, value in finest], split)


def _moved(digits: str, split: Split) -> str:
    """The indicator or extension digit stands before the reference, the check digit nowhere."""
    prefix, reference = split(digits[1:-1]).split(".")
    return f"{prefix}.{digits[0]}{reference}"


def _gtin(values: list[str], split: Split) -> str:
    return f"idpat:sgtin:{_moved(values[0], split)}.*"


def _with(scheme: str) -> Callable[[list[str], Split], str]:
    return lambda values, split: f"{scheme}:{_moved(values[0], split)}.{encode_urn(values[1])}"


def _place(values: list[str], split: Split) -> str:
    extension = encode_urn(values[1]) if len(values) > 1 else "0"
    return f"id:sgln:{split(values[0][:-1])}.{extension}"


def _single(scheme: str) -> Callable[[list[str], Split], str]:
    return lambda values, split: f"id:{scheme}:{split(values[0][:-1])}"


def _plain(scheme: str) -> Callable[[list[str], Split], str]:
    def write(values: list[str], split: Split) -> str:
        prefix, reference = split(values[0]).split(".", 1)
        return f"id:{scheme}:{prefix}.{encode_urn(reference)}"

    return write


def _serialised(scheme: str, head: int, tail: int) -> Callable[[list[str], Split], str]:
    """The 12 digits between `head` and the check digit at `tail`, then the serial or a pattern."""

    def write(values: list[str], split: Split) -> str:
        reference, serial = split(values[0][head:tail]), values[0][tail + 1 :]
        if serial:
            return f"id:{scheme}:{reference}.{encode_urn(serial)}"
        return f"idpat:{scheme}:{reference}.*"

    return write


def _piece(values: list[str], split: Split) -> str:
    itip = values[0]
    item = f"{_moved(itip[:14], split)}.{itip[14:16]}.{itip[16:]}"
    if len(values) > 1:
        return f"id:itip:{item}.{encode_urn(values[1])}"
    return f"idpat:itip:{item}.*"


def _part(values: list[str], split: Split) -> str:
    prefix, reference = split(values[0]).split(".", 1)
    part = f"{prefix}.{encode_urn(reference)}"
    return f"id:cpi:{part}.{values[1]}" if len(values) > 1 else f"idpat:cpi:{part}.*"


_WRITERS: Mapping[tuple[str, ...], Callable[[list[str], Split], str]] = {
    ("00",): lambda values, split: f"id:sscc:{_moved(values[0], split)}",
    ("01",): _gtin,
    ("01", "10"): _with("class:lgtin"),
    ("01", "21"): _with("id:sgtin"),
    ("01", "235"): _with("id:upui"),
    ("253",): _serialised("gdti", 0, 12),
    ("255",): _serialised("sgcn", 0, 12),
    ("401",): _plain("ginc"),
    ("402",): _single("gsin"),
    ("414",): _place,
    ("414", "254"): _place,
    ("417",): _single("pgln"),
    ("8003",): _serialised("grai", 1, 13),
    ("8004",): _plain("giai"),
    ("8006",): _piece,
    ("8006", "21"): _piece,
    ("8010",): _part,
    ("8010", "8011"): _part,
    ("8017",): _single("gsrnp"),
    ("8018",): _single("gsrn"),
}
