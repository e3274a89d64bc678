"""Which versions of EPCIS and CBV a client can live with, and whether we speak one of them."""

import re

from django.http import HttpRequest
from django.utils.translation import gettext as _

from nguon.food.exchange.api.errors import NotAcceptable

SPOKEN = "2.0.0"
OLDEST_READ = "1.2.0"
"""Of documents in XML that are captured; answers are always in the version spoken."""
_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,5}", re.ASCII)
_LONGEST = 6


def require_versions(request: HttpRequest) -> None:
    """Raises `NotAcceptable` unless the version spoken lies in the range that is asked for."""
    reads = OLDEST_READ if request.method == "POST" else SPOKEN
    for standard in ("EPCIS", "CBV"):
        _require(request, f"GS1-{standard}-Version", least=reads, most=SPOKEN)
        _require(request, f"GS1-{standard}-Min", least="0", most=SPOKEN)
        _require(request, f"GS1-{standard}-Max", least=SPOKEN, most=None)


def _require(request: HttpRequest, header: str, *, least: str, most: str | None) -> None:
    asked = request.headers.get(header)
    if asked is None:
        return
    if _VERSION.fullmatch(asked.strip()):
        version = _parts(asked.strip())
        # A client's «2» or «2.0» means any 2.0.x, so only as many numbers count as it wrote.
        count = asked.count(".") + 1
        if version >= _parts(least, count) and (most is None or version <= _parts(most, count)):
            return
    raise NotAcceptable(
        _("%(header)s: spoken is %(spoken)s, asked was %(got)s.")
        % {"header": header, "spoken": SPOKEN, "got": asked[:50]}
    )


def _parts(text: str, count: int = _LONGEST) -> tuple[int, ...]:
    numbers = [int(part) for part in text.split(".")][:count]
    return tuple([*numbers, *[0] * (_LONGEST - len(numbers))])
