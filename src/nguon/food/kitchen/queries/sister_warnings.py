"""What kitchens that buy from the same suppliers sent back or hold: a warning before receiving.

Derived each time: a rejection that is corrected or withdrawn, and a hold that is released, are no
warnings from that moment on. A kitchen that does not share the supplier learns nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db.models import Exists, OuterRef, Q, QuerySet

from nguon.base import clock
from nguon.food.kitchen.choices import DeliveryDecision, HoldKind
from nguon.food.kitchen.models import Hold, HoldRelease, ReceivedLine
from nguon.food.kitchen.queries.day import day_bounds
from nguon.food.kitchen.queries.shared_reason import shared_reason
from nguon.food.kitchen.queries.sources import Sameness, Sources, sources_of
from nguon.ground.people.models import Place

WARNED_FOR = timedelta(days=30)
MOST = 60


@dataclass(frozen=True)
class SisterWarning:
    id: UUID
    kind: str
    """`rejection` or `hold`."""

    record_id: UUID
    organisation: UUID | None
    """The actor both kitchens buy from; None if it may only be the same."""

    supplier: str
    names: tuple[str, ...]
    """Every legal name of that actor."""

    goods: str
    reason: str
    at: datetime
    kitchen: str
    commune: str
    is_certain: bool


def warnings_for(place: Place, *, at: datetime) -> list[SisterWarning]:
    """The newest first; nothing that happened in the kitchen itself."""
    start, _end = day_bounds(clock.local_day(at))
    since = start - WARNED_FOR
    sources = sources_of(place, at=at)
    found = [*_rejections(place, sources, since), *_holds(place, sources, since)]
    return sorted(found, key=lambda one: (one.at, one.id.int), reverse=True)[:MOST]


def shared_cause(hold: Hold) -> str:
    """What other kitchens are told. Words about sick pupils stay where they were said."""
    tells_of_sick = hold.sick is not None or hold.first_onset_at is not None or hold.symptoms
    is_suspicion = hold.kind == HoldKind.SUSPICION or tells_of_sick
    if is_suspicion or hold.meal_ids or hold.sample_ids:
        return str(HoldKind(hold.kind).label)
    return hold.cause


def holds_elsewhere(place: Place, *, since: datetime) -> QuerySet[Hold]:
    """Holds of other kitchens that reach lots and that nobody has released: named ones, and for
    a suspicion those of the meals it names."""
    released = HoldRelease.objects.standing().filter(hold_root_id=OuterRef("root_id"))
    return (
        Hold.objects.standing()
        .filter(~Exists(released), happened_at__gte=since)
        .exclude(place=place)
        .exclude(~Q(kind=HoldKind.SUSPICION), lot_uris=[])
        .select_related("place__commune")
    )


def _rejections(place: Place, sources: Sources, since: datetime) -> Iterator[SisterWarning]:
    returned = (
        ReceivedLine.objects.standing()
        .filter(sources.may_be(), happened_at__gte=since, share=True)
        .exclude(decision=DeliveryDecision.ACCEPTED)
        .exclude(place=place)
        .select_related("place__commune")
        .order_by("-happened_at")
    )
    for line in returned[: 2 * MOST]:
        same = sources.sameness(line)
        if same is not None:
            yield _warning(line, same, sources, reason=shared_reason(line))


def _holds(place: Place, sources: Sources, since: datetime) -> Iterator[SisterWarning]:
    holds = list(holds_elsewhere(place, since=since))
    if not holds:
        return
    uris = {uri for hold in holds for uri in hold.lot_uris}
    there = {hold.place_id for hold in holds}
    lines = (
        ReceivedLine.objects.standing()
        .filter(sources.may_be(), lot_uri__in=uris, place__in=there)
        .select_related("place__commune")
        .order_by("happened_at", "sequence")
    )
    by_lot: dict[tuple[UUID, str], ReceivedLine] = {
        (line.place_id, line.lot_uri): line for line in lines
    }
    for hold in holds:
        for uri in dict.fromkeys(hold.lot_uris):
            line = by_lot.get((hold.place_id, uri))
            same = sources.sameness(line) if line is not None else None
            if line is not None and same is not None:
                yield _warning(line, same, sources, reason=shared_cause(hold), hold=hold)


def _warning(
    line: ReceivedLine,
    same: Sameness,
    sources: Sources,
    *,
    reason: str,
    hold: Hold | None = None,
) -> SisterWarning:
    commune = line.place.commune
    is_certain = same is Sameness.SAME
    return SisterWarning(
        id=line.root_id if hold is None else uuid5(hold.root_id, line.lot_uri),
        kind="rejection" if hold is None else "hold",
        record_id=line.record_id if hold is None else hold.record_id,
        organisation=line.supplier_id if is_certain else None,
        supplier=line.source_name,
        names=tuple(_names(line, sources)),
        goods=line.product_name,
        reason=reason,
        at=line.happened_at if hold is None else hold.happened_at,
        kitchen=line.place.name,
        commune=commune.name if commune is not None else "",
        is_certain=is_certain,
    )


def _names(line: ReceivedLine, sources: Sources) -> Iterable[str]:
    known = sources.names.get(line.supplier_id, []) if line.supplier_id is not None else []
    return dict.fromkeys([line.source_name, *known])
