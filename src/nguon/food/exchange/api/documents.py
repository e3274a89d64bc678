"""Events as an answer: in the spelling of identifiers and in the format that was asked for."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nguon.core.epcis import Document, JsonObject, MalformedError, parse_document, write_json
from nguon.core.epcis.cbv_format import CbvXmlFormat
from nguon.core.epcis.epc_format import EpcFormat, in_epc_format
from nguon.core.epcis.xml import write_xml
from nguon.food.exchange.api.errors import NotAcceptable
from nguon.food.exchange.api.formats import ALL_TYPES, XML_TYPES, answer_type
from nguon.food.exchange.api.headers import cbv_format_of, epc_format_of

_URN = b"urn:epc:"


def events_answer(body: bytes, request: HttpRequest, *, status: int = 200) -> HttpResponse:
    """`body` is a document in JSON with identifiers as captured; it is retold as asked."""
    media_type = answer_type(request, ALL_TYPES)
    epc_format, cbv_format = epc_format_of(request), cbv_format_of(request)
    if media_type in XML_TYPES:
        root = in_epc_format(parse_document(body).root, epc_format)
        response = HttpResponse(_xml(root, cbv_format), status=status)
        response["Content-Type"] = f"{media_type}; charset=utf-8"
        response["GS1-CBV-XML-Format"] = cbv_format.value
    else:
        text = _json(body, epc_format)
        response = HttpResponse(text, status=status, content_type=media_type)
    response["GS1-EPC-Format"] = epc_format.value
    return response


def _json(body: bytes, epc_format: EpcFormat) -> bytes:
    """Read anew only where there is something to translate."""
    is_done = epc_format is EpcFormat.ALWAYS_GS1_DIGITAL_LINK and _URN not in body.lower()
    if is_done or epc_format is EpcFormat.NEVER_TRANSLATES:
        return body
    return write_json(in_epc_format(parse_document(body).root, epc_format))


def _xml(root: JsonObject, cbv_format: CbvXmlFormat) -> bytes:
    try:
        return write_xml(Document(root), cbv_format=cbv_format)
    except MalformedError as error:
        raise NotAcceptable(
            _("XML cannot say this, ask for JSON: %(why)s") % {"why": error}
        ) from error
