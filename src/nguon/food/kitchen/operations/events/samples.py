"""Samples, holds and fridges as EPCIS."""

from uuid import UUID

from nguon.core.epcis import (
    Event,
    ObjectEvent,
    QuantityElement,
    ReadPoint,
    SensorElement,
    SensorMetadata,
    SensorReport,
    TransformationEvent,
)
from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.models import (
    FridgeReading,
    Hold,
    HoldRelease,
    RetainedSample,
    SampleDestruction,
)
from nguon.food.kitchen.operations.events.frame import Frame, Things, local, plain
from nguon.food.kitchen.operations.events.packing import code_of, packing_of, unpacking_of
from nguon.food.kitchen.operations.worktable import Worktable
from nguon.food.kitchen.rules.lots import own_place


def events_of_sample(frame: Frame, sample: RetainedSample) -> list[Event]:
    """So many grams of the dish become one sealed box: a transformation, so that trace sees it."""
    said = {
        "nguon:name": sample.dish.name,
        "nguon:lotCode": sample.box_code,
        "nguon:seal": sample.seal,
        "nguon:sealed": "true" if sample.sealed else "false",
    }
    return [
        TransformationEvent(
            **frame.members("sampling", said),
            biz_step="sampling",
            disposition="active",
            input_quantity_list=(
                QuantityElement(sample.dish.lot_uri, plain(sample.amount), sample.uom),
            ),
            output_epc_list=(sample.box_uri,),
        ),
        *packing_of(frame, sample),
    ]


def events_of_destruction(frame: Frame, destruction: SampleDestruction) -> list[Event]:
    root_id = destruction.sample_root_id
    sample = frame.table.first(RetainedSample, root_id)
    stands = frame.table.samples_of([root_id])
    emptied = [unpacking_of(frame, one) for one in stands if code_of(one)]
    return [
        *emptied,
        ObjectEvent(
            **frame.members(
                "destroying",
                {"nguon:lotCode": sample.box_code, "nguon:note": destruction.condition},
            ),
            action="DELETE",
            biz_step="destroying",
            disposition="destroyed",
            epc_list=(sample.box_uri,),
        ),
    ]


def events_of_reading(frame: Frame, reading: FridgeReading) -> list[Event]:
    members = frame.members("reading", {"nguon:name": reading.fridge.name})
    members["read_point"] = ReadPoint(own_place(reading.fridge_id, "fridge").uri)
    report = SensorReport("Temperature", value=plain(reading.celsius), uom="CEL")
    when = SensorMetadata(time=local(reading.happened_at))
    return [
        ObjectEvent(
            **members,
            action="OBSERVE",
            biz_step="sensor_reporting",
            sensor_element_list=(SensorElement((report,), when),),
        )
    ]


def events_of_hold(frame: Frame, hold: Hold) -> list[Event]:
    things = _held_things(hold, frame.table)
    if not (things.epcs or things.quantities):
        return []
    return [
        ObjectEvent(
            **frame.members("holding", _reason(hold, hold.cause)),
            action="OBSERVE",
            biz_step="holding",
            disposition="non_conformant",
            epc_list=things.epcs,
            quantity_list=things.quantities,
        )
    ]


def events_of_release(frame: Frame, release: HoldRelease) -> list[Event]:
    hold = frame.table.last(Hold, release.hold_root_id)
    things = _held_things(hold, frame.table)
    if not (things.epcs or things.quantities):
        return []
    return [
        ObjectEvent(
            **frame.members("releasing", _reason(hold, release.finding)),
            action="OBSERVE",
            biz_step="storing",
            disposition="in_progress",
            epc_list=things.epcs,
            quantity_list=things.quantities,
        )
    ]


def _reason(hold: Hold, words: str) -> dict[str, str]:
    """Events go to whoever may query them: of the sick only that there is a suspicion."""
    tells_of_sick = hold.sick is not None or hold.first_onset_at is not None or hold.symptoms
    is_suspicion = hold.kind == HoldKind.SUSPICION or tells_of_sick
    return {"nguon:reason": HoldKind.SUSPICION.value if is_suspicion else words}


def _held_things(hold: Hold, table: Worktable) -> Things:
    samples = table.samples_of([UUID(root) for root in hold.sample_ids])
    dishes = table.dishes_of([UUID(meal) for meal in hold.meal_ids])
    uris = [
        *(sample.box_uri for sample in samples),
        *hold.lot_uris,
        *(dish.lot_uri for dish in dishes),
    ]
    return Things.of(*((uri, None, "") for uri in dict.fromkeys(uris)))
