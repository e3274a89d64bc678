"""Every part on a real phone screen: nothing sticks out, fingers hit, the content policy holds."""

import mimetypes
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, Page, Route

from nguon.web.pages.style import SHEETS

pytestmark = pytest.mark.journey

ADDRESS = "http://localhost"
PHONE, DESK = (360, 640), (1280, 800)
TAP = 56
TARGETS = ".button, .tile, .field input:not([type=radio]):not([type=checkbox]):not([type=file]), \
.field select, .photo, .tick, .menu > summary, a.cell, .door, .trail a, .bar-home"

STICKING_OUT = "document.documentElement.scrollWidth - innerWidth"
SMALL = f"""targets => targets.map(t => [t.outerHTML.slice(0, 80), t.getBoundingClientRect()])
    .filter(([_, box]) => box.width > 0 && (box.height < {TAP} - 0.5 || box.width < 44))
    .map(([html, box]) => `${{box.width}}×${{box.height}} ${{html}}`)"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    yield context.new_page()
    context.close()


@pytest.fixture
def opened(page: Page, settings, client: Client):
    """Opens a sheet without any server: the browser's requests are answered by Django's client."""
    settings.DEBUG = True
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            file = finders.find(path.removeprefix("/static/"))
            assert file, f"no such file: {path}"
            kind = mimetypes.guess_type(file)[0]
            route.fulfill(body=Path(file).read_bytes(), content_type=kind)
            return
        given = client.get(path)
        headers = {name: value for name, value in given.items() if name != "Content-Length"}
        route.fulfill(status=given.status_code, body=given.content, headers=headers)

    page.route("**/*", answer)

    def open_sheet(sheet: str) -> Page:
        page.goto(f"{ADDRESS}/_ui/{sheet}/")
        return page

    yield open_sheet
    assert complaints == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_sticks_out_and_wet_fingers_hit_every_target(opened, sheet) -> None:
    page = opened(sheet)
    assert page.title().endswith("· Nguồn")
    assert page.evaluate(STICKING_OUT) == 0
    small = page.locator(TARGETS).evaluate_all(SMALL)
    assert small == []
    page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    assert page.evaluate(STICKING_OUT) == 0


def test_the_pages_bring_their_own_colours_and_pictures(opened) -> None:
    """The content policy let style sheets, sprite and pictures through."""
    page = opened("parts")
    assert page.locator(".bar").evaluate("e => getComputedStyle(e).backgroundColor") == (
        "rgb(24, 35, 80)"
    )
    assert page.locator(".bar img").evaluate("e => e.complete && e.naturalWidth > 0")


def test_choosing_a_verdict_by_finger_and_by_key(opened) -> None:
    page = opened("form")
    senses = page.locator("fieldset", has_text="Cảm quan")
    assert senses.locator("input:checked").count() == 0
    senses.locator("label", has_text="Không đạt").click()
    assert senses.locator("input:checked").input_value() == "fail"
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowLeft")
    assert senses.locator("input:checked").input_value() == "pass"
    senses.get_by_label("Không đạt").check()
    assert senses.locator("input:checked").input_value() == "fail"


def test_a_large_photo_is_shown_and_shrunk_before_it_travels(opened) -> None:
    page = opened("form")
    picture = BytesIO()
    Image.effect_noise((2400, 1600), 60).convert("RGB").save(picture, "JPEG", quality=95)
    page.locator("input[type=file]").set_input_files(
        {"name": "hóa đơn.png", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
    )
    page.locator(".photo canvas").wait_for()
    page.wait_for_function(
        "document.querySelector('input[type=file]').files[0].name.endsWith('jpg')"
    )
    sent = page.locator("input[type=file]").evaluate(
        """async input => {
            const picture = await createImageBitmap(input.files[0]);
            return [input.files[0].name, input.files[0].type, picture.width, picture.height];
        }"""
    )
    assert sent == ["hóa đơn.jpg", "image/jpeg", 1280, 853]


def test_a_file_that_is_no_picture_is_sent_as_it_is(opened) -> None:
    page = opened("form")
    page.locator("input[type=file]").set_input_files(
        {"name": "giấy.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    page.wait_for_function("document.querySelector('input[type=file]').files.length === 1")
    name = page.locator("input[type=file]").evaluate("input => input.files[0].name")
    assert (name, page.locator(".photo canvas").count()) == ("giấy.pdf", 0)
