"""The GS1-* headers of the REST binding (EPCIS 2.0 §12)."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError
from nguon.core.epcis.cbv_format import CbvXmlFormat
from nguon.core.epcis.epc_format import EpcFormat
from nguon.food.exchange.api.errors import HeaderInvalid
from nguon.food.exchange.api.versions import OLDEST_READ, SPOKEN
from nguon.food.trace.operations import EVENT_LIMIT, ErrorBehaviour

NO_PREFERENCE = "No_Preference"
VENDOR_VERSION = "nguon"
CAPTURE_OCTETS = 128 * 1024 * 1024
_EXTENSION = re.compile(r"\s*([A-Za-z_][\w.-]*)\s*=\s*([A-Za-z][A-Za-z0-9+.-]*:\S+?)\s*", re.ASCII)
_LONGEST_EXTENSIONS = 4_000


def with_versions(response: HttpResponse) -> HttpResponse:
    response["GS1-EPCIS-Version"] = SPOKEN
    response["GS1-CBV-Version"] = SPOKEN
    return response


def options(*methods: str, captures: bool = False) -> HttpResponse:
    """What a client can find out before it sends anything."""
    response = with_versions(HttpResponse(status=204))
    response["Allow"] = allow(methods)
    response["GS1-EPCIS-Min"] = response["GS1-CBV-Min"] = OLDEST_READ if captures else SPOKEN
    response["GS1-EPCIS-Max"] = response["GS1-CBV-Max"] = SPOKEN
    response["GS1-EPC-Format"] = NO_PREFERENCE
    response["GS1-CBV-XML-Format"] = NO_PREFERENCE
    response["GS1-Extensions"] = f"nguon=https://{settings.NGUON_IDENTIFIER_HOST}/voc/"
    response["GS1-Vendor-Version"] = VENDOR_VERSION
    if captures:
        for name, value in capture_limits().items():
            response[name] = value
        response["GS1-Capture-Error-Behaviour"] = "all"
    return response


def allow(methods: tuple[str, ...]) -> str:
    """The methods of a resource as `Allow` lists them; whoever can GET can HEAD."""
    heads = ["HEAD"] if "GET" in methods else []
    return ", ".join(["OPTIONS", *methods, *heads])


def capture_limits() -> dict[str, str]:
    return {
        "GS1-EPCIS-Capture-Limit": str(EVENT_LIMIT),
        "GS1-EPCIS-Capture-File-Size-Limit": str(CAPTURE_OCTETS),
    }


def extensions_of(request: HttpRequest) -> dict[str, str]:
    """Prefixes and what they stand for, as `GS1-Extensions: ex=https://ex.example/` says."""
    text = request.headers.get("GS1-Extensions", "").strip()
    if not text:
        return {}
    found = [_EXTENSION.fullmatch(part) for part in text[:_LONGEST_EXTENSIONS].split(",")]
    # XML keeps these two prefixes to itself (Namespaces in XML §3).
    known = [one for one in found if one is not None and one[1] not in ("xml", "xmlns")]
    if len(known) < len(found):
        raise _wrong("GS1-Extensions", "prefix=https://example.org/ns/, …", text)
    return {one[1]: one[2] for one in known}


def epc_format_of(request: HttpRequest) -> EpcFormat:
    """How the client wants identifiers spelt; Digital Link if it does not say (openapi)."""
    asked = request.headers.get("GS1-EPC-Format", EpcFormat.ALWAYS_GS1_DIGITAL_LINK)
    if asked == NO_PREFERENCE:
        return EpcFormat.NEVER_TRANSLATES
    if asked not in list(EpcFormat):
        raise _wrong("GS1-EPC-Format", ", ".join([NO_PREFERENCE, *EpcFormat]), asked)
    return EpcFormat(asked)


def cbv_format_of(request: HttpRequest) -> CbvXmlFormat:
    """How the client wants CBV values spelt in XML; URNs, which 1.2 knows too, if it is silent."""
    asked = request.headers.get("GS1-CBV-XML-Format", NO_PREFERENCE)
    if asked == NO_PREFERENCE:
        return CbvXmlFormat.ALWAYS_URN
    if asked not in list(CbvXmlFormat):
        raise _wrong("GS1-CBV-XML-Format", ", ".join([NO_PREFERENCE, *CbvXmlFormat]), asked)
    return CbvXmlFormat(asked)


def error_behaviour_of(request: HttpRequest) -> ErrorBehaviour:
    asked = request.headers.get("GS1-Capture-Error-Behaviour", "rollback")
    if asked == "rollback":
        return "rollback"
    if asked == "proceed":
        return "proceed"
    raise _wrong("GS1-Capture-Error-Behaviour", "rollback, proceed", asked)


def _wrong(header: str, expected: str, got: str) -> HeaderInvalid:
    message = _("Not a value of this header.")
    return HeaderInvalid([FieldError(header, message, expected=expected, got=got[:200])])
