"""A supplier's code is used when it names one lot for all the world; otherwise we mint one."""

from uuid import UUID

import pytest

from nguon.food.kitchen.rules.lots import lot_of_delivery, own_class

ROOT = UUID("018f6d3e-0000-7000-8000-000000000001")
GTIN = "09524000059109"
OURS = own_class(ROOT, "received").uri
THEIRS = "https://id.gs1.org/01/09524000059109/10/A12"


@pytest.mark.parametrize(
    ("code", "gtin", "uri"),
    [
        pytest.param("", "", OURS, id="no code at all"),
        pytest.param(THEIRS, "", THEIRS, id="a Digital Link with a lot"),
        pytest.param(
            "https://htx.vn/01/09524000059109/10/A12?17=261130", "", THEIRS, id="on their own host"
        ),
        pytest.param("(01)09524000059109(10)A12", "", THEIRS, id="the text under a barcode"),
        pytest.param("urn:epc:class:lgtin:9524000.005910.A12", "", THEIRS, id="an EPC URN"),
        pytest.param("A12", GTIN, THEIRS, id="a bare lot number with a known GTIN"),
        pytest.param("A12", "", OURS, id="a bare lot number means nothing outside"),
        pytest.param("https://id.gs1.org/01/09524000059109", "", OURS, id="a GTIN is not a lot"),
        pytest.param("https://id.gs1.org/01/09524000059108/10/A", "", OURS, id="a wrong GTIN"),
        pytest.param("lô ngày 20/11", GTIN, OURS, id="words are no lot number"),
        pytest.param(
            "https://id.gs1.org/00/395240000000000010",
            "",
            "https://id.gs1.org/00/395240000000000010",
            id="a box with an SSCC",
        ),
    ],
)
def test_which_lot_a_delivery_belongs_to(code: str, gtin: str, uri: str) -> None:
    lot = lot_of_delivery(ROOT, lot_code=code, gtin=gtin)
    assert (lot.uri, lot.is_suppliers) == (uri, uri != OURS)


def test_a_lot_of_ours_is_the_same_at_every_replay() -> None:
    assert own_class(ROOT, "received") == own_class(ROOT, "received")


def test_the_dish_and_the_goods_of_one_id_are_different_lots() -> None:
    assert own_class(ROOT, "received").uri != own_class(ROOT, "dish").uri
