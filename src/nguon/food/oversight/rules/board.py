"""The province on one screen: every kitchen, what it owes, what is wrong, who is silent."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from nguon.food.oversight.rules.kitchen_facts import KitchenFacts
from nguon.food.oversight.rules.kitchen_state import KitchenState, Standing, kitchen_state
from nguon.ground.people.models import Place
from nguon.ground.reference.models import Commune


@dataclass(frozen=True)
class BoardRow:
    place: Place
    state: KitchenState
    facts: KitchenFacts
    heard_at: datetime | None
    """The last time anything of the kitchen reached the server, a phone's question included."""

    incidents: frozenset[UUID] = frozenset()
    """Open ones; of several kitchens that share one, each has the same."""


@dataclass(frozen=True)
class Board:
    rows: Sequence[BoardRow]
    """Who needs looking at first comes first."""

    counts: Mapping[Standing, int]
    rejections: int
    open_holds: int
    incidents: int
    """Suspected poisonings that nobody has closed."""


def board_row(
    place: Place,
    facts: KitchenFacts,
    *,
    heard_at: datetime | None,
    at: datetime,
    incidents: Mapping[UUID, UUID] | None = None,
) -> BoardRow:
    """`incidents` by each report of theirs; without it they are not counted."""
    state = kitchen_state(facts, heard_at=heard_at, at=at)
    own = frozenset(incidents[one] for one in facts.suspicions) if incidents else frozenset()
    return BoardRow(place, state, facts, heard_at, own)


def board_of(rows: Sequence[BoardRow]) -> Board:
    order = {one: number for number, one in enumerate(Standing)}
    return Board(
        rows=sorted(rows, key=lambda row: (order[row.state.standing], row.place.name)),
        counts=Counter(row.state.standing for row in rows),
        rejections=sum(row.facts.rejections for row in rows),
        open_holds=sum(row.facts.open_holds for row in rows),
        incidents=_incidents(rows),
    )


def _incidents(rows: Iterable[BoardRow]) -> int:
    """What is joined counts once, whoever reported it."""
    return len({one for row in rows for one in row.incidents})


@dataclass(frozen=True)
class CommuneRow:
    """One tile of the map, and one line of the list below it."""

    commune: Commune | None
    """None for kitchens of which nobody said where they are."""

    counts: Mapping[Standing, int]
    kitchens: int
    worst: Standing | None
    """None where there is no kitchen that the asker may see."""

    rejections: int
    incidents: int

    @property
    def worst_count(self) -> int:
        return self.counts[self.worst] if self.worst else 0

    @property
    def told(self) -> list[tuple[Standing, int]]:
        """The worst first, without those that no kitchen has."""
        return [(one, self.counts[one]) for one in Standing if self.counts.get(one)]


def commune_rows(board: Board, communes: Sequence[Commune]) -> list[CommuneRow]:
    """Every commune once, in the order given; in the end the kitchens without one, if any."""
    by_commune: dict[str | None, list[BoardRow]] = {commune.code: [] for commune in communes}
    for row in board.rows:
        by_commune.setdefault(row.place.commune_id, []).append(row)
    known = {commune.code: commune for commune in communes}
    return [
        _commune_row(known.get(code or ""), rows)
        for code, rows in by_commune.items()
        if rows or code is not None
    ]


def _commune_row(commune: Commune | None, rows: Sequence[BoardRow]) -> CommuneRow:
    return CommuneRow(
        commune=commune,
        counts=Counter(row.state.standing for row in rows),
        kitchens=len(rows),
        worst=rows[0].state.standing if rows else None,
        rejections=sum(row.facts.rejections for row in rows),
        incidents=_incidents(rows),
    )
