"""The map, the list below it and the printed page: the same kitchens, whoever asks."""

import io
import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.oversight.pages.tile_map import lines_of
from nguon.ground.people.models import Person, Place
from nguon.ground.reference.models import Commune
from tests.food.kitchen.incidents import lived, place_hold

MAP, PRINT = "/cac-bep/ban-do/", "/cac-bep/in/"


def asked(person: Person, url: str, **headers: str) -> HttpResponse:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(url, headers=headers)  # type: ignore[return-value]


def labels(response: HttpResponse) -> list[str]:
    """What a screen reader says of each tile."""
    drawn = response.content.decode().partition("<figure")[2].partition("</figure>")[0]
    return [unescape(one) for one in re.findall(r'map-[^>]*aria-label="([^"]*)"', drawn)]


def linked(response: HttpResponse) -> set[str]:
    drawn = response.content.decode().partition("<figure")[2].partition("</figure>")[0]
    return set(re.findall(r'href="/cac-bep/\?xa=(\d+)"', drawn))


def test_each_of_the_45_communes_is_one_tile_under_its_own_name(cast: Cast) -> None:
    said = [label.split(":")[0] for label in labels(asked(cast.people["province"], MAP))]
    assert sorted(said) == sorted(str(one) for one in Commune.objects.all())
    assert len(said) == len(set(said)) == 45


def test_a_tile_leads_to_the_board_of_its_commune_and_an_empty_one_nowhere(cast: Cast) -> None:
    shown = asked(cast.people["province"], MAP)
    with_kitchen = {str(one.place.commune_id) for one in cast.kitchens}
    assert linked(shown) == with_kitchen
    empty = [label for label in labels(shown) if "không có bếp" in label]
    assert len(empty) == 45 - len(with_kitchen)


def test_the_worst_kitchen_gives_the_tile_its_sign_its_number_and_its_words(cast: Cast) -> None:
    Place.objects.filter(pk=cast.kitchens[1].place.pk).update(commune=cast.pilot.place.commune)
    day = lived(cast, dishes=1, eaten=False)
    place_hold(day, meal_ids=[str(day.meal_id)])
    shown = asked(cast.people["province"], MAP)
    (said,) = [label for label in labels(shown) if label.startswith("Phường Điện Biên Phủ")]
    assert said == "Phường Điện Biên Phủ: 2 bếp. Báo động: 1. Mất tin: 1"
    tile = shown.content.decode().split(f'aria-label="{said}"')[1].split("</a>")[0]
    assert "icons.svg#alert" in tile
    assert re.findall(r"map-count[^>]*>\s*(\d+)\s*<tspan[^>]*>/(\d+)", tile) == [("1", "2")]
    assert "1 vụ nghi ngộ độc chưa đóng" in shown.content.decode()


def test_a_manager_sees_the_own_kitchen_only_and_a_stranger_none(cast: Cast) -> None:
    manager, outsider = cast.pilot.people["manager"], cast.people["outsider"]
    assert linked(asked(manager, MAP)) == {str(cast.pilot.place.commune_id)}
    others = [one.place.organisation.display_name for one in cast.kitchens[1:]]
    for url in (MAP, PRINT):
        own = asked(manager, url).content.decode()
        assert [name for name in others if name in own] == []
    for role in ("outsider", "supplier"):
        assert linked(asked(cast.people[role], MAP)) == set()
    printed = asked(outsider, PRINT).content.decode()
    everybody = [one.place.organisation.display_name for one in cast.kitchens]
    assert [name for name in everybody if name in printed] == []


@pytest.mark.parametrize("url", [MAP, PRINT, "/cac-bep/in.pdf"])
def test_who_is_not_signed_in_sees_neither(db: None, url: str) -> None:
    answer = Client().get(url)
    assert (answer.status_code, answer["Location"]) == (302, f"/tai-khoan/dang-nhap/?next={url}")


def test_a_kitchen_of_an_unknown_commune_stands_in_the_list(cast: Cast) -> None:
    Place.objects.filter(pk=cast.kitchens[3].place.pk).update(commune=None)
    province = cast.people["province"]
    listed = asked(province, MAP).content.decode()
    assert 'href="/cac-bep/?xa=khong-ro"' in listed
    there = asked(province, "/cac-bep/?xa=khong-ro").content.decode()
    assert set(re.findall(r'href="/bep/([0-9a-f-]{36})/"', there)) == {
        str(cast.kitchens[3].place.pk)
    }


def test_the_map_renews_itself_when_something_came_in(cast: Cast) -> None:
    province = cast.people["province"]
    first = asked(province, f"{MAP}?phan=bang")
    assert "<html" not in first.content.decode()
    day = lived(cast, dishes=1, eaten=False)
    place_hold(day, meal_ids=[str(day.meal_id)])
    after = asked(province, f"{MAP}?phan=bang", **{"If-None-Match": first["ETag"]})
    assert after.status_code == 200
    assert any("Báo động: 1" in label for label in labels(after))


def test_print_and_board_show_the_same_kitchens(cast: Cast) -> None:
    day = lived(cast, kitchen=2, dishes=1, eaten=False)
    place_hold(day, meal_ids=[str(day.meal_id)])
    province = cast.people["province"]
    names = [one.place.organisation.display_name for one in cast.kitchens]
    for query in ("", "?tt=alarm", f"?xa={cast.pilot.place.commune_id}", "?xa=00000"):
        pages = [asked(province, url + query).content.decode() for url in ("/cac-bep/", PRINT)]
        shown = [[name for name in names if f">{name}<" in page] for page in pages]
        assert shown[0] == shown[1], query


def test_the_pdf_has_every_kitchen_and_the_map_of_the_whole_province(cast: Cast) -> None:
    province = cast.people["province"]
    whole = PdfReader(io.BytesIO(asked(province, "/cac-bep/in.pdf").content))
    one = PdfReader(io.BytesIO(asked(province, "/cac-bep/in.pdf?tt=silent").content))
    assert (len(whole.pages), len(one.pages)) == (2, 1)
    words = re.sub(r"[\s\u200b]+", "", whole.pages[0].extract_text())
    assert [str(c) for c in Commune.objects.all() if c.name.replace(" ", "") not in words] == []
    listed = re.sub(r"[\s\u200b]+", "", whole.pages[1].extract_text())
    names = [kitchen.place.organisation.display_name for kitchen in cast.kitchens]
    assert [name for name in names if name.replace(" ", "") not in listed] == []
    nobody = PdfReader(io.BytesIO(asked(cast.people["outsider"], "/cac-bep/in.pdf").content))
    said = "".join(page.extract_text() for page in nobody.pages)
    assert "Không có bếp nào ở đây" in said


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Điện Biên Phủ", ["Điện", "Biên", "Phủ"]),
        ("Si Pa Phìn", ["Si Pa", "Phìn"]),
        ("Na Son", ["Na Son"]),
        ("Mường Nhé", ["Mường", "Nhé"]),
    ],
)
def test_a_name_is_broken_between_words_so_that_it_fits(name: str, lines: list[str]) -> None:
    assert lines_of(Commune(name=name)) == lines


def test_no_name_of_a_commune_needs_more_than_three_lines_or_a_broken_word(db: None) -> None:
    lines = [lines_of(commune) for commune in Commune.objects.all()]
    assert max(len(one) for one in lines) == 3
    assert max(len(line) for one in lines for line in one) <= 7
