"""Random documents of every event type, with everything JSON lets users add."""

from typing import Any

from hypothesis import strategies as st

from nguon.core.epcis.numbers import Number

CONTEXT = [
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
    {"e": "https://example.org/own/", "f": "urn:example:f#"},
]
WHEN = {"eventTime": "2026-11-21T06:45:00.120+07:00", "eventTimeZoneOffset": "+07:00"}
ITEM, LOT, PLACE = "urn:epc:id:sgtin:0614141.107346.7", "urn:example:lot", "urn:example:room"

NAMES = ["e:a", "e:b", "f:c", "e:1", "e:é", "e:a.b", "f:a/b", "cbvmda:lotNumber", "rdfs:comment"]
URIS = [
    "https://example.org/n#x",
    "https://example.org/n/y",
    "https://example.org/",
    "x:undeclared",
]
own_names = st.sampled_from([*NAMES, *URIS])
inner_names = own_names | st.sampled_from(
    ["plain", "extension", "@id", "@type", "@value", "#text", "with blank", "", "xml:lang", "id"]
)
HARD_TEXTS = ["", " ", " a ", "a\nb", "\t", "a\rb", "\x01", "\x7f", "\ufffe", "<&>\"'", "]]>", "Ắ"]
characters = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
texts = st.text(characters, max_size=6) | st.sampled_from([*HARD_TEXTS, "\\u0041"])
numbers = st.sampled_from(["0", "-0", "1.50", "1e3", "1E-7", "12345678901234567890", "-0.0"]).map(
    Number
)
scalars = texts | numbers | st.booleans() | st.none()
own_values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(inner_names, inner, max_size=3),
    max_leaves=6,
)
own = st.dictionaries(own_names, own_values, max_size=3)
words = st.sampled_from(["receiving", "https://example.org/step", "e:step"])
dispositions = st.sampled_from(["in_transit", "conformant", "https://example.org/disp"])
ids = st.sampled_from([ITEM, LOT, "https://id.gs1.org/01/10614141073464/21/7", "urn:uuid:1"])
times = st.sampled_from(["2026-11-21T06:45:00Z", "2026-11-21t06:45:00.5+07:00"])


def record(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(required, optional=optional)


def joined(*parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The members of all, as one object."""
    return st.tuples(*parts).map(
        lambda found: {name: member for part in found for name, member in part.items()}
    )


quantities = st.lists(
    record(
        {"epcClass": ids},
        {"quantity": st.sampled_from(["1", "0.50", "1e2"]).map(Number), "uom": st.just("KGM")},
    ),
    max_size=2,
)
place = joined(
    record({"id": ids}, {}), st.dictionaries(inner_names, own_values, max_size=2)
).filter(lambda found: isinstance(found["id"], str) and bool(found["id"].strip()))
place = place.map(lambda found: {**found, "id": PLACE})
sensed = st.dictionaries(own_names, own_values, max_size=2)
reports = joined(
    record(
        {"type": st.sampled_from(["Temperature", "e:type"])},
        {
            "value": numbers,
            "stringValue": texts.filter(lambda text: text.isprintable()),
            "booleanValue": st.booleans(),
            "uom": st.just("CEL"),
            "time": times,
            "exception": st.just("ALARM_CONDITION"),
            "component": st.sampled_from(["x", "e:axis"]),
        },
    ),
    sensed,
)
sensors = st.lists(
    joined(
        record(
            {"sensorReport": st.lists(reports, min_size=1, max_size=2)},
            {"sensorMetadata": joined(record({}, {"time": times, "deviceID": ids}), sensed)},
        ),
        own,
    ),
    min_size=1,
    max_size=2,
)
business = record(
    {},
    {
        "bizStep": words,
        "disposition": dispositions,
        "readPoint": place,
        "bizLocation": place,
        "persistentDisposition": record(
            {"set": st.lists(dispositions, min_size=1, max_size=2, unique=True)},
            {"unset": st.just(["damaged"])},
        ),
        "bizTransactionList": st.lists(
            record({"bizTransaction": ids}, {"type": st.sampled_from(["po", "e:kind"])}),
            min_size=1,
            max_size=2,
        ),
        "sourceList": st.just([{"type": "location", "source": PLACE}]),
        "destinationList": st.just([{"type": "owning_party", "destination": PLACE}]),
        "sensorElementList": sensors,
        "errorDeclaration": joined(
            record(
                {"declarationTime": times},
                {"reason": st.just("did_not_occur"), "correctiveEventIDs": st.just(["urn:x:1"])},
            ),
            own,
        ),
        "certificationInfo": st.sampled_from(["urn:x:c", ["urn:x:c", "urn:x:d"]]),
        "eventID": st.just("urn:uuid:2"),
    },
)
action = {"action": st.sampled_from(["ADD", "OBSERVE"])}
epcs = st.lists(ids, max_size=2, unique=True)


def event(kind: str, required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[Any]:
    fixed = {name: st.just(value) for name, value in {"type": kind, **WHEN}.items()}
    return joined(business, record({**fixed, **required}, optional), own)


events = st.one_of(
    event("ObjectEvent", {**action, "epcList": epcs}, {"quantityList": quantities, "ilmd": own}),
    event(
        "AggregationEvent",
        {**action, "childEPCs": epcs},
        {"parentID": ids, "childQuantityList": quantities},
    ),
    event(
        "TransactionEvent",
        {**action, "bizTransactionList": st.just([{"bizTransaction": LOT}])},
        {"epcList": epcs, "quantityList": quantities, "parentID": ids},
    ),
    event(
        "TransformationEvent",
        {"inputEPCList": epcs, "outputQuantityList": quantities},
        {"transformationID": ids, "ilmd": own, "inputQuantityList": quantities},
    ),
    event("AssociationEvent", {**action, "parentID": ids}, {"childEPCs": epcs}),
    joined(record({name: st.just(value) for name, value in WHEN.items()}, {}), own).map(
        lambda found: {"type": "e:Inspection", **found, "plain": "x"}
    ),
)


def document_of(found: list[Any]) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-11-21T07:00:00Z",
        "epcisBody": {"eventList": found},
    }


documents = st.lists(events, min_size=1, max_size=2).map(document_of)
