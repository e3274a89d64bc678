"""The kitchen phone's app as the server hands it out; what is in it, tests/phone and pwa/ prove."""

import gzip
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from nguon.ground.people.choices import Role

SCRIPT = "assets/index-0a1B_c-9.js"
FILES = {
    "index.html": "<!doctype html><title>Bếp</title>",
    SCRIPT: "let bếp = 1;",
    "sw.js": "self.bếp = 1;",
    "manifest.webmanifest": "{}",
    "icon.svg": "<svg/>",
    "assets/scan-0a1B_c-9.wasm": "\0asm",
    ".made-from": "sources",
}


@pytest.fixture
def built(tmp_path: Path, settings) -> Path:
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    settings.PHONE_DIR = tmp_path
    return tmp_path


@pytest.mark.parametrize(
    ("path", "file", "kind"),
    [
        ("", "index.html", "text/html; charset=utf-8"),
        ("index.html", "index.html", "text/html; charset=utf-8"),
        ("nhan-hang/ghi", "index.html", "text/html; charset=utf-8"),
        ("sw.js", "sw.js", "text/javascript; charset=utf-8"),
        ("manifest.webmanifest", "manifest.webmanifest", "application/manifest+json"),
        ("icon.svg", "icon.svg", "image/svg+xml"),
        (SCRIPT, SCRIPT, "text/javascript; charset=utf-8"),
        ("assets/scan-0a1B_c-9.wasm", "assets/scan-0a1B_c-9.wasm", "application/wasm"),
    ],
)
def test_each_file_comes_with_its_type(built, client: Client, path, file, kind) -> None:
    answer = client.get(f"/dien-thoai/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert answer.content.decode() == FILES[file]


@pytest.mark.parametrize("path", ["", "sw.js", "manifest.webmanifest", "mau-luu"])
def test_what_keeps_its_name_is_asked_about_each_time(built, client: Client, path) -> None:
    first = client.get(f"/dien-thoai/{path}")
    assert first["Cache-Control"] == "no-cache"
    again = client.get(f"/dien-thoai/{path}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_another_build_is_another_etag(built: Path, client: Client) -> None:
    first = client.get("/dien-thoai/sw.js")
    (built / "sw.js").write_text("self.bếp = 2;")
    again = client.get("/dien-thoai/sw.js", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content.decode()) == (200, "self.bếp = 2;")


def test_what_is_named_by_its_content_is_kept_for_good(built, client: Client) -> None:
    kept = client.get(f"/dien-thoai/{SCRIPT}")["Cache-Control"]
    assert kept == "private, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("asked", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("deflate", ""),
        ("", ""),
    ],
)
def test_the_best_twin_made_at_the_build_is_sent(
    built: Path, client: Client, asked, encoding
) -> None:
    (built / "sw.js.br").write_bytes(b"brotli")
    (built / "sw.js.gz").write_bytes(gzip.compress(b"self"))
    answer = client.get("/dien-thoai/sw.js", headers={"Accept-Encoding": asked})
    assert answer.get("Content-Encoding", "") == encoding
    assert "Accept-Encoding" in answer["Vary"].split(", ")
    twin = {"br": "sw.js.br", "gzip": "sw.js.gz", "": "sw.js"}[encoding]
    assert answer.content == (built / twin).read_bytes()


@pytest.mark.parametrize(
    "path",
    [
        ".made-from",
        "assets/none-0a1B_c-9.js",
        "../../../nguon.toml",
        "assets/../../secret.js",
        "%2e%2e/secret.js",
        "sw.js.br",
        "assets.php",
        "bếp.js",
    ],
)
def test_nothing_else_is_handed_out(built: Path, client: Client, path) -> None:
    (built.parent / "secret.js").write_text("no")
    (built / "sw.js.br").write_bytes(b"brotli")
    assert client.get(f"/dien-thoai/{path}").status_code == 404


@pytest.mark.parametrize("path", ["", "sw.js", SCRIPT])
def test_the_app_is_held_to_its_own_strict_policy(built, client: Client, path) -> None:
    answer = client.get(f"/dien-thoai/{path}")
    assert sorted(answer["Content-Security-Policy"].split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "img-src 'self' blob: data:",
        "manifest-src 'self'",
        "media-src 'self' blob:",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "worker-src 'self'",
    ]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Permissions-Policy"].split(", ")[0] == "camera=(self)"


def test_the_address_without_a_slash_leads_there(built, client: Client) -> None:
    answer = client.get("/dien-thoai")
    assert (answer.status_code, answer["Location"]) == (301, "/dien-thoai/")


@pytest.mark.parametrize("path", ["", "sw.js", "mau-luu"])
def test_a_server_without_the_app_says_what_is_missing(
    tmp_path: Path, client: Client, settings, path
) -> None:
    settings.PHONE_DIR = tmp_path / "nowhere"
    answer = client.get(f"/dien-thoai/{path}")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "Ứng dụng điện thoại chưa được dựng" in page
    assert "hãy chạy «make setup» ở nơi vào được kho npm" in page


def test_the_app_takes_nothing(built, client: Client) -> None:
    assert client.post("/dien-thoai/").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "shown"), [(Role.COOK, 1), (Role.PARENT_REPRESENTATIVE, 0)])
def test_the_day_leads_those_who_record_to_the_app(hall, signed_in, role, shown) -> None:
    person = hall.person("Lò Thị Mai", role, place=hall.kitchen)
    page = signed_in(person).get(reverse("kitchen:today", args=[hall.kitchen.pk]))
    assert page.content.decode().count('href="/dien-thoai/"') == shown
