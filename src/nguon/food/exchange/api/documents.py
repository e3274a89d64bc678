"""Events as an answer: in the spelling of identifiers and in the format that was asked for."""

from django.http import HttpRequest, HttpResponse

from nguon.core.epcis import parse_document, write_json
from nguon.core.epcis.epc_format import EpcFormat, in_epc_format
from nguon.food.exchange.api.formats import answer_type
from nguon.food.exchange.api.headers import epc_format_of

_URN = b"urn:epc:"


def events_answer(body: bytes, request: HttpRequest) -> HttpResponse:
    """`body` is a document in JSON with identifiers as captured; it is retold as asked."""
    media_type = answer_type(request)
    epc_format = epc_format_of(request)
    response = HttpResponse(in_format(body, epc_format), content_type=media_type)
    response["GS1-EPC-Format"] = epc_format.value
    return response


def in_format(body: bytes, epc_format: EpcFormat) -> bytes:
    """Read anew only where there is something to translate."""
    is_done = epc_format is EpcFormat.ALWAYS_GS1_DIGITAL_LINK and _URN not in body.lower()
    if is_done or epc_format is EpcFormat.NEVER_TRANSLATES:
        return body
    return write_json(in_epc_format(parse_document(body).root, epc_format))
