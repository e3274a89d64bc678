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
