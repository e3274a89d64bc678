"""The sortable sheet: critical tracking events and their key data elements, one lot a line.

The columns are those that 21 CFR 1.1325–1.1350 (FSMA 204) asks for of each event: traceability
lot code, product, quantity and unit, where, when, from whom, to whom, source and document.
"""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.queries.dossier.value import EventLine
from nguon.food.oversight.rules.dossier.sheet import Sheet, Value
from nguon.food.trace.queries.words import disposition_title, short_uri, step_title

_CTE = {
    "harvesting": "Harvesting",
    "collecting": "Harvesting",
    "commissioning": "Initial packing",
    "creating_class_instance": "Initial packing",
    "packing": "Initial packing",
    "shipping": "Shipping",
    "departing": "Shipping",
    "receiving": "Receiving",
    "accepting": "Receiving",
    "arriving": "Receiving",
}


def tracking_event(line: EventLine) -> str:
    """The name that FSMA 204 has for it, in English as the law; empty if it has none."""
    if line.event.type == "TransformationEvent":
        return "Transformation"
    return _CTE.get(line.event.biz_step or "", "")


def fsma_sheet(facts: DossierFacts) -> Sheet:
    columns = [
        (_("Critical tracking event"), 20),
        (_("Date and time"), 17),
        (_("Traceability lot code"), 24),
        (_("Product"), 30),
        (_("Quantity"), 11),
        (_("Unit"), 8),
        (_("Went in or came out"), 12),
        (_("Location"), 34),
        (_("Immediate previous source"), 32),
        (_("Immediate subsequent recipient"), 32),
        (_("Lot code source"), 34),
        (_("Step"), 18),
        (_("Disposition"), 16),
        (_("Declared an error"), 17),
        (_("In the book"), 17),
        (_("Reference document"), 38),
        (_("Event identifier"), 48),
        (_("Lot identifier"), 60),
        (_("Location identifier"), 50),
    ]
    return Sheet(_("FSMA 204"), columns, [_row(line) for line in facts.lines])


def _row(line: EventLine) -> list[Value]:
    event = line.event
    record = f"nguon:record:{event.record_id}" if event.record_id else event.event_id
    return [
        tracking_event(line),
        event.event_time,
        line.lot or short_uri(line.thing),
        line.name,
        line.quantity,
        line.uom or "",
        _direction(line.role),
        line.place.name,
        "; ".join(line.sources),
        "; ".join(line.destinations),
        "; ".join(line.sources) or line.place.name,
        step_title(event.biz_step),
        disposition_title(event.disposition),
        event.error_declared_at,
        event.record_time,
        record,
        event.event_id,
        line.thing,
        line.place.uri,
    ]


def _direction(role: str) -> str:
    if role.startswith("input"):
        return pgettext("dossier", "in")
    return pgettext("dossier", "out") if role.startswith("output") else ""
