"""A province of kitchens that all had a day, made by copying the days of a few.

Four kitchens live through operations: a whole day, goods sent back, nothing at all, a suspicion.
The others get copies of their rows, with ids of their own, by `bulk_create`: what is measured here
reads the rows and never asks how they came.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db.models import AutoField

sys.path.insert(0, str(Path(__file__).parents[2]))

PATHS = ("place", "meal__place", "check_made__place")
"""How a row leads to its kitchen."""

UNIQUE_TEXTS = ("lot_uri", "box_uri", "box_code", "label_uri")
LONG = "Trường Phổ thông Dân tộc Bán trú Tiểu học và Trung học cơ sở số"


def fill(kitchens: int, *, days_ago: int = 0) -> Any:
    """Returns the demonstration's cast; its people see all of the kitchens."""
    from nguon.base import clock  # noqa: PLC0415 Django is set up by now
    from nguon.food.kitchen.management.demo.cast import gather_cast  # noqa: PLC0415

    cast = gather_cast(at=clock.now() - timedelta(days=60))
    lives = list(_lives())
    for number, live in enumerate(lives[: len(cast.kitchens)]):
        live(cast, number, days_ago)
    copies = _Copies([one.place for one in cast.kitchens])
    copies.make(kitchens - len(cast.kitchens))
    return cast


def _lives() -> Iterator[Callable[[Any, int, int], object]]:
    from tests.food.kitchen.incidents import lived, place_hold, send_back  # noqa: PLC0415

    def whole(cast: Any, kitchen: int, ago: int) -> None:
        day = lived(cast, ago, kitchen=kitchen)
        day.read_fridges(14)

    def sent_back(cast: Any, kitchen: int, ago: int) -> None:
        send_back(lived(cast, ago, kitchen=kitchen, eaten=False), "lon")

    def nothing(cast: Any, kitchen: int, ago: int) -> None:
        """Nobody has heard from it."""

    def suspected(cast: Any, kitchen: int, ago: int) -> None:
        day = lived(cast, ago, kitchen=kitchen, dishes=2)
        place_hold(day, meal_ids=[str(day.meal_id)])

    yield from (whole, sent_back, nothing, suspected)


class _Copies:
    """Each original in turn, the one with the suspicion only once in forty."""

    def __init__(self, places: list[Any]) -> None:
        self.places = places
        self.rows = {place.pk: list(_rows_of(place)) for place in places}
        self.own = {row.pk for rows in self.rows.values() for row in rows} | {
            place.pk for place in places
        }

    def make(self, count: int) -> None:
        from nguon.ground.people.models import Organisation, Place  # noqa: PLC0415
        from nguon.ground.reference.models import Commune  # noqa: PLC0415

        communes = list(Commune.objects.order_by("code"))
        schools, places, rows = [], [], []
        for number in range(count):
            source = self._source(number)
            long = number % 7 == 0
            name = f"{LONG} {number + 5}" if long else f"Trường Tiểu học số {number + 5}"
            school = Organisation(
                kind=source.organisation.kind,
                display_name=name,
                identifier=f"https://bep.example/org/{number}",
            )
            schools.append(school)
            place = Place(
                id=_moved(source.pk, number),
                organisation=school,
                kind=source.kind,
                name=f"Bếp ăn {name}"[:200],
                identifier=f"https://bep.example/loc/bep{number}",
                commune=communes[number % len(communes)],
            )
            places.append(place)
            rows += [self._copy(row, number) for row in self.rows[source.pk]]
        Organisation.objects.bulk_create(schools)
        Place.objects.bulk_create(places)
        for model, some in groupby(sorted(rows, key=_order), key=type):
            model.objects.bulk_create(list(some), batch_size=2000)  # type: ignore[attr-defined]

    def _source(self, number: int) -> Any:
        return self.places[3 if number % 40 == 39 else (0, 0, 1, 0, 0, 0, 2)[number % 7]]

    def _copy(self, row: Any, number: int) -> Any:
        values = {}
        for field in row._meta.concrete_fields:
            value = getattr(row, field.attname)
            if (field.name == "sequence" and field.unique) or isinstance(field, AutoField):
                continue
            if isinstance(value, UUID) and value in self.own:
                value = _moved(value, number)
            elif isinstance(value, list):
                value = [str(_moved(UUID(one), number)) if _is_id(one) else one for one in value]
            elif field.name in UNIQUE_TEXTS:
                value = f"{value}-{number}"
            values[field.attname] = value
        return type(row)(**values)


def _rows_of(place: Any) -> Iterator[Any]:
    from nguon.ground.journal.models import Record  # noqa: PLC0415

    yield from Record.objects.filter(place_id=place.pk)
    for model in _models():
        names = {field.name for field in model._meta.concrete_fields}
        path = next(one for one in PATHS if one.partition("__")[0] in names)
        yield from model._default_manager.filter(**{path: place})


def _models() -> list[Any]:
    """In the order in which they name each other."""
    from nguon.food.kitchen import models  # noqa: PLC0415

    names = "Fridge Meal Dish MealPlanning CookingCheck Ingredient ServingCheck RetainedSample"
    names += " EatingStart ReceivedLine FridgeReading Hold"
    return [getattr(models, name) for name in names.split()]


def _order(row: Any) -> int:
    models = _models()
    return models.index(type(row)) if type(row) in models else -1


def _moved(value: UUID, number: int) -> UUID:
    return uuid5(value, str(number))


def _is_id(text: object) -> bool:
    return isinstance(text, str) and len(text) == 36 and text.count("-") == 4
