"""The dossier as files of the web, and by command: types, names, refusals, nothing cached."""

import io
import json
import re
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.oversight.models import IncidentAct
from nguon.ground.people.models import Person
from tests.food.oversight.dossiers import Lunch, lunch, photographed, text_of
from tests.food.oversight.test_board_page import client_of
from tests.remembered import remembered

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonld": "application/ld+json",
    "zip": "application/zip",
}


@pytest.fixture
def noon(cast: Cast) -> Lunch:
    return remembered(("dossier", cast.pilot.key), lambda: lunch(cast))


def asked(noon: Lunch, person: Person, ending: str = "pdf") -> HttpResponse:
    return client_of(person).get(f"/su-co/{noon.incident}/ho-so.{ending}")  # type: ignore[return-value]


@pytest.mark.parametrize("ending", list(TYPES))
def test_every_file_comes_with_its_type_and_name_and_is_kept_by_nobody(
    noon: Lunch, ending: str
) -> None:
    reply = asked(noon, noon.cast.people["inspector"], ending)
    where = "inline" if ending == "pdf" else "attachment"
    code = noon.incident.hex[-8:].upper()
    assert (reply.status_code, reply["Content-Type"]) == (200, TYPES[ending])
    assert reply["Content-Disposition"] == f'{where}; filename="ho-so-{code}.{ending}"'
    assert reply["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("who", "status"),
    [("parent", 404), ("supplier", 404), ("outsider", 404), ("province", 200)],
)
def test_who_may_open_it(noon: Lunch, who: str, status: int) -> None:
    assert asked(noon, noon.cast.people[who]).status_code == status


@pytest.mark.parametrize(
    ("role", "shown"),
    [("manager", ["pdf", "zip"]), ("health_officer", ["pdf"]), ("cook_1", [])],
)
def test_the_incident_offers_only_what_may_be_taken(
    noon: Lunch, role: str, shown: list[str]
) -> None:
    page = client_of(noon.cast.pilot.people[role]).get(f"/su-co/{noon.incident}/")
    assert page.status_code == 200
    assert re.findall(r"/ho-so\.(\w+)\"", page.content.decode()) == shown


def test_a_refused_export_is_not_noted_as_made(noon: Lunch) -> None:
    officer = noon.cast.pilot.people["health_officer"]
    assert asked(noon, officer, "zip").status_code == 403
    assert IncidentAct.objects.count() == 0


def test_nobody_signed_in_is_led_to_sign_in(noon: Lunch) -> None:
    reply = Client().get(f"/su-co/{noon.incident}/ho-so.pdf")
    assert (reply.status_code, reply["Location"].partition("?")[0]) == (
        302,
        "/tai-khoan/dang-nhap/",
    )


def test_an_unknown_incident_is_missing(noon: Lunch) -> None:
    place = noon.cast.pilot.place.pk
    reply = client_of(noon.cast.people["inspector"]).get(f"/su-co/{place}/ho-so.pdf")
    assert reply.status_code == 404


def test_photos_are_in_the_paper_and_the_zip_and_missing_ones_are_named(noon: Lunch) -> None:
    came, missing = photographed(noon.day), photographed(noon.day, number=2, comes=False)
    archive = zipfile.ZipFile(io.BytesIO(asked(noon, noon.cast.people["inspector"], "zip").content))
    assert f"photos/{came}.jpg" in archive.namelist()
    assert f"photos/{missing}.jpg" not in archive.namelist()
    paper = text_of(archive.read("dossier.pdf")).replace(" ", "")
    assert (came in paper, missing in paper) == (True, True)
    manifest = json.loads(archive.read("manifest.json"))
    kept = {one["sha256_as_sent"]: one["sha256_kept"] is not None for one in manifest["photos"]}
    assert kept == {came: True, missing: False}


def test_a_photo_that_a_phone_sent_as_webp_is_printed_as_well(noon: Lunch) -> None:
    sha256 = photographed(noon.day, kind="WEBP")
    archive = zipfile.ZipFile(io.BytesIO(asked(noon, noon.cast.people["inspector"], "zip").content))
    (name,) = [name for name in archive.namelist() if name.startswith("photos/")]
    assert name == f"photos/{sha256}.webp"
    assert Image.open(io.BytesIO(archive.read(name))).format == "WEBP"
    assert sha256 in text_of(archive.read("dossier.pdf")).replace(" ", "")


def test_a_neighbours_photo_is_not_opened_by_naming_its_hash(noon: Lunch) -> None:
    sha256 = photographed(noon.days[1])
    assert photographed(noon.day, comes=False) == sha256
    manager = noon.cast.pilot.people["manager"]
    archive = zipfile.ZipFile(io.BytesIO(asked(noon, manager, "zip").content))
    assert [name for name in archive.namelist() if name.startswith("photos/")] == []


def test_the_command_writes_every_file_into_a_folder(noon: Lunch, tmp_path: Path) -> None:
    said = StringIO()
    call_command("dossier", str(noon.incident), by="thanhtra", out=tmp_path, stdout=said)
    files = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*"))
    assert files == [
        "SHA256SUMS",
        "dossier.pdf",
        "dossier.xlsx",
        "dossier.zip",
        "epcis.jsonld",
        "manifest.json",
    ]
    assert said.getvalue().count(" bytes") == 6
    act = IncidentAct.objects.get()
    assert (act.kind, act.actor.username) == ("incident_dossier_made", "thanhtra")


@pytest.mark.parametrize("by", ["nobody", "phuhuynh"])
def test_the_command_makes_none_for_whoever_may_not_see_it(
    noon: Lunch, tmp_path: Path, by: str
) -> None:
    with pytest.raises(CommandError):
        call_command("dossier", str(noon.incident), by=by, out=tmp_path, stdout=StringIO())
    assert list(tmp_path.iterdir()) == []
