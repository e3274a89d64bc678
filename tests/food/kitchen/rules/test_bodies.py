"""What each kind of record must say, and how it is told that it did not."""

import json
from typing import Any
from uuid import uuid4

import pytest

from nguon.base.errors import InputInvalid
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.rules.bodies import Body, read_body
from nguon.food.kitchen.rules.envelope import read_envelope

ID = str(uuid4())
AT = "2026-11-23T06:00:00+07:00"
LATER = "2026-11-23T09:00:00+07:00"

BODIES: dict[str, dict[str, Any]] = {
    "meal_plan": {
        "meal_id": ID,
        "date": "2026-11-23",
        "meal": "lunch",
        "eating_at": LATER,
        "portions": 910,
        "dishes": [{"dish_id": ID, "name": "Cơm trắng", "matter": "solid"}],
    },
    "delivery_line": {
        "received_at": AT,
        "group": "fresh_frozen",
        "product_name": "Rau cải",
        "amount": "12.5",
        "uom": "KGM",
        "source": {"name": "Bà Pánh"},
        "sensory": "pass",
        "quick_test": "not_done",
        "decision": "accepted",
    },
    "dish_cooked": {
        "dish_id": ID,
        "portions": 910,
        "prep_done_at": AT,
        "cook_done_at": LATER,
        "people": "pass",
        "tools": "pass",
        "area": "pass",
        "sensory": "pass",
        "lots": [{"line_id": ID, "amount": "54.5", "uom": "KGM"}],
    },
    "dish_checked": {
        "dish_id": ID,
        "portions": 910,
        "portioned_at": AT,
        "utensils": "pass",
        "sensory": "pass",
        "decision": "serve",
    },
    "eating_started": {"meal_id": ID, "started_at": AT},
    "sample_taken": {
        "dish_id": ID,
        "amount": "120",
        "uom": "GRM",
        "container": "Hộp inox",
        "sealed": True,
        "taken_at": AT,
    },
    "sample_destroyed": {"sample_id": ID, "destroyed_at": AT, "condition": "Nguyên niêm phong"},
    "fridge_reading": {"fridge_id": ID, "celsius": "4.2", "read_at": AT},
    "hold": {"held_at": AT, "kind": "suspicion", "cause": "3 em đau bụng", "meal_ids": [ID]},
    "hold_released": {"hold_id": ID, "released_at": AT, "finding": "Không phải do bữa ăn"},
    "day_countersigned": {"date": "2026-11-23", "signed_at": AT, "day_hash": "ab" * 32},
    "withdrawn": {},
}


def read(kind: str, body: dict[str, Any]) -> Body:
    envelope: dict[str, Any] = {
        "id": ID,
        "type": kind,
        "schema_v": 1,
        "kitchen": ID,
        "actor": ID,
        "claimed_at": AT,
        "body": body,
    }
    if kind == "withdrawn":
        envelope |= {"supersedes": ID, "reason": "ghi nhầm"}
    return read_body(read_envelope(json.dumps(envelope).encode()))


def faults(kind: str, changes: dict[str, Any]) -> list[str]:
    body = {name: value for name, value in (BODIES[kind] | changes).items() if value != "—"}
    with pytest.raises(InputInvalid) as caught:
        read(kind, body)
    return [error.path for error in caught.value.errors]


def test_every_kind_has_an_example_here() -> None:
    assert set(BODIES) == set(RecordKind.values)


@pytest.mark.parametrize("kind", BODIES)
def test_a_whole_body_is_read(kind: str) -> None:
    assert read(kind, BODIES[kind]) == read(kind, BODIES[kind])


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (kind, name)
        for kind, body in BODIES.items()
        for name in body
        if name not in ("dishes", "lots", "meal_ids")
    ],
)
def test_nothing_that_somebody_must_say_is_filled_in(kind: str, name: str) -> None:
    assert faults(kind, {name: "—"}) == [f"body.{name}"]


@pytest.mark.parametrize(
    ("kind", "changes", "paths"),
    [
        pytest.param(
            "delivery_line", {"amount": "-3"}, ["body.amount"], id="less than nothing came"
        ),
        pytest.param("delivery_line", {"amount": "NaN"}, ["body.amount"], id="not a number"),
        pytest.param("delivery_line", {"amount": "1e400"}, ["body.amount"], id="beyond measure"),
        pytest.param("delivery_line", {"amount": "0.0001"}, ["body.amount"], id="finer than grams"),
        pytest.param("delivery_line", {"uom": "TNE"}, ["body.uom"], id="no unit of kitchens"),
        pytest.param(
            "delivery_line", {"source": {}}, ["body.source.name"], id="a source without a name"
        ),
        pytest.param(
            "delivery_line",
            {"decision": "rejected"},
            ["body.rejection_reason"],
            id="rejected without saying why",
        ),
        pytest.param(
            "delivery_line",
            {"decision": "partly", "rejection_reason": "héo", "returned_amount": "12.5"},
            ["body.returned_amount"],
            id="partly returned, but all of it",
        ),
        pytest.param(
            "delivery_line", {"sensory": "fail"}, ["body.note"], id="failed, accepted, no handling"
        ),
        pytest.param(
            "dish_cooked",
            {"cook_done_at": "2026-11-23T05:00:00+07:00"},
            ["body.cook_done_at"],
            id="cooked before it was prepared",
        ),
        pytest.param("dish_cooked", {"people": "fail"}, ["body.note"], id="a failure is handled"),
        pytest.param(
            "dish_cooked", {"core_celsius": "750"}, ["body.core_celsius"], id="hotter than steam"
        ),
        pytest.param(
            "dish_cooked",
            {"lots": [{"line_id": ID, "amount": "3"}]},
            ["body.lots[0].uom"],
            id="three of what",
        ),
        pytest.param(
            "dish_checked",
            {"sensory": "fail", "note": "mùi lạ"},
            ["body.decision"],
            id="a dish that smells is not served",
        ),
        pytest.param("dish_checked", {"decision": "stop"}, ["body.note"], id="stopped, but why"),
        pytest.param("sample_taken", {"uom": "KGM"}, ["body.uom"], id="samples in grams"),
        pytest.param("sample_taken", {"sealed": "yes"}, ["body.sealed"], id="yes is not true"),
        pytest.param("hold", {"meal_ids": []}, ["body.sample_ids"], id="a hold of nothing"),
        pytest.param("hold", {"sample_ids": ["x"]}, ["body.sample_ids"], id="not a sample id"),
        pytest.param("meal_plan", {"portions": "910"}, ["body.portions"], id="a number in quotes"),
        pytest.param(
            "meal_plan",
            {"dishes": [{"dish_id": ID, "name": " ", "matter": "gas"}]},
            ["body.dishes[0].name", "body.dishes[0].matter"],
            id="two faults in a dish",
        ),
        pytest.param("fridge_reading", {"celsius": "4.25"}, ["body.celsius"], id="too fine"),
    ],
)
def test_what_cannot_be_is_named(kind: str, changes: dict[str, Any], paths: list[str]) -> None:
    assert faults(kind, changes) == paths


def test_rejected_goods_go_back_whole() -> None:
    body = BODIES["delivery_line"] | {"decision": "rejected", "rejection_reason": "nhớt"}
    line = read("delivery_line", body)
    assert str(getattr(line, "returned_amount", None)) == "12.5"


def test_a_short_sample_is_recorded_as_it_is() -> None:
    taken = read("sample_taken", BODIES["sample_taken"] | {"amount": "80"})
    assert str(getattr(taken, "amount", None)) == "80"
