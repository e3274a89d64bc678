"""Answers that are no documents of events: lists and jobs, in JSON or XML."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpRequest, HttpResponse

from nguon.core.epcis import EPCIS_CONTEXT
from nguon.food.exchange.api.formats import ALL_TYPES, XML_TYPES, answer_type

_NAMESPACE = "urn:epcglobal:epcis:xsd:2"
_JOB_ATTRIBUTES = ("running", "success", "captureID")
_NOT_IN_XML = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(9), 11, 12, *range(14, 32))}


def collection(
    members: Sequence[str], request: HttpRequest, *, namespaces: Mapping[str, str] | None = None
) -> HttpResponse:
    """A list of names or URIs; `namespaces` are the prefixes that occur in it."""
    media_type = answer_type(request, ALL_TYPES)
    if media_type in XML_TYPES:
        inner = "".join(f"<member>{_text(member)}</member>" for member in members)
        inner = f"<type>Collection</type>{inner}"
        return _xml(_root("Collection", inner, namespaces=namespaces or {}), media_type)
    context: list[Any] = [EPCIS_CONTEXT, dict(namespaces)] if namespaces else [EPCIS_CONTEXT]
    body = {"@context": context, "type": "Collection", "member": list(members)}
    return _json(body, media_type)


def capture_job(job: Mapping[str, Any], request: HttpRequest) -> HttpResponse:
    media_type = answer_type(request, ALL_TYPES)
    if media_type in XML_TYPES:
        root = _root("EPCISCaptureJob", _job_members(job), attributes=_job_attributes(job))
        return _xml(root, media_type)
    return _json(job, media_type)


def capture_jobs(jobs: Sequence[Mapping[str, Any]], request: HttpRequest) -> HttpResponse:
    media_type = answer_type(request, ALL_TYPES)
    if media_type in XML_TYPES:
        tag = "epcis:EPCISCaptureJob"
        inner = [f"<{tag}{_job_attributes(job)}>{_job_members(job)}</{tag}>" for job in jobs]
        return _xml(_root("EPCISCaptureJobList", "".join(inner)), media_type)
    return _json(jobs, media_type)


def _json(body: Any, media_type: str) -> HttpResponse:
    return HttpResponse(json.dumps(body, ensure_ascii=False), content_type=media_type)


def _root(
    name: str, inner: str, *, namespaces: Mapping[str, str] | None = None, attributes: str = ""
) -> str:
    prefixes = {**(namespaces or {}), "epcis": _NAMESPACE}
    declared = "".join(f" xmlns:{key}={quoteattr(value)}" for key, value in prefixes.items())
    return f"<epcis:{name}{declared}{attributes}>{inner}</epcis:{name}>"


def _xml(root: str, media_type: str) -> HttpResponse:
    return HttpResponse(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n',
        content_type=f"{media_type}; charset=utf-8",
    )


def _job_attributes(job: Mapping[str, Any]) -> str:
    return "".join(f" {name}={quoteattr(_plain(job[name]))}" for name in _JOB_ATTRIBUTES)


def _job_members(job: Mapping[str, Any]) -> str:
    said = {name: job[name] for name in job if ":" not in name and name not in _JOB_ATTRIBUTES}
    order = ("captureErrorBehaviour", "createdAt", "finishedAt")
    simple = [f"<{name}>{_text(said[name])}</{name}>" for name in order if name in said]
    errors = "".join(f"<error>{_error(one)}</error>" for one in job["errors"])
    return "".join(simple) + (f"<errors>{errors}</errors>" if errors else "")


def _error(error: Mapping[str, Any]) -> str:
    """The members of RFC 9457 in their order; what else is known stands in the JSON only."""
    message = error.get("message", {}).get("en", "")
    remedy = error.get("remedy", {}).get("en", "")
    detail = error.get("detail") or " ".join(filter(None, [error.get("path"), message, remedy]))
    told = {
        "type": error["type"],
        "title": error["title"],
        "status": error["status"],
        "detail": detail,
        "instance": error.get("eventID"),
    }
    return "".join(f"<{name}>{_text(value)}</{name}>" for name, value in told.items() if value)


def _plain(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _text(value: Any) -> str:
    return escape(_plain(value).translate(_NOT_IN_XML))
