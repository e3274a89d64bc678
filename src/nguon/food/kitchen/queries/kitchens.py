"""Kitchens by name, for commands."""

from uuid import UUID

from nguon.base.errors import Missing
from nguon.base.folded_text import folded
from nguon.ground.people.choices import PlaceKind
from nguon.ground.people.models import Place


def kitchen_named(text: str) -> Place:
    """The one kitchen with this id, or whose name holds these words, marks aside."""
    kitchens = list(
        Place.objects.filter(kind=PlaceKind.KITCHEN).select_related("organisation").order_by("name")
    )
    found = [one for one in kitchens if _same(one.id, text) or folded(text) in folded(one.name)]
    if len(found) == 1:
        return found[0]
    listed = "\n".join(f"  {one.id}  {one.name}" for one in found or kitchens) or "  (none)"
    raise Missing(
        f"Expected the name or id of one kitchen, got {text!r}, which fits {len(found)}. "
        f"Choose one of:\n{listed}"
    )


def _same(place_id: UUID, text: str) -> bool:
    return str(place_id) == text.strip().lower()
