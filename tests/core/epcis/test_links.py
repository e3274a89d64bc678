from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from nguon.core.epcis import (
    ROLES,
    AggregationEvent,
    BizLocation,
    BizTransaction,
    Destination,
    Event,
    ExtendedEvent,
    Link,
    ObjectEvent,
    QuantityElement,
    ReadPoint,
    Source,
    TransformationEvent,
    links,
    parse_document,
)

AT = datetime(2026, 11, 21, tzinfo=UTC)
GTIN = "https://id.gs1.org/01/04012345123456"


def test_links_of_an_object_event() -> None:
    event = ObjectEvent(
        event_time=AT,
        action="OBSERVE",
        epc_list=("urn:epc:id:sgtin:4012345.012345.7",),
        quantity_list=(
            QuantityElement("urn:epc:class:lgtin:4012345.012345.L1", Decimal("12.50"), "KGM"),
            QuantityElement("urn:example:rice"),
        ),
        read_point=ReadPoint("urn:epc:id:sgln:4012345.00001.0"),
        biz_location=BizLocation("geo:21.38,103.01"),
        source_list=(Source("owning_party", "urn:epc:id:pgln:4012345.00000"),),
        destination_list=(
            Destination(
                "https://ref.gs1.org/cbv/SDT-location", "https://id.gs1.org/414/4012345000009"
            ),
        ),
        biz_transaction_list=(
            BizTransaction("urn:x:po:1", "po"),
            BizTransaction("urn:x:paper"),
        ),
    )
    assert links(event) == [
        Link("epc_list", f"{GTIN}/21/7", "instance", written="urn:epc:id:sgtin:4012345.012345.7"),
        Link(
            "quantity_list",
            f"{GTIN}/10/L1",
            "class",
            Decimal("12.5"),
            "KGM",
            written="urn:epc:class:lgtin:4012345.012345.L1",
        ),
        Link("quantity_list", "urn:example:rice", "unknown", written="urn:example:rice"),
        Link(
            "read_point",
            "https://id.gs1.org/414/4012345000016",
            "place",
            written="urn:epc:id:sgln:4012345.00001.0",
        ),
        Link("biz_location", "geo:21.38,103.01", "unknown", written="geo:21.38,103.01"),
        Link(
            "source",
            "https://id.gs1.org/417/4012345000009",
            "party",
            type="owning_party",
            written="urn:epc:id:pgln:4012345.00000",
        ),
        Link(
            "destination",
            "https://id.gs1.org/414/4012345000009",
            "place",
            type="location",
            written="https://id.gs1.org/414/4012345000009",
        ),
        Link("biz_transaction", "urn:x:po:1", "unknown", type="po", written="urn:x:po:1"),
        Link("biz_transaction", "urn:x:paper", "unknown", written="urn:x:paper"),
    ]


def roles_of(event: Event) -> list[tuple[str, str]]:
    return [(link.role, link.written) for link in links(event)]


def test_links_of_a_transformation() -> None:
    event = TransformationEvent(
        event_time=AT,
        input_epc_list=("urn:x:a",),
        input_quantity_list=(QuantityElement("urn:x:b"), QuantityElement("urn:x:b")),
        output_epc_list=("urn:x:c",),
        output_quantity_list=(QuantityElement("urn:x:d"),),
        transformation_id="urn:x:t",
    )
    assert roles_of(event) == [
        ("transformation_id", "urn:x:t"),
        ("input_epc_list", "urn:x:a"),
        ("output_epc_list", "urn:x:c"),
        ("input_quantity_list", "urn:x:b"),
        ("input_quantity_list", "urn:x:b"),
        ("output_quantity_list", "urn:x:d"),
    ]


def test_links_of_an_aggregation() -> None:
    event = AggregationEvent(
        event_time=AT,
        action="ADD",
        parent_id="urn:x:crate",
        child_epcs=("urn:x:a",),
        child_quantity_list=(QuantityElement("urn:x:b"),),
    )
    assert roles_of(event) == [
        ("parent_id", "urn:x:crate"),
        ("child_epcs", "urn:x:a"),
        ("child_quantity_list", "urn:x:b"),
    ]


def test_a_prefixed_name_is_what_its_document_means_by_it() -> None:
    def linked(namespace: str) -> list[tuple[str, str | None, str]]:
        data = (
            b'{"@context": [{"farm": "%s"}], "type": "TransformationEvent", '
            b'"eventTime": "2026-11-21T00:00:00Z", "eventTimeZoneOffset": "+07:00", '
            b'"inputQuantityList": [{"epcClass": "farm:10/L1"}], "readPoint": {"id": "farm:x"}, '
            b'"sourceList": [{"type": "farm:grower", "source": "farm:y"}]}'
        )
        event = parse_document(data % namespace.encode()).events[0]
        return [(link.identifier, link.type, link.written) for link in links(event)]

    assert linked("https://a.example/") == [
        ("https://a.example/10/L1", None, "farm:10/L1"),
        ("https://a.example/x", None, "farm:x"),
        ("https://a.example/y", "https://a.example/grower", "farm:y"),
    ]
    assert linked(f"https://{'a' * 9000}/")[1][0] == "farm:x"
    assert linked("https://a.example/01/04012345123456/")[0][0] == f"{GTIN}/10/L1"


def test_a_wrong_identifier_still_has_its_link() -> None:
    wrong = f"{GTIN[:-1]}7/21/1"
    event = ObjectEvent(event_time=AT, action="ADD", epc_list=(wrong,))
    assert links(event) == [Link("epc_list", wrong, "unknown", written=wrong)]


def test_a_users_own_event_ties_nothing() -> None:
    event = ExtendedEvent(type="example:Feast", event_time=AT, extensions={"epcList": ["urn:x"]})
    assert links(event) == []


def test_the_examples_have_links_in_every_role(gs1_examples: Mapping[str, bytes]) -> None:
    found: Counter[str] = Counter()
    for data in gs1_examples.values():
        found.update(link.role for event in parse_document(data).events for link in links(event))
    assert set(found) == set(ROLES)
