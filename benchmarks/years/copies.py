"""Kitchens and suppliers of the large province, and the values of each copy of a week."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import Any, Final
from uuid import UUID, uuid5

from django.db import connection, transaction

from years.weeks import NUMBERED, SOURCE_COLUMNS, Ready

TRADERS, PLANTS, GROWERS = 20, 5, 12
"""Suppliers of each kind; the first trader sells to six kitchens of ten, the others share them."""
FIRST_TRADER: Final = 6
_TICK: Final = timedelta(microseconds=1)
Mint = Callable[[UUID, str], Any]


@dataclass
class Cast:
    """One kitchen of the province: what the texts of any template become."""

    number: int
    texts: dict[str, str]
    groups: Mapping[str, int]
    """Which of the suppliers of each kind it buys from."""


@dataclass
class Suppliers:
    cast: Any
    of: dict[str, list[Any]] = field(default_factory=dict)

    def groups(self, kitchen: int) -> dict[str, int]:
        trader = 0 if kitchen % 10 < FIRST_TRADER else 1 + kitchen % (TRADERS - 1)
        return {"thuong_lai": trader, "thit": kitchen % PLANTS, "htx": kitchen % GROWERS}

    def texts(self, kitchen: int) -> dict[str, str]:
        found = {}
        for key, group in self.groups(kitchen).items():
            told, own = self.cast.suppliers[key], self.of[key][group]
            found |= {
                str(told.organisation.pk): str(own.pk),
                told.organisation.identifier: own.identifier,
            }
            name = own.names.order_by("id").first()
            for one in told.names:
                found |= {str(one.pk): str(name.pk), one.legal_name: name.legal_name}
                values = [text.partition("=")[2] for text in source_texts(name)]
                found |= dict(zip(source_texts(one), values, strict=True))
        return found


def source_texts(name: Any) -> list[str]:
    """What a received line takes over from a supplier's name, as `years.weeks` calls it."""
    from nguon.base.folded_phone import folded_phone  # noqa: PLC0415
    from nguon.base.folded_text import folded  # noqa: PLC0415

    values = (name.address, name.phone, folded(name.legal_name), folded_phone(name.phone))
    return [f"{column}={value}" for column, value in zip(SOURCE_COLUMNS, values, strict=True)]


def make_suppliers(cast: Any, *, at: datetime) -> Suppliers:
    """The demonstration's are the first of each kind."""
    from nguon.ground.people.operations import register_organisation  # noqa: PLC0415

    made = Suppliers(cast)
    kinds = (("thuong_lai", TRADERS), ("thit", PLANTS), ("htx", GROWERS))
    for place, (key, count) in enumerate(kinds, 4):
        first = cast.suppliers[key].organisation
        more = [
            register_organisation(
                by=cast.administrator,
                kind=first.kind,
                legal_name=f"{first.display_name} số {number}",
                address="Tỉnh Điện Biên",
                phone=f"0215 {place}00 {number:04}",
                at=at,
            )
            for number in range(2, count + 1)
        ]
        made.of[key] = [first, *more]
    return made


@transaction.atomic
def make_kitchens(cast: Any, suppliers: Suppliers, count: int, *, at: datetime) -> list[Cast]:
    """Through operations; each with three people, a fridge for samples and three contracts."""
    from nguon.base import clock  # noqa: PLC0415 Django is set up by now
    from nguon.food.kitchen.operations.register_supply_contract import (  # noqa: PLC0415
        register_supply_contract,
    )
    from nguon.ground.people.models import Assignment, Place  # noqa: PLC0415
    from nguon.ground.reference.models import Commune  # noqa: PLC0415
    from tests.food.oversight.outbreak import new_kitchen  # noqa: PLC0415

    communes = list(Commune.objects.order_by("code"))
    made, places = [], []
    for number in range(len(cast.kitchens), len(cast.kitchens) + count):
        new = new_kitchen(cast, number)
        groups = suppliers.groups(number)
        for key, group in groups.items():
            register_supply_contract(
                new.place,
                contract_id=uuid5(new.place.pk, key),
                supplier=suppliers.of[key][group],
                number=f"{number:03}/HĐ-TP",
                valid_from=at.date(),
                by=new.people["manager"],
                at=clock.now(),
            )
        new.place.commune = communes[number % len(communes)]
        places.append(new.place)
        texts = suppliers.texts(number)
        for told in cast.kitchens:
            texts |= _texts(told, new)
        made.append(Cast(number, texts, groups))
    Place.objects.bulk_update(places, ["commune"])
    Assignment.objects.filter(place__in=places).update(valid_from=at.date())
    return made


def _texts(told: Any, new: Any) -> dict[str, str]:
    from nguon.food.kitchen.choices import FridgeKind  # noqa: PLC0415
    from nguon.food.kitchen.rules.lots import own_place  # noqa: PLC0415

    fridge, own_fridge = (one.fridges[FridgeKind.SAMPLE].pk for one in (told, new))
    texts = {
        str(told.place.pk): str(new.place.pk),
        told.place.identifier: new.place.identifier,
        told.place.name: new.place.name,
        str(told.place.organisation_id): str(new.place.organisation_id),
        told.place.organisation.identifier: new.place.organisation.identifier,
        str(fridge): str(own_fridge),
        own_place(fridge, "fridge").uri: own_place(own_fridge, "fridge").uri,
    }
    for key, person in told.people.items():
        own = new.people.get(key) or new.people["cook_1"]
        texts |= {str(person.pk): str(own.pk), person.full_name: own.full_name}
    return texts


class Copier:
    """Fills a template for one kitchen and one week; numbers go on from where the tables end."""

    def __init__(self, shared_lots: Mapping[str, tuple[str, date]], constant: set[str]) -> None:
        """`shared_lots` are growers' lots (identifier or spoken): of which goods, sold when."""
        self._shared, self._constant = shared_lots, constant
        self._random = Random(20261122)
        self._mint = _mints()
        self._lots: dict[tuple[str, int, date], Any] = {}
        self._own: dict[tuple[int, int], list[str]] = {}
        self.recorded_at = datetime.min.replace(tzinfo=UTC)
        """Of the last event: numbers of events and these times grow together."""
        self.next: dict[str, int] = {}
        with connection.cursor() as cursor:
            for table, column in NUMBERED.items():
                cursor.execute(f"select coalesce(max({column}), 0) + 1 from {table}")
                self.next[table] = cursor.fetchone()[0]
            cursor.execute("select uri, id from trace_node")
            self._nodes: dict[str, int] = dict(cursor.fetchall())
        self.next["trace_node"] = max(self._nodes.values(), default=0) + 1

    def copy(self, made: Ready, kitchen: Cast, shift: timedelta) -> dict[str, list[str]]:
        """Lines by table."""
        values = self._values(made, kitchen, shift)
        for slot in made.recorded:
            self.recorded_at += _TICK
            values[slot] = self.recorded_at.isoformat()
        lines: dict[str, list[str]] = {"trace_node": []}
        new = self._number_nodes(made, values, lines["trace_node"])
        for text, digest, template in made.texts:
            raw = template.fill(values)
            values[text] = _octets(raw)
            values[digest] = sha256(raw.encode()).hexdigest()
        for text, digest, template, canonical in made.events:
            values[text] = _octets(template.fill(values))
            values[digest] = sha256(canonical.fill(values)).hexdigest()
        for table, templates in made.rows.items():
            lines[table] = [one.fill(values) for one in templates]
        lots = lines.pop("trace_lot", [])
        lines["trace_lot"] = [line for line in lots if line.partition("\t")[0] in new]
        return lines

    def _values(self, made: Ready, kitchen: Cast, shift: timedelta) -> list[str]:
        key = id(made), kitchen.number
        if key not in self._own:
            self._own[key] = self._of_kitchen(made, kitchen)
        values = self._own[key][:]
        for slot, text in made.days:
            values[slot] = (text + shift).isoformat()
        for slot, day, goods in made.sold:
            values[slot] = f"{day + shift:%y%m%d}{goods}{kitchen.groups['thit']:02}"
        for slot, text, part in made.grown:
            goods, day = self._shared[text]
            own = self._lot(goods, kitchen.groups["htx"], day + shift)
            values[slot] = getattr(own, part)
        for slot in made.fresh:
            some = f"{self._random.getrandbits(128):032x}"
            values[slot] = f"{some[:8]}-{some[8:12]}-5{some[13:16]}-a{some[17:20]}-{some[20:]}"
        for slot, record, name in made.derived:
            values[slot] = str(uuid5(UUID(values[record]), name))
        for uri, spoken, seed, kind, purpose in made.minted:
            own = self._mint[kind](UUID(values[seed]), purpose)
            values[uri], values[spoken] = own.uri, own.code
        for table, slots in made.numbered.items():
            for slot, number in zip(slots, range(self.next[table], 2**62), strict=False):
                values[slot] = str(number)
            self.next[table] += len(slots)
        return values

    def _of_kitchen(self, made: Ready, kitchen: Cast) -> list[str]:
        values = [""] * len(made.slots.numbers)
        for (kind, text), slot in made.slots.numbers.items():
            if kind == "text":
                values[slot] = kitchen.texts.get(text, text if text in self._constant else "")
        return values

    def _lot(self, goods: str, group: int, day: date) -> Any:
        key = goods, group, day
        if key not in self._lots:
            seed = uuid5(UUID(int=group), f"{goods} {day}")
            self._lots[key] = self._mint["class"](seed, "lot")
        return self._lots[key]

    def _number_nodes(self, made: Ready, values: list[str], lines: list[str]) -> set[str]:
        new = set()
        for slot, uri, template, kind in made.nodes:
            identifier = template.fill(values)
            number = self._nodes.get(identifier)
            if number is None:
                number = self.next["trace_node"]
                self.next["trace_node"] += 1
                if uri not in made.own_things:
                    self._nodes[identifier] = number
                lines.append(f"{number}\t{identifier}\t{kind}\n")
                new.add(str(number))
            values[slot] = str(number)
        return new


def _mints() -> dict[str, Mint]:
    from nguon.food.kitchen.rules.lots import own_class, own_object  # noqa: PLC0415

    return {"class": own_class, "obj": own_object}


def _octets(text: str) -> str:
    """Octets of a text for COPY: once for the type, once for the line."""
    if "\\" not in text:
        return text
    return text.replace("\\", "\\\\\\\\")
