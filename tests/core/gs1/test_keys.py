"""Every key: what it reads, what it writes, what it refuses."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nguon.core.gs1 import Gs1Error, keys
from nguon.core.gs1.check_digits import check_pair
from nguon.core.gs1.errors import CheckDigitError, KeyValueError

GMN = "1987654Ad4X4bL5ttr2310c2K"

READ = [
    (keys.Gln, "4012345000054", "/414/4012345000054"),
    (keys.Pgln, "4000001000005", "/417/4000001000005"),
    (keys.Sscc, "340123451111111111", "/00/340123451111111111"),
    (keys.Gsrn, "401234500000067657", "/8018/401234500000067657"),
    (keys.Gsrnp, "401234500000000074", "/8017/401234500000000074"),
    (keys.Gsin, "40123452223334442", "/402/40123452223334442"),
    (keys.Ginc, "0614141xyz47/11", "/401/0614141xyz47%2F11"),
    (keys.Giai, "4012345ABC345", "/8004/4012345ABC345"),
    (keys.Grai, "04012345000221", "/8003/04012345000221"),
    (keys.Grai, "04012345000221334455", "/8003/04012345000221334455"),
    (keys.Gdti, "4012345000092", "/253/4012345000092"),
    (keys.Gdti, "4012345000092PO-4711", "/253/4012345000092PO-4711"),
    (keys.Gcn, "4012345999990", "/255/4012345999990"),
    (keys.Gcn, "401234599999044", "/255/401234599999044"),
    (keys.Cpid, "0614141A#/", "/8010/0614141A%23%2F"),
    (keys.Cpid, "(8010)0614141A(8011)1234", "/8010/0614141A/8011/1234"),
    (keys.Gmn, GMN, f"/8013/{GMN}"),
    (keys.Itip, "040123451111180102", "/8006/040123451111180102"),
    (keys.Sgln, "(414)4012345000054", "/414/4012345000054"),
    (keys.Sgln, "(414)4012345000054(254)A(1)", "/414/4012345000054/254/A%281%29"),
    (keys.Lgtin, "(01)9506000134352(10)LO", "/01/09506000134352/10/LO"),
    (keys.Sgtin, "(01)09506000134352(21)007", "/01/09506000134352/21/007"),
    (keys.Upui, "(01)09506000134352(235)a*b", "/01/09506000134352/235/a%2Ab"),
]


@pytest.mark.parametrize(("key", "text", "path"), READ)
def test_a_key_is_read_and_written(key, text, path):
    read = key.parse(text)
    assert read.as_digital_link() == f"https://id.gs1.org{path}"
    assert read == key.parse(text)
    assert hash(read) == hash(key.parse(text))
    assert key.parse(str(read)) == read
    assert read.issuer_digits[:4].isdigit()
    assert not read.is_vietnamese


@pytest.mark.parametrize(("key", "text", "path"), READ)
def test_a_key_cannot_be_changed(key, text, path):
    read = key.parse(text)
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(read, dataclasses.fields(read)[0].name, "other")


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        (keys.Gln, "401234500005", "digits"),
        (keys.Gln, "4012345000055", "check_digit"),
        (keys.Gln, "401234500005٤", "not_digits"),
        (keys.Pgln, "4000001000006", "check_digit"),
        (keys.Sscc, "34012345111111111", "digits"),
        (keys.Sscc, "٣٤٠١٢٣٤٥١١١١١١١١١١", "not_digits"),
        (keys.Sscc, "340123451111111112", "check_digit"),
        (keys.Gsrn, "401234500000067658", "check_digit"),
        (keys.Gsrnp, "401234500000000075", "check_digit"),
        (keys.Gsin, "40123452223334443", "check_digit"),
        (keys.Ginc, "06", "company_prefix"),
        (keys.Ginc, "xyz061", "company_prefix"),
        (keys.Ginc, "", "length"),
        (keys.Giai, "4012345" + 24 * "A", "length"),
        (keys.Giai, "4012345 A", "characters"),
        (keys.Giai, "4012345ộ", "characters"),
        (keys.Giai, "4012345A\n", "characters"),
        (keys.Grai, "14012345000221", "leading_zero"),
        (keys.Grai, "04012345000222", "check_digit"),
        (keys.Grai, "0401234500022133445566778899001", "length"),
        (keys.Gdti, "4012345000093", "check_digit"),
        (keys.Gdti, "4012345000092" + 18 * "1", "length"),
        (keys.Gcn, "4012345999990A", "not_digits"),
        (keys.Gcn, "4012345999990" + 13 * "1", "not_digits"),
        (keys.Cpid, "0614141a", "characters"),
        (keys.Cpid, "A614141", "company_prefix"),
        (keys.Cpid, "(8010)0614141A(8011)012", "no_leading_zero"),
        (keys.Cpid, "(8010)0614141A(8011)1234567890123", "not_digits"),
        (keys.Gmn, GMN[:-1] + "L", "check_pair"),
        (keys.Gmn, "AB", "length"),
        (keys.Gmn, "A23456" + check_pair("A23456"), "company_prefix"),
        (keys.Itip, "040123451111180302", "piece_of_total"),
        (keys.Itip, "040123451111180002", "piece_of_total"),
        (keys.Itip, "040123451111190102", "check_digit"),
        (keys.Itip, "021123456789000102", "restricted"),
        (keys.Sgln, "4012345000054", "form"),
        (keys.Sgln, "(414)4012345000054(254)", "length"),
        (keys.Lgtin, "(01)9506000134352(21)A", "form"),
        (keys.Lgtin, "(01)9506000134352(10)" + 21 * "A", "length"),
        (keys.Sgtin, "(01)2112345678900(21)A", "restricted"),
        (keys.Upui, "(01)9506000134352(235)" + 29 * "A", "length"),
        (keys.Lot, "", "length"),
        (keys.Lot, "LÔ 7", "characters"),
        (keys.Serial, "A#1", "characters"),
        (keys.ThirdPartySerial, "", "length"),
    ],
    ids=ascii,
)
def test_a_wrong_key_says_what_is_wrong(key, text, code):
    with pytest.raises(KeyValueError) as caught:
        key.parse(text)
    assert caught.value.code == code


def test_a_sentence_says_what_was_expected_and_what_came():
    with pytest.raises(KeyValueError) as caught:
        keys.Sscc.parse("34012345111111111")
    error = caught.value
    assert str(error) == "Not an SSCC: expected 18 ASCII digits, got 17."
    assert error.text("vi") == "Không phải SSCC: cần 18 chữ số ASCII, nhận được 17."
    assert (error.expected, error.got) == ("18 ASCII digits", "17")


def test_a_wrong_check_digit_is_an_error_of_its_own():
    with pytest.raises(CheckDigitError):
        keys.Gln.parse("4012345000055")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (keys.Gln, "8936012345674"),
        (keys.Sscc, "089360123456789016"),
        (keys.Gsrn, "893601234567890120"),
        (keys.Giai, "893601234A"),
        (keys.Grai, "08936012345674"),
        (keys.Lgtin, "(01)8936012345674(10)A"),
    ],
)
def test_keys_with_prefix_893_were_issued_in_vietnam(key, text):
    assert key.parse(text).is_vietnamese


def test_other_keys_were_not():
    assert not keys.Gln.parse("4012345000054").is_vietnamese
    assert not keys.Sscc.parse("893601234567890120").is_vietnamese


def test_parts_of_a_key_with_a_serial():
    assert keys.Grai.parse("04012345000221334455") == keys.Grai("4012345000221", "334455")
    assert keys.Grai.parse("04012345000221") == keys.Grai("4012345000221", None)
    assert keys.Itip.parse("040123451111180102").total == 2


@settings(max_examples=60)
@given(st.sampled_from([getattr(keys, name) for name in keys.__all__]), st.text(max_size=30))
def test_no_text_breaks_a_key(key, text):
    complaint = ""
    try:
        key.parse(text)
    except Gs1Error as error:
        complaint = error.text("vi")
    assert complaint == "" or complaint.startswith("Không phải ")
