"""Suppliers and lots by how much of the sick meals they reach, and who knew of them before."""

from dataclasses import replace

from django.utils.translation import gettext as _

from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.queries.four_answers_value import FourAnswers, LotLink
from nguon.food.oversight.queries.who_knew import WhoKnew
from nguon.food.oversight.rules.dossier.answers import names_of, standing_text
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
from nguon.food.trace.queries.words import step_title

MOST_LOTS = 60
MOST_WARNINGS = 30


def sources_section(facts: DossierFacts) -> Section:
    answers = facts.answers
    suppliers = answers.suppliers if answers else []
    columns = [
        Column("", 0.5, "center"),
        Column(_("Supplier, all its names"), 5),
        Column(_("Share of the sick meals"), 3),
        Column(_("Score"), 1, "right"),
    ]
    rows = [
        Row(
            [
                str(number),
                names_of(link),
                standing_text(link.standing),
                share(link.standing.score),
            ],
            "strong" if link.standing.is_common else "",
        )
        for number, link in enumerate(suppliers[:MOST_LOTS], start=1)
    ]
    blocks: list[Block] = [Table(columns, rows, _("No event names a supplier."))]
    lots = _lots(answers)
    blocks += [Text(_("Lots"), "head"), replace(lots, rows=lots.rows[:MOST_LOTS])]
    blocks += more_rows(len(lots.rows) - MOST_LOTS)
    note = _("The score counts a meal for a quarter that a lot reaches only through 75 °C.")
    blocks.append(Text(note, "faint"))
    return Section(_("Suppliers and lots, ranked"), blocks)


def knew_section(facts: DossierFacts) -> Section:
    blocks: list[Block] = []
    for knew in facts.knew:
        blocks += [Text(joined([knew.supplier, *_other_names(knew)]), "head")]
        blocks += [_warned(knew), *more_rows(len(knew.warned) - MOST_WARNINGS)]
        blocks += [Text(_("Written after it was reported"), "strong"), _afterwards(knew)]
        blocks += more_rows(len(knew.afterwards) - MOST_WARNINGS)
    if not blocks:
        blocks.append(Text(_("No supplier behind it is registered, so nothing can be asked.")))
    return Section(_("Who knew"), blocks)


def supplier_names(answers: FourAnswers | None) -> dict[str, str]:
    """By identifier, as lots name them."""
    return {link.party.uri: link.party.name for link in (answers.suppliers if answers else ())}


def lot_words(link: LotLink) -> str:
    return joined([link.name, link.label if link.label != link.name else ""])


def _lots(answers: FourAnswers | None) -> Table:
    lots = [link for link in (answers.lots if answers else []) if not link.is_dish]
    names = supplier_names(answers)
    columns = [
        Column(_("Goods, lot"), 3.5),
        Column(_("From"), 3.5),
        Column(_("Share of the sick meals"), 2.5),
        Column(_("Score"), 1, "right"),
        Column(_("Identifier"), 4),
    ]
    rows = [
        Row(
            [
                lot_words(link),
                joined(names.get(uri, uri) for uri in link.suppliers) or NONE,
                standing_text(link.standing),
                share(link.standing.score),
                link.thing,
            ],
            "strong" if link.standing.is_common else "",
        )
        for link in lots
    ]
    return Table(columns, rows, _("No event tells what went into it."))


def _other_names(knew: WhoKnew) -> list[str]:
    return [name for name in knew.names if name != knew.supplier]


def _warned(knew: WhoKnew) -> Table:
    columns = [
        Column(_("Happened"), 1.6),
        Column(_("In the book"), 1.6),
        Column(_("Kitchen"), 3),
        Column(_("What"), 1.5),
        Column(_("Goods"), 3),
        Column(_("Reason"), 3.5),
    ]
    names = {"returned": _("sent back"), "held": _("held")}
    rows = [
        Row(
            [
                moment(one.at),
                moment(one.recorded_at),
                one.place.name,
                names[one.kind],
                joined([one.goods, amount(one.amount.quantity, one.amount.uom)])
                if one.amount
                else one.goods,
                one.reason if one.kind == "returned" else NONE,
            ]
        )
        for one in knew.warned[:MOST_WARNINGS]
    ]
    nothing = _("Nothing was sent back or held from this supplier since %(since)s.") % {
        "since": moment(knew.since)
    }
    return Table(columns, rows, nothing)


def _afterwards(knew: WhoKnew) -> Table:
    columns = [
        Column(_("Happened"), 1.6),
        Column(_("In the book"), 1.6),
        Column(_("Kitchen"), 3),
        Column(_("Act"), 2.5),
        Column(_("Remark"), 2.5),
    ]
    rows = [
        Row(
            [
                moment(one.at),
                moment(one.recorded_at),
                one.place.name,
                step_title(one.biz_step or None),
                _("declared an error") if one.is_correction else _("entered late"),
            ],
            "struck" if one.is_correction else "late",
        )
        for one in knew.afterwards[:MOST_WARNINGS]
    ]
    return Table(columns, rows, _("Nothing was entered or corrected afterwards."))
