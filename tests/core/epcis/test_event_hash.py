"""The event hash of CBV 2.0 §8.9: vectors of the reference, then the rules one by one."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.epcis import EPCIS_CONTEXT, EpcisError, MalformedError, ObjectEvent, parse_document
from nguon.core.epcis.event_hash import (
    HashProfile,
    Syntax,
    event_hash,
    hash_of,
    ignored_fields,
    pre_hash,
    pre_hashes,
    pre_hashes_of_xml,
)
from nguon.core.epcis.xml import read_xml

REFERENCE, PRINTED = HashProfile.REFERENCE, HashProfile.PRINTED
NAMESPACES = {"ex": "https://ns.example.com/epcis/", "bare": "https://ns.example.com/bare"}
WHEN = {"eventTime": "2026-11-22T05:00:00Z", "eventTimeZoneOffset": "+07:00"}
HEAD = "eventType=ObjectEventeventTime=2026-11-22T05:00:00.000ZeventTimeZoneOffset=+07:00"


def text_of(
    members: Mapping[str, Any],
    profile: HashProfile = REFERENCE,
    *,
    context: Any = None,
) -> str:
    """The pre-hash string of an ObjectEvent with these further members, without its head."""
    written = {"type": "ObjectEvent", **WHEN, **members}
    document = {
        "@context": [EPCIS_CONTEXT, NAMESPACES] if context is None else context,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "epcisBody": {"eventList": [written]},
    }
    read = parse_document(json.dumps(document).encode())
    (found,) = pre_hashes(read, profile=profile)
    assert found.startswith(HEAD)
    return found.removeprefix(HEAD)


def vector_names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.jsonld"))


def test_every_vector_has_the_ids_that_the_reference_prints(conformance: Path) -> None:
    folder = conformance / "epcis" / "hash"
    wanted, got = {}, {}
    for name in vector_names(folder):
        document = parse_document((folder / f"{name}.jsonld").read_bytes())
        ignored = ignored_fields(document)
        got[name] = [event_hash(event, ignored=ignored) for event in document.events]
        wanted[name] = (folder / f"{name}.hashes").read_text().split()
    assert len(wanted) >= 11
    assert got == wanted


def test_every_vector_in_xml_has_the_ids_that_the_reference_prints(conformance: Path) -> None:
    wanted, got = {}, {}
    for path in sorted((conformance / "epcis" / "hash").glob("*.xml")):
        got[path.name] = [hash_of(text) for text in pre_hashes_of_xml(path.read_bytes())]
        wanted[path.name] = path.with_suffix(".hashes").read_text().split()
    assert len(wanted) >= 6
    assert got == wanted


def test_xml_read_to_be_captured_hashes_alike(conformance: Path) -> None:
    hashed, captured = {}, {}
    for path in sorted((conformance / "epcis" / "gs1-xml").rglob("*.xml")):
        data = path.read_bytes()
        try:
            events = read_xml(data).events
        except MalformedError:  # capture jobs, and the example of a wrong order
            continue
        captured[path.name] = [pre_hash(event, syntax=Syntax.XML) for event in events]
        hashed[path.name] = pre_hashes_of_xml(data) if events else []
    assert len(hashed) > 25
    assert captured == hashed


def test_a_document_and_its_events_tell_the_same(conformance: Path) -> None:
    folder = conformance / "epcis" / "hash"
    for name in vector_names(folder):
        document = parse_document((folder / f"{name}.jsonld").read_bytes())
        ignored = ignored_fields(document)
        by_event = [pre_hash(event, ignored=ignored) for event in document.events]
        assert by_event == pre_hashes(document)


EPC, OTHER = "urn:epc:id:sgtin:4012345.011111.9876", "https://id.gs1.org/01/04012345111118/21/9"
EPC_LINK = "https://id.gs1.org/01/04012345111118/21/9876"
PARTY = {"type": "owning_party", "source": "urn:epc:id:pgln:4012345.00005"}


@pytest.mark.parametrize(
    ("members", "reference", "printed"),
    [
        pytest.param(
            {"parentID": EPC, "epcList": [OTHER]},
            f"parentID={EPC_LINK}epcListepc={OTHER}",
            f"epcListepc={OTHER}parentID={EPC_LINK}",
            id="parentID first or last",
        ),
        pytest.param(
            {"epcList": [EPC, OTHER]},
            f"epcListepc={OTHER}epc={EPC_LINK}",
            f"epcListepc={OTHER}epc={EPC_LINK}",
            id="a list is sorted by the written values",
        ),
        pytest.param(
            {"sourceList": [PARTY], "bizLocation": {"id": EPC}, "ex:a": "b"},
            f"bizLocationid={EPC_LINK}"
            "sourceListtype=https://ref.gs1.org/cbv/SDT-owning_party"
            "source=https://id.gs1.org/417/4012345000054{https://ns.example.com/epcis/}a=b",
            f"bizLocationid={EPC_LINK}"
            "sourceListsource=https://id.gs1.org/417/4012345000054"
            "type=https://ref.gs1.org/cbv/SDT-owning_party{https://ns.example.com/epcis/}a=b",
            id="the type before or after the identifier",
        ),
        pytest.param(
            {"destinationList": [{"destination": EPC, "type": "location"}], "bizTransactionList": [
                {"bizTransaction": "urn:x:1"}, {"type": "po", "bizTransaction": "urn:x:2"},
            ]},
            "bizTransactionListbizTransaction=urn:x:1"
            "type=https://ref.gs1.org/cbv/BTT-pobizTransaction=urn:x:2"
            f"destinationListtype=https://ref.gs1.org/cbv/SDT-locationdestination={EPC_LINK}",
            "bizTransactionListbizTransaction=urn:x:1"
            "bizTransaction=urn:x:2type=https://ref.gs1.org/cbv/BTT-po"
            f"destinationListdestination={EPC_LINK}type=https://ref.gs1.org/cbv/SDT-location",
            id="without a type, and with the members in any order",
        ),
        pytest.param(
            {"certificationInfo": ["urn:x:b", "urn:x:a"]},
            "certificationInfo=urn:x:acertificationInfo=urn:x:b",
            "",
            id="certificationInfo is not in the printed order",
        ),
        pytest.param(
            {"eventID": "urn:x:1", "recordTime": WHEN["eventTime"], "comment": "x",
             "rdfs:comment": "y", "errorDeclaration": {"declarationTime": WHEN["eventTime"]}},
            "", "",
            id="id, record time, error declaration and comments take no part",
        ),
        pytest.param(
            {"quantityList": [{"uom": "KGM", "quantity": 1.50, "epcClass": "urn:x:c"}]},
            "quantityListquantityElementepcClass=urn:x:cquantity=1.5uom=KGM",
            "quantityListquantityElementepcClass=urn:x:cquantity=1.5uom=KGM",
            id="a quantity has no trailing zeros",
        ),
        pytest.param(
            {"persistentDisposition": {"unset": ["active"], "set": ["in_transit", "damaged"]}},
            "persistentDispositionset=https://ref.gs1.org/cbv/Disp-damaged"
            "set=https://ref.gs1.org/cbv/Disp-in_transitunset=https://ref.gs1.org/cbv/Disp-active",
            "persistentDispositionset=https://ref.gs1.org/cbv/Disp-damaged"
            "set=https://ref.gs1.org/cbv/Disp-in_transitunset=https://ref.gs1.org/cbv/Disp-active",
            id="dispositions",
        ),
        pytest.param(
            {"bizStep": "urn:epcglobal:cbv:bizstep:shipping", "disposition": "cbv:Disp-active"},
            "bizStep=https://ref.gs1.org/cbv/BizStep-shippingdisposition=cbv:Disp-active",
            "bizStep=https://ref.gs1.org/cbv/BizStep-shipping"
            "disposition=https://ref.gs1.org/cbv/Disp-active",
            id="URNs become web URIs; a prefix that nobody declared",
        ),
        pytest.param(
            {"bizStep": "ex:washing"},
            "bizStep=https://ns.example.com/epcis/washing",
            "bizStep=https://ns.example.com/epcis/washing",
            id="a declared prefix is written out",
        ),
        pytest.param(
            {"ilmd": {"ex:lot": "007", "cbvmda:x": " y "}},
            "ilmdcbvmda:x=y{https://ns.example.com/epcis/}lot=7",
            "ilmd{https://ns.example.com/epcis/}lot=007{urn:epcglobal:cbv:mda}x=y",
            id="ilmd; a text like a number loses its zeros in the reference",
        ),
        pytest.param(
            {"ex:n": "1e5", "ex:v": "2.50", "ex:i": 9007199254740993, "ex:t": True},
            "".join(f"{{https://ns.example.com/epcis/}}{x}" for x in
                    ("i=9007199254740992", "n=100000", "t=true", "v=2.5")),
            "".join(f"{{https://ns.example.com/epcis/}}{x}" for x in
                    ("i=9007199254740993", "n=1e5", "t=true", "v=2.5")),
            id="numbers in texts, large numbers, booleans",
        ),
        pytest.param(
            {"ex:a": "Infinity", "ex:b": "NaN"},
            "{https://ns.example.com/epcis/}a=Infinity{https://ns.example.com/epcis/}b=NaN",
            "{https://ns.example.com/epcis/}a=Infinity{https://ns.example.com/epcis/}b=NaN",
            id="an event with Infinity does not vanish",
        ),
        pytest.param(
            {"ex:list": ["b", "a"], "ex:itemList": ["b", "a"], "ex:o": {"ex:z": 1, "ex:y": {}}},
            "{E}itemList{E}item=a{E}item=b{E}list=a{E}list=b{E}o{E}y{E}z=1".replace(
                "E", "https://ns.example.com/epcis/"),
            "{E}itemList{E}item=a{E}item=b{E}list=a{E}list=b{E}o{E}y{E}z=1".replace(
                "E", "https://ns.example.com/epcis/"),
            id="lists and objects of users",
        ),
        pytest.param(
            {"readPoint": {"id": "urn:x:r", "ex:b": 1, "ex:a": 2, "bare:c": 3}, "action": "ADD"},
            "action=ADDreadPointid=urn:x:r{E}a=2{E}b=1readPoint{N}c=3".replace(
                "E", "https://ns.example.com/epcis/").replace("N", "https://ns.example.com/bare"),
            "action=ADDreadPointid=urn:x:r{N}c=3{E}a=2{E}b=1".replace(
                "E", "https://ns.example.com/epcis/").replace("N", "https://ns.example.com/bare"),
            id="users' members stand in their parent, in the reference if the namespace ends in /",
        ),
        pytest.param(
            {"sensorElementList": [{"sensorReport": [
                {"type": "Temperature", "value": 4.0, "uom": "CEL", "bizRules": "urn:x:r"}]}]},
            "sensorElementListsensorElementsensorReporttype=https://gs1.org/voc/Temperature"
            "value=4uom=CELsensorElementListsensorElementsensorReportbizRules=urn:x:r",
            "sensorElementListsensorElementsensorReporttype=https://gs1.org/voc/Temperature"
            "value=4uom=CEL",
            id="what the order of sensor reports does not know",
        ),
        pytest.param(
            {"sensorElementList": [
                {"sensorMetadata": {"time": "2026-11-22T12:00:00+07:00", "deviceID": "urn:x:d"},
                 "sensorReport": [
                     {"type": "Length", "component": "x", "exception": "ALARM_CONDITION"}]},
            ]},
            "sensorElementListsensorElementsensorMetadatatime=2026-11-22T05:00:00.000Z"
            "deviceID=urn:x:dsensorReporttype=https://gs1.org/voc/Length"
            "exception=https://gs1.org/voc/ALARM_CONDITIONcomponent=https://ref.gs1.org/cbv/Comp-x",
            "sensorElementListsensorElementsensorMetadatatime=2026-11-22T05:00:00.000Z"
            "deviceID=urn:x:dsensorReporttype=https://gs1.org/voc/Length"
            "exception=https://gs1.org/voc/ALARM_CONDITIONcomponent=https://ref.gs1.org/cbv/Comp-x",
            id="sensor words and times",
        ),
        pytest.param(
            {"bizStep": " ", "epcList": [], "ex:e": ""},
            "{https://ns.example.com/epcis/}e",
            "{https://ns.example.com/epcis/}e",
            id="an empty member of users keeps its name",
        ),
    ],
)  # fmt: skip
def test_pre_hash(members: dict[str, Any], reference: str, printed: str) -> None:
    assert text_of(members) == reference
    assert text_of(members, PRINTED) == printed


@pytest.mark.parametrize(
    ("written", "reference", "printed"),
    [
        ("2026-11-22T12:00:00+07:00", "05:00:00.000Z", "05:00:00.000Z"),
        ("2026-11-22T05:00:00.1424Z", "05:00:00.142Z", "05:00:00.142Z"),
        ("2026-11-22T05:00:00.1425Z", "05:00:00.142Z", "05:00:00.143Z"),
        ("2026-11-22T05:00:00.1435Z", "05:00:00.144Z", "05:00:00.144Z"),
        ("2026-11-22T05:00:00.9996Z", "05:00:01.000Z", "05:00:01.000Z"),
    ],
)
def test_times_are_in_utc_to_the_millisecond(written: str, reference: str, printed: str) -> None:
    at = ObjectEvent(event_time=parse_time(written), event_time_zone_offset="+07:00", action="ADD")
    texts = [pre_hash(at, profile=profile).split("eventTime=")[1] for profile in HashProfile]
    assert [text[:24] for text in texts] == [f"2026-11-22T{reference}", f"2026-11-22T{printed}"]


def parse_time(text: str) -> Any:
    bare = {"@context": EPCIS_CONTEXT, "type": "ObjectEvent", **WHEN, "action": "ADD"}
    (event,) = parse_document(json.dumps({**bare, "eventTime": text}).encode()).events
    return event.event_time


def test_in_xml_only_gs1_prefixes_abbreviate_a_value_and_lists_keep_their_items() -> None:
    event = ObjectEvent(
        event_time=datetime(2026, 11, 22, 5, tzinfo=UTC),
        event_time_zone_offset="+07:00",
        action="ADD",
        biz_step="ex:washing",
        extensions={"ex:partList": {"ex:part": "gs1:Thing"}, "cbvmda:x": "1"},
        context=[{**NAMESPACES, "cbvmda": "urn:epcglobal:cbv:mda:"}],
    )
    assert pre_hash(event, syntax=Syntax.XML) == (
        f"{HEAD}action=ADDbizStep=ex:washing{{https://ns.example.com/epcis/}}partList"
        "{https://ns.example.com/epcis/}part=https://gs1.org/voc/Thing{urn:epcglobal:cbv:mda}x=1"
    )


XML = """<?xml version="1.0"?>
<e:EPCISDocument xmlns:e="urn:epcglobal:epcis:xsd:2" xmlns:x="https://x.example/">
<x:ignoreFields><x:ignored/></x:ignoreFields><EPCISBody><EventList><ObjectEvent>
  <bizStep> cbv:BizStep-shipping </bizStep><eventTimeZoneOffset>+07:00</eventTimeZoneOffset>
  <extension><quantityList><quantityElement><uom>KGM</uom><epcClass>urn:x:c</epcClass>
    <quantity>1.50</quantity></quantityElement></quantityList></extension>
  <eventTime>2026-11-22T05:00:00Z</eventTime><epcList><epc>urn:x:b</epc><epc>urn:x:a</epc></epcList>
  <x:ignored>1</x:ignored><x:kept a="2">text<x:inner/></x:kept>
  <bizTransactionList><bizTransaction type="urn:epcglobal:cbv:btt:po">urn:x:1</bizTransaction>
  </bizTransactionList></ObjectEvent></EventList></EPCISBody></e:EPCISDocument>"""


def test_xml_is_hashed_whatever_its_order() -> None:
    assert pre_hashes_of_xml(XML.encode()) == [
        f"{HEAD}epcListepc=urn:x:aepc=urn:x:b"
        "quantityListquantityElementepcClass=urn:x:cquantity=1.5uom=KGM"
        "bizStep=https://ref.gs1.org/cbv/BizStep-shippingbizTransactionList"
        "type=https://ref.gs1.org/cbv/BTT-pobizTransaction=urn:x:1"
        "{https://x.example/}kept=texta=2{https://x.example/}inner"
    ]


@pytest.mark.parametrize("text", ["<a/>", "<a", "<!DOCTYPE a []><a/>"])
def test_xml_without_events_or_with_a_dtd_is_refused(text: str) -> None:
    with pytest.raises(EpcisError):
        pre_hashes_of_xml(text.encode())


def test_what_a_query_document_asks_to_ignore_is_left_out() -> None:
    event = {"type": "ObjectEvent", **WHEN, "other:id": "7", "ex:kept": "x"}
    document = parse_document(
        json.dumps(
            {
                "@context": [EPCIS_CONTEXT, NAMESPACES, {"other": NAMESPACES["ex"]}],
                "type": "EPCISQueryDocument",
                "epcisBody": {
                    "queryResults": {
                        "ex:ignoreFields": ["ex:id"],
                        "resultsBody": {"eventList": [event]},
                    }
                },
            }
        ).encode()
    )
    assert pre_hashes(document) == [f"{HEAD}{{https://ns.example.com/epcis/}}kept=x"]


def test_an_id_is_a_ni_uri_with_the_version() -> None:
    assert hash_of("") == (
        "ni:///sha-256;e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855?ver=CBV2.0"
    )


def test_prefixes_of_the_event_itself_count_and_its_context_takes_no_part() -> None:
    own = {"@context": {"own": "https://own.example/"}, "own:x": 1, "action": "ADD"}
    assert text_of(own) == "action=ADD{https://own.example/}x=1"


def test_a_context_that_is_not_a_list_counts_as_well() -> None:
    context = {"ex": "https://ns.example.com/epcis/"}
    assert text_of({"ex:a": 1}, context=context) == "{https://ns.example.com/epcis/}a=1"


VALUES = st.recursive(
    st.text("ab 0.1é", max_size=4) | st.integers(-9, 9) | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["ex:a", "ex:b", "ex:cList"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["ex:a", "ex:b", "bare:c", "ilmd"]), VALUES), st.randoms())
def test_the_order_of_members_and_the_names_of_prefixes_change_nothing(
    members: dict[str, Any], random: Any
) -> None:
    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            names = random.sample(list(value), len(value))
            return {name.replace("ex:", "other:"): shuffled(value[name]) for name in names}
        return [shuffled(part) for part in value] if isinstance(value, list) else value

    context = [EPCIS_CONTEXT, {"other": NAMESPACES["ex"], "bare": NAMESPACES["bare"]}]
    for profile in HashProfile:
        assert text_of(shuffled(members), profile, context=context) == text_of(members, profile)
