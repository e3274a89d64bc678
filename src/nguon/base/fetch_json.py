"""One JSON document from somebody else's server, bounded in time, size and place."""

import json
import socket
import time
from typing import Any
from urllib.parse import urlsplit

import httpx

from nguon.base.public_address import all_public

WHOLE_SECONDS = 6.0
_TIMEOUT = httpx.Timeout(3.0)
_MOST_READ = 262_144


class NotFetched(Exception):
    """Nothing usable came; the text says why, for a log or for who registered the address."""


def fetch_json(url: str, *, is_local_allowed: bool) -> Any:
    """The parsed body of a 200 answer; raises `NotFetched`.

    The name is looked up once and the connection goes to the very address that was checked: a
    name that answers with a public address first and an inner one a moment later gains nothing.
    Redirects are not followed, proxies of the environment not used, only https is spoken.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in (("https", "http") if is_local_allowed else ("https",)) or not host:
        raise NotFetched(f"Not an https address: {url[:200]}")
    address = _address(host, parts.port or (443 if parts.scheme == "https" else 80))
    if not is_local_allowed and not all_public(address):
        raise NotFetched(f"{host} leads to an address inside a network.")
    try:
        body = _read(httpx.URL(url), host, address[0])
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotFetched(f"{type(error).__name__}: {error}"[:300]) from error
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotFetched(f"Not JSON: {url[:200]}") from error


def _address(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(f"The host name is unknown: {host[:200]}") from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def _read(url: httpx.URL, host: str, address: str) -> bytes:
    until = time.monotonic() + WHOLE_SECONDS
    with (
        httpx.Client(trust_env=False, follow_redirects=False, timeout=_TIMEOUT) as client,
        client.stream(
            "GET",
            url.copy_with(host=address),
            headers={
                "Host": url.netloc.decode("ascii"),
                "Accept": "application/json",
                "Accept-Encoding": "identity",
            },
            extensions={"sni_hostname": host},  # the certificate is for the name
        ) as response,
    ):
        if response.status_code != httpx.codes.OK:
            raise NotFetched(f"Status {response.status_code} from {host}")
        read = bytearray()
        for part in response.iter_raw():
            read += part
            if len(read) > _MOST_READ or time.monotonic() > until:
                raise NotFetched(f"Too long an answer from {host}")
    return bytes(read)
