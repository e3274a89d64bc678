from nguon.food.kitchen.models.act import Act
from nguon.food.kitchen.models.code_sheet import CodeSheet
from nguon.food.kitchen.models.cooking_check import CookingCheck
from nguon.food.kitchen.models.countersignature import Countersignature
from nguon.food.kitchen.models.dish import Dish
from nguon.food.kitchen.models.eating_start import EatingStart
from nguon.food.kitchen.models.fridge import Fridge
from nguon.food.kitchen.models.fridge_reading import FridgeReading
from nguon.food.kitchen.models.hold import Hold
from nguon.food.kitchen.models.hold_release import HoldRelease
from nguon.food.kitchen.models.ingredient import Ingredient
from nguon.food.kitchen.models.issued_code import IssuedCode
from nguon.food.kitchen.models.meal import Meal
from nguon.food.kitchen.models.meal_planning import MealPlanning
from nguon.food.kitchen.models.parked_decision import ParkedDecision
from nguon.food.kitchen.models.parked_record import ParkedRecord
from nguon.food.kitchen.models.received_line import ReceivedLine
from nguon.food.kitchen.models.retained_sample import RetainedSample
from nguon.food.kitchen.models.sample_destruction import SampleDestruction
from nguon.food.kitchen.models.serving_check import ServingCheck
from nguon.food.kitchen.models.supply_contract import SupplyContract

__all__ = [
    "Act",
    "CodeSheet",
    "CookingCheck",
    "Countersignature",
    "Dish",
    "EatingStart",
    "Fridge",
    "FridgeReading",
    "Hold",
    "HoldRelease",
    "Ingredient",
    "IssuedCode",
    "Meal",
    "MealPlanning",
    "ParkedDecision",
    "ParkedRecord",
    "ReceivedLine",
    "RetainedSample",
    "SampleDestruction",
    "ServingCheck",
    "SupplyContract",
]
