"""Open an incident again: everything it held is held again, by new records."""

import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from nguon.food.kitchen.models import Hold
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.operations.append_act import append_act
from nguon.food.oversight.queries.incidents import IncidentView, incident_of
from nguon.food.oversight.rules.act_envelope import ActEnvelope, written_act
from nguon.food.oversight.rules.incident_rights import may_reopen
from nguon.ground.journal.choices import Channel
from nguon.ground.journal.models import Record
from nguon.ground.journal.operations import wait_for_place
from nguon.ground.journal.operations.append_record import Appended
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.queries import principal_of


@transaction.atomic
def reopen_incident(
    incident_id: UUID, *, by: Person, words: str, act_id: UUID, at: datetime
) -> Appended:
    """A release is never taken back: the things were free in between, and the book says so.

    For each report that was closed there is a new hold, joined to the incident.
    """
    principal = principal_of(by, act=Act.WORK_ON_INCIDENT, at=at)
    incident = incident_of(incident_id, principal, at)
    for place_id in sorted(place.pk for place in incident.places):
        wait_for_place(place_id)
    stored = Record.objects.filter(pk=act_id).first()
    if stored is not None:
        return Appended(stored, "duplicate")
    incident = incident_of(incident_id, principal, at)
    may_reopen(by, incident, at=at).require()
    new = []
    for hold in _held_before(incident):
        id_ = uuid5(act_id, str(hold.root_id))
        submit_record(_again(hold, id_, by=by, at=at), by=by, channel=Channel.WEB, received_at=at)
        new.append(str(id_))
    envelope = ActEnvelope(
        id=act_id,
        kind=ActKind.INCIDENT_REOPENED,
        schema_version=1,
        place_id=incident.kitchen.pk,
        actor_id=by.pk,
        claimed_at=at,
        body={"incident": str(incident.id), "words": words, "reports": new},
    )
    return append_act(written_act(envelope), by=by, received_at=at)


def _held_before(incident: IncidentView) -> Iterable[Hold]:
    """What was held when it was closed; of holds of the same things the newest."""
    newest: dict[tuple[object, ...], Hold] = {}
    for report in incident.reports:
        hold = report.hold
        things = (*hold.sample_ids, *hold.lot_uris, *hold.meal_ids)
        newest[(hold.place_id, *sorted(things))] = hold
    return newest.values()


def _again(hold: Hold, id_: UUID, *, by: Person, at: datetime) -> bytes:
    onset = hold.first_onset_at
    said = {
        "id": str(id_),
        "type": "hold",
        "schema_v": 1,
        "kitchen": str(hold.place_id),
        "actor": str(by.pk),
        "claimed_at": at.isoformat(),
        "body": {
            "held_at": at.isoformat(),
            "kind": hold.kind,
            "cause": hold.cause,
            "sample_ids": hold.sample_ids,
            "lot_uris": hold.lot_uris,
            "meal_ids": hold.meal_ids,
            "suspected": {
                "sick": hold.sick,
                "first_onset_at": onset.isoformat() if onset else None,
                "symptoms": hold.symptoms,
            },
        },
    }
    return json.dumps(said, ensure_ascii=False).encode()
