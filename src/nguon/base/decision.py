"""The answer of a house rule: allowed, or refused with a reason somebody can act on."""

from dataclasses import dataclass

from nguon.base.errors import Refused


@dataclass(frozen=True, slots=True)
class Decision:
    """`code` is for programs and tests, `reason` is the sentence a person reads."""

    allowed: bool
    code: str = ""
    reason: str = ""

    def require(self) -> None:
        """Raise `Refused` with this decision unless it allows."""
        if not self.allowed:
            raise Refused(self)


ALLOWED = Decision(allowed=True)
