"""One sheet for each kind of act of the kitchens' book, every version of every act."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _

from nguon.food.kitchen.models import (
    Act,
    CookingCheck,
    Countersignature,
    EatingStart,
    FridgeReading,
    Hold,
    HoldRelease,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
    ServingCheck,
)
from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.queries.dossier.value import ToldAct
from nguon.food.oversight.rules.dossier.sheet import Sheet, Value
from nguon.food.oversight.rules.dossier.words import KINDS, remarks_on

A = TypeVar("A", bound=Act)
Columns = Sequence[tuple[str, int]]


def act_sheets(facts: DossierFacts) -> Iterator[Sheet]:
    """Also the kinds of which there is none: that nobody took a sample is an answer."""
    yield _sheet(facts, ReceivedLine, _received_heads(), _received)
    yield _sheet(facts, CookingCheck, _cooked_heads(), _cooked)
    yield _sheet(facts, ServingCheck, _served_heads(), _served)
    yield _sheet(facts, EatingStart, [(_("Meal"), 26)], lambda act: [str(act.meal)])
    yield _sheet(facts, RetainedSample, _sampled_heads(), _sampled)
    heads = [(_("Condition"), 40), (_("Sample record"), 38)]
    yield _sheet(facts, SampleDestruction, heads, _destroyed)
    yield _sheet(facts, FridgeReading, [(_("Fridge"), 26), ("°C", 9)], _read)
    yield _sheet(facts, Hold, [(_("Kind"), 26)], lambda act: [str(act.get_kind_display())])
    yield _sheet(facts, HoldRelease, [(_("Finding"), 60)], lambda act: [act.finding])
    heads = [(_("Day"), 12), (_("Seal"), 66)]
    yield _sheet(facts, Countersignature, heads, lambda act: [act.date, act.day_hash])


def _sheet(
    facts: DossierFacts, kind: type[A], heads: Columns, read: Callable[[A], Sequence[Value]]
) -> Sheet:
    columns = [
        (_("Happened"), 17),
        (_("In the book"), 17),
        (_("Kitchen"), 36),
        (_("Person"), 26),
        *heads,
        (_("Remark"), 50),
        (_("Note"), 40),
        (_("Photos"), 10),
        (_("Record"), 38),
    ]
    rows = [
        [*_who(told), *read(told.act), *_about(told)]
        for told in facts.acts
        if isinstance(told.act, kind)
    ]
    return Sheet(_title(kind), columns, rows)


def _title(kind: type[Act]) -> str:
    """Excel allows 31 characters, and none of []:*?/\\."""
    return str(KINDS[kind.__name__]).replace(":", "").replace("/", "-")[:31]


def _who(told: ToldAct) -> list[Value]:
    act = told.act
    return [act.happened_at, act.received_at, act.place.name, act.actor.full_name]


def _about(told: ToldAct) -> list[Value]:
    act = told.act
    return [remarks_on(told), act.note, len(act.photos), str(act.record_id)]


def _received_heads() -> Columns:
    return [
        (_("Goods"), 30),
        (_("Amount"), 10),
        (_("Sent back"), 10),
        (_("Unit"), 7),
        (_("Lot"), 22),
        (_("Supplier"), 40),
        (_("Registered"), 12),
        (_("Maker"), 30),
        (_("Expiry"), 12),
        (_("Senses"), 12),
        (_("Quick test"), 12),
        (_("Decision"), 16),
        (_("Reason"), 40),
    ]


def _received(act: ReceivedLine) -> list[Value]:
    supplier = act.supplier_name.legal_name if act.supplier_name else act.source_name
    return [
        act.product_name,
        act.amount,
        act.returned_amount,
        act.uom,
        act.lot_code,
        supplier,
        _("yes") if act.registered else _("no"),
        act.maker_name,
        act.expiry_date,
        str(act.get_sensory_display()),
        str(act.get_quick_test_display()),
        str(act.get_decision_display()),
        act.rejection_reason,
    ]


def _cooked_heads() -> Columns:
    return [
        (_("Dish"), 34),
        (_("Portions"), 10),
        (_("Prepared"), 17),
        (_("Cooked"), 17),
        (_("Core °C"), 9),
        (_("People"), 12),
        (_("Tools"), 12),
        (_("Area"), 12),
        (_("Senses"), 12),
        (_("Lots used"), 60),
    ]


def _cooked(act: CookingCheck) -> list[Value]:
    return [
        act.dish.name,
        act.portions,
        act.prep_done_at,
        act.cook_done_at,
        act.core_celsius,
        str(act.get_people_display()),
        str(act.get_tools_display()),
        str(act.get_area_display()),
        str(act.get_sensory_display()),
        "; ".join(f"{one.name} ({one.lot_uri})" for one in act.ingredients.all()),
    ]


def _served_heads() -> Columns:
    return [
        (_("Dish"), 34),
        (_("Portions"), 10),
        (_("Portioned"), 17),
        (_("Utensils"), 30),
        (_("Senses"), 12),
        (_("Decision"), 12),
    ]


def _served(act: ServingCheck) -> list[Value]:
    utensils = [str(act.get_utensils_display()), act.utensils_note]
    return [
        act.dish.name,
        act.portions,
        act.portioned_at,
        "; ".join(said for said in utensils if said),
        str(act.get_sensory_display()),
        str(act.get_decision_display()),
    ]


def _sampled_heads() -> Columns:
    return [
        (_("Dish"), 34),
        (_("Box"), 16),
        (_("Amount"), 10),
        (_("Unit"), 7),
        (_("Container"), 30),
        (_("Sealed"), 10),
        (_("Seal"), 18),
        (_("Fridge"), 22),
    ]


def _sampled(act: RetainedSample) -> list[Value]:
    return [
        act.dish.name,
        act.box_code,
        act.amount,
        act.uom,
        act.container,
        _("yes") if act.sealed else _("no"),
        act.seal,
        act.fridge.name if act.fridge else "",
    ]


def _destroyed(act: SampleDestruction) -> list[Value]:
    return [act.condition, str(act.sample_root_id)]


def _read(act: FridgeReading) -> list[Value]:
    return [act.fridge.name, act.celsius]
