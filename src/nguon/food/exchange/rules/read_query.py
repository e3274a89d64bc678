"""A query as sent, as values; what is wrong with it, as an answer."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from nguon.base.errors import FieldError, InputInvalid
from nguon.core.epcis.query import QueryParameterError, SimpleEventQuery, query_of_json
from nguon.food.trace.queries.query_refusals import QueryParameterInvalid, require_simple


def read_query(members: object, *, namespaces: Mapping[str, str] | None = None) -> SimpleEventQuery:
    """Raises `QueryParameterInvalid` naming every parameter that is wrong, or `QueryTooComplex`."""
    if not isinstance(members, dict):
        wanted = _("a JSON object of query parameters")
        message = _("There is no query.")
        raise InputInvalid([FieldError("query", message, expected=wanted)])
    try:
        query = query_of_json(members, namespaces=namespaces or {})
    except QueryParameterError as error:
        raise QueryParameterInvalid.of(error) from error
    require_simple(query)
    return query
