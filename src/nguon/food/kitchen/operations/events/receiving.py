"""Step 1 as EPCIS: inspected, then received or sent back."""

from uuid import NAMESPACE_URL, uuid5

from nguon.core.epcis import Destination, Event, ObjectEvent, Source
from nguon.food.kitchen.choices import DeliveryDecision, QuickTest, Result
from nguon.food.kitchen.models import ReceivedLine
from nguon.food.kitchen.operations.events.frame import Frame, Things, plain
from nguon.food.kitchen.operations.events.packing import packing_of
from nguon.food.kitchen.rules.lots import own_place


def events_of_received_line(frame: Frame, line: ReceivedLine) -> list[Event]:
    """Goods refused at the door were never received: they have no `receiving` event."""
    said = {
        "nguon:name": line.product_name,
        "nguon:lotCode": line.lot_code,
        "nguon:sourceName": line.source_name,
        "nguon:unregisteredSource": "" if line.registered else line.source_name,
        "nguon:outsideContract": "" if line.in_contract else "true",
        "nguon:expiryDate": line.expiry_date.isoformat() if line.expiry_date else "",
    }
    parties = (
        Source("possessing_party", party_of(line)),
        Destination("owning_party", frame.place.organisation.identifier),
    )
    events = [_inspected(frame, line, said=said, parties=parties)]
    if line.decision != DeliveryDecision.REJECTED:
        events.append(_received(frame, line, said=said, parties=parties))
        events.extend(packing_of(frame, line))
    if line.decision != DeliveryDecision.ACCEPTED:
        events.append(_returned(frame, line, said=said))
    return events


def party_of(line: ReceivedLine) -> str:
    """The real actor behind the legal name; an unregistered one is known to this kitchen only."""
    if line.supplier is not None:
        return str(line.supplier.identifier)
    words = f"{line.place_id}:{line.source_name.casefold()}:{line.source_phone}"
    return own_place(uuid5(NAMESPACE_URL, words), "unregistered").uri


def _inspected(
    frame: Frame, line: ReceivedLine, *, said: dict[str, str], parties: tuple[Source, Destination]
) -> Event:
    things = Things.of((line.lot_uri, plain(line.amount), line.uom))
    failed = line.sensory == Result.FAIL or line.quick_test == QuickTest.FAIL
    refused = line.decision == DeliveryDecision.REJECTED
    return ObjectEvent(
        **frame.members("inspecting", said | {"nguon:note": line.note}),
        action="OBSERVE",
        biz_step="inspecting",
        disposition="non_conformant" if failed or refused else "conformant",
        epc_list=things.epcs,
        quantity_list=things.quantities,
        source_list=parties[:1],
        destination_list=parties[1:],
    )


def _received(
    frame: Frame, line: ReceivedLine, *, said: dict[str, str], parties: tuple[Source, Destination]
) -> Event:
    things = Things.of((line.lot_uri, plain(line.accepted_amount), line.uom))
    return ObjectEvent(
        **frame.members("receiving", said),
        action="OBSERVE",
        biz_step="receiving",
        disposition="in_progress",
        epc_list=things.epcs,
        quantity_list=things.quantities,
        source_list=parties[:1],
        destination_list=parties[1:],
    )


def _returned(frame: Frame, line: ReceivedLine, *, said: dict[str, str]) -> Event:
    things = Things.of((line.lot_uri, plain(line.returned_amount), line.uom))
    return ObjectEvent(
        **frame.members("returning", said | {"nguon:reason": line.rejection_reason}),
        action="OBSERVE",
        biz_step="shipping",
        disposition="returned",
        epc_list=things.epcs,
        quantity_list=things.quantities,
        source_list=(Source("possessing_party", frame.place.organisation.identifier),),
        destination_list=(Destination("possessing_party", party_of(line)),),
    )
