"""MATCH_ values: what an EPC, an EPC class or a pattern of them stands for (EPCIS 2.0 §8.2.7.1.1).

A value is an exact URI, compared in its canonical form, so that a URN finds what was captured as
a Digital Link; or a pattern, whose `*` stands for whole components at the end: the pure identity
patterns of TDS (`urn:epc:idpat:sgtin:8930000.*.*`) and, in the same spirit, any URI that ends in
`/*`, `:*` or `.*`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from nguon.core.epcis.identity import identity_of
from nguon.core.epcis.query.problems import UnfitValueError
from nguon.core.gs1 import Gs1Error, identify
from nguon.core.gs1.check_digits import check_digit

HOST = "https://id.gs1.org/"
_IDPAT = "urn:epc:idpat:"
_EXPECTED = "a URI; * may only stand for whole parts at its end, as in …/21/* or urn:epc:idpat:…*"
_FOREIGN = frozenset({"gid", "usdod", "adi", "bic", "imovn"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """Texts that begin with `start` and go on as `rest` says, or equal it if `rest` is empty.

    In `rest` a `?` is any one character but a slash, a `*` any number of them but not none, a `#`
    the same with slashes; everything else is itself. In `start` every character is itself.
    """

    start: str
    rest: str = ""

    @property
    def posix(self) -> str:
        """The whole as an anchored regular expression of PostgreSQL; empty for an exact text."""
        if not self.rest:
            return ""
        runs = []
        for letter, group in groupby(self.rest):
            count = len(list(group))
            if letter == "?":
                runs.append(f"[^/]{{{count}}}")
            else:
                runs.append({"*": "[^/]+", "#": ".+"}.get(letter) or re.escape(letter) * count)
        return f"^{re.escape(self.start)}{''.join(runs)}$"


def patterns_of(text: str) -> tuple[Pattern, ...]:
    """What a MATCH_ value stands for; raises `UnfitValueError`."""
    if text.lower().startswith(_IDPAT):
        return _pure_identity_patterns(_IDPAT + text[len(_IDPAT) :], text)
    if "*" not in text:
        return (Pattern(identity_of(text).canonical),)
    stem = text[:-1]
    if "*" in stem or not text.endswith("*") or not stem.endswith(("/", ".", ":")):
        raise UnfitValueError(_EXPECTED, text)
    if stem.lower().startswith("urn:epc:id:"):
        return _pure_identity_patterns(_IDPAT + stem[len("urn:epc:id:") :] + "*", text)
    if stem.lower().startswith("urn:epc:class:lgtin:"):
        return _of_scheme("lgtin", stem[len("urn:epc:class:lgtin:") :] + "*", text)
    return (Pattern(_canonical_stem(stem), "*" if stem.startswith("http") else "#"),)


def _canonical_stem(stem: str) -> str:
    """The beginning of a web address, on the canonical host if a GS1 key stands in it."""
    for tail in ("0", "00000000000000", "0000000000000", "000000000000000000"):
        try:
            identifier = identify(stem + tail)
        except Gs1Error:
            continue
        if identifier.canonical.endswith(tail):
            return identifier.canonical.removesuffix(tail)
    return identity_of(stem + "x").canonical.removesuffix("x")


def _pure_identity_patterns(pattern: str, text: str) -> tuple[Pattern, ...]:
    scheme, colon, parts = pattern.removeprefix(_IDPAT).partition(":")
    if not colon or not parts:
        raise UnfitValueError(_EXPECTED, text)
    return _of_scheme(scheme, parts, text)


def _of_scheme(scheme: str, parts: str, text: str) -> tuple[Pattern, ...]:
    if "*" not in parts:
        exact = f"urn:epc:{'class' if scheme == 'lgtin' else 'id'}:{scheme}:{parts}"
        return (Pattern(_known(exact, text)),)
    head, stars = _split(parts, text)
    if scheme in _FOREIGN:
        return (Pattern(f"urn:epc:id:{scheme}:{''.join(f'{part}.' for part in head)}", "#"),)
    maker = _MAKERS.get(scheme)
    if maker is None or len(head) + stars != maker.parts or len(head) > 2 + maker.extra:
        raise UnfitValueError(_EXPECTED, text)
    if head and not (head[0].isascii() and head[0].isdigit() and 6 <= len(head[0]) <= 12):
        raise UnfitValueError(_EXPECTED, text)
    try:
        return tuple(maker.make(head))
    except (IndexError, ValueError):
        raise UnfitValueError(_EXPECTED, text) from None


def _split(parts: str, text: str) -> tuple[list[str], int]:
    """The components that are given, and how many stars follow them."""
    components = parts.split(".")
    head = [component for component in components if component != "*"]
    stars = len(components) - len(head)
    if "*" in "".join(head) or "[" in parts or components[: len(head)] != head:
        raise UnfitValueError(_EXPECTED, text)
    return head, stars


def _known(urn: str, text: str) -> str:
    try:
        return identify(urn).canonical
    except Gs1Error as error:
        raise UnfitValueError(_EXPECTED, text) from error


@dataclass(frozen=True, slots=True)
class _Maker:
    """How the patterns of one scheme are written as beginnings of Digital Links."""

    parts: int
    make: Callable[[list[str]], Iterable[Pattern]]
    extra: int = 0


def _number(head: list[str], length: int) -> tuple[str, str]:
    """Prefix and reference with their check digit; what is open are so many digits."""
    if len(head) < 2:
        prefix = head[0] if head else ""
        if len(prefix) > length:
            raise ValueError(prefix)
        return prefix, "?" * (length + 1 - len(prefix))
    digits = head[0] + head[1]
    if len(digits) != length or not digits.isdigit():
        raise ValueError(digits)
    return digits + check_digit(digits), ""


def _with_indicator(head: list[str], length: int) -> list[tuple[str, str]]:
    """The same where the first digit of the reference moves before the prefix."""
    if len(head) == 2:
        digits = head[1][0] + head[0] + head[1][1:]
        return [_number([digits[:1], digits[1:]], length)]
    if not head:
        return [("", "?" * (length + 1))]
    return [_number([indicator + head[0]], length) for indicator in "0123456789"]


def _item(ai: str, qualifier: str) -> Callable[[list[str]], Iterable[Pattern]]:
    def make(head: list[str]) -> Iterable[Pattern]:
        for start, rest in _with_indicator(head, 13):
            tail = f"/{qualifier}/"
            if rest:
                yield Pattern(f"{HOST}{ai}/{start}", f"{rest}{tail}*")
            else:
                yield Pattern(f"{HOST}{ai}/{start}{tail}", "*")
            if qualifier == "21":  # with * for the serial the pattern is the class as well
                yield Pattern(f"{HOST}{ai}/{start}", rest)

    return make


def _plain(ai: str, length: int, *, after: str = "") -> Callable[[list[str]], Iterable[Pattern]]:
    """A number that ends with its check digit; `after` is what follows it."""

    def make(head: list[str]) -> Iterable[Pattern]:
        start, rest = _number(head, length)
        yield Pattern(f"{HOST}{ai}/{start}", rest + after)

    return make


def _place(head: list[str]) -> Iterable[Pattern]:
    start, rest = _number(head, 12)
    yield Pattern(f"{HOST}414/{start}", rest)
    yield Pattern(f"{HOST}414/{start}", f"{rest}/254/*")


def _sscc(head: list[str]) -> Iterable[Pattern]:
    for start, rest in _with_indicator(head, 17):
        yield Pattern(f"{HOST}00/{start}", rest)


def _serialised(ai: str, lead: str = "") -> Callable[[list[str]], Iterable[Pattern]]:
    """The serial number follows within the value; without one it is the class."""

    def make(head: list[str]) -> Iterable[Pattern]:
        start, rest = _number(head, 12)
        yield Pattern(f"{HOST}{ai}/{lead}{start}", rest)
        yield Pattern(f"{HOST}{ai}/{lead}{start}", f"{rest}*")

    return make


def _free(ai: str) -> Callable[[list[str]], Iterable[Pattern]]:
    return lambda head: [Pattern(f"{HOST}{ai}/{''.join(head)}", "*")]


def _part(head: list[str]) -> Iterable[Pattern]:
    start = f"{HOST}8010/{''.join(head)}"
    open_part = "" if len(head) == 2 else "*"
    yield Pattern(start, f"{open_part}/8011/*")
    yield Pattern(start, open_part)


def _piece(head: list[str]) -> Iterable[Pattern]:
    for start, rest in _with_indicator(head[:2], 13):
        shares = "".join(head[2:])
        yield Pattern(f"{HOST}8006/{start}{shares}", rest + "?" * (4 - len(shares)) + "/21/*")


_MAKERS: Mapping[str, _Maker] = {
    "sgtin": _Maker(3, _item("01", "21")),
    "lgtin": _Maker(3, _item("01", "10")),
    "upui": _Maker(3, _item("01", "235")),
    "itip": _Maker(5, _piece, extra=2),
    "sscc": _Maker(2, _sscc),
    "sgln": _Maker(3, _place),
    "pgln": _Maker(2, _plain("417", 12)),
    "grai": _Maker(3, _serialised("8003", "0")),
    "gdti": _Maker(3, _serialised("253")),
    "sgcn": _Maker(3, _serialised("255")),
    "giai": _Maker(2, _free("8004")),
    "ginc": _Maker(2, _free("401")),
    "gsrn": _Maker(2, _plain("8018", 17)),
    "gsrnp": _Maker(2, _plain("8017", 17)),
    "gsin": _Maker(2, _plain("402", 16)),
    "cpi": _Maker(3, _part),
}
