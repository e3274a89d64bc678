"""EPC URNs (TDS 2.x §6): read into GS1 keys always, written from them if the prefix is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nguon.core.gs1.check_digits import is_digits
from nguon.core.gs1.digital_link_path import Pairs, read_pairs
from nguon.core.gs1.epc_foreign import is_foreign, require_foreign
from nguon.core.gs1.epc_schemes import ID_SCHEMES, LGTIN, EpcScheme
from nguon.core.gs1.errors import EpcUrnError, Gs1Error
from nguon.core.gs1.uri_text import decode_urn

_WHAT = "EPC URN"
_PREFIX = re.compile(r"urn:epc:(id|class|idpat):([a-z]+):(.*)\Z", re.DOTALL)
_PATTERN_PART = re.compile(r"\*|\[[0-9]+-[0-9]+\]|[A-Za-z0-9!'()+,:;=_%-]+")
_ALWAYS_LOWER = len("urn:epc:")


@dataclass(frozen=True, slots=True)
class EpcUrn:
    """`pairs` is None where no GS1 key stands behind the URN: gid, bic…, and wide patterns."""

    text: str
    namespace: str
    scheme: str
    pairs: Pairs | None

    @classmethod
    def parse(cls, text: str) -> EpcUrn:
        """`urn` and `epc` in any case (RFC 8141); the rest is case-sensitive."""
        lowered = text[:_ALWAYS_LOWER].lower() + text[_ALWAYS_LOWER:]
        found = _PREFIX.match(lowered)
        if found is None:
            raise EpcUrnError("form", _WHAT, form="urn:epc:id|class|idpat:…:…", got=text)
        namespace, scheme, rest = found.groups()
        return cls(lowered, namespace, scheme, _READERS[namespace](scheme, rest))


def _read_id(name: str, rest: str) -> Pairs | None:
    if is_foreign(name):
        require_foreign(name, rest)
        return None
    scheme = _scheme(name)
    return _join(scheme, _split(scheme, rest))


def _read_class(name: str, rest: str) -> Pairs:
    if name != "lgtin":
        raise EpcUrnError("urn_scheme", _WHAT, got=name)
    return _join(LGTIN, _split(LGTIN, rest))


def _read_idpat(name: str, rest: str) -> Pairs | None:
    """P.I.* is the class of P.I; wider patterns and ranges have no key of their own."""
    if not is_foreign(name):
        scheme = _scheme(name)
        head, _, last = rest.rpartition(".")
        if scheme.class_pattern and last == "*" and "*" not in head and "[" not in head:
            return _join(scheme, [*_split_head(scheme, head), ""])
    for part in rest.split("."):
        if part and _PATTERN_PART.fullmatch(part) is None:
            raise EpcUrnError("urn_parts", _WHAT, form="….*", got=rest)
    if "*" not in rest and "[" not in rest:
        raise EpcUrnError("urn_parts", _WHAT, form="….*", got=rest)
    return None


_READERS: Mapping[str, Callable[[str, str], Pairs | None]] = {
    "id": _read_id,
    "class": _read_class,
    "idpat": _read_idpat,
}


def _scheme(name: str) -> EpcScheme:
    if name not in ID_SCHEMES:
        raise EpcUrnError("urn_scheme", _WHAT, got=name)
    return ID_SCHEMES[name]


def _split(scheme: EpcScheme, rest: str) -> list[str]:
    """The last component may hold dots of its own; it is never empty unless it is a reference."""
    parts = rest.split(".", scheme.parts - 1)
    if len(parts) != scheme.parts or (scheme.parts > 2 and not parts[-1]):
        raise EpcUrnError("urn_parts", _WHAT, form=f"{scheme.name}:{scheme.form}", got=rest)
    return _decoded(scheme, parts, rest)


def _split_head(scheme: EpcScheme, head: str) -> list[str]:
    parts = head.split(".")
    if len(parts) != scheme.parts - 1:
        raise EpcUrnError("urn_parts", _WHAT, form=f"{scheme.name}:{scheme.form}", got=head)
    return _decoded(scheme, parts, head)


def _decoded(scheme: EpcScheme, parts: list[str], rest: str) -> list[str]:
    decoded = []
    for part in parts:
        value = decode_urn(part)
        if value is None:
            raise EpcUrnError("urn_escape", _WHAT, got=part)
        decoded.append(value)
    _require_prefix(scheme, decoded, rest)
    return decoded


def _require_prefix(scheme: EpcScheme, parts: list[str], rest: str) -> None:
    prefix, reference = parts[0], parts[1]
    form = f"{scheme.name}:{scheme.form}"
    if not is_digits(prefix) or not 6 <= len(prefix) <= 12:
        raise EpcUrnError("urn_parts", _WHAT, form=form, got=rest)
    if scheme.digits is None:
        if not reference:
            raise EpcUrnError("urn_parts", _WHAT, form=form, got=rest)
        return
    if reference and not is_digits(reference):
        raise EpcUrnError("urn_parts", _WHAT, form=form, got=rest)
    total = len(prefix) + len(reference)
    if total != scheme.digits:
        raise EpcUrnError("urn_digits", _WHAT, length=scheme.digits, got=total)


def _join(scheme: EpcScheme, parts: list[str]) -> Pairs:
    try:
        return read_pairs(scheme.join(parts))
    except Gs1Error as error:
        raise EpcUrnError.because(error) from error
