"""Which of the things are samples: what a sampling put into a box."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from nguon.food.oversight.queries.handlings import instant
from nguon.food.oversight.queries.uses import Use
from nguon.food.trace.queries.trace_graph import Row


@dataclass(frozen=True, slots=True)
class Sampled:
    """`dish` is what was taken from, if the graph says so."""

    dish: int | None
    tenant: str
    place: str | None
    taken_at: datetime
    is_sealed: bool | None


def sampled_among(
    rows: Iterable[Row], uses: Mapping[int, Use], *, walked: Collection[int]
) -> dict[int, Sampled]:
    """By the box. A sampling that the walk did not enter is not the asker's to see."""
    taken = {event for event, use in uses.items() if use.biz_step == "sampling"}
    if not taken:
        return {}
    dishes, boxes = {}, []
    for src, dst, event in rows:
        if event in taken and src > 0 > dst:
            dishes[dst] = src
        elif event in taken and src < 0 < dst and src in walked and dst in walked:
            boxes.append((dst, src, uses[event]))
    return {
        box: Sampled(
            dish=dishes.get(process),
            tenant=use.tenant,
            place=use.place,
            taken_at=instant(use.micros),
            is_sealed={"true": True, "false": False}.get(use.sealed or ""),
        )
        for box, process, use in sorted(boxes, key=lambda one: one[2].micros)
    }
