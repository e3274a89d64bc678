"""GS1 Digital Link, URI Syntax 1.6: read strictly, written in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from nguon.core.gs1.application_identifiers import ApplicationIdentifier, find_ai
from nguon.core.gs1.check_digits import is_digits
from nguon.core.gs1.digital_link_path import Pairs, read_pairs, split_path
from nguon.core.gs1.element_string import ElementString
from nguon.core.gs1.errors import DigitalLinkError, Gs1Error
from nguon.core.gs1.primary_keys import PRIMARY_KEYS
from nguon.core.gs1.uri_text import CANONICAL_STEM, decode, encode, link

_WHAT = "DIGITAL LINK"
_URI = re.compile(r"(https?|HTTPS?)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?\Z", re.DOTALL)
_LEGAL = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*\Z")
_HOST = re.compile(r"(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?\Z")


@dataclass(frozen=True, slots=True)
class DigitalLink:
    """`path` is the key and its qualifiers in order, `attributes` what the query adds.

    `stem` is everything before the key. Query parameters that are not AIs belong to whoever serves
    the link and are left out, as is the fragment.
    """

    stem: str
    path: Pairs
    attributes: Pairs = ()

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        allow_short_gtin: bool = True,
        allow_restricted: bool = False,
        allow_unknown: bool = False,
    ) -> Self:
        """Reads a link. Scanned ones may have a GTIN of 8, 12 or 13 digits, as older links do."""
        found = _URI.match(text)
        if found is None:
            raise DigitalLinkError("scheme", _WHAT, got=text)
        if _LEGAL.match(text) is None:
            raise DigitalLinkError("uri_characters", _WHAT, got=text)
        scheme, host, path, query, _ = found.groups()
        if _HOST.match(host) is None:
            raise DigitalLinkError("host", _WHAT, got=host)
        split = split_path(path)
        if not allow_short_gtin:
            _require_14_digits(split.pairs[0])
        pairs = read_pairs(split.pairs, allow_restricted=allow_restricted)
        stem = f"{scheme.lower()}://{host.lower()}{split.stem}"
        if not query:
            return cls(stem, pairs)
        attributes = _read_query(
            query, pairs, allow_restricted=allow_restricted, allow_unknown=allow_unknown
        )
        return cls(stem, pairs, attributes)

    @classmethod
    def build(
        cls,
        elements: ElementString | Iterable[tuple[str, str]],
        *,
        stem: str = CANONICAL_STEM,
        allow_unknown: bool = False,
    ) -> Self:
        """The link of `elements`: the first primary key among them is the key of the link."""
        if not isinstance(elements, ElementString):
            elements = ElementString.of(elements, allow_unknown=allow_unknown)
        values = elements.values
        path = path_of(values)
        rest = [(ai, value) for ai, value in values.items() if (ai, value) not in path]
        for ai, _ in rest:
            known = find_ai(ai)
            if known is None and not allow_unknown:
                raise DigitalLinkError("unknown_ai", _WHAT, got=ai)
            _require_attribute(ai, path, known)
        # The sort is stable: AIs of fixed length first, otherwise as they came.
        rest.sort(key=lambda pair: _needs_separator(pair[0]))
        return cls(_read_stem(stem), path, tuple(rest))

    @property
    def uri(self) -> str:
        return self._write(self.stem, self.attributes)

    @property
    def canonical(self) -> str:
        """At id.gs1.org, attributes in the order of their AIs (§5)."""
        return self._write(CANONICAL_STEM, tuple(sorted(self.attributes)))

    @property
    def printed_uri(self) -> str:
        """Scheme and host in capitals, for QR codes in alphanumeric mode.

        Values keep their letters: a lot `ab` is not `AB`. Give lots and serials in capitals.
        """
        scheme, rest = self.uri.split("://", 1)
        host, slash, tail = rest.partition("/")
        return f"{scheme.upper()}://{host.upper()}{slash}{tail}"

    @property
    def elements(self) -> ElementString:
        return ElementString((*self.path, *self.attributes))

    def _write(self, stem: str, attributes: Pairs) -> str:
        query = "&".join(f"{ai}={encode(value)}" for ai, value in attributes)
        return link(self.path, stem) + (f"?{query}" if query else "")

    def __str__(self) -> str:
        return self.uri


def _require_14_digits(key: tuple[str, str]) -> None:
    ai, value = key
    if ai == "01" and len(value) != 14:
        raise DigitalLinkError("digits", "GTIN", length=14, got=len(value))


def path_of(values: Mapping[str, str]) -> Pairs:
    """The first primary key of `values`, then those that qualify it, in their order."""
    key = next((PRIMARY_KEYS[ai] for ai in values if ai in PRIMARY_KEYS), None)
    if key is None:
        raise DigitalLinkError("no_key", _WHAT, got="".join(f"({ai})" for ai in values))
    sequence = max(key.sequences, key=lambda s: len(values.keys() & set(s)), default=())
    return tuple((ai, values[ai]) for ai in (key.ai, *sequence) if ai in values)


def _read_query(query: str, path: Pairs, *, allow_restricted: bool, allow_unknown: bool) -> Pairs:
    seen: dict[str, str] = {}
    for ai, text in _parameters(query):
        known = find_ai(ai)
        if known is None and not allow_unknown:
            raise DigitalLinkError("unknown_ai", _WHAT, got=ai)
        if ai in seen or any(ai == used for used, _ in path):
            raise DigitalLinkError("twice", _WHAT, ai=ai)
        _require_attribute(ai, path, known)
        seen[ai] = _read_attribute(known, text, allow_restricted=allow_restricted)
    return tuple(seen.items())


def _parameters(query: str) -> Iterator[tuple[str, str]]:
    """Only names of digits are AIs; all others are the host's own."""
    for parameter in query.split("&"):
        name, equals, text = parameter.partition("=")
        if equals and is_digits(name):
            yield name, decode(text, in_query=True)


def _read_attribute(
    known: ApplicationIdentifier | None, text: str, *, allow_restricted: bool
) -> str:
    if known is None:
        return text
    if known.ai == "01" and is_digits(text) and len(text) in {8, 12, 13}:
        text = text.zfill(14)
    try:
        return known.read_value(text, allow_restricted=allow_restricted)
    except Gs1Error as error:
        raise DigitalLinkError.because(error) from error


def _require_attribute(ai: str, path: Pairs, known: ApplicationIdentifier | None) -> None:
    """What could stand in this path has to, and some AIs have no place in a link at all.

    Behind /235/ a lot may be an attribute, since (235) and (10) are of different sequences.
    """
    (key, _), *qualifiers = path
    used = tuple(qualifier for qualifier, _ in qualifiers)
    belongs_in_path = PRIMARY_KEYS[key].sequence_for((*used, ai)) is not None
    if belongs_in_path or not (known is None or known.may_be_attribute):
        raise DigitalLinkError("not_attribute", _WHAT, ai=ai)


def _needs_separator(ai: str) -> bool:
    known = find_ai(ai)
    return known is None or known.needs_separator


def _read_stem(stem: str) -> str:
    parts = urlsplit(stem)
    if parts.scheme not in {"http", "https"}:
        raise DigitalLinkError("scheme", _WHAT, got=stem)
    if _HOST.match(parts.netloc) is None:
        raise DigitalLinkError("host", _WHAT, got=stem)
    if parts.query or parts.fragment or _LEGAL.match(stem) is None:
        raise DigitalLinkError("uri_characters", _WHAT, got=stem)
    return stem.rstrip("/")
