"""Whether the asker is shown a field of an event: neither it nor a field around it is hidden."""

from collections.abc import Mapping

from nguon.core.epcis.query import Area, FieldKey
from nguon.core.epcis.query.field_keys import CORRECTIVE_EVENT_ID, ERROR_REASON
from nguon.food.trace.queries.event_sql import Sql

_AROUND: Mapping[Area, tuple[str, ...]] = {
    Area.EVENT: (),
    Area.ILMD: ("ilmd",),
    Area.ERROR: ("errorDeclaration",),
    Area.SENSOR_ELEMENT: ("sensorElementList",),
    Area.SENSOR_METADATA: ("sensorElementList",),
    Area.SENSOR_REPORT: ("sensorElementList",),
    Area.READ_POINT: ("readPoint",),
    Area.BIZ_LOCATION: ("bizLocation",),
}


def field_shown(key: FieldKey, sql: Sql) -> str:
    """That the asker is shown the field `f` of this key, and every field around it."""
    if key.area == Area.STANDARD:
        return sql.shown(_standard_member(key))
    shown = sql.shown(*_AROUND[key.area], key.name)
    if not key.inner:
        return shown
    for name in sorted({name for grant in sql.scope.grants for name in grant.hidden}):
        if ":" in name:
            mark = sql.put(name)
            fits = (
                f"starts_with(w.name, {mark})" if name.endswith(("/", "#")) else f"w.name = {mark}"
            )
            around = (
                f"exists (select from jsonb_array_elements_text(f.within) w(name) where {fits})"
            )
            shown += f" and (f.within is null or not {around} or (true{sql.shown(name)}))"
    return shown


def _standard_member(key: FieldKey) -> str:
    if key in (ERROR_REASON, CORRECTIVE_EVENT_ID):
        return "errorDeclaration"
    is_kept = key.name.startswith("persistentDisposition")
    return "persistentDisposition" if is_kept else "sensorElementList"
