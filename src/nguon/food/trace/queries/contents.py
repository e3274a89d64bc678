"""What was in a container at a moment, down to the innermost thing."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import connection

from nguon.food.trace.queries.moment import Moment

_STAYS = """
select c.container_id, c.content, c.since, c.since_event, c.until, c.until_event
from trace_containment c left join trace_node n on n.id = c.content
where c.container_id = any(%s) and c.kind <> 'association' and n.kind is distinct from 'class'
"""
Asked = tuple[int, Moment]


def contents_at(asked: Iterable[Asked]) -> dict[Asked, set[int]]:
    """For each container and moment, everything inside: boxes, what is in the boxes, and so on.

    Something taken out, or used, by the very event of the moment was still inside. Negative
    numbers are the transformations that filled a tank.
    """
    inside: dict[Asked, set[int]] = defaultdict(set)
    frontier: dict[Asked, set[Asked]] = {question: {question} for question in asked}
    while frontier:
        stays = _stays({container for container, _ in frontier})
        following: dict[Asked, set[Asked]] = defaultdict(set)
        for (container, at), questions in frontier.items():
            for content, since, until in stays.get(container, ()):
                if not since < at or (until is not None and until < at):
                    continue
                for question in questions:
                    if content not in inside[question]:
                        inside[question].add(content)
                        following[content, at].add(question)
        frontier = {step: who for step, who in following.items() if step[0] > 0}
    return inside


def _stays(containers: set[int]) -> dict[int, list[tuple[int, Moment, Moment | None]]]:
    found: dict[int, list[tuple[int, Moment, Moment | None]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_STAYS, [list(containers)])
        for container, content, since, since_event, until, until_event in cursor.fetchall():
            end = None if until is None else Moment(until, until_event)
            found[container].append((content, Moment(since, since_event), end))
    return found
