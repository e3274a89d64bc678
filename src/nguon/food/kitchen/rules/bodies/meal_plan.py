from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID

from nguon.food.kitchen.choices import Matter, MealKind
from nguon.food.kitchen.rules.reading import Reader


@dataclass(frozen=True)
class PlannedDish:
    id: UUID
    name: str
    matter: str
    planned_ingredients: str


@dataclass(frozen=True)
class MealPlan:
    """What is meant to be cooked. Nothing in it counts as checked."""

    meal_id: UUID
    date: date
    meal: str
    eating_at: datetime
    portions: int
    cancelled: bool
    dishes: tuple[PlannedDish, ...]
    note: str

    @classmethod
    def read(cls, r: Reader) -> Self:
        dishes = tuple(
            PlannedDish(
                id=one.uuid("dish_id"),
                name=one.text("name"),
                matter=one.choice("matter", Matter),
                planned_ingredients=one.text("planned_ingredients", longest=2000, required=False),
            )
            for one in r.items("dishes")
        )
        return cls(
            meal_id=r.uuid("meal_id"),
            date=r.day("date"),
            meal=r.choice("meal", MealKind),
            eating_at=r.instant("eating_at"),
            portions=r.integer("portions", low=0, high=20000),
            cancelled=r.flag("cancelled") if "cancelled" in r.data else False,
            dishes=dishes,
            note=r.text("note", longest=2000, required=False),
        )

    @property
    def happened_at(self) -> None:
        """A plan is about the future: its time is the time it was written."""
        return
