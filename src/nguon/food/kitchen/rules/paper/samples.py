"""Mẫu số 5: samples kept and destroyed."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from nguon.base.paper.form import Cell, FormRow
from nguon.core.quantities import format_number
from nguon.food.kitchen.models import FridgeReading, RetainedSample
from nguon.food.kitchen.queries.paper import PaperDay
from nguon.food.kitchen.rules.paper.steps_2_3 import meal_text
from nguon.food.kitchen.rules.paper.tracing import Tracing, amount, joined, moment


def sample_rows(day: PaperDay, tracing: Tracing) -> list[FormRow]:
    rows = []
    for chain in day.samples:
        row = tracing.row(chain, _sample)
        more = {**_portions(day, chain.now, tracing), **_kept(day, chain.now, tracing)}
        keeper = tracing.people[chain.now.actor_id].full_name
        more["keeper"] = tracing.cell(keeper, chain.now)
        if "note" in more and "note" in row.cells:
            more["note"] = replace(more["note"], was=row.cells["note"].was)
        rows.append(FormRow({**row.cells, **more}, voided=row.voided))
    return rows


def _sample(sample: RetainedSample) -> Mapping[str, str]:
    sealed = f"Niêm phong {sample.seal}".strip() if sample.sealed else "KHÔNG niêm phong"
    return {
        "sample": f"{sample.dish.name} ({sample.box_code})",
        "meal": meal_text(sample.dish),
        "amount": amount(sample.amount, sample.uom),
        "container": sample.container,
        "sampled_at": moment(sample.happened_at),
        "note": joined([sealed, sample.note]),
    }


def _portions(day: PaperDay, sample: RetainedSample, tracing: Tracing) -> dict[str, Cell]:
    plan = day.plans.get(sample.dish.meal_id)
    return {"portions": tracing.cell(format_number(Decimal(plan.portions)), plan)} if plan else {}


def _kept(day: PaperDay, sample: RetainedSample, tracing: Tracing) -> dict[str, Cell]:
    cells = {}
    reading = _reading_after(day, sample)
    if reading is not None:
        text = f"{format_number(reading.celsius)} ({moment(reading.happened_at)[:5]})"
        cells["celsius"] = tracing.cell(text, reading)
    destroyed = day.destructions.get(sample.root_id)
    if destroyed is not None:
        cells["destroyed_at"] = tracing.cell(moment(destroyed.happened_at), destroyed)
        person = tracing.people[destroyed.actor_id].full_name
        cells["destroyer"] = tracing.cell(person, destroyed)
        said = joined([_sample(sample)["note"], destroyed.condition])
        cells["note"] = tracing.cell(said, sample, destroyed)
    return cells


def _reading_after(day: PaperDay, sample: RetainedSample) -> FridgeReading | None:
    """The first reading of its fridge with the box inside; an earlier one proves nothing."""
    readings = day.readings.get(sample.fridge_id, ()) if sample.fridge_id else ()
    return next((one for one in readings if one.happened_at >= sample.happened_at), None)
