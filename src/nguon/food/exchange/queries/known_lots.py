"""Lots that the organisation may trace, by the numbers or codes that a sheet gives them."""

from collections.abc import Collection, Mapping
from contextlib import suppress

from django.conf import settings
from django.db import connection

from nguon.core.gs1 import Gs1Error, OwnIdentifier, identify_scan
from nguon.food.exchange.queries.register import KnownLot
from nguon.food.trace.queries import scope_of
from nguon.food.trace.queries.starting_points import askable
from nguon.ground.people.models import Organisation, Place
from nguon.ground.people.queries import Principal

_LOTS = """
select n.id, n.uri, coalesce(l.lot_number, ''), coalesce(l.name, ''), coalesce(l.product, '')
from trace_node n left join trace_lot l on l.node_id = n.id
where n.kind = 'lot' and (n.uri = any(%(uris)s) or n.id in (
    select node_id from trace_lot where lot_number = any(%(numbers)s)))
order by n.uri limit 20000
"""


def known_lots(
    texts: Collection[str], *, organisation: Organisation
) -> Mapping[str, tuple[KnownLot, ...]]:
    """Lots of others that the organisation may not see are as good as not there."""
    codes = {text: _uris(text) for text in texts}
    wanted = {uri for uris in codes.values() for uri in uris}
    if not texts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_LOTS, {"uris": list(wanted), "numbers": list(texts)})
        rows = cursor.fetchall()
    seen = askable(
        {row[0] for row in rows}, scope=scope_of(principal_of_organisation(organisation))
    )
    by_name: dict[str, list[KnownLot]] = {}
    for number, uri, lot_number, name, product in rows:
        if number in seen:
            lot = KnownLot(uri, lot_number, name, product)
            by_name.setdefault(uri, []).append(lot)
            if lot_number:
                by_name.setdefault(lot_number, []).append(lot)
    found = {
        text: tuple(dict.fromkeys(lot for name in (text, *uris) for lot in by_name.get(name, ())))
        for text, uris in codes.items()
    }
    return {text: lots for text, lots in found.items() if lots}


def principal_of_organisation(organisation: Organisation) -> Principal:
    """The organisation itself, whoever of its people asks."""
    places = Place.objects.filter(organisation=organisation).values_list("pk", flat=True)
    return Principal(
        person_id=None,
        organisation_ids=frozenset({organisation.pk}),
        place_ids=frozenset(places),
        sees_everything=False,
        label=organisation.display_name,
    )


def _uris(text: str) -> tuple[str, ...]:
    """What a whole code names, and the own code that is spoken in groups of four."""
    host = settings.NGUON_IDENTIFIER_HOST
    found: list[str] = []
    with suppress(Gs1Error):
        found.append(identify_scan(text, own_hosts=frozenset({host})).canonical)
    with suppress(Gs1Error):
        found.append(OwnIdentifier.parse(f"https://{host}/class/{text.replace(' ', '')}").uri)
    return tuple(found)
