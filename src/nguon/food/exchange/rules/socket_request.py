"""The parameters of `GET /queries/{name}/events` with which a socket is opened."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from nguon.food.exchange.rules.query_schedule import BOUNDS
from nguon.food.exchange.rules.standing_controls import StandingControls, wrong

SOCKET_PARAMETERS = ("stream", "reportIfEmpty", "initialRecordTime", *BOUNDS)
_WORDS = {"true": True, "false": False}


def socket_controls(parameters: Mapping[str, Sequence[str]]) -> StandingControls:
    """The same rules as for a webhook, said in a URL: `?stream=true` or `?hour=1&minute=5`."""
    unknown = sorted(set(parameters) - set(SOCKET_PARAMETERS))
    if unknown:
        raise wrong(unknown[0], ", ".join(SOCKET_PARAMETERS), unknown[0])
    members: dict[str, Any] = {}
    schedule: dict[str, str] = {}
    for name, values in parameters.items():
        if len(values) != 1:
            raise wrong(name, _("once"), _("several times"))
        if name in BOUNDS:
            schedule[name] = values[0]
        else:
            members[name] = _WORDS.get(values[0], values[0])
    if schedule:
        members["schedule"] = schedule
    return StandingControls.read(members)
