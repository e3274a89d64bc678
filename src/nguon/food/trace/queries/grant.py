"""One sharing rule as the asker meets it: which events it opens, and what it leaves out."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from nguon.food.trace.models import SharingRule
from nguon.ground.people.queries.principals import Principal

Condition = tuple[str, dict[str, Any]]

THING_ROLES = (
    "epc_list",
    "quantity_list",
    "parent_id",
    "child_epcs",
    "child_quantity_list",
    "input_epc_list",
    "input_quantity_list",
    "output_epc_list",
    "output_quantity_list",
)
_CRITERIA = {
    "types": "e.type = any({types})",
    "steps": "e.biz_step = any({steps})",
    "places": "(e.read_point = any({places}) or e.biz_location = any({places}))",
    "things": "exists (select from trace_event_link gl join trace_node gn on gn.id = gl.node_id"
    " where gl.event_id = e.id and gl.role = any({roles})"
    " and (gn.uri = any({things}) or gn.uri like any({within})))",
    "since": "e.event_time >= {since}",
    "until": "e.event_time < {until}",
}


@dataclass(frozen=True, slots=True)
class Grant:
    """Opens the events of `owner_id` that fit; `hidden` are the names that stay closed in them.

    A rule that hides business transactions opens no TransactionEvent: without them it is none.
    """

    owner_id: uuid.UUID
    hidden: frozenset[str] = frozenset()
    may_trace: bool = False
    shares_master_data: bool = False
    fits: tuple[tuple[str, Any], ...] = field(default=())

    def condition(self, number: int) -> Condition:
        """An SQL condition on an event `e`; `number` keeps the parameters of grants apart."""
        name = f"grant{number}_"
        values = {"owner": self.owner_id, **dict(self.fits)}
        texts = ["e.tenant_id = {owner}"] + [_CRITERIA[key] for key in values if key in _CRITERIA]
        if "bizTransactionList" in self.hidden:
            texts.append("e.type <> 'TransactionEvent'")
        if "things" in values:
            values["roles"] = list(THING_ROLES)
            values["within"] = [f"{_escaped(one)}/%" for one in values["things"]]
        marks = {key: f"%({name}{key})s" for key in values}
        text = " and ".join(texts).format_map(marks)
        return f"({text})", {f"{name}{key}": value for key, value in values.items()}

    def hides(self, member: str) -> bool:
        """By its name, or by the namespace its IRI begins with."""
        return member in self.hidden or any(
            name.endswith(("/", "#")) and member.startswith(name) for name in self.hidden
        )


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the asker is not shown of one event: what every grant that opens it leaves out."""

    grants: tuple[Grant, ...] = ()

    def __bool__(self) -> bool:
        return any(self.hides(name) for one in self.grants for name in one.hidden)

    def hides(self, member: str) -> bool:
        return bool(self.grants) and all(one.hides(member) for one in self.grants)


NOTHING_HIDDEN = Hidden()


def grants_for(principal: Principal) -> tuple[Grant, ...]:
    """The rules that count now for the asker's organisations as a whole, or for their roles."""
    if principal.sees_everything:
        return ()
    meant = Q(partner__in=principal.organisation_ids) | Q(partner_role__in=principal.roles)
    rules = SharingRule.objects.filter(meant, end=None).exclude(
        owner__in=principal.organisation_ids
    )
    return tuple(_grant(rule) for rule in rules.order_by("granted_at", "id"))


def _grant(rule: SharingRule) -> Grant:
    criteria: Iterable[tuple[str, Any]] = (
        ("types", rule.event_types),
        ("steps", rule.biz_steps),
        ("places", rule.places),
        ("things", rule.things),
        ("since", rule.since),
        ("until", rule.until),
    )
    return Grant(
        owner_id=rule.owner_id,
        hidden=frozenset(rule.hidden_members),
        may_trace=rule.may_trace,
        shares_master_data=rule.shares_master_data,
        fits=tuple((name, value) for name, value in criteria if value),
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
