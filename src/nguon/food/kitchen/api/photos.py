"""`PUT /api/v1/photos/{sha256}`: the bytes of a photo that a record names."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nguon.base import clock
from nguon.base.phone_api import bytes_of
from nguon.food.kitchen.api.pace import keep_pace
from nguon.food.kitchen.rules.photos_by_phone import may_hand_in_photo, require_room_for_photo
from nguon.ground.journal.operations import store_phone_photo
from nguon.ground.people.queries import device_of_request

MOST_BYTES = 256 * 1024


@login_not_required
@csrf_exempt
@require_http_methods(["PUT"])
def photo(request: HttpRequest, sha256: str) -> HttpResponse:
    """201 for a photo that was not here, 200 for one that was; both mean that it is kept."""
    device, at = device_of_request(request), clock.now()
    keep_pace(device.pk)
    may_hand_in_photo(device, sha256).require()
    require_room_for_photo(device, sha256, at=at)
    raw = bytes_of(request, at_most=MOST_BYTES)
    is_new = store_phone_photo(raw, sha256=sha256, place_id=device.place_id, received_at=at)
    return HttpResponse(status=201 if is_new else 200)
