"""A cooperative that keeps its books in sheets, and somebody who is signed in for it."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nguon.base import clock
from nguon.food.exchange.models import SentSheet, SheetCapture
from nguon.food.exchange.operations.capture_sheet import capture_sheet
from nguon.food.exchange.operations.send_sheet import send_sheet
from tests.food.exchange.rules.registered import csv_of
from tests.food.trace.conftest import Actor, Cast

NOW = clock.now()
DAY = f"{clock.today() - timedelta(days=1):%d/%m/%Y}"
PAGE = "/trao-doi/bang-tinh/"


@dataclass
class Farm:
    cast: Cast
    client: Client

    @property
    def actor(self) -> Actor:
        return self.cast.cooperative

    def harvest(self, **cells: str) -> dict[str, str]:
        row = {
            "day": DAY,
            "hour": "05:30",
            "place": self.actor.place.name,
            "goods": "Cải ngọt",
            "lot": "2211-R2",
            "amount": "45,5",
            "unit": "kg",
        }
        return row | cells

    def ship(self, **cells: str) -> dict[str, str]:
        row = self.harvest(hour="06:30", amount="20", partner="truong him lam")
        return row | {"partner_place": self.cast.kitchen.place.name} | cells

    def send(self, key: str, *rows: dict[str, str]) -> SentSheet:
        return send_sheet(
            csv_of(key, *rows),
            file_name="sổ.csv",
            organisation=self.actor.organisation,
            by=self.actor.person,
            at=NOW,
        )

    def record(self, key: str, *rows: dict[str, str]) -> SheetCapture:
        return capture_sheet(self.send(key, *rows), by=self.actor.person, at=NOW)

    def hand_in(self, data: bytes, name: str = "sổ.csv") -> str:
        """The path of the sheet's page."""
        answer = self.client.post(PAGE, self.body(data, name))
        assert answer.status_code == 302, answer.content.decode()
        return str(answer["Location"])

    def body(self, data: bytes, name: str = "sổ.csv") -> dict[str, Any]:
        organisation = str(self.actor.organisation.pk)
        return {"organisation": organisation, "sheet": SimpleUploadedFile(name, data)}

    def page(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200
        return text_of(answer.content.decode())


def text_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page).replace("\xa0", " ").split())


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(actor.person, "django.contrib.auth.backends.ModelBackend")
    return client
