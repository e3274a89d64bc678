"""Why something is not captured: errors for who waits, members of a job for who looks later."""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language, ngettext

from nguon.base.errors import FieldError, InputInvalid, NguonError
from nguon.core.epcis import Problem
from nguon.food.trace.models import CaptureJob
from nguon.food.trace.operations.capture_events import EventConflict

PROBLEMS_KEPT = 1_000
_LONGEST_SHOWN = 200
_NOT_STORABLE = re.compile("[\0\ud800-\udfff]")


class CaptureLimitExceeded(NguonError):
    """More events in one document than are taken at once; nothing of it was read or kept."""

    status = 413
    problem_type = "epcisException:CaptureLimitExceededException"


class DocumentRefused(InputInvalid):
    """The document cannot be captured; what was sent is kept with the reasons in `job`."""

    def __init__(self, job: CaptureJob, problems: Sequence[Problem]) -> None:
        self.job = job
        self.problems = tuple(problems)
        language = get_language() or "vi"
        super().__init__(
            [
                FieldError(
                    problem.path or "/",
                    f"{problem.message(language)} {problem.remedy(language)}",
                    expected=problem.expected,
                    got=_short(problem.got),
                )
                for problem in problems
            ]
        )

    def __str__(self) -> str:
        return ngettext(
            "%(count)d problem in the document; nothing of it was captured.",
            "%(count)d problems in the document; nothing of it was captured.",
            len(self.problems),
        ) % {"count": len(self.problems)}


def errors_of(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    return [error_of(problem) for problem in problems[:PROBLEMS_KEPT]]


def error_of(problem: Problem) -> dict[str, Any]:
    """A problem as the capture job tells it (RFC 9457), in both languages."""
    error = {
        "type": "epcisException:ValidationException",
        "title": problem.message_en,
        "status": 400,
        "path": problem.path or "/",
        "event": problem.event_number,
        "rule": problem.rule,
        "expected": problem.expected,
        "got": _short(problem.got),
        "message": {"vi": problem.message_vi, "en": problem.message_en},
        "remedy": {"vi": problem.remedy_vi, "en": problem.remedy_en},
    }
    return _storable(error)


def conflict_errors(event_ids: Sequence[str]) -> list[dict[str, Any]]:
    return [conflict_error(event_id) for event_id in event_ids[:PROBLEMS_KEPT]]


def conflict_error(event_id: str, event: int | None = None) -> dict[str, Any]:
    where = {} if event is None else {"event": event}
    return {
        "type": EventConflict.problem_type,
        "title": "Event id already taken by an event with other content.",
        "status": EventConflict.status,
        "eventID": event_id,
        **where,
    }


def _storable(error: dict[str, Any]) -> dict[str, Any]:
    """A key in a percent-encoded URI may hold a NUL, which PostgreSQL keeps in no text."""
    return {
        name: _storable(value)
        if isinstance(value, dict)
        else _NOT_STORABLE.sub("\N{REPLACEMENT CHARACTER}", value)
        if isinstance(value, str)
        else value
        for name, value in error.items()
    }


def _short(text: str) -> str:
    """A refused text may be megabytes; the job keeps all of it as it was sent."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
