"""Who sees the list of products as a list, to look after it."""

from datetime import datetime

from nguon.base.decision import Decision
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.rules import may_anywhere
from nguon.ground.products.rules.may_register_product import may_register_product


def may_open_products(person: Person, *, at: datetime | None = None) -> Decision:
    """Whoever may add to it: common knowledge, or an own article."""
    common = may_register_product(person, None, at=at)
    own = may_anywhere(person, Act.CAPTURE_EVENTS, at=at)
    return own if own.allowed else common
