"""All forms of a day, filled, in the order of the decision."""

from collections.abc import Callable, Sequence
from datetime import datetime

from nguon.base.paper.form import FilledForm, FormHeader, FormRow
from nguon.base.paper.layout import FormSet
from nguon.food.kitchen.queries.paper import PaperDay
from nguon.food.kitchen.rules.paper.samples import sample_rows
from nguon.food.kitchen.rules.paper.step_1 import dry_rows, fresh_rows
from nguon.food.kitchen.rules.paper.steps_2_3 import cooking_rows, serving_rows
from nguon.food.kitchen.rules.paper.tracing import Tracing, joined, moment

_ROWS: dict[str, Callable[[PaperDay, Tracing], list[FormRow]]] = {
    "mau-1-i": fresh_rows,
    "mau-1-ii": dry_rows,
    "mau-2": cooking_rows,
    "mau-3": serving_rows,
    "mau-5": sample_rows,
}


def day_forms(
    day: PaperDay, *, layouts: FormSet, day_hash: str, printed_at: datetime, only: Sequence[str]
) -> list[FilledForm]:
    """The forms named by `only`, each with the records its cells come from."""
    return [
        _filled(day, layouts, form_id, day_hash=day_hash, printed_at=printed_at) for form_id in only
    ]


def form_header(
    day: PaperDay, *, day_hash: str, printed_at: datetime, inspectors: Sequence[str] = ()
) -> FormHeader:
    signed = day.countersigned
    by_manager = ""
    if signed is not None:
        name = day.people[signed.actor_id].full_name
        stale = "" if signed.day_hash == day_hash else " (có bản ghi mới sau khi ký)"
        by_manager = f"{name}, ký số trong hệ thống {moment(signed.happened_at)}{stale}"
    return FormHeader(
        values={
            "facility": day.place.organisation.display_name,
            "inspector": joined(list(dict.fromkeys(inspectors)), by=", "),
            "place": joined([day.place.name, day.place.address], by=", "),
        },
        on=day.date,
        printed_at=printed_at,
        day_hash=day_hash,
        signed={"manager": by_manager} if by_manager else {},
    )


def _filled(
    day: PaperDay, layouts: FormSet, form_id: str, *, day_hash: str, printed_at: datetime
) -> FilledForm:
    tracing = Tracing(day.people)
    rows = _ROWS[form_id](day, tracing)
    names = [record.person for record in tracing.records.values()]
    header = form_header(day, day_hash=day_hash, printed_at=printed_at, inspectors=names)
    return FilledForm(layouts.form(form_id), header, rows, list(tracing.records.values()))
