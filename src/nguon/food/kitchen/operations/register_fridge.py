from uuid import UUID

from nguon.food.kitchen.choices import FridgeKind
from nguon.food.kitchen.models import Fridge
from nguon.ground.people.models import Place


def register_fridge(place: Place, *, fridge_id: UUID, name: str, kind: FridgeKind) -> Fridge:
    return Fridge.objects.create(id=fridge_id, place=place, name=name, kind=kind)
