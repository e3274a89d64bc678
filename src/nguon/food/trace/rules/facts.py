"""The members of an event that a trace shows to people, gathered from its extensions.

`nguon:…` members (names, people, claimed and received times) are ours, whatever the prefix is
bound to by a `/voc/` namespace; lot numbers, dates and names in the ilmd are read by their CBV
names (master data attributes, CBV 2.0 §9) under any prefix.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from nguon.core.epcis import Event

OURS = "nguon:"
_NAMES = ("regulatedProductName", "descriptionShort", "tradeItemDescription", "functionalName")
_EXPIRIES = ("itemExpirationDate", "expirationDate", "bestBeforeDate", "sellByDate")
_LONGEST = 2000


def facts_of(event: Event) -> dict[str, Any] | None:
    """Our members by their local names, with `name`, `expiry` and `lot` from the ilmd."""
    facts: dict[str, Any] = {}
    ilmd = getattr(event, "ilmd", None) or {}
    for members in (event.extensions, ilmd):
        for name, member in members.items():
            if name.startswith(OURS):
                facts[name.removeprefix(OURS)] = _plain(member)
    local = {name.rpartition(":")[2]: member for name, member in ilmd.items()}
    for fact, names in (("name", _NAMES), ("expiry", _EXPIRIES), ("lot", ("lotNumber",))):
        found = next((text for n in names if (text := _text(local.get(n)))), None)
        if found is not None:
            facts.setdefault(fact, found)
    for ours, fact in (("lotCode", "lot"), ("expiryDate", "expiry")):
        if facts.get(ours):
            facts.setdefault(fact, facts[ours])
    return facts or None


def _text(member: Any) -> str | None:
    if isinstance(member, Mapping):
        member = member.get("@value")
    if isinstance(member, str) and member and len(member) <= _LONGEST:
        return member
    return None


def _plain(member: Any) -> Any:
    """The member as JSON that the database can hold; long texts are cut, numbers kept as text."""
    if isinstance(member, Decimal):
        return str(member)
    if isinstance(member, str):
        return member[:_LONGEST].replace("\0", "")
    if isinstance(member, Mapping):
        return {str(key).replace("\0", ""): _plain(value) for key, value in member.items()}
    if isinstance(member, (list, tuple)):
        return [_plain(value) for value in member]
    return member
