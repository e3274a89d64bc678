"""A socket's handshake, answered by the very pages that answer everything else."""

import io
import sys
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import close_old_connections

from nguon.food.exchange.rules.standing import Standing

_NOT_PASSED_ON = frozenset({"cookie"})
"""A browser sends cookies by itself, to whatever page asks it to; sockets are for keys."""


@dataclass(frozen=True)
class Handshake:
    """What the client sent."""

    target: str
    headers: list[tuple[str, str]]
    address: str
    port: int


@dataclass(frozen=True)
class Reply:
    """With `standing` the socket is open, else the status says why not."""

    status: int
    reason: str
    headers: list[tuple[str, str]]
    body: bytes
    standing: Standing | None = field(default=None)


class Desk:
    """Asks the application as the web server would: same middleware, same rights, same problems."""

    def __init__(self) -> None:
        self._application = WSGIHandler()

    def ask(self, handshake: Handshake) -> Reply:
        close_old_connections()
        response = self._application.get_response(WSGIRequest(_environment(handshake)))
        close_old_connections()
        return Reply(
            status=response.status_code,
            reason=response.reason_phrase,
            headers=list(response.items()),
            body=getattr(response, "content", b""),
            standing=getattr(response, "standing", None),
        )


def _environment(handshake: Handshake) -> dict[str, Any]:
    path, _mark, query = handshake.target.partition("?")
    environment: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(path, encoding="latin-1"),  # PEP 3333: octets as characters
        "QUERY_STRING": query,
        "REMOTE_ADDR": handshake.address,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": str(handshake.port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        "nguon.socket": True,
    }
    for name, value in handshake.headers:
        key = f"HTTP_{name.upper().replace('-', '_')}"
        if name.lower() not in _NOT_PASSED_ON and "_" not in name:
            environment[key] = f"{environment[key]},{value}" if key in environment else value
    return environment
