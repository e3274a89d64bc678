"""Queries and what else is known: master data, what sharing rules hide, the table of fields."""

import json
from typing import Any

from nguon.core.epcis.query import query_of_json
from nguon.food.trace.operations import capture_document, rebuild_graph, share_events
from nguon.food.trace.queries.events import page_of_events
from nguon.food.trace.rules.sharing import SharingTerms
from tests.food.trace.conftest import MONDAY, Actor, Cast
from tests.food.trace.query_corpus import (
    LOT,
    PREFIXES,
    SITE,
    capture,
    document,
    found,
    reported,
    seen,
)

HALL = "https://id.gs1.org/414/0614141073467/254/hall"
SHELF = "https://id.gs1.org/414/0614141073467/254/shelf"
ELSEWHERE = "https://id.gs1.org/414/0614141000005"


# Master data (§6.5 of the standard)


def say(actor: Actor, type_: str, *elements: dict[str, Any]) -> None:
    text = document().replace(
        b'"epcisBody"',
        b'"epcisHeader": {"epcisMasterData": {"vocabularyList": [VOCABULARY]}}, "epcisBody"',
    )
    vocabulary = {"type": f"urn:epcglobal:epcis:vtype:{type_}", "vocabularyElementList": elements}
    text = text.replace(b"VOCABULARY", json.dumps(vocabulary).encode())
    capture_document(text, tenant_id=actor.organisation.pk, received_at=MONDAY)


def at(name: str, place: str) -> dict[str, Any]:
    return seen(name, readPoint={"id": place}, bizLocation={"id": place})


def test_wd_finds_what_lies_below_however_deep_and_not_above(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, at("site", SITE), at("hall", HALL), at("shelf", SHELF), at("far", ELSEWHERE))
    assert found(farm, WD_bizLocation=SITE) == ["site"]
    elements = (
        {"id": "urn:epc:id:sgln:0614141.07346.0", "children": [HALL]},
        {"id": HALL, "children": [SHELF]},
        {"id": SHELF, "children": [SITE]},  # a circle does no harm
    )
    say(farm, "BusinessLocation", *elements[:2])
    assert found(farm, WD_bizLocation=SITE) == ["site", "hall", "shelf"]
    assert found(farm, WD_readPoint=HALL) == ["hall", "shelf"]
    assert found(farm, WD_bizLocation=f"{SHELF}|{ELSEWHERE}") == ["shelf", "far"]
    assert found(farm, EQ_bizLocation=SITE) == ["site"]
    say(farm, "BusinessLocation", elements[2])
    assert found(farm, WD_bizLocation=SHELF) == ["site", "hall", "shelf"]


def test_master_data_of_others_do_not_count(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, at("site", SITE), at("hall", HALL))
    say(cast.outsider, "BusinessLocation", {"id": SITE, "children": [HALL]})
    assert found(farm, WD_bizLocation=SITE) == ["site"]


def test_events_are_found_by_what_master_data_say(cast: Cast) -> None:
    farm = cast.cooperative
    capture(farm, at("site", SITE), at("hall", HALL))
    capture(farm, seen("lot", quantityList=[{"epcClass": LOT}], bizStep="packing"))
    city = {"id": "urn:epcglobal:cbv:mda:city", "attribute": "Lai"}
    say(farm, "BusinessLocation", {"id": SITE, "attributes": [city]})
    weight = {"id": "https://ex.example/weight", "attribute": "12.50"}
    say(farm, "EPCClass", {"id": LOT, "attributes": [weight]})
    assert found(farm, HASATTR_bizLocation="cbvmda:city") == ["site"]
    assert found(farm, HASATTR_readPoint="urn:epcglobal:cbv:mda#city|city") == ["site"]
    assert found(farm, EQATTR_bizLocation_city="Lai|Sơn") == ["site"]
    assert found(farm, EQ_ATTR_bizLocation_city="Sơn") == []
    assert found(farm, HASATTR_epcClass="ex:weight") == ["lot"]
    assert found(farm, **{"EQATTR_epcClass_ex:weight": "12.5"}) == ["lot"]
    assert found(farm, HASATTR_epcClass="city") == []


# What a sharing rule hides is not there for who may not see it


HIDDEN = {
    "EQ_ex:price": "7",
    "EXISTS_ex:price": "true",
    "EQ_INNER_ex:margin": "3",
    "EXISTS_INNER_ex:margin": "true",
    "EXISTS_ILMD_ex:sort": "true",
    "EQ_source_owning_party": "https://ex.example/loc/farm",
    "EQ_quantity_KGM": "4",
    "EQ_quantity": "4",
    "EQ_value_CEL": "4",
    "EXISTS_sensorElementList": "true",
    "EQ_disposition": "active",
    "EQ_readPoint": SITE,
    "WD_readPoint": SITE,
    "EQ_readPoint_ex:gate": "north",
    "EQ_persistentDisposition_set": "conformant",
}


def test_what_is_hidden_neither_matches_nor_orders_nor_counts(cast: Cast) -> None:
    farm, partner = cast.cooperative, cast.outsider
    rich = {
        "ex:price": 7,
        "ex:deal": {"ex:terms": [{"ex:margin": 3}]},
        "ilmd": {"ex:sort": "ST25"},
        "action": "ADD",
        "disposition": "active",
        "readPoint": {"id": SITE, "ex:gate": "north"},
        "sourceList": [{"type": "owning_party", "source": "https://ex.example/loc/farm"}],
        "quantityList": [{"epcClass": LOT, "quantity": 4, "uom": "KGM"}],
        "sensorElementList": [reported(value=4, uom="CEL")],
        "persistentDisposition": {"set": ["conformant"]},
    }
    capture(farm, seen("a", **rich), seen("b", **{"ex:price": 1}))
    hidden = [
        "https://ex.example/price",
        "https://ex.example/deal",
        "ilmd",
        "sourceList",
        "quantity",
        "sensorElementList",
        "disposition",
        "readPoint",
        "persistentDisposition",
    ]
    share_events(
        farm.organisation,
        SharingTerms(partner=partner.organisation, hidden_members=hidden),
        by=farm.person,
        at=MONDAY,
    )
    assert found(partner) == ["a", "b"]
    for name, text in HIDDEN.items():
        assert "a" in found(farm, **{name: text}), name
        assert found(partner, **{name: text}) == [], name
    ordered = {"orderBy": "ex:price", "orderDirection": "ASC"}
    assert found(farm, **ordered) == ["b", "a"]
    assert found(partner, **ordered) == ["a", "b"]
    doubled = ordered | {"orderBy": "https://ex.example/#price"}
    assert found(partner, **doubled) == ["a", "b"]
    counted = query_of_json({"@context": PREFIXES, "EXISTS_ex:price": True, "maxEventCount": 0})
    assert page_of_events(counted, principal=partner.principal, limit=5).events == []


# The table of fields


def test_the_fields_can_be_made_anew(cast: Cast, rows: Any) -> None:
    farm = cast.cooperative
    capture(farm, seen("a", **{"ex:x": [1, {"ex:y": "z"}]}), seen("b", disposition="active"))
    before = rows("select * from trace_event_field order by event_id, position")
    assert len(before) == 3
    rebuild_graph()
    assert rows("select * from trace_event_field order by event_id, position") == before


def test_an_event_that_nothing_can_be_asked_of_has_no_rows(cast: Cast, rows: Any) -> None:
    empty = {"ex:a": "", "ex:b": [], "ex:c": {}, "ex:d": None, "ex:e": {"plain": ""}}
    capture(cast.cooperative, seen("a", bizStep="packing", readPoint={"id": SITE}, **empty))
    assert rows("select count(*) from trace_event_field") == [(1,)]  # ex:e, an object


def test_a_hidden_inner_value_does_not_come_before_a_shown_one(cast: Cast) -> None:
    """Nor does its event fall out of the order."""
    farm, partner = cast.cooperative, cast.outsider
    for name, secret in (("first", 1), ("second", 9)):
        inner = {"ex:secret": {"ex:part": secret}, "ex:open": {"ex:part": 5}}
        capture(farm, seen(name, **inner))
    share_events(
        farm.organisation,
        SharingTerms(partner=partner.organisation, hidden_members=["https://ex.example/secret"]),
        by=farm.person,
        at=MONDAY,
    )
    for way in ("ASC", "DESC"):
        ordered = found(partner, orderBy="INNER_ex:part", orderDirection=way)
        assert sorted(ordered) == ["first", "second"]
        assert ordered == sorted(ordered, reverse=way == "DESC")
