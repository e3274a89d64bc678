"""A refused document: every fault at its place, repairs only where nobody can doubt."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.epcis import EPCIS_CONTEXT, ObjectEvent, epcis_document
from nguon.core.epcis.xml import write_xml
from nguon.food.exchange.rules.explain.explain_document import (
    MOST_PROBLEMS,
    Explanation,
    explain_document,
)
from nguon.food.exchange.rules.explain.locate import locate

NOW = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
EVENT: dict[str, Any] = {
    "type": "ObjectEvent",
    "eventTime": "2026-11-21T06:45:00+07:00",
    "eventTimeZoneOffset": "+07:00",
    "action": "OBSERVE",
    "bizStep": "shipping",
    "epcList": ["https://id.gs1.org/01/08930000000019/21/A1"],
}


def document(*events: dict[str, Any], **members: Any) -> dict[str, Any]:
    return {
        "@context": [EPCIS_CONTEXT],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-11-22T05:00:00Z",
        "epcisBody": {"eventList": list(events)},
    } | members


def explained(value: Any, *, indent: int | None = 2) -> Explanation:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return explain_document(text.encode(), own_hosts=frozenset({"id.nguon.example"}))


def codes(explanation: Explanation) -> list[str]:
    return [one.problem.code for one in explanation.problems]


def test_a_right_document_has_nothing_to_explain() -> None:
    explanation = explained(document(EVENT))
    assert (codes(explanation), explanation.event_count) == ([], 1)
    assert explanation.type == "EPCISDocument"


@pytest.mark.parametrize(
    ("member", "written", "repaired"),
    [
        ("bizStep", "urn:epcglobal:cbv:bizstep:shipping", "shipping"),
        ("bizStep", "https://ns.gs1.org/cbv/BizStep-shipping", "shipping"),
        ("bizStep", "Shipping", "shipping"),
        ("disposition", "In Transit", "in_transit"),
        ("action", "observe", "OBSERVE"),
        ("eventTimeZoneOffset", "+7", "+07:00"),
        ("eventTimeZoneOffset", "+0700", "+07:00"),
        ("eventTimeZoneOffset", "UTC+7", "+07:00"),
        ("eventTimeZoneOffset", "Z", "+00:00"),
        ("eventTime", "2026-11-21 06:45:00+07:00", "2026-11-21T06:45:00+07:00"),
        ("eventTime", "2026-11-21T06:45:00+0700", "2026-11-21T06:45:00+07:00"),
        ("epcList", EVENT["epcList"][0], EVENT["epcList"]),
    ],
)
def test_what_is_meant_without_doubt_is_mended(member: str, written: Any, repaired: Any) -> None:
    explanation = explained(document(EVENT | {member: written}))
    assert len(explanation.problems) == 1
    mended = json.loads(explanation.mended)
    assert mended == document(EVENT | {member: repaired})
    assert explained(mended).problems == []


@pytest.mark.parametrize(
    ("quantity", "uom", "repaired"),
    [("12.5", "KGM", [12.5, "KGM"]), (12.5, "kgm", [12.5, "KGM"])],
)
def test_quantities_are_mended_in_form_only(quantity: Any, uom: str, repaired: list[Any]) -> None:
    element = {"epcClass": "https://id.gs1.org/01/08930000000019/10/A", "quantity": quantity}
    event = EVENT | {"epcList": [], "quantityList": [element | {"uom": uom}]}
    mended = json.loads(explained(document(event)).mended)
    (element,) = mended["epcisBody"]["eventList"][0]["quantityList"]
    assert [element["quantity"], element["uom"]] == repaired


def test_a_missing_context_is_put_in() -> None:
    value = document(EVENT)
    del value["@context"]
    explanation = explained(value)
    assert explained(json.loads(explanation.mended)).problems == []


@pytest.mark.parametrize(
    ("member", "written"),
    [
        ("eventTime", "2026-11-21T06:45:00"),
        ("eventTime", "21/11/2026"),
        ("eventTimeZoneOffset", "Hà Nội"),
        ("bizStep", "selling"),
        ("action", "CHANGE"),
        ("epcList", ["https://id.gs1.org/01/08930000000018/21/A1"]),
        ("epcList", "12,5"),
    ],
)
def test_what_only_the_sender_knows_is_not_mended(member: str, written: Any) -> None:
    explanation = explained(document(EVENT | {member: written}))
    assert explanation.problems != []
    assert explanation.mended == explanation.text or codes(
        explained(json.loads(explanation.mended))
    )


def test_all_repairs_together_leave_everything_else_as_it_was() -> None:
    broken = EVENT | {
        "bizStep": "urn:epcglobal:cbv:bizstep:shipping",
        "action": "observe",
        "example:note": "để nguyên “như vậy”",
    }
    explanation = explained(document(broken, EVENT | {"disposition": "In Transit"}))
    assert len(explanation.repairs) == 3
    before, after = explanation.text.splitlines(), explanation.mended.splitlines()
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 3


def test_the_place_is_shown_in_its_lines() -> None:
    explanation = explained(document(EVENT | {"bizStep": "selling"}))
    (one,) = explanation.problems
    assert one.excerpt is not None
    assert one.excerpt.marked == '"bizStep": "selling"'
    assert explanation.text.splitlines()[one.excerpt.line - 1].strip() == '"bizStep": "selling",'
    assert '"action": "OBSERVE"' in one.excerpt.before
    assert '"epcList"' in one.excerpt.after


def test_the_place_in_one_long_line_is_cut_out() -> None:
    events = [EVENT] * 40 + [EVENT | {"bizStep": "selling"}]
    (one,) = explained(document(*events), indent=None).problems
    assert one.excerpt is not None
    assert len(one.excerpt.before) < 260
    assert one.excerpt.before.startswith("…")
    assert one.excerpt.marked == '"bizStep": "selling"'


def test_what_is_missing_is_shown_at_what_lacks_it() -> None:
    event = {name: value for name, value in EVENT.items() if name != "eventTime"}
    (one,) = explained(document(event)).problems
    assert (one.problem.code, one.repair) == ("missing-member", None)
    assert one.excerpt is not None
    assert '"type": "ObjectEvent"' in one.excerpt.marked


def test_text_that_is_no_json_is_shown_where_it_breaks() -> None:
    explanation = explain_document(b'{\n  "type": "X",\n  oops\n}', own_hosts=frozenset())
    (one,) = explanation.problems
    assert (one.problem.code, explanation.type) == ("json-syntax", "")
    assert one.excerpt is not None
    assert one.excerpt.line == 3
    assert one.excerpt.marked.startswith("oops")


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff\xfe", b"<a/>", b"<a", b"{}", b"null", b"9"])
def test_nothing_that_is_pasted_makes_it_crash(data: bytes) -> None:
    assert explain_document(data, own_hosts=frozenset()).problems != []


def test_external_entities_are_explained_and_not_opened() -> None:
    data = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    explanation = explain_document(data, own_hosts=frozenset())
    assert len(explanation.problems) == 1
    assert "root:" not in explanation.text


def test_xml_is_explained_in_what_it_means() -> None:
    event = ObjectEvent(
        event_time=NOW,
        action="OBSERVE",
        biz_step="shipping",
        epc_list=("https://id.gs1.org/01/08930000000019/21/A1",),
    )
    text = write_xml(epcis_document([event], created_at=NOW)).decode()
    broken = text.replace("08930000000019", "08930000000018")
    explanation = explain_document(broken.encode(), own_hosts=frozenset())
    (one,) = explanation.problems
    assert (explanation.form, one.problem.code, one.repair) == ("xml", "identifier", None)
    assert one.excerpt is not None
    assert "08930000000018" in one.excerpt.marked


def test_of_very_many_problems_the_first_are_shown() -> None:
    explanation = explained(document(*[EVENT | {"bizStep": "selling"}] * (MOST_PROBLEMS + 20)))
    assert len(explanation.problems) == MOST_PROBLEMS
    assert explanation.problem_count >= MOST_PROBLEMS + 20


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(values, st.sampled_from([None, 1]))
def test_every_value_is_found_at_its_pointer(value: Any, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    pointers = dict(pointers_of(value, ""))
    spans = locate(text, list(pointers))
    assert {at: json.loads(text[one.start : one.end]) for at, one in spans.items()} == pointers


def pointers_of(value: Any, at: str) -> list[tuple[str, Any]]:
    found = [(at, value)]
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for name, member in inner:
            part = str(name).replace("~", "~0").replace("/", "~1")
            found += pointers_of(member, f"{at}/{part}")
    return found


@settings(max_examples=40, deadline=None)
@given(values)
def test_any_json_is_explained_and_its_repair_is_json_again(value: Any) -> None:
    explanation = explained(value)
    json.loads(explanation.mended)
