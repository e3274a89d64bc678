"""The worst day in browsers: two taps on a phone, then the province, the kitchens, the dossier.

What had happened before is told by the same storyteller as `make replay-thai-nguyen`.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from playwright.sync_api import Page, Playwright, expect, sync_playwright
from pytest_django import DjangoDbBlocker

from nguon.base import clock
from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.management.demo.cast import DEMO_PASSWORD
from nguon.food.kitchen.models import Hold
from nguon.food.oversight.choices import ActKind
from nguon.food.oversight.management.replay.acts import (
    counted,
    incident_act,
    kept_on_web,
    suspicion,
    tried_to_destroy,
)
from nguon.food.oversight.management.replay.schools import PARTS, PILOT, SECOND, THIRD
from nguon.food.oversight.management.replay.story import Story, tell_until_lunch
from nguon.ground.people.models import Person
from nguon.ground.people.operations import issue_enrolment_code
from tests.journeys.backstage import Backstage, backstage_of
from tests.journeys.conftest import NAMES
from tests.journeys.server import served
from tests.journeys.walker import SHOTS, Walker
from tests.phone.builds import this_build
from tests.phone.faults import network_to
from tests.phone.phone import Phone

pytestmark = pytest.mark.journey
DESK = {"width": 1280, "height": 900}
PATIENCE_MS = 60_000
NAMES_OF_THE_TRADER = ("Hộ kinh doanh Nguyễn Thị Minh", "Công ty TNHH Thực phẩm Minh Phát")


@dataclass(frozen=True)
class Scene:
    story: Story
    backstage: Backstage
    address: str
    playwright: Playwright

    @property
    def port(self) -> int:
        port = urlsplit(self.address).port
        assert port is not None
        return port

    def walker(self, name: str, person: Person, *, desk: bool) -> Walker:
        path = next(filter(None, map(shutil.which, NAMES)))
        browser = self.playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        walker = Walker.with_phone(name, browser, address=self.address, script=True)
        walker.context.set_default_timeout(PATIENCE_MS)
        if desk:
            walker.page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
        walker.sign_in(person)
        return walker


@pytest.fixture(scope="module")
def scene(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Scene]:
    if this_build() is None or not any(map(shutil.which, NAMES)):
        pytest.skip("no Chromium here, or no phone app: run «make test» as root")
    folder = tmp_path_factory.mktemp("server")
    with (
        backstage_of(django_db_blocker, name="worst_day") as backstage,
        # Pairing codes made here are read there.
        served(backstage.database_url, folder, SECRET_KEY=settings.SECRET_KEY) as address,
    ):
        story = backstage(_told)
        with sync_playwright() as playwright:
            yield Scene(story, backstage, address, playwright)


def _told() -> Story:
    story = tell_until_lunch(clock.today() - timedelta(days=1))
    Person.objects.update(password=PBKDF2PasswordHasher().encode(DEMO_PASSWORD, "journeys"))
    return story


def test_the_worst_day_from_two_taps_to_the_dossier(scene: Scene, tmp_path: Path) -> None:
    _two_taps(scene, tmp_path)
    scene.backstage(_others_report, scene.story)
    desk = scene.walker("tinh", scene.story.cast.people["inspector"], desk=True)
    _incident(desk)
    incident = desk.page.url
    _four_answers(desk)
    refused = scene.backstage(_refusals, scene.story)
    assert refused == ["held_suspicion"] * len(PARTS)
    desk.page.goto(incident)
    recall = _recall(desk)
    _kitchen_answers(scene)
    desk.page.goto(recall)
    row = desk.page.get_by_role("row").filter(has_text="THCS Pú Nhung").first
    expect(row).to_contain_text("đã trả lời")
    expect(row.get_by_role("cell", name="2 kg")).to_have_count(3)
    shot(desk.page, "answered")
    desk.page.goto(incident)
    assert _dossier(desk, tmp_path) >= {"dossier.pdf", "dossier.xlsx", "epcis.jsonld", "SHA256SUMS"}
    assert desk.complaints == []


def shot(page: Page, name: str) -> None:
    """What a person sees without scrolling, if somebody wants to look."""
    if SHOTS:
        page.wait_for_load_state("networkidle")
        page.screenshot(path=os.path.join(SHOTS, f"{name}.png"))


def _two_taps(scene: Scene, folder: Path) -> None:
    """On the phone of the school, by its health officer."""
    kitchen = scene.story.kitchens[PILOT]
    with network_to(scene.port) as network:
        phone = Phone("y-te", scene.playwright, network, folder / "phone")
        phone.switch_on()
        assert phone.context is not None
        phone.context.set_default_timeout(PATIENCE_MS)
        phone.enrol(scene.backstage(_code, scene.story))
        phone.identify(str(kitchen.people["health_officer"].pk))
        phone.open()
        phone.page.get_by_role("button", name="Nghi ngộ độc").click()
        freeze = phone.page.get_by_role("button", name="Giữ ngay")
        expect(freeze).to_be_visible()
        shot(phone.page, "two-taps")
        freeze.click()
        phone.page.get_by_text("Đang giữ").first.wait_for()
        phone.until("nguon.items.value.length > 0")
        phone.drained()
        shot(phone.page, "held")
        phone.switch_off()
        assert phone.complaints == []


def _code(story: Story) -> str:
    kitchen = story.kitchens[PILOT]
    _row, code = issue_enrolment_code(kitchen.place, by=kitchen.people["manager"], at=clock.now())
    return code


def _others_report(story: Story) -> None:
    """Two more schools; everybody counts; the province joins. Pages for it are tested elsewhere."""
    at = clock.now()
    pilot = Hold.objects.get(place=story.kitchens[PILOT].place).root_id
    reports = {PILOT: pilot}
    for key in (SECOND, THIRD):
        body = suspicion(story, key, at=at)
        reports[key] = kept_on_web(story, key, (RecordKind.HOLD, body), at=at)
    for key, report in reports.items():
        by = story.kitchens[key].people["health_officer"]
        counted(story, key, report, by=by, at=at)
    linked = {"reports": [str(reports[SECOND]), str(reports[THIRD])]}
    inspector = story.cast.people["inspector"]
    incident_act(story, PILOT, pilot, (ActKind.INCIDENT_JOINED, linked), by=inspector, at=at)


def _refusals(story: Story) -> list[str]:
    return [tried_to_destroy(story, key, at=clock.now()) for key in PARTS]


def _incident(desk: Walker) -> None:
    desk.open("/su-co/")
    desk.page.locator("main a[href^='/su-co/']").first.click()
    desk.reads("Ai đã biết", "KHÔNG NIÊM PHONG")
    expect(desk.page.get_by_text("Giò nhớt, mùi chua").first).to_be_visible()
    shot(desk.page, "incident")


def _four_answers(desk: Walker) -> None:
    desk.page.locator("a[href*='/bon-cau-hoi/?']").first.click()
    desk.page.wait_for_url("**/bon-cau-hoi/**")
    headline = desk.page.locator(".four-answer").last
    first = desk.page.locator("#suppliers tbody tr").first
    for name in NAMES_OF_THE_TRADER:
        expect(headline).to_contain_text(name)
        expect(first).to_contain_text(name)
    shot(desk.page, "four-answers")


def _recall(desk: Walker) -> str:
    """Both lots of giò, chosen among those behind the suspicion."""
    desk.page.locator("a[href*='/thu-hoi/moi/']").first.click()
    lots = desk.page.locator("label.tick").filter(has_text="Giò lợn").filter(has_text="HQ-")
    expect(lots).to_have_count(2)
    for place in range(2):
        lots.nth(place).click()
    desk.press("Xem phạm vi")
    desk.choose("Thu hồi thật hay diễn tập?", "Thu hồi thật: mọi bếp phải tạm giữ hàng ngay")
    desk.write("Lý do", "Nghi ngộ độc sau bữa trưa ở ba trường")
    shot(desk.page, "recall")
    desk.press("Gửi ngay cho tất cả")
    desk.page.wait_for_url("**/thu-hoi/*-*/")
    return desk.page.url


def _kitchen_answers(scene: Scene) -> None:
    """On a phone-sized page, from the notice that stands on top of every page."""
    manager = scene.story.kitchens[SECOND].people["manager"]
    hand = scene.walker("bep", manager, desk=False)
    hand.page.locator("a[href*='/tra-loi/']").first.click()
    hand.choose_noted("Anh chị tìm thấy gì?", "Đã tìm đủ số còn lại và để riêng")
    shot(hand.page, "kitchen-answers")
    hand.press("Gửi câu trả lời")
    hand.page.get_by_text("Mùa A Vảng").first.wait_for()
    assert hand.complaints == []


def _dossier(desk: Walker, folder: Path) -> set[str]:
    """Everything in one file, as the browser keeps it."""
    with desk.page.expect_download(timeout=PATIENCE_MS) as arriving:
        desk.page.locator("a[href$='/ho-so.zip']").first.click()
    path = folder / "ho-so.zip"
    arriving.value.save_as(path)
    with ZipFile(path) as archive:
        return set(archive.namelist())
