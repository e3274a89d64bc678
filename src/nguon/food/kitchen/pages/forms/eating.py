"""The moment at which the pupils began to eat: a column of Mẫu 3."""

from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.models import Meal
from nguon.food.kitchen.pages.moments import MomentField
from nguon.food.kitchen.pages.record_form import RecordForm


class EatingForm(RecordForm):
    kind = RecordKind.EATING_STARTED
    subject: Meal
    wants_photos = False
    members: ClassVar[tuple[str, ...]] = ("started_at",)
    paths: ClassVar[dict[str, str]] = {"body": "started_at"}

    started_at = MomentField(label=gettext_lazy("Pupils began to eat"))

    def body(self, at: datetime) -> dict[str, Any]:
        return super().body(at) | {"meal_id": str(self.subject.pk)}
