"""The photos that the acts of an incident name, with the hashes by which they are named."""

from collections.abc import Iterable

from nguon.food.oversight.queries.dossier.value import PhotoNamed, ToldAct
from nguon.ground.journal.models import Photo, PhotoPlace


def photos_named(acts: Iterable[ToldAct]) -> list[PhotoNamed]:
    """In the order of the acts, each once. Those whose bytes have not come are named as missing.

    Only what the place of the act sent itself: a hash alone must not open a neighbour's picture.
    """
    acts = list(acts)
    named = {sha256 for told in acts for sha256 in told.act.photos}
    sent = PhotoPlace.objects.filter(photo__in=named).values_list("photo_id", "place_id")
    sent_by = set(sent)
    stored = Photo.objects.in_bulk(sorted(named))
    found: dict[str, PhotoNamed] = {}
    for told in acts:
        for sha256 in told.act.photos:
            if sha256 not in found:
                found[sha256] = PhotoNamed(
                    sha256=sha256,
                    photo=stored.get(sha256) if (sha256, told.act.place_id) in sent_by else None,
                    record_id=told.act.record_id,
                    kind=type(told.act).__name__,
                    place=told.act.place,
                    taken_at=told.act.happened_at,
                )
    return list(found.values())
