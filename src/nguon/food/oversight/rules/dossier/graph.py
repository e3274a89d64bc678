"""The way of the food as one drawing: suppliers above, lots, dishes, and the meals below.

More than a sheet can hold is counted together: lots of one name, dishes of one name, and at last
all kitchens in one box.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nguon.base.drawing import Drawing, Format, Graph, Sketch, draw
from nguon.food.oversight.queries.dossier import DossierFacts
from nguon.food.oversight.queries.four_answers_value import FourAnswers, ServedMeal
from nguon.food.oversight.rules.dossier.answers import meal_name, portions_text
from nguon.food.oversight.rules.dossier.words import share

PAPER = Format(columns=5, width=200, letters=24)
MOST_IN_ROW = 10
"""Two lines of boxes for one kind of thing; more are counted together."""


def drawing_of(facts: DossierFacts) -> Drawing | None:
    """None if there is nothing to draw."""
    if facts.answers is None:
        return None
    graph = _graph(facts.answers, facts)
    return draw(graph, PAPER) if graph.sketches else None


def _graph(answers: FourAnswers, facts: DossierFacts) -> Graph:
    parts = _Parts(answers, facts)
    boxes: dict[str, Sketch] = {}
    for sketches, group in (
        (parts.suppliers(), "suppliers"),
        (parts.lots(), "lots"),
        (parts.dishes(), "dishes"),
        (parts.meals(), "meals"),
    ):
        boxes |= _few(sketches, group, parts.totals if group == "meals" else ())
    edges = {(boxes[a].key, boxes[b].key) for a, b in parts.edges() if a in boxes and b in boxes}
    drawn = {box.key: box for box in boxes.values()}
    return Graph(list(drawn.values()), sorted(edge for edge in edges if edge[0] != edge[1]))


class _Parts:
    """Only what leads to suspected meals: beside them a drawing would hide what matters."""

    def __init__(self, answers: FourAnswers, facts: DossierFacts) -> None:
        self.answers, self.facts = answers, facts
        self._meals = [meal for meal in answers.served if meal.is_suspected]
        self._dishes = {
            dish.uri: dish.name for meal in self._meals for dish in meal.dishes if dish.is_suspected
        }
        self._lots = {link.thing: link for link in answers.lots if not link.is_dish}

    def suppliers(self) -> list[Sketch]:
        return [
            Sketch(link.party.uri, "place", link.party.name, (share(link.standing.share),))
            for link in self.answers.suppliers
            if any(thing in self._lots for thing in link.things)
        ]

    def lots(self) -> list[Sketch]:
        return [
            Sketch(
                uri,
                "thing",
                link.name,
                tuple(part for part in (link.label, share(link.standing.share)) if part),
                is_start=link.standing.is_common,
            )
            for uri, link in self._lots.items()
        ]

    def dishes(self) -> list[Sketch]:
        return [Sketch(uri, "step", name) for uri, name in self._dishes.items()]

    def meals(self) -> list[Sketch]:
        return [self._meal(number, meal) for number, meal in enumerate(self._meals)]

    @property
    def totals(self) -> tuple[str, ...]:
        """What stands in one box for all meals."""
        portions = sum((meal.portions or Decimal(0) for meal in self._meals), Decimal(0))
        sick = sum(meal.sick for meal in self._meals)
        said = _("portions: %(n)s") % {"n": f"{portions:f}"}
        return (said, _("sick: %(n)s") % {"n": sick}) if sick else (said,)

    def edges(self) -> list[tuple[str, str]]:
        found = [
            (link.party.uri, thing) for link in self.answers.suppliers for thing in link.things
        ]
        found += self.facts.edges
        for number, meal in enumerate(self._meals):
            found += [(dish.uri, _key(number)) for dish in meal.dishes if dish.is_suspected]
        return found

    def _meal(self, number: int, meal: ServedMeal) -> Sketch:
        said = _("portions: %(n)s") % {"n": portions_text(meal.portions)}
        sick = _("sick: %(n)s") % {"n": meal.sick} if meal.sick else ""
        details = tuple(part for part in (meal_name(meal), said, sick) if part)
        return Sketch(_key(number), "place", meal.place.name, details)


def _key(number: int) -> str:
    return f"meal:{number}"


def _few(sketches: list[Sketch], group: str, totals: tuple[str, ...]) -> dict[str, Sketch]:
    """Each one's box: its own if there are few, else one for each name, else one for all."""
    if len(sketches) <= MOST_IN_ROW:
        return {one.key: one for one in sketches}
    by_name = _gathered(sketches, lambda one: one.title, group)
    if len({box.key for box in by_name.values()}) <= MOST_IN_ROW:
        return by_name
    in_one = _gathered(sketches, lambda _one: "", group)
    return {key: replace(box, details=totals) for key, box in in_one.items()}


def _gathered(
    sketches: list[Sketch], name_of: Callable[[Sketch], str], group: str
) -> dict[str, Sketch]:
    groups: Mapping[str, list[Sketch]] = defaultdict(list)
    for one in sketches:
        groups[name_of(one)].append(one)
    boxes: dict[str, Sketch] = {}
    for name, those in groups.items():
        title = f"{len(those)} × {name}" if name else _counted(group, len(those))
        if len(those) == 1:
            title = those[0].title
        box = Sketch(
            f"{group}:{name}", those[0].kind, title, is_start=any(one.is_start for one in those)
        )
        boxes |= {one.key: box for one in those}
    return boxes


def _counted(group: str, count: int) -> str:
    said = {
        "suppliers": ngettext("%(n)d supplier", "%(n)d suppliers", count),
        "lots": ngettext("%(n)d lot", "%(n)d lots", count),
        "dishes": ngettext("%(n)d dish", "%(n)d dishes", count),
        "meals": ngettext("%(n)d meal at kitchens", "%(n)d meals at kitchens", count),
    }
    return said[group] % {"n": count}
