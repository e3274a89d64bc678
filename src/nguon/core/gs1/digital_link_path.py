"""The path of a GS1 Digital Link: …/key/value/qualifier/value, in the one right order."""

from __future__ import annotations

from dataclasses import dataclass

from nguon.core.gs1.errors import DigitalLinkError, Gs1Error
from nguon.core.gs1.keys.gtin import read_14_digits
from nguon.core.gs1.primary_keys import PRIMARY_KEYS, QUALIFIERS, PrimaryKey
from nguon.core.gs1.uri_text import decode, link

_WHAT = "DIGITAL LINK"

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LinkPath:
    """What stands before the key, and the AIs from the key on, as written but decoded."""

    stem: str
    pairs: Pairs


def split_path(path: str) -> LinkPath:
    """Finds the primary key nearest to the end; everything after it belongs to it."""
    segments = path.split("/")
    for index in range(len(segments) - 2, 0, -2):
        if segments[index] in PRIMARY_KEYS:
            pairs = tuple(
                (segments[i], decode(segments[i + 1])) for i in range(index, len(segments), 2)
            )
            return LinkPath("/".join(segments[:index]), pairs)
    raise DigitalLinkError("no_key", _WHAT, got=path)


def read_pairs(pairs: Pairs, *, allow_restricted: bool = False) -> Pairs:
    """Checks order and every value; answers with the GTIN filled up to 14 digits."""
    key_ai, key_value = pairs[0]
    key = PRIMARY_KEYS[key_ai]
    _require_order(key, pairs)
    read = []
    try:
        read.append((key_ai, _read_key(key, key_value, allow_restricted=allow_restricted)))
        read.extend((ai, QUALIFIERS[ai](value)) for ai, value in pairs[1:])
    except DigitalLinkError:
        raise
    except Gs1Error as error:
        raise DigitalLinkError.because(error) from error
    return tuple(read)


def _read_key(key: PrimaryKey, value: str, *, allow_restricted: bool) -> str:
    if allow_restricted and key.ai == "01":
        return read_14_digits(value, "GTIN")
    return key.read(value)


def _require_order(key: PrimaryKey, pairs: Pairs) -> None:
    ais = tuple(ai for ai, _ in pairs[1:])
    if key.is_ordered(ais):
        return
    allowed = _spell(key)
    for ai in ais:
        if ai not in key.qualifiers:
            raise DigitalLinkError("not_qualifier", _WHAT, ai=key.ai, sequence=allowed, got=ai)
    for ai in ais:
        if ais.count(ai) > 1:
            raise DigitalLinkError("twice", _WHAT, ai=ai)
    sequence = key.sequence_for(ais)
    if sequence is None:
        raise DigitalLinkError(
            "not_qualifier", _WHAT, ai=key.ai, sequence=allowed, got=")(".join(ais)
        )
    values = dict(pairs[1:])
    ordered = (pairs[0], *((ai, values[ai]) for ai in sequence if ai in values))
    raise DigitalLinkError(
        "path_order",
        _WHAT,
        ai=key.ai,
        sequence=allowed,
        got="".join(f"({ai})" for ai in ais),
        suggestion=link(ordered),
    )


def _spell(key: PrimaryKey) -> str:
    return " | ".join("".join(f"({ai})" for ai in s) for s in key.sequences) or "—"
