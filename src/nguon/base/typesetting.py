"""Typst templates and data to PDF and PNG.

Data reaches a template as JSON in `sys.inputs.data`, never as markup, so whatever people
typed prints as they typed it. System fonts are left out: a form looks the same everywhere.
"""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]  # ships no types
import typst

_COMPILING = Lock()
"""A compiler is not to be shared by threads at the same moment; a form takes milliseconds."""


def typeset_pdf(template: Path, data: object, *, made_at: datetime) -> bytes:
    """A PDF/A-2a with its text and table structure inside.

    If somebody typed a character no font here has, the archival profile cannot be claimed;
    the same page then comes as a plain PDF with that character shown as an empty box.
    """
    inputs = {"data": _as_json(data)}
    options: dict[str, Any] = {"format": "pdf", "timestamp": int(made_at.timestamp())}
    with _COMPILING:
        compiler = _compiler(template.parent)
        try:
            made = compiler.compile(
                str(template), sys_inputs=inputs, pdf_standards=["a-2a"], **options
            )
        except typst.TypstError as problem:
            if "could not be displayed" not in str(problem):
                raise
            made = compiler.compile(str(template), sys_inputs=inputs, **options)
    return _whole(made)


def typeset_png(template: Path, data: object, *, pixels_per_inch: float) -> bytes:
    """A one-page picture."""
    with _COMPILING:
        made = _compiler(template.parent).compile(
            str(template),
            format="png",
            ppi=pixels_per_inch,
            sys_inputs={"data": _as_json(data)},
        )
    return _whole(made)


def _whole(made: bytes | list[bytes] | None) -> bytes:
    """The compiler answers with a list if a picture has several pages."""
    if isinstance(made, bytes):
        return made
    if made and len(made) == 1:
        return made[0]
    raise ValueError(f"Expected one file, got {len(made or ())} pages: give one page or a PDF.")


def _as_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


@cache
def _fonts() -> typst.Fonts:
    folder = Path(fontpkg_be_vietnam_pro.ROOT) / "files"
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)]
    )


@cache
def _compiler(root: Path) -> typst.Compiler:
    return typst.Compiler(root=str(root), font_paths=_fonts())
