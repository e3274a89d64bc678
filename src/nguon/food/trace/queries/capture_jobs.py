"""Capture jobs of the asker's own organisations, the newest first, and how far they are."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from nguon.food.trace.models import CaptureJob, CapturePart
from nguon.ground.people.queries import Principal


@dataclass(frozen=True, slots=True)
class CaptureState:
    """A job and what came of it so far; it succeeds until something was wrong (§8.2.7)."""

    job: CaptureJob
    finished_at: datetime | None
    errors: list[dict[str, Any]]
    stored: int
    duplicates: int

    @property
    def is_running(self) -> bool:
        return self.finished_at is None

    @property
    def is_success(self) -> bool:
        return not self.errors


def capture_jobs_of(principal: Principal) -> QuerySet[CaptureJob]:
    jobs = CaptureJob.objects.defer("raw").order_by("-received_at", "-id")
    if principal.sees_everything:
        return jobs
    return jobs.filter(tenant_id__in=principal.organisation_ids)


def older_than(jobs: QuerySet[CaptureJob], last: uuid.UUID) -> QuerySet[CaptureJob]:
    """The jobs after `last` in that order."""
    job = CaptureJob.objects.filter(pk=last).first()
    if job is None:
        return jobs.none()
    return jobs.filter(
        Q(received_at__lt=job.received_at) | Q(received_at=job.received_at, id__lt=job.pk)
    )


def states_of(jobs: Sequence[CaptureJob]) -> list[CaptureState]:
    """With one question for all of them."""
    parts: defaultdict[uuid.UUID, list[CapturePart]] = defaultdict(list)
    for part in CapturePart.objects.filter(job__in=jobs).order_by("job", "first_event"):
        parts[part.job_id].append(part)
    return [_state(job, parts[job.pk]) for job in jobs]


def _state(job: CaptureJob, parts: Iterable[CapturePart]) -> CaptureState:
    done = list(parts)
    return CaptureState(
        job=job,
        finished_at=next((part.finished_at for part in done if part.is_last), None),
        errors=[error for part in done for error in part.errors],
        stored=sum(part.stored_count for part in done),
        duplicates=sum(part.duplicate_count for part in done),
    )
