"""Our own description of the REST binding (OpenAPI 3.0): every path, what it takes and answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nguon.core.epcis.query.parameters import CONTROLS, FIXED

TITLE = "EPCIS 2.0 REST binding of Nguồn"
VERSION = "2.0.0"
_JSON = ("application/json", "application/ld+json")
_ALL = (*_JSON, "application/xml", "text/xml")
_PROBLEMS = ("application/problem+json", "application/problem+xml")
_KEYS = {
    "epcs": "epc",
    "bizSteps": "bizStep",
    "bizLocations": "bizLocation",
    "readPoints": "readPoint",
    "dispositions": "disposition",
    "eventTypes": "eventType",
}
_LIST = ("perPage", "nextPageToken")
_RANGES = ("GS1-EPCIS-Min", "GS1-EPCIS-Max", "GS1-CBV-Min", "GS1-CBV-Max")
_SPOKEN = ("GS1-EPCIS-Version", "GS1-CBV-Version")
_SPELLINGS = ("GS1-EPC-Format", "GS1-CBV-XML-Format")
_HEADERS: Mapping[str, Mapping[str, Any]] = {
    **{
        name: {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)*$"} for name in (*_SPOKEN, *_RANGES)
    },
    "GS1-Extensions": {"type": "string", "example": "ex=https://example.org/voc/"},
    "GS1-EPC-Format": {
        "enum": ["No_Preference", "Always_GS1_Digital_Link", "Always_EPC_URN", "Never_Translates"],
        "type": "string",
    },
    "GS1-CBV-XML-Format": {
        "enum": ["No_Preference", "Always_Web_URI", "Always_URN", "Never_Translates"],
        "type": "string",
    },
    "GS1-Capture-Error-Behaviour": {"enum": ["rollback", "proceed"], "type": "string"},
}
_PAGING: Mapping[str, Mapping[str, Any]] = {
    "perPage": {"type": "integer", "minimum": 1, "default": 30},
    "nextPageToken": {"type": "string"},
}
_SOCKET = (
    "stream",
    "second",
    "minute",
    "hour",
    "dayOfMonth",
    "month",
    "dayOfWeek",
    "reportIfEmpty",
    "initialRecordTime",
)
_SAID = {
    "200": "What was asked for.",
    "201": "Stored; `Location` is its address.",
    "202": "Taken; `Location` is the capture job.",
    "204": "Done, or discovered; there is nothing to read.",
    "400": "What came cannot be accepted; every fault is listed.",
    "401": "Nobody is signed in, or the key is unknown.",
    "403": "The key may not do this.",
    "404": "There is no such thing, or the caller may not know that there is.",
    "406": "No format, version or spelling that is offered was asked for.",
    "409": "It exists already with another content.",
    "413": "Too much; the limits are in the headers.",
    "414": "The address is too long.",
    "415": "This format is not read.",
    "426": "Sockets are spoken at another address.",
}


def openapi() -> dict[str, Any]:
    """The whole description; the paths in the order of their names."""
    return {
        "openapi": "3.0.3",
        "info": {"title": TITLE, "version": VERSION},
        "components": {
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "schemas": _SCHEMAS,
        },
        "security": [{"key": []}],
        "paths": dict(sorted(_paths())),
    }


def _paths() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "/", _path("", get=_get("Collection", headers=_RANGES, open_to_all=True))
    yield "/capture", _path("", get=_get("CaptureJobList", query=_LIST), post=_post_capture())
    yield "/capture/{captureID}", _path("captureID", get=_get("CaptureJob", found=True))
    query = (*_LIST, *FIXED, *CONTROLS)
    yield "/events", _path("", get=_get_events(query), post=_post_event())
    yield "/events/{eventID}", _path("eventID", get=_get_events((), found=True))
    for name, key in _KEYS.items():
        spelling = ("GS1-CBV-XML-Format", "GS1-EPC-Format")
        yield f"/{name}", _path("", get=_get("Collection", query=_LIST, headers=spelling))
        yield f"/{name}/{{{key}}}", _path(key, get=_get("Collection", query=_LIST, found=True))
        yield f"/{name}/{{{key}}}/events", _path(key, get=_get_events(query, found=True))
    yield from _query_paths()
    yield "/nextPageToken/{token}", _path("token", discovers=False, delete=_delete())


def _query_paths() -> Iterator[tuple[str, dict[str, Any]]]:
    create = _post("NamedQuery", answers={"201": None}, also=("409",))
    yield "/queries", _path("", get=_get("NamedQueryList", query=_LIST, types=_JSON), post=create)
    one = "/queries/{queryName}"
    yield one, _path("queryName", get=_get("NamedQuery", found=True, types=_JSON), delete=_delete())
    events = _get_events((*_LIST, *_SOCKET), found=True, also=("426",))
    yield f"{one}/events", _path("queryName", get=events)
    subscribe = _post("Subscription", answers={"201": "Subscription"}, also=("404",))
    standing = _get("SubscriptionList", query=_LIST, found=True, types=_JSON)
    yield f"{one}/subscriptions", _path("queryName", get=standing, post=subscribe)
    single = _get("Subscription", found=True, types=_JSON)
    yield (
        f"{one}/subscriptions/{{subscriptionID}}",
        _path("queryName", "subscriptionID", get=single, delete=_delete()),
    )


def _path(*keys: str, discovers: bool = True, **operations: dict[str, Any]) -> dict[str, Any]:
    path: dict[str, Any] = {}
    if any(keys):
        path["parameters"] = [
            {"name": key, "in": "path", "required": True, "schema": {"type": "string"}}
            for key in keys
        ]
    if discovers:
        answers = {"204": {"description": _SAID["204"]}, **_problems("406", "414")}
        path["options"] = {"security": [], "responses": answers}
    return path | operations


def _get(
    schema: str,
    *,
    query: Sequence[str] = (),
    headers: Sequence[str] = (),
    found: bool = False,
    types: Sequence[str] = _ALL,
    open_to_all: bool = False,
    also: Sequence[str] = (),
) -> dict[str, Any]:
    wrong = ("400", "406", "413", "414", *(("404",) if found else ()), *also)
    who = () if open_to_all else ("401", "403")
    given = dict.fromkeys((*_RANGES, *headers, "GS1-Extensions"))
    operation: dict[str, Any] = {
        "parameters": [*map(_query_parameter, query), *map(_header, given)],
        "responses": {"200": _answer("200", schema, types), **_problems(*who, *wrong)},
    }
    return operation | ({"security": []} if open_to_all else {})


def _get_events(
    query: Sequence[str], *, found: bool = False, also: Sequence[str] = ()
) -> dict[str, Any]:
    return _get("EPCISQueryDocument", query=query, headers=_SPELLINGS, found=found, also=also)


def _post_capture() -> dict[str, Any]:
    operation = _post("Document", answers={"202": None}, types=_ALL)
    operation["parameters"].append(_header("GS1-Capture-Error-Behaviour"))
    return operation


def _post_event() -> dict[str, Any]:
    answers = {"200": "Event", "201": "Event"}
    return _post("Event", answers=answers, also=("409",), types=_ALL)


def _post(
    schema: str,
    *,
    answers: Mapping[str, str | None],
    also: Sequence[str] = (),
    types: Sequence[str] = _JSON,
) -> dict[str, Any]:
    content = {one: _schema_for(schema, one) for one in types}
    wrong = ("400", "401", "403", "406", "413", "414", "415", *also)
    return {
        "parameters": [_header(name) for name in _SPOKEN],
        "requestBody": {"required": True, "content": content},
        "responses": {
            **{code: _answer(code, name, types) for code, name in answers.items()},
            **_problems(*wrong),
        },
    }


def _delete() -> dict[str, Any]:
    done = {"204": {"description": _SAID["204"]}}
    return {"responses": {**done, **_problems("401", "403", "404", "406", "414")}}


def _answer(code: str, schema: str | None, types: Sequence[str]) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": _SAID[code]}
    if schema is not None:
        answer["content"] = {one: _schema_for(schema, one) for one in types}
    return answer


def _schema_for(schema: str, media_type: str) -> dict[str, Any]:
    """XML is text to those who read this; its schema is the XSD of EPCIS 2.0."""
    if "xml" in media_type:
        return {"schema": {"type": "string"}}
    return {"schema": {"$ref": f"#/components/schemas/{schema}"}}


def _problems(*codes: str) -> dict[str, Any]:
    content = {one: _schema_for("Problem", one) for one in _PROBLEMS}
    return {code: {"description": _SAID[code], "content": content} for code in sorted(set(codes))}


def _query_parameter(name: str) -> dict[str, Any]:
    schema = _PAGING.get(name, {"type": "string"})
    return {"name": name, "in": "query", "schema": schema}


def _header(name: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "schema": _HEADERS[name]}


def _object(required: Sequence[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


_TEXT = {"type": "string"}
_EVENT_REQUIRED = ("type", "eventTime", "eventTimeZoneOffset")
_BODY = {
    "@context": {},
    "type": _TEXT,
    "schemaVersion": _TEXT,
    "creationDate": {"type": "string", "format": "date-time"},
    "epcisBody": {"type": "object"},
}


def _list_of(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


_SCHEMAS: Mapping[str, Any] = {
    "Problem": _object(
        ("type", "title", "status"), type=_TEXT, title=_TEXT, status={"type": "integer"}
    ),
    "Collection": _object(
        ("@context", "type", "member"),
        type={"type": "string", "enum": ["Collection"]},
        member={"type": "array", "items": _TEXT, "uniqueItems": True},
    ),
    "CaptureJob": _object(
        ("captureID", "createdAt", "running", "success", "captureErrorBehaviour", "errors"),
        captureID=_TEXT,
        createdAt={"type": "string", "format": "date-time"},
        finishedAt={"type": "string", "format": "date-time"},
        running={"type": "boolean"},
        success={"type": "boolean"},
        captureErrorBehaviour=_HEADERS["GS1-Capture-Error-Behaviour"],
        errors={"type": "array", "items": {"$ref": "#/components/schemas/Problem"}},
    ),
    "CaptureJobList": _list_of("CaptureJob"),
    "Event": _object(
        _EVENT_REQUIRED,
        type=_TEXT,
        eventTime={"type": "string", "format": "date-time"},
        eventTimeZoneOffset={"type": "string", "pattern": r"^[+-][0-9]{2}:[0-9]{2}$"},
    ),
    "Document": {"type": "object", "required": ["@context", "type"], "properties": _BODY},
    "EPCISQueryDocument": {"type": "object", "required": list(_BODY), "properties": _BODY},
    "NamedQuery": _object(("name", "query"), name=_TEXT, query={"type": "object"}),
    "NamedQueryList": _list_of("NamedQuery"),
    "Subscription": {"type": "object"},
    "SubscriptionList": _list_of("Subscription"),
}
