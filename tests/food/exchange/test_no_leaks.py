"""No endpoint of the exchange tells an outsider anything of what it may not know.

The addresses come from the URL configuration: a new endpoint is tested from its first day.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from nguon.base import clock
from nguon.core.epcis import EPCIS_CONTEXT
from nguon.food.exchange.operations.send_sheet import send_sheet
from nguon.food.trace.models import Event
from nguon.food.trace.operations import share_events
from nguon.food.trace.rules.sharing import SharingTerms
from tests.food.trace.conftest import MONDAY, Actor, Cast

from .subscribers import client_of
from .worlds import PATTERNS, Ask, addresses, asks, heard, is_page, numbers_of_rows

NOW = MONDAY + timedelta(days=1)
LOT = "https://id.gs1.org/01/08930000000019/10/BIMAT77"
EVENT_ID = "urn:uuid:77777777-7777-4777-8777-777777777777"
PARTY = "https://id.gs1.org/417/0614141000005"
OWN_STEP = "https://bi-mat.example/buoc-77"
MDA = "urn:epcglobal:cbv:mda:"


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def document(
    place: str, *, gia: str = "77", amount: int = 77, party: str = PARTY
) -> dict[str, Any]:
    """Everything in it is the owner's secret."""
    return {
        "@context": [EPCIS_CONTEXT, {"rieng": "https://bi-mat.example/voc/"}],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-11-22T00:00:00Z",
        "epcisHeader": {
            "epcisMasterData": {
                "vocabularyList": [
                    {
                        "type": "urn:epcglobal:epcis:vtype:BusinessLocation",
                        "vocabularyElementList": [
                            {
                                "id": place,
                                "attributes": [{"id": f"{MDA}ssd", "attribute": "Kho BÍ MẬT"}],
                                "children": ["https://bi-mat.example/ngan-77"],
                            }
                        ],
                    }
                ]
            }
        },
        "epcisBody": {
            "eventList": [
                {
                    "type": "ObjectEvent",
                    "eventID": EVENT_ID,
                    "eventTime": "2026-11-20T00:00:00Z",
                    "eventTimeZoneOffset": "+07:00",
                    "action": "ADD",
                    "bizStep": OWN_STEP,
                    "disposition": "recalled",
                    "readPoint": {"id": place},
                    "bizLocation": {"id": place},
                    "quantityList": [{"epcClass": LOT, "quantity": amount, "uom": "KGM"}],
                    "sourceList": [{"type": "owning_party", "source": party}],
                    "ilmd": {"rieng:han": f"hạn {gia}"},
                    "rieng:gia": f"giá {gia}",
                    "sensorElementList": [
                        {"sensorReport": [{"type": "Temperature", "value": amount, "uom": "CEL"}]}
                    ],
                }
            ]
        },
    }


def speak(by: Actor) -> None:
    """What an organisation leaves in every table of the rooms."""
    client = client_of(by.key_secret)

    def post(path: str, body: Any) -> Any:
        return client.post(path, body, content_type="application/json")

    assert post("/capture", document(by.place.identifier)).status_code == 202
    post("/capture", {"type": "EPCISDocument", "bí mật": "77"})
    assert (
        post("/queries", {"name": "bi-mat-77", "query": {"EQ_bizStep": [OWN_STEP]}}).status_code
        == 201
    )
    answer = post(
        "/queries/bi-mat-77/subscriptions",
        {"dest": "https://bi-mat.example/nhan", "stream": True, "signatureToken": "x" * 40},
    )
    assert answer.status_code == 201, answer.content
    send_sheet(
        b"bi mat,77\n",
        file_name="bi-mat-77.csv",
        organisation=by.organisation,
        by=by.person,
        at=NOW,
    )


QUESTIONS = [
    "?perPage=1",
    f"?EQ_eventID={EVENT_ID}",
    f"?MATCH_anyEPCClass={LOT}",
    f"?EQ_bizStep={OWN_STEP}",
    "?EQ_disposition=recalled",
    "?GE_quantity=1",
    "?EQ_rieng%3Agia=gi%C3%A1+77&@context=x",
    "?HASATTR_bizLocation=urn:epcglobal:cbv:mda:ssd",
    "?orderBy=eventTime&eventCountLimit=1",
    "?maxEventCount=1",
    f"?ma={LOT}",
]


@contextmanager
def passing_world() -> Iterator[None]:
    """What happens in it has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def callers(actor: Actor) -> Callable[[Ask], Client]:
    """Who asks: its person on pages, its program elsewhere."""
    person, program = Client(), client_of(actor.key_secret)
    person.force_login(actor.person, backend="django.contrib.auth.backends.ModelBackend")
    program.defaults["HTTP_GS1_EXTENSIONS"] = "rieng=https://bi-mat.example/voc/"
    return lambda ask: person if is_page(ask.path) else program


def test_an_outsider_hears_the_same_with_and_without_the_data(
    cast: Cast, local_webhooks: None
) -> None:
    client = callers(cast.outsider)
    texts = [EVENT_ID, "bi-mat-77", LOT, OWN_STEP, cast.cooperative.place.identifier]
    bodies = [
        document(cast.outsider.place.identifier),
        {"name": "bi-mat-77", "query": {}},
        {"dest": "https://nguoi-ngoai.example/nhan", "stream": True, "signatureToken": "x" * 40},
    ]
    with passing_world():
        speak(cast.cooperative)
        numbers = numbers_of_rows()
        assert (len(numbers) > 3, Event.objects.count()) == (True, 1), "something could leak"
        asked = [
            ask
            for pattern in PATTERNS
            for ask in asks(addresses(pattern, texts, numbers), QUESTIONS, bodies)
        ]
        told = [heard(client(ask), ask, known=numbers) for ask in asked]
    assert numbers_of_rows() == []
    wanted = [heard(client(ask), ask, known=numbers) for ask in asked]
    for ask, answer, other in zip(asked, told, wanted, strict=True):
        assert answer == other, str(ask)


HIDDEN = ["ilmd", "quantity", "sourceList", "sensorElementList", "https://bi-mat.example/voc/"]
SHARED_QUESTIONS = [
    *QUESTIONS,
    "?EQ_ILMD_rieng%3Ahan=h%E1%BA%A1n+77",
    "?EXISTS_INNER_rieng%3Agia=true",
    "?GT_quantity=78",
    "?orderBy=rieng:gia&orderDirection=DESC",
    f"?EQ_source_owning_party={PARTY}",
    "?EQ_type=gs1:Temperature&GE_value_CEL=70",
    f"?MATCH_epcClass={LOT}&LT_quantity=78",
    "?EXISTS_sensorElementList=true",
]


def test_a_partner_hears_the_same_whatever_the_hidden_members_say(
    cast: Cast, local_webhooks: None
) -> None:
    share_events(
        cast.cooperative.organisation,
        SharingTerms(partner=cast.outsider.organisation, hidden_members=HIDDEN),
        by=cast.cooperative.person,
        at=MONDAY,
    )
    client = callers(cast.outsider)
    texts = [EVENT_ID, LOT, OWN_STEP, cast.cooperative.place.identifier, PARTY, "recalled"]
    asked = [
        ask
        for pattern in PATTERNS
        for ask in asks(addresses(pattern, texts, []), SHARED_QUESTIONS, [{}])
    ]
    place, told = cast.cooperative.place.identifier, []
    for said in (
        {"gia": "77", "amount": 77, "party": PARTY},
        {"gia": "99", "amount": 99, "party": "https://id.gs1.org/417/0614141000012"},
    ):
        with passing_world():
            answer = client_of(cast.cooperative.key_secret).post(
                "/capture", document(place, **said), content_type="application/json"
            )
            assert answer.status_code == 202
            told.append([heard(client(ask), ask, known=[]) for ask in asked])
    for ask, answer, other in zip(asked, *told, strict=True):
        assert answer == other, str(ask)


def test_what_is_shared_is_heard_at_all(cast: Cast) -> None:
    """Or the two tests above could not fail."""
    key = client_of(cast.outsider.key_secret)
    speak(cast.cooperative)
    assert key.get("/events").json()["epcisBody"]["queryResults"]["resultsBody"]["eventList"] == []
    share_events(
        cast.cooperative.organisation,
        SharingTerms(partner=cast.outsider.organisation, hidden_members=HIDDEN),
        by=cast.cooperative.person,
        at=MONDAY,
    )
    (event,) = key.get("/events").json()["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    assert sorted(event) == [
        "action",
        "bizLocation",
        "bizStep",
        "disposition",
        "eventID",
        "eventTime",
        "eventTimeZoneOffset",
        "quantityList",
        "readPoint",
        "recordTime",
        "type",
    ]
    assert event["quantityList"] == [{"epcClass": LOT}]
