"""Which browser a record came from: a number of its own in a signed cookie that stays."""

from uuid import UUID, uuid4

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

COOKIE = "nguon_device"
_SALT = "nguon.food.kitchen.device"
_YEARS_10 = 10 * 365 * 24 * 3600


def device_of(request: HttpRequest) -> UUID:
    """The device's number, a new one on its first visit or when the cookie was tampered with."""
    try:
        return UUID(request.get_signed_cookie(COOKIE, salt=_SALT))
    except (KeyError, BadSignature, ValueError):
        return uuid4()


def remember_device(response: HttpResponse, device_id: UUID) -> HttpResponse:
    response.set_signed_cookie(
        COOKIE,
        str(device_id),
        salt=_SALT,
        max_age=_YEARS_10,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
