"""What the chapters of the walk share."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nguon.food.oversight.management.replay.story import Story
from nguon.food.oversight.management.replay.teller import Teller
from nguon.food.oversight.queries.four_answers import four_answers
from nguon.food.oversight.queries.four_answers_value import FourAnswers
from nguon.food.oversight.queries.incidents import IncidentView, incident_of
from nguon.food.oversight.queries.suspicion import Start
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.queries import principal_of


@dataclass(frozen=True)
class Walk:
    story: Story
    teller: Teller
    incident_id: UUID

    @property
    def inspector(self) -> Person:
        return self.story.cast.people["inspector"]

    def seen(self, at: datetime) -> IncidentView:
        """As the province's inspector sees it."""
        principal = principal_of(self.inspector, act=Act.WORK_ON_INCIDENT, at=at)
        return incident_of(self.incident_id, principal, at)

    def asked(self, start: Start, at: datetime) -> FourAnswers:
        return four_answers(start, principal=principal_of(self.inspector, at=at), at=at)
