"""Every parameter of the simple event query (EPCIS 2.0 §8.2.7.1), by name or by family.

A parameter knows the form of its value and what it asks. The reference page is made from here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from nguon.core.epcis.cbv import Vocabulary, canonical_word
from nguon.core.epcis.context import expanded
from nguon.core.epcis.events import STANDARD_EVENTS
from nguon.core.epcis.identity import identity_of
from nguon.core.epcis.query import field_keys
from nguon.core.epcis.query.conditions import (
    AtTime,
    Comparison,
    Condition,
    Declared,
    FieldExists,
    FieldIs,
    Matches,
    OneOf,
    Within,
)
from nguon.core.epcis.query.families import Family, Namespaces, comparisons, family_of
from nguon.core.epcis.query.patterns import patterns_of
from nguon.core.epcis.query.problems import UnfitValueError
from nguon.core.epcis.query.quantities import amount
from nguon.core.epcis.query.values import Form

Ask: TypeAlias = Callable[[Any, Namespaces], Condition | None]

ACTIONS = ("ADD", "OBSERVE", "DELETE")
EPCS = ("epc_list", "child_epcs")
CLASSES = ("quantity_list", "child_quantity_list")
IN_AND_OUT = ("input_epc_list", "output_epc_list")
CLASSES_IN_AND_OUT = ("input_quantity_list", "output_quantity_list")


@dataclass(frozen=True, slots=True)
class Parameter:
    """`ask` makes the condition of a value; None means that the value asks nothing."""

    form: Form
    sentence: str
    ask: Ask
    also: tuple[str, ...] = ()
    """Other spellings that are about: of drafts, of the query schema, of other servers."""


def one_identifier(text: str, namespaces: Namespaces) -> str:
    return identity_of(expanded(text, namespaces)).canonical


def _words(member: str, vocabulary: Vocabulary) -> Ask:
    def ask(values: tuple[str, ...], namespaces: Namespaces) -> Condition:
        return OneOf(member, tuple(one_word(vocabulary, one, namespaces) for one in values))

    return ask


def one_word(vocabulary: Vocabulary, text: str, namespaces: Namespaces) -> str:
    return canonical_word(vocabulary, expanded(canonical_word(vocabulary, text), namespaces))


def _identifiers(member: str) -> Ask:
    return lambda values, names: OneOf(member, tuple(one_identifier(v, names) for v in values))


def _within(member: str) -> Ask:
    return lambda values, names: Within(member, tuple(one_identifier(v, names) for v in values))


def _time(member: str, comparison: Comparison) -> Ask:
    return lambda instant, _: AtTime(member, comparison, instant)


def _matches(*roles: str) -> Ask:
    def ask(values: tuple[str, ...], namespaces: Namespaces) -> Condition:
        found = [pattern for text in values for pattern in patterns_of(expanded(text, namespaces))]
        return Matches(roles, tuple(dict.fromkeys(found)))

    return ask


def _event_types(values: tuple[str, ...], namespaces: Namespaces) -> Condition:
    names = []
    for value in values:
        full = expanded(value, namespaces)
        bare = full.removeprefix("https://ref.gs1.org/epcis/")
        if bare not in STANDARD_EVENTS and ":" not in full:
            raise UnfitValueError(f"{', '.join(STANDARD_EVENTS)}, or a URI", value)
        names += [bare] if bare in STANDARD_EVENTS else list(dict.fromkeys([full, value]))
    return OneOf("type", tuple(names))


def _actions(values: tuple[str, ...], _: Namespaces) -> Condition:
    for value in values:
        if value not in ACTIONS:
            raise UnfitValueError(", ".join(ACTIONS), value)
    return OneOf("action", values)


def _declared(value: bool, _: Namespaces) -> Condition | None:  # noqa: FBT001 it is the value asked for
    return Declared() if value else None


def _exists(key: field_keys.FieldKey) -> Ask:
    return lambda value, _: FieldExists((key,)) if value else None


def _field_words(key: field_keys.FieldKey, vocabulary: Vocabulary) -> Ask:
    def ask(values: tuple[str, ...], namespaces: Namespaces) -> Condition:
        return FieldIs((key,), "=", tuple(one_word(vocabulary, v, namespaces) for v in values))

    return ask


def _field_identifiers(key: field_keys.FieldKey) -> Ask:
    return lambda values, names: FieldIs(
        (key,), "=", tuple(one_identifier(v, names) for v in values)
    )


def _field(key: field_keys.FieldKey, comparison: Comparison = "=") -> Ask:
    return lambda value, _: FieldIs(
        (key,), comparison, value if isinstance(value, tuple) else (value,)
    )


def _boolean(value: bool, _: Namespaces) -> Condition:  # noqa: FBT001 it is the value asked for
    return FieldIs((field_keys.of_sensors("booleanValue"),), "=", ("true" if value else "false",))


def _hexadecimal(values: tuple[str, ...], _: Namespaces) -> Condition:
    key = field_keys.of_sensors("hexBinaryValue")
    return FieldIs((key,), "=", tuple(value.upper() for value in values))


def _times(
    member: str, said: str, ask: Callable[[Comparison], Ask], **also: str
) -> dict[str, Parameter]:
    """GE_ is inclusive and LT_ is not."""
    after = f"Events whose {said} is at or after the time."
    before = f"Events whose {said} is before the time."
    return {
        f"GE_{member}": Parameter(Form.TIME, after, ask(">="), _of(also, "GE")),
        f"LT_{member}": Parameter(Form.TIME, before, ask("<"), _of(also, "LT")),
    }


def _of(also: Mapping[str, str], operator: str) -> tuple[str, ...]:
    return (also[operator],) if operator in also else ()


def _matching(name: str, said: str, *roles: str) -> dict[str, Parameter]:
    """Other servers write Epc where the standard has EPC."""
    other = name.replace("EPC", "Epc")
    also = (other,) if other != name else ()
    sentence = f"Events where an identifier {said} matches one of the values or patterns."
    return {name: Parameter(Form.TEXTS, sentence, _matches(*roles), also)}


def _amount(comparison: Comparison) -> Ask:
    return lambda value, _: amount(comparison, value, None)


def _quantities() -> dict[str, Parameter]:
    return {
        f"{operator}_quantity": Parameter(
            Form.NUMBERS if operator == "EQ" else Form.NUMBER,
            f"Events with a quantity element whose number is {words}, whatever its unit.",
            _amount(comparison),
        )
        for operator, comparison, words in comparisons()
    }


def _percentiles() -> dict[str, Parameter]:
    return {
        f"{operator}_percRank": Parameter(
            Form.NUMBERS if operator == "EQ" else Form.NUMBER,
            f"Events with a sensor report whose percRank is {words}.",
            _field(field_keys.of_sensors("percRank"), comparison),
        )
        for operator, comparison, words in comparisons()
    }


def _of_reports(member: str, ask: Ask | None = None) -> dict[str, Parameter]:
    sentence = f"Events with a sensor report, or sensor metadata, whose {member} is one of these."
    asked = ask or _field_identifiers(field_keys.of_sensors(member))
    return {f"EQ_{member}": Parameter(Form.TEXTS, sentence, asked)}


def _in_sensors(member: str) -> Callable[[Comparison], Ask]:
    return lambda comparison: _field(field_keys.of_sensors(member), comparison)


FIXED: Mapping[str, Parameter] = {
    "eventType": Parameter(Form.TEXTS, "Events of one of these types.", _event_types),
    **_times("eventTime", "eventTime", lambda c: _time("event_time", c)),
    **_times("recordTime", "recordTime", lambda c: _time("record_time", c)),
    "EQ_action": Parameter(Form.TEXTS, "Events with one of these actions.", _actions),
    "EQ_bizStep": Parameter(
        Form.TEXTS,
        "Events with one of these business steps, in any spelling.",
        _words("biz_step", Vocabulary.BIZ_STEP),
    ),
    "EQ_disposition": Parameter(
        Form.TEXTS,
        "Events with one of these dispositions, in any spelling.",
        _words("disposition", Vocabulary.DISPOSITION),
    ),
    "EQ_persistentDisposition_set": Parameter(
        Form.TEXTS,
        "Events that set one of these persistent dispositions.",
        _field_words(field_keys.SET_DISPOSITION, Vocabulary.DISPOSITION),
    ),
    "EQ_persistentDisposition_unset": Parameter(
        Form.TEXTS,
        "Events that end one of these persistent dispositions.",
        _field_words(field_keys.UNSET_DISPOSITION, Vocabulary.DISPOSITION),
    ),
    "EQ_readPoint": Parameter(
        Form.TEXTS, "Events read at one of these places.", _identifiers("read_point")
    ),
    "WD_readPoint": Parameter(
        Form.TEXTS,
        "Events read at one of these places or, by master data, anywhere below one.",
        _within("read_point"),
    ),
    "EQ_bizLocation": Parameter(
        Form.TEXTS, "Events with one of these business locations.", _identifiers("biz_location")
    ),
    "WD_bizLocation": Parameter(
        Form.TEXTS,
        "Events whose business location is one of these or, by master data, anywhere below one.",
        _within("biz_location"),
    ),
    "EQ_transformationID": Parameter(
        Form.TEXTS,
        "Transformations with one of these transformationIDs.",
        _identifiers("transformation_id"),
    ),
    **_matching("MATCH_epc", "in epcList or childEPCs", *EPCS),
    **_matching("MATCH_parentID", "in parentID", "parent_id"),
    **_matching("MATCH_inputEPC", "in inputEPCList", "input_epc_list"),
    **_matching("MATCH_outputEPC", "in outputEPCList", "output_epc_list"),
    **_matching(
        "MATCH_anyEPC",
        "in parentID, epcList, childEPCs, inputEPCList or outputEPCList",
        "parent_id",
        *EPCS,
        *IN_AND_OUT,
    ),
    **_matching("MATCH_epcClass", "in quantityList or childQuantityList", *CLASSES),
    **_matching("MATCH_inputEPCClass", "in inputQuantityList", "input_quantity_list"),
    **_matching("MATCH_outputEPCClass", "in outputQuantityList", "output_quantity_list"),
    **_matching("MATCH_anyEPCClass", "in any quantity list", *CLASSES, *CLASSES_IN_AND_OUT),
    **_quantities(),
    "EQ_eventID": Parameter(
        Form.TEXTS,
        "Events with one of these ids; of a declared error both the event and the declaration.",
        lambda values, _: OneOf("event_id", values),
    ),
    "EXISTS_errorDeclaration": Parameter(
        Form.FLAG, "If true, only error declarations; if false, no filter.", _declared
    ),
    **_times(
        "errorDeclarationTime",
        "error declaration",
        lambda c: _time("error_declared_at", c),
        GE="GE_errorDeclaration_Time",
        LT="LT_errorDeclaration_Time",
    ),
    "EQ_errorReason": Parameter(
        Form.TEXTS,
        "Error declarations with one of these reasons.",
        _field_words(field_keys.ERROR_REASON, Vocabulary.ERROR_REASON),
    ),
    "EQ_correctiveEventID": Parameter(
        Form.TEXTS,
        "Error declarations that name one of these events as a correction.",
        _field(field_keys.CORRECTIVE_EVENT_ID),
    ),
    "EXISTS_sensorElementList": Parameter(
        Form.FLAG,
        "If true, only events with sensor elements; if false, no filter.",
        _exists(field_keys.SENSOR_ELEMENTS),
        ("EXISTS_sensorElement",),
    ),
    **_times("time", "sensor time, of a report or for all,", _in_sensors("time")),
    **_times("startTime", "sensor startTime", _in_sensors("startTime")),
    **_times("endTime", "sensor endTime", _in_sensors("endTime")),
    **_of_reports("type", _field_words(field_keys.of_sensors("type"), Vocabulary.MEASUREMENT_TYPE)),
    **_of_reports("deviceID"),
    **_of_reports("dataProcessingMethod"),
    **_of_reports("microorganism"),
    **_of_reports("chemicalSubstance"),
    **_of_reports("bizRules"),
    **_of_reports("stringValue", _field(field_keys.of_sensors("stringValue"))),
    "EQ_booleanValue": Parameter(
        Form.BOOLEAN, "Events with a sensor report of this booleanValue.", _boolean
    ),
    **_of_reports("hexBinaryValue", _hexadecimal),
    **_of_reports("uriValue"),
    **_percentiles(),
}

ALSO: Mapping[str, str] = {
    other: name for name, parameter in FIXED.items() for other in parameter.also
}
"""Other spellings and the name that each means."""

CONTROLS: Mapping[str, tuple[Form, str]] = {
    "orderBy": (
        Form.TEXT,
        "eventTime, recordTime, or the name of an extension field, written as in EQ_…: the"
        " order of the answer. Without it events come in the order they were recorded.",
    ),
    "orderDirection": (Form.TEXT, "ASC or DESC, with orderBy. DESC if nothing is said."),
    "eventCountLimit": (
        Form.COUNT,
        "Only the first so many events of that order; needs orderBy, excludes maxEventCount.",
    ),
    "maxEventCount": (
        Form.COUNT,
        "Refuse (QueryTooLargeException) rather than answer with more events than this.",
    ),
}


def found_parameter(name: str) -> Parameter | Family | None:
    """The parameter of this name, in whatever spelling it is about, or None."""
    fixed = FIXED.get(ALSO.get(name, name))
    return fixed if fixed is not None else family_of(name)
