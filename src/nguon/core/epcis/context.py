"""What the prefixes of a document mean: JSON-LD contexts, never fetched (JSON-LD 1.1 §4.1).

Two prefixes for one namespace are one field, and one prefix may mean two namespaces in two
documents; so what compares extensions compares expanded names.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from nguon.core.epcis.cbv import REF, VOC

_DEFINED_BY_EPCIS: Mapping[str, str] = {
    "epcis": "https://ref.gs1.org/epcis/",
    "cbv": REF,
    "gs1": VOC,
}


def namespaces_of(*contexts: Any) -> Mapping[str, str]:
    """Prefix → namespace, later contexts over earlier ones; remote contexts are passed over."""
    own = _own_parts(contexts)
    if not own:
        return _DEFINED_BY_EPCIS
    found = dict(_DEFINED_BY_EPCIS)
    for part in own:
        terms = dict(_terms(part))
        found.update(terms)
        found.update({name: _resolved(name, found) for name in terms})
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
