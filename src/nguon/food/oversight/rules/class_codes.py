"""Codes of classes: where the sick sit, without saying who they are."""

import re

_CODE = re.compile(r"[0-9A-ZĐ]+(?:[./-][0-9A-ZĐ]+)*")
LONGEST = 8
LONGEST_WORD = 3
WITHOUT_DIGIT = frozenset({"NT", "MGB", "MGN", "MGL", "GV", "NV", "KHÁC"})
"""Nursery, the three years of kindergarten, teachers, staff, unknown."""


def class_code(text: str) -> str | None:
    """`5a2` as `5A2`; None for what could be somebody's name.

    A code has a digit, or is one of the few that schools use without. So neither `LAN` nor
    `Lò Thị Hoa` passes.
    """
    code = "".join(text.split()).upper()
    if code in WITHOUT_DIGIT:
        return code
    sound = len(code) <= LONGEST and _CODE.fullmatch(code) and any("0" <= c <= "9" for c in code)
    return code if sound and _letters_in_a_row(code) <= LONGEST_WORD else None


def _letters_in_a_row(code: str) -> int:
    return max((len(run) for run in re.findall(r"[A-ZĐ]+", code)), default=0)
