"""One person with one phone: does what fingers do, and reads what stands there."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from nguon.food.kitchen.management.demo.cast import DEMO_PASSWORD
from nguon.ground.people.models import Person

PHONE = {"width": 360, "height": 640}
SHOTS = os.environ.get("JOURNEY_SHOTS", "")
"""A folder for a picture of each step, for whoever wants to look."""

OPEN = ("Chưa tới", "Cần làm", "Quá giờ", "Cùng bước 2")
# A page on its way to the next one has no root element for a moment: nothing to measure yet.
STICKING_OUT = "document.documentElement ? document.documentElement.scrollWidth - innerWidth : 0"
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


@dataclass
class Walker:
    name: str
    address: str
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)
    steps: int = 0

    @classmethod
    def with_phone(cls, name: str, browser: Browser, *, address: str, script: bool) -> "Walker":
        context = browser.new_context(viewport=PHONE, has_touch=True, java_script_enabled=script)
        context.set_default_timeout(15_000)
        walker = cls(name, address, context, context.new_page())
        walker.page.on("console", lambda message: walker.complain(message.text))
        walker.page.on("pageerror", lambda error: walker.complain(str(error)))
        return walker

    def complain(self, text: str) -> None:
        """A page with a status of 4xx is what some steps are about."""
        if not REFUSED.match(text):
            self.complaints.append(text)

    def open(self, path: str) -> int:
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        return answer.status

    def sign_in(self, person: Person, *, password: str = DEMO_PASSWORD) -> None:
        self.open("/tai-khoan/dang-nhap/")
        self.page.get_by_label("Tên đăng nhập").fill(person.username)
        self.page.get_by_label("Mật khẩu").fill(password)
        self.press("Đăng nhập")

    def look(self, at: str) -> None:
        """Nothing sticks out to the side; and a picture, if somebody wants to see."""
        self.steps += 1
        if SHOTS:
            self.page.wait_for_load_state("networkidle")
            path = Path(SHOTS) / f"{self.name}-{self.steps:02}-{at}.png"
            self.page.screenshot(path=path, full_page=True)
        self.page.wait_for_load_state()
        assert self.page.evaluate(STICKING_OUT) == 0, at

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def choose(self, question: str, answer: str) -> None:
        """Tap a tile."""
        tiles = self.group(question).locator("label.tile")
        tiles.filter(has=self.page.get_by_text(answer, exact=True)).click()

    def choose_noted(self, question: str, answer: str) -> None:
        """Tap a tile that says more under its name."""
        self.group(question).locator("label.tile", has_text=answer).click()

    def chosen(self, question: str) -> list[str]:
        ticked = self.group(question).locator("label.tile:has(input:checked)")
        return [text.strip() for text in ticked.all_inner_texts()]

    def group(self, question: str) -> Locator:
        return self.page.get_by_role("group", name=question)

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    def unfold(self, title: str) -> None:
        self.page.locator("summary", has_text=title).click()

    def reads(self, *texts: str) -> None:
        """Each stands on the page, where it can be seen."""
        for text in texts:
            expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def dish(self, name: str) -> Locator:
        heading = self.page.get_by_role("heading", name=name, exact=True)
        return self.page.locator(".dish").filter(has=heading)

    def cell(self, dish: str, step: str) -> Locator:
        """A step of a dish on the board of the day."""
        step_name = self.page.locator(".cell-step", has_text=step)
        return self.dish(dish).locator(".cell, .cell-none").filter(has=step_name)

    def states(self, dish: str) -> list[str]:
        """The words under a dish, one a step."""
        words = self.dish(dish).locator(".cell-state, .cell-none").all_inner_texts()
        return [word.strip() for word in words]

    def open_steps(self, dish: str) -> int:
        """How many are still to be done, on time or not: that depends on the hour."""
        return len([word for word in self.states(dish) if word in OPEN])

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)
