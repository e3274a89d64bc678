"""The things that records of one kitchen name and that no record makes: fetched once, by kind."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.utils import timezone

from nguon.food.kitchen.models import Dish, Fridge, Meal, SupplyContract
from nguon.food.kitchen.rules.references import Thing
from nguon.ground.people.models import OrganisationName, Person, Place
from nguon.ground.products.models import Product

T = TypeVar("T")


class KnownThings:
    """Things of another place are as unknown as none at all."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.people: dict[UUID, Person] = {}
        self.names: dict[int, OrganisationName] = {}
        self.fridges: dict[UUID, Fridge] = {}
        self.meals: dict[UUID, Meal] = {}
        self.dishes: dict[UUID, Dish] = {}
        self._gtins: dict[UUID, str] = {}
        self._contracts: dict[UUID, list[SupplyContract]] = defaultdict(list)
        self._asked: dict[object, set[Any]] = defaultdict(set)

    def knows(self, thing: Thing, id_: Any) -> bool:
        known: dict[Thing, Collection[Any]] = {
            Thing.FRIDGE: self.fridges,
            Thing.LEGAL_NAME: self.names,
            Thing.PRODUCT: self._gtins,
        }
        if thing is Thing.DISH:
            return id_ in self.dishes and self._is_ours(self.dishes[id_].meal)
        if thing in (Thing.MEAL, Thing.OWN_MEAL):
            meal = self.meals.get(id_)
            return thing is Thing.OWN_MEAL if meal is None else self._is_ours(meal)
        return id_ in known[thing]

    def _is_ours(self, meal: Meal) -> bool:
        return meal.place_id == self.place.pk

    def meal_of_dish(self, dish_id: UUID) -> UUID | None:
        dish = self.dishes.get(dish_id)
        return None if dish is None else dish.meal_id

    def gtin(self, product_id: UUID | None) -> str:
        return self._gtins[product_id] if product_id else ""

    def is_in_contract(self, supplier_id: UUID | None, *, on: datetime) -> bool:
        """Whether a supply contract with the kitchen counted on that day."""
        if supplier_id is None:
            return False
        day = timezone.localdate(on)
        return any(
            one.valid_from <= day and (one.valid_to is None or one.valid_to > day)
            for one in self._contracts[supplier_id]
        )

    def dishes_of(self, meal_ids: Collection[UUID]) -> list[Dish]:
        """Whole menus, once `fetch_menus` has fetched them; in the order of the meals."""
        found = [dish for dish in self.dishes.values() if dish.meal_id in meal_ids]
        return sorted(
            found,
            key=lambda d: (d.meal.date, d.meal.eating_at, d.meal_id, d.position, d.id),
        )

    def put_menu(self, meal: Meal, dishes: Iterable[Dish]) -> None:
        """A plan has just been written."""
        self.meals[meal.pk] = meal
        for dish in self.dishes.values():
            if dish.meal_id == meal.pk:
                dish.meal = meal
        for dish in dishes:
            dish.meal = meal
            self.dishes[dish.pk] = dish

    # Fetching

    def unasked(self, kind: object, ids: Iterable[T]) -> list[T]:
        """Of these, what was not asked for before; asking twice finds nothing new."""
        fresh = set(ids) - self._asked[kind]
        self._asked[kind] |= fresh
        return list(fresh)

    def fetch_people(self, ids: Iterable[UUID]) -> None:
        if wanted := self.unasked("person", ids):
            self.people |= Person.objects.in_bulk(wanted)

    def fetch_sources(self, name_ids: Iterable[Any], product_ids: Iterable[Any]) -> None:
        if wanted := self.unasked(Thing.LEGAL_NAME, name_ids):
            names = OrganisationName.objects.select_related("organisation").in_bulk(wanted)
            self.names |= names
            suppliers = {name.organisation_id for name in names.values()}
            self._fetch_contracts(suppliers)
        if wanted := self.unasked(Thing.PRODUCT, product_ids):
            found = Product.objects.filter(pk__in=wanted).values_list("pk", "gtin")
            self._gtins |= {pk: gtin or "" for pk, gtin in found}

    def _fetch_contracts(self, suppliers: Iterable[UUID]) -> None:
        if wanted := self.unasked("contract", suppliers):
            found = SupplyContract.objects.filter(place=self.place, supplier__in=wanted)
            for contract in found:
                self._contracts[contract.supplier_id].append(contract)

    def fetch_fridges(self, ids: Iterable[Any]) -> None:
        if wanted := self.unasked(Thing.FRIDGE, ids):
            found = Fridge.objects.filter(place=self.place, pk__in=wanted)
            self.fridges |= {fridge.pk: fridge for fridge in found}

    def fetch_menus(
        self, dish_ids: Iterable[Any], meal_ids: Iterable[Any], whole_menus: Iterable[Any]
    ) -> None:
        """Dishes with their meals, meals, and meals with all their dishes."""
        if wanted := self.unasked("menu", whole_menus):
            self._take(Dish.objects.filter(meal__in=wanted).select_related("meal"))
            self._asked[Thing.DISH] |= self.dishes.keys()
        if wanted := self.unasked(Thing.DISH, dish_ids):
            self._take(Dish.objects.filter(pk__in=wanted).select_related("meal"))
        if wanted := self.unasked(Thing.MEAL, set(meal_ids) - self.meals.keys()):
            self.meals |= Meal.objects.in_bulk(wanted)

    def _take(self, dishes: Iterable[Dish]) -> None:
        for dish in dishes:
            dish.meal = self.meals.setdefault(dish.meal_id, dish.meal)
            self.dishes.setdefault(dish.pk, dish)
