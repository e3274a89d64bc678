"""Where it came from and where it went, and what of it each of the cast may see."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from nguon.base.errors import Missing
from nguon.core.epcis import (
    AggregationEvent,
    ErrorDeclaration,
    ObjectEvent,
    QuantityElement,
    TransformationEvent,
)
from nguon.food.trace.queries import Trace, trace
from nguon.food.trace.queries.trace_members import trace_members
from nguon.ground.people.queries import Principal
from tests.food.trace.conftest import (
    BOX,
    DISH,
    HARVESTED,
    MONDAY,
    OTHER_DISH,
    PACKED,
    PALLET,
    RICE,
    Cast,
    kilos,
    received,
)


def uris(things: Any) -> set[str]:
    return {thing.uri for thing in things}


def test_a_sample_leads_back_to_the_field(greens: Cast) -> None:
    answer = trace(BOX, principal=greens.kitchen.principal)
    assert [(one.depth, one.uri) for one in answer.upstream] == [
        (-3, HARVESTED),
        (-2, RICE),
        (-2, PACKED),
        (-1, DISH),
    ]
    assert answer.downstream == []
    assert answer.is_complete


def test_a_lot_leads_on_to_dish_and_sample(greens: Cast) -> None:
    answer = trace(PACKED, principal=greens.kitchen.principal)
    assert [(one.depth, one.uri) for one in answer.downstream] == [(1, DISH), (2, BOX)]
    assert uris(answer.upstream) == {HARVESTED}


def test_names_and_codes_come_from_the_makers_events(greens: Cast) -> None:
    answer = trace(BOX, principal=greens.kitchen.principal)
    named = {one.uri: (one.name, one.lot_number) for one in answer.things}
    assert named == {
        HARVESTED: ("Rau cải ruộng 2", "RUONG2"),
        PACKED: ("Cải ngọt đóng gói", "CAI1123"),
        RICE: (None, None),
        DISH: ("Canh cải nấu thịt", None),
        BOX: (None, "M-001"),
    }


def test_suppliers_are_those_who_gave_something_away(greens: Cast) -> None:
    [supplier] = trace(BOX, principal=greens.kitchen.principal).suppliers
    assert supplier.party.name == "HTX Thanh Xương"
    assert supplier.roles == ("maker", "shipper", "source")
    assert supplier.things == (PACKED,)


def test_sister_kitchens_are_named_with_amount_and_time(greens: Cast) -> None:
    answer = trace(BOX, principal=greens.kitchen.principal)
    [sister] = answer.sisters
    assert (sister.thing, sister.place.organisation) == (PACKED, "Trường Pú Nhung")
    # It got a pallet; how much of the lot was inside is what the packing said.
    assert (sister.amount.quantity, sister.amount.uom) == (Decimal(30), "KGM")
    assert sister.event_time == MONDAY + timedelta(hours=1)


# Neighbours by supplier: where no lot code joins two kitchens

LOOSE = "https://id.nguon.example/class/heo-1"
LOOSE_THERE = "https://bep.example/class/heo-2"


@pytest.fixture
def loose(greens: Cast) -> Callable[..., Cast]:
    """Both kitchens got pork from the cooperative without any lot code, so many hours apart."""

    def deliver(hours: float) -> Cast:
        for kitchen, at, lot in (
            (greens.kitchen, 24.0, LOOSE),
            (greens.other_kitchen, 24.0 + hours, LOOSE_THERE),
        ):
            event = received(
                kitchen, at, from_=greens.cooperative, quantity_list=(kilos(lot, "77"),)
            )
            kitchen.capture(
                replace(event, extensions=event.extensions | {"nguon:name": f"Thịt {at:.0f}"})
            )
        return greens

    return deliver


def neighbours(answer: Trace) -> list[tuple[str, str, str]]:
    return [(n.place.organisation, n.goods, n.supplier.name) for n in answer.neighbours]


@pytest.mark.parametrize(("hours", "is_told"), [(-73, False), (-71, True), (72, True), (73, False)])
def test_kitchens_of_one_supplier_meet_within_three_days(
    loose: Callable[..., Cast], hours: float, is_told: bool
) -> None:
    cast = loose(hours)
    found = [
        n
        for n in neighbours(trace(LOOSE, principal=cast.kitchen.principal))
        if n[1].startswith("Thịt")
    ]
    expected = [("Trường Pú Nhung", f"Thịt {24 + hours:.0f}", "HTX Thanh Xương")]
    assert found == (expected if is_told else [])


def test_an_authority_sees_the_neighbours_too(loose: Callable[..., Cast]) -> None:
    answer = trace(LOOSE, principal=loose(5).province)
    assert ("Trường Pú Nhung", "Thịt 29", "HTX Thanh Xương") in neighbours(answer)


def test_a_supplier_learns_of_no_neighbours(loose: Callable[..., Cast]) -> None:
    """Also not one that received the goods from another supplier."""
    cast = loose(5)
    outsider = cast.outsider
    lot = "https://bep.example/class/heo-3"
    outsider.capture(
        received(outsider, 25, from_=cast.cooperative, quantity_list=(kilos(lot, "1"),))
    )
    assert trace(lot, principal=outsider.principal).neighbours == []
    assert trace(PACKED, principal=cast.cooperative.principal).neighbours == []


def test_a_neighbours_amounts_codes_and_people_are_its_own(loose: Callable[..., Cast]) -> None:
    cast = loose(5)
    answer = trace(LOOSE, principal=cast.kitchen.principal)
    seen = json.dumps(trace_members(answer)["neighbours"], ensure_ascii=False)
    assert "Trường Pú Nhung" in seen
    for secret in (LOOSE_THERE, "77", "KGM", "Người Trường Pú Nhung", "Canh bí mật"):
        assert secret not in seen


def test_what_a_kitchen_declared_erroneous_makes_no_neighbour(loose: Callable[..., Cast]) -> None:
    cast = loose(5)
    other = cast.other_kitchen
    wrong = received(other, 30, from_=cast.cooperative, quantity_list=(kilos(LOOSE_THERE, "1"),))
    wrong = replace(wrong, event_id="urn:uuid:7b1d5ddc-0b3c-4ab2-9d4f-4f5a5ff1d0ab")
    other.capture(wrong)
    before = len(trace(LOOSE, principal=cast.kitchen.principal).neighbours)
    declaration = ErrorDeclaration(declaration_time=MONDAY + timedelta(hours=31))
    other.capture(replace(wrong, error_declaration=declaration))
    assert len(trace(LOOSE, principal=cast.kitchen.principal).neighbours) == before - 1


# Who sees what


def everything_said(answer: Trace) -> str:
    return json.dumps(trace_members(answer), ensure_ascii=False)


def test_the_other_kitchens_dishes_inspections_and_people_stay_its_own(greens: Cast) -> None:
    seen = everything_said(trace(PACKED, principal=greens.kitchen.principal))
    for secret in (OTHER_DISH, "Canh bí mật", "Người Trường Pú Nhung", "non_conformant"):
        assert secret not in seen
    # Not an empty claim: to whom it belongs, it shows.
    own = everything_said(trace(PACKED, principal=greens.other_kitchen.principal))
    for shown in (OTHER_DISH, "Canh bí mật", "Người Trường Pú Nhung", "non_conformant"):
        assert shown in own
    assert DISH not in own


def test_a_supplier_sees_who_received_but_not_what_was_cooked(greens: Cast) -> None:
    answer = trace(PACKED, principal=greens.cooperative.principal)
    assert {(r.place.organisation, r.amount and r.amount.quantity) for r in answer.receipts} == {
        ("Trường Him Lam", Decimal(20)),
        ("Trường Pú Nhung", Decimal(30)),
    }
    assert answer.downstream == []
    seen = everything_said(answer)
    for secret in (DISH, OTHER_DISH, "Canh", "Người Trường", "non_conformant", BOX):
        assert secret not in seen


@pytest.mark.parametrize("uri", [HARVESTED, PACKED, DISH, BOX, PALLET, OTHER_DISH])
def test_an_outsider_cannot_tell_what_exists(greens: Cast, uri: str) -> None:
    with pytest.raises(Missing) as refused:
        trace(uri, principal=greens.outsider.principal)
    with pytest.raises(Missing) as unknown:
        trace("https://bep.example/obj/never", principal=greens.outsider.principal)
    assert str(refused.value).replace(uri, "X") == str(unknown.value).replace(
        "https://bep.example/obj/never", "X"
    )


def test_naming_a_foreign_thing_opens_nothing(greens: Cast) -> None:
    """A lot number is easily guessed; whoever says «I saw it» must not read its chain."""
    outsider = greens.outsider
    for uri in (PACKED, DISH):
        outsider.capture(
            ObjectEvent(
                **outsider.members(5),
                action="OBSERVE",
                biz_step="receiving",
                quantity_list=(kilos(uri, "1"),),
            )
        )
        with pytest.raises(Missing):
            trace(uri, principal=outsider.principal)


def test_using_a_foreign_thing_opens_nothing_of_it(greens: Cast) -> None:
    outsider, own = greens.outsider, "https://bep.example/class/own"
    outsider.capture(
        TransformationEvent(
            **outsider.members(5),
            input_quantity_list=(kilos(DISH, "1"), kilos(PACKED, "1")),
            output_quantity_list=(kilos(own, "1"),),
        )
    )
    answer = trace(own, principal=outsider.principal)
    assert uris(answer.upstream) == {DISH, PACKED}
    assert (answer.suppliers, answer.receipts, answer.facts) == ([], [], [])
    seen = everything_said(answer)
    for secret in (HARVESTED, "Trường", "HTX Thanh Xương", "Canh", "đóng gói"):
        assert secret not in seen


def test_another_kitchens_sample_cannot_be_asked_for(greens: Cast) -> None:
    with pytest.raises(Missing):
        trace(BOX, principal=greens.other_kitchen.principal)
    with pytest.raises(Missing):
        trace(OTHER_DISH, principal=greens.kitchen.principal)


def test_a_person_of_the_kitchen_sees_what_its_key_sees(greens: Cast) -> None:
    by_key = trace(BOX, principal=greens.kitchen.principal)
    assert trace(BOX, principal=greens.kitchen.person_principal) == by_key


def test_a_lot_inside_a_received_pallet_can_be_asked_for(greens: Cast) -> None:
    """The other kitchen's receiving names the pallet only."""
    answer = trace(PACKED, principal=greens.other_kitchen.principal)
    assert [(s.thing, s.container) for s in answer.stays] == [(PACKED, PALLET)]


def test_a_pallet_shows_what_it_held(greens: Cast) -> None:
    answer = trace(PALLET, principal=greens.other_kitchen.principal)
    assert uris(answer.upstream) == {PACKED, HARVESTED}


def test_the_province_sees_both_kitchens(greens: Cast) -> None:
    answer = trace(PACKED, principal=greens.province)
    assert uris(answer.downstream) == {DISH, OTHER_DISH, BOX}
    assert {r.place.organisation for r in answer.receipts} == {"Trường Him Lam", "Trường Pú Nhung"}


def test_people_are_named_only_to_their_own(greens: Cast) -> None:
    def people(principal: Principal) -> set[str]:
        answer = trace(PACKED, principal=principal)
        return {p.name for one in (*answer.steps, *answer.facts) for p in one.people}

    farm, kitchen = "Người HTX Thanh Xương", "Người Trường Him Lam"
    assert people(greens.cooperative.principal) == {farm}
    assert people(greens.kitchen.principal) == {kitchen}
    assert people(greens.province) == {farm, kitchen, "Người Trường Pú Nhung"}


# What the graph must not join


def test_two_lots_of_one_product_do_not_meet(greens: Cast) -> None:
    farm = greens.cooperative
    other = PACKED.replace("CAI1123", "CAI1124")
    farm.capture(
        TransformationEvent(
            **farm.members(-3),
            input_quantity_list=(QuantityElement(PACKED.partition("/10/")[0], Decimal(1), "KGM"),),
            output_quantity_list=(kilos(other, "1"),),
        )
    )
    answer = trace(other, principal=farm.principal)
    assert answer.upstream == []
    assert [edge.source for edge in answer.unlotted] == [PACKED.partition("/10/")[0]]


def test_a_crate_used_again_does_not_join_its_contents(cast: Cast) -> None:
    """The unpacking was never recorded, as it goes; the next filling starts empty all the same."""
    kitchen, crate = cast.kitchen, "https://bep.example/obj/crate"

    def filled(hours: float, lot: str) -> AggregationEvent:
        children = (kilos(lot, "5"),)
        members = kitchen.members(hours)
        return AggregationEvent(
            **members, action="ADD", parent_id=crate, child_quantity_list=children
        )

    def cooked(hours: float, dish: str) -> TransformationEvent:
        outputs = (QuantityElement(dish),)
        return TransformationEvent(
            **kitchen.members(hours), input_epc_list=(crate,), output_quantity_list=outputs
        )

    fish, rice = "https://bep.example/class/fish", "https://bep.example/class/rice"
    monday, tuesday = "https://bep.example/class/monday", "https://bep.example/class/tuesday"
    kitchen.capture(filled(0, fish), cooked(1, monday), filled(24, rice), cooked(25, tuesday))
    assert uris(trace(tuesday, principal=kitchen.principal).upstream) == {crate, rice}
    assert uris(trace(monday, principal=kitchen.principal).upstream) == {crate, fish}
    assert uris(trace(fish, principal=kitchen.principal).downstream) == {monday}
    assert uris(trace(crate, principal=kitchen.principal).upstream) == {rice}


def test_a_tank_filled_twice_keeps_its_fillings_apart(cast: Cast) -> None:
    kitchen, tank = cast.kitchen, "https://bep.example/obj/tank"

    def lot(name: str) -> tuple[QuantityElement, ...]:
        return (QuantityElement(f"https://bep.example/class/{name}"),)

    def step(hours: float, **members: Any) -> TransformationEvent:
        return TransformationEvent(**kitchen.members(hours), **members)

    kitchen.capture(
        step(0, input_quantity_list=lot("milk-1"), output_epc_list=(tank,)),
        step(1, input_epc_list=(tank,), output_quantity_list=lot("yoghurt-1")),
        step(24, input_quantity_list=lot("milk-2"), output_epc_list=(tank,)),
        step(25, input_epc_list=(tank,), output_quantity_list=lot("yoghurt-2")),
    )
    answer = trace("https://bep.example/class/yoghurt-2", principal=kitchen.principal)
    assert uris(answer.upstream) == {"https://bep.example/class/milk-2"}
    answer = trace(tank, principal=kitchen.principal)
    assert uris(answer.upstream) == {"https://bep.example/class/milk-2"}
    assert uris(answer.downstream) == {"https://bep.example/class/yoghurt-2"}


def test_a_shared_transformation_id_joins_within_one_organisation_only(greens: Cast) -> None:
    shared = "https://bep.example/bt/noi-1"
    soup = "https://bep.example/class/soup"
    for actor, lot, made in (
        (greens.kitchen, PACKED, ()),
        (greens.kitchen, RICE, (QuantityElement(soup),)),
        (greens.outsider, "https://bep.example/class/poison", ()),
    ):
        actor.capture(
            TransformationEvent(
                **actor.members(6),
                input_quantity_list=(kilos(lot, "1"),),
                output_quantity_list=made,
                transformation_id=shared,
            )
        )
    answer = trace(soup, principal=greens.kitchen.principal)
    assert uris(answer.upstream) == {PACKED, RICE, HARVESTED}


def test_a_declared_error_takes_the_step_away_and_keeps_the_event(greens: Cast) -> None:
    kitchen = greens.kitchen
    wrong = TransformationEvent(
        **kitchen.members(7),
        event_id="urn:uuid:7b1d5ddc-0b3c-4ab2-9d4f-4f5a5ff1d0aa",
        input_quantity_list=(kilos(PACKED, "2"),),
        output_quantity_list=(QuantityElement("https://bep.example/class/salad"),),
    )
    kitchen.capture(wrong)
    assert "salad" in everything_said(trace(PACKED, principal=kitchen.principal))
    declaration = ErrorDeclaration(declaration_time=MONDAY + timedelta(hours=8))
    kitchen.capture(replace(wrong, error_declaration=declaration))
    assert "salad" not in everything_said(trace(PACKED, principal=kitchen.principal))


def test_more_than_the_limit_is_said(greens: Cast) -> None:
    answer = trace(PACKED, principal=greens.province, limit=3)
    assert (answer.is_complete, answer.limit) == (False, 3)
