"""A trace as the rows of its page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from nguon.food.trace.choices import BALANCE_PROBLEMS, SUPPLIER_ROLES
from nguon.food.trace.pages.links import thing_url
from nguon.food.trace.queries.trace_value import (
    Amount,
    Fact,
    Person,
    Trace,
    TraceEdge,
    TraceStep,
    TraceThing,
)
from nguon.food.trace.queries.words import (
    amount_text,
    amounts_text,
    disposition_title,
    moment_text,
    short_uri,
    step_title,
    thing_title,
)


@dataclass(frozen=True, slots=True)
class ThingRow:
    """A thing with how it came to be; `into` says what of it went on."""

    title: str
    url: str
    code: str
    lot_number: str
    made: str
    how: str
    amount: str
    into: str
    depth: int


@dataclass(frozen=True, slots=True)
class FactRow:
    at: datetime
    title: str
    thing: str
    thing_url: str
    amount: str
    circumstances: str
    notes: Sequence[str]
    is_bad: bool


@dataclass(frozen=True, slots=True)
class SupplierRow:
    name: str
    is_known: bool
    roles: str
    things: str


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    place: str
    organisation: str
    thing: str
    thing_url: str
    at: datetime
    amount: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class BalanceRow:
    thing: str
    came: str
    went: str
    rest: str
    is_negative: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class StayRow:
    thing: str
    container: str
    container_url: str
    is_fixed: bool
    since: datetime
    until: datetime | None
    amount: str


class Answer:
    """The rows of one trace, each table by its name."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self._steps = {step.key: step for step in trace.steps}
        self._titles = {thing.uri: thing_title(thing) for thing in trace.things}
        self._made_by: dict[str, list[TraceEdge]] = defaultdict(list)
        self._went_into: dict[str, list[TraceEdge]] = defaultdict(list)
        for edge in trace.edges:
            self._made_by[edge.target].append(edge)
            self._went_into[edge.source].append(edge)

    @property
    def start(self) -> ThingRow:
        return self._thing(self.trace.start)

    @property
    def upstream(self) -> list[ThingRow]:
        """The nearest first: what went in, and what that was made of."""
        things = sorted(self.trace.upstream, key=lambda one: (-one.depth, one.name or "", one.uri))
        return [self._thing(thing) for thing in things]

    @property
    def downstream(self) -> list[ThingRow]:
        return [self._thing(thing) for thing in self.trace.downstream]

    @property
    def facts(self) -> list[FactRow]:
        return [self._fact(fact) for fact in self.trace.facts]

    @property
    def suppliers(self) -> list[SupplierRow]:
        return [
            SupplierRow(
                name=supplier.party.name,
                is_known=supplier.party.is_known,
                roles=", ".join(str(SUPPLIER_ROLES[role]) for role in supplier.roles),
                things=", ".join(dict.fromkeys(self._titles[uri] for uri in supplier.things)),
            )
            for supplier in self.trace.suppliers
        ]

    @property
    def receipts(self) -> list[ReceiptRow]:
        return [
            ReceiptRow(
                place=receipt.place.name,
                organisation=receipt.place.organisation,
                thing=self._titles[receipt.thing],
                thing_url=thing_url(receipt.thing),
                at=receipt.event_time,
                amount=amount_text(receipt.amount) if receipt.amount else "",
                is_own=receipt.is_own,
            )
            for receipt in self.trace.receipts
        ]

    @property
    def balances(self) -> list[BalanceRow]:
        def text(quantity: Decimal | None, uom: str | None) -> str:
            return "" if quantity is None else amount_text(Amount(quantity, uom))

        return [
            BalanceRow(
                thing=self._titles[balance.thing],
                came=text(balance.came, balance.uom),
                went=text(balance.went, balance.uom),
                rest=text(balance.rest, balance.uom),
                is_negative=balance.rest is not None and balance.rest < 0,
                why_not=str(BALANCE_PROBLEMS.get(balance.why_not, "")),
            )
            for balance in self.trace.balances
        ]

    @property
    def stays(self) -> list[StayRow]:
        return [
            StayRow(
                thing=self._titles.get(stay.thing, short_uri(stay.thing)),
                container=self._titles.get(stay.container, short_uri(stay.container)),
                container_url=thing_url(stay.container),
                is_fixed=stay.kind == "association",
                since=stay.since,
                until=stay.until,
                amount=amount_text(stay.amount) if stay.amount else "",
            )
            for stay in self.trace.stays
        ]

    @property
    def unlotted(self) -> list[str]:
        """Inputs without a lot: here the chain breaks."""
        return sorted({short_uri(edge.source) for edge in self.trace.unlotted})

    def _thing(self, thing: TraceThing) -> ThingRow:
        made = self._made_by[thing.uri]
        step = self._steps.get(made[0].source) if made else None
        return ThingRow(
            title=self._titles[thing.uri],
            url=thing_url(thing.uri),
            code=short_uri(thing.uri),
            lot_number=thing.lot_number or "",
            made=step_title(step.biz_step) if step else "",
            how=_how(step) if step else "",
            amount=" + ".join(filter(None, (amounts_text(edge.amounts) for edge in made))),
            into=self._into(thing.uri),
            depth=thing.depth,
        )

    def _into(self, uri: str) -> str:
        """«18 kg vào Canh cải»: of what went on, only what this answer is about."""
        parts = []
        for edge in self._went_into[uri]:
            for made in self._went_into[edge.target]:
                amount = amounts_text(edge.amounts)
                name = self._titles.get(made.target, "")
                if name:
                    parts.append(_("%(amount)s into %(name)s") % {"amount": amount, "name": name})
        return "; ".join(part.strip() for part in dict.fromkeys(parts))

    def _fact(self, fact: Fact) -> FactRow:
        title = step_title(fact.biz_step)
        outcome = disposition_title(fact.disposition)
        if outcome and outcome != title and fact.disposition not in ("in_progress", "in_transit"):
            title = f"{title}: {outcome}"
        return FactRow(
            at=fact.event_time,
            title=title,
            thing=self._titles[fact.thing],
            thing_url=thing_url(fact.thing),
            amount=amount_text(fact.amount) if fact.amount else "",
            circumstances=_circumstances(fact),
            notes=[note for _name, note in sorted(fact.notes.items())],
            is_bad=fact.disposition in ("non_conformant", "returned", "recalled", "expired"),
        )


def _how(step: TraceStep) -> str:
    """When, where, by whom."""
    where = step.place.name if step.place else step.organisation.name
    told = (moment_text(step.event_time), where, _people(step.people))
    return ", ".join(part for part in told if part)


def _people(people: Sequence[Person]) -> str:
    return ", ".join(f"{one.name} ({one.role})" if one.role else one.name for one in people)


def _circumstances(fact: Fact) -> str:
    """Where, by whom, inside what, from whom and to whom; and when it reached the server."""
    said = [fact.place.name if fact.place else fact.organisation.name, _people(fact.people)]
    if fact.via:
        said.append(_("inside %(container)s") % {"container": short_uri(fact.via)})
    said += [_("from %(name)s") % {"name": party.name} for party in fact.sources]
    said += [_("to %(name)s") % {"name": party.name} for party in fact.destinations]
    if fact.received_at:
        said.append(_("reached the server %(at)s") % {"at": moment_text(fact.received_at)})
    return " · ".join(dict.fromkeys(part for part in said if part))
