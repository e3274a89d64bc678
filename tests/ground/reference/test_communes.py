"""The 45 units of Điện Biên: by code, with its leading zero."""

import unicodedata

import pytest
from django.db import IntegrityError, transaction

from nguon.ground.reference.models import Commune
from nguon.ground.reference.queries import communes_matching

pytestmark = pytest.mark.django_db


def test_there_are_three_wards_and_forty_two_communes():
    assert Commune.objects.count() == 45
    wards = [(c.code, str(c)) for c in Commune.objects.filter(kind="phường")]
    assert wards == [
        ("03127", "Phường Điện Biên Phủ"),
        ("03151", "Phường Mường Lay"),
        ("03334", "Phường Mường Thanh"),
    ]
    assert Commune.objects.filter(kind="xã").count() == 42


def test_names_are_unique_and_in_composed_unicode():
    names = list(Commune.objects.values_list("name", flat=True))
    assert len(set(names)) == 45
    assert [name for name in names if name != unicodedata.normalize("NFC", name)] == []


def test_pu_nhung_is_not_pu_nhi():
    assert Commune.objects.get(code="03260").name == "Pú Nhung"
    assert Commune.objects.get(code="03370").name == "Pu Nhi"


FOUND = [
    ("pú nhung", ["03260"]),
    ("Pu Nhi", ["03370"]),
    ("pu", ["03260", "03370"]),
    ("dien bien phu", ["03127"]),
    ("xã pú nhung", ["03260"]),
    ("03160", ["03160"]),
    ("3160", []),
    ("03", []),
    ("ường", []),
]


@pytest.mark.parametrize(("text", "codes"), FOUND)
def test_a_commune_is_found_by_code_or_the_start_of_a_word(text, codes):
    assert [commune.code for commune in communes_matching(text)] == codes


def test_without_a_text_all_are_offered():
    assert len(communes_matching("  ")) == 45


@pytest.mark.parametrize("code", ["3127", "0312A", "٠٣١٢٧", ""])
def test_a_code_is_five_digits_in_the_table_too(code):
    with pytest.raises(IntegrityError), transaction.atomic():
        Commune.objects.create(code=code, name="x", kind="xã")


def test_every_commune_has_one_tile_of_a_map_of_eight_by_nine():
    tiles = list(Commune.objects.values_list("tile_column", "tile_row"))
    assert len(set(tiles)) == len(tiles) == 45
    assert all(0 <= column < 8 and 0 <= row < 9 for column, row in tiles)


ON_THE_MAP = [
    ("Sín Thầu", "Mường Nhé", "lies west of"),
    ("Mường Lay", "Điện Biên Phủ", "lies north of"),
    ("Mường Nhà", "Điện Biên Phủ", "lies south of"),
    ("Tuần Giáo", "Mường Ảng", "lies east of"),
]


@pytest.mark.parametrize(("one", "other", "how"), ON_THE_MAP)
def test_the_map_keeps_the_directions_of_the_province(one, other, how):
    column, row = Commune.objects.values_list("tile_column", "tile_row").get(name=one)
    column_2, row_2 = Commune.objects.values_list("tile_column", "tile_row").get(name=other)
    assert {
        "lies west of": column < column_2,
        "lies east of": column > column_2,
        "lies north of": row < row_2,
        "lies south of": row > row_2,
    }[how]


def test_two_communes_never_share_a_tile():
    taken = Commune.objects.get(code="03127")
    with pytest.raises(IntegrityError), transaction.atomic():
        Commune.objects.create(
            code="03999",
            name="x",
            kind="xã",
            tile_column=taken.tile_column,
            tile_row=taken.tile_row,
        )
