"""Photos, only for those whose place sent them."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from nguon.ground.journal.models import Photo, PhotoPlace


def photo_at(sha256: str, place_ids: Iterable[UUID]) -> Photo | None:
    """The photo if one of these places sent it; otherwise None, as if it did not exist."""
    return Photo.objects.filter(pk=sha256, places__place_id__in=list(place_ids)).first()


def photos_missing(hashes: Iterable[str], place_id: UUID) -> list[str]:
    """Of the hashes that a record names, those whose bytes have not come from this place yet."""
    named = list(dict.fromkeys(hashes))
    here = set(
        Photo.objects.filter(pk__in=named, places__place_id=place_id).values_list("pk", flat=True)
    )
    return [sha256 for sha256 in named if sha256 not in here]


def photos_since(place_id: UUID, since: datetime) -> int:
    """How many photos the place sent for the first time since then."""
    return PhotoPlace.objects.filter(place_id=place_id, received_at__gte=since).count()
