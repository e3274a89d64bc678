"""What programs and browsers ask the hall for."""

import json

import pytest
from django.contrib.staticfiles import finders
from django.db import DatabaseError, connection
from django.test import Client


@pytest.mark.django_db
def test_a_healthy_server_says_so_to_anybody(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_a_server_without_its_database_says_so(client: Client) -> None:
    """Outside a database test every statement is refused, much like by a server that is gone."""

    def refuse(*_: object) -> None:
        raise DatabaseError("the connection was lost")

    with connection.execute_wrapper(refuse):
        answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "unavailable", "database": "unreachable"}


def test_crawlers_may_read_the_front_door_only(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == "User-agent: *\nDisallow: /\nAllow: /$\n"


def test_the_manifest_names_a_mark_that_exists(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    manifest = json.loads(answer.content)
    assert (manifest["short_name"], manifest["start_url"]) == ("Nguồn", "/")
    for icon in manifest["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))


def test_the_old_name_of_the_icon_leads_to_the_mark(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (301, "/static/base/mark.svg")


@pytest.mark.parametrize(
    "path", ["/healthz", "/robots.txt", "/manifest.webmanifest", "/favicon.ico"]
)
def test_none_of_these_takes_anything(client: Client, path) -> None:
    assert client.post(path).status_code == 405
