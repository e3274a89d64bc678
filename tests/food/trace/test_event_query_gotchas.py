"""What naive implementers of the EPCIS query get wrong: each thing by its name."""

from datetime import timedelta

import pytest

from nguon.core.epcis.query import query_of_json, query_of_url
from nguon.food.trace.models import Event
from nguon.food.trace.queries.events import events_after, page_of_events
from nguon.food.trace.queries.query_refusals import QueryParameterInvalid, QueryTooLarge
from tests.food.trace.conftest import Actor, Cast
from tests.food.trace.query_corpus import (
    GTIN,
    LOT,
    NINE,
    PREFIXES,
    capture,
    event,
    found,
    reported,
    seen,
)

# Time (§6.3)


def test_ge_is_inclusive_and_lt_is_not(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, seen("a"), seen("b", "2026-11-19T09:00:00.001+07:00"))
    assert found(farm, GE_eventTime="2026-11-19T09:00:00+07:00") == ["a", "b"]
    assert found(farm, GE_eventTime="2026-11-19T09:00:00.001+07:00") == ["b"]
    assert found(farm, LT_eventTime="2026-11-19T09:00:00.001+07:00") == ["a"]
    assert found(farm, LT_eventTime="2026-11-19T09:00:00+07:00") == []


def test_what_is_captured_later_is_recorded_later(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, seen("a"), seen("b"))
    last = Event.objects.latest("id").record_time
    capture(farm, seen("late", "2020-01-01T00:00:00Z"))
    behind = (last + timedelta(microseconds=1)).isoformat()
    assert found(farm, GE_recordTime=behind) == ["late"]
    assert found(farm, LT_recordTime=behind) == ["a", "b"]


# Entries and words (§6.5)


def test_type_and_id_of_a_business_transaction_stand_in_the_same_entry(cast: Cast) -> None:
    farm = cast.cooperative
    crossed = [
        {"type": "po", "bizTransaction": "urn:x:1"},
        {"type": "inv", "bizTransaction": "urn:x:2"},
    ]
    capture(farm, seen("a", bizTransactionList=crossed))
    assert found(farm, EQ_bizTransaction_po="urn:x:1") == ["a"]
    assert found(farm, EQ_bizTransaction_po="urn:x:2") == []
    assert found(farm, EQ_bizTransaction_inv="urn:x:2|urn:x:1") == ["a"]


def test_an_entry_without_type_is_legal_and_of_no_type(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, seen("a", bizTransactionList=[{"bizTransaction": "urn:x:1"}]))
    assert found(farm, EQ_bizTransaction_po="urn:x:1") == []


def test_values_of_one_parameter_are_or_and_parameters_are_and(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, seen("a", bizStep="shipping"), seen("b", bizStep="packing", action="ADD"))
    assert found(farm, EQ_bizStep="shipping|packing") == ["a", "b"]
    assert found(farm, EQ_bizStep="shipping|packing", EQ_action="ADD") == ["b"]


def test_a_field_that_is_not_there_never_matches(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, seen("a"))
    names = ("LT_errorDeclarationTime", "LT_time", "LT_ex:x", "LT_ILMD_ex:x")
    for name in names:
        assert found(farm, **{name: "2999-01-01T00:00:00Z"}) == []
    assert found(farm, LE_quantity="1000000") == found(farm, LT_percRank="101") == []


def test_exists_false_is_no_filter(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, seen("a"), seen("b", **{"ex:x": 1}))
    assert found(farm, **{"EXISTS_ex:x": "false"}) == ["a", "b"]
    assert found(farm, **{"EXISTS_ex:x": "true"}) == ["b"]


# MATCH_ (§6.6)


def test_a_serial_does_not_match_a_longer_one(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, seen("A1"), seen("A10"))
    assert found(farm, MATCH_epc=f"{GTIN}/21/A1") == ["A1"]
    assert found(farm, MATCH_epc=f"{GTIN}/21/*") == ["A1", "A10"]
    assert found(farm, MATCH_epc="urn:epc:id:sgtin:0614141.012345.A1") == ["A1"]


def test_what_is_special_in_sql_is_not_special_in_a_value(cast: Cast) -> None:
    farm = cast.cooperative
    capture(
        farm,
        seen("a", epcList=["https://ex.example/obj/a_b"]),
        seen("b", epcList=["https://ex.example/obj/aXb"]),
        seen("c", epcList=["https://ex.example/obj/a%25b"]),
    )
    assert found(farm, MATCH_epc="https://ex.example/obj/a_b") == ["a"]
    assert found(farm, MATCH_epc="https://ex.example/obj/a%25b") == ["c"]
    assert found(farm, MATCH_epc="https://ex.example/obj/*") == ["a", "b", "c"]


def test_match_epc_does_not_look_at_the_parent(cast: Cast) -> None:
    farm = cast.cooperative
    parent = "https://id.gs1.org/00/106141412345678908"
    members = {"action": "ADD", "parentID": parent, "childEPCs": [f"{GTIN}/21/1"]}
    capture(farm, event("a", "AggregationEvent", NINE, **members))
    assert found(farm, MATCH_epc=parent) == []
    assert found(farm, MATCH_anyEPC=parent) == found(farm, MATCH_parentID=parent) == ["a"]


# Extensions (§6.7)


def test_two_prefixes_of_one_namespace_are_one_field(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, seen("a", **{"ex:x": "1"}))
    capture(farm, seen("b", **{"y:x": "1"}), context={"y": "https://ex.example/"})
    assert found(farm, **{"EQ_ex:x": "1"}) == ["a", "b"]


def test_one_prefix_of_two_namespaces_is_two_fields(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, seen("a", **{"ex:x": "1"}))
    capture(farm, seen("b", **{"ex:x": "1"}), context={"ex": "https://other.example/"})
    assert found(farm, **{"EQ_ex:x": "1"}) == ["a"]
    assert found(farm, **{"EQ_https://other.example/x": "1"}) == ["b"]


def test_namespaces_may_hold_underscores_and_hashes(cast: Cast) -> None:
    farm = cast.cooperative
    context = {"o": "http://ns_1.example/EQ_INNER_v#"}
    capture(farm, seen("a", **{"o:my_field": "1"}), context=context)
    assert found(farm, **{"EQ_http://ns_1.example/EQ_INNER_v#my_field": "1"}) == ["a"]


def test_a_field_at_top_level_is_not_an_inner_one(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, seen("a", **{"ex:x": "1"}), seen("b", **{"ex:o": [{"ex:p": {"ex:x": "1"}}]}))
    assert found(farm, **{"EQ_ex:x": "1"}) == ["a"]
    assert found(farm, **{"EQ_INNER_ex:x": "1"}) == ["b"]


def test_a_prefix_that_nobody_explains_means_what_it_means_in_one_s_events(cast: Cast) -> None:
    farm, kitchen = cast.cooperative, cast.kitchen
    capture(farm, seen("a", **{"ex:x": "1"}))
    capture(farm, seen("b", **{"ex:x": "1"}), context={"ex": "https://other.example/"})
    capture(kitchen, seen("c", **{"ex:x": "1"}), context={"ex": "https://third.example/"})

    def asked(who: Actor, name: str) -> list[str]:
        query = query_of_url({name: ["1"], "orderBy": ["ex:x"], "orderDirection": ["ASC"]})
        page = page_of_events(query, principal=who.principal, limit=9)
        return [one.event_id.removeprefix("urn:x:") for one in page.events]

    assert asked(farm, "EQ_ex:x") == ["a", "b"]
    assert asked(kitchen, "EQ_ex:x") == ["c"]
    assert asked(cast.outsider, "EQ_ex:x") == asked(farm, "EQ_why:x") == []


def test_a_number_a_time_and_a_text_are_never_equal(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, seen("number", **{"ex:x": 10}), seen("text", **{"ex:x": "10"}))
    capture(farm, seen("nine", **{"ex:x": "9"}), seen("time", **{"ex:x": "2026-01-01T00:00:00Z"}))
    asked = {"number": 10, "text": ["10"], "time": "2026-01-01T07:00:00+07:00"}
    for name, value in asked.items():
        query = query_of_json({"@context": PREFIXES, "EQ_ex:x": value})
        page = page_of_events(query, principal=farm.principal, limit=9)
        assert [one.event_id for one in page.events] == [f"urn:x:{name}"]
    assert found(farm, **{"GT_ex:x": "9"}) == ["number"]
    assert found(farm, **{"EQ_ex:x": "10"}) == ["number", "text"]  # a URL says text or number


def test_a_text_of_a_megabyte_is_kept_and_found(cast: Cast) -> None:
    farm = cast.cooperative
    text = "x" * 1_000_000
    capture(farm, seen("a", **{"ex:x": text}), seen("b", **{"ex:x": text + "y"}))
    assert found(farm, **{"EQ_ex:x": text}) == ["a"]


# Quantities and sensors (§6.8)


def test_quantities_are_exact_decimals(cast: Cast) -> None:
    farm = cast.cooperative
    element = {"epcClass": LOT, "quantity": 0.1, "uom": "KGM"}
    capture(farm, seen("a", quantityList=[element, element | {"quantity": 0.2}]))
    assert found(farm, EQ_quantity_KGM="0.1") == found(farm, EQ_quantity_KGM="0.2") == ["a"]
    assert found(farm, EQ_quantity_KGM="0.3") == found(farm, GT_quantity_KGM="0.2") == []
    assert found(farm, EQ_quantity_GRM="100") == ["a"]


def test_number_and_unit_stand_in_the_same_element(cast: Cast) -> None:
    farm = cast.cooperative
    crossed = [
        {"epcClass": LOT, "quantity": 1, "uom": "LTR"},
        {"epcClass": LOT, "quantity": 2, "uom": "KGM"},
    ]
    capture(farm, seen("a", quantityList=crossed))
    assert found(farm, EQ_quantity_LTR="1") == found(farm, EQ_quantity_KGM="2") == ["a"]
    assert found(farm, EQ_quantity_KGM="1") == found(farm, EQ_quantity_LTR="2") == []


def test_no_unit_means_pieces(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, seen("a", quantityList=[{"epcClass": LOT, "quantity": 24}]))
    assert found(farm, EQ_quantity="24") == found(farm, EQ_quantity_EA="24") == ["a"]
    assert found(farm, EQ_quantity_DZN="2") == ["a"]
    assert found(farm, EQ_quantity_KGM="24") == []


def test_a_measurement_is_found_in_any_unit(cast: Cast) -> None:
    farm = cast.cooperative
    capture(
        farm,
        seen("celsius", sensorElementList=[reported(value=4, uom="CEL")]),
        seen("kelvin", sensorElementList=[reported(value=277.15, uom="KEL")]),
        seen("fahrenheit", sensorElementList=[reported(value=39.2, uom="FAH")]),
        seen("warm", sensorElementList=[reported(value=41, uom="FAH")]),
    )
    cold = ["celsius", "kelvin", "fahrenheit"]
    assert found(farm, EQ_value_CEL="4") == found(farm, LE_value_KEL="277.15") == cold
    assert found(farm, LT_value_FAH="40") == cold
    assert found(farm, GT_value_CEL="4") == ["warm"]


def test_a_standard_deviation_is_converted_without_the_zero(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, seen("a", sensorElementList=[reported(sDev=1.8, uom="FAH")]))
    assert found(farm, EQ_sDev_CEL="1") == found(farm, EQ_sDev_KEL="1") == ["a"]


def test_value_and_unit_stand_in_the_same_report(cast: Cast) -> None:
    farm = cast.cooperative
    mass = {"type": "Mass", "value": 4, "uom": "KGM"}
    element = {"sensorReport": [{"type": "Temperature", "value": 9, "uom": "CEL"}, mass]}
    capture(farm, seen("a", sensorElementList=[element]))
    assert found(farm, EQ_value_CEL="9") == ["a"]
    assert found(farm, EQ_value_CEL="4") == found(farm, EQ_value_KGM="9") == []


def test_metadata_stand_for_their_reports(cast: Cast) -> None:
    farm = cast.cooperative
    of_all = reported(value=4, uom="CEL") | {"sensorMetadata": {"deviceID": "urn:x:d"}}
    of_one = reported(value=4, uom="CEL", deviceID="urn:x:d")
    capture(farm, seen("a", sensorElementList=[of_all]), seen("b", sensorElementList=[of_one]))
    assert found(farm, EQ_deviceID="urn:x:d") == ["a", "b"]


# Order, counts, pages (§6.10, §6.11)


def test_event_count_limit_gives_the_first_of_the_order(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, *(seen(name, f"2026-11-1{name}T00:00:00Z") for name in "4283"))
    asked = {"orderBy": "eventTime", "eventCountLimit": "2"}
    assert found(farm, **asked) == ["8", "4"]
    assert found(farm, **asked, orderDirection="ASC") == ["2", "3"]


def test_max_event_count_never_answers_with_a_part(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, seen("a"), seen("b"), seen("c"))
    assert found(farm, maxEventCount="3") == ["a", "b", "c"]
    for call in (page_of_events, lambda *q, **k: events_after(*q, after=0, **k)):
        with pytest.raises(QueryTooLarge):
            call(query_of_url({"maxEventCount": ["2"]}), principal=farm.principal, limit=1)
    assert (QueryTooLarge.status, QueryTooLarge.problem_type) == (
        413,
        "epcisException:QueryTooLargeException",
    )


def test_pages_neither_repeat_nor_pass_over_while_others_capture(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, *(seen(name, "2026-11-19T00:00:00Z") for name in "abcd"))
    query = query_of_url({"orderBy": ["eventTime"], "orderDirection": ["ASC"]})
    first = page_of_events(query, principal=farm.principal, limit=2)
    capture(farm, seen("before", "2026-11-18T00:00:00Z"), seen("after", "2026-11-20T00:00:00Z"))
    rest = page_of_events(query, principal=farm.principal, cursor=first.next_cursor, limit=9)
    names = [one.event_id.removeprefix("urn:x:") for one in (*first.events, *rest.events)]
    assert names == ["a", "b", "c", "d", "after"]


@pytest.mark.parametrize("cursor", ["", "x", "[]", "{}", "[0, 9, null, 1]", '[0, 0, null, "x"]'])
def test_a_cursor_that_is_none_is_refused(cast: Cast, cursor: str) -> None:
    with pytest.raises(QueryParameterInvalid):
        page_of_events(query_of_url({}), principal=cast.province, cursor=cursor, limit=1)
