"""XML that is broken, huge or meant to harm is refused, with a reason and no delay."""

from itertools import pairwise

import pytest

from nguon.core.epcis import EpcisError, Limits
from nguon.core.epcis.xml import read_xml

DOCUMENT = """<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2"
 xmlns:e="https://example.org/" schemaVersion="2.0" creationDate="2026-11-21T07:00:00Z">
<EPCISBody><EventList><ObjectEvent><eventTime>2026-11-21T07:00:00+07:00</eventTime>
<eventTimeZoneOffset>+07:00</eventTimeZoneOffset><epcList/><action>ADD</action>%s</ObjectEvent>
</EventList></EPCISBody></epcis:EPCISDocument>"""
EVENT = "/epcis:EPCISDocument/EPCISBody/EventList/ObjectEvent"
NAMES = "abcdefghij"
ENTITIES = ["<!ENTITY " + after + " '" + f"&{name};" * 10 + "'>" for name, after in pairwise(NAMES)]
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(ENTITIES) + "]>"
ATTRIBUTES = " ".join(f"b{number}='1'" for number in range(20_000))


def refusal(data: bytes, limits: Limits | None = None) -> tuple[str, str]:
    with pytest.raises(EpcisError) as caught:
        read_xml(data, limits or Limits())
    problem = caught.value.problem
    assert problem.message_vi
    assert problem.remedy_vi
    return problem.code, problem.path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize(
    "before",
    [
        LAUGHS,
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x PUBLIC "-//x" "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]>',
        '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;]>',
        "<!-- a --><?pi x?>\n<!DOCTYPE x [ ]>",
        "<!DOCTYPE x [",
        "<!DOCTYPE",
    ],
)
def test_declarations_are_refused_before_they_are_read(before: str, encoding: str) -> None:
    text = before + DOCUMENT % "<e:a b='&a;'>&j;</e:a>"
    assert refusal(text.encode(encoding)) == ("xml-dtd", "")


def test_a_doctype_that_declares_nothing_is_harmless() -> None:
    before = "<?xml version='1.0' standalone='yes'?><!-- a --><!DOCTYPE project>\n<!-- [ -->"
    (members,) = [event for _, event in read_xml((before + DOCUMENT % "").encode()).event_members()]
    assert members["epcList"] == []


@pytest.mark.parametrize(
    ("inside", "code", "path"),
    [
        ("<e:a>&nothing;</e:a>", "xml-syntax", ""),
        ("<e:a>", "xml-syntax", ""),
        ("<e:a b='1' b='2'/>", "xml-syntax", ""),
        ("<e:a>\0</e:a>", "xml-syntax", ""),
        ("<e:a><z:b/></e:a>", "xml-syntax", ""),
        ("<e:a>" * 5000, "xml-too-deep", ""),
        ("<e:a>" * 70 + "</e:a>" * 70, "xml-too-deep", EVENT + "/e:a" * 65),
        (f"<e:a b='{'x' * 11_000_000}'/>", "xml-too-large", ""),
        (f"<e:a>{'x' * 11_000_000}</e:a>", "xml-too-large", ""),
        (f"<e:{'x' * 60_000}/>", "xml-too-large", ""),
        (
            f"<e:a {ATTRIBUTES}/>",
            "xml-too-many-attributes",
            f"{EVENT}/e:a",
        ),
        (
            "".join(f"<p:a xmlns:p='urn:x:{number}'/>" for number in range(1001)),
            "xml-too-many-namespaces",
            "",
        ),
        ("text", "xml-text", EVENT),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_unsound_and_huge_text_is_refused(inside: str, code: str, path: str) -> None:
    assert refusal((DOCUMENT % inside).encode()) == (code, path)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "xml-syntax"),
        (b"  \n", "xml-syntax"),
        (b"{}", "xml-syntax"),
        (DOCUMENT.encode() + b"<more/>", "xml-syntax"),
        (b"<?xml version='1.0' encoding='utf-7'?>" + DOCUMENT.encode(), "xml-encoding"),
        (b"<?xml version='1.0' encoding='utf-16'?>" + DOCUMENT.encode(), "xml-encoding"),
        (b"\xff" + DOCUMENT.encode(), "xml-encoding"),
        (DOCUMENT.encode("utf-32"), "xml-syntax"),
        (b"<html/>", "xml-root"),
        (b"<x:EPCISDocument xmlns:x='urn:epcglobal:epcis:xsd:3'/>", "xml-root"),
        (b"<EPCISDocument schemaVersion='2.0'/>", "xml-root"),
        (b"<x:EPCISDocument xmlns:x='urn:epcglobal:epcis:xsd:2'/>", "xml-attribute-missing"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, code: str) -> None:
    assert refusal(data)[0] == code


def test_a_text_beyond_the_limit_is_not_even_looked_at() -> None:
    assert refusal(b"<!DOCTYPE x [", Limits(size=5)) == ("xml-too-long", "")


def test_latin_1_is_read_where_it_says_so() -> None:
    text = "<?xml version='1.0' encoding='ISO-8859-1'?>" + DOCUMENT % "<e:a>café</e:a>"
    ((_, members),) = read_xml(text.encode("latin-1")).event_members()
    assert members["e:a"] == "café"
