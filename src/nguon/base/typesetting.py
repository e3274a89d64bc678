"""Typst templates and data to PDF and PNG.

Data reaches a template as JSON in `sys.inputs.data`, never as markup, so whatever people
typed prints as they typed it. System fonts are left out: a form looks the same everywhere.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]  # ships no types
import typst

_LONG_RUN = re.compile(r"\S{15,}")

_COMPILING = Lock()
"""A compiler is not to be shared by threads at the same moment; a form takes milliseconds."""

_EMPTY_PAGE = b"#set page(width: 1mm, height: 1mm)"
_FORGETS_AFTER = 11
"""Typst keeps what it computed for its last ten pages: 1 GB after ten forms of 200 rows."""


def typeset_pdf(
    template: Path, data: object, *, made_at: datetime, beside: Mapping[str, bytes] | None = None
) -> bytes:
    """A PDF/A-2a with its text and table structure inside.

    If somebody typed a character no font here has, the archival profile cannot be claimed;
    the same page then comes as a plain PDF with that character shown as an empty box. `beside`
    are files (pictures, other templates) that the template names as if they stood beside it.
    """
    if beside:
        with TemporaryDirectory() as folder:
            for name, content in {template.name: template.read_bytes(), **beside}.items():
                (Path(folder) / name).write_bytes(content)
            return _pdf(Path(folder) / template.name, _new_compiler(Path(folder)), data, made_at)
    return _pdf(template, _compiler(template.parent), data, made_at)


def _pdf(template: Path, compiler: typst.Compiler, data: object, made_at: datetime) -> bytes:
    inputs = {"data": _as_json(data)}
    options: dict[str, Any] = {"format": "pdf", "timestamp": int(made_at.timestamp())}
    try:
        return _compile(template, compiler, sys_inputs=inputs, pdf_standards=["a-2a"], **options)
    except typst.TypstError as problem:
        if "could not be displayed" not in str(problem):
            raise
        return _compile(template, compiler, sys_inputs=inputs, **options)


def typeset_png(template: Path, data: object, *, pixels_per_inch: float) -> bytes:
    """A one-page picture."""
    inputs = {"data": _as_json(data)}
    compiler = _compiler(template.parent)
    return _compile(template, compiler, format="png", ppi=pixels_per_inch, sys_inputs=inputs)


def breakable(text: str) -> str:
    """The text with places to break inside runs of 15 and more characters without a space."""
    return _LONG_RUN.sub(lambda run: "\u200b".join(run.group()), text)


def _compile(template: Path, compiler: typst.Compiler, **options: Any) -> bytes:
    with _COMPILING:
        try:
            return _whole(compiler.compile(str(template), **options))
        finally:
            for _ in range(_FORGETS_AFTER):
                compiler.compile(_EMPTY_PAGE, format="svg")


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
    return _new_compiler(root)


def _new_compiler(root: Path) -> typst.Compiler:
    return typst.Compiler(root=str(root), font_paths=_fonts())
