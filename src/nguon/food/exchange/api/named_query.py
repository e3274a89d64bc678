"""What the views of named queries share: the query of the path, JSON in and out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid, Missing
from nguon.core.epcis import EpcisError, write_json
from nguon.core.epcis.json_text import read_json
from nguon.food.exchange.api.body import body_of
from nguon.food.exchange.api.formats import answer_type
from nguon.food.exchange.models import NamedQuery
from nguon.food.exchange.queries.named_queries import named_queries_of
from nguon.ground.people.rules.caller import Caller


class NoSuchName(Missing):
    """The organisation has no query, or no subscription, of that name."""

    problem_type = "epcisException:NoSuchNameException"


def named_query_of(caller: Caller, name: str) -> NamedQuery:
    found = named_queries_of(caller.tenant_id).filter(name=name).first() if _fits(name) else None
    if found is None:
        raise NoSuchName(_("There is no query named “%(name)s”.") % {"name": name})
    return found


def json_of(request: HttpRequest) -> Any:
    try:
        return read_json(body_of(request))
    except EpcisError as error:
        message = _("Not readable JSON: %(why)s") % {"why": error}
        raise InputInvalid([FieldError("/", message)]) from error


def json_answer(members: Any, request: HttpRequest, *, status: int = 200) -> HttpResponse:
    return HttpResponse(write_json(members), status=status, content_type=answer_type(request))


def _fits(name: str) -> bool:
    return "\0" not in name
