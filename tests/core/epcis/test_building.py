"""Events made in code, as the kitchen makes them: ergonomic to write, valid when written."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nguon.core.epcis import (
    EPCIS_CONTEXT,
    AggregationEvent,
    AssociationEvent,
    BizLocation,
    BizTransaction,
    Destination,
    ErrorDeclaration,
    Event,
    ExtendedEvent,
    ObjectEvent,
    PersistentDisposition,
    QuantityElement,
    ReadPoint,
    SensorElement,
    SensorMetadata,
    SensorReport,
    Source,
    TransactionEvent,
    TransformationEvent,
    bare_event,
    cbv,
    epcis_document,
    epcis_query_document,
    parse_document,
    validate,
)

VIETNAM = timezone(timedelta(hours=7))
AT = datetime(2026, 11, 21, 6, 45, tzinfo=VIETNAM)
RICE = QuantityElement("urn:example:lot:rice", Decimal("12.50"), "KGM")

RECEIVING = ObjectEvent(
    event_id="urn:example:event:1",
    event_time=AT,
    action="OBSERVE",
    biz_step="receiving",
    disposition="in_progress",
    quantity_list=(RICE,),
    read_point=ReadPoint("urn:example:kitchen:1"),
    biz_location=BizLocation("urn:example:kitchen:1"),
    source_list=(Source("possessing_party", "urn:example:trader:1"),),
    destination_list=(Destination("possessing_party", "urn:example:school:1"),),
    biz_transaction_list=(BizTransaction("urn:example:note:7", "desadv"),),
    sensor_element_list=(
        SensorElement(
            sensor_metadata=SensorMetadata(time=AT, device_id="urn:example:probe:1"),
            sensor_report=(SensorReport("Temperature", value=Decimal("4.0"), uom="CEL"),),
        ),
    ),
    extensions={"nguon:note": "Rau tươi"},
)


def test_an_event_made_in_code_is_written_in_the_words_of_the_standard() -> None:
    assert json.loads(RECEIVING.to_json()) == {
        "type": "ObjectEvent",
        "eventID": "urn:example:event:1",
        "eventTime": "2026-11-20T23:45:00Z",
        "eventTimeZoneOffset": "+07:00",
        "bizStep": "receiving",
        "disposition": "in_progress",
        "readPoint": {"id": "urn:example:kitchen:1"},
        "bizLocation": {"id": "urn:example:kitchen:1"},
        "bizTransactionList": [{"bizTransaction": "urn:example:note:7", "type": "desadv"}],
        "sourceList": [{"type": "possessing_party", "source": "urn:example:trader:1"}],
        "destinationList": [{"type": "possessing_party", "destination": "urn:example:school:1"}],
        "sensorElementList": [
            {
                "sensorReport": [{"type": "Temperature", "value": 4.0, "uom": "CEL"}],
                "sensorMetadata": {
                    "time": "2026-11-20T23:45:00Z",
                    "deviceID": "urn:example:probe:1",
                },
            }
        ],
        "action": "OBSERVE",
        "quantityList": [{"epcClass": "urn:example:lot:rice", "quantity": 12.5, "uom": "KGM"}],
        "nguon:note": "Rau tươi",
    }
    assert b'"quantity":12.50' in RECEIVING.to_json()


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        (VIETNAM, "+07:00"),
        (UTC, "+00:00"),
        (timezone(-timedelta(hours=3, minutes=30)), "-03:30"),
        (timezone(timedelta(hours=14)), "+14:00"),
    ],
)
def test_the_wall_clock_is_taken_from_the_event_time(zone: timezone, expected: str) -> None:
    event = ObjectEvent(event_time=AT.astimezone(zone), action="ADD")
    assert event.event_time_zone_offset == expected
    given = ObjectEvent(event_time=AT, event_time_zone_offset="+08:00", action="ADD")
    assert given.event_time_zone_offset == "+08:00"


def test_a_time_without_zone_is_no_event_time() -> None:
    with pytest.raises(ValueError, match="expected an aware datetime"):
        ObjectEvent(event_time=datetime(2026, 11, 21), action="ADD")  # noqa: DTZ001


EVENTS: Mapping[str, Event] = {
    "receiving": RECEIVING,
    "packing": AggregationEvent(
        event_time=AT,
        action="ADD",
        parent_id="urn:example:crate:1",
        child_epcs=("urn:example:box:1",),
        child_quantity_list=(RICE,),
    ),
    "ordering": TransactionEvent(
        event_time=AT,
        action="ADD",
        biz_transaction_list=(BizTransaction("urn:example:po:1", "po"),),
        quantity_list=(RICE,),
    ),
    "cooking": TransformationEvent(
        event_time=AT,
        biz_step="https://example.org/steaming",
        input_quantity_list=(RICE,),
        output_quantity_list=(QuantityElement("urn:example:lot:dish"),),
        ilmd={"nguon:portions": 910},
    ),
    "fixing": AssociationEvent(
        event_time=AT,
        action="DELETE",
        parent_id="urn:example:fridge:1",
        child_epcs=("urn:example:probe:1",),
        persistent_disposition=PersistentDisposition(unset=("available",)),
    ),
    "declared wrong": ObjectEvent(
        event_time=AT,
        event_id="urn:example:event:2",
        action="DELETE",
        epc_list=("urn:example:box:1",),
        error_declaration=ErrorDeclaration(AT, "incorrect_data", ("urn:example:event:3",)),
        certification_info=("https://example.org/cert",),
    ),
    "a place alone": ObjectEvent(
        event_time=AT,
        action="OBSERVE",
        read_point=ReadPoint("urn:example:fridge:1"),
        sensor_element_list=(
            SensorElement((SensorReport("Temperature", value=Decimal(4), uom="CEL"),)),
        ),
    ),
    "one's own": ExtendedEvent(type="nguon:Feast", event_time=AT),
}
CONTEXT = (EPCIS_CONTEXT, {"nguon": "https://nguon.example/ns/"})


def refused(data: bytes, oracle: jsonschema_rs.Validator) -> list[Any]:
    schema = [] if oracle.is_valid(json.loads(data)) else ["refused by the ratified schema"]
    return [*schema, *validate(parse_document(data))]


def test_a_document_made_in_code_is_valid_and_reads_back(oracle: jsonschema_rs.Validator) -> None:
    events = list(EVENTS.values())
    document = epcis_document(events, created_at=AT, context=CONTEXT, sender="urn:example:me")
    data = document.to_json()
    assert refused(data, oracle) == []
    assert list(parse_document(data).events) == events
    assert validate(document) == []
    assert list(document.root) == [
        "@context",
        "type",
        "schemaVersion",
        "creationDate",
        "sender",
        "epcisBody",
    ]


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_a_bare_event_made_in_code_is_valid(name: str, oracle: jsonschema_rs.Validator) -> None:
    assert refused(bare_event(EVENTS[name], CONTEXT).to_json(), oracle) == []


def test_a_query_document_made_in_code_is_valid(oracle: jsonschema_rs.Validator) -> None:
    document = epcis_query_document(
        list(EVENTS.values()),
        created_at=AT,
        query_name="SimpleEventQuery",
        subscription_id="s1",
        context=CONTEXT,
    )
    assert refused(document.to_json(), oracle) == []
    read = parse_document(document.to_json())
    assert (read.query_name, read.subscription_id) == ("SimpleEventQuery", "s1")
    assert list(read.events) == list(EVENTS.values())


def test_the_examples_can_be_answered_to_a_query(
    gs1_examples: Mapping[str, bytes], oracle: jsonschema_rs.Validator
) -> None:
    for data in gs1_examples.values():
        events = parse_document(data).events
        answer = epcis_query_document(events, created_at=AT, query_name="q")
        assert oracle.is_valid(json.loads(answer.to_json()))


words = st.sampled_from(sorted(cbv.BIZ_STEPS))
uris = st.integers(0, 99).map(lambda number: f"urn:example:thing:{number}")
quantities = st.builds(
    QuantityElement,
    uris,
    st.none() | st.decimals(0, 10**6, places=3),
    st.just("KGM"),
).map(lambda element: QuantityElement(element.epc_class) if element.quantity is None else element)
lists_of_quantities = st.lists(quantities, min_size=1, max_size=3).map(tuple)
times = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - the zone is drawn apart
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
)


@given(
    event=st.builds(
        ObjectEvent,
        event_time=times,
        action=st.sampled_from(["ADD", "OBSERVE", "DELETE"]),
        biz_step=words,
        epc_list=st.lists(uris, unique=True, max_size=3).map(tuple),
        quantity_list=lists_of_quantities,
    )
    | st.builds(
        TransformationEvent,
        event_time=times,
        input_quantity_list=lists_of_quantities,
        output_quantity_list=lists_of_quantities,
    )
)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_event_made_of_sound_parts_is_valid_and_reads_back(
    event: Event, oracle: jsonschema_rs.Validator
) -> None:
    data = epcis_document([event], created_at=AT).to_json()
    assert refused(data, oracle) == []
    assert parse_document(data).events == (event,)
