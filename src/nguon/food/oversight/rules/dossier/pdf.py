"""The dossier as paper: cover, four answers, timeline, people, forms, samples, sources, drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nguon.base.drawing import Drawing, svg_text
from nguon.base.paper import render_form
from nguon.base.paper.form import FilledForm
from nguon.base.typesetting import breakable, typeset_pdf
from nguon.food.kitchen.queries.form_layouts import DEFAULT_SET, FORMS, form_sets
from nguon.food.kitchen.rules.paper import day_forms
from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.rules.dossier.answers import four_answers_section
from nguon.food.oversight.rules.dossier.blocks import (
    Block,
    Facts,
    Photos,
    Picture,
    Section,
    Table,
    Text,
)
from nguon.food.oversight.rules.dossier.cover import code_of, cover
from nguon.food.oversight.rules.dossier.graph import drawing_of
from nguon.food.oversight.rules.dossier.people import people_section
from nguon.food.oversight.rules.dossier.photos import photos_section, pictures_of
from nguon.food.oversight.rules.dossier.recalls import recalls_section
from nguon.food.oversight.rules.dossier.samples import samples_section
from nguon.food.oversight.rules.dossier.seals import seals_section
from nguon.food.oversight.rules.dossier.sources import knew_section, sources_section
from nguon.food.oversight.rules.dossier.timeline import timeline_section
from nguon.food.oversight.rules.dossier.words import joined, moment

TEMPLATE = Path(__file__).parents[2] / "templates" / "oversight" / "dossier.typ"
FORM_PAGES = Path(render_form.__file__).with_name("form_pages.typ")
DRAWING = "drawing.svg"
MM_OF_PIXEL = 25.4 / 96
WIDEST_MM, HIGHEST_MM = 182, 230


def dossier_pdf(
    facts: DossierFacts, *, hashes: Mapping[str, str], made_for: str, made_at: datetime
) -> bytes:
    """`made_at` stands on the cover and nowhere else; the file itself is dated by the book."""
    drawing = drawing_of(facts)
    sections = [
        _page(cover(facts, made_for=made_for, made_at=moment(made_at))),
        _page(four_answers_section(facts)),
        _page(timeline_section(facts)),
        _page(
            people_section(facts),
            samples_section(facts),
            sources_section(facts),
            knew_section(facts),
            recalls_section(facts),
        ),
        _page(_graph(drawing)),
        *_forms(facts),
        _page(photos_section(facts), seals_section(facts, hashes)),
    ]
    code = code_of(facts.incident)
    data = {
        "title": _("Suspected food poisoning: dossier %(code)s") % {"code": code},
        "code": code,
        "lang": (get_language() or "vi")[:2],
        "footer": joined([f"{code}", facts.incident.kitchen.name, moment(facts.book_at)], " · "),
        "page": _("Page {page}/{pages}"),
        "sections": sections,
    }
    beside = {FORM_PAGES.name: FORM_PAGES.read_bytes(), **pictures_of(facts)}
    if drawing is not None:
        beside[DRAWING] = svg_text(drawing).encode()
    return typeset_pdf(TEMPLATE, data, made_at=facts.book_at, beside=beside)


def _graph(drawing: Drawing | None) -> Section:
    says = _("The way of the food from suppliers above to meals below; the tables say the same.")
    title = _("The way of the food")
    if drawing is None:
        return Section(title, [Text(_("There is nothing to draw: no event tells of the food."))])
    width, height = int(drawing.width) * MM_OF_PIXEL, int(drawing.height) * MM_OF_PIXEL
    scale = min(1, WIDEST_MM / width, HIGHEST_MM / height)
    picture = Picture(DRAWING, says, width * scale, height * scale)
    return Section(title, [Text(says, "faint"), picture])


def _forms(facts: DossierFacts) -> list[dict[str, Any]]:
    """The official forms of the reported days, and a page that says whose are not printed."""
    layouts = form_sets()[DEFAULT_SET]
    filled: list[FilledForm] = []
    seals = {(one.place.pk, one.date): one.seal for one in facts.seals}
    for day in facts.forms:
        seal = seals[day.place.pk, day.date]
        filled += day_forms(
            day, layouts=layouts, day_hash=seal, printed_at=facts.book_at, only=FORMS
        )
    pages: list[dict[str, Any]] = []
    if facts.other_days or not filled:
        pages.append(_page(_other_days(facts)))
    if filled:
        pages.append({"kind": "forms", "forms": [render_form.form_page(one) for one in filled]})
    return pages


def _other_days(facts: DossierFacts) -> Section:
    days = [
        Text(f"{place.name}, {day:%d/%m/%Y}: /bep/{place.pk}/mau/tat-ca.pdf?ngay={day:%Y-%m-%d}")
        for place, day in facts.other_days
    ]
    said = _(
        "The forms of these days are not printed here, because they would hide the rest. They "
        "can be printed at these addresses, and what they say stands in the sheets."
    )
    none = _("No day of a meal was reported whose forms you may print.")
    return Section(_("Official forms"), [Text(said if days else none), *days])


def _page(*sections: Section) -> dict[str, Any]:
    """Sections that follow each other without a new page."""
    return {
        "kind": "page",
        "landscape": sections[0].is_landscape,
        "parts": [
            {"title": section.title, "blocks": [_block(one) for one in section.blocks]}
            for section in sections
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Table():
            rows = [
                {"cells": [breakable(cell) for cell in row.cells], "tone": row.tone}
                for row in block.rows
            ]
            columns = [asdict(column) for column in block.columns]
            return {"kind": "table", "columns": columns, "rows": rows, "empty": block.empty}
        case Facts():
            facts = [[label, breakable(value)] for label, value in block.rows]
            return {"kind": "facts", "rows": facts}
        case Picture():
            return {"kind": "picture", **asdict(block)}
        case Photos():
            return {"kind": "photos", "items": _photos(block)}
        case Text():
            return {"kind": "text", "text": breakable(block.text), "tone": block.tone}


def _photos(block: Photos) -> Sequence[dict[str, str]]:
    return [{**asdict(one), "caption": breakable(one.caption)} for one in block.items]
