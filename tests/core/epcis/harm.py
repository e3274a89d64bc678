"""What can happen to a document between two programs: one thing changed, anywhere."""

import copy
from collections.abc import Callable, Iterator, Sequence
from typing import Any

ODD_VALUES: list[Any] = [
    None,
    True,
    0,
    -1.5,
    10**20,
    "",
    "word",
    "shipping",
    "active",
    "ADD",
    "DELETE",
    "ObjectEvent",
    "AggregationEvent",
    "TransactionEvent",
    "TransformationEvent",
    "AssociationEvent",
    "example:OwnEvent",
    "EPCISQueryDocument",
    "2.0",
    "2.",
    "KGM",
    "kgm",
    "f0",
    "f0\n",
    "٢.٠",
    "urn:x:y",
    "urn:x:y z",
    "https://bếp.vn/",
    "https://[::1]/",
    "http://[::g]/",
    "urn:epcglobal:cbv:bizstep:shipping",
    "https://ref.gs1.org/cbv/BizStep-shipping",
    "https://ns.gs1.org/cbv/Disp-active",
    "https://gs1.org/voc/Temperature",
    "https://www.gs1.org/voc/ALARM_CONDITION",
    "2026-11-21T06:45:00+07:00",
    "2026-11-21T06:45:00",
    "2026-11-21",
    "2026-11-21t06:45:00z",
    "2026-11-21T24:00:00Z",
    "2026-12-31T23:59:60Z",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59-14:00",
    "٢٠٢٦-11-21T06:45:00Z",
    "+07:00",
    "+14:00",
    "+14:01",
    "-00:00",
    "7:00",
    [],
    {},
    ["urn:x:y"],
    ["urn:x:y", "urn:x:y"],
    ["active"],
    [{}],
    [{"type": "example:t"}],
    {"id": "urn:x:y"},
    {"set": ["active"], "unset": []},
    {"example:x": 1},
    {"x": 1},
    [{"epcClass": "urn:x:y"}],
    [{"sensorReport": [{"type": "Temperature"}]}],
]
ODD_NAMES = [
    "word",
    "example:x",
    "a b",
    "@context",
    "id",
    "type",
    "action",
    "epcList",
    "quantityList",
    "childEPCs",
    "childQuantityList",
    "parentID",
    "inputEPCList",
    "outputQuantityList",
    "transformationID",
    "ilmd",
    "readPoint",
    "bizTransactionList",
    "sensorElementList",
    "persistentDisposition",
    "certificationInfo",
    "errorDeclaration",
    "recordTime",
    "uom",
    "eventList",
    "vocabularyList",
    "epcisHeader",
    "queryResults",
]


def places_in(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield way
    if isinstance(value, dict):
        for name, member in value.items():
            yield from places_in(member, (*way, name))
    elif isinstance(value, list):
        for number, member in enumerate(value):
            yield from places_in(member, (*way, number))


Choose = Callable[[Sequence[Any]], Any]


def harmed(document: Any, choose: Choose) -> Any:
    """The document with one thing changed, at a place and in a way that is chosen for us."""
    *way, last = choose([place for place in places_in(document) if place])
    holder = document
    for step in way:
        holder = holder[step]
    deed = choose(["drop", "replace", "add", "double", "rename", "empty"])
    value = copy.deepcopy(choose(ODD_VALUES))
    if deed == "drop":
        del holder[last]
    elif deed == "add" and isinstance(holder[last], dict):
        holder[last][choose(ODD_NAMES)] = value
    elif deed == "double" and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[last]))
    elif deed == "rename" and isinstance(holder, dict):
        holder[choose(ODD_NAMES)] = holder.pop(last)
    elif deed == "empty" and isinstance(holder[last], dict | list):
        holder[last].clear()
    else:
        holder[last] = value
    return document
