"""Master data: what a document says of identifiers themselves (EPCIS 2.0 §6.5, CBV 2.0 §10–11).

A vocabulary has elements, an element has attributes and children; all three are named by URIs.
Here they get one form each, so that statements of two documents meet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from nguon.core.epcis.cbv import Vocabulary, canonical_word
from nguon.core.epcis.context import expanded, namespaces_of
from nguon.core.epcis.document import Document
from nguon.core.epcis.identity import identity_of
from nguon.core.epcis.json_text import JsonObject, write_sorted_json
from nguon.core.epcis.numbers import written
from nguon.core.epcis.problem import Problem

VTYPE = "urn:epcglobal:epcis:vtype:"
MDA = "urn:epcglobal:cbv:mda:"
LONGEST_NAME = 500
"""Of a vocabulary's type or an attribute's name, written out: they are keys of an index."""

_TYPE_BEGINNINGS = (VTYPE, "https://ref.gs1.org/epcis/", "epcis:")
_MDA_BEGINNINGS = (MDA, "cbvmda:", "urn:epcglobal:cbv:mda#", "urn:epcglobal:cbv:mda")
_WORDS = {
    f"{VTYPE}BusinessStep": Vocabulary.BIZ_STEP,
    f"{VTYPE}Disposition": Vocabulary.DISPOSITION,
    f"{VTYPE}BusinessTransactionType": Vocabulary.BIZ_TRANSACTION_TYPE,
    f"{VTYPE}SourceDestType": Vocabulary.SOURCE_DESTINATION_TYPE,
    f"{VTYPE}ErrorReason": Vocabulary.ERROR_REASON,
}


@dataclass(frozen=True, slots=True)
class VocabularyEntry:
    """One element of one vocabulary as a document states it.

    `attributes` has for each name all values given; a name without value is there with none.
    `children` is None where nothing was said of them. `at` is the element's JSON Pointer.
    """

    at: str
    type: str
    uri: str
    attributes: Mapping[str, tuple[Any, ...]]
    children: tuple[str, ...] | None
    said: JsonObject

    def content(self) -> bytes:
        """Equal for statements that say the same."""
        return write_sorted_json(
            {
                "attributes": {name: [*values] for name, values in self.attributes.items()},
                "children": None if self.children is None else [*self.children],
            }
        )


def vocabulary_entries(document: Document) -> Iterator[VocabularyEntry]:
    """Every element that the document describes, in its order. Presumes a valid document."""
    namespaces = namespaces_of(document.context)
    for number, vocabulary in enumerate(document.vocabulary_list):
        type_ = canonical_type(expanded(vocabulary["type"], namespaces))
        elements = vocabulary.get("vocabularyElementList", [])
        for position, element in enumerate(elements):
            at = f"{document.vocabulary_path}/{number}/vocabularyElementList/{position}"
            yield _entry(element, at, type_, namespaces)


def canonical_type(uri: str) -> str:
    """The URN of one of the standard's vocabularies, in whatever spelling; others as they are."""
    for beginning in _TYPE_BEGINNINGS:
        if uri.startswith(beginning):
            return VTYPE + uri.removeprefix(beginning)
    return uri


def canonical_attribute(name: str) -> str:
    """The URN of a master data attribute of CBV; a name of somebody else's as it is."""
    for beginning in _MDA_BEGINNINGS:
        if name.startswith(beginning) and len(name) > len(beginning):
            return MDA + name.removeprefix(beginning)
    return name


def canonical_element(uri: str, vocabulary_type: str) -> str:
    """As events name it: a bare CBV word, or an identifier in its canonical form."""
    words = _WORDS.get(vocabulary_type)
    return canonical_word(words, uri) if words else identity_of(uri).canonical


def attribute_text(value: Any) -> str:
    """A value as text to compare: numbers in their digits, objects as sorted JSON."""
    if isinstance(value, Mapping) and "@value" in value:
        value = value["@value"]
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return written(value)
    return write_sorted_json(value).decode()


def sense_of_vocabularies(document: Document) -> Iterator[Problem]:
    """What a schema cannot see: names that are too long once their prefixes are written out."""
    for entry in vocabulary_entries(document):
        for name in (entry.type, *entry.attributes):
            if len(name) > LONGEST_NAME:
                yield Problem(entry.at, "identifier-too-long", str(LONGEST_NAME), str(len(name)))


def _entry(
    element: JsonObject, at: str, type_: str, namespaces: Mapping[str, str]
) -> VocabularyEntry:
    attributes: dict[str, tuple[Any, ...]] = {}
    for attribute in element.get("attributes", []):
        name = canonical_attribute(expanded(attribute["id"], namespaces))
        given = attribute.get("attribute")
        attributes[name] = attributes.get(name, ()) + (() if given is None else (given,))
    children = element.get("children")
    return VocabularyEntry(
        at=at,
        type=type_,
        uri=canonical_element(expanded(element["id"], namespaces), type_),
        attributes=attributes,
        children=None
        if children is None
        else tuple(
            dict.fromkeys(canonical_element(expanded(one, namespaces), type_) for one in children)
        ),
        said=element,
    )
