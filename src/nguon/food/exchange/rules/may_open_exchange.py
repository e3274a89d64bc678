from nguon.base.decision import Decision
from nguon.ground.people.choices import Act
from nguon.ground.people.models import Person
from nguon.ground.people.rules import may_anywhere


def may_open_exchange(person: Person) -> Decision:
    """Whoever may send in or query events somewhere."""
    asking = may_anywhere(person, Act.QUERY_EVENTS)
    return asking if asking.allowed else may_anywhere(person, Act.CAPTURE_EVENTS)
