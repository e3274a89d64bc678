"""The family of anticipated errors. Everything else is a fault of ours and answers 500.

NguonError
├── Unidentified    401  nobody is signed in, or the key is unknown or revoked
├── Refused         403  a rule said no; carries its Decision
├── InputInvalid    400  what came cannot be understood; carries FieldErrors
├── Missing         404  there is no such thing, or the asker may not know that there is
├── Conflict        409  it exists already and differs
├── TooLarge        413  more than is read at once
├── TooManyAttempts 429  wait; carries how long
└── ReadOnlyCopy    503  this server reads a copy; writing goes to the main one

The problem types are those of EPCIS 2.0 (REST binding, error responses), so that one handler
serves the standard's API and ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, Protocol


class Refusal(Protocol):
    """What `Refused` needs of a `Decision`; stated here so that the two modules make no circle."""

    @property
    def allowed(self) -> bool: ...

    @property
    def code(self) -> str: ...

    @property
    def reason(self) -> str: ...


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with one field: where, what, what was expected and what came."""

    path: str
    message: str
    expected: str = ""
    got: str = ""


class NguonError(Exception):
    """An error that was foreseen. Its text is meant for the person who caused it."""

    status: ClassVar[int] = 500
    problem_type: ClassVar[str] = "epcisException:ImplementationException"


class Unidentified(NguonError):
    """The request does not say who it is, or says it with a key that no longer counts."""

    status = 401
    problem_type = "epcisException:SecurityException"


class Refused(NguonError):
    """A house rule said no."""

    status = 403
    problem_type = "epcisException:SecurityException"

    def __init__(self, decision: Refusal) -> None:
        super().__init__(decision.reason)
        self.decision = decision


class InputInvalid(NguonError):
    """What came in cannot be accepted; every fault found is listed, not only the first."""

    status = 400
    problem_type = "epcisException:ValidationException"

    def __init__(self, errors: Sequence[FieldError]) -> None:
        self.errors = tuple(errors)
        super().__init__("; ".join(f"{e.path}: {e.message}" for e in self.errors))


class Missing(NguonError):
    """There is no such thing, or the asker may not know that there is."""

    status = 404
    problem_type = "epcisException:NoSuchNameException"


class Conflict(NguonError):
    """It exists already with another content; nothing was overwritten."""

    status = 409
    problem_type = "epcisException:ResourceAlreadyExistsException"


class TooLarge(NguonError):
    """More than is read at once: send less."""

    status = 413
    problem_type = "epcisException:CaptureLimitExceededException"


class TooManyAttempts(NguonError):
    """Somebody is guessing, or a program is stuck; `retry_after` says when to try again."""

    status = 429
    problem_type = "about:blank"

    def __init__(self, message: str, *, retry_after: timedelta) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ReadOnlyCopy(NguonError):
    """The database is a standby that only answers questions; nothing was kept."""

    status = 503
    problem_type = "epcisException:ImplementationException"
