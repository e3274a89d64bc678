"""Capture jobs of the asker's own organisations, the newest first."""

import uuid

from django.db.models import Q, QuerySet

from nguon.food.trace.models import CaptureJob
from nguon.ground.people.queries import Principal


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
