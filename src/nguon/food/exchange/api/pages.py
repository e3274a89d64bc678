"""Paging by key, not by number: pages stay true while others capture (EPCIS 2.0 §12.6.4)."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import FieldError
from nguon.base.sealed import NotSealed, seal, unseal
from nguon.core.epcis.instants import write_instant
from nguon.food.exchange.queries.returned_page_tokens import was_returned
from nguon.food.trace.queries.query_refusals import QueryParameterInvalid

PAGING = ("perPage", "nextPageToken")
_DEFAULT, _MOST = 30, 1_000
VALID_FOR = timedelta(hours=24)
_PURPOSE = "nguon.food.exchange.page"


@dataclass(frozen=True, slots=True)
class PageToken:
    """Where the last page ended. Good only for the same question and caller.

    Sealed: the number of an event tells how many others captured before it.
    """

    last: str

    @classmethod
    def of(cls, request: HttpRequest, *, caller: str) -> Self | None:
        text = request.GET.get("nextPageToken")
        if text is None:
            return None
        said = _read(text)
        if said is None or was_returned(text):
            raise _invalid(_("a token of this server, less than a day old"), text)
        _whose, bound, last = said
        if bound != _binding(request, caller):
            raise _invalid(_("the same question by the same caller"), text)
        return cls(last)

    @staticmethod
    def is_of(text: str, *, caller: str) -> bool:
        """Whether this server gave the token to this caller, and it still counts."""
        said = _read(text)
        return said is not None and said[0] == _digest(caller)


def next_link(response: HttpResponse, request: HttpRequest, *, caller: str, last: str) -> None:
    """Add the `Link` to the next page, and until when it can be followed."""
    token = seal([_digest(caller), _binding(request, caller), last], purpose=_PURPOSE)
    parameters = request.GET.copy()
    parameters["nextPageToken"] = token
    url = request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")
    response["Link"] = f'<{url}>; rel="next"'
    response["GS1-Next-Page-Token-Expires"] = write_instant(clock.now() + VALID_FOR)


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
    return _digest(repr((request.path, caller, sorted(question.items()))))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _read(text: str) -> tuple[str, str, str] | None:
    """Whose token it is, for what question, and where the last page ended."""
    try:
        value = unseal(text, purpose=_PURPOSE, within=VALID_FOR)
    except NotSealed:
        return None
    return tuple(value) if isinstance(value, list) and len(value) == 3 else None


def _invalid(expected: str, got: str) -> QueryParameterInvalid:
    error = FieldError("nextPageToken", _("Not a usable token."), expected=expected, got=got[:200])
    return QueryParameterInvalid([error])
