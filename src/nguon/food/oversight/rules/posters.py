"""The words of the posters, in both languages at once: whoever stands there chose no language."""

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from nguon.base.paper.poster import Poster, PosterWords
from nguon.ground.people.models import Place


def parents_poster(place: Place, public_url: str) -> Poster:
    """At the gate: what is eaten today."""
    return _poster(
        place,
        f"{public_url}{reverse('oversight:parents_today', args=[place.pk])}",
        lambda: PosterWords(
            title=_("What do our children eat today?"),
            asks=_("Scan this code with a phone. It costs nothing and asks for no account."),
            shows=[
                _("Today’s menu, and that of the coming days"),
                _("Who supplied the food, by name"),
                _("Each check with the hour at which it was done"),
                _("How cold the fridges are"),
            ],
            ends=_("Where nothing was recorded, it says so. No pupil is named there."),
        ),
    )


def inspection_poster(place: Place, public_url: str) -> Poster:
    """On the kitchen's wall: opens nothing by itself."""
    host = urlsplit(public_url).netloc
    return _poster(
        place,
        f"{public_url}{reverse('oversight:wall', args=[place.pk])}",
        lambda: PosterWords(
            title=_("For inspectors: this kitchen in 30 seconds"),
            asks=_("Scan this code and sign in. Without an account, ask the manager for a pass."),
            shows=[
                _("Today’s three steps, with their real times"),
                _("Samples kept, fridges, what is on hold"),
                _("The last 30 days, and whether the signed records are unchanged"),
            ],
            ends=_("Check that the address on your phone begins with %(host)s") % {"host": host},
        ),
    )


POSTERS: Final[Mapping[str, Callable[[Place, str], Poster]]] = {
    "phu-huynh": parents_poster,
    "kiem-tra": inspection_poster,
}


def _poster(place: Place, address: str, words: Callable[[], PosterWords]) -> Poster:
    said = []
    for language in ("vi", "en"):
        with translation.override(language):
            said.append(words())
    commune = str(place.commune) if place.commune else place.address
    return Poster(
        school=place.organisation.display_name,
        where=commune,
        address=address,
        first=said[0],
        second=said[1],
    )
