"""`POST /api/v1/devices`: a phone with a pairing code becomes a phone of the kitchen."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from nguon.base import clock
from nguon.base.client_address import client_address
from nguon.base.errors import FieldError, InputInvalid
from nguon.base.phone_api import bytes_of, json_object
from nguon.ground.people.models import Device
from nguon.ground.people.operations import enrol_device

_MOST_BYTES = 4096


@login_not_required
@csrf_exempt
@require_POST
def devices(request: HttpRequest) -> JsonResponse:
    """201 with the token, which is told this once. Cookies count for nothing here."""
    asked = json_object(bytes_of(request, at_most=_MOST_BYTES))
    device, token = enrol_device(
        _text(asked.get("code"), "code"),
        name=_text(asked.get("name"), "name"),
        at=clock.now(),
        address=client_address(request),
    )
    return JsonResponse(_members(device, token), status=201)


def _members(device: Device, token: str) -> dict[str, Any]:
    kitchen = {"id": str(device.place.pk), "name": device.place.name}
    return {"device": str(device.pk), "token": token, "kitchen": kitchen}


def _text(value: object, path: str) -> str:
    if isinstance(value, str):
        return value
    message = _("This must be text.")
    got = type(value).__name__
    raise InputInvalid([FieldError(path, message, expected=_("text"), got=got)])
