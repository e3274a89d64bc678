"""Master data as captured: kept as sent, the later word standing, each organisation its own."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from nguon.core.epcis import parse_document
from nguon.food.trace.models import VocabularyStatement
from nguon.food.trace.operations import (
    DocumentRefused,
    capture_document,
    rebuild_vocabulary,
)

TENANT, OTHER = uuid.UUID(int=1), uuid.UUID(int=2)
AT = datetime(2026, 11, 23, tzinfo=UTC)
PLACE = "https://id.gs1.org/414/0614141003006"
LOCATION = "urn:epcglobal:epcis:vtype:BusinessLocation"
MDA = "urn:epcglobal:cbv:mda:"


def element(uri: str = PLACE, children: list[str] | None = None, **values: Any) -> dict[str, Any]:
    """An element whose attributes are `values`, one for each value of a list."""
    attributes = [
        {"id": f"{MDA}{name}", **({} if value is None else {"attribute": value})}
        for name, given in values.items()
        for value in (given if isinstance(given, list) else [given])
    ]
    said: dict[str, Any] = {"id": uri, "attributes": attributes}
    return said if children is None else said | {"children": children}


def document(*elements: dict[str, Any], type_: str = LOCATION) -> bytes:
    vocabulary = {"type": type_, "vocabularyElementList": list(elements)}
    return json.dumps(
        {
            "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
            "type": "EPCISDocument",
            "schemaVersion": "2.0",
            "creationDate": "2026-11-22T00:00:00Z",
            "epcisHeader": {"epcisMasterData": {"vocabularyList": [vocabulary]}},
            "epcisBody": {"eventList": []},
        }
    ).encode()


def say(*elements: dict[str, Any], tenant_id: uuid.UUID = TENANT, type_: str = LOCATION) -> None:
    job = capture_document(document(*elements, type_=type_), tenant_id=tenant_id, received_at=AT)
    assert job.parts.get().errors == []


STANDING = """
select v.uri, replace(a.name, 'urn:epcglobal:cbv:mda:', ''), a.value, a.num
from trace_vocabulary_element v join trace_vocabulary_attribute a on a.element_id = v.id
where v.tenant_id = %s order by v.uri, a.name, a.position
"""
CHILDREN = """
select v.uri, c.uri from trace_vocabulary_element v
join trace_vocabulary_child c on c.element_id = v.id where v.tenant_id = %s order by 1, 2
"""


@pytest.mark.django_db
def test_the_later_word_stands_attribute_by_attribute(rows: Any) -> None:
    say(element(site="0614141003006", ssd="Kho 1"))
    say(element(ssd=["Kho lạnh", "Cold store"]))
    assert rows(STANDING, [TENANT]) == [
        (PLACE, "site", "0614141003006", 614141003006),
        (PLACE, "ssd", "Kho lạnh", None),
        (PLACE, "ssd", "Cold store", None),
    ]


@pytest.mark.django_db
def test_an_attribute_without_value_is_taken_away(rows: Any) -> None:
    say(element(site="1", ssd="Kho 1"))
    say(element(ssd=None))
    assert rows(STANDING, [TENANT]) == [(PLACE, "site", "1", 1)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("later", "left"),
    [(None, [f"{PLACE}/254/1"]), ([], []), ([f"{PLACE}/254/2"], [f"{PLACE}/254/2"])],
    ids=["nothing said", "none", "others"],
)
def test_children_stand_until_others_are_named(
    later: list[str] | None, left: list[str], rows: Any
) -> None:
    say(element(children=["urn:epc:id:sgln:0614141.00300.1"]))
    say(element(children=later, site="1"))
    assert rows(CHILDREN, [TENANT]) == [(PLACE, uri) for uri in left]


@pytest.mark.django_db
def test_within_one_document_the_later_element_stands(rows: Any) -> None:
    say(element(ssd="Kho 1"), element(ssd="Kho 2"))
    assert rows(STANDING, [TENANT]) == [(PLACE, "ssd", "Kho 2", None)]


@pytest.mark.django_db
def test_two_organisations_may_say_different_things_of_one_place(rows: Any) -> None:
    say(element(ssd="Kho 1"))
    say(element(ssd="Kho của người khác"), tenant_id=OTHER)
    assert rows(STANDING, [TENANT]) == [(PLACE, "ssd", "Kho 1", None)]
    assert rows(STANDING, [OTHER]) == [(PLACE, "ssd", "Kho của người khác", None)]


@pytest.mark.django_db
def test_every_statement_is_kept_as_it_was_sent() -> None:
    sent = [element(ssd="Kho 1"), element(ssd="Kho 2"), element(ssd="Kho 2"), element(ssd="Kho 1")]
    for one in sent:
        say(one)
    kept = [
        parse_document(bytes(said)).root
        for said in VocabularyStatement.objects.order_by("id").values_list("said", flat=True)
    ]
    assert kept == [sent[0], sent[1], sent[3]], "the same words twice in a row are kept once"


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_statement_is_never_edited(change: str) -> None:
    say(element(ssd="Kho 1"))
    statements = VocabularyStatement.objects.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        statements.update(uri="x") if change == "update" else statements.delete()


@pytest.mark.django_db
@pytest.mark.parametrize("type_", ["BusinessLocation", "Location", "ReadPoint", "EPCClass"])
def test_any_vocabulary_is_kept(type_: str, rows: Any) -> None:
    say(element(), type_=f"urn:epcglobal:epcis:vtype:{type_}")
    assert rows("select type, uri from trace_vocabulary_element") == [
        (f"urn:epcglobal:epcis:vtype:{type_}", PLACE)
    ]


@pytest.mark.django_db
def test_a_refused_document_leaves_no_master_data() -> None:
    wrong = element() | {"attributes": [{"id": "không phải URI"}]}
    with pytest.raises(DocumentRefused):
        say(element(ssd="Kho 1"), wrong)
    assert not VocabularyStatement.objects.exists()


@pytest.mark.django_db
def test_what_stands_can_be_made_anew_from_the_statements(rows: Any) -> None:
    say(element(site="1", ssd="Kho 1", children=[f"{PLACE}/254/1"]))
    say(element(ssd=["Kho lạnh", "Cold store"]), element(f"{PLACE}/254/1", ssd="Ngăn 1"))
    say(element(site=None, children=[]), tenant_id=OTHER)
    say(
        {"id": "urn:epcglobal:cbv:bizstep:shipping"}, type_="urn:epcglobal:epcis:vtype:BusinessStep"
    )
    asked = [(STANDING, TENANT), (CHILDREN, TENANT), (STANDING, OTHER), (CHILDREN, OTHER)]
    before = [rows(statement, [tenant]) for statement, tenant in asked]
    elements = rows("select tenant_id, type, uri, statement_id from trace_vocabulary_element")
    assert rebuild_vocabulary() == 5
    assert [rows(statement, [tenant]) for statement, tenant in asked] == before
    assert sorted(
        rows("select tenant_id, type, uri, statement_id from trace_vocabulary_element")
    ) == sorted(elements)
