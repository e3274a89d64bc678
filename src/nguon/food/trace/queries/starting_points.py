"""From what somebody typed or scanned to the things they may ask about."""

from collections.abc import Collection, Iterator
from contextlib import suppress

from django.conf import settings
from django.db import connection

from nguon.core.gs1 import DigitalLink, ElementString, Gs1Error, OwnIdentifier, identify
from nguon.food.trace.queries.grant import THING_ROLES
from nguon.food.trace.queries.scope import Scope
from nguon.food.trace.queries.trace_value import TraceThing

_BY_URI = "select id from trace_node where uri = any(%s)"
_BY_LOT_NUMBER = "select node_id from trace_lot where lot_number = any(%s) limit 200"
_OF_PRODUCT = "select node_id from trace_lot where product = any(%s) limit 200"
# In an event the asker may see, itself or by the container it was in at that time.
_ASKABLE = """
with recursive held(root, id, since, until) as (
    select thing, thing, '-infinity'::timestamptz, 'infinity'::timestamptz
    from unnest(%(things)s::bigint[]) thing
    union
    select h.root, c.container_id, greatest(h.since, c.since),
        least(h.until, coalesce(c.until, 'infinity'))
    from held h join trace_containment c on c.content = h.id
    where c.kind = 'aggregation' and greatest(h.since, c.since)
        <= least(h.until, coalesce(c.until, 'infinity')))
select distinct h.root from held h join trace_event_link l on l.node_id = h.id
join trace_event e on e.id = l.event_id
where l.role = any(%(roles)s) and e.event_time between h.since and h.until and """
_SHOWN = """
select n.uri, n.kind, l.name, l.lot_number, l.expiry, l.product
from trace_node n left join trace_lot l on l.node_id = n.id where n.id = any(%s)
order by l.name, n.uri
"""


def starting_points(text: str, *, scope: Scope) -> list[TraceThing]:
    """The things that `text` may mean and that the asker may trace; none if there is none.

    A URI, a scanned element string or Digital Link, the code of a label, or a lot number. A bare
    trade item stands for its lots.
    """
    found = askable(_meant(text.strip()), scope=scope)
    with connection.cursor() as cursor:
        cursor.execute(_SHOWN, [list(found)])
        return [
            TraceThing(
                uri=uri,
                kind=kind,
                side="start",
                depth=0,
                name=name,
                lot_number=lot_number,
                expiry=expiry,
                product=product,
            )
            for uri, kind, name, lot_number, expiry, product in cursor.fetchall()
        ]


def askable(things: Collection[int], *, scope: Scope) -> set[int]:
    """Which of these things occur in events that the asker may see and did not just claim."""
    if not things:
        return set()
    visible, parameters = scope.traced()
    proven, more = scope.proven()
    parameters |= more | {"things": list(things), "roles": list(THING_ROLES)}
    with connection.cursor() as cursor:
        cursor.execute(f"{_ASKABLE}{visible} and {proven}", parameters)
        return {number for (number,) in cursor.fetchall()}


def _meant(text: str) -> set[int]:
    if not text or "\0" in text:
        return set()
    uris = list(dict.fromkeys(_uris(text)))
    with connection.cursor() as cursor:
        cursor.execute(_BY_URI, [uris])
        found = {number for (number,) in cursor.fetchall()}
        cursor.execute(_BY_LOT_NUMBER, [[text]])
        found |= {number for (number,) in cursor.fetchall()}
        cursor.execute(_OF_PRODUCT, [uris])
        return found | {number for (number,) in cursor.fetchall()}


def _uris(text: str) -> Iterator[str]:
    """Canonical identifiers that the text may stand for."""
    for reading in (text, _one_slash_mended(text)):
        try:
            yield identify(reading).canonical
        except Gs1Error:
            yield reading
    with suppress(Gs1Error):
        yield identify(DigitalLink.build(ElementString.parse_scan(text)).uri).canonical
    for kind in ("obj", "class"):
        with suppress(Gs1Error):
            code = text.replace(" ", "")
            host = settings.NGUON_IDENTIFIER_HOST
            yield OwnIdentifier.parse(f"https://{host}/{kind}/{code}").uri


def _one_slash_mended(text: str) -> str:
    """Some proxies make one slash of two in a path: https:/id.gs1.org/…"""
    for scheme in ("https:/", "http:/"):
        if text.startswith(scheme) and not text.startswith(scheme + "/"):
            return scheme + "/" + text.removeprefix(scheme)
    return text
