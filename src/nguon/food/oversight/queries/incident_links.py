"""Which reports are one incident. Of several joined reports the first gives its id to all."""

from collections import defaultdict
from uuid import UUID

from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.models import IncidentAct

_LINKING = (ActKind.INCIDENT_JOINED, ActKind.INCIDENT_PARTED, ActKind.INCIDENT_REOPENED)


class Links:
    """All that were ever said, in the order of the book; few, so they are read at once."""

    def __init__(self) -> None:
        stands: dict[tuple[UUID, UUID], bool] = {}
        acts = IncidentAct.objects.filter(kind__in=_LINKING).order_by("sequence")
        for incident, kind, body in acts.values_list("incident_id", "kind", "body"):
            for report in body["reports"]:
                pair = (incident, UUID(report))
                if kind != ActKind.INCIDENT_PARTED:
                    stands[pair] = True
                    continue
                for said in (pair, pair[::-1]):
                    stands.pop(said, None)
        self._next: dict[UUID, set[UUID]] = defaultdict(set)
        for one, other in stands:
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
