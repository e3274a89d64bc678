"""Each parameter of the simple event query, by its name, over eight events."""

from typing import Any

import pytest

from nguon.core.epcis.query import query_of_url
from nguon.food.trace.models import Event
from nguon.food.trace.queries.events import page_of_events
from tests.food.trace.conftest import Cast
from tests.food.trace.query_corpus import (
    CORPUS,
    DISH,
    GTIN,
    LABELS,
    LOT,
    LOT_URN,
    PALLET,
    PALLET_URN,
    PREFIXES,
    ROOM,
    SITE,
    SITE_URN,
    capture,
)

PRODUCTS = [f"{GTIN}/21/A1", f"{GTIN}/21/A10"]
FRIDGE = "https://id.gs1.org/8004/0614141fridge1"
EVERYTHING = " ".join(LABELS)

CASES: list[tuple[str, str, str]] = [
    ("eventType", "ObjectEvent", "harvest chill declaration"),
    ("eventType", "AggregationEvent|AssociationEvent", "pack fix"),
    ("eventType", "ex:OwnEvent", "own"),
    ("eventType", "https://ex.example/OwnEvent|TransactionEvent", "sell own"),
    ("GE_eventTime", "2026-11-20T06:00:00Z", "cook sell"),
    ("LT_eventTime", "2026-11-19T01:00:00Z", "fix own"),
    ("GE_recordTime", "2026-11-23T00:00:00.000006Z", "own declaration"),
    ("LT_recordTime", "2026-11-23T00:00:00.000001Z", "harvest"),
    ("EQ_action", "DELETE|OBSERVE", "chill sell"),
    ("EQ_bizStep", "packing", "pack"),
    ("EQ_bizStep", "https://ref.gs1.org/cbv/BizStep-packing|ex:step/sell", "pack sell"),
    ("EQ_disposition", "urn:epcglobal:cbv:disp:active", "harvest"),
    ("EQ_persistentDisposition_set", "completeness_verified", "pack"),
    ("EQ_persistentDisposition_set", "completeness_inferred", ""),
    ("EQ_persistentDisposition_unset", "completeness_inferred", "pack"),
    ("EQ_readPoint", SITE, "sell"),
    ("EQ_readPoint", "urn:epc:id:sgln:0614141.07346.12", "harvest"),
    ("WD_readPoint", SITE, "sell"),
    ("EQ_bizLocation", SITE_URN, "harvest"),
    ("WD_bizLocation", f"{ROOM}|{SITE}", "harvest"),
    ("EQ_transformationID", "https://ex.example/cooking/1", "cook"),
    ("MATCH_epc", PALLET, "chill"),
    ("MATCH_epc", PRODUCTS[0], "pack"),
    ("MATCH_parentID", PALLET_URN, "pack"),
    ("MATCH_inputEPC", PRODUCTS[0], "cook"),
    ("MATCH_outputEPC", "https://ex.example/obj/*", "cook"),
    ("MATCH_anyEPC", PALLET, "chill pack"),
    ("MATCH_anyEPC", PRODUCTS[0], "pack cook"),
    ("MATCH_epcClass", LOT_URN, "harvest pack declaration"),
    ("MATCH_inputEPCClass", LOT, "cook"),
    ("MATCH_outputEPCClass", DISH, "cook"),
    ("MATCH_anyEPCClass", f"{GTIN}/10/*", "harvest pack cook declaration"),
    ("EQ_quantity", "60|300", "harvest cook declaration"),
    ("GT_quantity", "60", "cook"),
    ("GE_quantity", "60", "harvest cook declaration"),
    ("LT_quantity", "6", "pack"),
    ("LE_quantity", "5", "pack"),
    ("EQ_quantity_KGM", "18|60.0", "harvest cook declaration"),
    ("GT_quantity_GRM", "18000", "harvest declaration"),
    ("GE_quantity_TNE", "0.018", "harvest cook declaration"),
    ("LT_quantity_KGM", "18.001", "cook"),
    ("LE_quantity_EA", "5", "pack"),
    ("GE_quantity_DZN", "25", "cook"),
    ("EQ_quantity_XBX", "5", ""),
    ("EQ_eventID", "urn:x:harvest|urn:x:own", "harvest own declaration"),
    ("EXISTS_errorDeclaration", "true", "declaration"),
    ("EXISTS_errorDeclaration", "false", EVERYTHING),
    ("GE_errorDeclarationTime", "2026-11-21T01:00:00Z", "declaration"),
    ("LT_errorDeclarationTime", "2026-11-21T01:00:00Z", ""),
    ("GE_errorDeclaration_Time", "2026-11-21T08:00:00+07:00", "declaration"),
    ("EQ_errorReason", "urn:epcglobal:cbv:er:incorrect_data", "declaration"),
    ("EQ_correctiveEventID", "urn:x:better", "declaration"),
    ("EXISTS_sensorElementList", "true", "chill"),
    ("EXISTS_sensorElement", "", "chill"),
    ("GE_time", "2026-11-20T01:30:00Z", "chill"),
    ("LT_time", "2026-11-20T01:00:00Z", ""),
    ("GE_startTime", "2026-11-20T00:00:00Z", "chill"),
    ("LT_startTime", "2026-11-20T00:00:00Z", ""),
    ("GE_endTime", "2026-11-20T02:00:01Z", ""),
    ("LT_endTime", "2026-11-20T02:00:01Z", "chill"),
    ("EQ_type", "gs1:MeasurementType-Temperature", "chill"),
    ("EQ_type", "ex:Smell", "chill"),
    ("EQ_type", "Humidity", ""),
    ("EQ_deviceID", FRIDGE, "chill"),
    ("EQ_dataProcessingMethod", "ex:method", "chill"),
    ("EQ_bizRules", "https://ex.example/rules", "chill"),
    ("EQ_microorganism", "ex:salmonella", "chill"),
    ("EQ_chemicalSubstance", "https://ex.example/ethylene|urn:x:1", "chill"),
    ("EQ_stringValue", "good|bad", "chill"),
    ("EQ_stringValue", "Good", ""),
    ("EQ_booleanValue", "true", "chill"),
    ("EQ_booleanValue", "false", ""),
    ("EQ_hexBinaryValue", "0AF1", "chill"),
    ("EQ_uriValue", "ex:smells/good", "chill"),
    ("GE_percRank", "95", "chill"),
    ("GT_percRank", "95", ""),
    ("LE_percRank", "95", "chill"),
    ("LT_percRank", "95", ""),
    ("EQ_value_CEL", "4", "chill"),
    ("GT_value_KEL", "277.15", ""),
    ("GE_value_KEL", "277.15", "chill"),
    ("LT_value_CEL", "4.0001", "chill"),
    ("LE_value_FAH", "39.2", "chill"),
    ("EQ_value_KGM", "39.2", ""),
    ("GE_minValue_CEL", "2", "chill"),
    ("GT_maxValue_CEL", "8", ""),
    ("LE_maxValue_CEL", "8", "chill"),
    ("LT_meanValue_FAH", "39.21", "chill"),
    ("GE_sDev_CEL", "1", "chill"),
    ("GT_sDev_KEL", "1", ""),
    ("EQ_percValue_CEL", "7", "chill"),
    ("EQ_bizTransaction_po", "urn:x:po:1", "pack"),
    ("EQ_bizTransaction_po", "urn:x:po:2|urn:x:po:3", ""),
    ("EQ_bizTransaction_ex:bill", "urn:x:po:1", "sell"),
    ("EQ_source_owning_party", "https://ex.example/loc/farm", "pack"),
    ("EQ_source_location", "https://ex.example/loc/farm", ""),
    ("EQ_destination_location", SITE, "pack"),
    ("EQ_ex:price", "12.50", "harvest"),
    ("EQ_ex:price", "free|9", "chill cook"),
    ("GT_ex:price", "9", "harvest"),
    ("GE_ex:price", "9", "harvest chill"),
    ("LT_ex:price", "12.5", "chill"),
    ("LE_ex:price", "12.5", "harvest chill"),
    ("GE_ex:at", "2026-11-20T01:00:00Z", "chill"),
    ("EQ_https://ex.example/note", "second", "own"),
    ("EXISTS_ex:note", "", "harvest own"),
    ("EQ_ex:head", "Lò", ""),
    ("EQ_INNER_ex:head", "Lò", "harvest"),
    ("GT_INNER_ex:size", "3", "harvest"),
    ("EXISTS_INNER_ex:head", "true", "harvest"),
    ("EQ_ILMD_ex:variety", "ST25", "harvest"),
    ("LT_ILMD_ex:best", "2026-12-02", "harvest"),
    ("GE_ILMD_ex:best", "2026-12-01T07:00:00+07:00", "harvest"),
    ("EXISTS_ILMD_ex:spec", "true", "harvest"),
    ("EQ_ILMD_ex:grade", "3", ""),
    ("EQ_INNER_ILMD_ex:grade", "3", "harvest"),
    ("EXISTS_INNER_ILMD_ex:variety", "true", ""),
    ("EQ_ERROR_DECLARATION_ex:by", "Lan", "declaration"),
    ("GE_INNER_ERROR_DECLARATION_ex:page", "2", "declaration"),
    ("EXISTS_ERROR_DECLARATION_ex:form", "true", "declaration"),
    ("EQ_SENSORELEMENT_ex:box", "lid", "chill"),
    ("EQ_INNER_SENSORELEMENT_ex:screw", "M8", "chill"),
    ("EQ_SENSORMETADATA_ex:checked", "true", "chill"),
    ("EQ_INNER_SENSORMETADATA_ex:room", "2B", "chill"),
    ("LE_SENSORREPORT_ex:slot", "3", "chill"),
    ("EXISTS_SENSORREPORT_ex:who", "true", "chill"),
    ("EQ_INNER_SENSORREPORT_ex:nose", "Lan", "chill"),
    ("EQ_readPoint_ex:gate", "north|south", "harvest"),
    ("EQ_INNER_readPoint_ex:bolt", "M8", "harvest"),
    ("EQ_bizLocation_ex:area", "5", "harvest"),
    ("EQ_INNER_bizLocation_ex:ph", "6.5", "harvest"),
]


def found(cast: Cast, **asked: str) -> str:
    query = query_of_url({name: [text] for name, text in asked.items()}, namespaces=PREFIXES)
    page = page_of_events(query, principal=cast.cooperative.principal, limit=50)
    first = Event.objects.order_by("id").values_list("id", flat=True)[0]
    return " ".join(LABELS[event.pk - first] for event in page.events)


@pytest.fixture
def corpus(cast: Cast) -> Cast:
    capture(cast.cooperative, *CORPUS[:-1])
    capture(cast.cooperative, CORPUS[-1])
    return cast


def test_each_parameter_finds_its_events(corpus: Cast) -> None:
    """In one test, for the corpus is captured once; what differs is told with its parameter."""
    Event.objects.order_by("id")
    differ = {
        f"{name}={text}": (got, wanted)
        for name, text, wanted in CASES
        if (got := found(corpus, **{name: text})) != wanted
    }
    assert differ == {}


def test_parameters_together_narrow(corpus: Cast) -> None:
    asked: dict[str, Any] = {"eventType": "ObjectEvent", "EQ_action": "ADD"}
    assert found(corpus, **asked) == "harvest declaration"
    assert found(corpus, **asked, EXISTS_errorDeclaration="true") == "declaration"
    assert found(corpus, **asked, EQ_bizStep="packing") == ""
