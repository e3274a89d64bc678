"""What an element says, as a member of JSON, and back."""

from typing import Any

import pytest

from nguon.core.epcis import Document, validate
from nguon.core.epcis.cbv_format import CbvXmlFormat
from nguon.core.epcis.numbers import Number
from nguon.core.epcis.xml import read_xml, write_xml

OPEN = """<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:{version}"
 xmlns:e="https://example.org/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:j="http://www.w3.org/2005/xpath-functions"
 xmlns:n="http://james.newtonking.com/projects/json" xmlns:cbvmda="urn:epcglobal:cbv:mda"
 schemaVersion="{version}.0" creationDate="2026-11-21T07:00:00Z"><EPCISBody><EventList>"""
WHEN = """<eventTime>2026-11-21T07:00:00+07:00</eventTime>
<eventTimeZoneOffset>+07:00</eventTimeZoneOffset>"""
CLOSE = "</EventList></EPCISBody></epcis:EPCISDocument>"
THINGS = "<epcList><epc>urn:x:y</epc></epcList><action>ADD</action>"
EVENT = f"{OPEN}<ObjectEvent>{WHEN}{THINGS}%s</ObjectEvent>{CLOSE}"


def event_of(text: str) -> dict[str, Any]:
    ((_, members),) = read_xml(text.encode()).event_members()
    return dict(members)


def in_event(inside: str) -> dict[str, Any]:
    """What the elements add to an ObjectEvent."""
    text = EVENT.replace("%s", inside).replace("{version}", "2")
    known = ("type", "eventTime", "eventTimeZoneOffset", "epcList", "action")
    return {name: value for name, value in event_of(text).items() if name not in known}


OWN = [
    ("<e:a>x</e:a>", "x"),
    ("<e:a> x\n</e:a>", " x\n"),
    ("<e:a><![CDATA[<x>]]></e:a>", "<x>"),
    ("<e:a/>", ""),
    ('<e:a xsi:type="xsd:double">2.50</e:a>', Number("2.50")),
    ('<e:a xsi:type="xsd:integer">+07</e:a>', Number("7")),
    ('<e:a xsi:type="xsd:decimal">.5</e:a>', Number("0.5")),
    ('<e:a xsi:type="xsd:double">INF</e:a>', "INF"),
    ('<e:a xsi:type="xsd:boolean">true</e:a>', True),
    ('<e:a xsi:type="xsd:boolean">0</e:a>', False),
    ('<e:a xsi:type="xsd:dateTime">2026-11-21T07:00:00Z</e:a>', "2026-11-21T07:00:00Z"),
    ('<e:a xsi:nil="true"/>', None),
    ("<e:a>1</e:a><e:a>2</e:a>", ["1", "2"]),
    ('<e:a n:Array="true">1</e:a>', ["1"]),
    ("<e:a><e:b>1</e:b><plain>2</plain><e:b>3</e:b></e:a>", {"e:b": ["1", "3"], "plain": "2"}),
    ('<e:a unit="KGM">3.5</e:a>', {"#text": "3.5", "unit": "KGM"}),
    ('<e:a e:x="1" e:y="2"/>', {"#text": "", "e:x": "1", "e:y": "2"}),
    ('<e:a u="K"><e:b>1</e:b></e:a>', {"#text": "", "u": "K", "e:b": ["1"]}),
    ("<e:a><j:array/></e:a>", []),
    ("<e:a><j:map/></e:a>", {}),
    ('<e:a><j:string escaped="true">\\u0001</j:string></e:a>', "\x01"),
    ('<e:a><e:b>1</e:b><j:map><j:null key="@x"/></j:map></e:a>', {"e:b": "1", "@x": None}),
]


@pytest.mark.parametrize(("xml", "value"), OWN)
def test_what_users_add_has_a_place_in_json_and_comes_back(xml: str, value: Any) -> None:
    members = in_event(xml)
    assert members == {"e:a": value}
    text = EVENT.replace("%s", xml).replace("{version}", "2")
    document = read_xml(text.encode())
    assert read_xml(write_xml(document)).root == document.root
    assert validate(document) == []


def test_numbers_of_users_are_kept_as_written() -> None:
    assert in_event('<e:a xsi:type="xsd:double">2.50</e:a>')["e:a"].text == "2.50"


def test_text_between_elements_is_kept_as_xml() -> None:
    xml = '<e:a k="1">one <e:b>two</e:b> three</e:a>'
    literal = xml.replace("<e:a", '<e:a xmlns:e="https://example.org/"')
    assert in_event(xml) == {"e:a": {"@type": "rdf:XMLLiteral", "@value": literal}}
    document = read_xml(EVENT.replace("%s", xml).replace("{version}", "2").encode())
    assert b'<e:a k="1">one <e:b>two</e:b> three</e:a>' in write_xml(document)


def test_prefixes_become_the_context() -> None:
    root = read_xml(EVENT.replace("%s", "").replace("{version}", "2").encode()).root
    assert root["@context"] == [
        "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
        {"e": "https://example.org/", "cbvmda": "urn:epcglobal:cbv:mda:"},
    ]


def test_one_prefix_with_two_meanings_gets_two_names() -> None:
    xml = '<e:a>1</e:a><e:b xmlns:e="urn:other">2</e:b><c xmlns="urn:third">3</c>'
    text = EVENT.replace("%s", xml).replace("{version}", "2").encode()
    root = read_xml(text).root
    assert in_event(xml) == {"e:a": "1", "ns1:b": "2", "ns2:c": "3"}
    assert root["@context"][1] == {
        "e": "https://example.org/",
        "cbvmda": "urn:epcglobal:cbv:mda:",
        "ns1": "urn:other",
        "ns2": "urn:third",
    }


def test_a_value_with_a_doubtful_prefix_is_spelt_out() -> None:
    xml = '<bizStep xmlns:e="urn:other:">e:soaking</bizStep>'
    assert in_event(xml) == {"bizStep": "urn:other:soaking"}


def test_a_prefix_called_like_a_scheme_changes_no_identifier() -> None:
    xml = '<bizStep xmlns:urn="https://example.org/">urn:example:step</bizStep>'
    text = EVENT.replace("%s", xml).replace("{version}", "2").encode()
    assert "urn" not in read_xml(text).root["@context"][1]
    assert in_event(xml) == {"bizStep": "urn:example:step"}


SENSED = "<sensorElementList><sensorElement>%s</sensorElement></sensorElementList>"


@pytest.mark.parametrize(
    ("xml", "members"),
    [
        ('type="gs1:Temperature" value="26.0"', {"type": "Temperature", "value": Number("26.0")}),
        (
            'type="https://gs1.org/voc/Temperature" minValue="+1E2"',
            {"type": "Temperature", "minValue": Number("1e2")},
        ),
        ('type="e:x" booleanValue="1"', {"type": "e:x", "booleanValue": True}),
        (
            'type="e:x" e:own=" text " stringValue=" a "',
            {"type": "e:x", "e:own": " text ", "stringValue": " a "},
        ),
    ],
)
def test_attributes_of_a_sensor_report_are_members(xml: str, members: dict[str, Any]) -> None:
    found = in_event(SENSED.replace("%s", f"<sensorReport {xml}/>"))
    assert found == {"sensorElementList": [{"sensorReport": [members]}]}


def test_a_report_holds_what_no_attribute_can_as_json() -> None:
    report = {"type": "Temperature", "e:list": [1, "x"], "e:text": "y"}
    attributes = 'type="gs1:Temperature" e:text="y"'
    xml = f'<sensorReport {attributes}>{{"e:list":[1,"x"]}}</sensorReport>'
    found = in_event(SENSED.replace("%s", xml))
    assert found == {"sensorElementList": [{"sensorReport": [report]}]}


LATER = """<ObjectEvent>{when}<baseExtension><eventID>urn:uuid:1</eventID></baseExtension>
<epcList/><action>ADD</action><extension><quantityList><quantityElement>
<epcClass>urn:x:y</epcClass><quantity>2.0</quantity></quantityElement></quantityList><ilmd>
<e:a>1</e:a></ilmd><extension><persistentDisposition><set>urn:epcglobal:cbv:disp:in_transit</set>
</persistentDisposition></extension></extension><e:b>2</e:b></ObjectEvent>"""


def test_an_event_of_1_2_is_flattened() -> None:
    text = (OPEN + LATER + CLOSE).replace("{version}", "1").replace("{when}", WHEN)
    root = read_xml(text.encode()).root
    assert root["schemaVersion"] == "2.0"
    assert root["epcisBody"]["eventList"][0] == {
        "type": "ObjectEvent",
        "eventTime": "2026-11-21T07:00:00+07:00",
        "eventTimeZoneOffset": "+07:00",
        "eventID": "urn:uuid:1",
        "epcList": [],
        "action": "ADD",
        "quantityList": [{"epcClass": "urn:x:y", "quantity": Number("2.0")}],
        "ilmd": {"e:a": "1"},
        "persistentDisposition": {"set": ["in_transit"]},
        "e:b": "2",
    }


def test_a_quantity_event_of_1_2_is_an_observed_quantity() -> None:
    inside = f"<QuantityEvent>{WHEN}<epcClass>urn:x:y</epcClass><quantity>3</quantity>"
    text = f"{OPEN}{inside}<bizStep>urn:epcglobal:cbv:bizstep:picking</bizStep></QuantityEvent>"
    event = event_of((text + CLOSE).replace("{version}", "1"))
    assert (event["type"], event["action"], event["bizStep"]) == (
        "ObjectEvent",
        "OBSERVE",
        "picking",
    )
    assert event["quantityList"] == [{"epcClass": "urn:x:y", "quantity": 3}]


def test_events_of_users_own_types_go_both_ways() -> None:
    inside = f"<extension><e:Check>{WHEN}<e:by>An</e:by><epcList>urn:x:y</epcList></e:Check>"
    text = (f"{OPEN}{inside}</extension>{CLOSE}").replace("{version}", "2")
    document = read_xml(text.encode())
    ((_, event),) = document.event_members()
    assert (event["type"], event["e:by"], event["epcList"]) == ("e:Check", "An", "urn:x:y")
    assert read_xml(write_xml(document)).root == document.root


def test_words_are_written_as_asked() -> None:
    document = read_xml(
        EVENT.replace("%s", "<bizStep>urn:epcglobal:cbv:bizstep:packing</bizStep>")
        .replace("{version}", "2")
        .encode()
    )
    web = write_xml(document, cbv_format=CbvXmlFormat.ALWAYS_WEB_URI)
    assert b"<bizStep>https://ref.gs1.org/cbv/BizStep-packing</bizStep>" in web
    assert b"<bizStep>urn:epcglobal:cbv:bizstep:packing</bizStep>" in write_xml(document)


def test_a_query_document_goes_both_ways() -> None:
    (event,) = [{"type": "ObjectEvent", "epcList": [], "action": "ADD"}]
    event |= {"eventTime": "2026-11-21T07:00:00Z", "eventTimeZoneOffset": "+07:00"}
    results = {"queryName": "q", "subscriptionID": "s", "resultsBody": {"eventList": [event]}}
    root = {
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
        "type": "EPCISQueryDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-11-21T07:00:00Z",
        "epcisBody": {"queryResults": results},
    }
    assert read_xml(write_xml(Document(root))).root == root
    vocabulary = {"type": "urn:x:v", "vocabularyElementList": [{"id": "urn:x:1", "children": []}]}
    body = {"eventList": [], "vocabularyList": [vocabulary]}
    asked = {**root, "epcisBody": {"queryResults": {"queryName": "q", "resultsBody": body}}}
    assert read_xml(write_xml(Document(asked))).root == asked
