"""Which reports are one incident. Of several together the first gives its id to all.

Two suspicions of one kitchen about the same meal are one incident without anybody saying so: the
phone sends one at the first tap and another when somebody has counted the sick. Anything else is
joined by a person, and any of it can be parted.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from uuid import UUID

from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.models import Hold
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.models import IncidentAct

_LINKING = (ActKind.INCIDENT_JOINED, ActKind.INCIDENT_PARTED, ActKind.INCIDENT_REOPENED)


class Links:
    """All there are, in two queries: suspicions are few, also in a province and three years."""

    def __init__(self) -> None:
        stands = {frozenset(pair): True for pair in _of_one_meal()}
        acts = IncidentAct.objects.filter(kind__in=_LINKING).order_by("sequence")
        for incident, kind, body in acts.values_list("incident_id", "kind", "body"):
            for report in body["reports"]:
                pair = frozenset((incident, UUID(report)))
                stands[pair] = kind != ActKind.INCIDENT_PARTED
        self._next: dict[UUID, set[UUID]] = defaultdict(set)
        for pair in (pair for pair, is_one in stands.items() if is_one and len(pair) > 1):
            one, other = pair
            self._next[one].add(other)
            self._next[other].add(one)

    def together_with(self, report: UUID) -> frozenset[UUID]:
        """All reports of its incident, itself among them; a circle of joins ends."""
        found = {report}
        waiting = [report]
        while waiting:
            new = self._next.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return frozenset(found)


def _of_one_meal() -> Iterator[tuple[UUID, UUID]]:
    """Each with the one before it, by what any of its versions says."""
    rows = Hold.objects.filter(kind=HoldKind.SUSPICION).order_by("sequence")
    about: dict[tuple[UUID, str], dict[UUID, None]] = defaultdict(dict)
    for root, place, meals in rows.values_list("root_id", "place_id", "meal_ids"):
        for meal in meals:
            about[place, meal][root] = None
    for roots in about.values():
        yield from pairwise(roots)
