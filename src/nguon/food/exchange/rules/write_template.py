"""An empty template as workbook or CSV: headings, drop-downs, and a sheet that explains."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from nguon.core.quantities import unit
from nguon.food.exchange.rules.column import Column, Kind
from nguon.food.exchange.rules.sheets.read_text import guarded
from nguon.food.exchange.rules.sheets.workbook_page import Looks, write_value
from nguon.food.exchange.rules.template import Template

PREPARED_ROWS = 1_000
UNITS = "KGM GRM HGM DTN TNE LTR MLT XBO XBX XPA XBG XCT XSA XBH XCX XJR XPU H87 HEA PTN"
_LOOKS = {Kind.DAY: "day", Kind.HOUR: "hour", Kind.AMOUNT: "text"}


@dataclass(frozen=True)
class Choices:
    """What the drop-downs offer; other text may be typed, and is checked when the sheet comes."""

    places: Sequence[str] = ()
    partners: Sequence[str] = ()
    goods: Sequence[str] = ()


def template_workbook(template: Template, choices: Choices) -> bytes:
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        looks = Looks(book)
        page = book.add_worksheet(_sheet_name(str(template.title)))
        guide = book.add_worksheet(_sheet_name(_("How to fill it in")))
        lists = book.add_worksheet(_sheet_name(_("Lists")))
        _write_head(page, template, looks)
        _write_guide(guide, template, looks)
        _write_lists(page, lists, template, choices)
        lists.hide()
    return file.getvalue()


def template_text(template: Template) -> bytes:
    """The headings alone: an example row would be sent by mistake one day."""
    titles = (guarded(heading(column)) for column in template.columns)
    return ("\ufeff" + ";".join(titles) + "\r\n").encode()


def heading(column: Column) -> str:
    return f"{column.title} *" if column.required else str(column.title)


def _sheet_name(text: str) -> str:
    return "".join(" " if sign in r"[]:*?/\'" else sign for sign in text)[:31]


def _write_head(page: Worksheet, template: Template, looks: Looks) -> None:
    for number, column in enumerate(template.columns):
        page.set_column(number, number, column.width, looks[_LOOKS.get(column.kind, "code")])
        look = "head" if column.required else "optional"
        page.write_string(0, number, heading(column), looks[look])
        page.write_comment(0, number, str(column.help), {"x_scale": 2})
    page.set_row(0, 32)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write_guide(page: Worksheet, template: Template, looks: Looks) -> None:
    """Columns run downwards here, so that nothing takes the examples for rows."""
    for number, width in enumerate((26, 13, 62, 28, 28)):
        page.set_column(number, number, width)
    page.write_string(0, 0, str(template.title), looks["title"])
    page.write_string(1, 0, str(template.purpose))
    lines = [
        _("A star marks what must be filled in. Nothing is filled in for you."),
        _("Dates as 21/11/2026, times as 06:45, decimals with a comma: 12,5."),
        _("Send the sheet on the page “Send a spreadsheet”: it shows first what would be recorded"
          " and records nothing until you agree."),
    ]  # fmt: skip
    for number, line in enumerate(lines, start=2):
        page.write_string(number, 0, line)
    examples = [
        _("Example %(number)d") % {"number": n} for n in range(1, len(template.examples) + 1)
    ]
    heads = [_("Column"), _("Needed"), _("How to write it"), *examples]
    for number, head in enumerate(heads):
        page.write_string(6, number, head, looks["head"])
    for row, column in enumerate(template.columns):
        cells = [str(column.title), _needed(column), str(column.help)]
        cells += [example[row] for example in template.examples]
        for number, text in enumerate(cells):
            write_value(page, (7 + row, number), text, looks)
    page.freeze_panes(7, 1)


def _needed(column: Column) -> str:
    if column.required:
        return _("always")
    return _("with its side") if column.side else _("if known")


def _write_lists(page: Worksheet, lists: Worksheet, template: Template, choices: Choices) -> None:
    names = [unit(code) for code in UNITS.split()]
    symbols = [one.english_symbol if get_language() == "en" else one.symbol for one in names]
    verdicts = [_("Passed"), _("Failed")]
    offered = {
        Kind.PLACE: choices.places,
        Kind.PARTY: choices.partners,
        Kind.GOODS: choices.goods,
        Kind.UNIT: symbols,
        Kind.VERDICT: verdicts,
    }
    ranges: dict[Kind, str] = {}
    for number, (kind, texts) in enumerate(offered.items()):
        for row, text in enumerate(texts):
            lists.write_string(row, number, text)
        if texts:
            letter = xl_col_to_name(number)
            ranges[kind] = f"='{lists.get_name()}'!${letter}$1:${letter}${len(texts)}"
    for number, column in enumerate(template.columns):
        if column.kind in ranges:
            page.data_validation(
                1,
                number,
                PREPARED_ROWS,
                number,
                {"validate": "list", "source": ranges[column.kind], "show_error": False},
            )
