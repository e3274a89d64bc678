"""The workbook: what the paper shows in full, one sheet for each kind of act, and FSMA 204."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from django.utils.translation import gettext as _
from xlsxwriter.workbook import Workbook

from nguon.base.paper.render_form import VIETNAM
from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.queries.incident_samples import HeldSample
from nguon.food.oversight.rules.dossier.act_sheets import act_sheets
from nguon.food.oversight.rules.dossier.answers import (
    meal_name,
    names_of,
    rest_text,
)
from nguon.food.oversight.rules.dossier.cover import code_of, in_short, sick_text
from nguon.food.oversight.rules.dossier.fsma import fsma_sheet
from nguon.food.oversight.rules.dossier.knew_sheet import knew_sheet
from nguon.food.oversight.rules.dossier.recalls import recalls_sheet
from nguon.food.oversight.rules.dossier.samples import (
    custody_of,
    custody_text,
    minutes,
    seal_text,
    state_text,
)
from nguon.food.oversight.rules.dossier.sheet import Formats, Sheet, Value, write_sheet
from nguon.food.oversight.rules.dossier.sources import supplier_names
from nguon.food.oversight.rules.dossier.timeline import moments
from nguon.food.oversight.rules.dossier.words import left_out_words, symptoms

_OPTIONS: Mapping[str, object] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "remove_timezone": False,
}


def dossier_xlsx(facts: DossierFacts) -> bytes:
    """The same bytes for the same facts: dated by the book, not by the clock."""
    file = BytesIO()
    book = Workbook(file, dict(_OPTIONS))
    code = code_of(facts.incident)
    created = facts.book_at.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0)
    title = _("Suspected food poisoning: dossier %(code)s") % {"code": code}
    book.set_properties({"title": title, "author": "Nguồn", "created": created})
    formats = Formats.of(book)
    for sheet in _sheets(facts):
        write_sheet(book, sheet, formats)
    book.close()
    return file.getvalue()


def _sheets(facts: DossierFacts) -> Iterator[Sheet]:
    yield _cover(facts)
    yield fsma_sheet(facts)
    yield _timeline(facts)
    yield _served(facts)
    yield _stock(facts)
    yield _samples(facts)
    yield _suppliers(facts)
    yield _lots(facts)
    yield knew_sheet(facts)
    yield recalls_sheet(facts)
    yield from act_sheets(facts)


def _cover(facts: DossierFacts) -> Sheet:
    incident = facts.incident
    rows: list[list[Value]] = [
        [_("Incident"), code_of(incident)],
        [_("Reported at"), incident.kitchen.name],
        [_("Reported by"), incident.opened_by.full_name],
        [_("Happened"), incident.opened_at],
        [_("Known to the server"), incident.received_at],
        [_("State"), str(incident.state.label)],
        [_("Sick"), sick_text(facts)],
        [_("First onset"), incident.first_onset_at],
        [_("Symptoms"), symptoms(incident.symptoms)],
        [_("The book as of"), facts.book_at],
        [_("Seal over the records"), facts.seal],
    ]
    rows += [[_("In short"), line] for line in in_short(facts)]
    rows += [[_("Left out"), left_out_words(one)] for one in facts.left_out]
    return Sheet(_("Cover"), [(_("What"), 28), (_("Value"), 110)], rows)


def _timeline(facts: DossierFacts) -> Sheet:
    columns = [
        (_("Happened"), 17),
        (_("In the book"), 17),
        (_("Kitchen"), 36),
        (_("Person"), 26),
        (_("Act"), 30),
        (_("What"), 70),
        (_("Remark"), 50),
        (_("Record"), 12),
    ]
    rows: list[list[Value]] = [
        [one.at, one.received_at, one.place, one.person, one.kind, one.said, one.remark, one.code]
        for one in moments(facts)
    ]
    return Sheet(_("Timeline"), columns, rows)


def _served(facts: DossierFacts) -> Sheet:
    columns = [
        (_("Kitchen"), 40),
        (_("Meal"), 26),
        (_("Served"), 17),
        (_("Dish"), 34),
        (_("Suspected"), 12),
        (_("Portions"), 10),
        (_("Sick"), 8),
        (_("Dish identifier"), 60),
    ]
    rows: list[list[Value]] = [
        [
            meal.place.name,
            meal_name(meal),
            meal.served_at,
            dish.name,
            _("yes") if dish.is_suspected else _("no"),
            dish.portions,
            meal.sick or None,
            dish.uri,
        ]
        for meal in (facts.answers.served if facts.answers else ())
        for dish in meal.dishes
    ]
    return Sheet(_("Served"), columns, rows)


def _stock(facts: DossierFacts) -> Sheet:
    columns = [
        (_("Lot or dish"), 34),
        (_("With whom"), 40),
        (_("Left"), 12),
        (_("Unit"), 8),
        (_("In words"), 40),
        (_("Held"), 10),
        (_("Suspected"), 12),
        (_("On the way"), 12),
        (_("Identifier"), 60),
    ]
    yes, no = _("yes"), _("no")
    rows: list[list[Value]] = [
        [
            one.name,
            one.holder.name,
            one.rest,
            one.uom or "",
            rest_text(one),
            yes if one.is_held else no,
            yes if one.is_suspected else no,
            yes if one.is_on_the_way else no,
            one.thing,
        ]
        for one in (facts.answers.on_hand if facts.answers else ())
    ]
    return Sheet(_("On hand"), columns, rows)


def _samples(facts: DossierFacts) -> Sheet:
    columns = [
        (_("Kitchen"), 40),
        (_("Dish"), 34),
        (_("Box"), 16),
        (_("Taken"), 17),
        (_("Seal"), 16),
        (_("Fridge"), 22),
        (_("Minutes known"), 12),
        (_("Minutes too warm"), 12),
        (_("Minutes unknown"), 12),
        (_("How it was kept"), 60),
        (_("Now"), 40),
        (_("Of a suspected meal"), 12),
        (_("Box identifier"), 60),
    ]
    return Sheet(_("Samples"), columns, [_sample(one, facts) for one in facts.kept.samples])


def _sample(one: HeldSample, facts: DossierFacts) -> list[Value]:
    sample, kept = one.sample, custody_of(one, facts)
    spans = (kept.covered, kept.above, kept.unknown) if kept else (None, None, None)
    return [
        sample.place.name,
        sample.dish.name,
        sample.box_code,
        sample.happened_at,
        seal_text(sample),
        sample.fridge.name if sample.fridge else "",
        *(None if span is None else minutes(span) for span in spans),
        custody_text(kept),
        state_text(one, facts),
        _("yes") if one.is_of_meal else _("no"),
        sample.box_uri,
    ]


def _suppliers(facts: DossierFacts) -> Sheet:
    columns = [
        (_("Rank"), 7),
        (_("Supplier"), 60),
        (_("Share"), 9),
        (_("Share through heat"), 12),
        (_("Score"), 9),
        (_("Sick meals reached"), 12),
        (_("Lots"), 8),
        (_("Identifier"), 60),
    ]
    rows: list[list[Value]] = [
        [
            rank,
            names_of(link),
            link.standing.share,
            link.standing.heated_share,
            link.standing.score,
            link.standing.reached,
            len(link.things),
            link.party.uri,
        ]
        for rank, link in enumerate(facts.answers.suppliers if facts.answers else (), start=1)
    ]
    return Sheet(_("Suppliers"), columns, rows)


def _lots(facts: DossierFacts) -> Sheet:
    columns = [
        (_("Goods"), 34),
        (_("Lot"), 24),
        (_("From"), 50),
        (_("Share"), 9),
        (_("Share through heat"), 12),
        (_("Score"), 9),
        (_("Identifier"), 60),
    ]
    names = supplier_names(facts.answers)
    rows: list[list[Value]] = [
        [
            link.name,
            link.label,
            "; ".join(names.get(uri, uri) for uri in link.suppliers),
            link.standing.share,
            link.standing.heated_share,
            link.standing.score,
            link.thing,
        ]
        for link in (facts.answers.lots if facts.answers else ())
        if not link.is_dish
    ]
    return Sheet(_("Lots"), columns, rows)
