"""Photos of records: taken in before the form is judged, shown to whoever may see the day."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from nguon.base.errors import InputInvalid, Missing
from nguon.food.kitchen.pages.desk import Desk, desk_at
from nguon.ground.journal.operations import store_photo
from nguon.ground.journal.queries import photo_at
from nguon.ground.people.choices import Act


def data_with_photos(request: HttpRequest, desk: Desk) -> tuple[Any, list[str]]:
    """What was posted, with the hashes of the photos now kept, and what was wrong with others.

    They are kept even if the form has to be asked again: a browser cannot send a file twice
    without the person choosing it twice.
    """
    data, faults = request.POST.copy(), []
    hashes = [one for one in data.get("photo_hashes", "").split(",") if one]
    for file in request.FILES.getlist("photos"):
        try:
            photo = store_photo(file.read(), place_id=desk.place.id, received_at=desk.at)
        except InputInvalid as error:
            faults += [f"{file.name}: {fault.message}" for fault in error.errors]
        else:
            hashes.append(photo.sha256)
    data["photo_hashes"] = ",".join(dict.fromkeys(hashes))
    return data, faults


@require_safe
@cache_control(private=True, max_age=31536000, immutable=True)
def photo(request: HttpRequest, place_id: UUID, sha256: str) -> HttpResponse:
    desk = desk_at(request, place_id, Act.VIEW_DAY)
    found = photo_at(sha256, [desk.place.id])
    if found is None:
        raise Missing(_("There is no such photo here."))
    return HttpResponse(bytes(found.body), content_type=found.content_type)
