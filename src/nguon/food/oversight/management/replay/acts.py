"""What people do in the walk, each as a record: on a phone, at a desk, or at the office."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from nguon.base.errors import Refused
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.cast import Kitchen, demo_id
from nguon.food.kitchen.models import RetainedSample
from nguon.food.kitchen.operations.item import ItemResult
from nguon.food.kitchen.operations.submit_record import submit_record
from nguon.food.kitchen.operations.submit_records import submit_records
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.management.replay.schools import PARTS
from nguon.food.oversight.management.replay.story import GIO, Story
from nguon.food.oversight.operations.say_act import Said, say_act
from nguon.ground.journal.choices import Channel
from nguon.ground.people.models import Person

SYMPTOMS = ["vomiting", "abdominal_pain", "diarrhoea"]
SPOILT = "Còn nguyên niêm phong, màu mùi bình thường"


def said_on_phone(
    story: Story, kitchen: Kitchen, said: tuple[RecordKind, Mapping[str, Any]], *, at: datetime
) -> tuple[UUID, bytes]:
    """The record as the health officer's phone, or the cook's, keeps it in its outbox."""
    kind, body = said
    who = "cook_1" if kind == RecordKind.SAMPLE_DESTROYED else "health_officer"
    record_id = demo_id("replay", kitchen.key, kind, at)
    device = story.phones[kitchen.key]
    envelope = {
        "id": str(record_id),
        "type": kind.value,
        "schema_v": 1,
        "kitchen": str(kitchen.place.pk),
        "actor": str(kitchen.people[who].pk),
        "identified_by": "pin",
        "device": str(device.pk),
        "claimed_at": at.astimezone(UTC).isoformat(),
        "offset_ms": 0,
        "seq": 1,
        "photos": [],
        "body": dict(body),
    }
    return record_id, json.dumps(envelope, ensure_ascii=False).encode()


def handed_in(story: Story, kitchen: Kitchen, raw: bytes, *, at: datetime) -> ItemResult:
    (answer,) = submit_records([raw], by=story.phones[kitchen.key], received_at=at)
    return answer


def suspicion(story: Story, key: str, *, at: datetime) -> dict[str, Any]:
    """What two taps say: this meal, so many sick, since then. No pupil has a name here."""
    return {
        "held_at": at.isoformat(),
        "kind": "suspicion",
        "cause": f"{story.sick_at(key)} học sinh nôn, đau bụng sau bữa trưa",
        "meal_ids": [str(story.days[key].meal_id)],
        "suspected": {
            "sick": story.sick_at(key),
            "first_onset_at": story.at(12, 50).isoformat(),
            "symptoms": SYMPTOMS,
        },
    }


def destruction(sample: RetainedSample, *, at: datetime) -> dict[str, Any]:
    return {
        "sample_id": str(sample.record_id),
        "destroyed_at": at.isoformat(),
        "condition": SPOILT,
    }


def kept_on_web(
    story: Story, key: str, said: tuple[RecordKind, Mapping[str, Any]], *, at: datetime
) -> UUID:
    """By the kitchen's health officer at a desk. Raises `Refused`."""
    kind, body = said
    kitchen = story.kitchens[key]
    by = kitchen.people["health_officer"]
    record_id = demo_id("replay", key, kind, at)
    envelope = {
        "id": str(record_id),
        "type": kind.value,
        "schema_v": 1,
        "kitchen": str(kitchen.place.pk),
        "actor": str(by.pk),
        "claimed_at": at.isoformat(),
        "body": dict(body),
    }
    raw = json.dumps(envelope, ensure_ascii=False).encode()
    submit_record(raw, by=by, channel=Channel.WEB, received_at=at + timedelta(seconds=1))
    return record_id


def tried_to_destroy(story: Story, key: str, *, at: datetime) -> str:
    """The code of the refusal; `done` if nobody refused."""
    body = destruction(gio_box(story, key), at=at)
    try:
        kept_on_web(story, key, (RecordKind.SAMPLE_DESTROYED, body), at=at)
    except Refused as refused:
        return refused.decision.code
    return "done"


def gio_box(story: Story, key: str) -> RetainedSample:
    record_id = story.days[key].said[f"sample:{GIO.name}"]
    return RetainedSample.objects.select_related("dish").get(record_id=record_id)


def counted(story: Story, key: str, incident: UUID, *, by: Person, at: datetime) -> None:
    """The sick of a school by class: codes and numbers."""
    meal = str(story.days[key].meal_id)
    counts = [
        {"meal_id": meal, "class_code": code, "sick": sick}
        for code, sick in PARTS[key].sick.items()
    ]
    body = {"counts": counts, "first_onset_at": story.at(12, 50).isoformat(), "symptoms": SYMPTOMS}
    incident_act(story, key, incident, (ActKind.INCIDENT_SICK, body), by=by, at=at)


def incident_act(
    story: Story,
    key: str,
    incident: UUID,
    said: tuple[ActKind, Mapping[str, Any]],
    *,
    by: Person,
    at: datetime,
) -> None:
    kind, body = said
    place = story.kitchens[key].place
    act = Said(
        record_id=demo_id("replay", key, kind, at),
        kind=kind,
        book=place.pk,
        body={"incident": str(incident), "words": "", **body},
    )
    say_act(act, by=by, at=at)
