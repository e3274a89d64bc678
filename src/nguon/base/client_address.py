"""Which address a request came from, when nobody may be believed about it."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address seen by the outermost trusted proxy, or the peer's when there is none.

    Whoever connects can write anything to the left in X-Forwarded-For; only the last
    `trusted_proxies` entries were written by our own proxies.
    """
    peer = str(request.META.get("REMOTE_ADDR") or "")
    trusted: int = settings.TRUSTED_PROXIES
    if trusted == 0:
        return peer
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    claimed = hops[-trusted] if len(hops) >= trusted else ""
    try:
        return str(ip_address(claimed))
    except ValueError:
        return peer
