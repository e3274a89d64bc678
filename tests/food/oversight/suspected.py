"""A suspected poisoning and what people do about it, through records."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.operations.append_act import append_act
from nguon.food.oversight.queries.incidents import IncidentView, incident_of
from nguon.ground.journal.operations.append_record import Appended
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.queries import principal_of
from tests.food.kitchen.incidents import lived, place_hold

SICK = {"sick": 12, "symptoms": ["vomiting", "diarrhoea"]}


def suspected(day: KitchenDay, **of: Any) -> UUID:
    """Twelve fell sick after lunch; without more words the meal of the day is suspected."""
    body = {"suspected": SICK | {"first_onset_at": day.at(13, 20).isoformat()}} | of
    if not {"meal_ids", "sample_ids", "lot_uris"} & set(of):
        body["meal_ids"] = [str(day.meal_id)]
    return place_hold(day, **body)


def act_bytes(
    day: KitchenDay,
    kind: ActKind | str,
    body: dict[str, Any],
    *,
    by: Person,
    at: datetime,
    id_: UUID | None = None,
) -> bytes:
    said = {
        "id": str(id_ or uuid4()),
        "type": str(kind),
        "schema_v": 1,
        "kitchen": str(day.kitchen.place.id),
        "actor": str(by.pk),
        "claimed_at": at.isoformat(),
        "body": body,
    }
    return json.dumps(said, ensure_ascii=False).encode()


def act(
    day: KitchenDay,
    kind: ActKind,
    incident: UUID,
    *,
    by: Person | None = None,
    at: datetime | None = None,
    **body: Any,
) -> Appended:
    """By the manager at half past three, if nothing else is said."""
    by = by or day.kitchen.people["manager"]
    at = at or day.at(15, 30)
    raw = act_bytes(day, kind, {"incident": str(incident), **body}, by=by, at=at)
    return append_act(raw, by=by, received_at=at + timedelta(seconds=2))


def seen_by(person: Person, incident: UUID, *, at: datetime) -> IncidentView:
    return incident_of(incident, principal_of(person, act=Act.WORK_ON_INCIDENT, at=at), at)


__all__ = ["act", "act_bytes", "lived", "seen_by", "suspected"]
