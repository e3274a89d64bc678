"""What the page shell needs to know on every page: who is here and which doors stand around."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from nguon.ground.people.choices import Role
from nguon.ground.people.models import Person
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
    other_languages: tuple[tuple[str, str], ...]


def hall(request: HttpRequest) -> dict[str, Hall]:
    """Context processor. One query where somebody is signed in: the roles of today."""
    person = getattr(request, "user", None)
    person = person if isinstance(person, Person) else None
    return {
        "hall": Hall(
            person_name=person.full_name if person else "",
            role=_roles(person) if person else "",
            home_url=reverse("web:home"),
            login_url=_login_url(request),
            logout_url=reverse("people:logout"),
            profile_url=reverse("people:profile"),
            language_url=reverse("set_language"),
            manifest_url=reverse("web:manifest"),
            phone_url=reverse("web:phone"),
            other_languages=tuple(one for one in settings.LANGUAGES if one[0] != get_language()),
        )
    }


def _roles(person: Person) -> str:
    """The same role at three kitchens is one word here."""
    words = dict.fromkeys(str(Role(held.role).label) for held in assignments_at(person))
    return ", ".join(words)


def _login_url(request: HttpRequest) -> str:
    """Sign in and come back; a page that was posted to cannot be come back to."""
    url = reverse("people:login")
    if request.method != "GET" or request.path in (url, reverse("web:home")):
        return url
    return f"{url}?{urlencode({'next': request.get_full_path()})}"
