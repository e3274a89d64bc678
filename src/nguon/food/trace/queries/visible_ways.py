"""The ways in which an asker comes to see events, each of which an index knows.

`Scope.visible()` is all of them joined by «or», which no index answers: whoever sees little would
have every event looked at. So lists of events are read way by way, and the beginnings put
together.
"""

# ruff: noqa: S608
# Every value is a parameter; the texts put together are those of this file and its neighbours.

from collections.abc import Sequence

from nguon.food.trace.queries.grant import Condition
from nguon.food.trace.queries.identifier_nodes import nodes_of
from nguon.food.trace.queries.scope import Scope


def visible_ways(scope: Scope) -> list[Condition]:
    """Conditions on an event `e`; an event is visible by `Scope.visible()` if one of them holds."""
    if scope.everything:
        return [("true", {})]
    tenants, uris = sorted(scope.tenant_ids), sorted(scope.uris)
    ways: list[Condition] = []
    if tenants:
        ways.append(_any_of("e.tenant_id", "way_tenant", tenants))
    if uris:
        ways.append(_any_of("e.biz_location", "way_place", uris))
        ways.append(_any_of("e.read_point", "way_read", uris))
        if nodes := nodes_of(uris):
            named, parameters = _any_of("l.node_id", "way_party", nodes)
            text = (
                "e.id in (select l.event_id from trace_event_link l"
                f" where l.role = 'destination' and {named})"
            )
            ways.append((text, parameters))
    ways += [grant.condition(number) for number, grant in enumerate(scope.grants)]
    return ways or [("false", {})]


def _any_of(column: str, name: str, values: Sequence[object]) -> Condition:
    if len(values) == 1:
        return f"{column} = %({name})s", {name: values[0]}
    return f"{column} = any(%({name})s)", {name: list(values)}
