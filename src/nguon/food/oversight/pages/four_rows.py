"""The lists of the four answers as tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nguon.base import clock
from nguon.food.oversight.queries.four_answers_value import (
    FourAnswers,
    KeptSample,
    LotLink,
    Received,
    ServedMeal,
    Standing,
    Stock,
    Stoppable,
    SupplierLink,
)
from nguon.food.oversight.queries.words import percent_text, why_not_text
from nguon.food.trace.queries.trace_value import Amount, Party
from nguon.food.trace.queries.words import amount_text, moment_text, short_uri
from nguon.ground.people.models import Place

SHOWN: Final = 10
PAGE: Final = 50
_HOLDERS_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Badge:
    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Cell:
    """`lines` are smaller, below the text."""

    text: str
    url: str = ""
    lines: Sequence[str] = ()
    badges: Sequence[Badge] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """`page` is one page of the rows; `all_url` leads to all of them, if there are more."""

    key: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[tuple[str, Cell]]]
    page: Page[Any]
    all_url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Tables:
    """`kitchens` are the ids of those whose days the asker may open, by identifier."""

    answers: FourAnswers
    asked: str
    kitchens: Mapping[str, Place] = field(default_factory=dict)

    def of(self, name: str, *, number: str = "", size: int = SHOWN) -> Table:
        title, note, columns, row = self._kinds[name]
        page = Paginator(getattr(self.answers, name), size).get_page(number or 1)
        titles = [str(column) for column in columns]
        more = page.paginator.num_pages > 1 and not number
        return Table(
            key=name,
            title=str(title),
            note=str(note),
            columns=titles,
            rows=[list(zip(titles, row(self, one), strict=True)) for one in page.object_list],
            page=page,
            all_url=f"?{self.asked}&list={name}" if more else "",
        )

    def _served(self, meal: ServedMeal) -> Iterable[Cell]:
        dishes = [dish.name for dish in meal.dishes]
        kitchen = self.kitchens.get(meal.place.uri)
        day = clock.local_day(meal.served_at)
        url = reverse("kitchen:day", args=[kitchen.pk, day]) if kitchen else ""
        beside = Badge(_("shares a lot"), "warn")
        yield Cell(meal.place.name, url, badges=() if meal.is_suspected else (beside,))
        yield Cell(moment_text(meal.served_at), lines=[meal.kind] if meal.kind else ())
        yield Cell(", ".join(dict.fromkeys(dishes)))
        yield Cell("" if meal.portions is None else amount_text(Amount(meal.portions, None)))
        yield Cell(str(meal.sick or ""))

    def _stoppable(self, one: Stoppable) -> Iterable[Cell]:
        yield self._thing(one.thing, one.name, is_suspected=one.is_suspected)
        yield Cell(_("dish, not handed out yet") if one.is_dish else _("goods"))
        names = [party.name for party in one.holders]
        more = len(names) - _HOLDERS_SHOWN
        rest = [_("and %(count)d more") % {"count": more}] if more > 0 else []
        yield Cell(", ".join(names[:_HOLDERS_SHOWN]), lines=rest)
        yield Cell("", badges=[_held(is_held=one.is_held)])

    def _on_hand(self, one: Stock) -> Iterable[Cell]:
        yield self._thing(one.thing, one.name, is_suspected=one.is_suspected)
        badges = [_held(is_held=True)] if one.is_held else []
        if one.is_on_the_way:
            badges.append(Badge(_("on the way"), "warn"))
        yield Cell(_place(one.holder), badges=badges)
        known = "" if one.rest is None else amount_text(Amount(one.rest, one.uom))
        yield Cell(known or _("nobody can tell"), lines=[text] if (text := _why(one)) else ())
        came, went = one.came, one.went
        yield Cell("" if came is None else amount_text(Amount(came, one.uom)))
        yield Cell("" if went is None else amount_text(Amount(went, one.uom)))

    def _sample(self, one: KeptSample) -> Iterable[Cell]:
        named = _("Sample %(label)s") % {"label": one.label} if one.label else short_uri(one.uri)
        yield self._thing(one.uri, named, is_suspected=one.is_suspected)
        yield Cell(one.name if one.name != one.uri else short_uri(one.dish))
        yield Cell(one.place.name)
        yield Cell(moment_text(one.taken_at))
        yield Cell("", badges=list(_state_of(one)))

    def _received(self, one: Received) -> Iterable[Cell]:
        yield self._thing(one.thing, one.name, is_suspected=one.is_suspected)
        yield Cell(_place(one.place))
        yield Cell(moment_text(one.received_at))
        yield Cell(amount_text(one.amount) if one.amount else "")

    def _lot(self, one: LotLink) -> Iterable[Cell]:
        cell = self._thing(one.thing, one.name, is_suspected=False)
        label = one.label if one.label != one.name else ""
        yield Cell(cell.text, cell.url, lines=[label] if label else ())
        yield from self._standing(one.standing)

    def _supplier(self, one: SupplierLink) -> Iterable[Cell]:
        others = [name for name in one.names if name != one.party.name]
        lines = [_("also %(name)s") % {"name": name} for name in others]
        lines += [
            _("a registered supplier has this name: %(name)s") % {"name": n} for n in one.alike
        ]
        lines.append(_("lots: %(count)s") % {"count": number_format(len(one.things))})
        unknown = () if one.party.is_known else (Badge(_("not registered"), "bad"),)
        yield Cell(one.party.name, lines=lines, badges=unknown)
        yield from self._standing(one.standing)

    def _standing(self, standing: Standing) -> Iterable[Cell]:
        common = [Badge(_("every sick meal leads here"), "bad")] if standing.is_common else []
        yield Cell(percent_text(standing.score), badges=common)
        cases = {"reached": standing.reached, "cases": self.answers.cases}
        reached = _("meals: %(reached)s of %(cases)s") % cases
        yield Cell(percent_text(standing.share), lines=[reached] if self.answers.cases else ())
        yield _heated(standing)

    def _thing(self, uri: str, name: str, *, is_suspected: bool) -> Cell:
        shown = short_uri(uri) if name == uri else name
        badges = (Badge(_("asked about"), "bad"),) if is_suspected else ()
        return Cell(shown, thing_url(uri), badges=badges)

    @property
    def _kinds(self) -> Mapping[str, tuple[Any, Any, Sequence[Any], Callable[..., Iterable[Cell]]]]:
        kind = Tables
        return {
            "served": (_SERVED, "", _SERVED_COLUMNS, kind._served),
            "stoppable": (_STOPPABLE, _STOPPABLE_NOTE, _STOPPABLE_COLUMNS, kind._stoppable),
            "on_hand": (_ON_HAND, _ON_HAND_NOTE, _ON_HAND_COLUMNS, kind._on_hand),
            "suppliers": (_SUPPLIERS, _RANK_NOTE, (_SUPPLIER, *_RANK_COLUMNS), kind._supplier),
            "lots": (_LOTS, _RANK_NOTE, (_THING, *_RANK_COLUMNS), kind._lot),
            "samples": (_SAMPLES, "", _SAMPLES_COLUMNS, kind._sample),
            "received": (_RECEIVED, "", _RECEIVED_COLUMNS, kind._received),
        }


def thing_url(uri: str) -> str:
    """The trace of a thing; its identifier keeps its slashes percent-encoded."""
    return reverse("trace:search") + quote(uri, safe="")


def _place(party: Party) -> str:
    if party.organisation and party.organisation != party.name:
        return f"{party.name} · {party.organisation}"
    return party.name


def _held(*, is_held: bool) -> Badge:
    return Badge(_("held"), "hold") if is_held else Badge(_("not held"), "warn")


def _why(one: Stock) -> str:
    return why_not_text(one.why_not)


def _state_of(one: KeptSample) -> Iterable[Badge]:
    if one.destroyed_at is not None:
        at = {"at": moment_text(one.destroyed_at)}
        yield Badge(_("destroyed %(at)s") % at, "idle")
        return
    if one.is_sealed is not None:
        yield Badge(_("sealed"), "ok") if one.is_sealed else Badge(_("not sealed"), "bad")
    yield _held(is_held=one.is_held)


def _heated(standing: Standing) -> Cell:
    if not standing.heated_share:
        return Cell("")
    heated = {"share": percent_text(standing.heated_share)}
    proofs = [
        f"{number_format(proof.celsius)} °C, {proof.place.name}, {moment_text(proof.at)}"
        for proof in standing.proofs[:_HOLDERS_SHOWN]
    ]
    return Cell(_("%(share)s only through 75 °C or more: counts a quarter") % heated, lines=proofs)


_THING = gettext_lazy("Goods or dish")
_WHERE = gettext_lazy("Where")
_SUPPLIER = gettext_lazy("Supplier")
_SERVED = gettext_lazy("What was served to whom")
_SERVED_COLUMNS = (
    _WHERE,
    gettext_lazy("When"),
    gettext_lazy("Dishes"),
    gettext_lazy("Portions"),
    gettext_lazy("Sick"),
)
_STOPPABLE = gettext_lazy("What can still be stopped")
_STOPPABLE_NOTE = gettext_lazy(
    "As far as was told: dishes that were not handed out, and goods of which something may be left."
)
_STOPPABLE_COLUMNS = (_THING, gettext_lazy("Kind"), _WHERE, gettext_lazy("Held"))
_ON_HAND = gettext_lazy("What is on hand and where")
_ON_HAND_NOTE = gettext_lazy("What came, less what went. Go and look: this is arithmetic.")
_ON_HAND_COLUMNS = (
    _THING,
    _WHERE,
    gettext_lazy("Left"),
    gettext_lazy("Came"),
    gettext_lazy("Went"),
)
_SUPPLIERS = gettext_lazy("Suppliers behind it")
_LOTS = gettext_lazy("Lots and dishes behind it")
_RANK_NOTE = gettext_lazy("The order says where to look first. It is no verdict.")
_RANK_COLUMNS = (
    gettext_lazy("Score"),
    gettext_lazy("Share, and sick meals reached"),
    gettext_lazy("Why it counts less"),
)
_SAMPLES = gettext_lazy("Samples")
_SAMPLES_COLUMNS = (
    gettext_lazy("Sample"),
    gettext_lazy("Dish"),
    _WHERE,
    gettext_lazy("Taken"),
    gettext_lazy("State"),
)
_RECEIVED = gettext_lazy("Who received the lots")
_RECEIVED_COLUMNS = (_THING, _WHERE, gettext_lazy("When"), gettext_lazy("Amount"))
