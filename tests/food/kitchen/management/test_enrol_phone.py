"""An administrator prints a pairing code at the server's console."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from nguon.base import clock
from nguon.food.kitchen.management.demo.cast import Cast
from nguon.ground.people.models import EnrolmentCode
from nguon.ground.people.operations import enrol_device


def printed(**options: str) -> dict[str, str]:
    out = StringIO()
    call_command("enrol_phone", stdout=out, **options)
    lines = out.getvalue().splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line)


def test_the_printed_code_pairs_a_phone(cast: Cast) -> None:
    said = printed(kitchen="hoa ban", by="quantri")
    code = said["Code"].strip()
    typed = code.replace("-", "")
    assert said["Kitchen"] == cast.pilot.place.name
    assert said["On the phone"] == f"{settings.PUBLIC_URL}/dien-thoai/#ghep={typed}"
    device, _token = enrol_device(code, name="Máy bếp", at=clock.now())
    assert (device.place, device.enrolled_by) == (cast.pilot.place, cast.administrator)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"kitchen": "hoa ban", "by": "khongai"}, "--by: expected a user name, got 'khongai'."),
        ({"kitchen": "trường", "by": "quantri"}, "which fits 4"),
        ({"kitchen": "hoa ban", "by": "nguoila"}, ""),
        ({"kitchen": "hoa ban", "by": "natau.manager"}, ""),
    ],
)
def test_it_says_what_is_wrong_and_issues_nothing(
    cast: Cast, options: dict[str, str], says: str
) -> None:
    with pytest.raises(CommandError) as failed:
        printed(**options)
    assert says in str(failed.value)
    assert EnrolmentCode.objects.count() == 0
