"""Print the five official forms of a kitchen and day as PDF files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from nguon.base.clock import now
from nguon.base.paper.label import render_label_sheet
from nguon.base.paper.layout import FormSet
from nguon.base.paper.render_form import render_blank, render_forms
from nguon.food.kitchen.management.options import add_day_options, chosen_day, chosen_kitchen
from nguon.food.kitchen.queries.day import acts_of_day, day_seal
from nguon.food.kitchen.queries.form_layouts import DEFAULT_SET, FORMS, form_sets
from nguon.food.kitchen.queries.paper import PaperDay, paper_day
from nguon.food.kitchen.rules.paper import day_forms, form_header, sample_label


class Command(BaseCommand):
    help = "Print the five forms of QĐ 1246 for a kitchen and a day: one PDF each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_day_options(parser)
        parser.add_argument("--to", type=Path, default=Path(), help="Folder for the files.")
        parser.add_argument("--layout", default=DEFAULT_SET, help="Layout file, without .json.")
        parser.add_argument("--blank", action="store_true", help="Empty forms, for power cuts.")

    def handle(self, *_args: Any, **options: Any) -> None:
        sets = form_sets()
        if options["layout"] not in sets:
            known = ", ".join(sets)
            raise CommandError(f"Expected a layout of {known}, got {options['layout']!r}.")
        place, day = chosen_kitchen(options["kitchen"]), chosen_day(options["date"])
        folder: Path = options["to"]
        folder.mkdir(parents=True, exist_ok=True)
        paper = paper_day(place, day)
        for name, pdf in self._files(paper, sets[options["layout"]], blank=options["blank"]):
            path = folder / f"{name}-{day:%Y-%m-%d}.pdf"
            path.write_bytes(pdf)
            self.stdout.write(str(path))

    def _files(self, paper: PaperDay, layouts: FormSet, *, blank: bool) -> list[tuple[str, bytes]]:
        printed_at, seal = now(), day_seal(paper.place, paper.date)
        if blank:
            header = form_header(paper, day_hash="", printed_at=printed_at)
            return [
                (f"{form_id}-trong", render_blank(layouts.form(form_id), header))
                for form_id in FORMS
            ]
        filled = day_forms(paper, layouts=layouts, day_hash=seal, printed_at=printed_at, only=FORMS)
        files = [
            (form_id, render_forms([form])) for form_id, form in zip(FORMS, filled, strict=True)
        ]
        samples = [
            sample
            for by_dish in acts_of_day(paper.place, paper.date).samples.values()
            for sample in by_dish
        ]
        if samples and layouts.label is not None:
            labels = [sample_label(sample) for sample in samples]
            files.append(("mau-4", render_label_sheet(layouts.label, labels, made_at=printed_at)))
        return files
