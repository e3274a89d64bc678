"""Who may recall, drill and answer: see ADR on recalls and drills."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from nguon.base.decision import Decision
from nguon.food.oversight.queries.recall_value import RecallView
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.rules import may


def may_recall(person: Person, *, drill: bool, at: datetime) -> Decision:
    """For the whole province: goods do not stop at the border of a commune."""
    return may(person, Act.RUN_DRILL if drill else Act.RECALL_GOODS, at=at)


def may_release_recall(person: Person, recall: RecallView, *, at: datetime) -> Decision:
    if not recall.is_open:
        reason = _("This recall has been released already.")
        return Decision(False, "is_released", reason)
    return may_recall(person, drill=recall.is_drill, at=at)


def may_answer(person: Person, recall: RecallView, key: UUID, *, at: datetime) -> Decision:
    """Only who was told can say what they found."""
    notice = recall.notice_to(key)
    if notice is None:
        reason = _("This recall was not sent to you.")
        return Decision(False, "not_told", reason)
    return may(
        person, Act.ANSWER_RECALL, place=notice.place, organisation=notice.organisation, at=at
    )
