"""Who gets which dossier, what is in it and what is not, and that its making is noted."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest

from nguon.base.errors import Missing, Refused
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.models import Hold
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.models import IncidentAct
from tests.food.oversight.dossiers import Lunch, everything, lunch
from tests.food.oversight.outbreak import PUPIL
from tests.food.oversight.suspected import act
from tests.remembered import remembered

PARTS = ["dossier.pdf", "dossier.xlsx", "epcis.jsonld"]


@pytest.fixture
def noon(cast: Cast) -> Lunch:
    return remembered(("dossier", cast.pilot.key), lambda: lunch(cast))


def test_the_zip_holds_every_part_and_their_hashes(noon: Lunch) -> None:
    taken = noon.taken()
    archive = zipfile.ZipFile(io.BytesIO(taken.content))
    assert archive.namelist() == [*PARTS, "manifest.json", "SHA256SUMS"]
    sums = [line.split("  ") for line in archive.read("SHA256SUMS").decode().splitlines()]
    assert [(hashlib.sha256(archive.read(name)).hexdigest(), name) for _, name in sums] == [
        tuple(one) for one in sums
    ]
    manifest = json.loads(archive.read("manifest.json"))
    assert [(part["name"], part["sha256"]) for part in manifest["parts"]] == [
        (name, sha256) for sha256, name in sums
    ]
    assert manifest["incident"] == str(noon.incident)


def test_the_same_book_gives_the_same_bytes(noon: Lunch) -> None:
    at = noon.at
    first, again = noon.taken(at=at), noon.taken(at=at)
    assert first.content == again.content


def test_only_the_paper_and_the_manifest_tell_when_it_was_made(noon: Lunch) -> None:
    now = noon.at
    first, later = noon.taken(at=now), noon.taken(at=now + timedelta(seconds=90))
    changed = [
        name
        for name, content in first.dossier.files().items()
        if later.dossier.files()[name] != content
    ]
    assert changed == ["dossier.pdf", "manifest.json", "SHA256SUMS"]
    one, other = json.loads(first.dossier.manifest), json.loads(later.dossier.manifest)
    assert {key for key in one if one[key] != other[key]} == {"made_at", "parts"}


def test_a_note_in_the_log_changes_the_seal(noon: Lunch) -> None:
    before = json.loads(noon.taken().dossier.manifest)
    act(noon.day, ActKind.INCIDENT_NOTE, noon.incident, words=f"Mẹ em {PUPIL} gọi tới")
    after = json.loads(noon.taken().dossier.manifest)
    assert before["records_seal"] != after["records_seal"]


def test_each_making_is_noted_with_the_hash_of_the_file(noon: Lunch) -> None:
    inspector = noon.cast.people["inspector"]
    paper = noon.taken(file="dossier.pdf")
    sheets = noon.taken(file="dossier.xlsx")
    acts = IncidentAct.objects.filter(kind="incident_dossier_made").order_by("sequence")
    assert [(act.actor, act.body["file"], act.body["sha256"]) for act in acts] == [
        (inspector, "dossier.pdf", hashlib.sha256(paper.content).hexdigest()),
        (inspector, "dossier.xlsx", hashlib.sha256(sheets.content).hexdigest()),
    ]


def test_no_part_names_a_pupil_whom_somebody_wrote_about(noon: Lunch) -> None:
    act(noon.day, ActKind.INCIDENT_NOTE, noon.incident, words=f"Mẹ em {PUPIL} gọi tới")
    said = everything(noon.taken())
    hold = Hold.objects.get(root_id=noon.incident)
    assert (PUPIL in hold.cause, PUPIL in said) == (True, False)
    assert "Nôn, Đau bụng" in said


def test_a_school_reads_its_own_book_and_is_told_what_is_left_out(noon: Lunch) -> None:
    manager = noon.cast.pilot.people["manager"]
    neighbour = noon.cast.kitchens[1]
    own = everything(noon.taken(manager))
    whole = everything(noon.taken())
    cook = noon.days[1].kitchen.people["health_officer"].full_name
    assert (cook in whole, cook in own) == (True, False)
    assert noon.cast.pilot.people["health_officer"].full_name in own
    assert "Không có sổ của 1 bếp khác đã nhận hàng này" in own
    assert "Không có sổ của" not in whole
    assert neighbour.place.name in whole


@pytest.mark.parametrize("who", ["parent", "supplier", "outsider"])
def test_whoever_may_not_work_on_it_does_not_learn_that_it_exists(noon: Lunch, who: str) -> None:
    with pytest.raises(Missing):
        noon.taken(noon.cast.people[who])


def test_a_manager_of_another_school_does_not_learn_that_it_exists(noon: Lunch) -> None:
    with pytest.raises(Missing):
        noon.taken(noon.cast.kitchens[3].people["manager"])


def test_a_cook_does_not_take_the_dossier_along(noon: Lunch) -> None:
    with pytest.raises(Missing):
        noon.taken(noon.cast.pilot.cooks[0])


def test_the_health_officer_takes_the_paper_but_exports_no_events(noon: Lunch) -> None:
    officer = noon.cast.pilot.people["health_officer"]
    assert noon.taken(officer, file="dossier.pdf").content.startswith(b"%PDF")
    with pytest.raises(Refused):
        noon.taken(officer, file="epcis.jsonld")
    assert IncidentAct.objects.filter(kind="incident_dossier_made").count() == 1


def test_a_file_that_no_dossier_has_is_missing(noon: Lunch) -> None:
    with pytest.raises(Missing):
        noon.taken(file="../secrets")
