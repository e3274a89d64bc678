"""Two worlds that differ in what an outsider may not know, and the same questions to both.

Whatever answer differs between the worlds tells the outsider something: a list, a count, an error,
a cursor, an order, a header. So nothing has to be known of an endpoint to test it but its address.
"""

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import quote

from django.apps import apps
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern
from django.urls.converters import UUIDConverter
from django.urls.resolvers import RegexPattern, RoutePattern

from nguon.food.exchange.urls import urlpatterns as exchange_patterns
from nguon.food.trace.urls import urlpatterns as trace_patterns

PATTERNS: list[URLPattern] = [*exchange_patterns, *trace_patterns]
METHODS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_PASSING = (
    re.compile(r"nextPageToken=[^&>\s\"]+"),
    re.compile(r"name=\"csrfmiddlewaretoken\" value=\"[^\"]+\""),
    re.compile(r"nonce-[\w=+/-]+|nonce=\"[^\"]*\""),
    re.compile(r"csrftoken=\w+"),
)
"""What is random in every answer."""


@dataclass(frozen=True)
class Ask:
    method: str
    path: str
    question: str = ""
    body: Any = None

    def __str__(self) -> str:
        return f"{self.method} {self.path}{self.question}"


def addresses(pattern: URLPattern, texts: list[str], numbers: list[uuid.UUID]) -> list[str]:
    """The pattern with each of these values in it; what kind a parameter is its converter says."""
    shape = pattern.pattern
    if isinstance(shape, RoutePattern):
        names = re.findall(r"<(?:\w+:)?(\w+)>", shape._route)
        template = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", shape._route)
        kinds = [
            [str(one) for one in numbers]
            if isinstance(shape.converters[name], UUIDConverter)
            else [*texts, *map(str, numbers)]
            for name in names
        ]
    else:
        assert isinstance(shape, RegexPattern)
        names = re.findall(r"\(\?P<(\w+)>", shape._regex)
        assert len(names) == 1, "write how the new pattern is filled in"
        template = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", shape._regex).strip("^$")
        kinds = [[*texts, *map(str, numbers)]]
    every = product(*kinds) if len(kinds) < 2 else zip(*kinds, strict=False)
    return [
        "/" + template.format(**dict(zip(names, (quote(v, safe="") for v in values), strict=True)))
        for values in every
    ]


def is_page(path: str) -> bool:
    """For people; they ask it with a session, programs the others with a key."""
    return path.startswith(("/trao-doi/", "/truy-vet/"))


def asks(paths: list[str], questions: list[str], bodies: list[Any]) -> Iterator[Ask]:
    """The first address is asked everything, the others what their value could change."""
    first, *others = [*dict.fromkeys(paths), ""]
    if is_page(first):
        questions = questions[-2:]
    if first:
        yield from (Ask("GET", first, question) for question in ["", *questions])
        yield from (Ask("POST", first, body=body) for body in bodies)
        yield from (Ask(method, first) for method in METHODS)
    for path in filter(None, others):
        yield Ask("GET", path)
        if is_page(path):
            yield Ask("POST", path, body=bodies[-1])


def numbers_of_rows() -> list[uuid.UUID]:
    """The UUID of one row of each table of these rooms that has such."""
    found = [
        model._default_manager.values_list("pk", flat=True).order_by("pk").first()
        for label in ("trace", "exchange")
        for model in apps.get_app_config(label).get_models()
        if isinstance(model._meta.pk, models.UUIDField)
    ]
    return sorted(pk for pk in found if pk is not None)


def heard(client: Client, ask: Ask, *, known: list[uuid.UUID]) -> tuple[Any, ...]:
    """The whole answer, what is random in it left out; the question leaves no trace."""
    with transaction.atomic():
        body = (
            {}
            if ask.body is None
            else {
                "data": json.dumps(ask.body),
                "content_type": "application/json",
            }
        )
        answer = client.generic(
            ask.method,
            ask.path + ask.question,
            **body,
            headers={"accept": "*/*"},
        )
        told = _told(answer, {str(one) for one in known})
        transaction.set_rollback(True)
    return told


def _told(answer: HttpResponse, known: set[str]) -> tuple[Any, ...]:
    content = b"".join(answer) if answer.streaming else answer.content
    head = "\n".join(f"{name}: {value}" for name, value in sorted(answer.items()))
    return (
        answer.status_code,
        _plain(head, known),
        _plain(content.decode("utf-8", "replace"), known),
    )


def _plain(text: str, known: set[str]) -> str:
    for random in _PASSING:
        text = random.sub("…", text)
    return _UUID.sub(lambda found: found[0] if found[0] in known else "uuid", text)
