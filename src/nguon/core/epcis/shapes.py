"""The shape of EPCIS JSON-LD: which members stand where, in which form (EPCIS 2.0 §9.4–9.6).

Says the same yes or no as the JSON Schema of EPCIS 2.0.1 (a test compares them), and in the same
pass looks at what stands in each text: a wrong check digit, a dangerous scheme.
"""

from collections.abc import Iterator
from typing import Any

from nguon.core.epcis.cbv import Vocabulary
from nguon.core.epcis.checks import (
    Check,
    add_all,
    anything,
    boolean,
    either_text_or_list,
    list_of,
    no_name,
    number,
    object_of,
    problem_of,
    text,
    wrong_type,
)
from nguon.core.epcis.faults import (
    action_fault,
    class_fault,
    event_id_fault,
    hex_fault,
    identifier_fault,
    instance_fault,
    time_fault,
    uom_fault,
    word_fault,
    zone_offset_fault,
)
from nguon.core.epcis.json_text import pointer
from nguon.core.epcis.problem import Problem
from nguon.core.epcis.uris import DANGEROUS_SCHEMES, is_uri, uri_fault

_text = text()
_uri = text(uri_fault)
_event_id = text(event_id_fault)
_identifier = text(identifier_fault)
_instance = text(instance_fault)
_time = text(time_fault)
_word = {vocabulary: text(word_fault(vocabulary)) for vocabulary in Vocabulary}


def check_context(value: Any, at: str, problems: list[Problem]) -> None:
    """The `@context`: a URI, an object of prefixes, or a list of them; never fetched."""
    if isinstance(value, list):
        _contexts(value, at, problems)
    elif isinstance(value, dict):
        add_all(problems, _dangerous_meanings(value, at))
    else:
        _uri(value, at, problems)


def _dangerous_meanings(context: dict[str, Any], at: str) -> Iterator[Problem]:
    """Prefixes that lead to code or to a disk, also in the long form `{"@id": …}`."""
    for name, meaning in context.items():
        namespace = meaning.get("@id") if isinstance(meaning, dict) else meaning
        scheme = namespace.partition(":")[0].lower() if isinstance(namespace, str) else ""
        if scheme in DANGEROUS_SCHEMES:
            path = pointer(at, name)
            yield Problem(path if namespace is meaning else f"{path}/@id", "uri-scheme", got=scheme)


def _context_part(value: Any, at: str, problems: list[Problem]) -> None:
    if isinstance(value, list):
        problems.append(wrong_type(value, at, "text"))
    else:
        check_context(value, at, problems)


_contexts = list_of(_context_part, unique=True)


def _needs_set_or_unset(value: dict[str, Any], at: str, problems: list[Problem]) -> None:
    if "set" not in value and "unset" not in value:
        problems.append(Problem(at, "persistent-disposition-empty"))


_dispositions = list_of(_word[Vocabulary.DISPOSITION], least=1, unique=True)
_persistent_disposition = object_of(
    {"set": _dispositions, "unset": _dispositions}, others=no_name, further=_needs_set_or_unset
)


def _loosely(value: Any, at: str, problems: list[Problem]) -> None:
    """The form of a persistentDisposition where the schema forgot to ask for one."""
    faults: list[Problem] = []
    _persistent_disposition(value, at, faults)
    for fault in faults[:1]:
        reasons = {"reason_vi": fault.message_vi, "reason_en": fault.message_en}
        problems.append(Problem(fault.path, "persistent-disposition-form", **reasons))


_place = object_of({"id": _identifier}, required=["id"], others=None)
_quantities = list_of(
    object_of(
        {"epcClass": text(class_fault), "quantity": number, "uom": text(uom_fault)},
        required=["epcClass"],
        others=no_name,
    )
)
_biz_transaction = object_of(
    {"type": _word[Vocabulary.BIZ_TRANSACTION_TYPE], "bizTransaction": _identifier},
    required=["bizTransaction"],
    others=no_name,
)
_source = object_of(
    {"type": _word[Vocabulary.SOURCE_DESTINATION_TYPE], "source": _identifier},
    required=["type", "source"],
    others=no_name,
)
_destination = object_of(
    {"type": _word[Vocabulary.SOURCE_DESTINATION_TYPE], "destination": _identifier},
    required=["type", "destination"],
    others=no_name,
)
_error_declaration = object_of(
    {
        "declarationTime": _time,
        "reason": _word[Vocabulary.ERROR_REASON],
        "correctiveEventIDs": list_of(_event_id),
    },
    required=["declarationTime"],
)
_sensor_common = {
    "time": _time,
    "deviceID": _identifier,
    "deviceMetadata": _identifier,
    "rawData": _identifier,
    "dataProcessingMethod": _identifier,
    "bizRules": _identifier,
}
_sensor_metadata = object_of({**_sensor_common, "startTime": _time, "endTime": _time})
_sensor_report = object_of(
    {
        **_sensor_common,
        "type": _word[Vocabulary.MEASUREMENT_TYPE],
        "exception": _word[Vocabulary.SENSOR_ALERT_TYPE],
        "microorganism": _uri,
        "chemicalSubstance": _uri,
        "coordinateReferenceSystem": _uri,
        "component": _word[Vocabulary.COMPONENT],
        "stringValue": _text,
        "booleanValue": boolean,
        "hexBinaryValue": text(hex_fault),
        "uriValue": _uri,
        "uom": _text,
        **dict.fromkeys(
            ["value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue"],
            number,
        ),
    },
    required=["type"],
)
_sensor_elements = list_of(
    object_of(
        {"sensorMetadata": _sensor_metadata, "sensorReport": list_of(_sensor_report, least=1)},
        required=["sensorReport"],
    )
)


_ilmd = object_of({})
_epcs_once = list_of(_instance, unique=True)
_epcs = list_of(_instance)

_event = {
    "@context": check_context,
    "type": anything,
    "eventTime": _time,
    "recordTime": _time,
    "eventTimeZoneOffset": text(zone_offset_fault),
    "eventID": _event_id,
    "certificationInfo": either_text_or_list(_identifier, list_of(_identifier)),
    "errorDeclaration": _error_declaration,
}
_business = {
    **_event,
    "bizStep": _word[Vocabulary.BIZ_STEP],
    "disposition": _word[Vocabulary.DISPOSITION],
    "readPoint": _place,
    "bizLocation": _place,
    "sourceList": list_of(_source),
    "destinationList": list_of(_destination),
    "sensorElementList": _sensor_elements,
    "bizTransactionList": list_of(_biz_transaction),
}
_action = {"action": text(action_fault)}
# The schema knows the name of persistentDisposition in these three, and not its form.
_loose_disposition = {"persistentDisposition": _loosely}
_strict_disposition = {"persistentDisposition": _persistent_disposition}
_children = {"parentID": _instance, "childEPCs": _epcs, "childQuantityList": _quantities}
_WHEN = ["eventTime", "eventTimeZoneOffset"]


def _any_of(value: dict[str, Any], *names: str) -> bool:
    return any(value.get(name) for name in names)


def _object_what(value: dict[str, Any], at: str, problems: list[Problem]) -> None:
    about_a_place = value.get("sensorElementList") and "readPoint" in value
    if "epcList" not in value and not value.get("quantityList") and not about_a_place:
        problems.append(Problem(at, "no-what", expected="epcList / quantityList"))
    if "ilmd" in value and value.get("action") != "ADD":
        got = str(value.get("action", ""))
        problems.append(Problem(f"{at}/ilmd", "ilmd-action", got=got))


def _transaction_what(value: dict[str, Any], at: str, problems: list[Problem]) -> None:
    if value.get("action") == "DELETE" or "epcList" in value or value.get("quantityList"):
        return
    problems.append(Problem(at, "no-what", expected="epcList / quantityList"))


def _children_what(value: dict[str, Any], at: str, problems: list[Problem]) -> None:
    if value.get("action") != "DELETE" and not _any_of(value, "childEPCs", "childQuantityList"):
        problems.append(Problem(at, "no-what", expected="childEPCs / childQuantityList"))


def _transformation_what(value: dict[str, Any], at: str, problems: list[Problem]) -> None:
    """Both sides, or one of them and a transformationID that joins it to the other (§7.4.5)."""
    inputs = _any_of(value, "inputEPCList", "inputQuantityList")
    outputs = _any_of(value, "outputEPCList", "outputQuantityList")
    if (inputs and outputs) or ("transformationID" in value and (inputs or outputs)):
        return
    missing = [] if inputs else ["inputEPCList / inputQuantityList"]
    missing += [] if outputs else ["outputEPCList / outputQuantityList"]
    problems.append(Problem(at, "no-what", expected="; ".join(missing)))


STANDARD_SHAPES: dict[str, Check] = {
    "ObjectEvent": object_of(
        {
            **_business,
            **_action,
            **_strict_disposition,
            "epcList": _epcs_once,
            "quantityList": _quantities,
            "ilmd": _ilmd,
        },
        required=[*_WHEN, "action"],
        further=_object_what,
    ),
    "AggregationEvent": object_of(
        {**_business, **_action, **_loose_disposition, **_children},
        required=[*_WHEN, "action"],
        further=_children_what,
    ),
    "TransactionEvent": object_of(
        {
            **_business,
            **_action,
            **_loose_disposition,
            "bizTransactionList": list_of(_biz_transaction, least=1),
            "parentID": _instance,
            "epcList": _epcs,
            "quantityList": _quantities,
        },
        required=[*_WHEN, "action", "bizTransactionList"],
        further=_transaction_what,
    ),
    "TransformationEvent": object_of(
        {
            **_business,
            **_strict_disposition,
            "inputEPCList": _epcs_once,
            "inputQuantityList": _quantities,
            "outputEPCList": _epcs_once,
            "outputQuantityList": _quantities,
            "transformationID": _identifier,
            "ilmd": _ilmd,
        },
        required=_WHEN,
        further=_transformation_what,
    ),
    "AssociationEvent": object_of(
        {**_business, **_action, **_loose_disposition, **_children},
        required=[*_WHEN, "action", "parentID"],
        further=_children_what,
    ),
}
_extended_event = object_of(_event, required=_WHEN, others=None)


def check_event(value: Any, at: str, problems: list[Problem]) -> None:
    """One event of any type; a type of the user's own must be named by a URI."""
    if not isinstance(value, dict):
        problems.append(wrong_type(value, at, "object"))
        return
    name = value.get("type")
    if "type" not in value:
        problems.append(Problem(at, "missing-member", expected="type"))
    elif not isinstance(name, str):
        problems.append(wrong_type(name, f"{at}/type", "text"))
    elif name in STANDARD_SHAPES:
        STANDARD_SHAPES[name](value, at, problems)
    else:
        if not is_uri(name):
            problems.append(Problem(f"{at}/type", "event-type", got=name))
        elif (fault := uri_fault(name)) is not None:
            problems.append(problem_of(fault, f"{at}/type"))
        _extended_event(value, at, problems)


def check_bare_event(value: Any, at: str, problems: list[Problem]) -> None:
    """An event that stands alone brings its context with it."""
    check_event(value, at, problems)
    if isinstance(value, dict) and "@context" not in value:
        problems.append(Problem(at, "missing-member", expected="@context"))
