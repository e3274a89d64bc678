"""The event hash of CBV 2.0 §8.9: one text for one event, whatever it was written in, and its hash.

Our own canonicaliser. `canonical_content` is something else: it tells two contents apart without
any loss, while the event hash is what others compute too.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from nguon.core.epcis.context import expanded, namespaces_of
from nguon.core.epcis.document import Document
from nguon.core.epcis.event_hash.layout import EVENT_LAYOUTS
from nguon.core.epcis.event_hash.profile import HashProfile, Syntax
from nguon.core.epcis.event_hash.reading import LEFT_OUT, Reading, joined, reading_of
from nguon.core.epcis.event_hash.xml_members import xml_events
from nguon.core.epcis.events import Event
from nguon.core.epcis.json_text import DEFAULT_LIMITS, Limits

_NO_PART = LEFT_OUT | {"type", "eventID", "recordTime", "errorDeclaration"}
_IGNORE_FIELDS = "ignoreFields"
NOTHING: frozenset[str] = frozenset()


def event_hash(
    event: Event,
    *,
    profile: HashProfile = HashProfile.REFERENCE,
    syntax: Syntax = Syntax.JSON,
    ignored: frozenset[str] = NOTHING,
) -> str:
    """The event's id by its content, in the form of RFC 6920."""
    return hash_of(pre_hash(event, profile=profile, syntax=syntax, ignored=ignored))


def pre_hash(
    event: Event,
    *,
    profile: HashProfile = HashProfile.REFERENCE,
    syntax: Syntax = Syntax.JSON,
    ignored: frozenset[str] = NOTHING,
) -> str:
    """The text that is hashed: the members in canonical order, without separators.

    eventID, recordTime and errorDeclaration take no part, and neither do the members named by
    `ignored` (full names, see `ignored_fields`). No context is ever fetched: the hash depends on
    the event and on the prefixes that its document declares.
    """
    reading = reading_of((event.document_context, event.context), profile, syntax)
    return _pre_hash(event.to_json_ld(), reading, ignored)


def pre_hashes(document: Document, *, profile: HashProfile = HashProfile.REFERENCE) -> list[str]:
    """The pre-hash strings of all events of a document, also of one that is not quite valid.

    What the document asks to ignore is left out.
    """
    ignored = ignored_fields(document)
    outer = None if document.is_bare_event else document.context
    return [
        _pre_hash(event, reading_of((outer, event.get("@context")), profile, Syntax.JSON), ignored)
        for _, event in document.event_members()
        if isinstance(event, Mapping)
    ]


def pre_hashes_of_xml(
    data: bytes, *, profile: HashProfile = HashProfile.REFERENCE, limits: Limits = DEFAULT_LIMITS
) -> list[str]:
    """The same of EPCIS XML 1.2 or 2.0, whatever the order of its elements."""
    events, ignored = xml_events(data, limits)
    reading = reading_of((None, None), profile, Syntax.XML)
    return [_pre_hash(event, reading, frozenset(ignored)) for event in events]


def hash_of(text: str) -> str:
    """The ni URI of a pre-hash string."""
    return f"ni:///sha-256;{sha256(text.encode()).hexdigest()}?ver=CBV2.0"


def _pre_hash(members: Mapping[str, Any], reading: Reading, ignored: frozenset[str]) -> str:
    layout = EVENT_LAYOUTS[reading.profile]
    left: list[str] = []
    written = layout.ordered(members, reading, left)
    for name in members:
        if name not in layout.names and name not in _NO_PART:
            if ignored and _full(name, reading.namespaces) in ignored:
                continue
            if reading.is_reference or ":" in name:
                left += reading.own(name, members[name])
    return f"eventType={members.get('type', '')}{written}{joined(left)}"


def _full(name: str, namespaces: Mapping[str, str]) -> str:
    if name.startswith("{"):
        return name.replace("{", "").replace("}", "")
    return expanded(name, namespaces)


def ignored_fields(document: Document) -> frozenset[str]:
    """The members that a document asks to leave out: its `…:ignoreFields`, names written out.

    Repositories mark so what they added themselves. Of events' own members only.
    """
    namespaces = namespaces_of(document.context)
    named = [name for holder in _holders(document.root) for name in _names_in(holder)]
    return frozenset(expanded(name, namespaces) for name in named)


def _holders(root: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The objects around the events, from the outermost."""
    found: list[Mapping[str, Any]] = [root]
    for name in ("epcisBody", "queryResults", "resultsBody"):
        inner = found[-1].get(name)
        if isinstance(inner, Mapping):
            found.append(inner)
    return found


def _names_in(holder: Mapping[str, Any]) -> list[str]:
    names: list[str] = []
    for name, value in holder.items():
        if name.rpartition(":")[2] == _IGNORE_FIELDS:
            parts = [value] if isinstance(value, str) else value
            if isinstance(parts, list | Mapping):
                names += [part for part in parts if isinstance(part, str)]
    return names
