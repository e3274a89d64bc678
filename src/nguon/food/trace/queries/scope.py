"""What somebody may see of the events, as values for SQL."""

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from nguon.food.trace.queries.grant import (
    Condition,
    Grant,
    Hidden,
    grants_for,
)
from nguon.ground.people.models import Organisation, Place
from nguon.ground.people.queries.principals import Principal

_AT_OWN_PLACES = (
    "e.tenant_id = any(%(scope_tenants)s) or e.biz_location = any(%(scope_uris)s)"
    " or e.read_point = any(%(scope_uris)s)"
)
_REACHED = (
    f"({_AT_OWN_PLACES} or exists (select from trace_event_link l"
    " join trace_node n on n.id = l.node_id where l.event_id = e.id"
    " and l.role = 'destination' and n.uri = any(%(scope_uris)s)))"
)
MEMBER_OF_ROLE = {
    "parent_id": "parentID",
    "transformation_id": "transformationID",
    "epc_list": "epcList",
    "child_epcs": "childEPCs",
    "input_epc_list": "inputEPCList",
    "output_epc_list": "outputEPCList",
    "quantity_list": "quantityList",
    "child_quantity_list": "childQuantityList",
    "input_quantity_list": "inputQuantityList",
    "output_quantity_list": "outputQuantityList",
    "read_point": "readPoint",
    "biz_location": "bizLocation",
    "source": "sourceList",
    "destination": "destinationList",
    "biz_transaction": "bizTransactionList",
}
"""Where in an event a link of each role stands."""

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

    Reached is an event that one of the organisations captured, that happened at one of the
    places, or that names one of them as its destination or business location (ADR 7). Visible is
    besides what a partner shares by a rule (`grants`), with what the rule hides left out.

    Who answers with events: `visible()`. Who filters, sorts or counts by a member: with
    `shown_members()` of it, or `shown_links()`. Who prints events: `event_document`, which asks
    `hidden_of()`. Who follows goods, or shows events otherwise than by `event_document`:
    `traced()`.
    """

    everything: bool
    tenant_ids: frozenset[uuid.UUID] = frozenset()
    uris: frozenset[str] = frozenset()
    speakers: frozenset[uuid.UUID] = frozenset()
    """Organisations whose word is the asker's own word, and so proves nothing to others."""
    grants: tuple[Grant, ...] = ()

    def visible(self) -> Condition:
        """An SQL condition on an event called `e`, and its parameters."""
        return self._reached_or(lambda _: True)

    def traced(self) -> Condition:
        """The same for events that are shown whole and whose goods may be followed."""
        return self._reached_or(lambda grant: grant.may_trace)

    def shown_members(self, *members: str) -> Condition:
        """An SQL condition on a visible event `e`: the asker is shown all these members of it.

        Names as in EPCIS JSON (`sourceList`, `ilmd`; `quantity` for amounts with their units
        anywhere), full IRIs of users' members. Whatever asks for a member that may be hidden
        adds it by `and`, also below `not`: what is hidden is not there, so it neither matches
        nor orders nor counts. `true` without parameters where no rule hides any of them.

        A member inside another is asked for with it: `shown_members("ilmd", iri)`. An event id
        that is a hash of the content (`ni:`) would confirm guesses at what is hidden, so
        `eventID` is shown where nothing is hidden, or where it is no hash.
        """
        conditions = [self._shown(one) for one in members if one != "eventID"]
        if "eventID" in members:
            whole, parameters = self.shown_whole()
            if whole != "true":
                conditions.append((f"(left(e.event_id, 3) <> 'ni:' or {whole})", parameters))
        return _all_of(conditions)

    def shown_links(self, *roles: str) -> Condition:
        """An SQL condition on a visible `e` and a link `l` of it: its role (of these) is shown."""
        conditions: list[Condition] = []
        for role in roles:
            text, parameters = self._shown(MEMBER_OF_ROLE[role])
            if text != "true":
                conditions.append((f"(l.role <> '{role}' or {text})", parameters))
        return _all_of(conditions)

    def shown_whole(self) -> Condition:
        """An SQL condition on a visible event `e`: the asker is shown every member of it."""
        return _all_of([self._shown(name) for grant in self.grants for name in grant.hidden])

    def _shown(self, member: str) -> Condition:
        if not any(grant.hides(member) for grant in self.grants):
            return "true", {}
        return self._reached_or(lambda grant: not grant.hides(member))

    def _reached_or(self, opens: Callable[[Grant], bool]) -> Condition:
        if self.everything:
            return "true", {}
        conditions = [
            grant.condition(number) for number, grant in enumerate(self.grants) if opens(grant)
        ]
        if not conditions:
            return _REACHED, self._parameters
        text = " or ".join([_REACHED, *(one for one, _ in conditions)])
        return f"({text})", self._parameters | _joined(conditions)

    def hidden_of(self, events: Collection[int]) -> dict[int, Hidden]:
        """What is left out of each of these visible events; those shown whole are not listed."""
        if not events or not self.hides_anything:
            return {}
        conditions = [grant.condition(number) for number, grant in enumerate(self.grants)]
        fits = ", ".join(text for text, _ in conditions)
        statement = (
            f"select e.id, array[{fits}] from trace_event e"  # noqa: S608 this file's own
            f" where e.id = any(%(among)s) and not {_REACHED}"
        )
        values = self._parameters | _joined(conditions) | {"among": list(events)}
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            found = {
                number: Hidden(tuple(g for g, f in zip(self.grants, fit, strict=True) if f))
                for number, fit in cursor.fetchall()
            }
        return {number: hidden for number, hidden in found.items() if hidden}

    @property
    def hides_anything(self) -> bool:
        return any(grant.hidden for grant in self.grants)

    @property
    def master_data_of(self) -> frozenset[uuid.UUID]:
        """The organisations whose master data counts for the asker, unless that is everybody's."""
        sharing = {grant.owner_id for grant in self.grants if grant.shares_master_data}
        return self.tenant_ids | sharing

    @property
    def _parameters(self) -> dict[str, Any]:
        return {"scope_tenants": list(self.tenant_ids), "scope_uris": list(self.uris)}

    def proven(self) -> Condition:
        """An SQL condition on `e` and a link `l` of it: the event is more than the asker's claim.

        Whoever could open a thing by naming it would read everybody's chain. So somebody else
        named the asker, or the asker was the first to name the thing, or a person of a kitchen
        recorded it there; a hold names what others have, and is no proof.
        """
        if self.everything:
            return "true", {}
        return _PROVEN, {"scope_speakers": list(self.speakers)}

    def at_own_places(self) -> Condition:
        """An SQL condition on `e`: the asker's own doing; a destination is not a doer."""
        return ("true", {}) if self.everything else (f"({_AT_OWN_PLACES})", self._parameters)

    def visible_among(self, events: Collection[int], *members: str) -> set[int]:
        """Which of these events the asker may see, and these members of them."""
        condition, parameters = _all_of([self.visible(), self.shown_members(*members)])
        return self._among(condition, parameters, events)

    def traced_among(self, events: Collection[int]) -> set[int]:
        """Which of these events are shown whole, their goods to be followed."""
        condition, parameters = self.traced()
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
    ).values_list("identifier", "organisation_id")
    names = {*organisations.values_list("identifier", flat=True)}
    return Scope(
        everything=False,
        tenant_ids=frozenset(principal.organisation_ids),
        uris=frozenset(names | {identifier for identifier, _ in places}),
        speakers=principal.organisation_ids | frozenset(owner for _, owner in places),
        grants=grants_for(principal),
    )


def _joined(conditions: Sequence[Condition]) -> dict[str, Any]:
    return {name: value for _, values in conditions for name, value in values.items()}


def _all_of(conditions: Sequence[Condition]) -> Condition:
    texts = dict.fromkeys(text for text, _ in conditions if text != "true")
    return " and ".join(texts) or "true", _joined(conditions)
