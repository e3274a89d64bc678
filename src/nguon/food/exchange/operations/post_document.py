"""One HTTP request to somebody else's server, bounded in time, size and place."""

import asyncio
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

import httpx
from django.utils.translation import gettext as _

from nguon.base.public_address import all_public
from nguon.food.exchange.rules.target import Target

WHOLE_SECONDS = 30.0
_TIMEOUT = httpx.Timeout(10.0, read=20.0, write=20.0)
_MOST_READ = 16_384
_MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Without a status nothing did, and `error` says why."""

    status: int | None
    error: str = ""
    text: str = ""
    retry_after: timedelta | None = None


def post_document(
    target: Target, body: bytes, *, headers: Mapping[str, str], is_local_allowed: bool
) -> Answer:
    """The name is looked up once and the connection goes to the very address that was checked.

    A name that answers with a public address first and an inner one a moment later gains nothing.
    Redirects are not followed and proxies of the environment are not used.
    """
    try:
        addresses = _addresses(target)
    except (OSError, UnicodeError) as error:
        return Answer(None, error=_("The host name is unknown: %(why)s.") % {"why": error})
    if not is_local_allowed and not all_public(addresses):
        return Answer(None, error=_("The host name leads to an address inside a network."))
    try:
        return asyncio.run(_post(target, addresses[0], body=body, headers=headers))
    except TimeoutError:
        return Answer(None, error=_("No answer in %(most)d seconds.") % {"most": WHOLE_SECONDS})
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Answer(None, error=f"{type(error).__name__}: {error}"[:_MOST_KEPT])


def _addresses(target: Target) -> list[str]:
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[4][0]) for address in found))


async def _post(target: Target, address: str, *, body: bytes, headers: Mapping[str, str]) -> Answer:
    url = httpx.URL(target.url)
    asked_of = url.copy_with(host=address)
    named = {"Host": url.netloc.decode("ascii"), **headers}
    async with (
        asyncio.timeout(WHOLE_SECONDS),
        httpx.AsyncClient(
            trust_env=False, follow_redirects=False, timeout=_TIMEOUT, verify=_certificates()
        ) as client,
        client.stream(
            "POST",
            asked_of,
            content=body,
            headers=named,
            extensions={"sni_hostname": target.host},  # the certificate is for the name
        ) as response,
    ):
        read = b""
        async for part in response.aiter_raw():
            read += part
            if len(read) > _MOST_READ:
                break
    text = read[:_MOST_KEPT].decode("utf-8", "replace").replace("\0", "")
    return Answer(response.status_code, text=text, retry_after=_asked_pause(response))


def _asked_pause(response: httpx.Response) -> timedelta | None:
    text = response.headers.get("Retry-After", "")
    is_seconds = text.isascii() and text.isdecimal() and len(text) < 7
    return timedelta(seconds=int(text)) if is_seconds else None


@lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    return httpx.create_ssl_context()
