"""One recall: who answered, who has not, how much was found; sent again; released."""

from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nguon.base import clock
from nguon.base.ui.attempts import attempted
from nguon.base.ui.parts import Link
from nguon.base.ui.widgets import TickTiles
from nguon.food.oversight.operations.recall_goods import Done, release_recall
from nguon.food.oversight.operations.settle_recall import Settled, settle_recall
from nguon.food.oversight.pages.recall_words import NoticeRow, counts_of, rows_of
from nguon.food.oversight.queries.recall_holds import hold_id, holds_placed
from nguon.food.oversight.queries.recall_scope import recalled_things
from nguon.food.oversight.queries.recall_value import RecallView
from nguon.food.oversight.queries.recalls import recall_of, recall_reach
from nguon.food.oversight.queries.to_call import phones_of
from nguon.food.oversight.rules.recall import DrillScore, NoticeState
from nguon.food.oversight.rules.recall_reading import score_of_drill
from nguon.food.oversight.rules.recall_rights import may_answer, may_recall, may_release_recall
from nguon.ground.people.queries import person_of


class ReleaseForm(forms.Form):
    """Nothing ticked means the whole."""

    record_id = forms.UUIDField(widget=forms.HiddenInput)
    lots = forms.MultipleChoiceField(
        label=gettext_lazy("Only these lots"), required=False, widget=TickTiles(layout="list")
    )
    finding = forms.CharField(
        label=gettext_lazy("What was found?"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )


@require_safe
def recall(request: HttpRequest, recall_id: UUID) -> HttpResponse:
    """Those who look after the province see all of it; others their own notices."""
    person, at = person_of(request), clock.now()
    found = recall_of(recall_id, recall_reach(person, at=at))
    if not found.sees_all:
        mine = [
            row
            for row in rows_of(found, at=at)
            if may_answer(person, found, row.notice.key, at=at).allowed
        ]
        if len(found.notices) == 1 and mine:
            return redirect(mine[0].answer_url)
    rows = rows_of(found, at=at, held=_holds(found))
    late = [row for row in rows if row.level and row.state is NoticeState.OVERDUE]
    score = score_of_drill(found, found.notices) if found.is_drill and found.sees_all else None
    context = {
        "recall": found,
        "rows": rows,
        "counts": counts_of(rows),
        "score": score,
        "found_percent": _percent(score),
        "scope_took": _scope_took(found),
        "recalled": recalled_things(found.start, at=at) if found.sees_all else [],
        "to_call": _with_phones(late),
        "at": at,
        "may_release": may_release_recall(person, found, at=at).allowed,
        "may_send_again": found.is_open and may_recall(person, drill=found.is_drill, at=at).allowed,
        "answerable": {
            row.notice.key
            for row in rows
            if not found.sees_all and may_answer(person, found, row.notice.key, at=at).allowed
        },
        "trail": [_to_list()],
    }
    return render(request, "oversight/recall.html", context)


@require_POST
def send_again(request: HttpRequest, recall_id: UUID) -> HttpResponse:
    """Whoever joined since is told, whoever is late reminded; nobody is told twice."""
    person, at = person_of(request), clock.now()
    found = recall_of(recall_id, recall_reach(person, at=at))
    may_recall(person, drill=found.is_drill, at=at).require()
    messages.success(request, settled_words(settle_recall(recall_id, at=at)))
    return redirect("oversight:recall", recall_id)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, recall_id: UUID) -> HttpResponse:
    person, at = person_of(request), clock.now()
    found = recall_of(recall_id, recall_reach(person, at=at))
    form = ReleaseForm(request.POST or None, initial={"record_id": uuid4()})
    lots = [
        one
        for one in recalled_things(found.start, at=at)
        if one.uri not in found.start.without | found.released_lots
    ]
    _choose(form, [(one.uri, f"{one.name} · {one.label or one.uri}") for one in lots])
    if request.method == "POST" and form.is_valid():
        done = attempted(form, lambda: _released(form, found, request))
        if done is not None:
            messages.success(request, _("Released. %(words)s") % {"words": _freed(done.settled)})
            return redirect("oversight:recall", recall_id)
    may_release_recall(person, found, at=at).require()
    context = {
        "form": form,
        "recall": found,
        "trail": [_to_list(), Link(found.title, reverse("oversight:recall", args=[recall_id]))],
    }
    status = 422 if form.errors else 200
    return render(request, "oversight/release_recall.html", context, status=status)


def settled_words(settled: Settled) -> str:
    told = ngettext("%(n)d told.", "%(n)d told.", settled.told) % {"n": settled.told}
    held = ngettext("%(n)d hold placed.", "%(n)d holds placed.", settled.held) % {"n": settled.held}
    words = [told, held] if settled.told or settled.held else [_("Nobody new to tell.")]
    if settled.refused:
        names = ", ".join(dict.fromkeys(settled.refused))
        words.append(_("No hold could be placed at: %(names)s.") % {"names": names})
    return " ".join(words)


def _released(form: ReleaseForm, found: RecallView, request: HttpRequest) -> Done:
    said = form.cleaned_data
    return release_recall(
        found.id,
        record_id=said["record_id"],
        lots=said.get("lots", ()),
        finding=said["finding"],
        by=person_of(request),
        at=clock.now(),
    )


def _freed(settled: Settled) -> str:
    count = settled.released
    return ngettext("%(n)d hold lifted.", "%(n)d holds lifted.", count) % {"n": count}


def _choose(form: ReleaseForm, choices: list[tuple[str, str]]) -> None:
    """Of one lot there is nothing to choose."""
    field = form.fields["lots"]
    if len(choices) < 2 or not isinstance(field, forms.MultipleChoiceField):
        del form.fields["lots"]
    else:
        field.choices = choices


def _holds(recall: RecallView) -> set[UUID] | None:
    if recall.is_drill:
        return None
    return holds_placed(
        [
            hold_id(recall.id, one.place.pk, lot.uri)
            for one in recall.kitchens
            if one.place is not None
            for lot in one.lots
        ]
    )


def _with_phones(rows: list[NoticeRow]) -> list[tuple[NoticeRow, list[tuple[str, str, str]]]]:
    """Whom to ring up, because nobody can be reached through this house."""
    phones = phones_of([row.notice for row in rows])
    return [(row, phones.get(row.notice.key, [])) for row in rows]


def _percent(score: DrillScore | None) -> str:
    return "–" if score is None or score.found_share is None else f"{score.found_share:.0%}"


def _scope_took(recall: RecallView) -> str:
    """From the first question to the sending, and how much of it the machine needed."""
    if not recall.sees_all or recall.began_at is None:
        return ""
    seconds = round((recall.sent_at - recall.began_at).total_seconds())
    took = _("%(seconds)d s") % {"seconds": seconds}
    if recall.scope_ms is None:
        return took
    return _("%(took)s, of which the machine %(ms)d ms") % {"took": took, "ms": recall.scope_ms}


def _to_list() -> Link:
    return Link(_("Recalls"), reverse("oversight:recalls"))
