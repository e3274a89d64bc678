"""XML namespaces and JSON-LD prefixes: `{http://example.org/}size` and `example:size`.

In XML a prefix holds from the element where it is declared; in JSON-LD from the context of the
document. So a prefix that one document uses for two namespaces gets a second name here, and
values that are written with it are spelt out.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from nguon.core.epcis.context import (
    CBVMDA,
    CBVMDA_IN_XML,
    DEFINED_BY_EPCIS,
    declared_namespaces,
    expanded,
    namespaces_of,
)
from nguon.core.epcis.document import EPCIS_CONTEXT
from nguon.core.epcis.json_text import Json
from nguon.core.epcis.xml.tree import is_name, is_namespace

EPCIS_2 = "urn:epcglobal:epcis:xsd:2"
EPCIS_1 = "urn:epcglobal:epcis:xsd:1"
QUERY_2 = "urn:epcglobal:epcis-query:xsd:2"
QUERY_1 = "urn:epcglobal:epcis-query:xsd:1"
MASTER_DATA_2 = "urn:epcglobal:epcis-masterdata:xsd:2"
MASTER_DATA_1 = "urn:epcglobal:epcis-masterdata:xsd:1"
SBDH = "http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"
XML = "http://www.w3.org/XML/1998/namespace"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XSD = "http://www.w3.org/2001/XMLSchema"
JSON = "http://www.w3.org/2005/xpath-functions"
NEWTONSOFT = "http://james.newtonking.com/projects/json"

_OF_THE_BINDING = frozenset(
    [
        EPCIS_2,
        EPCIS_1,
        QUERY_2,
        QUERY_1,
        MASTER_DATA_2,
        MASTER_DATA_1,
        "urn:epcglobal:xsd:1",
        "urn:epcglobal:xsd:2",
        SBDH,
        XML,
        XSI,
        XSD,
        JSON,
        NEWTONSOFT,
    ]
)
_NEVER_WRITTEN = _OF_THE_BINDING - {SBDH, XSD}
_SCHEMES = ["data", "did", "doi", "geo", "http", "https", "info", "mailto", "ni", "tag", "urn"]
_NO_PREFIX = frozenset([*_SCHEMES, "tel", "id", "set", "type", "unset", "value", "xml"])
"""Schemes of URIs and members of EPCIS: bound to a namespace they would change other texts."""


RESERVED = frozenset(["epcis", "epcisq", "sbdh", "xsi", "xsd", "xml", "xmlns"])
"""The prefixes that every document written here declares for itself."""


class NamesRead:
    """The names of one XML document as JSON has them."""

    def __init__(self) -> None:
        self._prefix_of: dict[str, str] = {XML: "xml", SBDH: "sbdh"}
        self._namespace_of: dict[str, str] = {"sbdh": SBDH}
        self._doubtful: set[str] = set()
        self._names: dict[str, str] = {}

    def declare(self, prefix: str, uri: str) -> None:
        """Hears of a declaration; the first prefix of a namespace becomes its name."""
        if uri in _OF_THE_BINDING or not prefix:
            return
        bound = self._namespace_of.get(prefix)
        if prefix in _NO_PREFIX or (bound is not None and bound != uri):
            self._doubtful.add(prefix)
        else:
            self._namespace_of[prefix] = uri
            self._prefix_of.setdefault(uri, prefix)

    def name(self, tag: str) -> str:
        """The member name of a tag or attribute in Clark's notation."""
        known = self._names.get(tag)
        if known is None:
            known = self._names[tag] = self._name(tag)
        return known

    def _name(self, tag: str) -> str:
        if not tag.startswith("{"):
            return tag
        uri, _, local = tag[1:].partition("}")
        prefix = self._prefix_of.get(uri)
        if prefix is None:
            prefix = self._prefix_of[uri] = self._fresh()
            self._namespace_of[prefix] = uri
        return f"{prefix}:{local}"

    def _fresh(self) -> str:
        number = 1
        while (prefix := f"ns{number}") in self._namespace_of or prefix in self._doubtful:
            number += 1
        return prefix

    @property
    def has_doubts(self) -> bool:
        """Whether a prefix of this document has two meanings."""
        return bool(self._doubtful)

    def value(self, text: str, element: Any) -> str:
        """A value that may be written with a prefix, spelt out where the prefix is doubtful."""
        prefix, colon, local = text.partition(":")
        if colon and prefix in self._doubtful and prefix not in _NO_PREFIX:
            uri = element.nsmap.get(prefix)
            return uri + local if uri is not None else text
        return text

    def context(self) -> Json:
        """The @context: EPCIS's own, and what the prefixes of this document mean."""
        own = {
            prefix: CBVMDA if uri == CBVMDA_IN_XML else uri
            for prefix, uri in self._namespace_of.items()
            if DEFINED_BY_EPCIS.get(prefix) != uri and uri != prefix + ":" and self._is_used(prefix)
        }
        return [EPCIS_CONTEXT, own] if own else [EPCIS_CONTEXT]

    def _is_used(self, prefix: str) -> bool:
        """Whether anybody said so, or a name needs it: `sbdh` is bound from the beginning."""
        return prefix != "sbdh" or any(name.startswith("sbdh:") for name in self._names.values())


class Tag(NamedTuple):
    """A name in Clark's notation, and the prefix it should have."""

    text: str
    prefix: str
    uri: str


class NamesWritten:
    """The names of one JSON-LD document as XML has them."""

    def __init__(self, *contexts: Any) -> None:
        self.namespaces: Mapping[str, str] = namespaces_of(*contexts)
        self.declared = {
            prefix: uri
            for prefix in declared_namespaces(*contexts)
            if prefix not in RESERVED
            and is_name(prefix)
            and is_namespace(uri := _in_xml(self.namespaces[prefix]))
        }
        self._tags: dict[str, Tag | None] = {}

    def is_declared(self, tag: Tag) -> bool:
        """Whether the prefix of a tag holds everywhere, or there is none to declare."""
        return not tag.prefix or self.declared.get(tag.prefix) == tag.uri

    def tag(self, name: str) -> Tag | None:
        """How XML calls a member, or None if it cannot."""
        if name not in self._tags:
            self._tags[name] = self._tag(name)
        return self._tags[name]

    def _tag(self, name: str) -> Tag | None:
        prefix, colon, local = name.partition(":")
        if not colon:
            return Tag(name, "", "") if is_name(name) else None
        uri = self.namespaces.get(prefix)
        if uri is not None and is_name(local) and is_name(prefix):
            return _allowed(prefix, uri, local)
        if prefix == "xml" and is_name(local):
            return Tag(f"{{{XML}}}{local}", "xml", XML)
        full = expanded(name, self.namespaces)
        if full == name and is_name(prefix) and is_name(local) and prefix not in _NO_PREFIX:
            return _allowed(prefix, prefix + ":", local)
        return self._of_uri(full)

    def _of_uri(self, uri: str) -> Tag | None:
        """A name that is a whole URI: its namespace ends at the last mark in it."""
        end = max(uri.rfind(mark) for mark in "#/:") + 1
        namespace, local = uri[:end], uri[end:]
        return _allowed("", namespace, local) if end > 1 and is_name(local) else None


def _allowed(prefix: str, uri: str, local: str) -> Tag | None:
    """Not in the namespaces of the binding, where the name would mean something else."""
    uri = _in_xml(uri)
    if uri in _NEVER_WRITTEN or not is_namespace(uri):
        return None
    return Tag(f"{{{uri}}}{local}", "" if prefix in RESERVED else prefix, uri)


def _in_xml(uri: str) -> str:
    return CBVMDA_IN_XML if uri == CBVMDA else uri
