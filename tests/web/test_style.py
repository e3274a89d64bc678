"""The style page exists for those who build, not for the world."""

import pytest
from django.test import Client

from nguon.web.pages.style import SHEETS


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_is_drawn_while_debugging(client: Client, settings, sheet) -> None:
    settings.DEBUG = True
    answer = client.get(f"/_ui/{sheet}/")
    assert answer.status_code == 200
    assert "<h1>" in answer.content.decode()


@pytest.mark.parametrize("path", ["/_ui/", "/_ui/parts/", "/_ui/form/"])
def test_nobody_sees_it_otherwise(client: Client, settings, path) -> None:
    settings.DEBUG = False
    assert client.get(path).status_code == 404


def test_there_is_no_other_sheet(client: Client, settings) -> None:
    settings.DEBUG = True
    assert client.get("/_ui/secrets/").status_code == 404


def test_a_form_that_was_filled_in_wrongly_comes_back_with_its_errors(client, settings) -> None:
    settings.DEBUG = True
    page = client.post("/_ui/form/", {"amount": "1.500", "senses": "fail"}).content.decode()
    assert "«1.500» có thể là hai số" in page
    assert 'value="1.500"' in page
