"""The four answers, half a page each at most; what does not fit is in the sheets."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.queries.four_answers_value import (
    FourAnswers,
    ServedMeal,
    Standing,
    Stock,
    Stoppable,
    SupplierLink,
)
from nguon.food.oversight.rules.dossier.blocks import (
    Block,
    Column,
    Row,
    Section,
    Table,
    Text,
    more_rows,
)
from nguon.food.oversight.rules.dossier.words import NONE, amount, joined, moment, share
from nguon.food.trace.choices import BALANCE_PROBLEMS

MOST_ROWS = 9
"""With long names two lines each: half a page."""

WHY_NOT = {
    **BALANCE_PROBLEMS,
    "never_came": gettext_lazy("No event tells that it came."),
    "more_went": gettext_lazy("More went than came, by what was recorded."),
}


def four_answers_section(facts: DossierFacts) -> Section:
    answers = facts.answers
    title = _("The four answers")
    if answers is None:
        nothing = _("Nothing that was reported stands in an event yet: there is nothing to trace.")
        return Section(title, [Text(nothing)])
    blocks: list[Block] = []
    for head, table, more in (
        (_("1. What was served, and to whom"), _served(answers), len(answers.served)),
        (_("2. What can still be stopped"), _stoppable(answers), len(answers.stoppable)),
        (_("3. What is on hand, and where"), _on_hand(answers), len(answers.on_hand)),
        (_("4. Which suppliers are behind it"), _suppliers(answers), len(answers.suppliers)),
    ):
        blocks += [Text(head, "head"), table]
        blocks += more_rows(more - MOST_ROWS)
    blocks += [Text(line, "faint") for line in _notes(answers)]
    return Section(title, blocks)


def meal_name(meal: ServedMeal) -> str:
    return joined([meal.kind, moment(meal.served_at)], ", ")


def portions_text(portions: Decimal | None) -> str:
    return _("not said") if portions is None else f"{portions:f}"


def rest_text(stock: Stock) -> str:
    if stock.rest is None:
        return str(WHY_NOT.get(stock.why_not, stock.why_not))
    return amount(stock.rest, stock.uom)


def standing_text(standing: Standing) -> str:
    heated = ""
    if standing.heated_share:
        heated = _("%(share)s of it only through a proven core temperature") % {
            "share": share(standing.heated_share)
        }
    return joined([share(standing.share), heated])


def names_of(link: SupplierLink) -> str:
    names = [name for name in link.names if name != link.party.name]
    unknown = "" if link.party.is_known else _("source not registered")
    also = _("also: %(names)s") % {"names": ", ".join(names)} if names else ""
    alike = _("same name as: %(names)s") % {"names": ", ".join(link.alike)} if link.alike else ""
    return joined([link.party.name, also, unknown, alike])


def _served(answers: FourAnswers) -> Table:
    columns = [
        Column(_("Kitchen"), 4),
        Column(_("Meal"), 2),
        Column(_("Suspected dishes"), 3),
        Column(_("Portions"), 1, "right"),
        Column(_("Sick"), 0.8, "right"),
    ]
    rows = [_served_row(meal) for meal in answers.served[:MOST_ROWS]]
    return Table(columns, rows, _("No event tells that it was handed out."))


def _served_row(meal: ServedMeal) -> Row:
    suspected = [dish.name for dish in meal.dishes if dish.is_suspected]
    shared = _("only shares a lot: %(dishes)s") % {
        "dishes": ", ".join(dish.name for dish in meal.dishes)
    }
    return Row(
        [
            meal.place.name,
            meal_name(meal),
            ", ".join(suspected) or shared,
            portions_text(meal.portions),
            str(meal.sick) if meal.sick else NONE,
        ],
        "strong" if meal.is_suspected else "",
    )


def _stoppable(answers: FourAnswers) -> Table:
    columns = [
        Column(_("Lot or dish"), 4),
        Column(_("Held"), 1, "center"),
        Column(_("With whom"), 5),
    ]
    rows = [_stoppable_row(one) for one in answers.stoppable[:MOST_ROWS]]
    return Table(columns, rows, _("Nothing is left, as far as was told."))


def _stoppable_row(one: Stoppable) -> Row:
    holders = [party.name for party in one.holders]
    more = len(holders) - 4
    others = ngettext("%(n)d other", "%(n)d others", more) % {"n": more} if more > 0 else ""
    held = _("held") if one.is_held else _("NOT HELD")
    with_whom = joined([*holders[:4], others])
    return Row([one.name, held, with_whom], "strong" if one.is_suspected else "")


def _on_hand(answers: FourAnswers) -> Table:
    columns = [
        Column(_("Lot or dish"), 3),
        Column(_("With whom"), 4),
        Column(_("Left"), 2.5),
        Column(_("Held"), 1.2, "center"),
    ]
    rows = [
        Row(
            [
                one.name,
                joined([one.holder.name, _("on the way") if one.is_on_the_way else ""]),
                rest_text(one),
                _("held") if one.is_held else _("NOT HELD"),
            ],
            "strong" if one.is_suspected else "",
        )
        for one in answers.on_hand[:MOST_ROWS]
    ]
    return Table(columns, rows, _("Nothing is left, as far as was told."))


def _suppliers(answers: FourAnswers) -> Table:
    columns = [
        Column("", 0.5, "center"),
        Column(_("Supplier"), 4),
        Column(_("Share of the sick meals"), 3),
        Column(_("Score"), 1, "right"),
        Column(_("Lots"), 1, "right"),
    ]
    rows = [
        Row(
            [
                str(number),
                names_of(link),
                standing_text(link.standing),
                share(link.standing.score),
                str(len(link.things)),
            ],
            "strong" if link.standing.is_common else "",
        )
        for number, link in enumerate(answers.suppliers[:MOST_ROWS], start=1)
    ]
    return Table(columns, rows, _("No event names a supplier."))


def _notes(answers: FourAnswers) -> list[str]:
    weighed = {
        "sick": _("Shares are of the sick."),
        "portions": _("Shares are of the portions handed out: nobody has counted the sick yet."),
        "meals": _("Shares are of the meals: the sick are not counted by meal."),
    }[answers.weighed_by]
    unmade = ""
    if answers.unmade:
        unmade = _("No event tells that these were cooked: %(dishes)s.") % {
            "dishes": ", ".join(answers.unmade)
        }
    return [line for line in (weighed, unmade) if line]
