"""Before a recall is sent: choose what is recalled, see how far it reaches, then send it."""

import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nguon.base import clock
from nguon.base.ui.attempts import attempted
from nguon.base.ui.parts import Link
from nguon.base.ui.widgets import Tiles
from nguon.food.oversight.operations.recall_goods import recall_goods
from nguon.food.oversight.pages.recall import settled_words
from nguon.food.oversight.pages.recall_choosing import choices_for
from nguon.food.oversight.pages.recall_words import said_amount
from nguon.food.oversight.queries.recall_scope import RecallScope, RecallStart, recall_scope
from nguon.food.oversight.rules.recall_bodies import RecallStarted
from nguon.food.oversight.rules.recall_rights import may_recall
from nguon.ground.people.models import Organisation
from nguon.ground.people.queries import person_of

DRILL: Final = "drill"
REAL: Final = "real"
MODES: Final = [
    (DRILL, gettext_lazy("Drill: nothing is held, every notice says it is a drill")),
    (REAL, gettext_lazy("For real: every kitchen must hold the goods at once")),
]
DEFAULT_DAYS: Final = 7
SALT: Final = "nguon.recall.scope"


class SendForm(forms.Form):
    """Real or drill is never chosen beforehand, and never changed afterwards."""

    record_id = forms.UUIDField(widget=forms.HiddenInput)
    measured = forms.CharField(widget=forms.HiddenInput, required=False)
    mode = forms.ChoiceField(
        label=gettext_lazy("For real, or a drill?"),
        choices=MODES,
        widget=Tiles(layout="list", looks={DRILL: ("", "eye"), REAL: ("bad", "held")}),
    )
    title = forms.CharField(label=gettext_lazy("What is recalled?"), max_length=120)
    reason = forms.CharField(
        label=gettext_lazy("Why?"), max_length=400, widget=forms.Textarea({"rows": 2})
    )
    instructions = forms.CharField(
        label=gettext_lazy("What must they do?"), max_length=400, widget=forms.Textarea({"rows": 2})
    )
    within = forms.ChoiceField(
        label=gettext_lazy("Answer within"),
        choices=[
            ("15", gettext_lazy("15 minutes")),
            ("30", gettext_lazy("30 minutes")),
            ("60", gettext_lazy("1 hour")),
            ("240", gettext_lazy("4 hours")),
            ("1440", gettext_lazy("1 day")),
        ],
        initial="60",
    )

    def __init__(self, *, data: Any = None, initial: dict[str, Any], may_be_real: bool) -> None:
        super().__init__(data=data, initial=initial)
        mode = self.fields["mode"]
        if not may_be_real and isinstance(mode, forms.ChoiceField):
            mode.choices = MODES[:1]


@require_http_methods(["GET", "HEAD", "POST"])
def new_recall(request: HttpRequest) -> HttpResponse:
    """`?lo=` lots (several), `?ncc=` a supplier with `tu` and `den`, `?su-co=` an incident to
    choose lots from, `?tim=` words to look for; `?bo=` leaves a lot out."""
    person, at = person_of(request), clock.now()
    may_recall(person, drill=True, at=at).require()
    start = start_asked(request.GET, at=at)
    if start is None:
        context = {"choose": choices_for(request, at=at), "trail": [_to_list()]}
        return render(request, "oversight/new_recall.html", context)
    began = time.perf_counter()
    scope = recall_scope(start, at=at)
    measured = {"began_at": at.isoformat(), "ms": round((time.perf_counter() - began) * 1000)}
    form = SendForm(
        data=request.POST or None,
        initial={
            "record_id": uuid4(),
            "measured": signing.dumps(measured, salt=SALT),
            "title": _title(scope, start),
            "instructions": _("Set it aside under lock, do not cook it, do not send it back."),
        },
        may_be_real=may_recall(person, drill=False, at=at).allowed,
    )
    if request.method == "POST" and form.is_valid():
        sent = attempted(form, lambda: _send(form, request, start))
        if sent is not None:
            return redirect("oversight:recall", sent)
    context = _preview(request, scope, start, form=form)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "oversight/recall_scope.html", context, status=status)


def start_asked(asked: QueryDict, *, at: datetime) -> RecallStart | None:
    """What the address asks about; None where nothing is chosen yet."""
    without = frozenset(asked.getlist("bo"))
    things = tuple(dict.fromkeys(uri for uri in asked.getlist("lo") if uri and "\0" not in uri))
    if things:
        return RecallStart(things=things[:100], without=without)
    supplier = _uuid(asked.get("ncc", ""))
    if supplier is None or not Organisation.objects.filter(pk=supplier).exists():
        return None
    today = clock.local_day(at)
    first = _day(asked.get("tu", "")) or today - timedelta(days=DEFAULT_DAYS)
    last = _day(asked.get("den", "")) or today
    return RecallStart(
        supplier_id=supplier,
        since=_midnight(min(first, last)),
        until=_midnight(max(first, last) + timedelta(days=1)),
        without=without,
    )


def _send(form: SendForm, request: HttpRequest, start: RecallStart) -> UUID:
    said = form.cleaned_data
    began_at, scope_ms = _measured(said["measured"])
    done = recall_goods(
        RecallStarted(
            title=said["title"],
            reason=said["reason"],
            instructions=said["instructions"],
            is_drill=said["mode"] == DRILL,
            start=start,
            within=timedelta(minutes=int(said["within"])),
            began_at=began_at,
            scope_ms=scope_ms,
            incident_id=_uuid(request.GET.get("su-co", "")),
        ),
        record_id=said["record_id"],
        by=person_of(request),
        at=clock.now(),
    )
    messages.success(request, _("Sent. %(words)s") % {"words": settled_words(done.settled)})
    return done.recall_id


def _measured(said: str) -> tuple[datetime | None, int | None]:
    """What the server itself wrote into the form; anything else is as good as nothing."""
    try:
        measured = signing.loads(said, salt=SALT, max_age=24 * 3600)
        return datetime.fromisoformat(measured["began_at"]), int(measured["ms"])
    except (signing.BadSignature, KeyError, ValueError):
        return None, None


def _preview(
    request: HttpRequest, scope: RecallScope, start: RecallStart, *, form: SendForm
) -> dict[str, Any]:
    return {
        "form": form,
        "scope": scope,
        "start": start,
        "totals": [
            (said_amount(t.came, t.uom), said_amount(t.left, t.uom), t.unknown)
            for t in scope.totals
        ],
        "parties": [
            (
                party,
                [
                    (
                        lot,
                        said_amount(lot.came, lot.uom, is_dish=lot.is_dish),
                        said_amount(lot.used, lot.uom, is_dish=lot.is_dish),
                        said_amount(lot.left, lot.uom, is_dish=lot.is_dish),
                    )
                    for lot in party.lots
                ],
            )
            for party in scope.parties
        ],
        "choosable": _choosable(request.GET, scope, start),
        "last_day": start.until and start.until - timedelta(days=1),
        "trail": [_to_list(), Link(_("New recall"), reverse("oversight:new_recall"))],
    }


def _choosable(
    asked: QueryDict, scope: RecallScope, start: RecallStart
) -> Sequence[tuple[Any, bool, str]]:
    """Each recalled lot, whether it is in, and the address with it the other way round."""
    found = []
    for one in scope.recalled:
        turned = asked.copy()
        out = set(start.without) ^ {one.uri}
        turned.setlist("bo", sorted(out))
        found.append((one, one.uri not in start.without, f"?{turned.urlencode()}"))
    return found


def _title(scope: RecallScope, start: RecallStart) -> str:
    if start.supplier_id is not None:
        supplier = Organisation.objects.get(pk=start.supplier_id)
        return (_("All goods of %(name)s") % {"name": supplier.display_name})[:120]
    kept = [one for one in scope.recalled if one.uri not in start.without]
    names = dict.fromkeys(f"{one.name} {one.label}".strip() for one in kept)
    return ", ".join(names)[:120]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in range(2000, 3000) else None


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_default_timezone())


def _to_list() -> Link:
    return Link(_("Recalls"), reverse("oversight:recalls"))
