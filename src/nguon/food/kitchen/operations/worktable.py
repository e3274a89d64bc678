"""What a run of records of one kitchen needs at hand, and the rows it makes.

A single record is a run of one. Rows are made in memory, seen from there by the records that
follow, and written at the end: fifty records cost a few statements more than one, not fifty times
as many.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.models import (
    Act,
    CookingCheck,
    EatingStart,
    Hold,
    Ingredient,
    ReceivedLine,
    RetainedSample,
    SampleDestruction,
    ServingCheck,
)
from nguon.food.kitchen.operations.filing import ACT_MODELS
from nguon.food.kitchen.operations.known_things import KnownThings
from nguon.food.kitchen.rules.bodies import (
    Body,
    DeliveryLine,
    DishChecked,
    EatingStarted,
    HoldPlaced,
    HoldReleased,
    MealPlan,
    SampleTaken,
)
from nguon.food.kitchen.rules.envelope import Envelope
from nguon.food.kitchen.rules.references import Thing, references_of
from nguon.ground.journal.models import Record
from nguon.ground.journal.operations import append_records
from nguon.ground.people.models import Place

A = TypeVar("A", bound=Act)

VERSIONED: dict[Thing, type[Act]] = {
    Thing.LINE: ReceivedLine,
    Thing.SAMPLE: RetainedSample,
    Thing.SAMPLE_ROOT: RetainedSample,
    Thing.HOLD: Hold,
}
"""Things that are acts themselves, with versions."""


class Worktable(KnownThings):
    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.ingredients: dict[UUID, list[Ingredient]] = defaultdict(list)
        self._acts: dict[UUID, Act] = {}
        self._chains: dict[UUID, list[Act]] = defaultdict(list)
        self._about: dict[tuple[type[Act], UUID], list[Act]] = defaultdict(list)
        self._coded: dict[str, list[ReceivedLine | RetainedSample]] = defaultdict(list)
        self._originals: dict[UUID, RecordKind] = {}
        self._records: list[Record] = []
        self._new: dict[type[Act], list[Act]] = defaultdict(list)
        self._retired: list[Act] = []

    # Looking

    def knows(self, thing: Thing, id_: Any) -> bool:
        if thing is Thing.SAMPLE_ROOT:
            return any(isinstance(act, RetainedSample) for act in self._chains.get(id_, ()))
        if thing in VERSIONED:
            return isinstance(self._acts.get(id_), VERSIONED[thing])
        return super().knows(thing, id_)

    def original_kind(self, record_id: UUID) -> RecordKind | None:
        """Of the record that another one corrects, if it is of this place."""
        return self._originals.get(record_id)

    def act(self, record_id: UUID) -> Act | None:
        return self._acts.get(record_id)

    def chain(self, root_id: UUID) -> list[Act]:
        """All versions, the first one first."""
        return sorted(self._chains.get(root_id, ()), key=lambda act: act.sequence)

    def standing(self, root_id: UUID) -> tuple[Act, ...]:
        return tuple(act for act in self.chain(root_id) if act.superseded_by is None)

    def version(self, model: type[A], record_id: UUID) -> A:
        """The version that now stands, whichever was named; the last one if none stands."""
        named = self._acts[record_id]
        versions = self.standing(named.root_id) or self.chain(named.root_id)
        return self._typed(model, versions[-1])

    def first(self, model: type[A], root_id: UUID) -> A:
        return self._typed(model, self.chain(root_id)[0])

    def last(self, model: type[A], root_id: UUID) -> A:
        return self._typed(model, self.chain(root_id)[-1])

    def samples_of(self, roots: Iterable[UUID]) -> list[RetainedSample]:
        """Those that stand, in the order in which they were taken."""
        found = [act for root in roots for act in self.standing(root)]
        return sorted(
            (act for act in found if isinstance(act, RetainedSample)),
            key=lambda act: (act.happened_at, act.sequence),
        )

    def still_under(self, code: str, act: ReceivedLine | RetainedSample) -> list[Any]:
        """What was put under this code before, and nobody has said to have left it."""
        found = [
            one
            for one in self._coded.get(code, ())
            if one.root_id != act.root_id
            and one.superseded_by is None
            and (one.happened_at, one.sequence) < (act.happened_at, act.sequence)
            and not self.about(SampleDestruction, one.root_id)
        ]
        return sorted(found, key=lambda one: (one.happened_at, one.sequence))

    @staticmethod
    def _typed(model: type[A], act: Act) -> A:
        if not isinstance(act, model):
            raise TypeError(f"{act.pk}: expected {model.__name__}, got {type(act).__name__}")
        return act

    def about(self, model: type[A], subject_id: UUID) -> list[A]:
        """Standing acts about a dish or a meal, in the order in which they happened."""
        found = self._about.get((model, subject_id), ())
        return sorted(
            (act for act in found if isinstance(act, model) and act.superseded_by is None),
            key=lambda act: (act.happened_at, act.sequence),
        )

    # Making

    def add_record(self, record: Record) -> None:
        self._records.append(record)
        self._originals[record.pk] = RecordKind(record.kind)

    def add(self, act: Act) -> None:
        self._new[type(act)].append(act)
        self._keep(act)

    def retire(self, act: Act, by: UUID) -> None:
        act.superseded_by = by
        if not act._state.adding:
            self._retired.append(act)

    def adopt(self, act: Act) -> None:
        """A row that somebody has fetched already, and that has no other version."""
        self._keep(act)

    def take_made(self) -> tuple[list[Record], list[Act]]:
        """For somebody who writes the rows of many kitchens together; nothing was corrected."""
        if self._retired:
            raise ValueError("corrections are written by the kitchen's own run")
        made = self._records, [act for acts in self._new.values() for act in acts]
        self._records, self._new = [], defaultdict(list)
        return made

    def write(self) -> None:
        """Everything made since the last time."""
        cooked = [check.pk for check in self._new[CookingCheck]]
        used = [one for check_id in cooked for one in self.ingredients[check_id]]
        append_records(self._records, *self._new.values(), used)
        for act in self._retired:
            rows = type(act)._default_manager.filter(pk=act.pk)
            rows.update(superseded_by=act.superseded_by)
        self._records, self._retired = [], []
        self._new.clear()

    # Fetching

    def fetch(self, said: Iterable[tuple[Envelope, Body]]) -> None:
        """Everything that these records name and that was not fetched before."""
        said = list(said)
        named: dict[Thing, set[Any]] = defaultdict(set)
        for _envelope, body in said:
            for one in references_of(body):
                named[one.thing].add(one.id)
        self.fetch_people({envelope.actor_id for envelope, _body in said})
        self.fetch_sources(named[Thing.LEGAL_NAME], named[Thing.PRODUCT])
        self.fetch_fridges(named[Thing.FRIDGE])
        bodies = [body for _envelope, body in said]
        self._fetch_meals(bodies, named)
        corrected = [envelope.supersedes for envelope, _body in said if envelope.supersedes]
        self._fetch_versions(corrected, named)
        self._fetch_held(bodies)
        self._fetch_coded(bodies, corrected)

    def _fetch_meals(self, bodies: list[Body], named: dict[Thing, set[Any]]) -> None:
        eaten = {body.meal_id for body in bodies if isinstance(body, EatingStarted)}
        held = {meal for body in bodies if isinstance(body, HoldPlaced) for meal in body.meal_ids}
        planned = {dish.id for body in bodies if isinstance(body, MealPlan) for dish in body.dishes}
        self.fetch_menus(
            named[Thing.DISH] | planned,
            named[Thing.MEAL] | named[Thing.OWN_MEAL],
            eaten | held,
        )
        checked = {body.dish_id for body in bodies if isinstance(body, DishChecked)}
        served = {dish.pk for dish in self.dishes_of(eaten)}
        self._fetch_about(ServingCheck, "dish_id", checked | served)
        self._fetch_about(CookingCheck, "dish_id", served)
        meals = {self.dishes[dish].meal_id for dish in checked if dish in self.dishes}
        self._fetch_about(EatingStart, "meal_id", meals)

    def _fetch_about(self, model: type[Act], subject: str, ids: Iterable[UUID]) -> None:
        if wanted := self.unasked(model, ids):
            self._adopt(model._default_manager.filter(**{f"{subject}__in": wanted}))

    def _fetch_versions(self, corrected: list[UUID], named: dict[Thing, set[Any]]) -> None:
        ids: dict[type[Act], set[UUID]] = defaultdict(set)
        for thing, model in VERSIONED.items():
            ids[model] |= named.get(thing, set())
        if wanted := self.unasked("original", corrected):
            found = Record.objects.filter(
                pk__in=wanted, place_id=self.place.pk, kind__in=RecordKind.values
            )
            for record_id, kind in found.values_list("pk", "kind"):
                self._originals[record_id] = RecordKind(kind)
                if RecordKind(kind) in ACT_MODELS:
                    ids[ACT_MODELS[RecordKind(kind)]].add(record_id)
        for model, record_ids in ids.items():
            if wanted := self.unasked((model, "version"), record_ids):
                rows = model._default_manager.filter(place=self.place)
                named_rows = rows.filter(record_id__in=wanted).values("root_id")
                roots = Q(root_id__in=named_rows) | Q(root_id__in=wanted)
                self._adopt(rows.filter(roots))

    def _fetch_held(self, bodies: list[Body]) -> None:
        """What the holds hold that are being released."""
        released = [body.hold_id for body in bodies if isinstance(body, HoldReleased)]
        holds = [act for act in map(self._acts.get, released) if isinstance(act, Hold)]
        versions = [act for one in holds for act in self.chain(one.root_id)]
        found = [act for act in versions if isinstance(act, Hold)]
        self.fetch_menus((), (), {UUID(meal) for hold in found for meal in hold.meal_ids})
        roots = {UUID(root) for hold in found for root in hold.sample_ids}
        self._fetch_versions([], {Thing.SAMPLE_ROOT: roots})

    def _fetch_coded(self, bodies: list[Body], corrected: list[UUID]) -> None:
        """What codes printed beforehand are bound to already, as far as nobody said it is over.

        A destruction may be taken back by these very records.
        """
        labels = {body.label for body in bodies if isinstance(body, DeliveryLine)}
        boxes = {body.box for body in bodies if isinstance(body, SampleTaken)}
        if wanted := self.unasked("code", (labels | boxes) - {""}):
            gone = SampleDestruction.objects.standing().filter(sample_root_id=OuterRef("root_id"))
            gone = gone.exclude(record_id__in=corrected)
            samples = RetainedSample.objects.filter(~Exists(gone), place=self.place)
            self._adopt(samples.filter(container_uri__in=wanted))
            self._adopt(ReceivedLine.objects.filter(place=self.place, label_uri__in=wanted))

    def _adopt(self, rows: QuerySet[Any]) -> None:
        for row in rows:
            if row.pk not in self._acts:
                self._keep(row)

    def _keep(self, act: Act) -> None:
        self._acts[act.pk] = act
        self._chains[act.root_id].append(act)
        if isinstance(act, RetainedSample) and act.container_uri:
            self._coded[act.container_uri].append(act)
        elif isinstance(act, ReceivedLine) and act.label_uri:
            self._coded[act.label_uri].append(act)
        elif isinstance(act, SampleDestruction):
            self._about[SampleDestruction, act.sample_root_id].append(act)
        elif isinstance(act, CookingCheck | ServingCheck):
            self._about[type(act), act.dish_id].append(act)
        elif isinstance(act, EatingStart):
            self._about[EatingStart, act.meal_id].append(act)
