"""What the page shell needs to know on every page: who is here and which doors stand around."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from nguon.food.oversight.queries.open_notices import OpenNotice, open_notices
from nguon.ground.people.choices import Role
from nguon.ground.people.models import Assignment, Person
from nguon.ground.people.queries import assignments_at


@dataclass(frozen=True, slots=True)
class Hall:
    """`base/_bar.html` draws it. Both names are empty when nobody is signed in."""

    person_name: str
    role: str
    home_url: str
    login_url: str
    logout_url: str
    profile_url: str
    language_url: str
    manifest_url: str
    phone_url: str
    bands: tuple["Band", ...]
    other_languages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Band:
    """Stands on top of every page until it is answered; a drill looks different from a recall."""

    text: str
    url: str
    is_drill: bool


def hall(request: HttpRequest) -> dict[str, Hall]:
    """Context processor. The roles of today, and what waits for an answer of this person."""
    person = getattr(request, "user", None)
    person = person if isinstance(person, Person) else None
    held = list(assignments_at(person)) if person else []
    return {
        "hall": Hall(
            person_name=person.full_name if person else "",
            role=_roles(held),
            home_url=reverse("web:home"),
            login_url=_login_url(request),
            logout_url=reverse("people:logout"),
            profile_url=reverse("people:profile"),
            language_url=reverse("set_language"),
            manifest_url=reverse("web:manifest"),
            phone_url=reverse("web:phone"),
            bands=tuple(_band(one) for one in open_notices(held)),
            other_languages=tuple(one for one in settings.LANGUAGES if one[0] != get_language()),
        )
    }


def _roles(held: Iterable[Assignment]) -> str:
    """The same role at three kitchens is one word here."""
    words = dict.fromkeys(str(Role(one.role).label) for one in held)
    return ", ".join(words)


def _band(notice: OpenNotice) -> Band:
    if notice.key is None:
        url = reverse("oversight:recall", args=[notice.recall_id])
        said = ngettext(
            "%(title)s: %(late)d has not answered in time. Ring up.",
            "%(title)s: %(late)d have not answered in time. Ring up.",
            notice.late,
        )
    else:
        url = reverse("oversight:answer_recall", args=[notice.recall_id, notice.key])
        said = _("Recall: %(title)s. Touch here and answer.")
        if notice.is_drill:
            said = _("A drill: %(title)s. Touch here and answer.")
    text = said % {"title": notice.title, "late": notice.late}
    return Band(text=text, url=url, is_drill=notice.is_drill)


def _login_url(request: HttpRequest) -> str:
    """Sign in and come back; a page that was posted to cannot be come back to."""
    url = reverse("people:login")
    if request.method != "GET" or request.path in (url, reverse("web:home")):
        return url
    return f"{url}?{urlencode({'next': request.get_full_path()})}"
