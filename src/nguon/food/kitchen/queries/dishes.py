"""Things of one kitchen by their id; another kitchen's are as good as not there."""

from uuid import UUID

from django.db.models import Count

from nguon.food.kitchen.models import Dish, RetainedSample
from nguon.ground.people.models import Place


def dish_of_place(place: Place, dish_id: UUID) -> Dish | None:
    return Dish.objects.filter(meal__place=place, pk=dish_id).select_related("meal").first()


def sample_of_place(place: Place, record_id: UUID) -> RetainedSample | None:
    """The version of the box that stands, by any version's record; of a withdrawn box the last."""
    named = RetainedSample.objects.filter(place=place, record_id=record_id).first()
    if named is None:
        return None
    chain = RetainedSample.objects.filter(root_id=named.root_id).select_related(
        "actor", "fridge", "dish__meal"
    )
    return chain.filter(superseded_by=None).last() or chain.last()


def containers_of_place(place: Place) -> list[str]:
    """What samples were kept in lately, the commonest word first."""
    boxes = RetainedSample.objects.filter(place=place).values("container")
    counted = boxes.annotate(count=Count("record_id")).order_by("-count", "container")
    return [row["container"] for row in counted[:12]]
