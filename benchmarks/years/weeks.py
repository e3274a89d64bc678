"""A template week made ready: its rows cut at the slots, and where each slot's value comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final
from uuid import UUID, uuid5

from years.living import Week
from years.slots import Canonical, Slots, Template, escaped, rows_of

ACTS: Final = [
    "cookingcheck",
    "servingcheck",
    "retainedsample",
    "eatingstart",
    "receivedline",
    "fridgereading",
    "sampledestruction",
    "hold",
    "mealplanning",
]
EVENT_NAMES: Final = [
    "cooking",
    "inspecting",
    "receiving",
    "returning",
    "dispensing",
    "sampling",
    "reading",
    "destroying",
    "holding",
]
OWN_PURPOSES: Final = ("received", "dish", "sample", "box", "lot")
SOURCE_COLUMNS: Final = ("source_address", "source_phone", "source_key", "source_phone_key")
"""Of a received line: what is known of the supplier's name, here as `column=value`."""
ID_LENGTH: Final = 36
NUMBERED: Final = {
    "journal_record": "sequence",
    "kitchen_ingredient": "id",
    "trace_event": "id",
}
"""Rows with a number of their own, in whose order they are written."""


@dataclass
class Ready:
    """`rows` by table; a record's and an event's text and hashes are filled before the rows."""

    week: Week
    slots: Slots
    rows: dict[str, list[Template]] = field(default_factory=dict)
    texts: list[tuple[int, int, Template]] = field(default_factory=list)
    """Slots of text and hash, for records: the hash is of that text."""

    events: list[tuple[int, int, Template, Canonical]] = field(default_factory=list)
    recorded: list[int] = field(default_factory=list)
    """Slots of the times at which events entered the store, in their order."""

    derived: list[tuple[int, int, str]] = field(default_factory=list)
    """Slot of an event's id, slot of its record's, and the name of the event."""

    minted: list[tuple[int, int, int, str, str]] = field(default_factory=list)
    """Slots of identifier, its spoken form and its seed; kind and purpose."""

    fresh: list[int] = field(default_factory=list)
    """Slots of ids that clients draw: records, meals, dishes."""

    nodes: list[tuple[int, str, Template, str]] = field(default_factory=list)
    """Slot of the number, identifier as it was and as it will be, kind of each thing named."""

    numbered: dict[str, list[int]] = field(default_factory=dict)
    """Slots of the numbers of rows, in their order, by table."""

    days: list[tuple[int, date]] = field(default_factory=list)
    sold: list[tuple[int, date, str]] = field(default_factory=list)
    """Lot numbers that a plant printed: day and goods."""

    grown: list[tuple[int, str, str]] = field(default_factory=list)
    """Lots of growers: what the template calls them, and which part of the identity that is."""

    @cached_property
    def own_things(self) -> set[str]:
        """Identifiers of things that no other week names."""
        slots = {uri for uri, *_ in self.minted}
        return {text for (_, text), slot in self.slots.numbers.items() if slot in slots}


def ready(week: Week, *, kept: Iterable[str], grown: Iterable[str], names: Iterable[str]) -> Ready:
    """`kept` are texts that belong to the kitchen or its suppliers, or are the same everywhere;
    `grown` identifies the lots of growers, `names` are texts that look like nothing."""
    made = Ready(week, Slots(names))
    if week.records:
        _read(made)
        _sources(made, kept=set(kept), grown=set(grown))
    return made


def _read(made: Ready) -> None:
    records = list(made.week.records)
    for row in rows_of("journal_record", "id = any(%s) order by sequence", [records]):
        _record(made, row)
    ours = "record_id = any(%s)"
    for act in ACTS:
        _plain(made, f"kitchen_{act}", ours + " order by sequence", records)
    _plain(made, "kitchen_meal", "plan_record_id = any(%s)", records)
    in_meal = "meal_id in (select id from kitchen_meal where plan_record_id = any(%s))"
    _plain(made, "kitchen_dish", in_meal, records)
    _plain(made, "kitchen_ingredient", "check_made_id = any(%s) order by id", records)
    events = rows_of("trace_event", ours + " order by id", [records])
    for row in events:
        _event(made, row)
    numbers = [int(row["id"] or 0) for row in events]
    _plain(made, "trace_event_link", "event_id = any(%s) order by event_id, position", numbers)
    _plain(made, "trace_edge", "event = any(%s) order by event, src, dst", numbers)
    linked = "select node_id from trace_event_link where event_id = any(%s)"
    for row in rows_of("trace_node", f"id in ({linked}) order by id", [numbers]):
        number = made.slots.of("node", int(row["id"] or 0))
        uri = row["uri"] or ""
        made.nodes.append((number, uri, Template(made.slots.cut(uri)), row["kind"] or ""))
    _plain(made, "trace_lot", f"node_id in ({linked}) order by node_id", numbers)


NODE_COLUMNS: Final = {
    "trace_event_link": ("node_id",),
    "trace_edge": ("src", "dst"),
    "trace_lot": ("node_id",),
}
EVENT_COLUMNS: Final = {"trace_event_link": ("event_id",), "trace_edge": ("event",)}


def _plain(made: Ready, table: str, where: str, wanted: list[Any]) -> None:
    for row in rows_of(table, where, [wanted]):
        made.rows.setdefault(table, []).append(_template(made, table, row))


def _template(made: Ready, table: str, row: Mapping[str, str | None]) -> Template:
    parts: list[str | int] = []
    for name, value in row.items():
        parts += ["\t", *_cell(made, table, name, value)]
    return Template([*parts[1:], "\n"])


def _cell(made: Ready, table: str, name: str, value: str | None) -> list[str | int]:
    slots = made.slots
    if value is None:
        return ["\\N"]
    if table in NUMBERED and name == NUMBERED[table]:
        slot = slots.of(table, int(value))
        made.numbered.setdefault(table, []).append(slot)
        return [slot]
    if table.startswith("kitchen_") and name == "sequence":
        return [slots.of("journal_record", int(value))]
    if name in NODE_COLUMNS.get(table, ()):
        number = int(value)
        if number < 0:
            return ["-", slots.of("trace_event", -number)]
        return [slots.of("node", number)]
    if name in EVENT_COLUMNS.get(table, ()):
        return [slots.of("trace_event", int(value))]
    if name == "supplier_name_id":
        return [slots.of("text", value)]
    if name in SOURCE_COLUMNS:
        return [slots.of("text", f"{name}={value}")]
    return slots.cut(escaped(value))


def _record(made: Ready, row: dict[str, str | None]) -> None:
    raw = row["raw"] or ""
    text, made_of = made.slots.of("raw", row["id"]), made.slots.of("sha256", row["id"])
    made.texts.append((text, made_of, Template(made.slots.cut(raw))))
    parts: list[str | int] = []
    for name, value in row.items():
        cell: list[str | int] = {"raw": [text], "sha256": [made_of]}.get(name) or _cell(
            made, "journal_record", name, value
        )
        parts += ["\t", *cell]
    made.rows.setdefault("journal_record", []).append(Template([*parts[1:], "\n"]))


def _event(made: Ready, row: dict[str, str | None]) -> None:
    from nguon.core.epcis import read_event  # noqa: PLC0415
    from nguon.core.epcis.canonical import canonical_content  # noqa: PLC0415
    from nguon.core.epcis.json_text import read_json  # noqa: PLC0415

    raw = row["raw"] or ""
    text, digest = made.slots.of("raw", row["id"]), made.slots.of("hash", row["id"])
    canonical = canonical_content(read_event(read_json(raw.encode()))).decode()
    made.events.append(
        (text, digest, Template(made.slots.cut(raw)), Canonical(made.slots, canonical))
    )
    parts: list[str | int] = []
    for name, value in row.items():
        own: dict[str, list[str | int]] = {
            "raw": [text],
            "content_hash": ["\\\\x", digest],
            "record_time": [made.slots.of("recorded", row["id"])],
        }
        cell = own.get(name) or _cell(made, "trace_event", name, value)
        parts += ["\t", *cell]
    made.recorded.append(made.slots.of("recorded", row["id"]))
    made.rows.setdefault("trace_event", []).append(Template([*parts[1:], "\n"]))


def _sources(made: Ready, *, kept: set[str], grown: set[str]) -> None:
    """Where the value of each slot of text comes from; what nobody knows is an error."""
    texts = {key: slot for (kind, key), slot in made.slots.numbers.items() if kind == "text"}
    left = {text: slot for text, slot in texts.items() if text not in kept}
    records = [str(one) for one in made.week.records]
    events = {str(uuid5(UUID(one), name)): (one, name) for one in records for name in EVENT_NAMES}
    for text in [one for one in left if one in events]:
        record, name = events[text]
        made.derived.append((left.pop(text), texts[record], name))
    ids = [one for one in left if len(one) == ID_LENGTH and one.count("-") == 4]
    made.fresh = [left.pop(one) for one in ids]
    for text in _minted(made, ids, texts):
        left.pop(text, None)
    for text in [one for one in left if one in grown]:
        made.grown.append((left.pop(text), text, "uri" if "/" in text else "code"))
    for text in list(left):
        if text[4:5] == "-":
            made.days.append((left.pop(text), date.fromisoformat(text)))
        elif text[6:] in ("LON", "GA"):
            day = datetime.strptime(text[:6], "%y%m%d").date()  # noqa: DTZ007 a day, no instant
            made.sold.append((left.pop(text), day, text[6:]))
    if left:
        raise SystemExit(f"nobody knows what these are in a copy: {sorted(left)}")


def _minted(made: Ready, seeds: Iterable[str], texts: Mapping[str, int]) -> set[str]:
    from nguon.food.kitchen.rules.lots import own_class, own_object  # noqa: PLC0415

    known = set()
    for seed in seeds:
        for purpose in OWN_PURPOSES:
            for kind, mint in (("class", own_class), ("obj", own_object)):
                own = mint(UUID(seed), purpose)
                if own.uri in texts or own.code in texts:
                    uri, spoken = (made.slots.of("text", one) for one in (own.uri, own.code))
                    made.minted.append((uri, spoken, texts[seed], kind, purpose))
                    known |= {own.uri, own.code}
    return known
