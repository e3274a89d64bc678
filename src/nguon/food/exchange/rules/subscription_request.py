"""The body of `POST /queries/{name}/subscriptions`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

from nguon.core.epcis.epc_format import EpcFormat
from nguon.food.exchange.rules.standing_controls import MEMBERS, StandingControls, wrong
from nguon.food.exchange.rules.target import Target, target_of

_KNOWN = frozenset({"dest", "signatureToken", "epcFormat", *MEMBERS})
NO_PREFERENCE = "No_Preference"
_LONGEST_TOKEN = 1_000


@dataclass(frozen=True)
class SubscriptionRequest:
    target: Target
    signature_token: str | None
    epc_format: EpcFormat
    controls: StandingControls

    @classmethod
    def read(cls, members: object, *, epc_format: EpcFormat, is_local_allowed: bool) -> Self:
        """`epc_format` is the header's; the member of the body goes before it.

        Members that are not known are refused: a `schedul` that is ignored would stream.
        """
        if not isinstance(members, dict):
            raise wrong("/", _("a JSON object"), type(members).__name__)
        unknown = sorted(members.keys() - _KNOWN)
        if unknown:
            raise wrong(unknown[0], ", ".join(sorted(_KNOWN)), unknown[0])
        return cls(
            target=target_of(members.get("dest"), is_local_allowed=is_local_allowed),
            signature_token=_token(members),
            epc_format=epc_format_of(members.get("epcFormat", epc_format), path="epcFormat"),
            controls=StandingControls.read(members),
        )


def epc_format_of(value: object, *, path: str) -> EpcFormat:
    """`GS1-EPC-Format`; without a preference nothing is translated."""
    if value == NO_PREFERENCE:
        return EpcFormat.NEVER_TRANSLATES
    if value not in list(EpcFormat):
        raise wrong(path, ", ".join([NO_PREFERENCE, *EpcFormat]), value)
    return EpcFormat(str(value))


def _token(members: Mapping[str, Any]) -> str | None:
    token = members.get("signatureToken")
    if token is None:
        return None
    if not isinstance(token, str) or not 0 < len(token) <= _LONGEST_TOKEN:
        wanted = _("text of 1 to %(most)d characters") % {"most": _LONGEST_TOKEN}
        raise wrong("signatureToken", wanted, _("something else"))  # a secret is not echoed
    return token
