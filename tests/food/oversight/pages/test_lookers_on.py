"""What somebody reads of an incident who may look at the kitchen's day and nothing more."""

import re

from django.test import Client
from django.urls import reverse

from nguon.food.kitchen.management.demo.cast import Cast
from nguon.food.kitchen.models import Hold
from nguon.ground.people.models import Person
from tests.food.oversight.suspected import lived, suspected

SECRET = "Lò Thị Hoa nôn nhiều nhất"


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_parents_see_that_something_is_held_and_no_word_about_the_sick(cast: Cast) -> None:
    day = lived(cast, 1, dishes=2)
    told = {"cause": SECRET, "note": SECRET, "suspected": {"sick": 3, "symptoms": ["fever"]}}
    hold = Hold.objects.get(root_id=suspected(day, **told))
    place = day.kitchen.place.pk
    record = reverse("kitchen:record", args=[place, hold.record_id])
    for url in (reverse("kitchen:today", args=[place]), record):
        shown = browser(cast.people["parent"]).get(url).content.decode()
        own = browser(day.kitchen.cooks[0]).get(url).content.decode()
        assert (SECRET in own, "Nghi ngộ độc" in own) == (True, True)
        assert (SECRET in shown, "Nghi ngộ độc" in shown) == (False, True)
        assert re.search(r"3 người bị|Sốt", own) is not None
        assert re.search(r"3 người bị|Sốt", shown) is None
