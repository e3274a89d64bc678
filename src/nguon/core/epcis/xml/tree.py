"""The only module that knows lxml: harmless XML text to elements, elements to text.

Nothing is fetched and no entity is expanded: a document with declarations of its own is refused
before any parser sees it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from lxml import etree

from nguon.core.epcis.json_text import Limits
from nguon.core.epcis.problem import MalformedError, Problem, UnreadableError

Element: TypeAlias = Any
"""An lxml element; lxml's stubs say less than lxml can do."""

Declare: TypeAlias = Callable[[str, str], None]

MOST_NAMESPACES = 1000
MOST_ATTRIBUTES = 1000
"""Of one element; lxml takes quadratic time to list them."""
_PIECE = 64 * 1024
_ENCODINGS = {
    "utf-8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "utf-16": "utf-16",
    "iso-8859-1": "latin-1",
}
_DECLARED = re.compile(r"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._\-]+)["'][^>]*?\?>\s*""")
_DECLARATION = re.compile(r"<\?xml\s[^>]*\?>")
_MISC = r"(?:\s++|<!--.*?-->|<\?.*?\?>)*+"
_PROLOGUE = re.compile(_MISC + r"(?:<!DOCTYPE\s+[^\s\[<>]+\s*>)?" + _MISC, re.DOTALL)
_TOO_DEEP = ("max depth", "Excessive depth")
_TOO_LARGE = ("too long", "too big", "Resource limit")


def parse(
    data: bytes,
    limits: Limits,
    *,
    declare: Declare = lambda _prefix, _uri: None,
    seen: Callable[[Element], None] = lambda _element: None,
    watch: Sequence[str] = (),
) -> Element:
    """The root element of a text.

    `declare` hears of each namespace as it is declared, `seen` of each element with one of the
    tags `watch` as soon as it is whole, so that a reader can empty it and hold one at a time.
    """
    if len(data) > limits.size:
        raise _unreadable("xml-too-long", expected=limits.size, got=len(data))
    text = _as_utf8(data)
    if not text.strip():
        raise _unreadable("xml-syntax", got="no element: 1:1")
    # recover=False, no DTD, no network: lxml's defaults, repeated since everything rests on them.
    parser = etree.XMLPullParser(
        events=("start-ns", "end") if watch else ("start-ns",),
        tag=watch or None,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
    )
    namespaces: set[tuple[str, str]] = set()
    try:
        for start in range(0, len(text), _PIECE):
            parser.feed(text[start : start + _PIECE])
            _drain(parser, namespaces, declare, seen)
        root = parser.close()
        _drain(parser, namespaces, declare, seen)
    except etree.XMLSyntaxError as error:
        raise _refused(parser.feed_error_log or error.error_log, limits) from error
    return root


def _drain(
    parser: Any,
    namespaces: set[tuple[str, str]],
    declare: Declare,
    seen: Callable[[Element], None],
) -> None:
    for event, found in parser.read_events():
        if event == "end":
            seen(found)
        elif found not in namespaces:
            if len(namespaces) == MOST_NAMESPACES:
                raise _unreadable("xml-too-many-namespaces", expected=MOST_NAMESPACES)
            namespaces.add(found)
            declare(*found)


def _as_utf8(data: bytes) -> bytes:
    """The text as UTF-8 without declaration; refuses declarations of a DTD."""
    head = data[:512]
    if head.startswith((b"\xfe\xff", b"\xff\xfe")):
        encoding = "utf-16"
    else:
        found = _DECLARED.match(head.removeprefix(b"\xef\xbb\xbf").decode("latin-1"))
        named = found[1].lower() if found else "utf-8"
        if named not in _ENCODINGS or named == "utf-16":
            raise _unreadable("xml-encoding", got=named)
        encoding = _ENCODINGS[named]
    try:
        text = data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _unreadable("xml-encoding", got=f"byte {error.start}") from error
    declared = _DECLARATION.match(text)
    prologue = _PROLOGUE.match(text, declared.end() if declared else 0)
    after = prologue.end() if prologue else 0
    if text.startswith("<!DOCTYPE", after):
        raise _unreadable("xml-dtd")
    body = text[declared.end() :] if declared else text
    return body.encode()


def _refused(log: Any, limits: Limits) -> UnreadableError:
    """The parser's first complaint in our words."""
    first = next(iter(log), None)
    if first is None:
        return _unreadable("xml-syntax", got="0:0")
    message = re.split(r",? (?:try|use) XML_PARSE_HUGE", first.message)[0].strip()
    if any(part in message for part in _TOO_DEEP):
        return _unreadable("xml-too-deep", expected=limits.depth)
    where = f"{message}: {first.line}:{first.column}"
    too_large = any(part in message for part in _TOO_LARGE)
    return _unreadable("xml-too-large" if too_large else "xml-syntax", got=where)


def _unreadable(code: str, *, expected: object = "", got: object = "") -> UnreadableError:
    return UnreadableError(Problem("", code, expected=str(expected), got=str(got)))


def attributes_of(element: Element) -> Iterable[tuple[str, str]]:
    """The attributes of an element with their names in Clark's notation."""
    if len(element.attrib) > MOST_ATTRIBUTES:
        problem = Problem(
            path_of(element), "xml-too-many-attributes", expected=str(MOST_ATTRIBUTES)
        )
        raise UnreadableError(problem)
    attributes: Iterable[tuple[str, str]] = element.attrib.items()
    return attributes


def path_of(element: Element) -> str:
    """Where an element stands, as an XPath a person can follow."""
    path: str = element.getroottree().getpath(element)
    return path


def malformed(
    element: Element, code: str, *, expected: object = "", got: object = "", attribute: str = ""
) -> MalformedError:
    """The refusal of an element, or of one of its attributes, with its path."""
    path = path_of(element) + (f"/@{attribute}" if attribute else "")
    return MalformedError(Problem(path, code, expected=str(expected), got=str(got)))


def local_name(element: Element) -> str:
    return str(etree.QName(element).localname)


def is_name(text: str) -> bool:
    """Whether XML can call an element so (NCName)."""
    try:
        etree.QName(None, text)
    except ValueError:
        return False
    return ":" not in text


def is_namespace(uri: str) -> bool:
    """Whether XML can name a namespace so."""
    try:
        etree.Element(f"{{{uri}}}it")
    except ValueError:
        return False
    return uri != ""


def is_writable(text: str) -> bool:
    """Whether XML 1.0 has all the characters of a text."""
    return _UNWRITABLE.search(text) is None


_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def new_root(tag: str, nsmap: Mapping[str, str]) -> Element:
    return etree.Element(tag, nsmap=dict(nsmap))


def add(parent: Element, tag: str, nsmap: Mapping[str, str] | None = None) -> Element:
    return etree.SubElement(parent, tag, nsmap=dict(nsmap) if nsmap else None)


def literal_of(element: Element) -> str:
    """An element with all that is in it, as text that stands on its own (Exclusive XML C14N)."""
    text: bytes = etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
    return text.decode()


def element_of(literal: str, limits: Limits) -> Element:
    """An element from its text; raises EpcisError for what is not sound."""
    return parse(literal.encode(), limits)


def to_bytes(root: Element) -> bytes:
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data
