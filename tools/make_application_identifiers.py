"""Writes the table of GS1 Application Identifiers from the one that biip carries.

    python tools/make_application_identifiers.py

biip (Apache-2.0, Stein Magnus Jodal and contributors) takes it from GS1's public list. We keep
what parsing needs: the AI or range of AIs, the components of its value, whether a separator must
follow, and its title. Regular expressions and prose are left out.
"""

from __future__ import annotations

import json
import re
from importlib import metadata, resources
from itertools import groupby
from pathlib import Path

TARGET = (
    Path(__file__).resolve().parent.parent / "src/nguon/core/gs1/data/application_identifiers.json"
)
_COMPONENT = re.compile(r"(\[)?\+?(?:(-)|([NXYZ])(?:1\.\.[NXYZ]?)?((?:\.\.)?[0-9]+))\]?")
# biip copies GS1's misprints; the General Specifications §3 have these.
_MENDED = {"423": "N3 [N..12]", "425": "N3 [N..12]", "7258": "X3"}


def components(ai: str, text: str) -> str:
    """`N4+N13[+X..16]` as `N13 [X..16]`: the value only, optional parts in brackets."""
    if ai in _MENDED:
        return _MENDED[ai]
    words = []
    for opening, hyphen, kind, length in _COMPONENT.findall(text)[1:]:
        word = "X1" if hyphen else kind + length
        words.append(f"[{word}]" if opening else word)
    return " ".join(words)


def row_range(row: dict[str, str]) -> tuple[str, ...]:
    """Rows that differ in their last digit only, decimal places or numbering, become one."""
    title = re.sub(r"(# ?)\d+$", r"\1", row["data_title"])
    return (
        row["ai"][:-1],
        components(row["ai"], row["format"]),
        str(row["separator_required"]),
        title,
    )


def table() -> str:
    """The whole file."""
    source = resources.files("biip") / "gs1_application_identifiers/_application_identifiers.json"
    rows = sorted(json.loads(source.read_text()), key=lambda row: row["ai"])
    kept = []
    for (_, form, _, title), group in groupby(rows, key=row_range):
        members = list(group)
        first, last = members[0], members[-1]
        kept.append(
            [
                first["ai"] if first is last else f"{first['ai']}-{last['ai']}",
                form,
                first["separator_required"],
                title.rstrip("# ") if len(members) > 1 else first["data_title"],
            ]
        )
    version = metadata.version("biip")
    head = {
        "source": f"biip {version}, Apache-2.0, Stein Magnus Jodal and contributors",
        "columns": ["ai", "components", "separator", "title"],
    }
    lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in kept)
    body = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    return f'{body},\n "rows": [\n{lines}\n ]\n}}\n'


def main() -> None:
    TARGET.write_text(table(), "utf-8")


if __name__ == "__main__":
    main()
