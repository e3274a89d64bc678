"""What a phone hands in, many records at a time; one bad record never blocks the rest."""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.food.kitchen.operations.intake import Intake
from nguon.food.kitchen.operations.item import Item, ItemResult, Sent
from nguon.food.kitchen.operations.settle_parked import settle_parked
from nguon.ground.journal.models import Record
from nguon.ground.journal.operations import wait_for_place
from nguon.ground.people.models import Device

logger = logging.getLogger(__name__)


def submit_records(
    raws: Sequence[bytes], *, by: Device, received_at: datetime, sent: Sent | None = None
) -> list[ItemResult]:
    """One answer for each, in their order. `stored` means: durable, and seen in views and graph.

    All at once is many times faster. If anything unforeseen happens, nothing of that stays and
    each is stored by itself; then only those fail that are at fault.
    """
    items = [Item.of(raw) for raw in raws]
    stored = _stored_before(items, by=by)
    new = [item for item in items if item.raw not in stored]
    if not new:
        return [item.answer("duplicate") for item in items]
    for item in new:
        _read = item.fault  # before anybody waits for the place
    sent = sent or Sent()
    try:
        return _stored(items, by=by, received_at=received_at, sent=sent)
    except Exception:
        logger.exception("batch of %d from device %s failed; one by one", len(items), by.pk)
    return [_stored_alone(item, by=by, received_at=received_at, sent=sent) for item in items]


def _stored_before(items: Sequence[Item], *, by: Device) -> set[bytes]:
    """Those that stand in the book byte by byte. That cannot change, so nobody waits for it."""
    found = Record.objects.filter(pk__in={item.id for item in items if item.id})
    known = dict(found.filter(place_id=by.place_id).values_list("pk", "sha256"))
    return {item.raw for item in items if item.id and known.get(item.id) == item.sha256}


@transaction.atomic
def _stored(
    items: Sequence[Item], *, by: Device, received_at: datetime, sent: Sent
) -> list[ItemResult]:
    wait_for_place(by.place_id)
    intake = Intake(by, at=received_at, sent=sent)
    answers = intake.take(items)
    if intake.parking.is_anything_waiting:
        came_in = {one.id for one in answers if one.result == "stored" and one.id}
        settle_parked(by.place, came_in, at=received_at)
    return answers


def _stored_alone(item: Item, *, by: Device, received_at: datetime, sent: Sent) -> ItemResult:
    try:
        return _stored([item], by=by, received_at=received_at, sent=sent)[0]
    except Exception:
        logger.exception("record %s from device %s failed", item.id, by.pk)
        text = _("The server stumbled over this record. The phone sends it again.")
        return item.answer("failed", "server_fault", text)
