"""`posters` writes both posters of one kitchen, or of all."""

import io
from pathlib import Path

import pypdf
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from nguon.food.kitchen.management.demo.cast import Cast


def written(folder: Path, *options: str) -> list[str]:
    said = io.StringIO()
    call_command("posters", *options, "--to", str(folder), stdout=said)
    names = sorted(path.name for path in folder.iterdir())
    assert sorted(Path(line).name for line in said.getvalue().split()) == names
    return names


def test_one_kitchen_has_one_for_the_gate_and_one_for_the_wall(cast: Cast, tmp_path: Path) -> None:
    end = cast.pilot.place.pk.hex[-4:]
    assert written(tmp_path, "Hoa Ban", "--paper", "a5") == [
        f"kiem-tra-truong-tieu-hoc-hoa-ban-{end}-a5.pdf",
        f"phu-huynh-truong-tieu-hoc-hoa-ban-{end}-a5.pdf",
    ]
    for path in tmp_path.iterdir():
        assert len(pypdf.PdfReader(path).pages) == 1


def test_all_kitchens_at_once(cast: Cast, tmp_path: Path) -> None:
    assert len(written(tmp_path, "--all")) == 2 * len(cast.kitchens)


@pytest.mark.parametrize("options", [(), ("Hoa Ban", "--all")])
def test_either_a_name_or_all(cast: Cast, tmp_path: Path, options: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="one of the two"):
        written(tmp_path, *options)
