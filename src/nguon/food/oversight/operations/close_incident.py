"""Close an incident with a finding: what it holds is released, at every kitchen of it."""

import json
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from nguon.food.kitchen.models import Hold
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.food.oversight.choices import ActKind, FindingCode
from nguon.food.oversight.operations.append_act import append_act
from nguon.food.oversight.queries.incidents import incident_of
from nguon.food.oversight.rules.act_envelope import ActEnvelope, written_act
from nguon.food.oversight.rules.incident_rights import may_close
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record
from nguon.ground.journal.operations import wait_for_place
from nguon.ground.journal.operations.append_record import Appended
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.queries import principal_of


@transaction.atomic
def close_incident(
    incident_id: UUID,
    *,
    by: Person,
    finding: FindingCode,
    words: str,
    act_id: UUID,
    at: datetime,
) -> Appended:
    """Each hold gets a record of its release, with the finding; then the closing is recorded.

    `act_id` is made by the page: sending twice closes once. Reports at kitchens that the person
    does not reach stay open, and with them the incident for those who see them.
    """
    principal = principal_of(by, act=Act.WORK_ON_INCIDENT, at=at)
    incident = incident_of(incident_id, principal, at)
    # All at once and in one order: one after the other, two who close could wait for each other.
    for place_id in sorted(place.pk for place in incident.places):
        wait_for_place(place_id)
    stored = Record.objects.filter(pk=act_id).first()
    if stored is not None:
        return Appended(stored, "duplicate")
    incident = incident_of(incident_id, principal, at)
    may_close(by, incident, at=at).require()
    envelope = ActEnvelope(
        id=act_id,
        kind=ActKind.INCIDENT_CLOSED,
        schema_version=1,
        place_id=incident.kitchen.pk,
        actor_id=by.pk,
        claimed_at=at,
        body={"incident": str(incident.id), "finding": finding.value, "words": words},
    )
    for report in incident.reports:
        if report.is_open:
            submit_record(
                _release(report.hold, envelope), by=by, channel=Channel.WEB, received_at=at
            )
    return append_act(written_act(envelope), by=by, received_at=at)


def _release(hold: Hold, closing: ActEnvelope) -> bytes:
    said = {
        "id": str(uuid5(closing.id, str(hold.root_id))),
        "type": "hold_released",
        "schema_v": 1,
        "kitchen": str(hold.place_id),
        "actor": str(closing.actor_id),
        "claimed_at": closing.claimed_at.isoformat(),
        "body": {
            "hold_id": str(hold.record_id),
            "released_at": closing.claimed_at.isoformat(),
            "finding": closing.body["words"][:1000],
        },
    }
    return json.dumps(said, ensure_ascii=False).encode()
