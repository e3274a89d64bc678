from collections.abc import Mapping

from django.db import connection

from nguon.food.trace.models.node import NodeKind
from nguon.food.trace.operations.derive_lots import register_lots


def register_nodes(kinds: Mapping[str, NodeKind]) -> tuple[dict[str, int], set[int]]:
    """The number of each URI, and which numbers are new; the first kind that came stays.

    Call it under the capture lock.
    """
    uris = sorted(kinds)
    with connection.cursor() as cursor:
        cursor.execute("select uri, id from trace_node where uri = any(%s)", [uris])
        known = dict(cursor.fetchall())
        missing = [uri for uri in uris if uri not in known]
        if not missing:
            return known, set()
        cursor.execute(
            "insert into trace_node (uri, kind) select * from unnest(%s::text[], %s::text[])"
            " returning uri, id",
            [missing, [str(kinds[uri]) for uri in missing]],
        )
        new = dict(cursor.fetchall())
    register_lots({new[uri]: uri for uri in missing if kinds[uri] == NodeKind.LOT})
    return known | new, set(new.values())
