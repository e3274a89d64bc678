"""Who stands behind the identifiers of a suspicion's events."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import Q

from nguon.base.folded_text import folded
from nguon.food.trace.queries.trace_value import Party
from nguon.ground.people.models import Organisation, OrganisationName, Place


class Directory:
    """Names for places and organisations, and the organisation that a place belongs to."""

    def __init__(self, uris: Collection[str], tenants: Collection[str]) -> None:
        ids = {UUID(tenant) for tenant in tenants}
        named = Organisation.objects.filter(Q(pk__in=ids) | Q(identifier__in=uris)).order_by()
        found = {
            id_: Party(uri, name, name)
            for id_, uri, name in named.values_list("pk", "identifier", "display_name")
        }
        self._tenants = {
            str(id_): found.get(id_) or Party(id_.urn, str(id_), is_known=False) for id_ in ids
        }
        self._by_uri = {party.uri: party for party in self._tenants.values()}
        self._parties, self._owners = _parties(uris)
        self._parties |= {one.uri: one for one in found.values() if one.uri in self._parties}

    def party(self, uri: str, *, said: str = "") -> Party:
        """Somebody who is not registered goes by the name that the event gives."""
        party = self._parties[uri]
        return party if party.is_known or not said else Party(uri, said, is_known=False)

    def holder(self, place: str | None, tenant: str) -> Party:
        return self._tenants[tenant] if place is None else self._parties[place]

    def holder_uri(self, place: str | None, tenant: str) -> str:
        return self._tenants[tenant].uri if place is None else place

    def holder_named(self, uri: str) -> Party:
        return self._parties.get(uri) or self._by_uri[uri]

    def organisation(self, tenant: str) -> Party:
        return self._tenants[tenant]

    def actor(self, uri: str) -> str:
        """The identifier of the real actor: a place's organisation, else itself."""
        return self._owners.get(uri, uri)

    def aliases(self, place: str | None, tenant: str) -> frozenset[str]:
        """All identifiers under which goods may have been sent to this holder."""
        own = self._tenants[tenant].uri
        return frozenset({own} if place is None else {own, place, self.actor(place)})


def _parties(uris: Collection[str]) -> tuple[dict[str, Party], Mapping[str, str]]:
    """Places as a trace names them, and by a place's identifier that of its organisation."""
    places = Place.objects.filter(identifier__in=uris).order_by()
    parties = {uri: Party(uri, uri, is_known=False) for uri in uris}
    owners: dict[str, str] = {}
    columns = ("identifier", "name", "organisation__display_name", "organisation__identifier")
    for uri, name, organisation, owner in places.values_list(*columns):
        parties[uri], owners[uri] = Party(uri, name, organisation), owner
    return parties, owners


class LegalNames:
    """All legal names of actors, and which actors go by a stranger's name."""

    def __init__(self, actors: Collection[str], strangers: Collection[str]) -> None:
        self._names: dict[str, list[str]] = {}
        known = OrganisationName.objects.filter(organisation__identifier__in=actors)
        for actor, name in known.values_list("organisation__identifier", "legal_name"):
            self._names.setdefault(actor, []).append(name)
        rows = OrganisationName.objects.filter(
            folded_name__in={folded(name) for name in strangers}
        ).select_related("organisation")
        self._alike: dict[str, list[str]] = {}
        for row in rows:
            self._alike.setdefault(row.folded_name, []).append(row.organisation.display_name)

    def of(self, actor: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._names.get(actor, ())))

    def alike(self, stranger: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._alike.get(folded(stranger), ())))
