import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from nguon.core.haccp import (
    HaccpError,
    documents_in_force,
    limits_in_force,
    packaged_rule_book,
    read_rule_book,
    rules_in_force,
)

BOOK = """{
  "documents": [
    {"id": "old", "number": "1/2020", "issued": "2020-01-01", "effective_from": "2020-01-01",
     "superseded_by": "new", "vi": "cũ", "en": "old", "source": "test"},
    {"id": "new", "number": "2/2027", "issued": "2027-01-01", "effective_from": "2027-06-01",
     "effective_to": "2027-12-31", "vi": "mới", "en": "new", "source": "test"}
  ],
  "rules": [
    {"id": "keep-24", "kind": "legal", "document": "old", "effective_from": "2020-01-01",
     "values": {"sample_keep_h": "24"}, "vi": "24", "en": "24", "source": "test"},
    {"id": "keep-48", "kind": "legal", "document": "new", "effective_from": "2027-06-01",
     "values": {"sample_keep_h": "48"}, "vi": "48", "en": "48", "source": "test"},
    {"id": "ours", "kind": "practice", "document": null, "effective_from": "2020-01-01",
     "superseded_by": "ours-2", "values": {}, "vi": "", "en": "", "source": "test"},
    {"id": "ours-2", "kind": "practice", "document": null, "effective_from": "2026-01-01",
     "values": {}, "vi": "", "en": "", "source": "test"}
  ]
}"""


@pytest.mark.parametrize(
    ("on", "applies"),
    [
        (date(2018, 2, 1), set()),
        (date(2018, 2, 2), {"nd-15-2018"}),
        (date(2026, 1, 25), {"nd-15-2018"}),
        (date(2026, 1, 26), {"nd-46-2026"}),
        (date(2026, 2, 3), {"nd-46-2026"}),
        (date(2026, 2, 4), {"nd-15-2018"}),
        (date(2026, 4, 10), {"nd-15-2018"}),
        (date(2026, 4, 16), {"nd-15-2018"}),
        (date(2026, 11, 21), {"nd-15-2018"}),
    ],
)
def test_a_suspended_decree_gives_its_place_back(on: date, applies: set[str]) -> None:
    decrees = {"nd-15-2018", "nd-46-2026"}
    assert {d.id for d in documents_in_force(on)} & decrees == applies


@pytest.mark.parametrize(
    ("on", "rules"),
    [
        (date(2019, 12, 31), []),
        (date(2020, 1, 1), ["keep-24", "ours"]),
        (date(2026, 1, 1), ["keep-24", "ours-2"]),
        (date(2027, 6, 1), ["keep-48", "ours-2"]),
        (date(2028, 1, 1), ["keep-24", "ours-2"]),
    ],
)
def test_rules_come_and_go_with_their_documents(on: date, rules: list[str]) -> None:
    assert [rule.id for rule in rules_in_force(on, read_rule_book(BOOK))] == rules


def test_the_rules_of_qd_1246_are_legal_and_the_rest_is_practice() -> None:
    kinds = {rule.id: rule.kind for rule in rules_in_force(date(2026, 11, 21))}
    assert {name for name, kind in kinds.items() if kind == "legal"} == {
        "R0-who",
        "R1-amount",
        "R2-fridge",
        "R2-keep",
        "R9-destroy",
    }
    assert kinds["R2-keep-longer"] == "practice"


def test_limits_of_today_are_those_of_the_decision() -> None:
    limits = limits_in_force(date(2026, 11, 21))
    assert limits.sample_portions == 30
    assert (limits.sample_solid_g, limits.sample_liquid_ml) == (Decimal(100), Decimal(150))
    assert (limits.sample_keep, limits.sample_keep_default) == (
        timedelta(hours=24),
        timedelta(hours=72),
    )
    assert (limits.sample_fridge.lowest, limits.sample_fridge.highest) == (Decimal(2), Decimal(8))
    assert limits.cooked_to_eaten == timedelta(hours=4)


@pytest.mark.parametrize("on", [date(2017, 3, 30), date(2000, 1, 1)])
def test_a_day_before_the_decision_has_no_limits(on: date) -> None:
    with pytest.raises(HaccpError) as refused:
        limits_in_force(on)
    assert refused.value.reason.code == "no_limit"


def test_every_name_in_the_packaged_book_exists() -> None:
    book = packaged_rule_book()
    named = {rule.document for rule in book.rules.values()} - {None}
    named |= {s.by for d in book.documents.values() for s in d.suspended_by}
    named |= {d.superseded_by for d in book.documents.values()} - {None}
    assert named <= set(book.documents)
    assert {r.superseded_by for r in book.rules.values()} - {None} <= set(book.rules)


def test_every_entry_says_its_text_in_both_languages_and_its_source() -> None:
    book = packaged_rule_book()
    for rule in book.rules.values():
        assert all([rule.text_vi, rule.text_en, rule.source])
    for document in book.documents.values():
        assert all([document.title_vi, document.title_en, document.source])
        assert re.match(r"[A-ZĐ]", document.number)
