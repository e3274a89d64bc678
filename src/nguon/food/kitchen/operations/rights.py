"""What people may do at a kitchen on several days, fetched at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from nguon.ground.people.choices import Act
from nguon.ground.people.models import Assignment, Place
from nguon.ground.people.queries.assignments import acts_of, reaches_place


class Rights:
    """As `ground.people.queries.acts_at` says it of one person and one day.

    Also of somebody who was deactivated since: that ended their roles, and what they did before
    they did in them.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        self._held: dict[UUID, list[Assignment]] = defaultdict(list)
        self._acts: dict[tuple[UUID, date], frozenset[Act]] = {}

    def fetch(self, person_ids: Iterable[UUID]) -> None:
        found = Assignment.objects.filter(person__in=set(person_ids) - self._held.keys())
        for held in found.order_by():
            if reaches_place(held, self.place):
                self._held[held.person_id].append(held)

    def acts(self, person_id: UUID, *, on: date) -> frozenset[Act]:
        key = person_id, on
        if key not in self._acts:
            self._acts[key] = acts_of(
                held
                for held in self._held.get(person_id, ())
                if held.valid_from <= on and (held.valid_to is None or held.valid_to > on)
            )
        return self._acts[key]
