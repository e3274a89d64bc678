"""Closed lists of the kitchen day. Values are what records carry; labels are for people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RecordKind(TextChoices):
    """What a kitchen record can say. Published on the wire; never renamed, only added to."""

    MEAL_PLAN = "meal_plan", _("Menu and portions")
    DELIVERY_LINE = "delivery_line", _("Step 1: goods received")
    DISH_COOKED = "dish_cooked", _("Step 2: dish cooked")
    DISH_CHECKED = "dish_checked", _("Step 3: dish checked before eating")
    EATING_STARTED = "eating_started", _("Eating started")
    SAMPLE_TAKEN = "sample_taken", _("Sample taken")
    SAMPLE_DESTROYED = "sample_destroyed", _("Sample destroyed")
    FRIDGE_READING = "fridge_reading", _("Fridge reading")
    HOLD = "hold", _("Hold")
    HOLD_RELEASED = "hold_released", _("Hold released")
    DAY_COUNTERSIGNED = "day_countersigned", _("Day countersigned")
    WITHDRAWN = "withdrawn", _("Record withdrawn")


class IdentifiedBy(TextChoices):
    """How a shared phone told its people apart when the record was saved."""

    PIN = "pin", _("PIN")
    TILE = "tile", _("name only, no PIN")


class ParkedFor(TextChoices):
    """Why a record that a phone handed in is not in the book yet."""

    UNKNOWN_REFERENCE = "unknown_reference", _("names something that has not come in yet")
    PERSON_NOT_ALLOWED = "person_not_allowed", _("the person may not do this here")
    DEVICE_REVOKED = "device_revoked", _("the phone was revoked")


class ParkedOutcome(TextChoices):
    """What became of it."""

    SETTLED = "settled", _("what it named came in")
    ADMITTED = "admitted", _("admitted")
    REFUSED = "refused", _("refused")


class MealKind(TextChoices):
    BREAKFAST = "breakfast", _("Breakfast")
    LUNCH = "lunch", _("Lunch")
    AFTERNOON = "afternoon", _("Afternoon snack")
    DINNER = "dinner", _("Dinner")


class Matter(TextChoices):
    """Decides the sample that is owed: 100 g of a solid, 150 ml of a liquid (QĐ 1246)."""

    SOLID = "solid", _("Solid (fried, boiled, steamed…)")
    LIQUID = "liquid", _("Liquid (soup, broth…)")


class Result(TextChoices):
    """A check somebody made. There is no default: not checked is the absence of a value."""

    PASS = "pass", _("Passed")
    FAIL = "fail", _("Failed")


class QuickTest(TextChoices):
    PASS = "pass", _("Passed")
    FAIL = "fail", _("Failed")
    NOT_DONE = "not_done", _("Not done")


class ReturnReason(TextChoices):
    """What the phone offers to tick; it writes the Vietnamese words into `rejection_reason`."""

    ROTTEN = "rotten", _("Bruised, rotten, mouldy")
    SMELL = "smell", _("Strange smell")
    WARM = "warm", _("Not cold enough")
    TORN = "torn", _("Torn packing")
    EXPIRED = "expired", _("Past its date")
    NO_PAPER = "no-paper", _("Papers missing")
    DIRTY = "dirty", _("Dirt, insects")
    SHORT = "short", _("Short or wrong goods")


class DeliveryDecision(TextChoices):
    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Partly returned")
    REJECTED = "rejected", _("Rejected")


class ServingDecision(TextChoices):
    SERVE = "serve", _("Serve")
    STOP = "stop", _("Stop")


class HoldKind(TextChoices):
    """Why things are held: QĐ 1246 names suspicion and the request of an authority."""

    SUSPICION = "suspicion", _("Suspected poisoning")
    AUTHORITY = "authority", _("Request of an authority")
    OTHER = "other", _("Another reason")


class Symptom(TextChoices):
    """What the sick were seen to have. A closed list, so that nobody writes about one pupil."""

    NAUSEA = "nausea", _("Nausea")
    VOMITING = "vomiting", _("Vomiting")
    ABDOMINAL_PAIN = "abdominal_pain", _("Abdominal pain")
    DIARRHOEA = "diarrhoea", _("Diarrhoea")
    FEVER = "fever", _("Fever")
    HEADACHE = "headache", _("Headache")
    DIZZINESS = "dizziness", _("Dizziness")
    RASH = "rash", _("Rash, itching")
    NUMBNESS = "numbness", _("Numb lips or limbs")
    HARD_BREATHING = "hard_breathing", _("Hard breathing")
    OTHER = "other", _("Another symptom")


class CodePurpose(TextChoices):
    """What a sheet of codes, printed before anything is known, will be stuck on."""

    BOX = "box", _("Sample boxes, used again and again")
    LOT = "lot", _("Lots of goods, one label each")


class FridgeKind(TextChoices):
    SAMPLE = "sample", _("Sample fridge")
    COLD = "cold", _("Cold store")
    FREEZER = "freezer", _("Freezer")
