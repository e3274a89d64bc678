"""`POST /api/v1/sync`: a phone hands in what was recorded on it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from nguon.base import clock
from nguon.base.errors import TooLarge
from nguon.base.phone_api import bytes_of
from nguon.food.kitchen.api.batch_text import BatchText, named_photos, read_batch
from nguon.food.kitchen.api.pace import keep_pace
from nguon.food.kitchen.operations.item import ItemResult, Sent
from nguon.food.kitchen.operations.submit_records import submit_records
from nguon.food.kitchen.queries.stops import held_elsewhere
from nguon.food.kitchen.rules.envelope import FAR_MS
from nguon.food.kitchen.rules.kit import kit_version_of, stop_list_version_of
from nguon.ground.journal.queries import photos_missing
from nguon.ground.people.models import Device
from nguon.ground.people.operations import note_device_contact
from nguon.ground.people.queries import device_of_request

MOST_BYTES = 256 * 1024
MOST_ITEMS = 50
VERSIONS_KNOWN_FOR = 5
KEPT = ("stored", "duplicate", "conflict", "parked")


@login_not_required
@csrf_exempt
@require_POST
def sync(request: HttpRequest) -> JsonResponse:
    """Always 200 for a known phone, with an answer for each item, whatever became of it.

    A revoked phone is not turned away either: what was done was done, and a manager judges it.
    """
    device = device_of_request(request)
    keep_pace(device.pk)
    batch = read_batch(bytes_of(request, at_most=MOST_BYTES))
    if len(batch.items) > MOST_ITEMS:
        words = {"limit": MOST_ITEMS, "got": len(batch.items)}
        raise TooLarge(_("Too many: expected at most %(limit)d items, got %(got)d.") % words)
    at = clock.now()
    answers = submit_records(
        [raw for raw, _said in batch.items], by=device, received_at=at, sent=_sent(batch.members)
    )
    _note(device, batch, at)
    reply = {
        "server_time": at.isoformat(),
        "results": [_result(one) for one in answers],
        "photos_wanted": _photos_wanted(device, batch, answers),
        **_versions(device, at, answers),
        "device": {"state": "active" if device.revoked_at is None else "revoked"},
    }
    return JsonResponse(reply)


def _versions(device: Device, at: datetime, answers: Sequence[ItemResult]) -> dict[str, str]:
    """Of the kit and of its stop list; the phone fetches a kit of another version than its own.

    A record that was just stored makes the kit another one for certain, and what it is now the
    phone learns by fetching it. A batch sent again is told what was told some seconds ago.
    """
    results = {one.result for one in answers}
    key = f"versions:{device.place_id}:{get_language()}"
    told: dict[str, str] | None = cache.get(key) if results == {"duplicate"} else None
    if told is None:
        told = _news(at) if "stored" in results else _looked_up(device, at)
        cache.set(key, told, VERSIONS_KNOWN_FOR)
    return told


def _news(at: datetime) -> dict[str, str]:
    return dict.fromkeys(("stop_list_version", "kit_version"), f"since {at.isoformat()}")


def _looked_up(device: Device, at: datetime) -> dict[str, str]:
    place, elsewhere = device.place, held_elsewhere(device.place, at=at)
    return {
        "stop_list_version": stop_list_version_of(place, at=at, elsewhere=elsewhere),
        "kit_version": kit_version_of(place, at=at, elsewhere=elsewhere),
    }


def _sent(members: Mapping[str, Any]) -> Sent:
    """A batch that tells nonsense of its clocks is a batch that tells nothing of them."""
    mono = members.get("mono_ms")
    boot_id = None
    with suppress(TypeError, ValueError, AttributeError):
        boot_id = UUID(members["boot_id"]) if "boot_id" in members else None
    if isinstance(mono, int | float) and not isinstance(mono, bool) and 0 <= mono <= FAR_MS:
        return Sent(mono_ms=round(mono), boot_id=boot_id)
    return Sent(boot_id=boot_id)


def _note(device: Device, batch: BatchText, at: datetime) -> None:
    build, unsent = batch.members.get("build"), batch.members.get("unsent")
    note_device_contact(
        device,
        at=at,
        build=build if isinstance(build, str) and build.isprintable() else "",
        unsent=unsent if isinstance(unsent, int) else None,
    )


def _result(one: ItemResult) -> dict[str, Any]:
    """Without what there is nothing to say about."""
    said: dict[str, Any] = {
        "code": one.code,
        "field": one.field,
        "text": one.text,
        "waiting_for": list(one.waiting_for),
    }
    said = {name: value for name, value in said.items() if value}
    return {"id": str(one.id) if one.id else None, "result": one.result, **said}


def _photos_wanted(device: Device, batch: BatchText, answers: Sequence[ItemResult]) -> list[str]:
    named = [
        sha256
        for (_raw, said), answer in zip(batch.items, answers, strict=True)
        if answer.result in KEPT
        for sha256 in named_photos(said)
    ]
    return photos_missing(named, device.place_id) if named else []
