"""The only way in for acts of oversight: stored exactly as sent, then projected."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from nguon.base.decision import Decision
from nguon.base.errors import FieldError, InputInvalid
from nguon.food.kitchen.rules.reading import Reader
from nguon.food.oversight.operations.act_fields import AHEAD
from nguon.food.oversight.operations.deeds import DEEDS
from nguon.food.oversight.rules.act_envelope import ActEnvelope, read_act_envelope
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record
from nguon.ground.journal.operations import RecordEnvelope, append_record, wait_for_place
from nguon.ground.journal.operations.append_record import Appended
from nguon.ground.people.models import Person


@transaction.atomic
def append_act(
    raw: bytes, *, by: Person, received_at: datetime, channel: Channel = Channel.WEB
) -> Appended:
    """`stored`, `duplicate` (sent before, nothing changed) or `conflict` (same id, other words).

    Raises InputInvalid for what cannot be read or names unknown things, Refused for what the
    person may not do, Missing for what they may not know of.
    """
    envelope = read_act_envelope(raw)
    if envelope.actor_id != by.pk:
        reason = _("A record is signed by the person who is signed in, not for somebody else.")
        Decision(False, "other_actor", reason).require()
    journal = _journal(raw, envelope, by=by, channel=channel)
    wait_for_place(envelope.place_id)
    if Record.objects.filter(pk=envelope.id).exists():
        # A repeated act is not judged again: what it says may have come true meanwhile.
        return append_record(journal, received_at=received_at)
    deed = DEEDS[envelope.kind]
    r = Reader(envelope.body, "body")
    body = deed.read(r, envelope.kind)
    _require_past(r, envelope.claimed_at, "claimed_at", at=received_at)
    r.finish()
    deed.require(envelope, body, by=by, at=received_at)
    appended = append_record(journal, received_at=received_at)
    if appended.outcome == "stored":
        deed.row(appended.record, envelope, body).save(force_insert=True)
    return appended


def _journal(raw: bytes, envelope: ActEnvelope, *, by: Person, channel: Channel) -> RecordEnvelope:
    return RecordEnvelope(
        id=envelope.id,
        kind=envelope.kind.value,
        schema_version=envelope.schema_version,
        raw=raw,
        place_id=envelope.place_id,
        actor_id=envelope.actor_id,
        submitted_by_id=by.pk,
        channel=channel,
        claimed_at=envelope.claimed_at,
    )


def _require_past(r: Reader, claimed_at: datetime, name: str, *, at: datetime) -> None:
    happened_at = r.maybe_instant("happened_at")
    for path, moment in ((name, claimed_at), ("body.happened_at", happened_at)):
        if moment is not None and moment > at + AHEAD:
            fault = FieldError(path, _("This time has not come yet."), got=moment.isoformat())
            raise InputInvalid([fault])
