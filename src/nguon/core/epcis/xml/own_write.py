"""What users added, to XML: the way back of `own_read`, for every value JSON can hold."""

from typing import Any

from nguon.core.epcis.json_text import DEFAULT_LIMITS, JsonObject
from nguon.core.epcis.problem import EpcisError
from nguon.core.epcis.xml.json_elements import add_json
from nguon.core.epcis.xml.names import NamesWritten, Tag
from nguon.core.epcis.xml.own_read import FORCED_LIST, LITERAL, NIL, TEXT, TYPE, is_literal
from nguon.core.epcis.xml.tree import Element, add, element_of, is_writable, literal_of
from nguon.core.epcis.xml.values import boolean_text, number_text


class OwnWriter:
    """Writes the members of users of one document."""

    def __init__(self, names: NamesWritten) -> None:
        self.names = names

    def members(self, parent: Element, members: JsonObject, *, local: bool = True) -> None:
        """Members as elements; what XML cannot call by its name stands in a last `map`.

        `local` allows elements without namespace.
        """
        unnamed: JsonObject = {}
        for name, value in members.items():
            tag = self.names.tag(name)
            if tag is None or not (local or tag.uri):
                unnamed[name] = value
            else:
                self.member(parent, tag, value)
        if unnamed:
            add_json(parent, unnamed)

    def member(self, parent: Element, tag: Tag, value: Any) -> None:
        if not isinstance(value, list | tuple):
            self._one(parent, tag, value)
        elif not value or (len(value) == 1 and not _may_be_marked(value[0])):
            add_json(self._element(parent, tag), list(value))
        elif len(value) == 1:
            element = self._one(parent, tag, value[0])
            element.set(FORCED_LIST, "true")
        else:
            for item in value:
                self._one(parent, tag, item)

    def _element(self, parent: Element, tag: Tag) -> Element:
        if self.names.is_declared(tag) or parent.nsmap.get(tag.prefix) == tag.uri:
            return add(parent, tag.text)
        return add(parent, tag.text, {tag.prefix: tag.uri})

    def _one(self, parent: Element, tag: Tag, value: Any) -> Element:
        if isinstance(value, dict) and value.get("@type") == LITERAL:
            literal = _literal(value, tag)
            if literal is not None:
                parent.append(literal)
                return literal
        element = self._element(parent, tag)
        if isinstance(value, str):
            self._text(element, value)
        elif isinstance(value, bool):
            self._typed(element, "boolean", boolean_text(value))
        elif isinstance(value, dict):
            self._object(element, value)
        elif isinstance(value, list | tuple):
            add_json(element, list(value))
        elif value is None:
            element.set(NIL, "true")
        else:
            text = number_text(value)
            self._typed(element, "double" if "e" in text.lower() else "decimal", text)
        return element

    def _text(self, element: Element, value: str) -> None:
        if is_writable(value):
            element.text = value
        else:
            add_json(element, value)

    def _typed(self, element: Element, kind: str, text: str) -> None:
        element.set(TYPE, f"xsd:{kind}")
        element.text = text

    def _object(self, element: Element, value: JsonObject) -> None:
        if not value:
            add_json(element, value)
        elif TEXT not in value:
            self.members(element, value)
        elif self._has_attributes(value):
            self._with_attributes(element, value)
        else:
            add_json(element, value)

    def _has_attributes(self, value: JsonObject) -> bool:
        """Whether an object with `#text` is what the reader makes of an element.

        It has one text at least, which is an attribute; lists are elements, and then no text.
        """
        text = value[TEXT]
        others = [member for name, member in value.items() if name != TEXT]
        attributes = [member for member in others if isinstance(member, str)]
        lists = [member for member in others if isinstance(member, list | tuple) and member]
        return (
            bool(attributes)
            and len(attributes) + len(lists) == len(others)
            and all(is_writable(attribute) for attribute in attributes)
            and all(self.names.tag(name) is not None for name in value if name != TEXT)
            and (text == "" if lists else text is not None and not isinstance(text, dict | list))
        )

    def _with_attributes(self, element: Element, value: JsonObject) -> None:
        for name, member in value.items():
            tag = self.names.tag(name)
            if tag is not None and isinstance(member, str):
                element.set(tag.text, member)
        text = value[TEXT]
        if isinstance(text, str):
            self._text(element, text)
        else:
            add_json(element, text)
        for name, member in value.items():
            tag = self.names.tag(name)
            if tag is not None and not isinstance(member, str):
                for item in member:
                    self._one(element, tag, item)


def _may_be_marked(value: Any) -> bool:
    """A value of a type of XML Schema takes no further attribute."""
    return isinstance(value, str | dict | list | tuple)


def _literal(value: JsonObject, tag: Tag) -> Element | None:
    """The element that a mixed text was kept as, if it is still that."""
    text = value.get("@value")
    if not isinstance(text, str) or len(value) != 2:
        return None
    try:
        element = element_of(text, DEFAULT_LIMITS)
    except EpcisError:
        return None
    same = element.tag == tag.text and is_literal(element) and literal_of(element) == text
    return element if same else None
