"""What is left, in the order of a search: what was asked about first, dishes before goods."""

from collections.abc import Collection, Mapping, Sequence

from nguon.food.oversight.queries.directory import Directory
from nguon.food.oversight.queries.four_answers_value import Stock, Stoppable
from nguon.food.oversight.queries.listed import Listed
from nguon.food.oversight.queries.names import Planned, ThingName
from nguon.food.oversight.queries.stock import Left


class StockList:
    def __init__(
        self,
        left: Sequence[Left],
        *,
        names: Mapping[int, ThingName],
        planned: Mapping[int, Planned],
        suspected: Collection[int],
        held: Collection[tuple[int, str | None]],
        directory: Directory,
    ) -> None:
        self._names, self._planned, self._directory = names, planned, directory
        self._suspected, self._held = suspected, held
        self._left = sorted(left, key=self._order)
        self._by_thing: dict[int, list[Left]] = {}
        for one in self._left:
            self._by_thing.setdefault(one.thing, []).append(one)

    def on_hand(self) -> Sequence[Stock]:
        return Listed(self._left, self._stock)

    def stoppable(self) -> Sequence[Stoppable]:
        """One line a thing, with all who have some of it."""
        return Listed(list(self._by_thing.values()), self._stoppable)

    def totals(self) -> dict[str, int]:
        """The part of `Totals` that is about what is left."""
        dishes = len(self._by_thing.keys() & self._planned.keys())
        return {
            "dishes": dishes,
            "goods": len(self._by_thing) - dishes,
            "not_held": sum(not self._is_held(those) for those in self._by_thing.values()),
            "holders": len({one.holder for one in self._left}),
            "untold": sum(one.came is None for one in self._left),
            "on_the_way": sum(one.is_on_the_way for one in self._left),
        }

    def _is_held(self, those: Sequence[Left]) -> bool:
        return all((one.thing, one.holder) in self._held for one in those)

    def _order(self, one: Left) -> tuple[bool, bool, str, str, str]:
        number = one.thing
        name = self._names[number]
        is_dish = number in self._planned
        shown = self._planned[number].dish if is_dish else name.name
        return number not in self._suspected, not is_dish, shown, name.uri, one.holder

    def _name(self, number: int) -> str:
        plan = self._planned.get(number)
        return plan.dish if plan else self._names[number].name

    def _stock(self, one: Left) -> Stock:
        return Stock(
            thing=self._names[one.thing].uri,
            name=self._name(one.thing),
            holder=self._directory.holder_named(one.holder),
            is_dish=one.thing in self._planned,
            is_suspected=one.thing in self._suspected,
            is_held=(one.thing, one.holder) in self._held,
            uom=one.uom,
            came=one.came,
            went=one.went,
            why_not=one.why_not,
            is_on_the_way=one.is_on_the_way,
        )

    def _stoppable(self, those: Sequence[Left]) -> Stoppable:
        first = those[0]
        holders = dict.fromkeys(self._directory.holder_named(one.holder) for one in those)
        return Stoppable(
            thing=self._names[first.thing].uri,
            name=self._name(first.thing),
            is_dish=first.thing in self._planned,
            is_suspected=first.thing in self._suspected,
            is_held=self._is_held(those),
            holders=tuple(holders),
        )
