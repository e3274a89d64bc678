"""Codes printed beforehand: the sheets of a kitchen, and what each code is bound to and when."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet

from nguon.food.kitchen.choices import DeliveryDecision
from nguon.food.kitchen.models import (
    CodeSheet,
    IssuedCode,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
)
from nguon.ground.people.models import Place


@dataclass(frozen=True)
class Binding:
    """A code on a sample or a lot, from when; until when, if that was said."""

    code_uri: str
    thing_uri: str
    name: str
    record_id: UUID
    since: datetime
    until: datetime | None
    place_id: UUID

    def overlaps(self, other: "Binding") -> bool:
        """Both at once. The same lot received in two lines under one label is one thing."""
        if self.thing_uri == other.thing_uri:
            return False
        ends = self.until is None or other.since < self.until
        return ends and (other.until is None or self.since < other.until)


@dataclass(frozen=True)
class CodesInUse:
    """What is known of the codes that some acts name."""

    bindings: Mapping[str, Sequence[Binding]]
    issued: Collection[str]
    """Those of them that were printed for this kitchen."""

    def of_record(self, record_id: UUID) -> Binding | None:
        found = (one for many in self.bindings.values() for one in many)
        return next((one for one in found if one.record_id == record_id), None)

    def at_once_with(self, binding: Binding) -> list[Binding]:
        others = self.bindings.get(binding.code_uri, ())
        return [other for other in others if binding.overlaps(other)]


NO_CODES = CodesInUse({}, ())


def sheets_of(place: Place) -> QuerySet[CodeSheet]:
    """The newest first, each with its first and last number and how many."""
    return CodeSheet.objects.filter(place=place).annotate(
        first=Min("codes__number"), last=Max("codes__number"), count=Count("codes")
    )


def codes_of(sheet: CodeSheet) -> list[IssuedCode]:
    return list(sheet.codes.order_by("number"))


def issued_code(uri: str) -> IssuedCode | None:
    return IssuedCode.objects.filter(uri=uri).select_related("sheet__place").first()


def codes_in_use(place: Place, uris: Iterable[str]) -> CodesInUse:
    """Bindings made by this kitchen; three queries, or four, and none without a code."""
    wanted = {uri for uri in uris if uri}
    if not wanted:
        return NO_CODES
    bindings: dict[str, list[Binding]] = defaultdict(list)
    for one in sorted(_bindings(place, wanted), key=lambda one: (one.since, one.record_id)):
        bindings[one.code_uri].append(one)
    issued = IssuedCode.objects.filter(uri__in=wanted, sheet__place=place)
    return CodesInUse(dict(bindings), frozenset(issued.values_list("uri", flat=True)))


def _bindings(place: Place, uris: Collection[str]) -> Iterable[Binding]:
    samples = list(
        RetainedSample.objects.standing()
        .filter(place=place, container_uri__in=uris)
        .select_related("dish")
    )
    ended = _destroyed([sample.root_id for sample in samples])
    for sample in samples:
        yield Binding(
            sample.container_uri,
            sample.box_uri,
            sample.dish.name,
            sample.record_id,
            sample.happened_at,
            ended.get(sample.root_id),
            sample.place_id,
        )
    lines = ReceivedLine.objects.standing().filter(place=place, label_uri__in=uris)
    for line in lines.exclude(decision=DeliveryDecision.REJECTED):
        yield Binding(
            line.label_uri,
            line.lot_uri,
            line.product_name,
            line.record_id,
            line.happened_at,
            None,
            line.place_id,
        )


def _destroyed(roots: Collection[UUID]) -> dict[UUID, datetime]:
    gone = SampleDestruction.objects.standing().filter(sample_root_id__in=roots)
    return dict(gone.order_by("-happened_at").values_list("sample_root_id", "happened_at"))
