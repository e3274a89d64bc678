"""Who knew, in full: warnings of every supplier behind it, and what was written afterwards."""

from django.utils.translation import gettext as _

from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.rules.dossier.sheet import Sheet, Value
from nguon.food.trace.queries.words import step_title


def knew_sheet(facts: DossierFacts) -> Sheet:
    columns = [
        (_("Supplier"), 40),
        (_("What"), 16),
        (_("Happened"), 17),
        (_("In the book"), 17),
        (_("Kitchen"), 40),
        (_("Goods"), 34),
        (_("Quantity"), 11),
        (_("Unit"), 8),
        (_("Reason"), 50),
        (_("Event identifier"), 48),
    ]
    names = {"returned": _("sent back"), "held": _("held")}
    rows: list[list[Value]] = []
    for knew in facts.knew:
        for one in knew.warned:
            amount = one.amount
            rows.append(
                [
                    knew.supplier,
                    names[one.kind],
                    one.at,
                    one.recorded_at,
                    one.place.name,
                    one.goods,
                    amount.quantity if amount else None,
                    (amount.uom or "") if amount else "",
                    one.reason if one.kind == "returned" else "",
                    one.event_id,
                ]
            )
        for late in knew.afterwards:
            said = _("declared an error") if late.is_correction else _("entered late")
            goods = step_title(late.biz_step or None)
            times: list[Value] = [late.at, late.recorded_at, late.place.name, goods]
            rows.append([knew.supplier, said, *times, None, "", "", late.event_id])
    return Sheet(_("Who knew"), columns, rows)
