"""Other kitchens that bought from the same supplier in the same days.

Many traders print no lot codes: each kitchen then makes its own, and no lot joins two kitchens.
Who delivered is known all the same, by the real actor whatever legal name stood on the paper.
Told are place, time and goods; amounts, codes, verdicts and people stay with the other kitchen.
Only kitchens ask, about what their own kitchen received, and authorities: whom a trader sells to
is nobody else's business.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import connection

from nguon.food.trace.queries.parties import parties_by_uri
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.thing_facts import RECEIVING
from nguon.food.trace.queries.trace_value import Fact, Neighbour, TraceThing
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import Organisation, Place

AROUND = timedelta(days=3)
MOST = 200
_RECEIVED = """
select distinct asked.supplier, e.place, e.event_time, coalesce(l.name, ''), n.uri
from unnest(%(suppliers)s::text[], %(since)s::timestamptz[], %(until)s::timestamptz[])
    asked(supplier, since, until)
join trace_node party on party.uri = asked.supplier
join trace_event_link source on source.node_id = party.id and source.role = 'source'
join (select *, coalesce(biz_location, read_point) as place from trace_standing_event) e
    on e.id = source.event_id
join trace_event_link goods on goods.event_id = e.id and goods.role in ('epc_list', 'quantity_list')
join trace_node n on n.id = goods.node_id left join trace_lot l on l.node_id = n.id
where e.event_time between asked.since and asked.until
and e.biz_step = any(%(steps)s) and e.place = any(%(kitchens)s) and n.uri <> all(%(known)s)
order by 3, 2, 4 limit %(limit)s
"""


def neighbours_of(
    facts: Iterable[Fact], *, things: Mapping[str, TraceThing], scope: Scope
) -> list[Neighbour]:
    """One line for a kitchen, moment and kind of goods; lots of the trace itself are left out."""
    asked = _handovers(facts, things, _kitchens(scope))
    if not asked:
        return []
    others = Place.objects.filter(kind=PlaceKind.KITCHEN).exclude(
        identifier__in=[place for _, _, place in asked]
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _RECEIVED,
            {
                "suppliers": [supplier for supplier, _, _ in asked],
                "since": [time - AROUND for _, time, _ in asked],
                "until": [time + AROUND for _, time, _ in asked],
                "kitchens": list(others.values_list("identifier", flat=True)),
                "known": list(things),
                "steps": list(RECEIVING),
                "limit": MOST,
            },
        )
        rows = list(dict.fromkeys(row[:4] for row in cursor.fetchall()))
    parties = parties_by_uri({uri for row in rows for uri in row[:2]})
    return [
        Neighbour(supplier=parties[supplier], place=parties[place], event_time=time, goods=goods)
        for supplier, place, time, goods in rows
    ]


def _handovers(
    facts: Iterable[Fact], things: Mapping[str, TraceThing], kitchens: frozenset[str]
) -> list[tuple[str, datetime, str]]:
    """From which registered supplier, when and in which of the asker's kitchens."""
    received = [
        (party.uri, fact.event_time, fact.place.uri)
        for fact in facts
        if fact.is_own
        and fact.biz_step in RECEIVING
        and things[fact.thing].side != "downstream"
        and fact.place is not None
        and fact.place.uri in kitchens
        for party in fact.sources
        if party.is_known
    ]
    known = set(
        Organisation.objects.filter(identifier__in=[one[0] for one in received]).values_list(
            "identifier", flat=True
        )
    )
    return [one for one in dict.fromkeys(received) if one[0] in known]


def _kitchens(scope: Scope) -> frozenset[str]:
    kitchens = Place.objects.filter(kind=PlaceKind.KITCHEN)
    if not scope.everything:
        kitchens = kitchens.filter(identifier__in=scope.uris)
    return frozenset(kitchens.values_list("identifier", flat=True))
