"""From a URL or from JSON to conditions: lists and scalars, times, spellings, refusals."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from nguon.core.epcis.query import (
    AtTime,
    Condition,
    Declared,
    FieldExists,
    FieldIs,
    HasAttribute,
    Linked,
    OneOf,
    QueryParameterError,
    kept_number,
    query_of_json,
    query_of_url,
)
from nguon.core.epcis.query.field_keys import Area, FieldKey, of_sensors

EX = {"ex": "https://ex.example/"}
MOMENT = datetime(2026, 1, 31, 1, tzinfo=UTC)


def of_url(name: str, text: str) -> Condition | None:
    found = query_of_url({name: [text]}, namespaces=EX).conditions
    return found[0] if found else None


def own(name: str, area: Area = Area.EVENT, *, inner: bool = False) -> FieldKey:
    return FieldKey(area, f"https://ex.example/{name}", inner)


@pytest.mark.parametrize(
    ("name", "text", "condition"),
    [
        ("eventType", "ObjectEvent|epcis:ObjectEvent", OneOf("type", ("ObjectEvent",) * 2)),
        (
            "eventType",
            "ex:Own",
            OneOf("type", ("https://ex.example/Own", "ex:Own")),
        ),
        ("GE_eventTime", "2026-01-31T08:00:00+07:00", AtTime("event_time", ">=", MOMENT)),
        ("LT_recordTime", "2026-01-31T08:00:00 07:00", AtTime("record_time", "<", MOMENT)),
        ("EQ_bizStep", "shipping|ex:wash", OneOf("biz_step", ("shipping", own("wash").name))),
        ("EQ_bizStep", "urn:epcglobal:cbv:bizstep:shipping", OneOf("biz_step", ("shipping",))),
        (
            "EQ_disposition",
            "https://ref.gs1.org/cbv/Disp-active",
            OneOf("disposition", ("active",)),
        ),
        ("EXISTS_errorDeclaration", "true", Declared()),
        ("EXISTS_errorDeclaration", "", Declared()),
        ("EXISTS_errorDeclaration", "false", None),
        ("EXISTS_ex:a", "0", None),
        ("EXISTS_INNER_ILMD_ex:a", "1", FieldExists((own("a", Area.ILMD, inner=True),))),
        ("EQ_ex:a", "x|12", FieldIs((own("a"),), "=", ("x", "12", Decimal(12)))),
        ("EQ_ex:a", "2026-01-31T08:00:00 07:00", FieldIs((own("a"),), "=", (MOMENT,))),
        ("GT_ex:a_b", "-1.5", FieldIs((own("a_b"),), ">", (Decimal("-1.5"),))),
        (
            "LE_ILMD_ex:best",
            "2026-02-01",
            FieldIs((own("best", Area.ILMD),), "<=", (datetime(2026, 2, 1, tzinfo=UTC),)),
        ),
        (
            "EQ_https://ns_1.example/v#x_y",
            "z",
            FieldIs((FieldKey(Area.EVENT, "https://ns_1.example/v#x_y"),), "=", ("z",)),
        ),
        (
            "EQ_http://ns.example/epcis/#own",
            "z",
            FieldIs(
                (
                    FieldKey(Area.EVENT, "http://ns.example/epcis/#own"),
                    FieldKey(Area.EVENT, "http://ns.example/epcis/own"),
                ),
                "=",
                ("z",),
            ),
        ),
        (
            "EQ_source_owning_party",
            "urn:epc:id:pgln:0614141.00001",
            Linked("source", "owning_party", ("https://id.gs1.org/417/0614141000012",)),
        ),
        (
            "EQ_bizTransaction_urn:epcglobal:cbv:btt:po",
            "urn:x:1",
            Linked("biz_transaction", "po", ("urn:x:1",)),
        ),
        ("EQ_hexBinaryValue", "0aF1", FieldIs((of_sensors("hexBinaryValue"),), "=", ("0AF1",))),
        ("EQ_booleanValue", "false", FieldIs((of_sensors("booleanValue"),), "=", ("false",))),
        (
            "HASATTR_bizLocation",
            "cbvmda:city|city",
            HasAttribute("bizLocation", ("urn:epcglobal:cbv:mda:city",) * 2),
        ),
        (
            "EQATTR_bizLocation_urn:epcglobal:cbv:mda#city",
            "Lai Châu",
            HasAttribute("bizLocation", ("urn:epcglobal:cbv:mda:city",), ("Lai Châu",)),
        ),
        (
            "EQ_ATTR_ex:my_field_ex:name",
            "x",
            HasAttribute(own("my_field"), ("https://ex.example/name",), ("x",)),
        ),
    ],
)
def test_a_parameter_asks(name: str, text: str, condition: Condition | None) -> None:
    assert of_url(name, text) == condition


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("GE_eventTime", "2026-01-31T08:00:00", "a time with its offset"),
        ("GE_eventTime", "2026-01-31T08:00:00Z|2026-01-31T09:00:00Z", "a time with its offset"),
        ("EQ_action", "UPDATE", "ADD, OBSERVE, DELETE"),
        ("eventType", "ObjectEvents", "ObjectEvent, "),
        ("EQ_bizStep", "shipping||receiving", "values with |"),
        ("EQ_bizStep", "", "values with |"),
        ("EQ_quantity", "many", "a number"),
        ("GT_quantity_KGM", "NaN", "a number"),
        ("GE_value_QQQ", "1", "a unit code"),
        ("EQ_booleanValue", "yes", "true or false"),
        ("EXISTS_errorDeclaration", "yes", "true or false"),
        ("GT_ex:a", "abc", "a number, or a time"),
        ("maxEventCount", "-1", "a whole number"),
        ("orderBy", "quantity", "eventTime, recordTime"),
        ("orderDirection", "asc", "ASC or DESC"),
        ("MATCH_epc", "urn:epc:idpat:sgtin:0614141.*.7", "a URI; * may"),
        ("MATCH_epc", "urn:epc:idpat:sgtin:0614141.[1-3].*", "a URI; * may"),
    ],
)
def test_a_value_that_cannot_be_is_refused(name: str, text: str, expected: str) -> None:
    with pytest.raises(QueryParameterError) as refused:
        of_url(name, text)
    (problem,) = refused.value.problems
    assert problem.parameter == name
    assert problem.expected.startswith(expected)


@pytest.mark.parametrize(
    "name",
    [
        "EQ_bizstep",
        "EQATTR_ex:_city",
        "EQATTR_:a_b:c",
        "GE_value_cel",
        "GE_action",
        "EQ_unprefixed",
        "GE_bizTransaction_po",
        "HASATTR_action",
        "MATCH_",
        "",
        "SELECT",
    ],
)
def test_a_parameter_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(QueryParameterError) as refused:
        of_url(name, "1")
    assert [problem.got for problem in refused.value.problems] == [name]


@pytest.mark.parametrize(
    ("members", "names"),
    [
        ({"EQ_bizStep": "shipping"}, ["EQ_bizStep"]),
        ({"EQ_bizStep": []}, ["EQ_bizStep"]),
        ({"EQ_bizStep": [1]}, ["EQ_bizStep"]),
        ({"GE_eventTime": ["2026-01-31T08:00:00Z"]}, ["GE_eventTime"]),
        ({"GE_quantity": "1"}, ["GE_quantity"]),
        ({"GE_quantity": True}, ["GE_quantity"]),
        ({"EQ_booleanValue": "true"}, ["EQ_booleanValue"]),
        ({"EXISTS_errorDeclaration": "yes"}, ["EXISTS_errorDeclaration"]),
        ({"maxEventCount": 1.5}, ["maxEventCount"]),
        ({"orderBy": ["eventTime"]}, ["orderBy"]),
        ({"eventCountLimit": 3}, ["eventCountLimit"]),
        ({"eventCountLimit": 0, "orderBy": "eventTime"}, ["eventCountLimit"]),
        ({"eventCountLimit": 3, "maxEventCount": 3, "orderBy": "eventTime"}, ["eventCountLimit"]),
        ({"EQ_x": ["1"], "GE_eventTime": "2"}, ["EQ_x", "GE_eventTime"]),
    ],
)
def test_json_has_arrays_for_lists_and_scalars_for_scalars(
    members: dict[str, Any], names: list[str]
) -> None:
    with pytest.raises(QueryParameterError) as refused:
        query_of_json(members)
    assert [problem.parameter for problem in refused.value.problems] == names


def test_a_parameter_stands_once_in_a_url() -> None:
    with pytest.raises(QueryParameterError) as refused:
        query_of_url({"EQ_action": ["ADD", "DELETE"]})
    assert str(refused.value) == (
        "EQ_action: expected once, with | between alternatives, got 2 times"
    )


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("GE_errorDeclaration_Time", "GE_errorDeclarationTime"),
        ("LT_errorDeclaration_Time", "LT_errorDeclarationTime"),
        ("EXISTS_sensorElement", "EXISTS_sensorElementList"),
        ("MATCH_anyEpcClass", "MATCH_anyEPCClass"),
        ("MATCH_inputEpcClass", "MATCH_inputEPCClass"),
        ("MATCH_outputEpcClass", "MATCH_outputEPCClass"),
        ("EQ_ATTR_bizLocation_city", "EQATTR_bizLocation_city"),
    ],
)
def test_other_spellings_of_a_name_ask_the_same(spelling: str, name: str) -> None:
    text = {"G": "2026-01-31T08:00:00Z", "L": "2026-01-31T08:00:00Z", "E": "true"}
    value = text.get(name[0], "urn:x:1")
    assert of_url(spelling, value) == of_url(name, value)


def test_a_query_written_as_json_is_the_same_query() -> None:
    query = query_of_url(
        {
            "EQ_bizStep": ["shipping|receiving"],
            "EQ_ex:a": ["12|x"],
            "GE_value_CEL": ["8"],
            "EXISTS_ex:b": [""],
            "orderBy": ["ex:a"],
            "orderDirection": ["ASC"],
            "eventCountLimit": ["3"],
        },
        namespaces=EX | {"unused": "https://unused.example/"},
    )
    assert query.to_json() == {
        "@context": EX,
        "EQ_bizStep": ["shipping", "receiving"],
        "EQ_ex:a": ["12", Decimal(12), "x"],
        "GE_value_CEL": Decimal(8),
        "EXISTS_ex:b": True,
        "orderBy": "ex:a",
        "orderDirection": "ASC",
        "eventCountLimit": 3,
    }
    again = query_of_json(query.to_json())
    assert (again.conditions, again.order, again.event_count_limit) == (
        query.conditions,
        query.order,
        query.event_count_limit,
    )


def test_the_context_of_a_posted_query_counts_more_than_a_header() -> None:
    members = {"@context": ["https://example.org/c.jsonld", {"ex": "https://mine.example/"}]}
    query = query_of_json(members | {"EXISTS_ex:a": True}, namespaces=EX)
    assert query.conditions == (FieldExists((FieldKey(Area.EVENT, "https://mine.example/a"),)),)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("1" * 61, "1." + "1" * 58 + "1E60"),
        ("1" * 300, "1." + "1" * 59 + "E299"),
        ("0." + "7" * 61, "0." + "7" * 59 + "8"),
        ("7" * 60, "7" * 60),
    ],
)
def test_a_number_is_compared_by_its_first_sixty_digits(text: str, kept: str) -> None:
    assert kept_number(Decimal(text)) == Decimal(kept)
