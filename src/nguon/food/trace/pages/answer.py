"""A trace as the rows of its page."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from nguon.food.trace.choices import BALANCE_PROBLEMS, SUPPLIER_ROLES
from nguon.food.trace.pages.links import thing_url
from nguon.food.trace.queries.trace_value import (
    Amount,
    Balance,
    Fact,
    Person,
    Receipt,
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

_PLAIN = ("active", "in_progress", "in_transit")
"""Dispositions that say no more than the step did."""


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


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """`tone` is that of the verdict: ok, warn (something is left) or bad (more went than came)."""

    thing: str
    holder: str
    came: str
    went: str
    uses: Sequence[str]
    verdict: str
    tone: str


@dataclass(frozen=True, slots=True)
class SampleRow:
    title: str
    url: str
    code: str
    how: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class NeighbourRow:
    place: str
    at: datetime
    goods: list[str]
    supplier: str


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
    def sisters(self) -> list[ReceiptRow]:
        """Other places that received one of the lots."""
        return [self._receipt(receipt) for receipt in self.trace.sisters]

    @property
    def own_receipts(self) -> list[ReceiptRow]:
        return [self._receipt(one) for one in self.trace.receipts if one.is_own]

    @property
    def neighbours(self) -> list[NeighbourRow]:
        """One row for a kitchen, supplier and day; the first time of the day stands for all."""
        rows: dict[tuple[str, str, date], NeighbourRow] = {}
        for one in self.trace.neighbours:
            key = one.place.uri, one.supplier.uri, timezone.localdate(one.event_time)
            row = rows.setdefault(
                key, NeighbourRow(one.place.name, one.event_time, [], one.supplier.name)
            )
            if one.goods and one.goods not in row.goods:
                row.goods.append(one.goods)
        return list(rows.values())

    @property
    def samples(self) -> list[SampleRow]:
        """Boxes of what was made: what a laboratory can still be given."""
        gone = {fact.thing for fact in self.trace.facts if fact.biz_step == "destroying"}
        rows = []
        for thing in self.trace.downstream:
            made = self._made_by[thing.uri]
            step = self._steps.get(made[0].source) if made else None
            if thing.kind == "instance" and step is not None and step.biz_step == "sampling":
                rows.append(
                    SampleRow(
                        title=self._titles[thing.uri],
                        url=thing_url(thing.uri),
                        code=thing.lot_number or short_uri(thing.uri),
                        how=_how(step),
                        is_gone=thing.uri in gone,
                    )
                )
        return sorted(rows, key=lambda row: row.is_gone)

    @property
    def balances(self) -> list[BalanceRow]:
        return [
            BalanceRow(
                thing=self._titles[balance.thing],
                holder=balance.holder.name,
                came=_said(balance.came, balance.uom),
                went=_said(balance.went, balance.uom),
                uses=_uses(balance),
                verdict=_verdict(balance),
                tone=_tone(balance),
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

    def _receipt(self, receipt: Receipt) -> ReceiptRow:
        return ReceiptRow(
            place=receipt.place.name,
            organisation=receipt.place.organisation,
            thing=self._titles[receipt.thing],
            thing_url=thing_url(receipt.thing),
            at=receipt.event_time,
            amount=amount_text(receipt.amount) if receipt.amount else "",
        )

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
        if outcome and outcome != title and fact.disposition not in _PLAIN:
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


def _said(quantity: Decimal | None, uom: str | None) -> str:
    return "" if quantity is None else amount_text(Amount(quantity, uom))


def _uses(balance: Balance) -> list[str]:
    """«9 kg into Braised pork», the parts of one dish together."""
    parts: dict[tuple[str, str, str | None], Decimal] = defaultdict(Decimal)
    for use in balance.uses:
        amount = use.amount or Amount(Decimal(0), None)
        parts[use.how, use.into, amount.uom] += amount.quantity
    said = []
    for (how, into, uom), quantity in parts.items():
        amount_said = _said(quantity or None, uom)
        if into and how != "sampling":
            said.append(_("%(amount)s into %(name)s") % {"amount": amount_said, "name": into})
        else:
            step = disposition_title(how) if how == "returned" else step_title(how or None)
            said.append(f"{step} {amount_said}")
    return [one.strip() for one in said]


def _verdict(balance: Balance) -> str:
    rest = balance.rest
    if rest is None:
        return str(BALANCE_PROBLEMS[balance.why_not])
    amount = {"amount": _said(abs(rest), balance.uom)}
    if rest > 0:
        return _("%(amount)s left: not used yet, or not recorded.") % amount
    if rest < 0:
        return _("%(amount)s more went out than came in: an amount is wrong.") % amount
    return _("It adds up: all of it is accounted for.")


def _tone(balance: Balance) -> str:
    if balance.rest is None or balance.rest > 0:
        return "warn"
    return "bad" if balance.rest < 0 else "ok"


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
