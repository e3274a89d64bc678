"""All recalls, and all drills, that somebody may see: two lists that are never one."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nguon.base import clock
from nguon.food.oversight.pages.recall_words import Counts, counts_of, rows_of
from nguon.food.oversight.queries.recall_value import RecallView
from nguon.food.oversight.queries.recalls import recall_reach, recalls_of
from nguon.food.oversight.rules.recall_rights import may_recall
from nguon.ground.people.queries import person_of


@dataclass(frozen=True, slots=True)
class RecallRow:
    recall: RecallView
    counts: Counts

    @property
    def url(self) -> str:
        return reverse("oversight:recall", args=[self.recall.id])


@require_safe
def recalls(request: HttpRequest) -> HttpResponse:
    person, at = person_of(request), clock.now()
    reach = recall_reach(person, at=at)
    lists = [
        [RecallRow(one, counts_of(rows_of(one, at=at))) for one in recalls_of(reach, drills=drills)]
        for drills in (False, True)
    ]
    context = {
        "recalls": lists[0],
        "drills": lists[1],
        "sees_all": reach.everything,
        "may_start": may_recall(person, drill=True, at=at).allowed,
    }
    return render(request, "oversight/recalls.html", context)
