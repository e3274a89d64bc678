"""What board, map and print share: who asks for which kitchens, and whether anything is new."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from nguon.base import clock
from nguon.base.errors import Unidentified
from nguon.food.oversight.queries.news import news_of
from nguon.food.oversight.rules.board import Board, BoardRow, board_of
from nguon.food.oversight.rules.kitchen_state import Standing
from nguon.food.oversight.rules.province import board_rows, news_since
from nguon.ground.people.choices import Act, PlaceKind
from nguon.ground.people.models import Person, Place
from nguon.ground.people.queries import places_visible_to
from nguon.ground.reference.models import Commune

NOWHERE: Final = "khong-ro"
"""In place of a commune's code: kitchens of which nobody said where they are."""


@dataclass(frozen=True)
class Asked:
    """`?xa=` is the code of a commune, `?tt=` a standing, `?phan=bang` only what renews itself."""

    person: Person
    at: datetime
    commune: str
    standing: Standing | None
    is_part: bool

    def url(self, **changes: str) -> str:
        """The same question with something else in it; "" leaves a word out."""
        said = {"xa": self.commune, "tt": self.standing.value if self.standing else ""} | changes
        return "?" + urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True)
class Choice:
    """One standing to look at, or all; `count` is of the kitchens in the chosen commune."""

    standing: Standing | None
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Overview:
    """`board` is of the chosen commune; `rows` are those of it with the chosen standing."""

    asked: Asked
    board: Board
    rows: Sequence[BoardRow]
    choices: Sequence[Choice]
    communes: Sequence[Commune]
    """All that have a kitchen within reach."""

    @property
    def at(self) -> datetime:
        return self.asked.at

    @property
    def part_url(self) -> str:
        return self.asked.url(phan="bang")

    @property
    def chosen_commune(self) -> Commune | None:
        return next((one for one in self.communes if one.code == self.asked.commune), None)


def asked_by(request: HttpRequest) -> Asked:
    if not isinstance(request.user, Person):
        raise Unidentified(_("Sign in to see the kitchens."))
    wanted = request.GET.get("tt", "")
    return Asked(
        person=request.user,
        at=clock.now(),
        commune=request.GET.get("xa", "").replace("\0", "?"),
        standing=next((one for one in Standing if one.value == wanted), None),
        is_part=request.GET.get("phan") == "bang",
    )


def overview(asked: Asked) -> Overview:
    kitchens = _kitchens(asked)
    communes = Commune.objects.filter(code__in=kitchens.values("commune")).order_by("name")
    if asked.commune == NOWHERE:
        kitchens = kitchens.filter(commune=None)
    elif asked.commune:
        kitchens = kitchens.filter(commune=asked.commune)
    places = list(kitchens.select_related("organisation", "commune"))
    board = board_of(board_rows(places, at=asked.at))
    return Overview(
        asked=asked,
        board=board,
        rows=[row for row in board.rows if asked.standing in (None, row.state.standing)],
        choices=_choices(board, asked),
        communes=list(communes),
    )


def answered(
    request: HttpRequest,
    asked: Asked,
    *,
    template: str,
    context: Callable[[], dict[str, object]],
) -> HttpResponseBase:
    """The page; or that nothing is new, before anything is worked out."""
    etag = _etag(request, asked)
    if asked.is_part:
        unchanged = get_conditional_response(request, etag=etag)
        if unchanged is not None:
            return unchanged
    response = render(request, template, context())
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _kitchens(asked: Asked) -> QuerySet[Place]:
    visible = places_visible_to(asked.person, act=Act.VIEW_DAY, at=asked.at)
    return visible.filter(kind=PlaceKind.KITCHEN)


def _choices(board: Board, asked: Asked) -> list[Choice]:
    counts = [(None, len(board.rows)), *((one, board.counts.get(one, 0)) for one in Standing)]
    return [
        Choice(one, count, asked.url(tt=one.value if one else ""), one == asked.standing)
        for one, count in counts
    ]


def _etag(request: HttpRequest, asked: Asked) -> str:
    """Changes with every record of these kitchens and every minute: time alone makes one late."""
    ids: list[UUID] = list(_kitchens(asked).values_list("pk", flat=True))
    news = sorted((str(pk), one) for pk, one in news_of(ids, news_since(asked.at)).items())
    seen = (
        [(pk, one.records, one.newest_at.isoformat()) for pk, one in news],
        len(ids),
        asked.at.replace(second=0, microsecond=0).isoformat(),
        str(asked.person.pk),
        request.get_full_path(),
        translation.get_language(),
    )
    return f'"{hashlib.sha256(repr(seen).encode()).hexdigest()[:32]}"'
