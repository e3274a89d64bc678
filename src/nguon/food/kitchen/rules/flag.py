from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Flag:
    """Something to be seen: `tone` is `red` or `amber`; `record_id` leads to the evidence."""

    code: str
    tone: str
    text: str
    record_id: UUID | None = None
