"""What a prefix means that a query does not explain: what it means in events the asker sees.

A query should say what its prefixes mean (@context, GS1-Extensions); many programs forget to. A
prefix of two meanings is then asked for in both.
"""

import re
from collections.abc import Collection
from dataclasses import replace

from django.db import connection

from nguon.core.epcis.query import (
    Area,
    Condition,
    FieldExists,
    FieldIs,
    FieldKey,
    SimpleEventQuery,
)
from nguon.food.trace.queries.scope import Scope

EVERYBODY = "*"
_CURIE = re.compile(r"([A-Za-z_][\w.-]*):(?!//)(.+)", re.ASCII | re.DOTALL)
_SEEN = """
select distinct value from trace_seen_value
where viewer = any(%s) and kind = 'prefix' and value >= %s and value < %s order by value
"""


def with_seen_prefixes(query: SimpleEventQuery, scope: Scope) -> SimpleEventQuery:
    """The query with the keys that its unexplained prefixes may stand for; often itself."""
    prefixes = {prefix for key in _keys(query) if (prefix := _prefix(key))}
    meanings = {prefix: found for prefix in prefixes if (found := _meanings(prefix, scope))}
    if not meanings:
        return query
    order = query.order
    return replace(
        query,
        conditions=tuple(_explained(one, meanings) for one in query.conditions),
        order=order and replace(order, keys=_more(order.keys, meanings)),
    )


def _keys(query: SimpleEventQuery) -> list[FieldKey]:
    found = list(query.order.keys) if query.order else []
    for condition in query.conditions:
        if isinstance(condition, FieldIs | FieldExists):
            found += condition.keys
    return found


def _prefix(key: FieldKey) -> str:
    """Of a name that was not written out, so that nothing says what its prefix means."""
    found = None if key.area == Area.STANDARD else _CURIE.fullmatch(key.name)
    return found[1] if found else ""


def _meanings(prefix: str, scope: Scope) -> list[str]:
    viewers = (
        [EVERYBODY] if scope.everything else [*map(str, sorted(scope.tenant_ids)), *scope.uris]
    )
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, [viewers, f"{prefix} ", f"{prefix}!"])
        return [value.partition(" ")[2] for (value,) in cursor.fetchall()]


def _explained(condition: Condition, meanings: dict[str, list[str]]) -> Condition:
    if isinstance(condition, FieldIs | FieldExists):
        return replace(condition, keys=_more(condition.keys, meanings))
    return condition


def _more(keys: Collection[FieldKey], meanings: dict[str, list[str]]) -> tuple[FieldKey, ...]:
    found = dict.fromkeys(keys)
    for key in keys:
        for namespace in meanings.get(_prefix(key), ()):
            found[key._replace(name=namespace + key.name.partition(":")[2])] = None
    return tuple(found)
