"""From the bytes somebody sent to tables; what is no sheet is refused with what to do."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from nguon.food.exchange.rules.sheets.read_text import read_text
from nguon.food.exchange.rules.sheets.read_workbook import read_workbook
from nguon.food.exchange.rules.sheets.table import MOST_BYTES, SheetRefused, Table

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_SHEETS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"<", b"\x1f\x8b", b"Rar!")


def read_tables(data: bytes) -> Iterator[Table]:
    """The tables that a file may be read as; what it is, its first bytes say and not its name."""
    if len(data) > MOST_BYTES:
        raise SheetRefused(
            _("The file has %(got).1f MB, expected at most %(most)d MB. Split it into several.")
            % {"got": len(data) / 1024**2, "most": MOST_BYTES // 1024**2}
        )
    if not data.strip():
        raise SheetRefused(_("The file is empty. Fill in the template and send it again."))
    if data.startswith(_ZIP):
        yield from read_workbook(data)
    elif data.startswith(_OLD_OFFICE):
        raise SheetRefused(
            _(
                "This is an old Excel file (.xls) or one with a password. Save it without password"
                " as Excel workbook (.xlsx) and send that."
            )
        )
    elif data.lstrip()[:16].startswith(_NO_SHEETS):
        raise SheetRefused(
            _("This is no sheet. Send an Excel workbook (.xlsx) or CSV (UTF-8), best our template.")
        )
    else:
        yield from read_text(data)
