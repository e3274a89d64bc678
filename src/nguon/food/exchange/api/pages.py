"""Paging by key, not by number: pages stay true while others capture (EPCIS 2.0 §12.6.4)."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import FieldError
from nguon.core.epcis.instants import write_instant
from nguon.food.trace.queries.query_refusals import QueryParameterInvalid

PAGING = ("perPage", "nextPageToken")
_DEFAULT, _MOST = 30, 1_000
_VALID_FOR = timedelta(hours=24)
_SALT = "nguon.food.trace.page"


@dataclass(frozen=True, slots=True)
class PageToken:
    """Where the last page ended. Signed, and good only for the same question and caller."""

    last: str

    @classmethod
    def of(cls, request: HttpRequest, *, caller: str) -> Self | None:
        text = request.GET.get("nextPageToken")
        if text is None:
            return None
        try:
            bound, last = signing.loads(text, salt=_SALT, max_age=_VALID_FOR)
        except signing.BadSignature as error:
            raise _invalid(_("a token of this server, less than a day old"), text) from error
        if bound != _binding(request, caller):
            raise _invalid(_("the same question by the same caller"), text)
        return cls(last)


def next_link(response: HttpResponse, request: HttpRequest, *, caller: str, last: str) -> None:
    """Add the `Link` to the next page, and until when it can be followed."""
    token = signing.dumps([_binding(request, caller), last], salt=_SALT)
    parameters = request.GET.copy()
    parameters["nextPageToken"] = token
    url = request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")
    response["Link"] = f'<{url}>; rel="next"'
    response["GS1-Next-Page-Token-Expires"] = write_instant(clock.now() + _VALID_FOR)


def per_page_of(request: HttpRequest) -> int:
    text = request.GET.get("perPage", str(_DEFAULT))
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) > 0):
        error = FieldError("perPage", _("Not a page size."), expected=f"1 … {_MOST}", got=text)
        raise QueryParameterInvalid([error])
    return min(int(text), _MOST)


def without_paging(parameters: QueryDict) -> dict[str, list[str]]:
    return {name: values for name, values in parameters.lists() if name not in PAGING}


def unknown_parameters(parameters: QueryDict, *, known: Collection[str]) -> None:
    """Refuse what would otherwise be ignored."""
    unknown = [name for name in parameters if name not in (*PAGING, *known)]
    if unknown:
        raise QueryParameterInvalid(
            [
                FieldError(name, _("No such parameter."), expected=", ".join([*PAGING, *known]))
                for name in unknown
            ]
        )


def _binding(request: HttpRequest, caller: str) -> str:
    question: Mapping[str, list[str]] = without_paging(request.GET)
    text = repr((request.path, caller, sorted(question.items())))
    return hashlib.sha256(text.encode()).hexdigest()


def _invalid(expected: str, got: str) -> QueryParameterInvalid:
    error = FieldError("nextPageToken", _("Not a usable token."), expected=expected, got=got[:200])
    return QueryParameterInvalid([error])
