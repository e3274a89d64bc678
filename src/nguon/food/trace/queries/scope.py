"""What somebody may see of the events, as values for SQL."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from nguon.ground.people.models import Organisation, Place
from nguon.ground.people.queries.principals import Principal

_AT_OWN_PLACES = (
    "e.tenant_id = any(%(scope_tenants)s) or e.biz_location = any(%(scope_uris)s)"
    " or e.read_point = any(%(scope_uris)s)"
)
_VISIBLE = (
    f"({_AT_OWN_PLACES} or exists (select from trace_event_link l"
    " join trace_node n on n.id = l.node_id where l.event_id = e.id"
    " and l.role = 'destination' and n.uri = any(%(scope_uris)s)))"
)
_PROVEN = (
    "(e.tenant_id <> all(%(scope_speakers)s)"
    " or (e.record_id is not null and e.biz_step not in ('holding', 'storing'))"
    " or (select f.tenant_id from trace_event_link o join trace_event f on f.id = o.event_id"
    " where o.node_id = l.node_id and o.role = any(%(roles)s) order by o.event_id limit 1)"
    " = any(%(scope_speakers)s))"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The asker's organisations, and the identifiers under which events name them.

    An event is visible that one of the organisations captured, that happened at one of the
    places, or that names one of them as its destination or business location.
    """

    everything: bool
    tenant_ids: frozenset[uuid.UUID] = frozenset()
    uris: frozenset[str] = frozenset()
    speakers: frozenset[uuid.UUID] = frozenset()
    """Organisations whose word is the asker's own word, and so proves nothing to others."""

    def visible(self) -> tuple[str, dict[str, Any]]:
        """An SQL condition on an event called `e`, and its parameters."""
        return ("true", {}) if self.everything else (_VISIBLE, self._parameters)

    @property
    def _parameters(self) -> dict[str, Any]:
        return {"scope_tenants": list(self.tenant_ids), "scope_uris": list(self.uris)}

    def proven(self) -> tuple[str, dict[str, Any]]:
        """An SQL condition on `e` and a link `l` of it: the event is more than the asker's claim.

        Whoever could open a thing by naming it would read everybody's chain. So somebody else
        named the asker, or the asker was the first to name the thing, or a person of a kitchen
        recorded it there; a hold names what others have, and is no proof.
        """
        if self.everything:
            return "true", {}
        return _PROVEN, {"scope_speakers": list(self.speakers)}

    def at_own_places(self) -> tuple[str, dict[str, Any]]:
        """An SQL condition on `e`: the asker's own doing; a destination is not a doer."""
        return ("true", {}) if self.everything else (f"({_AT_OWN_PLACES})", self._parameters)

    def visible_among(self, events: Collection[int]) -> set[int]:
        """Which of these events the asker may see."""
        condition, parameters = self.visible()
        return self._among(condition, parameters, events)

    def events_at_own_places(self, events: Collection[int]) -> set[int]:
        """Which of these events are the asker's own doing."""
        condition, parameters = self.at_own_places()
        return self._among(condition, parameters, events)

    def _among(
        self, condition: str, parameters: dict[str, Any], events: Collection[int]
    ) -> set[int]:
        if not events:
            return set()
        statement = f"select e.id from trace_event e where e.id = any(%(among)s) and {condition}"  # noqa: S608 both texts are this file's own
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters | {"among": list(events)})
            return {number for (number,) in cursor.fetchall()}


EVERYTHING = Scope(everything=True)


def scope_of(principal: Principal) -> Scope:
    """A role at one kitchen sees that kitchen, not all that its organisation does elsewhere."""
    if principal.sees_everything:
        return EVERYTHING
    organisations = Organisation.objects.filter(pk__in=principal.organisation_ids)
    places = Place.objects.filter(
        Q(pk__in=principal.place_ids) | Q(organisation__in=principal.organisation_ids)
    )
    uris = {*organisations.values_list("identifier", flat=True)}
    uris |= {*places.values_list("identifier", flat=True)}
    return Scope(
        everything=False,
        tenant_ids=frozenset(principal.organisation_ids),
        uris=frozenset(uris),
        speakers=principal.organisation_ids
        | frozenset(places.values_list("organisation_id", flat=True)),
    )
