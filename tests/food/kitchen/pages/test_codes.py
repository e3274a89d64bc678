"""Sheets of codes on pages and on paper, and where a scanned code leads."""

import subprocess
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
import zxingcpp
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image

from nguon.base.paper.code_sheet import A_SHEET
from nguon.core.gs1 import OwnIdentifier, mint_own_identifier
from nguon.core.gs1.own_identifier import ALPHABET, check_character
from nguon.food.kitchen.choices import CodePurpose
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.management.demo.kitchen_day import KitchenDay
from nguon.food.kitchen.models import CodeSheet, Fridge, IssuedCode
from nguon.food.kitchen.rules.lots import own_place
from tests.food.kitchen.incidents import destroy, lived, receive_labelled, take_sample
from tests.food.kitchen.operations.test_codes import sheet
from tests.food.kitchen.pages.conftest import Browser, at, fill, text_of
from tests.food.kitchen.pages.test_samples import boxed, the_box, url_of

HOST = settings.NGUON_IDENTIFIER_HOST


def read_back(pdf: bytes, folder: Path) -> list[str]:
    """Every code on every page, as a phone's camera reads it."""
    kept = folder / "sheet.pdf"
    kept.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "150", "-gray", kept, folder / "page"], check=True)
    pages = sorted(folder.glob("page*"))
    qr = zxingcpp.BarcodeFormat.QRCode  # words and rules may look like a bar code as well
    return [one.text for page in pages for one in zxingcpp.read_barcodes(Image.open(page), qr)]


def test_a_manager_makes_a_sheet_and_prints_it(
    today: KitchenDay, manager: Client, tmp_path: Path
) -> None:
    fill(manager, at("codes", today), purpose="box", count="36")
    made = CodeSheet.objects.get()
    pdf = manager.get(at("code_sheet", today, made.pk))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    printed = read_back(pdf.content, tmp_path)
    assert sorted(printed) == sorted(code.uri.upper() for code in made.codes.all())
    assert len(printed) == A_SHEET
    page = text_of(manager.get(at("codes", today)))
    assert at("code_sheet", today, made.pk) in page
    assert "1–36" in page


def test_the_codes_of_the_fridges_are_printed_with_their_names(
    today: KitchenDay, manager: Client, tmp_path: Path
) -> None:
    pdf = manager.get(at("fridge_codes", today))
    expected = {
        own_place(fridge.pk, "fridge").uri.upper()
        for fridge in Fridge.objects.filter(place=today.kitchen.place)
    }
    assert set(read_back(pdf.content, tmp_path)) == expected


def test_the_codes_of_the_people_are_those_that_the_phone_works_out(
    cast: Cast, today: KitchenDay, manager: Client, tmp_path: Path
) -> None:
    """As `personCode` of pwa/src/core/codes.ts: the last 14 hex digits, less six bits."""
    pdf = manager.get(at("person_codes", today))
    expected = set()
    for person in cast.pilot.people.values():
        bits = int(person.pk.hex[-14:], 16) >> 6
        body = "".join(ALPHABET[bits >> 5 * place & 31] for place in reversed(range(10)))
        expected.add(f"HTTPS://{HOST}/OBJ/{body}{check_character(body)}".upper())
    assert set(read_back(pdf.content, tmp_path)) == expected


def test_nothing_is_chosen_beforehand(today: KitchenDay, manager: Client) -> None:
    response = manager.post(at("codes", today), {"sheet_id": str(UUID(int=7))})
    assert response.status_code == 200
    assert CodeSheet.objects.count() == 0


@pytest.mark.parametrize("name", ["codes", "fridge_codes", "person_codes"])
def test_cooks_make_no_sheets(today: KitchenDay, cook: Client, name: str) -> None:
    assert cook.get(at(name, today)).status_code == 403


def test_the_sheet_of_another_kitchen_is_not_there(
    cast: Cast, today: KitchenDay, sign_in: Browser
) -> None:
    sheet(cast)
    other = cast.kitchens[1]
    client = sign_in(other.people["manager"])
    url = f"/bep/{other.place.pk}/cai-dat/ma/{CodeSheet.objects.get().pk}.pdf"
    assert client.get(url).status_code == 404


def test_the_command_prints_all_four(cast: Cast, tmp_path: Path) -> None:
    call_command(
        "codes",
        "hoa ban",
        by="hoaban.manager",
        boxes=3,
        lots=2,
        fridges=True,
        people=True,
        to=tmp_path / "ma",
        stdout=StringIO(),
    )
    files = sorted(path.name for path in (tmp_path / "ma").iterdir())
    assert files == ["ma-box-1-3.pdf", "ma-lot-1-2.pdf", "ma-nguoi.pdf", "ma-tu.pdf"]
    pdf = (tmp_path / "ma" / "ma-lot-1-2.pdf").read_bytes()
    lots = IssuedCode.objects.filter(sheet__purpose=CodePurpose.LOT)
    assert set(read_back(pdf, tmp_path)) == {code.uri.upper() for code in lots}


@pytest.mark.parametrize(
    "wrong",
    [{"by": "nobody", "boxes": 1}, {"by": "hoaban.manager"}, {"by": "hoaban.cook1", "lots": 1}],
)
def test_the_command_says_what_is_missing(
    cast: Cast, tmp_path: Path, wrong: dict[str, object]
) -> None:
    with pytest.raises(CommandError):
        call_command("codes", "hoa ban", to=tmp_path, **wrong)


def scan(client: Client, uri: str) -> str:
    """As a camera opens it: the printed capitals, on this host."""
    own = OwnIdentifier.parse(uri)
    response = client.get(f"/{own.kind.upper()}/{own.code}")
    return str(response["Location"]) if response.status_code == 302 else text_of(response)


def test_a_scanned_box_opens_the_sample_in_it(cast: Cast, today: KitchenDay, cook: Client) -> None:
    box = sheet(cast)[0]
    assert "chưa có gì" in scan(cook, box)
    earlier = lived(cast, 4, dishes=1)
    sample = take_sample(earlier, 0, box=box, key="boxed")
    assert scan(cook, box) == at("sample", today, sample.record_id)
    destroy(today, sample, today.at(16, 0))
    assert "chưa có gì" in scan(cook, box)
    second = take_sample(today, 1, box=box)
    assert scan(cook, box) == at("sample", today, second.record_id)


def test_a_scanned_label_opens_the_goods(cast: Cast, today: KitchenDay, cook: Client) -> None:
    label = sheet(cast, CodePurpose.LOT)[0]
    line = receive_labelled(today, "cai", label)
    assert scan(cook, label) == at("record", today, line.record_id)


def test_a_scanned_fridge_opens_its_reading(today: KitchenDay, cook: Client) -> None:
    fridge = Fridge.objects.filter(place=today.kitchen.place)[0]
    uri = own_place(fridge.pk, "fridge").uri
    assert scan(cook, uri) == at("reading", today, fridge.pk)


def test_another_kitchen_learns_nothing_from_a_box(
    cast: Cast, today: KitchenDay, sign_in: Browser
) -> None:
    box = sheet(cast)[0]
    sample = take_sample(today, 0, box=box)
    client = sign_in(cast.kitchens[1].people["manager"])
    place = str(today.kitchen.place.pk)
    for uri in (box, sample.box_uri, sheet(cast)[0]):
        url = scan(client, uri)
        assert place not in url
        assert client.get(url).status_code == 404


def test_the_samples_own_code_leads_to_the_trace_for_those_who_may(
    cast: Cast, today: KitchenDay, manager: Client, cook: Client
) -> None:
    sample = take_sample(today, 0)
    assert scan(manager, sample.box_uri).startswith("/truy-vet/")
    assert scan(cook, sample.box_uri) == at("sample", today, sample.record_id)


def test_a_misread_code_is_told_apart(manager: Client) -> None:
    response = manager.get("/obj/ABCDEFGHJKM")
    assert response.status_code == 404
    assert "có ký tự đọc nhầm" in text_of(response)


def test_the_codes_stand_on_the_shelf_the_sample_and_the_record(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    box, label = sheet(cast)[0], sheet(cast, CodePurpose.LOT)[0]
    line = receive_labelled(today, "cai", label)
    sample = take_sample(today, 0, box=box)
    said = OwnIdentifier.parse(box).spoken
    for name, args in (
        ("shelf", ()),
        ("sample", (sample.record_id,)),
        ("record", (sample.record_id,)),
    ):
        assert said in text_of(officer.get(at(name, today, *args)))
    assert OwnIdentifier.parse(label).spoken in text_of(
        officer.get(at("record", today, line.record_id))
    )
    assert OwnIdentifier.parse(label).spoken in text_of(officer.get(at("today", today)))


def test_a_code_on_two_samples_is_red_on_the_day(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    box = sheet(cast)[0]
    for number in (0, 1):
        take_sample(today, number, box=box)
    page = text_of(officer.get(at("today", today)))
    said = OwnIdentifier.parse(box).spoken
    one, other = today.menu[:2]
    assert f"Mã {said} đang dùng cho hai thứ cùng lúc: {one.name} và {other.name}" in page


def test_a_code_of_nobodys_sheet_is_flagged(today: KitchenDay, officer: Client) -> None:
    own = mint_own_identifier("obj", b"neighbour", host=HOST)
    take_sample(today, 0, box=own.code)
    page = text_of(officer.get(at("today", today)))
    assert f"Mã {own.spoken} trên {today.menu[0].name} không phải mã in cho bếp này" in page


def test_a_box_of_the_kitchens_own_sheet_raises_nothing(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    take_sample(today, 0, box=sheet(cast)[0])
    page = text_of(officer.get(at("today", today)))
    assert "hai thứ cùng lúc" not in page
    assert "không phải mã in" not in page


def test_a_code_is_typed_on_the_forms_and_stays_when_the_record_is_corrected(
    cast: Cast, today: KitchenDay, officer: Client
) -> None:
    box = OwnIdentifier.parse(sheet(cast)[0])
    fill(officer, url_of(today), **boxed(today), box=box.spoken.lower())
    assert the_box(today).container_uri == box.uri
    corrected = at("correction", today, the_box(today).record_id)
    opened = text_of(officer.get(corrected))
    assert box.spoken.lower() in opened
    wrong = fill(officer, url_of(today), **boxed(today), box=box.code[:-1] + "U")
    assert wrong.status_code == 422
    assert "Đây không phải mã trên tem" in text_of(wrong)
