"""Whether a lot adds up at whoever held it, and when that cannot be told."""

from decimal import Decimal

from nguon.core.epcis import (
    ObjectEvent,
    QuantityElement,
    TransformationEvent,
)
from nguon.food.trace.queries import trace
from tests.food.trace.conftest import (
    BOX,
    DISH,
    PACKED,
    Cast,
    kilos,
)


def test_amounts_add_up_where_they_are_said(greens: Cast) -> None:
    answer = trace(PACKED, principal=greens.kitchen.principal)
    assert [(b.thing, b.uom, b.came, b.went, b.rest) for b in answer.balances] == [
        (PACKED, "KGM", Decimal(20), Decimal(18), Decimal(2)),
        (DISH, None, Decimal(900), Decimal(891), Decimal(9)),
    ]


def test_every_use_of_a_lot_counts_also_in_a_dish_that_is_not_traced(greens: Cast) -> None:
    """2 of 20 kg went into another dish of the same kitchen; the sample is of the first."""
    kitchen = greens.kitchen
    kitchen.capture(
        TransformationEvent(
            **kitchen.members(2.5),
            biz_step="creating_class_instance",
            input_quantity_list=(kilos(PACKED, "2"),),
            output_quantity_list=(QuantityElement("https://bep.example/class/cai-xao"),),
            ilmd={"nguon:name": "Cải xào"},
        ),
    )
    [balance] = [b for b in trace(BOX, principal=kitchen.principal).balances if b.thing == PACKED]
    assert (balance.came, balance.went, balance.rest) == (Decimal(20), Decimal(20), Decimal(0))
    assert [use.into for use in balance.uses] == ["Canh cải nấu thịt", "Cải xào"]


def test_a_lot_is_balanced_at_each_holder(greens: Cast) -> None:
    """What the cooperative handed on did not come twice."""
    lines = {
        (b.holder.organisation, b.came, b.went)
        for b in trace(PACKED, principal=greens.province).balances
        if b.thing == PACKED
    }
    assert lines == {
        ("HTX Thanh Xương", Decimal(50), Decimal(50)),
        ("Trường Him Lam", Decimal(20), Decimal(18)),
        ("Trường Pú Nhung", Decimal(30), Decimal(25)),
    }


def test_the_other_kitchens_uses_are_not_in_ones_balance(greens: Cast) -> None:
    answer = trace(PACKED, principal=greens.kitchen.principal)
    assert {b.holder.organisation for b in answer.balances} == {"Trường Him Lam"}


def test_goods_sent_back_at_the_door_never_came_in(greens: Cast) -> None:
    kitchen, lot = greens.kitchen, "https://bep.example/class/gio"
    for step, disposition, amount in (
        ("inspecting", "conformant", "30"),
        ("receiving", "in_progress", "20"),
        ("shipping", "returned", "10"),
    ):
        kitchen.capture(
            ObjectEvent(
                **kitchen.members(1),
                action="OBSERVE",
                biz_step=step,
                disposition=disposition,
                quantity_list=(kilos(lot, amount),),
            )
        )
    kitchen.capture(
        TransformationEvent(
            **kitchen.members(2),
            input_quantity_list=(kilos(lot, "20"),),
            output_quantity_list=(QuantityElement("https://bep.example/class/cha"),),
        )
    )
    [balance] = trace(lot, principal=kitchen.principal).balances
    assert (balance.came, balance.went) == (Decimal(20), Decimal(20))


def test_grams_for_a_sample_do_not_spoil_the_count_of_portions(greens: Cast) -> None:
    kitchen = greens.kitchen
    kitchen.capture(
        TransformationEvent(
            **kitchen.members(3.5),
            biz_step="sampling",
            input_quantity_list=(QuantityElement(DISH, Decimal(150), "GRM"),),
            output_epc_list=("https://bep.example/obj/mau-2",),
        )
    )
    balances = {b.thing: b for b in trace(DISH, principal=kitchen.principal).balances}
    assert (balances[DISH].why_not, balances[DISH].rest) == ("", Decimal(9))


def test_amounts_that_cannot_be_added_say_so(greens: Cast) -> None:
    kitchen = greens.kitchen
    kitchen.capture(
        TransformationEvent(
            **kitchen.members(5),
            input_quantity_list=(QuantityElement(PACKED),),
            output_quantity_list=(QuantityElement("https://bep.example/class/goi"),),
        )
    )
    answer = trace(PACKED, principal=kitchen.principal)
    assert {b.thing: b.why_not for b in answer.balances}[PACKED] == "amount_missing"


def test_a_lot_used_in_very_many_things_is_traced_but_not_balanced(greens: Cast) -> None:
    """A silo or a field: adding up thousands of uses would be no answer to one meal."""
    kitchen = greens.kitchen
    kitchen.capture(
        *(
            TransformationEvent(
                **kitchen.members(5),
                input_quantity_list=(kilos(PACKED, "0.1"),),
                output_quantity_list=(QuantityElement(f"https://bep.example/class/goi-{n}"),),
            )
            for n in range(60)
        )
    )
    answer = trace(PACKED, principal=kitchen.principal)
    assert PACKED not in {balance.thing for balance in answer.balances}
    assert len(answer.downstream) > 60


def test_grams_and_kilograms_add_up(greens: Cast) -> None:
    kitchen = greens.kitchen
    kitchen.capture(
        TransformationEvent(
            **kitchen.members(5),
            input_quantity_list=(QuantityElement(PACKED, Decimal(500), "GRM"),),
            output_quantity_list=(QuantityElement("https://bep.example/class/goi"),),
        )
    )
    balance = next(
        b for b in trace(PACKED, principal=kitchen.principal).balances if b.thing == PACKED
    )
    assert (balance.uom, balance.rest) == ("KGM", Decimal("1.5"))
