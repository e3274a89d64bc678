"""Who adds a kind of food to the list that everybody chooses from."""

from datetime import datetime

from nguon.base.decision import Decision
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Organisation, Person
from nguon.ground.people.rules import may, may_administer, may_anywhere


def may_register_product(
    person: Person, owner: Organisation | None, *, at: datetime | None = None
) -> Decision:
    """A product of nobody: who plans meals. An organisation's article: who acts for it.

    Cooks do not: what they receive and is not on the list, they write down as text.
    """
    administers = may_administer(person)
    if administers.allowed:
        return administers
    if owner is None:
        return may_anywhere(person, Act.PLAN_MEAL, at=at)
    return may(person, Act.CAPTURE_EVENTS, organisation=owner, at=at)
