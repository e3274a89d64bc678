"""The two commands for whoever runs the server."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command

from nguon.ground.people.models import Person

pytestmark = pytest.mark.django_db
GOOD = "hoa ban nở trắng rừng"


@pytest.fixture
def pipe(monkeypatch):
    def pipe(text):
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))

    return pipe


def run(*args):
    out = io.StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def test_the_first_administrator_is_registered_by_nobody_and_the_next_by_the_first(pipe):
    pipe(f"{GOOD}\n")
    assert run("register_administrator", "QuanTri", "Lò Thị Quản") == (
        "Registered Lò Thị Quản (quantri).\n"
    )
    assert Person.objects.get().check_password(GOOD)
    pipe(GOOD)
    with pytest.raises(CommandError, match="Lò Thị Quản"):
        run("register_administrator", "hai", "Hai")
    pipe(GOOD)
    run("register_administrator", "hai", "Hai", "--by", "quantri")
    assert Person.objects.get(username="hai").is_superuser


def test_a_stranger_names_nobody(cast, pipe):
    cast.register("moi")
    for by in ("moi", "ai.do"):
        pipe(GOOD)
        with pytest.raises(CommandError):
            run("register_administrator", "hai", "Hai", "--by", by)
    assert not Person.objects.filter(username="hai").exists()


@pytest.mark.parametrize("password", ["", "12345678"])
def test_an_easy_password_is_no_password(pipe, password):
    pipe(password)
    with pytest.raises(CommandError, match="password"):
        run("register_administrator", "quantri", "Lò Thị Quản")
    assert Person.objects.count() == 0


def test_a_password_is_reset(cast, pipe):
    pipe(f"{GOOD}\r\n")
    assert run("reset_password", "QUANTRI") == "New password for Lò Thị Quản (quantri).\n"
    assert Person.objects.get(pk=cast.admin.pk).check_password(GOOD)
    pipe(GOOD)
    with pytest.raises(CommandError, match=r"ai\.do"):
        run("reset_password", "ai.do")
