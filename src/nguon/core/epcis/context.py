"""What the prefixes of a document mean: JSON-LD contexts, never fetched (JSON-LD 1.1 §4.1).

Two prefixes for one namespace are one field, and one prefix may mean two namespaces in two
documents; so what compares extensions compares expanded names.
"""

from collections.abc import Iterator, Mapping
from operator import is_
from typing import Any

from nguon.core.epcis.cbv import REF, VOC

DEFINED_BY_EPCIS: Mapping[str, str] = {
    "epcis": "https://ref.gs1.org/epcis/",
    "cbv": REF,
    "gs1": VOC,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
}
"""The prefixes of EPCIS's own context, which every document has."""

CBVMDA_IN_XML = "urn:epcglobal:cbv:mda"
CBVMDA = f"{CBVMDA_IN_XML}:"
"""One namespace: XML names it without the colon, a name of JSON-LD is nothing without it."""

_KNOWN_ANYWAY: Mapping[str, str] = {**DEFINED_BY_EPCIS, "cbvmda": CBVMDA}
"""CBV's master data is written with `cbvmda:` in documents that never say what it means."""


def namespaces_of(*contexts: Any) -> Mapping[str, str]:
    """Prefix → namespace, later contexts over earlier ones; remote contexts are passed over.

    The last answer is kept: the events of a document share its context, and each asks often.
    """
    asked, answer = _LAST[0]
    if len(asked) == len(contexts) and all(map(is_, asked, contexts)):
        return answer
    answer = _namespaces(contexts)
    _LAST[0] = (contexts, answer)
    return answer


_LAST: list[tuple[tuple[Any, ...], Mapping[str, str]]] = [((), _KNOWN_ANYWAY)]


def _namespaces(contexts: tuple[Any, ...]) -> Mapping[str, str]:
    own = _own_parts(contexts)
    if not own:
        return _KNOWN_ANYWAY
    found = dict(_KNOWN_ANYWAY)
    for part in own:
        terms = dict(_terms(part))
        found.update(terms)
        found.update({name: _resolved(name, found) for name in terms})
        found.update({name: CBVMDA for name in terms if found[name] == CBVMDA_IN_XML})
    return found


def declared_namespaces(*contexts: Any) -> Mapping[str, str]:
    """Only the prefixes that stand in the contexts themselves, with their namespaces."""
    return {name: namespace for part in _own_parts(contexts) for name, namespace in _terms(part)}


def _own_parts(contexts: tuple[Any, ...]) -> list[Mapping[str, Any]]:
    return [
        part
        for context in contexts
        for part in (context if isinstance(context, list) else [context])
        if isinstance(part, dict)
    ]


def _resolved(name: str, terms: Mapping[str, str]) -> str:
    """A prefix may stand on another one of its context; in a circle it stays as it is written."""
    meaning, passed = terms[name], {name}
    while (prefix := meaning.partition(":")[0]) in terms and prefix not in passed:
        if (further := expanded(meaning, terms)) == meaning:
            break
        meaning = further
        passed.add(prefix)
    return meaning


def _terms(context: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, meaning in context.items():
        namespace = meaning.get("@id") if isinstance(meaning, dict) else meaning
        if isinstance(namespace, str) and not name.startswith("@"):
            yield name, namespace


def expanded(name: str, namespaces: Mapping[str, str]) -> str:
    """The full URI of `prefix:local`; a name without known prefix is full already."""
    prefix, colon, local = name.partition(":")
    if prefix in namespaces and colon and not local.startswith("//"):
        return namespaces[prefix] + local
    return name
