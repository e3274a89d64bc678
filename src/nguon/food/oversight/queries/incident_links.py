"""Which reports are one incident. Of several together the first gives its id to all.

Two suspicions of one kitchen about the same meal are one incident without anybody saying so: the
phone sends one at the first tap and another when somebody has counted the sick. Anything else is
joined by a person, and any of it can be parted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from nguon.food.kitchen.choices import HoldKind
from nguon.food.kitchen.models import Hold
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.models import IncidentAct

_LINKING = (ActKind.INCIDENT_JOINED, ActKind.INCIDENT_PARTED, ActKind.INCIDENT_REOPENED)


class Links:
    """All there are, in two queries: suspicions are few, also in a province and three years."""

    def __init__(self) -> None:
        self._group: dict[UUID, frozenset[UUID]] = {}
        for roots in _of_one_meal():
            self._join(roots)
        acts = IncidentAct.objects.filter(kind__in=_LINKING).order_by("sequence")
        for incident, kind, body in acts.values_list("incident_id", "kind", "body"):
            reports = [UUID(report) for report in body["reports"]]
            if kind == ActKind.INCIDENT_PARTED:
                self._part(incident, reports)
            else:
                self._join([incident, *reports])

    def together_with(self, report: UUID) -> frozenset[UUID]:
        """All reports of its incident, itself among them."""
        return self._group.get(report, frozenset({report}))

    def _join(self, reports: Iterable[UUID]) -> None:
        whole = frozenset[UUID]().union(*(self.together_with(one) for one in reports))
        self._group |= dict.fromkeys(whole, whole)

    def _part(self, incident: UUID, reports: Iterable[UUID]) -> None:
        """What was joined to one of those that go stays behind, with the others."""
        rest = self.together_with(incident).difference(reports)
        self._group |= dict.fromkeys(rest, rest)
        for report in reports:
            self._group[report] = frozenset({report})


def _of_one_meal() -> Iterator[list[UUID]]:
    """By what any version of a hold says."""
    rows = Hold.objects.filter(kind=HoldKind.SUSPICION).order_by("sequence")
    about: dict[tuple[UUID, str], list[UUID]] = defaultdict(list)
    for root, place, meals in rows.values_list("root_id", "place_id", "meal_ids"):
        for meal in meals:
            about[place, meal].append(root)
    yield from about.values()
