"""What every answer carries, and how the platform is entered."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_every_page_forbids_framing_sniffing_and_foreign_content() -> None:
    answer = Client().get("/no-such-page")
    found = {
        name: answer.headers.get(name)
        for name in (
            "X-Frame-Options",
            "X-Content-Type-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
            "Content-Language",
        )
    }
    assert found == {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Content-Language": "vi",
    }
    assert sorted(answer.headers["Content-Security-Policy"].split("; ")) == [
        "base-uri 'none'",
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        (None, "en-US,en", "vi"),
        ("en", "vi", "en"),
        ("vi", "en", "vi"),
        ("xx", "en", "vi"),
        ("", "en", "vi"),
    ],
    ids=["an English phone", "English chosen", "Vietnamese chosen", "unknown", "empty"],
)
def test_the_language_is_vietnamese_unless_chosen(
    cookie: str | None, accepted: str, language: str
) -> None:
    client = Client(headers={"Accept-Language": accepted})
    if cookie is not None:
        client.cookies["django_language"] = cookie
    assert client.get("/no-such-page").headers["Content-Language"] == language


@pytest.mark.django_db
def test_a_language_is_chosen_by_a_form() -> None:
    client = Client()
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert client.get("/no-such-page").headers["Content-Language"] == "en"


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("NGUON_") and name not in ("DATABASE_URL", "SECRET_KEY")
    }
    return subprocess.run(
        [sys.executable, "-m", "nguon", *arguments],
        cwd=ROOT,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )


SHOW = (
    "from django.conf import settings as s;"
    "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0,"
    " s.CSRF_TRUSTED_ORIGINS, s.SECURE_PROXY_SSL_HEADER)"
)


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({}, "False False False ['http://localhost:8000'] None"),
        ({"NGUON_PUBLIC_URL": "https://bep.vn"}, "True True True ['https://bep.vn'] None"),
        (
            {"NGUON_PUBLIC_URL": "https://bep.vn", "NGUON_TRUSTED_PROXIES": "1"},
            "True True True ['https://bep.vn'] ('HTTP_X_FORWARDED_PROTO', 'https')",
        ),
    ],
    ids=["on this machine", "https", "https ended by a proxy"],
)
def test_https_makes_cookies_secure(
    tmp_path: Path, environment: dict[str, str], shown: str
) -> None:
    done = run("shell", "-v", "0", "-c", SHOW, NGUON_DATA_DIR=str(tmp_path), **environment)
    assert (done.stdout.strip(), done.stderr) == (shown, "")


def test_a_setting_that_is_wrong_ends_in_a_sentence(tmp_path: Path) -> None:
    done = run("check", NGUON_DATA_DIR=str(tmp_path), NGUON_DEBUG="yes")
    assert done.returncode == 1
    assert done.stderr == (
        "nguon: NGUON_DEBUG: expected true or false, got 'yes'. Show technical error pages; never "
        "true on a server that others can reach.\n"
    )


def test_a_database_that_cannot_start_ends_in_a_sentence(tmp_path: Path) -> None:
    done = run("migrate", NGUON_DATA_DIR=str(tmp_path), NGUON_SOCKET_DIR=f"/tmp/{'s' * 100}")
    assert done.returncode == 1
    assert done.stderr.startswith("nguon: The socket path /tmp/sss")
    assert done.stderr.endswith("Set NGUON_SOCKET_DIR to a shorter folder.\n")


def test_a_port_that_is_taken_is_said_before_anything_is_started(tmp_path: Path) -> None:
    import socket  # noqa: PLC0415 the test alone opens one

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("run", NGUON_DATA_DIR=str(tmp_path), NGUON_LISTEN_PORT=str(port))
    assert done.returncode == 1
    assert f"expected port {port} on 127.0.0.1 to be free" in done.stderr
    assert f"NGUON_LISTEN_PORT={port + 1} make run" in done.stderr
    assert not (tmp_path / "postgres").exists()
