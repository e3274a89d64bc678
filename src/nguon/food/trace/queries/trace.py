"""Trace a lot, a dish, a sample or a box: upstream to its sources, downstream to who had it."""

from django.db import connection
from django.utils.translation import gettext as _

from nguon.base.errors import Missing
from nguon.food.trace.queries.balances import balances_of
from nguon.food.trace.queries.claims import claimed_inputs, nameless
from nguon.food.trace.queries.handovers import receipts_in, suppliers_in
from nguon.food.trace.queries.neighbours import neighbours_of
from nguon.food.trace.queries.reach import LIMIT, Direction, Reach, reach_in_database
from nguon.food.trace.queries.scope import Scope, scope_of
from nguon.food.trace.queries.starting_points import askable
from nguon.food.trace.queries.stays_of import Contents, last_contents, stays_of
from nguon.food.trace.queries.thing_facts import facts_about
from nguon.food.trace.queries.trace_graph import (
    edges_among,
    edges_of,
    placed,
    steps_of,
    things_of,
)
from nguon.food.trace.queries.trace_value import Trace
from nguon.food.trace.queries.unlotted import unlotted_inputs
from nguon.ground.people.queries import Principal

_FACTS_LIMIT = 5_000


def trace(uri: str, *, principal: Principal, limit: int = LIMIT) -> Trace:
    """The whole answer for one identifier in its canonical form.

    Raises `Missing` for what is unknown and for what the asker may not see, alike. Upstream is
    shown whole: the chain is one story. Downstream ends where the thing was received by others.
    """
    scope = scope_of(principal)
    start = _askable_number(uri, scope)
    inside = last_contents(start)
    contents = {content for content, _, _ in inside.put_in}
    used_by = {process for _, process, _ in inside.drawn}
    up = reach_in_database({start, *contents}, Direction.UPSTREAM, scope=scope, limit=limit)
    if not scope.everything:
        used_by = {-n for n in scope.events_at_own_places({-n for n in used_by})}
    down = reach_in_database({start, *used_by}, Direction.DOWNSTREAM, scope=scope, limit=limit)
    return _assemble(start, inside, up=up, down=down, scope=scope, limit=limit)


def upstream(uri: str, *, scope: Scope, limit: int = LIMIT) -> Reach:
    """The numbers upstream of an identifier, for other queries."""
    start = [_askable_number(uri, scope)]
    return reach_in_database(start, Direction.UPSTREAM, scope=scope, limit=limit)


def downstream(uri: str, *, scope: Scope, limit: int = LIMIT) -> Reach:
    start = [_askable_number(uri, scope)]
    return reach_in_database(start, Direction.DOWNSTREAM, scope=scope, limit=limit)


def _askable_number(uri: str, scope: Scope) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select id from trace_node where uri = %s", [uri.replace("\0", "")])
        row = cursor.fetchone()
    if row is None or row[0] not in askable([row[0]], scope=scope):
        raise Missing(
            _("Nothing to trace under “%(uri)s”: no event that you may see names it.")
            % {"uri": uri}
        )
    return int(row[0])


def _assemble(
    start: int,
    inside: Contents,
    *,
    up: Reach,
    down: Reach,
    scope: Scope,
    limit: int,
) -> Trace:
    rows = edges_among(up.numbers | down.numbers)
    rows = list(dict.fromkeys([*rows, *inside.put_in, *inside.drawn]))
    claimed = claimed_inputs(rows, scope=scope)
    rows = [row for row in rows if row[1] not in claimed]
    places = placed(rows, start, up=up.numbers, down=down.numbers)
    rows = [row for row in rows if row[0] in places and row[1] in places]
    things = nameless(things_of(places), claimed)
    steps = steps_of(places, rows, scope=scope)
    in_order = sorted(things.values(), key=lambda one: (one.depth, one.name or "", one.uri))
    facts, has_all_facts = facts_about(
        {number: "" if number in claimed else thing.side for number, thing in things.items()},
        scope=scope,
        limit=_FACTS_LIMIT,
    )
    keys = {number: thing.uri for number, thing in things.items()}
    keys |= {number: step.key for number, step in steps.items()}
    edges = edges_of(rows, keys=keys)
    by_uri = {thing.uri: thing for thing in things.values()}
    return Trace(
        start=things[start],
        things=in_order,
        steps=sorted(steps.values(), key=lambda step: (step.depth, step.event_time, step.key)),
        edges=edges,
        facts=facts,
        suppliers=suppliers_in(facts, things=by_uri, steps=steps.values(), edges=edges),
        receipts=receipts_in(facts),
        stays=stays_of({n: things[n] for n in things.keys() - claimed}, start=start),
        balances=balances_of(things, facts=facts, scope=scope),
        unlotted=unlotted_inputs(steps),
        neighbours=neighbours_of(facts, things=by_uri, scope=scope),
        is_complete=up.is_complete and down.is_complete and has_all_facts,
        limit=limit,
    )
