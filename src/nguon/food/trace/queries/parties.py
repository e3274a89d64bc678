"""Names for the identifiers of places and organisations in events."""

import uuid
from collections.abc import Collection

from nguon.food.trace.queries.trace_value import Party
from nguon.ground.people.models import Organisation, Place


def parties_by_uri(uris: Collection[str]) -> dict[str, Party]:
    """A party for every identifier; one that we do not know keeps its identifier for a name."""
    known = {
        place.identifier: Party(place.identifier, place.name, place.organisation.display_name)
        for place in Place.objects.filter(identifier__in=uris).select_related("organisation")
    }
    known |= {
        one.identifier: Party(one.identifier, one.display_name, one.display_name)
        for one in Organisation.objects.filter(identifier__in=uris)
    }
    return {uri: known.get(uri) or Party(uri, uri, is_known=False) for uri in uris}


def organisations_by_id(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Party]:
    """The organisations that captured events."""
    found = {
        one.pk: Party(one.identifier, one.display_name, one.display_name)
        for one in Organisation.objects.filter(pk__in=ids)
    }
    return {id_: found.get(id_) or Party(id_.urn, str(id_), is_known=False) for id_ in ids}
