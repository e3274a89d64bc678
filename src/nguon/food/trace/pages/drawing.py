"""A trace as boxes and lines to be drawn."""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from nguon.base.drawing import Graph, Sketch
from nguon.food.trace.pages.links import thing_url
from nguon.food.trace.queries.trace_value import Trace, TraceEdge, TraceStep, TraceThing
from nguon.food.trace.queries.words import amounts_text, moment_text, step_title, thing_title

MOST_BOXES = 60


def graph_of(trace: Trace) -> Graph:
    """At most `MOST_BOXES`; beyond, things of a kind at one depth share a box that counts them."""
    made_by = {edge.target: edge for edge in trace.edges}
    sellers = {uri: supplier.party.name for supplier in trace.suppliers for uri in supplier.things}
    sketches = [
        _thing(
            thing,
            made=made_by.get(thing.uri),
            seller=sellers.get(thing.uri, ""),
            is_start=thing.uri == trace.start.uri,
        )
        for thing in trace.things
    ]
    sketches += [_step(step) for step in trace.steps]
    edges = [(edge.source, edge.target) for edge in trace.edges]
    groups: dict[str, str] = {}
    if len(sketches) > MOST_BOXES:
        groups = _groups(trace)
    grouped = _grouped(sketches, groups)
    graph = Graph(grouped, hidden=len(sketches) - len(grouped))
    graph.edges = sorted({(groups.get(a, a), groups.get(b, b)) for a, b in edges})
    _add_places(graph, trace, groups)
    return graph


def _thing(thing: TraceThing, *, made: TraceEdge | None, seller: str, is_start: bool) -> Sketch:
    details = [
        _("Lot %(lot)s") % {"lot": thing.lot_number} if thing.lot_number else "",
        amounts_text(made.amounts) if made else "",
        _("from %(name)s") % {"name": seller} if seller and not made else "",
    ]
    return Sketch(
        key=thing.uri,
        kind="thing",
        title=thing_title(thing),
        details=tuple(detail for detail in details if detail),
        url=thing_url(thing.uri),
        is_start=is_start,
    )


def _step(step: TraceStep) -> Sketch:
    where = step.place.name if step.place else step.organisation.name
    people = ", ".join(person.name for person in step.people)
    details = [moment_text(step.event_time), where, people]
    return Sketch(
        key=step.key,
        kind="step",
        title=step_title(step.biz_step),
        details=tuple(detail for detail in details if detail),
    )


def _groups(trace: Trace) -> dict[str, str]:
    """Which box each thing and step goes into; the start always stands alone."""
    groups = {
        thing.uri: f"{thing.depth}:{thing.kind}:{(thing.name or '') if fine else ''}"
        for fine in [_is_fine_enough(trace)]
        for thing in trace.things
        if thing.uri != trace.start.uri
    }
    return groups | {step.key: f"{step.depth}:step:{step.biz_step or ''}" for step in trace.steps}


def _is_fine_enough(trace: Trace) -> bool:
    """Whether one box for each name at each depth is few enough."""
    named = {(thing.depth, thing.kind, thing.name) for thing in trace.things}
    return len(named) <= MOST_BOXES // 2


def _grouped(sketches: Sequence[Sketch], groups: dict[str, str]) -> list[Sketch]:
    sizes = Counter(groups.get(sketch.key, sketch.key) for sketch in sketches)
    found: dict[str, Sketch] = {}
    for sketch in sketches:
        key = groups.get(sketch.key, sketch.key)
        if sizes[key] == 1:
            found[key] = Sketch(
                key, sketch.kind, sketch.title, sketch.details, sketch.url, sketch.is_start
            )
        elif key not in found:
            is_named = sketch.kind == "step" or not key.endswith(":")
            title = sketch.title if is_named else _("Different things")
            found[key] = Sketch(key, sketch.kind, f"{sizes[key]} × {title}")
    return list(found.values())


def _add_places(graph: Graph, trace: Trace, groups: dict[str, str]) -> None:
    """Other places that received a lot hang from it by a dashed line."""
    by_place: dict[tuple[str, str], list[str]] = {}
    for receipt in trace.sisters:
        thing = groups.get(receipt.thing, receipt.thing)
        amount = amounts_text([receipt.amount] if receipt.amount else [])
        said = " · ".join(part for part in (moment_text(receipt.event_time), amount) if part)
        by_place.setdefault((receipt.place.name, thing), []).append(said)
    if len(graph.sketches) + len(by_place) > MOST_BOXES:
        graph.hidden += len(by_place)
        return
    for (name, thing), lines in by_place.items():
        key = f"place:{name}:{thing}"
        details = (_("also received"), *lines[:3])
        graph.sketches.append(Sketch(key, "place", name, details))
        graph.edges.append((thing, key))
        graph.dashed.add((thing, key))
