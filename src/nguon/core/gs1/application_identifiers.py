"""GS1 Application Identifiers (GenSpecs §3): which there are, and what their values may be.

Form and character set come from our table, keys from `keys`; every other rule of content (dates,
country and currency codes, IBAN, coupons…) is asked of zint, which knows the code lists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

import zint

from nguon.core.gs1.errors import Gs1Error, KeyValueError, RestrictedNumberError
from nguon.core.gs1.keys.gtin import read_14_digits
from nguon.core.gs1.prefixes import why_not_global
from nguon.core.gs1.primary_keys import PRIMARY_KEYS, QUALIFIERS

_CLASSES = {"N": "[0-9]", "X": "[!-?A-Z_a-z]", "Y": "[#/0-9A-Z-]", "Z": "[0-9A-Z_a-z=-]"}
_COMPONENT = re.compile(r"(\[?)([NXYZ])(\.\.)?([0-9]+)")

# Valid values that the code lists of zint 1.2 do not hold yet.
_UNKNOWN_TO_ZINT = frozenset({"717", "8040", "8041", "8042", "8043"})
_NEWER_CURRENCIES = {"396": "392"}  # XAD, checked as if it were JPY

# A GTIN stands at the head of these values too.
_HOLDS_GTIN = frozenset({"01", "02", "03", "8006", "8026"})
# Not allowed behind the question mark of a Digital Link (URI Syntax 1.6 §4.10).
_NO_ATTRIBUTES = frozenset(
    {"03", "7041", "8014", "8040", "8041", "8042", "8043", "8200", *QUALIFIERS} - {"10"}
)


@dataclass(frozen=True, slots=True)
class ApplicationIdentifier:
    """`components` is the form as GenSpecs writes it: `N13 [X..17]`."""

    ai: str
    components: str
    needs_separator: bool
    title: str
    form: re.Pattern[str]
    shortest: int
    longest: int

    @property
    def may_be_attribute(self) -> bool:
        return self.ai not in _NO_ATTRIBUTES

    def read_value(self, text: str, *, allow_restricted: bool = False) -> str:
        """`text` if it is a value of this AI.

        A GTIN has all its 14 digits here, and is refused if it is a restricted number.
        """
        if self.form.match(text) is None:
            self._complain("value_form", form=self.components, got=text)
        if self.ai in _HOLDS_GTIN:
            _require_gtin(text[:14], allow_restricted=allow_restricted)
            if self.ai == "01":
                return text
        try:
            if self.ai in PRIMARY_KEYS and self.ai != "8006":
                return PRIMARY_KEYS[self.ai].read(text)
            if self.ai in QUALIFIERS and self.ai != "7040":
                return QUALIFIERS[self.ai](text)
        except Gs1Error as error:
            raise KeyValueError.because(error) from error
        self._require_content(text)
        return text

    def _require_content(self, text: str) -> None:
        if self.ai in _UNKNOWN_TO_ZINT:
            return
        asked = text
        if self.ai[:3] in {"391", "393"} and text[:3] in _NEWER_CURRENCIES:
            asked = _NEWER_CURRENCIES[text[:3]] + text[3:]
        if detail := _complaint_of_zint(self.ai, asked):
            self._complain("value_rule", got=text, detail=detail)

    def _complain(self, code: str, **arguments: object) -> None:
        raise KeyValueError(code, "AI", ai=self.ai, title=self.title, **arguments)


def _require_gtin(gtin: str, *, allow_restricted: bool) -> None:
    read_14_digits(gtin, "GTIN")
    if not allow_restricted and (reason := why_not_global(gtin)):
        code, prefix = reason
        raise RestrictedNumberError(code, "GTIN", got=gtin, prefix=prefix)


def _complaint_of_zint(ai: str, value: str) -> str | None:
    """What zint finds wrong with one value, in its words; drawing the symbol is a by-product."""
    symbol = zint.Symbol()
    symbol.symbology = zint.Symbology.DATAMATRIX
    symbol.input_mode = zint.InputMode.GS1
    symbol.warn_level = zint.WarningLevel.FAIL_ALL
    try:
        symbol.encode(f"[{ai}]{value}")
    except RuntimeError as error:
        return re.sub(r"^Error \d+: (AI \(\d+\) )?", "", str(error))
    return None


def find_ai(ai: str) -> ApplicationIdentifier | None:
    return _TABLE.get(ai)


def find_ai_at_start(text: str) -> ApplicationIdentifier | None:
    """The AI that `text` begins with; no AI begins with another one."""
    return _TABLE.get(text[:2]) or _TABLE.get(text[:3]) or _TABLE.get(text[:4])


def _entry(ai: str, components: str, title: str, *, needs_separator: bool) -> ApplicationIdentifier:
    pattern, shortest, longest = "", 0, 0
    for optional, kind, upto, digits in _COMPONENT.findall(components):
        length = int(digits)
        least = 1 if upto else length
        part = f"{_CLASSES[kind]}{{{least},{length}}}"
        pattern += f"(?:{part})?" if optional else part
        shortest += 0 if optional else least
        longest += length
    form = re.compile(pattern + r"\Z")
    return ApplicationIdentifier(ai, components, needs_separator, title, form, shortest, longest)


def _entries() -> Iterator[tuple[str, ApplicationIdentifier]]:
    source = resources.files("nguon.core.gs1") / "data/application_identifiers.json"
    for ais, components, separator, title in json.loads(source.read_text("utf-8"))["rows"]:
        first, _, last = ais.partition("-")
        for number in range(int(first), int(last or first) + 1):
            ai = str(number).zfill(len(first))
            yield ai, _entry(ai, components, title, needs_separator=separator)


_TABLE: Mapping[str, ApplicationIdentifier] = dict(_entries())
