"""Who may see our data: rules of sharing, granted and ended by who speaks for an organisation."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nguon.base.errors import Missing
from nguon.base.ui.attempts import attempted
from nguon.base.ui.parts import Link
from nguon.food.exchange.pages.forms.sharing import SharingForm
from nguon.food.exchange.pages.sharing_words import told
from nguon.food.trace.operations import end_sharing, share_events
from nguon.food.trace.queries.sharing import organisations_shared_by, rules_for, rules_of
from nguon.ground.people.models import Organisation
from nguon.ground.people.queries import person_of

_FIELDS = {"partner": "partner_name", "hidden_members": "hidden_names", "until": "last_day"}


@require_safe
def sharing(request: HttpRequest) -> HttpResponse:
    """Of one organisation at once its page; of several first which."""
    held = list(organisations_shared_by(person_of(request)))
    if len(held) == 1:
        return redirect("exchange:sharing_of", held[0].pk)
    links = [
        Link(one.display_name, reverse("exchange:sharing_of", args=[one.pk]), icon="shop")
        for one in held
    ]
    trail = [Link(_("Home"), reverse("web:home"))]
    return render(request, "exchange/sharing_whose.html", {"doors": links, "trail": trail})


@require_safe
def sharing_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    owner = _owner(request, pk)
    rules = [told(rule) for rule in rules_of(owner)]
    context = {
        "owner": owner,
        "rules": [one for one in rules if one.ended_at is None],
        "ended": [one for one in rules if one.ended_at is not None],
        "received": [told(rule) for rule in rules_for(owner)],
        "trail": [Link(_("Home"), reverse("web:home"))],
    }
    return render(request, "exchange/sharing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_sharing(request: HttpRequest, pk: UUID) -> HttpResponse:
    person, owner = person_of(request), _owner(request, pk)
    form = SharingForm(owner.places.all(), request.POST or None)
    if form.is_valid():
        made = attempted(form, lambda: share_events(owner, form.terms(), by=person), fields=_FIELDS)
        if made is not None:
            messages.success(request, _("%(who)s sees it from now on.") % {"who": told(made).who})
            return redirect("exchange:sharing_of", pk)
    context = {"form": form, "owner": owner, "trail": [_link(owner)]}
    return render(request, "exchange/new_sharing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_rule(request: HttpRequest, pk: UUID, rule_id: UUID) -> HttpResponse:
    person, owner = person_of(request), _owner(request, pk)
    rule = rules_of(owner).filter(pk=rule_id).first()
    if rule is None:
        raise Missing(_("There is no such rule of this organisation."))
    if request.method == "POST":
        end_sharing(rule, by=person)
        messages.success(request, _("%(who)s no longer sees it.") % {"who": told(rule).who})
        return redirect("exchange:sharing_of", pk)
    context = {
        "question": _("End what %(who)s may see?") % {"who": told(rule).who},
        "consequences": [
            _("From the next question on nothing of it is answered, old events neither."),
            _("What was fetched before stays with the partner: nobody can take that back."),
        ],
        "back_url": reverse("exchange:sharing_of", args=[pk]),
        "confirm_text": _("End it"),
        "is_danger": True,
    }
    return render(request, "base/confirm.html", context)


def _owner(request: HttpRequest, pk: UUID) -> Organisation:
    found = organisations_shared_by(person_of(request)).filter(pk=pk).first()
    if found is None:
        raise Missing(_("There is no such organisation, or you do not speak for it."))
    return found


def _link(owner: Organisation) -> Link:
    url = reverse("exchange:sharing_of", args=[owner.pk])
    return Link(_("Who may see our data"), url, icon="eye")
