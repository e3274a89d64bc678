"""Documents of one's own organisations that were not captured, wholly or in part."""

import uuid

from nguon.food.trace.models import CaptureJob
from nguon.food.trace.queries.capture_jobs import CaptureState, capture_jobs_of, states_of
from nguon.ground.people.queries import Principal

LOOKED_AT = 100
SHOWN = 10


def refused_jobs_of(principal: Principal) -> list[CaptureState]:
    """The latest among the last hundred."""
    jobs = list(capture_jobs_of(principal)[:LOOKED_AT])
    return [state for state in states_of(jobs) if not state.is_success][:SHOWN]


def job_of(principal: Principal, pk: uuid.UUID) -> tuple[CaptureJob, CaptureState] | None:
    """With its bytes, which lists leave out."""
    job = capture_jobs_of(principal).defer(None).filter(pk=pk).first()
    return (job, states_of([job])[0]) if job is not None else None
