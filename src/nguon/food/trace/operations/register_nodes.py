from collections.abc import Mapping

import orjson
from django.db import connection

from nguon.food.trace.models.node import NodeKind
from nguon.food.trace.operations.derive_lots import UNKNOWN_RANK, lot_keys

# The rows of lots just met come along: what their identifier itself says.
_REGISTER = """
with met as (
    select * from json_to_recordset(%s::json) as met(uri text, kind text, lot text, product text)
), new as (
    insert into trace_node (uri, kind) select uri, kind from met returning uri, id
), lots as (
    insert into trace_lot (node_id, lot_number, product, name_rank, expiry_rank)
    select new.id, met.lot, met.product, %s, %s from new join met on met.uri = new.uri
    where met.kind = 'lot'
)
select uri, id from new
"""


def register_nodes(
    kinds: Mapping[str, NodeKind], *, known: dict[str, int] | None = None
) -> tuple[dict[str, int], set[int]]:
    """The number of each URI, and which numbers are new; the first kind that came stays.

    `known` are those that were looked up already. Call it under the capture lock.
    """
    if known is None:
        known = _look_up(list(kinds))
    missing = [_member(uri, kinds[uri]) for uri in sorted(kinds) if uri not in known]
    if not missing:
        return known, set()
    with connection.cursor() as cursor:
        cursor.execute(_REGISTER, [orjson.dumps(missing).decode(), UNKNOWN_RANK, UNKNOWN_RANK])
        new = dict(cursor.fetchall())
    return known | new, set(new.values())


def _look_up(uris: list[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("select uri, id from trace_node where uri = any(%s)", [uris])
        return dict(cursor.fetchall())


def _member(uri: str, kind: NodeKind) -> dict[str, str | None]:
    lot, product = lot_keys(uri) if kind is NodeKind.LOT else (None, None)
    return {"uri": uri, "kind": str(kind), "lot": lot, "product": product}
