"""From a filled form to a record: the envelope of a web form, sent through the only way in."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from nguon.base.errors import Conflict
from nguon.food.kitchen.operations.submit_record import Submitted, submit_record
from nguon.food.kitchen.pages.record_form import RecordForm
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record

SCHEMA_VERSION = 1


def send(form: RecordForm, *, device_id: UUID, supersedes: UUID | None = None) -> Submitted:
    """Submit the record of a valid form, once.

    «Just now» is a later instant each time a form is sent. A form that was sent before is
    therefore written again at the time of the stored record; if that gives the same bytes,
    nothing is new.
    """
    stored = Record.objects.filter(pk=form.sent_id).first()
    raw = envelope(form, at=form.desk.at, device_id=device_id, supersedes=supersedes)
    if stored is not None:
        raw = _as_stored(form, stored, device_id=device_id, supersedes=supersedes) or raw
    submitted = submit_record(
        raw, by=form.desk.person, channel=Channel.WEB, received_at=form.desk.at
    )
    if submitted.outcome == "conflict" and not _as_stored(
        form, submitted.record, device_id=device_id, supersedes=supersedes
    ):
        raise Conflict(
            _("This form was saved before with other content. Open the record and correct it.")
        )
    return submitted


def envelope(form: RecordForm, *, at: datetime, device_id: UUID, supersedes: UUID | None) -> bytes:
    """The claim is in whole seconds: a double tap within one gives the same bytes."""
    claimed_at = timezone.localtime(at).replace(microsecond=0)
    said: dict[str, Any] = {
        "id": str(form.sent_id),
        "type": form.kind.value,
        "schema_v": SCHEMA_VERSION,
        "kitchen": str(form.desk.place.id),
        "actor": str(form.desk.person.id),
        "device": str(device_id),
        "claimed_at": claimed_at.isoformat(),
        "offset_ms": 0,
        "photos": [{"sha256": sha256} for sha256 in form.photo_list],
        "body": form.body(claimed_at),
    }
    if supersedes is not None:
        said |= {"supersedes": str(supersedes), "reason": form.cleaned_data["reason"]}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _as_stored(
    form: RecordForm, stored: Record, *, device_id: UUID, supersedes: UUID | None
) -> bytes | None:
    raw = envelope(form, at=stored.claimed_at, device_id=device_id, supersedes=supersedes)
    return raw if raw == bytes(stored.raw) else None
