"""What a partner sees beyond ADR 7: as much as a rule opens, no more, and only while it counts."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from nguon.base.errors import InputInvalid, Refused
from nguon.core.epcis import (
    BizTransaction,
    Event,
    ObjectEvent,
    Source,
    TransactionEvent,
    TransformationEvent,
)
from nguon.food.trace.models import Event as StoredEvent
from nguon.food.trace.models import SharingRule
from nguon.food.trace.operations import end_sharing, share_events
from nguon.food.trace.queries.event_document import query_document
from nguon.food.trace.queries.scope import Scope, scope_of
from nguon.food.trace.queries.stored_events import visible_events
from nguon.food.trace.rules.sharing import SharingTerms
from nguon.ground.people.choices import Role
from nguon.ground.people.queries import principal_of

from .conftest import HARVESTED, MONDAY, PACKED, Cast, kilos

ITEM = "https://id.gs1.org/01/08930000000019"
EX = "https://rieng.example/voc/"


def share(cast: Cast, **terms: Any) -> SharingRule:
    terms.setdefault("partner", cast.outsider.organisation)
    return share_events(
        cast.cooperative.organisation,
        SharingTerms(**terms),
        by=cast.cooperative.person,
        at=MONDAY,
    )


def seen(scope: Scope) -> list[str]:
    """The steps of the cooperative's events that are visible, in the order captured."""
    numbers = scope.visible_among(list(StoredEvent.objects.values_list("pk", flat=True)))
    return list(
        StoredEvent.objects.filter(pk__in=numbers).order_by("pk").values_list("biz_step", flat=True)
    )


def answer(cast: Cast, *events: StoredEvent) -> list[dict[str, Any]]:
    scope = scope_of(cast.outsider.principal)
    told = json.loads(query_document(list(events), scope=scope, created_at=MONDAY))
    found: list[dict[str, Any]] = told["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
    return found


def test_without_a_rule_others_see_nothing(greens: Cast) -> None:
    assert seen(scope_of(greens.outsider.principal)) == []


@pytest.mark.parametrize(
    ("terms", "steps"),
    [
        ({}, ["commissioning", "commissioning", "packing", "shipping", "shipping"]),
        ({"event_types": ["TransformationEvent"]}, ["commissioning"]),
        ({"biz_steps": ["shipping"]}, ["shipping", "shipping"]),
        ({"biz_steps": ["urn:epcglobal:cbv:bizstep:shipping"]}, ["shipping", "shipping"]),
        ({"biz_steps": ["shipping", "packing"]}, ["packing", "shipping", "shipping"]),
        ({"biz_steps": ["shipping"], "event_types": ["AggregationEvent"]}, []),
        ({"things": [HARVESTED]}, ["commissioning", "commissioning"]),
        ({"things": [ITEM]}, ["commissioning", "commissioning"]),
        ({"things": ["https://id.gs1.org/01/0893000000001"]}, "identifier"),
        ({"things": [PACKED]}, ["commissioning", "packing", "shipping"]),
        ({"places": ["https://id.gs1.org/414/0614141003006"]}, []),
        ({"since": MONDAY - timedelta(hours=18)}, ["shipping", "shipping"]),
        ({"since": MONDAY - timedelta(hours=17)}, []),
        ({"until": MONDAY - timedelta(hours=20)}, ["commissioning"]),
    ],
    ids=str,
)
def test_a_rule_opens_what_fits_all_its_criteria(
    terms: dict[str, Any], steps: list[str] | str, greens: Cast
) -> None:
    if isinstance(steps, str):
        with pytest.raises(InputInvalid):
            share(greens, **terms)
        return
    share(greens, **terms)
    assert seen(scope_of(greens.outsider.principal)) == steps


def test_a_place_is_read_point_or_business_location(greens: Cast) -> None:
    share(greens, places=[greens.cooperative.place.identifier])
    assert len(seen(scope_of(greens.outsider.principal))) == 5


def test_a_rule_opens_nobody_elses_events(greens: Cast) -> None:
    share(greens)
    scope = scope_of(greens.outsider.principal)
    numbers = scope.visible_among(list(StoredEvent.objects.values_list("pk", flat=True)))
    owners = StoredEvent.objects.filter(pk__in=numbers).values_list("tenant_id", flat=True)
    assert set(owners) == {greens.cooperative.organisation.pk}


def test_an_ended_rule_opens_nothing(greens: Cast) -> None:
    rule = share(greens)
    end_sharing(rule, by=greens.cooperative.person, at=MONDAY)
    assert seen(scope_of(greens.outsider.principal)) == []


def test_a_rule_for_a_role_is_for_persons_in_it(greens: Cast) -> None:
    share(greens, partner=None, partner_role=Role.SUPPLIER)
    person = principal_of(greens.outsider.person, at=MONDAY)
    assert len(seen(scope_of(person))) == 5
    assert seen(scope_of(greens.outsider.principal)) == [], "a key has no role"


@pytest.mark.parametrize("who", ["admin", "kitchen", "outsider"])
def test_only_the_owner_decides(who: str, greens: Cast) -> None:
    by = greens.admin if who == "admin" else getattr(greens, who).person
    with pytest.raises(Refused):
        share_events(
            greens.cooperative.organisation,
            SharingTerms(partner=greens.outsider.organisation),
            by=by,
            at=MONDAY,
        )
    rule = share(greens)
    with pytest.raises(Refused):
        end_sharing(rule, by=by, at=MONDAY)


@pytest.mark.parametrize(
    ("terms", "path"),
    [
        ({"partner": None}, "partner"),
        ({"partner_role": Role.MANAGER}, "partner"),
        ({"partner": None, "partner_role": "vua"}, "partner_role"),
        ({"partner": None, "partner_role": Role.COOK}, "partner_role"),
        ({"event_types": ["Event"]}, "event_types"),
        ({"biz_steps": ["ban"]}, "biz_steps"),
        ({"places": ["kho 1"]}, "places"),
        ({"hidden_members": ["epcList"]}, "hidden_members"),
        ({"hidden_members": ["eventTime"]}, "hidden_members"),
        ({"since": MONDAY, "until": MONDAY}, "until"),
        ({"may_trace": True, "hidden_members": ["ilmd"]}, "may_trace"),
    ],
    ids=str,
)
def test_a_rule_that_means_nothing_is_refused(
    terms: dict[str, Any], path: str, greens: Cast
) -> None:
    with pytest.raises(InputInvalid) as caught:
        share(greens, **terms)
    assert [error.path for error in caught.value.errors] == [path]


def test_a_rule_is_never_edited(greens: Cast) -> None:
    rule = share(greens, biz_steps=["shipping"])
    with pytest.raises(IntegrityError), transaction.atomic():
        SharingRule.objects.filter(pk=rule.pk).update(biz_steps=[])


# What is left out


def secret_event(**members: Any) -> Event:
    return ObjectEvent(
        action="OBSERVE",
        biz_step="packing",
        quantity_list=(kilos(PACKED, "20"),),
        source_list=(Source("owning_party", "https://id.gs1.org/417/0614141000005"),),
        biz_transaction_list=(BizTransaction("https://don.example/hoa-don-77", "inv"),),
        ilmd={"cbvmda:lotNumber": "L-77"},
        document_context=[{"rieng": EX, "cbvmda": "urn:epcglobal:cbv:mda:"}],
        **members,
    )


def capture_secret(cast: Cast, **members: Any) -> StoredEvent:
    said = cast.cooperative.members(-5)
    said["extensions"] = {"rieng:gia": "giá 77", "rieng:xe": {"rieng:bien": "27A-077"}}
    (captured,) = cast.cooperative.capture(secret_event(**said | members))
    return StoredEvent.objects.get(event_id=captured.event_id)


@pytest.mark.parametrize(
    ("hidden", "gone"),
    [
        (["ilmd"], ["L-77"]),
        (["sourceList"], ["0614141000005"]),
        (["bizTransactionList"], ["hoa-don-77"]),
        (["quantity"], ["KGM"]),
        (["readPoint"], ["readPoint"]),
        ([EX + "gia"], ["giá 77"]),
        ([EX + "bien"], ["27A-077"]),
        ([EX], ["giá 77", "27A-077", EX]),
        (["urn:epcglobal:cbv:mda:lotNumber"], ["L-77"]),
    ],
    ids=str,
)
def test_what_a_rule_hides_is_not_in_the_answer(
    hidden: list[str], gone: list[str], cast: Cast
) -> None:
    stored = capture_secret(cast)
    rule = share(cast)
    whole = answer(cast, stored)
    assert [word for word in gone if word not in json.dumps(whole, ensure_ascii=False)] == [
        one for one in gone if one == EX
    ], "what could leak is there"
    end_sharing(rule, by=cast.cooperative.person, at=MONDAY)
    share(cast, hidden_members=hidden)
    scope = scope_of(cast.outsider.principal)
    document = query_document([stored], scope=scope, created_at=MONDAY).decode()
    assert [word for word in gone if word in document] == []
    (shown,) = answer(cast, stored)
    assert shown["bizStep"] == "packing"
    assert shown["quantityList"][0]["epcClass"] == PACKED


def test_the_owner_and_the_receiver_are_shown_everything(greens: Cast) -> None:
    share(greens, partner=greens.kitchen.organisation, hidden_members=["destinationList"])
    shipped = StoredEvent.objects.filter(biz_step="shipping").order_by("pk")
    told = [
        [
            "destinationList" in event
            for event in json.loads(
                query_document(list(shipped), scope=scope_of(who), created_at=MONDAY)
            )["epcisBody"]["queryResults"]["resultsBody"]["eventList"]
        ]
        for who in (greens.cooperative.principal, greens.kitchen.principal, greens.province)
    ]
    assert told == [[True, True], [True, False], [True, True]]


def test_of_two_rules_the_one_that_shows_more_counts(cast: Cast) -> None:
    stored = capture_secret(cast)
    share(cast, hidden_members=["ilmd", "sourceList"])
    share(cast, hidden_members=["ilmd", "quantity"])
    (shown,) = answer(cast, stored)
    assert ("ilmd" in shown, "sourceList" in shown, "uom" in shown["quantityList"][0]) == (
        False,
        True,
        True,
    )


def matching(cast: Cast, *members: str) -> int:
    """How many events the outsider may see whose members, by these names, they are shown."""
    scope = scope_of(cast.outsider.principal)
    return len(
        scope.visible_among(list(StoredEvent.objects.values_list("pk", flat=True)), *members)
    )


def test_a_hidden_member_is_not_asked_for(cast: Cast) -> None:
    capture_secret(cast)
    share(cast, hidden_members=["ilmd", EX])
    asked = ["ilmd", "sourceList", EX + "gia", EX, "https://khac.example/gia"]
    assert [matching(cast, one) for one in asked] == [0, 1, 0, 0, 1]
    assert matching(cast, "sourceList", "ilmd") == 0
    assert scope_of(cast.outsider.principal).shown_members("sourceList") == ("true", {})


def test_an_id_that_hashes_hidden_content_is_hidden_too(cast: Cast) -> None:
    """Who knows all but the price could try prices until the hash fits."""
    hashed = "ni:///sha-256;" + "0" * 64 + "?ver=CBV2.0"
    stored = capture_secret(cast, event_id=hashed)
    rule = share(cast)
    assert visible_events(hashed, principal=cast.outsider.principal) == [stored]
    end_sharing(rule, by=cast.cooperative.person, at=MONDAY)
    share(cast, hidden_members=["quantity"])
    assert "eventID" not in answer(cast, stored)[0]
    assert visible_events(hashed, principal=cast.outsider.principal) == []
    assert visible_events(hashed, principal=cast.cooperative.principal) == [stored]


def test_an_event_stays_one_of_its_kind(cast: Cast) -> None:
    cast.cooperative.capture(
        TransformationEvent(
            **cast.cooperative.members(-4),
            input_quantity_list=(kilos(HARVESTED, "5"),),
            output_quantity_list=(kilos(PACKED, "4"),),
        ),
        TransactionEvent(
            **cast.cooperative.members(-3),
            action="ADD",
            epc_list=("https://bep.example/obj/1",),
            biz_transaction_list=(BizTransaction("https://don.example/1", "inv"),),
        ),
    )
    share(cast, hidden_members=["inputQuantityList", "bizTransactionList"])
    scope = scope_of(cast.outsider.principal)
    numbers = scope.visible_among(list(StoredEvent.objects.values_list("pk", flat=True)))
    (shown,) = answer(cast, *StoredEvent.objects.filter(pk__in=numbers))
    assert shown["type"] == "TransformationEvent"
    assert shown["inputEPCList"] == []
    assert "inputQuantityList" not in shown


@pytest.mark.parametrize(("may_trace", "count"), [(False, 0), (True, 5)])
def test_sharing_events_does_not_open_the_trace_by_itself(
    may_trace: bool, count: int, greens: Cast
) -> None:
    share(greens, may_trace=may_trace)
    scope = scope_of(greens.outsider.principal)
    assert len(scope.traced_among(list(StoredEvent.objects.values_list("pk", flat=True)))) == count
