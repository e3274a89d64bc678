"""The worst day is replayed by its command, in a database of its own."""

import io
import re
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pypdf
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

FILES = {"SHA256SUMS", "dossier.pdf", "dossier.xlsx", "dossier.zip", "epcis.jsonld"}


def test_the_command_answers_everything_as_the_story_demands_and_leaves_no_trace(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> None:
    said = StringIO()
    with django_db_blocker.unblock():
        before = databases()
        call_command("replay_thai_nguyen", "--out", tmp_path, stdout=said)
        after = databases()
    lines = said.getvalue().splitlines()
    assert [line for line in lines if "✗" in line] == []
    assert len([line for line in lines if "✓" in line]) == 28
    assert lines[-1].startswith("28/28 câu trả lời đúng như câu chuyện đòi hỏi.")
    assert clocks(lines) == sorted(clocks(lines))
    assert after == before
    assert_dossier(tmp_path)


def assert_dossier(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == FILES | {"manifest.json"}
    pages = pypdf.PdfReader(folder / "dossier.pdf").pages
    text = " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())
    names = ("Hộ kinh doanh Nguyễn Thị Minh", "Công ty TNHH Thực phẩm Minh Phát")
    assert [name in text for name in (*names, "HQ-2809", "HQ-2909")] == [True] * 4
    assert f"Đứng sau mọi bữa có người ốm: {' = '.join(names)}." in text
    assert "trả lại toàn bộ 30 kg" in text
    with ZipFile(io.BytesIO((folder / "dossier.zip").read_bytes())) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert inside == {name: (folder / name).read_bytes() for name in inside}


def clocks(lines: list[str]) -> list[str]:
    return [line[:5] for line in lines if re.match(r"\d\d:\d\d  +\d+ ms", line)]


def databases() -> list[str]:
    """Those of the server, the present one first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database ORDER BY datname <> current_database(), datname"
        )
        return [name for (name,) in cursor.fetchall()]
