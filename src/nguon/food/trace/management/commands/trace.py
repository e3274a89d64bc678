import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nguon.base.errors import Missing
from nguon.food.trace.queries import starting_points, trace
from nguon.food.trace.queries.scope import EVERYTHING
from nguon.food.trace.queries.trace_members import trace_members
from nguon.food.trace.queries.trace_value import Trace
from nguon.food.trace.queries.words import (
    amount_text,
    amounts_text,
    moment_text,
    step_title,
    thing_title,
)
from nguon.ground.people.queries import Principal

# Whoever may run commands on the server reads its database anyway.
_OPERATOR = Principal(
    person_id=None,
    organisation_ids=frozenset(),
    place_ids=frozenset(),
    sees_everything=True,
    label="console",
)


class Command(BaseCommand):
    help = "Trace a code, an identifier or a lot number: where it came from, where it went."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="what a label, a scanner or a delivery note says")
        parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = starting_points(options["code"], scope=EVERYTHING)
        if not found:
            raise CommandError(f"No event names {options['code']!r}.")
        if len(found) > 1:
            listed = "\n".join(f"  {one.uri}  {thing_title(one)}" for one in found)
            raise CommandError(f"{len(found)} things go by {options['code']!r}:\n{listed}")
        try:
            answer = trace(found[0].uri, principal=_OPERATOR)
        except Missing as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(trace_members(answer), ensure_ascii=False, indent=2))
        else:
            self._tell(answer)

    def _tell(self, answer: Trace) -> None:
        self.stdout.write(f"{thing_title(answer.start)}  {answer.start.uri}")
        if not answer.is_complete:
            text = _("More than %(limit)d things: this is not all of it.")
            self.stdout.write(text % {"limit": answer.limit})
        steps = {step.key: step for step in answer.steps}
        made = {edge.target: edge for edge in answer.edges}
        for heading, things in (
            (_("Where it came from"), reversed(answer.upstream)),
            (_("Where it went"), answer.downstream),
        ):
            self.stdout.write(f"\n{heading}")
            for thing in things:
                edge = made.get(thing.uri)
                step = steps.get(edge.source) if edge else None
                how = ""
                if edge and step:
                    where = step.place or step.organisation
                    told = step_title(step.biz_step), moment_text(step.event_time), where.name
                    how = ", ".join((*told, amounts_text(edge.amounts))).rstrip(", ")
                indent = "  " * abs(thing.depth)
                self.stdout.write(f"{indent}{thing_title(thing)}  [{how}]  {thing.uri}")
        self._tell_handovers(answer)

    def _tell_handovers(self, answer: Trace) -> None:
        titles = {thing.uri: thing_title(thing) for thing in answer.things}
        self.stdout.write("\n" + pgettext("trace", "Suppliers"))
        for supplier in answer.suppliers:
            lots = ", ".join(titles[uri] for uri in supplier.things)
            self.stdout.write(f"  {supplier.party.name}: {lots}")
        self.stdout.write("\n" + _("Who received it"))
        for receipt in answer.receipts:
            amount = amount_text(receipt.amount) if receipt.amount else "?"
            when = moment_text(receipt.event_time)
            self.stdout.write(f"  {when}  {receipt.place.name}: {titles[receipt.thing]}, {amount}")
