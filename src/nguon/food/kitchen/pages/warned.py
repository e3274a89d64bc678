"""Warnings of sister kitchens as the pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from nguon.food.kitchen.pages.desk import Desk
from nguon.food.kitchen.queries.sister_warnings import SisterWarning, warnings_for
from nguon.food.kitchen.rules.kit import supplier_words
from nguon.ground.people.choices import Act
from nguon.ground.people.models import OrganisationName

SHOWN = 3


@dataclass(frozen=True)
class Warned:
    """Those of our own suppliers first, then the newest; some in sight, the others one tap away."""

    warnings: Sequence[SisterWarning]
    in_sight: int = SHOWN

    @property
    def first(self) -> list["ShownWarning"]:
        return self._shown[: self.in_sight]

    @property
    def more(self) -> list["ShownWarning"]:
        return self._shown[self.in_sight :]

    @property
    def _shown(self) -> list["ShownWarning"]:
        return [ShownWarning(o) for o in sorted(self.warnings, key=lambda o: not o.is_certain)]

    def about(self, seller: OrganisationName | None) -> "Warned":
        """Only those that the seller at the door may be meant by."""
        if seller is None:
            return Warned([one for one in self.warnings if not one.is_certain])
        named = (seller.organisation_id, None)
        return Warned([one for one in self.warnings if one.organisation in named])


@dataclass(frozen=True)
class ShownWarning:
    told: SisterWarning

    @property
    def supplier(self) -> str:
        return supplier_words(self.told)

    @property
    def other_names(self) -> str:
        return ", ".join(name for name in self.told.names if name != self.told.supplier)

    @property
    def where(self) -> str:
        return ", ".join(word for word in (self.told.kitchen, self.told.commune) if word)


def warned(desk: Desk, *, in_sight: int = SHOWN) -> Warned:
    """For those who receive goods: before they open the next crate."""
    if not desk.may(Act.RECORD_RECEIVING):
        return Warned(())
    return Warned(warnings_for(desk.place, at=desk.at), in_sight)
