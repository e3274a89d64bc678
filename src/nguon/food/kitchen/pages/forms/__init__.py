"""One form for each kind of record; `FORMS` finds the one that corrects a record."""

from nguon.food.kitchen.choices import RecordKind
from nguon.food.kitchen.pages.forms.cooking import CookingForm
from nguon.food.kitchen.pages.forms.countersign import CountersignForm
from nguon.food.kitchen.pages.forms.delivery import DeliveryForm
from nguon.food.kitchen.pages.forms.destruction import DestructionForm
from nguon.food.kitchen.pages.forms.eating import EatingForm
from nguon.food.kitchen.pages.forms.fridge import FridgeForm
from nguon.food.kitchen.pages.forms.hold import HoldForm, ReleaseForm, SuspicionForm
from nguon.food.kitchen.pages.forms.meal_plan import MealPlanForm
from nguon.food.kitchen.pages.forms.sample import SampleForm
from nguon.food.kitchen.pages.forms.serving import ServingForm
from nguon.food.kitchen.pages.forms.withdrawal import WithdrawalForm
from nguon.food.kitchen.pages.record_form import RecordForm

__all__ = [
    "FORMS",
    "CookingForm",
    "CountersignForm",
    "DeliveryForm",
    "DestructionForm",
    "EatingForm",
    "FridgeForm",
    "HoldForm",
    "MealPlanForm",
    "ReleaseForm",
    "SampleForm",
    "ServingForm",
    "SuspicionForm",
    "WithdrawalForm",
]

FORMS: dict[RecordKind, type[RecordForm]] = {
    form.kind: form
    for form in (
        MealPlanForm,
        DeliveryForm,
        CookingForm,
        ServingForm,
        EatingForm,
        SampleForm,
        DestructionForm,
        FridgeForm,
        HoldForm,
        ReleaseForm,
        CountersignForm,
    )
}
