"""A printed code as the container of what it stands for (ADR 19): put in, and taken out again."""

from collections.abc import Iterator

from nguon.core.epcis import AggregationEvent, Event
from nguon.food.kitchen.models import ReceivedLine, RetainedSample
from nguon.food.kitchen.operations.events.frame import Frame, Things, plain
from nguon.food.kitchen.rules.bound_code import spoken_code

Coded = ReceivedLine | RetainedSample


def packing_of(frame: Frame, act: Coded) -> Iterator[Event]:
    """What nobody said to have left the box or label is taken out of it first.

    The record stays red for that: the code was on two things. But whoever scans it now is led to
    what was put there last.
    """
    code = code_of(act)
    if not code:
        return
    for number, earlier in enumerate(frame.table.still_under(code, act), start=1):
        yield unpacking_of(frame, earlier, name=f"unpacking {number}")
    yield _aggregated(frame, act, name="packing", action="ADD", biz_step="packing")


def unpacking_of(frame: Frame, act: Coded, *, name: str = "unpacking") -> Event:
    return _aggregated(frame, act, name=name, action="DELETE", biz_step="unpacking")


def code_of(act: Coded) -> str:
    return act.container_uri if isinstance(act, RetainedSample) else act.label_uri


def _aggregated(frame: Frame, act: Coded, *, name: str, action: str, biz_step: str) -> Event:
    code = code_of(act)
    if isinstance(act, RetainedSample):
        things = Things.of((act.box_uri, None, ""))
    else:
        things = Things.of((act.lot_uri, plain(act.accepted_amount), act.uom))
    return AggregationEvent(
        **frame.members(name, {"nguon:lotCode": spoken_code(code)}),
        action=action,
        biz_step=biz_step,
        disposition="in_progress",
        parent_id=code,
        child_epcs=things.epcs,
        child_quantity_list=things.quantities,
    )
