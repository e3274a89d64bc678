"""The GS1-* headers of the REST binding (EPCIS 2.0 §12)."""

from django.conf import settings
from django.http import HttpResponse

from nguon.food.trace.operations import EVENT_LIMIT

JSON = "application/json"
JSON_LD = "application/ld+json"
_VERSIONS = {
    "GS1-EPCIS-Version": "2.0.0",
    "GS1-CBV-Version": "2.0.0",
}
_RANGES = {
    "GS1-EPCIS-Min": "2.0.0",
    "GS1-EPCIS-Max": "2.0.0",
    "GS1-CBV-Min": "2.0.0",
    "GS1-CBV-Max": "2.0.0",
    "GS1-Vendor-Version": "nguon",
}


def with_versions(response: HttpResponse) -> HttpResponse:
    for name, value in _VERSIONS.items():
        response[name] = value
    return response


def options(*methods: str, captures: bool = False) -> HttpResponse:
    """What a client can find out before it sends anything."""
    response = with_versions(HttpResponse(status=204))
    response["Allow"] = ", ".join(["OPTIONS", *methods])
    for name, value in _RANGES.items():
        response[name] = value
    response["GS1-EPC-Format"] = "Never_Translates"
    if captures:
        for name, value in capture_limits().items():
            response[name] = value
        response["GS1-Capture-Error-Behaviour"] = "rollback"
    return response


def capture_limits() -> dict[str, str]:
    return {
        "GS1-EPCIS-Capture-Limit": str(EVENT_LIMIT),
        "GS1-EPCIS-Capture-File-Size-Limit": str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
    }
